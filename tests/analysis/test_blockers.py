"""Blockers: tiers, consent sets, empty cases, what falls, invariance, words."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.analysis.small import issue, negotiation, party, random_negotiation
from winset.analysis.blockers import TIERS, Blockers, blockers
from winset.core.errors import InputError
from winset.negotiation.model import Evidence, Negotiation


def position(holder: str, on: str, **more: Any) -> dict[str, Any]:
    return {"holder": holder, "issue": on, "basis": "self", **more}


def harbour() -> Negotiation:
    """Return a dispute with a red line, a need, a refusal, a requirement and a constraint."""
    return negotiation(
        parties=[
            party("port"),
            party("union"),
            party("members", roles=["ratifier"], ratifies_for="union"),
            party("bloc", roles=[], kind="coalition", members=["port"]),
        ],
        issues=[
            issue("wage", ["none", "three", "five"], status_quo="none"),
            issue("nights", ["joint", "alone", "later"], status_quo="joint"),
        ],
        positions=[
            position("union", "wage", ranking=["five", "three", "none"], red_lines=["none"], firmness="red_line",
                     evidence=[{"document": "read-out", "quote": "not for nothing"}]),
            position("port", "nights", basis="ascribed", ranking=["alone", "later", "joint"], needs=["alone"]),
            position("members", "nights", ranking=["joint", "alone"]),
            position("port", "wage", ranking=["none", "three", "five"], fallback="three"),
            position("bloc", "wage", red_lines=["three", "five"]),
        ],
        constraints=[
            {"id": "budget", "if": [{"issue": "wage", "option": "five"}], "any_of": [], "binds": "port",
             "lifted_by": "A vote of the council"}
        ],
    )  # fmt: skip


def held(result: Blockers) -> list[tuple[str, str, tuple[tuple[str, str], ...]]]:
    return [(c.holder, c.kind, c.if_ or c.any_of) for c in result.clauses]


def test_tiers_contain_one_another() -> None:
    n = harbour()
    counted = [held(blockers(n, tier=tier)) for tier in TIERS]
    assert counted[0] == [("union", "red_line", (("wage", "none"),))]
    assert set(counted[1]) - set(counted[0]) == {("port", "need", (("nights", "alone"),))}
    assert set(counted[2]) - set(counted[1]) == {
        ("members", "refusal", (("nights", "alone"),)),  # below the status quo
        ("port", "refusal", (("wage", "five"),)),  # below the fallback; the status quo is its best
    }
    assert [r.complete and not r.blocked for r in (blockers(n, tier=t) for t in TIERS)] == [True, True, False]
    result = blockers(n, tier="refusals")
    assert [[c.holder for c in s] for s in result.conflicts] == [["members", "port"]]
    assert [[c.holder for c in s] for s in result.concessions] == [["members"], ["port"]]


def test_a_coalition_speaks_for_itself_only() -> None:
    n = harbour()
    assert not blockers(n).blocked
    result = blockers(n, consent=["bloc", "union"])
    assert [[c.holder for c in s] for s in result.conflicts] == [["bloc", "union"]]
    assert blockers(n, consent=["port", "union"]).conflicts == ()


def test_constraint_shows_whom_it_binds_and_whether_lifting_it_is_enough() -> None:
    n = harbour()
    n = n.model_copy(update={"consent": ("port", "union")})
    result = blockers(n, tier="refusals", consent=["bloc", "union"])
    assert result.components[0].opened_by == ()
    lifted = negotiation(
        parties=[party("a")],
        issues=[issue("i", "xy")],
        positions=[position("a", "i", red_lines=["x"])],
        constraints=[{"id": "law", "if": [{"issue": "i", "option": "y"}], "any_of": [], "says": "The law forbids y",
                      "binds": "a", "lifted_by": "An act of parliament"}],
    )  # fmt: skip
    result = blockers(lifted)
    assert result.components[0].opened_by == ("law",)
    text = "\n".join(result.sentences())
    assert "It binds A. It could be lifted by: An act of parliament. Lifted alone, it would open an agreement." in text
    assert not blockers(lifted, without=["constraint:law"]).blocked


def test_offers_and_openings_refuse_nothing_by_their_ranking() -> None:
    for firmness, number in ((None, 1), ("demand", 1), ("offer", 0), ("openness", 0)):
        n = negotiation(
            parties=[party("a")],
            issues=[issue("i", "xyz", status_quo="x")],
            positions=[position("a", "i", ranking=["z", "x", "y"], firmness=firmness)],
        )
        assert len(blockers(n, tier="refusals").clauses) == number
    last = negotiation(
        parties=[party("a")], issues=[issue("i", "xy")], positions=[position("a", "i", ranking=["x", "y"])]
    )
    assert blockers(last, tier="refusals").clauses == ()  # a mere last place refuses nothing


def test_a_refusal_and_its_mirror_image_are_treated_alike() -> None:
    def build(mirror: bool) -> Negotiation:
        keep, change = ("no", "yes") if not mirror else ("yes", "no")
        return negotiation(
            parties=[party("a"), party("b")],
            issues=[issue("i", [keep, change], status_quo=keep)],
            positions=[
                position("a", "i", ranking=[keep, change]),
                position("b", "i", needs=[change], ranking=[change, keep]),
            ],
        )

    shapes = []
    for mirror in (False, True):
        result = blockers(build(mirror), tier="refusals")
        shapes.append([[(c.holder, c.kind) for c in s] for s in (*result.conflicts, *result.concessions)])
    assert shapes[0] == shapes[1]


def test_rejected_proposals_count_where_everything_in_them_is_known() -> None:
    def build(package: dict[str, str]) -> Negotiation:
        return negotiation(
            parties=[party("a")],
            issues=[issue("i", "xy"), issue("j", "xy")],
            proposals=[{"id": "p", "package": package, "responses": [{"party": "a", "answer": "rejected"}]}],
        )

    assert blockers(build({"i": "x"}), tier="refusals").clauses == ()
    (clause,) = blockers(build({"i": "x", "j": "y"}), tier="refusals").clauses
    assert clause.if_ == (("i", "x"), ("j", "y"))


def test_later_positions_replace_older_ones_of_the_same_basis() -> None:
    n = negotiation(
        parties=[party("a")],
        issues=[issue("i", "xy")],
        positions=[
            position("a", "i", red_lines=["x"], as_of="2026-01-01"),
            position("a", "i", ranking=["y", "x"], as_of="2026-02"),
            position("a", "i", basis="ascribed", red_lines=["y"], as_of="2025"),
        ],
    )
    assert [c.basis for c in blockers(n).clauses] == ["ascribed"]
    assert [c.basis for c in blockers(n, as_of="2026-01-15").clauses] == ["self", "ascribed"]
    assert blockers(n, basis=["self"]).clauses == ()
    assert "a on i: the position of 2026-01-01 is replaced by a later one" in blockers(n).notes


def test_what_falls() -> None:
    n = harbour()
    assert not blockers(n, tier="refusals", without=["members:nights:alone"]).blocked
    assert not blockers(n, tier="refusals", without=["port:nights:joint"]).blocked  # its need lets joint pass
    assert not blockers(n, tier="refusals", without=["port:nights"]).blocked
    with pytest.raises(InputError, match=r"unknown line 'port:nights:alone'.*valid: "):
        blockers(n, tier="refusals", without=["port:nights:alone"])
    with pytest.raises(InputError, match="write party:issue:option"):
        blockers(n, without=["nights"])
    with pytest.raises(InputError, match="unknown constraint 'budgte'; did you mean 'budget'"):
        blockers(n, without=["constraint:budgte"])


EMPTY: list[tuple[str, dict[str, Any], tuple[Any, ...], tuple[Any, ...]]] = [
    ("no party", {"parties": [], "issues": [issue("i", "xy")]}, (), ((),)),
    ("nothing said", {"parties": [party("a")], "issues": [issue("i", "xy")]}, (), ((),)),
    ("one option", {"parties": [party("a")], "issues": [issue("i", "x")]}, (), ((),)),
    ("contradictory constraints",
     {"parties": [party("a")], "issues": [issue("i", "x"), issue("j", "xy")],
      "positions": [position("a", "j", red_lines=["x", "y"])],
      "constraints": [{"id": "k", "if": [{"issue": "i", "option": "x"}], "any_of": []}]}, ((),), ()),
    ("a constraint that excludes all",
     {"parties": [party("a")], "issues": [issue("i", "xy")], "constraints": [{"id": "k", "any_of": []}]}, ((),), ()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "parts", "conflicts", "concessions"), EMPTY)
@pytest.mark.parametrize("tier", TIERS)
def test_empty_cases(name: str, parts: dict[str, Any], conflicts: Any, concessions: Any, tier: Any) -> None:
    result = blockers(negotiation(**parts), tier=tier)
    assert (result.conflicts, result.concessions, result.complete) == (conflicts, concessions, True)
    shown = result.to_dict()
    assert shown["conflicts"] == [list(s) for s in conflicts]
    assert shown["concessions"] == [list(s) for s in concessions]
    assert result.sentences()


def test_everything_red_lined() -> None:
    n = negotiation(
        parties=[party("a"), party("b")],
        issues=[issue("i", "xy")],
        positions=[position("a", "i", red_lines=["x", "y"]), position("b", "i", red_lines=["x"])],
    )
    result = blockers(n)
    names = [[(c.holder, c.if_[0][1]) for c in s] for s in result.conflicts]
    assert names == [[("a", "x"), ("a", "y")], [("a", "y"), ("b", "x")]]
    assert [[(c.holder, c.if_[0][1]) for c in s] for s in result.concessions] == [
        [("a", "y")],
        [("a", "x"), ("b", "x")],
    ]
    bridges = result.components[0].bridges
    assert [dict(b.packages[0]) for b in bridges] == [{"i": "y"}, {"i": "x"}]


def _split(n: Negotiation, name: str) -> Negotiation:
    """Return the same with one issue cut into two that constraints tie together."""
    data = n.to_dict()
    twin = f"{name}_again"
    (old,) = [i for i in data["issues"] if i["id"] == name]
    data["issues"].append({**old, "id": twin})
    data["positions"] = [
        *data.get("positions", []),
        *({**p, "issue": twin} for p in data.get("positions", []) if p["issue"] == name),
    ]
    ties = []
    for option in old["options"]:
        for one, other in ((name, twin), (twin, name)):
            ties.append(
                {
                    "id": f"tie_{one}_{option['id']}",
                    "if": [{"issue": one, "option": option["id"]}],
                    "any_of": [{"issue": other, "option": option["id"]}],
                }
            )
    data["constraints"] = [*data.get("constraints", []), *ties]
    return Negotiation.model_validate(data)  # fmt: skip


@pytest.mark.parametrize("seed", range(150))
def test_cutting_an_issue_in_two_tied_ones_leaves_every_part_as_it_was(seed: int) -> None:
    n = random_negotiation(seed)
    name = random.Random(seed).choice(n.issues).id
    for tier in TIERS:
        before, after = blockers(n, tier=tier), blockers(_split(n, name), tier=tier)
        assert before.complete
        if not after.complete:
            continue
        assert [(p.party, p.in_conflicts, p.conflict_groups) for p in before.parts] == [
            (p.party, p.in_conflicts, p.conflict_groups) for p in after.parts
        ]
        if len(before.blocked) == 1:
            assert [(p.in_concessions, p.concession_groups) for p in before.parts] == [
                (p.in_concessions, p.concession_groups) for p in after.parts
            ]


def test_limits_say_what_is_proved() -> None:
    parties = [party(f"p{k}") for k in range(27)]
    n = negotiation(
        parties=parties,
        issues=[issue("i", "abcd")],
        positions=[position(p["id"], "i", red_lines=list("abcd")) for p in parties],
    )
    result = blockers(n, limit=50)
    (component,) = result.components
    assert (len(component.concessions), len(component.conflicts)) == (4, 50)
    assert not result.complete
    assert component.limit is not None
    assert (component.limit.concessions_below, component.limit.conflicts_below) == (None, 4)
    assert result.to_dict()["limit"] == {"per_component": 50, "conflicts_below": 4, "concessions_below": None}
    assert any("there may be more" in line for line in result.sentences())
    few = blockers(n, limit=2)
    assert few.components[0].limit is not None
    assert few.components[0].limit.concessions_below == 27
    for members in few.components[0].conflicts:  # irreducible all the same: one line for each option
        assert len(members) == 4
    stopped = blockers(n, time_limit=1e-9)
    assert not stopped.complete
    assert "The search was stopped before it found whether anything stands in the way." in stopped.sentences()[0]


def test_quotation_marks_only_around_words_that_were_found() -> None:
    n = harbour()
    result = blockers(n, tier="refusals", consent=["bloc", "union"])
    plain = "\n".join(result.sentences())
    assert "“" not in plain
    assert "words not verified, read-out: not for nothing" in plain
    found = "\n".join(result.sentences(verified=lambda e: e == Evidence(document="read-out", quote="not for nothing")))
    assert "“not for nothing” (read-out)" in found


def test_rows_and_maps_agree_with_the_sets() -> None:
    result = blockers(harbour(), tier="refusals")
    rows = result.rows()
    assert {tuple(sorted(row)) for row in rows} == {tuple(sorted(rows[0]))}
    assert len(rows) == sum(map(len, (*result.conflicts, *result.concessions)))
    (pair,) = result.conflict_map()
    assert (pair["a_holder"], pair["b_holder"], pair["conflicts"]) == ("members", "port", 1)
    assert len(result.to_frame()) == len(rows)
    assert "<table>" in result._repr_html_()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"tier": "red"}, "unknown tier 'red'"),
        ({"consent": ["prot"]}, "unknown party 'prot'; did you mean 'port'"),
        ({"basis": ["sef"]}, "unknown basis 'sef'; did you mean 'self'"),
        ({"as_of": "soon"}, "'soon' is not a date"),
        ({"no_deal": "walk"}, "unknown no-deal scenario 'walk'"),
        ({"limit": 0}, "at least 1"),
    ],
)
def test_errors_name_the_bad_value_and_the_valid_ones(options: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        blockers(harbour(), **options)


def test_input_is_not_changed_and_the_same_input_gives_the_same_bytes() -> None:
    n = harbour()
    before = n.to_dict()
    first, again = (blockers(n, tier="refusals").to_dict() for _ in range(2))
    assert first == again
    assert n.to_dict() == before


def test_reservation_values_count_where_every_package_has_a_number() -> None:
    def build(values: dict[str, float]) -> Negotiation:
        return negotiation(
            parties=[party("a")],
            issues=[issue("i", "xy"), issue("j", "xy")],
            positions=[position("a", "i", red_lines=["x"])],
            utilities={"a": {"weights": {"i": 0.6, "j": 0.4}, "values": {"i": values, "j": {"x": 1, "y": 0}},
                             "reservation": 0.5}},
            no_deal=[{"id": "walk", "says": "They walk", "package": {"i": "x", "j": "y"}}],
        )  # fmt: skip

    whole = build({"x": 1, "y": 0})
    assert not blockers(whole).blocked
    for result in (
        blockers(whole, tier="refusals"),
        blockers(whole, no_deal="stated"),
        blockers(whole, no_deal="walk"),
    ):
        (conflict,) = result.conflicts  # without x of i nothing is worth 0.5
        assert [c.kind for c in conflict] == ["red_line", "reservation"]
        assert len(result.concessions) == 2
    assert blockers(whole, no_deal="walk").clauses[1].at_least == pytest.approx(0.6)
    part = build({"x": 1})
    assert not blockers(part, tier="refusals").blocked
    assert any("is not counted" in note for note in blockers(part, tier="refusals").notes)


def test_a_model_with_options_that_do_not_exist_is_refused() -> None:
    n = negotiation(parties=[party("a")], issues=[issue("i", "xy")], positions=[position("a", "i", red_lines=["z"])])
    with pytest.raises(InputError, match="unknown option 'i:z'"):
        blockers(n)
