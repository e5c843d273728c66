"""The reporting words: read once from ``cues.txt``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

POS = ("verb", "noun", "adj")


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word and what it takes.

    Parameters
    ----------
    lemma
        As the lemmatizer gives it.
    categories
        What reporting with it does: say, claim, concede, deny, warn, demand, offer, want, think, show, praise, blame.
    frames
        Letters for what may hold the content, see the head of ``cues.txt``.
    prepositions
        Those that belong to the cue ("called for").
    """

    lemma: str
    categories: frozenset[str]
    frames: frozenset[str]
    prepositions: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """All reporting words, by part of speech and lemma."""

    verbs: Mapping[str, Cue]
    nouns: Mapping[str, Cue]
    adjectives: Mapping[str, Cue]


def parse(text: str) -> Lexicon:
    """Return the lexicon that a text like ``cues.txt`` gives; ValueError names a line that has another form."""
    tables: dict[str, dict[str, Cue]] = {pos: {} for pos in POS}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        head, colon, words = line.partition(": ")
        pos, _, kind = head.partition(" ")
        if not colon or pos not in tables or not kind:
            raise ValueError(
                f"line {number} of the reporting words: {line!r}; 'verb category/frames: word …' is needed"
            )
        category, _, default = kind.partition("/")
        for word in words.split():
            lemma_frames, *prepositions = word.split(":")
            lemma, slash, frames = lemma_frames.partition("/")
            before = tables[pos].get(lemma)
            cue = Cue(lemma, frozenset({category}), frozenset(frames if slash else default), frozenset(prepositions))
            if before is not None:
                cue = Cue(
                    lemma,
                    before.categories | cue.categories,
                    before.frames | cue.frames,
                    before.prepositions | cue.prepositions,
                )
            tables[pos][lemma] = cue
    return Lexicon(tables["verb"], tables["noun"], tables["adj"])


@cache
def lexicon() -> Lexicon:
    """Return the lexicon that is shipped."""
    return parse(files("winset.reading.attribution").joinpath("cues.txt").read_text(encoding="utf-8"))
