"""The author's own assertions: what a party wants, refuses, fears or does, what an outcome costs, who is to blame.

What an author asserts is kept apart from what the author reports. A sentence counts where it names a party or the
negotiation itself and says something of a stance, a move, an effect or blame; arrivals, timetables and rooms are left
to the meetings. Items of a list are read one by one under the sentence that leads into it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from winset.reading.attribution.judging import asserts, is_opinion
from winset.reading.attribution.keeping import Kept, is_supposed_verb
from winset.reading.attribution.lines import after_dateline
from winset.reading.attribution.lists import is_goal, list_items
from winset.reading.attribution.places import after_clock, trimmed
from winset.reading.attribution.quotes import Quotes, paragraphs
from winset.reading.attribution.report import Report
from winset.reading.attribution.sources import is_clefted
from winset.reading.marks import Place, Places
from winset.reading.parsed import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_LEAD = re.compile(
    r"(?:And|But|Yet|So|Or|Nor|Nevertheless|Nonetheless|However|Moreover|Furthermore|Meanwhile|Consequently|Therefore|Thus|"
    r"Still|Instead|Also|Besides|Similarly|In addition|In turn|As a result|That is|For (?:his|her|its|their) part|"
    r"On the other hand|At the same time|Simultaneously|Concurrently)\b,?\s+"
)
# A line without a stop at its end is a headline or a label, not an assertion.
_STOP = re.compile(r"[.!…;][\s\"'”’»)\]]*\Z")
_SHORTEST = 5
_MAIN = frozenset({"ROOT", "conj", "parataxis", "ccomp"})
_GOES_ON = re.compile(r"(?:It|They|That is|In other words|In practice)\b")


@dataclass(frozen=True, slots=True)
class Assertion:
    """A narrator's assertion, as places; `paragraph` is the paragraph's number."""

    content: Places
    paragraph: int


def find_assertions(doc: Doc, kept: Kept, quotes: Quotes) -> list[Places]:
    """Return the contents of the narrator's assertions, in order, given what is reported already."""
    text = text_of(doc)
    reports = kept.statements
    opinion = is_opinion(doc, reports, quotes)
    items = list_items(text)
    leads = {item.lead for item in items}
    taken = [place for report in reports for place in (*report.content, *report.cue, *report.source)]
    taken += kept.silent
    found: list[Assertion] = []
    paras = paragraphs(text)
    number = 0
    for sent in doc.sents:
        while number + 1 < len(paras) and paras[number][1] <= sent.start_char:
            number += 1
        para = paras[number] if paras else (0, 0)
        if para in leads or any(item.item[0] < sent.end_char and sent.start_char < item.item[1] for item in items):
            continue
        if any(start < sent.end_char and sent.start_char < end for start, end in taken):
            place = _beside(sent, text, reports, quotes, opinion) or _rest(sent, text, reports, quotes, opinion)
            place = place or _tail(sent, text, reports, quotes, opinion)
        else:
            place = _own(sent, text, quotes, opinion)
        if place is not None:
            _add(found, place, number, text)
    contents = [assertion.content for assertion in found]
    contents += [
        (item.item,)
        for item in items
        if is_goal(doc, item.lead) and not any(start < item.item[1] and item.item[0] < end for start, end in taken)
    ]
    return sorted(contents)


def _add(found: list[Assertion], place: Place, number: int, text: str) -> None:
    """Add a sentence, joined to the one before where it only goes on with it ("It would also …", "That is, …")."""
    last = found[-1] if found else None
    if (
        last is not None
        and last.paragraph == number
        and len(last.content) == 1
        and _GOES_ON.match(text, max(0, text.rfind(". ", 0, place[0]) + 2))
        and not text[last.content[-1][1] : place[0]].strip(' .”"\n').replace("That is,", "").strip()
    ):
        found[-1] = Assertion((*last.content, place), number)
    else:
        found.append(Assertion((place,), number))


def _own(sent: Span, text: str, quotes: Quotes, opinion: bool) -> Place | None:
    tokens = [token for token in sent if not token.is_space]
    if len(tokens) < _SHORTEST or not _STOP.search(text, sent.start_char, sent.end_char):
        return None
    if not asserts(tokens, quotes, opinion):
        return None
    start = after_dateline(text, sent.start_char)
    start = after_clock(text, start, sent.end_char)
    match = _LEAD.match(text, start)
    if match is not None and match.end() < sent.end_char:
        start = match.end()
    return trimmed(text, start, sent.end_char)


def _beside(sent: Span, text: str, reports: list[Report], quotes: Quotes, opinion: bool) -> Place | None:
    """Return the whole sentence, where it reports only in passing, in a clause that hangs on a noun of it."""
    inside = [report for report in reports if sent.start_char <= report.word.idx < sent.end_char]
    if not inside or any(not _in_relative(report.word) for report in inside):
        return None
    if any(
        start < sent.end_char and sent.start_char < end and report not in inside
        for report in reports
        for start, end in report.content
    ):
        return None
    outside = [
        token
        for token in sent
        if not token.is_space
        and not any(start <= token.idx < end for report in inside for start, end in report.content)
        and not any(token.i == report.word.i for report in inside)
    ]
    if len(outside) < 5 or not asserts(outside, quotes, opinion):
        return None
    return trimmed(text, sent.start_char, sent.end_char)


def _in_relative(word: Token) -> bool:
    head = word
    while head.head.i != head.i:
        if head.dep_ in ("relcl", "acl"):
            return not is_clefted(head)
        head = head.head
    return False


def _rest(sent: Span, text: str, reports: list[Report], quotes: Quotes, opinion: bool) -> Place | None:
    """Return the main clause beside a reported one, with a subject of its own ("…, and the army would stay")."""
    root = sent.root
    if is_supposed_verb(root):
        # "The board might accept a delay and wants a seat": what is supposed is the author's
        place = _before_wants(sent, root, reports)
        if place is not None:
            return place
    for child in root.conjuncts:
        if (
            child.head.i != root.i
            or child.i < root.i
            or not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        ):
            continue
        left, right = child.left_edge.i, child.right_edge.i
        for first, last in ((left, right), (sent.start, left - 1)):
            place = _clause(sent, first, last, reports, quotes, opinion)
            if place is not None:
                return trimmed(text, after_dateline(text, place[0]), place[1])
    return None


def _tail(sent: Span, text: str, reports: list[Report], quotes: Quotes, opinion: bool) -> Place | None:
    """Return the clause at the end of a sentence, behind all that it reports ("…, and there the flexibility ends")."""
    here = [report.end for report in reports if report.start < sent.end_char and sent.start_char < report.end]
    end = max(here, default=0)
    after = [token for token in sent if token.idx >= end and not token.is_space]
    if not after or after[0].text not in (",", ";", "—", "–") or len(after) < _SHORTEST:
        return None
    joined = after[0].text != ","
    while after and (after[0].is_punct or after[0].dep_ == "cc"):
        joined = joined or after[0].dep_ == "cc"
        after.pop(0)
    if not after or not joined:
        return None
    own = {token.i for token in after}
    if not any(t.dep_ in ("nsubj", "nsubjpass") and t.head.i in own and t.head.dep_ in _MAIN for t in after):
        return None
    return _clause(sent, after[0].i, after[-1].i, reports, quotes, opinion)


def _before_wants(sent: Span, root: Token, reports: list[Report]) -> Place | None:
    """Return a supposition before a verb that shares its subject and is reported."""
    for child in root.conjuncts:
        own = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
        if child.i > root.i and not own and any(report.word.i == child.i for report in reports):
            end = child.left_edge.i
            while end > root.i + 1 and (sent.doc[end - 1].is_punct or sent.doc[end - 1].dep_ == "cc"):
                end -= 1
            start, stop = sent.start_char, sent.doc[end - 1].idx + len(sent.doc[end - 1])
            if not any(s < stop and start < e for report in reports for s, e in (*report.content, *report.cue)):
                return trimmed(text_of(sent.doc), after_dateline(text_of(sent.doc), start), stop)
    return None


def _clause(sent: Span, first: int, last: int, reports: list[Report], quotes: Quotes, opinion: bool) -> Place | None:
    """Return the place of a run of tokens where it asserts something and nothing in it is reported."""
    tokens = [token for token in sent.doc[first : last + 1] if not token.is_space]
    while tokens and (tokens[-1].is_punct or tokens[-1].dep_ == "cc"):
        tokens.pop()
    if len(tokens) < 5:
        return None
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    if any(report.touches(start, end) for report in reports) or not asserts(tokens, quotes, opinion):
        return None
    return start, end
