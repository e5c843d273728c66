"""Words as pieces of the encoder's vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Sequence

LONGEST = 6
"""Pieces of one word that are seen; the rest of a long address or a hash tag says nothing more."""

_LETTERS = 200
_KNOWN = 50_000


class Pieces:
    """Splits words and remembers those it has seen.

    Parameters
    ----------
    split
        Returns the numbers of the pieces of one word.
    unknown
        The number that stands for a word without any piece (a zero-width character alone).
    """

    def __init__(self, split: Callable[[str], Sequence[int]], unknown: int) -> None:
        self._split = split
        self._unknown = unknown
        self._seen: dict[str, tuple[int, ...]] = {}

    def of(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Return the pieces of each word, at least one and at most `LONGEST`."""
        seen = self._seen
        found = []
        for word in words:
            start = word[:_LETTERS]
            pieces = seen.get(start)
            if pieces is None:
                pieces = tuple(self._split(start))[:LONGEST] or (self._unknown,)
                if len(seen) < _KNOWN:
                    seen[start] = pieces
            found.append(pieces)
        return found
