"""What a single predicate of a content does by speaking: refuses, offers, demands, reproaches, warns, plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from winset.core.words import word_set
from winset.reading.coding import idioms
from winset.reading.coding import lexicon as lx
from winset.reading.coding.attitudes import attitude_of, judgement, phrase_judgement, refers_to_none
from winset.reading.coding.conditions import Condition
from winset.reading.coding.cues import DENYING
from winset.reading.coding.manner import IN_HAND
from winset.reading.coding.reproaches import ILL, VERY_ILL, reproaches
from winset.reading.coding.scene import REPRESENTATIVES, Scene
from winset.reading.coding.threats import is_hostile, is_mine, is_passive, welcome
from winset.reading.coding.tree import SUBJECTS, auxiliaries, denied, negated, rhetorical
from winset.reading.coding.valence import ill
from winset.reading.coding.words import lemma
from winset.reading.statement import Act, Firmness

_PLANS = word_set("meeting talk negotiation round summit conference session visit delegation vote statement")


@dataclass(frozen=True, slots=True)
class Inner:
    """What a content does by itself."""

    act: Act
    firmness: Firmness | None = None
    negated: bool = False


def is_obstacle(scene: Scene, verb: Token) -> bool:
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


def predicate_act(scene: Scene, token: Token, conditions: Sequence[Condition]) -> Inner | None:
    """Return what one predicate does; None where it only states, so that the next may tell."""
    word = lemma(token)
    if _denies(scene, token):
        return Inner("deny")
    not_ = negated(token) or (token.dep_ in ("acomp", "attr", "xcomp") and negated(token.head))
    if rhetorical(token) and scene.speaks:
        return Inner("state" if negated(token) else "reject", negated=not_)
    if word in lx.CONSIDERING:
        for child in token.subtree:
            if child.dep_ in ("oprd", "acomp", "amod", "xcomp", "pobj", "advcl", "ccomp") and (
                side := judgement(child)
            ):
                if auxiliaries(token) & {"could", "might", "may"} and not is_mine(scene, token) and side < 0:
                    return Inner("warn", negated=not_)  # "they could find it unacceptable"
                return Inner("reject" if side * (-1 if not_ else 1) < 0 else "support", negated=not_)
    if _none_of_it(scene, token):
        return Inner("reject" if scene.attributed else "accuse", negated=True)
    if _rather(token) and scene.speaks:
        return Inner("reject", negated=not_)
    if (
        token.dep_ == "xcomp"
        and lemma(token.head) in ("likely", "unlikely", "expect", "set")
        and not is_mine(scene, token)
    ):
        return None  # what others will do, somebody thinks
    attitude = _told_attitude(scene, token, word)
    if attitude is not None:
        return _by_attitude(scene, token, attitude, not_, conditions)
    if (
        scene.speaks
        and not_
        and (word in _IMPOSSIBLE or token.lower_ in _IMPOSSIBLE)
        and token.dep_ in ("acomp", "conj")
    ):
        return Inner("offer", "openness", negated=True)  # "not inconceivable"
    if scene.speaks and word in _POSSIBLE and token.dep_ in ("acomp", "conj", "oprd") and not not_:
        return Inner("offer", "openness")
    side = judgement(token) if token.dep_ in ("acomp", "attr", "ROOT", "ccomp", "oprd", "conj", "pobj") else 0
    if word in ("be", "remain", "stay") and (phrased := phrase_judgement(token)):
        side, not_ = phrased, False
    if side and (scene.speaks or _judged_by(scene, token)):
        if not_ and not negated(token):
            side = -side
        if side < 0 or word in lx.NECESSARY:
            return Inner("reject" if side < 0 else "demand", None if side < 0 else "demand", negated=not_)
    if scene.speaks and _open_thing(token) and not not_:
        return Inner("offer", "openness")
    if token.pos_ not in ("VERB", "AUX"):
        return None
    return _modal(scene, token, not_, conditions)


def _told_attitude(scene: Scene, token: Token, word: str) -> lx.Attitude | None:
    """Return the attitude that a predicate tells as somebody's; None where it is only spoken of."""
    attitude = attitude_of(token) if token.dep_ not in ("amod", "compound") else None
    if attitude is None and token.dep_ in ("nsubj", "nsubjpass"):
        attitude = lx.TEXT_ATTITUDES.get(word)
    if attitude is None or not _is_told(scene, token):
        return None
    if word == "need" and not scene.attributed:
        return None  # what somebody needs, the narrator thinks
    if attitude.act == "accuse" and attitude == idioms.PAIRS.get(("play", "time"), attitude):
        return attitude if token.pos_ != "VERB" or word in ("accuse", "blame") else None
    return attitude


def _by_attitude(
    scene: Scene, token: Token, attitude: lx.Attitude, not_: bool, conditions: Sequence[Condition]
) -> Inner | None:
    subject = scene.subject(token) if token.pos_ == "VERB" else None
    other = scene.party(subject) if subject is not None else None
    others = scene.speaker is not None and other not in (None, scene.speaker)
    aux = auxiliaries(token)
    mine = is_mine(scene, token)
    if aux & lx.MODALS_DUTY and not mine:
        return _duty_act(scene, token, negated_=not_)
    if not scene.attributed and attitude.act in ("demand", "reject", "support", "offer") and _told_of(scene, token):
        # The narrator speaks of somebody's wishes: it wishes nothing itself.
        if attitude.act == "demand" and not not_:
            return Inner("state")
        if attitude.act == "offer" and attitude.firmness == "offer" and not_:
            return Inner("accuse", negated=True)
    if attitude.act == "threaten" and others and not not_:
        return Inner("accuse")
    if not_:
        if token.tag_ == "VBD" and others:
            return Inner("accuse", negated=True)  # "they never wanted a deal"
        if attitude.negated == "open":
            if aux & (lx.MODALS_POSSIBLE | lx.MODALS_FUTURE) and not mine:
                return Inner("reject", negated=True)  # "cannot be vetoed": somebody's right is refused
            if any(is_hostile(c) for c in token.children if c.dep_ in ("pcomp", "xcomp", "dobj", "advcl")):
                return Inner("threaten", negated=True)  # "has not ruled out ending the deliveries"
            done = mine and aux & {"has", "have", "had", "did"}
            return Inner("state" if done else "offer", "openness", negated=True)
        if attitude.act == "announce" and aux & {"can", "could"}:
            return None  # "cannot plan without a supply"
        if attitude.negated == "flip":
            if not scene.attributed and attitude.act == "announce":
                return Inner("accuse", negated=True)  # "has no intention of stopping", the narrator says
            return Inner("reject" if attitude.side > 0 else "state", negated=True)
        return Inner("state", negated=True)
    if aux & lx.MODALS_DUTY:
        return _duty_act(scene, token)
    if attitude.act in ("accept", "concede", "support") and aux & lx.MODALS_FUTURE:
        if mine and any(c.kind in _PRICES for c in conditions):
            return Inner("offer", "offer")
        if not mine and any(c.lower_ in ("probably", "likely", "perhaps", "eventually") for c in token.children):
            return None  # what somebody thinks that others will do
    if attitude.firmness == "offer" and aux & (lx.MODALS_POSSIBLE - {"can"}):
        return Inner("offer", "openness")
    if attitude.act == "state" and (
        aux & (lx.MODALS_POSSIBLE | lx.MODALS_FUTURE)
        or (token.tag_ == "VBG" and other is not None and not _weighs_ways(token))
    ):
        return Inner("offer", "openness")  # "could consider", "is considering"
    if attitude.act in ("accept", "concede", "support") and aux & lx.MODALS_POSSIBLE:
        return Inner("concede" if attitude.act == "concede" else "offer", "openness")
    return Inner(attitude.act, attitude.firmness)


def _weighs_ways(verb: Token) -> bool:
    """Whether what is weighed is only how to go on: "is considering its options"."""
    return any(c.dep_ == "dobj" and lemma(c) in _WAYS for c in verb.children)


_WAYS = lx.WAYS | word_set("strategy option alternative response step possibility action countermeasure reaction next")


def _told_of(scene: Scene, token: Token) -> bool:
    """Whether a predicate has a subject of its own."""
    return token.pos_ in ("VERB", "AUX") and any(c.dep_ in SUBJECTS for c in token.children)


def _none_of_it(scene: Scene, token: Token) -> bool:
    """Whether there is none of what would be needed: "there is no question of it", "sees no reason to"."""
    if token.pos_ not in ("VERB", "AUX") or lemma(token) not in ("see", "have", "be", "find", "hold", "leave"):
        return False
    if not scene.speaks and not (token.pos_ == "VERB" and scene.doer(token) is not None):
        return False
    for child in token.children:
        if child.dep_ in ("dobj", "attr") and lemma(child) in _NEEDED and refers_to_none(child):
            follows = any(c.dep_ in ("acl", "prep", "relcl") for c in child.children) or any(
                c.dep_ in ("prep", "xcomp", "advcl") and c.i > child.i for c in token.children
            )
            that = any(
                c.dep_ in ("acl", "ccomp") and any(g.lower_ == "that" for g in c.children) for c in child.children
            )
            return follows and not that
    return False


_NEEDED = lx.WORTH | word_set("way chance interest desire wish plan intention need right mandate money time")


def _rather(verb: Token) -> bool:
    """Whether a thing is refused by preferring another: "would rather close than sign"."""
    rather = any(c.lower_ in ("rather", "sooner") and c.dep_ == "advmod" for c in verb.children)
    return rather and bool(auxiliaries(verb) & (lx.MODALS_FUTURE | {"'d"}))


def _open_thing(token: Token) -> bool:
    """Whether a thing is left open: "the interior ministry is open"."""
    return token.dep_ == "acomp" and lemma(token) in ("open", "negotiable", "flexible") and lemma(token.head) == "be"


_WORD = word_set("promise pledge undertaking guarantee assurance commitment")


def _judged_by(scene: Scene, token: Token) -> bool:
    """Whether a judgement is said to be a party's: "unacceptable to Oslo"."""
    return scene.told_to(token) is not None or scene.told_to(token.head) is not None


def _is_told(scene: Scene, token: Token) -> bool:
    """Whether an attitude is somebody's, or the speaker's."""
    if token.pos_ in ("NOUN", "PROPN"):
        attitude = attitude_of(token)
        promised = attitude is not None and (attitude.act == "announce" or lemma(token) in _WORD)
        roles = ("attr", "dobj") if promised else ("attr", "dobj", "nsubj")
        return scene.possessor(token) is not None or token.dep_ in roles
    return True


def _denies(scene: Scene, token: Token) -> bool:
    """Whether a fact is denied: "the report is invented", "no such clause exists"."""
    if not scene.speaks:
        return False
    aux = auxiliaries(token)
    if token.pos_ in ("VERB", "AUX") and lemma(token) in ("exist", "be") and token.tag_ != "MD":
        for child in token.children:
            if child.dep_ in ("nsubj", "attr") and {"no", "such"} <= {g.lower_ for g in child.children}:
                return not aux & lx.MODALS_FUTURE  # "there will be no such swap" refuses
    if negated(token) and lemma(token) == "be" and is_mine(scene, token) and not aux & lx.MODALS_FUTURE:
        told = [t for c in token.children if c.dep_ in ("attr", "acomp") for t in c.subtree]
        if any(ill(t) > ILL or reproaches(t) for t in told):
            return True  # "We are not the ones who tore it up"
    if lemma(token) in ("be", "remain") and not negated(token) and not aux & lx.MODALS_FUTURE:
        told = [c for c in token.children if c.dep_ in ("acomp", "attr")]
        return any(lemma(c) in DENYING or c.lower_ in DENYING for c in told)
    passive = token.tag_ == "VBN" and is_passive(token) and not aux & lx.MODALS_FUTURE
    return passive and token.lower_ in DENYING and not negated(token)


def _modal(scene: Scene, verb: Token, not_: bool, conditions: Sequence[Condition]) -> Inner | None:
    aux = auxiliaries(verb)
    if _duty(verb) and any(c.dep_ in SUBJECTS and c.lower_ == "you" for c in verb.children) and scene.speaks:
        return Inner("demand", "demand", negated=not_)
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
        free = doer is None and (is_passive(verb) or subject is None or _anybody(subject) or not aux & {"can", "could"})
        free = free or (doer is None and lemma(verb) == "afford" and scene.speaks)
        own_people = subject is not None and (subject.lower_ in lx.FIRST_PERSON or subject.pos_ in ("PROPN", "PRON"))
        own_people = own_people or (subject is not None and lemma(subject) in REPRESENTATIVES)
        able = (
            not aux & {"can", "could"}
            or bool(aux & lx.MODALS_FUTURE)
            or is_passive(verb)
            or first
            or lemma(verb) in IN_HAND | _OWN_WILL
        )
        if scene.attributed and (
            (mine and (able or (own_people and not aux & {"can"})))
            or free
            or (doer is None and lemma(verb) in _YIELDING)
        ):
            return Inner("reject", negated=True)
        if not scene.attributed and doer is not None and lemma(verb) in _YIELDING:
            return Inner("reject", negated=True)
    if _unable(verb) and (mine or (not scene.attributed and doer is not None)):
        return Inner("reject", negated=True)
    if not_ and mine and not aux & {"has", "have", "had", "did", "was", "were"} and lemma(verb) in _OWN_WILL:
        return Inner("reject", negated=True)  # "We do not negotiate under fire"
    if _stays(scene, verb) and not not_:
        return Inner("reject")
    if lemma(verb) == "claim" and mine and any(c.dep_ == "dobj" for c in verb.children):
        return Inner("demand", "demand")
    if lemma(verb) in _YIELDING and mine and not not_ and aux & lx.MODALS_FUTURE:
        return Inner("offer", "offer") if any(c.kind in _PRICES for c in conditions) else Inner("accept")
    peaceful = verb.pos_ == "VERB" and not not_ and not is_hostile(verb)
    priced = [c for c in conditions if c.kind in _PRICES]
    if mine and peaceful and aux & lx.MODALS_FUTURE and priced:
        return Inner("offer", "openness" if lemma(verb) in ("consider", "discuss", "talk", "examine") else "offer")
    if mine and not not_ and verb.pos_ == "VERB" and aux & lx.MODALS_FUTURE and any(welcome(c) > 0 for c in priced):
        return Inner("offer", "offer")
    possible = aux & lx.MODALS_POSSIBLE
    granted = is_passive(verb) and lemma(verb) in GRANTING and not _harmed(verb)
    if scene.speaks and possible and not not_ and doer in (None, scene.speaker) and granted:
        return Inner("offer", "openness")
    if mine and peaceful and possible & {"could", "might", "may"} and lemma(verb) not in _SUFFERED:
        return Inner("offer", "openness")
    enough = any(c.dep_ == "acomp" and lemma(c) in _ENOUGH for c in verb.children)
    if scene.speaks and possible & {"could", "might", "may"} and enough and not not_:
        return Inner("offer", "openness")
    if first and "can" in aux and not not_ and lemma(verb) in ("talk", "discuss", "negotiate", "live", "agree", "look"):
        return Inner("offer", "openness")
    if not scene.attributed or scene.speaks:
        return None
    # An outlet or a mediator tells what a party could do.
    if doer is not None and peaceful and possible & {"could", "might", "may"} and lemma(verb) in GRANTING | _RAISING:
        return Inner("offer", "openness")
    return None


def _anybody(subject: Token) -> bool:
    """Whether a subject leaves nobody out: "nobody", "no company", "there"."""
    return subject.lower_ in ("nobody", "none", "there", "nothing", "one") or refers_to_none(subject)


def _unable(verb: Token) -> bool:
    """Whether somebody is not able to do what is wanted: "is not in a position to agree", "is unable to accept"."""
    if verb.pos_ != "AUX" and lemma(verb) not in ("be", "find"):
        return False
    below = list(verb.subtree)
    able = next((t for t in below if lemma(t) in ("able", "position", "unable")), None)
    if able is None or not (lemma(able) == "unable" or negated(verb)):
        return False
    return any(t.tag_ == "VB" and lemma(t) in _YIELDING | _OWN_WILL for t in below if t.i > able.i)


def _stays(scene: Scene, verb: Token) -> bool:
    """Whether it is said that a thing stays as it is: "the brake stays as it is", "sanctions would remain until …"."""
    if lemma(verb) not in ("stay", "remain", "stand") or not scene.speaks or verb.tag_ == "VBD":
        return False
    subject = scene.subject(verb)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN", "PRON") or subject.lower_ in lx.FIRST_PERSON:
        return False
    if scene.party(subject) is not None or lemma(subject) in REPRESENTATIVES:
        return False
    after = " ".join(t.lower_ for t in verb.subtree if t.i > verb.i)
    bare = not any(c.dep_ in ("acomp", "attr", "oprd", "xcomp") and lemma(c) not in _SAME for c in verb.children)
    on = after.startswith(("on ", "open", "ajar", "possible", "to be", "unclear", "hopeful"))
    return bare and not on


_SAME = word_set("unchanged put intact untouched valid binding closed shut same off")


def _harmed(verb: Token) -> bool:
    """Whether what would be done would hurt: "wages might be cut"."""
    return ill(verb) > VERY_ILL


_ENOUGH = word_set("enough sufficient acceptable fine")
_PRICES = frozenset({"if", "once", "provided", "exchange"})
_SUFFERED = word_set("be lose fail suffer face see happen become die collapse have need know say understand hear")
_OWN_WILL = word_set(
    "negotiate accept recognize agree pay give talk share surrender yield sign bow discuss tolerate support join allow"
)
_RAISING = word_set("double raise increase pay offer send give")


def _duty_act(scene: Scene, verb: Token, *, negated_: bool = False) -> Inner | None:
    """Return what a duty does: "should" urges, "must" demands."""
    if not scene.attributed:
        # A narrator's "will have to" demands nothing.
        should = auxiliaries(verb) & {"should", "ought"} or (auxiliaries(verb) & {"must"} and negated(verb))
        return Inner("urge", negated=negated_) if should and not _duty(verb) else None
    if auxiliaries(verb) & {"should", "ought"}:
        return Inner("demand" if negated_ and scene.speaker is not None else "urge", negated=negated_)
    return Inner("demand", "demand", negated=negated_)


_IMPOSSIBLE = word_set("inconceivable unthinkable impossible unimaginable unlikely excluded insurmountable")
_POSSIBLE = word_set("possible conceivable imaginable thinkable feasible")
GRANTING = word_set(
    "restore grant lift ease allow resume extend raise accept soften release reopen free return permit open "
    "publish give "
    "hand share withdraw reduce cut lower postpone suspend drop discuss negotiate include provide pay double "
    "phase settle "
    "relax loosen exchange swap consider"
)
_YIELDING = word_set("accept agree sign join consent approve recognize")


def _duty(verb: Token) -> bool:
    return lemma(verb) in ("have", "need") and any(
        c.dep_ == "xcomp" and any(g.lower_ == "to" and g.dep_ == "aux" for g in c.children) for c in verb.children
    )


def plans(scene: Scene, token: Token) -> bool:
    """Whether a predicate tells what the speaker is going to do, or that a meeting will be held."""
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
