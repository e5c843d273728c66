"""Word groups, read once from ``words.txt``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def groups() -> Mapping[str, frozenset[str]]:
    """Return all groups by name."""
    found: dict[str, set[str]] = {}
    text = files("winset.reading.attribution").joinpath("words.txt").read_text(encoding="utf-8")
    for line in text.split("\n"):
        if line.strip() and not line.startswith("#"):
            name, _, words = line.partition(":")
            found.setdefault(name, set()).update(words.split())
    return {name: frozenset(words) for name, words in found.items()}


def group(name: str) -> frozenset[str]:
    """Return one group; KeyError where there is none of that name."""
    return groups()[name]
