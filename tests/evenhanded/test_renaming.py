"""Exchanging names in a text: every word in its place, articles mended, the parse kept."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

STATES = {"published": "2025-05-06", "kind": "a trade dispute"}


def exchanged(renaming: ModuleType, text: str, one: str, two: str) -> str:
    forms = [renaming.forms_of(party, STATES, text) for party in (one, two)]
    return str(renaming.exchange(text, *forms).text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway asked Brazil.", "Brazil asked Norway."),
        ("A Norwegian envoy left Brasília.", "A Brazilian envoy left Oslo."),
        ("NORWAY: Brazilians and Norwegians agree.", "BRAZIL: Norwegians and Brazilians agree."),
        ("Norway's minister met Brazil’s.", "Brazil's minister met Norway’s."),
        ("Norwegianness is no form of it.", "Norwegianness is no form of it."),
    ],
)
def test_two_states(text: str, expected: str, renaming: ModuleType) -> None:
    assert exchanged(renaming, text, "norway", "brazil") == expected


@pytest.mark.parametrize(
    ("text", "one", "two", "expected"),
    [
        ("An Iranian envoy spoke.", "iran", "norway", "A Norwegian envoy spoke."),
        ("A Norwegian envoy spoke.", "iran", "norway", "An Iranian envoy spoke."),
        ("A French plan, an Iranian plan.", "france", "iran", "An Iranian plan, a French plan."),
        ("A Ukrainian plan came.", "ukraine", "iran", "An Iranian plan came."),
        ("An Iranian plan came.", "ukraine", "iran", "A Ukrainian plan came."),
        ("The United States left. Iran stayed.", "united_states", "iran", "Iran left. The United States stayed."),
        ("He asked Iran and the United States.", "united_states", "iran", "He asked the United States and Iran."),
    ],
)
def test_articles(text: str, one: str, two: str, expected: str, renaming: ModuleType) -> None:
    assert exchanged(renaming, text, one, two) == expected


def test_companies_by_the_names_of_the_text(renaming: ModuleType) -> None:
    gold = {**STATES, "party_names": {"x": ["Orlo Group", "Orlo"], "y": ["Tessel Cables", "Tessel"]}}
    text = "Orlo Group bids for Tessel Cables. Tessel wants more than Orlo offers."
    forms = [renaming.forms_of(party, gold, text) for party in ("x", "y")]
    assert renaming.exchange(text, *forms).text == (
        "Tessel Cables bids for Orlo Group. Orlo wants more than Tessel offers."
    )


@given(st.lists(st.sampled_from(["Norway", "Brazil", "the envoy", "a Norwegian", "said:", "Oslo", "no."]), max_size=12))
def test_exchanging_twice_is_nothing_and_places_move_with_their_words(words: list[str]) -> None:
    import sys

    renaming = sys.modules["renaming"]
    text = " ".join(words)
    forms = [renaming.forms_of(party, STATES, text) for party in ("norway", "brazil")]
    edited = renaming.exchange(text, *forms)
    other = {"Norway": "Brazil", "Brazil": "Norway", "a Norwegian": "a Brazilian", "Oslo": "Brasília"}
    at = 0
    for word in words:
        (place,) = edited.places([(at, at + len(word))])
        assert edited.text[slice(*place)] == other.get(word, word)
        at += len(word) + 1
    again = [renaming.forms_of(party, STATES, edited.text) for party in ("norway", "brazil")]
    assert renaming.exchange(edited.text, *again).text == text


def test_loaded_words_become_neutral(renaming: ModuleType) -> None:
    edited = renaming.neutral("The regime answered. Regimes do.")
    assert edited.text == "The government answered. Governments do."
