"""What "it", "such a step" and "without one" stand for, where the text before speaks of an issue in so many words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from winset.core.words import word_set
from winset.reading.coding.scene import Scene
from winset.reading.coding.spoken import Place, Spoken
from winset.reading.coding.words import lemma
from winset.reading.parsed import text_of

SENTENCES = 2
"""How many sentences before its own a pronoun looks back."""
_CALL = 5
_SINGULAR = word_set("it this that one")
_PLURAL = word_set("them these those")
_SHELLS = word_set(
    "step move measure demand idea condition point swap exchange exception thing solution matter question issue "
    "concession request clause requirement arrangement change wish claim decision possibility option guarantee deal"
)
_POINTING = word_set("such that this these those")
_STANDING = word_set("agree accept follow go do come join consent comply refuse act respond give be have pay")
_VAGUE = word_set(
    "far other same position thing way condition reason time moment today tomorrow month year week day such more less "
    "million billion thousand hundred cent percent point"
)
_AMOUNTS = word_set("MONEY PERCENT CARDINAL QUANTITY DATE TIME ORDINAL")
_HEADING = 6
_JUDGING = ("acomp", "attr", "oprd")


@dataclass(frozen=True, slots=True)
class Meant:
    """What a pronoun stands for: words before it, and the place of an issue in which they stand."""

    words: tuple[Token, ...]
    place: Place


def stand_ins(scene: Scene, spoken: Spoken) -> dict[int, Meant]:
    """Return what pronouns and pointing phrases of a content stand for, by the pronoun's index.

    Only where the last thing that the text spoke of in the words of an issue fits in number, in the same sentence or
    the two before. A pronoun that means a party, or nothing ("it is time to"), stands for no issue.
    """
    found: dict[int, Meant] = {}
    for token in scene.tokens:
        if _points(token) and not _means_party(scene, token) and (meant := _antecedent(token, spoken)) is not None:
            found[token.i] = meant
    return found


def _means_party(scene: Scene, token: Token) -> bool:
    """Whether a pronoun stands for a party; never for the one that does what is done to it: "Oslo will keep it"."""
    party = scene.party(token)
    if party is None or token.dep_ == "pobj":
        return party is not None
    verb = token.head
    if token.dep_ == "nsubj" and verb.dep_ in ("ccomp", "xcomp") and verb.tag_ in ("VBN", "JJ", "VB"):
        verb = verb.head  # "We want it loosened"
    elif token.dep_ != "dobj":
        return True
    subject = scene.subject(verb)
    return subject is None or subject == token or scene.party(subject) != party


def _points(token: Token) -> bool:
    low = token.lower_
    if low == "one":
        return token.dep_ in ("dobj", "pobj", "nsubjpass") and token.pos_ in ("NOUN", "PRON", "NUM") and _bare(token)
    if low in _SINGULAR | _PLURAL:
        if token.pos_ not in ("PRON", "DET") or token.tag_ in ("WDT", "IN", "WP"):
            return False
        if token.dep_ in ("dobj", "pobj", "nsubjpass"):
            return True
        return token.dep_ == "nsubj" and (_said_of(token) or token.head.tag_ == "VBN")
    if is_shell(token):
        return any(c.lower_ in _POINTING and c.dep_ in ("det", "predet", "amod") for c in token.children)
    return False


def is_shell(token: Token) -> bool:
    """Whether a noun names whatever was spoken of: "step", "demand", "idea"."""
    return bool(token.pos_ == "NOUN" and lemma(token) in _SHELLS)


def _bare(token: Token) -> bool:
    return not any(c.dep_ in ("det", "amod", "prep", "relcl", "acl") for c in token.children)


def _said_of(token: Token) -> bool:
    """Whether something is said of what a pronoun means, and it does not only hold the place of a clause."""
    verb = token.head
    if any(c.dep_ in ("ccomp", "xcomp", "csubj", "advcl") for c in verb.children):
        return False
    if lemma(verb) in ("be", "remain", "stay"):
        complements = [c for c in verb.children if c.dep_ in _JUDGING or c.dep_ == "prep"]
        return bool(complements) and not any(
            g.dep_ in ("ccomp", "xcomp", "acl") for c in complements for g in c.children
        )
    return verb.pos_ == "VERB" and not any(c.dep_ in ("dobj", "attr") for c in verb.children)


def left_out(scene: Scene, spoken: Spoken) -> tuple[Token, Place] | None:
    """Return what a content that names nothing is about, and its uppermost word: "for 90 million", "could go that far".

    It is what the text last spoke of in the words of an issue, in the sentence before, or what its heading names.
    """
    if any(_names_something(scene, token) for token in scene.tokens):
        return None
    top = next((t for t in scene.tokens if t.head == t or t.head.i not in scene.inside), None)
    while top is not None and top.pos_ == "ADP":
        top = next((c for c in top.children if c.dep_ in ("pobj", "pcomp")), None)
    if top is None or top.pos_ not in ("NOUN", "PROPN", "NUM", "SYM", "VERB", "PRON"):
        return None
    first = scene.tokens[0]
    own = {t.i for t in scene.tokens}
    for place in (*spoken.before(first.i, _looking_back(first)), *_in_heading(first, spoken)):
        if not place.match.tokens & own:
            return top, place
    return None


def _names_something(scene: Scene, token: Token) -> bool:
    if token.pos_ == "VERB":
        return lemma(token) not in _STANDING
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or token.i in scene.source:
        return False
    if token.ent_type_ in _AMOUNTS or lemma(token) in _VAGUE:
        return False
    return scene.resolver.party_at(token.idx, token.idx + len(token)) is None


def _antecedent(token: Token, spoken: Spoken) -> Meant | None:
    own = {t.i for t in token.subtree}
    for place in (*spoken.before(token.i, _looking_back(token)), *_in_heading(token, spoken)):
        if place.match.tokens & own:
            continue
        nouns = [token.doc[i] for i in sorted(place.match.tokens) if token.doc[i].pos_ in ("NOUN", "PROPN")]
        if not nouns or any(noun.i > token.i for noun in nouns) or token.head in nouns:
            continue
        if token.lower_ in _PLURAL and not any(noun.tag_ in ("NNS", "NNPS") for noun in nouns):
            continue
        if token.lower_ in ("it", "one") and all(noun.tag_ in ("NNS", "NNPS") for noun in nouns):
            continue
        words = {word for noun in nouns for word in _phrase(noun)}
        return Meant(tuple(sorted(words, key=lambda t: t.i)), place)
    return None


def _in_heading(token: Token, spoken: Spoken) -> Iterator[Place]:
    """Yield the places in the heading under which a token stands: a short line of its own without a full stop."""
    text = text_of(token.doc)
    end = text.rfind("\n", 0, token.idx)
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end].strip()
        alone = start == 0 or not text[text.rfind("\n", 0, start - 1) + 1 : start].strip()
        if line and alone and line[0].isalnum() and line[-1].isalnum() and len(line.split()) <= _HEADING:
            span = token.doc.char_span(start, end, alignment_mode="expand")
            if span is not None:
                yield from spoken.before(span.end, span.start)
            return
        end = start - 1


def _phrase(noun: Token) -> Iterator[Token]:
    yield noun
    for child in noun.children:
        if child.dep_ in ("compound", "amod", "nmod") and child.pos_ != "PROPN":
            yield child
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (grand for grand in child.children if grand.dep_ == "pobj" and grand.pos_ == "NOUN")


def _looking_back(token: Token) -> int:
    """Return where the text begins in which a pronoun looks back; labels and calls ("Ms Berg?") count as nothing."""
    start: int = token.sent.start
    left = SENTENCES
    while start > 0 and left:
        sentence = token.doc[start - 1].sent
        start = sentence.start
        if len(sentence) > _CALL:
            left -= 1
    return start
