"""Packages that are dominated in all admissible preferences, exactly and without comparing pairs.

Package y dominates x for certain where every party holds each option of y for at least as good as that of x, and some
party holds one for better. Relations are swept issue by issue over the array of all packages.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from winset.analysis.deals.packages import Bools, Grid
from winset.negotiation.preferences import TOLERANCE, PackagePreference


def dominated(grid: Grid, preferences: Sequence[PackagePreference], admissible: Bools) -> Bools:
    """Return which packages an admissible package dominates in all admissible preferences, shape (packages,)."""
    equal = admissible.reshape(grid.shape)
    better = np.zeros_like(equal)
    for axis, (issue, options) in enumerate(grid.issues.items()):
        weakly, strictly = _relations(issue, options, preferences)
        new_equal, new_better = np.zeros_like(equal), np.zeros_like(better)
        for x in range(len(options)):
            here = tuple(slice(None) if k != axis else x for k in range(len(grid.shape)))
            for y in np.flatnonzero(weakly[:, x]):
                there = tuple(slice(None) if k != axis else int(y) for k in range(len(grid.shape)))
                new_better[here] |= better[there]
                if strictly[y, x]:
                    new_better[here] |= equal[there]
                else:
                    new_equal[here] |= equal[there]
        equal, better = new_equal, new_better
    return better.reshape(-1)


def _relations(issue: str, options: Sequence[str], preferences: Sequence[PackagePreference]) -> tuple[Bools, Bools]:
    """Return, y by x, whether all hold y for at least as good as x, and whether somebody then holds it for better."""
    size = len(options)
    weakly, strictly = np.ones((size, size), dtype=bool), np.zeros((size, size), dtype=bool)
    for preference in preferences:
        if preference.weights.get(issue) == 0.0:
            continue
        for y in range(size):
            for x in range(size):
                low, high = preference.range_of(issue, options[y], options[x])
                weakly[y, x] &= low >= -TOLERANCE
                strictly[y, x] |= low >= -TOLERANCE and high > TOLERANCE
    return weakly, strictly & weakly
