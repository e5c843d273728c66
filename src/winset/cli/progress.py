"""What commands that read documents say while they read: a bar on a terminal, what was noted, what was skipped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from winset.cli.common import say
from winset.core.terminal import safe

if TYPE_CHECKING:
    from rich.progress import Progress

    from winset.reading.document import Document
    from winset.reading.statement import Reading, Skipped

# Passed over by rule and not by mishap: said, but not where no messages are wanted.
BY_RULE = ("unknown_suffix", "duplicate", "loop")


@contextmanager
def reading_progress(*, quiet: bool = False) -> Iterator[Callable[[int, int, str], None] | None]:
    """Yield the `progress` for `winset.read`: a bar on standard error, or None where that is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    with progress_bar("document", width=30) as bar:
        task = bar.add_task("reading", total=None, document="")

        def progress(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, document=safe(name, lines=False)[-40:])

        yield progress


def progress_bar(*fields: str, width: int) -> Progress:
    """Return a bar on standard error that goes away at its end; `fields` of a task stand behind it."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=width), MofNCompleteColumn())
    behind = (TextColumn(f"{{task.fields[{name}]}}", markup=False) for name in fields)
    return Progress(*columns, *behind, console=Console(stderr=True, emoji=False), transient=True)


def say_skipped(skipped: Iterable[Skipped], *, quiet: bool = False) -> None:
    """Say on standard error what was not read and why; what failed is said even where no messages are wanted."""
    for one in skipped:
        say(safe(f"skipped {one.path}: {one.reason}", lines=False), quiet=quiet and one.code in BY_RULE)


def say_notes(document: Document, *, quiet: bool = False) -> None:
    """Say on standard error what the loader and the reader noted on a document."""
    for note in document.notes:
        say(safe(f"{document.path}: {note}", lines=False), quiet=quiet)


def say_kept(kept: int, skipped: int, statements: int, *, quiet: bool = False) -> None:
    """Say on standard error how much was read."""
    left_out = f", {counted(skipped, 'file')} skipped" if skipped else ""
    say(f"{counted(kept, 'document')} read{left_out}; {counted(statements, 'statement')}", quiet=quiet)


def say_read(reading: Reading, *, quiet: bool = False) -> None:
    """Say on standard error what was noted, what was skipped, and how much was read."""
    for document in reading.documents:
        say_notes(document, quiet=quiet)
    say_skipped(reading.skipped, quiet=quiet)
    say_kept(len(reading.documents), len(reading.skipped), len(reading.statements), quiet=quiet)


def counted(number: int, thing: str) -> str:
    """Return a number with its noun: ``1 document``, ``2 documents``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
