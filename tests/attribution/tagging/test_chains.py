"""The chains against their definition, over all labellings."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.reading.attribution.tagging.chains import best, certainty

SCORES = st.sampled_from([-4.0, -2.5, -1.0, -0.5, 0.0, 0.25, 1.0, 3.0]) | st.floats(-6, 6, width=32)


@st.composite
def chains(draw: st.DrawFn) -> Any:
    """Scores of 1 to 3 chains of 1 to 8 words, shape (3, chains, length)."""
    shape = (3, draw(st.integers(1, 3)), draw(st.integers(1, 8)))
    values = draw(st.lists(SCORES, min_size=int(np.prod(shape)), max_size=int(np.prod(shape))))
    return np.array(values, dtype=np.float32).reshape(shape)


def score(scores: Any, row: int, labels: tuple[int, ...]) -> float:
    """The definition, as the module states it."""
    total = 0.0
    for t, label in enumerate(labels):
        before = labels[t - 1] if t else 0
        after = labels[t + 1] if t + 1 < len(labels) else 0
        if label:
            total += float(scores[0, row, t])
            total += float(scores[1, row, t]) * (before == 0)
            total += float(scores[2, row, t]) * (after == 0)
    return total


def labellings(length: int) -> list[tuple[int, ...]]:
    return list(product((0, 1), repeat=length))


@settings(deadline=None)
@given(chains())
def test_best_scores_as_high_as_any(scores: Any) -> None:
    found = best(*scores)
    assert found.dtype == bool
    for row in range(scores.shape[1]):
        highest = max(score(scores, row, labels) for labels in labellings(scores.shape[2]))
        assert score(scores, row, tuple(found[row].astype(int).tolist())) == pytest.approx(highest, abs=1e-4)


@settings(deadline=None, max_examples=40)
@given(chains())
def test_certainty_is_the_logarithm_of_a_probability(scores: Any) -> None:
    every = labellings(scores.shape[2])
    for row in range(scores.shape[1]):
        values = np.array([score(scores, row, labels) for labels in every])
        partition = values.max() + np.log(np.exp(values - values.max()).sum())
        repeated = [np.repeat(kind[row : row + 1], len(every), axis=0) for kind in scores]
        found = certainty(repeated[0], repeated[1], repeated[2], np.array(every, dtype=bool))
        np.testing.assert_allclose(found, values - partition, atol=2e-4)
        assert float(np.exp(found.astype(np.float64)).sum()) == pytest.approx(1, abs=1e-3)


@settings(deadline=None)
@given(chains(), st.integers(1, 9))
def test_padding_changes_nothing(scores: Any, more: int) -> None:
    """Chains of several lengths are read side by side, the shorter ones with words that nothing can belong to."""
    padded = np.pad(scores, ((0, 0), (0, 0), (0, more)))
    padded[0, :, scores.shape[2] :] = -1e4
    labels = best(*scores)
    longer = best(*padded)
    assert not longer[:, scores.shape[2] :].any()
    np.testing.assert_array_equal(longer[:, : scores.shape[2]], labels)
    np.testing.assert_allclose(certainty(*padded, longer), certainty(*scores, labels), atol=1e-5)


@given(chains())
def test_chains_do_not_know_of_each_other(scores: Any) -> None:
    together = best(*scores)
    sure = certainty(*scores, together)
    for row in range(scores.shape[1]):
        alone = scores[:, row : row + 1]
        np.testing.assert_array_equal(best(*alone)[0], together[row])
        np.testing.assert_allclose(certainty(*alone, together[row : row + 1])[0], sure[row], atol=1e-5)


def test_no_words_are_labelled_with_certainty() -> None:
    nothing = np.zeros((3, 2, 0), dtype=np.float32)
    assert best(*nothing).shape == (2, 0)
    np.testing.assert_array_equal(certainty(*nothing, np.zeros((2, 0), dtype=bool)), [0, 0])


def test_a_role_may_have_several_parts_or_none() -> None:
    word = np.array([[3, 3, -9, 3, 3], [-1, -1, -1, -1, -1]], dtype=np.float32)
    edge = np.full((2, 5), -1, dtype=np.float32)
    assert best(word, edge, edge).tolist() == [[True, True, False, True, True], [False] * 5]
    dear = np.full((2, 5), -5, dtype=np.float32)  # where a beginning is dear, the gap is bridged
    assert best(word, dear, edge - 1).tolist()[0] in ([False] * 5, [True] * 5, [True, True, False, False, False])
