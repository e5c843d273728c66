"""How far a run over many documents has come, and how fast: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from winset.cli.common import say
from winset.cli.progress import progress_bar
from winset.core.terminal import safe

if TYPE_CHECKING:
    from winset.reading.batch import Outcome

EVERY = 15.0
"""Seconds between two lines where there is no terminal."""

STEADY = 5
"""Documents that must have been read before a time that is left is named."""


class Pace:
    """Counts documents and words as they come, and says so.

    Parameters
    ----------
    total
        How many documents there are.
    show
        Called with the number of documents done, what to say of them, and the name of the one that is waited for.
    clock
        Seconds, from any start.
    """

    def __init__(
        self, total: int, show: Callable[[int, str, str], None], *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.total = total
        self._show = show
        self._clock = clock
        self._done = self._read = self._words = 0
        self._name = ""
        self._first = clock()

    def awaits(self, done: int, total: int, name: str) -> None:
        """Take notice of which document comes next; the `progress` of `winset.read`."""
        self._name = name
        self._show(done, self.figures(), name)

    def got(self, outcome: Outcome) -> None:
        """Count a document."""
        self._done += 1
        if outcome.words:
            if not self._read:
                # Loading the model came before the first document and comes before no other.
                self._first = self._clock()
            self._read += 1
            self._words += outcome.words
        self._show(self._done, self.figures(), self._name)

    def figures(self) -> str:
        """Return words a second and the time that is left, as far as they can be known."""
        parts = []
        seconds = self._clock() - self._first
        if self._read > 1 and seconds > 0:
            parts.append(f"{self._words * (self._read - 1) / self._read / seconds:,.0f} words/s")
        left = self.total - self._done
        if self._read > STEADY and left and seconds > 0:
            parts.append(f"about {_time(left * seconds / (self._read - 1))} left")
        return ", ".join(parts)


@contextmanager
def pace_of(total: int, *, jobs: int = 1, quiet: bool = False) -> Iterator[Pace]:
    """Yield what counts documents: silent where no messages are wanted, else with a bar or with lines.

    Parameters
    ----------
    total
        How many documents there are.
    jobs
        How many processes read, which is said where it is more than one.
    quiet
        Whether no messages are wanted.
    """
    if quiet:
        yield Pace(total, lambda done, figures, name: None)
        return
    what = "reading" if jobs == 1 else f"reading with {jobs} processes"
    if not sys.stderr.isatty():
        yield Pace(total, _Line(total, what).show)
        return
    with progress_bar("figures", "document", width=20) as bar:
        task = bar.add_task(what, total=total, figures="", document="")

        def show(done: int, figures: str, name: str) -> None:
            bar.update(task, completed=done, figures=figures, document=safe(name, lines=False)[-30:])

        yield Pace(total, show)


class _Line:
    """Says how far it is, but not more often than every few seconds."""

    def __init__(self, total: int, what: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._total = total
        self._what = what
        self._clock = clock
        self._last = clock()

    def show(self, done: int, figures: str, name: str) -> None:
        now = self._clock()
        if now - self._last < EVERY:
            return
        self._last = now
        say(f"{self._what}: {done:,} of {self._total:,} documents{f', {figures}' if figures else ''}")


def _time(seconds: float) -> str:
    """Return a span of time in words that do not pretend to be exact."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    if seconds < 5400:
        return f"{round(seconds / 60)} min"
    return f"{seconds / 3600:.1f} h"
