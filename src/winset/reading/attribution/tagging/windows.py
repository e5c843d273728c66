"""Windows over a document: as much of it as the encoder sees at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from winset.reading.attribution.tagging.sheet import Ints, Sheet

CORE = 200
"""Pieces of words that a window answers for."""

AROUND = 36
"""Pieces of words of the text before and behind it that it sees as well."""


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `end` are seen, the anchors among `first` to `last` are answered for (ends exclusive)."""

    start: int
    end: int
    first: int
    last: int


def windows(sheet: Sheet, lengths: Ints | Sequence[int], *, core: int = CORE, around: int = AROUND) -> list[Window]:
    """Return windows whose cores are the whole document, each word once.

    Parameters
    ----------
    sheet
        The document.
    lengths
        Shape (n,): into how many pieces the tokenizer splits each word.
    core, around
        Pieces in a core and of context on each side. A core ends before a paragraph where one begins in its second
        half, else before a sentence, else anywhere.
    """
    total = np.concatenate([[0], np.cumsum(lengths)])
    found = []
    first = 0
    size = len(sheet.words)
    while first < size:
        last = int(np.searchsorted(total, total[first] + core, side="right")) - 1
        last = min(max(last, first + 1), size)
        if last < size:
            half = first + max(1, (last - first) // 2)
            for kind in (2, 1):
                breaks = np.flatnonzero(sheet.breaks[half : last + 1] >= kind)
                if len(breaks):
                    last = half + int(breaks[-1])
                    break
        start = int(np.searchsorted(total, total[first] - around, side="left"))
        end = int(np.searchsorted(total, total[last] + around, side="right")) - 1
        found.append(Window(start, end, first, last))
        first = last
    return found
