"""What each party can do by itself, and the public conditions of it."""

from __future__ import annotations

from winset.reporting import sentences
from winset.reporting.context import Context
from winset.reporting.parts import Section, Use


def section(context: Context) -> Section | None:
    """Return the moves by party; None where there are none."""
    if not context.negotiation.moves:
        return None
    ordered = sorted(context.negotiation.moves, key=lambda m: (context.party(m.party).casefold(), m.party))
    entries = []
    for number, move in enumerate(ordered, 1):
        anchor = f"moves-{number}"
        use = Use(anchor, sentences.use_of_move(context.party(move.party)))
        entries.append(
            {
                "anchor": anchor,
                "party": context.party(move.party),
                "says": context.label(move.says),
                "now": sentences.move_now(move.now, move.direction),
                "quotes": context.cite(move.evidence, use),
                "conditions": [
                    {
                        "if": context.label(c.if_ or ""),
                        "says": context.label(c.says) if c.says else "",
                        "quotes": context.cite(c.evidence, use),
                    }
                    for c in move.conditions
                ],
            }
        )
    preferences = [
        {"party": context.party(party), "says": [context.label(s) for s in context.negotiation.preferences[party]]}
        for party in sorted(context.negotiation.preferences, key=lambda p: (context.party(p).casefold(), p))
    ]
    return Section(
        id="moves",
        title="What each can do alone",
        template="moves.html",
        data={
            "entries": entries,
            "preferences": preferences,
            "infeasible": [context.label(text) for text in context.negotiation.infeasible],
            "outcomes": [
                {
                    "when": context.label(outcome.when),
                    "package": [context.option(issue, option) for issue, option in outcome.package.items()],
                }
                for outcome in context.negotiation.outcomes
            ],
        },
    )
