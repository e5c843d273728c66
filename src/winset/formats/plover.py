"""PLOVER: one row for each statement of a reading, for tools that count political events.

PLOVER (Halterman, Bagozzi, Beger, Schrodt and Scarborough 2023, *PLOVER and POLECAT*, successor of CAMEO) knows sixteen
event types. Of the acts that winset tells apart some are such types, some are two in one, and some are none: a plain
assertion, a fear and a denial are comments, for which PLOVER has no code. Their rows are kept with an empty type, so
that nothing disappears; a program that wants events only drops them.

======================== ===========
act                      event type
======================== ===========
accept, offer            AGREE
announce with an offer   AGREE
concede                  CONCEDE
support                  SUPPORT
demand, urge             REQUEST
reject                   REJECT
accuse                   ACCUSE
warn, threaten           THREATEN
state, deny, fear        (none)
======================== ===========

The mode is given only where it follows from the act: ``disapprove`` for an accusation. What is told of deeds beyond
speech (CONSULT, AID, SANCTION, ASSAULT …) is not coded here. Dates are the documents' own: when it was reported, as
finely as that is known, and never today's date.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from winset.core.files import write_whole
from winset.reading.statement import JOINT, Act, Reading, Statement

EVENT_TYPES: dict[Act, str] = {
    "accept": "AGREE",
    "offer": "AGREE",
    "concede": "CONCEDE",
    "support": "SUPPORT",
    "demand": "REQUEST",
    "urge": "REQUEST",
    "reject": "REJECT",
    "accuse": "ACCUSE",
    "warn": "THREATEN",
    "threaten": "THREATEN",
}
MODES: dict[str, str] = {"ACCUSE": "disapprove"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class PloverRow:
    """One statement as an event.

    Parameters
    ----------
    event_id
        The statement's id.
    date
        When the document was published; empty where not known.
    source, target
        Party ids, several joined by ``;``: who speaks, and whom it is said to or about. Empty where open.
    event_type, mode
        As in the table above.
    hypothetical
        ``yes`` where a condition is set or the words are hedged.
    act
        Winset's own act.
    document, start, end
        The place of the content in the document's text, in code points, end excluded; the whole where it is in parts.
    words
        The content's words.
    voice
        ``attributed``, or ``narrator``: the author's own assertion.
    """

    event_id: str
    date: str
    source: str
    target: str
    event_type: str
    mode: str
    hypothetical: str
    act: str
    document: str
    start: int
    end: int
    words: str
    voice: str


COLUMNS = tuple(field.name for field in fields(PloverRow))


def plover_rows(reading: Reading) -> Iterator[PloverRow]:
    """Yield a row for each statement, in the order of the reading."""
    dates = {d.id: "" if d.published is None else str(d.published) for d in reading.documents}
    for statement in reading.statements:
        kind = event_type(statement)
        yield PloverRow(
            event_id=statement.id,
            date=dates[statement.document],
            source=";".join(_sources(statement)),
            target=";".join(_targets(statement)),
            event_type=kind,
            mode=MODES.get(kind, ""),
            hypothetical="yes" if statement.condition or statement.hedged else "no",
            act=statement.act,
            document=statement.document,
            start=min(span.start for span in statement.content),
            end=max(span.end for span in statement.content),
            words=statement.words,
            voice=statement.voice,
        )


def event_type(statement: Statement) -> str:
    """Return the PLOVER event type of a statement; empty where PLOVER has none."""
    if statement.act == "announce":
        return "AGREE" if statement.firmness == "offer" else ""
    return EVENT_TYPES.get(statement.act, "")


def plover_csv(reading: Reading) -> str:
    """Return the rows as CSV (RFC 4180) with a header.

    The words of a document may begin with a sign that a spreadsheet takes for a formula; such a cell is written with an
    apostrophe before it. Everything else stands letter for letter.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in plover_rows(reading):
        writer.writerow([_safe(value) for value in asdict(row).values()])
    return out.getvalue()


def write_plover(reading: Reading, path: str | Path) -> None:
    """Write the rows to a CSV file (UTF-8); a file of that name is replaced as a whole or not at all.

    Raises
    ------
    OSError
        Where the file cannot be written.
    """
    write_whole(Path(path), [plover_csv(reading).encode("utf-8")])


def _sources(statement: Statement) -> tuple[str, ...]:
    if statement.speaker_party is not None:
        return (statement.speaker_party,)
    joint = [c.party for c in statement.candidates if c.party is not None and c.reason == JOINT]
    return tuple(dict.fromkeys(joint))


def _targets(statement: Statement) -> tuple[str, ...]:
    if statement.addressees:
        return statement.addressees
    if statement.about is not None:
        return (statement.about,)
    agents = dict.fromkeys(p.agent for p in statement.positions if p.agent not in (None, statement.speaker_party))
    return tuple(agent for agent in agents if agent is not None)


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
