"""Loaded words and scare quotes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.reading.framing import find_flags, lexicon


@pytest.mark.parametrize(
    ("text", "quote", "neutral"),
    [
        ("The regime in the capital refused.", "regime", "government"),
        ("Its special military operation goes on.", "special military operation", "military operation"),
        ("They came under the guise of observers.", "under the guise of", "as"),
        ("The union bosses walked out.", "union bosses", "union leaders"),
        ("The fat cats at the company refused.", "fat cats", "executives"),
        ("The so-called republic voted.", "so-called", None),
        ("A terrorist state, they wrote.", "terrorist state", None),
        ("It would be capitulation.", "capitulation", "acceptance"),
        ("The\nspecial military\noperation", "special military\noperation", "military operation"),
    ],
)
def test_loaded_words_stand_where_they_stand(text: str, quote: str, neutral: str | None) -> None:
    flags = [flag for flag in find_flags(text) if flag.kind == "loaded"]
    assert [(flag.span.quote, flag.neutral) for flag in flags] == [(quote, neutral)]


@pytest.mark.parametrize(
    "text",
    [
        "The government of the regimental town agreed.",
        "The ministers met on Tuesday and will meet again.",
        "Both sides signed an agreement on troops.",
    ],
)
def test_plain_words_are_not_flagged(text: str) -> None:
    assert find_flags(text) == []


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Troops were sent as “peacekeepers” to the valley.", ["“peacekeepers”"]),
        ("The 'peace plan' has no chance.", []),
        ("The “peace plan” has no chance.", ["“peace plan”"]),
        ("The minister said the plan was “dead on arrival”.", []),
        ("He called it “absurd”.", []),
        ("A film, “Silent Valley”, was shown.", []),
        ("The long quotation “we will go on as we did until now” stands.", []),
        ("An unclosed “quotation stands here.", []),
    ],
)
def test_scare_quotes_are_short_and_without_a_speaker(text: str, quotes: list[str]) -> None:
    found = [flag.span.quote for flag in find_flags(text) if flag.kind == "scare_quotes"]
    assert found == quotes


def test_attributed_words_have_a_speaker() -> None:
    text = "The envoy on the “peace plan”: a hope."
    assert find_flags(text, attributed=[(0, len(text))]) == []


def test_the_lexicon_names_no_side() -> None:
    pattern, neutral = lexicon()
    for word in ("Russia", "Ukraine", "American", "Kyiv", "Israel", "Iran", "China", "NATO"):
        assert word.casefold() not in pattern.pattern.casefold()
    assert all(not pattern.fullmatch(word) for word in neutral.values() if word not in ("as",)), (
        "neutral words are neutral"
    )


@given(st.text(alphabet="ab “”\"'‘’«».,\n—regime so-called", max_size=80))
def test_flags_always_stand_in_the_text(text: str) -> None:
    flags = find_flags(text)
    for flag in flags:
        flag.span.check(text)
    assert flags == sorted(flags, key=lambda flag: (flag.span.start, flag.span.end))
