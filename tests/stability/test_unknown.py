"""Preferences that are only partly known: orders, comparisons, shares, verdicts, the four extensions."""

from __future__ import annotations

import itertools
import random
from collections import Counter

import numpy as np
import pytest

from tests.stability.oracle import Plain, option_moves
from tests.stability.oracle import stable as oracle_stable
from tests.stability.random_conflicts import random_condition, random_graph
from winset.analysis.stability import Conflict, DecisionMaker, GraphConflict, Option, stability
from winset.analysis.stability.engine import arena_of
from winset.analysis.stability.extensions import LEAST, MOST, READINGS, Uncertain
from winset.analysis.stability.orders import PartialOrder
from winset.analysis.stability.preference import PartialRanking, Statements
from winset.analysis.stability.relation import Relation
from winset.core.errors import ConflictError, LimitError


def brute(n: int, pairs: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    return [p for p in itertools.permutations(range(n)) if all(p.index(a) < p.index(b) for a, b in pairs)]


@pytest.mark.parametrize("seed", range(40))
def test_linear_extensions_are_counted_and_listed(seed: int) -> None:
    rng = random.Random(seed)
    n = rng.randint(1, 6)
    line = rng.sample(range(n), n)
    pairs = [(a, b) for k, a in enumerate(line) for b in line[k + 1 :] if rng.random() < 0.3]
    order = PartialOrder(n, pairs)
    wanted = brute(n, pairs)
    assert order.count() == len(wanted)
    assert sorted(order.extensions()) == sorted(wanted)
    assert order.is_total == (len(wanted) == 1)


def test_linear_extensions_are_drawn_uniformly() -> None:
    order = PartialOrder(5, [(0, 1), (0, 2), (3, 2)])
    wanted = brute(5, [(0, 1), (0, 2), (3, 2)])
    drawn = Counter(map(tuple, order.draw(np.random.default_rng(1), 20_000).tolist()))
    assert set(drawn) == set(wanted)
    expected = 20_000 / len(wanted)
    chi2 = sum((drawn[w] - expected) ** 2 / expected for w in wanted)
    assert chi2 < 2 * len(wanted)  # mean is the number of classes less one


def test_a_circle_is_refused() -> None:
    with pytest.raises(ConflictError, match="circle"):
        PartialOrder(3, [(0, 1), (1, 2), (2, 0)])


def test_an_order_with_too_many_extensions_is_drawn_by_the_chain_and_says_so() -> None:
    order = PartialOrder(25, [(0, later) for later in range(1, 25)])
    assert not order.exact
    with pytest.raises(LimitError, match="drawn, not counted"):
        order.count()
    small = order.draw(np.random.default_rng(0), 2)
    assert all(sorted(line) == list(range(25)) and line[0] == 0 for line in small.tolist())
    wide = PartialOrder(80, [(0, later) for later in range(1, 80)])
    with pytest.raises(LimitError, match="name more comparisons"):
        wide.draw(np.random.default_rng(0), 1)
    loose = PartialOrder(3000, [(0, 1)])
    assert loose.exact
    line = loose.draw(np.random.default_rng(0), 1)[0].tolist()
    assert line.index(0) < line.index(1)


def uncertain_conflict(seed: int) -> Conflict:
    """Two or three parties with statements of partly known order."""
    rng = random.Random(seed)
    sizes = rng.choice([[1, 1], [2, 1], [1, 1, 1], [2, 2]])
    ids = [f"o{k}" for k in range(sum(sizes))]
    makers, at = [], 0
    for i, size in enumerate(sizes):
        count = rng.randint(1, 4)
        statements = tuple(random_condition(rng, ids) for _ in range(count))
        before = tuple((a, b) for a in range(count) for b in range(a + 1, count) if rng.random() < 0.4)
        options = tuple(Option(name, name) for name in ids[at : at + size])
        at += size
        makers.append(DecisionMaker(f"p{i}", f"P{i}", options, Statements(statements, before)))
    return Conflict(tuple(makers))


def worlds(conflict: Conflict | GraphConflict) -> list[list[list[int]]]:
    """All combinations of admissible rankings, as payoff lists."""
    each = []
    for party, maker in enumerate(conflict.decision_makers):
        known = maker.preference
        if isinstance(known, Statements):
            lines = brute(len(known.statements), list(known.before or ()))
        else:
            assert isinstance(known, PartialRanking)
            lines = brute(conflict.size, [(a - 1, b - 1) for a, b in known.better])
        each.append([conflict.ranks(party, importance=line).tolist() for line in lines])
    return [list(world) for world in itertools.product(*each)]


@pytest.mark.parametrize("seed", range(60))
def test_comparisons_are_what_all_orders_agree_on(seed: int) -> None:
    conflict = uncertain_conflict(seed)
    for party, maker in enumerate(conflict.decision_makers):
        assert isinstance(maker.preference, Statements)
        relation = Relation(conflict, party)
        lines = brute(len(maker.preference.statements), list(maker.preference.before or ()))
        ranks = [conflict.ranks(party, importance=line) for line in lines]
        for a, b in itertools.product(range(conflict.size), repeat=2):
            signs = {int(np.sign(r[a] - r[b])) for r in ranks}
            wanted = {1: "better", -1: "worse", 0: "tied"}[signs.pop()] if len(signs) == 1 else "unknown"
            assert relation.compare(a, b) == wanted


@pytest.mark.parametrize("seed", range(60))
def test_shares_and_verdicts_are_those_of_all_admissible_rankings(seed: int) -> None:
    conflict = uncertain_conflict(seed)
    result = stability(conflict, concepts=["nash", "gmr", "smr", "seq"])
    if result.shares is None:
        return
    owned = [list(bits) for bits in conflict.bits]
    moves = option_moves(conflict.vectors.tolist(), owned, ["both"] * len(conflict.options))
    every = worlds(conflict)
    for concept in result.concepts:
        table = np.array(
            [
                [
                    [oracle_stable(Plain(conflict.size, moves, world), s, i, concept) for s in range(conflict.size)]
                    for i in range(len(moves))
                ]
                for world in every
            ]
        )
        for party in range(len(moves)):
            assert np.allclose(result.shares.share[concept][party], table[:, party].mean(axis=0))
            for s in range(conflict.size):
                column = table[:, party, s]
                wanted = "all" if column.all() else "some" if column.any() else "none"
                assert result.shares.verdict[concept][party][s] == wanted
        joint = table.all(axis=1)
        assert np.allclose(result.shares.equilibrium[concept], joint.mean(axis=0))
        for s in range(conflict.size):
            wanted = "all" if joint[:, s].all() else "some" if joint[:, s].any() else "none"
            assert result.shares.equilibrium_verdict[concept][s] == wanted
        assert result.shares.exact[concept]


def partial_graph(seed: int) -> GraphConflict:
    rng = random.Random(seed)
    graph, _ = random_graph(seed)
    size = min(graph.size, 4)
    makers = []
    for maker in graph.decision_makers[:2]:
        line = rng.sample(range(1, size + 1), size)
        pairs = tuple((a, b) for k, a in enumerate(line) for b in line[k + 1 :] if rng.random() < 0.5)
        makers.append(DecisionMaker(maker.id, maker.name, (), PartialRanking(pairs)))
    moves = tuple(tuple(p for p in pairs if max(p) <= size) for pairs in graph.moves[:2])
    return GraphConflict(tuple(makers), graph.states[:size], moves)


def li_oracle(graph: GraphConflict, s: int, i: int, concept: str, name: str) -> bool:
    """The definitions of Li, Hipel, Kilgour & Fang (2004) for two parties, on sets."""
    ranks = []
    for party in range(2):
        known = graph.decision_makers[party].preference
        assert isinstance(known, PartialRanking)
        ranks.append(
            [
                graph.ranks(party, importance=line)
                for line in brute(graph.size, [(a - 1, b - 1) for a, b in known.better])
            ]
        )

    def better(party: int, a: int, b: int) -> bool:
        return all(r[a] > r[b] for r in ranks[party])

    def unknown(party: int, a: int, b: int) -> bool:
        return a != b and not better(party, a, b) and not better(party, b, a)

    def reach(party: int, a: int) -> set[int]:
        return {y - 1 for x, y in graph.moves[party] if x - 1 == a and y != x}

    j = 1 - i
    tempts, deters = name in "ac", name in "cd"

    def sanction(t: int) -> bool:
        return not better(i, t, s) and (deters or not unknown(i, t, s))

    for s1 in reach(i, s):
        if not (better(i, s1, s) or (tempts and unknown(i, s1, s))):
            continue
        if concept == "nash":
            return False
        answers = reach(j, s1)
        if concept == "seq":
            answers = {t for t in answers if better(j, t, s1) or unknown(j, t, s1)}
        met = [t for t in answers if sanction(t) and (concept != "smr" or all(sanction(u) for u in reach(i, t)))]
        if not met:
            return False
    return True


@pytest.mark.parametrize("seed", range(60))
def test_the_four_extensions_are_their_definitions(seed: int) -> None:
    graph = partial_graph(seed)
    result = stability(graph)
    assert set(result.extensions) == (set() if graph.is_known else {"a", "b", "c", "d"})
    for name, answer in result.extensions.items():
        for concept, by_party in answer.items():
            for party, flags in enumerate(by_party):
                wanted = [li_oracle(graph, s, party, concept, name) for s in range(graph.size)]
                assert flags.tolist() == wanted, (name, concept, party)


@pytest.mark.parametrize("seed", range(60))
def test_the_bounds_are_bounds(seed: int) -> None:
    graph = partial_graph(seed)
    relations = [Relation(graph, party) for party in range(2)]
    arena = arena_of(graph, [relation.draw(np.random.default_rng(0), 1)[0] for relation in relations])
    play = Uncertain(arena, relations)
    moves = [{(a - 1, b - 1) for a, b in pairs} for pairs in graph.moves]
    for concept in ("nash", "gmr", "smr", "seq"):
        for party in range(2):
            least, most = (play.stable_for(party, concept, reading) for reading in (LEAST, MOST))
            for world in worlds(graph):
                flags = [oracle_stable(Plain(graph.size, moves, world), s, party, concept) for s in range(graph.size)]
                assert all(flag for flag, sure in zip(flags, least, strict=True) if sure)
                assert not any(flag for flag, possible in zip(flags, most, strict=True) if not possible)


def test_draws_are_seeded_and_say_so() -> None:
    ids = [f"o{k}" for k in range(4)]
    rng = random.Random(3)
    makers = tuple(
        DecisionMaker(
            f"p{i}",
            f"P{i}",
            tuple(Option(name, name) for name in ids[2 * i : 2 * i + 2]),
            Statements(tuple(random_condition(rng, ids) for _ in range(9)), ()),
        )
        for i in range(2)
    )
    first, again, other = (stability(Conflict(makers), draws=60, seed=seed) for seed in (5, 5, 6))
    assert first.to_dict() == again.to_dict()
    assert first.run.seed == 5
    assert not first.run.exact
    assert first.run.draws == 60
    assert other.run.seed == 6
    assert any("60 draws" in note for note in first.notes)
    assert first.shares is not None
    for concept in first.concepts:
        for share, said in zip(first.shares.share[concept], first.shares.verdict[concept], strict=True):
            for value, verdict in zip(share.tolist(), said, strict=True):
                assert (0 < value < 1) == (verdict == "some")


def test_the_readings_are_named_as_published() -> None:
    assert set(READINGS) == {"a", "b", "c", "d"}
    assert (READINGS["a"].tempts, READINGS["a"].deters) == (True, False)
    assert (READINGS["d"].tempts, READINGS["d"].deters) == (False, True)


def test_reasons_are_refused_where_preferences_are_open() -> None:
    result = stability(partial_graph(1))
    assert result.shares is not None
    with pytest.raises(ConflictError, match="fully known"):
        result.reason(1, "p0", "nash")
    assert result.sentences()
    assert "shares" in result.to_dict()
