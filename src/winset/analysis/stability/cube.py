"""The option form as a cube of 2^k places, one for each yes/no vector, swept along the axes.

"The minimum over all moves of j" is one directional sweep along j's axes: an axis that may be taken both ways lends
its minimum to both halves, a one-way axis to one half. Since one move is a joint jump, a sweep passes through
infeasible places (which hold a neutral value) and ends in feasible ones only. Several parties: where all places are
feasible one round of sweeps is the closure; else sweep to a fixpoint. For improvements j's own vectors are put in
order of j's preference once, and the sweep is a running minimum along that order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.analysis.stability.arena import TOP, Arena, Places
from winset.analysis.stability.conflict import Conflict
from winset.analysis.stability.preference import Bools, Ranks

CACHED_BYTES = 640 * 2**20


class CubeArena(Arena):
    """The cube of a conflict in option form."""

    def __init__(self, conflict: Conflict, ranks: Sequence[Ranks]) -> None:
        self.bits = conflict.bits
        self.directions = [option.direction for option in conflict.options]
        self.size = 1 << len(conflict.options)
        self.states = conflict.vectors.astype(np.int64)
        self.infeasible: Bools | None = None
        if len(self.states) < self.size:
            self.infeasible = np.ones(self.size, dtype=np.bool_)
            self.infeasible[self.states] = False
        self.misperceived: list[Bools | None] = []
        for maker in conflict.decision_makers:
            mask: Bools | None = None
            for condition in maker.misperceived:
                mask = np.zeros(self.size, dtype=np.bool_) if mask is None else mask
                mask[self.states] |= conflict.satisfied(condition)
            self.misperceived.append(mask)
        self._set(ranks)

    def _set(self, ranks: Sequence[Ranks]) -> None:
        spread = []
        for own in ranks:
            if self.infeasible is None:
                spread.append(np.asarray(own, dtype=np.int32))
            else:
                full = np.full(self.size, -1, dtype=np.int32)
                full[self.states] = own
                spread.append(full)
        self.ranks = tuple(spread)
        self._orders: dict[int, list[_Block]] = {}
        self._cached = 0

    def with_ranks(self, ranks: Sequence[Ranks]) -> CubeArena:
        """Return the same cube under other preferences."""
        other = object.__new__(CubeArena)
        other.__dict__.update(self.__dict__)
        other._set(ranks)
        return other

    def moves(self, party: int, place: int) -> Places:
        """Return where a party can move to: its other vectors that are allowed and feasible."""
        own = self.bits[party]
        blind = self.misperceived[party]
        if not len(own) or (blind is not None and blind[place]):
            return np.zeros(0, dtype=np.int64)
        found = self._vectors_from(np.array([place], dtype=np.int64), own)
        if self.infeasible is not None:
            found = found[~self.infeasible[found]]
        if blind is not None:
            found = found[~blind[found]]
        return np.sort(found[found != place])

    def reached(self, parties: Iterable[int], place: int, *, improving: bool = False) -> Places:
        """Return all places that `parties` reach by legal sequences; here plain closure gives the same."""
        members = tuple(parties)
        if not improving and self.infeasible is None and all(self.misperceived[party] is None for party in members):
            found = self._vectors_from(np.array([place], dtype=np.int64), [b for j in members for b in self.bits[j]])
            return np.sort(found[found != place])
        seen = np.zeros(self.size, dtype=np.bool_)
        front = np.array([place], dtype=np.int64)
        while len(front):
            steps = [self._steps(party, front, improving=improving) for party in members]
            front = np.unique(np.concatenate([*steps, front[:0]]))
            front = front[~seen[front]]
            seen[front] = True
        return np.flatnonzero(seen)

    def _vectors_from(self, places: Places, bits: Sequence[int]) -> Places:
        """Return all vectors that allowed changes of `bits` make of `places`, feasible or not, with repetitions."""
        for bit in bits:
            direction, mask = self.directions[bit], 1 << bit
            if direction == "both":
                changed = places ^ mask
            elif direction == "only_on":
                changed = places[places & mask == 0] | mask
            else:
                changed = places[places & mask != 0] & ~mask
            places = np.concatenate([places, changed])
        return places

    def _steps(self, party: int, places: Places, *, improving: bool) -> Places:
        """Return where one move of a party leads from any of `places`, with repetitions."""
        if improving:
            found = [self.improvements(party, place) for place in places.tolist()]
            return np.concatenate([*found, places[:0]])
        blind = self.misperceived[party]
        if blind is not None:
            places = places[~blind[places]]
        found_all = self._vectors_from(places, self.bits[party])
        if self.infeasible is not None:
            found_all = found_all[~self.infeasible[found_all]]
        return found_all if blind is None else found_all[~blind[found_all]]

    def best(self, party: int, values: Ranks) -> Ranks:
        """Return the maximum over the place and one party's moves."""
        return self._sweep(party, values, np.maximum, np.int32(-1))

    def floor(self, parties: Sequence[int], values: Ranks, *, improving: bool) -> Ranks:
        """Return the minimum over all that `parties` reach."""
        found = values.copy()
        if self.infeasible is not None:
            found[self.infeasible] = TOP
        movers = [party for party in parties if len(self.bits[party])]
        one_round = len(movers) == 1 or (
            not improving and self.infeasible is None and all(self.misperceived[party] is None for party in movers)
        )
        quiet, turn = 0, 0
        while quiet < len(movers):
            party = movers[turn % len(movers)]
            changed = self._improve(party, found) if improving else self._lower(party, found)
            quiet = 0 if changed and not one_round else quiet + 1
            if changed and len(movers) > 1 and not one_round:
                quiet = 1  # a sweep of one party is its own closure
            turn += 1
        return found

    def _lower(self, party: int, values: Ranks) -> bool:
        swept = self._sweep(party, values, np.minimum, TOP)
        changed = not np.array_equal(swept, values)
        values[:] = swept
        return changed

    def _sweep(self, party: int, values: Ranks, join: Callable[..., Any], neutral: np.int32) -> Ranks:
        swept = values.copy()
        blind = self.misperceived[party]
        for mask in (self.infeasible, blind):
            if mask is not None:
                np.putmask(swept, mask, neutral)
        for bit in self.bits[party]:
            _along(swept, bit, self.directions[bit], join)
        for mask in (self.infeasible, blind):
            if mask is not None:
                np.copyto(swept, values, where=mask)
        return swept

    def _improve(self, party: int, values: Ranks) -> bool:
        """Lower `values` in place by one improvement of `party`; return whether anything changed."""
        blind = self.misperceived[party]
        changed = False
        for block in self._blocks(party):
            held = values[block.sorted]
            if blind is not None:
                held[blind[block.sorted]] = TOP
            running = _running_minima(held)
            lower = running.reshape(-1)[block.pointer]
            if blind is not None:
                lower[blind[block.origin]] = TOP
            better = np.flatnonzero(lower < (held.reshape(-1) if block.all_origins else values[block.origin]))
            if len(better):
                changed = True
                values[block.origin[better]] = lower[better]
        return changed

    def _blocks(self, party: int) -> list[_Block]:
        if party in self._orders:
            return self._orders[party]
        blocks = list(_blocks(self.ranks[party], self.bits[party], self.directions))
        used = sum(block.bytes() for block in blocks)
        if self._cached + used <= CACHED_BYTES:
            self._orders[party] = blocks
            self._cached += used
        return blocks


class _Block:
    """For the origins with one pattern of one-way options: what they can move to, best first, by group.

    A group is one vector of all others. `sorted` holds places, shape ``(targets, groups)``; `origin` the places of the
    origins, in the same order, flat; `pointer` for each origin the flat index, in the running minima with a row of
    `TOP` before them, of what its strictly better targets hold; that first row where there are none.
    """

    __slots__ = ("all_origins", "origin", "pointer", "sorted")

    def __init__(self, targets: NDArray[np.int32], ranks: Ranks, is_origin: Bools) -> None:
        count, groups = targets.shape
        own = ranks[targets]
        order = np.argsort(-own, axis=0, kind="stable")
        self.sorted = np.take_along_axis(targets, order, axis=0)
        own = np.take_along_axis(own, order, axis=0)
        # Row of each place in the padded minima: how many targets are strictly better, which is where its ties begin.
        pointer = np.zeros((count, groups), dtype=np.int32)
        pointer[1:] = np.where(own[1:] != own[:-1], np.arange(1, count, dtype=np.int32)[:, None], 0)
        np.maximum.accumulate(pointer, axis=0, out=pointer)
        pointer[own < 0] = 0
        pointer *= groups
        pointer += np.arange(groups, dtype=np.int32)
        self.origin = self.sorted.reshape(-1)
        self.pointer = pointer.reshape(-1)
        self.all_origins = bool(is_origin.all())
        if not self.all_origins:
            chosen = np.flatnonzero(is_origin[order])
            self.origin, self.pointer = self.origin[chosen], self.pointer[chosen]

    def bytes(self) -> int:
        held = 0 if self.all_origins else self.origin.nbytes
        return self.sorted.nbytes + self.pointer.nbytes + held


def _blocks(ranks: Ranks, own: range, directions: Sequence[str]) -> list[_Block]:
    low, width = own.start, len(own)
    groups = np.arange(len(ranks) >> width, dtype=np.int32)
    base = ((groups >> low) << (low + width)) | (groups & ((1 << low) - 1))
    one_way = [bit for bit in range(width) if directions[low + bit] != "both"]
    vectors = np.arange(1 << width, dtype=np.int32)
    blocks = []
    for pattern in range(1 << len(one_way)):
        reach = np.ones(len(vectors), dtype=np.bool_)
        start = np.ones(len(vectors), dtype=np.bool_)
        for place, bit in enumerate(one_way):
            on, has = pattern >> place & 1, (vectors >> bit) & 1 == 1
            start &= has if on else ~has
            if directions[low + bit] == "only_on" and on:
                reach &= has
            if directions[low + bit] == "only_off" and not on:
                reach &= ~has
        targets = (vectors[reach] << low)[:, None] | base[None, :]
        blocks.append(_Block(targets, ranks, start[reach]))
    return blocks


def _running_minima(held: Ranks) -> Ranks:
    """Return running minima down the rows, with a row of `TOP` before them."""
    running = np.empty((len(held) + 1, held.shape[1]), dtype=np.int32)
    running[0] = TOP
    if held.shape[1] < len(held):
        np.minimum.accumulate(held, axis=0, out=running[1:])
    else:  # row by row, which NumPy does several times faster where rows are long
        for row, own in enumerate(held):
            np.minimum(running[row], own, out=running[row + 1])
    return running


def _along(values: Ranks, bit: int, direction: str, join: Callable[..., Any]) -> None:
    """Join the two halves of one axis, in place; slices keep the inner loops of NumPy long."""
    step = 1 << bit
    if bit <= 3:
        halves = [(values[off :: 2 * step], values[off + step :: 2 * step]) for off in range(step)]
    else:
        cube = values.reshape(-1, 2, step)
        halves = [(cube[:, 0, :], cube[:, 1, :])]
    for no, yes in halves:
        if direction == "both":
            join(no, yes, out=no)
            yes[...] = no
        elif direction == "only_on":
            join(no, yes, out=no)
        else:
            join(yes, no, out=yes)
