"""Every concept, coalition and reason against brute force straight from the definitions: 2,400 random conflicts."""

from __future__ import annotations

import pytest

from tests.stability import oracle
from tests.stability.random_conflicts import random_graph, random_options
from winset.analysis.stability.coalitions import coalitions_up_to, stable_for_coalition
from winset.analysis.stability.engine import arena_of, stable_for
from winset.analysis.stability.plain import conflict_from_dict
from winset.analysis.stability.proofs import prove, replay
from winset.analysis.stability.simultaneous import sim_stable_for

FOUR = ("nash", "gmr", "smr", "seq")
CHUNK = 100


@pytest.mark.parametrize("first", range(0, 1200, CHUNK))
def test_single_parties_in_option_form(first: int) -> None:
    for seed in range(first, first + CHUNK):
        conflict, plain, vectors = random_options(seed)
        arena = arena_of(conflict)
        for party in range(len(conflict.decision_makers)):
            for concept in FOUR:
                wanted = [oracle.stable(plain, s, party, concept) for s in range(plain.size)]
                assert stable_for(arena, party, concept).tolist() == wanted, (seed, party, concept)
            wanted = [oracle.sim_stable(plain, vectors, s, party) for s in range(plain.size)]
            assert sim_stable_for(arena, party).tolist() == wanted, (seed, party, "sim")


@pytest.mark.parametrize("first", range(0, 1200, CHUNK))
def test_single_parties_on_move_graphs(first: int) -> None:
    for seed in range(first, first + CHUNK):
        conflict, plain = random_graph(seed)
        arena = arena_of(conflict)
        for party in range(len(conflict.decision_makers)):
            for concept in FOUR:
                wanted = [oracle.stable(plain, s, party, concept) for s in range(plain.size)]
                assert stable_for(arena, party, concept).tolist() == wanted, (seed, party, concept)


@pytest.mark.parametrize("form", ["options", "graph"])
@pytest.mark.parametrize("first", range(0, 120, 30))
def test_coalitions(form: str, first: int) -> None:
    for seed in range(first, first + 30):
        if form == "options":
            conflict, plain, _ = random_options(seed)
        else:
            conflict, plain = random_graph(seed)  # type: ignore[assignment]
        arena = arena_of(conflict)
        count = len(conflict.decision_makers)
        for members in coalitions_up_to(count, count):
            for concept in FOUR:
                wanted = [oracle.coalition_stable(plain, s, list(members), concept) for s in range(plain.size)]
                assert stable_for_coalition(arena, members, concept).tolist() == wanted, (seed, members, concept)


@pytest.mark.parametrize("form", ["options", "graph"])
def test_reasons_replay_and_say_what_the_oracle_says(form: str) -> None:
    for seed in range(1000, 1040):
        vectors: list[int] = []
        if form == "options":
            conflict, plain, vectors = random_options(seed)
        else:
            conflict, plain = random_graph(seed)  # type: ignore[assignment]
        arena = arena_of(conflict)
        count = len(conflict.decision_makers)
        groups = [(party,) for party in range(count)] + coalitions_up_to(count, 2)
        for members in groups:
            concepts = (*FOUR, "sim") if form == "options" and len(members) == 1 else FOUR
            for concept in concepts:
                for s in range(plain.size):
                    proof = prove(arena, members, int(arena.states[s]), concept)
                    if concept == "sim":
                        wanted = oracle.sim_stable(plain, vectors, s, members[0])
                    else:
                        wanted = oracle.coalition_stable(plain, s, list(members), concept)
                    assert proof.stable == wanted, (seed, members, concept, s)
                    assert replay(arena, proof), (seed, members, concept, s)


@pytest.mark.parametrize("seed", range(2000, 2040))
def test_a_conflict_survives_plain_values(seed: int) -> None:
    conflict, _, _ = random_options(seed)
    assert conflict_from_dict(conflict.to_dict()) == conflict
    graph, _ = random_graph(seed)
    assert conflict_from_dict(graph.to_dict()) == graph


def test_a_false_proof_does_not_replay() -> None:
    from dataclasses import replace

    conflict, _, _ = random_options(7)
    arena = arena_of(conflict)
    seen = 0
    for party in range(len(conflict.decision_makers)):
        for place in arena.states.tolist():
            proof = prove(arena, (party,), place, "gmr")
            if proof.sanctions:
                assert not replay(arena, replace(proof, sanctions=proof.sanctions[1:]))
                wrong = replace(proof.sanctions[0], improvement=((party, place),))
                assert not replay(arena, replace(proof, sanctions=(wrong, *proof.sanctions[1:])))
                seen += 1
    assert seen
