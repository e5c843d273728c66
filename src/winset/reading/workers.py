"""Worker processes: tasks go out one at a time, results come back in the order of the tasks, whatever dies on the way.

A thread for each worker hands it a task and waits for the answer, so a worker that dies is noticed by the end of its
pipe and by nothing else. No more results are kept than a few for each worker: tasks are not handed out far ahead of the
result that is waited for. Workers are plain programs, started anew and never forked, so no lock or thread of the
calling program is copied into them, and scripts and notebooks need no ``if __name__ == "__main__"``.
"""

from __future__ import annotations

import heapq
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from types import TracebackType
from typing import IO, Any, Generic, TypeVar

from winset.core import errors
from winset.core.errors import InputError, WinsetError
from winset.reading.worker import Setup

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""Tasks for each worker that may be out or waiting for their turn."""

ATTEMPTS = 2
"""How often a task is tried when workers die on it. The first death may be the fault of another one's memory."""

ONE_THREAD = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "BLIS_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "NUMEXPR_NUM_THREADS",
        "RAYON_NUM_THREADS",
    ),
    "1",
) | {"TOKENIZERS_PARALLELISM": "false"}
"""Set before a worker starts, since numeric libraries look only once: a worker uses one core, and no more."""

_BOOT = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from winset.reading.worker import main; main()"
)


class Died(Exception):  # noqa: N818 - a state of a process
    """A worker ended without having been asked to; says how."""


class Workers(Generic[T, R]):
    """Processes that work on tasks. A context manager; `close` ends them.

    Parameters
    ----------
    setup
        Called once in each worker; must be picklable by name.
    jobs
        How many workers, at least 1.

    Raises
    ------
    InputError
        Where `setup` cannot be sent to another process.
    """

    def __init__(self, setup: Setup, *, jobs: int) -> None:
        try:
            self._first = pickle.dumps(list(sys.path), protocol=5) + pickle.dumps(setup, protocol=5)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise InputError(
                f"this cannot be handed to other processes ({error}); name files in place of loaded things, or jobs=1"
            ) from None
        self._turn = threading.Condition()
        self._starting = threading.Lock()
        self._processes: set[_Process] = set()
        self._greeting: list[Any] = []
        self._tasks: Sequence[T] = ()
        self._answer: Callable[[int, Any], Any] = _no_answer
        self._lost: Callable[[T, str], R] | None = None
        self._next = self._wanted = 0
        self._again: list[int] = []
        self._deaths: dict[int, int] = {}
        self._results: dict[int, R] = {}
        self._error: BaseException | None = None
        self._closed = False
        self._ahead = AHEAD * jobs
        self._serving = jobs
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(jobs)]
        for thread in self._threads:
            thread.start()

    def __enter__(self) -> Workers[T, R]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def greeting(self) -> Any:
        """Return what the first worker that is ready says; raises what its setup raised."""
        with self._turn:
            self._wait(lambda: bool(self._greeting))
            return self._greeting[0]

    def run(self, tasks: Sequence[T], *, answer: Callable[[int, Any], Any], lost: Callable[[T, str], R]) -> Iterator[R]:
        """Yield the result of each task, in the order of the tasks. To be called once.

        Parameters
        ----------
        tasks
            What to work on.
        answer
            Given the number of a task and what its worker asks, returns the answer; called by one thread at a time.
        lost
            Given a task on which workers died and how the last of them did, returns a result in its place.
        """
        with self._turn:
            self._answer, self._lost, self._tasks = answer, lost, tasks
            self._turn.notify_all()
        for number in range(len(tasks)):
            with self._turn:
                self._wanted = number
                self._turn.notify_all()
                self._wait(lambda: self._wanted in self._results)
                result = self._results.pop(number)
            yield result

    def close(self) -> None:
        """End the workers, whatever they are at."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
            for process in self._processes:
                process.kill()
        for thread in self._threads:
            thread.join()

    def _wait(self, until: Callable[[], bool]) -> None:
        while not until():
            if self._error is not None:
                raise self._error
            self._turn.wait(0.5)  # not for ever: on Windows that could not be interrupted

    def _serve(self) -> None:
        """Keep one worker busy until all is done; runs in a thread of its own."""
        if hasattr(signal, "pthread_sigmask"):
            # Inherited by the worker: an interrupt from the keyboard is the parent's to handle.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        process: _Process | None = None
        how = ""
        try:
            process = self._started()
            while process is not None and (number := self._take()) is not None:
                try:
                    tired = self._work(process, number)
                except Died as death:
                    self._end(process)
                    self._died(number, str(death))
                    tired = True
                if tired:
                    self._end(process)
                    process = None
                    process = self._started()
        except Died as death:
            how = str(death)  # before it could do anything: the others go on without it
        except BaseException as error:  # noqa: BLE001 - raised where the results are waited for
            with self._turn:
                self._error = self._error or error
        if process is not None:
            self._end(process)
        with self._turn:
            self._serving -= 1
            if not self._serving and self._error is None:
                self._error = WinsetError(
                    f"no worker process could be kept running: {how}; read with jobs=1 (--jobs 1)"
                )
            self._turn.notify_all()

    def _started(self) -> _Process | None:
        """Return a worker that is set up; None where all is over."""
        with self._turn:
            none_left = self._tasks and self._next >= len(self._tasks) and not self._again
        if none_left or self._is_closed():
            return None
        if not sys.executable:
            raise InputError("this program does not know its Python, so it can start no worker processes; use jobs=1")
        with self._starting:  # so that none inherits another one's pipes, where a system lets it
            process = _Process()
        with self._turn:
            self._processes.add(process)
        if self._is_closed():
            process.kill()
        try:
            kind, *content = process.told(self._first)
            if kind == "failed":
                raise _raised(*content)
        except BaseException:
            self._end(process)
            raise
        with self._turn:
            self._greeting = self._greeting or [content[0]]
            self._turn.notify_all()
        return process

    def _is_closed(self) -> bool:
        with self._turn:
            return self._closed

    def _end(self, process: _Process) -> None:
        process.kill()
        with self._turn:
            self._processes.discard(process)

    def _take(self) -> int | None:
        """Return the number of the next task, when it is its turn; None when the workers are closed."""
        with self._turn:
            while not self._closed and self._error is None:
                if self._again:
                    return heapq.heappop(self._again)
                if self._next < min(len(self._tasks), self._wanted + self._ahead):
                    self._next += 1
                    return self._next - 1
                self._turn.wait()
            return None

    def _work(self, process: _Process, number: int) -> bool:
        """Have a task done; return whether the worker should be replaced."""
        kind, *content = process.told(pickle.dumps(self._tasks[number], protocol=5))
        while kind == "ask":
            with self._turn:
                answer = self._answer(number, content[0])
            kind, *content = process.told(pickle.dumps(answer, protocol=5))
        if kind == "failed":
            raise _raised(*content)
        with self._turn:
            self._results[number] = content[0]
            self._turn.notify_all()
        return bool(content[1])

    def _died(self, number: int, how: str) -> None:
        with self._turn:
            if self._closed:
                return
            self._deaths[number] = self._deaths.get(number, 0) + 1
            if self._deaths[number] < ATTEMPTS:
                heapq.heappush(self._again, number)
            else:
                assert self._lost is not None
                self._results[number] = self._lost(self._tasks[number], how)
            self._turn.notify_all()


class _Process:
    """A worker and its pipes."""

    def __init__(self) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-P", "-c", _BOOT, "winset worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **ONE_THREAD},
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._to: IO[bytes] = self._program.stdin
        self._from: IO[bytes] = self._program.stdout

    def told(self, message: bytes) -> tuple[Any, ...]:
        """Send a message and return the answer; raises `Died` where there is none."""
        try:
            self._to.write(message)
            self._to.flush()
            answer: tuple[Any, ...] = pickle.load(self._from)  # noqa: S301 - from a process that this one started
        except (OSError, EOFError, pickle.UnpicklingError, ValueError) as error:
            raise Died(self._how()) from error
        return answer

    def kill(self) -> None:
        """End it at once; it holds nothing that could be left half done."""
        self._program.kill()
        self._program.wait()
        for pipe in (self._to, self._from):
            with suppress(OSError):  # what was still to be written has nobody to read it
                pipe.close()

    def _how(self) -> str:
        try:
            code = self._program.wait(10)
        except subprocess.TimeoutExpired:
            return "its process no longer answers"
        if code >= 0:
            return f"its process ended by itself with exit code {code}"
        try:
            name = signal.Signals(-code).name
        except ValueError:
            name = f"signal {-code}"
        if name == "SIGKILL":
            return "its process was killed by the system (SIGKILL), most likely for want of memory"
        return f"its process crashed ({name})"


def _raised(kind: str, message: str) -> Exception:
    """Return the error that a worker met, as one of winset's own where it is one."""
    known = getattr(errors, kind, None)
    if not (isinstance(known, type) and issubclass(known, WinsetError)):
        return WinsetError(f"a worker process failed ({kind}: {message}); please report this")
    error = known.__new__(known)
    Exception.__init__(error, message)
    return error


def _no_answer(number: int, question: Any) -> Any:
    raise AssertionError((number, question))
