"""The sections of the report and their order. How to add one: see the docstring of `winset.reporting`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from winset.reporting.context import Context
    from winset.reporting.parts import Section

ORDER: tuple[str, ...] = (
    "opening",
    "matrix",
    "issues",
    "proposals",
    "blockers",
    "deals",
    "stability",
    "meetings",
    "moves",
    "no_deal",
    "coherence",
    "claims",
    "interests",
    "documents",
    "assumptions",
    "skipped",
    "method",
)
"""Modules of this package in the order of the page."""

LATE: tuple[str, ...] = ("documents", "method")
"""Built after all others: they tell what the others cited and ran."""


def build(context: Context) -> list[Section]:
    """Return all sections that have something to say, in the order of the page."""
    made: dict[str, Section | None] = {}
    for name in [n for n in ORDER if n not in LATE] + [n for n in ORDER if n in LATE]:
        made[name] = import_module(f"{__name__}.{name}").section(context)
    return [section for name in ORDER if (section := made[name]) is not None]
