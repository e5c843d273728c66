"""Readings of corpora on disk: a line of JSON for each document, which survives being killed and goes on later."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from winset.core.errors import InputError
from winset.core.files import write_whole
from winset.core.terminal import safe_json
from winset.reading.document import Document
from winset.reading.jsonio import SCHEMA, document_json, info_json, to_json
from winset.reading.statement import Reading, ReadingInfo


def json_line(reading: Reading) -> str:
    """Return a reading as one line of JSON, with its line end."""
    return safe_json(json.dumps(to_json(reading), ensure_ascii=False, separators=(",", ":"), allow_nan=False)) + "\n"


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the JSON of each document in a file of lines; a last line that was only half written is left out.

    Raises
    ------
    InputError
        Where a line is no JSON of a reading; names the line.
    """
    for value, _, _ in _lines(path):
        yield value


class JsonlWriter:
    """Appends readings to a file, a line each. A context manager.

    A line is written at once and whole; a run that was killed leaves at most one half line at the end, which the next
    run drops. A document counts as done where a line has the same id, path, hashes and metadata; where the document has
    changed since, it is read again and its old line is dropped at the end.

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
        self._done: dict[str, tuple[int, dict[str, Any]]] = {}  # path → (number of the line, document)
        self._stale: set[int] = set()
        self._lines = 0
        self._file = path.open("ab", buffering=0)
        try:
            _lock(self._file, path)
            if self._file.tell() and not resume:
                raise InputError(f"{path} holds readings already; give --resume to go on with it, or another name")
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
                self._drop_stale()
            elif not self._lines:
                self.path.unlink()  # an empty file would look like a reading of nothing
        finally:
            self._file.close()

    def __len__(self) -> int:
        return len(self._done)

    def has(self, document: Document) -> bool:
        """Whether the file holds a reading of this very document."""
        _, stored = self._done.get(document.path, (0, {}))
        return bool(stored) and _identity(stored) == _identity(document_json(document))

    def write(self, reading: Reading) -> None:
        """Append the reading of one document.

        Raises
        ------
        OSError
            Where it cannot be written (a full disk); what was there before is still there, and whole.
        """
        rest = memoryview(json_line(reading).encode("utf-8"))
        before = self._file.seek(0, os.SEEK_END)
        try:
            while rest:
                rest = rest[self._file.write(rest) :]
            os.fsync(self._file.fileno())
        except OSError:
            os.ftruncate(self._file.fileno(), before)
            raise
        self._register(document_json(reading.documents[0]))

    def _take_up(self) -> None:
        whole = 0
        for value, number, end in _lines(self.path):
            whole = end
            if value["info"] != self._info:
                differs = sorted(k for k in self._info if value["info"].get(k) != self._info[k])
                raise InputError(
                    f"{self.path}: line {number} was made in another way ({', '.join(differs) or 'info'} differ); "
                    "use the same options, or another file"
                )
            self._register(value["documents"][0])
        if self._file.seek(0, os.SEEK_END) > whole:
            os.ftruncate(self._file.fileno(), whole)
            self._file.seek(0, os.SEEK_END)
            self.half_line_dropped = True

    def _register(self, document: dict[str, Any]) -> None:
        self._lines += 1
        if document["path"] in self._done:
            self._stale.add(self._done[document["path"]][0])
        self._done[document["path"]] = (self._lines, document)

    def _drop_stale(self) -> None:
        if not self._stale:
            return
        with self.path.open("rb") as lines:
            write_whole(self.path, (line for number, line in enumerate(lines, 1) if number not in self._stale))
        self._stale.clear()


def _identity(document: dict[str, Any]) -> dict[str, Any]:
    """Return what makes a document the same; notes are left out, since the reading adds its own."""
    return {name: value for name, value in document.items() if name != "notes"}


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
            if (
                not isinstance(value, dict)
                or value.get("schema") != SCHEMA
                or not isinstance(value.get("info"), dict)
                or not isinstance(documents := value.get("documents"), list)
                or len(documents) != 1
                or not isinstance(documents[0], dict)
                or not isinstance(documents[0].get("path"), str)
            ):
                raise InputError(
                    f"{path}: line {number} is not the reading of one document in schema {SCHEMA}; "
                    "make the file again with `winset read --jsonl`"
                )
            yield value, number, end


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
