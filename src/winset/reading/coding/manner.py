"""How something is said: hedged, and how firmly."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from winset.core.words import word_set
from winset.reading.coding import lexicon as lx
from winset.reading.coding.conditions import Condition
from winset.reading.coding.finality import shuts, without_open_words
from winset.reading.coding.scene import Scene
from winset.reading.coding.tree import auxiliaries, denied, negated, predicate
from winset.reading.coding.words import lemma
from winset.reading.statement import Act, Firmness

_HEDGES = word_set(
    "reportedly allegedly apparently possibly perhaps maybe probably presumably seemingly supposedly purportedly "
    "conceivably likely unlikely potentially"
)
_DOUBTING = word_set("doubt believe think hope")
_SEEMING = word_set("seem appear believe think understand expect rumor suppose")
_FINAL = word_set("never ever")
_RED_ADJECTIVES = word_set("unacceptable non-negotiable inadmissible unthinkable nonnegotiable off-limits")
_RED_PHRASES = (
    "under no circumstances", "no circumstances", "out of the question", "red line", "not negotiable",
    "non-negotiable", "not up for negotiation", "not for sale", "at any price", "not on the table",
    "whatever the cost", "no matter what", "not up for discussion", "not open to negotiation",
    "not open for negotiation", "categorically", "not an inch", "off the table", "will not budge", "bottom line",
    "is our floor", "is the floor", "line we will not cross", "line that we will not", "not now , not in",
    "not now, not in", "never , ever", "over my dead body", "shut for good", "closed for good", "no ifs",
    "once and for all", "not a penny more", "not a cent more", "our last word", "no deal without", "altogether",
    "for all time", "absolute no", "never, ever", "never and under",
)  # fmt: skip
FLOOR = re.compile(r"\b(?:is|are) (?:our|the) (?:floor|bottom line|minimum|last word)\b|\bthe least (?:that )?we\b")
_CLOSED = re.compile(
    r"\b(?:not|n't|never|hardly) (?:be )?(?:up for|open (?:to|for)|a matter (?:of|for)|subject to) (?:any )?"
    r"(?:debate|discussion|negotiations?|bargaining|compromise|grabs|sale|question)|\bno question of\b|"
    r"\bnot (?:one|a single|an) (?:inch|metre|meter|cent|penny|dollar|euro|step|word|millimetre)\b|"
    r"\bnothing (?:short of|less than)\b|\bno ifs\b|\bcome what may\b|\bas long as (?:i|we) (?:live|am|are)\b|"
    r"\bimmovable\b|\bfor (?:all time|ever and ever)\b"
)
_NOT_EVER = re.compile(
    r"(?:\bnot|n['’]t|\bno|\bnever)\b.*\b(?:under any circumstances?|in any form|at any price|ever)\b"
)
_FIRM_ACTS = frozenset({"reject", "demand", "warn", "state", "threaten", "announce", "deny", "accuse"})
# What a party can refuse to do by itself.
IN_HAND = word_set(
    "accept agree recognize sign join consent approve allow permit give cede yield surrender concede "
    "negotiate leave discuss negotiate part hand cross trade move budge withdraw return tolerate abandon "
    "acknowledge consent extradite afford bow cooperate reopen dismantle destroy open support submit pay lift "
    "sell hand release disarm talk let"
)
_LAWS = word_set("constitution constitutional charter law statute treaty mandate")


def is_hedged(scene: Scene, act: Act, conditions: Sequence[Condition]) -> bool:
    """Whether the statement's main assertion is weakened: "could", "may not", "reportedly", "appears to"."""
    if act in ("fear", "warn") and scene.attributed and scene.speaker is not None:
        # What is feared or warned of may come or not; "might" after a neutral word weakens.
        named = any((lx.CUE_ACTS.get(lemma(t)) or _act_of(t)) in ("fear", "warn") for t in scene.cue)
        return not named and any(t.lower_ == "might" and t.head.dep_ in ("ROOT", "ccomp") for t in scene.tokens)
    if any(lemma(token) in _DOUBTING for token in scene.cue):
        return False
    if any(lemma(token) in ("hint", "insinuate") for token in scene.cue):
        return True
    for token in scene.tokens:
        if any(c.holds(token) for c in conditions):
            continue
        if lemma(token) in _HEDGES and token.dep_ in ("advmod", "amod", "acomp") and not negated(token):
            return True
        if token.lower_ == "may" and act == "demand":
            continue  # "adamant that it may sell": a right
        if token.lower_ == "could" and act in ("offer", "concede", "accept") and scene.speaks:
            continue  # openness, not doubt
        if token.lower_ in lx.MODALS_POSSIBLE and token.dep_ == "aux" and _weakens(scene, token):
            return True
        if token.pos_ == "VERB" and lemma(token) in _SEEMING and _hedging_verb(token):
            return True
    return any(lemma(t) in _HEDGES for token in scene.cue for t in (token, *token.children) if t.i not in scene.inside)


def _act_of(token: Token) -> Act | None:
    attitude = lx.ATTITUDES.get(lemma(token))
    return attitude.act if attitude is not None else None


def _weakens(scene: Scene, modal: Token) -> bool:
    verb = modal.head
    if modal.lower_ == "can":
        return False
    subordinate = verb.dep_ in ("relcl", "advcl", "acl", "pcomp")
    if modal.lower_ == "could" and (denied(verb) or _own_offer(scene, verb)):
        return False
    if modal.lower_ == "may" and negated(verb) and any(c.dep_ == "auxpass" for c in verb.children):
        return False  # "may not be closed" forbids
    return not subordinate


def _own_offer(scene: Scene, verb: Token) -> bool:
    """Whether "could" says what the speaker's own side would do: openness, not doubt."""
    if scene.speaker is None:
        return False
    subject = scene.subject(verb)
    if any(c.dep_ == "auxpass" for c in verb.children):
        return scene.by(verb) in (None, scene.speaker)
    return subject is not None and scene.party(subject) == scene.speaker


def _hedging_verb(verb: Token) -> bool:
    word = lemma(verb)
    if word in ("seem", "appear"):
        return any(c.dep_ in ("xcomp", "oprd", "ccomp", "acomp") for c in verb.children) and verb.dep_ != "parataxis"
    return any(c.dep_ == "auxpass" for c in verb.children)


def firmness_of(scene: Scene, act: Act, found: Firmness | None, *, has_positions: bool) -> Firmness | None:
    """Return how firm a statement is; `found` is what its act brings along.

    A red line needs words of finality about what would come: "never" with a future, "unacceptable", "under no
    circumstances", a law that forbids it. A refusal alone is none.
    """
    if act in _FIRM_ACTS and (_is_final(scene, act, has_positions) or _is_shut(scene)):
        return "red_line"
    return found


def final_words(scene: Scene) -> bool:
    """Whether a phrase of finality stands in the cue or the content: "non-negotiable", "under no circumstances"."""
    text = " ".join(token.lower_ for token in (*scene.cue, *scene.tokens)).replace(" - ", "-")
    text = without_open_words(text)
    return bool(
        FLOOR.search(text)
        or any(phrase in text for phrase in _RED_PHRASES)
        or _NOT_EVER.search(text)
        or _CLOSED.search(text)
    )


def _is_shut(scene: Scene) -> bool:
    """Whether words close the matter for good, in the content or beside the cue: "categorically excluded"."""
    if not scene.attributed and scene.speaker is None:
        return False
    beside = [
        t
        for token in scene.cue
        for child in token.children
        if child.dep_ in ("advmod", "prep", "npadvmod") and child.i not in scene.inside
        for t in child.subtree
        if t.i not in scene.inside
    ]
    words = sorted({t.i: t for t in (*beside, *scene.cue, *scene.tokens)}.values(), key=lambda t: t.i)
    text = " ".join(token.lower_ for token in words).replace(" - ", "-").replace(" ,", ",")
    return shuts(text)


def _is_final(scene: Scene, act: Act, has_positions: bool) -> bool:
    if act in ("reject", "demand", "announce") and final_words(scene):
        return True
    return any(
        _never(scene, token, has_positions) or _unacceptable(scene, token, act) or _unlawful(scene, token, act)
        for token in (*scene.cue, *scene.tokens)
    )


def _never(scene: Scene, token: Token, has_positions: bool) -> bool:
    """``would never``: of something that the speaker, or a party of whom it is told, has in hand."""
    if token.lower_ not in _FINAL or token.dep_ not in ("neg", "advmod"):
        return False
    verb = token.head
    if not auxiliaries(verb) & (lx.MODALS_FUTURE | {"can", "could", "must"}):
        return False
    subject = scene.subject(verb)
    in_hand = subject is not None and (scene.party(subject) is not None or subject.lower_ in lx.FIRST_PERSON)
    return _has_owner(scene, verb) and (has_positions or (in_hand and lemma(verb) in IN_HAND))


def _unacceptable(scene: Scene, token: Token, act: Act) -> bool:
    if token.lower_ not in _RED_ADJECTIVES or act not in ("reject", "warn", "demand"):
        return False
    return not negated(token) and not negated(token.head) and _has_owner(scene, token)


def _unlawful(scene: Scene, token: Token, act: Act) -> bool:
    """``cannot under our constitution``, ``the charter forbids it``."""
    if lemma(token) not in _LAWS or act not in ("reject", "demand", "state") or scene.speaker is None:
        return False
    if token.dep_ == "nsubj" and lemma(token.head) in ("forbid", "prohibit", "exclude", "ban", "bar"):
        return True
    if token.dep_ != "pobj" or token.head.lower_ not in ("under", "by", "with", "of"):
        return False
    verb = predicate(token)
    return negated(verb) and bool(auxiliaries(verb) & {"can", "could", "ca", "may"})


def _has_owner(scene: Scene, token: Token) -> bool:
    """Whether words of finality are somebody's: the speaker speaks for a party, or a party is told to hold them."""
    if scene.speaker is not None:
        return True
    for ancestor in (token, *token.ancestors):
        if ancestor.i not in scene.inside:
            break
        if ancestor.pos_ in ("VERB", "AUX", "ADJ"):
            party, _ = scene.holder(ancestor)
            if party is not None or scene.told_to(ancestor) is not None:
                return True
    return False
