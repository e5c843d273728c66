"""Each construction that the rules of step 1 know, and each that they must leave alone; the tagger is left out."""

from __future__ import annotations

from typing import Any

import pytest

from winset.reading.attribution import find_attributions
from winset.reading.marks import Attribution

from .constructions import CONSTRUCTIONS, LEFT_OUT, NARRATOR, NOTHING

EDGES = " .,;:"


def ruled(doc: Any) -> list[Attribution]:
    return find_attributions(doc, rules_only=True)


def shown(text: str, places: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    return tuple(text[start:end].strip(EDGES) for start, end in places)


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_construction(nlp: Any, name: str) -> None:
    text, wanted = CONSTRUCTIONS[name]
    found = [
        ("".join(shown(text, item.source)), " … ".join(shown(text, item.cue)), *shown(text, item.content))
        for item in ruled(nlp(text))
        if item.voice == "attributed"
    ]
    expected = [(row[0], row[1].strip(EDGES), *(part.strip(EDGES) for part in row[2:])) for row in wanted]
    assert [row for row in expected if row not in found] == [], found


@pytest.mark.parametrize("name", NOTHING)
def test_nothing_is_attributed(nlp: Any, name: str) -> None:
    text = NOTHING[name]
    found = [shown(text, item.content) for item in ruled(nlp(text)) if item.voice == "attributed"]
    assert found == []


@pytest.mark.parametrize("name", NARRATOR)
def test_narrator(nlp: Any, name: str) -> None:
    text, wanted = NARRATOR[name]
    found = [" … ".join(shown(text, item.content)) for item in ruled(nlp(text)) if item.voice == "narrator"]
    assert found == wanted


def test_outlet_stands_between(nlp: Any) -> None:
    text = "The Harbour Post reported that dockers said the deal was unfair."
    (item,) = ruled(nlp(text))
    assert shown(text, item.source) == ("dockers",)
    assert shown(text, item.inner) == ("The Harbour Post",)
    assert shown(text, item.content) == ("the deal was unfair",)


def test_what_one_party_was_told_by_another_is_the_others(nlp: Any) -> None:
    text = "Kyoto officials said that Seoul had told them the reactor was safe."
    (item,) = ruled(nlp(text))
    assert shown(text, item.source) == ("Seoul",)
    assert shown(text, item.inner) == ("Kyoto officials",)
    assert shown(text, item.content) == ("the reactor was safe",)


def test_what_one_party_says_of_another_stays_whole(nlp: Any) -> None:
    text = "Kyoto officials said that Seoul believed the reactor was safe."
    (item,) = ruled(nlp(text))
    assert shown(text, item.source) == ("Kyoto officials",)
    assert item.inner == ()


@pytest.mark.parametrize("name", LEFT_OUT)
def test_left_out(nlp: Any, name: str) -> None:
    assert ruled(nlp(LEFT_OUT[name])) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We will never sign this paper,” said the mayor.", "direct"),
        ("The mayor said the paper would never be signed.", "indirect"),
        ("The mayor said the paper was “an insult to the town” and nothing more.", "mixed"),
    ],
)
def test_kind_of_quotation(nlp: Any, text: str, kind: str) -> None:
    (item,) = ruled(nlp(text))
    assert item.quotation == kind
