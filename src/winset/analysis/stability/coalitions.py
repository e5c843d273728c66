"""Nash, GMR, SMR and SEQ for coalitions (Kilgour, Hipel, Fang & Peng 2001).

A coalition H moves by legal sequences of its members' moves and improves where every member does. A sanction is a state
that the others reach, each by moves or improvements of its own, and that is not better than s for at least one member.
SMR: and from there H cannot get to a state better than s for every member; the countermove need only end there.

For GMR and SEQ one minimum for each member is enough: a move to x goes unsanctioned where, for every member, the worst
that the others can bring about from x is still better than s. For SMR it is not, and the sanctions of each state are
looked at one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from winset.analysis.stability.arena import Arena, Places
from winset.analysis.stability.engine import stable_for
from winset.analysis.stability.preference import Bools, Ranks
from winset.analysis.stability.simultaneous import sim_refused
from winset.core.errors import LimitError

MOST_STATES = 1 << 14


def coalitions_up_to(parties: int, size: int) -> list[tuple[int, ...]]:
    """Return all coalitions of two and up to `size` of the parties ``0 … parties−1``."""
    return [members for k in range(2, min(size, parties) + 1) for members in combinations(range(parties), k)]


def stable_for_coalition(arena: Arena, members: Sequence[int], concept: str, *, most: int = MOST_STATES) -> Bools:
    """Return which states are stable for a coalition; shape ``(number of states,)``.

    Raises
    ------
    ConflictError
        For SIM, which is not defined for coalitions.
    LimitError
        Where there are more than `most` states: each is looked at on its own.
    """
    if concept == "sim":
        raise sim_refused("coalitions")
    if len(members) == 1:
        return stable_for(arena, members[0], concept)
    if len(arena.states) > most:
        raise LimitError(
            f"coalitions are analysed state by state: {len(arena.states)} states, the limit is {most}; "
            "take fewer options, or ask for single parties"
        )
    others = [party for party in range(len(arena.ranks)) if party not in members]
    kept = [_kept(arena, member, others, concept) for member in members]
    stable = np.ones(len(arena.states), dtype=np.bool_)
    joint = [np.unique(arena.ranks[member][arena.states]) for member in members]
    if any(len(levels) < 2 for levels in joint):
        return stable  # a member that is indifferent never improves
    for row, place in enumerate(arena.states.tolist()):
        better = np.ones(arena.size, dtype=np.bool_)
        for member, values in zip(members, kept, strict=True):
            better &= values > arena.ranks[member][place]
        if not better.any():
            continue
        reached = arena.reached(members, place)
        targets = reached[better[reached]]
        if concept == "smr":
            stable[row] = not _some_unsanctioned(arena, members, others, place, targets)
        else:
            stable[row] = not len(targets)
    return stable


def _kept(arena: Arena, member: int, others: Sequence[int], concept: str) -> Ranks:
    own = arena.ranks[member]
    if concept in ("nash", "smr"):
        return own
    return np.minimum(own, arena.floor(others, own, improving=concept == "seq"))


def better_for_all(arena: Arena, members: Sequence[int], place: int) -> Bools:
    """Return which places every member strictly prefers to one place; shape ``(arena.size,)``."""
    better = np.ones(arena.size, dtype=np.bool_)
    for member in members:
        better &= arena.ranks[member] > arena.ranks[member][place]
    return better


def _some_unsanctioned(
    arena: Arena, members: Sequence[int], others: Sequence[int], place: int, targets: Places
) -> bool:
    """Return whether some improvement of the coalition in `targets` meets no SMR sanction."""
    if not len(targets):
        return False
    better = better_for_all(arena, members, place)
    # harmless: places from which the coalition is, or gets back, to something better for all; 0 marks a sanction.
    harmless = better.astype(np.int32)
    harmless = _back_to(arena, members, harmless)
    floor = arena.floor(others, harmless, improving=False)
    return bool((floor[targets] == 1).any())


def _back_to(arena: Arena, members: Sequence[int], marks: Ranks) -> Ranks:
    """Return 1 at places where `marks` is 1 or from which the coalition reaches such a place."""
    lowered = arena.floor(members, np.int32(1) - marks, improving=False)
    return np.asarray(lowered == 0, dtype=np.int32)
