"""Moves against somebody: threats, ultimatums, and whose moves they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from winset.core.words import word_set
from winset.reading.coding import directions as dx
from winset.reading.coding import lexicon as lx
from winset.reading.coding.conditions import Condition
from winset.reading.coding.idioms import HELD
from winset.reading.coding.scene import Scene
from winset.reading.coding.tree import auxiliaries, negated
from winset.reading.coding.valence import ill
from winset.reading.coding.words import lemma


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
    word = lemma(verb)
    if any((word, form) in _MOVES for form in _below(verb)):
        return True
    if word not in lx.HOSTILE:
        return False
    if word in _ENDING:
        ended = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
        if any(lemma(t) in HARMS | HELD for c in ended for t in (c, *(x for x in c.children if x.dep_ == "compound"))):
            return False
    return True


def _below(verb: Token) -> set[str]:
    """Return the particles and objects of a verb, through its prepositions."""
    found: set[str] = set()
    for child in verb.children:
        if child.i > verb.i and child.dep_ in ("prt", "advmod", "dobj", "prep", "oprd"):
            found |= {lemma(child), child.lower_}
            found |= {lemma(g) for g in child.children if g.dep_ == "pobj"}
    return found


_ENDING = word_set("halt stop suspend end cease cancel withdraw terminate cut leave abandon dissolve drop close")
# Of two words: "pull out", "call a strike", "take to court".
_MOVES = frozenset(
    (word.split("_")[0], word.split("_")[1])
    for word in word_set(
        "pull_out strike_back hit_back fight_back walk_out walk_away bring_down vote_down shut_down cut_off "
        "call_strike call_walkout go_strike go_court take_court take_street step_up down_tool down_tools pull_plug "
        "break_off call_off ballot_member stage_walkout take_action answer_force respond_force send_troop "
        "mass_troop close_border shut_border stop_work lay_siege turn_off switch_off start_proceeding block_road "
        "block_harbour block_harbor"
    )
)
HARMS = word_set(
    "dispute conflict crisis quarrel deadlock stalemate fire fighting operation offensive attack shelling "
    "bombing strike walkout war raid sanction tariff duty blockade "
    "siege hostility embargo campaign troop soldier force army brigade tank levy ban curb enrichment missile threat "
    "militia stoppage protest boycott surcharge penalty complaint lawsuit clearing logging pollution occupation firing "
    "drone gun rifle weapon ammunition bomb shell mine grenade explosive gunboat warship rocket redundancy "
    "layoff dismissal closure crackdown arrest detention measure"
)


def welcome(condition: Condition) -> int:
    """Return +1 where a condition names what the speaker would like to see, -1 where it names the contrary; else 0.

    "If the company stopped hiring", "once the licences are issued" are prices; "if the talks fail" and "if they attack"
    set something off.
    """
    if condition.kind == "exchange":
        return 1
    clause = condition.first.head
    verb = (
        clause
        if clause.pos_ in ("VERB", "AUX")
        else next((t for t in condition.first.doc[condition.first.i : condition.last.i + 1] if t.pos_ == "VERB"), None)
    )
    if verb is None:
        return 0
    things = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass", "nsubj")]
    objects = [c for c in things if c.dep_ != "nsubj"] or things
    names = {lemma(t) for o in objects for t in o.subtree if t.pos_ in ("NOUN", "PROPN")}
    harm = bool(names & (HARMS | dx.RESTRICTIONS))
    direction = direction_of_verb(verb)
    sign = 0
    if direction < 0:
        sign = 1 if harm else 0 if objects and objects[0].dep_ != "nsubj" else -1
        if not sign and (lemma(verb) in _FAILING or is_hostile(verb)):
            sign = -1
    elif direction > 0:
        sign = -1 if harm else 1
    if not sign and (ill(verb) > 0.9 or lemma(verb) in lx.HOSTILE):
        sign = -1
    return -sign if negated(verb) else sign


_FAILING = word_set("fail collapse lapse expire refuse reject break leave quit violate breach veto block")


def direction_of_verb(verb: Token) -> int:
    """Return the direction of a verb with its particle; see `winset.reading.coding.directions`."""
    word = lemma(verb)
    for form in _below(verb):
        if f"{word} {form}" in dx.PHRASAL:
            return dx.PHRASAL[f"{word} {form}"]
    if word in dx.EASING:
        return -1
    return dx.DIRECTIONS.get(word, 0)


_OPTION = re.compile(
    r"\b(?:all|every|no) options? (?:\w+ )?(?:on|off) the table|\ball options\b|\bremains? (?:an option|on the "
    r"table|possible)|"
    r"\b(?:is|are|was|were) (?:still |also )?(?:an option|on the table)|\bserious consequences\b|\bact of war\b|"
    r"\bstrongest (?:possible )?(?:response|measures|terms)\b|\bprice to pay\b|\bpay (?:a|the) (?:heavy |high )?price\b"
)


def alluded(scene: Scene) -> bool:
    """Whether a harmful move is held out as possible: "a return of the measures remains on the table"."""
    if not scene.speaks or _OPTION.search(scene.words) is None:
        return False
    return any(lemma(t) in HARMS | lx.HOSTILE or ill(t) > 1.2 for t in scene.tokens) or "option" in scene.words


def own_move(scene: Scene, conditions: Sequence[Condition], *, warned: bool) -> bool:
    """Whether what would follow is a hostile move by the speaker's side, or by nobody named.

    After a warning any move of its own under a condition is a threat; after a neutral word only a hostile one.
    """
    if any(_answered(scene, token) for token in scene.tokens):
        return True
    if not scene.speaks or not any(c.kind in ("if", "unless", "until", "trigger") for c in conditions):
        return warned and any(
            token.pos_ == "VERB"
            and is_hostile(token)
            and auxiliaries(token) & lx.MODALS_FUTURE
            and is_mine(scene, token)
            and not negated(token)
            for token in scene.tokens
        )
    prices = any(welcome(c) > 0 for c in conditions if c.kind == "if")
    for token in scene.tokens:
        if token.pos_ != "VERB" or any(c.holds(token) for c in conditions) or negated(token):
            continue
        if not auxiliaries(token) & (lx.MODALS_FUTURE | lx.MODALS_POSSIBLE):
            continue
        hostile = is_hostile(token) or (lemma(token) == "continue" and warned)
        if hostile and lemma(token) in _ENDING and not warned and prices:
            continue  # "would stop the clearing if they paid": a price, no threat
        if is_mine(scene, token) and (hostile or warned):
            return True
        if hostile and warned and _ownerless(scene, token):
            return True
    return False


def _answered(scene: Scene, verb: Token) -> bool:
    """Whether it is said that something would be paid back: "will strike back", "would be treated as an act of war"."""
    if verb.pos_ != "VERB" or not scene.speaks or negated(verb) or not auxiliaries(verb) & lx.MODALS_FUTURE:
        return False
    word = lemma(verb)
    if is_passive(verb):
        subject = scene.subject(verb)
        if subject is None or not any(
            c.lower_ in ("any", "every", "another", "further", "such") for c in subject.children
        ):
            return False
        return word in ("answer", "meet", "treat", "regard", "repel", "punish", "counter", "see", "return")
    mine = is_mine(scene, verb)
    return mine and (
        word in ("retaliate", "hit", "fight") or (word in ("strike", "respond") and "back" in _below(verb))
    )


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
