"""Stability where some pairs of states cannot be compared: the four extensions of Li, Hipel, Kilgour & Fang (2004).

IEEE Trans. Syst. Man Cybern. A 34(4), 507–520. ``+`` are moves to states known to be better, ``U`` to states whose
preference against s is unknown.

=========  =======================  ==============================  ================================
extension  leaves s for              counts as a sanction            stance
=========  =======================  ==============================  ================================
a          ``+`` and ``U``           known to be no better           bold in leaving, unafraid of doubt
b          ``+``                     known to be no better           only what is known counts
c          ``+`` and ``U``           no better, or unknown           bold in leaving, afraid of doubt
d          ``+``                     no better, or unknown           cautious
=========  =======================  ==============================  ================================

In SEQ the opponents' steps are moves that they know to be better or cannot compare, in all four. The same search with
other settings bounds the answer for all admissible preferences: what holds under the least favourable reading of every
unknown pair holds in all of them, what fails under the most favourable one holds in none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from winset.analysis.stability.arena import Arena
from winset.analysis.stability.preference import Bools
from winset.analysis.stability.relation import Relation

EXTENSIONS = ("a", "b", "c", "d")
CONCEPTS = ("nash", "gmr", "smr", "seq")


@dataclass(frozen=True, slots=True)
class Reading:
    """How unknown pairs are read: whether they tempt, whether they deter, whether opponents take them."""

    tempts: bool
    deters: bool
    opponents: bool = True


READINGS = {
    "a": Reading(tempts=True, deters=False),
    "b": Reading(tempts=False, deters=False),
    "c": Reading(tempts=True, deters=True),
    "d": Reading(tempts=False, deters=True),
}
LEAST = Reading(tempts=True, deters=False, opponents=False)
MOST = Reading(tempts=False, deters=True, opponents=True)


class Uncertain:
    """A conflict's moves with what is known of preferences; answers are kept, so that readings can be compared.

    Parameters
    ----------
    arena
        The moves; its ranks are not looked at.
    relations
        What is known of each party's preferences.
    """

    def __init__(self, arena: Arena, relations: Sequence[Relation]) -> None:
        self.arena = arena
        self.relations = relations
        self.row = {int(place): row for row, place in enumerate(arena.states.tolist())}
        self._moves: dict[tuple[int, int], list[int]] = {}
        self._versus: dict[tuple[int, int], tuple[Bools, Bools]] = {}
        self._reached: dict[tuple[int, int, str], frozenset[int]] = {}

    def moves(self, party: int, state: int) -> list[int]:
        """Return where a party can move to; states from 0."""
        key = (party, state)
        if key not in self._moves:
            places = self.arena.moves(party, int(self.arena.states[state]))
            self._moves[key] = [self.row[place] for place in places.tolist()]
        return self._moves[key]

    def versus(self, party: int, state: int) -> tuple[Bools, Bools]:
        """Return better and unknown states against one state."""
        key = (party, state)
        if key not in self._versus:
            self._versus[key] = self.relations[party].versus(state)
        return self._versus[key]

    def stable_for(self, party: int, concept: str, reading: Reading) -> Bools:
        """Return which states are stable for a party under one reading of what is unknown; shape ``(size,)``."""
        return np.array(
            [self.stable_at(state, party, concept, reading) for state in range(len(self.row))], dtype=np.bool_
        )

    def stable_at(self, state: int, party: int, concept: str, reading: Reading) -> bool:
        """Return whether one state (from 0) is stable for a party under one reading of what is unknown."""
        better, unknown = self.versus(party, state)
        tempting = better | unknown if reading.tempts else better
        deters = ~better if reading.deters else ~better & ~unknown
        ways = [target for target in self.moves(party, state) if tempting[target]]
        if concept == "nash":
            return not ways

        def sanction(at: int) -> bool:
            return bool(deters[at]) and (concept != "smr" or all(deters[back] for back in self.moves(party, at)))

        return all(any(map(sanction, self._answers(party, target, concept, reading))) for target in ways)

    def _answers(self, party: int, start: int, concept: str, reading: Reading) -> frozenset[int]:
        how = "moves" if concept != "seq" else "wide" if reading.opponents else "narrow"
        key = (party, start, how)
        if key not in self._reached:
            others = [other for other in range(len(self.relations)) if other != party]
            self._reached[key] = self._reach(others, start, self._step(how))
        return self._reached[key]

    def _step(self, how: str) -> Callable[[int, int], list[int]]:
        if how == "moves":
            return self.moves

        def gains(party: int, state: int) -> list[int]:
            better, unknown = self.versus(party, state)
            wanted = better | unknown if how == "wide" else better
            return [target for target in self.moves(party, state) if wanted[target]]

        return gains

    def _reach(self, parties: Sequence[int], start: int, step: Callable[[int, int], list[int]]) -> frozenset[int]:
        seen: set[tuple[int, int]] = set()
        front = [(start, -1)]
        while front:
            at, last = front.pop()
            for party in parties:
                if party != last:
                    for target in step(party, at):
                        if (target, party) not in seen:
                            seen.add((target, party))
                            front.append((target, party))
        return frozenset(at for at, _ in seen)
