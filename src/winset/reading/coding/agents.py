"""Who would do what a statement speaks of: the agent of a position."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from winset.core.words import word_set
from winset.reading.coding import lexicon as lx
from winset.reading.coding.attitudes import attitude_of
from winset.reading.coding.hits import Hit
from winset.reading.coding.scene import Scene
from winset.reading.coding.tree import SUBJECTS
from winset.reading.coding.words import lemma
from winset.reading.statement import Stance

_NOBODY = "nobody"
_NO_ACTIONS = lx.REVERSERS | lx.MENTIONS | lx.CONTAINING | lx.CONSIDERING | word_set("have include get receive see")
_INTENTIONS = word_set("plan decision promise pledge intention commitment readiness willingness refusal")


def agent_of(scene: Scene, hit: Hit) -> str | None:
    """Return the party that would do what the words speak of; None where the text names none."""
    head = hit.head
    if head.pos_ in ("VERB", "AUX"):
        return scene.doer(head)
    if head.pos_ not in ("NOUN", "PROPN"):
        return None
    own = scene.possessor(head)
    if own is not None or any(child.dep_ == "poss" for child in head.children):
        return own
    return _handler(scene, head)


def _handler(scene: Scene, noun: Token) -> str | None:
    """Return who handles a thing: who would pay the premium, whose plan it is to use the cranes."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    verb = noun.head
    if noun.dep_ == "dobj" and verb.pos_ == "VERB":
        plain = attitude_of(verb) is None and lemma(verb) not in _NO_ACTIONS
        return scene.doer(verb) if plain else None
    if noun.dep_ == "pobj" and verb.lower_ in ("for", "to") and lemma(verb.head) in _INTENTIONS:
        return scene.possessor(verb.head)
    return None


def promised(scene: Scene, hit: Hit, cue: lx.Attitude | None, holder: str) -> bool:
    """Whether a passive is promised, so that who promises would do it: "promised that no plant will be closed"."""
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in hit.head.children)
    promises = (cue is not None and cue.firmness == "offer") or any(
        lemma(t) in ("promise", "pledge", "guarantee", "assure") for t in scene.tokens
    )
    return holder == scene.speaker and passive and promises and scene.by(hit.head) is None


def not_asker(scene: Scene, hit: Hit, agent: str | None, cue: lx.Attitude | None) -> str | None:
    """Return the agent; none where it would be the one who demands it of others: "demanded that they pay"."""
    if agent is None or agent != scene.speaker or cue is None or cue.act not in ("demand", "reject"):
        return agent
    if cue.act == "demand" and cue.negated != "none":
        return agent  # "wants to join": its own doing
    for verb in (hit.head, *hit.head.ancestors):
        subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
        if verb.i in scene.inside and verb.pos_ == "VERB" and subject is not None:
            return agent if scene.party(subject) == agent else None
    return agent


def fixed(told: str, agent: str | None) -> str | None:
    """Return the agent that the codebook tells for an issue (`CodebookIssue.agent`), else the one found."""
    if told == "text":
        return agent
    return None if told == _NOBODY else told


def shared_agent(hit: Hit, found: Sequence[tuple[Stance, Token]]) -> str | None:
    """``Bern's recognition of A and the lifting of B``: the second shares the first's agent."""
    head = hit.head
    if head.pos_ not in ("NOUN", "PROPN") or any(c.dep_ == "poss" for c in head.children):
        return None
    for stance, other in reversed(found):
        sisters = other.head == head.head and other.dep_ == head.dep_
        if other.i < head.i and (sisters or head.head == other) and any(c.dep_ == "poss" for c in other.children):
            agent: str | None = stance.agent
            return agent
    return None
