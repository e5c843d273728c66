"""The measures of the training command, and the fit of the confidence: no torch is needed for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.training.loading import loaded
from winset.reading.attribution.tagging.choice import EVIDENCE, Choice, evidence
from winset.reading.attribution.tagging.sheet import Sheet
from winset.reading.attribution.tagging.tagger import Tag

FOLDER = Path(__file__).resolve().parents[2] / "training" / "attribution"


@pytest.fixture(scope="module")
def training() -> Any:
    return loaded(FOLDER, "calibrate", "prepare")


def sheet(words: str) -> Sheet:
    split = words.split()
    n = len(split)
    ends = np.cumsum([len(word) + 1 for word in split]) - 1
    zeros = np.zeros(n, dtype=np.int64)
    shapes = np.array([0 if any(c.isalnum() for c in word) else 4 for word in split], dtype=np.int64)
    starts = ends - [len(word) for word in split]
    outside = np.full(n, -1, dtype=np.int64)
    return Sheet(
        tuple(split), starts, ends, zeros, zeros, np.arange(n), zeros, zeros, outside, shapes, *[zeros] * 3, ()
    )


def ints(*numbers: int) -> Any:
    return np.array(numbers, dtype=np.int64)


def tag(anchor: int, content: Any, source: Any, logit: float = 2.0) -> Tag:
    return Tag(anchor, logit, content, source, ints(anchor), (-0.1, -0.1, -0.1))


WORDS = "Riga said that the map , was wrong and Oslo hoped so"


def test_measure_counts_contents_and_sources(training: Any) -> None:
    calibrate, prepare = training
    gold = (
        prepare.Gold(1, ints(2, 3, 4, 5, 6, 7), ints(0), ints(1)),
        prepare.Gold(10, ints(11), ints(9), ints(10)),
    )
    example = prepare.Example("one", "", sheet(WORDS), gold)
    right = tag(1, ints(3, 4, 6, 7), ints(0))  # four of five words: the comma is none
    wrong_source = tag(10, ints(11), ints(0))
    counts = calibrate.measure([example], [[right, wrong_source]])
    assert (counts.gold, counts.predicted, counts.relaxed, counts.combined) == (2, 2, 2, 1)
    assert counts.f1("combined") == 0.5
    assert calibrate.is_right(right, example)
    assert not calibrate.is_right(wrong_source, example)
    assert not calibrate.is_right(tag(1, ints(3, 4), ints(0)), example)
    assert not calibrate.is_right(tag(1, ints(), ints(0)), example)


def test_one_gold_attribution_counts_once(training: Any) -> None:
    calibrate, prepare = training
    example = prepare.Example("one", "", sheet(WORDS), (prepare.Gold(10, ints(11), ints(9), ints(10)),))
    twice = [tag(10, ints(11), ints(9)), tag(1, ints(11), ints(9))]
    assert calibrate.measure([example], [twice]).combined == 1


def test_logistic_has_no_slope_left(training: Any) -> None:
    calibrate, _ = training
    chance = np.random.default_rng(3)
    rows = np.column_stack([np.ones(400), chance.normal(size=(400, 3))])
    right = (chance.random(400) < 1 / (1 + np.exp(-rows @ [0.2, 1.5, -1.0, 0.0]))).astype(float)
    weights = calibrate.logistic(rows, right)
    slope = rows.T @ (1 / (1 + np.exp(-rows @ weights)) - right) + weights
    assert np.abs(slope).max() < 1e-6
    assert weights[1] > 0 > weights[2]


def test_the_highest_threshold_near_the_best_is_taken(training: Any) -> None:
    calibrate, prepare = training
    chance = np.random.default_rng(1)
    examples, tags = [], []
    for number in range(60):
        good = bool(chance.random() < 0.6)
        gold = (prepare.Gold(1, ints(2, 3, 4), ints(0), ints(1)),)
        examples.append(prepare.Example(str(number), "", sheet(WORDS), gold))
        content = ints(2, 3, 4) if good else ints(6, 7)
        tags.append([tag(1, content, ints(0), logit=float(chance.normal(2.0 if good else -1.0)))])
    choice, tried = calibrate.calibrate(examples, tags)
    best = max(tried.values())
    assert choice.least == max(least for least, value in tried.items() if value >= best - calibrate.CLOSE)
    found = calibrate.report(examples, tags, choice)
    assert found["combined"] == tried[choice.least]
    assert 0 <= found["calibration error"] <= 1


def test_choice_is_written_as_it_is_read(training: Any, tmp_path: Path) -> None:
    import json

    calibrate, _ = training
    weights = np.linspace(-1, 1, len(EVIDENCE)).round(5)
    calibrate.write_choice(Choice(weights, 0.4), tmp_path / "choice.json")
    stored = json.loads((tmp_path / "choice.json").read_text())
    assert tuple(stored["evidence"]) == EVIDENCE
    assert stored["weights"] == weights.tolist()
    rows = evidence([tag(1, ints(2, 3), ints(0))], sheet(WORDS))
    assert rows.shape == (1, len(EVIDENCE))
