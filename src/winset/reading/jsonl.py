"""Readings of corpora on disk: a line of JSON for each document, which survives being killed and goes on later."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Protocol

from winset.core.errors import InputError, Problem
from winset.core.files import write_whole
from winset.core.terminal import safe_json
from winset.reading.jsonio import SCHEMA, info_json, to_json
from winset.reading.statement import Reading, ReadingInfo, Skipped


def json_line(reading: Reading) -> str:
    """Return a reading as one line of JSON, with its line end."""
    return safe_json(json.dumps(to_json(reading), ensure_ascii=False, separators=(",", ":"), allow_nan=False)) + "\n"


def skipped_line(skipped: Skipped, info: ReadingInfo) -> str:
    """Return the line for something that was not read: a reading of no document, with the reason."""
    return json_line(Reading((), (), (), (), {}, (skipped,), info))


@dataclass(frozen=True)
class Line:
    """The line of a document, and what is to be said of it.

    Parameters
    ----------
    data
        The line, with its line end.
    statements
        How many statements it holds.
    notes
        On the document, by loader and reader.
    problems
        Corrections that could not be applied.
    """

    data: bytes
    statements: int
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


class Reviewer(Protocol):
    """What people made of statements: `winset.drafting.corrections.Corrections`."""

    def apply(self, reading: Reading, /) -> tuple[Reading, Sequence[Problem]]:
        """Return the corrected reading, and what could not be applied."""
        ...


@dataclass(frozen=True)
class LineMaker:
    """Makes the line of a reading, where corrections are given with them applied; works in any process."""

    corrections: Reviewer | None = None

    def __call__(self, reading: Reading) -> Line:
        """Return the line of the reading of one document."""
        problems: tuple[str, ...] = ()
        if self.corrections is not None:
            reading, unapplied = self.corrections.apply(reading)
            # Those of other documents are no problem of this one.
            problems = tuple(str(problem) for problem in unapplied if not problem.path.endswith(".document"))
        notes = reading.documents[0].notes
        return Line(json_line(reading).encode("utf-8"), len(reading.statements), notes, problems)


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the JSON of each line of a file; a last line that was only half written is left out.

    A line holds one document, or, where that could not be read, none and the reason under ``skipped``.

    Raises
    ------
    InputError
        Where a line is no JSON of a reading; names the line.
    """
    for value, _, _ in _lines(path):
        yield value


def check_free(path: Path, *, resume: bool) -> None:
    """Raise `InputError` where a file holds something and a run is not meant to go on with it."""
    if not resume and path.is_file() and path.stat().st_size:
        raise InputError(f"{path} holds readings already; give --resume to go on with it, or another name")


@dataclass
class _Line:
    """A line that the file holds; `turn` is its place in what this run reads, None where this run has not met it."""

    start: int
    length: int
    path: str
    identity: bytes
    turn: int | None = None


class JsonlWriter:
    """Writes lines, each for a document that was read or for something that was not, into a file. A context manager.

    A line is written at once and whole; a run that was killed leaves at most one half line at the end, which the next
    run drops. When a run has come to its end, the file holds a line for each thing that it was given, in its order,
    whatever runs there were before: a line of something that has changed since, or of something that could not be read
    and now could be, is dropped. Lines of what a run was not given stay, before the others.

    Parameters
    ----------
    path
        The file; made where it is missing.
    info
        How the readings are made. A file made in another way is not continued.
    resume
        Go on with a file that is there. Without it, the file must not hold anything.

    Raises
    ------
    InputError
        Where the file holds something and `resume` is false, where it was made in another way or by another program,
        or where another run writes to it.
    """

    def __init__(self, path: Path, *, info: ReadingInfo, resume: bool = False) -> None:
        self.path = path
        self.half_line_dropped = False
        self._info = info_json(info)
        self._lines: list[_Line] = []
        self._of: dict[str, list[_Line]] = {}  # by path
        self._turns = 0
        self._any_reading = False
        self._file = path.open("ab", buffering=0)
        try:
            _lock(self._file, path)
            check_free(path, resume=resume)
            self._take_up()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> JsonlWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._settle()
            elif not self._any_reading:
                self.path.unlink()  # it would look like a reading of nothing
        finally:
            self._file.close()

    def __len__(self) -> int:
        return len(self._lines)

    def has(self, document: Mapping[str, Any]) -> bool:
        """Whether the file holds a reading of this very document, given as `document_json` has it.

        The same is one with the same id, path, hashes and metadata; what was noted on it does not count.
        """
        return self._find(document["path"], _identity(document)) is not None

    def keep(self, document: Mapping[str, Any]) -> None:
        """Take the line of a document that the file holds for this run's; it has its place after what came before."""
        line = self._find(document["path"], _identity(document))
        if line is None:
            raise KeyError(document["path"])
        self._met(line)

    def write(self, document: Mapping[str, Any], line: bytes) -> None:
        """Append the line of a document.

        Raises
        ------
        OSError
            Where it cannot be written (a full disk); what was there before is still there, and whole.
        """
        self._any_reading = True
        self._met(self._append(document["path"], _identity(document), line))

    def skip(self, skipped: Skipped, line: bytes) -> None:
        """Append the line of something that was not read, unless the file says the same of it already.

        Raises
        ------
        OSError
            As in `write`.
        """
        identity = _identity_of_skipped(skipped.path, skipped.code, skipped.reason)
        self._met(self._find(skipped.path, identity) or self._append(skipped.path, identity, line))

    def _find(self, path: str, identity: bytes) -> _Line | None:
        return next((one for one in self._of.get(path, ()) if one.identity == identity and one.turn is None), None)

    def _met(self, line: _Line) -> None:
        line.turn = self._turns
        self._turns += 1

    def _append(self, path: str, identity: bytes, line: bytes) -> _Line:
        rest = memoryview(line)
        before = self._file.seek(0, os.SEEK_END)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
            os.fsync(self._file.fileno())
        except OSError:
            os.ftruncate(self._file.fileno(), before)
            raise
        return self._register(_Line(before, len(line), path, identity))

    def _register(self, line: _Line) -> _Line:
        self._lines.append(line)
        self._of.setdefault(line.path, []).append(line)
        return line

    def _take_up(self) -> None:
        whole = 0
        for value, number, end in _lines(self.path):
            if value["info"] != self._info:
                raise InputError(_made_otherwise(self.path, number, value["info"], self._info))
            if value["documents"]:
                document = value["documents"][0]
                path, identity = document["path"], _identity(document)
                self._any_reading = True
            else:
                one = value["skipped"][0]
                path, identity = one["path"], _identity_of_skipped(one["path"], one["code"], one["reason"])
            self._register(_Line(whole, end - whole, path, identity))
            whole = end
        if self._file.seek(0, os.SEEK_END) > whole:
            os.ftruncate(self._file.fileno(), whole)
            self._file.seek(0, os.SEEK_END)
            self.half_line_dropped = True

    def _settle(self) -> None:
        """Leave the lines that hold, in order; the file is written anew only where that changes it."""
        met = {line.path for line in self._lines if line.turn is not None}
        hold = [line for line in self._lines if line.turn is not None or line.path not in met]
        hold.sort(key=lambda line: -1 if line.turn is None else line.turn)
        if hold == self._lines:
            return
        with self.path.open("rb") as file:
            write_whole(self.path, (_at(file, line) for line in hold))


def _at(file: IO[bytes], line: _Line) -> bytes:
    file.seek(line.start)
    return file.read(line.length)


def _identity(document: Mapping[str, Any]) -> bytes:
    """Return a hash of what makes a document the same; notes are left out, since the reading adds its own."""
    return _hash({name: value for name, value in document.items() if name != "notes"})


def _identity_of_skipped(path: str, code: str, reason: str) -> bytes:
    return _hash([path, code, reason])


def _hash(value: object) -> bytes:
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode("utf-8")).digest()[:16]


_NAMES = {
    "version": "winset's version",
    "reader": "the reader",
    "model": "the language model",
    "model_sha256": "the language model's files",
    "codebook": "the codebook",
    "codebook_sha256": "what is in the codebook",
    "options": "the options",
}
_NOTHING = "none"


def _made_otherwise(path: Path, number: int, stored: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """Say in which way a line was made that is not this run's, and what to do."""
    differences = []
    for name in [*now, *(stored.keys() - now.keys())]:
        before, after = stored.get(name), now.get(name)
        if before == after:
            continue
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            differences += [
                f"{key} was {_short(before.get(key))}, now {_short(after.get(key))}"
                for key in sorted({*before, *after})
                if before.get(key) != after.get(key)
            ]
        else:
            differences.append(f"{_NAMES.get(name, name)} was {_short(before)}, now {_short(after)}")
    return (
        f"{path}: line {number} was made in another way: {'; '.join(differences)}. To go on with this file, read as it "
        "was made; to read in this way, give another file with --out"
    )


def _short(value: object) -> str:
    text = _NOTHING if value in (None, "") else str(value)
    return f"{text[:12]}…" if len(text) == 64 and text.isalnum() else text


def _lines(path: Path) -> Iterator[tuple[dict[str, Any], int, int]]:
    """Yield the value of each whole line, its number and where it ends."""
    end = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                return
            end += len(line)
            try:
                value = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise InputError(f"{path}: line {number} is no JSON ({error}); mend or remove the line") from None
            if not _is_line(value):
                raise InputError(
                    f"{path}: line {number} is not the reading of one document in schema {SCHEMA}; "
                    "make the file again with `winset read --jsonl`"
                )
            yield value, number, end


def _is_line(value: object) -> bool:
    """Whether a value is the reading of one document, or of none with the reason."""
    if not isinstance(value, dict) or value.get("schema") != SCHEMA or not isinstance(value.get("info"), dict):
        return False
    documents, skipped = value.get("documents"), value.get("skipped")
    if not isinstance(documents, list) or not isinstance(skipped, list):
        return False
    if documents:
        return len(documents) == 1 and _has_strings(documents[0], "path")
    return len(skipped) == 1 and _has_strings(skipped[0], "path", "code", "reason")


def _has_strings(value: object, *names: str) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(name), str) for name in names)


def _lock(file: IO[bytes], path: Path) -> None:
    """Keep a second run from writing into the same file; the lock goes with the process."""
    try:
        import fcntl
    except ImportError:  # Windows: two runs into one file are not kept apart
        return
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        raise InputError(f"another run is writing to {path}; wait for it, or give another name") from None
