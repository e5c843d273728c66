"""The way to a wished state: the fewest moves, and who has to move against its own short-term interest."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import Literal

from winset.analysis.stability.extensions import Uncertain

Interest = Literal["better", "worse", "tied", "unknown"]
AGAINST = ("worse", "tied")
MOST_SEEN = 200_000


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One move on the way: who, from where to where, and how the mover likes it by itself."""

    party: int
    start: int
    end: int
    interest: Interest


def route(
    play: Uncertain, start: int, goal: int, *, first: Literal["moves", "interest"]
) -> tuple[RouteStep, ...] | None:
    """Return a way by any legal moves, or None where there is none.

    Parameters
    ----------
    start, goal
        State numbers (from 1).
    first
        ``moves``: the fewest moves, and of those the fewest against the mover's interest. ``interest``: the fewest
        against the mover's interest, and of those the fewest moves. A move whose preference is unknown weighs between.
    """
    parent: dict[int, RouteStep] = {}
    done: set[int] = set()
    queue: list[tuple[int, int, int, RouteStep | None]] = [(0, 0, start, None)]
    while queue and len(done) < MOST_SEEN:
        one, two, at, step = heapq.heappop(queue)
        if at in done:
            continue
        done.add(at)
        if step is not None:
            parent[at] = step
        if at == goal:
            return _back(parent, start, goal)
        for party in range(len(play.relations)):
            better, unknown = play.versus(party, at - 1)
            for target in play.moves(party, at - 1):
                if target + 1 in done:
                    continue
                liked = bool(better[target])
                cost = 0 if liked else 1 if unknown[target] else 2
                weights = (1, cost) if first == "moves" else (cost, 1)
                interest = play.relations[party].compare(target, at - 1)
                heapq.heappush(
                    queue, (one + weights[0], two + weights[1], target + 1, _Step(party, at, target + 1, interest))
                )
    return None


class _Step(RouteStep):
    """A step that the queue can hold beside equals: order by mover and start."""

    __slots__ = ()

    def __lt__(self, other: RouteStep) -> bool:
        return (self.party, self.start) < (other.party, other.start)


def _back(parent: dict[int, RouteStep], start: int, goal: int) -> tuple[RouteStep, ...]:
    steps = []
    at = goal
    while at != start:
        step = parent[at]
        steps.append(RouteStep(step.party, step.start, step.end, step.interest))
        at = step.start
    return tuple(reversed(steps))
