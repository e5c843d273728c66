"""``winset check``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from winset.cli.common import json_option, print_json, quiet_option, say
from winset.core.terminal import safe

if TYPE_CHECKING:
    from winset.core.errors import Problem
    from winset.negotiation.files import Examined

FAILED = 3


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option(
    "--documents-anywhere", is_flag=True, help="Read documents outside the folder of the negotiation file too."
)
@json_option
@quiet_option
def check(files: tuple[str, ...], strict: bool, documents_anywhere: bool, as_json: bool, quiet: bool) -> None:
    """Check negotiation files and list all their problems at once.

    \b
    Examples:
      winset check negotiation.yaml
      winset check --strict cases/*.yaml
      winset check --json negotiation.yaml
      winset check - < negotiation.yaml

    FILE is YAML or JSON; - is standard input. Each problem has its line, its column and what to do. Quotes are held
    against their documents, letter for letter. Exit code 3 where there is an error, 1 where a file cannot be opened.
    """
    from winset.negotiation.files import examine

    examined = [_with_consistency(examine(file, documents_anywhere=documents_anywhere)) for file in files]
    if as_json:
        print_json(_json(examined, strict=strict))
    for one in examined:
        if not one.opened:
            say(safe("\n".join(f"winset: {problem}" for problem in one.errors)))
        elif not as_json:
            _print(one)
        say(safe(_summary(one)), quiet=quiet or not one.opened)
    if any(not one.opened for one in examined):
        raise click.exceptions.Exit(1)
    if any(one.errors or (strict and one.warnings) for one in examined):
        raise click.exceptions.Exit(FAILED)


def _with_consistency(one: Examined) -> Examined:
    """Return what was examined with a warning where preferences over states and positions contradict each other."""
    if one.negotiation is None or not (one.negotiation.preferences and one.negotiation.outcomes):
        return one
    from winset.analysis.stability.consistency import problems

    return replace(one, warnings=(*one.warnings, *problems(one.negotiation, file=one.name)))


def _print(one: Examined) -> None:
    marked = [(p, "error") for p in one.errors] + [(p, "warning") for p in one.warnings]
    for problem, severity in sorted(marked, key=lambda pair: (pair[0].line, pair[0].column, pair[1], pair[0])):
        place, _, rest = str(problem).partition(": ")
        click.echo(safe(f"{place}: {severity}: {rest}", lines=False))


def _summary(one: Examined) -> str:
    if not one.errors and not one.warnings:
        return f"{one.name}: no problems"
    return f"{one.name}: {_count(len(one.errors), 'error')}, {_count(len(one.warnings), 'warning')}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _json(examined: Sequence[Examined], *, strict: bool) -> dict[str, Any]:
    from winset._version import __version__
    from winset.core.results import SCHEMA_VERSION

    files = [
        {
            "file": one.name,
            "ok": not one.errors and not (strict and one.warnings),
            "sha256": one.negotiation.sha256 if one.negotiation else None,
            "errors": [_problem(p) for p in one.errors],
            "warnings": [_problem(p) for p in one.warnings],
        }
        for one in examined
    ]
    return {"winset": __version__, "schema_version": SCHEMA_VERSION, "files": files}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "column": problem.column,
        "path": problem.path,
        "message": problem.message,
        "hint": problem.hint,
    }
