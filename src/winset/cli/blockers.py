"""``winset blockers``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from winset.cli.common import json_option, print_json, quiet_option, say

if TYPE_CHECKING:
    from winset.analysis.blockers import Tier


@click.command()
@click.argument("file", type=click.Path(allow_dash=True))
@click.option(
    "--tier",
    type=click.Choice(["red-lines", "needs", "refusals"]),
    default="red-lines",
    show_default=True,
    help="What counts: stated red lines; plus needs; plus every refusal.",
)
@click.option("--consent", metavar="PARTY,…", help="Whose yes makes an agreement; default: as the file says.")
@click.option(
    "--basis",
    multiple=True,
    type=click.Choice(["self", "ascribed", "inferred"]),
    help="Whose word counts; repeatable; default: all.",
)
@click.option("--as-of", metavar="DATE", help="Count what was known at this date.")
@click.option(
    "--no-deal", metavar="ID", help="Count the reservation values of this no-deal scenario, or `stated` ones."
)
@click.option(
    "--without",
    multiple=True,
    metavar="LINE",
    help="What follows if this falls: party:issue:option, party:issue or constraint:id; repeatable.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    help="Most conflicts, most concessions for each group of issues; default 1000, or 100 in large groups.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Stop searching after this time and say what is proved.",
)
@json_option
@quiet_option
def blockers(
    file: str,
    tier: Tier,
    consent: str | None,
    basis: tuple[str, ...],
    as_of: str | None,
    no_deal: str | None,
    without: tuple[str, ...],
    limit: int | None,
    time_limit: float | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """List what stands in the way of agreement, and what would open it.

    \b
    Examples:
      winset blockers negotiation.yaml
      winset blockers negotiation.yaml --tier needs
      winset blockers negotiation.yaml --consent port,union --basis self
      winset blockers negotiation.yaml --without union:wage:none
      winset blockers negotiation.yaml --tier refusals --json

    Conflicts are irreducible: take any one line away, and the rest can be met. Concessions are minimal: each opens an
    agreement, and none of them is the better one for being shorter.
    """
    from winset.analysis.blockers import TIERS, Blockers
    from winset.analysis.blockers import blockers as find
    from winset.analysis.blockers.words import lead
    from winset.cli.analyses import open_negotiation, print_lines, split_list, verifier

    negotiation = open_negotiation(file)

    def run(which: Tier) -> Blockers:
        return find(
            negotiation,
            tier=which,
            consent=split_list(consent),
            basis=basis or None,
            as_of=as_of,
            no_deal=no_deal,
            without=without,
            limit=limit,
            time_limit=time_limit,
        )

    result = run(tier)
    if as_json:
        print_json(result.to_dict())
        return
    lines = result.sentences(verified=verifier(negotiation))
    if not without:
        lines += [f"Tier {wider}: {lead(run(wider))}" for wider in TIERS[TIERS.index(tier) + 1 :]]
    print_lines(lines)
    if not result.complete:
        say("the search was not finished; raise --limit, or leave out --time-limit", quiet=quiet)
