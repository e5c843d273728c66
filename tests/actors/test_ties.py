"""Who speaks for whom by other words than a title, on sentences of invented talks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from winset.core.dates import PartialDate
from winset.reading.actors import Actors
from winset.reading.document import Document
from winset.reading.marks import Resolution
from winset.reading.meetings import find_meetings

DAY = PartialDate.parse("2025-05-07")

SPEAKERS = [
    ("The Signal Workers' Union met Metro Rail. Bo Dahl, who leads the walkout, said no.", "Bo Dahl", "union"),
    ("The Signal Workers' Union met Metro Rail. Bo Dahl, speaking for the union, said no.", "Bo Dahl", "union"),
    ("The Signal Workers' Union met Metro Rail. Bo Dahl, for the union, said no.", "Bo Dahl", "union"),
    ("The Signal Workers' Union met Metro Rail. The workers' representative, Bo Dahl, said no.", "Bo Dahl", "union"),
    ("The Signal Workers' Union met Metro Rail. The strikers said no.", "The strikers", "union"),
    ("The Signal Workers' Union met. General secretary Bo Dahl said no.", "Bo Dahl", "union"),
    ("The Kivu Defence Front left. The front's man in Goma, Eric Nzambe, said so.", "Eric Nzambe", "front"),
    ("The chief negotiator of the Group of Small Lakes, Tavita Leone, said no.", "Tavita Leone", "group"),
    ("The Climate Shore Fund met. The fund's chair, Noor Halim of Malaysia, said no.", "Noor Halim", "fund"),
    ("Fiji's delegation came. The delegation's head, Sera Vuki, said no.", "Sera Vuki", "fiji"),
    ("Prime Minister Ilse Aigner of Norvia met the press. Aigner said no.", "Aigner", "norvia"),
    ("Kenya hosted it. The mediator, former Kenyan judge Ruth Wanjala, said no.", "Ruth Wanjala", ""),
    (
        "Former minister Jan Raes was there. Belgium's minister, Tine Stra, left. The minister said no.",
        "The minister",
        "b",
    ),
    ("Emeric Steel offered 4 billion for Balt Steel. The bidder said no.", "The bidder", "emeric"),
    ("Emeric Steel offered 4 billion for Balt Steel. The target said no.", "The target", "balt"),
]


@pytest.mark.parametrize(("text", "words", "party"), SPEAKERS)
def test_a_speaker_is_tied_to_a_party(
    text: str, words: str, party: str, resolved: Callable[[str, str], Resolution]
) -> None:
    found = resolved(text, words)
    assert (party in (found.party or "")) if party else found.party is None


ABSENCES = [
    ("Peru and Chile met in Arica on 5 May. Chile sent a deputy instead of its foreign minister.", "foreign minister"),
    ("Peru and Chile met in Arica on 5 May, but Bolivia refused to sit down with them.", "Bolivia"),
    ("Peru and Chile met in Arica on 5 May. Bolivia was not at the table.", "Bolivia"),
    ("Peru and Chile met in Arica on 5 May. Bolivia's minister walked in an hour late.", None),
]


@pytest.mark.parametrize(("text", "who"), ABSENCES)
def test_who_stayed_away(text: str, who: str | None, actors: Actors, parse: Callable[[str], Any]) -> None:
    doc = parse(text)
    document = Document(id="d", text=text, published=DAY)
    (meeting,) = find_meetings(doc, document, actors.resolver(doc, DAY))
    assert (meeting.place, str(meeting.date), meeting.status) == ("Arica", "2025-05-05", "held")
    assert [away.who for away in meeting.absent] == ([who] if who else [])


def test_a_meeting_that_was_moved_has_its_new_day(actors: Actors, parse: Callable[[str], Any]) -> None:
    text = "The meeting planned for 9 May in Paris was moved to 15 May."
    doc = parse(text)
    found = find_meetings(doc, Document(id="d", text=text, published=DAY), actors.resolver(doc, DAY))
    assert [(m.place, str(m.date), m.status) for m in found] == [("Paris", "2025-05-15", "planned")]
