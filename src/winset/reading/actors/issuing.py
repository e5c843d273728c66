"""Who "we" are outside quotations: the organisation that issued a circular or a statement.

"NORVIK DOCKERS' UNION – Circular 7 … We asked for nine percent … our board". A heading that names one organisation and
the kind of paper tells; else whom it addresses: "Dear colleagues, your negotiators met the management" is a union's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from winset.reading.actors.cards import Card
from winset.reading.actors.mentions import Mention, Scan

if TYPE_CHECKING:
    from winset.reading.actors.pronouns import Pronouns

WE = frozenset(("we", "us", "our", "ours", "ourselves"))
_PAPER = re.compile(
    r"\b(?:circular|press release|media release|statement|newsletter|bulletin|communiqu[eé]|members|branches|sections|"
    r"release|notice to)\b",
    re.IGNORECASE,
)
_NOT_BY = re.compile(
    r"\b(?:says?|said|on|with|between|against|about|in|at|near|after|over)\s+(?:the\s+)?$", re.IGNORECASE
)
_MEMBERS = re.compile(
    r"\b(?:[Dd]ear|[Tt]o all|[Tt]o our|DEAR|TO ALL) (?:our )?(?:members|colleagues|comrades|branches|sections)\b|"
    r"^(?:Members|Comrades|Colleagues|Brothers and sisters|Sisters and brothers)\b[^.\n]{0,30},|"
    r"\b[Yy]our (?:negotiators|committee|bargaining team|negotiating team|executive|shop stewards|delegates)\b",
    re.MULTILINE,
)
_OPENING = 700
_LONGEST = 170
_LINES = 4


def issuer(scan: Scan, cards: list[Card], pronouns: Pronouns) -> Mention | None:
    """Return a mention of the organisation whose "we" the text is written in, or None.

    Parameters
    ----------
    scan, cards
        Of the document; where members of a union are addressed that nothing names, a card is added.
    pronouns
        What is quoted, and the turns of an interview, in which "we" changes.
    """
    if pronouns.turns:
        return None
    own = [t for t in scan.tokens if t.lower_ in WE and t.i not in pronouns.quoted]
    if not own:
        return None
    named = _heading(scan)
    if named is not None:
        return named
    told = _MEMBERS.search(scan.text[:_OPENING])
    if told is None:
        return None
    unions = [card for card in cards if "union" in card.types and card.mentions]
    unions = unions or [card for card in cards if "association" in card.types and card.mentions]
    if len(unions) == 1:
        return unions[0].mentions[0]
    if unions:
        return None
    card = Card("org", ["union"], party="union", reason="whose members the text addresses")
    card.types = {"union"}
    first, last = scan.tokens_of(*told.span())
    card.mentions.append(Mention(*told.span(), first, last, "noun", (), told.group(), card=card))
    cards.append(card)
    return card.mentions[0]


def _heading(scan: Scan) -> Mention | None:
    """Return the one organisation that the lines over a text name as those of its paper."""
    at = 0
    for line in scan.text.split("\n")[:_LINES]:
        end = at + len(line)
        if len(line) > _LONGEST or (line.rstrip().endswith(("!", "?", "”")) and at):
            return None
        if _PAPER.search(line):
            inside = [m for m in scan.within(*scan.tokens_of(at, end)) if m.card is not None and m.card.kind == "org"]
            inside = [m for m in inside if not _NOT_BY.search(scan.text[at : m.start])]
            if len({m.party for m in inside}) == 1:
                return inside[0]
        at = end + 1
    return None
