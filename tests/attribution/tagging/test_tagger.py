"""From arrays to tags: which words are looked at, and that neither windows nor groups change a tag."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from winset.reading.attribution.find import find_reports
from winset.reading.attribution.quotes import Quotes
from winset.reading.attribution.tagging import tagger as module
from winset.reading.attribution.tagging.heads import ROLES, SCORES, Heads
from winset.reading.attribution.tagging.pairs import KINDS
from winset.reading.attribution.tagging.pieces import Pieces
from winset.reading.attribution.tagging.sheet import Ruled, Sheet, make_sheet
from winset.reading.attribution.tagging.shipped import load_tagger
from winset.reading.attribution.tagging.tagger import Tag, Tagger

from .making import ints, sheet

TEXT = (
    "Riga said the map was wrong, and Oslo insisted that the line was old.\n\n"
    "“We will wait,” Eva Lind told reporters. “Not for ever.”\n\n"
    "According to two envoys, the staff of the bank wants a shorter week.\n\n"
)
CUE, SAID = 1, 2


def _simple(**more: Any) -> Tagger:
    """A tagger that knows one cue, "said", and takes the word "x" for content: what it sees are numbers of words."""
    numbers = {"said": CUE, "x": SAID}
    weights: dict[str, Any] = {
        "anchor": np.array([0, 20, 0]),
        "anchor_bias": np.array(-10.0),
        "governor": np.zeros((3, 1)),
        "word": np.zeros((3, 1)),
        "kinds": np.zeros((sum(KINDS), 1)),
        "pair": np.zeros((1, len(ROLES) * SCORES)),
        "plain": np.zeros((3, len(ROLES) * SCORES)),
        "bias": np.tile([-5.0, 0.0, 0.0], len(ROLES)),
    }
    weights["plain"][SAID, 0] = 10
    weights["plain"][CUE, ROLES.index("cue") * SCORES] = 10

    def encode(ids: Any, features: Any) -> Any:
        assert ids[0] == 90
        assert ids[-1] == 91
        assert (features[[0, -1]] == 0).all()
        assert len(ids) == len(features)
        return np.eye(3, dtype=np.float32)[np.where(ids < 3, ids, 0)]

    return Tagger(encode, Heads.of(weights), Pieces(lambda word: [numbers.get(word, 0)], 0), first=90, last=91, **more)


def test_a_cue_gets_the_words_that_its_chains_say() -> None:
    words = ["he", "said", "x", "x", "and", "x", "."]
    (found,) = _simple().tags(sheet([1, 1, 1, 1, 1, 1, 1], words=words))
    assert (found.anchor, found.ruled) == (1, False)
    assert found.content.tolist() == [2, 3, 5]
    assert found.source.tolist() == []
    assert found.cue.tolist() == [1]
    assert found.logit == pytest.approx(10)
    assert all(-0.2 < value <= 0 for value in found.sure)


def test_numbers_are_those_of_the_document_in_any_window() -> None:
    words = ["w"] * 700 + ["said", "x", "x"] + ["w"] * 700
    (found,) = _simple().tags(sheet([0] * len(words), words=words))
    assert (found.anchor, found.content.tolist(), found.cue.tolist()) == (700, [701, 702], [700])


def test_the_anchor_of_a_rule_is_looked_at_however_unlikely() -> None:
    words = ["it", "hummed", "x", "y", "z"]
    report = Ruled(1, ints([1]), ints([0]), ints([3, 4]))
    own, ruled = _simple().tags(sheet([1, 1, 1, 1, 1], words=words, reports=[report]))
    assert own.anchor == ruled.anchor == 1
    assert (own.ruled, ruled.ruled) == (False, True)
    assert own.content.tolist() == [2]
    assert (ruled.content.tolist(), ruled.source.tolist(), ruled.cue.tolist()) == ([3, 4], [0], [1])
    assert own.logit == ruled.logit == pytest.approx(-10)
    assert own.sure[0] > ruled.sure[0]


def test_what_both_read_alike_is_one_tag() -> None:
    report = Ruled(1, ints([0, 1]), ints([]), ints([2]))  # another cue makes no other reading
    (found,) = _simple().tags(sheet([1, 1, 1], words=["he", "said", "x"], reports=[report]))
    assert not found.ruled


def test_no_words_no_tags() -> None:
    assert _simple().tags(sheet([])) == []
    assert _simple().tags(sheet([0, 0], words=["nothing", "here"])) == []


def _same(one: list[Tag], two: list[Tag]) -> None:
    assert [(t.anchor, t.ruled) for t in one] == [(t.anchor, t.ruled) for t in two]
    for a, b in zip(one, two, strict=True):
        for role in ROLES:
            assert getattr(a, role).tolist() == getattr(b, role).tolist()
        assert a.logit == pytest.approx(b.logit, abs=1e-5)
        assert a.sure == pytest.approx(b.sure, abs=1e-4)


@pytest.fixture(scope="module")
def paper(nlp: Any) -> Sheet:
    text = TEXT * 6
    quotes = Quotes(text)
    doc = nlp(text)
    return make_sheet(doc, quotes, find_reports(doc, quotes).reports)


def test_groups_of_windows_change_no_tag(paper: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document with very many cues is read in groups of windows, so that its chains never lie in memory at once."""
    tagger = load_tagger().tagger
    whole = tagger.tags(paper)
    assert len(whole) >= 20
    sizes = []
    real = module._Reading.tags
    monkeypatch.setattr(module._Reading, "tags", lambda self: sizes.append(self.size) or real(self))
    monkeypatch.setattr(module, "_TOGETHER", 4)
    _same(tagger.tags(paper), whole)
    assert len(sizes) > 2


def test_the_same_document_has_the_same_tags(paper: Sheet) -> None:
    tagger = load_tagger().tagger
    one, two = tagger.tags(paper), tagger.tags(paper)
    _same(one, two)
    assert [t.sure for t in one] == [t.sure for t in two]


def test_tags_are_in_order_and_inside_what_was_seen(paper: Sheet) -> None:
    found = load_tagger().tagger.tags(paper)
    assert [t.anchor for t in found] == sorted(t.anchor for t in found)
    assert {report.anchor for report in paper.reports} <= {t.anchor for t in found}
    for t in found:
        assert all(value <= 1e-4 for value in t.sure)
        for role in ROLES:
            words = getattr(t, role).tolist()
            assert words == sorted(set(words))
            assert all(0 <= word < len(paper.words) for word in words)
