"""Deals where every utility is given: counts, the efficient packages and the four choices, without sampling.

Utilities are turned into whole numbers, party by party, where the numbers given are fractions with a common denominator
(0.35, 1/3): sums and ties are then exact. Where they are not, they are rounded to a grid of 10⁻¹².
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from winset.analysis.blockers.clauses import Clause, Hard
from winset.analysis.deals.bargaining import CHOICES, RULES, Choice
from winset.analysis.deals.frontier import Floats, Ints, Stage, frontier, paths, ways
from winset.analysis.deals.packages import Grid
from winset.core.errors import LimitError
from winset.negotiation.preferences import PackagePreference

GRID = 10**12
MAX_BLOCK = 5_000_000  # packages of tied issues that are listed at once: 8 bytes each, for every party
MAX_COUNTED = 2_000_000_000  # combinations; beyond, counting the rational ones takes more than a few seconds


@dataclass(frozen=True)
class Scaled:
    """A party's utility in whole numbers.

    Parameters
    ----------
    terms
        For each issue the worth of its options, shape (options,).
    unit
        How many of them make 1.
    exact
        Whether nothing had to be rounded.
    """

    terms: tuple[Floats, ...]
    unit: float
    exact: bool


def scaled(preference: PackagePreference) -> Scaled:
    """Return a fully known utility in whole numbers."""
    products = [
        [(preference.weights[i], preference.values[i][o] if preference.weights[i] else 0.0) for o in options]
        for i, options in preference.issues.items()
    ]
    fractions, unit = _fractions(products)
    if unit:
        terms = tuple(np.array([float(term * unit) for term in row]) for row in fractions)
        return Scaled(terms, float(unit), exact=True)
    terms = tuple(np.rint(np.array([weight * value for weight, value in row]) * GRID) for row in products)
    return Scaled(terms, float(GRID), exact=False)


def _fractions(products: Sequence[Sequence[tuple[float, float]]]) -> tuple[list[list[Fraction]], int]:
    """Return products of simple fractions and their common denominator; 0 where it is too large or some are not."""
    unit = 1
    out = []
    for row in products:
        terms = []
        for weight, value in row:
            one, other = _fraction(weight), _fraction(value)
            if one is None or other is None:
                return [], 0
            terms.append(one * other)
            unit = math.lcm(unit, terms[-1].denominator)
            if unit > GRID:
                return [], 0
        out.append(terms)
    return out, unit


def _fraction(number: float) -> Fraction | None:
    """Return the simple fraction that a float stands for, or None where it stands for none."""
    near = Fraction(number).limit_denominator(1_000_000)
    return near if abs(float(near) - number) <= 1e-15 else None


def floor_of(scale: Scaled, reservation: float | None) -> float:
    """Return the least whole number that a party accepts; ``-inf`` where there is no reservation value."""
    if reservation is None:
        return -math.inf
    return float(math.ceil(reservation * scale.unit - max(1e-6, 1e-9 * scale.unit)))


@dataclass(frozen=True)
class Exact:
    """The exact answer.

    Parameters
    ----------
    combinations, total, admissible, rational
        Counts: all combinations; those that can be; those that cross no line; those worth no less than no deal to all.
        `rational` is None where it was not counted.
    efficient
        Number of efficient packages.
    packages
        Efficient packages with what they are worth, shape (packages, parties), as many as were listed; `listed_all`.
    choices
        For each rule the packages it chooses.
    rounded
        Whether utilities had to be rounded to a grid.
    """

    combinations: int
    total: int
    admissible: int
    rational: int | None
    efficient: int
    packages: tuple[dict[str, str], ...]
    worth: Floats
    listed_all: bool
    choices: Mapping[Choice, tuple[dict[str, str], ...]]
    rounded: bool


def solve(
    grid: Grid,
    preferences: Sequence[PackagePreference],
    reservations: Sequence[float | None],
    hard: Sequence[Hard],
    clauses: Iterable[Clause],
    *,
    limit: int = 100_000,
    count: bool = True,
) -> Exact:
    """Return the exact answer for parties whose utilities are all given.

    Parameters
    ----------
    reservations
        What no deal is worth to each; None where nothing is said, which no package falls below.
    hard, clauses
        What cannot be, and which lines make a package inadmissible.
    limit
        The most efficient packages to list.
    count
        Whether to count the rational packages, which takes a look at each.
    """
    clauses = list(clauses)
    scales = [scaled(preference) for preference in preferences]
    floor = np.array([floor_of(s, r) for s, r in zip(scales, reservations, strict=True)])
    groups = blocks(grid, [c.issues for c in clauses] + [h.issues for h in hard])
    parts: list[_Block] = [_block(grid, group, scales, hard, clauses) for group in groups]
    loose = all(h.issues for h in hard)  # a constraint that speaks of no issue forbids everything
    open_ = all(c.issues for c in clauses)
    total = math.prod(p.total for p in parts) * loose
    admissible = math.prod(len(p.worth) for p in parts) * loose * open_
    stages: list[Stage] = []
    order = sorted(range(len(parts)), key=lambda k: len(parts[k].worth))
    front = np.zeros((0, len(scales)))
    if admissible:
        stages = frontier([parts[k].worth for k in order], floor)
        front = stages[-1].points if stages else np.zeros((1, len(scales)))
        if not stages and (front < floor).any():
            front = front[:0]
    units = np.array([s.unit for s in scales])
    numbers = ways(stages) if stages else [1] * len(front)
    rational = None
    if not admissible or not len(front):
        rational = 0
    elif count and admissible <= MAX_COUNTED:
        with contextlib.suppress(KeyboardInterrupt):  # the efficient packages are known by now; only a count is lost
            rational = count_reaching([p.worth for p in parts], floor)

    names = list(grid.issues)

    def listed(wanted: Ints) -> tuple[Ints, list[dict[str, str]], bool]:
        goal, chosen, everything = paths(stages, wanted, limit)
        digits = np.zeros((len(goal), len(names)), dtype=np.int64)
        for column, k in enumerate(order):
            digits[:, [names.index(issue) for issue in parts[k].issues]] = parts[k].digits[chosen[:, column]]
        sort = np.lexsort(digits.T[::-1]) if names else np.arange(len(goal))
        packages = [
            {issue: grid.issues[issue][o] for issue, o in zip(names, row, strict=True)} for row in digits[sort].tolist()
        ]
        return goal[sort], packages, everything

    goal, every, listed_all = listed(np.arange(len(front))) if len(front) else (np.zeros(0, dtype=np.int64), [], True)
    disagreement = np.array([0.0 if r is None else r for r in reservations])
    gains = front / units - disagreement
    choices: dict[Choice, tuple[dict[str, str], ...]] = {}
    for rule in CHOICES:
        rows = RULES[rule](np.where(np.abs(gains) < 1e-9, 0.0, gains)) if len(front) else np.zeros(0, dtype=np.int64)
        choices[rule] = tuple(listed(rows)[1]) if len(front) else ()
    return Exact(
        combinations=grid.size,
        total=total,
        admissible=admissible,
        rational=rational,
        efficient=sum(numbers),
        packages=tuple(every),
        worth=(front / units)[goal],
        listed_all=listed_all,
        choices=choices,
        rounded=not all(s.exact for s in scales),
    )


def blocks(grid: Grid, ties: Iterable[Sequence[str]]) -> list[list[int]]:
    """Return the numbers of issues grouped so that tied ones are together, in order."""
    names = list(grid.issues)
    group = {name: {k} for k, name in enumerate(names)}
    for tie in ties:
        merged: set[int] = set().union(*(group[issue] for issue in tie)) if tie else set()
        for k in merged:
            group[names[k]] = merged
    seen: set[int] = set()
    out = []
    for k, name in enumerate(names):
        if k not in seen:
            seen |= group[name]
            out.append(sorted(group[name]))
    return out


@dataclass(frozen=True)
class _Block:
    issues: tuple[str, ...]
    digits: Ints
    worth: Floats
    total: int


def _block(
    grid: Grid, group: Sequence[int], scales: Sequence[Scaled], hard: Sequence[Hard], clauses: Sequence[Clause]
) -> _Block:
    names = list(grid.issues)
    own = Grid({names[k]: grid.issues[names[k]] for k in group})
    if own.size > MAX_BLOCK:
        raise LimitError(
            f"{len(group)} issues are tied by constraints or lines and make {own.size:,} packages together; "
            f"at most {MAX_BLOCK:,} can be listed. Fewer ties, options or issues are needed"
        )
    allowed = own.allowed([h for h in hard if h.issues and h.issues[0] in own.issues])
    open_ = allowed & own.uncrossed([c for c in clauses if c.issues and c.issues[0] in own.issues])
    codes = np.flatnonzero(open_)
    digits = own.digits(codes)
    worth = np.zeros((len(codes), len(scales)))
    for p, scale in enumerate(scales):
        for column, k in enumerate(group):
            worth[:, p] += scale.terms[k][digits[:, column]]
    return _Block(tuple(own.issues), digits, worth, int(allowed.sum()))


def count_reaching(parts: Sequence[Floats], floor: NDArray[np.float64]) -> int:
    """Return how many sums, one row of each part, reach `floor` for every party.

    The parts are folded into two halves of like size; for each row of one, rows of the other are counted.
    """
    needed = np.flatnonzero(np.isfinite(floor))
    if not len(needed):
        return math.prod(len(part) for part in parts)
    halves = [np.zeros((1, len(needed))), np.zeros((1, len(needed)))]
    for part in sorted(parts, key=len, reverse=True):
        k = 0 if len(halves[0]) <= len(halves[1]) else 1
        halves[k] = (halves[k][:, None, :] + part[:, needed][None, :, :]).reshape(-1, len(needed))
    short, long = sorted(halves, key=len)
    columns = [np.ascontiguousarray(long[:, c]) for c in range(len(needed))]
    limit = floor[needed]
    found = 0
    width = max(1, 200_000 // len(long))
    for low in range(0, len(short), width):
        rows = short[low : low + width]
        ok = columns[0][None, :] >= (limit[0] - rows[:, 0])[:, None]
        for c in range(1, len(needed)):
            ok &= columns[c][None, :] >= (limit[c] - rows[:, c])[:, None]
        found += int(np.count_nonzero(ok))
    return found
