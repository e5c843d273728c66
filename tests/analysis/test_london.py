"""The London example gives what its hand-made model implies; worked out by hand from examples/london-2025."""

from __future__ import annotations

from pathlib import Path

import pytest

from winset.analysis.blockers import Blockers, blockers
from winset.analysis.deals import deals
from winset.negotiation.files import load
from winset.negotiation.model import Negotiation

FILE = Path(__file__).parents[2] / "examples" / "london-2025" / "negotiation.yaml"


@pytest.fixture(scope="module")
def london() -> Negotiation:
    return load(FILE)


def shown(result: Blockers, which: str) -> list[set[tuple[str, str]]]:
    return [{(c.holder, c.kind) for c in s} for s in getattr(result, which)]


def test_nobody_whose_yes_is_needed_has_a_red_line_in_the_way(london: Negotiation) -> None:
    assert blockers(london).conflicts == ()
    assert blockers(london, tier="needs").conflicts == ()


def test_nato_is_blocked_between_russia_and_ukraine(london: Negotiation) -> None:
    # Russia needs `closed`; Ukraine ranks it below the status quo, so refuses it, and has drawn no red line.
    result = blockers(london, tier="refusals")
    (component,) = result.blocked
    assert component.issues == ("nato_membership",)
    assert shown(result, "conflicts") == [{("russia", "need"), ("ukraine", "refusal")}]
    assert shown(result, "concessions") == [{("russia", "need")}, {("ukraine", "refusal")}]
    nearest = {frozenset(p for bridge in component.bridges for p in bridge.packages)}
    assert nearest == {
        frozenset({(("nato_membership", o),) for o in ("open", "delayed", "closed")})  # each crosses one side's line
    }


def test_crimea_is_blocked_where_the_european_union_has_to_agree(london: Negotiation) -> None:
    # Russia needs recognition by somebody; the Union rules out every form of it.
    result = blockers(london, tier="needs", consent=["european_union", "russia", "ukraine", "united_states"])
    (component,) = result.blocked
    assert component.issues == ("crimea_recognition",)
    assert shown(result, "conflicts") == [{("european_union", "red_line"), ("russia", "need")}]
    assert shown(result, "concessions") == [{("european_union", "red_line")}, {("russia", "need")}]
    # Recognition by both is against Ukraine's constitution, so only recognition by the United States is near.
    assert [b.packages for b in component.bridges] == [
        ((("crimea_recognition", "by_united_states"),),),
        ((("crimea_recognition", "nobody"),),),
    ]
    assert component.opened_by == ()


def test_deals_and_the_proposal_on_the_table(london: Negotiation) -> None:
    result = deals(london, draws=2000)
    answer = result.answer
    assert answer.scenario == "lower_level"
    assert [left.scenario for left in result.left_out] == ["us_leaves"]
    # 3·3·3·2·3 combinations; the constitution takes a third of Crimea's and of the regions' options
    assert (answer.combinations, answer.total, answer.admissible) == (162, 72, 72)
    # All three accept only what meets the needs: recognition by the United States, no NATO, an unconditional
    # ceasefire; sanctions and the regions (without title) stay free: 2 · 2 packages, none in all preferences.
    assert (answer.accepted_in_all, answer.accepted_in_some) == (0, 4)
    for row in answer.acceptance[:4]:
        assert row.verdict == "some"
        assert row.package["crimea_recognition"] == "by_united_states"
        assert row.package["nato_membership"] == "closed"
        assert row.package["unconditional_ceasefire"] == "unconditional"
    (proposal,) = result.proposals
    assert {(c.holder, c.kind) for c in proposal.crosses} == {("ukraine", "need")}
    assert {(c.holder, c.kind) for c in proposal.may_cross} == {("russia", "need")}
    assert proposal.verdicts["lower_level"]["ukraine"] == "none"
