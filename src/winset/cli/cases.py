"""``winset cases``."""

from __future__ import annotations

import click

from winset.cli.common import json_option, print_json, quiet_option


@click.command()
@click.argument("name", required=False)
@json_option
@quiet_option
def cases(name: str | None, as_json: bool, quiet: bool) -> None:
    """List the published conflicts that come with winset, or show one with its source and its published answer.

    \b
    Examples:
      winset cases
      winset cases elmira-1991
      winset cases cuba-1962-irreversible --json

    `winset stability NAME` and `winset outlook NAME` analyse a case.
    """
    from winset.cases import load_case, names

    if name is None:
        found = [load_case(one) for one in names()]
        if as_json:
            print_json({"cases": [{"id": case.id, "title": case.title, "about": case.about} for case in found]})
            return
        width = max(len(case.id) for case in found)
        for case in found:
            click.echo(f"{case.id.ljust(width)}  {case.title}")
        return
    case = load_case(name)
    if as_json:
        print_json(_plain(case))
        return
    _show(case)


def _plain(case: object) -> object:
    import dataclasses

    assert dataclasses.is_dataclass(case)
    assert not isinstance(case, type)
    return dataclasses.asdict(case)


def _show(case: object) -> None:
    from winset.cases import Case

    assert isinstance(case, Case)
    click.echo(case.title)
    click.echo(case.about)
    for source in case.sources:
        click.echo(f"Source: {source}")
    for what, answers in (("Published", case.published), ("Computed by winset", case.computed)):
        for concept, numbers in answers.items():
            click.echo(f"{what}, {concept.upper()}: {', '.join(map(str, numbers)) or 'none'}")
    for entry in case.coalitions:
        members = " and ".join(entry["members"])
        click.echo(f"Published: {members} together leave state {entry['leave']} for state {entry['for']}")
    for entry in case.inverse:
        counts = ", ".join(f"{concept.upper()} {number}" for concept, number in entry["rankings"].items())
        what = f"of {entry['of']} rankings of {entry['party']} so many make state {entry['state']} stable"
        click.echo(f"Published: {what}: {counts}")
    for note in case.notes:
        click.echo(f"Note: {note}")
