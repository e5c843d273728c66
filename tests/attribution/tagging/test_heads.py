"""The last layer against slow loops, and words as pieces."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.reading.attribution.tagging.heads import ROLES, SCORES, Heads
from winset.reading.attribution.tagging.pairs import KINDS
from winset.reading.attribution.tagging.pieces import LONGEST, Pieces

WIDTH, PAIR = 7, 5


def weights(seed: int) -> dict[str, Any]:
    chance = np.random.default_rng(seed)
    shapes = {
        "anchor": (WIDTH,),
        "anchor_bias": (),
        "governor": (WIDTH, PAIR),
        "word": (WIDTH, PAIR),
        "kinds": (sum(KINDS), PAIR),
        "pair": (PAIR, len(ROLES) * SCORES),
        "plain": (WIDTH, len(ROLES) * SCORES),
        "bias": (len(ROLES) * SCORES,),
    }
    return {name: chance.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


@pytest.mark.parametrize("seed", range(5))
def test_chains_are_the_sum_of_their_parts(seed: int) -> None:
    chance = np.random.default_rng(100 + seed)
    given_ = weights(seed)
    count, size = 3, 6
    states = chance.normal(size=(size, WIDTH)).astype(np.float32)
    anchors = chance.integers(0, size, count)
    between = np.stack([chance.integers(0, kinds, (count, size)) for kinds in KINDS], axis=2)
    kept = states.copy(), between.copy()
    found = Heads.of(given_).chains(states, anchors, between)
    assert found.shape == (count, len(ROLES), SCORES, size)
    for row in range(count):
        for word in range(size):
            pair = states[word] @ given_["word"] + states[anchors[row]] @ given_["governor"]
            offset = 0
            for column, kinds in enumerate(KINDS):
                pair = pair + given_["kinds"][offset + between[row, word, column]]
                offset += kinds
            out = np.maximum(pair, 0) @ given_["pair"] + states[word] @ given_["plain"] + given_["bias"]
            for role in range(len(ROLES)):
                np.testing.assert_allclose(
                    found[row, role, :, word], out[role * SCORES : (role + 1) * SCORES], rtol=1e-4, atol=1e-4
                )
    np.testing.assert_array_equal(states, kept[0])
    np.testing.assert_array_equal(between, kept[1])


def test_anchors_are_a_logit_each() -> None:
    given_ = weights(9)
    states = np.random.default_rng(1).normal(size=(4, WIDTH)).astype(np.float32)
    found = Heads.of(given_).anchors(states)
    wanted = [float(sum(s * a for s, a in zip(row, given_["anchor"], strict=True))) for row in states]
    np.testing.assert_allclose(found, np.array(wanted) + float(given_["anchor_bias"]), rtol=1e-4, atol=1e-4)
    assert found.dtype == np.float32


def test_no_anchor_gives_no_chain() -> None:
    states = np.zeros((4, WIDTH), dtype=np.float32)
    nobody, between = np.zeros(0, dtype=np.int64), np.zeros((0, 4, len(KINDS)), dtype=np.int64)
    assert Heads.of(weights(0)).chains(states, nobody, between).shape == (0, len(ROLES), SCORES, 4)


def _letters(word: str) -> list[int]:
    return [ord(letter) for letter in word if letter.isalnum()]


@given(st.lists(st.text(max_size=12), max_size=20))
def test_every_word_has_its_pieces(words: list[str]) -> None:
    found = Pieces(_letters, 7).of(words)
    assert found == [tuple(_letters(word))[:LONGEST] or (7,) for word in words]
    assert all(1 <= len(pieces) <= LONGEST for pieces in found)


def test_a_word_is_split_once_and_a_long_one_only_at_its_start() -> None:
    asked: list[str] = []

    def split(word: str) -> list[int]:
        asked.append(word)
        return [1]

    pieces = Pieces(split, 0)
    pieces.of(["talks", "talks", "x" * 5000])
    pieces.of(["talks", "x" * 6000])
    assert asked == ["talks", "x" * 200]


def test_what_is_remembered_stays_bounded() -> None:
    pieces = Pieces(lambda word: [len(word)], 0)
    for start in range(0, 60_000, 20_000):
        pieces.of([f"{number}" for number in range(start, start + 20_000)])
    assert len(pieces._seen) <= 50_000
    assert pieces.of(["59999"]) == [(5,)]
