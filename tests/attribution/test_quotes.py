"""Quotation marks of every kind, as texts really have them."""

from __future__ import annotations

import pytest

from winset.reading.attribution.quotes import Quotes, find_quotes

CASES = [
    ("curly", "He said “no” and “yes”.", ["“no”", "“yes”"]),
    ("straight", 'She called it "a start".', ['"a start"']),
    ("two apostrophes", "''Go on,'' she said.", ["''Go on,''"]),
    ("single", "‘We will not sign,’ said the workers’ leader.", ["‘We will not sign,’"]),
    ("apostrophes only", "It's the workers' day; don't ask about the '90s.", []),
    ("guillemets", "« Nous voulons », dit-elle. »Ja, das«, sagte er.", ["« Nous voulons »", "»Ja, das«"]),
    ("low marks", "„Nein“, sagte sie.", ["„Nein“"]),
    ("turned round", "the old rule—”take or pay.” That is it", ["”take or pay.”"]),
    ("mixed kinds", 'He said “no" twice.', ['“no"']),
    ("never closed", "He said: “We go on\nand that was it.", ["“We go on"]),
    ("reopened", "“One.\n“Two.”", ["“One.", "“Two.”"]),
    ("nested", "“They said ‘no’ to us,” she added.", ["“They said ‘no’ to us,”"]),
    ("nested in the same kind", "“the “so-called” plan” failed", ["“the “so-called” plan”"]),
    ("inches", 'a 6\'2" man said "yes."', ['"yes."']),
    ("at the line's start", '" … and so it goes", he wrote', ['" … and so it goes"']),
    ("a stray closing mark", "It was done” and over.", []),
]


@pytest.mark.parametrize(("text", "wanted"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_quotes(text: str, wanted: list[str]) -> None:
    assert [text[quote.start : quote.end] for quote in find_quotes(text)] == wanted


def test_unclosed_is_marked() -> None:
    assert [quote.closed for quote in find_quotes("“One.\n“Two.”")] == [False, True]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("“We will never sign.”", True),
        ("“coalition of the willing”", False),
        ("“peacekeepers”", False),
        ("“Yes.”", True),
        ("the “take it or leave it”, as they say", True),
    ],
)
def test_speech_and_names(text: str, speech: bool) -> None:
    quotes = Quotes(text)
    assert quotes.is_speech(quotes.all[0]) is speech


def test_share_of_quoted_words() -> None:
    text = "one two “three four”"
    assert Quotes(text).share(((0, len(text)),)) == 0.5
    assert Quotes(text).share(((3, 4),)) == 0.0
