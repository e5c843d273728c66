"""Where what is reported does not fit together, and where it only looks so.

Six things that are easily mixed up are kept apart:

- **both sides**: one party, in its own words, for and against the same thing;
- **reports differ**: documents or outlets that ascribe different positions to one party, or tell one meeting
  differently;
- **denied**: what one source asserts and another denies, whether or not a position shows it;
- **shifts**: one party on one side before a date and on the other since;
- **rival accounts**: explanations and blame, side by side, by whom;
- **disagreements**: parties that want different things. These are no contradictions between reports; they are listed so
  that nobody takes them for one.

What two statements say of *agents* counts: where both name who would act and the names differ, they are about two
different acts and do not contradict each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from winset.analysis.denials import Denied, denials
from winset.analysis.positions import positions
from winset.core.dates import PartialDate
from winset.core.results import Result, Run, sha256_of
from winset.negotiation.model import Negotiation, Position
from winset.negotiation.positions import in_force
from winset.reading.statement import MeetingReport, Reading, Stance, Statement

Side = Literal["for", "against"]


@dataclass(frozen=True, slots=True)
class Voiced:
    """One statement on one side: its index in the reading, and what it says."""

    statement: int
    side: Side
    own: bool
    document: str
    via: tuple[str, ...]
    date: PartialDate | None
    agent: str | None


@dataclass(frozen=True, slots=True)
class TwoSided:
    """A party found for and against the same proposition of an issue."""

    party: str
    issue: str
    for_: tuple[Voiced, ...]
    against: tuple[Voiced, ...]


@dataclass(frozen=True, slots=True)
class TwoPositions:
    """Two positions in the negotiation, of one party on one issue, that cannot both be its position.

    `first` and `second` are indices into ``n.positions``; `options` those that one puts first or needs and the other
    refuses.
    """

    party: str
    issue: str
    first: int
    second: int
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingDiffers:
    """Two reports of one meeting that do not fit: which, and in what (``status``, ``participants`` …)."""

    first: int
    second: int
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """A party on one side only before a date, and on the other only since."""

    party: str
    issue: str
    before: tuple[Voiced, ...]
    after: tuple[Voiced, ...]
    since: PartialDate


@dataclass(frozen=True, slots=True)
class Replaced:
    """A recorded position that a later one of the same basis replaced: indices into ``n.positions``."""

    party: str
    issue: str
    earlier: int
    later: int


@dataclass(frozen=True, slots=True)
class Account:
    """An explanation or a blame: by whom, about whom; an index into the claims of the negotiation or the statements."""

    by: str
    about: str | None
    claim: int | None = None
    statement: int | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An issue on which parties want different things."""

    issue: str
    parties: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Coherence(Result):
    """The answer of `coherence`. Statements are indices into ``reading.statements``."""

    both_sides: tuple[TwoSided, ...]
    reports_differ: tuple[TwoSided, ...]
    positions_differ: tuple[TwoPositions, ...]
    meetings_differ: tuple[MeetingDiffers, ...]
    shifts: tuple[Shift, ...]
    replaced: tuple[Replaced, ...]
    explanations: tuple[Account, ...]
    blame: tuple[Account, ...]
    disagreements: tuple[Disagreement, ...]
    since: PartialDate | None
    denied: tuple[Denied, ...] = ()

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Return one row a finding: what it is, the party and the issue."""
        found: list[Mapping[str, Any]] = []
        for kind, items in (
            ("both_sides", self.both_sides),
            ("reports_differ", self.reports_differ),
            ("positions_differ", self.positions_differ),
            ("shift", self.shifts),
            ("replaced", self.replaced),
        ):
            found += [{"kind": kind, "party": i.party, "issue": i.issue} for i in items]
        found += [{"kind": "meeting_differs", "party": None, "issue": None} for _ in self.meetings_differ]
        found += [{"kind": "denied", "party": None, "issue": None} for _ in self.denied]
        found += [{"kind": "disagreement", "party": p, "issue": d.issue} for d in self.disagreements for p in d.parties]
        return found

    def to_dict(self) -> dict[str, Any]:
        """Return all findings as JSON-ready values."""
        from dataclasses import asdict, fields

        found = {
            f.name: [asdict(item) for item in getattr(self, f.name)]
            for f in fields(self)
            if f.name not in ("run", "since")
        }
        plain: dict[str, Any] = _plain(found)
        return plain | {"since": None if self.since is None else str(self.since), "run": self.run.to_dict()}


def coherence(n: Negotiation, *, reading: Reading | None = None, since: PartialDate | None = None) -> Coherence:
    """Compare what is reported, party by party and issue by issue.

    Parameters
    ----------
    n
        The negotiation.
    reading
        The statements; without it only the negotiation is compared with itself.
    since
        Shifts are looked for before and since this date; None looks for none. Statements of documents without a date
        take no part in it.
    """
    both: list[TwoSided] = []
    differ: list[TwoSided] = []
    shifts: list[Shift] = []
    for (party, issue), voiced in sorted(_voiced(reading).items()):
        own = [v for v in voiced if v.own]
        shift = _shift(party, issue, own, since)
        if shift is not None:
            shifts.append(shift)
        elif clash := _clash(own):
            both.append(TwoSided(party, issue, *clash))
        apart = _clash(voiced, apart=True)
        if apart and not (_clash(own) and all(v.own for side in apart for v in side)):
            differ.append(TwoSided(party, issue, *apart))
    explanations, blame = _accounts(n, reading)
    return Coherence(
        run=Run(
            method="comparison of reports",
            parameters={"since": None if since is None else str(since)},
            input_sha256=sha256_of([n.sha256, [] if reading is None else [d.sha256 for d in reading.documents]]),
        ),
        both_sides=tuple(both),
        reports_differ=tuple(differ),
        positions_differ=tuple(_positions_differ(n)),
        meetings_differ=tuple(_meetings_differ(() if reading is None else reading.meetings)),
        shifts=tuple(shifts),
        replaced=tuple(_replaced(n)),
        explanations=explanations,
        blame=blame,
        disagreements=tuple(Disagreement(v.issue, v.stated) for v in positions(n).issues if v.status == "contested"),
        since=since,
        denied=() if reading is None else denials(reading.statements),
    )


def _voiced(reading: Reading | None) -> dict[tuple[str, str], list[Voiced]]:
    found: dict[tuple[str, str], list[Voiced]] = {}
    if reading is None:
        return found
    dates = {d.id: d.published for d in reading.documents}
    for index, statement in enumerate(reading.statements):
        for stance in statement.positions:
            if stance.stance != "unclear":
                voiced = _voice(index, statement, stance, stance.stance, dates[statement.document])
                found.setdefault((stance.holder, stance.issue), []).append(voiced)
    return found


def _voice(index: int, statement: Statement, stance: Stance, side: Side, date: PartialDate | None) -> Voiced:
    own = stance.basis == "self" and statement.speaker_party == stance.holder
    return Voiced(index, side, own, statement.document, statement.via, date, stance.agent)


def _clash(voiced: Iterable[Voiced], *, apart: bool = False) -> tuple[tuple[Voiced, ...], tuple[Voiced, ...]] | None:
    """Find those for and those against that speak of the same act; where `apart`, only pairs of different sources."""
    items = list(voiced)
    pairs = [
        (a, b)
        for a in items
        for b in items
        if a.side == "for"
        and b.side == "against"
        and (a.agent is None or b.agent is None or a.agent == b.agent)
        and (not apart or (a.document, a.via) != (b.document, b.via))
    ]
    if not pairs:
        return None
    return tuple(v for v in items if any(v is a for a, _ in pairs)), tuple(
        v for v in items if any(v is b for _, b in pairs)
    )


def _shift(party: str, issue: str, own: Sequence[Voiced], since: PartialDate | None) -> Shift | None:
    if since is None:
        return None
    before = [v for v in own if v.date is not None and v.date.last < since.first]
    after = [v for v in own if v.date is not None and v.date.first >= since.first]
    if len({v.side for v in before}) == 1 and len({v.side for v in after}) == 1 and _clash([*before, *after]):
        return Shift(party, issue, tuple(before), tuple(after), since)
    return None


def _replaced(n: Negotiation) -> Iterable[Replaced]:
    kept = {id(p) for p in in_force(n)}
    for earlier, a in enumerate(n.positions):
        if id(a) in kept:
            continue
        for later, b in enumerate(n.positions):
            if id(b) in kept and (a.holder, a.issue, a.basis) == (b.holder, b.issue, b.basis) and b.as_of is not None:
                yield Replaced(a.holder, a.issue, earlier, later)


def _positions_differ(n: Negotiation) -> Iterable[TwoPositions]:
    kept = {id(p) for p in in_force(n)}
    for first, a in enumerate(n.positions):
        for second in range(first + 1, len(n.positions)):
            b = n.positions[second]
            if (a.holder, a.issue) != (b.holder, b.issue) or not {id(a), id(b)} <= kept:
                continue
            every = {o.id for o in n.issue(a.issue).options}
            wants = [set(p.ranking[0]) if p.ranking else set(p.needs) for p in (a, b)]
            refuses = [set(p.red_lines) | (every - set(p.needs) if p.needs else set()) for p in (a, b)]
            clash = (wants[0] & refuses[1]) | (wants[1] & refuses[0]) | _reversed(a, b)
            if clash:
                options = tuple(o.id for o in n.issue(a.issue).options if o.id in clash)
                yield TwoPositions(a.holder, a.issue, first, second, options)


def _reversed(a: Position, b: Position) -> set[str]:
    """Options that one position ranks strictly above, the other strictly below another option."""
    ranks = [{option: k for k, tier in enumerate(p.ranking) for option in tier} for p in (a, b)]
    both = sorted(set(ranks[0]) & set(ranks[1]))
    return {
        option
        for x in both
        for y in both
        if ranks[0][x] < ranks[0][y] and ranks[1][x] > ranks[1][y]
        for option in (x, y)
    }


def _meetings_differ(meetings: Sequence[MeetingReport]) -> Iterable[MeetingDiffers]:
    for first, a in enumerate(meetings):
        for second in range(first + 1, len(meetings)):
            b = meetings[second]
            same = a.place is not None and a.place == b.place and a.date is not None and a.date == b.date
            if not same or a.document == b.document:
                continue
            stayed = [{x.party for x in m.absent if x.party is not None} for m in (a, b)]
            what = []
            if {a.status, b.status} in ({"held", "cancelled"}, {"downgraded", "cancelled"}):
                what.append("status")
            if a.level is not None and b.level is not None and a.level != b.level:
                what.append("level")
            if stayed[0] & set(b.participants) or stayed[1] & set(a.participants):
                what.append("participants")
            if what:
                yield MeetingDiffers(first, second, tuple(what))


def _accounts(n: Negotiation, reading: Reading | None) -> tuple[tuple[Account, ...], tuple[Account, ...]]:
    """Explanations and blame. The negotiation's claims where it has any, else those of the statements."""
    found: dict[str, list[Account]] = {"explanation": [], "blame": []}
    if n.claims or reading is None:
        for index, claim in enumerate(n.claims):
            if claim.kind in found:
                found[claim.kind].append(Account(claim.by, claim.about, claim=index))
    else:
        for index, statement in enumerate(reading.statements):
            if statement.claim in found:
                by = "narrator" if statement.voice == "narrator" else statement.speaker_party or statement.speaker or ""
                found[statement.claim].append(Account(by, statement.about, statement=index))
    return tuple(found["explanation"]), tuple(found["blame"])


def _plain(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, dict):
        if set(value) == {"year", "month", "day"}:
            return str(PartialDate(value["year"], value["month"], value["day"]))
        return {key.rstrip("_"): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
