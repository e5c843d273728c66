"""What stands in the way, tier by tier, and the smallest concessions that would open it."""

from __future__ import annotations

from typing import Any

from winset.analysis.blockers import Clause, Component
from winset.reporting import sentences
from winset.reporting.blocking import TierAnswer, by_tier, clause_words, in_order, spoken, way_words
from winset.reporting.clashes import clash_map
from winset.reporting.context import Context
from winset.reporting.parts import Section, Use

SHOWN = 12
"""The most conflicts and concessions written out for each group of issues; the rest is counted."""


def section(context: Context) -> Section | None:
    """Return the blockers of each tier; None where there is no issue."""
    if not context.negotiation.issues:
        return None
    answers = by_tier(context)
    if answers[0].result is not None and answers[0].result.impossible:
        answers = answers[:1]  # the constraints alone leave nothing; no tier adds to that
    tiers = [
        _tier(context, answer, number, answers[number - 2] if number > 1 else None)
        for number, answer in enumerate(answers, 1)
    ]
    return Section(
        id="blockers",
        title="What stands in the way",
        template="blockers.html",
        data={
            "tiers": tiers,
            "clashes": clash_map(context),
            "consent": sentences.consent(
                context.party_list(context.negotiation.consent_set), context.negotiation.consent_is_assumed
            ),
        },
    )


def _tier(context: Context, answer: TierAnswer, number: int, above: TierAnswer | None) -> dict[str, Any]:
    anchor = f"blockers-{number}"
    title = sentences.capital(sentences.TIERS[answer.tier])
    if answer.result is None:
        return {"anchor": anchor, "title": title, "says": sentences.not_computed(answer.reason), "groups": []}
    result = answer.result
    same = bool(answer.blocked) and above is not None and above.result is not None
    same = same and above is not None and spoken(context, answer) == spoken(context, above)
    if result.impossible:
        title, says = sentences.ANY_TIER, sentences.impossible()
    elif same:
        says = sentences.same_as_above(len(result.conflicts))
    else:
        holders = {clause.holder for conflict in result.conflicts for clause in conflict}
        said = sentences.blocked(
            len(result.conflicts), context.party_list(holders), result.complete, lines=len(result.clauses)
        )
        says = sentences.blocked_in_all([said])
    return {
        "anchor": anchor,
        "title": title,
        "says": says,
        "counted": sentences.counted(len(result.clauses)),
        "notes": [context.label(note) for note in result.notes],
        "groups": [
            _group(context, answer, component, f"{anchor}-{k}")
            for k, component in enumerate(() if same else result.blocked, 1)
        ],
    }


def _group(context: Context, answer: TierAnswer, component: Component, anchor: str) -> dict[str, Any]:
    assert answer.result is not None
    result = answer.result
    use = Use(anchor, sentences.use_of_blocker(sentences.TIERS[answer.tier]))
    return {
        "anchor": anchor,
        "title": sentences.group([context.issue(issue) for issue in component.issues]),
        "conflicts": [
            [_line(context, clause, use) for clause in in_order(context, result.of(s))]
            for s in component.conflicts[:SHOWN]
        ],
        "conflicts_total": len(component.conflicts),
        "ways": [
            [way_words(context, clause) for clause in in_order(context, result.of(s))]
            for s in component.concessions[:SHOWN]
        ],
        "ways_total": len(component.concessions),
        "constraints": [
            {"says": context.label(h.source.says) if h.source.says else h.source.id, "lifted_by": h.source.lifted_by}
            for h in result.constraints
            if h.source.id in component.constraints
        ],
        "unfinished": ""
        if component.limit is None
        else sentences.unfinished(component.limit.conflicts_below, component.limit.concessions_below),
    }


def _line(context: Context, clause: Clause, use: Use) -> dict[str, Any]:
    return {
        "says": clause_words(context, clause),
        "basis": clause.basis,
        "basis_label": sentences.BASES[clause.basis],
        "quotes": context.cite(clause.evidence, use, holder=clause.holder),
        "bare": not clause.evidence,
    }
