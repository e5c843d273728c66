"""A conflict: decision makers, what each can do, and what each prefers (Fang, Hipel & Kilgour 1993).

Two forms. `Conflict` is the option form: a state is a yes or no for every option, and a party moves by changing any of
its own options in one joint jump, so that the vectors on the way need not be feasible. `GraphConflict` is an arbitrary
move graph: states by name, and for each party the moves that it can make. Parties are kept in the order given; their
options follow one another in that order. States are numbered from 1: feasible vectors in ascending order of
``Σ 2^k`` over the options at yes, the first option counting 2⁰.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from winset.analysis.stability.preference import (
    INDIFFERENT,
    Bools,
    PartialRanking,
    Payoffs,
    Preference,
    Ranking,
    Ranks,
    Statements,
    dense,
    from_tiers,
    lexicographic,
)
from winset.core.errors import ConflictError, LimitError
from winset.core.ids import listing, unknown
from winset.core.results import sha256_of
from winset.negotiation.conditions import Condition

Direction = Literal["both", "only_on", "only_off"]
MOST_OPTIONS = 24
MOST_COMPARED = 4096

__all__ = [
    "INDIFFERENT",
    "MOST_OPTIONS",
    "AnyConflict",
    "Conflict",
    "DecisionMaker",
    "Direction",
    "GraphConflict",
    "Option",
    "PartialRanking",
    "Payoffs",
    "Preference",
    "Ranking",
    "Statements",
]


@dataclass(frozen=True, slots=True)
class Option:
    """Something a party can do or not do.

    Parameters
    ----------
    id
        Unique in its conflict; the name that statements use.
    name
        As shown; need not be unique.
    direction
        ``only_on``: once yes, it stays yes; ``only_off``: once no, it stays no.
    """

    id: str
    name: str
    direction: Direction = "both"


@dataclass(frozen=True)
class DecisionMaker:
    """A party that can act, with its options (option form), its preferences and the states that it misperceives.

    A party can neither leave nor enter a state that it misperceives; sanctions into such states count.
    """

    id: str
    name: str
    options: tuple[Option, ...] = ()
    preference: Preference = INDIFFERENT
    misperceived: tuple[Condition, ...] = ()


class _Shared:
    """What both forms of a conflict have in common."""

    decision_makers: tuple[DecisionMaker, ...]
    coalitions: tuple[tuple[int, ...], ...]
    status_quo: int | None

    @property
    def size(self) -> int:
        """Number of feasible states."""
        raise NotImplementedError

    def label(self, number: int) -> str:
        """Return the label of a state by its number (from 1)."""
        raise NotImplementedError

    def satisfied(self, condition: Condition) -> Bools:
        """Return which states satisfy a condition; shape ``(size,)``."""
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """Return the conflict as JSON-ready values (see `winset.analysis.stability.plain`)."""
        from winset.analysis.stability.plain import conflict_to_dict

        assert isinstance(self, (Conflict, GraphConflict))
        return conflict_to_dict(self)

    @property
    def sha256(self) -> str:
        """Hash of the conflict in canonical form."""
        return sha256_of(self.to_dict())

    def party(self, wanted: str) -> int:
        """Return the place (from 0) of a party by id or name.

        Raises
        ------
        ConflictError
            Where there is none, with the nearest name.
        """
        for place, maker in enumerate(self.decision_makers):
            if wanted in (maker.id, maker.name):
                return place
        raise ConflictError(unknown("party", wanted, [maker.id for maker in self.decision_makers]))

    def number(self, wanted: str | int) -> int:
        """Return a state's number from its number, its label, or the ids of its options at yes (``a+b``).

        Raises
        ------
        ConflictError
            Where there is no such state, or it is infeasible.
        """
        raise NotImplementedError

    def ranks(self, party: int, *, importance: Sequence[int] | None = None) -> Ranks:
        """Return the dense ranks of all states for one party, 0 the worst; shape ``(size,)``.

        Parameters
        ----------
        party
            Place from 0.
        importance
            An order of the places of its statements; None where the order is known.

        Raises
        ------
        ConflictError
            Where the preference is only partly known and no order was given.
        """
        maker = self.decision_makers[party]
        known = maker.preference
        if isinstance(known, Statements):
            if importance is None:
                if not known.is_known:
                    raise ConflictError(f"the order of {maker.name}'s statements is not fully known")
                importance = known.order.first_extension()
            columns = [self.satisfied(statement) for statement in known.statements]
            return lexicographic(lambda place: columns[place], importance, self.size)
        if isinstance(known, Ranking):
            return from_tiers(known.tiers, self.size)
        if isinstance(known, Payoffs):
            return dense(np.asarray(known.values))
        if importance is None:
            raise ConflictError(f"{maker.name}'s ranking of the states is not fully known")
        ranks = np.empty(self.size, dtype=np.int32)
        ranks[list(importance)] = np.arange(self.size - 1, -1, -1, dtype=np.int32)
        return ranks

    @property
    def is_known(self) -> bool:
        """Whether every party's preferences are fully known."""
        return all(maker.preference.is_known for maker in self.decision_makers)

    def _check_parties(self) -> None:
        ids = [maker.id for maker in self.decision_makers]
        if not ids:
            raise ConflictError("a conflict needs at least one decision maker")
        for name in sorted({name for name in ids if ids.count(name) > 1}):
            raise ConflictError(f"two decision makers have the id {name!r}; ids must differ")
        taken: dict[int, tuple[int, ...]] = {}
        for coalition in self.coalitions:
            for member in coalition:
                if not 0 <= member < len(ids):
                    raise ConflictError(f"a coalition names decision maker {member + 1}; there are {len(ids)}")
                if member in taken:
                    raise ConflictError(f"decision maker {ids[member]!r} is in two coalitions; it may be in one only")
                taken[member] = coalition

    def _check_preferences(self) -> None:
        size = self.size
        for maker in self.decision_makers:
            known = maker.preference
            if isinstance(known, Ranking):
                _check_ranking(maker.name, known, size)
            elif isinstance(known, Payoffs):
                if len(known.values) != size:
                    raise ConflictError(f"{maker.name} has {len(known.values)} payoffs; there are {size} states")
                if not all(np.isfinite(known.values)):
                    raise ConflictError(f"a payoff of {maker.name} is not a finite number")
            elif isinstance(known, PartialRanking):
                for number in sorted({number for pair in known.better for number in pair}):
                    if not 1 <= number <= size:
                        raise ConflictError(f"{maker.name} compares state {number}; states run from 1 to {size}")
                if known.better and size > MOST_COMPARED:
                    raise LimitError(
                        f"known comparisons are taken up to {MOST_COMPARED} states; there are {size}: use statements"
                    )
        if self.status_quo is not None and not 1 <= self.status_quo <= size:
            raise ConflictError(f"the status quo is state {self.status_quo}; states run from 1 to {size}")


@dataclass(frozen=True)
class Conflict(_Shared):
    """A conflict in option form.

    Parameters
    ----------
    decision_makers
        With their options; an option belongs to one of them.
    infeasible
        A state that satisfies any of these conditions cannot be.
    coalitions
        Places (from 0) of parties that act together; each party in at most one.
    status_quo
        Number of the state that holds today, or None.
    notes
        What was assumed in building the conflict; shown with every answer.

    Raises
    ------
    ConflictError
        Where it is no conflict: no feasible state, an option twice, an unknown option in a condition, a ranking that
        leaves out a state or names one twice, a party in two coalitions.
    """

    decision_makers: tuple[DecisionMaker, ...]
    infeasible: tuple[Condition, ...] = ()
    coalitions: tuple[tuple[int, ...], ...] = ()
    status_quo: int | None = None
    title: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._check_parties()
        ids = [option.id for option in self.options]
        for name in sorted({name for name in ids if ids.count(name) > 1}):
            raise ConflictError(f"the option {name!r} is there twice; an option belongs to one decision maker")
        if len(ids) > MOST_OPTIONS:
            raise LimitError(
                f"{len(ids)} options make 2^{len(ids)} states; an analysis would need about "
                f"{(20 + len(self.decision_makers)) << (len(ids) - 18)} MB. At most {MOST_OPTIONS} options are taken: "
                "leave out options that no question depends on, or write the states that can be as a move graph"
            )
        for condition in self.conditions():
            for name in condition.names():
                if name not in ids:
                    raise ConflictError(f"in {str(condition)!r}: {unknown('option', name, ids)}")
        if self.size == 0:
            raise ConflictError("no state is feasible: the infeasible conditions exclude every one; take one out")
        self._check_preferences()

    def conditions(self) -> list[Condition]:
        """Return every condition that the conflict uses."""
        found = list(self.infeasible)
        for maker in self.decision_makers:
            found += maker.misperceived
            if isinstance(maker.preference, Statements):
                found += maker.preference.statements
        return found

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """All options, party by party."""
        return tuple(option for maker in self.decision_makers for option in maker.options)

    @cached_property
    def bits(self) -> tuple[range, ...]:
        """The places of each party's options among all options."""
        found, at = [], 0
        for maker in self.decision_makers:
            found.append(range(at, at + len(maker.options)))
            at += len(maker.options)
        return tuple(found)

    @cached_property
    def vectors(self) -> NDArray[np.int32]:
        """The feasible vectors in ascending order, as numbers ``Σ 2^k``; shape ``(size,)``."""
        every = np.arange(1 << len(self.options), dtype=np.int32)
        if not self.infeasible:
            return every
        columns = _Columns(self.options, every)
        bad = np.zeros(every.shape, dtype=np.bool_)
        for condition in self.infeasible:
            bad |= condition.evaluate(columns)
        return every[~bad]

    @property
    def size(self) -> int:
        """Number of feasible states."""
        return len(self.vectors)

    def satisfied(self, condition: Condition) -> Bools:
        """Return which states satisfy a condition; shape ``(size,)``."""
        return np.asarray(condition.evaluate(_Columns(self.options, self.vectors)), dtype=np.bool_)

    def vector(self, number: int) -> int:
        """Return the vector of a state as the number ``Σ 2^k``."""
        return int(self.vectors[number - 1])

    def label(self, number: int) -> str:
        """Return the state as ``YNN…``, one letter an option."""
        vector = self.vector(number)
        return "".join("Y" if vector >> bit & 1 else "N" for bit in range(len(self.options)))

    def taken(self, number: int) -> tuple[Option, ...]:
        """Return the options at yes in a state."""
        vector = self.vector(number)
        return tuple(option for bit, option in enumerate(self.options) if vector >> bit & 1)

    def at(self, vector: int) -> int | None:
        """Return the number of a vector, or None where it is infeasible."""
        place = int(np.searchsorted(self.vectors, vector))
        return place + 1 if place < self.size and int(self.vectors[place]) == vector else None

    def number(self, wanted: str | int) -> int:
        """Return a state's number from its number, its label ``YNN…``, or the ids of its options at yes (``a+b``)."""
        text = str(wanted).strip()
        if text.isdigit():
            return _in_range(int(text), self.size)
        if len(text) == len(self.options) and text and set(text.upper()) <= {"Y", "N"}:
            vector = sum(1 << bit for bit, letter in enumerate(text.upper()) if letter == "Y")
        else:
            ids = [option.id for option in self.options]
            names = [] if text in ("", "none") else [name.strip() for name in text.split("+")]
            for name in names:
                if name not in ids:
                    raise ConflictError(
                        f"no state {text!r}: write its number, its letters (such as {'N' * len(ids)}), or its options "
                        f"at yes joined by '+' ('none' for none); {unknown('option', name, ids)}"
                    )
            vector = sum(1 << ids.index(name) for name in set(names))
        found = self.at(vector)
        if found is None:
            raise ConflictError(f"the state {text!r} is infeasible here; choose one of the {self.size} feasible ones")
        return found


@dataclass(frozen=True)
class GraphConflict(_Shared):
    """A conflict as a move graph.

    Parameters
    ----------
    decision_makers
        Without options; preferences by ranking, payoffs or known comparisons.
    states
        Names of the states, in order.
    moves
        For each decision maker its moves as pairs of state numbers ``(from, to)``, counted from 1.
    coalitions, status_quo, title, notes
        As in `Conflict`.
    """

    decision_makers: tuple[DecisionMaker, ...]
    states: tuple[str, ...]
    moves: tuple[tuple[tuple[int, int], ...], ...]
    coalitions: tuple[tuple[int, ...], ...] = ()
    status_quo: int | None = None
    title: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._check_parties()
        if not self.states:
            raise ConflictError("no state is feasible: a move graph needs at least one state")
        if len(set(self.states)) < len(self.states):
            raise ConflictError("two states of the move graph have the same name; names must differ")
        if len(self.moves) != len(self.decision_makers):
            raise ConflictError(
                f"moves are given for {len(self.moves)} decision makers; there are {len(self.decision_makers)}"
            )
        for maker, moves in zip(self.decision_makers, self.moves, strict=True):
            if isinstance(maker.preference, Statements) and maker.preference.statements:
                raise ConflictError(
                    f"{maker.name} has preference statements; a move graph has no options: give a ranking"
                )
            if maker.options or maker.misperceived:
                raise ConflictError(f"{maker.name} has options or misperceived states; a move graph has none")
            for pair in moves:
                for number in pair:
                    if not 1 <= number <= self.size:
                        raise ConflictError(f"{maker.name} moves {pair}; states run from 1 to {self.size}")
        self._check_preferences()

    @property
    def size(self) -> int:
        """Number of states."""
        return len(self.states)

    def label(self, number: int) -> str:
        """Return the name of a state."""
        return self.states[number - 1]

    def satisfied(self, condition: Condition) -> Bools:
        """Refuse: a move graph has no options that a condition could be about."""
        raise ConflictError(f"{str(condition)!r}: a move graph has no options; give rankings of its states")

    def number(self, wanted: str | int) -> int:
        """Return a state's number from its number or its name."""
        text = str(wanted).strip()
        if text in self.states:
            return self.states.index(text) + 1
        if text.isdigit():
            return _in_range(int(text), self.size)
        raise ConflictError(unknown("state", text, self.states))


AnyConflict = Conflict | GraphConflict


class _Columns:
    """Looks up, for an option, at which vectors it is yes."""

    def __init__(self, options: Sequence[Option], vectors: NDArray[np.int32]) -> None:
        self.places = {option.id: place for place, option in enumerate(options)}
        self.vectors = vectors

    def __call__(self, name: str) -> Bools:
        return np.asarray((self.vectors & np.int32(1 << self.places[name])) != 0)


def _in_range(number: int, size: int) -> int:
    if not 1 <= number <= size:
        raise ConflictError(f"there is no state {number}; states run from 1 to {size}")
    return number


def _check_ranking(name: str, ranking: Ranking, size: int) -> None:
    seen: set[int] = set()
    for number in (number for tier in ranking.tiers for number in tier):
        if not 1 <= number <= size:
            raise ConflictError(f"{name}'s ranking names state {number}; states run from 1 to {size}")
        if number in seen:
            raise ConflictError(f"{name}'s ranking names state {number} twice; name every state once")
        seen.add(number)
    missing = [str(number) for number in range(1, size + 1) if number not in seen]
    if missing:
        raise ConflictError(f"{name}'s ranking leaves out state {listing(missing)}; name every state once")
