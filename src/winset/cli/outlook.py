"""``winset outlook``."""

from __future__ import annotations

from typing import Any

import click

from winset.cli.common import json_option, print_json, quiet_option, tell


@click.command()
@click.argument("source")
@click.option("--start", metavar="STATE", help="Where the conflict stands; default: today's state of the file.")
@click.option(
    "--wished", metavar="STATE", help="Show the shortest way to this state, and who moves against its interest."
)
@click.option("--order", metavar="PARTY,…", help="The parties in their turn; default: any may be the next.")
@click.option(
    "--rule",
    type=click.Choice(["best", "any"]),
    default="best",
    show_default=True,
    help="A mover takes its best improvement, or each of its improvements alike.",
)
@click.option("--issues", metavar="ISSUE,…", help="Insist or settle over these issues, from positions alone.")
@click.option(
    "--unknown-order",
    multiple=True,
    metavar="PARTY[:2-4]",
    help="The order of this party's statements (or of the 2nd to 4th) is not known; repeatable.",
)
@click.option(
    "--most-states", type=click.IntRange(min=1), default=5000, show_default=True, help="Most states to visit."
)
@click.option("--draws", type=click.IntRange(min=1), default=500, show_default=True, help="Of unknown preferences.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the draws.")
@json_option
@quiet_option
def outlook(
    source: str,
    start: str | None,
    wished: str | None,
    order: str | None,
    rule: Any,
    issues: str | None,
    unknown_order: tuple[str, ...],
    most_states: int,
    draws: int,
    seed: int,
    as_json: bool,
    quiet: bool,
) -> None:
    """Say where the conflict goes from where it stands: open moves, states that hold, where play ends.

    \b
    Examples:
      winset outlook negotiation.yaml
      winset outlook negotiation.yaml --wished settle
      winset outlook cuba-1962-irreversible --order united_states,soviet_union
      winset outlook elmira-1991 --start 1 --json

    SOURCE and STATE are written as for `winset stability`. Shares are shares of the admissible preferences (and, in a
    random order, of the orders of moves); they are no likelihoods.
    """
    from winset.analysis.outlook import outlook as analyse
    from winset.cli.analyses import split_list
    from winset.cli.conflicts import open_source

    result = analyse(
        open_source(source),
        start=start,
        order=split_list(order),
        rule=rule,
        wished=wished,
        issues=split_list(issues),
        unknown_order=unknown_order,
        most_states=most_states,
        draws=draws,
        seed=seed,
    )
    if as_json:
        print_json(result.to_dict())
        return
    for line in (*result.sentences(), *result.notes):
        tell(line)
