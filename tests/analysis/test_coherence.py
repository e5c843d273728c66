"""Coherence: contradictions, shifts, rival accounts; and that disagreement is none of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from tests.reporting import harbour
from tests.strategies import negotiations, readings
from winset.analysis.coherence import Coherence, coherence
from winset.core.dates import PartialDate
from winset.core.spans import Span
from winset.negotiation.files import loads
from winset.negotiation.model import Negotiation
from winset.reading.document import Document
from winset.reading.statement import (
    Absence,
    MeetingReport,
    Reading,
    ReadingInfo,
    Stance,
    Statement,
)

TEXT = "one two three"
NOTHING = loads(
    """
winset: 1
title: T
parties: [{id: p, name: P}, {id: q, name: Q}]
issues: [{id: i, question: Q, options: [{id: x, says: X}, {id: y, says: Y}]}]
"""
)


def said(
    number: int, document: str, side: Any, *, holder: str = "p", own: bool = True, agent: str | None = None, **more: Any
) -> Statement:
    return Statement(
        f"s{number}",
        document,
        "attributed",
        (Span(0, 3, "one"),),
        speaker_party=holder if own else None,
        positions=(Stance("i", holder, side, "self" if own else "ascribed", agent),),
        **more,
    )


def read(*statements: Statement, meetings: tuple[MeetingReport, ...] = ()) -> Reading:
    dates = {"d1": PartialDate(2026, 1, 1), "d2": PartialDate(2026, 2, 1), "d3": None}
    return Reading(
        documents=tuple(Document(name, f"{TEXT} {name}", published=date) for name, date in dates.items()),
        statements=statements,
        parties=(),
        meetings=meetings,
        flags={},
        skipped=(),
        info=ReadingInfo("0", "hand", "", "", "", ""),
    )


def found(*statements: Statement, since: PartialDate | None = None) -> Coherence:
    return coherence(NOTHING, reading=read(*statements), since=since)


def test_one_party_on_both_sides_in_its_own_words() -> None:
    answer = found(said(1, "d1", "for"), said(2, "d1", "against"))
    (two,) = answer.both_sides
    assert (two.party, two.issue) == ("p", "i")
    assert [v.statement for v in two.for_] == [0]
    assert [v.statement for v in two.against] == [1]
    assert not answer.reports_differ


def test_two_parties_on_two_sides_contradict_nobody() -> None:
    answer = found(said(1, "d1", "for"), said(2, "d2", "against", holder="q"))
    assert [*answer.both_sides, *answer.reports_differ, *answer.shifts] == []


def test_two_acts_of_two_agents_do_not_contradict_each_other() -> None:
    assert not found(said(1, "d1", "for", agent="p"), said(2, "d1", "against", agent="q")).both_sides
    assert found(said(1, "d1", "for", agent="p"), said(2, "d1", "against")).both_sides


def test_reports_that_put_one_party_on_two_sides() -> None:
    answer = found(said(1, "d1", "for", own=False), said(2, "d2", "against", own=False))
    assert not answer.both_sides
    assert [t.party for t in answer.reports_differ] == ["p"]


def test_two_outlets_within_one_document_differ_and_one_outlet_does_not_differ_from_itself() -> None:
    one = said(1, "d1", "for", own=False, via=("A",))
    assert found(one, said(2, "d1", "against", own=False, via=("B",))).reports_differ
    assert not found(one, said(2, "d1", "against", own=False, via=("A",))).reports_differ


def test_unclear_is_no_side() -> None:
    answer = found(said(1, "d1", "for"), said(2, "d2", "unclear"))
    assert [*answer.both_sides, *answer.reports_differ] == []


def test_a_shift_is_no_contradiction_and_needs_dates() -> None:
    since = PartialDate(2026, 1, 15)
    answer = found(said(1, "d1", "for"), said(2, "d2", "against"), since=since)
    (shift,) = answer.shifts
    assert (shift.before[0].side, shift.after[0].side) == ("for", "against")
    assert not answer.both_sides
    assert not found(said(1, "d1", "for"), said(2, "d3", "against"), since=since).shifts
    assert not found(said(1, "d1", "for"), said(2, "d2", "for"), since=since).shifts


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        ({"status": "held"}, {"status": "cancelled"}, ("status",)),
        ({"status": "planned"}, {"status": "held"}, ()),
        ({"status": "held", "level": "expert"}, {"status": "held", "level": "minister"}, ("level",)),
        (
            {"status": "held", "participants": ("p",)},
            {"status": "held", "absent": (Absence("the minister", "p"),)},
            ("participants",),
        ),
    ],
)
def test_meetings_that_are_told_differently(first: Any, second: Any, what: tuple[str, ...]) -> None:
    day = PartialDate(2026, 1, 2)
    meetings = tuple(
        MeetingReport(f"m{k}", f"d{k}", "Marle", day, **about) for k, about in enumerate((first, second), 1)
    )
    answer = coherence(NOTHING, reading=read(meetings=meetings))
    assert [m.what for m in answer.meetings_differ] == ([what] if what else [])


POSITIONS = """
winset: 1
title: T
parties: [{id: p, name: P}, {id: q, name: Q}]
consent: [p, q]
issues: [{id: i, question: Q, options: [{id: x, says: X}, {id: y, says: Y}, {id: z, says: Z}]}]
positions:
"""


@pytest.mark.parametrize(
    ("lines", "options"),
    [
        (["basis: self, ranking: [x, y]", "basis: ascribed, ranking: [y, x]"], [("x", "y")]),
        (["basis: self, ranking: [x]", "basis: ascribed, red_lines: [x]"], [("x",)]),
        (["basis: self, ranking: [x, y]", "basis: self, ranking: [z, y]"], []),
        (["basis: self, ranking: [x, y]", "basis: ascribed, ranking: [x]"], []),
    ],
)
def test_recorded_positions_that_do_not_go_together(lines: list[str], options: list[tuple[str, ...]]) -> None:
    n = loads(POSITIONS + "".join(f"  - {{holder: p, issue: i, {line}}}\n" for line in lines))
    assert [f.options for f in coherence(n).positions_differ] == options


def test_a_replaced_position_is_a_shift_and_no_contradiction() -> None:
    n = loads(
        POSITIONS
        + "  - {holder: p, issue: i, basis: self, ranking: [x, y], as_of: 2026-01}\n"
        + "  - {holder: p, issue: i, basis: self, ranking: [y, x], as_of: 2026-02}\n"
    )
    answer = coherence(n)
    assert [(r.earlier, r.later) for r in answer.replaced] == [(0, 1)]
    assert not answer.positions_differ


def test_disagreements_are_listed_by_themselves() -> None:
    n = loads(
        POSITIONS
        + "  - {holder: p, issue: i, basis: self, ranking: [x]}\n"
        + "  - {holder: q, issue: i, basis: self, ranking: [y]}\n"
    )
    answer = coherence(n)
    assert [(d.issue, d.parties) for d in answer.disagreements] == [("i", ("p", "q"))]
    assert not answer.positions_differ


def test_blame_is_by_somebody() -> None:
    answer = coherence(loads(POSITIONS.replace("positions:", "positions: []")), reading=harbour.reading())
    assert [(a.by, a.about) for a in answer.blame] == [("narrator", "port")]
    assert answer.explanations == ()


@settings(max_examples=40, deadline=None)
@given(negotiations(), readings())
def test_turning_every_stance_round_turns_the_findings_round(n: Negotiation, reading: Reading) -> None:
    import dataclasses

    turn = {"for": "against", "against": "for", "unclear": "unclear"}
    turned = dataclasses.replace(
        reading,
        statements=tuple(
            dataclasses.replace(
                s,
                positions=tuple(dataclasses.replace(p, stance=turn[p.stance]) for p in s.positions),  # type: ignore[arg-type]
            )
            for s in reading.statements
        ),
    )
    one, other = (coherence(n, reading=r, since=PartialDate(2026)) for r in (reading, turned))
    for name in ("both_sides", "reports_differ"):
        assert [([v.statement for v in t.for_], [v.statement for v in t.against]) for t in getattr(one, name)] == [
            ([v.statement for v in t.against], [v.statement for v in t.for_]) for t in getattr(other, name)
        ]
    assert len(one.shifts) == len(other.shifts)
    assert isinstance(one.to_dict(), dict)
    assert one.rows() == other.rows()
