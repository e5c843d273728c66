"""Moves against somebody: threats, ultimatums, and whose moves they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from winset.reading.coding import lexicon as lx
from winset.reading.coding.conditions import Condition
from winset.reading.coding.scene import Scene
from winset.reading.coding.tree import auxiliaries, negated
from winset.reading.coding.words import lemma, word_set


@dataclass(frozen=True, slots=True)
class Ultimatum:
    """``Either they sign or we leave``: who threatens, with what, and what is demanded."""

    party: str
    threat: Token
    demand: Token

    def demands(self, token: Token) -> bool:
        """Whether a token belongs to what is demanded: of the two verbs the demanded one is the nearer above it."""
        for ancestor in (token, *token.ancestors):
            if ancestor in (self.demand, self.threat):
                return bool(ancestor == self.demand)
        return False


def find_ultimatum(scene: Scene) -> Ultimatum | None:
    """Return the ultimatum that a content gives; None where it gives none."""
    for token in scene.tokens:
        if token.lower_ != "either" or token.head.pos_ not in ("VERB", "AUX"):
            continue
        first = token.head
        joined = [c for c in first.children if c.dep_ == "conj" and c.pos_ in ("VERB", "AUX")]
        if not joined or all(t.lower_ != "or" for t in scene.doc[first.i : joined[0].i]):
            continue
        for threat, demand in ((first, joined[0]), (joined[0], first)):
            subject = scene.subject(threat)
            party = scene.party(subject) if subject is not None else None
            if party is None or not is_hostile(threat) or lemma(demand) in lx.HOSTILE:
                continue
            # Whoever is named before the demanded verb; the parser often hangs that name elsewhere after "or".
            named = scene.resolver.parties_in(token.idx if demand == first else threat.idx, demand.idx)
            other = scene.subject(demand)
            others = {name for _, _, name in named} | {scene.party(other) if other is not None else None}
            if others - {None, party}:
                return Ultimatum(party, threat, demand)
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive."""
    return any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)


def is_hostile(verb: Token) -> bool:
    """Whether a verb is a move against somebody: "withdraw from the accord"; not "halt the shelling"."""
    if lemma(verb) not in lx.HOSTILE:
        return False
    if lemma(verb) in _ENDING:
        ended = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
        if any(lemma(t) in _HARMS for c in ended for t in (c, *(x for x in c.children if x.dep_ == "compound"))):
            return False
    return True


_ENDING = word_set("halt stop suspend end cease cancel withdraw terminate cut leave abandon dissolve")
_HARMS = word_set(
    "fire fighting operation offensive attack shelling bombing strike walkout war raid sanction tariff duty blockade "
    "siege hostility embargo campaign troop soldier force army brigade tank levy ban curb enrichment missile threat "
    "militia stoppage protest boycott surcharge penalty"
)


def own_move(scene: Scene, conditions: Sequence[Condition], *, warned: bool) -> bool:
    """Whether what would follow is a hostile move by the speaker's side, or by nobody named.

    After a warning any move of its own under a condition is a threat; after a neutral word only a hostile one.
    """
    if scene.speaker is None or not any(c.kind in ("if", "unless", "until", "trigger") for c in conditions):
        return warned and any(
            token.pos_ == "VERB"
            and is_hostile(token)
            and auxiliaries(token) & lx.MODALS_FUTURE
            and is_mine(scene, token)
            and not negated(token)
            for token in scene.tokens
        )
    for token in scene.tokens:
        if token.pos_ != "VERB" or any(c.holds(token) for c in conditions) or negated(token):
            continue
        if not auxiliaries(token) & (lx.MODALS_FUTURE | lx.MODALS_POSSIBLE):
            continue
        hostile = is_hostile(token) or (lemma(token) == "continue" and warned)
        if is_mine(scene, token) and (hostile or warned):
            return True
        if hostile and warned and _ownerless(scene, token):
            return True
    return False


def is_mine(scene: Scene, verb: Token) -> bool:
    """Whether the speaker's own side does what a verb says."""
    subject = scene.subject(verb)
    if subject is None or is_passive(verb):
        return scene.speaker is not None and scene.by(verb) == scene.speaker
    return subject.lower_ in lx.FIRST_PERSON or (scene.speaker is not None and scene.party(subject) == scene.speaker)


def _ownerless(scene: Scene, verb: Token) -> bool:
    """``military action would resume``: an action that is the subject of its own beginning, its owner not named."""
    subject = scene.subject(verb)
    if subject is None:
        return False
    return lemma(subject) in ("action", "operation", "strike", "fighting", "hostility", "offensive", "campaign", "work")
