"""Lists and transcripts: items under the sentence that leads into them, words behind a speaker's label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from winset.reading.attribution.keeping import is_nominal
from winset.reading.attribution.lexicon import Lexicon
from winset.reading.attribution.lines import BULLET
from winset.reading.attribution.places import noun_phrase, trimmed
from winset.reading.attribution.quotes import Quotes, paragraphs
from winset.reading.attribution.report import SAY, Report, lemma_of
from winset.reading.attribution.sources import can_speak, own_subject, subject
from winset.reading.attribution.words import group
from winset.reading.marks import Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_LABEL = re.compile(r"([A-Z][\w.’'-]*(?: (?:[A-Z(][\w.’')-]*|of|the|de|von|van|bin|al)){0,6}):[ \t\u00a0]+(?=\S)")
_NOTICE_WORDS = 10
_SHORT = 5
_FOLLOWING = re.compile(r"(?:for |on |to )?the following(?: \w+)?|(?:the )?(?:points|steps|demands|conditions)")


@dataclass(frozen=True, slots=True)
class BulletItem:
    """An item of a list: the sentence that leads into it, and the item's words."""

    lead: Place
    item: Place


def list_items(text: str) -> list[BulletItem]:
    """Return the items of lists that follow a paragraph which ends in a colon."""
    found: list[BulletItem] = []
    lead: Place | None = None
    for start, end in paragraphs(text):
        match = BULLET.match(text, start, end)
        if match is not None and lead is not None:
            place = trimmed(text, match.end(), end)
            if place is not None:
                found.append(BulletItem(lead, place))
        else:
            lead = (start, end) if text[start:end].rstrip().endswith(":") else None
    return found


def is_goal(doc: Doc, lead: Place) -> bool:
    """Whether a sentence leads into what somebody wants, offers or has agreed."""
    span = doc.char_span(*lead, alignment_mode="expand")
    return span is not None and any(lemma_of(token) in group("goal") for token in span)


def with_lists(doc: Doc, reports: list[Report], quotes: Quotes, lexicon: Lexicon) -> list[Report]:
    """Return the reports with the items of lists given to who is reported in the lead ("The union demands:").

    Where that sentence is the author's, items stay whole: what their participles say is no report of its own.
    """
    text = doc.text
    leads: dict[Place, Report | None] = {}
    for item in list_items(text):
        if item.lead not in leads:
            leads[item.lead] = _lead_report(doc, item.lead, reports, quotes, lexicon)
        lead = leads[item.lead]
        inside = [report for report in reports if item.item[0] <= report.word.idx < item.item[1]]
        if any(own_subject(report.word) is not None and report.word.dep_ != "relcl" for report in inside):
            continue
        if lead is None and not is_goal(doc, item.lead):
            continue
        reports = [report for report in reports if report not in inside]
        if lead is not None:
            if lead in reports and _FOLLOWING.fullmatch(text, *lead.content[-1]):
                reports.remove(lead)
            reports.append(Report(lead.word, lead.cue, lead.lemma, lead.category, "list", lead.source, [item.item]))
    return reports


def _lead_report(doc: Doc, lead: Place, reports: list[Report], quotes: Quotes, lexicon: Lexicon) -> Report | None:
    """Return the report in a lead, or one made of it where it only opens ("The union demands:")."""
    span = doc.char_span(*lead, alignment_mode="expand")
    last = list(span.sents)[-1] if span is not None and len(span) else None
    if last is None or is_nominal(last.root):
        return None  # "Their demands are:" is the author's, whoever was reported before
    lead = (max(lead[0], last.start_char), lead[1])
    here = [report for report in reports if lead[0] <= report.word.idx < lead[1]]
    if here:
        return here[-1]
    for token in reversed(list(last)):
        cue = lexicon.verbs.get(lemma_of(token)) if token.pos_ == "VERB" else None
        if cue is None or not cue.frames & {"c", "q", "o"} or quotes.at(token.idx) is not None:
            continue
        noun = subject(token)
        if noun is None or not can_speak(noun) or any(child.dep_ == "dobj" for child in token.children):
            continue
        place = noun_phrase(noun, token)
        if place is not None:
            at = (token.idx, token.idx + len(token))
            return Report(token, (at,), lemma_of(token), cue.categories, "list", (place,), [lead])
    return None


def with_transcript(doc: Doc, reports: list[Report], quotes: Quotes) -> list[Report]:
    """Return the reports with those of a transcript: what stands behind "MINISTER:" is the minister's."""
    text = doc.text
    for label, words in labels(text):
        span = doc.char_span(*label, alignment_mode="expand")
        place = trimmed(text, *words)
        if span is None or place is None or quotes.at(label[0]) is not None:
            continue
        colon = text.index(":", label[1])
        reports = [report for report in reports if not words[0] <= report.word.idx < words[1]]
        reports += [
            Report(span[0], ((colon, colon + 1),), "", SAY, "label", (label,), [point]) for point in points(doc, words)
        ]
    return reports


def points(doc: Doc, words: Place) -> list[Place]:
    """Return the points of an answer: its sentences, a fragment with the one after it, without what carries no point.

    Left out are a bare yes or no, what only takes notice of the question ("They may have", "I have read that"), and
    what only says that the question will not be gone into ("I am not going to bargain with you"), unless nothing else
    is said.
    """
    span = doc.char_span(*words, alignment_mode="contract")
    sents = [
        sent for sent in (span.sents if span is not None else ()) if trimmed(doc.text, sent.start_char, sent.end_char)
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


def labels(text: str) -> Iterator[tuple[Place, Place]]:
    """Yield label and words of the paragraphs that begin with a speaker's label.

    A label counts where it opens at least two paragraphs, or stands in capitals beside another one. Who asks, always or
    most of the time, does not count.
    """
    found = [
        (match.span(1), (match.end(), end))
        for start, end in paragraphs(text)
        if (match := _LABEL.match(text, start, end)) is not None
    ]
    counts = Counter(text[start:end] for (start, end), _ in found)
    asking = Counter(text[s:e] for (s, e), (_, end) in found if text[:end].rstrip().endswith("?"))
    askers = {name for name, asked in asking.items() if 2 * asked > counts[name] and len(counts) > 1}
    for label, words in found:
        name = text[label[0] : label[1]]
        letters = [char for char in name if char.isalpha()]
        capitals = len(letters) >= 3 and all(char.isupper() for char in letters) and len(found) >= 2
        if name not in askers and name.casefold() not in group("asks") and (counts[name] >= 2 or capitals):
            yield label, words
