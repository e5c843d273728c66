"""Conflicts and concessions against their definitions, by going through every package and every set of clauses."""

from __future__ import annotations

import itertools

import pytest

from tests.analysis.small import allowed, packages, random_negotiation
from winset.analysis.blockers import TIERS, Blockers, Clause, blockers
from winset.analysis.blockers.search import Clock, find_concessions, find_conflicts
from winset.analysis.blockers.solver import Encoding
from winset.negotiation.model import Negotiation

Sets = set[frozenset[int]]


def satisfied(n: Negotiation, clause: Clause, package: dict[str, str]) -> bool:
    if clause.kind == "reservation":
        u = n.utilities[clause.holder]
        assert clause.at_least is not None
        return sum(w * u.values[i][package[i]] for i, w in u.weights.items()) >= clause.at_least - 1e-9
    return any(package[i] != o for i, o in clause.if_) or any(package[i] == o for i, o in clause.any_of)


def minimal(sets: Sets) -> Sets:
    return {s for s in sets if not any(t < s for t in sets)}


def corrections(n: Negotiation, clauses: tuple[Clause, ...]) -> Sets:
    """Minimal sets of violated clauses over the packages that can be."""
    return minimal(
        {frozenset(k for k, c in enumerate(clauses) if not satisfied(n, c, p)) for p in packages(n) if allowed(n, p)}
    )


def hitting(sets: Sets, size: int) -> Sets:
    """Minimal sets that meet every one of `sets`, by trying all."""
    found: Sets = set()
    members = sorted(set().union(*sets)) if sets else []
    for k in range(size + 1):
        for combination in itertools.combinations(members, k):
            chosen = frozenset(combination)
            if all(chosen & s for s in sets) and not any(f <= chosen for f in found):
                found.add(chosen)
    return found


def product(result: Blockers) -> Sets:
    out: Sets = {frozenset()}
    for component in result.components:
        out = {a | b for a in out for b in component.concessions}
    return out


def check(n: Negotiation, result: Blockers) -> None:
    expected = corrections(n, result.clauses)
    assert result.complete
    assert product(result) == expected
    if not expected:
        assert result.impossible
        assert result.conflicts == ((),)
        assert result.concessions == ()
        return
    conflicts = {s for component in result.components for s in component.conflicts}
    if expected == {frozenset()}:
        assert conflicts == set()
        assert result.conflicts == ()
        assert result.concessions == ((),)
        return
    assert conflicts == hitting(expected, len(result.clauses)) if len(result.clauses) <= 12 else True
    # Duality, the other way round: concessions are the minimal hitting sets of the conflicts of their component.
    for component in result.blocked:
        assert set(component.concessions) == hitting(set(component.conflicts), len(component.clauses))
        sizes = [len(s) for s in component.concessions]
        assert sizes == sorted(sizes)
        for bridge in component.bridges:
            for package in bridge.packages:
                full = dict(package)
                broken = {k for k in component.clauses if not satisfied(n, result.clauses[k], _filled(n, full))}
                assert broken == set(bridge.crosses)


def _filled(n: Negotiation, package: dict[str, str]) -> dict[str, str]:
    return {i.id: i.options[0].id for i in n.issues} | package


@pytest.mark.parametrize("block", range(10))
def test_conflicts_and_concessions_are_those_of_the_definition(block: int) -> None:
    for seed in range(block * 100, block * 100 + 100):
        n = random_negotiation(seed, reservation=seed % 3 == 0)
        for tier in TIERS:
            check(n, blockers(n, tier=tier))
        if seed % 3 == 0:
            check(n, blockers(n, tier="red-lines", no_deal="stated"))


@pytest.mark.parametrize("seed", range(120))
def test_conflicts_are_all_found_where_only_one_concession_is_known(seed: int) -> None:
    n = random_negotiation(seed, reservation=seed % 2 == 0)
    result = blockers(n, tier="refusals")
    options = {i.id: [o.id for o in i.options] for i in n.issues}
    hard = [h for h in result.constraints if h.issues]
    if any(not c.issues and c.kind != "reservation" for c in result.clauses) or len(hard) < len(result.constraints):
        return
    encoding = Encoding(options, result.clauses, hard, n.utilities)
    clock = Clock(None)
    full = find_concessions(encoding, limit=1000, clock=clock)
    expected = find_conflicts(encoding, full, limit=1000, clock=clock, checks=0)
    assert expected.complete
    one = find_concessions(encoding, limit=1, clock=clock)
    found = find_conflicts(encoding, one, limit=1000, clock=clock, checks=10_000)
    assert found.complete
    assert set(found.sets) == set(expected.sets)
    # With no check left the rest comes by shrinking: each is irreducible, and none below the bound is missing.
    short = find_conflicts(encoding, one, limit=1000, clock=clock, checks=0)
    assert set(short.sets) <= set(expected.sets)
    if not short.complete:
        assert {s for s in expected.sets if len(s) < short.below} <= set(short.sets)
