"""Meetings, their days and who stayed away, sentence by sentence; all cases invented, read on 6 May 2025, a Tuesday."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from winset.core.dates import PartialDate
from winset.reading.actors import Actors
from winset.reading.document import Document
from winset.reading.meetings import find_meetings
from winset.reading.statement import MeetingReport

PUBLISHED = PartialDate(2025, 5, 6)


def meetings(actors: Actors, parse: Callable[[str], Any], text: str) -> list[MeetingReport]:
    doc = parse(text)
    document = Document(id="d", text=text, published=PUBLISHED)
    return find_meetings(doc, document, actors.resolver(doc, PUBLISHED))


@pytest.mark.parametrize(
    ("text", "place", "date", "status"),
    [
        ("Delegations of both sides are expected in Oslo on May 30.", "Oslo", "2025-05-30", "planned"),
        ("Negotiators will meet again in Oslo next week.", "Oslo", "2025-05", "planned"),
        ("The union and the port meet again in Bergen this morning.", "Bergen", "2025-05-06", "planned"),
        ("They met in Bergen on Monday, for the first time since Friday.", "Bergen", "2025-05-05", "held"),
        ("The two sides will meet in Vienna at the end of the month.", "Vienna", "2025-05", "planned"),
        ("Negotiators will meet in Vienna on Friday, 9 May.", "Vienna", "2025-05-09", "planned"),
        ("The summit planned for 12 May in Lima was postponed to 20 May.", "Lima", "2025-05-20", "planned"),
        ("Talks in Geneva, due to begin on Friday, were put off until 14 May.", "Geneva", "2025-05-14", "planned"),
        ("The summit in Lima on 12 May was called off.", "Lima", "2025-05-12", "cancelled"),
        ("A meeting in Lima was postponed indefinitely.", "Lima", "None", "cancelled"),
        ("Trade conference, Nairobi: third day (2 May 2025)\n\nDelegates spoke.", "Nairobi", "2025-05-02", "held"),
    ],
)  # fmt: skip
def test_place_day_and_status(
    text: str, place: str, date: str, status: str, actors: Actors, parse: Callable[[str], Any]
) -> None:
    found = [(m.place, str(m.date), m.status) for m in meetings(actors, parse, text)]
    assert found == [(place, date, status)]


def test_the_day_before_counts_from_the_date_before_it(actors: Actors, parse: Callable[[str], Any]) -> None:
    text = "The talks in Doha ended on Sunday. The day before, Iranian officials had met in Muscat."
    found = {m.place: str(m.date) for m in meetings(actors, parse, text)}
    assert found == {"Doha": "2025-05-04", "Muscat": "2025-05-03"}


def test_a_loose_day_makes_no_meeting(actors: Actors, parse: Callable[[str], Any]) -> None:
    assert meetings(actors, parse, "The negotiations could fail next week, he said.") == []


TALKS = "Talks were held in Rome on 2 May. "


@pytest.mark.parametrize(
    ("sentence", "away"),
    [
        ("Peru's envoy, Ana Ruiz, did not attend.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, stayed away.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, renounced the trip.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, has excused herself.", {("Ana Ruiz", "peru")}),
        ("The two sides met without Peru's envoy, Ana Ruiz, who has cancelled her trip.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy Ana Ruiz was absent.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy Ana Ruiz did not show up.", {("Ana Ruiz", "peru")}),
        ("Chile sent no one.", {("Chile", "chile")}),
        ("The Bolivian minister skipped the session.", {("Bolivian", "bolivia")}),
        ("The Bolivian minister was not there.", {("Bolivian", "bolivia")}),
        ("The Finnish delegation called off its trip.", {("Finnish", "finland")}),
        ("Colombia boycotted the talks.", {("Colombia", "colombia")}),
        ("Colombia's minister will not be at the evening session.", {("Colombia", "colombia")}),
        ("Peru's envoy, Ana Ruiz, was not among those present.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, failed to appear.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, turned down the invitation.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, was unable to attend.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, stayed at home.", {("Ana Ruiz", "peru")}),
        ("They met in the absence of Peru's envoy, Ana Ruiz.", {("Ana Ruiz", "peru")}),
        ("No delegate from Bolivia appeared.", {("Bolivia", "bolivia")}),
        ("The chair of Peru stayed empty.", {("Peru", "peru")}),
        ("Peru's envoy, Ana Ruiz, let it be known that she would not attend.", {("Ana Ruiz", "peru")}),
        ("Bolivia was not invited.", set()),
        ("The port will send its lawyer instead.", set()),
        ("Ecuador's minister left early.", set()),
        ("Brazil was represented only by its ambassador.", set()),
        ("Brazil did not miss the talks.", set()),
        ("Some ministers stayed away.", set()),
        ("Brazil would not attend if the text were changed.", set()),
    ],
)
def test_who_stayed_away(
    sentence: str, away: set[tuple[str, str]], actors: Actors, parse: Callable[[str], Any]
) -> None:
    found = meetings(actors, parse, TALKS + sentence)
    assert {(a.who, a.party) for m in found for a in m.absent} == away


def test_past_absence_is_from_the_meeting_told_before_it(actors: Actors, parse: Callable[[str], Any]) -> None:
    text = TALKS + "Norway's minister, Tor Vik, cancelled his trip. The parties will reconvene in Bergen on 9 May."
    found = {m.place: [a.who for a in m.absent] for m in meetings(actors, parse, text)}
    assert found == {"Rome": ["Tor Vik"], "Bergen": []}
