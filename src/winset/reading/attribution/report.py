"""One reported thing while it is put together, and the lemmas that it goes by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from winset.reading.attribution.lexicon import Cue, Lexicon
from winset.reading.attribution.words import group
from winset.reading.marks import Place, Places

if TYPE_CHECKING:
    from spacy.tokens import Token

SAY = frozenset({"say"})
_CONDITIONS = frozenset({("in", "case"), ("so", "long"), ("as", "long"), ("on", "condition")})
_MENDED = {"hop": "hope", "tweete": "tweet", "sayin": "say", "wil": "will"}


@dataclass(slots=True, eq=False)
class Report:
    """One reported thing.

    Parameters
    ----------
    word
        The reporting word.
    cue, source, content
        Places, as in `winset.reading.marks.Attribution`.
    lemma
        Of the reporting word, with its particle; empty where a colon reports.
    category
        What reporting with it does, see ``cues.txt``.
    frame
        What holds the content: a letter of ``cues.txt``, or ``according``, ``colon``, ``label``, ``list``.
    inner
        Sources between the narrator and this one, outermost first.
    confidence
        Probability that content and source are right; None where it was not estimated.
    reader
        Who found it: ``rules``, ``tagger``, or ``tagger and rules``.
    """

    word: Token
    cue: Places
    lemma: str
    category: frozenset[str]
    frame: str
    source: Places
    content: list[Place]
    inner: Places = ()
    confidence: float | None = None
    reader: str = "rules"

    @property
    def start(self) -> int:
        """Where its first part begins."""
        return min(place[0] for place in (*self.content, *self.cue, *self.source))

    @property
    def end(self) -> int:
        """Where its last part ends."""
        return max(place[1] for place in (*self.content, *self.cue, *self.source))

    def holds(self, place: int) -> bool:
        """Whether a place lies in what is reported."""
        return any(start <= place < end for start, end in self.content)

    def touches(self, start: int, end: int) -> bool:
        """Whether any part of it lies in a range."""
        return any(s < end and start < e for s, e in (*self.content, *self.cue, *self.source))


def lemma_of(token: Token) -> str:
    """Return a token's lemma in lower case, mended where the lemmatizer errs on reporting words."""
    lemma: str = token.lemma_.lower()
    return _MENDED.get(lemma, lemma)


def verb_cue(lexicon: Lexicon, verb: Token) -> Cue | None:
    """Return what the lexicon says of a verb, with its particle ("rule out") where it has one that counts."""
    lemma = lemma_of(verb)
    for child in verb.children:
        if verb.i < child.i <= verb.i + 4 and child.dep_ in ("prt", "advmod", "prep"):
            cue = lexicon.verbs.get(f"{lemma}+{child.lower_}")
            if cue is not None:
                return cue
    return lexicon.verbs.get(lemma)


def cue_place(verb: Token, cue: Cue | None) -> Place:
    """Return the place of a verb with the particle right behind it."""
    end = verb.idx + len(verb)
    for child in verb.children:
        if child.i == verb.i + 1 and (
            child.dep_ == "prt" or (cue is not None and cue.lemma == f"{lemma_of(verb)}+{child.lower_}")
        ):
            end = child.idx + len(child)
    return verb.idx, end


def is_condition(first: Token) -> bool:
    """Whether a clause that begins with this word says on what something depends ("if", "in case", "so long as")."""
    if first.lower_ in group("condition"):
        return True
    following = first.nbor().lower_ if first.i + 1 < len(first.doc) else ""
    return (first.lower_, following) in _CONDITIONS


def in_case(clause: Token) -> bool:
    """Whether a clause follows "in case", which the parser takes for a phrase of its own."""
    first = clause.left_edge
    return bool(first.i >= 2 and first.nbor(-1).lower_ == "case" and first.nbor(-2).lower_ == "in")


def to_infinitive(verb: Token) -> bool:
    """Whether a verb stands in the infinitive with "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children) or verb.left_edge.lower_ == "to"
