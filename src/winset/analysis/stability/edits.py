"""The fewest changes of a party's prioritised statements that make a wished state stable for it.

One change is one of: drop a statement, turn it into its opposite, move it to another place, or put a new statement
"this option is taken" or "is not taken" at any place. All sequences of up to a stated number of changes are searched,
breadth first, so that what is found is the fewest, and that nothing is found means that nothing is there in that range.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from winset.analysis.stability.conflict import Conflict
from winset.analysis.stability.inverse import Needs
from winset.analysis.stability.preference import Bools, Statements
from winset.negotiation.conditions import Condition, Name, Not

MOST_VARIANTS = 300_000
Line = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a list of statements, in words and as the list that comes of it."""

    says: str
    after: tuple[Condition, ...]


@dataclass(frozen=True)
class Edits:
    """What the search found.

    Parameters
    ----------
    fewest
        The fewest changes that do, or None where none of the range does.
    ways
        The ways with so many changes: each a tuple of edits, one after the other; different ways may make one list.
    lists
        How many different lists of statements these ways make.
    searched
        How many different lists were looked at.
    most_changes
        The range: up to so many changes.
    complete
        False where the range was too large and was cut after a number of changes; `fewest` is then proved only as far
        as `most_changes` says.
    """

    fewest: int | None
    ways: tuple[tuple[Edit, ...], ...]
    lists: int
    searched: int
    most_changes: int
    complete: bool = True


class _Pool:
    """Statements by number: those of the party, their opposites, and one for each option and its opposite."""

    def __init__(self, conflict: Conflict, known: Statements, state: int) -> None:
        self.conditions: list[Condition] = []
        self.known = tuple(self.put(statement) for statement in known.statements)
        self.opposites = {number: self.put(_opposite(self.conditions[number])) for number in dict.fromkeys(self.known)}
        self.new = [self.put(c) for option in conflict.options for c in (Name(option.id), Not(Name(option.id)))]
        for number in list(self.opposites.values()):
            self.opposites.setdefault(number, self.put(_opposite(self.conditions[number])))
        for number in self.new:
            self.opposites.setdefault(number, self.put(_opposite(self.conditions[number])))
        self.up: list[int] = []
        self.down: list[int] = []
        for condition in self.conditions:
            column = conflict.satisfied(condition)
            here = bool(column[state])
            self.up.append(0 if here else _mask(column))
            self.down.append(_mask(~column) if here else 0)
        self.everything = (1 << conflict.size) - 1

    def put(self, condition: Condition) -> int:
        if condition not in self.conditions:
            self.conditions.append(condition)
        return self.conditions.index(condition)

    def better(self, line: Line) -> int:
        """Return the mask of states that beat the wished one under this list."""
        found, open_ = 0, self.everything
        for number in line:
            found |= open_ & self.up[number]
            open_ &= ~(self.up[number] | self.down[number])
        return found

    def listed(self, line: Line) -> tuple[Condition, ...]:
        return tuple(self.conditions[number] for number in line)

    def after_one(self, line: Line) -> Iterator[tuple[str, Line]]:
        for place, number in enumerate(line):
            says, rest = self.conditions[number], line[:place] + line[place + 1 :]
            yield f"drop ‹{says}›", rest
            turned = self.opposites.get(number)
            if turned is not None:
                yield f"turn ‹{says}› into ‹{self.conditions[turned]}›", (*line[:place], turned, *line[place + 1 :])
            for to in range(len(line)):
                if to != place:
                    yield f"move ‹{says}› from place {place + 1} to {to + 1}", (*rest[:to], number, *rest[to:])
        for number in self.new:
            if number not in line:
                for to in range(len(line) + 1):
                    yield f"put ‹{self.conditions[number]}› at place {to + 1}", (*line[:to], number, *line[to:])


class Variants:
    """All lists of statements within a number of changes of a party's own, found once and asked for every concept.

    Parameters
    ----------
    known
        The party's statements, in their known order.
    state
        The wished state (from 0).
    """

    def __init__(self, conflict: Conflict, known: Statements, state: int) -> None:
        self.pool = _Pool(conflict, known, state)
        start: Line = self.pool.known
        self.ways: dict[Line, tuple[tuple[str, Line], ...]] = {start: ()}
        # For each number of changes the lists that need so many, with the mask of states that beat the wished one.
        self.layers: list[list[tuple[Line, int]]] = [[(start, self.pool.better(start))]]
        self.full = False

    def layer(self, changes: int) -> list[tuple[Line, int]] | None:
        """Return the lists that need exactly so many changes, or None where there are too many to find them all."""
        while len(self.layers) <= changes and not self.full:
            following: list[tuple[Line, int]] = []
            for line, _ in self.layers[-1]:
                for says, after in self.pool.after_one(line):
                    if after in self.ways:
                        continue
                    if len(self.ways) >= MOST_VARIANTS:
                        self.full = True
                        return None
                    self.ways[after] = (*self.ways[line], (says, after))
                    following.append((after, self.pool.better(after)))
            self.layers.append(following)
        return self.layers[changes] if changes < len(self.layers) else None

    def fewest(self, needs: Needs, *, most_changes: int = 2, most_ways: int = 20) -> Edits:
        """Return the fewest changes that make the wished state stable.

        Parameters
        ----------
        needs
            What stability needs, from `inverse.needs_of`.
        most_changes
            The range searched.
        most_ways
            How many ways are written out; all are counted.
        """
        verdicts: dict[int, bool] = {}
        searched = 0
        for changes in range(most_changes + 1):
            lines = self.layer(changes)
            if lines is None:
                return Edits(None, (), 0, searched, changes - 1, False)
            searched += len(lines)
            for _, better in lines:
                if better not in verdicts:
                    verdicts[better] = needs.stable(better)
            good = [line for line, better in lines if verdicts[better]]
            if good:
                ways = tuple(
                    tuple(Edit(says, self.pool.listed(after)) for says, after in self.ways[line])
                    for line in good[:most_ways]
                )
                return Edits(changes, ways, len(good), searched, most_changes)
        return Edits(None, (), 0, searched, most_changes)


def _opposite(condition: Condition) -> Condition:
    return condition.part if isinstance(condition, Not) else Not(condition)


def _mask(column: Bools) -> int:
    return int.from_bytes(np.packbits(column, bitorder="little").tobytes(), "little")
