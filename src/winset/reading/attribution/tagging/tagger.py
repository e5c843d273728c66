"""From a document's arrays to tags: heads of cues, each with its content, its source, its cue and how sure each is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.reading.attribution.tagging.chains import Floats, best, certainty
from winset.reading.attribution.tagging.heads import ROLES, Heads
from winset.reading.attribution.tagging.pairs import Pairs
from winset.reading.attribution.tagging.pieces import Pieces
from winset.reading.attribution.tagging.sheet import Ints, Ruled, Sheet
from winset.reading.attribution.tagging.windows import Window, windows

Encode = Callable[[Ints, Ints], Floats]
"""From numbers of pieces (T,) and features plus one at first pieces (T, 6) to states (T, d)."""

LIKELY = 0.1
"""Probability from which a word is looked at as the head of a cue."""

_TOGETHER = 1_000


@dataclass(frozen=True, slots=True)
class Tag:
    """A cue and what hangs on it, in numbers of words.

    Parameters
    ----------
    anchor
        The head of the cue.
    logit
        Of its being one.
    content, source, cue
        The words of each role, maybe none.
    sure
        Logarithm of the probability of each of these labellings, given the anchor.
    ruled
        Whether these are the words that the rules give to the anchor; else the tagger's own.
    """

    anchor: int
    logit: float
    content: Ints
    source: Ints
    cue: Ints
    sure: tuple[float, float, float]
    ruled: bool = False


class Tagger:
    """Tags documents.

    Parameters
    ----------
    encode
        Runs the encoder on one window.
    heads
        The last layer.
    pieces
        Splits words as the encoder was trained on.
    first, last
        Numbers of the pieces that open and close a window.
    """

    def __init__(self, encode: Encode, heads: Heads, pieces: Pieces, *, first: int, last: int) -> None:
        self._encode = encode
        self._heads = heads
        self._pieces = pieces
        self._ends = (first, last)

    def tags(self, sheet: Sheet, *, likely: float = LIKELY) -> list[Tag]:
        """Return the tags of a document in the order of their anchors.

        Words that are likely heads of a cue are tagged, and so is every anchor of the rules, however unlikely; where
        the rules give it other words than the tagger, both tags are returned.

        Parameters
        ----------
        sheet
            The document, with what the rules found in it.
        likely
            Probability from which a word is tagged.
        """
        pieces = self._pieces.of(sheet.words)
        pairs = Pairs(sheet)
        lengths = np.array([len(p) for p in pieces], dtype=np.int64)
        reports = sheet.by_anchor
        wanted = np.zeros(len(sheet.words), dtype=bool)
        wanted[list(reports)] = True
        least = np.log(likely / (1 - likely))
        features = sheet.features
        reading = _Reading(reports)
        tags: list[Tag] = []
        for window in windows(sheet, lengths):
            states = self._states(features, pieces, window)
            score = self._heads.anchors(states)
            core = np.arange(window.first, window.last)
            here = core[(score[core - window.start] > least) | wanted[core]]
            if len(here):
                between = pairs.between(here.tolist(), window.start, window.end)
                chains = self._heads.chains(states, here - window.start, between)
                reading.add(window, here.tolist(), score[here - window.start].tolist(), chains)
            if reading.size >= _TOGETHER:
                tags += reading.tags()
                reading = _Reading(reports)
        return tags + reading.tags()

    def _states(self, features: Ints, pieces: Sequence[tuple[int, ...]], window: Window) -> Floats:
        here = pieces[window.start : window.end]
        ids = np.array([self._ends[0], *(number for piece in here for number in piece), self._ends[1]], dtype=np.int64)
        first = 1 + np.cumsum([0, *(len(piece) for piece in here[:-1])])
        seen = np.zeros((len(ids), features.shape[1]), dtype=np.int64)
        seen[first] = features[window.start : window.end] + 1
        states: Floats = self._encode(ids, seen)[first]
        return states


class _Reading:
    """The chains of some windows of a document, read at once, each from the first word of its window on."""

    def __init__(self, reports: Mapping[int, Ruled]) -> None:
        self._reports = reports
        self._anchors: list[int] = []
        self._logits: list[float] = []
        self._windows: list[Window] = []
        self._chains: list[Floats] = []

    @property
    def size(self) -> int:
        """Number of anchors."""
        return len(self._anchors)

    def add(self, window: Window, anchors: Sequence[int], logits: Sequence[float], chains: Floats) -> None:
        self._anchors += anchors
        self._logits += logits
        self._windows += [window] * len(anchors)
        self._chains += list(chains)

    def tags(self) -> list[Tag]:
        count = len(self._anchors)
        if not count:
            return []
        size = max(chain.shape[2] for chain in self._chains)
        scores = np.zeros((count, len(ROLES), 3, size), dtype=np.float32)
        scores[:, :, 0] = -1e4  # behind a window nothing belongs to a role
        ruled = np.zeros((count, len(ROLES), size), dtype=bool)
        for row, (anchor, window, chain) in enumerate(zip(self._anchors, self._windows, self._chains, strict=True)):
            scores[row, :, :, : chain.shape[2]] = chain
            report = self._reports.get(anchor)
            for place, role in enumerate(ROLES if report is not None else ()):
                words = getattr(report, role)
                ruled[row, place, words[(words >= window.start) & (words < window.end)] - window.start] = True
        word, begin, end = (scores[:, :, kind].reshape(count * len(ROLES), size) for kind in range(3))
        own = best(word, begin, end).reshape(ruled.shape)
        tags = self._tags(own, certainty(word, begin, end, own.reshape(word.shape)), ruled=False)
        other = [
            row
            for row, anchor in enumerate(self._anchors)
            if anchor in self._reports and not np.array_equal(own[row, :2], ruled[row, :2])
        ]
        if other:
            picked = [scores[other, :, kind].reshape(len(other) * len(ROLES), size) for kind in range(3)]
            sure = certainty(picked[0], picked[1], picked[2], ruled[other].reshape(picked[0].shape))
            tags += self._tags(ruled[other], sure, ruled=True, rows=other)
        return sorted(tags, key=lambda tag: (tag.anchor, tag.ruled))

    def _tags(
        self, labels: NDArray[np.bool_], sure: Floats, *, ruled: bool, rows: Sequence[int] | None = None
    ) -> list[Tag]:
        found = []
        certain = sure.reshape(len(labels), len(ROLES)).tolist()
        for place, row in enumerate(range(len(labels)) if rows is None else rows):
            start = self._windows[row].start
            content, source, cue = (np.flatnonzero(labels[place, role]) + start for role in range(len(ROLES)))
            one, two, three = certain[place]
            found.append(
                Tag(self._anchors[row], self._logits[row], content, source, cue, (one, two, three), ruled=ruled)
            )
        return found
