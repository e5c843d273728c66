"""Which issue a phrase is about where no words of the codebook stand in it: by what it means.

What a codebook says of its issues (propositions, options, examples) and the phrases of a content are compared as
vectors (`winset.reading.embedding`). Vectors are blind to polarity, so they tell only *which* issue; the side is worked
out from words and parse (`winset.reading.coding.direction`), and where these leave it open, it is open.

- **Phrases**: clauses, and noun phrases under an attitude, in which no words of an issue stand; only of statements by
  which a position is taken (`POSITIONAL`): of the others hardly any is about an issue that its words do not name.
- **Names never decide**: parties are replaced by "they" and "their" before anything is compared.
- **The text decides with**: an issue of which the text speaks in so many words, and a field of which it speaks much, is
  likelier to be meant by an unclear phrase; a field of which it hardly speaks is out.
- **Or none**: what is like the small talk of negotiations (`NOTHING`) as much as like an issue is about none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from winset.core.errors import MissingDependency
from winset.core.words import word_set
from winset.reading.coding.attitudes import attitude_of, judgement
from winset.reading.coding.codebook import Codebook, CodebookIssue
from winset.reading.coding.direction import directed
from winset.reading.coding.hit import Hit
from winset.reading.coding.patterns import Match
from winset.reading.coding.scene import Scene
from winset.reading.coding.spoken import Spoken
from winset.reading.coding.words import lemma
from winset.reading.embedding import embed
from winset.reading.statement import Act

NEAR = 0.5
"""What a phrase's likeness (cosine) to an issue must reach."""
AHEAD = 0.03
"""By how much the likeliest issue, with what the text adds, must be ahead of the next."""
DOUBTFUL, FAR_AHEAD = 0.36, 0.1
"""Words of an issue are doubted where they are less like it than this, and another issue is ahead by that."""
VOTERS, CLOSE, DIVIDED = 3, 0.1, 0.3
"""Sentences that are asked for the side, how far behind the first, and the share of votes from which it is settled."""
DRAWN = 0.4
"""How far each sentence of an issue is drawn towards what all of them say: an odd one alone then decides less."""
SPOKEN, SPOKEN_MUCH, FIELD = 0.08, 0.08, 0.2
"""What the text adds: the issue is spoken of, spoken of often; what its field's share of the text adds at most."""
OFTEN = 4

POSITIONAL: frozenset[Act] = frozenset(
    {"demand", "urge", "offer", "accept", "concede", "support", "reject", "threaten"}
)
"""Acts that take a position."""
NOTHING = (
    "the talks were constructive",
    "the other side is playing for time",
    "they are not serious",
    "it is too early to say",
    "a meeting was held in the capital",
    "there is no progress",
    "we are on a good way",
    "they must show good will",
    "this is blackmail",
    "the other side is to blame",
    "he spoke for himself",
    "the situation is difficult",
    "nobody trusts them any more",
    "we have nothing to add",
    "each day of delay is costly",
    "both sides",
    "every week",
    "a quarrel",
    "a claim",
    "a promise is a promise",
)
"""What is said in every negotiation and is about no issue."""

_PRONOUN_ONLY = re.compile(r"(?:they|it|none|no such|the matter)\b", re.IGNORECASE)
_CLAUSES = word_set("ROOT ccomp xcomp advcl relcl acl conj pcomp parataxis csubj dep")
_APART = word_set("ccomp advcl relcl parataxis")
_EMPTY = word_set("side party week day month year time way part thing one people man woman side's")
_WHEN = word_set("DATE TIME PERSON")
_ASIDE = re.compile(
    r"\s+(?:if|in case|should|when|while|because|until|unless|before|after|since|as long as|so that)\s+"
)
_LEADING = re.compile(r"^(?:that|and|but|or|whether|if|because|as|then|,)\s+", re.IGNORECASE)
_DETERMINED = re.compile(r"\b(?:the|a|an|this|that)\s+(?=(?:they|their)\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Prototypes:
    """What a codebook says of its issues, as vectors.

    Parameters
    ----------
    texts, sides
        Sentences, and the side of the proposition that each stands for: +1 or -1.
    issues
        The issue of each; None for what is about nothing.
    groups, group
        Each issue once, None among them; and the number of each sentence's issue in it, (n,).
    vectors
        (n, 384).
    """

    texts: tuple[str, ...]
    sides: tuple[int, ...]
    issues: tuple[CodebookIssue | None, ...]
    groups: tuple[CodebookIssue | None, ...]
    group: NDArray[np.int64]
    vectors: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of a content: the word that says what it is about, and its words without names."""

    head: Token
    words: tuple[Token, ...]
    text: str


_made: dict[int, tuple[Codebook, Prototypes]] = {}
KEPT = 8
"""Codebooks whose vectors a process keeps."""
Names = dict[int, tuple[int, int]]
"""The place of the party's name that covers a token, by the token's index."""


def meant(scene: Scene, codebook: Codebook, hits: Sequence[Hit], spoken: Spoken) -> list[Hit]:
    """Return what the phrases of a content that no hit covers are about; at most one for each issue.

    Without onnxruntime nothing is found here: the reading then rests on the words of the codebook alone.
    """
    phrases = list(
        phrases_of(
            scene,
            covered=frozenset(i for hit in hits if not hit.answered for i in hit.match.tokens),
            headless=frozenset(hit.head.i for hit in hits if hit.answered),
        )
    )
    if not phrases:
        return []
    known = {hit.issue_id for hit in hits}
    names = _names(scene)
    try:
        prototypes = prototypes_of(codebook)
        vectors = embed([phrase.text for phrase in phrases])
    except MissingDependency:
        return []
    added = _added(prototypes, spoken)
    best: dict[str, tuple[float, Hit]] = {}
    for phrase, likeness in zip(phrases, vectors @ prototypes.vectors.T, strict=True):
        chosen = _chosen(prototypes, likeness, added)
        if chosen is None:
            continue
        score, number = chosen
        issue = prototypes.issues[number]
        if issue is None or issue.id in known or best.get(issue.id, (0.0,))[0] >= score:
            continue
        head = _about(scene, phrase, prototypes.vectors[number], names)
        side, match = _sided(scene, head, prototypes, likeness, issue)
        best[issue.id] = (score, Hit(issue, issue.id, side, match, by_meaning=True))
    return [hit for _, hit in best.values()]


def _sided(
    scene: Scene, head: Token, prototypes: Prototypes, likeness: NDArray[np.float32], issue: CodebookIssue
) -> tuple[int, Match]:
    """Return the side of a phrase and its words: by direction against the sentences of the issue that it is most like.

    Each of these votes with the side that the phrase has if it is about the same thing; where they are divided it is
    open. What is like the phrase is asked, never on which side the like stands.
    """
    own = [number for number, other in enumerate(prototypes.issues) if other is issue]
    own.sort(key=lambda number: (-float(likeness[number]), number))
    near = [n for n in own[:VOTERS] if float(likeness[own[0]] - likeness[n]) <= CLOSE]
    votes = 0.0
    for number in near:
        words = directed(scene, head, _core(prototypes.texts[number]))
        votes += float(likeness[number]) * words.side * prototypes.sides[number]
    first = directed(scene, head, _core(prototypes.texts[near[0]]))
    weight = sum(float(likeness[number]) for number in near)
    side = 0 if abs(votes) < DIVIDED * weight else 1 if votes > 0 else -1
    return side, Match(first.tokens, first.head)


def _core(text: str) -> str:
    """Return what a sentence says before it says when and why: "a fee", of "a fee in case the deal fails"."""
    return _ASIDE.split(text, maxsplit=1)[0] or text


def takes_position(scene: Scene, act: Act) -> bool:
    """Whether a statement takes a position: by its act, or by an attitude or a judgement in its words."""
    if act in POSITIONAL:
        return True
    for token in scene.tokens:
        attitude = attitude_of(token)
        if (attitude is not None and attitude.side) or judgement(token):
            return True
    return False


def doubtful(scene: Scene, codebook: Codebook, hits: Sequence[Hit], spoken: Spoken) -> list[Hit]:
    """Return the hits whose words mean something else where they stand: "seats" at a table, "to take over" a cost.

    Only of issues that the text names nowhere else; where another issue is clearly nearer.
    """
    weak = [h for h in hits if not h.answered and not h.issue.has_object and spoken.issues.get(h.issue_id, 0) < 2]
    if not weak:
        return []
    names = _names(scene)
    texts = [plain(_clause(scene, hit), names) for hit in weak] + [plain(_phrase(scene, hit), names) for hit in weak]
    try:
        prototypes = prototypes_of(codebook)
        likeness = embed(texts) @ prototypes.vectors.T
    except MissingDependency:
        return []
    found = []
    for hit, both in zip(weak, np.maximum(likeness[: len(weak)], likeness[len(weak) :]), strict=True):
        own = max(
            float(x) for x, issue in zip(both, prototypes.issues, strict=True) if issue and issue.id == hit.issue_id
        )
        if own < DOUBTFUL and float(both.max()) - own >= FAR_AHEAD:
            found.append(hit)
    return found


def _clause(scene: Scene, hit: Hit) -> list[Token]:
    top = hit.head
    while top.pos_ not in ("VERB", "AUX") and top.head != top and top.head.i in scene.inside:
        top = top.head
    return _with(scene, top, hit)


def _phrase(scene: Scene, hit: Hit) -> list[Token]:
    return _with(scene, hit.head, hit)


def _with(scene: Scene, top: Token, hit: Hit) -> list[Token]:
    return sorted({*_words(scene, top), *(scene.doc[i] for i in hit.match.tokens)}, key=lambda token: token.i)


def _chosen(
    prototypes: Prototypes, likeness: NDArray[np.float32], added: NDArray[np.float64]
) -> tuple[float, int] | None:
    """Return the score and the number of the prototype that a phrase is most like; None where it is about nothing.

    `added` is what the text adds for each prototype's issue, minus infinity for what it cannot be about.
    """
    scores = likeness + added
    number = int(np.argmax(scores))
    others = scores[prototypes.group != prototypes.group[number]]
    if prototypes.issues[number] is None or not others.size or scores[number] - others.max() < AHEAD:
        return None
    return (float(scores[number]), number) if float(likeness[number]) >= NEAR else None


def _added(prototypes: Prototypes, spoken: Spoken) -> NDArray[np.float64]:
    foreign = spoken.foreign
    each = [
        -np.inf if issue is not None and issue.field in foreign else _prior(issue, spoken)
        for issue in prototypes.groups
    ]
    return np.array(each)[prototypes.group]


def _prior(issue: CodebookIssue | None, spoken: Spoken) -> float:
    if issue is None:
        return 0.0
    count = spoken.issues.get(issue.id, 0)
    added = SPOKEN * (count > 0) + SPOKEN_MUCH * min(max(count - 1, 0), OFTEN - 1) / (OFTEN - 1)
    if issue.field is not None and any(spoken.fields.values()):
        added += FIELD * (spoken.share(issue.field) - 0.3)
    return added


def prototypes_of(codebook: Codebook) -> Prototypes:
    """Return a codebook's sentences as vectors; made once per codebook and process."""
    made = _made.get(id(codebook))
    if made is None:
        made = _made[id(codebook)] = (
            codebook,
            _prototypes(codebook),
        )  # kept with its codebook, so that the id stays its
        if len(_made) > KEPT:
            del _made[next(iter(_made))]
    return made[1]


def _prototypes(codebook: Codebook) -> Prototypes:
    rows: list[tuple[str, int, CodebookIssue | None]] = []
    for issue in codebook.issues:
        if not issue.has_object and (issue.for_ or issue.against or issue.about):
            rows += [(text, side, issue) for text, side in _sayings(issue)]
    rows += [(text, 1, None) for text in NOTHING]
    groups: list[CodebookIssue | None] = []
    group = []
    for row in rows:
        if not groups or groups[-1] is not row[2]:
            groups.append(row[2])
        group.append(len(groups) - 1)
    numbers = np.array(group)
    vectors = _drawn(embed([text for text, _, _ in rows]), numbers, none=len(groups) - 1)
    return Prototypes(
        tuple(row[0] for row in rows),
        tuple(row[1] for row in rows),
        tuple(row[2] for row in rows),
        tuple(groups),
        numbers,
        vectors,
    )


def _drawn(vectors: NDArray[np.float32], group: NDArray[np.int64], none: int) -> NDArray[np.float32]:
    drawn = vectors.copy()
    for number in range(none):
        own = group == number
        middle = vectors[own].mean(axis=0)
        drawn[own] = (1 - DRAWN) * vectors[own] + DRAWN * middle / np.linalg.norm(middle)
    return drawn


def _sayings(issue: CodebookIssue) -> Iterator[tuple[str, int]]:
    seen = {issue.says}
    yield issue.says, 1
    sides = {"for": 1, "against": -1}
    told = [(option.says, sides[option.stance]) for option in issue.options if option.stance is not None]
    told += [(text, 1) for text in issue.examples.for_] + [(text, -1) for text in issue.examples.against]
    for text, side in told:
        # "They are kept" is like anything: it names nothing.
        if text not in seen and not _PRONOUN_ONLY.match(text):
            seen.add(text)
            yield text, side


def phrases_of(scene: Scene, covered: frozenset[int], headless: frozenset[int] = frozenset()) -> Iterator[Phrase]:
    """Yield the phrases of a content in which no word is covered, and whose head is none of `headless`.

    A clause counts without the clauses in it.
    """
    names = _names(scene)
    done: set[str] = set()
    for token in scene.tokens:
        if token.i in headless or not _heads(scene, token):
            continue
        words = _words(scene, token)
        if any(word.i in covered for word in words):
            continue
        if not any(tells(scene, word) for word in words):
            continue
        text = plain(words, names)
        if not text or text in done:
            continue
        done.add(text)
        yield Phrase(token, tuple(words), text)


def _heads(scene: Scene, token: Token) -> bool:
    top = token.head == token or token.head.i not in scene.inside
    if token.pos_ in ("VERB", "AUX"):
        if not (top or token.dep_ in _CLAUSES) or token.dep_ in ("aux", "auxpass"):
            return False
        below = [c for c in token.children if c.i in scene.inside]
        return attitude_of(token) is None or not any(c.dep_ in ("xcomp", "ccomp", "dobj", "prep") for c in below)
    if token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ in _WHEN or lemma(token) in _EMPTY:
        return False
    above = token.head
    if token.dep_ in ("nsubj", "agent", "npadvmod", "poss", "compound"):
        return False  # who does it
    if top or attitude_of(above) is not None:
        return True
    if above.pos_ == "ADP" and (above.head.i not in scene.inside or attitude_of(above.head) is not None):
        return True
    return token.dep_ == "conj" and above.pos_ == token.pos_ and _heads(scene, above)


def _words(scene: Scene, head: Token) -> list[Token]:
    """Return the words of a phrase, without the clauses that hang from it."""
    found = [head]
    for child in head.children:
        if child.i not in scene.inside:
            continue
        if child.dep_ in _APART or (child.dep_ == "conj" and child.pos_ == head.pos_):
            continue
        found += _words(scene, child)
    return sorted(found, key=lambda token: token.i)


def tells(scene: Scene, token: Token) -> bool:
    """Whether a word tells anything besides who, when and how much."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
        return False
    if lemma(token) in _EMPTY:
        # "The working week", "a pay day"; not "last week".
        return any(c.dep_ in ("compound", "amod") and (c.pos_ == "NOUN" or c.tag_ == "VBG") for c in token.children)
    if token.ent_type_ in _WHEN and not _no_time(token):
        return False
    return token.pos_ != "PROPN" or scene.resolver.party_at(token.idx, token.idx + len(token)) is None


def _no_time(token: Token) -> bool:
    """Whether the recogniser of names takes a bare noun for a time: "Hours are the heart of it"."""
    alone = not any(token.doc[i].ent_type_ for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc))
    return bool(token.pos_ == "NOUN" and alone)


def _about(scene: Scene, phrase: Phrase, wanted: NDArray[np.float32], names: Names) -> Token:
    """Return the word of a phrase that says what it is about: the head of its part that is most like the prototype."""
    parts = [
        token
        for token in phrase.words
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod") and tells(scene, token)
    ]
    if phrase.head.pos_ not in ("VERB", "AUX") and phrase.head not in parts:
        parts.insert(0, phrase.head)
    if not parts:
        return phrase.head
    likeness = embed([plain(_words(scene, part), names) for part in parts]) @ wanted
    return parts[int(np.argmax(likeness))]


def _names(scene: Scene) -> Names:
    """Return the place of the party's name that covers a character offset's token, by the token's index."""
    found: Names = {}
    places = [(start, end) for part in scene.attribution.content for start, end, _ in scene.resolver.parties_in(*part)]
    for token in scene.tokens:
        for start, end in places:
            if start <= token.idx < end:
                found[token.i] = (start, end)
    return found


def plain(words: Sequence[Token], names: Names) -> str:
    """Return the words of a phrase, names of parties and persons replaced by "they" and "their"."""
    out: list[str] = []
    last: tuple[int, int] | None = None
    for token in words:
        place = names.get(token.i)
        if place is None and token.ent_type_ == "PERSON":
            place = (-1, -1)
        if place is not None:
            if place != last:
                out.append("their" if token.dep_ in ("poss", "amod", "compound") else "they")
            last = place
            continue
        last = None
        if token.is_quote or token.tag_ == "POS" or (token.is_punct and token.text != "-"):
            continue
        out.append(token.text)
    text = " ".join(out)
    for _ in range(3):
        text = _LEADING.sub("", text)
    return _DETERMINED.sub("", text).strip()
