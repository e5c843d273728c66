"""The outlook: improving moves, absorbing sets, ends of play, ways to a wished state."""

from __future__ import annotations

import itertools
import random
from collections import Counter

import numpy as np
import pytest

from tests.stability.oracle import Plain
from tests.stability.random_conflicts import random_graph, random_options
from winset.analysis.outlook import outlook
from winset.analysis.outlook.ends import ends_of
from winset.analysis.outlook.walk import closed_and_cycles
from winset.analysis.stability import conflict_from_dict, stability
from winset.analysis.stability.engine import arena_of
from winset.cases import load_case
from winset.core.errors import ConflictError


def case(name: str):  # type: ignore[no-untyped-def]
    return conflict_from_dict(load_case(name).conflict)


def improving(plain: Plain) -> dict[int, set[int]]:
    return {s: {t for i in range(len(plain.moves)) for t in plain.better(i, s)} for s in range(plain.size)}


def closure(arcs: dict[int, set[int]], start: int) -> set[int]:
    seen, todo = {start}, [start]
    while todo:
        for t in arcs[todo.pop()]:
            if t not in seen:
                seen.add(t)
                todo.append(t)
    return seen


@pytest.mark.parametrize("seed", range(80))
def test_walks_absorbing_sets_and_paths(seed: int) -> None:
    if seed % 2:
        conflict, plain, _ = random_options(seed)
    else:
        conflict, plain = random_graph(seed)  # type: ignore[assignment]
    start = random.Random(seed).randint(1, conflict.size)
    found = outlook(conflict, start=start)
    arcs = improving(plain)
    reached = closure(arcs, start - 1)
    assert {n - 1 for n in found.walk.distance} == reached
    assert {(m.party, m.start - 1, m.end - 1) for m in found.walk.moves} == {
        (i, s, t) for s in reached for i in range(len(plain.moves)) for t in plain.better(i, s)
    }
    closed = {frozenset(closure(arcs, s)) for s in reached}
    minimal = {c for c in closed if all(closure(arcs, s) == c for s in c)}
    assert {frozenset(n - 1 for n in states) for states in found.absorbing} == minimal
    held = stability(conflict)
    for number, path in found.paths.items():
        assert any(number in held.equilibria[concept] for concept in held.concepts)
        at = start
        for move in path:
            assert move.start == at
            assert move.end - 1 in plain.better(move.party, at - 1)
            at = move.end
        assert at == number
        assert len(path) == found.walk.distance[number]


def test_components_by_mutual_reach() -> None:
    rng = random.Random(0)
    for _ in range(200):
        n = rng.randint(1, 9)
        arcs = {s: {t for t in range(n) if rng.random() < 0.2} for s in range(n)}
        closed, cycles = closed_and_cycles(range(n), {s: sorted(t) for s, t in arcs.items()})
        reach = {s: closure(arcs, s) for s in range(n)}
        classes = {tuple(sorted(t for t in reach[s] if s in reach[t])) for s in range(n)}
        wanted = {c for c in classes if all(reach[s] <= set(c) for s in c)}
        assert set(closed) == wanted
        assert set(cycles) == {c for c in classes - wanted if len(c) > 1}


@pytest.mark.parametrize("rule", ["best", "any"])
@pytest.mark.parametrize("seed", range(12))
def test_shares_of_ends_agree_with_play(seed: int, rule: str) -> None:
    """Play the random order many times; the shares of the ends agree within four standard errors."""
    conflict, plain = random_graph(100 + seed)
    arena = arena_of(conflict)
    shares = ends_of(arena, 0, None, rule)  # type: ignore[arg-type]
    assert sum(shares.values()) == pytest.approx(1)
    rng = random.Random(seed)
    home = {place: places for places in shares for place in places}
    runs, counted = 1500, Counter[tuple[int, ...]]()
    for _ in range(runs):
        s = 0
        for _ in range(400):
            choices = []
            for i in range(len(plain.moves)):
                better = sorted(plain.better(i, s))
                if better and rule == "best":
                    top = max(plain.payoffs[i][t] for t in better)
                    better = [t for t in better if plain.payoffs[i][t] == top]
                if better:
                    choices.append(better)
            if not choices:
                break
            s = rng.choice(rng.choice(choices))
        assert s in home
        counted[home[s]] += 1
    for places, share in shares.items():
        assert counted[places] / runs == pytest.approx(
            share, abs=4 * np.sqrt(max(share * (1 - share), 1e-9) / runs) + 1e-9
        )


@pytest.mark.parametrize("seed", range(30))
def test_a_stated_order_is_played_turn_by_turn(seed: int) -> None:
    conflict, plain = random_graph(300 + seed)
    if len({len(set(p)) for p in plain.payoffs} | {plain.size}) != 1:
        return  # ties would need dice
    order = list(range(len(plain.moves)))
    shares = ends_of(arena_of(conflict), 0, order, "best")
    s, turn, seen = 0, 0, {}
    while (s, turn) not in seen:
        seen[(s, turn)] = len(seen)
        for passed in range(len(order)):
            i = order[(turn + passed) % len(order)]
            better = plain.better(i, s)
            if better:
                s, turn = max(better, key=lambda t: plain.payoffs[i][t]), (turn + passed + 1) % len(order)
                break
    cycle = [at for (at, _), k in seen.items() if k >= seen[(s, turn)]]
    assert shares == {tuple(sorted(set(cycle))): 1.0}


@pytest.mark.parametrize("seed", range(40))
def test_the_shortest_way_is_the_shortest_and_the_most_willing_of_those(seed: int) -> None:
    conflict, plain = random_graph(seed)
    arcs: dict[int, list[tuple[int, int]]] = {s: [] for s in range(plain.size)}
    for i, pairs in enumerate(plain.moves):
        for a, b in pairs:
            arcs[a].append((i, b))
    for goal in range(2, conflict.size + 1):
        routes = outlook(conflict, start=1, wished=goal).routes
        best: tuple[int, int] | None = None
        for length in range(1, plain.size):
            costs = [
                sum(plain.payoffs[i][b] <= plain.payoffs[i][a] for i, a, b in walk)
                for walk in _walks(arcs, 0, length)
                if walk[-1][2] == goal - 1
            ]
            if costs:
                best = (length, min(costs))
                break
        if best is None:
            assert not routes
            continue
        steps = routes[0]
        assert (len(steps), sum(s.interest in ("worse", "tied") for s in steps)) == best
        if len(routes) > 1:
            assert sum(s.interest in ("worse", "tied") for s in routes[1]) < best[1]


def _walks(arcs: dict[int, list[tuple[int, int]]], start: int, length: int) -> list[list[tuple[int, int, int]]]:
    """Simple walks of one length; short graphs only."""
    found: list[list[tuple[int, int, int]]] = [[]]
    for _ in range(length):
        found = [
            [*walk, (i, at, b)]
            for walk in found
            for at in [walk[-1][2] if walk else start]
            for i, b in arcs[at]
            if b not in {start, *(w[2] for w in walk)}
        ][:20_000]
    return found


def test_cuba_runs_in_a_cycle_or_comes_to_rest() -> None:
    found = outlook(case("cuba-1962-irreversible"))
    assert [m.end for m in found.open_moves] == [2, 3, 4]
    assert found.paths[6][-1].end == 6
    assert (6,) in found.absorbing
    said = " ".join(found.sentences())
    assert "3 improving moves lie open" in said
    assert "likel" not in said


def test_the_negotiations_order_must_name_every_party_once() -> None:
    conflict = case("elmira-1991")
    with pytest.raises(ConflictError, match="leaves out Uniroyal"):
        outlook(conflict, order=["ministry", "local_government"])
    with pytest.raises(ConflictError, match="twice"):
        outlook(conflict, order=["ministry", "ministry", "uniroyal"])
    with pytest.raises(ConflictError, match="unknown rule"):
        outlook(conflict, rule="worst")  # type: ignore[arg-type]
    found = outlook(conflict, order=["ministry", "uniroyal", "local_government"])
    assert found.order == ("Ministry", "Uniroyal", "Local government")
    assert sum(end.share for end in found.ends) == pytest.approx(1)


def test_without_a_start_nothing_is_guessed() -> None:
    conflict, _ = random_graph(1)
    with pytest.raises(ConflictError, match="--start"):
        outlook(conflict)


def test_a_cut_search_says_so() -> None:
    found = outlook(case("cuba-1962-irreversible"), most_states=2)
    assert not found.walk.complete
    assert not found.run.exact
    assert any("cut" in note for note in found.notes)


def test_unknown_preferences_give_shares_of_all_orders() -> None:
    conflict = conflict_from_dict(
        {
            "decision_makers": [
                {"id": "a", "options": [{"id": "x"}, {"id": "y"}], "preferences": [["x and not y", "y and not x"]]},
                {"id": "b", "options": [{"id": "z"}], "preferences": ["z"]},
            ],
            "status_quo": 1,
        }
    )
    found = outlook(conflict)
    ends = {end.states: (end.share, end.verdict) for end in found.ends}
    assert ends == {(6,): (pytest.approx(0.5), "some"), (7,): (pytest.approx(0.5), "some")}
    assert {m.certainty for m in found.open_moves} == {"all"}
    assert found.run.exact
    assert found.to_dict()["order"] == "random"
    assert list(itertools.chain(*(row["ends in"] for row in found.rows()))) == [6, 7]
