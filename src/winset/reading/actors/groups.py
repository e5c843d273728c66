"""Coalitions and other groups: "the Franco-British coalition", "the E3", "both sides", "the three countries"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from winset.core.ids import snake, unique
from winset.reading.actors import vocabulary as v
from winset.reading.actors.cards import Card
from winset.reading.actors.mentions import Mention, Scan
from winset.reading.actors.neutral import neutral_name
from winset.reading.actors.phrases import noun_of

_LISTED = frozenset(("name", "capital", "adjective", "local", "people", "body"))
NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "both": 2}


def find_coalitions(scan: Scan, taken: set[str], names: Callable[[str], str]) -> list[Card]:
    """Return the coalitions of a document, and note their mentions.

    A group noun with at least two parties before it ("Franco-British", "US-led" does not count) or behind "of" makes a
    coalition; one whose members include another's is the same. `names` gives the name of
    a party. Without members it stands for the one named before.
    """
    cards: list[Card] = []
    for token in scan.tokens:
        noun = noun_of(token)
        if noun not in v.GROUP_HEADS or token.pos_ not in ("NOUN", "PROPN"):
            continue
        here = scan.by_token.get(token.i)
        if here is not None and not (here.card is not None and here.kind == "noun"):
            continue
        members = _members(scan, token)
        card = _same(cards, members)
        if card is None:
            definite = any(c.lower_ in ("the", "this") for c in token.children)
            if not members and not definite and not any(c.dep_ == "prep" for c in token.children):
                continue
            if not members and (here is not None or noun in v.CALLED):
                continue
            name = _name(scan, token, members, names)
            ident = unique(
                "coalition" if neutral_name(noun) != noun else snake(noun), [*taken, *(c.party or "" for c in cards)]
            )
            card = Card("coalition", [name], party=ident, reason="a group named in the text", settled=True)
            card.members = tuple(sorted(members))
            cards.append(card)
        else:
            card.members = tuple(sorted({*card.members, *members}))
        start, end = token.idx, token.idx + len(token)
        mention = Mention(start, end, token.i, token.i + 1, "coalition", (), token.text, card=card)
        card.mentions.append(mention)
        scan.add(mention)
    return cards


def _same(cards: list[Card], members: set[str]) -> Card | None:
    for card in reversed(cards):
        known = set(card.members)
        if not members or not known or members <= known or known <= members:
            return card
    return None


def _members(scan: Scan, token: Any) -> set[str]:
    found: set[str] = set()
    left = token.i
    while left > 0:
        before = scan.tokens[left - 1]
        if (
            before.i in scan.by_token
            or before.text in ("-", "–", "“", '"', "‘", "/", "and", ",")
            or before.pos_ == "ADJ"
        ):
            left -= 1
            continue
        break
    mentions = list(scan.within(left, token.i))
    found |= {m.party for m in mentions if m.party and m.kind in ("prefix", "adjective", "name", "local", "people")}
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "between", "among"):
            inside = _listed_from(scan, child.i + 1) or list(scan.within(child.i + 1, child.right_edge.i + 1))
            found |= {m.party for m in inside if m.party and m.kind in ("name", "local", "adjective", "capital")}
    return found if len(found) > 1 else set()


def _listed_from(scan: Scan, i: int) -> list[Mention]:
    """Return the coordinated names that begin at a token, however the parse hung them."""
    found: list[Mention] = []
    while i < len(scan.tokens):
        mention = scan.by_token.get(i)
        if mention is not None:
            found.append(mention)
            i = max(mention.last, i + 1)
        elif scan.tokens[i].lower_ in (",", "and", "the") and (found or scan.tokens[i].lower_ == "the"):
            i += 1
        else:
            break
    return found if len(found) > 1 else []


def _name(scan: Scan, token: Any, members: set[str], names: Callable[[str], str]) -> str:
    """Return a plain name: the noun with its members where they are told behind it, else the words of the text."""
    listed = any(c.dep_ == "prep" and c.lower_ in ("of", "between", "among") for c in token.children)
    noun = neutral_name(noun_of(token)) or "coalition"
    if listed and members:
        *some, last = sorted(names(party) for party in members)
        return f"{noun} of {', '.join(some)} and {last}"
    left = token.left_edge.i
    while left < token.i and scan.tokens[left].pos_ in ("DET", "PUNCT", "SPACE"):
        left += 1
    last_token = scan.tokens[_end_of_name(scan, token.i)]
    return neutral_name(scan.text[scan.tokens[left].idx : last_token.idx + len(last_token)], noun)


def _end_of_name(scan: Scan, i: int) -> int:
    """Return the last token of "coalition of the willing", "alliance of small island states"."""
    tokens = scan.tokens
    last = i
    if i + 1 < len(tokens) and tokens[i + 1].lower_ == "of":
        at = i + 2
        while at < len(tokens) and at < i + 7 and tokens[at].pos_ in ("DET", "ADJ", "NOUN", "PROPN"):
            last = at if tokens[at].pos_ != "DET" else last
            if tokens[at - 1].lower_ == "the" and tokens[at].lower_.endswith("ing"):
                return at
            at += 1
        # "warned the coalition of an exodus": only capitals make a name.
        return last if all(t.text[:1].isupper() for t in tokens[i + 2 : last + 1] if t.pos_ != "DET") else i
    return last


def listed_behind(scan: Scan, i: int, number: int) -> list[str]:
    """Return the parties that an apposition lists: "the three states, Italy, Spain and Greece,"."""
    if i + 2 >= len(scan.tokens) or scan.tokens[i + 1].text not in (",", "(", ":", "—", "–"):
        return []
    parties = list(dict.fromkeys(m.party for m in _listed_from(scan, i + 2) if m.party))
    return parties if len(parties) == number else []


def last_listed(scan: Scan, before: int, number: int) -> list[str]:
    """Return the parties of the last coordination of `number` parties before a token, in the order of the text."""
    best: list[str] = []
    for parties in runs(scan, before):
        if len(parties) == number:
            best = parties
    return best


def runs(scan: Scan, before: int) -> list[list[str]]:
    """Return the parties of each coordination before a token, also of its beginnings, in the order of the text."""
    run: list[Mention] = []
    found: list[list[str]] = []
    for mention in scan.mentions:
        if mention.last > before or not mention.party or mention.kind not in _LISTED:
            continue
        between = scan.text[run[-1].end : mention.start] if run else ""
        joined = bool(run) and between.strip(" ,\n") in ("", "and", "the", "and the", "-", "or", "with")
        if joined:
            run.append(mention)
            found.pop()
        else:
            run = [mention]
        found.append(list(dict.fromkeys(m.party for m in run if m.party)))
    return found
