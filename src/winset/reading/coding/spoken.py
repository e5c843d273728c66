"""What a whole text speaks of: where the words of a codebook's issues stand in it, whoever says them.

A text on a negotiation comes back to the same few issues. Which ones it speaks of in so many words tells what an
unclear phrase in it is about, and what "it" and "such a step" stand for (`winset.reading.coding.meaning`,
`winset.reading.coding.pronouns`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from winset.reading.coding.codebook import Codebook, CodebookIssue
from winset.reading.coding.patterns import Index, Match, find

ENOUGH = 6
RARE = 10


@dataclass(frozen=True)
class Place:
    """Words of an issue in a text."""

    issue: CodebookIssue
    side: int
    match: Match


@dataclass(frozen=True)
class Spoken:
    """What a text speaks of.

    Parameters
    ----------
    issues
        At how many places words of an issue stand, by its id; issues of an object apart.
    fields
        At how many places words stand that belong to issues of one field only, by field.
    places
        Words of issues in the order of the text.
    """

    issues: Mapping[str, int]
    fields: Mapping[str, int]
    places: tuple[Place, ...]

    @property
    def foreign(self) -> frozenset[str]:
        """The fields of which the text hardly speaks: "a siege" in a takeover is a figure of speech.

        A short text has too few words to tell.
        """
        most = max(self.fields.values(), default=0)
        if most < ENOUGH:
            return frozenset()
        return frozenset(field for field, count in self.fields.items() if count < 2 or count * RARE < most)

    def share(self, field: str | None) -> float:
        """Return how much the text speaks of a field, against the field that it speaks most of; 0 to 1."""
        most = max(self.fields.values(), default=0)
        return self.fields.get(field, 0) / most if field is not None and most > 1 else 0.0

    def before(self, token: int, limit: int) -> Iterator[Place]:
        """Yield the places before a token, the last first, none that begins before the token `limit`."""
        end = bisect_left(self.places, token, key=lambda place: place.match.head.i)
        for place in reversed(self.places[:end]):
            if place.match.head.i < limit:
                return
            yield place


def index_of(doc: Doc) -> Index:
    """Return the index of a whole text; made once."""
    index: Index | None = doc.user_data.get("winset_index")
    if index is None:
        index = doc.user_data["winset_index"] = Index([token for token in doc if not token.is_space])
    return index


def spoken_of(doc: Doc, codebook: Codebook) -> Spoken:
    """Return what a text speaks of, in the words of a codebook; found once per text and codebook."""
    known: dict[int, Spoken] = doc.user_data.setdefault("winset_spoken", {})
    if id(codebook) not in known:
        known[id(codebook)] = _spoken_of(doc, codebook)
    return known[id(codebook)]


def _spoken_of(doc: Doc, codebook: Codebook) -> Spoken:
    index = index_of(doc)
    issues: dict[str, int] = {}
    fields: dict[str, int] = {}
    at: dict[int, set[str]] = {}
    places: list[Place] = []
    for issue, compiled in codebook.compiled():
        if issue.field is not None:
            fields.setdefault(issue.field, 0)
        if issue.has_object or index.lacks(compiled.needed):
            continue
        barred = [match.tokens for pattern in compiled.not_ for match in find(pattern, index)]
        heads: set[int] = set()
        for side, patterns in ((1, compiled.for_), (-1, compiled.against), (0, compiled.about)):
            for match in (match for pattern in patterns for match in find(pattern, index)):
                if issue.field is not None:
                    at.setdefault(match.head.i, set()).add(issue.field)
                if not any(match.tokens & tokens for tokens in barred):
                    heads.add(match.head.i)
                    places.append(Place(issue, side, match))
        if heads:
            issues[issue.id] = len(heads)
    for found in at.values():
        if len(found) == 1:
            fields[next(iter(found))] += 1
    places.sort(
        key=lambda place: (place.match.head.i, -len(place.match.tokens), place.issue.id, sorted(place.match.tokens))
    )
    return Spoken(issues, fields, tuple(places))
