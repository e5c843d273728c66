"""Signs in a sentence that a name which no table knows is a state's, a company's or another organisation's."""

from __future__ import annotations

import re
from typing import Any, Protocol

from winset.reading.actors import vocabulary as v
from winset.reading.actors.cards import Card
from winset.reading.actors.mentions import Mention, Scan
from winset.reading.actors.org_words import DOMAINS
from winset.reading.actors.phrases import noun_of
from winset.reading.actors.tables import Tables

_ACTS = frozenset(("will", "would", "could", "can", "has", "had", "'ll", "did", "does"))
_STATE_OWN = frozenset(("government", "army", "parliament", "military", "troops", "forces"))
_BRAND = re.compile(r"[A-Z][a-z]{2,}[A-Z][a-z]+")
_FAMILY = ("Mac", "Van", "Von", "Del", "Fitz", "Des")
_DEMONYM = ("an", "ish", "ese", "i", "ic")


class Names(Protocol):
    """What the signs need of the finder of organisations."""

    scan: Scan
    tables: Tables
    surnames: frozenset[str]

    def capital(self, i: int) -> bool:
        """Whether a token may be a word of a name."""

    def run(self, i: int) -> int:
        """Return the end of a run of capitalised words."""


def _free_name(names: Names, token: Any) -> bool:
    """Whether a token is a capitalised name of one word that nothing else has taken."""
    return (
        token.i not in names.scan.by_token
        and token.pos_ in ("PROPN", "ADJ")
        and token.text[:1].isupper()
        and token.is_alpha
        and not token.text.isupper()
        and token.text not in names.surnames
        and token.text not in names.tables.given
        and not names.scan.roles.get(noun_of(token))
        and token.lower_ not in DOMAINS
        and not any(
            c.dep_ in ("compound", "appos", "nmod") and c.lower_.strip(".") not in v.ASKING for c in token.children
        )
        and token.ent_type_ != "DATE"
    )


def of_a_state(names: Names, token: Any) -> bool:
    """Whether a name that no table knows is a state's: "Orvia's army", "the Orvian government"."""
    if token.dep_ == "pobj" and token.head.lower_ == "of" and _free_name(names, token):
        of = token.head.head
        if noun_of(of) in ("state", "kingdom", "republic", "emirate"):
            return True
        # "Prime Minister Ada Vell of Norvia"
        before = names.scan.tokens[max(token.head.i - 5, of.sent.start) : token.head.i]
        titles = [t for t in before if noun_of(t) in v.STATE_OFFICES and t.text[:1].isupper()]
        return bool(titles) and all(t.pos_ == "PROPN" for t in before[before.index(titles[-1]) :]) and len(before) > 1
    if token.dep_ not in ("poss", "amod", "compound", "nmod") or not _free_name(names, token):
        return False
    noun = noun_of(token.head)
    own = (
        token.ent_type_ != "PERSON"
        and token.pos_ in ("PROPN", "ADJ")
        and (token.pos_ == "ADJ" or token.ent_type_ in ("GPE", "NORP", "ORG", ""))
    )
    return own and noun in v.OF_ITS_OWN and (token.dep_ == "poss" or token.text.endswith(_DEMONYM))


def named_kind(names: Names, token: Any) -> bool:
    """Whether a common noun tells what the name behind it is: "the union Finance Staff United"."""
    noun = noun_of(token)
    return (
        noun in ("union", "company", "firm", "retailer", "airline", "bank", "carmaker", "party")
        and token.pos_ == "NOUN"
        and token.text.islower()
        and (
            _name_at(names, token.i + 1)
            or (token.i + 2 < len(token.doc) and token.nbor().text == "," and _name_at(names, token.i + 2))
        )
    )


def _name_at(names: Names, i: int) -> bool:
    tokens, last = names.scan.tokens, names.run(i)
    if not names.capital(i) or last - i < 2 or tokens[i].ent_type_ == "PERSON" or tokens[i].text in names.tables.given:
        return False
    # "by the union, Petra Lund said" names a person.
    return tokens[i - 1].text != "," or (last < len(tokens) and tokens[last].text in (",", ".", ";", ")"))


def has_officers(names: Names, token: Any) -> bool:
    """Whether a name that no table knows has officers or a board: "Merrow's chief executive"."""
    noun = noun_of(token.head)
    sure = noun in ("executive", "board", "shareholder", "headquarters", "subsidiary", "plant", "workforce")
    likely = sure or (noun in v.CORPORATE and token.ent_type_ != "PERSON")
    return token.dep_ == "poss" and likely and _free_name(names, token)


def brand(names: Names, token: Any) -> bool:
    """Whether a name is written as companies write theirs, and acts: "NorthLine says"."""
    inside = _BRAND.fullmatch(token.text) is not None and not token.text.startswith(_FAMILY)
    return inside and token.dep_ in ("nsubj", "poss", "nsubjpass", "agent") and _free_name(names, token)


def listed_with_state(names: Names, token: Any) -> bool:
    """Whether a name that no table knows acts beside another party: "Tolara and Beninga want sanctions"."""
    other = names.scan.by_token.get(token.head.i)
    subject = token.dep_ == "conj" and token.head.dep_ == "nsubj" and token.head.head.lemma_ in v.REPORTING
    return subject and other is not None and other.kind in ("name", "local") and _free_name(names, token)


def called_it(names: Names, token: Any) -> bool:
    """Whether an unknown name of one word is an organisation's: "Harrow said that it would raise its offer"."""
    if token.pos_ != "PROPN" or token.dep_ != "nsubj" or token.i in names.scan.by_token or token.text in names.surnames:
        return False
    alone = not any(c.dep_ in ("compound", "appos", "amod", "poss") for c in token.children)
    if not alone or token.head.lemma_ not in v.REPORTING or token.text in names.tables.given:
        return False
    for child in token.head.children:
        if child.dep_ not in ("ccomp", "xcomp", "dobj") or child.i < token.i:
            continue
        it = [c for c in child.children if c.lower_ == "it" and c.dep_ == "nsubj"]
        acts = any(c.dep_ == "aux" and c.lower_ in _ACTS for c in child.children)
        if (it and acts and child.pos_ == "VERB") or any(c.lower_ == "its" for c in child.children):
            return True
    return False


def corporate(scan: Scan, mention: Mention) -> bool:
    """Whether a mention owns what only a company has: "the board of Merrow", "Merrow shareholders"."""
    token = scan.head(mention)
    head = token.head
    if token.dep_ == "pobj" and head.lower_ in ("of", "at", "for"):
        return noun_of(head.head) in v.CORPORATE
    return token.dep_ in ("poss", "compound", "nmod") and noun_of(head) in v.CORPORATE


def tell_bidder(scan: Scan, token: Any) -> None:
    """Note who bids for whom: "Emeric offered four billion for Balt Ore" makes one the bidder, the other the target."""
    if token.pos_ != "VERB" or token.lemma_ not in v.BIDS:
        return
    verb = token
    while verb.dep_ in ("xcomp", "conj") and verb.head.i != verb.i and not _cards(scan, verb, ("nsubj",)):
        verb = verb.head
    bidders = _cards(scan, verb, ("nsubj",))
    targets = _cards(scan, token, ("dobj",)) + [
        card
        for part in (token, *(c for c in token.children if c.dep_ == "dobj"))
        for child in part.children
        if child.dep_ == "prep" and child.lower_ in ("for", "to")
        for card in _cards(scan, child, ("pobj",))
    ]
    if len(bidders) == 1 and len(targets) == 1 and bidders[0] is not targets[0]:
        bidders[0].types |= {"bidder", "buyer", "suitor", "company"}
        targets[0].types |= {"target", "company"}


def _cards(scan: Scan, token: Any, deps: tuple[str, ...]) -> list[Card]:
    found = []
    for child in token.children:
        if child.dep_ in deps:
            near = [child, *(c for c in child.children if c.dep_ == "appos")]
            mentions = [m for t in near if (m := scan.by_token.get(t.i)) is not None]
            found += [m.card for m in mentions if m.card is not None and m.card.kind == "org"][:1]
    return found


def ruled(scan: Scan, mention: Mention) -> bool:
    """Whether a mention owns what only a state has: "the Orvian government", "Orvia's army"."""
    token = scan.head(mention)
    noun = noun_of(token.head)
    return token.dep_ in ("poss", "compound", "amod", "nmod") and noun in v.LOADED_RULE | _STATE_OWN
