"""Reporting clauses as blocks of tokens, and the quotations that stand against them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from winset.reading.attribution.places import trimmed
from winset.reading.attribution.quotes import Quote, Quotes
from winset.reading.attribution.sources import own_subject
from winset.reading.marks import Place
from winset.reading.parsed import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

Block = tuple[int, int]
"""First and last token of a clause."""

_BEFORE = re.compile(r"[\s,:—–-]*(?:(?:thus|so)\s)?\Z")
_AFTER = re.compile(r"[\s,:—–-]*(?:that\s+)?")
_REACH = 9
_INSIDE = frozenset({"advcl", "conj", "dep", "xcomp", "nsubj", "dobj", "csubj"})


class Blocks:
    """The text of one document around its reporting clauses."""

    def __init__(self, doc: Doc, quotes: Quotes) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.quotes = quotes

    def around(self, verb: Token) -> Block:
        """Return the clause of a verb without what it reports."""
        own = {token.i for token in verb.subtree}
        for child in verb.children:
            another = child.dep_ == "conj" and child.i > verb.i and child.pos_ in ("VERB", "AUX")
            if another or child.dep_ in ("ccomp", "parataxis") or (child.dep_ in _INSIDE and not self.outside(child.i)):
                own -= {token.i for token in child.subtree}
        left = right = verb.i
        sent = verb.sent
        while left - 1 >= sent.start and left - 1 in own and self.outside(left - 1):
            if self.doc[left - 1].text in (":", ";"):
                break
            left -= 1
        while right + 1 < sent.end and right + 1 in own and self.outside(right + 1):
            right += 1
        while left < verb.i and (self.doc[left].is_punct or self.doc[left].is_space):
            left += 1
        while right > verb.i and (self.doc[right].is_punct or self.doc[right].is_space):
            right -= 1
        noun = own_subject(verb)
        if noun is not None and noun.i < verb.i and noun.left_edge.i < left and self.outside(noun.i):
            left = noun.left_edge.i
        return left, right

    def outside(self, i: int) -> bool:
        """Whether a token stands outside quotation marks."""
        return self.quotes.at(self.doc[i].idx) is None

    def place(self, block: Block) -> Place:
        """Return the characters of a block."""
        last = self.doc[block[1]]
        return self.doc[block[0]].idx, last.idx + len(last)

    def trim(self, start: int, end: int) -> Place | None:
        """Return a range without blanks and punctuation at its edges, or None where nothing is left."""
        return trimmed(self.text, start, end) if start < end else None

    def quote_before(self, place: int) -> Quote | None:
        """Return the quotation that ends right before a place, with at most a comma, a colon or a dash between."""
        match = _BEFORE.search(self.text, max(0, place - _REACH), place)
        end = match.start() if match else place
        if end == 0 or "\n" in self.text[end:place]:
            return None
        quote = self.quotes.at(end - 1)
        return quote if quote is not None and quote.end == end else None

    def quote_after(self, place: int) -> Quote | None:
        """Return the quotation that begins right after a place; in the next paragraph only after a colon."""
        match = _AFTER.match(self.text, place)
        start = match.end() if match else place
        between = self.text[place:start]
        if start >= len(self.text) or ("\n" in between and ":" not in between):
            return None
        quote = self.quotes.at(start)
        return quote if quote is not None and quote.start == start else None

    def sentence_in(self, quote: Quote) -> Span | None:
        """Return the sentence of the first word inside a quotation (the mark may be left to the sentence before)."""
        at = quote.inner[0]
        while at < quote.inner[1] and not self.text[at].isalnum():
            at += 1
        span = self.doc.char_span(at, at + 1, alignment_mode="expand") if at < quote.inner[1] else None
        return span[0].sent if span is not None and len(span) else None

    def after_stop(self, place: int) -> bool:
        """Whether the last thing before a place ends a sentence."""
        return self.text[max(0, place - _REACH) : place].rstrip()[-1:] in (".", "!", "?")
