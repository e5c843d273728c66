"""What follows if the talks fail: several scenarios side by side; a prediction stays somebody's claim until adopted."""

from __future__ import annotations

from winset.reporting import sentences
from winset.reporting.context import Context
from winset.reporting.parts import Section, Use


def section(context: Context) -> Section | None:
    """Return the no-deal scenarios; None where there are none."""
    found = context.negotiation.no_deal
    if not found:
        return None
    entries = []
    for number, scenario in enumerate(found, 1):
        anchor = f"no-deal-{number}"
        moves = {move.id: move for move in context.negotiation.moves}
        entries.append(
            {
                "anchor": anchor,
                "says": context.label(scenario.says),
                "triggers": [context.label(moves[t].says) if t in moves else t for t in scenario.triggered_by],
                "known": [
                    (context.issue(issue.id), context.option(issue.id, scenario.package[issue.id]))
                    for issue in context.negotiation.issues
                    if issue.id in scenario.package
                ],
                "open": [
                    context.issue(issue.id) for issue in context.negotiation.issues if issue.id not in scenario.package
                ],
                "period": sentences.period(str(scenario.from_ or ""), str(scenario.to or "")),
                "adopted": sentences.adopted(scenario.adopted, context.party(scenario.claimant), scenario.basis),
                "quotes": context.cite(scenario.evidence, Use(anchor, sentences.USE_NO_DEAL)),
            }
        )
    return Section(id="no-deal", title="If there is no deal", template="no_deal.html", data={"entries": entries})
