"""Reports that the parse does not show as a verb with its complement.

Pseudo-clefts ("What she refuses is the plan"), relative clauses with a source of their own ("…, which it says are …",
"…, a report that the envoy called a fairy tale"), and reporting words that the tagger takes for something else ("the
paper reports that", "the side voiced concern").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.reading.attribution.places import noun_phrase, trimmed_source
from winset.reading.attribution.report import Report, cue_place, lemma_of, to_infinitive, verb_cue
from winset.reading.attribution.shapes import Shapes
from winset.reading.attribution.sources import can_speak, is_passive, own_subject, subject
from winset.reading.attribution.words import group
from winset.reading.marks import Place

if TYPE_CHECKING:
    from spacy.tokens import Token

    from winset.reading.attribution.lexicon import Cue

_WH = frozenset({"which", "that", "who", "whom"})
_WHAT = frozenset({"what", "all"})
_REST = frozenset({"oprd", "prep", "acomp", "xcomp", "ccomp", "dep", "attr"})
_IS = frozenset({"attr", "ccomp", "xcomp", "acomp", "advcl", "prep"})
_PREDICATES = frozenset({"x", "o", "g", "c"})


def cleft(verb: Token, shapes: Shapes) -> Report | None:
    """Return the report of "What she refuses is the plan to …", or None."""
    if verb.dep_ == "ROOT" and verb.sent[0].lower_ == "all":
        return _all(verb, shapes)
    if verb.dep_ != "csubj" or verb.head.lemma_ != "be" or verb.head.i < verb.i:
        return None
    cue = verb_cue(shapes.lexicon, verb)
    if cue is None or not cue.frames & _PREDICATES or not any(t.lower_ in _WHAT for t in verb.lefts):
        return None
    if any(c.dep_ in ("oprd", "attr", "dobj") and c.lower_ not in _WHAT for c in verb.children):
        return None  # "What the company calls flexibility is a pay cut": the author's words
    noun = subject(verb)
    source = noun_phrase(noun, verb) if noun is not None and noun.lower_ not in _WHAT and can_speak(noun) else None
    if source is None:
        return None
    for child in verb.head.children:
        if child.i > verb.head.i and child.dep_ in _IS:
            return _report(verb, cue, "o", source, shapes.phrase(child))
    return None


def _all(verb: Token, shapes: Shapes) -> Report | None:
    """Return the report of "All the guild wants is a seat", which the parser takes for "all the guild"."""
    cue = verb_cue(shapes.lexicon, verb)
    noun = own_subject(verb)
    copula = next((c for c in verb.children if c.dep_ == "ccomp" and c.lemma_ == "be" and own_subject(c) is None), None)
    if cue is None or noun is None or copula is None or copula.i != verb.i + 1 or not can_speak(noun):
        return None
    source = trimmed_source(verb.doc, max(noun.left_edge.i, verb.sent.start + 1), noun.right_edge.i)
    for child in copula.children:
        if source is not None and child.i > copula.i and child.dep_ in _IS:
            return _report(verb, cue, "o", source, shapes.phrase(child))
    return None


def relative(verb: Token, shapes: Shapes) -> Report | None:
    """Return what somebody says of a thing in a relative clause behind a comma, or None.

    The content is the pronoun, or the noun that the clause hangs on where that noun only takes up what was said before
    ("a condition that …"), and what is said of it.
    """
    cue = verb_cue(shapes.lexicon, verb) if verb.dep_ == "relcl" else None
    noun = own_subject(verb)
    if cue is None or noun is None or noun.lower_ in _WH or not can_speak(noun) or is_passive(verb):
        return None
    source = noun_phrase(noun, verb)
    pronoun = next((t for t in verb.doc[verb.left_edge.i : noun.i] if t.lower_ in _WH), None)
    first = opening(verb)
    if source is None or pronoun is None or first is None:
        return None
    said = [child for child in verb.children if child.i > verb.i and child.dep_ in _REST]
    if cue.frames & {"c", "q"} and said and said[0].dep_ == "ccomp" and own_subject(said[0]) is not None:
        about = own_subject(said[0])
        if about is None or about.i > verb.i:
            return None
    elif not cue.frames & {"o", "k"}:
        return None
    last = max((child.right_edge.i for child in said), default=verb.i)
    quote = shapes.quotes.starting(verb.idx, verb.idx + len(verb) + 3)
    while quote is not None and last + 1 < len(verb.doc) and verb.doc[last + 1].idx < quote.end:
        last += 1
    top = first if first.i < pronoun.i else pronoun
    content = shapes.places(_range(top, pronoun.nbor(-1) if top is not pronoun else pronoun))
    if last > verb.i:
        content += shapes.places(_range(verb.doc[cue_last(verb, cue) + 1], verb.doc[last]))
    return _report(verb, cue, "r", source, content)


def opening(verb: Token) -> Token | None:
    """Return the token at which a relative clause begins that a comma sets off, with the noun that it hangs on.

    None where the clause belongs to its noun ("the deal that he offered").
    """
    first = verb.left_edge
    if first.i and first.nbor(-1).text == ",":
        return first
    noun = verb.head.left_edge
    if noun.i and noun.nbor(-1).text == "," and noun.lower_ in ("a", "an") and first.i == verb.head.i + 1:
        return noun
    return None


def cue_last(verb: Token, cue: Cue) -> int:
    """Return the last token of a verb with its particle."""
    end = cue_place(verb, cue)[1]
    i = verb.i
    while i + 1 < len(verb.doc) and verb.doc[i + 1].idx < end:
        i += 1
    return int(i)


def mistagged(noun: Token, shapes: Shapes) -> Report | None:
    """Return the report of a verb that was tagged as the noun at the root of its sentence, or None."""
    if noun.dep_ != "ROOT" or noun.pos_ not in ("NOUN", "VERB"):
        return None
    cue = shapes.lexicon.verbs.get(lemma_of(noun))
    clause = next(
        (child for child in noun.children if child.dep_ in ("ccomp", "acl", "relcl") and child.i > noun.i), None
    )
    bare = not any(child.dep_ in ("nsubj", "nsubjpass", "cop") for child in noun.children)
    if bare and cue is not None and "c" in cue.frames and clause is not None and noun.nbor().lower_ == "that":
        # "The same paper reports that …"
        source = _left_of(noun, noun)
        return _report(noun, cue, "c", source, shapes.phrase(clause)) if source is not None else None
    if cue is not None and noun.tag_ == "NNS" and "x" in cue.frames:
        # "Lima, ever helpful, volunteers to store it"
        act = next((c for c in noun.rights if c.left_edge.i == noun.i + 1 and to_infinitive(c)), None)
        name = next(
            (c for c in noun.lefts if c.pos_ == "PROPN" and c.dep_ in ("dep", "npadvmod", "nmod", "nsubj")), None
        )
        source = noun_phrase(name, noun) if name is not None else None
        if act is not None and source is not None:
            return _report(noun, cue, "x", source, shapes.phrase(act))
    light = next((c for c in noun.lefts if c.tag_ == "VBN" and lemma_of(c) in group("light")), None)
    cue = shapes.lexicon.nouns.get(lemma_of(noun))
    if light is None or cue is None or not bare:
        return None
    # "The European side voiced concern about …"
    source = _left_of(noun, light)
    content = [
        place
        for child in noun.children
        if child.i > noun.i and child.dep_ in ("prep", "acl", "ccomp")
        for place in shapes.phrase(child)
    ][:1]
    if source is None or not content:
        return None
    at = (light.idx, noun.idx + len(noun))
    return Report(noun, (at,), lemma_of(noun), cue.categories, "n", (source,), content)


def _left_of(head: Token, verb: Token) -> Place | None:
    """Return the words of a noun phrase before one of its words, a conjunction or an adverb at its head left out."""
    left = head.left_edge.i
    while left < verb.i and (head.doc[left].dep_ in ("cc", "advmod", "punct") or head.doc[left].is_space):
        left += 1
    if left >= verb.i or not any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in head.doc[left : verb.i]):
        return None
    return trimmed_source(head.doc, left, verb.i - 1)


def _range(first: Token, last: Token) -> Place:
    return first.idx, last.idx + len(last)


def _report(verb: Token, cue: Cue, frame: str, source: Place, content: list[Place]) -> Report | None:
    if not content:
        return None
    return Report(verb, (cue_place(verb, cue),), cue.lemma.replace("+", " "), cue.categories, frame, (source,), content)
