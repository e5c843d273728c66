"""``winset deals``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from winset.cli.common import json_option, print_json, quiet_option, say

if TYPE_CHECKING:
    from winset.analysis.blockers import Tier
    from winset.analysis.deals.smaa import Progress


@click.command()
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--consent", metavar="PARTY,…", help="Whose yes makes an agreement; default: as the file says.")
@click.option(
    "--tier",
    type=click.Choice(["red-lines", "needs", "refusals"]),
    default="red-lines",
    show_default=True,
    help="Which lines make a package inadmissible.",
)
@click.option(
    "--basis",
    multiple=True,
    type=click.Choice(["self", "ascribed", "inferred"]),
    help="Whose word counts; repeatable; default: all.",
)
@click.option("--as-of", metavar="DATE", help="Ask for this date: positions known, no-deal scenarios that hold.")
@click.option(
    "--no-deal", multiple=True, metavar="ID", help="Compare with this scenario; repeatable; asking adopts it."
)
@click.option(
    "--salience",
    multiple=True,
    metavar="PARTY:ISSUE>ISSUE",
    help="What is known of the weights' order; ~ ties two issues; repeatable.",
)
@click.option("--ordinal", is_flag=True, help="Leave utilities given in numbers aside.")
@click.option("--draws", type=click.IntRange(min=1), help="Draws for acceptance; default: as many as take seconds.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True, help="Of the random generator.")
@click.option("--top", type=click.IntRange(min=1), help="Most packages to list; default 5, with --json 5000.")
@json_option
@quiet_option
def deals(
    file: str,
    consent: str | None,
    tier: Tier,
    basis: tuple[str, ...],
    as_of: str | None,
    no_deal: tuple[str, ...],
    salience: tuple[str, ...],
    ordinal: bool,
    draws: int | None,
    seed: int,
    top: int | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Find what could be agreed, and against which no-deal scenario.

    \b
    Examples:
      winset deals negotiation.yaml
      winset deals negotiation.yaml --as-of 2026-05-01
      winset deals negotiation.yaml --salience "union:wage>nights"
      winset deals negotiation.yaml --consent port,union --json

    With rankings only, the answer is over all preferences that agree with them: first what holds in all, in some, in
    none of them, then the share. Where utilities are given for everyone the answer is exact.
    """
    from winset.analysis.deals import deals as find
    from winset.analysis.words import plural
    from winset.cli.analyses import open_negotiation, print_lines, salience_of, split_list, verifier

    negotiation = open_negotiation(file)
    size = 1
    for issue in negotiation.issues:
        size *= len(issue.options)
    say(f"{plural(size, 'combination')} of options", quiet=quiet)
    with _bar(quiet) as progress:
        result = find(
            negotiation,
            consent=split_list(consent),
            tier=tier,
            basis=basis or None,
            as_of=as_of,
            no_deal=no_deal or None,
            saliences=salience_of(salience),
            numbers=not ordinal,
            draws=draws,
            seed=seed,
            top=(top or 5000) if as_json else 5000,
            progress=progress,
        )
    if as_json:
        print_json(result.to_dict())
    else:
        print_lines(result.sentences(verified=verifier(negotiation), most=top or 5))
    if any(answer.interrupted for answer in result.answers):
        say("interrupted; the answer rests on the draws made until then", quiet=quiet)
        raise click.exceptions.Exit(130)


class _bar:  # noqa: N801  (used like a function)
    """Show how far the draws are, on a terminal only."""

    def __init__(self, quiet: bool) -> None:
        self._shown = not quiet and sys.stderr.isatty()

    def __enter__(self) -> Progress | None:
        if not self._shown:
            return None
        from rich.console import Console
        from rich.progress import Progress as Bar

        self._progress = Bar(console=Console(stderr=True), transient=True)
        self._progress.start()
        tasks: dict[str, object] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = self._progress.add_task(what, total=total)
            self._progress.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]

        return show

    def __exit__(self, *error: object) -> None:
        if self._shown:
            self._progress.stop()
