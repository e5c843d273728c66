"""The labelled lines that the judging network is trained on, and the fit of its weights: no torch is needed."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

FOLDER = Path(__file__).resolve().parents[2] / "training" / "coding"


@pytest.fixture(scope="module")
def training() -> Any:
    sys.path.insert(0, str(FOLDER))
    try:
        import lines
    finally:
        sys.path.remove(str(FOLDER))
    return lines


def test_every_line_is_read_and_stands_once(training: Any) -> None:
    bad: list[str] = []
    found = list(training.load(FOLDER / "written", bad=bad))
    assert not bad
    assert len(found) > 3_000
    assert max(Counter(line.text for line in found).values()) == 1


def test_each_side_of_the_common_issues_is_told_alike_often(training: Any) -> None:
    sides = Counter(side for line in training.load(FOLDER / "written") for _, side, _, _ in line.positions)
    assert 0.6 < sides["+"] / sides["-"] < 1.7


def test_a_line_is_read_as_it_is_written(training: Any) -> None:
    known = {"wage_increase": "Wages rise", "talks": "Direct talks go on"}
    line = training.parse("A:+wage_increase@B ~talks | accuse,state | red_line h | Before. || S said so", known)
    assert line.positions == (("A", "+", "wage_increase", "B"), ("S", "~", "talks", None))
    assert (line.acts, line.firmness, line.hedged) == (("accuse", "state"), "red_line", True)
    assert (line.context, line.text) == ("Before.", "S said so")


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("+talks | state | S said so", "not four fields"),
        ("+walks | state | - | S said so", "issue 'walks'"),
        ("talks | state | - | S said so", "position 'talks'"),
        ("+talks | say | - | S said so", "act 'say'"),
        ("+talks | state | firm | S said so", "firmness 'firm'"),
    ],
)
def test_what_is_wrong_with_a_line_is_named(training: Any, row: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        training.parse(row, {"talks": "Direct talks go on"})


def test_no_line_is_a_sentence_of_the_gold(training: Any) -> None:
    """Lines were written without the gold readings; none may stand in them."""
    gold = Path(__file__).resolve().parents[2] / "benchmarks" / "reading" / "gold"
    texts = "\n".join(path.read_text(encoding="utf-8") for path in sorted(gold.glob("?/*.txt"))).casefold()
    grams = {tuple(words[i : i + 8]) for words in [texts.split()] for i in range(len(words) - 7)}
    shared = [
        line.text
        for line in training.load(FOLDER / "written")
        if any(tuple(line.text.casefold().split()[i : i + 8]) in grams for i in range(len(line.text.split()) - 7))
    ]
    assert not shared


def test_arrays_of_the_shipped_choice_are_finite() -> None:
    from winset.reading.coding.judging.settling import load_weights

    weights = load_weights()
    assert all(np.isfinite(part).all() for part in (weights.positions, weights.acts, weights.firmness))
