"""YAML as plain values with the place of each: for errors that name file, line and column.

Only plain data is read: mappings with text keys, lists, text, numbers, true, false and null. Tags are refused, depth,
size and aliases are limited, and a key that stands twice is a problem, not a silent overwriting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from winset.core.errors import Problem

MAX_CHARACTERS = 5_000_000
MAX_DEPTH = 60
MAX_NODES = 500_000

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlTree:
    """What a YAML text says, where each part of it stands, and what is wrong with it.

    Parameters
    ----------
    value
        Plain values; None where the text could not be parsed.
    places
        For each path the line and column, counted from 1: of the key where there is one, else of the value.
    values
        The same for the values.
    problems
        Empty where all is well.
    file
        Name for messages.
    """

    value: Any
    file: str
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    values: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def problem(self, path: Sequence[str | int], message: str, hint: str = "", *, at_key: bool = False) -> Problem:
        """Return a problem at a path, or at the nearest enclosing place that is known."""
        known = self.places if at_key else self.values
        for length in range(len(path), -1, -1):
            place = known.get(tuple(path[:length]))
            if place is not None:
                return Problem(self.file, place[0], place[1], dotted(path), message, hint)
        return Problem(self.file, 0, 0, dotted(path), message, hint)


def dotted(path: Sequence[str | int]) -> str:
    """Return a path as people write it: ``issues[2].for[0]``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def read_yaml(text: str, file: str) -> YamlTree:
    """Read YAML text; problems are returned, not raised."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    if len(text) > MAX_CHARACTERS:
        return _failed(file, 0, 0, f"{len(text):,} characters are too many; at most {MAX_CHARACTERS:,} are read")
    try:
        root = YAML(typ="rt", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        return _failed(file, line, column, f"not YAML: {error.problem or error.context}")
    except (YAMLError, ValueError, RecursionError) as error:
        return _failed(file, 0, 0, f"not YAML: {str(error).splitlines()[0]}")
    if root is None:
        return _failed(file, 0, 0, "the file is empty")
    reader = _Reader(file)
    try:
        value = reader.value(root, ())
    except _TooMuchError as error:
        return _failed(file, error.line, error.column, str(error))
    return YamlTree(value, file, reader.places, reader.values, tuple(reader.problems))


def _failed(file: str, line: int, column: int, message: str) -> YamlTree:
    return YamlTree(None, file, problems=(Problem(file, line, column, "", message),))


class _TooMuchError(ValueError):
    def __init__(self, node: Any, message: str) -> None:
        super().__init__(message)
        self.line, self.column = _place(node)


def _place(node: Any) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


class _Reader:
    """Turns composed nodes into plain values, noting places."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.places: dict[Path, tuple[int, int]] = {}
        self.values: dict[Path, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self._count = 0

    def value(self, node: Any, path: Path) -> Any:
        self._count += 1
        if self._count > MAX_NODES:
            raise _TooMuchError(node, f"more than {MAX_NODES:,} values, aliases counted each time; write less")
        if len(path) > MAX_DEPTH:
            raise _TooMuchError(node, f"nested more than {MAX_DEPTH} deep; write it flatter")
        self.values[path] = _place(node)
        self.places.setdefault(path, _place(node))
        kind = type(node).__name__
        if kind != "ScalarNode" and str(node.tag) not in ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"):
            self._problem(node, path, f"the tag {str(node.tag)!r} is not allowed; write plain values")
        if kind == "MappingNode":
            return self._mapping(node, path)
        if kind == "SequenceNode":
            return [self.value(child, (*path, index)) for index, child in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: Any, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if type(key_node).__name__ != "ScalarNode":
                self._problem(key_node, path, "a key must be a word, not a list or mapping")
                continue
            key = str(key_node.value)
            if key in found:
                first = self.places[(*path, key)]
                self._problem(key_node, (*path, key), f"the key {key!r} stands here again; first in line {first[0]}")
                continue
            self.places[(*path, key)] = _place(key_node)
            found[key] = self.value(value_node, (*path, key))
        return found

    def _scalar(self, node: Any, path: Path) -> Any:
        tag = str(node.tag)
        if tag.startswith("tag:yaml.org,2002:"):
            kind = tag.rsplit(":", 1)[1]
            try:
                if kind == "int":
                    return int(node.value)
                if kind == "float":
                    return float(node.value)
            except ValueError:
                self._problem(node, path, f"{node.value!r} is not a plain number; write 12 or 1.5, or put it in quotes")
                return node.value
            if kind == "bool":
                return str(node.value).lower() == "true"
            if kind == "null":
                return None
            if kind in ("str", "timestamp"):
                return str(node.value)
        self._problem(node, path, f"the tag {tag!r} is not allowed; write plain values")
        return None

    def _problem(self, node: Any, path: Path, message: str) -> None:
        line, column = _place(node)
        self.problems.append(Problem(self.file, line, column, dotted(path), message))
