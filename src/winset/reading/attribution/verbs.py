"""Verbs that report, by what the parse hangs on them: clause, infinitive, gerund, object, preposition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from winset.reading.attribution.lexicon import Cue
from winset.reading.attribution.phrases import PhraseFinder
from winset.reading.attribution.places import noun_phrase
from winset.reading.attribution.report import Report, cue_place, in_case, lemma_of, to_infinitive, verb_cue
from winset.reading.attribution.shapes import Shapes
from winset.reading.attribution.sources import (
    agent,
    can_speak,
    is_document,
    is_passive,
    own_subject,
    stands_for_thing,
    subject,
)
from winset.reading.attribution.words import group
from winset.reading.marks import Place

if TYPE_CHECKING:
    from spacy.tokens import Token

Found = tuple[str, list[Place], Place | None]
"""Frame, content, and the preposition that belongs to the cue."""

_ABOUT = frozenset({"about", "against", "of", "over"})
_BARE = frozenset({"see", "watch", "hear", "let", "make", "have", "help"})
_SPOKEN = frozenset({"say", "claim"})
_ANYBODY = frozenset({"everybody", "everyone", "anybody", "anyone"})
_NOBODY = frozenset({"say", "claim", "think", "want", "show"})


class VerbFinder:
    """Finds what verbs report by their frames, in one document."""

    def __init__(self, shapes: Shapes, phrases: PhraseFinder) -> None:
        self._shapes = shapes
        self._phrases = phrases

    def reports(self, verb: Token) -> Iterator[Report]:
        """Yield what a verb reports by its parse, where the lexicon knows it."""
        cue = verb_cue(self._shapes.lexicon, verb)
        if cue is None or (verb.tag_ == "VBN" and verb.dep_ == "acl" and agent(verb) is None):
            return  # "people briefed on the talks" report nothing
        bare = verb.tag_ == "VB" and verb.dep_ == "ccomp" and verb.head.lemma_ in _BARE
        if bare and not any(child.dep_ in ("aux", "mark") for child in verb.children):
            return  # "would see the rebels accept the map"
        if verb.dep_ == "csubj" and any(child.lower_ == "what" for child in verb.lefts):
            return  # "What the company calls flexibility is a pay cut"
        source = self._shapes.verb_source(verb)
        if source is None:
            return
        found = self._complement(verb, cue)
        if found is None or not found[1] or (source and not _plausible(verb, cue)):
            return
        frame, content, preposition = found
        if frame in ("o", "p", "x", "g"):
            content = self._shapes.with_condition(content, verb)
        first = cue_place(verb, cue)
        words: tuple[Place, ...] = (first,)
        if preposition is not None:
            words = ((first[0], preposition[1]),) if preposition[0] <= first[1] + 1 else (first, preposition)
        yield Report(verb, words, cue.lemma.replace("+", " "), cue.categories, frame, source, content)

    def _complement(self, verb: Token, cue: Cue) -> Found | None:
        """Return the first frame of the lexicon that the parse fills; the order is from sure to loose."""
        after = [child for child in verb.children if child.i > verb.i]
        return (
            self._clause(verb, cue, after)
            or (self._passive(verb, cue, after) if is_passive(verb) else None)
            or (None if is_passive(verb) else self._active(verb, cue, after))
        )

    def _active(self, verb: Token, cue: Cue, after: list[Token]) -> Found | None:
        found = self._infinitive(verb, cue, after) or self._preposition(cue, after) or self._taken_for(verb, cue, after)
        if found is None and "warn" in cue.categories:
            found = self._about(cue, after)
        if found is None and "o" in cue.frames:
            for child in after:
                # "said Tuesday" is no object; "demanded a shorter week" is one
                when = child.ent_type_ in ("DATE", "TIME") and "say" in cue.categories
                if child.dep_ in ("dobj", "attr", "oprd") and not when:
                    if child.lower_.endswith(("self", "selves")) or self._is_light(verb, child):
                        return None
                    return "o", self._shapes.object(verb, child), None
            found = self._shared_object(verb, after)
        if found is None and "c" in cue.frames and not cue.frames & {"x", "g"}:
            for child in after:
                if child.dep_ == "xcomp" and not to_infinitive(child):
                    return "c", self._shapes.phrase(child), None
        return found or self._about(cue, after)

    def _clause(self, verb: Token, cue: Cue, after: list[Token]) -> Found | None:
        if "c" not in cue.frames:
            return None
        for child in after:
            if child.dep_ == "ccomp":
                if _hangs_on(child, after) or in_case(child):
                    continue
                if ":" in self._shapes.text[verb.idx : child.left_edge.idx] and (
                    "say" not in cue.categories or any(_inserted(below) for below in child.children)
                ):
                    continue
                return "c", self._shapes.clause(child, verb), None
            if child.dep_ == "advcl" and child.left_edge.lower_ in ("that", "whether"):
                return "c", self._shapes.phrase(child), None
            if child.dep_ in ("dobj", "dative") and cue.lemma in group("telling"):
                # "told the paper that her men were tired": the parser may hang the clause on the paper
                for below in child.children:
                    if below.dep_ == "relcl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in below.children):
                        return "c", self._shapes.phrase(below), None
        return None

    def _infinitive(self, verb: Token, cue: Cue, after: list[Token]) -> Found | None:
        for child in after:
            if "x" in cue.frames and child.dep_ in ("xcomp", "ccomp", "advcl") and to_infinitive(child):
                aim = child.dep_ == "advcl" and "c" in cue.frames and any(c.dep_ == "dobj" for c in after)
                if not aim:
                    return "x", self._shapes.asked(child, verb), None
        for child in after:
            if "g" in cue.frames and child.dep_ in ("xcomp", "ccomp", "pcomp") and _gerund(child):
                return "g", self._shapes.phrase(child), None
        return None

    def _preposition(self, cue: Cue, after: list[Token]) -> Found | None:
        if "p" not in cue.frames:
            return None
        for child in after:
            mark = child.left_edge
            if child.dep_ in ("advcl", "ccomp") and mark.lower_ in cue.prepositions and to_infinitive(child):
                # "called for the army to withdraw"
                place = (mark.idx + len(mark) + 1, child.right_edge.idx + len(child.right_edge))
                return "p", self._shapes.places(place), (mark.idx, mark.idx + len(mark))
            if child.dep_ in ("prep", "prt", "agent") and child.lower_ in cue.prepositions:
                below = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
                if below:
                    content = self._shapes.phrase(below[0])
                    content += self._called(below[0], after)
                    tail = next((c for c in after if _hangs_on(c, after)), None)
                    if tail is not None:
                        last = tail.right_edge
                        content = self._shapes.places((below[0].left_edge.idx, last.idx + len(last)))
                    return "p", content, (child.idx, child.idx + len(child))
        return None

    def _called(self, noun: Token, after: list[Token]) -> list[Place]:
        """Return what somebody is called on to do ("called on both parties to guarantee passage")."""
        for child in after:
            near = noun.right_edge.i < child.left_edge.i <= noun.right_edge.i + 1
            if near and child.dep_ in ("xcomp", "advcl", "ccomp", "acl") and to_infinitive(child):
                return self._shapes.phrase(child)
        return []

    def _about(self, cue: Cue, after: list[Token]) -> Found | None:
        if "b" in cue.frames:
            for child in after:
                if child.dep_ == "prep" and child.lower_ in _ABOUT:
                    return "b", self._shapes.phrase(child), None
        return None

    def _taken_for(self, verb: Token, cue: Cue, after: list[Token]) -> Found | None:
        """Return what something is taken for ("considers the plan a provocation", "sees it as a start")."""
        noun = next((child for child in after if child.dep_ == "dobj"), None) if "k" in cue.frames else None
        if noun is not None and any(
            child.i > noun.i and (child.dep_ == "oprd" or (child.dep_ == "prep" and child.lower_ == "as"))
            for child in [*after, *noun.children]
        ):
            return "k", self._shapes.object(verb, noun), None
        return None

    def _shared_object(self, verb: Token, after: list[Token]) -> Found | None:
        """Return the object that hangs on the second of two verbs ("neither confirmed nor excluded such a step")."""
        for child in after:
            if child.dep_ == "conj" and child.i <= verb.i + 3 and child.pos_ == "VERB":
                shared = next((c for c in child.children if c.dep_ == "dobj"), None)
                if shared is not None:
                    return "o", self._shapes.object(child, shared), None
        return None

    def _passive(self, verb: Token, cue: Cue, after: list[Token]) -> Found | None:
        """Return what a passive reports: "is expected to be extended" (nobody named), "was rejected by both"."""
        subjects = [child for child in verb.children if child.dep_ == "nsubjpass"]
        noun = noun_phrase(subjects[0], verb) if subjects else None
        if noun is None:
            return None
        for child in after:
            if child.dep_ in ("xcomp", "ccomp") and to_infinitive(child):
                if cue.lemma == "see":
                    return None  # "no minister can be seen to give way"
                return ("x", [noun, *self._shapes.phrase(child)], None) if cue.categories & _NOBODY else None
        return ("o", [noun], None) if agent(verb) is not None and "o" in cue.frames else None

    def _is_light(self, verb: Token, noun: Token) -> bool:
        """Whether verb and object make one reporting word together ("expressed concern that")."""
        return lemma_of(verb) in group("light") and any(True for _ in self._phrases.noun(noun))


def _hangs_on(clause: Token, after: list[Token]) -> bool:
    """Whether a finite clause without a subject only ends a phrase ("insists on a truce before all else | is settled").

    The parser takes "before all else" for a phrase with its noun, and is left with a verb that nobody does.
    """
    first = clause.left_edge
    if clause.dep_ != "ccomp" or own_subject(clause) is not None or first.tag_ not in ("VBZ", "VBP", "VBD", "MD"):
        return False
    return any(child.dep_ == "prep" and child.right_edge.i + 1 == first.i for child in after)


def _inserted(clause: Token) -> bool:
    """Whether a clause with a subject of its own is inserted ("the army, he noted, does not bargain")."""
    return clause.dep_ == "parataxis" and own_subject(clause) is not None


def _gerund(verb: Token) -> bool:
    """Whether a verb is a gerund, "having abused" included."""
    return verb.tag_ == "VBG" or any(child.dep_ == "aux" and child.tag_ == "VBG" for child in verb.children)


def _plausible(verb: Token, cue: Cue) -> bool:
    """Whether the source is somebody, or something that speaks; what only shows something must be a document."""
    noun = agent(verb) if is_passive(verb) else subject(verb)
    if noun is None:
        return True
    if noun.lower_ in _ANYBODY or (not cue.categories & _SPOKEN and stands_for_thing(noun)):
        return False
    if "show" in cue.categories and cue.categories <= {"show", "say"}:
        return is_document(noun)
    return can_speak(noun)
