"""The inverse: counts by listing every ranking, changes of statements by trying every list."""

from __future__ import annotations

import itertools
import random

import pytest

from tests.stability import oracle
from tests.stability.random_conflicts import random_condition, random_graph, random_options
from winset.analysis.stability import Conflict, DecisionMaker, Option, conflict_from_dict, stability
from winset.analysis.stability.preference import Statements
from winset.analysis.stability.wished import make_stable
from winset.core.errors import ConflictError, LimitError
from winset.negotiation.conditions import Name, Not


def small_options(seed: int) -> tuple[Conflict, oracle.Plain, list[int]] | None:
    conflict, plain, vectors = random_options(seed)
    return (conflict, plain, vectors) if conflict.size <= 6 else None


@pytest.mark.parametrize("seed", range(120))
def test_rankings_are_counted_as_listing_them_counts(seed: int) -> None:
    vectors: list[int] = []
    if seed % 2:
        found = small_options(seed)
        if found is None:
            return
        conflict, plain, vectors = found
        concepts = ("nash", "gmr", "smr", "seq", "sim")
    else:
        conflict, plain = random_graph(seed)  # type: ignore[assignment]
        if conflict.size > 6:
            return
        concepts = ("nash", "gmr", "smr", "seq")  # type: ignore[assignment]
    rng = random.Random(seed)
    state = rng.randrange(conflict.size)
    party = rng.randrange(len(conflict.decision_makers))
    own = conflict.ranks(party)
    tiers = [[s for s in range(conflict.size) if own[s] == h] for h in range(int(own.max()), -1, -1)]
    first = rng.randint(1, len(tiers))
    last = rng.randint(first, len(tiers))
    for vary in (None, (first, last)):
        low, high = vary or (1, len(tiers))
        block = [s for tier in tiers[low - 1 : high] for s in tier]
        answer = make_stable(
            conflict, state + 1, parties=[conflict.decision_makers[party].id], concepts=concepts, vary=vary
        )
        for wish in answer.wishes:
            count = 0
            lines = list(itertools.permutations(block))
            for line in lines:
                payoffs = [int(p) * 100 for p in own]
                for k, s in enumerate(line):
                    payoffs[s] = int(min(own[b] for b in block)) * 100 + len(line) - k if block else 0
                for s in range(conflict.size):
                    if s not in block and own[s] > max(own[b] for b in block):
                        payoffs[s] = int(own[s]) * 100 + 1000
                changed = oracle.Plain(plain.size, plain.moves, [*plain.payoffs])
                changed.payoffs[party] = payoffs
                if wish.concept == "sim":
                    count += oracle.sim_stable(changed, vectors, state, party)
                else:
                    count += oracle.stable(changed, state, party, wish.concept)
            assert (wish.rankings, wish.of) == (count, len(lines)), (wish.concept, vary)
            assert wish.stable == bool(stability(conflict, concepts=[wish.concept]).stable[wish.concept][party][state])


@pytest.mark.parametrize("seed", range(40))
def test_demotions_are_minimal_and_enough(seed: int) -> None:
    conflict, plain = random_graph(seed)
    for state in range(conflict.size):
        answer = make_stable(conflict, state + 1, parties=["p0"], concepts=["gmr", "smr"])
        for wish in answer.wishes:
            for demoted in wish.demotions:
                sets = [set(demoted), *(set(demoted) - {one} for one in demoted)]
                for number, lowered in enumerate(sets):
                    payoffs = list(plain.payoffs[0])
                    for one in lowered:
                        payoffs[one - 1] = min(payoffs) - 1
                    changed = oracle.Plain(plain.size, plain.moves, [payoffs, *plain.payoffs[1:]])
                    assert oracle.stable(changed, state, 0, wish.concept) == (number == 0)


def statement_conflict(seed: int) -> Conflict:
    rng = random.Random(seed)
    ids = ["a", "b", "c"]
    makers = tuple(
        DecisionMaker(
            f"p{i}",
            f"P{i}",
            tuple(Option(name, name) for name in own),
            Statements(tuple(random_condition(rng, ids) for _ in range(rng.randint(1, 3)))),
        )
        for i, own in enumerate((["a"], ["b", "c"]))
    )
    return Conflict(makers)


def one_change(line: tuple[object, ...], ids: list[str]) -> set[tuple[object, ...]]:
    found = set()
    for k, statement in enumerate(line):
        rest = line[:k] + line[k + 1 :]
        found.add(rest)
        found.add((*line[:k], statement.part if isinstance(statement, Not) else Not(statement), *line[k + 1 :]))  # type: ignore[arg-type]
        for to in range(len(line)):
            found.add((*rest[:to], statement, *rest[to:]))
    for name in ids:
        for new in (Name(name), Not(Name(name))):
            if new not in line:
                for to in range(len(line) + 1):
                    found.add((*line[:to], new, *line[to:]))
    return found - {line}


@pytest.mark.parametrize("seed", range(30))
def test_the_fewest_changes_are_the_fewest(seed: int) -> None:
    conflict = statement_conflict(seed)
    ids = [option.id for option in conflict.options]
    rng = random.Random(seed)
    state, party = rng.randint(1, conflict.size), rng.randrange(2)
    known = conflict.decision_makers[party].preference
    assert isinstance(known, Statements)

    def stable(line: tuple[object, ...], concept: str) -> bool:
        makers = list(conflict.decision_makers)
        maker = makers[party]
        makers[party] = DecisionMaker(maker.id, maker.name, maker.options, Statements(line))  # type: ignore[arg-type]
        return bool(stability(Conflict(tuple(makers)), concepts=[concept]).stable[concept][party][state - 1])

    for concept in ("nash", "seq"):
        edits = make_stable(conflict, state, parties=[f"p{party}"], concepts=[concept], most_changes=2).wishes[0].edits
        assert edits is not None
        start: tuple[object, ...] = known.statements
        ones = one_change(start, ids)
        good = {line for line in ones if stable(line, concept)}
        if stable(start, concept):
            assert edits.fewest == 0
        elif good:
            assert edits.fewest == 1
            assert edits.lists == len(good)
            assert {way[-1].after for way in edits.ways} <= good
        else:
            assert edits.fewest != 1
            for way in edits.ways:
                assert len(way) == 2
                assert stable(way[-1].after, concept)


@pytest.mark.parametrize("seed", range(40))
def test_changes_of_all_parties_together_make_it_hold(seed: int) -> None:
    conflict = statement_conflict(seed)
    state = random.Random(seed).randint(1, conflict.size)
    answer = stability(conflict).make_stable(state)
    alone = {(wish.concept, wish.party): wish.edits for wish in answer.wishes}
    for found in answer.jointly:
        if found.changes is None:
            assert found.concept in ("seq", "sim")
            continue
        makers = list(conflict.decision_makers)
        for party, edits in found.ways.items():
            if edits:
                makers[party] = DecisionMaker(
                    makers[party].id, makers[party].name, makers[party].options, Statements(edits[-1].after)
                )
        assert state in stability(Conflict(tuple(makers)), concepts=[found.concept]).equilibria[found.concept]
        each = [alone[(found.concept, party)] for party in range(2)]
        assert all(edits is not None and edits.fewest is not None for edits in each)
        assert found.changes == sum(map(len, found.ways.values()))
        if found.fewest:
            assert found.changes == sum(edits.fewest or 0 for edits in each if edits)


def test_the_range_and_the_state_are_checked() -> None:
    conflict = conflict_from_dict({"decision_makers": [{"id": "a", "options": [{"id": "x"}], "preferences": ["x"]}]})
    with pytest.raises(ConflictError, match="places 1 to 2"):
        make_stable(conflict, 1, vary=(1, 5))
    with pytest.raises(ConflictError, match="no state 9"):
        make_stable(conflict, 9)
    with pytest.raises(ConflictError, match="unknown concept"):
        make_stable(conflict, 1, concepts=["nahs"])
    graph, _ = random_graph(1)
    with pytest.raises(ConflictError, match="options of single parties only"):
        make_stable(graph, 1, concepts=["sim"])
    many = conflict_from_dict({"decision_makers": [{"id": "a", "options": [{"id": f"x{k}"} for k in range(13)]}]})
    with pytest.raises(LimitError, match="8192"):
        make_stable(many, 1)


def test_the_answer_reads_and_prints() -> None:
    answer = make_stable(statement_conflict(3), 1)
    assert answer.sentences()[0].startswith("Wished: state 1")
    assert len(answer.rows()) == 10
    printed = answer.to_dict()
    assert printed["state"] == 1
    assert {entry["concept"] for entry in printed["answers"]} == {"nash", "gmr", "smr", "seq", "sim"}
