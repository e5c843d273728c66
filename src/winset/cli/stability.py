"""``winset stability``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from winset.cli.common import json_option, print_json, print_table, quiet_option, say, tell
from winset.core.terminal import safe

if TYPE_CHECKING:
    from winset.analysis.stability.result import Stability

SHOWN = 40
LARGE = 1 << 14


@click.command()
@click.argument("source")
@click.option("--concepts", metavar="NAME,…", help="Some of nash, gmr, smr, seq, sim; default: all that apply.")
@click.option(
    "--coalitions", type=click.IntRange(min=2), metavar="SIZE", help="All coalitions of up to so many parties."
)
@click.option("--coalition", "groups", multiple=True, metavar="PARTY,…", help="This coalition; repeatable.")
@click.option("--issues", metavar="ISSUE,…", help="Insist or settle over these issues, from positions alone.")
@click.option(
    "--unknown-order",
    multiple=True,
    metavar="PARTY[:2-4]",
    help="The order of this party's statements (or of the 2nd to 4th) is not known; repeatable.",
)
@click.option("--why", metavar="STATE", help="Say for every party and concept why this state is stable, or is not.")
@click.option("--make-stable", "wished", metavar="STATE", help="What preferences of whom would make this state hold.")
@click.option("--vary", metavar="FIRST-LAST", help="With --make-stable: only these places of each ranking vary.")
@click.option(
    "--changes",
    type=click.IntRange(0, 4),
    default=2,
    show_default=True,
    help="With --make-stable: search up to so many changes of statements.",
)
@click.option("--export", metavar="FILE", help="Write the conflict to a new file: .gmcr, .graphml or .dot.")
@click.option("--improving", is_flag=True, help="With --export: only moves that their mover prefers.")
@click.option("--draws", type=click.IntRange(min=1), default=1000, show_default=True, help="Of unknown preferences.")
@click.option("--seed", type=int, default=0, show_default=True, help="Of the draws.")
@click.option(
    "--memory", type=click.IntRange(min=1), default=2048, show_default=True, help="Most memory to use, in MB."
)
@click.option("--all-states", is_flag=True, help="With --json: also above 65,536 states.")
@json_option
@quiet_option
def stability(
    source: str,
    concepts: str | None,
    coalitions: int | None,
    groups: tuple[str, ...],
    issues: str | None,
    unknown_order: tuple[str, ...],
    why: str | None,
    wished: str | None,
    vary: str | None,
    changes: int,
    export: str | None,
    improving: bool,
    draws: int,
    seed: int,
    memory: int,
    all_states: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """Say which situations hold when everyone can act, for whom, and why.

    \b
    Examples:
      winset stability negotiation.yaml
      winset stability cuba-1962-irreversible --why 6
      winset stability negotiation.yaml --make-stable settle
      winset stability conflict.gmcr --coalitions 2 --json
      winset stability negotiation.yaml --unknown-order union --draws 2000
      winset stability elmira-1991 --export elmira.graphml

    SOURCE is a negotiation, a conflict in winset's own form, a .gmcr file, or a case that `winset cases` lists. A
    negotiation without moves becomes the plain conflict of insisting or settling. STATE is a number, letters such as
    YNN, or the options at yes joined by + (`none` for none).
    """
    from winset.analysis.stability.api import stability as analyse
    from winset.cli.analyses import split_list
    from winset.cli.conflicts import open_source

    opened = open_source(source)
    if wished is not None:
        _inverse(opened, wished, vary, changes, split_list(concepts), split_list(issues), as_json)
        return
    _say_size(opened, issues=split_list(issues), quiet=quiet)
    asked: Any = coalitions if not groups else [split_list(group) or [] for group in groups]
    result = analyse(
        opened,
        concepts=split_list(concepts),
        coalitions=asked,
        issues=split_list(issues),
        unknown_order=unknown_order,
        draws=draws,
        seed=seed,
        memory=memory * 2**20,
    )
    if export is not None:
        _export(result, export, improving)
        say(safe(f"written: {export}"), quiet=quiet)
    if as_json:
        reasons = {} if why is None else {"reasons": result.reasons_dict(why)}
        print_json(result.to_dict(all_states=all_states) | reasons)
        return
    for line in result.sentences():
        tell(line)
    if why is not None:
        _why(result, why)
    else:
        _table(result, quiet=quiet)
    for line in (*result.extension_sentences(), *result.threats, *result.notes):
        tell(line)


def _say_size(opened: Any, *, issues: Any, quiet: bool) -> None:
    """Say how large the analysis is before it starts, where it is large."""
    from winset.analysis.stability.api import memory_needed
    from winset.analysis.stability.building import built_from

    conflict = built_from(opened, issues=issues).conflict
    if conflict.size >= LARGE:
        need = memory_needed(conflict) >> 20
        say(f"{conflict.size:,} states, {len(conflict.decision_makers)} parties: up to {need} MB", quiet=quiet)


def _why(result: Stability, state: str) -> None:
    for lines in result.reasons(state):
        click.echo("")
        for number, line in enumerate(lines):
            tell(line if number == 0 else f"  {line}")


def _table(result: Stability, *, quiet: bool) -> None:
    from winset.analysis.stability.conflict import Conflict
    from winset.analysis.stability.words import CONCEPT_NAMES, by_name

    conflict = result.conflict
    numbers = list(range(1, conflict.size + 1)) if conflict.size <= SHOWN else list(result.holds)[:SHOWN]
    parties = by_name(conflict)
    head = ["state", "", *(maker.name for _, maker in parties), "holds under"]
    rows = [head]
    for number in numbers:
        own = [
            " ".join(CONCEPT_NAMES[c] for c in result.concepts if result.stable[c][party][number - 1]) or "–"
            for party, _ in parties
        ]
        held = " ".join(CONCEPT_NAMES[c] for c in result.concepts if number in result.equilibria[c]) or "–"
        rows.append([str(number), conflict.label(number), *own, held])
    sure = "" if result.shares is None else " in all admissible preferences"
    if isinstance(conflict, Conflict) and conflict.options:
        click.echo("\nStates by letters, Y or N, in this order:")
        for place, option in enumerate(conflict.options, start=1):
            tell(f"  {place}. {option.name} ({option.id})")
    click.echo(f"\nStable under, for each party{sure}:")
    print_table(rows)
    if len(numbers) < conflict.size:
        say(f"{conflict.size:,} states; shown are those that hold ({len(numbers)}); --json has all", quiet=quiet)


def _export(result: Stability, name: str, improving: bool) -> None:
    from pathlib import Path

    from winset.core.errors import InputError
    from winset.core.files import write_whole
    from winset.formats.gmcr import write_gmcr
    from winset.formats.graphs import to_dot, to_graphml

    suffix = Path(name).suffix
    if suffix == ".gmcr":
        text = write_gmcr(result.conflict)
    elif suffix == ".graphml":
        text = to_graphml(result.conflict, improving=improving, equilibria=result.holds)
    elif suffix == ".dot":
        text = to_dot(result.conflict, improving=improving, equilibria=result.holds)
    else:
        raise InputError(f"--export {name!r}: end the name in .gmcr, .graphml or .dot")
    write_whole(Path(name), [text.encode("utf-8")])


def _inverse(
    opened: Any, state: str, vary: str | None, changes: int, concepts: Any, issues: Any, as_json: bool
) -> None:
    from winset.analysis.stability.wished import make_stable
    from winset.core.errors import InputError

    places: tuple[int, int] | None = None
    if vary is not None:
        first, _, last = vary.partition("-")
        if not (first.isdigit() and (last or first).isdigit()):
            raise InputError(f"--vary {vary!r}: write the first and last place of the ranking, such as 1-4")
        places = (int(first), int(last or first))
    result = make_stable(opened, state, concepts=concepts, vary=places, most_changes=changes, issues=issues)
    if as_json:
        print_json(result.to_dict())
        return
    for line in result.sentences():
        tell(line)
    for line in result.notes:
        tell(line)
