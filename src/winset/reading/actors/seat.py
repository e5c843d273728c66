"""The state of an office by a seat of government: where its holder speaks, where a paragraph is set, the dateline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from winset.core.words import word_set
from winset.reading.actors import vocabulary as v

if TYPE_CHECKING:
    from winset.reading.actors.home import Frame
    from winset.reading.actors.mentions import Mention

_DASHES = frozenset("–—-(")
_DATELINE = 8  # tokens
_MEET = word_set("talk round meet negotiation conference summit session host meeting hall hotel arrive travel fly")


def where_spoken(frame: Frame, i: int) -> str | None:
    """Return the state in whose capital an official speaks: "Foreign minister NAME told reporters in Dakar".

    Not where the round may be held there: a place that the dateline or the first paragraph names, or that a meeting is
    said to be in, hosts others too.
    """
    scan = frame.scan
    begin, end = frame.span(i)
    found = set()
    for mention in scan.within(i, end):
        token = scan.head(mention)
        if mention.kind != "capital" or token.dep_ != "pobj" or token.head.lower_ != "in":
            continue
        if token.head.head.lemma_ not in v.REPORTING or token.head.head.i < begin:
            continue
        if not _hosts(frame, mention):
            found.add(frame.state_of(mention))
    return found.pop() if len(found) == 1 else None


def named_with(frame: Frame, i: int) -> str | None:
    """Return the state whose capital stands with a body: "the finance ministry in Bern", "In Yerevan the ministry"."""
    scan = frame.scan
    token = scan.tokens[i]
    while token.dep_ == "compound" and token.head.i != token.i:
        token = token.head
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "in":
            for mention in scan.within(child.i + 1, child.i + 3):
                if mention.kind == "capital":
                    return frame.state_of(mention)
    begin, _ = frame.span(i)
    place = scan.by_token.get(begin + 1)
    if scan.tokens[begin].lower_ != "in" or place is None or place.kind not in ("capital", "name"):
        return None
    state = frame.state_of(place)
    others = {frame.state_of(m) for m in scan.within(begin, i) if not m.place} - {None, state}
    return state if not others else None


def where_set(frame: Frame, i: int) -> str | None:
    """Return the state in whose capital a paragraph is set by its first words: "In Niamey the offer met with anger"."""
    scan = frame.scan
    begin = frame.paragraph(i)
    if scan.tokens[begin].lower_ not in ("in", "from"):
        return None
    mention = scan.by_token.get(begin + 1)
    if mention is None or mention.kind not in ("capital", "name") or _hosts(frame, mention):
        return None
    state = frame.state_of(mention)
    others = {frame.state_of(m) for m in scan.within(begin, i) if not m.place} - {None, state}
    return state if not others else None


def dateline(frame: Frame) -> str | None:
    """Return the state from whose town an agency writes, where it acts in the text: "AMMAN — Jordan and Israel have …".

    A host that the text does not speak of as a party is none.
    """
    scan = frame.scan
    tokens = scan.tokens[:_DATELINE]
    dash = next((t.i for t in tokens if t.text in _DASHES and t.i), 0)
    if not dash or not tokens[0].text.isupper() or len(tokens[0].text) < 3:
        return None
    inside = list(scan.within(0, dash))
    if not inside or (inside[0].first > 0 and tokens[inside[0].first - 1].text != ","):
        return None  # "WINE ROUND IN TBILISI: …" is a heading
    state = frame.state_of(inside[0])
    named = [m for m in scan.mentions if m.first > dash and not m.place and frame.state_of(m) is not None]
    if state is None or len(inside) > 1 or not named or frame.state_of(named[0]) != state:
        return None  # where the round is held, others come first
    return state


def _hosts(frame: Frame, mention: Mention) -> bool:
    """Whether others may have come to a place as well."""
    scan = frame.scan
    opening = len(re.split(r"\n\s*\n", scan.text.lstrip(), maxsplit=1)[0])
    for other in scan.mentions:
        if other.label.casefold() != mention.label.casefold():
            continue
        token = scan.head(other)
        if other.start < opening and other.place:
            return True
        held = token.head.head if token.dep_ == "pobj" else token
        with_it = any(c.lower_ == "with" for c in held.children)  # "In Niamey the offer meets with anger"
        if held.lemma_.casefold() in _MEET and not with_it and held.i != token.i:
            return True
    return False
