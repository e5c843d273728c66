"""Lists of words, written as running text."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Return the words of a string, for lists that are easier to read as running text."""
    return frozenset(words.split())
