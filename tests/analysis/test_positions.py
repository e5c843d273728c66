"""The matrix: contested, agreed, and three kinds of not knowing, against their definitions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.strategies import negotiations
from winset.analysis.positions import positions
from winset.negotiation.files import loads
from winset.negotiation.model import Negotiation
from winset.negotiation.positions import in_force

HEAD = """
winset: 1
title: T
parties: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}]
consent: [a, b]
issues:
  - {id: i, question: Q, options: [{id: x, says: X}, {id: y, says: Y}, {id: z, says: Z}]}
positions:
"""


@pytest.mark.parametrize(
    ("lines", "status", "common"),
    [
        (["{holder: a, issue: i, basis: self, ranking: [x, y]}"], "one_sided", ()),
        (
            [
                "{holder: a, issue: i, basis: self, ranking: [x, y]}",
                "{holder: b, issue: i, basis: self, ranking: [y, x]}",
            ],
            "contested",
            (),
        ),
        (
            [
                "{holder: a, issue: i, basis: self, ranking: [[x, y], z]}",
                "{holder: b, issue: i, basis: self, ranking: [y]}",
            ],
            "agreed",
            ("y",),
        ),
        (
            ["{holder: a, issue: i, basis: self, ranking: [x]}", "{holder: c, issue: i, basis: self, ranking: [x]}"],
            "compatible",
            ("x",),
        ),
        (
            ["{holder: a, issue: i, basis: self, red_lines: [x]}", "{holder: b, issue: i, basis: self, needs: [x, y]}"],
            "agreed",
            ("y",),
        ),
        (
            ["{holder: a, issue: i, basis: self, needs: [x]}", "{holder: b, issue: i, basis: self, red_lines: [x]}"],
            "contested",
            (),
        ),
        (["{holder: a, issue: i, basis: self, ranking: [[x, y, z]]}"], "silent", ()),
        (["{holder: a, issue: i, basis: self, note: spoke of it}"], "silent", ()),
    ],
)
def test_how_an_issue_stands(lines: list[str], status: str, common: tuple[str, ...]) -> None:
    n = loads(HEAD + "".join(f"  - {line}\n" for line in lines))
    view = positions(n).issues[0]
    assert (view.status, view.common) == (status, common)


def test_three_kinds_of_not_knowing() -> None:
    n = loads(
        HEAD
        + "  - {holder: a, issue: i, basis: self, ranking: [[x, y, z]]}\n"
        + "  - {holder: b, issue: i, basis: self, note: spoke of it}\n"
    )
    found = positions(n)
    assert [found.cell(p, "i").state for p in "abc"] == ["no_position", "unknown", "missing"]


def test_a_later_position_replaces_an_older_one_and_the_older_is_kept_apart() -> None:
    n = loads(
        HEAD
        + "  - {holder: a, issue: i, basis: self, ranking: [x, y], as_of: 2026-01}\n"
        + "  - {holder: a, issue: i, basis: self, ranking: [y, x], as_of: 2026-02}\n"
    )
    cell = positions(n).cell("a", "i")
    assert (cell.positions, cell.earlier, cell.best) == ((1,), (0,), ("y",))


def test_a_requirement_ties_and_is_no_position() -> None:
    n = loads(
        HEAD
        + "  - {holder: a, issue: i, basis: self, ranking: [x]}\n"
        + "requirements: [{holder: b, if: [{issue: i, option: x}], any_of: [{issue: i, option: y}]}]\n"
    )
    view = positions(n).issues[0]
    assert (view.status, view.tied) == ("one_sided", ("b",))


@pytest.mark.parametrize(
    ("rest", "hold"),
    [
        ("red_lines: [x]", "firm"),
        ("needs: [x]", "firm"),
        ("ranking: [x], firmness: demand", "firm"),
        ("ranking: [x], firmness: openness", "open"),
        ("ranking: [x]", "not_stated"),
    ],
)
def test_firm_or_open(rest: str, hold: str) -> None:
    assert positions(loads(f"{HEAD}  - {{holder: a, issue: i, basis: self, {rest}}}\n")).cell("a", "i").hold == hold


@settings(max_examples=60, deadline=None)
@given(negotiations())
def test_every_party_has_a_cell_for_every_issue_and_every_position_is_in_one(n: Negotiation) -> None:
    found = positions(n)
    assert len(found.cells) == len(n.parties) * len(n.issues)
    kept = {id(p) for p in in_force(n)}
    inside = sorted(k for c in found.cells.values() for k in c.positions)
    assert inside == [k for k, p in enumerate(n.positions) if id(p) in kept]
    earlier = sorted(k for c in found.cells.values() for k in c.earlier)
    assert sorted(inside + earlier) == list(range(len(n.positions)))
    for view in found.issues:
        issue = n.issue(view.issue)
        for option in view.common:
            for party in view.stated:
                assert option in found.cell(party, view.issue).sought(issue)
                assert option not in found.cell(party, view.issue).refuses(issue)
    assert len(found.rows()) == len(found.cells)
    assert found.to_dict()["run"]["input_sha256"] == n.sha256


@settings(max_examples=40, deadline=None)
@given(negotiations())
def test_the_order_of_positions_changes_no_status(n: Negotiation) -> None:
    turned = n.model_copy(update={"positions": tuple(reversed(n.positions))})
    assert [v.status for v in positions(n).issues] == [v.status for v in positions(turned).issues]
