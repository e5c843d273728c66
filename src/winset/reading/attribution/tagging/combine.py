"""Tagger and rules together: the reports of a document, each with who found it and how sure that is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from winset.reading.attribution.lexicon import Cue, Lexicon, lexicon
from winset.reading.attribution.places import possessor, trimmed
from winset.reading.attribution.quotes import Quotes
from winset.reading.attribution.report import SAY, Report, is_condition, lemma_of, verb_cue
from winset.reading.attribution.tagging.choice import Chosen, jaccard
from winset.reading.attribution.tagging.sheet import DEPENDENCIES, Ints, Sheet, make_sheet
from winset.reading.attribution.tagging.shipped import Shipped
from winset.reading.attribution.tagging.tagger import Tag
from winset.reading.marks import Place, Places
from winset.reading.networks import one_thread
from winset.reading.parsed import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BOTH = "tagger and rules"
TAGGER = "tagger"

_STRUCTURE = frozenset({"label", "list"})
_FRAMES = {"ccomp": "c", "xcomp": "x", "dobj": "o", "prep": "p", "pcomp": "g", "advcl": "c", "parataxis": "q"}
_QUOTES = "“”\"'‘’"
_CONJUNCT = DEPENDENCIES.index("conj") + 1
_LIKE = 0.5
_WHO = frozenset({"who", "what", "which"})
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def combine(doc: Doc, quotes: Quotes, rules: list[Report], shipped: Shipped) -> list[Report]:
    """Return the reports of a document, in the order of the text.

    What the rules read from the structure of a text (a speaker's label, the items of a list), and what an outlet only
    passes on, stays theirs. Elsewhere the more probable of both readings stands.
    """
    kept = [report for report in rules if report.frame in _STRUCTURE]
    others = [report for report in rules if report.frame not in _STRUCTURE]
    sheet = make_sheet(doc, quotes, others)
    if not sheet.words:
        return rules
    token = [t for t in doc if t.text.strip()]
    with one_thread():
        found = shipped.tagger.tags(sheet)
    tags = [
        tag
        for tag in found
        if not any(report.holds(token[tag.anchor].idx) or _leads(report, token[tag.anchor]) for report in kept)
        and not _swallows(tag, sheet)
    ]
    known = {sheet.anchor(words): report for report in others if len(words := sheet.cover(report.cue))}
    relayed = [report for report in others if report.inner]
    text = text_of(doc)
    builder = _Builder(doc, quotes, sheet, token, lexicon())
    for chosen in shipped.choice.choose(tags, sheet):
        report = builder.report(chosen, _rule_of(chosen.tag, known, sheet))
        if report is not None and not _asks(report, text):
            inner = next((r for r in relayed if report.holds(r.word.idx) or r.word.i == report.word.i), None)
            if inner is not None:
                relayed.remove(inner)
                report = replace(
                    inner, confidence=report.confidence, reader="rules" if report.reader == "rules" else BOTH
                )
            kept.append(report)
    # A colon before a quotation, and what else has no cue of its own, is nothing that the tagger could anchor.
    taken = [sheet.cover(report.content) for report in kept]
    kept += [
        report
        for report in others
        if not len(sheet.cover(report.cue)) and all(jaccard(sheet.cover(report.content), t) < 0.5 for t in taken)
    ]
    return sorted(kept, key=lambda report: (report.start, report.cue, report.content))


def _rule_of(tag: Tag, known: Mapping[int, Report], sheet: Sheet) -> Report | None:
    """Return what the rules found at a tag's cue: the corpus counts the copula in ("is willing to"), they do not."""
    if tag.anchor in known:
        return known[tag.anchor]
    within = [word for word in tag.cue.tolist() if word in known]
    if within:
        return known[within[0]]
    below = [rule for word, rule in known.items() if sheet.heads[word] == tag.anchor]
    return next((rule for rule in below if jaccard(sheet.cover(rule.content), tag.content) >= _LIKE), None)


def _swallows(tag: Tag, sheet: Sheet) -> bool:
    """Whether a content holds a second report of the same speaker ("insisted that A and appealed for B")."""
    inside = set(tag.content.tolist())
    for report in sheet.reports:
        word = report.anchor
        while word in inside and sheet.dependencies[word] == _CONJUNCT:
            above = int(sheet.heads[word])
            if above == tag.anchor:
                return True
            if above == word:  # its head is a blank
                break
            word = above
    return False


def _asks(report: Report, text: str) -> bool:
    """Whether it is only asked who reports: "Who promised what?"."""
    if not report.source or text[slice(*report.source[0])].casefold() not in _WHO:
        return False
    return bool(report.word.dep_ != "relcl" and report.word.sent.text.rstrip()[-1:] == "?")


def _leads(report: Report, word: Token) -> bool:
    return any(start <= word.idx < end for start, end in (*report.cue, *report.source))


class _Builder:
    """Makes reports of tags, in one document."""

    def __init__(self, doc: Doc, quotes: Quotes, sheet: Sheet, token: list[Token], words: Lexicon) -> None:
        self._text = text_of(doc)
        self._quotes = quotes
        self._sheet = sheet
        self._token = token
        self._lexicon = words

    def report(self, chosen: Chosen, rule: Report | None) -> Report | None:
        """Return the report of a tag, or None where nothing of its content is left without punctuation."""
        tag, sure = chosen.tag, round(chosen.probability, 3)
        if rule is not None and (tag.ruled or self._same(chosen, rule)):
            return replace(rule, confidence=sure, reader="rules" if tag.ruled else BOTH)
        content = self._places(tag.content)
        if not content:
            return None
        if rule is not None:
            content = self._with_condition(content, rule)
        source = self._source(tag.source)
        if rule is not None:
            cue = rule.cue if rule.word.i != self._token[tag.anchor].i else self._places(tag.cue) or rule.cue
            return replace(
                rule, cue=cue, source=source, content=list(content), inner=(), confidence=sure, reader=TAGGER
            )
        word = self._token[tag.anchor]
        known = self._cue(word)
        return Report(
            word=word,
            cue=self._places(tag.cue) or ((word.idx, word.idx + len(word)),),
            lemma=known.lemma if known is not None else lemma_of(word),
            category=known.categories if known is not None else SAY,
            frame=self._frame(chosen),
            source=source,
            content=list(content),
            confidence=sure,
            reader=TAGGER,
        )

    def _same(self, chosen: Chosen, rule: Report) -> bool:
        """Whether the rules read the same words, but for punctuation."""
        return all(
            self._solid(words) == self._solid(self._sheet.cover(places))
            for words, places in ((chosen.tag.content, rule.content), (chosen.tag.source, rule.inner or rule.source))
        )

    def _solid(self, words: Ints) -> list[int]:
        return [word for word in words.tolist() if any(char.isalnum() for char in self._sheet.words[word])]

    def _places(self, words: Ints) -> Places:
        """Return words as places without punctuation at their edges; parts with nothing but that between are one."""
        found: list[Place] = []
        apart = np.diff(words) > 1
        for gap in np.flatnonzero(np.diff(self._sheet.paragraphs[words]) > 0).tolist():
            end, start = int(self._sheet.ends[words[gap]]), int(self._sheet.starts[words[gap + 1]])
            apart[gap] |= _BLANK_LINE.search(self._text, end, start) is not None
        for run in np.split(words, np.flatnonzero(apart) + 1) if len(words) else []:
            start, end = int(self._sheet.starts[run[0]]), int(self._sheet.ends[run[-1]])
            if found and not any(c.isalnum() or c == "\n" for c in self._text[found[-1][1] : start]):
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        # A part ends at the break of a paragraph, which no quotation crosses.
        return tuple(place for start, end in found if (place := trimmed(self._text, start, end)) is not None)

    def _with_condition(self, content: Places, rule: Report) -> Places:
        """Return a content with the condition at its end that the rules read and the tagger left out.

        The corpus is of two minds on "…, provided that nobody is dismissed"; on what a promise depends is part of it.
        """
        start, end = content[-1]
        for first, last in rule.content:
            if first <= start and end < last:
                behind = self._token[bisect_left(self._sheet.starts, end) :]
                word = next((t for t in behind if t.text.isalnum()), None)
                if word is not None and word.idx < last and is_condition(word):
                    return (*content[:-1], (start, last))
        return content

    def _source(self, words: Ints) -> Places:
        found = []
        for start, end in self._places(words):
            while start < end and self._text[start] in _QUOTES:
                start += 1
            while end > start and self._text[end - 1] in _QUOTES:
                end -= 1
            place = possessor(self._text, (start, end))
            if any(char.isalnum() for char in self._text[slice(*place)]):
                found.append(place)
        return tuple(found)

    def _cue(self, word: Token) -> Cue | None:
        if word.pos_ in ("VERB", "AUX"):
            return verb_cue(self._lexicon, word)
        table = self._lexicon.nouns if word.pos_ in ("NOUN", "PROPN") else self._lexicon.adjectives
        return table.get(lemma_of(word))

    def _frame(self, chosen: Chosen) -> str:
        """Return how the content hangs on the cue, as in ``cues.txt``."""
        tag = chosen.tag
        word = self._token[tag.anchor]
        if self._quotes.at(int(self._sheet.starts[tag.content[0]])) is not None:
            return "q"
        if word.pos_ in ("NOUN", "PROPN"):
            return "n"
        return _FRAMES.get(self._token[self._sheet.anchor(tag.content)].dep_, "c")
