"""What the frame of a text tells: interviews, issuers, "the government", outlets that no table knows; all invented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.actors import gold
from winset.core.dates import PartialDate
from winset.reading.actors import Actors
from winset.reading.marks import Resolution

DATE = PartialDate(2025, 6, 1)
INTERVIEW = """Questions to Tom Ashby, general secretary of the Rail Staff Association

Weekend Chronicle, 3 March 2025

Q. NorthLine says that your members earn enough. Do you accept that?

ASHBY: No. The company has never shown us its figures.

Q. Its chief executive, Dana Whitfield, told this newspaper that the offer is final.

ASHBY: The board always finds money when trains stop.

Q. And what does Mr Orr say?

ORR: Nothing.
"""
STATES = """The Orvian government and the Free Hills Front resumed talks in Karvat on Monday.

The Front's chief negotiator, Commander Sela Brukan, said that the rebels would not disarm. Orvia's defence minister, \
Hadar Ulm, called this absurd. The army said that it would wait. A presidential adviser asked for patience. The regime \
in Karvat said that it would vote. The Vellish foreign minister, Pia Storm, spoke for Velland, which mediates.
"""
READ_OUT = """Ministry of Foreign Affairs of the Republic of Kenya
Read-out of the consultations

Deputy Foreign Minister Amina Otieno said that the talks were useful. Germany's envoy, Karin Holt, agreed.
"""


def at(actors: Actors, parse: Callable[[str], Any], text: str, words: str, occurrence: int = 1) -> Resolution:
    return actors.resolver(parse(text), DATE).resolve((gold.place_of(text, words, occurrence),))


@pytest.mark.parametrize(
    ("words", "occurrence", "name", "party"),
    [
        ("ASHBY", 1, "Tom Ashby", "rail_staff_association"),
        ("ASHBY", 2, "Tom Ashby", "rail_staff_association"),
        ("The company", 1, "NorthLine", "northline"),
        ("Its chief executive, Dana Whitfield,", 1, "Dana Whitfield", "northline"),
        ("ORR", 1, "Orr", None),
    ],
)
def test_labels_of_an_interview(
    words: str, occurrence: int, name: str, party: str | None, actors: Actors, parse: Callable[[str], Any]
) -> None:
    found = at(actors, parse, INTERVIEW, words, occurrence)
    assert (found.name, found.party) == (name, party)


def test_told_this_newspaper_is_the_outlet_of_the_byline(actors: Actors, parse: Callable[[str], Any]) -> None:
    found = at(actors, parse, INTERVIEW, "Its chief executive, Dana Whitfield,")
    assert found.via == ("Weekend Chronicle",)


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("the rebels", "free_hills_front"),
        ("The Front's chief negotiator, Commander Sela Brukan,", "free_hills_front"),
        ("Orvia's defence minister, Hadar Ulm,", "orvia"),
        ("The army", "orvia"),
        ("A presidential adviser", "orvia"),
        ("The regime in Karvat", "orvia"),
        ("The Vellish foreign minister, Pia Storm,", "velland"),
    ],
)
def test_states_that_no_table_knows(words: str, party: str, actors: Actors, parse: Callable[[str], Any]) -> None:
    assert at(actors, parse, STATES, words).party == party


def test_a_minister_in_a_read_out_is_of_the_body_that_issued_it(actors: Actors, parse: Callable[[str], Any]) -> None:
    assert at(actors, parse, READ_OUT, "Deputy Foreign Minister Amina Otieno").party == "kenya"
    assert at(actors, parse, READ_OUT, "Germany's envoy, Karin Holt,").party == "germany"


@pytest.mark.parametrize(
    ("text", "words", "via"),
    [
        ("Ana Lund told the Harbour Messenger that it was over.", "Ana Lund", "Harbour Messenger"),
        ("The Folha da Serra, a Recife daily, said that Brazil was ready.", "The Folha da Serra", "Folha da Serra"),
        ("Ana Lund told the website Delta Monitor that it was over.", "Ana Lund", "Delta Monitor"),
    ],
)
def test_outlets_that_no_table_knows(
    text: str, words: str, via: str, actors: Actors, parse: Callable[[str], Any]
) -> None:
    found = at(actors, parse, text, words)
    assert [name.removeprefix("The ").removeprefix("the ") for name in found.via] == [via]


@pytest.mark.parametrize(
    ("text", "words", "party"),
    [
        ("Kallas said that it was over.", "Kallas", "european_union"),
        ("Zelensky said that it was over.", "Zelensky", "ukraine"),
        ("Eritrea refused. Minister Jon Asfaw called it a trick.", "Minister Jon Asfaw", "eritrea"),
        ("France, Germany and Italy met Iran. The European side said no.", "The European side", "coalition"),
        ("Iran, Russia and China met. The European side said no.", "The European side", None),
        ("A mayor said no. Analysts agreed.", "Analysts", None),
        ("The opposition said no.", "The opposition", None),
    ],
)
def test_short_texts(text: str, words: str, party: str | None, actors: Actors, parse: Callable[[str], Any]) -> None:
    assert at(actors, parse, text, words).party == party


def test_a_joint_source_has_its_parties_as_candidates(actors: Actors, parse: Callable[[str], Any]) -> None:
    text = "The French and German foreign ministers rejected the plan."
    found = at(actors, parse, text, "The French and German foreign ministers")
    assert (found.kind, found.party) == ("group", None)
    assert [c.party for c in found.candidates] == ["france", "germany"]


def test_who_speaks_for_nobody_has_a_reason_and_no_candidates(actors: Actors, parse: Callable[[str], Any]) -> None:
    text = "Leo Varn, a former adviser to the Polish president, said no."
    found = at(actors, parse, text, "Leo Varn")
    assert found.candidates == ()
    assert "former" in found.reason
