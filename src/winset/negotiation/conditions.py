"""Statements over moves: ``not tender``, ``strike if not settle``, ``(a or b) and not c``, ``a iff b``.

The language of preference statements, infeasible states, outcomes and the conditions of moves (Hipel, Kilgour, Fang &
Peng 1997, option prioritising). A name stands for "this move is made". From the tightest to the loosest::

    not p        p does not hold
    p and q      both hold
    p or q       at least one holds
    p if q       where q holds, p holds (q → p)
    p iff q      both hold or neither does

So ``not a and b or c if d`` reads ``((((not a) and b) or c) if d)``. ``if`` and ``iff`` do not chain: ``a if b if c``
needs parentheses, because readers differ on what it says. Words may be written in capitals. Nothing is evaluated as
code: a statement becomes a tree, and the tree is walked.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from winset.core.errors import ConditionError
from winset.core.ids import is_id, unknown

WORDS = ("not", "and", "or", "if", "iff")
MAX_DEPTH = 64
MAX_LENGTH = 10_000

State = Mapping[str, Any] | Callable[[str], Any]

_TOKEN = re.compile(r"[()]|[^\s()]+")
_SIGNS = {
    "&": "and", "&&": "and", "|": "or", "||": "or", "!": "not", "~": "not", "-": "not", "¬": "not", "∧": "and",
    "∨": "or", "<->": "iff", "<=>": "iff", "↔": "iff", "==": "iff", "+": "and", ",": "and", "but": "and",
    "unless": "if not",
}  # fmt: skip


class Condition(ABC):
    """A statement over moves, as a tree. Frozen, hashable, equal where the trees are equal."""

    _rank: int

    @abstractmethod
    def evaluate(self, state: State) -> Any:
        """Return whether the statement holds.

        Parameters
        ----------
        state
            For each move that the statement names whether it is made: a mapping or a function of the move's id.
            Values are bools, or boolean arrays of one shape (NumPy, or whatever knows ``& | ^ ~``): then the answer
            is an array of that shape.

        Raises
        ------
        KeyError
            Where the state says nothing about a move that is named.
        """

    @abstractmethod
    def parts(self) -> tuple[Condition, ...]:
        """Return the statements that this one is made of; none for a name."""

    def names(self) -> tuple[str, ...]:
        """Return the moves that are named, each once, in the order of the text."""
        return tuple(dict.fromkeys(self._names()))

    def _names(self) -> Iterator[str]:
        for part in self.parts():
            yield from part._names()

    def _inside(self, part: Condition) -> str:
        return str(part) if part._rank > self._rank else f"({part})"


@dataclass(frozen=True, slots=True)
class Name(Condition):
    """A move is made."""

    move: str
    _rank = 6

    def evaluate(self, state: State) -> Any:
        """Return what the state says of the move."""
        value = state(self.move) if callable(state) else state[self.move]
        return bool(value) if isinstance(value, int) else value

    def parts(self) -> tuple[Condition, ...]:
        """Return nothing: a name has no parts."""
        return ()

    def _names(self) -> Iterator[str]:
        yield self.move

    def __str__(self) -> str:
        return self.move


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The part does not hold."""

    part: Condition
    _rank = 5

    def evaluate(self, state: State) -> Any:
        """Return whether the part does not hold."""
        return _negated(self.part.evaluate(state))

    def parts(self) -> tuple[Condition, ...]:
        """Return the one part."""
        return (self.part,)

    def __str__(self) -> str:
        return f"not {self.part if isinstance(self.part, Not) else self._inside(self.part)}"


@dataclass(frozen=True, slots=True)
class And(Condition):
    """All members hold; two or more."""

    members: tuple[Condition, ...]
    _rank = 4

    def __post_init__(self) -> None:
        _two_or_more(self.members)

    def evaluate(self, state: State) -> Any:
        """Return whether all members hold."""
        value = self.members[0].evaluate(state)
        for member in self.members[1:]:
            value = value & member.evaluate(state)
        return value

    def parts(self) -> tuple[Condition, ...]:
        """Return the members."""
        return self.members

    def __str__(self) -> str:
        return " and ".join(map(self._inside, self.members))


@dataclass(frozen=True, slots=True)
class Or(Condition):
    """At least one member holds; two or more."""

    members: tuple[Condition, ...]
    _rank = 3

    def __post_init__(self) -> None:
        _two_or_more(self.members)

    def evaluate(self, state: State) -> Any:
        """Return whether at least one member holds."""
        value = self.members[0].evaluate(state)
        for member in self.members[1:]:
            value = value | member.evaluate(state)
        return value

    def parts(self) -> tuple[Condition, ...]:
        """Return the members."""
        return self.members

    def __str__(self) -> str:
        return " or ".join(map(self._inside, self.members))


@dataclass(frozen=True, slots=True)
class If(Condition):
    """``then if when``: where `when` holds, `then` holds."""

    then: Condition
    when: Condition
    _rank = 2

    def evaluate(self, state: State) -> Any:
        """Return whether `then` holds or `when` does not."""
        return self.then.evaluate(state) | _negated(self.when.evaluate(state))

    def parts(self) -> tuple[Condition, ...]:
        """Return `then` and `when`, as the text has them."""
        return (self.then, self.when)

    def __str__(self) -> str:
        return f"{self._inside(self.then)} if {self._inside(self.when)}"


@dataclass(frozen=True, slots=True)
class Iff(Condition):
    """Both hold or neither does."""

    left: Condition
    right: Condition
    _rank = 1

    def evaluate(self, state: State) -> Any:
        """Return whether both hold or neither does."""
        return _negated(self.left.evaluate(state) ^ self.right.evaluate(state))

    def parts(self) -> tuple[Condition, ...]:
        """Return the two sides."""
        return (self.left, self.right)

    def __str__(self) -> str:
        return f"{self._inside(self.left)} iff {self._inside(self.right)}"


def all_of(members: Iterable[Condition]) -> Condition:
    """Return the statement that all members hold; the member itself where there is one."""
    found = tuple(members)
    return found[0] if len(found) == 1 else And(found)


def any_of(members: Iterable[Condition]) -> Condition:
    """Return the statement that at least one member holds; the member itself where there is one."""
    found = tuple(members)
    return found[0] if len(found) == 1 else Or(found)


def parse(text: str, *, moves: Iterable[str] | None = None) -> Condition:
    """Read a statement.

    Parameters
    ----------
    text
        Such as ``strike if not settle``.
    moves
        Ids of the moves that may be named; None where any name will do.

    Raises
    ------
    ConditionError
        With the column and the nearest valid name, where the text is no statement over these moves.
    """
    if len(text) > MAX_LENGTH:
        raise ConditionError(
            text[:60] + "…", MAX_LENGTH, f"the statement has {len(text)} characters; at most {MAX_LENGTH} are read"
        )
    return _Parser(text, None if moves is None else set(moves)).statement()


class _Parser:
    """Recursive descent over the tokens, one method for each level of precedence."""

    def __init__(self, text: str, moves: set[str] | None) -> None:
        self.text = text
        self.moves = moves
        self.tokens = [(match.group(), match.start() + 1) for match in _TOKEN.finditer(text)]
        self.at = 0
        self.depth = 0

    def statement(self) -> Condition:
        if not self.tokens:
            raise ConditionError(self.text, 1, "the statement is empty", "write a move's id, such as 'not strike'")
        found = self.iff()
        if self.at < len(self.tokens):
            raise self.unexpected()
        return found

    def iff(self) -> Condition:
        left = self.if_()
        if not self.take("iff"):
            return left
        right = self.if_()
        self.no_chain("iff")
        return Iff(left, right)

    def if_(self) -> Condition:
        then = self.or_()
        if not self.take("if"):
            return then
        when = self.or_()
        self.no_chain("if")
        return If(then, when)

    def or_(self) -> Condition:
        members = [self.and_()]
        while self.take("or"):
            members.append(self.and_())
        return any_of(members)

    def and_(self) -> Condition:
        members = [self.not_()]
        while self.take("and"):
            members.append(self.not_())
        return all_of(members)

    def not_(self) -> Condition:
        column = self.column()
        if not self.take("not"):
            return self.atom()
        self.deeper(column)
        found = Not(self.not_())
        self.depth -= 1
        return found

    def atom(self) -> Condition:
        column = self.column()
        if self.take("("):
            self.deeper(column)
            found = self.iff()
            if not self.take(")"):
                if self.at < len(self.tokens):
                    raise self.unexpected()
                raise ConditionError(self.text, column, "this parenthesis is never closed", "add ')'")
            self.depth -= 1
            return found
        if self.at == len(self.tokens):
            last = self.tokens[-1][0]
            raise ConditionError(
                self.text, column, f"the statement ends after {last!r}, where a move's id should follow"
            )
        word = self.tokens[self.at][0]
        if word == ")" or word.lower() in WORDS:
            raise ConditionError(self.text, column, f"{word!r} stands where a move's id should be")
        self.at += 1
        return Name(self.move(word, column))

    def move(self, word: str, column: int) -> str:
        if self.moves is not None and word not in self.moves:
            raise ConditionError(self.text, column, unknown("move", word, self.moves), self.sign(word))
        if self.moves is None and not is_id(word):
            reason = f"{word!r} is not the id of a move (lower-case letters, digits, '_', '-', '.')"
            raise ConditionError(self.text, column, reason, self.sign(word))
        return word

    def sign(self, word: str) -> str:
        if word in _SIGNS:
            return f"write {_SIGNS[word]!r} for {word!r}"
        if word[:1] in "!~-¬" and len(word) > 1:
            return f"write 'not {word[1:]}'"
        return ""

    def unexpected(self) -> ConditionError:
        word, column = self.tokens[self.at]
        if word == ")":
            return ConditionError(self.text, column, "this parenthesis was never opened", "take it out, or add '('")
        reason = f"{word!r} follows where 'and', 'or', 'if', 'iff' or the end should be"
        return ConditionError(self.text, column, reason, self.sign(word.lower()))

    def no_chain(self, word: str) -> None:
        if self.at < len(self.tokens) and self.tokens[self.at][0].lower() == word:
            raise ConditionError(
                self.text, self.column(), f"a second {word!r} on one level is read in two ways", "use parentheses"
            )

    def take(self, word: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at][0].lower() == word:
            self.at += 1
            return True
        return False

    def column(self) -> int:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else len(self.text.rstrip()) + 1

    def deeper(self, column: int) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ConditionError(self.text, column, f"nested more than {MAX_DEPTH} deep; write it flatter")


def _negated(value: Any) -> Any:
    return not value if isinstance(value, bool) else ~value


def _two_or_more(members: tuple[Condition, ...]) -> None:
    if len(members) < 2:
        raise ValueError(f"two or more statements are needed, {len(members)} given; use all_of or any_of")
