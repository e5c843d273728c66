"""Lists: "The union's demands are:" and what follows it line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from winset.core.words import word_set
from winset.reading.coding.words import lemma
from winset.reading.marks import Place
from winset.reading.parsed import text_of

_BULLET = re.compile(r"[ \t]*(?:[-–—•*·▪◦‣]|\(?\d{1,2}[.)]|\(?[a-z][.)])[ \t]+")
_AIMS = word_set(
    "objective aim goal demand condition proposal priority request position term requirement plan offer "
    "concession point wish claim want interest red_line line target ask"
)
_REFUSALS = word_set("objection line rejection refusal")


@dataclass(frozen=True, slots=True)
class Lead:
    """The sentence that introduces a list: its place, and the noun that says what the items are."""

    place: Place
    noun: int
    word: str


def lead_in(doc: Doc, start: int) -> Lead | None:
    """Return the lead of the list in which the text at `start` is an item; None where it is in no list of wishes."""
    text = text_of(doc)
    line = text.rfind("\n", 0, start) + 1
    bullet = _BULLET.match(text, line)
    if bullet is None or bullet.end() > start:
        return None
    end = line - 1
    while end > 0:
        above = text.rfind("\n", 0, end) + 1
        words = text[above:end].strip()
        if not words or _BULLET.match(text, above):
            end = above - 1
            continue
        if not words.endswith(":"):
            return None
        return _lead(doc, above, above + len(text[above:end].rstrip()))
    return None


def _lead(doc: Doc, start: int, end: int) -> Lead | None:
    span = doc.char_span(start, end, alignment_mode="contract")
    if span is None:
        return None
    for token in reversed(span):
        if lemma(token) in _AIMS and token.pos_ in ("NOUN", "PROPN"):
            return Lead((start, end), token.i, lemma(token))
    for token in reversed(span):
        if token.pos_ == "VERB" and lemma(token) in ("demand", "want", "propose", "seek", "offer", "insist", "require"):
            return Lead((start, end), token.i, lemma(token))
    return None
