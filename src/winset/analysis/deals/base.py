"""What the answers against all no-deal scenarios share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from winset.analysis.blockers.clauses import Clause, hard_of
from winset.analysis.deals.packages import Bools, Grid
from winset.analysis.deals.smaa import Case
from winset.analysis.deals.verdicts import NONE, Codes, Fallback, joint_verdicts, worth_verdicts
from winset.negotiation.model import Negotiation
from winset.negotiation.preferences import PackagePreference

MAX_PACKAGES = 2_000_000  # combinations that are held in memory at once, some 10 bytes each for every party
LISTED = 200_000  # combinations up to which an exact answer goes through all of them


class Base:
    """What all scenarios share: the packages, what is known of the parties, the lines.

    Parameters
    ----------
    own
        Red lines and needs, which a party never crosses.
    lines
        What makes a package inadmissible.
    """

    def __init__(
        self,
        negotiation: Negotiation,
        grid: Grid,
        preferences: Sequence[PackagePreference],
        own: Sequence[Clause],
        lines: Sequence[Clause],
    ) -> None:
        self.negotiation = negotiation
        self.grid = grid
        self.preferences = preferences
        self.own = own
        self.lines = lines
        self.hard = hard_of(negotiation)
        self.listed = grid.size <= MAX_PACKAGES
        if self.listed:
            self.allowed = grid.allowed(self.hard)
            self.admissible = self.allowed & grid.uncrossed(lines)
            self.own_lines: list[Bools] = [
                grid.uncrossed([c for c in own if c.holder == p.party]) & self.allowed for p in preferences
            ]

    def within(self, grid: Grid) -> Base:
        """Return the same for fewer options. What no deal brings may lie outside: values are looked up by name."""
        preferences = [replace(p, issues=grid.issues) for p in self.preferences]
        return Base(self.negotiation, grid, preferences, self.own, self.lines)

    def case(self, fallbacks: Sequence[Fallback]) -> tuple[Case, list[Codes]]:
        """Return the case against one scenario, and the verdicts on worth alone."""
        digits = self.grid.digits(np.arange(self.grid.size))
        worth = [worth_verdicts(p, f, digits) for p, f in zip(self.preferences, fallbacks, strict=True)]
        single = [np.where(ok, codes, NONE).astype(np.int8) for ok, codes in zip(self.own_lines, worth, strict=True)]
        joint = joint_verdicts(self.grid, self.preferences, fallbacks, self.own_lines, digits, single)
        joint = np.where(self.allowed, joint, NONE).astype(np.int8)
        return Case(
            self.grid, self.preferences, fallbacks, self.own_lines, self.allowed, self.admissible, single, joint
        ), worth
