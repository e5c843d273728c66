"""Finding the names of the tables in a text: a trie over words, longest match first, one pass."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

FormKind = Literal["name", "adjective", "people", "capital", "body", "outlet", "prefix", "leader", "ambiguous"]
ORDER: tuple[FormKind, ...] = FormKind.__args__  # type: ignore[attr-defined]

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_SAME = {"’": "'", "‘": "'", "‐": "-", "‑": "-", "–": "-"}
_END = ""


@dataclass(frozen=True, slots=True)
class Form:
    """What one string of a table stands for.

    `parties` holds more than one id where the string is ambiguous, None for something that is no party; `label` is
    the name to show.
    """

    kind: FormKind
    parties: tuple[str | None, ...]
    label: str
    decided: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A form at a place of the text, in code points."""

    start: int
    end: int
    form: Form


def plain(text: str) -> str:
    """Return `text` without diacritics."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def words(text: str) -> list[tuple[str, int, int]]:
    """Return the words and marks of a text, quotation marks and dashes made alike, with their places."""
    return [(_SAME.get(m.group(), m.group()), m.start(), m.end()) for m in _WORD.finditer(text)]


class Lexicon:
    """A trie from strings to forms; the first kind in `ORDER` wins where a string has several."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

    def add(self, text: str, form: Form) -> None:
        """Add a string, and its spelling without diacritics; the same string and kind twice makes it ambiguous."""
        # "Libération" is a newspaper, "liberation" is not.
        for spelling in {text} if form.kind == "outlet" and " " not in text else {text, plain(text)}:
            node = self._root
            for word, _, _ in words(spelling):
                node = node.setdefault(word, {})
            kinds: dict[FormKind, Form] = node.setdefault(_END, {})
            known = kinds.get(form.kind)
            if known is not None and known.parties != form.parties:
                parties = tuple(dict.fromkeys((*known.parties, *form.parties)))
                kinds[form.kind] = Form(form.kind, parties, text, note="several share the name")
            else:
                kinds[form.kind] = form

    def replace(self, text: str, form: Form) -> None:
        """Add a string that overrides all that it stood for before."""
        for spelling in {text, plain(text)}:
            node = self._root
            for word, _, _ in words(spelling):
                node = node.setdefault(word, {})
            node[_END] = {form.kind: form}

    def find(self, text: str) -> Iterator[Hit]:
        """Yield the longest matches in the order of the text, without overlaps."""
        tokens = words(text)
        at = 0
        while at < len(tokens):
            node, best, best_at = self._root, None, at
            for ahead in range(at, len(tokens)):
                word = tokens[ahead][0]
                below = node.get(word)
                if below is None and len(word) > 3 and word.isupper():
                    below = node.get(word.title())
                if below is None:
                    break
                if ahead > at and text.count("\n", tokens[ahead - 1][2], tokens[ahead][1]) > 1:
                    break
                node = below
                if _END in node:
                    best, best_at = node[_END], ahead
            if best is None:
                at += 1
                continue
            form = next(best[kind] for kind in ORDER if kind in best)
            yield Hit(tokens[at][1], tokens[best_at][2], form)
            at = best_at + 1
