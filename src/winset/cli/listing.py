"""A reading on the terminal: who said what, where it stands, and whose position it speaks of.

Nothing is put between quotation marks here, since long words are cut and line breaks are blanks; the exact words are in
the JSON. All text of documents is made safe before it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from winset.cli.progress import counted
from winset.core.terminal import safe

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from winset.reading.document import Document
    from winset.reading.statement import MeetingReport, Reading, Statement

_MOST = 300
_FIRM = {"red_line": "bold red", "demand": "yellow", "offer": "green", "openness": "cyan"}
_INDENT = 9
_WORD = re.compile(r"\s*\S+\s*")


def print_listing(reading: Reading, console: Console) -> None:
    """Print a reading, document by document, for people."""
    names = {party.id: party.name for party in reading.parties}
    for document in reading.documents:
        statements = reading.of(document.id)
        _block(console, _heading(document), 0, "bold")
        _block(console, _about(document, len(statements)), 0, "dim")
        for statement in statements:
            _print(console, _who(statement, names), 0, hang=_INDENT)
            _block(console, _words(statement), _INDENT)
            for line in _positions(statement, names):
                _block(console, line, _INDENT + 2, "dim")
            if statement.topic is not None:
                _block(console, f"→ about {_cell(statement.topic.quote)}, no issue of the codebook", _INDENT + 2, "dim")
        for meeting in reading.meetings:
            if meeting.document == document.id:
                _block(console, _meeting(meeting, names), 2, "blue")
        flags = reading.flags.get(document.id, ())
        if flags:
            words = ", ".join(dict.fromkeys(_cell(flag.span.quote) for flag in flags))
            _block(console, f"loaded words or scare quotes: {words}", 2, "magenta")
        console.print()
    for issue in reading.proposed:
        told = f"{issue.id}: {_cell(issue.label)} ({counted(len(issue.statements), 'statement')})"
        _block(console, f"Proposed as an issue, not in the codebook: {told}", 0)
    if reading.parties:
        met = ", ".join(f"{_cell(p.name)} ({p.mentions})" for p in sorted(reading.parties, key=lambda p: p.name))
        _block(console, f"Parties and how often they are mentioned: {met}", 0)


def _block(console: Console, text: str, indent: int, style: str = "") -> None:
    from rich.text import Text

    _print(console, Text(text, style=style), indent)


def _print(console: Console, text: Text, indent: int, hang: int = 0) -> None:
    """Print a text wrapped between words to the width that is left, without blanks at the ends of the lines.

    `hang` is how much further the lines after the first begin. rich's own wrapping loses letters behind joined
    characters, whose width it takes for that of their parts.
    """
    from rich.cells import cell_len
    from rich.text import Text

    width, breaks, used = max(console.width - indent, 20), list[int](), 0
    for word in _WORD.finditer(text.plain):
        long = cell_len(word[0].rstrip())
        if used and used + long > width:
            breaks.append(word.start())
            used = hang
        for place, character in enumerate(word[0], word.start()):
            if used + cell_len(character) > width and not character.isspace():
                breaks.append(place)
                used = hang
            used += cell_len(character)
    for number, line in enumerate(text.divide(breaks)):
        line.rstrip()
        blanks = " " * (indent + (hang if number else 0))
        console.print(Text(blanks) + line if line else "", soft_wrap=True)


def _heading(document: Document) -> str:
    return _cell(document.title or document.path or document.id)


def _about(document: Document, statements: int) -> str:
    published = f"published {document.published}" if document.published else "publication date not known"
    parts = [document.path, document.publisher, published, counted(len(document.text), "character")]
    return _cell("; ".join(part for part in (*parts, counted(statements, "statement")) if part))


def _open(statement: Statement) -> str:
    """Return who the source may be, "A or B?", or who speaks together, "A and B"."""
    from winset.reading.statement import JOINT

    candidates = statement.candidates
    if all(c.reason == JOINT for c in candidates):
        return " and ".join(c.name for c in candidates)
    return " or ".join(c.name for c in candidates[:3]) + "?"


def _who(statement: Statement, names: Mapping[str, str]) -> Text:
    """Return the line that says where, who, for which party, what is done and how firmly."""
    from rich.text import Text

    line = Text(f"{statement.content[0].start:>{_INDENT - 2}}  ")
    if statement.voice == "narrator":
        line.append("narrator", style="italic")
    else:
        line.append(_cell(statement.speaker or "speaker open"), style="bold")
        party = names.get(statement.speaker_party or "", statement.speaker_party)
        if party and party != statement.speaker:
            line.append(f" for {_cell(party)}")
        elif party is None and statement.candidates:
            who = _open(statement)
            line.append(f" ({_cell(who)})" if who != statement.speaker else "")
        via = [name for name in statement.via if name != statement.speaker]
        if via:
            line.append(f" via {_cell(', '.join(via))}", style="dim")
    line.append(f" · {statement.act}")
    if statement.firmness is not None:
        line.append(" · ")
        line.append(statement.firmness.replace("_", " "), style=_FIRM[statement.firmness])
    marks = [
        name
        for name, holds in (
            ("content negated", statement.negated),
            ("hedged", statement.hedged),
            ("conditional", bool(statement.condition)),
            ("found unsurely", statement.unsure),
            (f"reviewed by {statement.review.by}" if statement.review else "", statement.review is not None),
        )
        if holds
    ]
    if marks:
        line.append(f" · {_cell(', '.join(marks))}", style="dim")
    return line


def _words(statement: Statement) -> str:
    words = _cell(statement.words)
    return words if len(words) <= _MOST else words[: _MOST - 2].rstrip() + " …"


def _positions(statement: Statement, names: Mapping[str, str]) -> Iterator[str]:
    for p in statement.positions:
        agent = f", done by {names.get(p.agent, p.agent)}" if p.agent else ""
        yield _cell(f"→ {names.get(p.holder, p.holder)} {p.stance} {p.issue}{agent} ({p.basis})")


def _meeting(meeting: MeetingReport, names: Mapping[str, str]) -> str:
    parts = [
        f"meeting {meeting.status}",
        f"in {meeting.place}" if meeting.place else "place open",
        str(meeting.date) if meeting.date else "date open",
        f"{meeting.level} level" if meeting.level else "",
        f"present: {', '.join(names.get(p, p) for p in meeting.participants)}" if meeting.participants else "",
        f"absent: {', '.join(a.who for a in meeting.absent)}" if meeting.absent else "",
    ]
    return _cell("; ".join(part for part in parts if part))


def _cell(text: str) -> str:
    return safe(text, lines=False)
