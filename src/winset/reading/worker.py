"""A worker process: set up once, then one task after the other, over pipes; started by `winset.reading.workers`.

It says ``ready`` with a greeting, ``ask`` with a question while it works, ``done`` with a result, or ``failed`` with
an error that is not a task's own. It ends with the process that started it, however that ends.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NoReturn, Protocol

from winset.core.errors import InputError

GROWTH = 300 * 2**20
"""Bytes by which a worker may grow before it asks to be replaced: what libraries keep must not add up."""


class Ask(Protocol):
    """How a task asks the parent process something while it works."""

    def __call__(self, question: object, /) -> object:
        """Return the parent's answer."""
        ...


class Work(Protocol):
    """What a worker does with a task."""

    def __call__(self, task: object, ask: Ask, /) -> object:
        """Return what comes of a task; both must be made of what can be pickled."""
        ...


class Setup(Protocol):
    """What a worker does first; pickled, and called once in each worker."""

    def __call__(self) -> tuple[object, Work]:
        """Return a greeting for the parent, and what to do with each task."""
        ...


def main() -> NoReturn:
    """Serve until standard input ends. Messages go where standard output led; what libraries print does not."""
    inbox = sys.stdin.buffer
    outbox = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    with suppress(EOFError, BrokenPipeError, pickle.UnpicklingError):  # the parent is gone
        _serve(inbox, outbox)
    os._exit(0)  # closing the pipe in order would fail where nobody listens


def _end_with(parent: int) -> None:
    """End this process, whatever it is at, soon after its parent has ended: a long document may take minutes."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def _serve(inbox: BinaryIO, outbox: BinaryIO) -> None:
    def say(*message: object) -> None:
        outbox.write(pickle.dumps(message, protocol=5))
        outbox.flush()

    def ask(question: object, /) -> object:
        say("ask", question)
        return pickle.load(inbox)  # noqa: S301 - from the process that started this one

    try:
        setup = _setup(inbox)
        greeting, work = setup()
        before = _resident()
        say("ready", greeting)
        while True:
            task = pickle.load(inbox)  # noqa: S301
            result = work(task, ask)
            say("done", result, _resident() - before > GROWTH)
    except (EOFError, BrokenPipeError):
        raise
    except Exception as error:  # noqa: BLE001 - it is the parent that must raise it
        say("failed", type(error).__name__, str(error) or repr(error))


def _setup(inbox: BinaryIO) -> Setup:
    try:
        setup: Setup = pickle.load(inbox)  # noqa: S301
    except (AttributeError, ImportError) as error:
        raise InputError(
            f"a worker process cannot find what it is to work with ({error}); define it in a module that can be "
            "imported, or use jobs=1"
        ) from None
    return setup


def _resident() -> int:
    """Return the bytes of memory that this process has now; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0
