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
            told = resolver.scan.by_token.get(child.i) if child.dep_ in ("dobj", "dative") else None
            if told is not None and told.kind == "outlet":
                outlets.append(told.label)
            elif told is None and child.dep_ in ("dobj", "dative") and "work" in resolver.classes(child):
                outlets += resolver.token(child).via
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
