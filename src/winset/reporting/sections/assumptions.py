"""Whatever no document says: the analyst's assumptions, and winset's own defaults."""

from __future__ import annotations

from winset.reporting import sentences
from winset.reporting.context import Context
from winset.reporting.parts import Section


def section(context: Context) -> Section:
    """Return the assumptions."""
    n = context.negotiation
    without = [context.issue(issue.id) for issue in n.issues if issue.status_quo is None]
    utilities = context.party_list(n.utilities)
    return Section(
        id="assumptions",
        title="Assumptions",
        template="assumptions.html",
        data={
            "stated": [context.label(a.says) for a in n.assumptions],
            "own": sentences.default_assumptions(n.consent_is_assumed, context.party_list(n.consent_set), without),
            "numbers": sentences.numbers_given(utilities) if utilities else "",
            "drafted": context.drafted,
        },
    )
