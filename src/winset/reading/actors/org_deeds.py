"""What an organisation owns or does that tells its kind: a board, an army, a strike, a bid."""

from __future__ import annotations

from typing import Any

from winset.reading.actors import vocabulary as v
from winset.reading.actors.cards import Card
from winset.reading.actors.mentions import Mention, Scan
from winset.reading.actors.phrases import noun_of

_STATE_OWN = frozenset(("government", "army", "parliament", "military", "troops", "forces"))


def corporate(scan: Scan, mention: Mention) -> bool:
    """Whether a mention owns what only a company has: "the board of Merrow", "Merrow shareholders"."""
    token = scan.head(mention)
    head = token.head
    if token.dep_ == "pobj" and head.lower_ in ("of", "at", "for"):
        return noun_of(head.head) in v.CORPORATE
    if token.dep_ not in ("poss", "compound", "nmod"):
        return False
    if noun_of(head) == "staff" and any(c.lower_ == "general" for c in head.children):
        return False  # "Norvia's general staff"
    title = [noun_of(t) for t in scan.tokens[mention.last : head.i] if t.dep_ in ("compound", "amod")]
    return noun_of(head) in v.CORPORATE or any(noun in ("ceo", "cfo", "coo", "executive") for noun in title)


_OF_A_UNION = frozenset(("strike", "walkout", "member", "picket", "ballot", "steward", "branch", "strike fund"))
_STOPS = frozenset(("strike", "ballot", "picket"))


def strikes(scan: Scan, mention: Mention) -> bool:
    """Whether a mention does what only a union does: "Unite's members", "urges Unite to call off the strike"."""
    token = scan.head(mention)
    head = token.head
    if token.dep_ == "poss" and noun_of(head) in _OF_A_UNION:
        return True
    if token.dep_ not in ("nsubj", "dobj"):
        return False
    if token.dep_ == "nsubj" and head.lemma_ in _STOPS and head.pos_ == "VERB":
        return True
    verbs = [head] if token.dep_ == "nsubj" else [c for c in head.children if c.dep_ in ("xcomp", "ccomp")]
    ends = [c for verb in verbs if verb.lemma_ in _ENDS for c in verb.children if c.dep_ == "dobj"]
    return any(noun_of(t) in v.STRIKES for t in ends)


_ENDS = frozenset(("call", "suspend", "end", "cancel", "postpone", "stage", "begin", "announce", "start", "extend"))
_RAISES = frozenset(("raise", "make", "launch", "increase", "improve", "submit", "table", "withdraw", "lower", "renew"))


def tell_bidder(scan: Scan, token: Any) -> None:
    """Note who bids for whom: "Emeric offered four billion for Balt Ore" makes one the bidder, the other the target."""
    if token.pos_ != "VERB":
        return
    raises = token.lemma_ in _RAISES and any(
        c.dep_ == "dobj" and noun_of(c) in ("bid", "offer") for c in token.children
    )
    if token.lemma_ not in v.BIDS and not raises:
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
    """Whether a mention owns what only a state has, "Orvia's army", or stands against an armed movement."""
    token = scan.head(mention)
    noun = noun_of(token.head)
    owns = token.dep_ in ("poss", "compound", "amod", "nmod") and noun in v.LOADED_RULE | _STATE_OWN
    return owns or _fights_rebels(scan, token)


def _fights_rebels(scan: Scan, token: Any) -> bool:
    """Whether a name stands beside an armed movement as the other side: "talks between Norvia and the Hill Front"."""
    if token.dep_ == "pobj" and token.head.lower_ == "between":
        others = [t for t in token.children if t.dep_ == "conj"]
    elif token.dep_ == "conj" and token.head.dep_ == "pobj" and token.head.head.lower_ == "between":
        others = [token.head]
    else:
        return False
    cards = [m.card for t in others if (m := scan.by_token.get(t.i)) is not None]
    return len(cards) == 1 and cards[0] is not None and "movement" in cards[0].types
