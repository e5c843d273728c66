"""A reading made by hand, of an invented dispute, for the tests of drafting and corrections."""

from __future__ import annotations

from typing import Any

from winset.core.dates import PartialDate
from winset.core.spans import find_quote
from winset.reading.document import Document
from winset.reading.statement import (
    Absence,
    MeetingReport,
    PartyFound,
    Reading,
    ReadingInfo,
    Stance,
    Statement,
)

INFO = ReadingInfo("0", "rules", "none", "", "own", "")

AGENCY = Document(
    id="agency",
    published=PartialDate(2026, 3, 1),
    text=(
        "The union said it would never work nights again. The port demanded a free hand at night. "
        "The ministry offered a raise by the state in exchange for work at night by the union. "
        "The port rejected the ministry’s plan. The union warned it would strike if crews were hired. "
        "Talks in Marle on March 2 were called off. The port’s director stayed away. An analyst blamed the port.\n"
    ),
)
LATER = Document(id="later", published=PartialDate(2026, 3, 4), text="The union may work nights. Talks were held.\n")

CODEBOOK = """
codebook: 1
title: Harbour
issues:
  - id: nights
    says: The union works at night
    for: [work + night]
    options:
      - {id: worked, says: The union works at night, stance: for}
      - {id: free, says: Nights stay free, stance: against}
      - {id: deferred, says: Both leave it to next year}
    status_quo: free
  - id: raise
    says: Wages are raised
    for: [raise]
    options:
      - {id: raised, says: Wages are raised, stance: for}
      - {id: kept, says: Wages are kept, stance: against}
    status_quo: kept
  - id: ministry_plan
    says: The ministry’s plan is accepted
    for: [accept + plan]
"""


def statement(number: int, words: str, *, document: Document = AGENCY, **values: Any) -> Statement:
    """Return a statement whose content is `words`, which stand in the document."""
    content = find_quote(document.text, words)
    assert content, words
    values = {"voice": "attributed", **values}
    return Statement(id=f"{document.id}-s{number:02d}", document=document.id, content=content[:1], **values)


def stance(issue: str, holder: str, side: Any, agent: str | None = None, basis: Any = "self") -> Stance:
    return Stance(issue=issue, holder=holder, stance=side, basis=basis, agent=agent)


def statements() -> list[Statement]:
    return [
        statement(
            1,
            "it would never work nights again",
            speaker="the union",
            speaker_party="union",
            act="reject",
            firmness="red_line",
            positions=(stance("nights", "union", "against", "union"),),
        ),
        statement(
            2,
            "a free hand at night",
            speaker="the port",
            speaker_party="port",
            act="demand",
            firmness="demand",
            positions=(stance("nights", "port", "for"),),
        ),
        statement(
            3,
            "offered a raise by the state in exchange for work at night by the union",
            voice="narrator",
            act="offer",
            firmness="offer",
            positions=(
                stance("raise", "ministry", "for", "ministry", "ascribed"),
                stance("nights", "ministry", "for", "union", "ascribed"),
            ),
        ),
        statement(
            4,
            "rejected the ministry’s plan",
            speaker_party="port",
            act="reject",
            positions=(stance("ministry_plan", "port", "against"),),
        ),
        statement(
            5,
            "it would strike if crews were hired",
            speaker="the union",
            speaker_party="union",
            act="threaten",
            condition=find_quote(AGENCY.text, "if crews were hired"),
        ),
        statement(6, "blamed the port", speaker="An analyst", claim="blame", about="port", act="accuse"),
    ]


def reading(*more: Statement, documents: tuple[Document, ...] = (AGENCY,), meetings: bool = True) -> Reading:
    reports = [
        MeetingReport(
            id="agency-m1",
            document="agency",
            place="Marle",
            date=PartialDate(2026, 3, 2),
            status="cancelled",
            participants=("union", "port"),
            absent=(Absence("director", "port"),),
            evidence=find_quote(AGENCY.text, "Talks in Marle on March 2 were called off"),
        )
    ]
    if LATER in documents:
        reports.append(
            MeetingReport(
                id="later-m1",
                document="later",
                place="Marle",
                date=PartialDate(2026, 3, 2),
                status="held",
                evidence=find_quote(LATER.text, "Talks were held"),
            )
        )
    return Reading(
        documents=documents,
        statements=(*statements(), *more),
        parties=(
            PartyFound("port", "Port of Marle", "organisation", 4),
            PartyFound("union", "Dockers’ Union", "organisation", 4),
            PartyFound("ministry", "Ministry", "state", 2),
            PartyFound("bloc", "Bloc", "coalition", 1, members=("port", "nobody_known")),
        ),
        meetings=tuple(reports) if meetings else (),
        flags={},
        skipped=(),
        info=INFO,
    )
