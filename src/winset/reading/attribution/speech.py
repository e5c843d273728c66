"""Quoted words and inserted clauses: “A,” he said, “B.”; A, the minister said; he said: “A”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from winset.reading.attribution.blocks import Block, Blocks
from winset.reading.attribution.lexicon import Cue, Lexicon
from winset.reading.attribution.lines import after_dateline
from winset.reading.attribution.places import noun_phrase, whole_quotes
from winset.reading.attribution.quotes import Quote
from winset.reading.attribution.report import Report, cue_place, is_condition, lemma_of, verb_cue
from winset.reading.attribution.sources import agent, is_passive, own_subject, source_places, subject
from winset.reading.marks import Place, Places

if TYPE_CHECKING:
    from spacy.tokens import Token

_COLON_WORDS = 2
_RELATIVE = re.compile(r"\b(?:that|which|who|whom|because|and|but|as)\s*,\s*\Z")
_NEAR = 4


class SpeechFinder:
    """Finds reports whose content stands in quotation marks, or around an inserted clause, in one document."""

    def __init__(self, lexicon: Lexicon, blocks: Blocks) -> None:
        self._lexicon = lexicon
        self._blocks = blocks
        self._quotes = blocks.quotes
        self._text = blocks.text

    def cue(self, token: Token) -> Cue | None:
        """Return what the lexicon says of a verb that may introduce quoted words, or None."""
        if token.pos_ not in ("VERB", "AUX") and not token.tag_.startswith("VB"):
            return None
        cue = verb_cue(self._lexicon, token)
        return cue if cue is not None and "q" in cue.frames else None

    def left(self, verb: Token, cue: Cue) -> Report | None:
        """Return what stands before an inserted clause with this verb (and goes on behind it), or None."""
        block = self._blocks.around(verb)
        start, end = self._blocks.place(block)
        quote = self._blocks.quote_before(start)
        content: list[Place] = []
        if quote is not None:
            if self._new_sentence(quote, block) or not self._takes_left(verb, quote):
                return None
            content.append(self.led_in(quote, verb))
        elif self._inserted(verb, block):
            after = self._blocks.quote_after(end)
            if after is not None and _RELATIVE.search(self._text, max(0, start - 12), start):
                return self._report(verb, cue, [(after.start, after.end)])  # "a draft that, they said, “…”"
            head = self._head(verb, start)
            if head is not None:
                content.append(head)
            elif not _preposed(verb, block, ("ccomp",)):
                return None
        else:
            return None
        content += self._right(verb, block, self._blocks.quote_after(end), quoted=quote is not None)
        return self._report(verb, cue, content) if content else None

    def right(self, verb: Token, cue: Cue) -> Report | None:
        """Return the quoted words that directly follow the clause of this verb, or None."""
        _, end = self._blocks.place(self._blocks.around(verb))
        quote = self._blocks.quote_after(end)
        if quote is None:
            return None
        if quote.words < 3 and not self._quotes.is_speech(quote) and ":" not in self._text[end : quote.start]:
            return None
        start = quote.start
        for token in self._blocks.doc[verb.i + 1 : verb.sent.end]:
            # "maintained in a statement that the union “has seen it”": the clause may hang on the statement
            if token.idx >= quote.start:
                break
            if token.lower_ == "that" and token.tag_ in ("IN", "WDT") and token.dep_ in ("mark", "nsubj", "dobj"):
                start = token.idx
                break
        return self._report(verb, cue, [(start, quote.end)])

    def led_in(self, quote: Quote, verb: Token) -> Place:
        """Return a quotation before a clause, with the words of its sentence that lead into it."""
        whole = (quote.start, quote.end)
        sent = self._blocks.sentence_in(quote)
        if sent is None or sent.start_char >= quote.start or self._blocks.after_stop(quote.start):
            return whole
        lead = self._blocks.trim(sent.start_char, quote.start)
        if lead is None or lead[0] <= verb.idx < lead[1] or self._is_reported(lead):
            return whole
        if ":" in self._text[lead[1] : quote.start] and self._is_told(lead):
            return whole
        apart = self._quotes.at(sent.start_char) is not None or ":" in self._text[lead[1] : quote.start]
        if apart and not sent.start_char <= verb.idx < sent.end_char:
            return whole
        return lead[0], quote.end

    def _head(self, verb: Token, start: int) -> Place | None:
        """Return what stands in the sentence before an inserted clause, from a colon on where there is one."""
        head = self._blocks.trim(after_dateline(self._text, verb.sent.start_char), start)
        colon = self._text.rfind(": ", *head) if head is not None else -1
        if head is not None and colon > 0 and len(self._text[colon + 2 : head[1]].split()) >= _COLON_WORDS:
            return self._blocks.trim(colon + 2, head[1])
        return head

    def _takes_left(self, verb: Token, quote: Quote) -> bool:
        """Whether a clause may close the quotation before it: it has a subject, or the verb stands at the marks."""
        own = own_subject(verb)
        if is_passive(verb):
            return own is not None and own.lower_ == "it"
        if own is None and self._text[quote.end : verb.idx].strip(" ,—–-"):
            return False
        complement = any(
            child.i > verb.i and child.dep_ == "ccomp" and self._blocks.outside(child.i) for child in verb.children
        )
        return self._quotes.is_speech(quote) or not complement

    def _new_sentence(self, quote: Quote, block: Block) -> bool:
        inside = self._text[quote.inner[0] : quote.inner[1]].rstrip()
        return inside.endswith(".") and bool(self._blocks.doc[block[0]].text[:1].isupper())

    def _is_reported(self, lead: Place) -> bool:
        """Whether the words before a quotation hold a reporting word of their own."""
        span = self._blocks.doc.char_span(*lead, alignment_mode="contract")
        for token in span if span is not None else ():
            cue = self.cue(token)
            if cue is not None and "say" in cue.categories and self._blocks.outside(token.i):
                return True
        return False

    def _is_told(self, lead: Place) -> bool:
        """Whether the words before a colon report something themselves ("The envoy ruled out a vote: …")."""
        span = self._blocks.doc.char_span(*lead, alignment_mode="contract")
        return any(
            token.pos_ == "VERB"
            and verb_cue(self._lexicon, token) is not None
            and own_subject(token) is not None
            and self._blocks.outside(token.i)
            for token in (span if span is not None else ())
        )

    def _inserted(self, verb: Token, block: Block) -> bool:
        """Whether the clause of `verb` is inserted into, or put behind, what it reports."""
        doc = self._blocks.doc
        behind = any(
            child.i > verb.i
            and child.dep_ in ("ccomp", "dobj", "xcomp")
            and lemma_of(verb) != "tell"
            and self._blocks.outside(child.i)
            for child in verb.children
        )
        if behind and not _preposed(verb, block, ("ccomp",)):
            return False
        if subject(verb) is None or block[0] <= verb.sent.start:
            return False
        if is_condition(doc[block[0]]):
            return False
        before = doc[block[0] - 1]
        if not (before.is_punct or before.lower_ == "as") or before.text in (":", ";"):
            return False
        after = doc[block[1] + 1] if block[1] + 1 < verb.sent.end else None
        hung = verb.dep_ in ("parataxis", "ccomp", "advcl", "dep") and own_subject(verb) is not None
        closed = after is None or after.is_punct or after.is_space
        return _preposed(verb, block, ("ccomp", "parataxis")) or (hung and closed)

    def _right(self, verb: Token, block: Block, after: Quote | None, *, quoted: bool) -> list[Place]:
        """Return what goes on behind an inserted clause."""
        if after is not None:
            return [(after.start, after.end)]
        _, end = self._blocks.place(block)
        rest = self._blocks.trim(end, verb.sent.end_char)
        if rest is None or not any(mark in self._text[end : rest[0]] for mark in ",—–-"):
            return []
        inner = self._quotes.starting(end, verb.sent.end_char)
        goes_on = verb.head.i != verb.i and verb.head.i > block[1]
        return [rest] if goes_on and (not quoted or inner is not None) else []

    def _report(self, verb: Token, cue: Cue, content: list[Place]) -> Report | None:
        source = self._source(verb)
        if source is None:
            return None
        widened = [whole_quotes(self._quotes, place) for place in content]
        lemma = cue.lemma.replace("+", " ")
        return Report(verb, (cue_place(verb, cue),), lemma, cue.categories, "q", source, widened)

    def _source(self, verb: Token) -> Places | None:
        if is_passive(verb):
            by = agent(verb)
            place = noun_phrase(by, verb) if by is not None else None
            return (place,) if place is not None else ()
        found = source_places(verb)
        for start, _ in found or ():
            # A subject that the parser took from inside the quotation is none.
            quote = self._quotes.at(start)
            if quote is not None and self._quotes.is_speech(quote):
                return self._neighbour(verb)
        return found if found is not None else self._neighbour(verb)

    def _neighbour(self, verb: Token) -> Places | None:
        """Return the noun beside the verb, where the parse gives no subject (“…,” said the minister)."""
        doc = self._blocks.doc
        for step in (1, -1):
            i = verb.i + step
            while 0 <= i < len(doc) and abs(i - verb.i) <= _NEAR and self._blocks.outside(i) and not doc[i].is_punct:
                token = doc[i]
                if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in ("npadvmod", "pobj"):
                    head = token
                    while head.dep_ in ("compound", "poss", "amod") and head.head.i > head.i:
                        head = head.head
                    place = noun_phrase(head, verb)
                    return (place,) if place is not None else None
                i += step
        return None


def _preposed(verb: Token, block: Block, deps: tuple[str, ...]) -> bool:
    return any(child.dep_ in deps and child.i < block[0] for child in verb.children)
