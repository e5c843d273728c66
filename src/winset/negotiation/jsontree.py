"""JSON as the same tree that YAML gives, for what JSON allows and YAML does not: any character in a text, tabs."""

from __future__ import annotations

import re
from collections.abc import Callable
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from winset.negotiation.nodes import MAX_DEPTH, Map, Path, Seq

_SPACE = re.compile(r"[ \t\r\n]*")
_SCALAR = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null")

Report = Callable[[int, Path, str, str], None]


class NotJsonError(ValueError):
    """The text is not JSON; it may be YAML."""


def read_json(text: str, report: Report, twice: Callable[[str, Map], tuple[str, str]]) -> Any:
    """Return the tree of a JSON text; `report` hears of keys that stand twice, in the words of `twice`.

    Raises
    ------
    NotJsonError
        Where it is not JSON, or nested deeper than files may be.
    """
    reader = _Reader(text, report, twice)
    try:
        value = reader.value(reader.skip(0), (), 0)
    except (ValueError, IndexError) as error:
        raise NotJsonError from error
    if reader.skip(reader.at) != len(text):
        raise NotJsonError
    return value


class _Reader:
    """Recursive descent; `at` is where the last value ended. Numbers, true and false stay as they are written."""

    def __init__(self, text: str, report: Report, twice: Callable[[str, Map], tuple[str, str]]) -> None:
        self.text = text
        self.report = report
        self.twice = twice
        self.at = 0

    def skip(self, at: int) -> int:
        match = _SPACE.match(self.text, at)
        return match.end() if match else at

    def value(self, at: int, path: Path, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise NotJsonError
        first = self.text[at]
        if first == "{":
            return self.mapping(at, path, depth)
        if first == "[":
            return self.sequence(at, path, depth)
        if first == '"':
            found, self.at = scanstring(self.text, at + 1, True)
            return found
        match = _SCALAR.match(self.text, at)
        if match is None:
            raise NotJsonError
        self.at = match.end()
        return None if match.group() == "null" else match.group()

    def mapping(self, start: int, path: Path, depth: int) -> Map:
        made = Map((start, start), flow=True)
        at = self.skip(start + 1)
        while self.text[at] != "}":
            if made:
                at = self.expect(",", at)
            if self.text[at] != '"':
                raise NotJsonError
            key, end = scanstring(self.text, at + 1, True)
            value_at = self.expect(":", self.skip(end))
            value = self.value(value_at, (*path, key), depth + 1)
            if key in made:
                self.report(at, (*path, key), *self.twice(key, made))
            else:
                made[key] = value
                made.keys_at[key] = (at, end)
                made.values_at[key] = (value_at, self.at)
            at = self.skip(self.at)
        self.at = at + 1
        made.span = (start, self.at)
        return made

    def sequence(self, start: int, path: Path, depth: int) -> Seq:
        made = Seq((start, start), flow=True)
        at = self.skip(start + 1)
        while self.text[at] != "]":
            if made:
                at = self.expect(",", at)
            made.append(self.value(at, (*path, len(made)), depth + 1))
            made.items_at.append((at, self.at))
            made.numbers.append(len(made) - 1)
            at = self.skip(self.at)
        self.at = at + 1
        made.span = (start, self.at)
        return made

    def expect(self, sign: str, at: int) -> int:
        if self.text[at] != sign:
            raise NotJsonError
        return self.skip(at + 1)
