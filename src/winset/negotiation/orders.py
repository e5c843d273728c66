"""Partial orders: what is known of a preference, compared exactly and completed at random.

A ranking says of some pairs which is better and of some that they are tied; of the rest nothing is known. All complete
orders that agree with it (its linear extensions) are admissible, each as much as any other.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from winset.core.errors import LimitError

Verdict = Literal["better", "worse", "tied", "unknown"]
Tiers = Sequence[Sequence[str]]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

MAX_IDEALS = 200_000  # of one connected part; about 18 items of which nothing but one relation each is known


class PartialOrder:
    """A partial order with ties over a few items.

    Parameters
    ----------
    items
        In the order in which all arrays have them.
    rankings
        Each best first, tied items together; what a ranking leaves out it says nothing of. An earlier ranking goes
        before a later one: what contradicts the earlier ones is left out, and listed in `contradicted`.

    Attributes
    ----------
    strict, weak
        Boolean matrices: row better than column, row at least as good as column; transitively closed.
    classes
        Numbers of items that are tied, class by class.
    contradicted
        Pairs (better, worse) of a later ranking that an earlier one contradicts.
    """

    def __init__(self, items: Sequence[str], rankings: Iterable[Tiers] = ()) -> None:
        self.items = tuple(items)
        number = {item: k for k, item in enumerate(self.items)}
        size = len(self.items)
        self.weak: Bools = np.eye(size, dtype=bool)
        self.strict: Bools = np.zeros((size, size), dtype=bool)
        contradicted: list[tuple[str, str]] = []
        for tiers in rankings:
            groups = [[number[item] for item in tier if item in number] for tier in tiers]
            groups = [group for group in groups if group]
            for group in groups:
                for a, b in itertools.pairwise(group):
                    if self.strict[a, b] or self.strict[b, a]:
                        contradicted.append((self.items[a], self.items[b]))
                    else:
                        self._add(a, b, tied=True)
            for k, above in enumerate(groups):
                for below in groups[k + 1 :]:
                    for a in above:
                        for b in below:
                            if self.weak[b, a]:
                                contradicted.append((self.items[a], self.items[b]))
                            elif not self.strict[a, b]:
                                self._add(a, b, tied=False)
        self.contradicted = tuple(contradicted)
        self.classes = self._classes()

    def _add(self, a: int, b: int, *, tied: bool) -> None:
        self.weak[a, b] = True
        if tied:
            self.weak[b, a] = True
        else:
            self.strict[a, b] = True
        # One new arc (two for a tie): whatever reaches its start reaches whatever its end reaches.
        for start, end in ((a, b), (b, a)) if tied else ((a, b),):
            self.weak |= np.outer(self.weak[:, start], self.weak[end])
        weak = self.weak.astype(np.uint8)
        self.strict = (weak @ self.strict.astype(np.uint8) @ weak) > 0

    def _classes(self) -> tuple[tuple[int, ...], ...]:
        found: list[tuple[int, ...]] = []
        seen: set[int] = set()
        both = self.weak & self.weak.T
        for k in range(len(self.items)):
            if k not in seen:
                members = tuple(int(m) for m in np.flatnonzero(both[k]))
                seen.update(members)
                found.append(members)
        return tuple(found)

    @property
    def total(self) -> bool:
        """Whether everything is known: every pair is ordered or tied."""
        return bool((self.weak | self.weak.T).all())

    def compare(self, a: str, b: str) -> Verdict:
        """Return how `a` stands to `b`; ``unknown`` where the order does not say."""
        x, y = self.items.index(a), self.items.index(b)
        if self.strict[x, y]:
            return "better"
        if self.strict[y, x]:
            return "worse"
        return "tied" if self.weak[x, y] else "unknown"

    def unknown(self) -> list[tuple[str, str]]:
        """Return the pairs of classes whose order is not known, each by its first item, in the order of the items."""
        first = [members[0] for members in self.classes]
        return [
            (self.items[a], self.items[b])
            for k, a in enumerate(first)
            for b in first[k + 1 :]
            if not self.weak[a, b] and not self.weak[b, a]
        ]

    def draw(self, rng: np.random.Generator, n: int) -> Ints:
        """Return the ranks of the items in `n` linear extensions drawn uniformly.

        Returns
        -------
        numpy.ndarray
            Shape (n, items): 0 for the best class, then 1 …; tied items have the same rank.

        Notes
        -----
        Parts that no relation joins are drawn on their own and shuffled together, which is uniform over the
        extensions of the whole. Within a part the next item is drawn with probability proportional to the number of
        ways to go on, counted over all sets that can come first.
        """
        size = len(self.classes)
        first = [members[0] for members in self.classes]
        above = self.strict[np.ix_(first, first)]
        keys = rng.random((n, size))
        for part in _parts(above):
            own = np.sort(keys[:, part], axis=1)
            if len(part) > 1:
                inner = draw_ranks(above[np.ix_(part, part)], rng, n)
                own = np.take_along_axis(own, inner, axis=1)
            keys[:, part] = own
        ranks = np.empty((n, size), dtype=np.int64)
        np.put_along_axis(ranks, np.argsort(keys, axis=1), np.arange(size)[None, :].repeat(n, axis=0), axis=1)
        whole = np.empty((n, len(self.items)), dtype=np.int64)
        for k, members in enumerate(self.classes):
            whole[:, list(members)] = ranks[:, [k]]
        return whole


def draw_ranks(above: Bools, rng: np.random.Generator, n: int, sizes: Sequence[int] | None = None) -> Ints:
    """Return ranks of `n` linear extensions of a strict order, shape (n, items).

    Uniform where `sizes` is None. With `sizes` an extension e₁, e₂ … is drawn with probability proportional to
    Π 1/(size of e₁ + … + size of e_k): the volume of the part of the simplex Σ size·w = 1 in which w falls along it.
    """
    size = len(above)
    need = [sum(1 << int(a) for a in np.flatnonzero(above[:, b])) for b in range(size)]
    order, index = [0], {0: 0}
    for ideal in order:  # grows while it is read: breadth first, so that larger sets come later
        for k in range(size):
            if not ideal >> k & 1 and need[k] & ideal == need[k] and (new := ideal | 1 << k) not in index:
                index[new] = len(order)
                order.append(new)
                if len(order) > MAX_IDEALS:
                    raise LimitError(
                        f"a ranking over {size} items leaves too much open to draw from exactly "
                        f"(over {MAX_IDEALS:,} sets can come first); rank more of them, or merge some"
                    )
    ways = np.zeros((len(order), size))
    count = np.zeros(len(order))
    after = np.zeros((len(order), size), dtype=np.int64)
    for place in range(len(order) - 1, -1, -1):
        ideal = order[place]
        if ideal == (1 << size) - 1:
            count[place] = 1.0
            continue
        for k in range(size):
            if not ideal >> k & 1 and need[k] & ideal == need[k]:
                new = ideal | 1 << k
                after[place, k] = index[new]
                weight = 1.0 if sizes is None else 1.0 / sum(s for j, s in enumerate(sizes) if new >> j & 1)
                ways[place, k] = count[index[new]] * weight
        count[place] = ways[place].sum()
        ways[place] /= count[place]
    reached = np.cumsum(ways, axis=1)
    state = np.zeros(n, dtype=np.int64)
    ranks = np.empty((n, size), dtype=np.int64)
    rows = np.arange(n)
    for step in range(size):
        u = rng.random(n) * reached[state, -1]
        chosen = np.minimum((reached[state] <= u[:, None]).sum(axis=1), size - 1)
        ranks[rows, chosen] = step
        state = after[state, chosen]
    return ranks


def _parts(above: Bools) -> list[list[int]]:
    """Return the connected parts of an order, each as a list of numbers."""
    joined = above | above.T
    left = set(range(len(above)))
    parts = []
    while left:
        stack = [min(left)]
        part: set[int] = set()
        while stack:
            k = stack.pop()
            if k in part:
                continue
            part.add(k)
            stack += [int(j) for j in np.flatnonzero(joined[k]) if j not in part]
        left -= part
        parts.append(sorted(part))
    return parts
