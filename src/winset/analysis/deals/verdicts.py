"""What is certain: which packages a party accepts in all, in some, in none of its admissible preferences.

A party accepts a package that crosses none of its red lines and needs and is worth at least no deal. "In all" and "in
none" leave out sets of preferences of measure zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from winset.analysis.deals.packages import Bools, Grid, Ints
from winset.negotiation.preferences import TOLERANCE, PackagePreference

Codes = NDArray[np.int8]
NONE, SOME, ALL = 0, 1, 2
Word = Literal["all", "some", "none"]
WORDS: tuple[Word, ...] = ("none", "some", "all")


@dataclass(frozen=True)
class Fallback:
    """What a party gets if talks fail.

    Parameters
    ----------
    package
        The scenario's package, perhaps partial; None where no scenario is given.
    number
        Its worth as an analyst has stated it, which goes before the package; None where it was not.
    """

    package: Mapping[str, str] | None = None
    number: float | None = None

    @property
    def known(self) -> bool:
        """Whether anything is said of it."""
        return self.package is not None or self.number is not None

    def open_issues(self, preference: PackagePreference) -> tuple[str, ...]:
        """Return the issues that matter to the party and of which the scenario says nothing."""
        if self.number is not None or self.package is None:
            return ()
        return tuple(i for i in preference.issues if i not in self.package and preference.weights.get(i) != 0.0)


def fallback_of(preference: PackagePreference, package: Mapping[str, str] | None) -> Fallback:
    """Return a party's fallback in a scenario: its stated reservation value where there is one."""
    return Fallback(package, preference.reservation)


def worth_verdicts(
    preference: PackagePreference, fallback: Fallback, digits: Ints, *, fixed: Mapping[str, str] | None = None
) -> Codes:
    """Return for packages whether they are worth at least no deal, lines apart.

    Parameters
    ----------
    digits
        Option numbers, shape (packages, issues).
    fixed
        What no deal brings on issues of which the scenario says nothing; by default all that may come counts.
    """
    count = len(digits)
    if not fallback.known or not preference.issues:
        return np.full(count, ALL, dtype=np.int8)
    lows, highs, ties = [], [], np.ones(count, dtype=bool)
    for k, (issue, options) in enumerate(preference.issues.items()):
        if fallback.number is not None:
            ranges = [[_absolute(preference, issue, option)] for option in options]
        else:
            against = _against(preference, fallback, issue, fixed or {})
            ranges = [[preference.range_of(issue, option, z) for z in against] for option in options]
        if preference.weights.get(issue) == 0.0:
            ranges = [[(0.0, 0.0)] for _ in options]
        lows.append(np.array([min(r[0] for r in each) for each in ranges])[digits[:, k]])
        highs.append(np.array([max(r[1] for r in each) for each in ranges])[digits[:, k]])
        ties &= np.array([any(r == (0.0, 0.0) for r in each) for each in ranges])[digits[:, k]]
    low, high = preference.spread(np.array(lows), np.array(highs))
    if fallback.number is not None:
        low, high, ties = low - fallback.number, high - fallback.number, np.zeros(count, dtype=bool)
    out = np.full(count, SOME, dtype=np.int8)
    out[(high <= TOLERANCE) & ~ties & (low < -TOLERANCE)] = NONE
    out[low >= -TOLERANCE] = ALL
    return out


def _against(preference: PackagePreference, fallback: Fallback, issue: str, fixed: Mapping[str, str]) -> Sequence[str]:
    assert fallback.package is not None
    known = fallback.package.get(issue, fixed.get(issue))
    return (known,) if known is not None else preference.issues[issue]


def _absolute(preference: PackagePreference, issue: str, option: str) -> tuple[float, float]:
    """Return the range of an option's value on its own."""
    if issue in preference.values:
        value = preference.values[issue][option]
        return value, value
    order = preference.orders[issue]
    if len(order.classes) < 2:
        return 0.0, 0.0
    k = order.items.index(option)
    if order.weak[k].all():
        return 1.0, 1.0
    if order.weak[:, k].all():
        return 0.0, 0.0
    return 0.0, 1.0


def joint_verdicts(
    grid: Grid,
    preferences: Sequence[PackagePreference],
    fallbacks: Sequence[Fallback],
    lines: Sequence[Bools],
    digits: Ints,
    single: Sequence[Codes],
) -> Codes:
    """Return the verdict on "all of them accept".

    Parties' preferences are independent, so what each accepts in some all accept in some: but for what no deal brings
    on issues that the scenario leaves open, which is one and the same for all; such cases are gone through.
    """
    everybody = np.full(len(digits), ALL, dtype=np.int8)
    for codes in single:
        everybody = np.minimum(everybody, codes)
    open_ = sorted({issue for p, f in zip(preferences, fallbacks, strict=True) for issue in f.open_issues(p)})
    if not open_ or len(preferences) < 2:
        return everybody
    cases = Grid({issue: grid.issues[issue] for issue in open_})
    if cases.size > 64:
        return everybody
    possible = np.zeros(len(digits), dtype=bool)
    for case in range(cases.size):
        fixed = cases.package(case)
        here = np.ones(len(digits), dtype=bool)
        for preference, fallback, line in zip(preferences, fallbacks, lines, strict=True):
            here &= line & (worth_verdicts(preference, fallback, digits, fixed=fixed) != NONE)
        possible |= here
    return np.where(possible, everybody, NONE).astype(np.int8)
