"""Members of parliament of a government's own parties: they speak for the side that governs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from winset.core.words import word_set
from winset.reading.actors.phrases import noun_of

if TYPE_CHECKING:
    from winset.reading.actors.cards import Card
    from winset.reading.actors.cast import Cast
    from winset.reading.actors.mentions import Mention

_GOVERNS = word_set("government coalition governing ruling majority")
_BELONGS = word_set("belong sit")
_REACH = 14  # tokens


def of_the_government(cast: Cast, card: Card) -> tuple[str, str] | None:
    """Read "coalition MP NAME", "Senator NAME, whose party belongs to the government": of the state it is of.

    The state is the one that the phrase or the sentence names, else the one whose government the text is about.
    """
    frame = cast.frame
    mention = card.mentions[0]
    # A title in capitals is a part of the name: "Senator NAME".
    words = cast.scan.tokens[mention.first - (mention.first > 0) : mention.last]
    titled = any("legislator" in cast.scan.roles.get(noun_of(t), frozenset()) for t in words)
    told = any("legislator" in role.classes and not role.former for role in card.roles)
    if not (titled or told) or not _governing(cast, mention):
        return None
    begin, _ = frame.span(mention.first)
    inside = [m for m in cast.scan.within(begin, mention.first) if m.kind != "person"]
    states = {s for m in inside if (s := frame.state_of(m))}
    party = states.pop() if len(states) == 1 else None if states else frame.principal or frame.governing
    return (party, "of the parties that govern") if party is not None else None


def _governing(cast: Cast, mention: Mention) -> bool:
    tokens = cast.scan.tokens
    for token in tokens[max(mention.first - 5, 0) : mention.first]:
        if token.lower_ not in _GOVERNS:
            continue
        following = tokens[token.i + 1 : mention.first]
        if any("legislator" in cast.scan.roles.get(noun_of(t), frozenset()) for t in following):
            return True  # "a government MP", "the ruling party's MP"
    behind: list[Any] = []
    for token in tokens[mention.last : mention.last + _REACH]:
        if token.text in (".", "“", "”", '"', ";"):
            break
        behind.append(token)
    words = [t.lower_ for t in behind]
    told = any(t.lemma_ in _BELONGS for t in behind) or words[:2] in (["of", "the"], [",", "of"])
    told = told or any("legislator" in cast.scan.roles.get(noun_of(t), frozenset()) for t in behind[:3])
    end = next((n for n, t in enumerate(behind) if t.lemma_ == "say" or (n > 1 and t.text == ",")), len(behind))
    return told and words[:1] != ["and"] and any(word in _GOVERNS for word in words[:end])
