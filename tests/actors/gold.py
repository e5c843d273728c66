"""Texts with a careful reading of their sources, parties and meetings, written for these tests; all cases invented."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from winset.core.dates import PartialDate

HERE = Path(__file__).parent / "data"
NAMES = sorted(path.stem for path in HERE.glob("*.txt"))


@dataclass(frozen=True)
class Source:
    """The source of one attribution and what it stands for."""

    place: tuple[int, int]
    words: str
    speaker: str
    party: str | None
    via: str | None


@dataclass(frozen=True)
class Case:
    """One text and its reading."""

    name: str
    text: str
    published: PartialDate
    parties: frozenset[str]
    allowed: frozenset[str]
    sources: tuple[Source, ...]
    meetings: frozenset[tuple[str, str, str]]
    levels: dict[tuple[str, str], str] = field(default_factory=dict)
    absent: frozenset[tuple[str, str]] = frozenset()


def place_of(text: str, words: str, occurrence: int) -> tuple[int, int]:
    """Return where `words` stand for the n-th time as whole words."""
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    assert len(found) >= occurrence, words
    return found[occurrence - 1]


def load(name: str) -> Case:
    """Return one case."""
    whole = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    head, _, rest = whole.partition("\n\n")
    text, _, tail = rest.partition("\n---\n")
    fields: dict[str, list[str]] = {}
    for line in head.splitlines():
        key, _, value = line.partition(":")
        fields.setdefault(key, []).append(value.strip())
    sources = []
    for line in tail.strip().splitlines():
        words, number, speaker, party, *via = [cell.strip() for cell in line.split("|")]
        place = place_of(text, words, int(number))
        sources.append(
            Source(place, words, speaker, None if party == "-" else party, (via[0] or None) if via else None)
        )
    rows = [[cell.strip() for cell in value.split("|")] for value in fields.get("meeting", [])]
    away = [[cell.strip() for cell in value.split("|")] for value in fields.get("absent", [])]
    return Case(
        name,
        text + "\n",
        PartialDate.parse(fields["published"][0]),
        frozenset(_many(fields["parties"][0])),
        frozenset(_many(fields.get("allowed", [""])[0])),
        tuple(sources),
        frozenset((row[0], row[1], row[2]) for row in rows),
        {(row[0], row[1]): row[3] for row in rows if len(row) > 3 and row[3]},
        frozenset((row[0], row[1]) for row in away),
    )


def _many(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(",") if part.strip()]


def same_name(gold: str, found: str | None) -> bool:
    """Whether two names may be of one: one holds the other, or both end in the same word."""
    if not found:
        return False
    a, b = gold.casefold(), found.casefold()
    return a in b or b in a or a.split()[-1] == b.split()[-1]
