"""Whether the changes that make a state stable for each party make it hold for all of them at once.

Under Nash, GMR and SMR a party's verdict depends on its own preferences alone, so that the fewest changes of all
parties together are the sum of each one's. Under SEQ and SIM one party's change moves another's answer: combinations of
the ways found for each party are tried, fewest changes first, and each is checked with the engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from winset.analysis.stability.conflict import Conflict
from winset.analysis.stability.edits import Edit
from winset.analysis.stability.engine import arena_of, stable_for
from winset.analysis.stability.preference import Statements
from winset.analysis.stability.simultaneous import sim_stable_for

MOST_TRIED = 200


@dataclass(frozen=True, slots=True)
class Together:
    """Changes of several parties' statements that make a state hold for everyone under one concept.

    Parameters
    ----------
    concept
        Under which.
    changes
        How many changes in all; None where no combination that was tried does.
    ways
        By party (place from 0) the edits, one after the other.
    fewest
        Whether fewer changes are ruled out, within the range searched for each party.
    """

    concept: str
    changes: int | None
    ways: Mapping[int, tuple[Edit, ...]]
    fewest: bool


def together(conflict: Conflict, state: int, concept: str, ways: Mapping[int, Sequence[tuple[Edit, ...]]]) -> Together:
    """Return changes that make the state (from 0) hold for everyone.

    Parameters
    ----------
    ways
        For each party that has to change, ways that make the state stable for it alone.
    """
    parties = list(ways)
    choices = islice(product(*(ways[party] for party in parties)), MOST_TRIED)
    independent = concept in ("nash", "gmr", "smr")
    for choice in sorted(choices, key=lambda picked: sum(map(len, picked))):
        picked = dict(zip(parties, choice, strict=True))
        if independent or _holds(conflict, state, concept, picked):
            count = sum(map(len, choice))
            return Together(concept, count, picked, independent)
    return Together(concept, None, {}, False)


def _holds(conflict: Conflict, state: int, concept: str, picked: Mapping[int, tuple[Edit, ...]]) -> bool:
    makers = list(conflict.decision_makers)
    for party, edits in picked.items():
        if edits:
            makers[party] = replace(makers[party], preference=Statements(edits[-1].after))
    arena = arena_of(replace(conflict, decision_makers=tuple(makers)))
    verdict = sim_stable_for if concept == "sim" else None
    return all(
        bool((verdict(arena, party) if verdict else stable_for(arena, party, concept))[state])
        for party in range(len(makers))
    )
