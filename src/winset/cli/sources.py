"""What the commands that read documents share: their options, and the reading they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from winset.cli.common import say
from winset.cli.progress import reading_progress, say_read
from winset.core.terminal import safe

if TYPE_CHECKING:
    from winset.reading.statement import Reading

F = TypeVar("F", bound=Callable[..., Any])


def reading_options(function: F) -> F:
    """Add the arguments and options of every command that reads documents."""
    file = click.Path(dir_okay=False, path_type=Path)
    options = [
        click.argument("paths", metavar="FILES...", nargs=-1, required=True),
        click.option("--published", metavar="DATE", help="Publication date where a document has none: 2025-04-23."),
        click.option("--publisher", metavar="NAME", help="Publisher where a document names none."),
        click.option("--codebook", type=file, help="Issues to look for, and their words (default: the general one)."),
        click.option("--actors", type=file, help="Who speaks for whom, added to winset's own table."),
        click.option("--corrections", type=file, help="What people made of statements; their word wins."),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def read_sources(
    *,
    paths: Sequence[str],
    published: str | None = None,
    publisher: str | None = None,
    codebook: Path | None = None,
    actors: Path | None = None,
    corrections: Path | None = None,
    quiet: bool = False,
) -> Reading:
    """Read documents as the options say, and say what was noted, skipped and not applied."""
    from winset.reporting.sources import Options, read_documents

    options = Options(published, publisher, codebook, corrections, actors)
    with reading_progress(quiet=quiet) as progress:
        reading, problems = read_documents(paths, options, progress=progress)
    for problem in problems:
        say(safe(f"not applied: {problem}", lines=False))
    say_read(reading, quiet=quiet)
    return reading
