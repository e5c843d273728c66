"""Step 1: who is said to have said what, and what the author asserts in the author's own voice.

Sources: Newell, Margolin & Ruths 2018 (PolNeAR, LREC): an attribution has a source, a cue and a content, each of which
may be discontinuous, and the source may be absent. Rules (`find`) use the dependency parse, quotation marks and a
lexicon of reporting words (``cues.txt``); a small neural tagger (`tagging`) sees the words, the parse and what the
rules found; `tagging.combine` lets the more probable of both readings stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from winset.reading.attribution.find import Failure, Reports, find_reports
from winset.reading.attribution.keeping import keep
from winset.reading.attribution.narrator import find_assertions
from winset.reading.attribution.quotes import Quotes
from winset.reading.attribution.turns import with_questions, without_askers
from winset.reading.marks import Attribution, Places
from winset.reading.parsed import text_of
from winset.reading.statement import Speech

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Failure", "Found", "all_reports", "find_attributions", "read_attributions"]

_DIRECT = 0.9
_INDIRECT = 0.1


@dataclass(frozen=True, slots=True)
class Found:
    """The attributions of a document, in the order of the text, and the sentences that could not be read."""

    attributions: tuple[Attribution, ...]
    failures: tuple[Failure, ...]


def find_attributions(doc: Doc, *, rules_only: bool = False) -> list[Attribution]:
    """Return the statements of a parsed document as places, both voices, in the order of the text.

    Parameters
    ----------
    doc
        With tags, lemmas and a dependency parse; best with ``winset_lines`` before the parser.
    rules_only
        Leave the tagger out: nothing is then said of how sure a statement is.
    """
    return list(read_attributions(doc, rules_only=rules_only).attributions)


def all_reports(doc: Doc, quotes: Quotes, *, rules_only: bool = False) -> Reports:
    """Return every report of a parsed document, whether it counts as a statement or not.

    In a transcript a turn is one report, a question included. Where the tagger fails on a document, which is noted,
    what the rules found stands.
    """
    reports = _reports(doc, quotes, rules_only=rules_only)
    reports.reports = with_questions(reports.reports, reports.questions)
    return reports


def _reports(doc: Doc, quotes: Quotes, *, rules_only: bool) -> Reports:
    reports = find_reports(doc, quotes)
    if rules_only:
        return reports
    from winset.reading.attribution.tagging.combine import combine
    from winset.reading.attribution.tagging.shipped import load_tagger

    shipped = load_tagger()

    def tag() -> None:
        reports.reports = combine(doc, quotes, reports.reports, shipped)

    reports.attempt(0, len(text_of(doc)), tag)
    return reports


def read_attributions(doc: Doc, *, rules_only: bool = False) -> Found:
    """Return the statements of a parsed document, with the ranges in which a step failed."""
    quotes = Quotes(text_of(doc))
    reports = _reports(doc, quotes, rules_only=rules_only)
    kept = keep(doc, without_askers(reports.reports, reports.questions), quotes)
    attributions = [
        Attribution(
            voice="attributed",
            content=tuple(report.content),
            source=report.source,
            cue=report.cue,
            cue_lemma=report.lemma,
            quotation=_speech(quotes, tuple(report.content)),
            inner=report.inner,
            confidence=report.confidence,
            reader=report.reader,
        )
        for report in kept.statements
    ]
    attributions += [Attribution(voice="narrator", content=content) for content in find_assertions(doc, kept, quotes)]
    return Found(tuple(sorted(attributions, key=_place)), tuple(reports.failures))


def _place(attribution: Attribution) -> tuple[int, int]:
    first = min(start for start, _ in (*attribution.content, *attribution.cue, *attribution.source))
    return first, attribution.content[0][0]


def _speech(quotes: Quotes, content: Places) -> Speech:
    """Direct where at least nine tenths of the words are quoted, indirect where at most one tenth is, else mixed."""
    share = quotes.share(content)
    return "direct" if share >= _DIRECT else "indirect" if share <= _INDIRECT else "mixed"
