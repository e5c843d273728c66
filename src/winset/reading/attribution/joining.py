"""Quotations without a reporting word of their own, given to whoever is speaking there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from winset.reading.attribution.blocks import Blocks
from winset.reading.attribution.lexicon import Lexicon
from winset.reading.attribution.places import after_clock, noun_phrase, trimmed
from winset.reading.attribution.quotes import Quote, paragraphs
from winset.reading.attribution.report import SAY, Report, lemma_of
from winset.reading.attribution.sources import can_speak, subject
from winset.reading.marks import Place

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_AHEAD = 60
_LABEL_WORDS = 8
_GOES_ON = frozenset({"q", "c", "according", "colon", "p", "o"})


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where an open quotation stands: its paragraph and the one before, its sentence, the words before it there."""

    quote: Quote
    para: Place
    before: Place | None
    sent: Span | None
    start: int
    lead: Place | None


class QuoteJoiner:
    """Finds the speaker of quotations that no report covers, in one document."""

    def __init__(self, blocks: Blocks, lexicon: Lexicon) -> None:
        self._blocks = blocks
        self._text = blocks.text
        self._lexicon = lexicon
        self._paragraphs = paragraphs(blocks.text)

    def join(self, reports: list[Report]) -> None:
        """Add each open quotation to a report, or a report for it; quotations that nobody speaks stay out."""
        where = 0
        for quote in self._blocks.quotes.all:
            while where + 1 < len(self._paragraphs) and self._paragraphs[where][1] <= quote.start:
                where += 1
            if quote.words < 2 or any(
                start < quote.end and quote.start < end for report in reports for start, end in report.content
            ):
                continue
            spot = self._spot(quote, where)
            if self._text[spot.para[0] : quote.start].rstrip().endswith(":"):
                self._after_colon(reports, spot)
            elif self._blocks.quotes.is_speech(quote):
                beside = self._beside(quote) if spot.lead is None else None
                if beside is not None:
                    reports.append(beside)
                else:
                    self._continue(reports, spot)

    def _spot(self, quote: Quote, where: int) -> _Spot:
        para = self._paragraphs[where]
        sent = self._blocks.sentence_in(quote)
        start = min(quote.start, max(para[0], sent.start_char)) if sent is not None else para[0]
        lead = None if self._blocks.after_stop(quote.start) else trimmed(self._text, start, quote.start)
        return _Spot(quote, para, self._paragraphs[where - 1] if where else None, sent, start, lead)

    def _continue(self, reports: list[Report], spot: _Spot) -> None:
        """Let the last speaker go on: in the same paragraph, or in the next one where it is nothing but a quotation."""
        quote = spot.quote
        last = max((r for r in reports if r.end <= quote.start), key=lambda report: report.end, default=None)
        if last is None:
            return
        same = last.end > spot.para[0]
        speaks = bool(last.category & {"say", "claim"})
        if spot.lead is None:
            if same:
                goes_on = (speaks or self._quoted(last)) and last.frame in _GOES_ON
            else:
                goes_on = self._next_paragraph(last, spot)
            if goes_on:
                last.content.append((quote.start, quote.end))
        elif same and spot.sent is not None:
            here = spot.sent.start_char <= last.word.idx < spot.sent.end_char
            if here and last.frame in ("c", "q") and not self._text[last.end : quote.start].strip(" ,;—–-"):
                last.content.append((quote.start, quote.end))
                return
            # "In exchange, “Moscow would …”": a few words lead into a sentence that is quoted otherwise
            few = quote.words >= 4 and len(self._text[spot.start : quote.start].split()) <= 3
            if speaks and few and quote.end >= spot.sent.end_char - 2:
                last.content.append((spot.lead[0], quote.end))

    def _next_paragraph(self, last: Report, spot: _Spot) -> bool:
        if spot.before is None or last.end <= spot.before[0] or self._text[spot.para[0] : spot.quote.start].strip():
            return False
        alone = not self._text[spot.quote.end : spot.para[1]].strip(" .")
        colon = self._text[spot.before[0] : spot.before[1]].rstrip().endswith(":")
        return colon or (alone and self._quoted(last) and last.frame in ("q", "c", "colon"))

    def _quoted(self, report: Report) -> bool:
        """Whether a part of what is reported ends in somebody's quoted sentence."""
        quotes = (self._blocks.quotes.at(end - 1) for _, end in report.content)
        return any(quote is not None and self._blocks.quotes.is_speech(quote) for quote in quotes)

    def _beside(self, quote: Quote) -> Report | None:
        """Return the report of a quotation that a clause with another verb follows (“…,” she laughed)."""
        if self._text[quote.inner[0] : quote.inner[1]].rstrip().endswith("."):
            return None
        end = min(len(self._text), quote.end + _AHEAD)
        span = self._blocks.doc.char_span(quote.end, end, alignment_mode="contract")
        tokens = [t for t in span if t.text not in (",", "—", "–", "-")] if span is not None else []
        if not tokens or self._text[quote.end : tokens[0].idx].strip(" ,—–-"):
            return None
        for token in tokens[:7]:
            stop = token.is_punct or token.is_space or token.lower_ in ("and", "but", "or", "as", "that")
            if stop or not self._blocks.outside(token.i):
                return None
            if token.dep_ in ("nsubj", "nsubjpass") and can_speak(token) and token.head.pos_ == "VERB":
                return self._clause_beside(quote, token)
        return None

    def _clause_beside(self, quote: Quote, noun: Token) -> Report | None:
        verb = noun.head
        place = noun_phrase(noun, verb)
        if abs(verb.i - noun.i) > 6 or verb.idx < quote.end or place is None or place[0] < quote.end:
            return None
        # "she limited herself to saying"
        final = next((below for below in verb.subtree if below.dep_ == "pcomp" and self._speaks(below)), verb)
        at = (final.idx, final.idx + len(final))
        return Report(final, (at,), lemma_of(final), SAY, "q", (place,), [(quote.start, quote.end)])

    def _speaks(self, token: Token) -> bool:
        cue = self._lexicon.verbs.get(lemma_of(token))
        return cue is not None and "q" in cue.frames

    def _after_colon(self, reports: list[Report], spot: _Spot) -> None:
        """Give a quotation after a colon to the report before it, else to the subject, else to the label there."""
        quote = spot.quote
        colon = self._text.rindex(":", 0, quote.start)
        span = self._blocks.doc.char_span(colon, colon + 1, alignment_mode="expand")
        if span is None or not len(span):
            return
        sent = span[0].sent
        begin = max(sent.start_char, spot.para[0])
        here = [report for report in reports if begin <= report.word.idx < colon]
        if here:
            here[-1].content.append((quote.start, quote.end))
            return
        content = [(quote.start, quote.end)]
        for token in sorted(sent, key=lambda token: (token.dep_ != "ROOT", token.i)):
            noun = subject(token) if token.pos_ in ("VERB", "AUX") and token.idx < colon else None
            place = noun_phrase(noun, token) if noun is not None else None
            if place is not None and place[1] <= colon:
                at = (token.idx, token.idx + len(token))
                reports.append(Report(token, (at,), lemma_of(token), SAY, "colon", (place,), content))
                return
        label = trimmed(self._text, after_clock(self._text, begin, colon), colon)
        if label is not None and len(self._text[label[0] : label[1]].split()) <= _LABEL_WORDS:
            reports.append(Report(span[0], ((colon, colon + 1),), "", SAY, "colon", (label,), content))
