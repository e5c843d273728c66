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

from winset.core.words import word_set
from winset.reading.coding import lexicon as lx
from winset.reading.coding.attitudes import attitude_of
from winset.reading.coding.conditions import Condition
from winset.reading.coding.cues import DENYING, Cue, read_cue, tells_a_fact, verdict
from winset.reading.coding.manner import FLOOR, final_words
from winset.reading.coding.predicates import Inner, is_obstacle, plans, predicate_act
from winset.reading.coding.reproaches import accuses, warns
from winset.reading.coding.scene import LIGHT, Scene
from winset.reading.coding.threats import alluded, find_ultimatum, own_move
from winset.reading.coding.tree import SUBJECTS, auxiliaries, has_to, negated
from winset.reading.coding.words import lemma
from winset.reading.statement import Act, Firmness

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
    cue = _read(scene)
    if cue.word == "" and scene.cue and any(lemma(t) in DENYING for t in scene.tokens):
        return Doing("deny", None, False, False, None)  # "called the report a fairy tale"
    judged = verdict(scene)
    if judged is not None:
        return Doing(judged.act, judged if judged.side else None, False, False, None)
    if (cue.attitude is None or cue.attitude.side == 0) and find_ultimatum(scene) is not None:
        return Doing("threaten", None, False, False, None)
    inner = _content(scene, conditions)
    if cue.attitude is not None:
        return _by_attitude(scene, cue, cue.attitude, inner)
    known = cue.act
    if known in ("warn", None) and own_move(scene, conditions, warned=known == "warn"):
        return Doing("threaten", None, cue.negated, inner.negated, None)
    if known == "warn" and inner.act == "reject":
        return Doing("reject" if inner.firmness else "warn", None, cue.negated, inner.negated, inner.firmness)
    if known == "deny" and inner.act == "accuse" and cue.word in ("contradict", "counter", "dispute"):
        return Doing("accuse", None, cue.negated, inner.negated, None)  # "contradicted: they never meant it"
    if known == "announce" and inner.act in ("state", "announce"):
        paid = any(lemma(t) in _PAYMENTS for t in scene.tokens[:3])
        if paid or cue.negated:
            return Doing("announce", None, cue.negated, inner.negated, "offer" if paid else None)
    if known in (None, "announce", "concede", "offer") and inner.act != "state":
        if known == "announce" and inner.act == "accuse":
            return Doing("announce", None, cue.negated, inner.negated, inner.firmness)
        if known == "concede" and inner.act not in ("reject", "demand"):
            return Doing("concede", None, cue.negated, inner.negated, inner.firmness)
        return Doing(inner.act, None, cue.negated, inner.negated, inner.firmness)
    return Doing(known or inner.act, None, cue.negated, inner.negated, inner.firmness)


def _read(scene: Scene) -> Cue:
    """Return the cue, where the content does not show that it is meant otherwise."""
    cue = read_cue(scene)
    if cue.attitude is not None and cue.word == "insist" and tells_a_fact(scene, list(_roots(scene))):
        return Cue(word=cue.word)
    verbless = not _has_finite(scene) and not any(t.tag_ == "VB" for t in scene.tokens)
    if cue.attitude is None and cue.word == "claim" and verbless:
        return Cue(lx.ATTITUDES["demand"], cue.negated, cue.word)  # "claimed the finance ministry"
    if cue.attitude is None and any(lemma(t) in ("suggest", "say", "move") for t in scene.cue) and _subjunctive(scene):
        return Cue(lx.ATTITUDES["propose"], cue.negated, cue.word)
    if cue.attitude is None and cue.word in ("tell", "instruct") and scene.tokens[0].lower_ == "to":
        return Cue(lx.ATTITUDES["urge"], cue.negated, cue.word)  # "told members to prepare"
    if cue.word == "ask" and cue.attitude is not None and _asks_for_a_thing(scene):
        return Cue(lx.ATTITUDES["demand"], cue.negated, cue.word)
    return cue


def _asks_for_a_thing(scene: Scene) -> bool:
    """Whether something is asked for oneself: "asked for 90 million"; not "asked them to leave"."""
    first = scene.tokens[0]
    if first.lower_ != "for" and not any(t.lower_ == "for" for t in scene.cue):
        return False
    return not any(t.tag_ in ("VB", "VBD", "VBZ", "VBP") for t in scene.tokens if t.dep_ != "relcl")


def _by_attitude(scene: Scene, cue: Cue, attitude: lx.Attitude, inner: Inner) -> Doing:
    act, firmness = attitude.act, attitude.firmness
    negated_ = cue.negated or inner.negated
    if cue.negated:
        if attitude.negated == "open":
            act, firmness = "offer", "openness"
        elif attitude.negated == "flip" and attitude.side > 0:
            act, firmness = "reject", None
        else:
            act, firmness = "state", None
    elif act == "demand" and firmness == "demand":
        roots = [r for r in _roots(scene) if r.pos_ in ("VERB", "AUX")]
        will = any(auxiliaries(r) & lx.MODALS_FUTURE for r in roots)
        own = cue.word == "want" and any(has_to(r) and not any(c.dep_ in SUBJECTS for c in r.children) for r in roots)
        if will or (own and scene.tokens[0].lower_ == "to"):
            firmness = None  # "insisted that it would be slow", "wants to hear them first"
    elif cue.negated is False and act == "offer" and firmness == "openness" and alluded(scene):
        act, firmness = "threaten", None
    return Doing(act, attitude, cue.negated, negated_, firmness)


def _subjunctive(scene: Scene) -> bool:
    """Whether what is reported is wished and not stated: "suggested that the council become a court"."""
    for root in _roots(scene):
        if root.tag_ == "VB" and not auxiliaries(root) and any(c.dep_ in SUBJECTS for c in root.children):
            return True
        if root.pos_ in ("VERB", "AUX"):
            return False
    return False


def _content(scene: Scene, conditions: Sequence[Condition]) -> Inner:
    accused = warned = planned = neg = False
    if _commands(scene):
        return Inner("offer" if _THEN_WE.search(scene.words) else "demand" if scene.speaker is not None else "urge")
    if scene.speaks and _WORD_GIVEN.search(scene.words):
        return Inner("offer", "offer")
    item = scene.lead is not None and not _has_finite(scene)
    for root in _roots(scene):
        if any(c.holds(root) for c in conditions if c.kind != "trigger"):
            continue
        for predicate in _predicates(root):
            if predicate.i not in scene.inside:
                continue
            if is_obstacle(scene, predicate):
                return Inner("accuse", negated=neg)
            found = predicate_act(scene, predicate, conditions)
            neg = neg or negated(predicate)
            if found is not None and not (item and predicate.dep_ == "xcomp" and lemma(predicate.head) in lx.WAYS):
                return found
            accused = accused or accuses(scene, predicate)
            warned = warned or warns(scene, predicate)
            planned = planned or plans(scene, predicate)
    if not accused and not planned and item and scene.lead is not None:
        # An item of a list of demands, aims or offers, without a verb of its own.
        return Inner(_LEADS.get(scene.lead.word, "demand"), negated=neg)
    words = scene.words
    if scene.speaks:
        if FLOOR.search(words) or _FIRST_THEN.match(words):
            return Inner("demand")
        if _NOT_NOW.match(words) or _OUT.match(words) or final_words(scene):
            return Inner("reject", negated=neg)
        if _NO_WAY.search(words):
            return Inner("reject", negated=neg)
        if _UNTRUE.search(words):
            return Inner("deny", negated=neg)
        if alluded(scene):
            return Inner("threaten", negated=neg)
        if _PATIENCE.search(words):
            return Inner("warn", negated=neg)
    if any(
        lemma(t) in _DANGERS and lemma(t.head) in ("pose", "be", "carry", "represent", "mean") for t in scene.tokens
    ):
        return Inner("warn", negated=neg)
    if accused:
        return Inner("accuse", negated=neg)
    if warned:
        return Inner("warn", negated=neg)
    if planned:
        return Inner("announce", negated=neg)
    return Inner("state", negated=neg)


_WORD_GIVEN = re.compile(
    r"\b(?:would|will|'ll) (?:put|give) (?:that|this|it) in writing|\b(?:you have|give) (?:my|our) word\b"
)
_OUT = re.compile(r"\W*(?:(?:that|this|it) (?:is|was) )?(?:out of the question|off the table|a non - ?starter)\b")
_NOT_NOW = re.compile(r"\W*not (?:now|today|ever|this year|in)\b")
_NO_WAY = re.compile(
    r"\bnot (?:be )?on (?:any|the|our|this|their) (?:table|agenda)\b|\bnot in the business of\b|\bnot a chance\b|"
    r"^\W*(?:no chance|no way|never|no thanks|forget it|nothing doing)\b|"
    r"\bship has sailed\b|\b(?:wo n't|will not|not going to) happen\b|\bon (?:my|our) watch\b|\bdream on\b|"
    r"\btoo little ,? too late\b|\bno deal\b|\blast thing (?:he|she|we|they|i|it)\b|\bno use\b"
)
_UNTRUE = re.compile(
    r"\bthin air\b|\bno truth\b|\b(?:not|never) true\b|\bfar from (?:the truth|true)\b|\bmade up\b|\bwhole cloth\b|"
    r"\bwithout (?:any )?foundation\b|\bfake news\b|\bwide of the mark\b|\bno basis in fact\b|\bpure "
    r"(?:speculation|fantasy)\b"
)
_PATIENCE = re.compile(
    r"\bpatience (?:is|was|has) (?:\w+ )?(?:running|wearing|limited|limits|not|run)\b|\btime (?:is|was) (?:fast "
    r")?running out\b|"
    r"\blast chance\b|\breserves? the right\b|\bconsequences\b|\bthink twice\b|\bplay(?:s|ing)? with fire\b"
)
_FIRST_THEN = re.compile(r"\W*first\b.*\bthen\b")
_LEADS: dict[str, Act] = {"offer": "offer", "proposal": "offer", "propose": "offer", "concession": "concede"}


_THEN_WE = re.compile(r"\band (?:then )?(?:i|we) (?:will|'ll|would|shall|can)\b")


def _commands(scene: Scene) -> bool:
    """Whether a quotation is an order: "Give us the port"."""
    if scene.attribution.quotation != "direct":
        return False
    root = next((t for t in _roots(scene) if t.pos_ in ("VERB", "AUX")), None)
    if root is None or root.tag_ != "VB" or lemma(root) in ("let", "thank", "forget", "look", "say", "take", "be"):
        return False
    first = next((t for t in scene.tokens if not t.is_punct), root)
    return first.i in (root.i, root.i - 1) and not any(c.dep_ in (*SUBJECTS, "mark") for c in root.children)


def _has_finite(scene: Scene) -> bool:
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in scene.tokens)


def _roots(scene: Scene) -> Iterator[Token]:
    """Yield the main words of a content, from the top."""
    for token in scene.tokens:
        if token.is_punct:
            continue
        if token.head == token or token.head.i not in scene.inside:
            if token.dep_ in ("mark", "cc", "aux", "punct", "neg", "det", "poss", "case"):
                continue
            yield token


def _kept_word(noun: Token) -> bool:
    """Whether a promise is spoken of that was made before: "kept a promise", "held its word"."""
    if lemma(noun) in ("offer", "proposal", "plan", "bid") and lemma(noun.head) in ("take", "have", "hold", "keep"):
        return True
    return lemma(noun.head) in ("keep", "hold", "give") and lemma(noun) in ("promise", "pledge", "commitment", "word")


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
                (
                    child.dep_ == "dobj"
                    and lemma(token) in LIGHT
                    and attitude_of(child) is not None
                    and not _kept_word(child)
                )
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
