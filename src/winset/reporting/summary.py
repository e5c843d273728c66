"""The report in brief, on a terminal of 80 columns: true sentences with counts, the matrix, what blocks.

All text of documents and files is made safe before it is printed; nothing stands in quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from winset.core.terminal import safe
from winset.reporting import sentences
from winset.reporting.blocking import TierAnswer, by_tier, clause_words, in_order, way_words
from winset.reporting.sections.opening import facts, four

if TYPE_CHECKING:
    from rich.console import Console

    from winset.negotiation.model import Issue
    from winset.reporting.context import Context

MOST = 3
"""Conflicts and concessions told for each group of issues; the report has them all."""


def print_summary(context: Context, console: Console) -> None:
    """Print the summary of a report.

    Parameters
    ----------
    context
        Of the report; nothing in it is changed but what is computed once.
    console
        With ``markup=False``, ``highlight=False`` and ``emoji=False``.
    """
    from rich.text import Text

    for indent, text, style in lines(context):
        if not text:
            console.print()
        for k, line in enumerate(Text(text, style=style).wrap(console, console.width - indent - 2) if text else ()):
            line.rstrip()
            console.print(Text(" " * (indent + (2 if k and indent else 0))) + line)


def lines(context: Context) -> Iterator[tuple[int, str, str]]:
    """Yield the lines of the summary: indent, text (safe to print), style."""
    yield 0, _plain(context.label(context.negotiation.title)), "bold"
    yield 0, "", ""
    for fact in facts(context):
        yield 0, _plain(fact), ""
    yield 0, "", ""
    for sentence in four(context):
        yield 0, _plain(sentence), ""
    for issue in context.negotiation.issues:
        yield 0, "", ""
        yield from _issue(context, issue)
    blocked = [
        answer
        for answer in by_tier(context)
        if answer.blocked and answer.result is not None and not answer.result.impossible
    ]
    for answer in blocked:
        yield 0, "", ""
        yield from _tier(context, answer)


def _issue(context: Context, issue: Issue) -> Iterator[tuple[int, str, str]]:
    view = next(v for v in context.positions.issues if v.issue == issue.id)
    yield 0, f"{_plain(context.issue(issue.id))} [{sentences.STATUSES[view.status]}]", "bold"
    for option in issue.options:
        now = " (holds today)" if option.id == issue.status_quo else ""
        yield 2, f"{context.letter(issue, option.id)}  {_plain(context.option(issue.id, option.id))}{now}", "dim"
    silent: dict[str, list[str]] = {}
    for party in context.parties:
        cell = context.positions.cell(party.id, issue.id)
        if cell.state != "stated":
            state = "missing_file" if cell.state == "missing" and not context.drafted else str(cell.state)
            silent.setdefault(state, []).append(context.party(party.id))
            continue
        held = [context.negotiation.positions[i] for i in cell.positions]
        parts = [sentences.ranking([context.letters(issue, t) for t in p.ranking], []) for p in held if p.ranking]
        parts += [f"needs {' or '.join(context.letters(issue, cell.needs))}"] if cell.needs else []
        parts += [f"refuses {', '.join(context.letters(issue, cell.refused))}"] if cell.refused else []
        how = [sentences.BASES[basis] for basis in cell.bases]
        how += [sentences.HOLDS[cell.hold]] if cell.hold != "not_stated" else []
        how += [sentences.NOT_REVIEWED] if any(context.reviewed(p) is False for p in held) else []
        yield 2, f"{_plain(context.party(party.id))}: {'; '.join(parts)} ({', '.join(how)})", ""
    for state, names in silent.items():
        yield 2, f"{sentences.STATES[state]}: {_plain(', '.join(names))}", "dim"


def _tier(context: Context, answer: TierAnswer) -> Iterator[tuple[int, str, str]]:
    assert answer.result is not None
    yield 0, f"What stands in the way, counting {sentences.TIERS[answer.tier]}", "bold"
    for component in answer.blocked:
        yield 2, _plain(sentences.group([context.issue(issue) for issue in component.issues])), ""
        for members in component.conflicts[:MOST]:
            clauses = in_order(context, answer.result.of(members))
            yield 4, _plain(f"cannot hold together: {'; '.join(clause_words(context, c) for c in clauses)}"), ""
        yield from _more(len(component.conflicts) - MOST, "conflict")
        for members in component.concessions[:MOST]:
            clauses = in_order(context, answer.result.of(members))
            yield 4, _plain(f"would open it: {' and '.join(way_words(context, c) for c in clauses)}"), ""
        yield from _more(len(component.concessions) - MOST, "concession")


def _more(number: int, what: str) -> Iterator[tuple[int, str, str]]:
    if number > 0:
        yield 4, sentences.more(number, what), "dim"


def _plain(text: str) -> str:
    """Return text for the terminal: labels in brackets, hidden characters as escapes, in one line."""
    return safe(
        text.replace(sentences.OPEN, "[").replace(f"{sentences.CLOSE}.", "].").replace(sentences.CLOSE, "]"),
        lines=False,
    )
