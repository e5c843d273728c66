"""Labels at the beginning of a line: "THE COMPANY: …", "• Unions: …", "A: …" of an interview."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from winset.reading.actors import vocabulary as v
from winset.reading.actors.cards import Card
from winset.reading.actors.mentions import Scan
from winset.reading.actors.org_words import hints
from winset.reading.actors.phrases import noun_of

_LINE = re.compile(
    r"^[ \t>*_•·–—-]*((?:[Tt]he |THE )?[A-Z][A-Za-z'’-]*(?: [A-Za-z'’-]+){0,2}?)"
    r"(?:[ \t]*\((?P<of>[^()\n]{1,60})\))?[*_]*[ \t]?(?::|[–—](?= ))",
    re.MULTILINE,
)
_LABEL = re.compile(
    r"^[ \t>*_]*((?:[A-Z][\w.'’-]*[ \t]*){1,4})(?:\([^()\n]{1,60}\)[ \t]*)?[*_]*:(?=\s|[*_]|$)", re.MULTILINE
)
_ANSWER = re.compile(r"^[ \t>*_]*(?:A|Q|Question|Answer|ANSWER|QUESTION)[*_]*[.:](?=\s|[*_])", re.MULTILINE)
ANSWERS = frozenset(("A", "Answer", "ANSWER"))
_EMPLOYING = frozenset(
    ("employers", "owners", "industry", "industries", "manufacturers", "producers", "processors", "growers", "chamber")
)
_SIDES = frozenset(("side", "camp", "team", "delegation", "bench"))


def organisation_labels(scan: Scan, cards: list[Card]) -> Iterator[tuple[int, int, Card]]:
    """Yield first and last token of each label that is a common noun, and the one organisation of that kind."""
    for match in _LINE.finditer(scan.text):
        first, last = scan.tokens_of(*match.span(1))
        if first >= last or any(i in scan.by_token for i in range(first, last)):
            continue
        head = last - 1
        if noun_of(scan.tokens[head]) in _SIDES and head > first:
            head -= 1
            if scan.tokens[head].text in ("'s", "’s", "'", "’"):
                head -= 1
        if head < first or (head > first and scan.tokens[head - 1].lower_ != "the"):
            continue
        noun = noun_of(scan.tokens[head])
        card = _one_of_kind(noun, cards)
        if match["of"]:
            inside = [m.card for m in scan.within(*scan.tokens_of(*match.span("of"))) if m.card is not None]
            told = scan.roles.get(noun, frozenset()) & {"official", "outside", "legislator"}
            orgs = {id(c): c for c in inside if c.kind == "org"}
            # "Drivers (Transport Union)": whoever the noun is, the name says for whom the line speaks.
            card = next(iter(orgs.values())) if len(orgs) == 1 and not told else card
        if card is not None:
            yield first, last, card


def _one_of_kind(noun: str, cards: list[Card]) -> Card | None:
    """Return the one organisation that a noun alone may stand for."""
    kinds = {kind for kind, nouns in v.KINDS.items() if noun in nouns}
    if not kinds:
        return None
    if noun == "employer":
        kinds = {"company"}
    found = [card for card in cards if noun in card.types or kinds & card.types]
    if "union" in kinds:
        found += [c for c in cards if "association" in c.types and c not in found and not _employs(c)]
    if "company" in kinds:
        found = [card for card in found if "union" not in card.types]
        found = found or [card for card in cards if not card.types]
    found.sort(key=lambda card: -len(card.mentions))
    # The one of that kind of which the text speaks: the others are named in passing.
    return found[0] if found and (len(found) == 1 or len(found[0].mentions) >= 2 * len(found[1].mentions)) else None


def _employs(card: Card) -> bool:
    return bool({word.casefold().strip("'’") for name in card.names for word in name.split()} & _EMPLOYING)


def labels(scan: Scan) -> list[tuple[int, int, str]]:
    """Return first token, last token and words of each label of a transcript, where at least two lines have one."""
    found = []
    for match in _LABEL.finditer(scan.text):
        start, end = match.span(1)
        first, last = scan.tokens_of(start, start + len(scan.text[start:end].rstrip()))
        if first < last:
            found.append((first, last, match.group(1).strip()))
    names = [label for _, _, label in found]
    again = {label for label in names if names.count(label) > 1 or (label.isupper() and len(label) > 1)}
    return [row for row in found if row[2] in again] if len(again) > 0 and len(found) > 2 else []


def surnames(scan: Scan) -> frozenset[str]:
    """Return the labels of answers that are surnames: "Kabwe:" below "Charity Kabwe", "Ms Kabwe"."""
    found = set()
    for _, last, words in labels(scan):
        name = words.split(" ")[-1]
        before = [t.i - 1 for t in scan.tokens if t.text == name and t.i and t.i != last - 1]
        titled = any(scan.tokens[i].text in v.HONORIFICS or scan.tokens[i].text.istitle() for i in before)
        if titled and not scan.roles.get(name.casefold()) and not hints([name]):
            found.add(name)
    return frozenset(found)


def interviewee(scan: Scan, people: list[Card]) -> Card | None:
    """Return who answers under the letter A: the person whom the words before the first question introduce."""
    first = _ANSWER.search(scan.text)
    if first is None:
        return None
    before = scan.text[: first.start()]
    cards = [card for card in people if any(m.start < first.start() for m in card.mentions)]
    if not cards:
        # "Q: Ms Lund, you said …"
        end = scan.text.find("\n", first.end())
        cards = [card for card in people if any(first.end() <= m.start < end for m in card.mentions)]
        return cards[0] if len(cards) == 1 else None
    if len(cards) == 1:
        return cards[0]

    def weight(card: Card) -> tuple[int, int, int]:
        own = [m for m in card.mentions if m.start < len(before)]
        subject = sum(_subject(scan.head(m)) for m in own)
        return subject, len(own), -own[0].start

    return max(cards, key=weight)


def _subject(token: Any) -> bool:
    return token.dep_ in ("nsubj", "nsubjpass")


def after_dateline(scan: Scan, first: int, last: int) -> int:
    """Return where a source begins behind the line of an agency: "LAGOS (Coastwire) – The union said"."""
    tokens = scan.tokens
    if first >= last or not tokens[first].text.isupper() or len(tokens[first]) < 3:
        return first
    dash = next((i for i in range(first, min(first + 10, last - 1)) if tokens[i].text in ("-", "–", "—")), -1)
    return dash + 1 if dash > 0 and any(t.text == ")" for t in tokens[first:dash]) else first
