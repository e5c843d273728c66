"""What is known of a party's preferences over packages, and how to draw the rest.

A party values a package additively, u(x) = Σ w_i · v_i(x_i) (Keeney & Raiffa 1991). Known of it may be: rankings of
options (partial orders), an order of the issues' weights, some numbers. All utilities that agree with what is known are
admissible; the rest is drawn (stochastic multicriteria acceptability analysis, SMAA: Lahdelma, Hokkanen & Salminen
1998; Lahdelma & Salminen 2001):

- an issue is scaled for each party, best option 1, worst 0 (all tied: 0); values between are uniform order statistics,
  tied options equal; a ranking with gaps is completed by a uniform linear extension;
- weights are uniform on the simplex, restricted by what is known of their order.

The interface is that of `Preference`: `compare` says what is certain, `draw` completes the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from winset.core.dates import PartialDate
from winset.core.errors import InputError
from winset.core.ids import unknown
from winset.negotiation.model import Negotiation, Utility
from winset.negotiation.orders import PartialOrder, Tiers, Verdict, draw_ranks
from winset.negotiation.positions import BASES, in_force

Floats = NDArray[np.float64]
Thing = TypeVar("Thing", contravariant=True)
TOLERANCE = 1e-9  # worths closer than this are equal: sums of a few dozen products of decimals, rounded


class Preference(Protocol[Thing]):
    """What is known of a preference over packages or states."""

    def compare(self, a: Thing, b: Thing, /) -> Verdict:
        """Return how `a` stands to `b` in every admissible preference; ``unknown`` where they differ."""

    def draw(self, rng: np.random.Generator, n: int, /) -> Any:
        """Return `n` admissible preferences drawn at random."""


@dataclass(frozen=True)
class Drawn:
    """Admissible utilities of one party, `n` of them.

    Parameters
    ----------
    weights
        Shape (n, issues); every row sums to 1 (0 where there is no issue).
    values
        For each issue shape (n, options), in [0, 1].
    """

    weights: Floats
    values: tuple[Floats, ...]

    def terms(self) -> tuple[Floats, ...]:
        """Return w_i · v_i for each issue, shape (n, options)."""
        return tuple(self.weights[:, [i]] * v for i, v in enumerate(self.values))


@dataclass(frozen=True)
class PackagePreference:
    """What is known of one party's preferences over packages.

    Parameters
    ----------
    party
        Its id.
    issues
        Issue → options, in the order of the file.
    orders
        What is known of the options of each issue.
    salience
        What is known of the order of the weights.
    values
        Issue → option → value, where an analyst has given them for every option.
    weights
        Issue → weight, where given.
    reservation
        What no deal is worth, where given as a number.
    seat
        The party's place in the file; seeds its draws, so that renaming parties changes nothing.
    """

    party: str
    issues: Mapping[str, tuple[str, ...]]
    orders: Mapping[str, PartialOrder]
    salience: PartialOrder
    values: Mapping[str, Mapping[str, float]]
    weights: Mapping[str, float]
    reservation: float | None = None
    seat: int = 0

    @property
    def exact(self) -> bool:
        """Whether everything that matters is given in numbers."""
        if set(self.weights) != set(self.issues):
            return False
        return all(issue in self.values for issue in self.issues if self.weights[issue])

    @property
    def nothing_known(self) -> bool:
        """Whether neither a ranking nor a number says anything."""
        ranked = any(order.strict.any() or len(order.classes) < len(order.items) for order in self.orders.values())
        return not ranked and not self.values and not self.weights

    # -- what is certain ------------------------------------------------------------------------------------------

    def range_of(self, issue: str, a: str, b: str) -> tuple[float, float]:
        """Return the infimum and supremum of v(a) − v(b) over all admissible values.

        Of options in known order the difference can come as near to 0 and to 1 as one likes, since values between
        best and worst are free; it is 1 for certain only for a certain best against a certain worst.
        """
        if issue in self.values:
            difference = self.values[issue][a] - self.values[issue][b]
            return difference, difference
        order = self.orders[issue]
        verdict = order.compare(a, b)
        if verdict == "tied":
            return 0.0, 0.0
        if verdict == "unknown":
            return -1.0, 1.0
        x, y = (a, b) if verdict == "better" else (b, a)
        best, worst = order.items.index(x), order.items.index(y)
        certain = bool(order.weak[best].all() and order.weak[:, worst].all())
        low, high = (1.0 if certain else 0.0), 1.0
        return (low, high) if verdict == "better" else (-high, -low)

    def spread(self, low: Floats, high: Floats) -> tuple[Floats, Floats]:
        """Return the infimum and supremum of Σ w_i · d_i over all admissible weights.

        Parameters
        ----------
        low, high
            Shape (issues, …): the range of each issue's difference d_i.

        Notes
        -----
        Values vary independently of weights, so the extremes lie at corners of the weights: with given weights there
        is one; else the corners share the weight that is left equally over a set of issues which, with an issue,
        holds all that weigh at least as much.
        """
        given = np.array([self.weights.get(issue, 0.0) for issue in self.issues])
        open_ = [k for k, issue in enumerate(self.issues) if issue not in self.weights]
        base_low = np.tensordot(given, low, axes=1)
        base_high = np.tensordot(given, high, axes=1)
        rest = max(0.0, 1.0 - float(given.sum()))
        if not open_ or rest <= TOLERANCE:
            return base_low, base_high
        corners = self._corners(open_)
        if corners is None:  # nothing is known of the weights' order: all on one issue
            return base_low + rest * low[open_].min(axis=0), base_high + rest * high[open_].max(axis=0)
        lows = [low[corner].mean(axis=0) for corner in corners]
        highs = [high[corner].mean(axis=0) for corner in corners]
        return base_low + rest * np.min(lows, axis=0), base_high + rest * np.max(highs, axis=0)

    def _corners(self, open_: Sequence[int]) -> list[list[int]] | None:
        weak = self.salience.weak[np.ix_(open_, open_)]
        if not (weak & ~np.eye(len(open_), dtype=bool)).any():
            return None
        found: dict[frozenset[int], None] = {}
        stack = [frozenset[int]()]
        while stack:
            chosen = stack.pop()
            for k in range(len(open_)):
                new = chosen | {int(j) for j in np.flatnonzero(weak[:, k])}
                if new not in found:
                    found[new] = None
                    stack.append(new)
        return [sorted(open_[k] for k in corner) for corner in found]

    def compare(self, a: Mapping[str, str], b: Mapping[str, str], /) -> Verdict:
        """Return how package `a` stands to `b` in every admissible preference, but for a set of measure zero."""
        ranges = [self.range_of(issue, a[issue], b[issue]) for issue in self.issues]
        if not ranges:
            return "tied"
        low, high = self.spread(np.array([r[0] for r in ranges]), np.array([r[1] for r in ranges]))
        return verdict_of(float(low), float(high))

    # -- the rest, at random --------------------------------------------------------------------------------------

    def draw(self, rng: np.random.Generator, n: int, /) -> Drawn:
        """Return `n` admissible utilities, from one generator."""
        weights = self.draw_weights(rng, n)
        return Drawn(weights, tuple(self.draw_values(issue, rng, n) for issue in self.issues))

    def draw_seeded(self, seed: int, n: int) -> Drawn:
        """Return `n` admissible utilities; each part has a stream of its own, known by places in the file."""
        weights = self.draw_weights(np.random.default_rng([seed, self.seat, 0]), n)
        values = tuple(
            self.draw_values(issue, np.random.default_rng([seed, self.seat, k]), n)
            for k, issue in enumerate(self.issues, 1)
        )
        return Drawn(weights, values)

    def draw_values(self, issue: str, rng: np.random.Generator, n: int) -> Floats:
        """Return values of the options of one issue, shape (n, options)."""
        options = self.issues[issue]
        if issue in self.values:
            given = np.array([self.values[issue][o] for o in options], dtype=np.float64)
            return np.broadcast_to(given, (n, len(options)))
        order = self.orders[issue]
        classes = len(order.classes)
        if classes < 2:
            return np.zeros((n, len(options)))
        between = -np.sort(-rng.random((n, classes - 2)), axis=1)
        ladder = np.hstack([np.ones((n, 1)), between, np.zeros((n, 1))])
        ranks = order.draw(rng, 1).repeat(n, axis=0) if order.total else order.draw(rng, n)
        return np.take_along_axis(ladder, ranks, axis=1)

    def draw_weights(self, rng: np.random.Generator, n: int) -> Floats:
        """Return weights, shape (n, issues), uniform on the simplex as far as they are not given or ordered."""
        names = list(self.issues)
        out = np.zeros((n, len(names)))
        for k, issue in enumerate(names):
            out[:, k] = self.weights.get(issue, 0.0)
        open_ = [k for k, issue in enumerate(names) if issue not in self.weights]
        rest = max(0.0, 1.0 - sum(self.weights.values()))
        if not open_ or rest <= TOLERANCE:
            return out
        weak = self.salience.weak[np.ix_(open_, open_)]
        classes = _classes(weak)
        simplex = rng.exponential(size=(n, len(classes)))
        simplex /= simplex.sum(axis=1, keepdims=True)
        if len(classes) == len(open_) and not (weak & ~np.eye(len(open_), dtype=bool)).any():
            out[:, open_] = rest * simplex
            return out
        # Along an order w₁ ≥ w₂ ≥ … the simplex Σ size·w = 1 has the corners "equal weights on the first k": a point
        # uniform on it is a uniform mixture of these corners.
        first = [members[0] for members in classes]
        above = weak[np.ix_(first, first)] & ~np.eye(len(first), dtype=bool)
        sizes = [len(members) for members in classes]
        ranks = draw_ranks(above, rng, n, sizes)
        by_rank = np.take_along_axis(np.broadcast_to(np.array(sizes), ranks.shape), np.argsort(ranks, axis=1), axis=1)
        corner = simplex / np.cumsum(by_rank, axis=1)
        falling = np.cumsum(corner[:, ::-1], axis=1)[:, ::-1]
        drawn = np.take_along_axis(falling, ranks, axis=1)
        for k, members in enumerate(classes):
            out[:, [open_[m] for m in members]] = rest * drawn[:, [k]]
        return out


def verdict_of(low: float, high: float) -> Verdict:
    """Return the verdict on a difference that lies between `low` and `high`."""
    if low >= -TOLERANCE and high <= TOLERANCE:
        return "tied"
    if low >= -TOLERANCE:
        return "better"
    return "worse" if high <= TOLERANCE else "unknown"


def _classes(weak: NDArray[np.bool_]) -> list[list[int]]:
    both = weak & weak.T
    found: list[list[int]] = []
    for k in range(len(weak)):
        if not any(k in members for members in found):
            found.append([int(m) for m in np.flatnonzero(both[k])])
    return found


def preferences_of(
    negotiation: Negotiation,
    parties: Iterable[str],
    *,
    as_of: PartialDate | None = None,
    bases: Collection[str] = BASES,
    saliences: Mapping[str, Tiers] | None = None,
    given: bool = True,
) -> dict[str, PackagePreference]:
    """Return what is known of the preferences of each party.

    Parameters
    ----------
    parties
        Whose.
    as_of, bases
        Which positions count (see `winset.negotiation.positions.in_force`). Where positions of one holder contradict
        one another, its own words go before what others ascribe, and that before what is inferred.
    saliences
        Party → issues, the weightiest first, tied ones together; nothing is known of those left out.
    given
        Whether numbers in the file are used.
    """
    saliences = saliences or {}
    issues = {issue.id: tuple(option.id for option in issue.options) for issue in negotiation.issues}
    seats = {party.id: k for k, party in enumerate(negotiation.parties)}
    for party in saliences:
        if party not in seats:
            raise InputError(unknown("party", party, seats))
        for issue in (i for tier in saliences[party] for i in tier):
            if issue not in issues:
                raise InputError(unknown("issue", issue, issues))
    positions = sorted(in_force(negotiation, as_of=as_of, bases=bases), key=lambda p: BASES.index(p.basis))
    out = {}
    for party in parties:
        utility = negotiation.utilities.get(party) if given else None
        orders = {
            issue: PartialOrder(options, [p.ranking for p in positions if p.holder == party and p.issue == issue])
            for issue, options in issues.items()
        }
        out[party] = PackagePreference(
            party=party,
            issues=issues,
            orders=orders,
            salience=PartialOrder(tuple(issues), [saliences[party]] if party in saliences else []),
            values=_given_values(utility, issues),
            weights=_given_weights(utility, issues),
            reservation=utility.reservation if utility else None,
            seat=seats[party],
        )
    return out


def _given_weights(utility: Utility | None, issues: Mapping[str, Sequence[str]]) -> dict[str, float]:
    if utility is None or not utility.weights:
        return {}
    given = {issue: float(weight) for issue, weight in utility.weights.items() if issue in issues}
    if sum(given.values()) >= 1.0 - TOLERANCE:  # nothing is left for issues that are not named
        return {issue: given.get(issue, 0.0) for issue in issues}
    return given


def _given_values(utility: Utility | None, issues: Mapping[str, Sequence[str]]) -> dict[str, Mapping[str, float]]:
    if utility is None:
        return {}
    return {
        issue: utility.values[issue]
        for issue, options in issues.items()
        if issue in utility.values and set(options) <= set(utility.values[issue])
    }
