"""How a word stands to the head of a cue: along the parse, by distance, by quotation marks, by the rules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from winset.reading.attribution.tagging.sheet import DEPENDENCIES, Ints, Sheet

_STEPS = 3
_FAR = np.array([1, 2, 3, 4, 5, 7, 10, 15, 23, 36, 61])
_LABELS = len(DEPENDENCIES) + 1

PATHS = _LABELS + 1 + 2 * _STEPS + 2
DISTANCES = 2 * (len(_FAR) + 1)
MARKS = 20
TURNS = 6
RULES = 8
KINDS = (PATHS, DISTANCES, MARKS, TURNS, RULES)
"""Number of kinds in each column of `Pairs.between`."""


class Pairs:
    """What is known of pairs of an anchor and a word in one document.

    Parameters
    ----------
    sheet
        The document.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._children: list[list[int]] = [[] for _ in sheet.words]
        roots = []
        for word, head in enumerate(sheet.heads.tolist()):
            if head == word:
                roots.append(word)
            else:
                self._children[head].append(word)
        self._enter = np.zeros(len(sheet.words), dtype=np.int64)
        self._leave = np.zeros(len(sheet.words), dtype=np.int64)
        clock = 0
        for root in roots:
            stack = [(root, False)]
            while stack:
                word, done = stack.pop()
                if done:
                    self._leave[word] = clock
                    continue
                self._enter[word] = clock
                clock += 1
                stack.append((word, True))
                stack += [(child, False) for child in self._children[word]]
        self._reports = {word: report for report in sheet.reports for word in (*report.cue.tolist(), report.anchor)}

    @cached_property
    def _elsewhere(self) -> Ints:
        """What each word is to any report of the rules."""
        return np.array([0, 7, 7, 6, 5, 5], dtype=np.int64)[self.sheet.ruled]

    def between(self, anchors: Sequence[int], start: int, end: int) -> Ints:
        """Return how the words of a range stand to each anchor.

        Returns
        -------
        Array of shape (number of anchors, end - start, 5), its columns numbered as in `KINDS`.
        """
        found = np.zeros((len(anchors), end - start, len(KINDS)), dtype=np.int64)
        for row, anchor in enumerate(anchors):
            found[row, :, 0] = self._path(anchor, start, end)
            found[row, :, 4] = self._rule(anchor, start, end)
        at = np.arange(start, end)[None, :]
        anchor_at = np.asarray(anchors, dtype=np.int64)[:, None]
        away = at - anchor_at
        found[:, :, 1] = np.searchsorted(_FAR, np.abs(away), side="right") + (away > 0) * (len(_FAR) + 1)
        mine, its = self.sheet.quotations[start:end][None, :], self.sheet.quotations[anchor_at]
        inside = np.where(mine < 0, (its >= 0) * 1, np.where(its < 0, 2, np.where(mine == its, 3, 4)))
        apart = self.sheet.paragraphs[start:end][None, :] - self.sheet.paragraphs[anchor_at]
        beside = np.where(apart == 0, 0, np.where(apart == -1, 1, np.where(apart == 1, 2, 3)))
        found[:, :, 2] = inside + 5 * beside
        found[:, :, 3] = self._turn(mine, anchor_at)
        return found

    def _path(self, anchor: int, start: int, end: int) -> Ints:
        sheet = self.sheet
        enter = self._enter[start:end]
        path = np.full(end - start, PATHS - 1, dtype=np.int64)
        path[sheet.sentences[start:end] == sheet.sentences[anchor]] = PATHS - 2
        above = [anchor]
        while len(above) <= _STEPS and sheet.heads[above[-1]] != above[-1]:
            above.append(int(sheet.heads[above[-1]]))
        for step in range(len(above) - 1, 0, -1):
            word = above[step]
            path[(enter >= self._enter[word]) & (enter < self._leave[word])] = _LABELS + 2 * step
            if start <= word < end:
                path[word - start] = _LABELS + 2 * step - 1
        for child in self._children[anchor]:
            path[(enter >= self._enter[child]) & (enter < self._leave[child])] = sheet.dependencies[child]
        if start <= anchor < end:
            path[anchor - start] = _LABELS
        return path

    def _turn(self, mine: Ints, anchors: Ints) -> Ints:
        """Whether a word's quotation is the first or second one before or behind the anchor."""
        latest = np.maximum.accumulate(self.sheet.quotations)[anchors]  # begun at or before the anchor
        order = mine - latest
        turn = np.where(order == 0, 1, np.where(order == -1, 3, np.where(order == 1, 2, np.where(order == 2, 4, 5))))
        return np.where(mine < 0, 0, turn)

    def _rule(self, anchor: int, start: int, end: int) -> Ints:
        report = self._reports.get(anchor)
        if report is None:
            return self._elsewhere[start:end]
        rule = np.full(end - start, 4, dtype=np.int64)
        for words, value in ((report.content, 1), (report.source, 2), (report.cue, 3)):
            inside = words[(words >= start) & (words < end)]
            rule[inside - start] = value
        return rule
