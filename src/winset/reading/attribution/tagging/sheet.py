"""A parsed document as arrays of words: what the tagger sees besides the words themselves.

A word is a token of the parse that is not blank. Everything is counted in words; `Sheet.starts` and `Sheet.ends` lead
back to code points of the text, which is never changed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from winset.reading.marks import Places
from winset.reading.parsed import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from winset.reading.attribution.quotes import Quotes
    from winset.reading.attribution.report import Report

Ints = NDArray[np.int64]

DEPENDENCIES = [
    "ROOT",
    "acl",
    "acomp",
    "advcl",
    "advmod",
    "agent",
    "amod",
    "appos",
    "attr",
    "aux",
    "auxpass",
    "case",
    "cc",
    "ccomp",
    "compound",
    "conj",
    "csubj",
    "csubjpass",
    "dative",
    "dep",
    "det",
    "dobj",
    "expl",
    "intj",
    "mark",
    "meta",
    "neg",
    "nmod",
    "npadvmod",
    "nsubj",
    "nsubjpass",
    "nummod",
    "oprd",
    "parataxis",
    "pcomp",
    "pobj",
    "poss",
    "preconj",
    "predet",
    "prep",
    "prt",
    "punct",
    "quantmod",
    "relcl",
    "xcomp",
]
"""Labels of the English models; a label's number is its place here plus one, 0 is any other."""

TAGS = [
    "$",
    "''",
    ",",
    "-LRB-",
    "-RRB-",
    ".",
    ":",
    "ADD",
    "AFX",
    "CC",
    "CD",
    "DT",
    "EX",
    "FW",
    "HYPH",
    "IN",
    "JJ",
    "JJR",
    "JJS",
    "LS",
    "MD",
    "NFP",
    "NN",
    "NNP",
    "NNPS",
    "NNS",
    "PDT",
    "POS",
    "PRP",
    "PRP$",
    "RB",
    "RBR",
    "RBS",
    "RP",
    "SYM",
    "TO",
    "UH",
    "VB",
    "VBD",
    "VBG",
    "VBN",
    "VBP",
    "VBZ",
    "WDT",
    "WP",
    "WP$",
    "WRB",
    "XX",
    "``",
]
"""Fine-grained tags (Penn Treebank with the additions of OntoNotes), numbered likewise."""

SHAPES = 5  # lower case, Title, UPPER, with a digit, no letter or digit
QUOTED = 4  # outside, first of a quotation, inside, last of one
BREAKS = 3  # inside a sentence, first of a sentence, first of a paragraph
RULED = 6  # no rule, head of a cue, cue, source, first of a content, content


@dataclass(frozen=True, slots=True)
class Ruled:
    """A report that the rules found, in numbers of words."""

    anchor: int
    cue: Ints
    source: Ints
    content: Ints


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document as arrays; all of length n, the number of its words.

    Parameters
    ----------
    words
        The words as they stand.
    starts, ends
        Of each word, in code points.
    tags, dependencies
        Numbers from `TAGS` and `DEPENDENCIES`.
    heads
        The word that governs each word; itself for the head of a sentence.
    sentences, paragraphs
        Running numbers.
    quotations
        Running number of the quotation that a word stands in, -1 outside.
    shapes, quoted, breaks, ruled
        Numbers of the kinds named at `SHAPES`, `QUOTED`, `BREAKS`, `RULED`.
    reports
        What the rules found.
    """

    words: tuple[str, ...]
    starts: Ints
    ends: Ints
    tags: Ints
    dependencies: Ints
    heads: Ints
    sentences: Ints
    paragraphs: Ints
    quotations: Ints
    shapes: Ints
    quoted: Ints
    breaks: Ints
    ruled: Ints
    reports: tuple[Ruled, ...]

    @property
    def features(self) -> Ints:
        """Shape (n, 6): what is added to the embedding of each word; `FEATURES` gives the number of kinds of each."""
        columns = (self.tags, self.dependencies, self.shapes, self.quoted, self.breaks, self.ruled)
        return np.stack(columns, axis=1)

    @property
    def by_anchor(self) -> dict[int, Ruled]:
        """What the rules found, by its anchor."""
        return {report.anchor: report for report in self.reports}

    def cover(self, places: Places | Iterable[Sequence[int]]) -> Ints:
        """Return the numbers of the words that share a character with any of the places."""
        found: set[int] = set()
        for start, end in places:
            found.update(range(bisect_right(self.ends, start), bisect_left(self.starts, end)))
        return np.array(sorted(found), dtype=np.int64)

    def anchor(self, words: Ints) -> int:
        """Return the word among some that the others depend on: the first whose head lies outside them."""
        inside = set(words.tolist())
        for word in words.tolist():
            head = int(self.heads[word])
            if (head == word or head not in inside) and self.shapes[word] != SHAPES - 1:
                return int(word)
        return int(words[0])


FEATURES = (len(TAGS) + 1, len(DEPENDENCIES) + 1, SHAPES, QUOTED, BREAKS, RULED)
"""Number of kinds in each column of `Sheet.features`."""


def make_sheet(doc: Doc, quotes: Quotes, reports: Sequence[Report] = ()) -> Sheet:
    """Return the arrays of a parsed document.

    Parameters
    ----------
    doc
        With tags, dependencies and sentence starts.
    quotes
        Of the same text.
    reports
        What the rules found in it.
    """
    table: Any = doc.to_array(["IDX", "LENGTH", "TAG", "DEP", "HEAD", "SENT_START"])
    table = table.astype(np.uint64).view(np.int64).reshape(len(doc), 6) if len(doc) else np.zeros((0, 6), np.int64)
    text = text_of(doc)
    words = [token.text for token in doc]
    keep = np.array([bool(word.strip()) for word in words], dtype=bool)
    number = np.cumsum(keep) - 1
    at = np.arange(len(doc))
    heads = at + table[:, 4]
    heads = np.where(keep[heads], heads, at)[keep] if len(doc) else heads
    starts = table[keep, 0]
    ends = starts + table[keep, 1]
    kept = [word for word, is_word in zip(words, keep, strict=True) if is_word]
    sentences = np.cumsum(table[:, 5] == 1)[keep]
    paragraphs = _paragraphs(text, starts)
    quotations, quoted = _quoted(quotes, starts, ends)
    breaks = np.zeros(len(kept), dtype=np.int64)
    breaks[1:] = np.diff(sentences) > 0
    breaks[1:][np.diff(paragraphs) > 0] = 2
    breaks[:1] = 2
    sheet = Sheet(
        words=tuple(kept),
        starts=starts,
        ends=ends,
        tags=_numbers(table[keep, 2], TAGS, doc),
        dependencies=_numbers(table[keep, 3], DEPENDENCIES, doc),
        heads=number[heads] if len(doc) else heads,
        sentences=sentences,
        paragraphs=paragraphs,
        quotations=quotations,
        shapes=np.array([_shape(word) for word in kept], dtype=np.int64),
        quoted=quoted,
        breaks=breaks,
        ruled=np.zeros(len(kept), dtype=np.int64),
        reports=(),
    )
    ruled = []
    for report in reports:
        cue, source, content = (sheet.cover(p) for p in (report.cue, report.inner or report.source, report.content))
        if len(cue) and len(content):
            ruled.append(Ruled(sheet.anchor(cue), cue, source, content))
    for role, value in (("content", 5), ("source", 3), ("cue", 2)):
        for found in ruled:
            sheet.ruled[getattr(found, role)] = value
    for found in ruled:
        first = found.content[np.diff(found.content, prepend=-2) > 1]
        sheet.ruled[first] = 4
        sheet.ruled[found.anchor] = 1
    return replace(sheet, reports=tuple(ruled))


def _numbers(column: Ints, names: Sequence[str], doc: Doc) -> Ints:
    known = {doc.vocab.strings[name]: place for place, name in enumerate(names, 1)}
    signed = {int(np.uint64(key).astype(np.int64)): place for key, place in known.items()}
    return np.array([signed.get(value, 0) for value in column.tolist()], dtype=np.int64)


def _paragraphs(text: str, starts: Ints) -> Ints:
    lines = np.array([place for place, character in enumerate(text) if character == "\n"], dtype=np.int64)
    before = np.searchsorted(lines, starts)
    return np.cumsum(np.diff(before, prepend=before[:1]) > 0) if len(starts) else before


def _quoted(quotes: Quotes, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    number = np.full(len(starts), -1, dtype=np.int64)
    kind = np.zeros(len(starts), dtype=np.int64)
    for place, quote in enumerate(quotes.all):
        first = int(np.searchsorted(ends, quote.start, side="right"))
        last = int(np.searchsorted(starts, quote.end, side="left")) - 1
        if last >= first:
            number[first : last + 1] = place
            kind[first : last + 1] = 2
            kind[last] = 3
            kind[first] = 1
    return number, kind


def _shape(word: str) -> int:
    if any(character.isdigit() for character in word):
        return 3
    if not any(character.isalpha() for character in word):
        return 4
    if word[0].isupper():
        return 2 if len(word) > 1 and word.isupper() else 1
    return 0
