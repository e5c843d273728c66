"""What must hold of every conflict: the concepts contain one another, names and orders do not matter."""

from __future__ import annotations

import json
import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stability.random_conflicts import random_graph, random_options
from tests.strategies import conflicts, negotiations
from winset.analysis.outlook import outlook
from winset.analysis.stability import Conflict, DecisionMaker, GraphConflict, Option, conflict_from_dict, stability
from winset.analysis.stability.coalitions import stable_for_coalition
from winset.analysis.stability.consistency import contradictions
from winset.analysis.stability.engine import arena_of, stable_for
from winset.analysis.stability.preference import Payoffs
from winset.analysis.stability.wished import make_stable
from winset.core.errors import ConflictError, WinsetError
from winset.formats.gmcr import parse_gmcr, write_gmcr
from winset.negotiation.conditions import Name, Not
from winset.negotiation.model import Negotiation

seeds = st.integers(min_value=0, max_value=10**6)


@given(seeds)
@settings(deadline=None)
def test_the_concepts_contain_one_another(seed: int) -> None:
    for conflict in (random_options(seed)[0], random_graph(seed)[0]):
        stable = stability(conflict).stable
        for party in range(len(conflict.decision_makers)):
            for small, large in (("nash", "seq"), ("nash", "smr"), ("smr", "gmr"), ("seq", "gmr"), ("nash", "sim")):
                if large in stable:
                    assert not (stable[small][party] & ~stable[large][party]).any()


@given(seeds)
@settings(deadline=None)
def test_only_the_order_of_payoffs_counts(seed: int) -> None:
    conflict, _ = random_graph(seed)
    stretched = GraphConflict(
        tuple(
            DecisionMaker(m.id, m.name, (), Payoffs(tuple(float(v) ** 3 * 7 - 100 for v in m.preference.values)))  # type: ignore[union-attr]
            for m in conflict.decision_makers
        ),
        conflict.states,
        conflict.moves,
    )
    assert stability(stretched).equilibria == stability(conflict).equilibria


@given(seeds)
@settings(deadline=None)
def test_the_order_of_the_parties_does_not_matter(seed: int) -> None:
    conflict, _ = random_graph(seed)
    order = random.Random(seed).sample(range(len(conflict.decision_makers)), len(conflict.decision_makers))
    turned = GraphConflict(
        tuple(conflict.decision_makers[k] for k in order), conflict.states, tuple(conflict.moves[k] for k in order)
    )
    first, second = stability(conflict), stability(turned)
    assert first.equilibria == second.equilibria
    for concept in first.concepts:
        for place, k in enumerate(order):
            assert second.stable[concept][place].tolist() == first.stable[concept][k].tolist()


@given(seeds)
@settings(max_examples=50, deadline=None)
def test_an_option_that_can_never_be_taken_changes_nothing(seed: int) -> None:
    conflict, _, _ = random_options(seed)
    if any(maker.misperceived for maker in conflict.decision_makers):
        return
    last = conflict.decision_makers[-1]
    wider = Conflict(
        (
            *conflict.decision_makers[:-1],
            DecisionMaker(last.id, last.name, (*last.options, Option("idle", "Idle")), last.preference),
        ),
        (*conflict.infeasible, Name("idle")),
    )
    assert wider.size == conflict.size
    assert stability(wider).equilibria == stability(conflict).equilibria


@given(seeds)
@settings(max_examples=50, deadline=None)
def test_yes_and_no_are_treated_alike(seed: int) -> None:
    """Turn every option round (yes becomes no): the same states in the opposite order, and the same answers."""
    conflict, _, _ = random_options(seed)
    turned_direction = {"both": "both", "only_on": "only_off", "only_off": "only_on"}

    def turned(condition):  # type: ignore[no-untyped-def]
        if isinstance(condition, Name):
            return Not(condition)
        if isinstance(condition, Not):
            return Not(turned(condition.part))
        return type(condition)(tuple(turned(member) for member in condition.members))

    mirror = Conflict(
        tuple(
            DecisionMaker(
                m.id,
                m.name,
                tuple(Option(o.id, o.name, turned_direction[o.direction]) for o in m.options),  # type: ignore[arg-type]
                Payoffs(tuple(reversed(m.preference.values))),  # type: ignore[union-attr]
                tuple(turned(c) for c in m.misperceived),
            )
            for m in conflict.decision_makers
        ),
        tuple(turned(c) for c in conflict.infeasible),
    )
    first, second = stability(conflict), stability(mirror)
    for concept in first.concepts:
        assert sorted(conflict.size + 1 - n for n in second.equilibria[concept]) == list(first.equilibria[concept])


@given(seeds)
@settings(max_examples=50, deadline=None)
def test_a_coalition_of_one_is_its_member(seed: int) -> None:
    conflict, _ = random_graph(seed)
    arena = arena_of(conflict)
    for party in range(len(conflict.decision_makers)):
        for concept in ("nash", "gmr", "smr", "seq"):
            alone = stable_for_coalition(arena, (party,), concept)
            assert np.array_equal(alone, stable_for(arena, party, concept))


@given(negotiations())
@settings(max_examples=60, deadline=None)
def test_any_negotiation_gives_an_answer_or_says_why_not(n: Negotiation) -> None:
    before = n.to_dict()
    contradictions(n)
    for ask in (
        lambda: stability(n, draws=20, coalitions=2),
        lambda: outlook(n, draws=20, start=1, wished=1),
        lambda: make_stable(n, 1, most_changes=1),
    ):
        try:
            answer = ask()  # type: ignore[no-untyped-call]
        except WinsetError:
            continue
        else:
            assert answer.sentences()
            assert answer.to_dict() == ask().to_dict()  # type: ignore[no-untyped-call]
    assert n.to_dict() == before


@given(conflicts())
@settings(max_examples=60, deadline=None)
def test_any_conflict_goes_through_its_forms_and_is_answered(conflict: Conflict) -> None:
    again = conflict_from_dict(json.loads(json.dumps(conflict.to_dict())))
    assert again == conflict
    try:
        file = parse_gmcr(write_gmcr(conflict))
    except ConflictError:
        assert not conflict.is_known
    else:
        assert [file.ranks(p).tolist() for p in range(len(file.decision_makers))] == [
            conflict.ranks(p).tolist() for p in range(len(conflict.decision_makers))
        ]
    result = stability(conflict, draws=20)
    assert result.sentences()
    json.dumps(result.to_dict(), allow_nan=False)
    for concept in result.concepts:
        for number in result.equilibria[concept]:
            assert all(flags[number - 1] for flags in result.stable[concept])
    if conflict.status_quo is not None:
        ahead = outlook(conflict, draws=20, wished=1)
        assert abs(sum(end.share for end in ahead.ends) - 1) < 1e-9
        json.dumps(ahead.to_dict(), allow_nan=False)
