"""What commands share: options, printing of data and messages."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from winset.core.terminal import safe, safe_json

F = TypeVar("F", bound=Callable[..., Any])


def json_option(function: F) -> F:
    """Add ``--json``: the answer as JSON on standard output, its schema versioned and documented."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON (see docs/reference/json.md).")(function)


def quiet_option(function: F) -> F:
    """Add ``--quiet``: no messages, only data and errors."""
    return click.option("-q", "--quiet", is_flag=True, help="Print no messages, only data and errors.")(function)


def print_json(value: Any) -> None:
    """Print JSON-ready values on standard output, readable and in a stable order."""
    sys.stdout.write(safe_json(json.dumps(value, indent=1, ensure_ascii=False)) + "\n")


def say(message: str, *, quiet: bool = False) -> None:
    """Print a message on standard error."""
    if not quiet:
        click.echo(message, err=True)


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Print rows of text as a table on standard output, the first one as its head; cells wrap to the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    head, *body = rows
    for cell in head:
        table.add_column(Text(safe(cell, lines=False)), overflow="fold")
    for row in body:
        table.add_row(*(Text(safe(cell, lines=False)) for cell in row))
    Console(file=sys.stdout, width=columns(), highlight=False, markup=False, emoji=False).print(table)


def columns() -> int:
    """Return how many columns text may have: the terminal's, at most 100; 80 where there is no terminal."""
    return max(20, min(shutil.get_terminal_size((80, 24)).columns, 100))


def tell(text: str) -> None:
    """Print a line of an answer on standard output, safe for a terminal and wrapped to it, at most 100 columns wide.

    The line keeps its indent, and what is wrapped of it hangs below its first words.
    """
    line = safe(text, lines=False)
    words = line.lstrip(" ")
    indent = " " * (len(line) - len(words))
    bullet = re.match(r"(?:- |\d+\. )?", words)
    assert bullet is not None
    lines = textwrap.wrap(
        words,
        columns(),
        initial_indent=indent,
        subsequent_indent=indent + " " * bullet.end(),
        break_long_words=False,
        break_on_hyphens=False,
    )
    click.echo("\n".join(lines))
