"""For whom somebody speaks by what stands near: paragraph, heading, list; on sentences of invented talks."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from winset.reading.marks import Resolution

Resolve = Callable[[str, str], Resolution]

SPEAKERS = [
    # the paragraph tells of one party only
    ("Chile wants a longer pause. Fisheries minister Rosa Ibarra said so twice.", "Rosa Ibarra", "chile"),
    ("Peru came late.\n\nChile wants a pause. Deputy minister Rosa Ibarra said so.", "Rosa Ibarra", "chile"),
    # two parties do equally much: open
    ("Chile and Peru want a pause. Deputy minister Rosa Ibarra said so.", "Rosa Ibarra", ""),
    # a heading over a list
    ("Round two.\n\n*Chile*\n\n• Chief negotiator Rosa Ibarra: wants a pause.\n", "Rosa Ibarra", "chile"),
    # people of a party in brackets
    ("Present: Chile (Ms Rosa Ibarra, Mr Juan Soto), Peru (Mr Luis Paz). Mr Soto said no.", "Mr Soto", "chile"),
    ("Present: Chile (Ms Rosa Ibarra, Mr Juan Soto), Peru (Mr Luis Paz). Mr Paz said no.", "Mr Paz", "peru"),
    ("Dr Rosa Ibarra (Chile) said no. Dr Ibarra left.", "Dr Ibarra", "chile"),
    # represented by
    ("The Signal Workers' Union, represented by Ms Rosa Ibarra, left. Ms Ibarra said no.", "Ms Ibarra", "union"),
    # who leads, carries the word
    ("They met. Rosa Ibarra, who leads the Chilean delegation, said no.", "Rosa Ibarra", "chile"),
    ("Peru left. Rosa Ibarra, who carries the word for Chile, said no.", "Rosa Ibarra", "chile"),
    # a name without an office, behind a sentence on one party only
    ("Chile left. Rosa Ibarra, for her part, said no.", "Rosa Ibarra", "chile"),
    # "whose"
    ("The day belonged to Chile, whose deputy minister Rosa Ibarra spoke first. Ibarra said no.", "Ibarra", "chile"),
    # named later
    (
        "Chile would stop, its deputy minister said. The pause would be long. “Nobody wins this,” Rosa Ibarra added.",
        "Rosa Ibarra",
        "chile",
    ),
    # one of its own
    ("Chile is not alone. Their Mr Soto told us no.", "Mr Soto", "chile"),
    # an expert speaks for nobody, wherever he stands; nor do people close to somebody
    ("Chile wants a longer pause. Analyst Rosa Ibarra said it would fail.", "Rosa Ibarra", ""),
    (
        "Chile wants a longer pause. Officials close to the Chilean minister said no.",
        "Officials close to the Chilean minister",
        "",
    ),
    ("Chile wants a longer pause. Former minister Rosa Ibarra said it would fail.", "Rosa Ibarra", ""),
    # a minister is no company's
    ("Norvik Lines wants a longer pause. Fisheries minister Rosa Ibarra said so.", "Rosa Ibarra", ""),
]


@pytest.mark.parametrize(("text", "words", "party"), SPEAKERS)
def test_a_speaker_is_tied_to_what_stands_near(text: str, words: str, party: str, resolved: Resolve) -> None:
    found = resolved(text, words)
    assert (party in (found.party or "")) if party else found.party is None


SWAPS = [
    # the paragraph
    ("B waits.\n\nA wants a longer pause. Deputy minister Rosa Ibarra said so twice.", "Rosa Ibarra"),
    # named later
    (
        "B left. A would stop, its deputy minister said. The pause would be long. “No,” Rosa Ibarra added.",
        "Rosa Ibarra",
    ),
    ("B left. A sent its deputy minister. “Nobody wins this,” Rosa Ibarra said.", "Rosa Ibarra"),
    # represented by, present
    ("B left. A, represented by Ms Rosa Ibarra, stayed. Ms Ibarra said no.", "Ms Ibarra"),
    ("Present: B (Mr Luis Paz), A (Ms Rosa Ibarra, Mr Juan Soto). Mr Soto said no.", "Mr Soto"),
    ("Present: A (Ms Rosa Ibarra, Mr Juan Soto), B (Mr Luis Paz). Mr Soto said no.", "Mr Soto"),
    # ties
    ("B left. Rosa Ibarra, who carries the word for A, said no.", "Rosa Ibarra"),
    ("B left. Rosa Ibarra, who leads the delegation of A, said no.", "Rosa Ibarra"),
    ("B left. The day belonged to A, whose negotiator Rosa Ibarra spoke first. Ibarra said no.", "Ibarra"),
    ("B left. A is not alone. Their Mr Soto told us no.", "Mr Soto"),
]


INVENTED = [("Norvia", "Tarsland"), ("the Quay Union", "the Tide League")]


@pytest.mark.parametrize(("text", "words"), SWAPS)
@pytest.mark.parametrize("names", INVENTED)
def test_swapped_names_swap_the_answer(text: str, words: str, names: tuple[str, str], resolved: Resolve) -> None:
    states = "the " not in names[0]
    if not states:
        text = text.replace("deputy minister", "negotiator").replace("Deputy minister", "Chief negotiator")
    for one, other in (names, names[::-1]):
        told = re.sub(r"\bA\b", one, re.sub(r"\bB\b", other, text))
        told = re.sub(r"(^|[.\n] ?)the ", r"\1The ", told)
        if states:
            told = f"The government of {names[0]} and the government of {names[1]} have met.\n\n{told}"
        found = resolved(told, words).party
        assert found == one.removeprefix("the ").lower().replace(" ", "_"), told


NAMES = [
    ("Deputy minister Rosa Ibarra-Lund left. Ibarra-Lund said no.", "Ibarra-Lund", "Rosa Ibarra-Lund"),
    ("Chile's envoy, Joost van Dorn, left. Van Dorn said no.", "Van Dorn", "Joost van Dorn"),
    ("The Secretary of State Rosa Ibarra said no.", "The Secretary of State Rosa Ibarra", "Rosa Ibarra"),
]


@pytest.mark.parametrize(("text", "words", "name"), NAMES)
def test_names_of_several_parts(text: str, words: str, name: str, resolved: Resolve) -> None:
    assert resolved(text, words).name == name


BODIES = [
    ("They met on Monday. The Harbour Greens called the fee too low.", "The Harbour Greens", "harbour_greens"),
]


@pytest.mark.parametrize(("text", "words", "party"), BODIES)
def test_names_of_bodies_that_tell_no_kind(text: str, words: str, party: str, resolved: Resolve) -> None:
    assert resolved(text, words).party == party
