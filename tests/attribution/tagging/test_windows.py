"""Windows: their cores are the document, each word once; what they see besides lies around."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from winset.reading.attribution.tagging.pieces import LONGEST
from winset.reading.attribution.tagging.windows import AROUND, CORE, windows

from .making import sheet

LENGTHS = st.lists(st.integers(1, LONGEST), min_size=1, max_size=80)


@given(LENGTHS, st.data(), st.integers(1, 40), st.integers(0, 20))
def test_cores_are_the_document_and_contexts_lie_in_it(
    lengths: list[int], data: st.DataObject, core: int, around: int
) -> None:
    size = len(lengths)
    breaks = data.draw(st.lists(st.sampled_from([0, 0, 0, 1, 2]), min_size=size, max_size=size))
    paper = sheet([0] * size, breaks=breaks)
    found = windows(paper, lengths, core=core, around=around)
    assert [word for window in found for word in range(window.first, window.last)] == list(range(size))
    for window in found:
        assert 0 <= window.start <= window.first < window.last <= window.end <= size
        assert sum(lengths[window.first : window.last]) <= core or window.last == window.first + 1
        # As much as fits on both sides is seen, and no more.
        for inside, more in (
            (lengths[window.start : window.first], lengths[: window.start][-1:]),
            (lengths[window.last : window.end], lengths[window.end :][:1]),
        ):
            assert sum(inside) <= around
            assert not more or sum(inside) + more[0] > around
        # The core ends at the last paragraph of its second half, else at the last sentence there, else when full.
        reach = window.first + 1
        while reach < size and sum(lengths[window.first : reach + 1]) <= core:
            reach += 1
        if reach == size:
            assert window.last == size
            continue
        half = range(window.first + max(1, (reach - window.first) // 2), reach + 1)
        ends = [[place for place in half if breaks[place] >= kind] for kind in (2, 1)]
        assert window.last == next((places[-1] for places in ends if places), reach)


def test_no_words_need_no_window() -> None:
    assert windows(sheet([]), []) == []


def test_a_word_longer_than_a_core_has_one_of_its_own() -> None:
    found = windows(sheet([0, 0, 0]), [2, 900, 2], core=10, around=4)
    assert [(window.first, window.last) for window in found] == [(0, 1), (1, 2), (2, 3)]
    assert [(window.start, window.end) for window in found] == [(0, 1), (0, 3), (2, 3)]


def test_a_sentence_without_end_is_cut_where_the_core_is_full() -> None:
    found = windows(sheet([0] * 1000), [1] * 1000)
    assert {window.last - window.first for window in found} == {CORE}
    assert max(window.end - window.start for window in found) == CORE + 2 * AROUND


def test_the_encoder_never_sees_more_than_it_was_built_for() -> None:
    """512 pieces, the two at the ends included, even where every word has as many as a word may have."""
    found = windows(sheet([0] * 500), [LONGEST] * 500)
    assert max(LONGEST * (window.end - window.start) for window in found) + 2 <= 512
