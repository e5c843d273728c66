"""Simultaneous stability (SIM; Fraser & Hipel 1984), by enumeration with early exit. Option form only.

While party i takes an improvement from s, each opponent independently stays or takes one of its own improvements from
s; all changes are added up. s is stable where, for every improvement of i, some combination lands at a feasible state
that is not better for i than s. Open pairs (state, improvement) are narrowed opponent by opponent; a pair leaves as
soon as one sanction is found.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from winset.analysis.stability.arena import Arena
from winset.analysis.stability.cube import CubeArena
from winset.analysis.stability.preference import Bools
from winset.core.errors import ConflictError, LimitError

MOST_STEPS = 10**11
CHUNK = 1 << 18


def sim_refused(reason: str) -> ConflictError:
    """Return the error for a question that SIM does not answer."""
    return ConflictError(
        f"sim (simultaneous stability) is defined on options of single parties only, not for {reason}; "
        "ask for nash, gmr, smr or seq"
    )


def steps_of_sim(arena: CubeArena) -> int:
    """Return an upper bound of the combinations that SIM looks at for all parties."""
    widths = [len(bits) for bits in arena.bits]
    every = len(arena.states) * len([width for width in widths if width])
    return every << sum(widths)


def sim_stable_for(arena: Arena, party: int, *, most_steps: int = MOST_STEPS) -> Bools:
    """Return which states are simultaneously stable for one party; shape ``(number of states,)``.

    Raises
    ------
    ConflictError
        For an arbitrary move graph.
    LimitError
        Where more than `most_steps` combinations may have to be looked at.
    """
    if not isinstance(arena, CubeArena):
        raise sim_refused("arbitrary move graphs")
    if steps_of_sim(arena) > most_steps:
        raise LimitError(
            f"sim may have to look at {steps_of_sim(arena):.1e} combinations; the limit is {most_steps:.1e}: "
            "leave sim out (nash, gmr, smr and seq have no such limit), or take fewer options"
        )
    stable = np.ones(len(arena.states), dtype=np.bool_)
    own = _changes(arena, party)
    opponents = [other for other in range(len(arena.ranks)) if other != party and len(arena.bits[other])]
    tables = {other: _improving(arena, other) for other in opponents}
    mine = _improving(arena, party)
    for change in range(1, len(own)):
        begins = np.flatnonzero(mine[change] & stable)
        for start in range(0, len(begins), CHUNK):
            rows = begins[start : start + CHUNK]
            lands = arena.states[rows] ^ own[change]
            met = _met(arena, party, rows, lands, opponents, tables)
            stable[rows[~met]] = False
    return stable


def _met(
    arena: CubeArena,
    party: int,
    rows: NDArray[np.int64],
    lands: NDArray[np.int64],
    opponents: list[int],
    tables: dict[int, NDArray[np.bool_]],
) -> Bools:
    """Return for which rows some combination of the opponents' changes, added to `lands`, sanctions."""
    ranks = arena.ranks[party]
    at_home = ranks[arena.states[rows]]
    met = np.zeros(len(rows), dtype=np.bool_)

    def go(open_: NDArray[np.int64], places: NDArray[np.int64], left: list[int]) -> None:
        if not len(open_):
            return
        if not left:
            here = ranks[places]
            met[open_[(here >= 0) & (here <= at_home[open_])]] = True
            return
        other, rest = left[0], left[1:]
        go(open_, places, rest)
        for change in range(1, len(tables[other])):
            keep = tables[other][change][rows[open_]] & ~met[open_]
            go(open_[keep], places[keep] ^ (change << arena.bits[other].start), rest)

    go(np.arange(len(rows)), lands, opponents)
    return met


def _changes(arena: CubeArena, party: int) -> NDArray[np.int64]:
    bits = arena.bits[party]
    return np.arange(1 << len(bits), dtype=np.int64) << bits.start


def _improving(arena: CubeArena, party: int) -> NDArray[np.bool_]:
    """Return whether each change of a party's options is an improvement; shape ``(changes, states)``."""
    changes = _changes(arena, party)
    ranks, states = arena.ranks[party], arena.states
    table = np.zeros((len(changes), len(states)), dtype=np.bool_)
    blind = arena.misperceived[party]
    for row in range(1, len(changes)):
        change = int(changes[row])
        targets = states ^ change
        allowed = ranks[targets] > ranks[states]
        for bit in arena.bits[party]:
            if change >> bit & 1 and arena.directions[bit] != "both":
                allowed &= (states >> bit & 1) == (arena.directions[bit] == "only_off")
        if blind is not None:
            allowed &= ~blind[targets] & ~blind[states]
        table[row] = allowed
    return table
