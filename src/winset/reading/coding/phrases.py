"""Whether a statement takes a position at all, and which of its words say what it is about."""

from __future__ import annotations

from spacy.tokens import Token

from winset.core.words import word_set
from winset.reading.coding.attitudes import attitude_of, judgement
from winset.reading.coding.scene import Scene
from winset.reading.coding.words import lemma
from winset.reading.statement import Act

POSITIONAL: frozenset[Act] = frozenset(
    {"demand", "urge", "offer", "accept", "concede", "support", "reject", "threaten"}
)
"""Acts that take a position."""

_EMPTY = word_set("side party week day month year time way part thing one people man woman side's")
_WHEN = word_set("DATE TIME PERSON")


def takes_position(scene: Scene, act: Act) -> bool:
    """Whether a statement takes a position: by its act, or by an attitude or a judgement in its words."""
    if act in POSITIONAL:
        return True
    for token in scene.tokens:
        attitude = attitude_of(token)
        if (attitude is not None and attitude.side) or judgement(token):
            return True
    return False


def tells(scene: Scene, token: Token) -> bool:
    """Whether a word tells anything besides who, when and how much."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return False
    if lemma(token) in _EMPTY:
        # "The working week", "a pay day"; not "last week".
        return any(c.dep_ in ("compound", "amod") and (c.pos_ == "NOUN" or c.tag_ == "VBG") for c in token.children)
    if token.ent_type_ in _WHEN and not _no_time(token):
        return False
    return token.pos_ != "PROPN" or scene.resolver.party_at(token.idx, token.idx + len(token)) is None


def _no_time(token: Token) -> bool:
    """Whether the recogniser of names takes a bare noun for a time: "Hours are the heart of it"."""
    alone = not any(token.doc[i].ent_type_ for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc))
    return bool(token.pos_ == "NOUN" and alone)
