"""The parties of a document: who acts, speaks, holds or is spoken to in it; not who is named in passing."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from winset.core.words import word_set
from winset.reading.actors import vocabulary as v
from winset.reading.actors.mentions import Mention, head_of
from winset.reading.actors.org_again import STATE
from winset.reading.actors.phrases import noun_of
from winset.reading.statement import PartyFound

if TYPE_CHECKING:
    from winset.reading.actors.resolver import Resolver

_MEETING = frozenset(("meet", "receive", "host", "consult"))
_DEALING = word_set("with between by against from to toward towards among")


def list_parties(resolver: Resolver) -> list[PartyFound]:
    """Return the parties of a document in the order of their ids.

    A party counts where it acts at least once (subject, agent, possessor of an act, or through a person or body), or
    is dealt with at least twice.
    """
    mentions: Counter[str] = Counter()
    acting: dict[str, float] = defaultdict(float)
    for mention in resolver.scan.mentions:
        party = mention.party
        if party is None:
            continue
        mentions[party] += 1
        acting[party] += _weight(resolver, mention)
    for party in resolver.speakers:
        acting[party] += 1
        for group in resolver.coalitions:
            if group.party == party:
                for member in group.members:
                    acting[member] += 1
    found = []
    for party in sorted(mentions):
        card = next((c for c in (*resolver.cast.orgs, *resolver.coalitions) if c.party == party), None)
        if card is not None and card.kind == "coalition":
            continue
        enough = (
            2.0 if card is not None and not ({"union", "company", "movement", "party", STATE} & card.types) else 1.0
        )
        if acting[party] < (1.0 if party in resolver.speakers else enough):
            continue
        if card is not None:
            kind = (
                "country"
                if STATE in card.types
                else "group"
                if "movement" in card.types or card.plural
                else "organisation"
            )
            found.append(PartyFound(party, card.name, kind, mentions[party]))
        else:
            known = resolver.tables.parties.get(party)
            name, kind = (known.name, known.kind) if known else (party, "organisation")
            members = known.members if known else ()
            found.append(PartyFound(party, name, "coalition" if members else kind, mentions[party], members))
    for card in resolver.coalitions:
        if card.party is not None:
            count = len(card.mentions) or 1
            found.append(PartyFound(card.party, card.name, "coalition", count, card.members))
    return sorted(found, key=lambda p: p.id)


def _weight(resolver: Resolver, mention: Mention) -> float:
    """How much one mention shows that its party takes part."""
    tokens = resolver.scan.tokens
    token = head_of(tokens[mention.first : mention.last])
    if mention.place:
        return 0.0
    if mention.kind == "person":
        return 1.0
    weight = _of(resolver, token, 0)
    if mention.kind == "local" and mention.card is not None and not mention.card.types:
        # Of what no word tells that it is an organisation: "Brexit has hurt exporters" is no deed of a party.
        subject = token.dep_ in ("nsubj", "nsubjpass", "csubj")
        return min(weight, 0.4) if subject and token.head.lemma_ not in v.REPORTING else weight
    return weight


def _of(resolver: Resolver, token: Any, depth: int) -> float:
    dep, head = token.dep_, token.head
    while dep in ("conj", "appos") and head.i != token.i:
        token, dep, head = head, head.dep_, head.head
    if depth > 3:
        return 0.0
    if dep in ("nsubj", "agent", "csubj"):
        return 1.0 if head.lemma_ not in v.STATIVE else 0.4
    if dep == "nsubjpass":
        return 0.6
    if dep in ("dobj", "dative", "obj"):
        if head.lemma_ in _MEETING:
            return 1.0
        return 0.5 if head.lemma_ not in v.LOCATIVE_OBJECT else 0.1
    if dep == "poss":
        noun = noun_of(head)
        if noun in v.DOINGS:
            return 1.0
        return _of(resolver, head, depth + 1) if resolver.scan.roles.get(noun) else 0.3
    if dep in ("amod", "compound", "nmod"):
        noun = noun_of(head)
        classes = resolver.scan.roles.get(noun, frozenset())
        if classes & {"official", "institution"}:
            return max(_of(resolver, head, depth + 1), 0.4)
        if noun in v.DOINGS:
            return 0.7
        return 0.1
    if dep == "pobj":
        word, governor = head.lower_, head.head
        if word == "by":
            return 1.0
        classes = resolver.scan.roles.get(noun_of(governor), frozenset())
        if word == "of" and classes & {"official", "institution"}:
            return max(_of(resolver, governor, depth + 1), 0.4)
        if word in _DEALING:
            return 0.5
        return 0.1
    return 0.1
