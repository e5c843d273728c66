"""``winset cases``."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import click

from winset.cli.common import json_option, print_json, quiet_option, tell

if TYPE_CHECKING:
    from winset.cases import Case
    from winset.cases.deals import DealCase


@click.command()
@click.argument("name", required=False)
@json_option
@quiet_option
def cases(name: str | None, as_json: bool, quiet: bool) -> None:
    """List the published cases that come with winset, or show one with its source and its published answer.

    \b
    Examples:
      winset cases
      winset cases elmira-1991
      winset cases cuba-1962-irreversible --json

    `winset stability NAME` and `winset outlook NAME` analyse a conflict of the list.
    """
    from winset.cases import deals, load_case, names

    if name is None:
        _list(as_json)
        return
    case: Case | DealCase = deals.load_case(name) if name in deals.names() and name not in names() else load_case(name)
    if as_json:
        print_json(dataclasses.asdict(case))
        return
    _show(case)


def _list(as_json: bool) -> None:
    from winset.cases import deals, load_case, names

    conflicts: list[Case | DealCase] = [load_case(one) for one in names()]
    bargains: list[Case | DealCase] = [deals.load_case(one) for one in deals.names()]
    if as_json:
        print_json(
            {
                key: [{"id": case.id, "title": case.title, "about": case.about} for case in found]
                for key, found in (("cases", conflicts), ("deals", bargains))
            }
        )
        return
    width = max(len(case.id) for case in (*conflicts, *bargains))
    for head, found in (("Conflicts (stability, outlook):", conflicts), ("Bargaining (deals):", bargains)):
        click.echo(head)
        for case in found:
            click.echo(f"  {case.id.ljust(width)}  {case.title}")


def _show(case: Case | DealCase) -> None:
    from winset.cases import Case

    tell(case.title)
    tell(case.about)
    for source in case.sources:
        tell(f"Source: {source}")
    for what, answers in (("Published", case.published), ("Computed by winset", case.computed)):
        for rule, chosen in answers.items():
            tell(f"{what}, {rule}: {', '.join(map(_chosen, chosen)) or 'none'}")
    if isinstance(case, Case):
        _show_more(case)
    for note in case.notes:
        tell(f"Note: {note}")


def _chosen(item: object) -> str:
    """Return a state number, or a package, for reading."""
    if isinstance(item, dict):
        return "{" + ", ".join(f"{issue}: {option}" for issue, option in item.items()) + "}"
    return str(item)


def _show_more(case: Case) -> None:
    for entry in case.coalitions:
        members = " and ".join(entry["members"])
        tell(f"Published: {members} together leave state {entry['leave']} for state {entry['for']}")
    for entry in case.inverse:
        counts = ", ".join(f"{concept} {number}" for concept, number in entry["rankings"].items())
        what = f"of {entry['of']} rankings of {entry['party']} so many make state {entry['state']} stable"
        tell(f"Published: {what}: {counts}")
