"""Pairs of an anchor and a word against a slow reading of their definition, on trees of any kind."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.reading.attribution.tagging.pairs import KINDS, PATHS, Pairs
from winset.reading.attribution.tagging.sheet import DEPENDENCIES, Sheet

from .making import forests, ints, ruled, sheet

ANCHOR = len(DEPENDENCIES) + 1
FAR = (1, 2, 3, 4, 5, 7, 10, 15, 23, 36, 61)


def up(paper: Sheet, word: int) -> list[int]:
    """The word and all that it hangs on, to the root."""
    chain = [word]
    while paper.heads[chain[-1]] != chain[-1]:
        chain.append(int(paper.heads[chain[-1]]))
    return chain


def path(paper: Sheet, anchor: int, word: int) -> int:
    if word == anchor:
        return ANCHOR
    chain = up(paper, word)
    if anchor in chain:
        return int(paper.dependencies[chain[chain.index(anchor) - 1]])
    for step, above in enumerate(up(paper, anchor)[1:4], 1):
        if above in chain:
            return ANCHOR + 2 * step - (above == word)
    return PATHS - 2 if paper.sentences[word] == paper.sentences[anchor] else PATHS - 1


def distance(anchor: int, word: int) -> int:
    steps = sum(abs(word - anchor) >= far for far in FAR)
    return steps + 12 * (word > anchor)


def marks(paper: Sheet, anchor: int, word: int) -> int:
    mine, its = int(paper.quotations[word]), int(paper.quotations[anchor])
    if mine < 0:
        inside = 1 if its >= 0 else 0
    elif its < 0:
        inside = 2
    else:
        inside = 3 if mine == its else 4
    apart = int(paper.paragraphs[word] - paper.paragraphs[anchor])
    return inside + 5 * {0: 0, -1: 1, 1: 2}.get(apart, 3)


def turn(paper: Sheet, anchor: int, word: int) -> int:
    if paper.quotations[word] < 0:
        return 0
    begun = max(paper.quotations[: anchor + 1].tolist())
    return {0: 1, 1: 2, -1: 3, 2: 4}.get(int(paper.quotations[word]) - begun, 5)


def rule(paper: Sheet, anchor: int, word: int) -> int:
    report = None
    for other in paper.reports:  # the last one that holds the anchor in its cue
        if anchor == other.anchor or anchor in other.cue:
            report = other
    if report is None:
        return {0: 0, 1: 7, 2: 7, 3: 6, 4: 5, 5: 5}[int(paper.ruled[word])]
    kinds = [value for value, role in ((3, report.cue), (2, report.source), (1, report.content)) if word in role]
    return kinds[0] if kinds else 4


@settings(deadline=None, max_examples=150)
@given(forests(), st.data())
def test_pairs_are_what_they_are_defined_to_be(paper: Sheet, data: st.DataObject) -> None:
    size = len(paper.words)
    start = data.draw(st.integers(0, size - 1))
    end = data.draw(st.integers(start, size))
    anchors = data.draw(st.lists(st.integers(0, size - 1), max_size=4))
    found = Pairs(paper).between(anchors, start, end)
    assert found.shape == (len(anchors), end - start, len(KINDS))
    assert ((found >= 0) & (found < ints(KINDS))).all()
    for row, anchor in enumerate(anchors):
        for word in range(start, end):
            wanted = [
                path(paper, anchor, word),
                distance(anchor, word),
                marks(paper, anchor, word),
                turn(paper, anchor, word),
                rule(paper, anchor, word),
            ]
            assert found[row, word - start].tolist() == wanted, (anchor, word)


@settings(deadline=None, max_examples=30)
@given(forests(), st.data())
def test_a_window_sees_a_part_of_what_the_document_does(paper: Sheet, data: st.DataObject) -> None:
    """An anchor outside the range, as where a rule's cue is cut by a window, stands to its words as ever."""
    size = len(paper.words)
    start, anchor = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    pairs = Pairs(paper)
    np.testing.assert_array_equal(pairs.between([anchor], start, size), pairs.between([anchor], 0, size)[:, start:])


def test_crossing_branches() -> None:
    # 0 ← 2, 1 ← 3, 2 root, 3 ← 2: the branches 0–2 and 1–3 cross.
    paper = sheet([2, 3, 2, 2], dependencies=[5, 6, 1, 7])
    assert Pairs(paper).between([2], 0, 4)[0, :, 0].tolist() == [5, 7, ANCHOR, 7]
    assert Pairs(paper).between([1], 0, 4)[0, :, 0].tolist() == [ANCHOR + 4, ANCHOR, ANCHOR + 3, ANCHOR + 1]


def test_a_long_way_up_is_only_known_to_be_in_the_sentence() -> None:
    paper = sheet([0, 0, 1, 2, 3, 4, 6], sentences=[0, 0, 0, 0, 0, 0, 1])
    found = Pairs(paper).between([5], 0, 7)[0, :, 0].tolist()
    assert found == [PATHS - 2, PATHS - 2, ANCHOR + 5, ANCHOR + 3, ANCHOR + 1, ANCHOR, PATHS - 1]


def test_deep_trees_need_no_deep_stack() -> None:
    size = 5000
    paper = sheet([max(0, word - 1) for word in range(size)])
    assert Pairs(paper).between([size - 1], 0, size).shape == (1, size, len(KINDS))


@given(st.integers(1, 20).flatmap(lambda size: st.tuples(st.just(size), st.lists(ruled(size), max_size=3))))
def test_any_reports_of_the_rules_stay_in_range(given_: tuple[int, list[object]]) -> None:
    size, reports = given_
    paper = sheet([0] * size, reports=reports)  # type: ignore[arg-type]
    found = Pairs(paper).between(range(size), 0, size)
    assert ((found >= 0) & (found < ints(KINDS))).all()
