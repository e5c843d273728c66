"""Stability over everything that the parties' preferences may be: shares of the admissible ones, and exact verdicts.

Admissible are all linear extensions of what is known of a party's order, each with the same weight, the parties drawn
independently. Nash, GMR and SMR of a party depend on its own preferences alone, so they are exact wherever one party's
extensions can be listed; SEQ and SIM depend on all, and are exact where the combinations can be listed. Else they are
drawn, and the verdict rests on what the draws show and on two bounds (`extensions.LEAST`, `extensions.MOST`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from winset.analysis.stability.arena import Arena
from winset.analysis.stability.conflict import AnyConflict
from winset.analysis.stability.engine import stable_for
from winset.analysis.stability.extensions import LEAST, MOST, Uncertain
from winset.analysis.stability.preference import Ranks
from winset.analysis.stability.relation import Relation, order_of
from winset.analysis.stability.result import Shares
from winset.analysis.stability.simultaneous import sim_stable_for
from winset.core.errors import LimitError

MOST_LISTED = 5040
MOST_COMBINED = 20_000
MOST_BOUNDED = 1 << 10
MOST_DRAWN = 10_000_000
OWN = ("nash", "gmr", "smr")
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Admissible:
    """What one party's preferences may be: distinct rankings with their weights (adding up to 1).

    Parameters
    ----------
    rankings
        Dense ranks, shape ``(size,)`` each.
    weights
        Shares of the admissible preferences.
    exact
        Whether all are listed; else the weights are those of draws.
    chain
        Whether the draws came from a Markov chain, not from exact counts.
    """

    rankings: tuple[Ranks, ...]
    weights: Floats
    exact: bool
    chain: bool = False


def admissible(conflict: AnyConflict, party: int, *, draws: int, rng: np.random.Generator) -> Admissible:
    """Return what a party's preferences may be: all of them where they can be listed, else `draws` of them."""
    order = order_of(conflict, party)
    if order is None:
        return Admissible((conflict.ranks(party),), np.ones(1), True)
    listed = order.exact and order.count() <= MOST_LISTED
    if not listed and draws * conflict.size > MOST_DRAWN:
        name = conflict.decision_makers[party].name
        raise LimitError(
            f"{draws} draws of {name}'s preferences over {conflict.size} states are too many; ask for at most "
            f"{max(1, MOST_DRAWN // conflict.size)} draws (--draws), or take fewer moves"
        )
    found: dict[bytes, list[object]] = {}
    source: Iterable[Sequence[int]] = order.extensions() if listed else order.draw(rng, draws).tolist()
    total = 0
    for importance in source:
        ranks = conflict.ranks(party, importance=importance)
        entry = found.setdefault(ranks.tobytes(), [ranks, 0])
        entry[1] += 1  # type: ignore[operator]
        total += 1
    weights = np.array([entry[1] for entry in found.values()], dtype=np.float64) / total
    chain = not listed and not order.exact
    return Admissible(tuple(entry[0] for entry in found.values()), weights, listed, chain)  # type: ignore[misc]


def shares_of(
    conflict: AnyConflict,
    arena: Arena,
    what: Sequence[Admissible],
    concepts: Sequence[str],
    *,
    draws: int,
    rng: np.random.Generator,
) -> Shares:
    """Return in which share of the admissible preferences each state is stable, for each party and for all.

    Parameters
    ----------
    arena
        The moves; its ranks are not looked at.
    what
        The admissible preferences of each party.
    draws
        How many combinations are drawn for SEQ and SIM where they are too many to list.
    """
    parties = range(len(what))
    share: dict[str, tuple[Floats, ...]] = {}
    together: dict[str, Floats] = {}
    exact: dict[str, bool] = {}
    for concept in concepts:
        if concept in OWN:
            own = [_own_share(arena, what, party, concept) for party in parties]
            share[concept] = tuple(own)
            together[concept] = np.prod(own, axis=0)
            exact[concept] = all(each.exact for each in what)
        else:
            share[concept], together[concept], exact[concept] = _joint_share(arena, what, concept, draws, rng)
    bounds = None
    if not all(exact.values()) and conflict.size <= MOST_BOUNDED:
        bounds = Uncertain(arena, [Relation(conflict, party) for party in parties])
    verdict: dict[str, tuple[tuple[str, ...], ...]] = {}
    joint_verdict: dict[str, tuple[str, ...]] = {}
    for concept in concepts:
        said = tuple(
            _verdicts(
                share[concept][party], party, concept, exact[concept] or (concept in OWN and what[party].exact), bounds
            )
            for party in parties
        )
        verdict[concept] = said
        joint_verdict[concept] = tuple(
            _all_of(column, float(together[concept][row]), exact[concept])
            for row, column in enumerate(zip(*said, strict=True))
        )
    return Shares(share, verdict, together, joint_verdict, exact)


def _own_share(arena: Arena, what: Sequence[Admissible], party: int, concept: str) -> Floats:
    total = np.zeros(len(arena.states))
    for ranks, weight in zip(what[party].rankings, what[party].weights, strict=True):
        ranked = [each.rankings[0] for each in what]
        ranked[party] = ranks
        total += weight * stable_for(arena.with_ranks(ranked), party, concept)
    return _clean(total)


def _joint_share(
    arena: Arena, what: Sequence[Admissible], concept: str, draws: int, rng: np.random.Generator
) -> tuple[tuple[Floats, ...], Floats, bool]:
    counts = [len(each.rankings) for each in what]
    listed = all(each.exact for each in what) and prod(counts) <= MOST_COMBINED
    combined: Iterator[tuple[tuple[int, ...], float]]
    if listed:
        combined = (
            (pick, float(prod(each.weights[k] for each, k in zip(what, pick, strict=True))))
            for pick in product(*map(range, counts))
        )
    else:
        picks = [rng.choice(count, size=draws, p=each.weights) for count, each in zip(counts, what, strict=True)]
        combined = ((tuple(int(column[k]) for column in picks), 1 / draws) for k in range(draws))
    sums = [np.zeros(len(arena.states)) for _ in what]
    joint = np.zeros(len(arena.states))
    for pick, weight in combined:
        here = arena.with_ranks([each.rankings[k] for each, k in zip(what, pick, strict=True)])
        everyone = np.ones(len(arena.states), dtype=np.bool_)
        for party in range(len(what)):
            flags = sim_stable_for(here, party) if concept == "sim" else stable_for(here, party, concept)
            sums[party] += weight * flags
            everyone &= flags
        joint += weight * everyone
    return tuple(map(_clean, sums)), _clean(joint), listed


def _clean(shares: Floats) -> Floats:
    """Return shares with rounding errors at the two ends taken away, so that 0 and 1 mean none and all."""
    cleaned = np.where(shares < 1e-9, 0.0, shares)
    return np.where(cleaned > 1 - 1e-9, 1.0, cleaned)


def _verdicts(share: Floats, party: int, concept: str, exact: bool, bounds: Uncertain | None) -> tuple[str, ...]:
    found = []
    for state, value in enumerate(share.tolist()):
        if 0 < value < 1:
            found.append("some")
        elif exact:
            found.append("all" if value else "none")
        elif bounds is None or concept == "sim":
            found.append("open")
        elif bounds.stable_at(state, party, concept, LEAST):
            found.append("all")
        else:
            found.append("open" if bounds.stable_at(state, party, concept, MOST) else "none")
    return tuple(found)


def _all_of(column: Sequence[str], share: float, exact: bool) -> str:
    """Return the verdict for all parties together from the verdicts for each and the joint share."""
    if "none" in column:
        return "none"
    if all(said == "all" for said in column):
        return "all"
    if 0 < share < 1:
        return "some"
    if exact:
        return "none" if share == 0 else "all"
    return "open"
