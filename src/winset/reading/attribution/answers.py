"""The points of a turn in a transcript: where one statement of a speaker ends and the next begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.reading.attribution.places import trimmed
from winset.reading.attribution.report import lemma_of
from winset.reading.attribution.words import group
from winset.reading.marks import Place
from winset.reading.parsed import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_NOTICE_WORDS = 10
_SHORT = 5


def points(doc: Doc, words: Place) -> list[Place]:
    """Return the points of an answer: its sentences, a fragment with the one after it, without what carries no point.

    Left out are a bare yes or no, what only takes notice of the question ("They may have", "I have read that"), and
    what only says that the question will not be gone into ("I am not going to bargain with you"), unless nothing else
    is said.
    """
    span = doc.char_span(*words, alignment_mode="contract")
    sents = [
        sent
        for sent in (span.sents if span is not None else ())
        if trimmed(text_of(doc), sent.start_char, sent.end_char)
    ]
    found: list[Place] = []
    held: int | None = None
    for number, sent in enumerate(sents):
        start, end = max(sent.start_char, words[0]), min(len(sent.text.rstrip()) + sent.start_char, words[1])
        if is_notice(sent):
            continue
        verbless = not any(token.pos_ in ("VERB", "AUX") for token in sent)
        short = verbless or sum(token.is_alpha and token.idx >= words[0] for token in sent) <= 3
        if short and number + 1 < len(sents) and not is_notice(sents[number + 1]):
            held = start if held is None else held
            continue
        found.append((start if held is None else held, end))
        held = None
    return found


def is_notice(sent: Span) -> bool:
    """Whether a sentence of an answer carries no point of its own."""
    words = [token for token in sent if token.is_alpha or token.like_num]
    if len(words) <= 2 and all(token.lower_ in group("yes") for token in words):
        return True
    if len(words) > _NOTICE_WORDS:
        return False
    if words and words[0].lower_ == "on" and any(token.dep_ == "expl" for token in words):
        return True  # "On that there is no quarrel"
    naming = [token for token in words if token.pos_ in ("NOUN", "PROPN", "NUM", "ADJ")]
    first = sent[0].lower_ in ("i", "we", "they", "he", "she", "it", "you")
    acting = [token for token in words if token.pos_ == "VERB"]
    if first and not naming and len(acting) <= 1 and len(words) <= _SHORT:
        return all(lemma_of(token) in group("notice") for token in acting)
    asked = any(lemma_of(token) in group("evade") for token in acting)
    return sent[0].lower_ in ("i", "we") and not naming and asked
