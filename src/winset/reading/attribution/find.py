"""All reports of a document together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from winset.reading.attribution.according import according
from winset.reading.attribution.blocks import Blocks
from winset.reading.attribution.joining import QuoteJoiner
from winset.reading.attribution.lexicon import Lexicon, lexicon
from winset.reading.attribution.lists import with_lists
from winset.reading.attribution.nesting import outermost, relayed
from winset.reading.attribution.phrases import PhraseFinder
from winset.reading.attribution.places import trimmed
from winset.reading.attribution.quotes import Quotes
from winset.reading.attribution.report import Report
from winset.reading.attribution.shapes import Shapes
from winset.reading.attribution.sources import is_clefted, own_subject
from winset.reading.attribution.special import cleft, mistagged, opening, relative
from winset.reading.attribution.speech import SpeechFinder
from winset.reading.attribution.turns import with_turns
from winset.reading.attribution.verbs import VerbFinder
from winset.reading.attribution.words import group
from winset.reading.marks import Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ERRORS = (LookupError, ValueError, RecursionError)
"""What a rule may fail with on a parse that nobody foresaw; anything else is a bug that must show."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A range that could not be read, and why."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class Reports:
    """What a document reports, the turns of those who ask in a transcript, and what failed."""

    reports: list[Report] = field(default_factory=list)
    questions: list[Report] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def attempt(self, start: int, end: int, step: Callable[[], None]) -> None:
        """Run a step; where it fails, note the range and go on."""
        try:
            step()
        except ERRORS as error:
            self.failures.append(Failure(start, end, f"{type(error).__name__}: {error}"))


def find_reports(doc: Doc, quotes: Quotes, words: Lexicon | None = None) -> Reports:
    """Return the attributed statements of a parsed document, outermost ones only, in the order of the text."""
    words = words or lexicon()
    blocks = Blocks(doc, quotes)
    finder = _Finder(words, blocks)
    found = Reports()

    def read(start: int, end: int) -> None:
        found.reports += finder.sentence(start, end)

    def lists() -> None:
        found.reports = with_lists(doc, found.reports, quotes, words)

    def transcript() -> None:
        found.reports, found.questions = with_turns(doc, found.reports, quotes)

    for sent in doc.sents:
        found.attempt(sent.start_char, sent.end_char, lambda at=(sent.start, sent.end): read(*at))  # type: ignore[misc]
    found.attempt(0, len(blocks.text), lambda: cut_at_relatives(found.reports, blocks.text))
    found.reports = outermost(relayed(found.reports, blocks.text))
    whole = (0, len(blocks.text))
    found.attempt(*whole, lists)
    found.attempt(*whole, transcript)
    found.attempt(*whole, lambda: QuoteJoiner(blocks, words).join(found.reports))
    for report in found.reports:
        report.content = _joined(report.content, blocks.text)
    found.reports.sort(key=lambda report: (report.start, report.cue, report.content))
    return found


def cut_at_relatives(reports: list[Report], text: str) -> None:
    """End what is reported before a clause at its end in which somebody else says something of it."""
    for inner in reports:
        first = opening(inner.word) if inner.frame == "r" else None
        for outer in reports if first is not None else ():
            if first is None or outer is inner or not outer.content or not outer.holds(inner.word.idx):
                continue
            start, end = outer.content[-1]
            if start < first.idx < end and inner.end >= end - 1:
                kept = trimmed(text, start, first.idx)
                outer.content[-1] = kept if kept is not None else (start, end)


class _Finder:
    """Asks each token what it reports."""

    def __init__(self, words: Lexicon, blocks: Blocks) -> None:
        shapes = Shapes(words, blocks.quotes, blocks.text)
        self._shapes = shapes
        self._blocks = blocks
        self._speech = SpeechFinder(words, blocks)
        self._phrases = PhraseFinder(shapes)
        self._verbs = VerbFinder(shapes, self._phrases)

    def sentence(self, start: int, end: int) -> list[Report]:
        reports: list[Report] = []
        for token in self._blocks.doc[start:end]:
            if not (token.is_space or token.is_punct) and self._blocks.outside(token.i):
                reports += self._token(token)
        return reports

    def _token(self, token: Token) -> list[Report]:
        special = cleft(token, self._shapes) or relative(token, self._shapes) or mistagged(token, self._shapes)
        if special is not None:
            return [special]
        if token.lower_ in ("according", "in"):
            report = according(token, self._blocks, self._speech)
            if report is not None:
                return [report]
        cue = self._speech.cue(token) if not _leads_on(token) else None
        report = self._speech.left(token, cue) if cue is not None else None
        if report is not None:
            return [report]
        framed = [] if _asked(token) else self._framed(token)
        if cue is not None and not any(report.frame == "c" for report in framed):
            report = self._speech.right(token, cue)
            if report is not None and framed and framed[0].content[-1][1] <= report.content[0][0]:
                framed[0].content += report.content
            elif report is not None:
                return [report]
        return framed

    def _framed(self, token: Token) -> list[Report]:
        if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
            # In passing, behind a noun, only what is said counts: "a bill promising relief" reports nothing.
            passing = (token.dep_ == "acl" and token.head.lemma_ not in group("nerve")) or (
                token.dep_ == "relcl" and not is_clefted(token) and _is_relative(own_subject(token))
            )
            found = [report for report in self._verbs.reports(token) if not (passing and report.frame in "oxp")]
            if found:
                return found
        if token.pos_ in ("ADJ", "VERB"):
            return list(self._phrases.adjective(token))
        return list(self._phrases.noun(token)) if token.pos_ == "NOUN" else []


def _is_relative(noun: Token | None) -> bool:
    return noun is None or noun.lower_ in ("who", "which", "that")


def _asked(token: Token) -> bool:
    """Whether a sentence only asks ("Would it accept a compromise?") what its main verb says."""
    if token.dep_ != "ROOT" or token.sent.text.rstrip()[-1:] != "?":
        return False
    return any(child.dep_ == "aux" and child.i < token.i for child in token.children) and any(
        child.dep_ == "nsubj" and child.i > min(c.i for c in token.children if c.dep_ == "aux")
        for child in token.children
    )


def _leads_on(verb: Token) -> bool:
    """Whether a verb only leads to another reporting word ("was quoted as saying")."""
    return any(
        below.pos_ == "VERB" and below.dep_ == "pcomp"
        for child in verb.children
        if child.dep_ == "prep" and child.lower_ == "as"
        for below in child.children
    )


def _joined(places: list[Place], text: str) -> list[Place]:
    """Parts in their order, those that overlap or stand side by side made one."""
    joined: list[Place] = []
    for start, end in sorted(places):
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start] == " "):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
