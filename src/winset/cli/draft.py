"""``winset draft``: documents in, a draft negotiation.yaml out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from winset.cli.common import quiet_option, say
from winset.cli.sources import read_sources, reading_options


@click.command(short_help="Draft a negotiation.yaml from documents.")
@reading_options
@click.option("--title", help="Title of the negotiation.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; without it the draft goes to standard output.",
)
@click.option("--force", is_flag=True, help="Overwrite the file where it exists.")
@quiet_option
def draft(title: str | None, output: Path | None, force: bool, quiet: bool, **sources: Any) -> None:
    """Draft a negotiation from what documents report, every entry with its evidence.

    Rankings go as far as the statements go and no further; red lines stand only where somebody said so; what was not
    found is left out, which does not mean that a party has no position. The draft is yours to correct.

    \b
    Examples:
      winset draft reports/ -o negotiation.yaml
      winset draft article.txt --published 2025-04-23 --codebook codebook.yaml
      winset draft reports/ --corrections corrections.yaml -o negotiation.yaml
    """
    from winset.drafting.drafts import draft as make
    from winset.negotiation.files import dump, dumps

    if output is not None and output.exists() and not force:
        raise click.UsageError(f"{output} exists; give --force to overwrite it, or another name")
    reading = read_sources(quiet=quiet, **sources)
    made = make(
        reading, codebook=sources["codebook"], title=title, folder=output.parent if output is not None else None
    )
    if output is None:
        click.echo(dumps(made), nl=False)
        return
    dump(made, output)
    say(
        f"{output}: {len(made.parties)} parties, {len(made.issues)} issues, {len(made.positions)} positions "
        f"from {len(reading.statements)} statements. Check it with `winset check {output}`.",
        quiet=quiet,
    )
