"""Sources in a phrase: "according to X", "in X's words", "in the view of X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.reading.attribution.blocks import Blocks
from winset.reading.attribution.places import noun_phrase, possessor, whole_quotes
from winset.reading.attribution.report import SAY, Report
from winset.reading.attribution.sources import own_subject
from winset.reading.attribution.speech import SpeechFinder
from winset.reading.marks import Place

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_VIEWS = frozenset({"word", "words", "view", "opinion", "account", "telling", "estimation", "reading"})
_LOWER = ("ccomp", "advcl", "relcl", "acl")


def according(token: Token, blocks: Blocks, speech: SpeechFinder) -> Report | None:
    """Return the report that a phrase with `token` at its head makes of its sentence, or None."""
    found = _noun(token)
    if found is None:
        return None
    noun, lemma, cue_end = found
    source = noun_phrase(noun, token)
    if source is None:
        return None
    source = possessor(blocks.text, source)
    start, end = blocks.place((token.left_edge.i, max(token.right_edge.i, noun.right_edge.i)))
    content = _content(token, blocks, speech, start, end)
    if not content:
        return None
    widened = [whole_quotes(blocks.quotes, place) for place in content]
    return Report(token, ((token.idx, cue_end),), lemma, SAY, "according", (source,), widened)


def _noun(token: Token) -> tuple[Token, str, int] | None:
    """Who is named, the lemma of the phrase, and where its cue ends."""
    if token.lower_ == "according":
        following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
        if following is not None and following.lower_ == "to":
            noun = next((child for child in following.children if child.dep_ == "pobj"), None)
            return (noun, "according to", following.idx + len(following)) if noun is not None else None
    elif token.lower_ == "in" and token.dep_ == "prep":
        phrase = next((child for child in token.children if child.dep_ == "pobj" and child.lower_ in _VIEWS), None)
        for child in phrase.children if phrase is not None else ():
            if child.dep_ == "poss":
                return child, "in the words of", token.idx + len(token)
            if child.lower_ == "of":
                noun = next((below for below in child.children if below.dep_ == "pobj"), None)
                if noun is not None:
                    return noun, "in the words of", child.idx + len(child)
    return None


def _stop(sent: Span, start: int, speech: SpeechFinder) -> int:
    """Return where the rest of a sentence ends: at a semicolon, where somebody else speaks behind it."""
    for token in sent:
        if token.text == ";" and token.idx >= start:
            cues = [
                t for t in sent.doc[token.i + 1 : sent.end] if speech.cue(t) is not None and own_subject(t) is not None
            ]
            return int(token.idx) if cues else int(sent.end_char)
    return int(sent.end_char)


def _content(token: Token, blocks: Blocks, speech: SpeechFinder, start: int, end: int) -> list[Place]:
    """Return the rest of the sentence, or of the clause, around the phrase from `start` to `end`."""
    sent = token.sent
    content: list[Place] = []
    quote = blocks.quote_before(start)
    if quote is not None:
        content.append(speech.led_in(quote, token))
    else:
        begin = sent.start_char
        if token.head.dep_ in _LOWER and token.head.left_edge.i > sent.start:
            begin = token.head.left_edge.idx
        before = blocks.trim(begin, start)
        content += [before] if before is not None else []
    rest = blocks.trim(end, _stop(sent, end, speech))
    after = blocks.quote_after(end)
    if after is not None:
        content.append((after.start, max(after.end, rest[1] if rest is not None else 0)))
    elif rest is not None and (not content or blocks.text[end : rest[0]].lstrip().startswith((",", "—", "–"))):
        content.append(rest)
    return content
