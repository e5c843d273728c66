"""``winset report``: documents or a negotiation in, one HTML report out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winset.cli.common import json_option, print_json, quiet_option, say
from winset.cli.progress import reading_progress, say_notes, say_skipped
from winset.cli.sources import reading_options
from winset.core.terminal import safe

if TYPE_CHECKING:
    from winset.reporting.context import Context


@click.command(short_help="Documents or a negotiation in, one HTML report out.")
@reading_options
@click.option("--since", metavar="DATE", help="Compare what was said before this date and since.")
@click.option("--title", help="Title of a negotiation that is drafted from documents.")
@click.option(
    "-o", "--output", required=True, metavar="FILE", help="File to write; - writes the page to standard output."
)
@json_option
@quiet_option
def report(
    *,
    paths: tuple[str, ...],
    published: str | None,
    publisher: str | None,
    codebook: Path | None,
    actors: Path | None,
    corrections: Path | None,
    since: str | None,
    title: str | None,
    output: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Write one HTML report that a person can read and question, and print its summary.

    FILES are documents (they are read, and a negotiation is drafted), a negotiation.yaml (nothing is searched for
    statements), or both. In a folder a negotiation.yaml, codebook.yaml, corrections.yaml and actors.yaml are used where
    they lie, and reports/ is read where there is one.

    \b
    Examples:
      winset report reports/ -o report.html
      winset report article.txt --published 2025-04-23 -o report.html
      winset report negotiation.yaml -o report.html
      winset report examples/london-2025 -o report.html
    """
    from winset.reporting.report import context_of, render, write
    from winset.reporting.sources import Options, gather

    if output == "-" and as_json:
        raise click.UsageError("the page and --json cannot both go to standard output; give -o a file")
    for path in paths:
        if path != "-" and not Path(path).exists():
            raise click.UsageError(f"{path}: there is no such file or folder")
    with reading_progress(quiet=quiet) as progress:
        gathered = gather(
            paths,
            options=Options(published, publisher, codebook, corrections, actors, title),
            progress=progress,
        )
    for problem in gathered.problems:
        say(safe(f"not applied: {problem}", lines=False))
    if gathered.reading is not None:
        for document in gathered.reading.documents:
            say_notes(document, quiet=quiet)
        say_skipped(gathered.reading.skipped, quiet=quiet)
    context = context_of(gathered, since=since)
    page = render(context)
    if output == "-":
        sys.stdout.buffer.write(page.encode("utf-8"))
        return
    written = write(page, output)
    if as_json:
        print_json(answers(context, str(written)))
    elif not quiet:
        _print(context, written)


def answers(context: Context, path: str) -> dict[str, Any]:
    """Return the report's answers as JSON-ready values."""
    from winset.core.results import SCHEMA_VERSION
    from winset.reporting.blocking import by_tier

    return {
        "schema": SCHEMA_VERSION,
        "report": path,
        "provenance": context.provenance.to_dict(),
        "positions": context.positions.to_dict(),
        "coherence": context.coherence.to_dict(),
        "blockers": {
            answer.tier: answer.result.to_dict() if answer.result is not None else {"not_computed": answer.reason}
            for answer in by_tier(context)
        },
    }


def _print(context: Context, path: Path) -> None:
    from rich.console import Console

    from winset.reporting import sentences
    from winset.reporting.summary import print_summary

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    console.width = min(console.width, 80)
    print_summary(context, console)
    console.print()
    console.print(safe(sentences.written(str(path), path.stat().st_size), lines=False), soft_wrap=True)
