"""`winset.stability`: which situations hold when everyone can act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np

from winset.analysis.stability.arena import Arena
from winset.analysis.stability.building import Built, built_from
from winset.analysis.stability.coalitions import coalitions_up_to, stable_for_coalition
from winset.analysis.stability.conflict import AnyConflict, GraphConflict
from winset.analysis.stability.cube import CACHED_BYTES, CubeArena
from winset.analysis.stability.engine import CONCEPTS, arena_of, stable_for
from winset.analysis.stability.extensions import CONCEPTS as EXTENDED
from winset.analysis.stability.extensions import READINGS, Uncertain
from winset.analysis.stability.preference import Bools
from winset.analysis.stability.relation import Relation
from winset.analysis.stability.result import CoalitionAnswer, Stability
from winset.analysis.stability.simultaneous import MOST_STEPS, sim_refused, sim_stable_for, steps_of_sim
from winset.analysis.stability.uncertain import Admissible, admissible, shares_of
from winset.core.errors import ConflictError, LimitError
from winset.core.ids import unknown
from winset.core.results import Run
from winset.negotiation.model import Negotiation

METHOD = "Graph model for conflict resolution (Fang, Hipel & Kilgour 1993)"
MEMORY = 2 * 2**30


def memory_needed(conflict: AnyConflict) -> int:
    """Return an upper estimate, in bytes, of what the analysis of a conflict holds at one time."""
    if isinstance(conflict, GraphConflict):
        return 200 * sum(map(len, conflict.moves)) + 100 * conflict.size * len(conflict.decision_makers)
    parties = len(conflict.decision_makers)
    one = 4 << len(conflict.options)
    # Ranks; the orders along which improvements are swept; arrays at work; the interpreter with NumPy.
    orders = min(parties * 3 * one, CACHED_BYTES) + 8 * one
    return parties * one + orders + 6 * one + 60 * 2**20


def stability(
    source: Negotiation | AnyConflict,
    *,
    concepts: Iterable[str] | None = None,
    coalitions: int | Iterable[Sequence[str]] | None = None,
    issues: Iterable[str] | None = None,
    unknown_order: Iterable[str] = (),
    draws: int = 1000,
    seed: int = 0,
    memory: int = MEMORY,
) -> Stability:
    """Return which states are stable for whom, and which hold for everyone.

    Parameters
    ----------
    source
        A conflict, or a negotiation: its moves with their preferences; where it has no moves, the plain "insist or
        settle" conflict over its irreducible conflicts, marked as an assumption.
    concepts
        Some of nash, gmr, smr, seq, sim; None takes all that the conflict allows and says what was left out.
    coalitions
        A number: all coalitions of two and up to so many parties. Names: these coalitions. None: those that the
        conflict itself gives.
    issues
        For the "insist or settle" conflict: only these issues.
    unknown_order
        Parties the order of whose preference statements is not known.
    draws, seed
        Where admissible preferences are too many to list.
    memory
        Bytes that the analysis may need.

    Raises
    ------
    ConflictError
        Where the source makes no conflict, or a concept is asked for that it does not allow.
    LimitError
        Where it would take more than `memory`; says how much.
    """
    built = built_from(source, issues=issues, unknown_order=unknown_order)
    conflict = built.conflict
    need = memory_needed(conflict)
    if need > memory:
        raise LimitError(
            f"{conflict.size} states and {len(conflict.decision_makers)} parties need up to {need >> 20} MB; "
            f"{memory >> 20} MB are allowed: take fewer options, or allow more memory"
        )
    wanted = None if concepts is None else tuple(dict.fromkeys(concepts))
    for concept in wanted or ():
        if concept not in CONCEPTS:
            raise ConflictError(unknown("concept", concept, CONCEPTS))
    groups, given = _groups(conflict, coalitions)
    answer = _known if conflict.is_known else _partly_known
    parameters: dict[str, Any] = {"concepts": list(wanted) if wanted else "all", "coalitions": given}
    return answer(built, wanted, groups, parameters, draws, seed)


def _chosen(
    conflict: AnyConflict, arena: Arena, wanted: tuple[str, ...] | None, runs: int
) -> tuple[tuple[str, ...], list[str]]:
    """Return the concepts to answer, and sentences on what was left out."""
    if isinstance(arena, CubeArena):
        heavy = steps_of_sim(arena) * runs > MOST_STEPS
        left = (
            f"SIM was left out: it may have to look at {steps_of_sim(arena) * runs:.1e} combinations." if heavy else ""
        )
    else:
        heavy, left = True, "SIM is defined on options only and was left out for this move graph."
        if wanted and "sim" in wanted:
            raise sim_refused("arbitrary move graphs")
    if wanted is not None:
        return wanted, []
    return (CONCEPTS[:-1], [left]) if heavy else (CONCEPTS, [])


def _known(
    built: Built,
    wanted: tuple[str, ...] | None,
    groups: Sequence[tuple[int, ...]],
    parameters: dict[str, Any],
    draws: int,
    seed: int,
) -> Stability:
    conflict = built.conflict
    arena = arena_of(conflict)
    chosen, left = _chosen(conflict, arena, wanted, 1)
    parties = range(len(conflict.decision_makers))
    stable: dict[str, tuple[Bools, ...]] = {}
    for concept in chosen:
        stable[concept] = tuple(
            sim_stable_for(arena, party) if concept == "sim" else stable_for(arena, party, concept) for party in parties
        )
    answers = tuple(
        CoalitionAnswer(
            members, {c: stable_for_coalition(arena, members, c) for c in chosen if c != "sim" or wanted is not None}
        )
        for members in groups
    )
    return Stability(
        run=Run(METHOD, MappingProxyType(parameters), input_sha256=conflict.sha256),
        conflict=conflict,
        concepts=chosen,
        payoffs=tuple(conflict.ranks(party) for party in parties),
        stable=stable,
        equilibria={concept: _numbers(flags) for concept, flags in stable.items()},
        coalitions=answers,
        notes=(*built.notes, *left),
        packages=built.packages,
        leads_to=built.leads_to,
        threats=built.threats,
        arena=arena,
    )


def _partly_known(
    built: Built,
    wanted: tuple[str, ...] | None,
    groups: Sequence[tuple[int, ...]],
    parameters: dict[str, Any],
    draws: int,
    seed: int,
) -> Stability:
    conflict = built.conflict
    rng = np.random.default_rng(seed)
    parties = range(len(conflict.decision_makers))
    what = [admissible(conflict, party, draws=draws, rng=rng) for party in parties]
    arena = arena_of(conflict, [each.rankings[0] for each in what])
    chosen, left = _chosen(conflict, arena, wanted, draws)
    shares = shares_of(conflict, arena, what, chosen, draws=draws, rng=rng)
    stable = {
        concept: tuple(np.array([said == "all" for said in own], dtype=np.bool_) for own in shares.verdict[concept])
        for concept in chosen
    }
    drawn = not all(shares.exact.values())
    notes = [*built.notes, *left, *_uncertain_notes(conflict, what, drawn, draws, groups)]
    return Stability(
        run=Run(
            METHOD,
            MappingProxyType(parameters),
            exact=not drawn,
            seed=seed if drawn else None,
            draws=draws if drawn else None,
            input_sha256=conflict.sha256,
        ),
        conflict=conflict,
        concepts=chosen,
        payoffs=tuple(
            conflict.ranks(party) if conflict.decision_makers[party].preference.is_known else None for party in parties
        ),
        stable=stable,
        equilibria={concept: _numbers(flags) for concept, flags in stable.items()},
        shares=shares,
        extensions=_extended(conflict, arena, chosen),
        notes=tuple(notes),
        packages=built.packages,
        leads_to=built.leads_to,
        threats=built.threats,
    )


def _uncertain_notes(
    conflict: AnyConflict, what: Sequence[Admissible], drawn: bool, draws: int, groups: Sequence[tuple[int, ...]]
) -> list[str]:
    open_ = [
        maker.name for maker, each in zip(conflict.decision_makers, what, strict=True) if not maker.preference.is_known
    ]
    notes = [f"Preferences not fully known: {', '.join(sorted(open_, key=str.casefold))}."]
    if drawn:
        notes.append(f"The admissible preferences are too many to list; shares rest on {draws} draws of them.")
    if any(each.chain for each in what):
        notes.append("Some draws come from a Markov chain and are only nearly uniform (Karzanov & Khachiyan 1991).")
    if groups:
        notes.append("Coalitions are answered only where all preferences are known, and were left out.")
    return notes


def _extended(conflict: AnyConflict, arena: Arena, chosen: Sequence[str]) -> dict[str, dict[str, tuple[Bools, ...]]]:
    if conflict.size > 1 << 10:
        return {}
    parties = range(len(conflict.decision_makers))
    uncertain = Uncertain(arena, [Relation(conflict, party) for party in parties])
    return {
        name: {
            concept: tuple(uncertain.stable_for(party, concept, reading) for party in parties)
            for concept in EXTENDED
            if concept in chosen
        }
        for name, reading in READINGS.items()
    }


def _groups(
    conflict: AnyConflict, coalitions: int | Iterable[Sequence[str]] | None
) -> tuple[list[tuple[int, ...]], Any]:
    if coalitions is None:
        return [members for members in conflict.coalitions if len(members) > 1], "given"
    if isinstance(coalitions, int):
        return coalitions_up_to(len(conflict.decision_makers), coalitions), coalitions
    found = []
    for names in coalitions:
        members = tuple(sorted({conflict.party(name) for name in names}))
        if len(members) < 2:
            raise ConflictError(f"a coalition needs two members or more, not {', '.join(names)}")
        found.append(members)
    return found, [list(members) for members in found]


def _numbers(flags: Sequence[Bools]) -> tuple[int, ...]:
    everyone = np.logical_and.reduce(flags)
    return tuple(int(row) + 1 for row in np.flatnonzero(everyone))
