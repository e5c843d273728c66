"""What documents and file names may do to a terminal: nothing."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.core.terminal import safe, safe_json

ANY = st.text(st.one_of(st.characters(), st.sampled_from("\x1b\x9b\x07\r\n\t\u202e\u2066\u200b\u2028\ufeff")))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “text”, naïve — 港口 😀 👩‍🚀", "plain “text”, naïve — 港口 😀 👩‍🚀"),
        ("\x1b[2J\x1b]0;title\x07", "\\x1b[2J\\x1b]0;title\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("a\rb", "a\\x0db"),
        ("abc\u202edef\u2066", "abc\\u202edef\\u2066"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("a\u00a0b\u00adc", "a\u00a0b\u00adc"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("one\n\ttwo", "one\n\ttwo"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_a_cell_has_no_lines() -> None:
    assert safe("one\n\ttwo\x85", lines=False) == "one  two\\x85"


@given(ANY)
def test_nothing_that_acts_is_left(text: str) -> None:
    for character in safe(text):
        assert character in "\n\t\u00ad\u200c\u200d" or unicodedata.category(character)[0] != "C", hex(ord(character))
    assert safe(safe(text)) == safe(text)


@given(ANY)
def test_json_means_the_same_and_does_nothing(text: str) -> None:
    written = safe_json(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(written) == {"a": text}
    assert safe(written) == written
