"""Reports within reports: the outermost stays, unless an outlet only passes on what somebody said."""

from __future__ import annotations

import re

from winset.reading.attribution.places import trimmed
from winset.reading.attribution.report import Report
from winset.reading.attribution.sources import subject
from winset.reading.attribution.words import group
from winset.reading.marks import Place

_SPOKEN = frozenset({"say", "claim", "concede", "deny", "warn", "demand", "offer"})
_WORD = re.compile(r"\w+")
_NAME_WORDS = 8


def relayed(reports: list[Report], text: str) -> list[Report]:
    """Return the reports with those that an outlet passes on given to who spoke, the outlet kept as `inner`.

    "The Post reported that officials said …" is the officials' by way of the Post. What one party says of another's
    words stays with the first, unless it passes on what it was told ("the minister said that the rebels had assured him
    …"): that is the other's, by way of the first.
    """
    gone: set[int] = set()
    passing = {id(outer) for outer in reports if outer.source and _passes_on(outer, text)}
    for inner in reports:
        if not inner.category & _SPOKEN or inner.frame not in ("c", "q") or not inner.source:
            continue
        if inner.word.dep_ == "relcl" or _is_thing(inner):
            continue
        for outer in reports:
            if outer is inner or id(outer) in gone or not outer.source:
                continue
            direct = inner.word.head.i == outer.word.i and inner.word.dep_ == "ccomp"
            around = outer.frame == "according" and inner.word.dep_ == "ROOT" and inner.word.sent == outer.word.sent
            if not (direct or around) or not (id(outer) in passing or _was_told(inner, outer)):
                continue
            if outer.holds(inner.word.idx):
                inner.inner = outer.source
                inner.content = [_without(place, outer, text) for place in inner.content]
                gone.add(id(outer))
    return [report for report in reports if id(report) not in gone]


def outermost(reports: list[Report]) -> list[Report]:
    """Return the reports whose reporting word stands in no other one's content, each content once."""
    unique: dict[tuple[Place, ...], Report] = {}
    for report in reports:
        at = report.word.idx
        if any(_is_aside(report, other) for other in reports):
            continue
        if not any(other is not report and other.holds(at) and not report.holds(other.word.idx) for other in reports):
            unique.setdefault(tuple(report.content), report)
    return list(unique.values())


def _is_aside(report: Report, other: Report) -> bool:
    """Whether a report in another's source claims its words (“…,” said one, who asked not to be named, “…”)."""
    if report is other or not any(start <= report.word.idx < end for start, end in other.source):
        return False
    return all(any(s <= start and end <= e for s, e in other.content) for start, end in report.content)


def _passes_on(outer: Report, text: str) -> bool:
    start, end = outer.source[0]
    name = text[start:end].lower()
    return outer.lemma in ("report", "write") or any(
        word in group("outlet") for word in _WORD.findall(name)[:_NAME_WORDS]
    )


def _was_told(inner: Report, outer: Report) -> bool:
    """Whether somebody reports what others said to a third ("a diplomat said the delegates had told them that")."""
    had = any(child.dep_ == "aux" and child.lemma_ == "have" for child in inner.word.children)
    whom = any(child.dep_ in ("dobj", "dative") and child.i > inner.word.i for child in inner.word.children)
    return inner.lemma in group("telling") and had and whom and "say" in outer.category


def _is_thing(inner: Report) -> bool:
    noun = subject(inner.word)
    return noun is None or noun.lower_ in ("it", "this", "that", "which")


def _without(place: Place, outer: Report, text: str) -> Place:
    """Return a content without the "according to …" at its end."""
    start = outer.cue[0][0]
    if outer.frame == "according" and place[0] < start < place[1]:
        return trimmed(text, place[0], start) or place
    return place
