"""A file changed in as few places as possible: everything that need not change stays, byte for byte.

The places of keys, values and items come from ruamel's nodes (`winset.negotiation.tree`). Edits are made in the text
itself and not by dumping a tree, because dumping moves spaces, line breaks and quotation marks that a person chose.
The result is read again and must say what was asked; where it does not (an edit inside an anchor that others share,
say), the top-level sections that differ are written anew; where aliases bind sections together, all of them.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from typing import Any

from winset.core.errors import NegotiationError
from winset.core.results import canonical_json
from winset.negotiation import tree as trees
from winset.negotiation.model import Negotiation
from winset.negotiation.nodes import Map, Seq, Span
from winset.negotiation.writing import entry, flow, item, quoted, scalar


def updated(text: str, negotiation: Negotiation, *, name: str) -> str:
    """Return `text` with as few changes as make it say what `negotiation` says (see `files.update`)."""
    from winset.negotiation.files import loads

    before = loads(text, name=name)
    if before == negotiation:
        return text
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    old, new = before.to_dict(), negotiation.to_dict()
    for attempt in (_by_places, _by_sections, _every_section):
        made = attempt(text, name, old, new)
        if made is not None and _says(made, name, negotiation):
            return mark + made
    raise NegotiationError(f"{name}: the change cannot be written into this file; write it to a new one with dump()")


def _by_places(text: str, name: str, old: dict[str, Any], new: dict[str, Any]) -> str | None:
    editor = _Editor(trees.parse(text, name))
    editor.mapping(editor.tree.root, old, new)
    return editor.result()


def _by_sections(text: str, name: str, old: dict[str, Any], new: dict[str, Any]) -> str | None:
    editor = _Editor(trees.parse(text, name), whole=True)
    editor.mapping(editor.tree.root, old, new)
    return editor.result()


def _every_section(text: str, name: str, old: dict[str, Any], new: dict[str, Any]) -> str | None:
    return _by_sections(text, name, dict.fromkeys(old), new)


def _says(text: str, name: str, negotiation: Negotiation) -> bool:
    try:
        return Negotiation.model_validate(trees.parse(text, name).root) == negotiation
    except ValueError:
        return False


class _Editor:
    """Collects edits of a text, each a place and what shall stand there."""

    def __init__(self, tree: trees.Tree, *, whole: bool = False) -> None:
        self.tree = tree
        self.text = tree.text
        self.whole = whole  # values that differ are written anew, not changed inside
        self.json = tree.root.flow and _is_json(tree.text)
        self.edits: list[tuple[int, int, str]] = []

    def result(self) -> str | None:
        """Return the text with all edits; None where two of them touch the same place."""
        line_end = "\r\n" if "\r\n" in self.text else "\n"
        parts: list[str] = []
        at = 0
        for start, end, put in sorted(self.edits, key=lambda edit: (edit[0], edit[1])):
            if start < at:
                return None
            parts += [self.text[at:start], put.replace("\n", line_end)]
            at = end
        return "".join([*parts, self.text[at:]])

    def edit(self, start: int, end: int, put: str) -> None:
        self.edits.append((start, end, put))

    # Mappings

    def mapping(self, node: Map, old: dict[str, Any], new: dict[str, Any]) -> None:
        gone = [key for key in node if key in old and key not in new]
        self.delete(
            [(node.keys_at[k][0], node.values_at[k][1]) for k in node], [k in gone for k in node], flow=node.flow
        )
        last: str | None = None
        added: list[tuple[str | None, str]] = []
        for key, value in new.items():
            if key in node:
                last = key
                if key not in old or old[key] != value:
                    self.value(node, key, old.get(key), value)
            else:
                added.append((last, key))
        kept = [key for key in node if key not in gone]
        for after, key in added:
            self.add_key(node, after or (kept[-1] if kept else None), key, new[key])

    def value(self, node: Map, key: str, old: Any, new: Any) -> None:
        there = node[key]
        if not self.whole and self.inside(there, node.values_at[key], old, new):
            return
        if node.flow or (not isinstance(there, (Map, Seq)) and not isinstance(new, (dict, list))):
            self.replace(node.values_at[key], new, key, block=not node.flow)
        else:
            start = node.keys_at[key][0]
            lines = entry(key, new, self.column(start))
            self.edit(start, node.values_at[key][1], "\n".join(lines).lstrip(" "))

    def inside(self, there: Any, place: Span, old: Any, new: Any) -> bool:
        """Change a collection inside, where what stands there, what stood and what shall stand are of one kind."""
        # What stands behind an alias has another place: it is written out, and not changed for all who share it.
        if not (there and old and new) or getattr(there, "span", None) != place:
            return False
        if isinstance(there, Map) and isinstance(old, dict) and isinstance(new, dict):
            self.mapping(there, old, new)
        elif isinstance(there, Seq) and isinstance(old, list) and isinstance(new, list):
            self.sequence(there, old, new)
        else:
            return False
        return True

    def add_key(self, node: Map, after: str | None, key: str, value: Any) -> None:
        if node.flow:
            put = f"{self.key(key)}: {self.flow(value, key)}"
            at = node.values_at[after][1] if after else node.span[0] + 1
            self.edit(at, at, f", {put}" if after else put)
        elif after is not None:
            indent = self.column(min(start for start, _ in node.keys_at.values()))
            blank = "\n" if node is self.tree.root and isinstance(value, (dict, list)) else ""
            at = self.line_end(node.values_at[after][1])
            self.edit(at, at, blank + "\n" + "\n".join(entry(key, value, indent)))

    # Sequences

    def sequence(self, node: Seq, old: list[Any], new: list[Any]) -> None:
        before, after = [_label(part) for part in old], [_label(part) for part in new]
        gone = [False] * len(node)
        matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
        for kind, i1, i2, j1, j2 in matcher.get_opcodes():
            pairs = 0 if kind in ("delete", "insert") else min(i2 - i1, j2 - j1)
            for step in range(pairs):
                if old[i1 + step] != new[j1 + step]:
                    self.part(node, i1 + step, old[i1 + step], new[j1 + step])
            for index in range(i1 + pairs, i2):
                gone[index] = True
            self.insert(node, i1 + pairs - 1, new[j1 + pairs : j2])
        places = node.items_at if node.flow else [(self.dash(start), end) for start, end in node.items_at]
        self.delete(places, gone, flow=node.flow)

    def part(self, node: Seq, index: int, old: Any, new: Any) -> None:
        there = node[index]
        if not self.inside(there, node.items_at[index], old, new):
            self.replace(node.items_at[index], new, "", block=not node.flow)

    def insert(self, node: Seq, after: int, values: Sequence[Any]) -> None:
        """Put values behind an item, or before the first where `after` is -1."""
        if not values:
            return
        if node.flow:
            put = ", ".join(self.flow(value) for value in values)
            at = node.items_at[after][1] if after >= 0 else node.items_at[0][0]
            self.edit(at, at, f", {put}" if after >= 0 else f"{put}, ")
            return
        dash = self.dash(node.items_at[0][0])
        lines = "\n".join(line for value in values for line in item(value, self.column(dash)))
        if after >= 0:
            at = self.line_end(node.items_at[after][1])
            self.edit(at, at, "\n" + lines)
        else:
            self.edit(dash, dash, lines.lstrip(" ") + "\n" + " " * self.column(dash))

    # Places

    def replace(self, place: Span, value: Any, key: str, *, block: bool) -> None:
        start, end = place
        there = self.text[start:end]
        if self.json:
            put = json.dumps(value, ensure_ascii=False)
        elif isinstance(value, str) and there[:1] in "\"'" and there:
            put = (
                f"'{value.replace(chr(39), chr(39) * 2)}'" if there[0] == "'" and value.isprintable() else quoted(value)
            )
        else:
            put = flow(value, key) if isinstance(value, (dict, list)) else scalar(value, key, block=block)
        space = " " if start == end and start and self.text[start - 1] in ":-" else ""
        self.edit(start, end, space + put)

    def delete(self, places: Sequence[Span], gone: Sequence[bool], *, flow: bool) -> None:
        """Take entries out, run by run, so that commas and lines stay right."""
        index = 0
        while index < len(places):
            if not gone[index]:
                index += 1
                continue
            first = index
            while index < len(places) and gone[index]:
                index += 1
            start, end = places[first][0], places[index - 1][1]
            begin = self.line_start(start)
            if flow and first > 0 and index == len(places):
                self.edit(places[first - 1][1], end, "")
            elif flow or self.text[begin:start].strip(" "):  # the first key stands behind a dash
                self.edit(start, places[index][0] if index < len(places) else end, "")
            else:
                self.edit(begin, min(self.line_end(end, whole=True), len(self.text)), "")

    def key(self, key: str) -> str:
        return json.dumps(key, ensure_ascii=False) if self.json else scalar(key)

    def flow(self, value: Any, key: str = "") -> str:
        return json.dumps(value, ensure_ascii=False) if self.json else flow(value, key)

    def column(self, at: int) -> int:
        return at - self.line_start(at)

    def dash(self, start: int) -> int:
        return self.text.rfind("-", 0, start)

    def line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int, *, whole: bool = False) -> int:
        end = self.text.find("\n", at)
        if end < 0:
            return len(self.text)
        if whole:
            return end + 1
        return end - 1 if self.text[end - 1 : end] == "\r" and end > at else end


def _label(part: Any) -> str:
    """Return what an item is known by, so that a changed item is still the same item."""
    if isinstance(part, dict):
        for keys in _KNOWN_BY:
            if all(key in part for key in keys):
                return canonical_json([part[key] for key in keys])
    return canonical_json(part)


_KNOWN_BY: tuple[tuple[str, ...], ...] = (("id",), ("holder", "issue", "basis"), ("party", "answer"), ("when",))


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
