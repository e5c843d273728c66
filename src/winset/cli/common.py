"""What commands share: options, printing of data and messages."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from winset.core.terminal import safe_json

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
