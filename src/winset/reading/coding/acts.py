"""What is done by speaking: one of fourteen acts, from the cue's kind and what the content says.

A neutral cue ("said") leaves it to the content; a cue that is itself an act ("declined", "accused") settles it, but for
two cases: a warning whose consequence is a hostile move by the speaker's own side is a threat, and an announcement that
something will never be is a refusal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from winset.reading.coding import lexicon as lx
from winset.reading.coding.attitudes import OUT_OF, attitude_of, judgement, phrase_judgement
from winset.reading.coding.conditions import Condition
from winset.reading.coding.manner import FLOOR
from winset.reading.coding.scene import LIGHT, Scene
from winset.reading.coding.threats import find_ultimatum, is_hostile, is_mine, is_passive, own_move
from winset.reading.coding.tree import SUBJECTS, auxiliaries, denied, has_to, negated
from winset.reading.coding.words import lemma, word_set
from winset.reading.statement import Act, Firmness

_PLANS = word_set("meeting talk negotiation round summit conference session visit delegation vote statement")
_DANGERS = word_set("threat danger risk")
_PAYMENTS = word_set("payment contribution donation grant pledge")


@dataclass(frozen=True, slots=True)
class Doing:
    """The act with what it rests on: the cue's attitude, whether it is negated, and the content's firmness."""

    act: Act
    cue: lx.Attitude | None
    cue_negated: bool
    negated: bool
    firmness: Firmness | None


def find_act(scene: Scene, conditions: Sequence[Condition]) -> Doing:
    """Return what a statement does."""
    cue, cue_negated, word = _cue(scene)
    if word == "" and scene.cue and any(lemma(t) in _DENYING for t in scene.tokens):
        return Doing("deny", None, False, False, None)  # "called the report a fairy tale"
    if cue is not None and word == "insist" and _tells_a_fact(scene):
        cue, cue_negated = None, False
    if cue is None and word == "claim" and not _has_finite(scene) and not any(t.tag_ == "VB" for t in scene.tokens):
        cue = lx.ATTITUDES["demand"]  # "claimed the finance ministry"
    if cue is None and any(lemma(t) in ("suggest", "say", "move") for t in scene.cue) and _subjunctive(scene):
        cue = lx.ATTITUDES["propose"]
    side = _cue_judgement(scene, word)
    if side:
        verdict = lx.ATTITUDES["reject" if side < 0 else "support"]
        return Doing(verdict.act, verdict, False, False, None)
    if (cue is None or cue.side == 0) and find_ultimatum(scene) is not None:
        return Doing("threaten", None, False, False, None)
    inner = _content(scene, conditions)
    if cue is not None:
        act, firmness = cue.act, cue.firmness
        if cue_negated:
            if cue.negated == "open":
                act, firmness = "offer", "openness"
            elif cue.negated == "flip" and cue.side > 0:
                act, firmness = "reject", None
            else:
                act, firmness = "state", None
        elif cue.act == "demand" and cue.firmness is None and firmness is None:
            firmness = None
        return Doing(act, cue, cue_negated, cue_negated or inner.negated, firmness)
    known = lx.CUE_ACTS.get(word) if word else None
    if known in ("warn", None) and own_move(scene, conditions, warned=known == "warn"):
        known = "threaten"
        return Doing(known, None, cue_negated, inner.negated, inner.firmness)
    if known == "warn" and inner.act == "reject":
        return Doing("reject" if inner.firmness else "warn", None, cue_negated, inner.negated, inner.firmness)
    if (
        known == "announce"
        and inner.act in ("state", "announce")
        and any(lemma(t) in _PAYMENTS for t in scene.tokens[:3])
    ):
        return Doing("announce", None, cue_negated, inner.negated, "offer")
    if known in (None, "announce", "concede", "offer") and inner.act != "state":
        if known == "announce" and inner.act in ("state", "accuse"):
            return Doing("announce", None, cue_negated, inner.negated, inner.firmness)
        if known == "concede" and inner.act not in ("reject", "demand"):
            return Doing("concede", None, cue_negated, inner.negated, inner.firmness)
        return Doing(inner.act, None, cue_negated, inner.negated, inner.firmness)
    return Doing(known or inner.act, None, cue_negated, inner.negated, inner.firmness)


def _tells_a_fact(scene: Scene) -> bool:
    """Whether what somebody insists on is told as a fact: "insisted that it has closed no door"."""
    for root in _roots(scene):
        if root.pos_ in ("VERB", "AUX"):
            aux = auxiliaries(root)
            if aux & (lx.MODALS_DUTY | lx.MODALS_FUTURE | lx.MODALS_POSSIBLE) or _duty(root):
                return False
            return root.tag_ in ("VBZ", "VBD") or bool(aux & {"has", "have", "had"})
    return False


def _subjunctive(scene: Scene) -> bool:
    """Whether what is reported is wished and not stated: "suggested that the council become a court"."""
    for root in _roots(scene):
        if root.tag_ == "VB" and not auxiliaries(root) and any(c.dep_ in SUBJECTS for c in root.children):
            return True
        if root.pos_ in ("VERB", "AUX"):
            return False
    return False


def _cue_judgement(scene: Scene, word: str) -> int:
    """Return the side of ``described the offer as insulting``, ``called the claims unrealistic``; else 0."""
    verb = next((t for t in scene.cue if lemma(t) in _CALLING), None)
    if verb is None or any(c.dep_ == "mark" or (c.dep_ == "ccomp" and has_to(c)) for c in verb.children):
        return 0
    for child in verb.children:
        if child.i not in scene.inside:
            continue
        if child.dep_ in ("oprd", "acomp", "xcomp", "ccomp", "attr") and (side := judgement(child)):
            return side
    for token in scene.tokens:
        if token.dep_ == "prep" and token.lower_ == "as" and OUT_OF.search(" ".join(t.lower_ for t in token.subtree)):
            return -1
        if token.dep_ == "prep" and token.lower_ == "as":
            for below in token.subtree:
                if side := judgement(below):
                    return side
    return 0


_DENYING = word_set(
    "fairy lie invention fabrication fiction invented baseless fake hoax unfounded untrue false fabricated"
)
_CALLING = word_set(
    "call describe label brand term characterize consider regard find deem see view denounce condemn dismiss"
)


def _cue(scene: Scene) -> tuple[lx.Attitude | None, bool, str]:
    """Return the attitude that the cue is, if any, whether it is negated, and its lemma."""
    words = [lemma(token) for token in scene.cue]
    joined = " ".join(words)
    if joined in lx.CUE_ACTS and len(words) > 1:
        return None, False, joined
    for token in scene.cue:
        attitude = attitude_of(token)
        if attitude is not None:
            return attitude, _cue_negated(token), lemma(token)
        if lemma(token) in _CALLING and token.pos_ == "VERB" and lemma(token) == "call":
            return None, False, ""  # "called it a farce"
    if joined in lx.ATTITUDES:
        return lx.ATTITUDES[joined], _cue_negated(scene.cue[0]), joined
    for word in (scene.attribution.cue_lemma, joined, *words):
        if word in lx.ATTITUDES and word not in ("call", "back", "need", "open"):
            return lx.ATTITUDES[word], bool(scene.cue) and _cue_negated(scene.cue[0]), word
        if word in lx.CUE_ACTS:
            return None, bool(scene.cue) and _cue_negated(scene.cue[0]), word
    return None, False, scene.attribution.cue_lemma


def _cue_negated(token: Token) -> bool:
    if negated(token):
        return True
    return (
        token.pos_ in ("ADJ", "NOUN", "VERB")
        and token.dep_ in ("acomp", "attr", "xcomp", "dobj")
        and negated(token.head)
    )


@dataclass(frozen=True, slots=True)
class _Inner:
    act: Act
    firmness: Firmness | None = None
    negated: bool = False


def _content(scene: Scene, conditions: Sequence[Condition]) -> _Inner:
    accused = False
    planned = False
    neg = False
    for root in _roots(scene):
        if any(c.holds(root) for c in conditions if c.kind != "trigger"):
            continue
        for predicate in _predicates(root):
            if predicate.i not in scene.inside:
                continue
            if _is_obstacle(scene, predicate):
                return _Inner("accuse", negated=neg)
            found = _predicate(scene, predicate, conditions)
            neg = neg or negated(predicate)
            if found is not None:
                return found
            accused = accused or _accuses(scene, predicate)
            planned = planned or _plans(scene, predicate)
    if not accused and not planned and scene.lead is not None and not _has_finite(scene):
        # An item of a list of demands, aims or offers, without a verb of its own.
        return _Inner(_LEADS.get(scene.lead.word, "demand"), negated=neg)
    words = scene.words
    if scene.speaker is not None and _WORD_GIVEN.search(words):
        return _Inner("offer", "offer")
    if scene.speaker is not None and (FLOOR.search(words) or _NOT_NOW.match(words) or _OUT.match(words)):
        return _Inner("demand" if FLOOR.search(words) else "reject", None)
    if any(
        lemma(t) in _DANGERS and lemma(t.head) in ("pose", "be", "carry", "represent", "mean") for t in scene.tokens
    ):
        return _Inner("warn", negated=neg)
    if accused:
        return _Inner("accuse", negated=neg)
    if planned:
        return _Inner("announce", negated=neg)
    return _Inner("state", negated=neg)


_WORD_GIVEN = re.compile(
    r"\b(?:would|will|'ll) (?:put|give) (?:that|this|it) in writing|\b(?:you have|give) (?:my|our) word\b"
)
_OUT = re.compile(r"\W*(?:(?:that|this|it) (?:is|was) )?(?:out of the question|off the table|a non - ?starter)\b")
_NOT_NOW = re.compile(r"\W*not (?:now|today|ever|this year|in)\b")
_LEADS: dict[str, Act] = {"offer": "offer", "proposal": "offer", "propose": "offer", "concession": "concede"}


def _has_finite(scene: Scene) -> bool:
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in scene.tokens)


def _is_obstacle(scene: Scene, verb: Token) -> bool:
    """``Oslo's refusal is the main obstacle``: what is told is a reproach, not the refusal."""
    if lemma(verb) not in ("be", "remain") or negated(verb):
        return False
    if not any(c.dep_ == "attr" and lemma(c) in lx.ACCUSING_NOUNS for c in verb.children):
        return False
    for child in verb.children:
        if child.dep_ == "nsubj":
            party = scene.party(child) or scene.possessor(child)
            return party is not None and party != scene.speaker
    return False


def _roots(scene: Scene) -> Iterator[Token]:
    """Yield the main words of a content, from the top."""
    for token in scene.tokens:
        if token.is_punct:
            continue
        if token.head == token or token.head.i not in scene.inside:
            if token.dep_ in ("mark", "cc", "aux", "punct", "neg", "det", "poss", "case"):
                continue
            yield token


def _predicates(root: Token) -> Iterator[Token]:
    """Yield a main word and the words that say the same act: complements, conjuncts."""
    seen: set[int] = set()
    queue = [root]
    while queue:
        token = queue.pop(0)
        if token.i in seen:
            continue
        seen.add(token.i)
        yield token
        for child in token.children:
            if (
                (child.dep_ == "dobj" and lemma(token) in LIGHT and attitude_of(child) is not None)
                or child.dep_ in ("acomp", "attr", "oprd", "xcomp", "conj", "pcomp")
                or (
                    child.dep_ == "ccomp"
                    and lemma(token) in ("mean", "believe", "think", "say", "insist", "be", "extend")
                )
            ) or (child.dep_ in ("prep", "ccomp") and (child.pos_ == "ADP" or token.dep_ == "ROOT")):
                queue.append(child)
            elif child.dep_ in ("nsubj", "nsubjpass") and child.pos_ == "NOUN" and lemma(token) in lx.CONTAINING:
                if any(c.dep_ in ("attr", "dobj", "ccomp", "xcomp") for c in token.children):
                    queue.append(child)
            elif child.dep_ == "relcl" and child.head.pos_ == "PROPN":
                queue.append(child)


def _predicate(scene: Scene, token: Token, conditions: Sequence[Condition]) -> _Inner | None:
    word = lemma(token)
    if _denies(scene, token):
        return _Inner("deny")
    not_ = negated(token) or (token.dep_ in ("acomp", "attr", "xcomp") and negated(token.head))
    if word in lx.CONSIDERING:
        for child in token.subtree:
            if child.dep_ in ("oprd", "acomp", "amod", "xcomp", "pobj", "advcl", "ccomp") and (
                side := judgement(child)
            ):
                return _Inner("reject" if side * (-1 if not_ else 1) < 0 else "support", negated=not_)
    attitude = attitude_of(token) if token.dep_ not in ("amod", "compound") else None
    if attitude is None and token.dep_ in ("nsubj", "nsubjpass"):
        attitude = lx.TEXT_ATTITUDES.get(word)
    if word == "need" and not scene.attributed:
        attitude = None  # what somebody needs, the narrator thinks
    if attitude is not None and _is_told(scene, token):
        if not_:
            subject = scene.subject(token) if token.pos_ == "VERB" else None
            other = scene.party(subject) if subject is not None else None
            if token.tag_ == "VBD" and scene.speaker is not None and other not in (None, scene.speaker):
                return _Inner("accuse", negated=True)  # "they never wanted a deal"
            if attitude.negated == "open":
                if auxiliaries(token) & (lx.MODALS_POSSIBLE | lx.MODALS_FUTURE) and not is_mine(scene, token):
                    return _Inner("reject", negated=True)  # "cannot be vetoed": somebody's right is refused
                return _Inner("offer", "openness", negated=True)
            if attitude.negated == "flip":
                return _Inner("reject" if attitude.side > 0 else "state", negated=True)
            return _Inner("state", negated=True)
        if auxiliaries(token) & lx.MODALS_DUTY:
            return _duty_act(scene, token)
        if attitude.firmness == "offer" and auxiliaries(token) & (lx.MODALS_POSSIBLE - {"can"}):
            return _Inner("offer", "openness")
        if attitude.act == "state" and auxiliaries(token) & (lx.MODALS_POSSIBLE | lx.MODALS_FUTURE):
            return _Inner("offer", "openness")
        if attitude.act in ("accept", "concede", "support") and auxiliaries(token) & (lx.MODALS_POSSIBLE - {"may"}):
            return _Inner(attitude.act, "openness")
        return _Inner(attitude.act, attitude.firmness)
    if word in _POSSIBLE and token.dep_ == "acomp" and not not_ and scene.speaker is not None:
        return _Inner("offer", "openness")
    side = judgement(token) if token.dep_ in ("acomp", "attr", "ROOT", "ccomp", "oprd", "conj", "pobj") else 0
    if word in ("be", "remain", "stay") and (phrased := phrase_judgement(token)):
        side, not_ = phrased, False
    if side and (scene.speaker is not None or _judged_by(scene, token)):
        if not_ and not negated(token):
            side = -side
        if side < 0 or word in lx.NECESSARY:
            return _Inner("reject" if side < 0 else "demand", None if side < 0 else "demand", negated=not_)
    if token.pos_ not in ("VERB", "AUX"):
        return None
    return _modal(scene, token, not_, conditions)


def _judged_by(scene: Scene, token: Token) -> bool:
    """Whether a judgement is said to be a party's: "unacceptable to Oslo"."""
    return scene.told_to(token) is not None or scene.told_to(token.head) is not None


def _is_told(scene: Scene, token: Token) -> bool:
    """Whether an attitude is somebody's, or the speaker's."""
    if token.pos_ in ("NOUN", "PROPN"):
        attitude = attitude_of(token)
        roles = ("attr", "dobj") if attitude is not None and attitude.act == "announce" else ("attr", "dobj", "nsubj")
        return scene.possessor(token) is not None or token.dep_ in roles
    return True


def _denies(scene: Scene, token: Token) -> bool:
    """Whether a fact is denied: "the report is invented", "no such clause exists"."""
    if scene.speaker is None:
        return False
    if token.pos_ in ("VERB", "AUX") and lemma(token) in ("exist", "be") and token.tag_ != "MD":
        for child in token.children:
            if child.dep_ in ("nsubj", "attr") and {"no", "such"} <= {g.lower_ for g in child.children}:
                return True
    if lemma(token) in ("be", "remain") and not negated(token) and not auxiliaries(token) & lx.MODALS_FUTURE:
        told = [c for c in token.children if c.dep_ in ("acomp", "attr")]
        return any(lemma(c) in _DENYING or c.lower_ in _DENYING for c in told)
    passive = token.tag_ == "VBN" and is_passive(token) and not auxiliaries(token) & lx.MODALS_FUTURE
    return passive and token.lower_ in _DENYING and not negated(token)


def _modal(scene: Scene, verb: Token, not_: bool, conditions: Sequence[Condition]) -> _Inner | None:
    aux = auxiliaries(verb)
    if _duty(verb) and (aux & lx.MODALS_POSSIBLE or (aux & lx.MODALS_FUTURE and conditions)):
        return None  # "will have to pay if they leave": what would follow, no demand
    if aux & lx.MODALS_DUTY or _duty(verb):
        return _duty_act(scene, verb, negated_=not_)
    subject = scene.subject(verb)
    doer = scene.by(verb) if is_passive(verb) else scene.party(subject) if subject is not None else None
    first = any(c.dep_ in SUBJECTS and c.lower_ in lx.FIRST_PERSON for c in verb.children)
    mine = first or (doer is not None and doer == scene.speaker)
    not_ = denied(verb) or (not_ and not negated(verb))
    if not_ and aux & (lx.MODALS_FUTURE | lx.MODALS_POSSIBLE):
        if scene.attributed and (mine or doer is None):
            return _Inner("reject", negated=True)
        if not scene.attributed and doer is not None and lemma(verb) in _YIELDING:
            return _Inner("reject", negated=True)
    if lemma(verb) in _YIELDING and mine and not not_ and aux & lx.MODALS_FUTURE:
        return _Inner("accept")
    peaceful = verb.pos_ == "VERB" and not not_ and not is_hostile(verb)
    if mine and peaceful and aux & lx.MODALS_FUTURE and any(c.kind in _PRICES for c in conditions):
        return _Inner("offer", "offer")
    if lemma(verb) in GRANTING and scene.speaker is not None and doer is None and is_passive(verb) and "could" in aux:
        return None if not_ else _Inner("offer", "openness")
    if mine and peaceful and "could" in aux and lemma(verb) not in _SUFFERED:
        return _Inner("offer", "openness")
    return None


_PRICES = frozenset({"if", "once", "provided", "exchange"})
_SUFFERED = word_set("be lose fail suffer face see happen become die collapse have need know say understand hear")


def _duty_act(scene: Scene, verb: Token, *, negated_: bool = False) -> _Inner | None:
    """Return what a duty does: "should" urges, "must" demands."""
    if not scene.attributed:
        # A narrator's "will have to" demands nothing.
        should = auxiliaries(verb) & {"should", "ought"} or (auxiliaries(verb) & {"must"} and negated(verb))
        return _Inner("urge", negated=negated_) if should and not _duty(verb) else None
    if auxiliaries(verb) & {"should", "ought"}:
        return _Inner("urge", negated=negated_)
    return _Inner("demand", "demand", negated=negated_)


_POSSIBLE = word_set("possible conceivable imaginable thinkable")
GRANTING = word_set("restore grant lift ease allow resume extend raise accept soften release reopen")
_YIELDING = word_set("accept agree sign join consent approve recognize")


def _duty(verb: Token) -> bool:
    return lemma(verb) in ("have", "need") and any(
        c.dep_ == "xcomp" and any(g.lower_ == "to" and g.dep_ == "aux" for g in c.children) for c in verb.children
    )


def _accuses(scene: Scene, token: Token) -> bool:
    """Whether a predicate says something bad of somebody other than the speaker."""
    if token.pos_ in ("VERB", "AUX"):
        subject = scene.subject(token)
        if subject is None:
            return False
        if subject.lower_ in lx.FIRST_PERSON or (scene.speaker and scene.party(subject) == scene.speaker):
            return False
        if negated(token):
            return False
        if lemma(token) in lx.ACCUSING and not auxiliaries(token) & lx.MODALS_FUTURE:
            # "The talks have stalled" accuses nobody; "they stalled the talks" does.
            done_to = any(c.dep_ in ("dobj", "auxpass", "prep", "xcomp", "prt") for c in token.children)
            return done_to or scene.party(subject) is not None
        if scene.party(subject) is None and scene.possessor(subject) is None:
            return False
        return any(lemma(t) in lx.ACCUSING_NOUNS and t.pos_ in ("NOUN", "ADJ") for t in token.subtree)
    return lemma(token) in lx.ACCUSING_NOUNS


def _plans(scene: Scene, token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX") or negated(token):
        return False
    aux = auxiliaries(token)
    going = lemma(token) == "go" and any(c.dep_ == "xcomp" for c in token.children)
    if not (aux & lx.MODALS_FUTURE or going):
        return False
    subject = scene.subject(token)
    if subject is None:
        return False
    if subject.lower_ in lx.FIRST_PERSON or lemma(subject) in _PLANS:
        return True
    party = scene.party(subject)
    return party is not None and scene.attributed and party == scene.speaker
