"""What the judging network is shown of a statement: its words with a mark in the place of every party.

The network never sees who speaks or of whom is spoken, only that it is the source (the first mark) or the same party as
two sentences ago: exchanging the names of two parties exchanges the marks' meaning and nothing else. Nor does it see
loaded words that have a neutral one (`winset.reading.framing`): it is shown the neutral one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from winset.core.words import word_set
from winset.reading.actors.tables import shipped
from winset.reading.coding.scene import Scene
from winset.reading.framing import loaded_words
from winset.reading.networks import encodable
from winset.reading.parsed import text_of

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]", "[unused5]")
"""The source; then other parties in the order in which they are named. All after the fourth share the last mark."""
CONTEXT_PIECES, LINE_PIECES = 24, 96
"""How many pieces of words are shown: the last ones of what stands before, the first ones of the statement."""
NEAR_PIECES, LONG_PIECES, PROPOSITION_PIECES = 20, 64, 30
"""And where a proposition stands beside them: context, statement, proposition."""
CLS, SEP = 101, 102
_GAP = 48
_SENTENCE_END = re.compile(r"[.!?…](?:\s|$|[\"”’»])")
_PRONOUNS = word_set(
    "i we me us my our he she it they him her them his its their himself herself itself themselves ourselves"
)
_ARTICLE = re.compile(r"\b(?:the|a|an)\s+(?=\[unused)", re.IGNORECASE)
_TWICE = re.compile(r"(\[unused\d\])(?:\s+\1)+")
_NAME = re.compile(r"\b[A-Z]\w+\b")
_MARKLIKE = re.compile(r"\[(?=unused|CLS|SEP|PAD|MASK|UNK)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Script:
    """A statement as the network is shown it.

    Parameters
    ----------
    context
        The sentence before it, or the words before it in its own sentence; may be empty.
    line
        Source, cue and content in the order of the text.
    parties
        What each mark stands for, the source first; None for a source that speaks for no party, and for no one party.
    """

    context: str
    line: str
    parties: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A script as numbers: pieces (T,) and their segments (T,), where the line begins, where each mark stands.

    A mark that the line does not have is looked for in the context.
    """

    ids: NDArray[np.int64]
    types: NDArray[np.int64]
    begins: int
    marks: tuple[tuple[int, ...], ...]


def script_of(scene: Scene) -> Script:
    """Return what is shown of a statement."""
    known: dict[str, int] = {}
    pieces = sorted({*scene.attribution.source, *scene.attribution.cue, *scene.attribution.content})
    source = scene.attribution.source if scene.attributed else ()
    out: list[str] = []
    last: int | None = None
    for start, end in pieces:
        if last is not None and start > last:
            out.append(_between(scene, known, last, start))
        start = start if last is None else max(start, last)
        if end <= start:
            continue
        out.append(MARKS[0] if (start, end) in source else _marked(scene, known, start, end))
        last = end
    line = _bare("".join(out))
    if scene.attributed and MARKS[0] not in line:
        line = f"{MARKS[0]}: {line}"
    context = _context(scene, known, pieces[0][0])
    parties: list[str | None] = [scene.speaker, *(None for _ in MARKS[1:])]
    shared = sum(number >= len(MARKS) - 1 for number in known.values()) > 1
    for party, number in known.items():
        if number < len(MARKS) - 1 or not shared:
            parties[number] = party
    return Script(context, line, tuple(parties))


def encode(tokenizer: Tokenizer, context: str, line: str) -> Shown:
    """Return a context and a line as numbers."""
    before = tokenizer.encode(context, add_special_tokens=False).ids[-CONTEXT_PIECES:] if context else []
    words = tokenizer.encode(line, add_special_tokens=False).ids[:LINE_PIECES]
    ids = [CLS, *before, SEP, *words, SEP]
    begins = len(before) + 2
    at = tuple(_at(ids, begins, tokenizer.token_to_id(mark)) for mark in MARKS)
    types = np.zeros(len(ids), dtype=np.int64)
    types[begins:] = 1
    return Shown(np.array(ids, dtype=np.int64), types, begins, at)


def proposition(tokenizer: Tokenizer, text: str) -> tuple[int, ...]:
    """Return a proposition as pieces, from `CLS` to `SEP`."""
    return CLS, *tokenizer.encode(text, add_special_tokens=False).ids[:PROPOSITION_PIECES], SEP


def beside(shown: Shown, says: Sequence[int]) -> Shown:
    """Return what is shown of a statement with a proposition (from `proposition`) behind it.

    Context and statement are shorter than where the statement stands alone: the proposition is what matters.
    """
    before = shown.ids[1 : shown.begins - 1][-NEAR_PIECES:]
    words = shown.ids[shown.begins : -1][:LONG_PIECES]
    ids = np.concatenate([[CLS], before, [SEP], words, [SEP], says[1:]]).astype(np.int64)
    begins, ends = len(before) + 2, len(before) + 2 + len(words)
    types = np.zeros(len(ids), dtype=np.int64)
    types[begins : ends + 1] = 1
    moved = begins - shown.begins
    marks = tuple(tuple(at + moved for at in places if 0 < at + moved < ends) for places in shown.marks)
    return Shown(ids, types, begins, marks)


def _at(ids: Sequence[int], begins: int, mark: int | None) -> tuple[int, ...]:
    """Return where a mark stands: in the line, or else before it."""
    places = [place for place, piece in enumerate(ids) if piece == mark]
    return tuple(place for place in places if place >= begins) or tuple(places)


def _between(scene: Scene, known: dict[str, int], start: int, end: int) -> str:
    """Return what stands between two parts of a statement and belongs to it: "flatly", a comma; no other statement."""
    gap = _marked(scene, known, start, end)
    between = scene.doc.char_span(start, end, alignment_mode="contract")
    verbs = between is not None and any(token.pos_ == "VERB" for token in between)
    # Lengths are those with marks, since they must not depend on how long a name is.
    return " " if len(gap) > _GAP or "\n" in gap or _SENTENCE_END.search(gap) or verbs else gap


def _context(scene: Scene, known: dict[str, int], start: int) -> str:
    """Return the sentence before a place, or what stands before it in its own where that is long enough."""
    span = scene.doc.char_span(start, start + 1, alignment_mode="expand")
    if span is None or not len(span):
        return ""
    sentence = span[0].sent
    words = _bare(_marked(scene, known, sentence[0].idx, start))
    if len(words) < _GAP and sentence.start > 0:
        before = scene.doc[sentence.start - 1].sent[0].idx
        words = _bare(_marked(scene, known, before, start))
    return words


def _marked(scene: Scene, known: dict[str, int], start: int, end: int) -> str:
    """Return the words of a place with marks for parties; the source's own pronouns stay."""
    out: list[str] = []
    at = start
    for first, last, party in _mentions(scene, start, end):
        out.append(_words(_neutral(scene, at, first)))
        out.append(MARKS[_number(scene, known, party)])
        at = last
    out.append(_words(_neutral(scene, at, end)))
    return "".join(out)


def _neutral(scene: Scene, start: int, end: int) -> str:
    """Return the words of a place with the neutral word in the place of every loaded one that has one."""
    text, flags = text_of(scene.doc), scene.doc.user_data.get("winset_neutral")
    if flags is None:
        found = [(f.span.start, f.span.end, f.neutral) for f in loaded_words(text) if f.neutral]
        flags = scene.doc.user_data["winset_neutral"] = sorted(found)
    out: list[str] = []
    at = start
    for first, last, word in flags[bisect_left(flags, (start,)) :]:
        if last > end:
            break
        if first >= at:
            out += (text[at:first], word)
            at = last
    return "".join((*out, text[at:end]))


def _words(text: str) -> str:
    """Return words between mentions: no marks of the text's own, capitals as what they are and not which."""
    single, longer = _capitals()
    plain = longer.sub("the capital", encodable(_MARKLIKE.sub("(", text)))
    return _NAME.sub(lambda m: "the capital" if m[0] in single else m[0], plain)


@cache
def _capitals() -> tuple[frozenset[str], re.Pattern[str]]:
    """Return the capitals of one word, and a pattern for the others."""
    names = {name for party in shipped().parties.values() for name in party.capitals}
    single = frozenset(name for name in names if _NAME.fullmatch(name))
    longer = sorted(names - single, key=len, reverse=True)
    return single, re.compile(r"\b(?:" + "|".join(re.escape(name) for name in longer) + r")\b")


def _bare(text: str) -> str:
    """Return a text with single blanks, no article before marks ("the [unused1]"), no mark twice in a row."""
    return _TWICE.sub(r"\1", _ARTICLE.sub("", " ".join(text.split())))


def _mentions(scene: Scene, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    text, mentions = text_of(scene.doc), _all_mentions(scene)
    at = start
    for first, last, party in mentions[bisect_left(mentions, (start,)) :]:
        if first >= end:
            return
        own = party == scene.speaker
        if last > end or first < at or (own and text[first:last].casefold() in _PRONOUNS):
            continue
        yield first, last, party
        at = last


def _all_mentions(scene: Scene) -> list[tuple[int, int, str]]:
    """Return all mentions of parties in a document in order; asked for once, since pronouns take long to resolve."""
    known = scene.doc.user_data.get("winset_mentions")
    if known is None or known[0] is not scene.resolver:
        found = sorted(scene.resolver.parties_in(0, len(text_of(scene.doc))))
        known = scene.doc.user_data["winset_mentions"] = (scene.resolver, found)
    mentions: list[tuple[int, int, str]] = known[1]
    return mentions


def _number(scene: Scene, known: dict[str, int], party: str) -> int:
    if party == scene.speaker:
        return 0
    return known.setdefault(party, min(len(known) + 1, len(MARKS) - 1))
