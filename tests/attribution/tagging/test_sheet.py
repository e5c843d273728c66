"""A document as arrays: every word at its place in the text as it stands, whatever the text holds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from winset.core.errors import DocumentError
from winset.reading.attribution.find import find_reports
from winset.reading.attribution.quotes import Quotes
from winset.reading.attribution.tagging.sheet import (
    DEPENDENCIES,
    FEATURES,
    SHAPES,
    TAGS,
    Sheet,
    make_sheet,
)
from winset.reading.document import Document

from .making import forests, ints, sheet

_ODD = ["\u00a0", "\u200b", "\u200e", "\u202e", "\u2066x\u2069", "\u00ad", "\ufeff", "\ufffd", "\x00", "\x0b", "\u2028"]
_MORE = ["â€œ", "Ã©tat", "🤝", "👩‍⚖️", "e\u0301", "Ａ", "ﬁ", "x" * 300, "http://a.b/c?d=e", "#talks", "1,000.5"]
_PLAIN = ["the", "minister", "said", "“We", "will", "wait,”", "that", "not", '"', "'", "’", ".", ",", "?", ":", "—"]
_GAPS = [" ", " ", " ", "", "  ", "\n", "\n\n", "\t", "\r\n"]
TEXTS = st.lists(
    st.tuples(st.sampled_from(_PLAIN + _PLAIN + _ODD + _MORE), st.sampled_from(_GAPS)).map("".join), max_size=50
).map("".join) | st.text(max_size=80)

TEXT = (
    "\n Riga said: “The map is wrong.” It added that “nobody” asked.\n\n"
    "According to two envoys, the line was 3 km too long; the NATO staff disagreed.\n"
)


def naive_cover(paper: Sheet, places: Any) -> list[int]:
    return [
        word
        for word, (start, end) in enumerate(zip(paper.starts.tolist(), paper.ends.tolist(), strict=True))
        if any(set(range(start, end)) & set(range(first, last)) for first, last in places)
    ]


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
@pytest.mark.parametrize("reported", [False, True])
def test_words_stand_where_the_text_has_them(nlp: Any, reported: bool, text: str) -> None:
    doc = nlp(text)
    quotes = Quotes(text)
    paper = make_sheet(doc, quotes, find_reports(doc, quotes).reports if reported else ())
    assert doc.text == text
    tokens = [token for token in doc if token.text.strip()]
    size = len(tokens)
    assert [text[start:end] for start, end in zip(paper.starts, paper.ends, strict=True)] == list(paper.words)
    assert list(paper.words) == [token.text for token in tokens]
    assert (paper.starts[1:] >= paper.ends[:-1]).all()
    # Nothing but blanks is left out.
    covered = {place for start, end in zip(paper.starts, paper.ends, strict=True) for place in range(start, end)}
    assert all(place in covered or not char.strip() for place, char in enumerate(text))
    number = {token.i: place for place, token in enumerate(tokens)}
    for place, token in enumerate(tokens):
        assert paper.heads[place] == number.get(token.head.i, place)
        assert paper.tags[place] == (TAGS.index(token.tag_) + 1 if token.tag_ in TAGS else 0)
        known = token.dep_ in DEPENDENCIES
        assert paper.dependencies[place] == (DEPENDENCIES.index(token.dep_) + 1 if known else 0)
        mine = [at for at, quote in enumerate(quotes.all) if set(range(quote.start, quote.end)) & _places(paper, place)]
        assert paper.quotations[place] == (mine[-1] if mine else -1)
        if place:
            before = tokens[place - 1]
            anew = token.sent.start != before.sent.start
            assert (paper.sentences[place] > paper.sentences[place - 1]) == anew
            broken = "\n" in text[before.idx : token.idx]
            assert (paper.paragraphs[place] > paper.paragraphs[place - 1]) == broken
            assert paper.breaks[place] == (2 if broken else 1 if anew else 0)
    assert paper.breaks[:1].tolist() == [2] * min(size, 1)
    assert paper.features.shape == (size, len(FEATURES))
    assert ((paper.features >= 0) & (paper.features < ints(FEATURES))).all()


def _places(paper: Sheet, word: int) -> set[int]:
    return set(range(int(paper.starts[word]), int(paper.ends[word])))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t\u00a0\n", "\u2003"])
def test_blank_texts_are_sheets_without_words(nlp: Any, text: str) -> None:
    paper = make_sheet(nlp(text), Quotes(text))
    assert paper.words == ()
    assert paper.features.shape == (0, len(FEATURES))
    assert paper.cover([(0, 9)]).tolist() == []


def test_half_a_character_is_no_text(nlp: Any) -> None:
    """Lone surrogates cannot come this far: neither a document nor the parser takes them."""
    with pytest.raises(DocumentError):
        Document(id="half", text="Riga said \ud83e no.")
    with pytest.raises(UnicodeEncodeError):
        nlp("Riga said \ud83e no.")


def test_a_word_that_hangs_on_a_blank_hangs_on_nothing(nlp: Any) -> None:
    doc = Doc(
        nlp.vocab,
        words=["He", "\n", "said", "no"],
        spaces=[True, False, True, False],
        heads=[1, 2, 2, 1],
        deps=["nsubj", "dep", "ROOT", "conj"],
        tags=["PRP", "_SP", "VBD", "UH"],
    )
    paper = make_sheet(doc, Quotes(doc.text))
    assert paper.words == ("He", "said", "no")
    assert paper.heads.tolist() == [0, 1, 2]


@given(
    st.lists(st.sampled_from(["a", "bb", "ccc", "dddddd"]), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=4),
)
def test_cover_is_every_word_that_shares_a_character(words: list[str], spans: list[tuple[int, int]]) -> None:
    paper = sheet([0] * len(words), words=words)
    places = [(start, start + length) for start, length in spans]
    found = paper.cover(places)
    assert found.dtype == np.int64
    assert found.tolist() == naive_cover(paper, places)


@given(forests(), st.data())
def test_the_anchor_is_the_first_word_that_hangs_on_none_of_the_others(paper: Sheet, data: st.DataObject) -> None:
    size = len(paper.words)
    words = sorted(data.draw(st.sets(st.integers(0, size - 1), min_size=1)))
    free = [word for word in words if paper.heads[word] == word or int(paper.heads[word]) not in words]
    assert free, "a tree has no circles"
    assert paper.anchor(ints(words)) == free[0]


def test_punctuation_is_no_anchor_unless_there_is_nothing_else() -> None:
    paper = sheet([1, 2, 2], words=["“", "said", "so"], shapes=[SHAPES - 1, 0, 0])
    assert paper.anchor(ints([0, 1])) == 1
    assert paper.anchor(ints([0])) == 0


def test_what_the_rules_found_is_in_the_arrays(nlp: Any) -> None:
    doc = nlp(TEXT)
    quotes = Quotes(TEXT)
    reports = find_reports(doc, quotes).reports
    paper = make_sheet(doc, quotes, reports)
    assert len(paper.reports) == sum(bool(naive_cover(paper, report.cue)) for report in reports) >= 2
    for found in paper.reports:
        assert paper.words[found.anchor].casefold() in {"said", "added", "according", "disagreed"}
        assert paper.ruled[found.anchor] == 1
        assert found.anchor in found.cue
    said = next(found for found in paper.reports if paper.words[found.anchor] == "said")
    assert [paper.words[word] for word in said.source] == ["Riga"]
    assert set(paper.ruled[said.source].tolist()) == {3}
    assert paper.ruled[said.content].tolist()[0] == 4
    assert set(paper.ruled[said.content].tolist()[1:]) <= {4, 5}
    nobody = make_sheet(doc, quotes)
    assert not nobody.ruled.any()
    assert nobody.reports == ()
    for name in ("words", "starts", "tags", "heads", "quoted", "breaks"):
        assert list(getattr(nobody, name)) == list(getattr(paper, name))


def test_quotations_and_shapes(nlp: Any) -> None:
    paper = make_sheet(nlp(TEXT), Quotes(TEXT))
    of = {word: place for place, word in enumerate(paper.words)}
    first, last = of["“"], of["nobody"]
    assert paper.quoted[[of["The"], of["map"]]].tolist() == [2, 2]
    assert paper.quotations[of["The"]] == 0
    assert paper.quotations[last] == 1
    assert paper.quotations[of["asked"]] == -1
    assert paper.quoted[of["asked"]] == 0
    assert [int(paper.shapes[of[word]]) for word in ("wrong", "Riga", "NATO", "3", ":")] == [0, 1, 2, 3, 4]
    assert first != of["The"]
