"""Step 1: who is said to have said what, and what the author asserts in the author's own voice.

Sources: Newell, Margolin & Ruths 2018 (PolNeAR, LREC): an attribution has a source, a cue and a content, each of which
may be discontinuous, and the source may be absent. The rules use the dependency parse, quotation marks and a lexicon of
reporting words (``cues.txt``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from winset.reading.attribution.find import Failure, find_reports
from winset.reading.attribution.keeping import keep
from winset.reading.attribution.narrator import find_assertions
from winset.reading.attribution.quotes import Quotes
from winset.reading.marks import Attribution, Places
from winset.reading.statement import Speech

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Failure", "Found", "find_attributions", "read_attributions"]

_DIRECT = 0.9
_INDIRECT = 0.1


@dataclass(frozen=True, slots=True)
class Found:
    """The attributions of a document, in the order of the text, and the sentences that could not be read."""

    attributions: tuple[Attribution, ...]
    failures: tuple[Failure, ...]


def find_attributions(doc: Doc) -> list[Attribution]:
    """Return the statements of a parsed document as places, both voices, in the order of the text.

    Parameters
    ----------
    doc
        With tags, lemmas and a dependency parse; best with ``winset_lines`` before the parser.
    """
    return list(read_attributions(doc).attributions)


def read_attributions(doc: Doc) -> Found:
    """Return the statements of a parsed document, with the sentences in which a rule failed."""
    quotes = Quotes(doc.text)
    reports = find_reports(doc, quotes)
    kept = keep(doc, reports.reports, quotes)
    attributions = [
        Attribution(
            voice="attributed",
            content=tuple(report.content),
            source=report.source,
            cue=report.cue,
            cue_lemma=report.lemma,
            quotation=_speech(quotes, tuple(report.content)),
            inner=report.inner,
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
