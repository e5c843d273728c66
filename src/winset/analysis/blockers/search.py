"""Irreducible conflicts, smallest concessions and bridges of one group of tied issues, smallest first, with limits.

Sources: Reiter 1987 (conflicts and corrections are minimal hitting sets of each other); Liffiton & Sakallah 2008;
Ignatiev, Previti, Liffiton & Marques-Silva 2015 (smallest conflicts by implicit hitting sets); Liffiton, Previti,
Malik & Marques-Silva 2016 (growing and shrinking, MARCO).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pysat.examples.hitman import Hitman

from winset.analysis.blockers.solver import Encoding, Oracle, concessions

Sets = tuple[frozenset[int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Sets of clauses found, smallest first, and how far that is proved.

    Parameters
    ----------
    sets
        Minimal sets of clause numbers.
    complete
        Whether these are all.
    below
        Every minimal set with fewer clauses than this is among them.
    """

    sets: Sets
    complete: bool
    below: int


@dataclass(frozen=True, slots=True)
class Bridge:
    """Packages that cross exactly the lines of one minimal set.

    Parameters
    ----------
    crosses
        Clause numbers.
    packages
        Options of the component's issues, by issue; `more` says that there are others.
    """

    crosses: tuple[int, ...]
    packages: tuple[tuple[tuple[str, str], ...], ...]
    more: bool


class Clock:
    """Says when the time that was allowed is over; never, where none was set."""

    def __init__(self, seconds: float | None, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._end = None if seconds is None else now() + seconds

    def over(self) -> bool:
        """Whether the time is over."""
        return self._end is not None and self._now() >= self._end


def ordered(sets: Iterable[frozenset[int]]) -> Sets:
    """Return sets by size, then by their members: an order that owes nothing to the solver."""
    return tuple(sorted(sets, key=lambda s: (len(s), sorted(s))))


def find_concessions(encoding: Encoding, *, limit: int, clock: Clock) -> Found:
    """Return up to `limit` minimal correction sets; none and complete where the hard part is contradictory."""
    found: list[frozenset[int]] = []
    size = 0
    for off in concessions(encoding):
        size = len(off)
        if len(found) >= limit or clock.over():
            return Found(ordered(found), complete=False, below=size)
        found.append(off)
    return Found(ordered(found), complete=True, below=len(encoding.clauses) + 1)


def find_conflicts(encoding: Encoding, corrections: Found, *, limit: int, clock: Clock, checks: int) -> Found:
    """Return up to `limit` irreducible conflicts, given the corrections found before.

    A smallest set that hits all known corrections, and contains no conflict found before, is an irreducible conflict
    if it cannot hold; if it can, its complement yields a correction not yet known. Where all corrections are known
    none of this need be checked. After `checks` checks the rest is found by shrinking, minimal but in no proved order.
    """
    beyond = len(encoding.clauses) + 1
    if corrections.complete and not corrections.sets:
        return Found((frozenset(),), complete=True, below=beyond)
    if corrections.sets[:1] == (frozenset(),):
        return Found((), complete=True, below=beyond)
    found: list[frozenset[int]] = []
    with Oracle(encoding) as oracle, Hitman(bootstrap_with=[sorted(c) for c in corrections.sets]) as hitman:
        size = 0
        while (hit := hitman.get()) is not None:
            candidate = frozenset(hit)
            size = len(candidate)
            if len(found) >= limit or clock.over():
                return Found(ordered(found), complete=False, below=size)
            if not corrections.complete:
                package = oracle.package(candidate)
                if package is not None:
                    checks -= 1
                    if checks < 0:
                        more = _shrunk(encoding, oracle, found, limit=limit, clock=clock)
                        return Found(ordered({*found, *more}), complete=False, below=size)
                    hitman.hit(sorted(grow(encoding, oracle, candidate, package)))
                    continue
            found.append(candidate)
            hitman.block(sorted(candidate))
    return Found(ordered(found), complete=True, below=beyond)


def grow(encoding: Encoding, oracle: Oracle, on: frozenset[int], package: dict[str, str]) -> frozenset[int]:
    """Return a minimal correction set outside `on`: grow what a package satisfies to a maximal set."""
    everything = frozenset(range(len(encoding.clauses)))
    open_ = oracle.violated(package)
    fixed = everything - open_
    for k in sorted(open_):
        if k in fixed:
            continue
        better = oracle.package(fixed | {k})
        if better is not None:
            fixed = everything - oracle.violated(better)
    return everything - fixed


def shrink(oracle: Oracle, clauses: frozenset[int]) -> frozenset[int]:
    """Return an irreducible conflict within clauses that cannot hold together, by deletion."""
    kept = set(clauses)
    for k in sorted(clauses):
        if oracle.package(kept - {k}) is None:
            kept.discard(k)
    return frozenset(kept)


def _shrunk(
    encoding: Encoding, oracle: Oracle, known: list[frozenset[int]], *, limit: int, clock: Clock
) -> list[frozenset[int]]:
    """Return further conflicts by dropping one clause of each known one and shrinking what is left."""
    everything = frozenset(range(len(encoding.clauses)))
    found: list[frozenset[int]] = []
    queue: list[frozenset[int]] = [frozenset(c) for c in known] or [frozenset()]
    seen = set(known)
    while queue and len(known) + len(found) < limit and not clock.over():
        conflict = queue.pop(0)
        for k in sorted(conflict) or [-1]:
            rest = everything - {k}
            if oracle.package(rest) is not None:
                continue
            new = shrink(oracle, rest)
            if new not in seen:
                seen.add(new)
                found.append(new)
                queue.append(new)
            if len(known) + len(found) >= limit or clock.over():
                break
    return found


def find_bridges(encoding: Encoding, corrections: Found, *, limit: int) -> tuple[Bridge, ...]:
    """Return for every correction up to `limit` packages that cross exactly its lines."""
    everything = frozenset(range(len(encoding.clauses)))
    bridges = []
    with Oracle(encoding) as oracle:
        for crosses in corrections.sets:
            if not crosses:
                continue
            packages: list[tuple[tuple[str, str], ...]] = []
            more = False
            for package in oracle.packages(everything - crosses):
                if len(packages) == limit:
                    more = True
                    break
                packages.append(tuple(package.items()))
            bridges.append(Bridge(tuple(sorted(crosses)), tuple(sorted(packages)), more))
    return tuple(bridges)
