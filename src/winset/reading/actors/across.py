"""One party over several documents: a short name in one text and the full one in another are the same party.

Each document is read alone, so "Harrow" in one and "Harrow Mills" in another have two ids, and two different coalitions
may have one. Ids of the tables are the same everywhere and are never touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from winset.core.ids import unique
from winset.reading.actors.org_words import hints
from winset.reading.actors.tables import shipped
from winset.reading.statement import PartyFound, Reading, Statement

_SMALL = frozenset(("of", "for", "and", "the", "de", "la", "in", "&"))
_LEAST = 4


def align(readings: Sequence[Reading]) -> list[Reading]:
    """Return readings in which a party has one id, and two coalitions with other members have two.

    Two local parties are one where the shorter name is the beginning of exactly one longer name ("Harrow", "Harrow
    Mills") or its initials ("HMW"), and no document lists both. What stays open stays two parties.

    Parameters
    ----------
    readings
        Of one document each, or of several that were aligned before.
    """
    known = frozenset(shipped().parties)
    names: dict[str, str] = {}
    together: dict[str, set[str]] = {}
    for reading in readings:
        here = {p.id: p.name for p in reading.parties if p.id not in known and p.kind != "coalition"}
        for ident, name in here.items():
            names.setdefault(ident, name)
            together.setdefault(ident, set()).update(here)
    same: dict[str, str] = {}
    for ident, name in names.items():
        longer = [other for other in names if other not in together[ident] and _short_of(name, names[other])]
        if len(longer) == 1:
            same[ident] = longer[0]
    same = {ident: same.get(target, target) for ident, target in same.items()}
    found = []
    coalitions: dict[str, frozenset[str]] = {}
    for reading in readings:
        moved = {**same, **_coalitions(reading, known, coalitions)}
        here = {ident: target for ident, target in moved.items() if ident != target}
        found.append(_renamed(reading, here, names) if here else reading)
    return found


def _short_of(name: str, other: str) -> bool:
    a, b = name.split(), other.split()
    if len(a) == 1 and name.isupper() and len(name) > 1:
        capitals = "".join(word[0] for word in b if word.casefold() not in _SMALL).upper()
        return len(b) > 1 and name.replace(".", "") == capitals
    if len(a) >= len(b) or b[: len(a)] != a or len(a[0]) < _LEAST:
        return False
    # "Harrow" is not the "Harrow Workers Union".
    return not hints(b[len(a) :]) & {"union", "association", "party"} and not (len(a) == 1 and hints(a))


def _coalitions(reading: Reading, known: frozenset[str], seen: dict[str, frozenset[str]]) -> dict[str, str]:
    moved = {}
    for party in reading.parties:
        if party.kind != "coalition" or party.id in known:
            continue
        members = frozenset(party.members)
        for ident, others in seen.items():
            if ident.rstrip("_0123456789") == party.id.rstrip("_0123456789") and (
                members <= others or (bool(others) and others <= members)
            ):
                moved[party.id] = ident
                seen[ident] = members | others
                break
        else:
            moved[party.id] = unique(party.id, seen)
            seen[moved[party.id]] = members
    return moved


def _renamed(reading: Reading, ids: Mapping[str, str], names: Mapping[str, str]) -> Reading:
    parties: dict[str, PartyFound] = {}
    for party in reading.parties:
        ident = ids.get(party.id, party.id)
        members = tuple(sorted({ids.get(member, member) for member in party.members}))
        moved = replace(party, id=ident, name=names.get(ident, party.name), members=members)
        before = parties.get(ident)
        parties[ident] = moved if before is None else replace(before, mentions=before.mentions + moved.mentions)
    meetings = tuple(
        replace(
            meeting,
            participants=tuple(sorted({ids.get(p, p) for p in meeting.participants})),
            absent=tuple(replace(a, party=ids.get(a.party, a.party) if a.party else None) for a in meeting.absent),
            changes=tuple(replace(c, by=ids.get(c.by, c.by) if c.by else None) for c in meeting.changes),
        )
        for meeting in reading.meetings
    )
    deadlines = tuple(
        replace(
            deadline,
            setter=ids.get(deadline.setter, deadline.setter) if deadline.setter else None,
            addressees=tuple(sorted({ids.get(p, p) for p in deadline.addressees})),
        )
        for deadline in reading.deadlines
    )
    return replace(
        reading,
        statements=tuple(_statement(statement, ids) for statement in reading.statements),
        rejected=tuple(_statement(statement, ids) for statement in reading.rejected),
        parties=tuple(parties[ident] for ident in sorted(parties)),
        meetings=meetings,
        deadlines=deadlines,
    )


def _statement(statement: Statement, ids: Mapping[str, str]) -> Statement:
    def of(party: str | None) -> str | None:
        return ids.get(party, party) if party is not None else None

    return replace(
        statement,
        speaker_party=of(statement.speaker_party),
        about=of(statement.about),
        candidates=tuple(replace(c, party=of(c.party)) for c in statement.candidates),
        addressees=tuple(dict.fromkeys(ids.get(p, p) for p in statement.addressees)),
        positions=tuple(replace(p, holder=ids.get(p.holder, p.holder), agent=of(p.agent)) for p in statement.positions),
    )
