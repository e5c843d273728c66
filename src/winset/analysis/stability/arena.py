"""Where the engine plays: arrays over states, and the two things that all stability concepts ask of them.

`best` takes, at each state, the maximum of an array over the state and all that one party can move to; `floor` takes
the minimum over the state and all that a set of parties can reach by legal sequences of moves or of improvements (no
party twice in a row). Nothing is stored for each pair of states.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from winset.analysis.stability.preference import Ranks

Places = NDArray[np.int64]
TOP = np.int32(np.iinfo(np.int32).max)


class Arena(ABC):
    """Arrays over places; a feasible state stands at one place. Ranks are −1 at infeasible places."""

    size: int
    states: Places
    ranks: tuple[Ranks, ...]

    @abstractmethod
    def best(self, party: int, values: Ranks) -> Ranks:
        """Return, at each place, the maximum of `values` over it and all places that `party` can move to."""

    @abstractmethod
    def floor(self, parties: Sequence[int], values: Ranks, *, improving: bool) -> Ranks:
        """Return, at each place, the minimum of `values` over it and all that `parties` can reach from it.

        Parameters
        ----------
        improving
            Whether each step must be an improvement of its mover.
        """

    @abstractmethod
    def moves(self, party: int, place: int) -> Places:
        """Return the places that a party can move to, ascending, without the place itself."""

    def improvements(self, party: int, place: int) -> Places:
        """Return the places that a party can move to and strictly prefers, ascending."""
        found = self.moves(party, place)
        ranks = self.ranks[party]
        return np.asarray(found[ranks[found] > ranks[place]])

    def with_ranks(self, ranks: Sequence[Ranks]) -> Arena:
        """Return the same arena under other preferences (dense ranks, shape ``(number of states,)``)."""
        raise NotImplementedError

    def reached(self, parties: Iterable[int], place: int, *, improving: bool = False) -> Places:
        """Return all places that `parties` reach from one place by legal sequences, ascending."""
        members = tuple(parties)
        step = self.improvements if improving else self.moves
        seen: set[tuple[int, int]] = set()
        front = [(place, -1)]
        while front:
            following = []
            for at, last in front:
                for party in members:
                    if party != last:
                        for target in step(party, at).tolist():
                            if (target, party) not in seen:
                                seen.add((target, party))
                                following.append((target, party))
            front = following
        return np.array(sorted({at for at, _ in seen}), dtype=np.int64)


class GraphArena(Arena):
    """An arbitrary move graph. The search runs over (state, last mover), in ascending order of value."""

    def __init__(self, size: int, moves: Sequence[Sequence[tuple[int, int]]], ranks: Sequence[Ranks]) -> None:
        self.size = size
        self.states = np.arange(size, dtype=np.int64)
        self.ranks = tuple(ranks)
        self._moves = moves
        self._to: list[list[list[int]]] = []
        self._from: list[list[list[int]]] = []
        for pairs in moves:
            to: list[set[int]] = [set() for _ in range(size)]
            back: list[set[int]] = [set() for _ in range(size)]
            for a, b in pairs:
                if a != b:
                    to[a - 1].add(b - 1)
                    back[b - 1].add(a - 1)
            self._to.append([sorted(found) for found in to])
            self._from.append([sorted(found) for found in back])

    def with_ranks(self, ranks: Sequence[Ranks]) -> GraphArena:
        """Return the same graph under other preferences."""
        other = object.__new__(GraphArena)
        other.__dict__.update(self.__dict__)
        other.ranks = tuple(ranks)
        return other

    def moves(self, party: int, place: int) -> Places:
        """Return where a party can move to."""
        return np.array(self._to[party][place], dtype=np.int64)

    def best(self, party: int, values: Ranks) -> Ranks:
        """Return the maximum over the state and one party's moves."""
        found = values.copy()
        for place, targets in enumerate(self._to[party]):
            if targets:
                found[place] = max(found[place], values[targets].max())
        return found

    def floor(self, parties: Sequence[int], values: Ranks, *, improving: bool) -> Ranks:
        """Return the minimum over all that `parties` reach, by backward search in ascending order of value."""
        found = values.copy()
        seen = {party: np.zeros(self.size, dtype=np.bool_) for party in parties}
        for start in np.argsort(values, kind="stable").tolist():
            value = values[start]
            front = []
            for party in parties:
                if not seen[party][start]:
                    seen[party][start] = True
                    front.append((start, party))
            # (state, mover): the state is reached by a move of `mover`, and a value of at most `value` follows.
            while front:
                at, mover = front.pop()
                ranks = self.ranks[mover]
                for before in self._from[mover][at]:
                    if improving and ranks[at] <= ranks[before]:
                        continue
                    found[before] = min(found[before], value)
                    for party in parties:
                        if party != mover and not seen[party][before]:
                            seen[party][before] = True
                            front.append((before, party))
        return found
