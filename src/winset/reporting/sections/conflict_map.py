"""Which lines clash with which, in the widest tier: the map, and the lines beside it."""

from __future__ import annotations

from winset.analysis.blockers.words import clause
from winset.analysis.words import upper
from winset.reporting import deal_charts
from winset.reporting.blocking import by_tier
from winset.reporting.context import Context
from winset.reporting.parts import Section
from winset.reporting.sections.deals import labels_of, set_apart
from winset.reporting.sentences import BASES

MOST = 40
"""The most lines that are drawn; a larger map cannot be read."""


def section(context: Context) -> Section | None:
    """Return the map; None where no two lines clash, or too many do to be drawn."""
    found = next((answer.result for answer in reversed(by_tier(context)) if answer.result is not None), None)
    if found is None:
        return None
    pairs = found.conflict_map()
    numbers = sorted({k for row in pairs for k in (row["a"], row["b"])})
    if not numbers or len(numbers) > MOST:
        return None
    codes = {k: f"L{number}" for number, k in enumerate(numbers, 1)}
    names = labels_of(context)
    return Section(
        id="clashes",
        title="Which lines clash",
        template="conflict_map.html",
        nav="Clashes",
        data={
            "chart": deal_charts.conflict_map(
                [(codes[row["a"]], codes[row["b"]]) for row in pairs], list(codes.values()), prefix="clashes-map"
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
        },
    )
