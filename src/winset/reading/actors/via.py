"""The outlet through which a source speaks: "was quoted by the Post as saying", "told the newspaper"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from winset.reading.actors.mentions import Mention
from winset.reading.marks import Resolution

if TYPE_CHECKING:
    from winset.reading.actors.resolver import Resolver


def with_via(resolver: Resolver, head: Any, found: Resolution) -> Resolution:
    """Add the outlet that quotes: "was quoted as saying", "was quoted by", "told the …"."""
    if found.kind in ("outlet", "work"):
        return found
    verb = head.head
    outlets: list[str] = []
    if head.dep_ == "nsubjpass" and verb.lemma_ in ("quote", "cite"):
        named = [m for m in resolver.scan.within(verb.i, verb.right_edge.i + 1) if m.kind == "outlet"]
        chosen = named[0] if named else _last_outlet(resolver, head.i)
        outlets += [chosen.label] if chosen is not None else []
    elif head.dep_ == "dobj" and verb.lemma_ in ("quote", "cite"):
        for child in verb.children:
            if child.dep_ == "nsubj":
                quoting = resolver.token(child)
                outlets += quoting.via if quoting.kind in ("outlet", "work") else ()
    elif head.dep_ == "nsubj" and verb.lemma_ == "tell":
        for child in verb.children:
            if child.dep_ not in ("dobj", "dative"):
                continue
            told = resolver.scan.by_token.get(child.i)
            if told is not None and told.kind == "outlet":
                outlets.append(told.label)
            elif told is None and "work" in resolver.classes(child):
                outlets += resolver.token(child).via
            elif _unknown(resolver, child, told):
                outlets.append(_run(resolver, child))
    if not outlets and head.dep_ in ("nsubj", "nsubjpass") and found.kind in ("person", "office", "group", "body"):
        outlets += _interview(resolver, verb)
    if not outlets:
        return found
    via = tuple(dict.fromkeys((*found.via, *outlets)))
    return replace(found, via=via)


def _last_outlet(resolver: Resolver, before: int, *, reach: int = 5) -> Mention | None:
    here = resolver.pronouns.sentence(before)
    for mention in reversed(resolver.scan.mentions):
        if (
            mention.kind == "outlet"
            and mention.first < before
            and here - resolver.pronouns.sentence(mention.first) <= reach
        ):
            return mention
    return None


def _interview(resolver: Resolver, verb: Any) -> list[str]:
    """Return the outlet of "said in an interview with the Post", "speaking on Radio Vest", "wrote in the Ledger"."""
    reach = [c for c in verb.children if c.dep_ in ("prep", "advcl")]
    for part in reach:
        for token in part.subtree:
            if token.pos_ == "VERB" and token.i != part.i:
                break
            mention = resolver.scan.by_token.get(token.i)
            place = token.head.lower_ if token.dep_ == "pobj" else ""
            named = mention is not None and mention.kind == "outlet"
            talk = token.head.head.lemma_ in _TALKS if place else False
            if named and mention is not None and (talk or (part.dep_ == "prep" and token.head.i == part.i)):
                return [mention.label]
            said = place == "to" and part.dep_ == "prep" and token.head.i == part.i and verb.lemma_ in _SAID
            if place in ("with", "to", "for") and (talk or said) and _unknown(resolver, token, mention):
                return [_run(resolver, token)]
    return []


_SAID = frozenset(("say", "state", "declare", "explain", "confide", "confirm"))
_TALKS = frozenset(("interview", "conversation", "article", "column", "essay", "podcast", "speak", "talk", "programme"))


def _unknown(resolver: Resolver, token: Any, mention: Mention | None) -> bool:
    """Whether what is told something is a name of which nothing else tells: an outlet that no table knows."""
    if not token.text[:1].isupper() or token.pos_ != "PROPN" or token.ent_type_ in ("GPE", "NORP", "DATE"):
        return False
    card = mention.card if mention is not None else None
    if card is not None and card.kind == "person":
        # Whoever is told something was named before, or has a title or a first name that is known.
        given = resolver.tables.given
        return len(card.mentions) == 1 and not card.roles and card.name.split()[0] not in given and not card.gender
    if resolver.classes(token) or token.lower_ in _BODIES:
        return False
    if mention is None:
        return True
    return card is not None and card.kind == "org" and not card.types and len(card.mentions) == 1


_BODIES = frozenset(("congress", "parliament", "senate", "mps", "cabinet", "nato", "union"))


def _run(resolver: Resolver, token: Any) -> str:
    tokens, first = resolver.scan.tokens, token.i
    while first and tokens[first - 1].head.i == token.i and tokens[first - 1].text[:1].isupper():
        first -= 1
    return str(resolver.scan.text[tokens[first].idx : token.idx + len(token)])
