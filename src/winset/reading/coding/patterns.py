"""The small language in which a codebook says which words point at an issue, and how such words are found.

A pattern is terms joined by ``+``; all must occur near each other, in any order. A term is alternatives joined by
``|``; an alternative is one or more words. ::

    lift|ease|relief + sanction|trade embargo
    $recognize + @object
    join + customs union|single market

- Words are lemmas: ``sanction`` finds "sanctions", ``lift`` finds "lifting". British and American spellings are one.
- A word that ends in ``*`` stands for all that begin so: ``unconditional*``.
- ``$name`` stands for a list of alternatives that the codebook gives under `sets`.
- ``@united_states`` stands for any mention of the party with that id: names, capitals, pronouns where they are sure.
- ``@object`` stands for a proper name, and makes one issue per name (see `winset.reading.coding.codebook`).
- ``/n``, ``/v``, ``/a`` after a word ask for a noun, a verb or an adjective: ``strike/n``.

**Near**: in the same sentence, and tied by the parse within one clause and at most `REACH` tokens apart; or at most
`CLOSE` tokens apart whatever the parse says, with no verb, conjunction or clause mark between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from winset.reading.coding.words import forms, spelling

REACH = 16
CLOSE = 4
OBJECT = "@object"

_WORD = re.compile(r"[^\s/*$@|+]+(\*)?(/[nva])?")
_PARTY = re.compile(r"@[a-z0-9][a-z0-9_.-]*")
_POS = {"n": {"NOUN", "PROPN"}, "v": {"VERB", "AUX"}, "a": {"ADJ", "ADV"}}
_CLAUSE_MARKS = {";", ":"}
_WITHIN = {"xcomp", "pcomp", "acl", "relcl", "conj", "amod", "ccomp"}
# Participles that stand for people: "the displaced must be able to return".
_NOMINAL = {"nsubj", "nsubjpass", "dobj", "pobj"}
_ITS = {"its", "their", "his", "her", "our", "my"}
# Edges of the parse that lead into another assertion: what hangs below them is not one phrase with what is above.
_BARRIERS = {"advcl", "parataxis"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word of an alternative: its form, whether that is only the beginning, and its part of speech."""

    form: str
    prefix: bool = False
    pos: str = ""
    party: bool = False

    def fits(self, token: Token, parties: Mapping[int, str]) -> bool:
        """Whether the token is this word, or ends a mention of this party."""
        if self.party:
            return parties.get(token.i) == self.form
        if self.pos and token.pos_ not in _POS[self.pos]:
            return False
        if self.prefix:
            return any(form.startswith(self.form) for form in forms(token))
        return self.form in forms(token)


Alternative = tuple[Word, ...]


@dataclass(frozen=True)
class Term:
    """Alternatives, any of which will do; or the object slot."""

    alternatives: tuple[Alternative, ...]
    is_object: bool = False

    @cached_property
    def begins(self) -> frozenset[str]:
        """The forms with which an alternative begins that is neither a party nor the beginning of a word."""
        return frozenset(word.form for word, *_ in self.alternatives if not (word.party or word.prefix))

    @cached_property
    def open(self) -> tuple[Word, ...]:
        """The other words with which an alternative begins."""
        return tuple(word for word, *_ in self.alternatives if word.party or word.prefix)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Terms that must occur near each other."""

    source: str
    terms: tuple[Term, ...]

    @property
    def has_object(self) -> bool:
        """Whether the pattern names an object."""
        return any(term.is_object for term in self.terms)

    @property
    def rarest(self) -> Term:
        """The term with the fewest words; without it the pattern stands nowhere."""
        terms = (term for term in self.terms if not term.is_object)
        return min(terms, key=lambda term: (bool(term.open), len(term.alternatives)))


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern was found: the tokens of each term, the one that governs them, and the object's head."""

    tokens: frozenset[int]
    head: Token
    object: Token | None = None


def parse(source: str, sets: Mapping[str, Sequence[str]]) -> Pattern:
    """Return the pattern that `source` writes.

    Raises
    ------
    ValueError
        Where it is not one; says which part, and what is allowed.
    """
    terms = []
    for part in source.split("+"):
        part = part.strip()
        if not part:
            raise ValueError(f"{source!r} has an empty term; write terms joined by '+', such as 'lift + sanction'")
        if part == OBJECT:
            terms.append(Term((), is_object=True))
            continue
        terms.append(Term(tuple(_alternatives(part, sets))))
    if all(term.is_object for term in terms):
        raise ValueError(f"{source!r} has no word besides {OBJECT}; add one, such as 'join + {OBJECT}'")
    if sum(term.is_object for term in terms) > 1:
        raise ValueError(f"{source!r} names {OBJECT} twice; once is enough")
    return Pattern(source, tuple(terms))


def _alternatives(part: str, sets: Mapping[str, Sequence[str]]) -> Iterator[Alternative]:
    for alternative in part.split("|"):
        alternative = alternative.strip()
        if alternative.startswith("$"):
            name = alternative[1:]
            if name not in sets:
                valid = ", ".join(f"${known}" for known in sorted(sets)) or "none is defined under `sets`"
                raise ValueError(f"unknown set {alternative!r}; valid: {valid}")
            for member in sets[name]:
                if member.startswith("$"):
                    raise ValueError(f"set {name!r} holds {member!r}; sets cannot hold sets")
                yield from _spelt(member)
            continue
        yield from _spelt(alternative)


def _spelt(alternative: str) -> Iterator[Alternative]:
    """Yield an alternative as written and, where a word has a hyphen, as the model cuts it: "phase", "-", "out"."""
    yield _words(alternative)
    if "-" in alternative.strip("-"):
        yield _words(re.sub(r"(?<=\w)-(?=\w)", " - ", alternative))


def _words(alternative: str) -> Alternative:
    words = []
    for word in alternative.split():
        if _PARTY.fullmatch(word):
            words.append(Word(word[1:], party=True))
            continue
        if not _WORD.fullmatch(word):
            raise ValueError(
                f"{word!r} is not a word; a word may end in '*' (begins with) or in /n, /v, /a (noun, verb, adjective)"
            )
        form, _, pos = word.partition("/")
        words.append(Word(spelling(form.rstrip("*")), form.endswith("*"), pos))
    if not words:
        raise ValueError("an empty alternative; write words joined by '|', such as 'lift|ease'")
    return tuple(words)


class Index:
    """The tokens of one content, findable by their forms; built once for all patterns.

    Parameters
    ----------
    tokens
        In order, without spaces.
    parties
        Which party the mention that ends at a token stands for, by the token's index in the document.
    stand_ins
        The words that a token stands for besides itself ("it"), by the token's index in the document.
    """

    def __init__(
        self,
        tokens: Sequence[Token],
        parties: Mapping[int, str] | None = None,
        stand_ins: Mapping[int, Sequence[Token]] | None = None,
    ) -> None:
        self.tokens = tokens
        self.parties = parties or {}
        self.stand_ins = stand_ins or {}
        self.at = {token.i: index for index, token in enumerate(tokens)}
        self.by_form: dict[str, list[int]] = {}
        for index, token in enumerate(tokens):
            meant = self.stand_ins.get(token.i, ())
            for form in {form for word in (token, *meant) for form in forms(word)}:
                self.by_form.setdefault(form, []).append(index)

    def stands_for(self, position: int, alternative: Alternative) -> bool:
        """Whether the token at a position is a pronoun that means all the words of an alternative."""
        meant = self.stand_ins.get(self.tokens[position].i)
        return meant is not None and all(any(word.fits(token, {}) for token in meant) for word in alternative)

    def lacks(self, term: Term) -> bool:
        """Whether no alternative of a term can begin anywhere: so it is with most terms, and this is soon told."""
        return self.by_form.keys().isdisjoint(term.begins) and not any(self.starting(word) for word in term.open)

    def starting(self, word: Word) -> Sequence[int]:
        """Return the positions of the tokens that a word may be, its part of speech aside."""
        if word.party:
            return [self.at[i] for i, party in self.parties.items() if party == word.form and i in self.at]
        if word.prefix:
            return sorted({i for form, found in self.by_form.items() if form.startswith(word.form) for i in found})
        return self.by_form.get(word.form, ())


def find(pattern: Pattern, index: Index) -> list[Match]:
    """Return the places where `pattern` stands in a content."""
    tokens = index.tokens
    places: list[list[tuple[int, ...]]] = []
    for term in pattern.terms:
        if term.is_object:
            continue
        found = _places(term, index)
        if not found:
            return []
        places.append(found)
    matches: dict[frozenset[int], Match] = {}
    for first in places[0]:
        group = [first]
        for others in places[1:]:
            near = [place for place in others if not set(place) & {i for g in group for i in g}]
            near = [place for place in near if any(_near(tokens, g, place) for g in group)]
            if not near:
                break
            group.append(min(near, key=lambda place: (abs(place[0] - first[0]), place)))
        else:
            match = _match(pattern, tokens, group)
            if match is not None:
                matches.setdefault(match.tokens, match)
    return list(matches.values())


def _match(pattern: Pattern, tokens: Sequence[Token], group: Sequence[tuple[int, ...]]) -> Match | None:
    chosen = [tokens[i] for place in group for i in place]
    # Of a subject and an object of one verb the object: what is done, is done to it.
    head = min(chosen, key=lambda token: (depth(token), token.dep_ == "nsubj", token.i))
    named = None
    if pattern.has_object:
        named = object_of(head, tokens, {token.i for token in chosen})
        if named is None:
            return None
        chosen = [*chosen, named, *_between(named, head)]
    return Match(frozenset(token.i for token in chosen), head, named)


def _between(low: Token, high: Token) -> Iterator[Token]:
    """Yield the nouns from an object up to what governs it: "district" in "recognise the Vale district"."""
    for token in low.ancestors:
        if token == high:
            return
        if token.pos_ in ("NOUN", "PROPN"):
            yield token


def _places(term: Term, index: Index) -> list[tuple[int, ...]]:
    if index.lacks(term):
        return []
    tokens, parties = index.tokens, index.parties
    found: dict[int, tuple[int, ...]] = {}
    for alternative in term.alternatives:
        for start in index.starting(alternative[0]):
            if start in found:
                continue
            if index.stands_for(start, alternative):
                found[start] = (start,)
                continue
            if not alternative[0].fits(tokens[start], parties):
                continue
            part = tokens[start + 1 : start + len(alternative)]
            rest = alternative[1:]
            if len(part) == len(rest) and all(w.fits(t, parties) for w, t in zip(rest, part, strict=True)):
                found[start] = tuple(range(start, start + len(alternative)))
                continue
            apart = _particle(rest[0], tokens[start], parties) if len(rest) == 1 else None
            if apart is not None and apart.i in index.at:
                found[start] = (start, index.at[apart.i])
    return [found[start] for start in sorted(found)]


def _particle(word: Word, verb: Token, parties: Mapping[int, str]) -> Token | None:
    """Return the particle of a verb that stands apart from it: "give it up"."""
    return next((c for c in verb.children if c.dep_ == "prt" and c.i > verb.i + 1 and word.fits(c, parties)), None)


def depth(token: Token) -> int:
    """Return how far below its sentence's root a token hangs."""
    return sum(1 for _ in token.ancestors)


def _near(tokens: Sequence[Token], a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    one, two = (tokens[a[-1]], tokens[b[0]]) if a[0] < b[0] else (tokens[b[-1]], tokens[a[0]])
    gap = two.i - one.i
    if gap > REACH or one.sent.start != two.sent.start:
        return False
    if gap <= CLOSE and not any(
        t.text in _CLAUSE_MARKS or t.dep_ == "cc" or t.pos_ == "VERB" for t in one.doc[one.i + 1 : two.i]
    ):
        return True
    return any(_tied(tokens[i], tokens[j]) for i in a for j in b)


def _tied(a: Token, b: Token) -> bool:
    """Whether one governs the other within a clause, or both hang from one predicate."""
    up_a, up_b = list(_climb(a)), list(_climb(b))
    shared = {token.i for token in up_a} & {token.i for token in up_b}
    if not shared:
        return False
    meeting = next(token for token in up_a if token.i in shared)
    if meeting in (a, b) or meeting.pos_ not in ("VERB", "AUX") or meeting.lemma_ == "be":
        return True
    # Below one predicate a subject and an object are two things: "the attack would end the talks".
    arms = [next((t for t in up if t.head == meeting and t != meeting), None) for up in (up_a, up_b)]
    deps = {arm.dep_ for arm in arms if arm is not None}
    if deps & {"xcomp", "acomp", "oprd", "prt"}:
        return True  # its own subject, shared: "the bank may cease to lend", "the bank may fall silent"
    if any(child.dep_ == "poss" and child.lower_ in _ITS for token in (a, b) for child in token.children):
        return True  # what is the subject's own: "the bank may stop its lending"
    if "nsubjpass" in deps and deps <= {"nsubjpass", "dobj", "prep", "advmod"}:
        return True  # what is done to it and where: "parts must be made in the region"
    return not deps & {"nsubj", "csubj", "nsubjpass"}


def _climb(token: Token) -> Iterator[Token]:
    """Yield the token and what governs it, up to the predicate of its clause."""
    yield token
    while token.head != token and token.dep_ not in _BARRIERS:
        if token.dep_ == "conj" and _own_complement(token):
            return
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in _WITHIN | _NOMINAL:
            return
        if token.dep_ == "prep" and token.lower_ == "as":
            return
        token = token.head
        yield token


def _own_complement(token: Token) -> bool:
    """Whether a conjunct has an object of its own, so that it does not share its sister's."""
    return any(
        child.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass", "poss") or (child.dep_ == "prep" and child.lower_ == "of")
        for child in token.children
    )


def object_of(head: Token, tokens: Sequence[Token], used: set[int]) -> Token | None:
    """Return the proper name that an action is about: object, passive subject, "of" complement, compound; else None."""
    inside = {token.i for token in tokens}
    # The nearest first: what a verb or noun governs directly, then through "of", "over", "in", "to", then compounds.
    queue: list[Token] = []
    for child in head.children:
        if child.dep_ in ("dobj", "nsubjpass", "attr", "compound", "nmod"):
            queue.append(child)
        elif child.dep_ == "prep" and child.lower_ in ("of", "over", "in", "to", "into", "on"):
            queue += [grand for grand in child.children if grand.dep_ == "pobj"]
    for candidate in queue:
        for token in _named(candidate, 0):
            if token.i in inside and token.i not in used and token.pos_ == "PROPN":
                return token
    return None


def _named(noun: Token, depth_: int) -> Iterator[Token]:
    """Yield a noun and what names it: "Vale" in "the annexation of the Vale district"; not through a lack of it."""
    yield noun
    if depth_ > 2 or noun.lemma_.lower() in ("lack", "absence", "loss", "end"):
        return
    for child in noun.children:
        if child.dep_ in ("compound", "nmod", "appos"):
            yield child
        elif child.dep_ == "prep" and child.lower_ in ("of", "over"):
            for grand in child.children:
                if grand.dep_ == "pobj":
                    yield from _named(grand, depth_ + 1)
