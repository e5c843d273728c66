"""The graph of improving moves from one state: what lies open, where it comes to rest, what runs in circles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from winset.analysis.stability.extensions import Uncertain

Certainty = Literal["all", "some"]


@dataclass(frozen=True, slots=True)
class Improvement:
    """One move that its mover prefers: in all admissible preferences, or in some.

    Parameters
    ----------
    party
        Place of the mover (from 0).
    start, end
        Numbers of the states (from 1).
    """

    party: int
    start: int
    end: int
    certainty: Certainty


@dataclass(frozen=True)
class Walk:
    """What improving moves reach from a state.

    Parameters
    ----------
    moves
        All improving moves between reached states, in the order in which they were found.
    distance
        For each reached state (number) the fewest improving moves to it.
    complete
        False where the search was cut at the most states allowed.
    """

    moves: tuple[Improvement, ...]
    distance: Mapping[int, int]
    complete: bool


def walk_from(play: Uncertain, start: int, *, most: int) -> Walk:
    """Return what improving moves reach from state number `start`, breadth first."""
    distance = {start: 0}
    moves: list[Improvement] = []
    queue = [start]
    complete = True
    for number in queue:
        for party in range(len(play.relations)):
            better, unknown = play.versus(party, number - 1)
            for target in play.moves(party, number - 1):
                if not (better[target] or unknown[target]):
                    continue
                if target + 1 not in distance:
                    if len(distance) >= most:
                        complete = False
                        continue
                    distance[target + 1] = distance[number] + 1
                    queue.append(target + 1)
                moves.append(Improvement(party, number, target + 1, "all" if better[target] else "some"))
    return Walk(tuple(moves), distance, complete)


def components(nodes: Sequence[int], successors: Mapping[int, Sequence[int]]) -> list[tuple[int, ...]]:
    """Return the strongly connected components, each sorted (Tarjan 1972, without recursion)."""
    index: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    on_stack: set[int] = set()
    found: list[tuple[int, ...]] = []
    for root in nodes:
        if root in index:
            continue
        work: list[tuple[int, int]] = [(root, 0)]
        while work:
            node, child = work.pop()
            if child == 0:
                index[node] = low[node] = len(index)
                stack.append(node)
                on_stack.add(node)
            following = successors.get(node, ())
            for place in range(child, len(following)):
                target = following[place]
                if target not in index:
                    work.append((node, place + 1))
                    work.append((target, 0))
                    break
                if target in on_stack:
                    low[node] = min(low[node], index[target])
            else:
                if low[node] == index[node]:
                    members = []
                    while True:
                        last = stack.pop()
                        on_stack.discard(last)
                        members.append(last)
                        if last == node:
                            break
                    found.append(tuple(sorted(members)))
                if work:
                    parent = work[-1][0]
                    low[parent] = min(low[parent], low[node])
    return found


def closed_and_cycles(
    nodes: Sequence[int], successors: Mapping[int, Sequence[int]]
) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    """Return the absorbing sets (no move leads out), and the cycles that can be left; each sorted."""
    closed, open_ = [], []
    for component in components(nodes, successors):
        inside = set(component)
        if all(target in inside for node in component for target in successors.get(node, ())):
            closed.append(component)
        elif len(component) > 1:
            open_.append(component)
    return sorted(closed), sorted(open_)


def shortest_path(walk: Walk, start: int, goal: int) -> tuple[Improvement, ...]:
    """Return a shortest way of improving moves from `start` to `goal`; the surest of the shortest ones."""
    into: dict[int, list[Improvement]] = {}
    for move in walk.moves:
        into.setdefault(move.end, []).append(move)
    steps: list[Improvement] = []
    at = goal
    while at != start:
        before = [m for m in into[at] if walk.distance[m.start] == walk.distance[at] - 1]
        step = min(before, key=lambda m: (m.certainty == "some", m.party, m.start))
        steps.append(step)
        at = step.start
    return tuple(reversed(steps))
