"""Which tags count: how probable it is that each is right, and which of those that exclude each other is kept.

*Right* is meant as the corpora count it: the content of an attribution shares at least half of its words with the true
one (Jaccard), and so does its source. The probability is a logistic regression over what the tagger and the rules
say, fitted on articles that the tagger was not trained on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.reading.attribution.tagging.sheet import Ints, Ruled, Sheet
from winset.reading.attribution.tagging.tagger import Tag

EVIDENCE = (
    "one",
    "anchor",
    "content",
    "source",
    "cue",
    "content where quoted",
    "by the rules",
    "rules find the anchor",
    "content like the rules'",
    "source like the rules'",
    "length",
    "very short",
    "quoted",
    "parts",
    "no source",
)
"""What the probability depends on, in the order of the weights."""

_SHORT = 2


@dataclass(frozen=True, slots=True)
class Chosen:
    """A tag that counts, and the probability that it is right."""

    tag: Tag
    probability: float


@dataclass(frozen=True)
class Choice:
    """The weights of the evidence, and the probability from which a tag counts."""

    weights: NDArray[np.float64]
    least: float

    def probabilities(self, tags: Sequence[Tag], sheet: Sheet) -> NDArray[np.float64]:
        """Return how probable it is that each tag is right, shape (n,)."""
        if not tags:
            return np.zeros(0)
        return np.asarray(1 / (1 + np.exp(-(evidence(tags, sheet) @ self.weights))))

    def choose(self, tags: Sequence[Tag], sheet: Sheet) -> list[Chosen]:
        """Return the tags that count, in the order of their anchors.

        The most probable first, each excludes the others of its anchor, those whose anchor lies in its content or whose
        content holds its anchor (only the outermost attribution is one), and those that share half their content.
        """
        probable = self.probabilities(tags, sheet)
        kept: list[Chosen] = []
        for number in np.argsort(-probable, kind="stable").tolist():
            tag, probability = tags[number], float(probable[number])
            if probability < self.least:
                break
            if len(tag.content) and not any(_exclude(tag, other.tag) for other in kept):
                kept.append(Chosen(tag, probability))
        return sorted(kept, key=lambda chosen: chosen.tag.anchor)


def evidence(tags: Sequence[Tag], sheet: Sheet) -> NDArray[np.float64]:
    """Return what is known of some tags, shape (n, number of `EVIDENCE`)."""
    reports = sheet.by_anchor
    rows = np.zeros((len(tags), len(EVIDENCE)))
    for row, tag in enumerate(tags):
        report = reports.get(tag.anchor)
        quoted = float(np.mean(sheet.quotations[tag.content] >= 0)) if len(tag.content) else 0.0
        content, source, cue = (max(value, -12.0) for value in tag.sure)
        rows[row] = (
            1.0,
            np.clip(tag.logit, -8, 8),
            content,
            source,
            cue,
            content * (quoted > 0.5),
            tag.ruled,
            report is not None,
            _like(tag.content, report, "content"),
            _like(tag.source, report, "source"),
            np.log1p(len(tag.content)),
            len(tag.content) <= _SHORT,
            quoted,
            int(np.sum(np.diff(tag.content) > 1)) > 0,
            not len(tag.source),
        )
    return rows


def _like(words: Ints, report: Ruled | None, role: str) -> float:
    return 0.0 if report is None else jaccard(words, getattr(report, role))


def jaccard(one: Ints, two: Ints) -> float:
    """Return the share of the words of both that both have; 1 where both have none."""
    a, b = set(one.tolist()), set(two.tolist())
    return len(a & b) / len(a | b) if a or b else 1.0


def _exclude(one: Tag, two: Tag) -> bool:
    # Most pairs of a document lie apart, and then nothing of them can be shared.
    if max(one.anchor, one.content[-1]) < min(two.anchor, two.content[0]):
        return False
    if max(two.anchor, two.content[-1]) < min(one.anchor, one.content[0]):
        return False
    if one.anchor == two.anchor or two.anchor in one.content or one.anchor in two.content:
        return True
    return jaccard(one.content, two.content) >= 0.5
