"""Assertions that are nobody's position: explanations, blame, costs, predictions; and the parties spoken to."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from winset.core.words import word_set
from winset.reading.coding import lexicon as lx
from winset.reading.coding.scene import Scene
from winset.reading.coding.tree import auxiliaries
from winset.reading.coding.words import lemma
from winset.reading.statement import Act, ClaimKind

_COST = word_set(
    "cost price expense burden loss damage toll bill lose suffer jeopardize endanger risk hardship casualty "
    "expensive costly threat"
)
_BLAME = word_set(
    "blame fault responsible responsibility undermine sabotage guilty culprit violate breach derail torpedo"
)
_BECAUSE = word_set("because since due owing thanks hence therefore")
_EXPLAIN = word_set("explain reflect stem base motivate driven root drive attribute")


def claim_of(scene: Scene, act: Act, has_positions: bool) -> tuple[ClaimKind | None, str | None]:
    """Return of which kind a claim a statement is, and about which party; None for what is a position or neither."""
    if has_positions or act in ("demand", "offer", "accept", "reject", "support", "urge", "announce", "concede"):
        return None, None
    words = {lemma(token) for token in scene.tokens}
    if act == "accuse" or words & _BLAME:
        return "blame", _about(scene, blame=True)
    if words & _COST:
        return "cost", _about(scene, blame=False)
    if _predicts(scene):
        return "prediction", _about(scene, blame=False)
    if words & _EXPLAIN or any(t.lower_ in _BECAUSE for t in scene.tokens):
        return "explanation", _about(scene, blame=False)
    return None, None


def _predicts(scene: Scene) -> bool:
    for token in scene.tokens:
        if token.pos_ in ("VERB", "AUX") and auxiliaries(token) & (lx.MODALS_FUTURE | {"may", "might", "could"}):
            subject = scene.subject(token)
            if subject is None or subject.lower_ not in lx.FIRST_PERSON:
                return True
    return False


def _about(scene: Scene, *, blame: bool) -> str | None:
    """Return the party that is blamed (the first subject), or that it befalls (after "for", else the only one)."""
    if blame:
        for token in _verbs(scene.tokens):
            subject = scene.subject(token)
            if subject is not None and (party := scene.party(subject)) is not None and party != scene.speaker:
                return party
        for token in scene.tokens:
            if token.dep_ == "poss" and (party := scene.party(token)) is not None and party != scene.speaker:
                return party
    else:
        for token in scene.tokens:
            if token.dep_ == "pobj" and token.head.lower_ in ("for", "on", "to", "of"):
                party = scene.party(token)
                if party is not None and token.head.lower_ == "for":
                    return party
        for token in scene.tokens:
            if token.dep_ in ("poss", "nsubj") and (party := scene.party(token)) is not None:
                return party
    named = {party for place in scene.attribution.content for _, _, party in scene.resolver.parties_in(*place)}
    named.discard(scene.speaker or "")
    return named.pop() if len(named) == 1 else None


def _verbs(tokens: Iterable[Token]) -> Iterable[Token]:
    return (token for token in tokens if token.pos_ in ("VERB", "AUX"))


# Reporting verbs whose object is spoken to even where it stands in what is reported: "urged Oslo to sign".
_ADDRESSING = word_set(
    "urge ask tell call press request advise warn caution accuse criticize blame implore encourage invite order remind "
    "assure inform beg pressure condemn denounce"
)


def addressees_of(scene: Scene) -> tuple[str, ...]:
    """Return the parties spoken to: what the reporting word governs, outside of what is said."""
    found: list[str] = []
    for cue in scene.cue:
        for child in cue.children:
            if child.i in scene.inside and not (child.dep_ == "dobj" and lemma(cue) in _ADDRESSING):
                continue
            targets: list[Token] = []
            if child.dep_ in ("dobj", "dative", "iobj") and child.i not in scene.source:
                targets = [child]
            elif child.dep_ == "prep" and child.lower_ in ("to", "on", "at") and child.i not in scene.inside:
                targets = [grand for grand in child.children if grand.dep_ == "pobj"]
            elif child.dep_ in ("ccomp", "xcomp") and lemma(cue) in (
                "urge",
                "ask",
                "tell",
                "call",
                "press",
                "request",
                "advise",
            ):
                targets = [g for g in child.children if g.dep_ == "nsubj"]
            for target in targets:
                found += _all_of(scene, target)
    return tuple(dict.fromkeys(party for party in found if party != scene.speaker))


def _all_of(scene: Scene, token: Token) -> list[str]:
    parties = []
    for member in (token, *(t for t in token.subtree if t.dep_ in ("conj", "appos") and t != token)):
        party = scene.party(member)
        if party is not None:
            parties.append(party)
    return parties
