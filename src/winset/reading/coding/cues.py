"""What a reporting word does by itself: "refused", "poured cold water on", "put on the table", "recalled"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from winset.core.words import word_set
from winset.reading.coding import directions as dx
from winset.reading.coding import idioms
from winset.reading.coding import lexicon as lx
from winset.reading.coding.attitudes import OUT_OF, attitude_of, judgement
from winset.reading.coding.scene import Scene
from winset.reading.coding.threats import HARMS, direction_of_verb
from winset.reading.coding.tree import auxiliaries, has_to, negated
from winset.reading.coding.valence import ill
from winset.reading.coding.words import lemma
from winset.reading.statement import Act

CALLING = word_set(
    "call describe label brand term characterize consider regard find deem see view denounce condemn dismiss portray "
    "depict rate dub slam"
)
DENYING = word_set(
    "fairy lie invention fabrication fiction invented baseless fake hoax unfounded untrue false fabricated nonsense "
    "rubbish groundless myth rumor fanciful misleading"
)
REPORTS = word_set(
    "report article story claim account rumor allegation accusation charge suggestion description comparison statement "
    "figure number reading version speculation reports assertion insinuation leak"
)
_ILL, _WELL = 0.9, -0.9


@dataclass(frozen=True, slots=True)
class Cue:
    """What the cue is: an attitude or an act, whether it is negated, and its lemma.

    `act` is filled where the cue is no attitude but settles the act; `word` is empty where the content decides.
    """

    attitude: lx.Attitude | None = None
    negated: bool = False
    word: str = ""
    act: Act | None = None


def read_cue(scene: Scene) -> Cue:
    """Return what a statement's cue does by itself."""
    words = [lemma(token) for token in scene.cue]
    joined = " ".join(words)
    if "stop" in words and "short" in words:
        return Cue(word="stop short", act="state")
    if joined in lx.CUE_ACTS and len(words) > 1:
        return Cue(word=joined, act=lx.CUE_ACTS[joined])
    phrase = " ".join(word for word in words if word not in ("the", "a", "an"))
    if len(words) > 1 and phrase in lx.ATTITUDES:
        return Cue(lx.ATTITUDES[phrase], negated(scene.cue[0]), phrase)
    for token in scene.cue:
        attitude = attitude_of(token)
        if attitude is not None:
            return Cue(attitude, _cue_negated(token), lemma(token))
        if lemma(token) == "call" and token.pos_ == "VERB":
            return Cue()  # "called it a farce"
    for token in scene.cue:
        if token.pos_ == "VERB" and ends_harm(token):
            return Cue(None, _cue_negated(token), lemma(token), "concede")  # "lifted the ban", "suspended the strike"
    heavy = [lemma(t) for t in scene.cue if t.pos_ not in ("ADV", "ADP", "PART", "DET", "PRON", "SCONJ")]
    for word in (scene.attribution.cue_lemma, joined, *(heavy or words)):
        below = bool(scene.cue) and _cue_negated(scene.cue[0])
        if word in lx.ATTITUDES and word not in ("call", "back", "need", "open"):
            return Cue(lx.ATTITUDES[word], below, word)
        known = lx.CUE_ACTS.get(word) or idioms.DEEDS.get(word)
        if known is not None:
            return Cue(None, below, word, known)
    return Cue(word=scene.attribution.cue_lemma)


def ends_harm(verb: Token) -> bool:
    """Whether a verb ends what harms or restricts somebody: "lifted the ban", "called off the strike"."""
    direction = direction_of_verb(verb)
    if direction >= 0:
        return False
    ended = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    return any(lemma(t) in HARMS | dx.RESTRICTIONS or lemma(t) == "action" for c in ended for t in c.subtree)


def _cue_negated(token: Token) -> bool:
    if negated(token):
        return True
    return (
        token.pos_ in ("ADJ", "NOUN", "VERB")
        and token.dep_ in ("acomp", "attr", "xcomp", "dobj")
        and negated(token.head)
    )


def verdict(scene: Scene) -> lx.Attitude | None:
    """Return what ``described the offer as insulting``, ``called the claims unrealistic`` does; else None.

    An ill word of a proposal rejects it, of a report denies it, of anything else reproaches; a good word supports.
    """
    verb = next((t for t in scene.cue if lemma(t) in CALLING), None)
    if verb is None or any(c.dep_ == "mark" or (c.dep_ == "ccomp" and has_to(c)) for c in verb.children):
        return None
    said_of = _complement(scene, verb)
    if not said_of:
        return None
    if any(lemma(t) in DENYING or t.lower_ in DENYING for t in said_of):
        return lx.ATTITUDES["deny"]
    side = next((s for t in said_of if (s := judgement(t))), 0)
    if not side and OUT_OF.search(" ".join(t.lower_ for t in said_of)):
        side = -1
    target = _target(scene, said_of)
    if not side:
        said_of = [t for t in said_of if t.dep_ not in ("pobj", "compound") and t.head.dep_ != "pobj"]
        scores = [ill(t) * (-1 if negated(t) else 1) for t in said_of]
        if scores and max(scores) > _ILL:
            side = -1
        elif any(t.pos_ == "ADJ" and s < _WELL for t, s in zip(said_of, scores, strict=True)):
            side = 1
        elif any(t.lower_ == "not" for t in said_of):
            side = -1  # "five years not serious"
    if side > 0:
        return lx.ATTITUDES["support"]
    if side < 0:
        if target is not None and lemma(target) in REPORTS:
            return lx.ATTITUDES["deny"]
        harmful = target is not None and target.pos_ == "NOUN" and ill(target) > _ILL
        return lx.ATTITUDES["accuse" if harmful else "reject"]
    return None


def _complement(scene: Scene, verb: Token) -> list[Token]:
    """Return the words of what something is called."""
    for child in verb.children:
        if child.i in scene.inside and child.dep_ in ("oprd", "acomp", "xcomp", "attr"):
            return [t for t in child.subtree if t.i in scene.inside]
        if child.i in scene.inside and child.dep_ == "ccomp":
            # The parser takes "the price an opening joke" for a clause.
            return [t for t in child.subtree if t.i in scene.inside and t.dep_ not in ("nsubj", "det")]
    for token in scene.tokens:
        if token.dep_ in ("prep", "mark") and token.lower_ == "as":
            return [t for t in token.subtree if t.i > token.i and t.i in scene.inside]
    nouns = [
        t for t in scene.tokens if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ not in ("compound", "pobj", "poss")
    ]
    if len(nouns) > 1:
        return [t for t in nouns[-1].subtree if t.i in scene.inside and t.i > nouns[0].i]
    quoted = next((t.i for t in scene.tokens if t.text in '"“'), None)
    return [t for t in scene.tokens if quoted is not None and t.i > quoted and not t.is_punct]


def _target(scene: Scene, said_of: list[Token]) -> Token | None:
    first = min(t.i for t in said_of)
    for token in scene.tokens:
        if token.i >= first:
            break
        if token.pos_ in ("NOUN", "PROPN", "PRON") and token.dep_ not in ("compound", "poss"):
            return token
    return None


def tells_a_fact(scene: Scene, roots: list[Token]) -> bool:
    """Whether what somebody insists on is told as a fact: "insisted that it has closed no door"."""
    for root in roots:
        if root.pos_ in ("VERB", "AUX"):
            aux = auxiliaries(root)
            duty = lemma(root) in ("have", "need") and any(c.dep_ == "xcomp" and has_to(c) for c in root.children)
            if aux & (lx.MODALS_DUTY | lx.MODALS_FUTURE | lx.MODALS_POSSIBLE) or duty:
                return False
            return root.tag_ in ("VBZ", "VBD") or bool(aux & {"has", "have", "had"})
    return False
