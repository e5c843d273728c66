"""What holds for any text: places lie inside it, letter for letter; the same text gives the same statements."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from winset.core.spans import spans_of
from winset.reading.attribution import find_attributions, read_attributions
from winset.reading.attribution.lines import hard_breaks
from winset.reading.attribution.lists import list_items
from winset.reading.attribution.quotes import Quotes, find_quotes, paragraphs
from winset.reading.attribution.turns import find_turns
from winset.reading.pipeline import pieces

MARKS = [*"“”‘’„‟«»‹›\"'`", "''", "``"]
ODD = [
    "\u00a0",
    "\u200b",
    "\u200e",
    "\u202e",
    "\u2066",
    "\u2069",
    "\u00ad",
    "\ufeff",
    "\ufffd",
    "â€œ",
    "â€\u009d",
    "🤝",
    "👩‍⚖️",
    "e\u0301",
]
_PLAIN = """
the minister union Kyiv Ankara it she said says told refused wants demands that to not and but according in of by “We
will not sign talks deal ceasefire ready prepared adamant expressed concern Mr. U.S. :
"""
WORDS = _PLAIN.split()
PIECES = st.sampled_from([*MARKS, *ODD, *WORDS, ",", ".", "?", ":", "—", "-", "\n", "\n\n", "\n- ", " ", "  ", "\t"])
TEXTS = st.lists(PIECES, max_size=60).map(" ".join) | st.lists(PIECES, max_size=60).map("".join)
ANY = st.text(max_size=200) | TEXTS


@given(ANY)
def test_quotes_lie_in_their_paragraph_and_apart(text: str) -> None:
    last = 0
    inside = paragraphs(text)
    for quote in find_quotes(text):
        assert last <= quote.start < quote.end <= len(text)
        assert quote.start < quote.inner[0] <= quote.inner[1] <= quote.end
        assert any(start <= quote.start and quote.end <= end for start, end in inside)
        last = quote.end


@given(ANY)
def test_quote_look_up_agrees_with_the_list(text: str) -> None:
    quotes = Quotes(text)
    for place in range(len(text)):
        covering = [quote for quote in quotes.all if quote.start <= place < quote.end]
        assert quotes.at(place) == (covering[0] if covering else None)


@given(ANY)
def test_paragraphs_hold_all_words(text: str) -> None:
    covered = {place for start, end in paragraphs(text) for place in range(start, end)}
    assert all(place in covered for place, char in enumerate(text) if char.isalnum())


@given(ANY)
def test_breaks_follow_line_breaks(text: str) -> None:
    found = hard_breaks(text)
    assert found == sorted(set(found))
    assert all(text[place - 1] == "\n" for place in found)


@given(ANY)
def test_lists_and_labels_lie_inside(text: str) -> None:
    for item in list_items(text):
        assert 0 <= item.lead[0] < item.lead[1] <= item.item[0] < item.item[1] <= len(text)
    for turn in find_turns(text):
        assert 0 <= turn.label[0] < turn.label[1] <= len(text)
        assert all(turn.label[1] <= start <= end <= len(text) for start, end in turn.words)


@given(ANY, st.integers(min_value=1, max_value=50))
def test_pieces_are_the_whole_text(text: str, limit: int) -> None:
    cuts = pieces(text, limit)
    assert "".join(text[start:end] for start, end in cuts) == text
    assert all(end - start <= limit for start, end in cuts)
    assert all(start < end for start, end in cuts) or text == ""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=ANY)
def test_statements_lie_in_the_text(nlp: Any, text: str) -> None:
    found = read_attributions(nlp(text))
    assert found.failures == ()
    for item in found.attributions:
        for places in (item.content, item.source, item.cue, item.inner):
            assert all(span.quote == text[span.start : span.end] for span in spans_of(text, places))
        assert item.content
        assert list(item.content) == sorted(item.content)
        assert all(end < start for (_, end), (start, _) in zip(item.content, item.content[1:], strict=False))
        if item.voice == "narrator":
            assert item.source == item.cue == ()
            assert item.quotation is None
        else:
            assert item.quotation is not None


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_same_text_same_statements(nlp: Any, text: str) -> None:
    assert find_attributions(nlp(text)) == find_attributions(nlp(text))


@pytest.mark.parametrize("odd", ODD)
def test_odd_characters_move_nothing(nlp: Any, odd: str) -> None:
    text = (
        f"{odd} Warsaw{odd} said the offer was “{odd}too little{odd}, too late.” {odd}\n\n"
        f"{odd}“We will wait{odd},” said Eva Lind. “Not{odd} for ever.”"
    )
    items = find_attributions(nlp(text))
    said = [" ".join(text[start:end] for start, end in item.content) for item in items]
    assert any("the offer was" in words and "too late" in words for words in said), said
    assert any("We will wait" in words for words in said), said
    for item in items:
        spans_of(text, (*item.content, *item.source, *item.cue))


def test_many_marks_are_read_in_time(nlp: Any) -> None:
    for text in ("'a " * 4000, "“" * 4000, '" ' * 4000, "x:\n- " * 2000):
        assert read_attributions(nlp(text)).failures == ()


def test_a_failing_sentence_loses_nothing_else(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from winset.reading.attribution import verbs

    real = verbs.VerbFinder.reports

    def broken(self: Any, verb: Any) -> Any:
        if verb.text == "doubts":
            raise IndexError("no such token")
        return real(self, verb)

    monkeypatch.setattr(verbs.VerbFinder, "reports", broken)
    text = "Riga said the map was wrong. Vilnius doubts that. Oslo insisted that the line was old."
    found = read_attributions(nlp(text))
    assert [text[f.start : f.end] for f in found.failures] == ["Vilnius doubts that."]
    assert "IndexError" in found.failures[0].reason
    assert [text[a.source[0][0] : a.source[0][1]] for a in found.attributions] == ["Riga", "Oslo"]


def test_a_bug_is_not_swallowed(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from winset.reading.attribution import verbs

    def broken(self: Any, verb: Any) -> Any:
        raise TypeError("a bug")

    monkeypatch.setattr(verbs.VerbFinder, "reports", broken)
    with pytest.raises(TypeError, match="a bug"):
        read_attributions(nlp("Riga said the map was wrong."))
