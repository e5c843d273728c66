"""Lists: items under the sentence that leads into them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from winset.reading.attribution.keeping import is_nominal
from winset.reading.attribution.lexicon import Lexicon
from winset.reading.attribution.lines import BULLET
from winset.reading.attribution.places import noun_phrase, trimmed
from winset.reading.attribution.quotes import Quotes, paragraphs
from winset.reading.attribution.report import Report, lemma_of
from winset.reading.attribution.sources import can_speak, own_subject, subject
from winset.reading.attribution.words import group
from winset.reading.marks import Place
from winset.reading.parsed import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

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
    text = text_of(doc)
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
