"""The shipped tables: parties, outlets, office-holders, titles, role nouns and given names, read once per process.

The files are tab-separated; ``;`` parts the values of a field, ``#`` begins a comment line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from winset.core.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Party:
    """A party that a table or a user's file knows, with the forms that stand for it.

    Parameters
    ----------
    id, name
        Snake-case id and the short name that output shows.
    kind
        ``country``, ``organisation``, ``group``, ``bloc``, or a word of the user's.
    names, capitals, adjectives, people, bodies
        Further names; seats of government; "French"; "Frenchwoman", "Finns"; "Kremlin".
    members
        Ids of the parties of a bloc of states, where they are few and fixed.
    """

    id: str
    name: str
    kind: str
    names: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, outlet or office and the party that it speaks for, from a date to a date."""

    name: str
    party: str | None
    names: tuple[str, ...] = ()
    kind: str = "person"
    office: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None
    gender: str = ""

    def covers(self, date: PartialDate | None) -> bool:
        """Whether the office may have been held at `date`; True where no date is known."""
        if date is None:
            return True
        begun = self.since is None or self.since.first <= date.last
        return begun and (self.until is None or self.until.last >= date.first)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A form that stands for several things; ``None`` among `parties` is something that is no party."""

    form: str
    parties: tuple[str | None, ...]
    decided: bool
    note: str


@dataclass(frozen=True)
class Tables:
    """All tables together."""

    parties: dict[str, Party]
    actors: tuple[Actor, ...]
    ambiguous: tuple[Ambiguous, ...]
    titles: dict[str, tuple[str, ...]]
    roles: dict[str, frozenset[str]]
    role_gender: dict[str, str]
    given: dict[str, str] = field(default_factory=dict)


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one shipped table as dictionaries."""
    text = files("winset.reading.actors").joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    head = lines[0].split("\t")
    for line in lines[1:]:
        cells = line.split("\t")
        yield dict(zip(head, [*cells, *([""] * (len(head) - len(cells)))], strict=True))


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _date(cell: str) -> PartialDate | None:
    return PartialDate.parse(cell) if cell else None


@cache
def shipped() -> Tables:
    """Return the shipped tables."""
    bodies: dict[str, tuple[str, ...]] = {row["party"]: _many(row["names"]) for row in rows("bodies.tsv")}
    parties: dict[str, Party] = {}
    for row in rows("countries.tsv"):
        parties[row["id"]] = Party(
            row["id"],
            row["name"],
            "country",
            _many(row["names"]),
            _many(row["capitals"]),
            _many(row["adjectives"]),
            _many(row["people"]),
            bodies.get(row["id"], ()),
        )
    for row in rows("organisations.tsv"):
        more = (*_many(row["metonyms"]), *bodies.get(row["id"], ()))
        parties[row["id"]] = Party(
            row["id"], row["name"], row["kind"], _many(row["names"]), bodies=more, members=_many(row["members"])
        )
    outlets = [Actor(row["name"], None, _many(row["names"]), "outlet") for row in rows("outlets.tsv")]
    leaders = [
        Actor(
            row["name"],
            row["party"],
            _many(row["names"]),
            "person",
            row["office"],
            _date(row["from"]),
            _date(row["to"]),
            row["gender"],
        )
        for row in rows("leaders.tsv")
    ]
    ambiguous = tuple(
        Ambiguous(
            row["form"],
            tuple(None if party == "-" else party for party in _many(row["parties"])),
            row["rule"] == "context",
            row["note"],
        )
        for row in rows("ambiguous.tsv")
    )
    roles: dict[str, set[str]] = {}
    gender = {}
    for row in rows("roles.tsv"):
        roles.setdefault(row["noun"], set()).add(row["class"])
        if row["gender"]:
            gender[row["noun"]] = row["gender"]
    return Tables(
        parties,
        (*outlets, *leaders),
        ambiguous,
        {row["title"].casefold(): _many(row["parties"]) for row in rows("titles.tsv")},
        {noun: frozenset(classes) for noun, classes in roles.items()},
        gender,
        {row["name"]: row["gender"] for row in rows("names.tsv")},
    )
