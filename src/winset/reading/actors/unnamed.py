"""Officials whom a text brings in without a name and names a little later: "…, its envoy said. “…,” Ada Vell added"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from winset.reading.actors import vocabulary as v
from winset.reading.actors.phrases import noun_of, read_role

if TYPE_CHECKING:
    from winset.reading.actors.cards import Card
    from winset.reading.actors.cast import Cast
    from winset.reading.actors.mentions import Mention

_BACK = 3
_SENT = frozenset(("send", "dispatch", "delegate", "appoint", "name", "field"))


def before(cast: Cast, card: Card) -> tuple[str, str] | None:
    """Read "…, the government's chief delegate said. “…,” Clara Urrego told reporters": she is the delegate.

    A quotation leaves up to three sentences between the two, where these name no person.
    """
    mention = card.mentions[0]
    scan, pronouns = cast.scan, cast.pronouns
    here = pronouns.sentence(mention.first)
    head = scan.head(mention)
    if here < 1 or head.dep_ != "nsubj" or head.head.lemma_ not in v.REPORTING:
        return None
    told = not _opens_quoted(cast, mention)
    if told and (mention.last - mention.first < 2 or scan.tokens[mention.first].sent.start != mention.first):
        return None
    begin = pronouns.sentences[here]
    for number in range(here - 1, max(here - 1 - (1 if told or mention.last - mention.first < 2 else _BACK), -1), -1):
        start = pronouns.sentences[number]
        for token in scan.tokens[start:begin]:
            found = _official(cast, token, told=told)
            if found is not None:
                return found
        if any(m.kind == "person" for m in scan.within(start, begin)):
            return None
        begin = start
    return None


def _official(cast: Cast, token: Any, *, told: bool) -> tuple[str, str] | None:
    """Return the party of an official without a name who speaks, or was sent, and why."""
    scan = cast.scan
    if token.tag_ != "NN" or "official" not in scan.roles.get(noun_of(token), frozenset()):
        return None
    sent = token.dep_ == "dobj" and token.head.lemma_ in _SENT and any(c.dep_ == "poss" for c in token.children)
    if token.dep_ != "nsubj" and not sent:
        return None
    if any(m.kind == "person" for m in scan.within(token.left_edge.i, token.right_edge.i + 1)):
        return None
    owned = any(c.dep_ in ("poss", "det") for c in token.children)
    if told and not sent and (token.head.lemma_ not in v.REPORTING or not owned):
        return None  # "…, its director said on Friday. Ada Vell called it …"
    role = read_role(scan, token.left_edge.i, token.right_edge.i + 1)
    parties = {party for _, party in cast.targets(role) if party}
    if len(parties) == 1 and not role.speaks_for_none:
        return parties.pop(), f"the {role.title!r} of the sentence before"
    return None


def _opens_quoted(cast: Cast, mention: Mention) -> bool:
    """Whether the sentence of a name begins with a quotation."""
    start = cast.pronouns.sentences[cast.pronouns.sentence(mention.first)]
    return any(t.text in ("“", '"') for t in cast.scan.tokens[start : start + 2]) or start in cast.pronouns.quoted


def echo(cast: Cast, card: Card) -> tuple[str, str] | None:
    """Read "The official, Reza Karimi": the party of the official of whom the sentence before spoke."""
    for mention in card.mentions[:1]:
        here = cast.pronouns.sentence(mention.first)
        definite = any(t.lower_ == "the" for t in cast.scan.tokens[max(mention.first - 4, 0) : mention.first])
        if not definite or here < 1:
            return None
        start = cast.pronouns.sentences[here - 1]
        for token in cast.scan.tokens[start : cast.pronouns.sentences[here]]:
            classes = cast.scan.roles.get(noun_of(token), frozenset())
            alike = noun_of(token) in {"official", *(r.noun for r in card.roles)}
            subject = token.pos_ == "NOUN" and token.dep_ in ("nsubj", "nsubjpass")
            if "official" in classes and subject and (alike or any(r.noun == "official" for r in card.roles)):
                role = read_role(cast.scan, token.left_edge.i, token.right_edge.i + 1)
                parties = {party for _, party in cast.targets(role) if party}
                if len(parties) == 1 and not role.speaks_for_none:
                    return role.title, parties.pop()
    return None
