"""What preferences of whom would make a wished state hold (inverse; Kinsara, Petersons, Hipel & Kilgour 2015).

For one party and the others as they are, a state s is stable or not by one thing alone: the set B of states that the
party prefers to s. An improvement is a move into B; a sanction ends outside B (SMR: and no move of the party leads from
it into B). More in B means more improvements and fewer sanctions, so stability is lost but never won by adding to B.
A strict ranking of n states puts a given set of b states above s in ``b! (n − 1 − b)!`` ways; summed over all sets B
that keep s stable, this counts the rankings exactly, without listing them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import comb, factorial

import numpy as np

from winset.analysis.stability.arena import Arena
from winset.analysis.stability.cube import CubeArena
from winset.analysis.stability.simultaneous import sim_refused
from winset.core.errors import LimitError

MOST_RELEVANT = 20
MOST_PROMOTED = 4
MOST_SUBSETS = 200_000


@dataclass(frozen=True)
class Needs:
    """What stability of one state for one party needs, as sets of states (bit masks over states from 0).

    Parameters
    ----------
    improvements
        The states that the party can move to.
    sanctions
        For each of them the alternatives: one of these sets must lie wholly outside B. Empty: nothing helps, the state
        itself must stay out of B.
    """

    state: int
    improvements: tuple[int, ...]
    sanctions: tuple[tuple[int, ...], ...]

    def stable(self, better: int) -> bool:
        """Return whether the state is stable where the states of this mask are preferred to it."""
        return all(
            not better >> target & 1 or any(not better & mask for mask in masks)
            for target, masks in zip(self.improvements, self.sanctions, strict=True)
        )

    @cached_property
    def relevant(self) -> tuple[int, ...]:
        """The states whose place above or below the wished one matters."""
        mask = 0
        for target, masks in zip(self.improvements, self.sanctions, strict=True):
            mask |= 1 << target
            for one in masks:
                mask |= one
        mask &= ~(1 << self.state)
        return tuple(place for place in range(mask.bit_length()) if mask >> place & 1)


def needs_of(arena: Arena, state: int, party: int, concept: str) -> Needs:
    """Return what stability of a state (from 0) for a party needs, the others' preferences as they are."""
    row = {int(place): k for k, place in enumerate(arena.states.tolist())}
    place = int(arena.states[state])
    targets = arena.moves(party, place).tolist()
    others = [other for other in range(len(arena.ranks)) if other != party]
    sanctions = []
    for target in targets:
        if concept == "nash":
            ends: list[int] = []
        elif concept == "sim":
            ends = sorted(_joint_ends(arena, others, place, target))
        else:
            ends = arena.reached(others, target, improving=concept == "seq").tolist()
        masks = []
        for end in ends:
            mask = 1 << row[end]
            if concept == "smr":
                for back in arena.moves(party, end).tolist():
                    mask |= 1 << row[back]
            mask &= ~(1 << state)  # a state is never better than itself
            masks.append(mask)
        sanctions.append(_smallest(masks))
    return Needs(state, tuple(row[target] for target in targets), tuple(sanctions))


def _joint_ends(arena: Arena, others: Sequence[int], place: int, target: int) -> set[int]:
    """Return where simultaneous own improvements of the others, added to `target`, may land."""
    if not isinstance(arena, CubeArena):
        raise sim_refused("arbitrary move graphs")
    lands = {target}
    for other in others:
        changes = [0, *(int(at) ^ place for at in arena.improvements(other, place))]
        lands = {at ^ change for at in lands for change in changes}
    lands.discard(target)
    return {at for at in lands if arena.ranks[0][at] >= 0}


def _smallest(masks: Sequence[int]) -> tuple[int, ...]:
    """Return the masks that contain no other one."""
    found: list[int] = []
    for mask in sorted(set(masks), key=int.bit_count):
        if not any(mask & small == small for small in found):
            found.append(mask)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Block:
    """Which part of a ranking may vary: a run of places; the states above and below stay where they are.

    Parameters
    ----------
    varying
        States (from 0) that may stand in any strict order among themselves.
    above
        Mask of the states that stay above all of them.
    """

    varying: tuple[int, ...]
    above: int


def block_of(tiers: Sequence[Sequence[int]], first: int, last: int) -> Block:
    """Return the block of the tiers `first` to `last` (from 1, best first) of a ranking of states (from 0)."""
    above = 0
    for tier in tiers[: first - 1]:
        for state in tier:
            above |= 1 << state
    return Block(tuple(state for tier in tiers[first - 1 : last] for state in tier), above)


def count_rankings(needs: Needs, block: Block, better: int) -> tuple[int, int]:
    """Return how many strict orders of the block make the state stable, and how many there are.

    Parameters
    ----------
    better
        Mask of the states that the party prefers to the wished one today.

    Raises
    ------
    LimitError
        Where more than 20 states of the block matter.
    """
    total = factorial(len(block.varying))
    if needs.state not in block.varying:
        return (total if needs.stable(better) else 0), total  # whatever the block, the same states beat this one
    relevant = [state for state in needs.relevant if state in block.varying]
    if len(relevant) > MOST_RELEVANT:
        raise LimitError(
            f"the place of {len(relevant)} states matters; rankings are counted where at most {MOST_RELEVANT} do: "
            "let a shorter part of the ranking vary"
        )
    stable = _stable_sets(needs, block, relevant)
    sizes = np.bincount(_popcounts(len(relevant))[stable], minlength=len(relevant) + 1)
    rest = len(block.varying) - 1
    idle = rest - len(relevant)
    ways = [
        sum(comb(idle, more) * factorial(size + more) * factorial(rest - size - more) for more in range(idle + 1))
        for size in range(len(relevant) + 1)
    ]
    return sum(int(number) * way for number, way in zip(sizes, ways, strict=True)), total


def _stable_sets(needs: Needs, block: Block, relevant: Sequence[int]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return for every subset of the relevant states (as bits) whether B = it and the states above keeps s stable."""
    sets = np.arange(1 << len(relevant), dtype=np.uint32)
    place = {state: bit for bit, state in enumerate(relevant)}

    def local(mask: int) -> int:
        return sum(1 << bit for state, bit in place.items() if mask >> state & 1)

    stable = np.ones(len(sets), dtype=np.bool_)
    for target, masks in zip(needs.improvements, needs.sanctions, strict=True):
        met = np.zeros(len(sets), dtype=np.bool_)
        for mask in masks:
            if not mask & block.above:
                met |= (sets & np.uint32(local(mask))) == 0
        if block.above >> target & 1:
            stable &= met
        elif target in place:
            stable &= met | ((sets >> np.uint32(place[target]) & np.uint32(1)) == 0)
    return stable


def _popcounts(bits: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    counts = np.zeros(1, dtype=np.int64)
    for _ in range(bits):
        counts = np.concatenate([counts, counts + 1])
    return counts


def demotions(needs: Needs, better: int, *, most: int = MOST_PROMOTED) -> tuple[tuple[tuple[int, ...], ...], int]:
    """Return the minimal sets of states that must no longer be preferred, and the size up to which all were tried.

    Parameters
    ----------
    better
        Mask of the states that the party prefers to the wished one today.
    """
    if needs.stable(better):
        return ((),), 0
    candidates = [state for state in needs.relevant if better >> state & 1]
    found: list[tuple[int, ...]] = []
    for size in range(1, min(most, len(candidates)) + 1):
        if comb(len(candidates), size) > MOST_SUBSETS:
            return tuple(found), size - 1
        for chosen in combinations(candidates, size):
            if any(set(small) <= set(chosen) for small in found):
                continue
            if needs.stable(better & ~sum(1 << state for state in chosen)):
                found.append(chosen)
    return tuple(found), most
