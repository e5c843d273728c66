"""Where play ends: parties improve one after another, in a stated order or in a random one.

At each step one party takes its best improvement (ties are split evenly), or with ``rule="any"`` each of its
improvements with the same share. In a random order every party that has an improvement is as likely as any other to be
the next; in a stated order the parties take turns, and one without an improvement passes. Play ends in a set of states
that no step leaves: a state at rest, or a cycle. For one ranking of each party the shares are solved exactly as
absorption shares of a finite Markov chain (Kemeny & Snell 1960, theorem 3.3.7); over all admissible preferences they
are averaged with the weights of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from winset.analysis.outlook.walk import closed_and_cycles
from winset.analysis.stability.arena import Arena
from winset.core.errors import LimitError

Rule = Literal["best", "any"]
Node = tuple[int, int]
MOST_NODES = 4000


def ends_of(arena: Arena, start: int, order: Sequence[int] | None, rule: Rule) -> dict[tuple[int, ...], float]:
    """Return for each set of places in which play may end its share; shares add up to 1.

    Parameters
    ----------
    start
        A place of the arena.
    order
        Parties in their turn, or None for a random order.

    Raises
    ------
    LimitError
        Where more than 4,000 situations can be reached.
    """
    chain = _chain(arena, start, order, rule)
    numbers = {node: number for number, node in enumerate(chain)}
    successors = {numbers[node]: [numbers[after] for after in following] for node, following in chain.items()}
    closed, _ = closed_and_cycles(range(len(numbers)), successors)
    nodes = list(chain)
    absorbing = {number for members in closed for number in members}
    transient = [number for number in range(len(nodes)) if number not in absorbing]
    row = {number: k for k, number in enumerate(transient)}
    found: dict[tuple[int, ...], float] = {}
    into = np.zeros((len(transient), len(closed)))
    within = np.eye(len(transient))
    home = {number: k for k, members in enumerate(closed) for number in members}
    for number in transient:
        for after, share in chain[nodes[number]].items():
            target = numbers[after]
            if target in row:
                within[row[number], row[target]] -= share
            else:
                into[row[number], home[target]] += share
    if 0 in row:
        solved = np.linalg.solve(within, into)[row[0]]
    else:
        solved = np.zeros(len(closed))
        solved[home[0]] = 1.0
    for members, share in zip(closed, solved.tolist(), strict=True):
        if share > 1e-12:
            places = tuple(sorted({nodes[number][0] for number in members}))
            found[places] = found.get(places, 0.0) + share
    total = sum(found.values())
    return {places: share / total for places, share in found.items()}


def _chain(arena: Arena, start: int, order: Sequence[int] | None, rule: Rule) -> dict[Node, dict[Node, float]]:
    chain: dict[Node, dict[Node, float]] = {}
    queue: list[Node] = [(start, 0)]
    for node in queue:
        if node in chain:
            continue
        if len(chain) >= MOST_NODES:
            raise LimitError(
                f"more than {MOST_NODES} situations can be reached; shares of where play ends are not computed: take "
                "fewer options, or ask for the paths alone"
            )
        chain[node] = _step(arena, node, order, rule)
        queue += chain[node]
    return chain


def _step(arena: Arena, node: Node, order: Sequence[int] | None, rule: Rule) -> dict[Node, float]:
    place, turn = node
    if order is None:
        choices = [targets for party in range(len(arena.ranks)) if len(targets := _choice(arena, party, place, rule))]
        if not choices:
            return {node: 1.0}
        found: dict[Node, float] = {}
        for targets in choices:
            for target in targets:
                found[(target, 0)] = found.get((target, 0), 0.0) + 1 / len(choices) / len(targets)
        return found
    for passed in range(len(order)):
        party = order[(turn + passed) % len(order)]
        targets = _choice(arena, party, place, rule)
        if targets:
            after = (turn + passed + 1) % len(order)
            return {(target, after): 1 / len(targets) for target in targets}
    return {node: 1.0}


def _choice(arena: Arena, party: int, place: int, rule: Rule) -> list[int]:
    """Return the improvements that a party may take here, each with the same share."""
    targets = arena.improvements(party, place)
    if rule == "best" and len(targets):
        ranks = arena.ranks[party][targets]
        targets = targets[ranks == ranks.max()]
    return [int(target) for target in targets]
