"""On which side of a proposition words stand, where it is known only that they are about the same thing.

An embedding, or a bare cue, tells *which* issue a clause is about and is blind to the side: "agreed to cede" and
"refused to cede" look alike. The side is worked out here from the parse and a lexicon of directions:

1. **Words.** Starting from the word that the clause and the issue have in common, the words that hang together with it
   as one phrase are collected: the verb or noun that governs it and what modifies it ("keep the head office in the
   city", "a higher price", "relief from sanctions"). Each has a direction (more and being there, less and ending,
   staying as it is); their product is the direction of the phrase.
2. **Things.** What restricts or harms ("sanctions", "a ban", "shelling") counts the other way round where clause and
   proposition name different things: that the guns fall silent is the same side as that a truce holds.
3. **Polarity.** From the uppermost of these words `winset.reading.coding.walk` goes on: negation, "without",
   "instead of", "rather than", attitudes ("refuses"), rhetorical questions, conditions ("no pause until they leave").

`directed` does the first two and gives what a `winset.reading.coding.hits.Hit` needs; `side_of` does all three.
A word without a direction leaves the side open only where the thing is a matter of degree ("the price"); of other
things the bare mention stands for their being there ("he demanded an amnesty").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from winset.core.words import word_set
from winset.reading.coding import directions as dx
from winset.reading.coding.attitudes import attitude_of
from winset.reading.coding.conditions import Condition, find_conditions
from winset.reading.coding.scene import Scene
from winset.reading.coding.tree import SUBJECTS
from winset.reading.coding.walk import walk
from winset.reading.coding.words import lemma, spelling

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SMALL = word_set(
    "the a an of in on to for by be is are was were may might can will would it its they their that who and"
)
_OBJECTS = ("dobj", "nsubjpass", "attr", "oprd", "dative")
_UP = ("compound", "amod", "nmod", "poss", "nummod", "pobj", "pcomp", "dobj", "nsubjpass", "nsubj", "attr", "xcomp")
_STEPS = 8


@dataclass(frozen=True, slots=True)
class Proposition:
    """What an issue's proposition says: which things, and what becomes of them.

    Parameters
    ----------
    direction
        +1 where they come, grow, stay or are given; -1 where they end, shrink or are taken away.
    scale
        Whether it tells a change of degree ("is raised"): then staying as it is is the other side.
    things
        Lemmas of the words that are not directions.
    """

    direction: int
    scale: bool
    things: frozenset[str]

    @classmethod
    def of(cls, says: str) -> Proposition:
        """Return the proposition that a sentence such as "Sanctions are lifted" makes; read without a parser."""
        return _proposition(says)


@dataclass(frozen=True, slots=True)
class Directed:
    """The direction of a phrase: the side of its words, its uppermost word, and all the words that were counted."""

    side: int
    head: Token
    tokens: frozenset[int]


def directed(scene: Scene, head: Token, proposition: Proposition | str) -> Directed:
    """Return on which side of a proposition the words around `head` stand, before anybody's attitude to them.

    Parameters
    ----------
    scene
        The statement; only words of its content are looked at.
    head
        The word of the content that is about the issue: its noun or verb.
    proposition
        The issue's proposition, or its sentence.

    Returns
    -------
    Directed
        `side` is +1, -1, or 0 where the words leave it open ("the price"). `head` and `tokens` are what a hit needs,
        so that what was counted here is not counted again further up.
    """
    wanted = Proposition.of(proposition) if isinstance(proposition, str) else proposition
    phrase = _Phrase(scene, head)
    phrase.climb()
    value, kept = phrase.value()
    things = phrase.things()
    if kept and wanted.scale:
        return Directed(-1, phrase.top, phrase.tokens)
    if not phrase.counted and any(lemma(t) in dx.CAPTIVES for t in things):
        value = -1  # Who demands prisoners wants them out.
    if not phrase.counted and any(lemma(t) in dx.DEGREES for t in things) and wanted.scale:
        return Directed(0, phrase.top, phrase.tokens)
    side = value * wanted.direction
    named = {lemma(t) for t in things}
    if named and not named & wanted.things:
        # Of the same thing, or where only its direction is named ("a pause"), the directions compare as they are.
        side *= _valence(named) * _valence(wanted.things)
    return Directed(side, phrase.top, phrase.tokens)


def side_of(
    scene: Scene, head: Token, proposition: Proposition | str, conditions: Sequence[Condition] | None = None
) -> int:
    """Return on which side of a proposition the clause around `head` stands, all that stands above it counted.

    It is the side of the outermost attitude on the way, whoever has it: "refused to lift" and "demanded the lifting" of
    the same sanctions come out as -1 and +1. What is made a condition counts as wanted ("no truce until they leave" is
    for their leaving), but for what would set off a threat.

    Parameters
    ----------
    scene, head, proposition
        As for `directed`.
    conditions
        The conditions in the content; found here where they are not given.

    Returns
    -------
    int
        +1, -1, or 0 where it stays open.
    """
    words = directed(scene, head, proposition)
    if conditions is None:
        conditions = find_conditions(scene)
    way = walk(scene, words.head, words.tokens, conditions)
    if way.mentioned or way.unclear:
        return 0
    side = words.side * way.side
    return -side if way.condition is not None and way.condition.kind == "trigger" else side


class _Phrase:
    """The words that say together what becomes of a thing."""

    def __init__(self, scene: Scene, head: Token) -> None:
        self.scene = scene
        self.start = head
        self.top = head
        self.members: list[Token] = []
        self.counted: dict[int, int] = {}
        self._kept = False

    @property
    def tokens(self) -> frozenset[int]:
        return frozenset({self.start.i, self.top.i, *self.counted})

    def climb(self) -> None:
        """Collect the phrase: the word, what modifies it, what governs it while that has a direction."""
        self._take(self.start)
        node = self.start
        for _ in range(_STEPS):
            above = self._governor(node)
            if above is None:
                break
            self._take(above)
            if above.i in self.counted:
                self.top = above
            node = above

    def _governor(self, node: Token) -> Token | None:
        """Return the word above that tells what becomes of `node`; prepositions are stepped over."""
        above = node.head
        if above == node or above.i not in self.scene.inside or node.dep_ not in _UP:
            return None
        if above.pos_ == "ADP":
            if above.lower_ not in ("of", "in", "on", "to", "from", "for", "with", "over", "at", "out", "into"):
                return None
            above = above.head
            if above.i not in self.scene.inside or above.pos_ == "ADP":
                return None
        if attitude_of(above) is not None and not self._direction(above):
            return None
        if self._direction(above) or _light(above) or node.dep_ in ("compound", "amod", "nmod", "poss"):
            return above
        if any(self._direction(c) for c in above.children if c.dep_ in ("acomp", "oprd", "prt", "advmod", "attr")):
            return above
        return None

    def _take(self, node: Token) -> None:
        self.members.append(node)
        below = [c for c in node.children if c.i in self.scene.inside]
        complement = next(
            (
                c
                for c in below
                if c.dep_ in ("acomp", "oprd", "attr", "ccomp", "xcomp")
                and c.i not in self.counted
                and self._direction(c)
            ),
            None,
        )
        if complement is not None and lemma(node) in dx.STATIVE:
            self._count(complement)
            self.top = node
        else:
            self._count(node)
        for child in below:
            if child.dep_ in ("amod", "advmod", "nummod", "compound", "quantmod") and child.i not in self.counted:
                self._count(child)
            elif child.dep_ == "dobj" and node.pos_ == "VERB" and child.lower_ in dx.QUANTITIES:
                self._count(child)  # "pay more"
            elif child.dep_ in _OBJECTS and node.pos_ == "VERB" and child != self.start and node == self.start:
                self.members.append(child)
                self._count(child)
                for grand in child.children:
                    if grand.dep_ in ("amod", "advmod"):
                        self._count(grand)

    def _count(self, token: Token) -> None:
        direction = self._direction(token)
        if direction and token.i not in self.counted:
            self.counted[token.i] = direction
            self._kept = self._kept or lemma(token) in dx.KEEPING or token.lower_ in dx.KEEPING

    def _direction(self, token: Token) -> int:
        return direction_of(token)

    def value(self) -> tuple[int, bool]:
        """Return the product of the directions, and whether the phrase tells that all stays as it is."""
        product = 1
        for direction in self.counted.values():
            product *= direction
        return product, self._kept and product > 0

    def things(self) -> list[Token]:
        """Return the words that have no direction of their own."""
        found = [t for t in self.members if t.i not in self.counted and t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ")]
        for token in list(found):
            found += [c for c in token.children if c.dep_ in ("compound", "amod") and c.i not in self.counted]
        return found


def direction_of(token: Token) -> int:
    """Return the direction of one word with its particle: +1, -1, or 0 where it has none.

    "Lift", "ease" and "relax" take a restriction away and raise anything else ("lift wages"), so their object decides.
    """
    word = lemma(token)
    for child in token.children:
        if child.dep_ in ("prt", "advmod", "prep", "acomp", "oprd") and child.i > token.i:
            for form in (word, token.lower_):
                if f"{form} {child.lower_}" in dx.PHRASAL:
                    return dx.PHRASAL[f"{form} {child.lower_}"]
    if word in dx.EASING or token.lower_ in dx.EASING:
        objects = [c for c in token.children if c.dep_ in _OBJECTS or c.dep_ == "compound"]
        objects += [g for c in token.children if c.dep_ == "prep" for g in c.children]
        restricts = not objects or any(
            lemma(t) in dx.RESTRICTIONS for o in objects for t in (o, *(c for c in o.children if c.dep_ == "compound"))
        )
        return -1 if restricts or word not in dx.RAISING else 1
    follower = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    if f"{token.lower_} {follower}" in dx.FIXED:
        return 0
    if token.pos_ in ("ADP", "PRON", "DET") and token.lower_ not in dx.QUANTITIES:
        return 0
    if token.lower_ in dx.NONE:
        return -1
    if word == "phase" and token.doc[token.i + 1 : token.i + 3].text.replace(" ", "") in ("-out", "out"):
        return -1
    if word == "go" and token.pos_ == "VERB":
        # "The jobs will go": nothing is told of where to.
        bare = all(c.dep_ in (*SUBJECTS, "aux", "punct", "mark", "neg", "cc", "conj", "advmod") for c in token.children)
        return -1 if bare else 0
    if word in ("hold", "run", "make", "have", "trade", "finance", "fund") and token.pos_ == "NOUN":
        return 0
    return dx.DIRECTIONS.get(word) or dx.DIRECTIONS.get(spelling(token.lower_)) or 0


def _light(verb: Token) -> bool:
    return lemma(verb) in dx.STATIVE


def _valence(words: Iterable[str]) -> int:
    return -1 if any(word in dx.RESTRICTIONS for word in words) else 1


@lru_cache(maxsize=2_000)
def _proposition(says: str) -> Proposition:
    words = [spelling(word) for word in _WORD.findall(says)]
    direction, scale, kept = 1, False, False
    things: set[str] = set()
    index = 0
    strong = False
    while index < len(words):
        word = words[index]
        stems = _stems(word)
        following = words[index + 1] if index + 1 < len(words) else ""
        index += 1
        phrasal = next((dx.PHRASAL[f"{s} {following}"] for s in stems if f"{s} {following}" in dx.PHRASAL), None)
        if phrasal is not None:
            direction *= phrasal
            strong = True
            index += 1
            continue
        if f"{word} {following}" in dx.FIXED:
            things |= stems
            continue
        if word in ("no", "not", "never", "none"):
            direction = -direction
            continue
        if word in ("or", "before", "after", "until", "as") and strong:
            break  # "are kept or improved": the first says it.
        found = next((dx.DIRECTIONS[s] for s in stems if s in dx.DIRECTIONS), 0)
        if not found and any(s in dx.EASING for s in stems):
            restricts = any(t in dx.RESTRICTIONS for t in things) or any(
                s in dx.RESTRICTIONS for w in words[index:] for s in _stems(w)
            )
            found = -1 if restricts or not any(s in dx.RAISING for s in stems) else 1
        if found:
            direction *= found
            scale = scale or any(s in dx.SCALING for s in stems)
            kept = kept or any(s in dx.KEEPING for s in stems)
            strong = True
        elif word not in _SMALL:
            things |= stems
    return Proposition(direction, scale and not kept, frozenset(things))


def _stems(word: str) -> frozenset[str]:
    """Return what a word may be a form of, without a parser."""
    return frozenset(_inflected(word))


def _inflected(word: str) -> Iterator[str]:
    yield word
    yield from dx.IRREGULAR.get(word, ())
    for ending, replacements in (
        ("ies", ("y",)),
        ("ied", ("y",)),
        ("ing", ("", "e")),
        ("ed", ("", "e")),
        ("es", ("", "e")),
        ("s", ("",)),
        ("er", ("", "e")),
    ):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            stem = word[: -len(ending)]
            for replacement in replacements:
                yield stem + replacement
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]
