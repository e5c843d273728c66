"""The exceptions of winset, all in one place.

::

    WinsetError
    ├── InputError (ValueError)            something a user gave cannot be used
    │   ├── DocumentError                  a document that cannot be read
    │   ├── NegotiationError               a negotiation file with problems
    │   │   └── ConditionError             a statement over moves that cannot be read
    │   ├── CodebookError                  a codebook with problems
    │   ├── CorrectionsError               a corrections file with problems
    │   └── ConflictError                  a conflict (moves, states) that is not one
    ├── SpanError (ValueError)             a span that does not lie in its document, letter for letter
    ├── LimitError (RuntimeError)          a problem too large for what was allowed
    └── MissingDependency (ImportError)    something that has to be installed first

Every message names the bad value, the valid ones and the next thing to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class WinsetError(Exception):
    """Base of all errors that winset raises on purpose."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong with a file, and where.

    Parameters
    ----------
    file, line, column
        Place, line and column counted from 1; 0 where it is not known.
    path
        Place in the structure, such as ``positions[2].issue``.
    message
        What is wrong, with the bad value and the valid ones.
    hint
        The next thing to do, or empty.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    path: str = ""
    message: str = ""
    hint: str = ""

    def __str__(self) -> str:
        place = self.file or "input"
        if self.line:
            place += f":{self.line}:{self.column}" if self.column else f":{self.line}"
        where = f"{self.path}: " if self.path else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {where}{self.message}{hint}"


class InputError(WinsetError, ValueError):
    """Something a user gave cannot be used.

    Parameters
    ----------
    message
        What is wrong; may be empty where `problems` says it all.
    problems
        All that was found, in the order of the file.
    """

    def __init__(self, message: str = "", *, problems: Iterable[Problem] = ()) -> None:
        self.problems: Sequence[Problem] = tuple(problems)
        lines = [message] if message else []
        lines += [str(problem) for problem in self.problems]
        super().__init__("\n".join(lines))


class DocumentError(InputError):
    """A document that cannot be read.

    Parameters
    ----------
    path
        The file, or ``-`` for standard input.
    code
        A short word that tests and callers may rely on: ``empty``, ``too_large``, ``binary`` …
    message
        What is wrong and what to do next.
    """

    def __init__(self, path: str, code: str, message: str) -> None:
        self.path = path
        self.code = code
        self.reason = message
        super().__init__(f"{path}: {message}")


class NegotiationError(InputError):
    """A negotiation file with problems."""


class ConditionError(NegotiationError):
    """A statement over moves, such as ``strike if not settle``, that cannot be read.

    Parameters
    ----------
    text
        The statement.
    column
        Where in it, counted from 1.
    reason, hint
        What is wrong, and the next thing to do.
    """

    def __init__(self, text: str, column: int, reason: str, hint: str = "") -> None:
        self.text = text
        self.column = column
        self.reason = reason
        self.hint = hint
        super().__init__(problems=[Problem(repr(text), 1, column, "", reason, hint)])


class CodebookError(InputError):
    """A codebook with problems."""


class CorrectionsError(InputError):
    """A corrections file with problems."""


class ConflictError(InputError):
    """Moves, states and preferences that do not make a conflict."""


class SpanError(WinsetError, ValueError):
    """A span that does not lie in its document, letter for letter."""


class LimitError(WinsetError, RuntimeError):
    """A problem too large for the time or memory that was allowed; says how large, and what would be needed."""


class MissingDependency(WinsetError, ImportError):  # noqa: N818 - it is an ImportError that says what to install
    """Something that has to be installed first; says how."""
