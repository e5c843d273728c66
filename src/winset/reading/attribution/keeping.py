"""What an analyst keeps of what a text reports, and where one statement ends and the next begins.

`find_reports` finds every report, by the convention of the corpora. A reading of a negotiation leaves some of them out:
"declined to comment" and a cancelled trip say nothing (the absence is an event), and what an author only supposes of a
party ("may not accept the plan") or sums up ("its main demand is that …") is the author's, not the party's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from winset.reading.attribution.answers import points
from winset.reading.attribution.places import trimmed
from winset.reading.attribution.quotes import Quotes
from winset.reading.attribution.report import Report, lemma_of, to_infinitive
from winset.reading.attribution.sources import own_subject
from winset.reading.attribution.words import group
from winset.reading.marks import Place
from winset.reading.parsed import text_of
from winset.reading.statement import UNSURE

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUPPOSED = frozenset({"may", "might", "could"})
_PARSED = frozenset({"x", "o", "p", "c", "k", "g", "b"})
_EXCHANGE = re.compile(r"(?:In exchange|In return)\b")
_FIRST = frozenset({"i", "we", "my", "our", "us", "me"})


@dataclass(frozen=True, slots=True)
class Kept:
    """The reports that count as statements, and the places of those that only tell of silence or absence."""

    statements: list[Report]
    silent: list[Place]


def keep(doc: Doc, reports: list[Report], quotes: Quotes) -> Kept:
    """Return the reports that count as statements, split where one makes two points."""
    text = text_of(doc)
    found: list[Report] = []
    silent: list[Place] = []
    for report in reports:
        if report.lemma == "ask" and not report.source and report.frame == "c":
            continue  # "Asked whether he would sign, he said …"
        if is_silence(report, quotes, text) or _is_timetable(report):
            silent.append((report.start, report.end))
        elif is_supposed(report) or is_summed_up(report) or is_faint(report):
            continue
        elif found and _is_price(report, found[-1], text):
            found[-1] = replace(found[-1], content=[*found[-1].content, *report.content])
        elif report.frame == "label":
            found += [replace(report, content=[point]) for words in report.content for point in points(doc, words)]
        else:
            found += _points(_without_comment(doc, report, quotes), text)
    return Kept(found, silent)


def _is_price(report: Report, before: Report, text: str) -> bool:
    """Whether a report only goes on with the price in the one before ("In exchange, “…,” the newspaper wrote")."""
    start = report.content[0][0]
    if not _EXCHANGE.match(text, start) or text[before.end : start].strip() not in ("", "."):
        return False
    who = text[slice(*report.source[0])].lower().split() if report.source else []
    return not who or who[0] in ("he", "she", "it", "they") or (who[0] == "the" and who[-1] in group("outlet"))


def is_silence(report: Report, quotes: Quotes, text: str) -> bool:
    """Whether somebody only says nothing, or stays away: "declined to comment", "called off the trip"."""
    if (
        not (report.lemma in group("silence") or report.lemma == "call off")
        or len(report.content) != 1
        or report.frame not in ("x", "o")
    ):
        return False
    start, end = report.content[0]
    if any(quotes.at(place) is not None for place in (start, end - 1)):
        return False
    words = text[start:end].lower().split()
    if report.frame == "x":
        verb = words[1] if words[:1] == ["to"] and len(words) > 1 else ""
        return (
            (verb == "comment" and report.lemma != "ask")
            or words[:3] == ["not", "to", "be"]
            or (report.lemma == "decline" and verb in group("going"))
        )
    return len(words) <= 5 and any(word.strip("’'s") in group("trip") for word in words)


def is_faint(report: Report) -> bool:
    """Whether only the tagger finds it, is not sure, and nobody is named or only a noun reports ("a rejection of …").

    Such words are rather the author's own ("The rejection of the offer costs both sides").
    """
    unsure = report.reader == "tagger" and (report.confidence or 0.0) < UNSURE
    return unsure and report.frame != "q" and (not report.source or report.frame == "n")


def _is_timetable(report: Report) -> bool:
    """Whether somebody is only expected somewhere ("is expected to meet the union on Friday")."""
    if report.lemma not in group("timetable") or report.source or report.frame != "x":
        return False
    act = next((c for c in report.word.children if c.dep_ in ("xcomp", "ccomp") and c.i > report.word.i), None)
    return act is not None and lemma_of(act) in group("logistics")


def is_supposed(report: Report) -> bool:
    """Whether the author only supposes what a party does: if, may, might, could, would; "would not" refuses."""
    word = report.word
    if report.frame not in _PARSED or word.pos_ not in ("VERB", "AUX") or report.category & {"say", "claim"}:
        return False
    if word.dep_ == "advcl" and any(
        child.dep_ == "mark" and child.lower_ in ("if", "unless") for child in word.children
    ):
        return True
    verb = word
    while verb.dep_ == "conj" and verb.tag_ == "VB" and not _modals(verb) and own_subject(verb) is None:
        verb = verb.head
    return is_supposed_verb(verb) and report.lemma not in group("polite")


def is_supposed_verb(verb: Token) -> bool:
    """Whether a verb stands with may, might or could, or with would that is not negated."""
    modals = _modals(verb)
    if modals & _SUPPOSED:
        return True
    return bool(modals & {"would", "'d", "’d"}) and not any(child.dep_ == "neg" for child in verb.children)


def _modals(verb: Token) -> set[str]:
    return {child.lower_ for child in verb.children if child.tag_ == "MD" and child.dep_ == "aux"}


def is_summed_up(report: Report) -> bool:
    """Whether the author says what a party's demand, aim or position is ("Lima's main demand is that …")."""
    noun = report.word
    if report.frame != "n" or noun.dep_ != "nsubj" or noun.head.lemma_ != "be" or report.lemma not in group("nominal"):
        return False
    owner = [child.lower_ for child in noun.children if child.dep_ == "poss"]
    return not set(owner) & _FIRST and report.content[0][0] > noun.head.idx


def _without_comment(doc: Doc, report: Report, quotes: Quotes) -> Report:
    """Return a report of a thing without the author's comment at its end ("…, which cost her friends")."""
    if report.frame not in ("o", "p") or not report.content:
        return report
    start, end = report.content[-1]
    span = doc.char_span(start, end, alignment_mode="expand")
    for token in span if span is not None else ():
        which = token.lower_ in ("which", "who") and token.i > span.start + 1 and token.nbor(-1).text == ","
        if which and quotes.at(token.idx) is None:
            clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
            kept = trimmed(text_of(doc), start, token.idx)
            if clause is not None and clause.left_edge.i == token.i and clause.right_edge.i >= span.end - 1 and kept:
                return replace(report, content=[*report.content[:-1], kept])
    return report


def _points(report: Report, text: str) -> list[Report]:
    """Return a report of two clauses set apart by a comma ("that A, and that B") as two."""
    if report.frame != "c" or len(report.content) != 1:
        return [report]
    start, end = report.content[0]
    clause = next((c for c in report.word.children if c.dep_ == "ccomp" and start <= c.idx < end), None)
    while clause is not None:
        second = next((c for c in clause.children if c.dep_ == "conj" and c.idx < end), None)
        if second is None:
            return [report]
        first = second.left_edge
        if first.lower_ == "that" and first.dep_ == "mark" and own_subject(second) is not None:
            before = text[start : first.idx].rstrip()
            if before.endswith((", and", ", but")):
                head = trimmed(text, start, start + len(before) - 4)
                if head is not None and not to_infinitive(second):
                    return [replace(report, content=[head]), replace(report, content=[(first.idx, end)])]
        clause = second
    return [report]


def is_nominal(root: Token) -> bool:
    """Whether a sentence says what somebody's demand, aim, condition or position is."""
    noun = own_subject(root)
    if root.lemma_ not in ("be", "remain") or noun is None or lemma_of(noun) not in group("nominal"):
        return False
    if noun.lower_ in ("line", "lines") and not any(child.lower_ == "red" for child in noun.children):
        return False
    return any(child.dep_ == "poss" or (child.dep_ == "prep" and child.lower_ == "of") for child in noun.children)
