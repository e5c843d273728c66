"""What-if: changes to the model, their errors, and the table of what changed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.small import issue, negotiation, party
from winset.analysis.changes import apply
from winset.analysis.whatif import whatif
from winset.core.errors import InputError
from winset.negotiation.model import Negotiation


def dispute() -> Negotiation:
    return negotiation(
        parties=[party("port"), party("union")],
        issues=[issue("wage", ["none", "three", "five"], status_quo="none"), issue("nights", ["joint", "alone"])],
        positions=[
            {"holder": "union", "issue": "wage", "basis": "self", "ranking": ["five", "three", "none"],
             "red_lines": ["none"]},
            {"holder": "port", "issue": "wage", "basis": "self", "red_lines": ["three", "five"]},
        ],
        constraints=[{"id": "law", "if": [{"issue": "nights", "option": "alone"}], "any_of": []}],
        no_deal=[{"id": "strike", "says": "A strike", "package": {"wage": "none"}, "claimant": "An outlet"}],
        utilities={"union": {"weights": {"wage": 1.0, "nights": 0.0},
                             "values": {"wage": {"none": 0, "three": 0.6, "five": 1},
                                        "nights": {"joint": 0, "alone": 0}},
                             "reservation": 0.5}},
    )  # fmt: skip


def test_a_line_that_falls_opens_an_agreement() -> None:
    result = whatif(dispute(), ["red_lines:port:wage=five"], draws=200)
    table = {row["what"]: row for row in result.rows()}
    assert table["Blockers, red-lines"]["after"] == "In this tier nothing stands in the way."
    assert table["Packages that cross nobody’s red line"]["before"] == "0"
    assert table["Packages that cross nobody’s red line"]["after"] == "1"
    assert result.before == dispute()
    assert result.sentences()[0] == "If red_lines:port:wage=five:"
    assert result.to_dict()["changes"] == [dict(row) for row in result.rows()]


def test_nothing_changes_where_nothing_is_changed() -> None:
    result = whatif(dispute(), ["red_lines:union:wage=none"], draws=200)
    assert not any(row["changed"] for row in result.rows())
    assert "None of the answers compared changes." in result.sentences()


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("position:port:wage=none>three~five",
         lambda n: _of(n, "port", "wage").ranking == (("none",), ("three", "five"))),
        ("position:port:wage=none", lambda n: _of(n, "port", "wage").red_lines == ()),
        ("position:port:wage={ranking: [none, three], red_lines: [five], firmness: demand}",
         lambda n: (_of(n, "port", "wage").red_lines, _of(n, "port", "wage").basis) == (("five",), "inferred")),
        ("position:port:wage=", lambda n: not list(n.positions_of("port", "wage"))),
        ("needs:port:nights=alone", lambda n: _of(n, "port", "nights").needs == ("alone",)),
        ("fallback:union:wage=three", lambda n: _of(n, "union", "wage").fallback == "three"),
        ("fallback:union:wage=", lambda n: _of(n, "union", "wage").fallback is None),
        ("no_deal:strike:nights=joint", lambda n: n.no_deal[0].package == {"wage": "none", "nights": "joint"}),
        ("no_deal:strike:wage=", lambda n: n.no_deal[0].package == {}),
        ("adopted:strike=yes", lambda n: n.no_deal[0].adopted),
        ("constraint:law=lifted", lambda n: n.constraints == ()),
        ("consent=union", lambda n: n.consent == ("union",)),
        ("reservation:union=0.7", lambda n: n.utilities["union"].reservation == 0.7),
        ("reservation:union=", lambda n: n.utilities["union"].reservation is None),
    ],
)  # fmt: skip
def test_changes(text: str, check: Any) -> None:
    before = dispute()
    assert check(apply(before, text))
    assert before == dispute()


def _of(n: Negotiation, holder: str, on: str) -> Any:
    (position,) = n.positions_of(holder, on)
    return position


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("position:port:wage", "is not a change; write PATH=VALUE"),
        ("positon:port:wage=none", "unknown change 'positon'; did you mean 'position'"),
        ("position:port=none", "should read position:PARTY:ISSUE=VALUE"),
        ("position:prot:wage=none", "unknown party 'prot'; did you mean 'port'"),
        ("position:port:wages=none", "unknown issue 'wages'; did you mean 'wage'"),
        ("position:port:wage=non", "unknown option of 'wage' 'non'; did you mean 'none'"),
        ("position:port:wage={ranking: [none", "cannot be read"),
        ("position:port:wage={rankin: [none]}", "is not a position: rankin cannot be used"),
        ("position:port:wage={red_lines: [none], fallback: none}", "none"),
        ("fallback:union:wage=three,five", "a fallback is one"),
        ("adopted:strike=perhaps", "neither yes nor no"),
        ("constraint:law=gone", "valid: lifted"),
        ("consent=onion", "unknown party 'onion'; did you mean 'union'"),
        ("reservation:port=0.1", "unknown party with given utilities 'port'"),
        ("reservation:union=much", "is not a number"),
    ],
)
def test_bad_changes_are_refused_by_name(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        whatif(dispute(), [text])


def test_something_has_to_be_asked() -> None:
    with pytest.raises(InputError, match="nothing is to be changed"):
        whatif(dispute(), [])
