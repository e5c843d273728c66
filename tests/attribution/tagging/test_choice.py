"""Which tags count: what excludes what, and how probable each is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.reading.attribution.tagging.choice import EVIDENCE, Choice, evidence, jaccard
from winset.reading.attribution.tagging.sheet import Ruled
from winset.reading.attribution.tagging.shipped import load_tagger
from winset.reading.attribution.tagging.tagger import Tag

from .making import ints, sheet, some, tag
from .making import ruled as rulings

SIZE = 20


@st.composite
def tags(draw: st.DrawFn) -> Tag:
    """Any tag in a document of 20 words, its content often near its anchor, sometimes none."""
    anchor = draw(st.integers(0, SIZE - 1))
    start = draw(st.integers(0, SIZE - 1))
    content = ints(range(start, draw(st.integers(start, SIZE)))) if draw(st.booleans()) else some(draw, SIZE)
    return Tag(
        anchor=anchor,
        logit=draw(st.floats(-20, 20)),
        content=content,
        source=some(draw, SIZE),
        cue=ints([anchor]),
        sure=draw(st.tuples(*[st.floats(-40, 0)] * 3)),
        ruled=draw(st.booleans()),
    )


WEIGHTS = st.lists(st.floats(-2, 2), min_size=len(EVIDENCE), max_size=len(EVIDENCE)).map(np.array)


def exclude(one: Tag, two: Tag) -> bool:
    """The definition: the same anchor, one inside the other, or half the words of both shared."""
    a, b = set(one.content.tolist()), set(two.content.tolist())
    nested = two.anchor in a or one.anchor in b
    return one.anchor == two.anchor or nested or 2 * len(a & b) >= len(a | b)


@settings(deadline=None)
@given(st.lists(tags(), max_size=12), st.lists(rulings(SIZE), max_size=3), WEIGHTS, st.floats(0.05, 0.95))
def test_what_is_chosen_is_apart_probable_and_all_that_can_be(
    found: list[Tag], reports: list[Any], weights: Any, least: float
) -> None:
    paper = sheet([0] * SIZE, quotations=[-1] * 8 + [0] * 6 + [-1] * 6, reports=reports)
    choice = Choice(weights, least)
    chosen = choice.choose(found, paper)
    probable = choice.probabilities(found, paper)
    assert probable.shape == (len(found),)
    assert ((probable >= 0) & (probable <= 1)).all()
    assert [c.tag.anchor for c in chosen] == sorted(c.tag.anchor for c in chosen)
    known = {id(one): float(probability) for one, probability in zip(found, probable, strict=True)}
    for one in chosen:
        assert one.probability == known[id(one.tag)]
        assert one.probability >= least
        assert len(one.tag.content)
        assert not any(exclude(one.tag, other.tag) for other in chosen if other is not one)
    kept = {id(one.tag) for one in chosen}
    for one in found:
        if id(one) not in kept and len(one.content) and known[id(one)] >= least:
            assert any(exclude(one, other.tag) and other.probability >= known[id(one)] for other in chosen)


def test_no_tags_no_choice() -> None:
    choice = Choice(np.zeros(len(EVIDENCE)), 0.5)
    assert choice.choose([], sheet([])) == []
    assert choice.probabilities([], sheet([])).shape == (0,)


def test_the_threshold_is_what_still_counts() -> None:
    paper = sheet([0] * SIZE)
    weights = np.zeros(len(EVIDENCE))
    assert [c.probability for c in Choice(weights, 0.5).choose([tag(1, [2, 3])], paper)] == [0.5]
    assert Choice(weights, 0.500001).choose([tag(1, [2, 3])], paper) == []


def test_a_tag_without_content_says_nothing() -> None:
    weights = np.zeros(len(EVIDENCE))
    assert Choice(weights, 0.1).choose([tag(1, [], [0])], sheet([0] * SIZE)) == []


def test_the_more_probable_of_two_readings_stands() -> None:
    paper = sheet([0] * SIZE)
    weights = np.zeros(len(EVIDENCE))
    weights[EVIDENCE.index("anchor")] = 1.0
    weak, strong = tag(4, range(5, 12), logit=0.5), tag(4, range(5, 9), logit=2.0, ruled=True)
    inner = tag(7, range(8, 12), logit=3.0)
    apart = tag(15, range(16, 20), logit=0.1)
    choice = Choice(weights, 0.5)
    assert [c.tag for c in choice.choose([weak, strong, apart], paper)] == [strong, apart]
    assert [c.tag for c in choice.choose([weak, strong, inner, apart], paper)] == [inner, apart]


@pytest.mark.parametrize("name", ["anchor", "content", "source", "cue"])
@pytest.mark.parametrize("quoted", [False, True])
def test_the_shipped_probability_follows_its_weights(name: str, quoted: bool) -> None:
    choice = load_tagger().choice
    paper = sheet([0] * SIZE, quotations=[0 if quoted else -1] * SIZE)
    low = tag(4, range(5, 9), [3])
    if name == "anchor":
        high = replace(low, logit=low.logit + 1)
    else:
        place = ("content", "source", "cue").index(name)
        high = replace(low, sure=tuple(s + 0.05 * (n == place) for n, s in enumerate(low.sure)))  # type: ignore[arg-type]
    step = 1.0 if name == "anchor" else 0.05
    weight = float(choice.weights[EVIDENCE.index(name)])
    if name == "content" and quoted:
        weight += float(choice.weights[EVIDENCE.index("content where quoted")])
    one, two = choice.probabilities([low, high], paper)
    odds = float(np.log(two / (1 - two)) - np.log(one / (1 - one)))
    assert odds == pytest.approx(weight * step, abs=1e-9)


def test_more_certain_words_are_never_less_probable_as_shipped() -> None:
    choice = load_tagger().choice
    for name in ("anchor", "content", "source"):
        assert choice.weights[EVIDENCE.index(name)] > 0, name
    assert 0 < choice.least < 1


def test_evidence_is_what_it_is_called() -> None:

    paper = sheet(
        [0] * SIZE,
        quotations=[-1] * 5 + [0] * 3 + [-1] * 12,
        reports=[Ruled(4, ints([4]), ints([2, 3]), ints([5, 6, 7, 8]))],
    )
    own = tag(4, [5, 6, 7], [3], logit=30.0, sure=(-0.5, -99.0, -1.0))
    other = tag(12, [14, 17], ruled=True)
    rows = [dict(zip(EVIDENCE, row, strict=True)) for row in evidence([own, other], paper).tolist()]
    assert rows[0] == {
        "one": 1,
        "anchor": 8,
        "content": -0.5,
        "source": -12,
        "cue": -1,
        "content where quoted": -0.5,
        "by the rules": 0,
        "rules find the anchor": 1,
        "content like the rules'": 0.75,
        "source like the rules'": 0.5,
        "length": pytest.approx(np.log(4)),
        "very short": 0,
        "quoted": 1,
        "parts": 0,
        "no source": 0,
    }
    wanted = {"by the rules": 1, "rules find the anchor": 0, "very short": 1, "quoted": 0, "parts": 1, "no source": 1}
    assert {name: rows[1][name] for name in wanted} == wanted
    assert rows[1]["content like the rules'"] == rows[1]["content where quoted"] == 0


@given(st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)))
def test_jaccard(one: set[int], two: set[int]) -> None:
    found = jaccard(ints(sorted(one)), ints(sorted(two)))
    assert found == jaccard(ints(sorted(two)), ints(sorted(one)))
    assert 0 <= found <= 1
    assert (found == 1) == (one == two)
    assert (found == 0) == (not one & two and one != two)
    assert found * len(one | two) == pytest.approx(len(one & two))
