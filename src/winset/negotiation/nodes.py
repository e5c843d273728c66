"""Keys, values and lists of a file, each with its place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MAX_DEPTH = 40

# Places are offsets in the text, end exclusive; paths are keys and numbers, counted from 0.
Span = tuple[int, int]
Path = tuple[str | int, ...]


class Map(dict[str, Any]):
    """Keys and values, with the place of each."""

    def __init__(self, span: Span, *, flow: bool = False) -> None:
        super().__init__()
        self.span = span
        self.flow = flow
        self.keys_at: dict[str, Span] = {}
        self.values_at: dict[str, Span] = {}


class Seq(list[Any]):
    """A list, with the place of each item and the number it has in the file."""

    def __init__(self, span: Span, *, flow: bool = False) -> None:
        super().__init__()
        self.span = span
        self.flow = flow
        self.items_at: list[Span] = []
        self.numbers: list[int] = []

    def drop(self, index: int) -> None:
        """Take one item out; the others keep their places and numbers."""
        del self[index], self.items_at[index], self.numbers[index]


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield everything in a tree with its path, depth first."""
    yield path, value
    if isinstance(value, dict):
        for key, part in value.items():
            yield from walk(part, (*path, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from walk(part, (*path, number))
