"""An invented dispute: three reports with the words that `tests/data/negotiation.example.yaml` cites; a reading.

Written for these tests. The reading is made by hand, so that the report can be tested without the language model.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from winset.core.dates import PartialDate
from winset.core.spans import Span
from winset.negotiation.files import load
from winset.negotiation.model import Negotiation
from winset.reading.document import Document
from winset.reading.statement import (
    Absence,
    Candidate,
    Flag,
    MeetingReport,
    PartyFound,
    Reading,
    ReadingInfo,
    Review,
    Skipped,
    Stance,
    Statement,
)

EXAMPLE = Path(__file__).parents[1] / "data" / "negotiation.example.yaml"

AGENCY = """\
Talks on the port of Marle broke off late on Saturday without a date for a new round.

According to a person close to the board, the port wants a free hand at night and would pay for it. "There is no raise \
without the nights," Ada Brink, the managing director, told reporters; in the ministry's words, the ministry put three \
per cent on the table and asked both sides to sleep on it.

In the town hall members voted to keep their say on nights, officials of the union reported. The strike, now in its \
fourth week, goes on.
"""

READ_OUT = """\
Read-out of the Dockers' Union, 27 February

"We said it at the first meeting: we will not sign for nothing, ever," the union's chair said. The union stays out \
until it is signed, she added, and would take the ministry's figure if nights stay ours.

The chair noted that the charter caps any raise at four per cent.
"""

OPINION = """\
The mask is off. It was plain to everybody in the room, and it was the port that left the room.

The so-called offer of the Brink regime was no offer at all. Ask on the quay and you will hear what the men fear is \
the empty night. The Marle Courier wrote that the port "would rather see the cranes rust" than share a rota.
"""
# The example cites "it was the port that left the room" and the like in lower case; the texts hold them so.

TEXTS = {"agency-report": AGENCY, "read-out": READ_OUT, "opinion-piece": OPINION}
FILES = {"agency-report": "reports/agency.md", "read-out": "reports/read-out.md", "opinion-piece": "reports/opinion.md"}


def folder(target: Path) -> Path:
    """Write the example and its reports into a folder and return it."""
    (target / "reports").mkdir(parents=True, exist_ok=True)
    for name, file in FILES.items():
        (target / file).write_text(TEXTS[name], encoding="utf-8")
    shutil.copy(EXAMPLE, target / "negotiation.yaml")
    return target


def negotiation() -> Negotiation:
    """Return the example with its texts behind it."""
    return load(EXAMPLE, texts=TEXTS)


def documents() -> tuple[Document, ...]:
    """Return the three reports."""
    about = {
        "agency-report": ("Marle talks break off", "Coast Wire", "2026-03-01"),
        "read-out": ("Read-out of the union", "Dockers' Union", "2026-02-27"),
        "opinion-piece": ("The empty night", "The Lighthouse", None),
    }
    return tuple(
        Document(
            name,
            TEXTS[name],
            FILES[name],
            title=title,
            publisher=publisher,
            published=PartialDate.parse(date) if date else None,
        )
        for name, (title, publisher, date) in about.items()
    )


def span(document: str, words: str) -> Span:
    """Return the place of words in one of the reports."""
    at = TEXTS[document].index(words)
    return Span(at, at + len(words), words)


def statement(number: int, document: str, content: str, **about: object) -> Statement:
    """Return a statement with words for places."""
    for name in ("source", "cue", "condition"):
        if name in about:
            about[name] = (span(document, str(about[name])),)
    voice = about.pop("voice", "attributed")
    return Statement(f"s{number}", document, voice, (span(document, content),), **about)  # type: ignore[arg-type]


def reading() -> Reading:
    """Return a reading of the three reports, made by hand."""
    made = (
        statement(
            1,
            "agency-report",
            "the port wants a free hand at night and would pay for it",
            source="a person close to the board",
            cue="According to",
            speaker="a person close to the board",
            candidates=(Candidate("board of the port", "port", "named in the same sentence"),),
            act="state",
            quotation="indirect",
            positions=(Stance("nights", "port", "for", "ascribed", agent="port"),),
        ),
        statement(
            2,
            "agency-report",
            "There is no raise without the nights,",
            source="Ada Brink, the managing director",
            cue="told",
            speaker="Ada Brink",
            speaker_party="port",
            addressees=("union",),
            act="demand",
            quotation="direct",
            firmness="demand",
            positions=(
                Stance("nights", "port", "for", "self", agent="port"),
                Stance("wage", "port", "against", "self"),
            ),
        ),
        statement(
            3,
            "agency-report",
            "members voted to keep their say on nights",
            source="officials of the union",
            cue="reported",
            speaker="officials of the union",
            speaker_party="union",
            act="announce",
            quotation="indirect",
            firmness="red_line",
            positions=(Stance("nights", "members", "against", "ascribed"),),
            review=Review("accept", "Ina Holm", PartialDate(2026, 3, 2)),
        ),
        statement(4, "agency-report", "The strike, now in its fourth week, goes on.", voice="narrator"),
        statement(
            5,
            "read-out",
            "we will not sign for nothing, ever",
            source="the union's chair",
            cue="said",
            speaker="the union's chair",
            speaker_party="union",
            act="reject",
            quotation="direct",
            firmness="red_line",
            positions=(Stance("wage", "union", "for", "self"),),
        ),
        statement(
            6,
            "read-out",
            "would take the ministry's figure if nights stay ours",
            source="she",
            cue="added",
            condition="if nights stay ours",
            speaker="the union's chair",
            speaker_party="union",
            act="concede",
            quotation="indirect",
            hedged=True,
            positions=(Stance("nights", "union", "against", "self", agent="port"),),
        ),
        statement(
            7,
            "opinion-piece",
            "it was the port that left the room",
            voice="narrator",
            act="accuse",
            claim="blame",
            about="port",
        ),
        statement(
            8,
            "opinion-piece",
            'the port "would rather see the cranes rust" than share a rota',
            source="The Marle Courier",
            cue="wrote",
            speaker="The Marle Courier",
            via=("The Marle Courier",),
            act="reject",
            quotation="mixed",
            positions=(Stance("nights", "port", "for", "ascribed", agent="port"),),
        ),
        statement(9, "opinion-piece", "what the men fear is the empty night", cue="hear", quotation="indirect"),
    )
    return Reading(
        documents=documents(),
        statements=made,
        parties=(
            PartyFound("port", "Port of Marle", "organisation", 6),
            PartyFound("union", "Dockers' Union", "group", 5),
        ),
        meetings=(
            MeetingReport(
                "m1",
                "agency-report",
                "Marle",
                PartialDate(2026, 2, 28),
                "held",
                "technical",
                ("union",),
                (Absence("the managing director", "port"),),
                (span("agency-report", "broke off late on Saturday"),),
            ),
        ),
        flags={
            "opinion-piece": (
                Flag(span("opinion-piece", "so-called"), "loaded"),
                Flag(span("opinion-piece", "regime"), "loaded", "management"),
            )
        },
        skipped=(Skipped("reports/scan.pdf", "no_text", "the PDF holds no text"),),
        info=ReadingInfo("0.1.0", "hand", "none", "", "marle", "00"),
        rejected=(statement(10, "opinion-piece", "The mask is off.", voice="narrator"),),
    )
