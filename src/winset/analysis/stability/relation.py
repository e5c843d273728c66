"""Comparing states under what is known of a party's preferences: better, worse, tied, or unknown.

For prioritised statements of partly known order, one state beats another in every admissible order exactly where all
first differences that can come first favour it: those statements, among the ones on which the two differ, that no other
of them is known to precede.
"""

from __future__ import annotations

import numpy as np

from winset.analysis.stability.conflict import AnyConflict
from winset.analysis.stability.orders import PartialOrder
from winset.analysis.stability.preference import Bools, PartialRanking, Ranks, Statements, partial_order_of_states
from winset.negotiation.orders import Verdict


def order_of(conflict: AnyConflict, party: int) -> PartialOrder | None:
    """Return the partial order of a party's statements or states, or None where its preferences are known."""
    known = conflict.decision_makers[party].preference
    if known.is_known:
        return None
    if isinstance(known, Statements):
        return known.order
    assert isinstance(known, PartialRanking)
    return partial_order_of_states(known, conflict.size)


class Relation:
    """What is known of one party's preferences over the states of a conflict, numbered from 0 here.

    Offers what `winset.negotiation.preferences.Preference` asks for: `compare` and `draw`.
    """

    def __init__(self, conflict: AnyConflict, party: int) -> None:
        self._conflict, self._party = conflict, party
        maker = conflict.decision_makers[party]
        known = maker.preference
        self.size = conflict.size
        self._ranks: Ranks | None = None
        self._satisfied: list[Bools] = []
        if known.is_known:
            self._ranks = conflict.ranks(party)
        elif isinstance(known, Statements):
            self._satisfied = [conflict.satisfied(statement) for statement in known.statements]
            self._above = known.order.above
        else:
            assert isinstance(known, PartialRanking)
            self._above = partial_order_of_states(known, self.size).above
            below = [0] * self.size
            for item, mask in enumerate(self._above):
                left = mask
                while left:
                    low = left & -left
                    below[low.bit_length() - 1] |= 1 << item
                    left ^= low
            self._below = below

    def versus(self, state: int) -> tuple[Bools, Bools]:
        """Return which states are better than `state` in all admissible preferences, and which are unknown to it."""
        if self._ranks is not None:
            return self._ranks > self._ranks[state], np.zeros(self.size, dtype=np.bool_)
        if not self._satisfied:
            if not hasattr(self, "_below"):
                return np.zeros(self.size, dtype=np.bool_), np.zeros(self.size, dtype=np.bool_)
            better, worse = self._bools(self._above[state]), self._bools(self._below[state])
            unknown = ~better & ~worse
            unknown[state] = False
            return better, unknown
        differs = [column != column[state] for column in self._satisfied]
        for_it = np.zeros(self.size, dtype=np.bool_)
        against = np.zeros(self.size, dtype=np.bool_)
        for place, column in enumerate(self._satisfied):
            first = differs[place].copy()
            for other in range(len(differs)):
                if self._above[place] >> other & 1:
                    first &= ~differs[other]
            for_it |= first & column
            against |= first & ~column
        return for_it & ~against, for_it & against

    def compare(self, a: int, b: int, /) -> Verdict:
        """Return how state a stands to state b (both from 0) in the admissible preferences."""
        better, unknown = self.versus(b)
        if unknown[a]:
            return "unknown"
        if better[a]:
            return "better"
        return "worse" if self.versus(a)[0][b] else "tied"

    def draw(self, rng: np.random.Generator, n: int, /) -> Ranks:
        """Return the dense ranks of all states in `n` admissible preferences, shape (n, size), 0 the worst."""
        order = order_of(self._conflict, self._party)
        if order is None:
            return np.tile(self._conflict.ranks(self._party), (n, 1))
        drawn = order.draw(rng, n).tolist()
        return np.array([self._conflict.ranks(self._party, importance=one) for one in drawn], dtype=np.int32)

    def _bools(self, mask: int) -> Bools:
        raw = np.frombuffer(mask.to_bytes((self.size + 7) // 8, "little"), dtype=np.uint8)
        return np.unpackbits(raw, bitorder="little")[: self.size].astype(np.bool_)
