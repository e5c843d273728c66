"""Deals: empty cases, scenarios and dates, proposals, words, errors."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.small import issue, negotiation, party
from winset.analysis.deals import deals, smaa
from winset.core.errors import InputError, LimitError
from winset.negotiation.model import Negotiation


def position(holder: str, on: str, **more: Any) -> dict[str, Any]:
    return {"holder": holder, "issue": on, "basis": "self", **more}


def linear(weights: dict[str, float], values: dict[str, dict[str, float]], **more: Any) -> dict[str, Any]:
    return {"weights": weights, "values": values, **more}


ONE = {"i": {"x": 1.0, "y": 0.0}}


def test_no_party_and_no_issue() -> None:
    nobody = deals(negotiation(parties=[], issues=[issue("i", "xy")]))
    assert nobody.sentences()[2] == "Nobody’s yes is needed; there is nothing to agree."
    nothing = deals(negotiation(parties=[party("a")], issues=[]))
    assert nothing.answer.total == 1  # the empty package
    assert nothing.answer.any_deal_verdict == "all"
    assert nothing.sentences()


def test_a_constraint_that_excludes_all() -> None:
    for utilities in ({}, {"a": linear({"i": 1.0}, ONE)}):
        n = negotiation(
            parties=[party("a")],
            issues=[issue("i", "xy")],
            constraints=[{"id": "k", "any_of": []}],
            utilities=utilities,
        )
        result = deals(n)
        answer = result.answer
        assert (answer.total, answer.admissible, answer.rational, answer.efficient) == (0, 0, 0, ())
        assert answer.acceptance == ()
        assert "The constraints leave no package." in result.sentences()


def test_everything_red_lined_names_the_nearest() -> None:
    for utilities in ({}, {p: linear({"i": 1.0}, ONE) for p in "ab"}):
        n = negotiation(
            parties=[party("a"), party("b")],
            issues=[issue("i", "xy")],
            positions=[position("a", "i", red_lines=["x"]), position("b", "i", red_lines=["y"])],
            utilities=utilities,
        )
        result = deals(n)
        assert (result.answer.total, result.answer.admissible) == (2, 0)
        assert result.answer.any_deal_verdict == "none"
        near = result.to_dict()["nearest"]
        assert [(row["packages"], row["parties"]) for row in near] == [([{"i": "x"}], ["a"]), ([{"i": "y"}], ["b"])]
        assert any(line.startswith("Nearest packages") for line in result.sentences())


def test_nothing_known_of_a_party_is_said() -> None:
    n = negotiation(parties=[party("a"), party("b")], issues=[issue("i", "xy")],
                    positions=[position("a", "i", ranking=["x", "y"])],
                    no_deal=[{"id": "walk", "says": "They walk", "package": {"i": "y"}}])  # fmt: skip
    result = deals(n, draws=100)
    assert result.unheard == ("b",)
    assert "Nothing is known of what B would accept" in result.sentences()[0]


def test_equal_utilities_tie_everywhere() -> None:
    flat = linear({"i": 1.0}, {"i": {"x": 0.5, "y": 0.5}}, reservation=0.5)
    n = negotiation(parties=[party("a"), party("b")], issues=[issue("i", "xy")], utilities={"a": flat, "b": flat})
    answer = deals(n).answer
    assert answer.efficient_count == answer.rational == 2
    assert all(len(answer.chosen[rule]) == 2 for rule in answer.chosen)


def test_issue_with_one_option() -> None:
    n = negotiation(
        parties=[party("a")], issues=[issue("i", "x")], utilities={"a": linear({"i": 1.0}, {"i": {"x": 1.0}})}
    )
    assert deals(n).answer.chosen["nash"] == ({"i": "x"},)
    assert deals(n, numbers=False).answer.any_deal_verdict == "all"


def test_stated_reservation_goes_before_the_scenario() -> None:
    base: dict[str, Any] = {
        "parties": [party("a")],
        "issues": [issue("i", "xyz")],
        "no_deal": [{"id": "walk", "says": "They walk", "package": {"i": "y"}}],
    }
    values = {"i": {"x": 1.0, "y": 0.5, "z": 0.0}}
    assert deals(negotiation(**base, utilities={"a": linear({"i": 1.0}, values)})).answer.rational == 2
    assert deals(negotiation(**base, utilities={"a": linear({"i": 1.0}, values, reservation=0.6)})).answer.rational == 1
    assert deals(negotiation(**base, utilities={"a": linear({"i": 1.0}, values, reservation=0.0)})).answer.rational == 3


def dated() -> Negotiation:
    return negotiation(
        parties=[party("a")],
        issues=[issue("i", "xyz")],
        positions=[position("a", "i", ranking=["x", "y", "z"])],
        no_deal=[
            {"id": "now", "says": "As today", "package": {"i": "x"}, "to": "2026-03"},
            {"id": "later", "says": "Worse", "package": {"i": "z"}, "from": "2026-04-01"},
            {"id": "said", "says": "A prediction", "package": {"i": "y"}, "claimant": "An outlet"},
        ],
    )


def test_scenarios_side_by_side_and_by_date() -> None:
    result = deals(dated())
    assert [a.scenario for a in result.answers] == ["now", "later"]
    assert [a.accepted_in_all for a in result.answers] == [1, 3]
    assert [left.scenario for left in result.left_out] == ["said"]
    assert [a.scenario for a in deals(dated(), as_of="2026-03-15").answers] == ["now"]
    assert [a.scenario for a in deals(dated(), as_of="2026-05").answers] == ["later"]
    assert [a.scenario for a in deals(dated(), no_deal=["said"]).answers] == ["said"]
    shown = result.to_dict()
    assert shown["scenario"] == "now"
    assert [s["scenario"] for s in shown["scenarios"]] == ["later"]
    with pytest.raises(InputError, match="unknown no-deal scenario 'sad'; did you mean 'said'"):
        deals(dated(), no_deal=["sad"])


def test_proposals_are_placed() -> None:
    n = negotiation(
        parties=[party("a"), party("b")],
        issues=[issue("i", "xy"), issue("j", "xy")],
        positions=[
            position("a", "i", ranking=["x", "y"], red_lines=["y"]),
            position("b", "j", ranking=["y", "x"], needs=["y"]),
        ],
        proposals=[
            {"id": "good", "package": {"i": "x", "j": "y"}},
            {
                "id": "partial",
                "author": "b",
                "package": {"i": "x"},
                "responses": [{"party": "a", "answer": "conditional"}],
            },
            {"id": "bad", "package": {"i": "y"}},
        ],
        no_deal=[{"id": "walk", "says": "They walk", "package": {"i": "y", "j": "x"}}],
    )
    good, partial, bad = deals(n, draws=500).proposals
    # a is sure to gain on i and may lose on j; b the other way round
    assert good.verdicts["walk"] == {"a": "some", "b": "some", "*": "some"}
    assert (good.crosses, good.may_cross, good.open) == ((), (), ())
    assert partial.open == ("j",)
    assert [c.holder for c in partial.may_cross] == ["b"]
    assert partial.shares["walk"]["b"][0] == 0.0
    assert [c.holder for c in bad.crosses] == ["a"]
    assert bad.verdicts["walk"]["a"] == "none"
    text = "\n".join(deals(n, draws=500).sentences())
    assert "Proposal partial by B" in text
    assert "A answered with a condition" in text


def test_proposals_are_placed_where_packages_are_too_many_to_list() -> None:
    names = [f"i{k}" for k in range(9)]
    options = [f"o{k}" for k in range(5)]
    values = {i: {o: k / 4 for k, o in enumerate(options)} for i in names}
    n = negotiation(
        parties=[party("a")],
        issues=[issue(i, options) for i in names],
        utilities={"a": linear(dict.fromkeys(names, 1 / 9), values, reservation=0.5)},
        proposals=[
            {"id": "best", "package": dict.fromkeys(names, "o4")},
            {"id": "half", "package": dict.fromkeys(names[:5], "o4")},
            {"id": "vague", "package": {"i0": "o4"}},
        ],
        no_deal=[{"id": "walk", "says": "They walk", "package": {}}],
    )
    result = deals(n)
    assert [p.id for p in result.proposals] == ["best", "half"]
    assert [p.verdicts["walk"]["a"] for p in result.proposals] == ["all", "all"]
    assert any("Proposal vague leaves 390,625 packages open" in note for note in result.notes)
    assert result.answer.efficient == (dict.fromkeys(names, "o4"),)


def test_too_many_packages_without_numbers_are_refused_with_their_number() -> None:
    n = negotiation(parties=[party("a")], issues=[issue(f"i{k}", "vwxyz") for k in range(10)])
    with pytest.raises(LimitError, match="9,765,625 packages"):
        deals(n)


def test_blocks_of_tied_issues_agree_with_listing_all() -> None:
    names = [f"i{k}" for k in range(9)]
    options = [f"o{k}" for k in range(5)]
    values = {i: {o: (k * (j + 1)) % 5 / 4 for k, o in enumerate(options)} for j, i in enumerate(names)}
    tie = {"id": "k", "if": [{"issue": "i0", "option": "o4"}], "any_of": [{"issue": "i8", "option": "o0"}]}
    n = negotiation(
        parties=[party("a"), party("b")],
        issues=[issue(i, options) for i in names],
        utilities={p: linear(dict.fromkeys(names, 1 / 9), values, reservation=0.2) for p in "ab"},
        constraints=[tie],
    )
    answer = deals(n).answer
    assert answer.total == 5**9 - 5**7 * 4
    assert len(answer.chosen["nash"]) == 5  # of the fifth issue every option is worth nothing, so all five tie


def test_shares_are_never_called_likely() -> None:
    n = dated()
    text = "\n".join(deals(n).sentences()).lower()
    for word in ("likely", "probab", "chance"):
        assert word not in text


def test_rows_and_frames() -> None:
    result = deals(dated(), draws=100)
    rows = result.rows()
    assert len(rows) == 2 * 3 * 2  # scenarios × packages × (one party and all)
    assert len({tuple(row) for row in rows}) == 1
    assert len(result.to_frame()) == len(rows)
    assert result.frontier_rows("a", "a") == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"draws": 0}, "draws must be at least 1"),
        ({"seed": -1}, "seed must not be negative"),
        ({"tier": "all"}, "unknown tier 'all'"),
        ({"saliences": {"z": [["i"]]}}, "unknown party 'z'"),
        ({"saliences": {"a": [["k"]]}}, "unknown issue 'k'"),
        ({"as_of": "2026-13"}, "is not a date"),
    ],
)
def test_errors_name_the_bad_value(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        deals(dated(), **options)


@pytest.mark.parametrize("stage", ["acceptance", "efficiency and choices"])
def test_an_interrupted_run_gives_what_it_has(stage: str) -> None:
    n = negotiation(
        parties=[party("a")],
        issues=[issue("i", "xy"), issue("j", "xy")],
        no_deal=[{"id": "walk", "says": "They walk", "package": {"i": "x", "j": "x"}}],
    )
    stop_after: list[int] = []

    def progress(what: str, done: int, total: int) -> None:
        if what == stage:
            stop_after.append(done)

    original: Any = smaa._batch if stage == "acceptance" else smaa._choose
    name = "_batch" if stage == "acceptance" else "_choose"

    def interrupted(*args: Any, **more: Any) -> Any:
        if stop_after and stop_after[-1] >= (500 if stage == "acceptance" else 100):
            raise KeyboardInterrupt
        return original(*args, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(smaa, name, interrupted)
        result = deals(n, draws=1000, choice_draws=400, efficiency_draws=200, progress=progress)
    answer = result.answer
    assert answer.interrupted
    assert any("interrupted" in note for note in result.notes)
    if stage == "acceptance":
        assert answer.draws == 500
    else:
        assert (answer.draws, answer.choice_draws, answer.efficiency_draws) == (1000, 100, 100)
    assert result.sentences()
