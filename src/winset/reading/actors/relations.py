"""For whom somebody speaks by a tie to somebody else: "an adviser of the mayor"; or by what the text is about.

"Chairwoman Ada Vell said" names no company: it is the one of which the paragraph speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.core.words import word_set
from winset.reading.actors import nearby
from winset.reading.actors import vocabulary as v
from winset.reading.actors.org_again import STATE
from winset.reading.actors.phrases import Role, noun_of, read_role

if TYPE_CHECKING:
    from winset.reading.actors.cards import Card
    from winset.reading.actors.cast import Cast
    from winset.reading.actors.mentions import Mention

_CORPORATE = word_set(
    "chairman chairwoman chair chairperson executive ceo director founder co-founder partner boss vice-chairman "
    "vice-chairwoman vice-chair principal manager president"
)
_ANY = v.SPOKES | frozenset(("negotiator", "bargainer"))
_CHIEF = word_set("finance operations operating executive financial marketing commercial personnel sales investment")
_NO_COMPANY = frozenset(("union", "party", "movement", "regulator", "government", "ministry", "association", STATE))
_PARAGRAPHS = 3


def of_a_party(role: Role) -> bool:
    """Whether a legislator or an opponent is said to be of a party: "senator NAME of the Civic Pole"."""
    if role.former or role.classes & {"outside", "work"} or not role.mentions:
        return False
    card = role.mentions[0].card
    return card is not None and card.kind == "org" and not card.types & (_NO_COMPANY - {"party", "movement"})


def of_office(cast: Cast, role: Role) -> list[tuple[str, str | None]]:
    """Return the parties of the offices that own a role: "the mayor's adviser" is of the mayor's party."""
    found: list[tuple[str, str | None]] = []
    if role.depth > 1:
        return found
    for i in role.offices:
        token = cast.scan.tokens[i]
        noun = noun_of(token)
        holders = [
            card
            for card in cast.people
            if any(r.noun == noun and not r.former and r is not role for r in card.roles) or noun in card.office.split()
        ]
        seen = [card for card in holders if any(m.first < i for m in card.mentions)] or holders
        for card in seen:
            cast.settle(card)
        parties = {card.party for card in seen if card.party}
        if len(parties) == 1:
            party = parties.pop()
            found.append((cast.party_name(party), party))
            continue
        if seen:
            continue
        inner = read_role(cast.scan, token.left_edge.i, i + 1)
        inner.depth = role.depth + 1
        found += cast.targets(inner)
    return found


def of_the_sentence(cast: Cast, role: Role) -> list[tuple[str, str | None]]:
    """Return the one party named in the sentence: "in the Green camp, Ada Vell, who heads its left wing"."""
    pronoun = cast.scan.tokens[role.owner]
    if pronoun.lower_ not in ("its", "their"):
        return []
    inside = cast.scan.within(pronoun.sent.start, role.owner)
    parties = {m.party for m in inside if m.party and m.kind not in ("person", "leader", "outlet")}
    return [(cast.party_name(p), p) for p in parties] if len(parties) == 1 else []


def of_what_is_near(cast: Cast, role: Role) -> list[tuple[str, str | None]]:
    """Return the party of "its" or "their" before an office where no antecedent was seen: the one named near."""
    if cast.scan.tokens[role.owner].lower_ not in ("its", "their") or "official" not in role.classes:
        return []
    party = nearby.nearest(cast, role.owner, lambda mention: nearby.fits(cast, role, mention))
    return [(cast.party_name(party), party)] if party is not None else []


def of_the_focus(cast: Cast, role: Role, i: int) -> tuple[str, str] | None:
    """Return the party of an officer without an owner: the company, or the body, of which the paragraph speaks.

    "Chairwoman Ada Vell said" in a text on two companies: of the one that was last the subject of a sentence here, else
    of the one with which the paragraph before began.
    """
    corporate = role.noun in _CORPORATE or (role.noun in ("chief", "head", "officer") and bool(role.words & _CHIEF))
    if role.mentions or role.nouns or role.owner >= 0 or role.offices or role.former or role.speaks_for_none:
        return None
    if not corporate and role.noun not in _ANY:
        return None
    if role.noun == "president" and role.title != "president":
        return None

    def fits(card: Card | None) -> bool:
        if card is None or card.kind != "org" or card.party is None:
            return False
        return not corporate or not card.types & _NO_COMPANY or "company" in card.types

    cards = {card.party: card for card in cast.orgs if fits(card) and any(_acts(cast, m) for m in card.mentions)}
    if corporate and not cards and role.noun != "president":
        # No company in the text: the chair is the union's or the party's.
        bodies = {c.party: c for c in cast.orgs if c.party and STATE not in c.types and "government" not in c.types}
        cards = {p: c for p, c in bodies.items() if any(_acts(cast, m) for m in c.mentions)}
        if len(cards) == 1:
            return next(iter(cards)) or "", "the only body of the text"
        corporate = False
    if corporate and len(cards) == 1:
        card = next(iter(cards.values()))
        if card.types & {"company", "bidder", "target"} or role.noun != "president":
            return card.party or "", "the only company of the text"
    if role.noun == "president":
        return None
    scan = cast.scan
    begin = _paragraph(cast, i)
    for number in range(_PARAGRAPHS if role.noun in _CORPORATE else 1):
        inside = [m for m in scan.within(begin, i) if fits(m.card)]
        subjects = [m for m in inside if _acts(cast, m)]
        chosen = subjects[-1:] if number == 0 else subjects[:1]
        if not subjects and len({m.party for m in inside}) == 1:
            chosen = inside[-1:]
        if chosen and chosen[0].party is not None:
            return chosen[0].party, "of whom the paragraph speaks" if number == 0 else "of whom the text speaks"
        if begin == 0:
            break
        i, begin = begin, _paragraph(cast, begin - 1)
    return None


def _acts(cast: Cast, mention: Mention) -> bool:
    token = cast.scan.head(mention)
    while token.dep_ == "poss":
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass", "agent", "ROOT")


def _paragraph(cast: Cast, i: int) -> int:
    """Return the first token of the paragraph of a token."""
    tokens = cast.scan.tokens
    while i > 0 and "\n" not in tokens[i - 1].text:
        i -= 1
    return i
