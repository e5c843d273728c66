"""Deadlines and ultimatums, sentence by sentence; all cases invented, read on 6 May 2025, a Tuesday."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from winset.core.dates import PartialDate
from winset.reading.actors import Actors
from winset.reading.deadlines import find_deadlines
from winset.reading.document import Document
from winset.reading.statement import DeadlineReport

PUBLISHED = PartialDate(2025, 5, 6)


def deadlines(
    actors: Actors, parse: Callable[[str], Any], text: str, published: PartialDate | None = PUBLISHED
) -> list[DeadlineReport]:
    doc = parse(text)
    document = Document(id="d", text=text, published=published)
    return find_deadlines(doc, document, actors.resolver(doc, published))


@pytest.mark.parametrize(
    ("text", "setter", "addressees", "date", "consequence"),
    [
        (
            "Thailand has given Cambodia until 15 May to pull its troops back. If they are still there by then, the "
            "border will be closed, Bangkok warned.",
            "thailand", ("cambodia",), "2025-05-15", ["the border will be closed"],
        ),
        (
            "The regulator gave Orbis Telecom ten days to answer. Should the company miss the date, the licence would "
            "lapse.",
            "regulator", ("orbis_telecom",), "2025-05-16", ["the licence would lapse"],
        ),
        (
            "Egypt demands that Sudan leave the valley within 72 hours, or it will resume fighting.",
            "egypt", ("sudan",), "2025-05-09", ["it will resume fighting"],
        ),
        (
            "Washington has told Tehran that the offer expires on 30 June. After that date, American officials said, "
            "the sanctions would be tightened.",
            "united_states", ("iran",), "2025-06-30", ["the sanctions would be tightened"],
        ),
        (
            "France wants Germany to answer by the end of May. If there is no answer, the quota will lapse.",
            "france", ("germany",), "2025-05", ["the quota will lapse"],
        ),
        ("Kenya set Friday as the deadline for Uganda to answer.", "kenya", None, "2025-05-09", []),
        ("Chile wants an answer from Peru by Friday. Otherwise the mine will close.", "chile", ("peru",), "2025-05-09",
         ["the mine will close"]),
        ("Chile demanded that Peru hand in the guns before June 1.", "chile", ("peru",), "2025-06-01", []),
        ("The deadline for the exchange between Chile and Peru falls on 12 May.", None, ("chile", "peru"), "2025-05-12",
         []),
        ("Chile has given Peru two weeks to withdraw the map.", "chile", ("peru",), "2025-05-20", []),
    ],
)  # fmt: skip
def test_who_set_it_for_whom_until_when_and_what_follows(
    text: str,
    setter: str | None,
    addressees: tuple[str, ...] | None,
    date: str,
    consequence: list[str],
    actors: Actors,
    parse: Callable[[str], Any],
) -> None:
    (found,) = deadlines(actors, parse, text)
    assert (found.setter, str(found.date)) == (setter, date)
    assert addressees is None or found.addressees == addressees
    assert [span.quote for span in found.consequence] == consequence
    assert found.kind == ("ultimatum" if consequence else "deadline")
    for span in found.spans():
        span.check(text)


@pytest.mark.parametrize(
    "text",
    [
        "Iran wants to finish the work by Friday.",
        "Iran said on Friday that it wanted a deal.",
        "Iran has given no deadline.",
        "Officials told Iran that the strike might last until Friday.",
        "Iran has held the islands since 1971.",
        "",
    ],
)
def test_an_aim_or_a_report_is_no_deadline(text: str, actors: Actors, parse: Callable[[str], Any]) -> None:
    assert deadlines(actors, parse, text) == []


def test_a_limit_that_no_date_can_tell_stays_open(actors: Actors, parse: Callable[[str], Any]) -> None:
    (found,) = deadlines(actors, parse, "China urged Japan to sign an interim text before the autumn.")
    assert (found.setter, found.addressees, found.date, found.words.quote) == ("china", ("japan",), None, "autumn")


def test_without_a_day_of_publication_a_span_of_time_stays_open(actors: Actors, parse: Callable[[str], Any]) -> None:
    (found,) = deadlines(actors, parse, "Chile has given Peru two weeks to withdraw the map.", None)
    assert (found.setter, found.date) == ("chile", None)


def test_a_setter_that_speaks_for_no_party_is_none(actors: Actors, parse: Callable[[str], Any]) -> None:
    (found,) = deadlines(actors, parse, "An ultimatum by the Georgian opposition runs out tonight.")
    assert (found.setter, str(found.date)) == (None, "2025-05-06")
