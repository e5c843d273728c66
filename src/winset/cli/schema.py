"""``winset schema``."""

from __future__ import annotations

from importlib import import_module

import click

from winset.cli.common import print_json
from winset.core.ids import unknown

# name → module:function that returns the schema. Add a line for each kind of file.
SCHEMAS: dict[str, str] = {
    "codebook": "winset.reading.coding.codebook:codebook_schema",
    "corrections": "winset.drafting.corrections:corrections_schema",
    "negotiation": "winset.negotiation.schema:schema",
    "reading": "winset.reading.json_schema:schema",
}


@click.command()
@click.argument("name", required=False, metavar="[NAME]")
def schema(name: str | None) -> None:
    """Print the JSON Schema of a file that winset reads or writes.

    \b
    Examples:
      winset schema
      winset schema negotiation > negotiation.schema.json

    Without NAME the names are listed. The schemas are JSON Schema, draft 2020-12.
    """
    if name is None:
        for known in sorted(SCHEMAS):
            click.echo(known)
        return
    if name not in SCHEMAS:
        raise click.UsageError(unknown("schema", name, SCHEMAS))
    module, _, function = SCHEMAS[name].partition(":")
    print_json(getattr(import_module(module), function)())
