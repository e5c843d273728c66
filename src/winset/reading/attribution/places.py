"""From tokens to places: noun phrases, clauses and what is left of a sentence, as trimmed character ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from winset.reading.attribution.quotes import Quotes
from winset.reading.marks import Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_BLANK = (
    " \t\r\n\x0b\x0c\u00a0\u2028\u2029\u202f\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
)
_EDGE = _BLANK + ",;:–—-"
_END = _EDGE + "."
_AGE = re.compile(r",\s\d{1,3}\Z")
_CLOCK = re.compile(r"\d{1,2}[.:h]\d{2}(?:\s?(?:am|pm|a\.m\.|p\.m\.|GMT|CET|UTC))?[\s:–—-]+")


def trimmed(text: str, start: int, end: int) -> Place | None:
    """Return a range without blanks and punctuation at its edges (a stop after quoted words stays), or None."""
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _END:
        if text[end - 1] == "." and _abbreviated(text, start, end):
            break
        end -= 1
    return (start, end) if any(char.isalnum() for char in text[start:end]) else None


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the stop before `end` belongs to "U.S." or "p.m."."""
    return end - start >= 4 and text[end - 3] == "." and text[end - 2].isalpha() and text[end - 4].isalpha()


def whole_quotes(quotes: Quotes, place: Place) -> Place:
    """Return a place widened so that no quotation is cut by its edges."""
    start, end = place
    first, last = quotes.at(start), quotes.at(end - 1)
    if first is not None:
        start = first.start
    if last is not None:
        end = last.end
    return start, end


def token_range(tokens: Iterable[Token]) -> Place | None:
    """Return the characters from the first to the last of some tokens, or None where there are none."""
    kept = [token for token in tokens if not token.is_space]
    if not kept:
        return None
    first = min(kept, key=lambda token: token.i)
    last = max(kept, key=lambda token: token.i)
    return first.idx, last.idx + len(last)


def noun_phrase(noun: Token, cue: Token) -> Place | None:
    """Return the full noun phrase around `noun`, appositions and relative clauses included, without the cue in it.

    A clause inside the phrase that holds the cue is left out with all that follows it.
    """
    doc = noun.doc
    left, right = noun.left_edge.i, noun.right_edge.i
    if cue.i > noun.i and cue.i <= right:
        right = cue.i - 1
        for child in noun.children:
            if child.i > noun.i and child.left_edge.i <= cue.i <= child.right_edge.i:
                right = child.left_edge.i - 1
    elif left <= cue.i < noun.i:
        left = cue.i + 1
    for child in noun.lefts:
        if child.dep_ in ("advcl", "prep", "acl", "relcl", "ccomp", "parataxis") and child.right_edge.i < noun.i:
            left = max(left, child.right_edge.i + 1)
    for child in noun.children:
        # A clause that the parser hangs on the noun across a colon or a semicolon is not part of the phrase.
        hung = child.i > noun.i and child.dep_ in ("ccomp", "parataxis", "conj") and child.left_edge.i <= right
        if hung and any(token.text in (":", ";") for token in doc[noun.i : child.i]):
            right = min(right, child.left_edge.i - 1)
    while right > noun.i and (doc[right].is_punct or doc[right].is_space or doc[right].dep_ in ("cc", "mark")):
        right -= 1
    while left < noun.i and (
        doc[left].is_space
        or doc[left].text in (",", ";", "—", "–", "-", "...")
        or (doc[left].dep_ in ("cc", "preconj") and doc[left].lower_ in ("and", "but"))
    ):
        left += 1
    return trimmed_source(doc, left, right)


def trimmed_source(doc: Doc, left: int, right: int) -> Place | None:
    """Return tokens `left` to `right` as a place without punctuation and quotation marks at its edges."""
    while left < right and doc[left].is_space:
        left += 1
    place = token_range(doc[left : right + 1])
    if place is None:
        return None
    # The text of the whole document is made anew each time it is asked for, that of a span only for the span.
    offset = place[0]
    text = doc[left : right + 1].text[: place[1] - offset]
    start, end = 0, place[1] - offset
    while start < end and text[start] in _EDGE + "“”\"'‘’":
        start += 1
    while end > start and text[end - 1] in _EDGE + '“”"‘’':
        end -= 1
    start = after_clock(text, start, end)
    age = _AGE.search(text[:end], start)
    if age is not None and age.start() > start:
        end = age.start()
    return (offset + start, offset + end) if start < end else None


def after_clock(text: str, start: int, end: int) -> int:
    """Return where the words behind a time of day begin ("11:10 The mayor"), or `start` where there is none."""
    clock = _CLOCK.match(text, start, end)
    return clock.end() if clock is not None and clock.end() < end else start


def possessor(text: str, place: Place) -> Place:
    """Return a place without the 's or ' of a possessive at its end."""
    start, end = place
    words = text[start:end]
    if words.endswith(("'s", "’s")):
        return start, end - 2
    return (start, end - 1) if words.endswith(("'", "’")) and len(words) > 1 else place


def subtree(head: Token) -> Place | None:
    """Return all that hangs on a word, from its left to its right edge."""
    return token_range(head.doc[head.left_edge.i : head.right_edge.i + 1])
