"""What the commands that read documents share: their options, and the reading they make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from winset.cli.common import say

if TYPE_CHECKING:
    from winset.reading.coding import Codebook
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
) -> tuple[Reading, Codebook]:
    """Read documents as the options say; corrections applied, and said where one found no statement."""
    from winset.drafting.corrections import load_corrections
    from winset.reading.coding import Codebook
    from winset.reading.reader import read

    book = Codebook.load(codebook)
    reviews = load_corrections(corrections) if corrections is not None else None
    reading = read(list(paths), published=published, publisher=publisher, codebook=book, actors=actors)
    if reviews is not None:
        reading, problems = reviews.apply(reading)
        for problem in problems:
            say(f"not applied: {problem}", quiet=False)
    return reading, book
