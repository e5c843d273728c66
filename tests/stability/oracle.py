"""The stability concepts straight from their definitions, by brute force: slow, plain, and nothing shared with winset.

A conflict is a number of states, for each party a set of moves (pairs of states from 0), and for each party a list of
payoffs. For SIM, which is defined on options only, a state is a vector of bits.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product


@dataclass
class Plain:
    """A conflict as sets: `moves[i]` the pairs of states that party i can move between."""

    size: int
    moves: list[set[tuple[int, int]]]
    payoffs: list[list[int]]
    reach: list[dict[int, set[int]]] = field(init=False)

    def __post_init__(self) -> None:
        self.reach = [{s: set() for s in range(self.size)} for _ in self.moves]
        for i, pairs in enumerate(self.moves):
            for a, b in pairs:
                if a != b:
                    self.reach[i][a].add(b)

    def better(self, i: int, s: int) -> set[int]:
        return {t for t in self.reach[i][s] if self.payoffs[i][t] > self.payoffs[i][s]}

    def sequences(self, parties: list[int], start: int, improving: bool) -> set[int]:
        """All ends of legal sequences: each step by a party other than the one that moved just before."""
        ends: set[int] = set()
        seen = {(start, None)}
        todo: list[tuple[int, int | None]] = [(start, None)]
        while todo:
            s, last = todo.pop()
            for j in parties:
                if j == last:
                    continue
                for t in self.better(j, s) if improving else self.reach[j][s]:
                    ends.add(t)
                    if (t, j) not in seen:
                        seen.add((t, j))
                        todo.append((t, j))
        return ends


def stable(c: Plain, s: int, i: int, concept: str) -> bool:
    if concept == "nash":
        return not c.better(i, s)
    p = c.payoffs[i]
    others = [j for j in range(len(c.moves)) if j != i]
    for s1 in c.better(i, s):
        sanctioned = False
        for s2 in c.sequences(others, s1, concept == "seq"):
            if p[s2] > p[s]:
                continue
            if concept == "smr" and any(p[s3] > p[s] for s3 in c.reach[i][s2]):
                continue
            sanctioned = True
        if not sanctioned:
            return False
    return True


def coalition_stable(c: Plain, s: int, members: list[int], concept: str) -> bool:
    def all_better(t: int) -> bool:
        return all(c.payoffs[i][t] > c.payoffs[i][s] for i in members)

    others = [j for j in range(len(c.moves)) if j not in members]
    for s1 in c.sequences(members, s, False):
        if not all_better(s1):
            continue
        if concept == "nash":
            return False
        sanctioned = False
        for s2 in c.sequences(others, s1, concept == "seq"):
            if all_better(s2):
                continue
            if concept == "smr" and any(all_better(s3) for s3 in c.sequences(members, s2, False)):
                continue
            sanctioned = True
        if not sanctioned:
            return False
    return True


def sim_stable(c: Plain, vectors: list[int], s: int, i: int) -> bool:
    """While i takes an improvement, each opponent stays or takes an improvement of its own from s; changes add up."""
    number = {v: k for k, v in enumerate(vectors)}
    p = c.payoffs[i]
    others = [j for j in range(len(c.moves)) if j != i]
    changes = [[0] + [vectors[t] ^ vectors[s] for t in c.better(j, s)] for j in others]
    for s1 in c.better(i, s):
        sanctioned = False
        for combination in product(*changes):
            v = vectors[s1]
            for change in combination:
                v ^= change
            if v in number and p[number[v]] <= p[s]:
                sanctioned = True
        if not sanctioned:
            return False
    return True


def option_moves(
    vectors: list[int], owned: list[list[int]], directions: list[str], blind: list[set[int]] | None = None
) -> list[set[tuple[int, int]]]:
    """The moves of each party between feasible vectors, one joint jump, by the definition."""
    found = []
    for i, own in enumerate(owned):
        mask = sum(1 << b for b in own)
        pairs = set()
        for a, v in enumerate(vectors):
            for b, w in enumerate(vectors):
                changed = v ^ w
                if not changed or changed & ~mask:
                    continue
                if any(
                    (directions[k] == "only_on" and v >> k & 1) or (directions[k] == "only_off" and not v >> k & 1)
                    for k in own
                    if changed >> k & 1
                ):
                    continue
                if blind and (a in blind[i] or b in blind[i]):
                    continue
                pairs.add((a, b))
        found.append(pairs)
    return found
