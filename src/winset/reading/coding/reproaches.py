"""Reproaches and warnings that no reporting word announces: what is said of others, and what is said to follow."""

from __future__ import annotations

from spacy.tokens import Token

from winset.core.words import word_set
from winset.reading.coding import directions as dx
from winset.reading.coding import lexicon as lx
from winset.reading.coding.attitudes import attitude_of, refers_to_none
from winset.reading.coding.scene import REPRESENTATIVES, Scene
from winset.reading.coding.threats import HARMS
from winset.reading.coding.tree import auxiliaries, negated
from winset.reading.coding.valence import ill
from winset.reading.coding.words import lemma

ILL, VERY_ILL = 0.9, 1.2
"""From which score on a word speaks ill, and from which it does so whatever stands with it."""


def reproaches(token: Token) -> bool:
    """Whether a verb is a turn of phrase that reproaches its subject: "moves the goalposts"."""
    attitude = attitude_of(token) if token.pos_ == "VERB" else None
    return attitude is not None and attitude.act == "accuse"


def accuses(scene: Scene, token: Token) -> bool:
    """Whether a predicate says something bad of somebody other than the speaker.

    Told by a listed word, a turn of phrase ("dragging its feet"), or a word whose vector speaks ill; also by denying
    somebody what speaks well of it ("has not kept a single promise").
    """
    if token.pos_ in ("VERB", "AUX"):
        subject = scene.subject(token)
        if subject is None:
            return False
        if subject.lower_ in lx.FIRST_PERSON or (scene.speaker and scene.party(subject) == scene.speaker):
            return False
        somebody = _somebody(scene, subject)
        aux = auxiliaries(token)
        past = token.tag_ in ("VBD",) or bool(aux & {"has", "have", "had", "did", "was", "were"})
        if negated(token) or refers_to_none(subject) or subject.lower_ in ("neither", "none", "nobody"):
            owed = lemma(token) in _OWED or any(c.lower_ in ("never", "seriously", "once") for c in token.children)
            return somebody and past and owed and (scene.speaks or not scene.attributed)
        if lemma(token) in lx.ACCUSING and not aux & lx.MODALS_FUTURE:
            # "The talks have stalled" accuses nobody; "they stalled the talks" does.
            done_to = any(c.dep_ in ("dobj", "auxpass", "prep", "xcomp", "prt") for c in token.children)
            return done_to or scene.party(subject) is not None
        if reproaches(token):
            return True
        if somebody and lemma(token) in ("fail", "neglect", "omit") and any(c.dep_ == "xcomp" for c in token.children):
            return not aux & (lx.MODALS_FUTURE | lx.MODALS_POSSIBLE)
        if somebody and not aux & (lx.MODALS_FUTURE | lx.MODALS_POSSIBLE) and _speaks_ill(scene, token):
            return True
        if scene.party(subject) is None and scene.possessor(subject) is None:
            return False
        return any(lemma(t) in lx.ACCUSING_NOUNS and t.pos_ in ("NOUN", "ADJ") for t in token.subtree)
    return lemma(token) in lx.ACCUSING_NOUNS


_OWED = word_set(
    "keep respect honor fulfil fulfill implement deliver answer listen learn move show respond want budge behave "
    "meet obey "
    "observe heed offer cooperate contribute pay act"
)


def _somebody(scene: Scene, subject: Token) -> bool:
    """Whether a subject is a party, its people or whoever is meant by "they"; things reproach nobody."""
    if scene.party(subject) is not None or scene.possessor(subject) is not None:
        return True
    if subject.pos_ == "PRON":
        return subject.lower_ in ("they", "he", "she", "neither", "both", "who", "each", "none", "some", "others")
    return lemma(subject) in REPRESENTATIVES or lemma(subject) in _PEOPLE or subject.tag_ == "NNPS"


_PEOPLE = word_set(
    "donor boss employer camp power neighbor party front rebel capital clinic court general commander politician "
    "hawk dove minister partner ally rival buyer bidder owner shareholder investor landlord striker worker guild club "
    "people critic opponent enemy fighter gunboat ship plane soldier police journalist economist lobby industry bank"
)


def _speaks_ill(scene: Scene, verb: Token) -> bool:
    """Whether a verb or what it brings speaks ill of its subject."""
    limit = ILL if any(c.dep_ == "dobj" for c in verb.children) else VERY_ILL
    if verb.pos_ == "VERB" and ill(verb) > limit and lemma(verb) not in dx.ENDING | dx.FALLING:
        return True
    for child in verb.children:
        if child.i not in scene.inside or child.dep_ not in ("dobj", "attr", "acomp", "xcomp", "oprd", "advmod"):
            continue
        if lemma(child) in HARMS or child.ent_type_:
            continue
        if ill(child) > VERY_ILL and child.pos_ in ("NOUN", "ADJ", "ADV", "VERB"):
            return True
    return False


def warns(scene: Scene, token: Token) -> bool:
    """Whether it is said that something bad would follow: "the islands would drown", "the strike might last"."""
    if token.pos_ not in ("VERB", "AUX") or negated(token):
        return False
    if not auxiliaries(token) & (lx.MODALS_FUTURE | {"might", "may", "could"}):
        return False
    subject = scene.subject(token)
    if subject is None:
        return False
    mine = subject.lower_ in lx.FIRST_PERSON or (scene.speaker is not None and scene.party(subject) == scene.speaker)
    told = [c for c in token.children if c.dep_ in ("dobj", "oprd", "acomp", "attr", "xcomp", "ccomp", "advcl")]
    if mine:
        return False
    plain = not scene.attributed and scene.party(subject) is not None
    if (ill(token) > VERY_ILL and not plain) or any(ill(t) > ILL for t in told):
        return True
    going_on = lemma(token) in ("last", "continue", "spread", "resume", "escalate", "go")
    if going_on and (lemma(subject) in HARMS or ill(subject) > VERY_ILL):
        return True
    return lemma(token) == "have" and any(c.dep_ == "xcomp" and lemma(c) in ("go", "leave", "close") for c in told)
