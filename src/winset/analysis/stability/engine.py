"""Nash, GMR, SMR and SEQ for one party and all states, by one primitive.

For a focal party i let ``h(x) = p_i(x)`` for GMR and SEQ, and ``h(x) = max(p_i(x), max p_i over R_i(x))`` for SMR (the
best that i gets back to). Let ``m(x)`` be the minimum of h over x and all that the opponents reach from x, by moves or,
for SEQ, by improvements; ``m = p_i`` for Nash. Let ``M(s)`` be the maximum over s and all that i can move to of
``min(p_i, m)``. Then s is stable for i if and only if ``M(s) ≤ p_i(s)``: an improvement that no sanction meets is a
state x with ``min(p_i(x), m(x)) > p_i(s)``, and nothing else is.

Definitions: Nash 1950; Howard 1971 (GMR, SMR); Fraser & Hipel 1979 (SEQ); Fang, Hipel & Kilgour 1993. Ties sanction.
"""

from __future__ import annotations

import numpy as np

from winset.analysis.stability.arena import Arena, GraphArena
from winset.analysis.stability.conflict import AnyConflict, Conflict, GraphConflict
from winset.analysis.stability.cube import CubeArena
from winset.analysis.stability.preference import Bools, Ranks

CONCEPTS = ("nash", "gmr", "smr", "seq", "sim")
FULL_NAMES = {
    "nash": "Nash stability",
    "gmr": "general metarationality",
    "smr": "symmetric metarationality",
    "seq": "sequential stability",
    "sim": "simultaneous stability",
}


def arena_of(conflict: AnyConflict, ranks: list[Ranks] | None = None) -> Arena:
    """Return the arena of a conflict.

    Parameters
    ----------
    ranks
        Dense ranks for each party, shape ``(size,)`` each; None takes the conflict's own, which must be known.
    """
    if ranks is None:
        ranks = [conflict.ranks(party) for party in range(len(conflict.decision_makers))]
    if isinstance(conflict, GraphConflict):
        return GraphArena(conflict.size, conflict.moves, ranks)
    assert isinstance(conflict, Conflict)
    return CubeArena(conflict, ranks)


def worst_to_fear(arena: Arena, party: int, concept: str) -> Ranks:
    """Return ``m``: what is left to the party, at each place, once the opponents have done their worst."""
    own = arena.ranks[party]
    if concept == "nash":
        return own
    held = arena.best(party, own) if concept == "smr" else own
    opponents = [other for other in range(len(arena.ranks)) if other != party]
    return arena.floor(opponents, held, improving=concept == "seq")


def stable_for(arena: Arena, party: int, concept: str) -> Bools:
    """Return which states are stable for one party under Nash, GMR, SMR or SEQ; shape ``(number of states,)``."""
    own = arena.ranks[party]
    kept = own if concept == "nash" else np.minimum(own, worst_to_fear(arena, party, concept))
    return np.asarray((arena.best(party, kept) <= own)[arena.states])
