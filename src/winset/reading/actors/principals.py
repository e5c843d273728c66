"""Which states a text is about, and which only host, mediate or watch; whose "the government" then is.

"Malaysia, which has chaired the talks", "Cuba's envoy urged both sides", "the Omani hosts": who brings others together,
or speaks to both, is none of them. In a conflict within a state the government is that of the one state that is left.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from winset.core.words import word_set
from winset.reading.actors import vocabulary as v
from winset.reading.actors.phrases import noun_of

if TYPE_CHECKING:
    from winset.reading.actors.home import Frame
    from winset.reading.actors.mentions import Scan

_HOSTING = word_set("host chair mediate facilitate broker convene moderate")
_HOSTS = word_set(
    "host mediator facilitator mediation facilitation guarantor observer intermediary broker good-offices moderator"
)
_APPEALS = word_set("urge ask call appeal invite persuade remind beg exhort encourage press warn tell")
_TWO = frozenset(("both", "two"))
_BOTH = word_set("side party delegation government neighbour neighbor camp panel team country capital rival")
_OWN = frozenset(("its", "his", "her", "their"))
_REBELS = frozenset(("rebels", "guerrillas", "insurgents", "separatists"))
_OFFICES = frozenset(("minister", "undersecretary", "commissioner"))
_SUBJECT = ("nsubj", "nsubjpass")


def outside(frame: Frame) -> frozenset[str]:
    """Return the states that the text tells as hosts, mediators or observers of others' talks."""
    scan = frame.scan
    found: set[str] = set()
    for mention in scan.mentions:
        state = frame.state_of(mention)
        if state is None:
            continue
        token = scan.head(mention)
        if (
            (token.dep_ in ("amod", "compound", "nmod", "poss") and noun_of(token.head) in _HOSTS)
            or (token.dep_ == "appos" and noun_of(token.head) in _HOSTS)
            or any(c.dep_ == "appos" and _hosts(c) for c in token.children)
        ):
            found.add(state)
    for token in scan.tokens:
        lemma = token.lemma_
        if token.pos_ != "VERB" or (lemma not in _HOSTING and not (lemma in _APPEALS and _to_both(token))):
            continue
        subject = _subject(token)
        state = _speaks(frame, subject) if subject is not None else None
        if state is not None:
            found.add(state)
    return frozenset(found)


def _hosts(token: Any) -> bool:
    """Whether an apposition is "the host" or "one of the guarantors"."""
    words = [token, *(g for c in token.children if c.lower_ == "of" and token.lower_ == "one" for g in c.children)]
    return any(noun_of(t) in _HOSTS for t in words)


def _to_both(verb: Any) -> bool:
    """Whether somebody appeals to all who negotiate: "urged both sides", "called on the delegations"."""
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative", "nsubj") and c.i > verb.i]
    objects += [g for c in verb.children if c.dep_ in ("prep", "dative") for g in c.children if g.dep_ == "pobj"]
    objects += [g for c in verb.children if c.dep_ in ("ccomp", "xcomp") for g in c.children if g.dep_ == "nsubj"]
    for thing in objects:
        if thing.i < verb.i:
            continue
        if thing.lower_ == "both" or (verb.lemma_ == "invite" and any(c.dep_ == "conj" for c in thing.children)):
            return True
        plural = thing.tag_ == "NNS" and noun_of(thing) in _BOTH
        words = {c.lower_ for c in thing.children if c.dep_ in ("det", "nummod", "predet", "amod", "poss")}
        if plural and words & (_TWO | {"the"}) and not any(c.dep_ == "poss" for c in thing.children):
            return True
    return False


def _subject(verb: Any) -> Any:
    """Return the subject of a verb, also of one that hangs on another: "offered to host", "Oman, which hosts"."""
    for _ in range(4):
        for child in verb.children:
            if child.dep_ in _SUBJECT:
                if child.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
                    return verb.head
                return child
        if verb.dep_ not in ("xcomp", "conj", "acl", "dobj", "pcomp") or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _speaks(frame: Frame, subject: Any) -> str | None:
    """Return the state that a subject is, or whose official it is: "Norway", "Oslo's envoy", "Its ambassador"."""
    scan = frame.scan
    mention = scan.by_token.get(subject.i)
    state = frame.state_of(mention) if mention is not None and not mention.place else None
    if state is not None:
        return state
    inside = list(scan.within(subject.left_edge.i, subject.right_edge.i + 1))
    states = {s for m in inside if not m.place and (s := frame.state_of(m))}
    owned = next((t for t in subject.subtree if t.lower_ in _OWN and t.dep_ == "poss"), None)
    if owned is not None and not states:
        return frame.before(subject.i)
    return states.pop() if len(states) == 1 else None


def lead(frame: Frame) -> str | None:
    """Return the only state that acts in the first paragraph, where it is no host."""
    text = frame.scan.text
    opening = text.find("\n\n", len(text) - len(text.lstrip()))
    counts = acting(frame, opening if opening > 0 else len(text), adjectives=False)
    return next(iter(counts)) if len(counts) == 1 and not set(counts) & frame.outside else None


def acting(frame: Frame, end: int = sys.maxsize, *, adjectives: bool = True) -> Counter[str]:
    """Return how often each state acts, speaks, owns or is dealt with: not where it only tells a place."""
    scan = frame.scan
    counts: Counter[str] = Counter()
    for mention in scan.mentions:
        state = frame.state_of(mention)
        if state is None or mention.place or mention.start >= end:
            continue
        token = scan.head(mention)
        if mention.kind == "adjective" and not (adjectives and _of_a_government(scan, token)):
            continue
        if token.dep_ == "pobj" and token.head.lower_ in ("in", "near", "at", "from", "to") and mention.kind == "name":
            continue
        if token.dep_ == "appos" and mention.first and scan.tokens[mention.first - 1].text == ",":
            continue  # "ZIGUINCHOR, Senegal"
        counts[state] += 1
    return counts


def _of_a_government(scan: Scan, token: Any) -> bool:
    head = token.head
    noun = noun_of(head)
    if token.dep_ not in ("amod", "compound", "nmod"):
        return token.dep_ in _SUBJECT
    return bool(scan.roles.get(noun, frozenset()) & {"official", "institution"}) or noun in v.SIDES | v.OF_A_STATE


def principal(frame: Frame) -> str | None:
    """Return the state whose "the government" is in a text that names no state with it; None where it stays open.

    The one that alone acts and is not outside, named before the government is or told apart from those who mediate.
    Beside an armed movement also the one with which the text begins, or that acts most.
    """
    scan = frame.scan
    counts = acting(frame)
    ranked = [(n, state) for state, n in counts.most_common() if state not in frame.outside]
    armed = any(m.card is not None and "movement" in m.card.types for m in scan.mentions)
    armed = armed or any(t.tag_ == "NNS" for t in scan.standing(_REBELS))
    if armed and frame.governing is not None:
        return frame.governing
    first = _governed(scan)
    if not ranked or first is None or (frame.governing is not None and not armed):
        return None
    state = ranked[0][1]
    if len(ranked) > 1:
        opening = lead(frame)
        if not armed or (opening is None and ranked[0][0] == ranked[1][0]):
            return None
        state = opening or state
    places = [m for m in scan.mentions if m.kind != "adjective" and frame.state_of(m) == state]
    if not armed and len(counts) > 1 and not frame.outside:
        return None
    if armed and frame.outside:
        return state if len(places) > 1 else None
    return state if any(m.first < first and not m.place for m in places) else None


def _governed(scan: Scan) -> int | None:
    """Return where the text first speaks of "the government", or an army or minister, as of one that all know."""
    for token in scan.standing(v.OF_A_STATE | _OFFICES):
        if token.i not in scan.by_token and not any(c.i in scan.by_token for c in token.children):
            return int(token.i)
    return None
