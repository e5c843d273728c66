"""Adjectives and nouns that report: "is adamant that", "made clear that", "expressed concern about"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from winset.reading.attribution.lexicon import Cue
from winset.reading.attribution.places import noun_phrase
from winset.reading.attribution.report import Report, lemma_of, to_infinitive
from winset.reading.attribution.shapes import Shapes
from winset.reading.attribution.sources import can_speak, is_empty, subject
from winset.reading.attribution.words import group
from winset.reading.marks import Place

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAUSES = frozenset({"ccomp", "csubj", "advcl"})
_PREPS = frozenset({"about", "against", "of", "on", "over", "with", "for", "at", "by", "to"})
_NOUN_PREPS = frozenset({"about", "of", "over", "for", "at", "on"})
_ADJECTIVE_DEPS = frozenset({"acomp", "ROOT", "conj", "advcl", "oprd", "ccomp", "amod"})


class PhraseFinder:
    """Finds what adjectives and nouns report, in one document."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes

    def adjective(self, word: Token) -> Iterator[Report]:
        """Yield what an adjective with its copula reports ("Kyiv is adamant about"), where the lexicon knows it."""
        cue = self._shapes.lexicon.adjectives.get(word.lower_)
        if cue is None or word.dep_ not in _ADJECTIVE_DEPS or (word.pos_ == "VERB" and word.tag_ != "VBN"):
            return
        predicate = word.dep_ in ("acomp", "oprd")
        made = (predicate or word.dep_ == "ccomp") and word.head.lemma_ == "make"
        if predicate and not made and word.head.lemma_ not in group("copula"):
            return
        verb = word.head if predicate or made else word
        noun = subject(verb) if made else subject(word)
        if noun is None or is_empty(noun) or not can_speak(noun):
            return
        place = noun_phrase(noun, verb if verb.i > noun.i else word)
        if place is None:
            return
        for child in sorted([*word.children, *(verb.children if made else ())], key=lambda token: token.i):
            content = self._of_adjective(child, word, cue) if child.i > word.i else []
            if content:
                at = (verb.idx if made else word.idx, word.idx + len(word))
                yield Report(word, (at,), word.lower_, cue.categories, "a", (place,), content)
                return

    def _of_adjective(self, child: Token, word: Token, cue: Cue) -> list[Place]:
        infinitive = to_infinitive(child)
        if child.dep_ in _CLAUSES and (("c" in cue.frames and not infinitive) or ("x" in cue.frames and infinitive)):
            return self._shapes.clause(child, word)
        if child.dep_ == "xcomp" and "x" in cue.frames and infinitive:
            return self._shapes.clause(child, word)
        if child.dep_ == "prep" and (
            child.lower_ in cue.prepositions or ("b" in cue.frames and child.lower_ in _PREPS)
        ):
            return self._shapes.phrase(child)
        return []

    def noun(self, noun: Token) -> Iterator[Report]:
        """Yield what a noun reports ("expressed concern that", "X's demand that"), where the lexicon knows it."""
        cue = self._shapes.lexicon.nouns.get(lemma_of(noun))
        if cue is None:
            return
        verb = noun.head
        light = noun.dep_ == "dobj" and lemma_of(verb) in group("light")
        content = self._of_noun(noun, cue)
        if not content and light:
            content = self._of_light(noun, verb, cue)
        if not content and noun.dep_ == "nsubj" and verb.lemma_ == "be":
            content = self._of_copula(noun, verb)
        if not content:
            return
        source = self._shapes.noun_source(noun, verb if light else None)
        if source is None:
            return
        at = (verb.idx if light and verb.i < noun.i else noun.idx, noun.idx + len(noun))
        yield Report(noun, (at,), lemma_of(noun), cue.categories, "n", source, content)

    def _of_noun(self, noun: Token, cue: Cue) -> list[Place]:
        for child in noun.children:
            if child.i < noun.i:
                continue
            if "c" in cue.frames and child.dep_ in ("acl", "ccomp", "relcl"):
                opens = child.left_edge.lower_ in ("that", "whether")
                relative = child.dep_ == "relcl" and any(
                    c.lower_ == "that" and c.dep_ in ("nsubj", "dobj", "nsubjpass") for c in child.children
                )
                if opens and not relative:
                    return self._shapes.phrase(child)
            if "x" in cue.frames and child.dep_ in ("acl", "xcomp", "advcl") and to_infinitive(child):
                beyond = noun.head.right_edge.i > noun.right_edge.i
                return self._shapes.clause(child, noun.head) if beyond else self._shapes.phrase(child)
        return []

    def _of_light(self, noun: Token, verb: Token, cue: Cue) -> list[Place]:
        for child in verb.children:
            if child.i > noun.i and child.dep_ in ("ccomp", "advcl", "acl") and child.left_edge.lower_ == "that":
                return self._shapes.phrase(child)
        for child in [*noun.children, *verb.children]:
            if child.dep_ == "prep" and child.i > noun.i:
                takes = "b" in cue.frames and child.lower_ in _NOUN_PREPS
                if takes or child.lower_ in cue.prepositions:
                    return self._shapes.phrase(child)
        return []

    def _of_copula(self, noun: Token, verb: Token) -> list[Place]:
        """Return what "our position is that …" says."""
        if any(child.dep_ == "poss" for child in noun.children):
            for child in verb.children:
                if (
                    child.dep_ in ("ccomp", "xcomp", "attr")
                    and child.i > verb.i
                    and child.left_edge.lower_ in ("that", "to")
                ):
                    return self._shapes.phrase(child)
        return []
