"""Which lines clash with which, in the widest tier: the map, and the lines beside it. A part of "What blocks"."""

from __future__ import annotations

from typing import Any

from winset.analysis.blockers.words import clause
from winset.analysis.words import upper
from winset.reporting import deal_charts
from winset.reporting.blocking import by_tier
from winset.reporting.context import Context
from winset.reporting.sections.deals import labels_of, set_apart
from winset.reporting.sentences import BASES

LEAST, MOST = 4, 40
"""With fewer lines the list of conflicts says all that a map would; a map of more cannot be read."""


def clash_map(context: Context) -> dict[str, Any] | None:
    """Return the map and its lines; None where too few lines clash for one to help, or too many to be drawn."""
    found = next((answer.result for answer in reversed(by_tier(context)) if answer.result is not None), None)
    if found is None:
        return None
    pairs = found.conflict_map()
    numbers = sorted({k for row in pairs for k in (row["a"], row["b"])})
    if not LEAST <= len(numbers) <= MOST:
        return None
    codes = {k: f"L{number}" for number, k in enumerate(numbers, 1)}
    names = labels_of(context)
    return {
        "chart": deal_charts.conflict_map(
            [(codes[row["a"]], codes[row["b"]]) for row in pairs], list(codes.values()), prefix="blockers-map"
        ),
        "lines": [
            {
                "code": codes[k],
                "says": set_apart(upper(clause(names, found.clauses[k]))),
                "basis": BASES[found.clauses[k].basis],
                "with": ", ".join(
                    codes[other] for other in numbers if any({row["a"], row["b"]} == {k, other} for row in pairs)
                ),
                "conflicts": found.conflicts_of(k),
            }
            for k in numbers
        ],
    }
