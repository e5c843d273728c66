"""No party, id or speaker is ever listed under a loaded word, a sneer or a determiner of the text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.actors import gold
from winset.core.dates import PartialDate
from winset.reading.actors import Actors
from winset.reading.actors.neutral import neutral_name
from winset.reading.framing import lexicon

DATE = PartialDate(2025, 6, 1)
LOADED = re.compile(
    r"regime|junta|so-called|puppet|terrorist|lackey|warmonger|clique|self-styled|[“”\"]", re.IGNORECASE
)


@pytest.mark.parametrize(
    ("words", "rest", "party"),
    [
        ("The Kyiv regime", "wants weapons.", "ukraine"),
        ("The regime in Kyiv", "wants weapons.", "ukraine"),
        ("The regime in Tehran", "rejected the text.", "iran"),
        ("The Tehran regime", "rejected the text.", "iran"),
        ("The Moscow regime", "refused to talk.", "russia"),
        ("Iran's regime", "refused to talk.", "iran"),
        ("The Caracas regime", "refused to talk.", "venezuela"),
        ("The junta in Bamako", "refused to talk.", "mali"),
        ("Mali's junta", "refused to talk.", "mali"),
        ("The puppet government in Minsk", "rejected the offer.", "belarus"),
        ("The regime", "said no.", None),
        ("The junta", "said no.", None),
        ("The warmongers in London", "demanded more.", None),
        ("The so-called “coalition”", "said no to the plan.", "coalition"),
    ],
)
def test_loaded_words_name_no_party(
    words: str, rest: str, party: str | None, actors: Actors, parse: Callable[[str], Any]
) -> None:
    text = f"{words} {rest}"
    resolver = actors.resolver(parse(text), DATE)
    found = resolver.resolve((gold.place_of(text, words.rstrip("”"), 1),))
    assert found.party == party
    assert not LOADED.search(found.name or "")
    for listed in resolver.parties():
        assert not LOADED.search(f"{listed.id} {listed.name}")


def test_the_regime_is_the_one_named_before(actors: Actors, parse: Callable[[str], Any]) -> None:
    text = "The regime in Kyiv wants weapons. Moscow refused. The regime said no."
    found = actors.resolver(parse(text), DATE).resolve((gold.place_of(text, "The regime", 2),))
    assert found.party == "ukraine"


def test_a_coalition_under_a_sneer(actors: Actors, parse: Callable[[str], Any]) -> None:
    text = "He said that his so-called coalition of the willing demands more troops."
    place = gold.place_of(text, "his so-called coalition of the willing", 1)
    found = actors.resolver(parse(text), DATE).resolve((place,))
    assert (found.name, found.party) == ("coalition of the willing", "coalition")


@pytest.mark.parametrize(
    "members", ["France, the United Kingdom and Ukraine", "Ukraine, France and the United Kingdom"]
)
def test_a_coalition_of_listed_states_is_one(members: str, actors: Actors, parse: Callable[[str], Any]) -> None:
    text = f"The coalition of {members} asked for a ceasefire."
    resolver = actors.resolver(parse(text), DATE)
    found = resolver.resolve((gold.place_of(text, f"The coalition of {members}", 1),))
    assert found.party == "coalition"
    listed = next(p for p in resolver.parties() if p.id == "coalition")
    assert listed.name == "coalition of France, Ukraine and United Kingdom"
    assert listed.members == ("france", "ukraine", "united_kingdom")


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("his so-called coalition of the willing", "coalition of the willing"),
        ("The “government” in exile", "government in exile"),
        ("the self-styled parliament", "parliament"),
        ("Trump's lackeys in Brussels", "Trump's people in Brussels"),
        ("Army of Resistance", "Army of Resistance"),
        ("Dockers' Union", "Dockers' Union"),
        ("People’s Alliance", "People’s Alliance"),
    ],
)
def test_plain_names(name: str, plain: str) -> None:
    assert neutral_name(name) == plain


@given(st.sampled_from(sorted(lexicon()[1])), st.sampled_from(["the", "his", "their so-called", "that"]))
def test_no_loaded_word_is_left(word: str, before: str) -> None:
    name = neutral_name(f"{before} {word} in the north", "group")
    assert not lexicon()[0].search(name) or lexicon()[1][word].casefold() in name.casefold()
    assert not re.match(r"(?:the|his|their|that)\b", name)
