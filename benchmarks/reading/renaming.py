"""Other words in a text: two parties' names exchanged, or loaded words made neutral, and where every place is then.

An `Edit` replaces words at one place; `Edited` is the text after some edits, with `at` for places. `same_parse` gives
the edited text the parse that the original had, so that what changes is the work of winset and not of the parser.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from winset.core.dates import PartialDate
from winset.reading.actors.tables import rows, shipped
from winset.reading.framing import find_flags

Row = dict[str, Any]
Place = tuple[int, int]

# Written with a vowel and spoken with a consonant before it.
_NO_AN = re.compile(r"(?:eu|u[ks]\b|u\.|ukrain|uni|ugand|uruguay|one)", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[.!?:]\s+|\n\s*|[“\"(]\s*)$")


# A text that speaks of "European states" speaks of some parties apart, whatever their names.
_EUROPEAN = re.compile(r"\bEuropeans?\b")
_EUROPE = frozenset(
    (
        *("AD", "AL", "AT", "BA", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR"),
        *("HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO"),
        *("RS", "SE", "SI", "SK", "SM", "UA"),
    )
)
# "The union" and "the company" of a text cannot stand in each other's place by their names alone.
_WORKERS = re.compile(r"union|guild|federation|council|workers", re.IGNORECASE)
INVENTED = {"ostmar": "Ostmarian", "veldria": "Veldrian"}
"""Adjectives of the states that only the gold texts know."""


@dataclass(frozen=True, order=True)
class Edit:
    """Words that stand in the place of others."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Edited:
    """A text after edits that do not overlap."""

    original: str
    edits: tuple[Edit, ...]

    @cached_property
    def text(self) -> str:
        """The new text."""
        parts, last = [], 0
        for edit in self.edits:
            parts += [self.original[last : edit.start], edit.words]
            last = edit.end
        return "".join([*parts, self.original[last:]])

    @cached_property
    def _ends(self) -> list[int]:
        return [edit.end for edit in self.edits]

    @cached_property
    def _shifts(self) -> list[int]:
        shifts, moved = [0], 0
        for edit in self.edits:
            moved += len(edit.words) - (edit.end - edit.start)
            shifts.append(moved)
        return shifts

    def at(self, offset: int) -> int:
        """Return where a place of the original lies now; inside a replaced word, its end."""
        number = bisect_right(self._ends, offset)
        moved = offset + self._shifts[number]
        if number < len(self.edits) and self.edits[number].start < offset:
            edit = self.edits[number]
            return edit.start + self._shifts[number] + len(edit.words)
        return moved

    def places(self, places: Iterable[Sequence[int]]) -> tuple[Place, ...]:
        """Return places of the original as places of the new text."""
        return tuple((self.at(start), self.at(end)) for start, end in places)


@dataclass(frozen=True)
class Forms:
    """How a text calls one party: forms by kind, and whether "the" goes before a form."""

    names: tuple[str, ...]
    adjective: str | None = None
    people: str | None = None
    capitals: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    leaders: tuple[tuple[str, str], ...] = ()
    article: bool = False
    plural: bool = False
    kind: str = "state"


def forms_of(party: str, gold: Row, text: str) -> Forms | None:
    """Return how a party can be called: a state by winset's tables, another by the gold's names; None where unknown."""
    known = shipped().parties.get(party)
    if known is not None and known.kind == "country":
        names = tuple(name for name in (known.name, *known.names) if not name.isupper())
        if known.name.startswith(("North ", "South ")):
            names = (*names, f"the {known.name.split()[0]}")  # "the North", where the text has named it
        people = next((name for name in known.people if name.endswith("s")), None)
        adjective = known.adjectives[0] if known.adjectives else None
        if people is None and adjective is not None:
            people = f"{adjective}s" if not adjective.endswith(("sh", "ch", "ese", "ss")) else None
        leaders = tuple(_leaders(party, gold))
        article = known.name.startswith(("United ", "Philippines", "Netherlands"))
        # A body of one state ("White House") has no counterpart of its own kind everywhere; a capital stands for it.
        kind = "European state" if _EUROPEAN.search(text) and _codes()[party] in _EUROPE else "state"
        return Forms(names, adjective, people, known.capitals, known.bodies, leaders, article, kind=kind)
    names = tuple(
        dict.fromkeys(re.sub(r"^the ", "", n.replace("’", "'")) for n in gold.get("party_names", {}).get(party, ()))
    )
    if not names:
        return None
    alone = re.findall(rf"\b([Tt]he )?{_pattern(names[0])}(?![\w’'])(?! delegation)", text)
    article = sum(map(bool, alone)) * 2 > len(alone)
    plural = " " not in names[0] and names[0].endswith("s")
    adjective = INVENTED.get(party)
    kind = "state" if adjective else "workers" if _WORKERS.search(names[0]) else "other"
    if "coalition" in gold["kind"]:
        kind = "political party"
    return Forms(names, adjective, article=article, plural=plural, kind=kind)


@cache
def _codes() -> dict[str, str]:
    return {row["id"]: row["code"] for row in rows("countries.tsv")}


def _leaders(party: str, gold: Row) -> Iterator[tuple[str, str]]:
    day = PartialDate.parse(gold["published"])
    for actor in shipped().actors:
        if actor.party == party and actor.office and actor.covers(day):
            yield actor.office.casefold(), actor.name


def _pattern(form: str) -> str:
    return re.escape(form).replace("'", "['’]").replace(r"\ ", r"[ \n]")


def exchange(text: str, one: Forms, two: Forms) -> Edited:
    """Return the text with two parties' names, demonyms, capitals, bodies and leaders exchanged."""
    return Edited(text, _joined(text, [*_renamed(text, one, two), *_renamed(text, two, one)]))


def _joined(text: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return edits that do not overlap, the longest first choice, with "a" and "an" mended before them."""
    kept: list[Edit] = []
    for edit in sorted(set(edits), key=lambda e: (e.start - e.end, e.start)):
        if all(edit.end <= other.start or other.end <= edit.start for other in kept):
            kept.append(edit)
    kept.sort()
    mended = []
    for edit in kept:
        before = re.search(r"\b([Aa])(n?) $", text[: edit.start])
        if before is not None:
            an = edit.words[:1].lower() in "aeiou" and _NO_AN.match(edit.words) is None
            if an != bool(before.group(2)):
                mended.append(Edit(before.start(), before.end() - 1, before.group(1) + ("n" if an else "")))
    return tuple(sorted([*kept, *mended]))


def _renamed(text: str, one: Forms, two: Forms) -> Iterator[Edit]:
    for number, name in enumerate(one.names):
        other = two.names[min(number, len(two.names) - 1)] if not one.adjective else two.names[0]
        either = f"{_pattern(name)}|{_pattern(name.upper())}"
        for match in re.finditer(rf"(?:\b(?P<the>[Tt]he) )?(?<!\w)(?P<name>{either})(?!\w)", text):
            yield from _article(text, match, other, two)
    if one.adjective and two.adjective:
        yield from _plain(text, one.adjective, two.adjective)
    if one.people and two.people:
        yield from _plain(text, one.people, two.people)
    for forms, others in ((one.capitals, two.capitals), (one.bodies, two.bodies or two.capitals)):
        for form in forms:
            if others:
                yield from _plain(text, form, others[0])
    offices = dict(two.leaders)
    for office, name in one.leaders:
        if office in offices:
            yield from _plain(text, name, offices[office])
            yield from _plain(text, name.split()[-1], offices[office].split()[-1])


def _article(text: str, match: re.Match[str], other: str, two: Forms) -> Iterator[Edit]:
    start, end = match.span("name")
    capitals = match.group("name").isupper() and len(match.group("name")) > 3
    words = other.upper() if capitals else other
    had = match.group("the") is not None
    inner = re.search(r"\b(?:[Tt]heir|[Hh]is|[Hh]er|[Ii]ts|[Nn]o|former|new) $", text[:start]) is not None
    if had and not two.article:
        yield Edit(match.start(), start, "")
    elif not had and two.article and not inner:
        words = ("The " if _OPENS.search(text[:start]) else "the ") + words
    yield Edit(start, end, words)


def _plain(text: str, form: str, other: str) -> Iterator[Edit]:
    for match in re.finditer(rf"(?<!\w){_pattern(form)}(?!\w)", text):
        yield Edit(*match.span(), other)
    if not form.isupper() and len(form) > 3:
        for match in re.finditer(rf"(?<!\w){_pattern(form.upper())}(?!\w)", text):
            yield Edit(*match.span(), other.upper())


def neutral(text: str) -> Edited:
    """Return the text with every loaded word that has a neutral one replaced by it."""
    edits = [
        Edit(flag.span.start, flag.span.end, _cased(flag.neutral, flag.span.quote))
        for flag in find_flags(text)
        if flag.neutral
    ]
    return Edited(text, _joined(text, edits))


def _cased(words: str, like: str) -> str:
    return words[:1].upper() + words[1:] if like[:1].isupper() else words


def same_parse(doc: Any, edited: Edited) -> Any:
    """Return the edited text with the parse of the original.

    The last word of a replacement takes what the head of the replaced words had; the words before it are compounds.
    """
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    origin: list[tuple[int, bool]] = []  # which token each comes from; whether it is the head of a replacement
    moved: dict[int, int] = {}
    edits = list(edited.edits)
    number = 0
    i = 0
    tokens = list(doc)
    while i < len(tokens):
        token = tokens[i]
        while number < len(edits) and edits[number].end <= token.idx:
            number += 1
        edit = edits[number] if number < len(edits) else None
        if edit is None or edit.start > token.idx or edit.end <= token.idx:
            moved[token.i] = len(words)
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            origin.append((token.i, False))
            i += 1
            continue
        group = [t for t in tokens[i:] if t.idx < edit.end]
        i += len(group)
        number += 1
        inside = {t.i for t in group}
        head = next((t for t in group if t.head.i not in inside or t.head.i == t.i), group[-1])
        new = _tokens(edit.words)
        if not new:
            for t in group:
                moved[t.i] = -1
            continue
        for place, (word, space) in enumerate(new):
            words.append(word)
            last = place == len(new) - 1
            spaces.append(space if not last else bool(group[-1].whitespace_) or edit.words.endswith(" "))
            origin.append((head.i, last))
        for t in group:
            moved[t.i] = len(words) - 1
    return _made(doc, words, spaces, origin, moved, Doc)


def _tokens(words: str) -> list[tuple[str, bool]]:
    """Return the words of a replacement, possessive marks apart, with whether a blank follows."""
    found = re.findall(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?|['’]s?|\S", words)
    at, made = 0, []
    for word in found:
        at = words.index(word, at) + len(word)
        made.append((word, words[at : at + 1] == " "))
    return made


def _made(doc: Any, words: list[str], spaces: list[bool], origin: list[tuple[int, bool]], moved: Row, kind: Any) -> Any:
    tags, pos, lemmas, deps, heads, ents, morphs = [], [], [], [], [], [], []
    group_head = {i: n for n, (i, last) in enumerate(origin) if last}
    for n, (i, last) in enumerate(origin):
        token = doc[i]
        changed = last or i in group_head
        extra = changed and not last
        article = extra and words[n].casefold() == "the"
        tags.append("DT" if article else token.tag_)
        pos.append("DET" if article else token.pos_)
        common = article or (changed and token.pos_ == "NOUN")
        lemmas.append(words[n].casefold() if common else words[n] if changed else token.lemma_)
        deps.append("det" if article else "compound" if extra else token.dep_)
        head = group_head[i] if extra else moved[token.head.i]
        heads.append(head if head >= 0 else n)
        kind_ = token.ent_iob_ if not extra else "I" if n and origin[n - 1][0] == i else token.ent_iob_
        ents.append(f"{kind_}-{token.ent_type_}" if token.ent_type_ and not article else "O")
        morphs.append(str(token.morph))
    parse = {"tags": tags, "pos": pos, "lemmas": lemmas, "deps": deps, "heads": heads, "morphs": morphs}
    return kind(doc.vocab, words=words, spaces=spaces, ents=_whole(ents), **parse)


def _whole(ents: list[str]) -> list[str]:
    """Return entity tags in which each entity begins with B."""
    out: list[str] = []
    for n, tag in enumerate(ents):
        if tag.startswith("I-") and (n == 0 or ents[n - 1][2:] != tag[2:]):
            tag = "B-" + tag[2:]
        out.append(tag)
    return out
