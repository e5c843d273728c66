"""Deals under ordinal knowledge: shares of the admissible preferences (SMAA).

Sources: Lahdelma, Hokkanen & Salminen 1998; Lahdelma & Salminen 2001 (SMAA-2). In every draw each party has one
admissible utility (`winset.negotiation.preferences`), and no deal has one outcome: on issues of which the scenario says
nothing each option is drawn alike, the same for all parties. Counted is in how many draws a party accepts a package,
in how many all do; efficiency and the bargaining choices, which cost more, are counted in the first of these draws.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.analysis.deals.bargaining import CHOICES, RULES, Choice
from winset.analysis.deals.frontier import distinct, undominated
from winset.analysis.deals.packages import Bools, Grid, Ints
from winset.analysis.deals.verdicts import ALL, NONE, SOME, Codes, Fallback
from winset.negotiation.preferences import Drawn, PackagePreference

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
SLACK = 1e-6  # of a comparison in float32; shares move by less than a millionth for it
WORK = 1e10  # comparisons that take some seconds on one core; decides how many draws are made by default

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Case:
    """What is asked: all packages, what is known of each party, what no deal brings, which lines hold.

    Parameters
    ----------
    lines
        For each party the packages that cross none of its red lines and needs, shape (packages,).
    admissible
        The packages that can be and cross nobody's red line.
    allowed
        The packages that can be.
    single, joint
        Exact verdicts, for each party and for all.
    """

    grid: Grid
    preferences: Sequence[PackagePreference]
    fallbacks: Sequence[Fallback]
    lines: Sequence[Bools]
    allowed: Bools
    admissible: Bools
    single: Sequence[Codes]
    joint: Codes


@dataclass(frozen=True)
class Draws:
    """The draws of a case.

    Parameters
    ----------
    drawn
        For each party its utilities.
    no_deal
        Issue → number of the option that no deal brings, shape (n,), where a scenario leaves it open.
    margins
        For each party and issue the worth of its options above no deal, shape (n, options); their sum over the issues
        is what a package is worth above no deal.
    """

    n: int
    drawn: Sequence[Drawn]
    no_deal: Mapping[str, Ints]
    margins: Sequence[Sequence[Floats]]


def draw(case: Case, seed: int, n: int) -> Draws:
    """Return `n` draws. Every part has a stream of its own, known by places in the file and not by names."""
    drawn = [preference.draw_seeded(seed, n) for preference in case.preferences]
    no_deal: dict[str, Ints] = {}
    for k, (issue, options) in enumerate(case.grid.issues.items()):
        if any(issue in f.open_issues(p) for p, f in zip(case.preferences, case.fallbacks, strict=True)):
            no_deal[issue] = np.random.default_rng([seed, 1_000_003, k]).integers(len(options), size=n)
    margins = [_margins(case, p, d, no_deal, n) for p, d in enumerate(drawn)]
    return Draws(n, drawn, no_deal, margins)


def _margins(case: Case, party: int, drawn: Drawn, no_deal: Mapping[str, Ints], n: int) -> list[Floats]:
    fallback = case.fallbacks[party]
    out = []
    for k, ((issue, options), term) in enumerate(zip(case.grid.issues.items(), drawn.terms(), strict=True)):
        if fallback.number is not None:
            worth = term - fallback.number if k == 0 else term
        elif fallback.package is None:
            worth = term
        elif issue in fallback.package:
            worth = term - term[:, [options.index(fallback.package[issue])]]
        elif issue in no_deal:
            worth = term - np.take_along_axis(term, no_deal[issue][:, None], axis=1)
        else:
            worth = term  # of no weight
        out.append(worth)
    return out


def halves(margins: Sequence[Floats], rows: slice) -> tuple[Floats, Floats]:
    """Return the sums over the first and over the other issues, shapes (draws, packages of each half)."""
    sizes = [m.shape[1] for m in margins]
    cut, best = 0, float("inf")
    for k in range(len(sizes) + 1):
        cost = float(np.prod(sizes[:k])) + float(np.prod(sizes[k:]))
        if cost < best:
            cut, best = k, cost
    return _fold(margins[:cut], rows), _fold(margins[cut:], rows)


def _fold(margins: Sequence[Floats], rows: slice) -> Floats:
    count = len(range(*rows.indices(2**62))) if not margins else len(margins[0][rows])
    total = np.zeros((count, 1))
    for margin in margins:
        part = margin[rows]
        total = (total[:, :, None] + part[:, None, :]).reshape(count, -1)
    return total


@dataclass(frozen=True)
class Counts:
    """In how many of `n` draws who accepts what.

    Parameters
    ----------
    single, joint
        Shapes (parties, packages) and (packages,).
    any_deal
        Whether there is a package that all accept, by draw.
    interrupted
        Whether the counting was interrupted after these draws.
    """

    n: int
    single: Ints
    joint: Ints
    any_deal: Bools
    interrupted: bool = False


def acceptance(case: Case, draws: Draws, *, progress: Progress | None = None) -> Counts:
    """Return in how many draws each party, and all of them, accept each package."""
    size = case.grid.size
    parties = len(case.preferences)
    sure = [codes == ALL for codes in case.single]
    maybe = [codes == SOME for codes in case.single]
    loose = [p for p in range(parties) if maybe[p].any() and case.fallbacks[p].known]
    single = np.zeros((parties, size), dtype=np.int64)
    joint = np.zeros(size, dtype=np.int64)
    any_deal = np.zeros(draws.n, dtype=bool)
    start = case.allowed & (case.joint != NONE)
    for p in range(parties):
        if p not in loose:
            start = start & sure[p]
    done, interrupted = draws.n, False
    if loose:
        for low in range(0, draws.n, 250):  # so that counts fit in eight bits
            rows = slice(low, min(low + 250, draws.n))
            try:
                few, few_joint, any_deal[rows] = _batch(draws, loose, rows, start, sure, maybe)
            except KeyboardInterrupt:
                if not low:
                    raise
                done, interrupted = low, True
                break
            for number, p in enumerate(loose):
                single[p] += few[number]
            joint += few_joint
            if progress is not None:
                progress("acceptance", rows.stop, draws.n)
    else:
        any_deal[:] = bool(start.any())
        joint = np.where(start, draws.n, 0)
    for p in range(parties):
        single[p] = np.where(sure[p], done, np.where(maybe[p], single[p], 0))
    joint = np.where(case.joint == ALL, done, np.where(case.joint == NONE, 0, joint)) * case.allowed
    return Counts(done, single, joint, any_deal[:done], interrupted)


def _batch(
    draws: Draws, loose: Sequence[int], rows: slice, start: Bools, sure: Sequence[Bools], maybe: Sequence[Bools]
) -> tuple[Ints, Ints, Bools]:
    """Return the counts of at most 250 draws: for each party, for all, and whether any package passed."""
    parts: list[tuple[Singles, Singles]] = []
    for p in loose:
        one, other = halves(draws.margins[p], rows)
        parts.append((one.astype(np.float32), (-SLACK - other).astype(np.float32)))
    shape = (parts[0][0].shape[1], parts[0][1].shape[1])
    square = [maybe[p].reshape(shape) for p in loose]
    certain = [sure[p].reshape(shape) for p in loose]
    begin = start.reshape(shape)
    few = np.zeros((len(loose), *shape), dtype=np.uint8)
    few_joint = np.zeros(shape, dtype=np.uint8)
    accepts = np.empty(shape, dtype=bool)
    both = np.empty(shape, dtype=bool)
    passed = np.zeros(rows.stop - rows.start, dtype=bool)
    for k in range(len(passed)):
        np.copyto(both, begin)
        for number in range(len(loose)):
            a, b = parts[number]
            np.greater_equal(a[k][:, None], b[k][None, :], out=accepts)
            np.logical_and(accepts, square[number], out=accepts)
            np.logical_or(accepts, certain[number], out=accepts)
            np.add(few[number], accepts.view(np.uint8), out=few[number])
            np.logical_and(both, accepts, out=both)
        np.add(few_joint, both.view(np.uint8), out=few_joint)
        passed[k] = both.any()
    return few.reshape(len(loose), -1).astype(np.int64), few_joint.reshape(-1).astype(np.int64), passed


def followed(case: Case, draws: Draws, code: int) -> Bools:
    """Return in which draws all accept one package, shape (n,)."""
    digits = case.grid.digits(np.array([code]))[0]
    out = np.full(draws.n, bool(case.allowed[code]) and case.joint[code] != NONE)
    for p, margins in enumerate(draws.margins):
        verdict = case.single[p][code]
        if verdict == NONE:
            out[:] = False
        elif verdict == SOME:
            total = sum((m[:, digits[k]] for k, m in enumerate(margins)), np.zeros(draws.n))
            out &= total >= -SLACK
    return out


@dataclass(frozen=True)
class Chosen:
    """How often packages are efficient, and chosen by each rule.

    Parameters
    ----------
    efficient, efficiency_draws
        Shape (packages,): in how many of so many draws it is efficient.
    choices, choice_draws
        For each rule, in how many of so many draws it is chosen, ties counted for each.
    empty
        In how many of the draws for the choices no package was rational.
    """

    efficient: Ints
    efficiency_draws: int
    choices: Mapping[Choice, Ints]
    choice_draws: int
    empty: int
    interrupted: bool = False


def chosen(
    case: Case, draws: Draws, *, choice_draws: int, efficiency_draws: int, progress: Progress | None = None
) -> Chosen:
    """Return how often each package is efficient and how often each rule chooses it, in the first draws."""
    size = case.grid.size
    efficient = np.zeros(size, dtype=np.int64)
    counts: dict[Choice, Ints] = {rule: np.zeros(size, dtype=np.int64) for rule in CHOICES}
    codes = np.flatnonzero(case.admissible)
    empty, interrupted = 0, False
    total = min(draws.n, max(choice_draws, efficiency_draws))
    choice_draws, efficiency_draws = min(choice_draws, total), min(efficiency_draws, total)
    for low in range(0, total, 50):
        rows = slice(low, min(low + 50, total))
        try:
            some = _choose(case, draws, codes, rows, choice_draws=choice_draws, efficiency_draws=efficiency_draws)
        except KeyboardInterrupt:
            choice_draws, efficiency_draws = min(choice_draws, low), min(efficiency_draws, low)
            interrupted = True
            break
        efficient += some.efficient
        empty += some.empty
        for rule in CHOICES:
            counts[rule] += some.choices[rule]
        if progress is not None:
            progress("efficiency and choices", rows.stop, total)
    return Chosen(efficient, efficiency_draws, counts, choice_draws, empty, interrupted)


def _choose(case: Case, draws: Draws, codes: Ints, rows: slice, *, choice_draws: int, efficiency_draws: int) -> Chosen:
    """Return the counts of a few draws."""
    size = case.grid.size
    efficient = np.zeros(size, dtype=np.int64)
    counts: dict[Choice, Ints] = {rule: np.zeros(size, dtype=np.int64) for rule in CHOICES}
    empty = 0
    pairs = [halves(margins, rows) for margins in draws.margins]
    for k in range(rows.stop - rows.start):
        gains = np.empty((len(codes), len(pairs)))
        for p, (one, other) in enumerate(pairs):
            gains[:, p] = (one[k][:, None] + other[k][None, :]).reshape(-1)[codes]
        ok = np.ones(len(codes), dtype=bool)
        for p, fallback in enumerate(case.fallbacks):
            if fallback.known:
                ok &= gains[:, p] >= -SLACK
        rational = codes[ok]
        gains = np.where(np.abs(gains[ok]) < 1e-9, 0.0, gains[ok])
        if rows.start + k < choice_draws:
            empty += not len(rational)
            if len(rational):
                for rule in CHOICES:
                    counts[rule][rational[RULES[rule](gains)]] += 1
        if rows.start + k < efficiency_draws and len(rational):
            first, group = distinct(np.rint(gains * 1e9))
            efficient[rational[undominated(np.rint(gains * 1e9)[first])[group]]] += 1
    return Chosen(efficient, efficiency_draws, counts, choice_draws, empty)


def default_draws(packages: int, parties: int, work: float = WORK) -> int:
    """Return how many draws are made where nothing else is asked: 10,000, fewer where there are many packages."""
    return int(np.clip(work / max(1, packages * parties), 200, 10_000))


def default_choice_draws(packages: int, parties: int) -> tuple[int, int]:
    """Return in how many draws the choices, and efficiency, are counted.

    Efficiency costs about the square of the number of packages; where fewer than 20 draws could be paid for it is not
    counted at all.
    """
    work = max(1, packages * max(1, parties))
    efficiency = min(2e9 / work**1.5, 1000.0)
    return int(np.clip(2e8 / work, 50, 1000)), int(efficiency) if efficiency >= 20 else 0


def error_of(share: float, n: int) -> float:
    """Return the standard error of a share of `n` independent draws."""
    return float(np.sqrt(share * (1.0 - share) / n)) if n else 0.0
