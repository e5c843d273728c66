"""Partial orders of few items, and their linear extensions: counted, listed and drawn uniformly.

An order that is only partly known stands for all its linear extensions. Parts that no known pair joins are independent:
the extensions of the whole are the shuffles of the parts' extensions. Those of a part are counted exactly over its
down-sets (the number of extensions of a set is the sum over the items that can come last), and drawn uniformly by the
same counts (`winset.negotiation.orders.draw_ranks`). A part with more down-sets than `MOST_SETS` is drawn by the chain
of Karzanov & Khachiyan (1991): adjacent items are swapped at random where the order allows it, ``n³ ln n`` steps for
each draw. Such draws are only nearly uniform: `exact` is False, and results say so.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from winset.core.errors import ConflictError, LimitError
from winset.negotiation.orders import draw_ranks

MOST_SETS = 200_000
MOST_COUNTED = 64
MOST_CHAINED = 40
Ints = NDArray[np.int64]


class PartialOrder:
    """An order of the items ``0 … n−1`` in which some pairs are known.

    Parameters
    ----------
    n
        Number of items.
    pairs
        ``(a, b)``: item a comes before item b.

    Attributes
    ----------
    above
        For each item the mask of the items that come before it, transitively.

    Raises
    ------
    ConflictError
        Where the pairs run in a circle.
    """

    def __init__(self, n: int, pairs: Iterable[tuple[int, int]] = ()) -> None:
        self.n = n
        above = [0] * n
        for a, b in pairs:
            above[b] |= 1 << a
        self.above = _closed(above)

    @property
    def is_total(self) -> bool:
        """Whether there is one linear extension only."""
        return sorted(mask.bit_count() for mask in self.above) == list(range(self.n))

    @property
    def exact(self) -> bool:
        """Whether counts and draws are exact; False where the down-sets of a part are too many."""
        return all(count is not None for count in self._counts)

    def count(self) -> int:
        """Return the number of linear extensions.

        Raises
        ------
        LimitError
            Where the down-sets are too many to count.
        """
        total = math.factorial(self.n)
        for part, count in zip(self._parts, self._counts, strict=True):
            if count is None:
                raise LimitError(
                    f"{len(part)} items with few known pairs have more than {MOST_SETS} down-sets; "
                    "the extensions are drawn, not counted"
                )
            total = total // math.factorial(len(part)) * count
        return total

    def extensions(self) -> Iterator[tuple[int, ...]]:
        """Yield every linear extension, first item first, in a fixed order."""
        chosen: list[int] = []

        def go(done: int) -> Iterator[tuple[int, ...]]:
            if len(chosen) == self.n:
                yield tuple(chosen)
                return
            for item in range(self.n):
                if not done >> item & 1 and self.above[item] & ~done == 0:
                    chosen.append(item)
                    yield from go(done | 1 << item)
                    chosen.pop()

        yield from go(0)

    def first_extension(self) -> tuple[int, ...]:
        """Return the first linear extension, which for a total order is the order itself."""
        return tuple(sorted(range(self.n), key=lambda item: (self.above[item].bit_count(), item)))

    def draw(self, rng: np.random.Generator, n: int) -> Ints:
        """Return `n` linear extensions, first item first, uniformly (by the chain where `exact` is False).

        Returns
        -------
        numpy.ndarray
            Shape (n, items).

        Raises
        ------
        LimitError
            Where a part is too large even for the chain.
        """
        keys = rng.random((n, self.n))
        for part, count in zip(self._parts, self._counts, strict=True):
            if len(part) > 1:
                ranks = self._ranks(part, count is not None, rng, n)
                keys[:, part] = np.take_along_axis(np.sort(keys[:, part], axis=1), ranks, axis=1)
        return np.argsort(keys, axis=1)

    def _ranks(self, part: list[int], exact: bool, rng: np.random.Generator, n: int) -> Ints:
        above = np.array([[self.above[b] >> a & 1 for b in part] for a in part], dtype=np.bool_)
        if exact:
            return draw_ranks(above, rng, n)
        if len(part) > MOST_CHAINED:
            raise LimitError(
                f"{len(part)} items with few known pairs leave too much open to draw from; "
                f"name more comparisons, or at most {MOST_CHAINED} items"
            )
        return np.argsort(np.array([_chain(above, rng) for _ in range(n)], dtype=np.int64), axis=1)

    @cached_property
    def _parts(self) -> list[list[int]]:
        """The parts that no known pair joins."""
        home = list(range(self.n))

        def root(item: int) -> int:
            while home[item] != item:
                home[item] = home[home[item]]
                item = home[item]
            return item

        for item, mask in enumerate(self.above):
            while mask:
                low = mask & -mask
                home[root(low.bit_length() - 1)] = root(item)
                mask ^= low
        found: dict[int, list[int]] = {}
        for item in range(self.n):
            found.setdefault(root(item), []).append(item)
        return list(found.values())

    @cached_property
    def _counts(self) -> list[int | None]:
        """The number of extensions of each part; None where it is too much to count."""
        return [1 if len(part) == 1 else self._count(part) for part in self._parts]

    def _count(self, part: list[int]) -> int | None:
        if len(part) > MOST_COUNTED:
            return None
        above = [sum(1 << k for k, a in enumerate(part) if self.above[b] >> a & 1) for b in part]
        layer, sets = {0: 1}, 1
        for _ in part:
            following: dict[int, int] = {}
            for done, ways in layer.items():
                for item, before in enumerate(above):
                    if not done >> item & 1 and before & ~done == 0:
                        reached = done | 1 << item
                        following[reached] = following.get(reached, 0) + ways
            layer = following
            sets += len(layer)
            if sets > MOST_SETS:
                return None
        return layer[(1 << len(part)) - 1]


def _chain(above: NDArray[np.bool_], rng: np.random.Generator) -> list[int]:
    size = len(above)
    line = sorted(range(size), key=lambda item: (int(above[:, item].sum()), item))
    steps = int(size**3 * max(1.0, math.log(size)))
    places, coins = rng.integers(0, size - 1, steps).tolist(), rng.random(steps).tolist()
    for place, coin in zip(places, coins, strict=True):
        first, second = line[place], line[place + 1]
        if coin < 0.5 and not above[first, second]:
            line[place], line[place + 1] = second, first
    return line


def _closed(above: list[int]) -> tuple[int, ...]:
    """Return the transitive closure of "comes after these"."""
    masks = list(above)
    if not any(masks):
        return tuple(masks)
    for middle in range(len(masks)):
        for item in range(len(masks)):
            if masks[item] >> middle & 1:
                masks[item] |= masks[middle]
    for item, mask in enumerate(masks):
        if mask >> item & 1:
            raise ConflictError(f"the known order runs in a circle through item {item + 1}; take one of its pairs out")
    return tuple(masks)
