"""Conditions: under which circumstances what is said would hold. Kept as places, never turned into wishes here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from winset.core.words import word_set
from winset.reading.coding.lexicon import MODALS_FUTURE, MODALS_POSSIBLE, OUTCOME, VIOLATING
from winset.reading.coding.scene import Scene
from winset.reading.coding.tree import SUBJECTS, auxiliaries, denied, negated, predicate
from winset.reading.coding.words import lemma

Kind = Literal["if", "unless", "until", "once", "provided", "exchange", "trigger"]

_MARKERS: dict[str, Kind] = {
    "if": "if",
    "unless": "unless",
    "until": "until",
    "till": "until",
    "once": "once",
    "provided": "provided",
    "providing": "provided",
    "assuming": "if",
    "should": "if",
}
_WHEN = frozenset({"when", "after", "before", "while"})
_TIMES = frozenset({"DATE", "TIME"})
# Phrases of several words: the first word's index is where the condition begins.
_PHRASES: tuple[tuple[tuple[str, ...], Kind], ...] = (
    (("as", "long", "as"), "provided"),
    (("so", "long", "as"), "provided"),
    (("only", "after"), "once"),
    (("only", "when"), "once"),
    (("provided", "that"), "provided"),
    (("providing", "that"), "provided"),
    (("on", "condition"), "provided"),
    (("on", "the", "condition"), "provided"),
    (("with", "the", "condition"), "provided"),
    (("under", "the", "condition"), "provided"),
    (("on", "the", "understanding"), "provided"),
    (("with", "the", "proviso"), "provided"),
    (("in", "the", "event"), "if"),
    (("in", "case"), "if"),
    (("in", "exchange", "for"), "exchange"),
    (("in", "return", "for"), "exchange"),
    (("as", "soon", "as"), "once"),
    (("subject", "to"), "provided"),
    (("in", "the", "absence", "of"), "unless"),
    (("contingent", "on"), "provided"),
    (("conditional", "on"), "provided"),
)
_BY_FIRST = {first: tuple(one for one in _PHRASES if one[0][0] == first) for first in {one[0][0] for one in _PHRASES}}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: its tokens (first to last within the content), what kind it is, and whether it is one in words.

    "Never sign without them" names what is wanted but no circumstance: not `told`, and of use for the side only.
    """

    kind: Kind
    first: Token
    last: Token
    told: bool = True

    def holds(self, token: Token) -> bool:
        """Whether a token stands in the condition."""
        return bool(self.first.i <= token.i <= self.last.i)


def find_conditions(scene: Scene) -> list[Condition]:
    """Return the conditions in a content, in order, none inside another."""
    tokens = scene.tokens
    found: list[Condition] = []
    for index, token in enumerate(tokens):
        if any(condition.holds(token) for condition in found):
            continue
        condition = (
            _phrase(scene, tokens, index)
            or _clause(scene, token)
            or _inverted(scene, token)
            or _provided(scene, token)
            or _trigger(scene, token)
            or _any_case(scene, token)
            or _without(scene, token)
        )
        if condition is not None:
            found.append(condition)
    return found


def _phrase(scene: Scene, tokens: Sequence[Token], index: int) -> Condition | None:
    for words, kind in _BY_FIRST.get(tokens[index].lower_, ()):
        part = tokens[index : index + len(words)]
        if tuple(t.lower_ for t in part) == words:
            after = [t.lower_ for t in tokens[index + len(words) : index + len(words) + 2]]
            if after in (["it", "takes"], ["is", "necessary"]) or after[:1] in (["necessary"], ["possible"]):
                return None
            last_word = part[-1]
            members = [t for t in last_word.subtree if t.i >= part[0].i]
            members += [t for t in part[0].subtree if t.i >= part[0].i]
            if len({t.i for t in members}) <= len(words):
                governor = part[0].head if part[0].head.i > part[-1].i else part[-1].head
                members += [t for t in governor.subtree if t.i > part[-1].i]
            return _bounded(scene, kind, part[0], members)
    return None


def _clause(scene: Scene, token: Token) -> Condition | None:
    kind = _MARKERS.get(token.lower_)
    if kind is None or token.lower_ == "should":
        if token.lower_ not in _WHEN or token.dep_ not in ("advmod", "mark", "prep"):
            return None
        before = token.doc[token.i - 1].lower_ if token.i else ""
        if before in ("only", "even"):
            kind = "once"
        elif token.lower_ in ("before", "while") and (before == "not" or _refused(scene, token)):
            # "Would lift nothing before they are back", "not while troops stay".
            kind = "until" if token.lower_ == "before" else "provided"
        else:
            return None
    head = token.head
    if token.lower_ in ("until", "till", "before") and token.dep_ == "prep" and _is_time(token):
        return None
    if token.lower_ in ("once", "till", "until", "before", "while") and token.dep_ == "prep":
        return _bounded(scene, kind, token, list(token.subtree))
    if token.lower_ in ("provided", "providing", "assuming") and token.dep_ in ("advcl", "prep", "acl"):
        return _bounded(scene, kind, token, list(token.subtree))
    if token.dep_ not in ("mark", "advmod", "prep") or head.dep_ not in (
        "advcl",
        "ccomp",
        "pcomp",
        "conj",
        "ROOT",
        "relcl",
        "xcomp",
        "acl",
    ):
        return None
    if token.lower_ == "once" and token.dep_ == "advmod" and token.i > head.i:
        return None
    if token.lower_ == "if" and head.dep_ == "ccomp" and head.i > head.head.i and _asks(head.head):
        return None
    if head.dep_ == "ROOT" and token.lower_ == "once":
        return None
    return _bounded(scene, kind, token, [t for t in head.subtree if t.i >= token.i])


def _provided(scene: Scene, token: Token) -> Condition | None:
    """Find ``provided the books are opened`` where the parser takes the word for a participle."""
    if token.lower_ not in ("provided", "providing") or token.dep_ not in (
        "acl",
        "amod",
        "dep",
        "ROOT",
        "conj",
        "ccomp",
    ):
        return None
    if any(c.dep_ in (*SUBJECTS, "dobj", "aux", "auxpass") and c.i < token.i for c in token.children):
        return None
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    if following.pos_ not in ("DET", "PRON", "PROPN", "NOUN", "ADJ") and following.lower_ != "that":
        return None
    for verb in token.doc[token.i + 1 : token.sent.end]:
        finite = verb.tag_ in ("VBD", "VBZ", "VBP") and verb.dep_ not in ("relcl", "acl")
        if finite and any(c.dep_ in SUBJECTS for c in verb.children):
            return _bounded(scene, "provided", token, [token, *(t for t in verb.subtree if t.i > token.i)])
    return None


def _is_time(preposition: Token) -> bool:
    """Whether what follows is only a date or an hour: "until midnight", "before the end of next year"."""
    for token in preposition.subtree:
        if token == preposition or token.pos_ in ("DET", "ADP", "PUNCT", "NUM", "ADJ", "SPACE", "ADV"):
            continue
        if token.ent_type_ not in _TIMES and lemma(token) not in _HOURS:
            return False
    return True


_HOURS = word_set(
    "midnight noon dawn dusk morning evening night end start beginning middle day week month year summer winter spring "
    "autumn fall date deadline weekend holiday christmas easter"
)


def _refused(scene: Scene, token: Token) -> bool:
    """Whether the clause that a "before" or "while" qualifies is refused, by its verb or by the reporting word."""
    clause = token.head if token.dep_ in ("mark", "advmod") else token
    main = clause.head if clause.head != clause else clause
    if main.i in scene.inside and main.pos_ != "NOUN":
        for verb in (main, *main.ancestors):
            if verb.i not in scene.inside:
                break
            if verb.pos_ in ("VERB", "AUX", "ADJ") and (denied(verb) or lemma(verb) in _REFUSING):
                return True
            if any(c.dep_ == "dobj" and c.lower_ == "nothing" for c in verb.children):
                return True
    return any(lemma(t) in _REFUSING or negated(t) for t in scene.cue)


_REFUSING = word_set("refuse decline reject exclude oppose rule unlikely unwilling reluctant")


def _without(scene: Scene, token: Token) -> Condition | None:
    """``Without X there will be no …``, ``would vote down any deal without X``: only under that condition."""
    if token.lower_ not in ("without", "absent", "barring") or token.dep_ not in ("prep", "ROOT", "advmod"):
        return None
    head = predicate(token.head)
    if head.i not in scene.inside:
        return None
    if not auxiliaries(head) & (MODALS_FUTURE | {"can", "could"}):
        return None
    thing = next((c for c in head.children if c.dep_ == "dobj" and c.i < token.i), None)
    if thing is not None and lemma(head) in _VOTING and any(c.lower_ in ("any", "a") for c in thing.children):
        return _bounded(scene, "unless", thing.left_edge, [*thing.subtree, *token.subtree])
    deal = token.head.pos_ == "NOUN" and lemma(token.head) in _DEALS
    anaphoric = any(c.dep_ == "pobj" and (c.pos_ == "PRON" or c.lower_ == "one") for c in token.children)
    told = scene.attributed and (deal or lemma(head) in _AGREEING) and not anaphoric
    refused = denied(head) or any(c.dep_ in ("nsubj", "pobj") and negated(c) for c in head.children)
    first = token.i < head.i and token.dep_ == "prep"  # "Without a rise the strike goes on"
    return _bounded(scene, "unless", token, list(token.subtree), told=told) if refused or first else None


# What there is none of, or is not done, without something: a deal. Not what simply cannot be: "cannot live without".
_AGREEING = word_set(
    "be agree sign accept vote reject end join enter approve consent support ratify continue go start stop"
)
_DEALS = word_set("deal text agreement accord treaty paper plan draft settlement package compromise peace coalition")
_VOTING = word_set("vote reject block veto refuse oppose")


def _asks(verb: Token) -> bool:
    """Whether "if" after a verb means "whether"."""
    return lemma(verb) in {"ask", "wonder", "know", "see", "decide", "say", "consider", "question", "doubt", "check"}


def _inverted(scene: Scene, token: Token) -> Condition | None:
    """Find ``Should talks fail, …`` and ``Were they to leave, …``."""
    if token.lower_ not in ("should", "were", "had"):
        return None
    before = token.doc[token.i - 1] if token.i else token
    begins = token == scene.tokens[0] or before.is_punct
    clause = token.head if token.dep_ in ("aux", "auxpass") else token
    subjects = [c for c in clause.children if c.dep_ in SUBJECTS]
    if not subjects or not token.i < subjects[0].i < clause.i + (clause == token):
        return None
    if not begins and not (token.lower_ == "should" and token.dep_ == "aux" and clause.dep_ != "ROOT"):
        return None
    if not begins and before.dep_ in ("cc", "advmod", "mark"):
        return None  # "where should they go"
    comma = next((t for t in token.doc[clause.i : clause.sent.end] if t.text == ","), None)
    members = [t for t in clause.subtree if comma is None or t.i < comma.i]
    late = not begins or clause.dep_ == "advcl"
    return _bounded(scene, "if", token, members) if comma is not None or late else None


def _trigger(scene: Scene, token: Token) -> Condition | None:
    """Find ``Any further delay would lead to …``: the subject is what sets it off."""
    if token.i > token.head.i or token.dep_ not in ("nsubj", "nsubjpass"):
        return None
    if lemma(token.head) not in (OUTCOME | {"be"} if token.dep_ == "nsubj" else _ANSWERED):
        return None
    if not auxiliaries(token.head) & (MODALS_FUTURE | MODALS_POSSIBLE):
        return None
    if lemma(token.head) == "be" and not any(c.dep_ == "prep" and c.lower_ == "met" for c in token.head.children):
        return None
    if not any(c.dep_ == "det" and c.lower_ in ("any", "a", "an", "another", "further") for c in token.children):
        return None
    if any(c.lower_ in ("any", "another", "further") for c in token.children) or lemma(token) in VIOLATING:
        return _bounded(scene, "trigger", token.left_edge, list(token.subtree))
    return None


_ANSWERED = word_set("answer meet treat regard punish consider see repel take view repay follow")


def _any_case(scene: Scene, token: Token) -> Condition | None:
    """Find ``will bring down any government that raises the tax``: the case in which it would be done."""
    if token.dep_ != "dobj" or not any(c.lower_ in ("any", "every", "whatever") for c in token.children):
        return None
    if not any(c.dep_ == "relcl" for c in token.children) or not auxiliaries(token.head) & MODALS_FUTURE:
        return None
    against = lemma(token.head) in _VOTING | word_set(
        "topple sink oppose leave boycott veto fight bring vote strike shoot"
    )
    return _bounded(scene, "trigger", token.left_edge, list(token.subtree)) if against else None


def _bounded(
    scene: Scene, kind: Kind, first: Token, members: Sequence[Token], *, told: bool = True
) -> Condition | None:
    """Return the condition from its first word to the last that hangs on it, within the content."""
    inside = [t for t in members if t.i in scene.inside and t.i >= first.i and not t.is_space]
    if len(inside) < 2:
        return None
    reached = {t.i for t in inside}
    last = first
    for token in scene.doc[first.i : max(reached) + 1]:
        foreign = token.i not in reached and not token.is_punct and not token.is_space and token.i != first.i
        if foreign and token.i - last.i > 1 and not any(i in reached for i in range(token.i, token.i + 3)):
            break  # a gap: what follows belongs to another clause
        if token.i in reached:
            last = token
    while last.i > first.i and (last.is_punct or last.dep_ == "cc"):
        last = scene.doc[last.i - 1]
    return Condition(kind, first, last, told) if last.i > first.i else None
