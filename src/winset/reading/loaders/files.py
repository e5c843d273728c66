"""Bytes from the file system, read once, whole, and only from ordinary files."""

from __future__ import annotations

import difflib
import errno
import os
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from winset.core.errors import DocumentError
from winset.reading.loaders.limits import Limits, larger, size

STDIN = "-"


def shown(path: str | os.PathLike[str]) -> str:
    """Return a path as text that can be printed as UTF-8, whatever bytes the name is made of."""
    return os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def read_bytes(path: Path, most: int) -> bytes:
    """Return the whole content of an ordinary file.

    Raises
    ------
    DocumentError
        ``missing``, ``permission``, ``not_a_file``, ``too_large``, ``changed``, ``loop`` or ``io_error``.
    """
    # Without O_NONBLOCK, opening a FIFO that nobody writes to waits for ever.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(path, flags)
        try:
            before = os.fstat(descriptor)
            _check_kind(path, before, most)
            with os.fdopen(descriptor, "rb", buffering=0, closefd=False) as file:
                data = _drain(file, most + 1)
            after = os.fstat(descriptor)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        if isinstance(error, DocumentError):
            raise
        raise _from_os(path, error) from None
    if len(data) > most:
        raise _too_large(shown(path), f"more than {size(most)}", most)
    same = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    if not same or len(data) != after.st_size:
        raise DocumentError(
            shown(path), "changed", "changed while it was read; read it again when nothing writes to it any more"
        )
    return data


def read_stdin(limits: Limits, file: BinaryIO | None = None) -> bytes:
    """Return all of standard input, up to the limit."""
    data = _drain(file or sys.stdin.buffer, limits.bytes + 1)
    if len(data) > limits.bytes:
        raise _too_large(STDIN, f"more than {size(limits.bytes)}", limits.bytes)
    return data


def _drain(file: BinaryIO, most: int) -> bytes:
    """Read to the end, but not more than `most` bytes."""
    parts = []
    left = most
    while left > 0 and (part := file.read(min(left, 2**20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _check_kind(path: Path, status: os.stat_result, most: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise DocumentError(shown(path), "not_a_file", "is a folder; name the files in it, or read the folder as one")
    if not stat.S_ISREG(status.st_mode):
        kinds = ((stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
        kind = next((name for test, name in kinds if test(status.st_mode)), "a device")
        raise DocumentError(
            shown(path), "not_a_file", f"is {kind}, not an ordinary file; pass its content on standard input with -"
        )
    if status.st_size > most:
        raise _too_large(shown(path), size(status.st_size), most)


def _too_large(path: str, found: str, most: int) -> DocumentError:
    return DocumentError(path, "too_large", f"holds {found}, the limit is {size(most)}; split it, or {larger('bytes')}")


def _from_os(path: Path, error: OSError | ValueError) -> DocumentError:
    name = shown(path)
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return DocumentError(name, "missing", f"there is no such file{_nearest(path)}")
    if isinstance(error, PermissionError):
        return DocumentError(name, "permission", "may not be read by this user; change its permissions or copy it")
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return DocumentError(name, "loop", "is a symbolic link that leads back to itself; name the file it stands for")
    if isinstance(error, OSError) and error.errno == errno.ENXIO:
        return DocumentError(name, "not_a_file", "is a socket or device, not an ordinary file; copy its content to one")
    why = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
    return DocumentError(name, "io_error", f"could not be read: {why}; check the name and the disk")


def _nearest(path: Path) -> str:
    try:
        names = sorted(entry.name for entry in path.parent.iterdir())
    except (OSError, ValueError):
        return f"; there is no folder {shown(path.parent)} either"
    close = difflib.get_close_matches(path.name, names, n=1, cutoff=0.6)
    return f"; did you mean {shown(close[0])}?" if close else "; check the name"
