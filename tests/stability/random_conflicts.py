"""Random conflicts with a seed, in winset's form and in the oracle's."""

from __future__ import annotations

import random

from tests.stability.oracle import Plain, option_moves
from winset.analysis.stability.conflict import Conflict, DecisionMaker, GraphConflict, Option, Payoffs
from winset.negotiation.conditions import And, Condition, Name, Not, Or


def literal(name: str, yes: bool) -> Condition:
    return Name(name) if yes else Not(Name(name))


def random_condition(rng: random.Random, names: list[str]) -> Condition:
    parts = [literal(name, rng.random() < 0.5) for name in rng.sample(names, min(len(names), rng.choice([1, 2, 2, 3])))]
    if len(parts) == 1:
        return parts[0]
    return (And if rng.random() < 0.8 else Or)(tuple(parts))


def random_options(seed: int) -> tuple[Conflict, Plain, list[int]]:
    """An option-form conflict of 2–4 parties with ties, infeasible states, one-way options and misperceptions."""
    rng = random.Random(seed)
    count = rng.choice([2, 2, 3, 3, 4])
    sizes = [rng.choice([0, 1, 1, 2, 2] if count > 2 else [1, 2, 3]) for _ in range(count)]
    while sum(sizes) < 2:
        sizes[rng.randrange(count)] += 1
    names = [f"o{k}" for k in range(sum(sizes))]
    directions = [rng.choice(["both", "both", "both", "only_on", "only_off"]) for _ in names]
    if rng.random() < 0.3:
        directions = ["both"] * len(names)
    infeasible = tuple(random_condition(rng, names) for _ in range(rng.choice([0, 0, 1, 2, 3])))
    vectors = [
        v
        for v in range(1 << len(names))
        if not any(c.evaluate({n: bool(v >> k & 1) for k, n in enumerate(names)}) for c in infeasible)
    ]
    if not vectors:
        infeasible, vectors = (), list(range(1 << len(names)))
    levels = rng.choice([2, 3, 5, 2 * len(vectors)])
    payoffs = [[rng.randrange(levels) for _ in vectors] for _ in sizes]
    makers, owned, blind, at = [], [], [], 0
    for i, size in enumerate(sizes):
        own = list(range(at, at + size))
        at += size
        wrong = (random_condition(rng, names),) if rng.random() < 0.15 else ()
        blind.append(
            {
                a
                for a, v in enumerate(vectors)
                if any(c.evaluate({n: bool(v >> k & 1) for k, n in enumerate(names)}) for c in wrong)
            }
        )
        options = tuple(Option(names[k], names[k], directions[k]) for k in own)  # type: ignore[arg-type]
        makers.append(DecisionMaker(f"p{i}", f"Party {i}", options, Payoffs(tuple(payoffs[i])), wrong))
        owned.append(own)
    plain = Plain(len(vectors), option_moves(vectors, owned, directions, blind), payoffs)
    return Conflict(tuple(makers), infeasible), plain, vectors


def random_graph(seed: int) -> tuple[GraphConflict, Plain]:
    """An arbitrary move graph of 2–4 parties, moves not transitive, with ties."""
    rng = random.Random(seed)
    count, size = rng.choice([2, 3, 3, 4]), rng.randint(2, 9)
    density = rng.choice([0.1, 0.2, 0.35])
    moves = [
        {(a, b) for a in range(size) for b in range(size) if a != b and rng.random() < density} for _ in range(count)
    ]
    levels = rng.choice([2, 4, 2 * size])
    payoffs = [[rng.randrange(levels) for _ in range(size)] for _ in range(count)]
    makers = tuple(DecisionMaker(f"p{i}", f"Party {i}", (), Payoffs(tuple(payoffs[i]))) for i in range(count))
    conflict = GraphConflict(
        makers,
        tuple(f"s{k + 1}" for k in range(size)),
        tuple(tuple((a + 1, b + 1) for a, b in sorted(pairs)) for pairs in moves),
    )
    return conflict, Plain(size, moves, payoffs)
