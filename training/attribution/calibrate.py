"""Fit how probable it is that a tag is right, on articles that the tagger did not see; measure tags on others."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from prepare import Example

from winset.reading.attribution.tagging.choice import EVIDENCE, Choice, evidence, jaccard
from winset.reading.attribution.tagging.sheet import SHAPES, Ints, Sheet
from winset.reading.attribution.tagging.tagger import Tag

ENOUGH = 0.5
LEASTS = (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55)
CLOSE = 0.005
BINS = 10


@dataclass(frozen=True)
class Measured:
    """Counts over some articles: gold and predicted attributions, pairs with like contents, with like sources too."""

    gold: int
    predicted: int
    relaxed: int
    combined: int

    def f1(self, name: str) -> float:
        """Return the F1 of ``relaxed`` or ``combined``."""
        return 2 * getattr(self, name) / max(1, self.gold + self.predicted)


def solid(sheet: Sheet, words: Ints) -> Ints:
    """Return the words of some that hold a letter or a digit."""
    return words[sheet.shapes[words] != SHAPES - 1]


def is_right(tag: Tag, example: Example) -> bool:
    """Whether an attribution of the corpus has at least half its words in common with a tag's, and its source too."""
    sheet = example.sheet
    content, source = solid(sheet, tag.content), solid(sheet, tag.source)
    return bool(len(content)) and any(
        jaccard(solid(sheet, gold.content), content) >= ENOUGH and jaccard(solid(sheet, gold.source), source) >= ENOUGH
        for gold in example.gold
    )


def measure(examples: Iterable[Example], chosen: Iterable[Sequence[Tag]]) -> Measured:
    """Return the counts of chosen tags, paired one to one with the gold ones, the likest contents first."""
    gold = predicted = relaxed = combined = 0
    for example, tags in zip(examples, chosen, strict=True):
        sheet = example.sheet
        left = [(solid(sheet, g.content), solid(sheet, g.source)) for g in example.gold]
        right = [(solid(sheet, t.content), solid(sheet, t.source)) for t in tags]
        ranked = sorted(
            (-like, g, p)
            for g, (content, _) in enumerate(left)
            for p, (other, _) in enumerate(right)
            if (like := jaccard(content, other)) >= ENOUGH
        )
        pairs: dict[int, int] = {}
        for _, g, p in ranked:
            if g not in pairs and p not in pairs.values():
                pairs[g] = p
        gold, predicted, relaxed = gold + len(left), predicted + len(right), relaxed + len(pairs)
        combined += sum(jaccard(left[g][1], right[p][1]) >= ENOUGH for g, p in pairs.items())
    return Measured(gold, predicted, relaxed, combined)


def logistic(rows: NDArray[np.float64], right: NDArray[np.float64], ridge: float = 1.0) -> NDArray[np.float64]:
    """Return the weights of a logistic regression with a ridge penalty (Newton's method)."""
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        expected = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (expected - right) + ridge * weights
        curve = (rows * (expected * (1 - expected))[:, None]).T @ rows + ridge * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def calibrate(examples: Sequence[Example], tags: Sequence[Sequence[Tag]]) -> tuple[Choice, dict[float, float]]:
    """Return the fitted choice, and the combined F1 at each threshold that was tried.

    Of the thresholds whose F1 is within `CLOSE` of the best one the highest is taken: fewer statements that are wrong.
    """
    rows = np.concatenate([evidence(t, e.sheet) for e, t in zip(examples, tags, strict=True) if t])
    right = np.array([is_right(tag, e) for e, t in zip(examples, tags, strict=True) for tag in t], dtype=np.float64)
    weights = np.round(logistic(rows, right), 5)
    tried = {}
    for least in LEASTS:
        choice = Choice(weights, least)
        tried[least] = measure(examples, _chosen(choice, examples, tags)).f1("combined")
    best = max(tried.values())
    return Choice(weights, max(least for least, value in tried.items() if value >= best - CLOSE)), tried


def report(examples: Sequence[Example], tags: Sequence[Sequence[Tag]], choice: Choice) -> dict[str, float]:
    """Return what is measured of chosen tags, with the calibration error over ten bins of equal size."""
    chosen = _chosen(choice, examples, tags)
    counts = measure(examples, chosen)
    sure = [
        (float(c.probability), is_right(c.tag, e))
        for e, t in zip(examples, tags, strict=True)
        for c in choice.choose(t, e.sheet)
    ]
    sure.sort()
    bins = np.array_split(np.array(sure, dtype=np.float64), BINS)
    error = sum(abs(part[:, 0].mean() - part[:, 1].mean()) * len(part) for part in bins if len(part)) / max(
        1, len(sure)
    )
    return {
        "combined": counts.f1("combined"),
        "relaxed": counts.f1("relaxed"),
        "precision": counts.combined / max(1, counts.predicted),
        "recall": counts.combined / max(1, counts.gold),
        "source of pairs": counts.combined / max(1, counts.relaxed),
        "calibration error": float(error),
    }


def write_choice(choice: Choice, path: Path) -> None:
    """Write a choice as `winset.reading.attribution.tagging.shipped` reads it."""
    stored: dict[str, Any] = {"evidence": list(EVIDENCE), "weights": choice.weights.tolist(), "least": choice.least}
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def _chosen(choice: Choice, examples: Sequence[Example], tags: Sequence[Sequence[Tag]]) -> list[list[Tag]]:
    return [[c.tag for c in choice.choose(t, e.sheet)] for e, t in zip(examples, tags, strict=True)]
