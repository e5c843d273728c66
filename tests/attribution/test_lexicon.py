"""The reporting words are what the rules expect of them."""

from __future__ import annotations

import re

import pytest

from winset.reading.attribution.lexicon import lexicon, parse
from winset.reading.attribution.words import groups

CATEGORIES = {
    "say", "claim", "concede", "deny", "warn", "demand", "offer", "want", "think", "show", "praise", "blame",
}  # fmt: skip


def test_words_have_known_categories_and_frames() -> None:
    words = lexicon()
    for table in (words.verbs, words.nouns, words.adjectives):
        for lemma, cue in table.items():
            assert re.fullmatch(r"[a-z-]+(\+[a-z]+)?", lemma), lemma
            assert cue.categories <= CATEGORIES, lemma
            assert cue.frames <= set("cqxokgpb"), lemma
            assert bool(cue.prepositions) == ("p" in cue.frames), lemma


@pytest.mark.parametrize("lemma", ["say", "refuse", "decline", "demand", "endorse", "vow", "insist", "deny", "warn"])
def test_words_that_must_be_there(lemma: str) -> None:
    assert lemma in lexicon().verbs


def test_line_of_another_form_is_named() -> None:
    with pytest.raises(ValueError, match="line 2"):
        parse("verb say/c: say\nsay tell ask\n")


def test_groups_are_lower_case_and_filled() -> None:
    for name, words in groups().items():
        assert words, name
        assert all(word == word.lower() for word in words), name
