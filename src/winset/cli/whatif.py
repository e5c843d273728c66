"""``winset whatif``."""

from __future__ import annotations

import click

from winset.cli.common import json_option, print_json, quiet_option


@click.command()
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--set", "sets", multiple=True, metavar="PATH=VALUE", help="A change; repeatable.")
@click.option("--draws", type=click.IntRange(min=1), help="Draws for acceptance; default: as many as take seconds.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of the random generator.")
@click.option("--all", "everything", is_flag=True, help="Print answers that stay as they are, too.")
@json_option
@quiet_option
def whatif(
    file: str,
    sets: tuple[str, ...],
    draws: int | None,
    seed: int,
    everything: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Compare the answers before and after a change.

    \b
    Examples:
      winset whatif negotiation.yaml --set "position:port:nights=joint>deferred"
      winset whatif negotiation.yaml --set red_lines:members:nights=
      winset whatif negotiation.yaml --set constraint:budget=lifted
      winset whatif negotiation.yaml --set consent=port,union
      winset whatif negotiation.yaml --set "position:union:wage={needs: [five]}"

    \b
    Changes:
      position:PARTY:ISSUE=a>b~c  a ranking (> better, ~ tied) and no lines;
                                  nothing: no position
      red_lines:PARTY:ISSUE=a,b   the same for needs and fallback
      no_deal:SCENARIO:ISSUE=a    adopted:SCENARIO=yes or no
      constraint:ID=lifted        consent=PARTY,PARTY
      reservation:PARTY=0.4
    """
    from winset.analysis.whatif import whatif as compare
    from winset.cli.analyses import open_negotiation, print_lines

    result = compare(open_negotiation(file), sets, draws=draws, seed=seed)
    if as_json:
        print_json(result.to_dict())
        return
    lines = result.sentences()
    if everything:
        lines += [f"{c.what}: {c.before}" for c in result.changes if not c.changed]
    print_lines(lines)
