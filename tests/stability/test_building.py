"""From a negotiation to a conflict, insist or settle, threats, outcomes, contradictions."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from click.testing import CliRunner

from winset.analysis.outlook import outlook
from winset.analysis.stability import Conflict, stability
from winset.analysis.stability.building import built_from
from winset.analysis.stability.consistency import contradictions, problems
from winset.cli.check import check
from winset.core.errors import ConflictError
from winset.negotiation.files import loads
from winset.negotiation.model import Negotiation

HARBOUR = """\
winset: 1
title: Harbour (invented)
parties:
  - {id: port, name: Port, roles: [signatory]}
  - {id: union, name: Union, roles: [signatory]}
issues:
  - id: wage
    question: By how much do wages rise?
    status_quo: none
    options: [{id: none, says: Wages stay}, {id: three, says: The port pays three more}]
moves:
  - id: strike
    party: union
    says: The union strikes
    now: true
    conditions: [{if: not settle, says: The union strikes while nothing is signed}]
  - {id: settle, party: port, says: The port signs, now: false}
  - {id: tender, party: port, says: The port hires outside crews, now: false}
infeasible: [settle and tender]
preferences:
  union: [not tender, settle, strike if not settle]
  port: [not strike, not settle, tender if strike]
outcomes:
  - {when: settle, package: {wage: three}}
  - {when: not settle, package: {wage: none}}
positions:
  - {holder: union, issue: wage, basis: self, ranking: [three, none]}
"""


UNION = "union: [not tender, settle, strike if not settle]"


def harbour(old: str = "", new: str = "") -> Negotiation:
    assert old in HARBOUR
    return loads(HARBOUR.replace(old, new) if old else HARBOUR)


def test_moves_and_preferences_become_a_conflict() -> None:
    built = built_from(harbour())
    conflict = built.conflict
    assert isinstance(conflict, Conflict)
    assert [maker.name for maker in conflict.decision_makers] == ["Port", "Union"]
    assert [option.id for option in conflict.options] == ["settle", "tender", "strike"]
    assert [conflict.label(n) for n in range(1, 7)] == ["NNN", "YNN", "NYN", "NNY", "YNY", "NYY"]
    assert conflict.status_quo == 4
    # Union: tuples over (not tender, settle, strike if not settle), worked out by hand.
    assert (conflict.ranks(1) + 1).tolist() == [3, 5, 1, 4, 5, 2]
    # Port: (not strike, not settle, tender if strike).
    assert (conflict.ranks(0) + 1).tolist() == [5, 4, 5, 2, 1, 3]
    assert built.packages[2] == {"wage": "three"}
    assert built.packages[1] == {"wage": "none"}
    assert built.leads_to[2] == "‹The port pays three more›"


def test_a_threat_annotates_and_never_ranks() -> None:
    with_threat = stability(harbour())
    threat = "    conditions: [{if: not settle, says: The union strikes while nothing is signed}]\n"
    without = stability(harbour(threat, ""))
    assert with_threat.equilibria == without.equilibria
    assert len(with_threat.threats) == 1
    assert "under the condition ‹not settle›" in with_threat.threats[0]
    assert "In 2 states" in with_threat.threats[0]
    assert "making it there is better for it." in with_threat.threats[0]  # from neither, and from tender alone
    assert without.threats == ()


def test_an_open_today_and_missing_preferences_are_said() -> None:
    text = HARBOUR.replace(", now: false}\n  - {id: tender", "}\n  - {id: tender")
    text = text.replace("  union: [not tender, settle, strike if not settle]\n", "")
    result = stability(loads(text), draws=50)
    assert result.conflict.status_quo is None
    assert any("settle" in note and "No status quo" in note for note in result.notes)
    assert any("Nothing is stated of the preferences of Union" in note for note in result.notes)
    assert result.shares is not None
    with pytest.raises(ConflictError, match="--start"):
        outlook(loads(text))


def test_an_infeasible_today_is_refused() -> None:
    with pytest.raises(ConflictError, match="what holds today is infeasible"):
        stability(harbour("[settle and tender]", "[strike]"))


def test_the_order_of_statements_may_be_open() -> None:
    n = harbour()
    result = stability(n, unknown_order=["union"])
    assert result.shares is not None
    assert result.payoffs[0] is not None
    assert result.payoffs[1] is None
    part = stability(n, unknown_order=["union:2-3"])
    assert part.shares is not None
    with pytest.raises(ConflictError, match="run from 1 to 3"):
        stability(n, unknown_order=["union:2-7"])
    with pytest.raises(ConflictError, match="unknown party 'unoin'; did you mean 'union'"):
        stability(n, unknown_order=["unoin"])


def test_renaming_the_parties_changes_names_and_nothing_else() -> None:
    n = harbour()
    renamed = loads(HARBOUR.replace("name: Port", "name: Zebra").replace("name: Union", "name: Aardvark"))
    first, second = stability(n).to_dict(), stability(renamed).to_dict()
    assert second["decision_makers"] == ["Zebra", "Aardvark"]
    assert first["equilibria"] == second["equilibria"]
    assert list(first["payoffs"].values()) == list(second["payoffs"].values())


PUMP = """\
winset: 1
title: Pump (invented)
parties:
  - {id: north, name: North bank, roles: [signatory]}
  - {id: south, name: South bank, roles: [signatory]}
issues:
  - id: water
    question: Who runs the pump?
    status_quo: joint
    options: [{id: joint, says: Both}, {id: north_runs, says: North}, {id: south_runs, says: South}]
  - id: fee
    question: Who pays?
    status_quo: none
    options: [{id: none, says: Nobody}, {id: half, says: Each half}, {id: south_pays, says: The south}]
positions:
  - {holder: north, issue: fee, basis: self, ranking: [south_pays, half], red_lines: [none]}
  - {holder: south, issue: fee, basis: ascribed, ranking: [none], red_lines: [half, south_pays]}
  - {holder: north, issue: water, basis: self, ranking: [north_runs, joint, south_runs]}
  - {holder: south, issue: water, basis: self, ranking: [south_runs, joint, north_runs]}
"""


def test_insist_or_settle_over_what_blocks_alone() -> None:
    built = built_from(loads(PUMP))
    conflict = built.conflict
    assert isinstance(conflict, Conflict)
    assert [option.id for option in conflict.options] == ["north.fee", "south.fee"]  # nothing blocks on the pump
    assert conflict.label(conflict.status_quo or 0) == "YY"
    assert built.packages == {1: {"fee": "none"}, 2: {"fee": "south_pays"}, 3: {"fee": "none"}, 4: {"fee": "none"}}
    assert any("This is an assumption" in note for note in built.notes)
    assert any("stated red lines" in note for note in built.notes)
    # North: the south pays, else nobody (its red line); South: nobody, else its red lines.
    assert conflict.ranks(0).tolist() == [0, 1, 0, 0]
    assert conflict.ranks(1).tolist() == [1, 0, 1, 1]


def test_outcomes_are_what_is_insisted_on_alone() -> None:
    """By the definition: an issue settles where exactly one option is still insisted on, else the status quo."""
    text = PUMP.replace("[north_runs, joint, south_runs]", "[north_runs, joint], red_lines: [south_runs]").replace(
        "[south_runs, joint, north_runs]", "[south_runs, joint], red_lines: [north_runs]"
    )
    text += "  - {holder: south, issue: water, basis: inferred, needs: [south_runs]}\n"
    text = text.replace("ranking: [north_runs, joint], red", "ranking: [north_runs, joint], needs: [north_runs], red")
    built = built_from(loads(text), issues=["water", "fee"])
    conflict = built.conflict
    assert isinstance(conflict, Conflict)
    wants = {"north.water": "north_runs", "south.water": "south_runs", "north.fee": "south_pays", "south.fee": "none"}
    today = {"water": "joint", "fee": "none"}
    issues = list(dict.fromkeys(option.id.split(".")[1] for option in conflict.options))
    for number in range(1, conflict.size + 1):
        taken = {option.id for option in conflict.taken(number)}
        for issue in issues:
            left = {wants[name] for name in taken if name.endswith(issue)}
            assert built.packages[number][issue] == (left.pop() if len(left) == 1 else today[issue])
    for party, maker in enumerate(conflict.decision_makers):
        for line in itertools.islice(maker.preference.order.extensions(), 4):  # type: ignore[union-attr]
            ranks = conflict.ranks(party, importance=line)
            for a, b in itertools.combinations(range(conflict.size), 2):
                if built.packages[a + 1] == built.packages[b + 1]:
                    assert ranks[a] == ranks[b]


def test_nothing_in_the_way_is_said() -> None:
    text = PUMP.replace(", red_lines: [none]", "").replace(", red_lines: [half, south_pays]", "")
    text = text.replace("[north_runs, joint, south_runs]", "[joint]").replace(
        "[south_runs, joint, north_runs]", "[joint]"
    )
    text = text.replace("ranking: [south_pays, half]", "ranking: [none]")
    with pytest.raises(ConflictError, match="no party's position stands in another's way"):
        stability(loads(text))


def test_too_many_insistences_ask_for_issues() -> None:
    issues = "".join(
        f"  - {{id: i{k}, question: Q{k}?, status_quo: a, options: [{{id: a, says: A}}, {{id: b, says: B}}]}}\n"
        for k in range(9)
    )
    positions = "".join(
        f"  - {{holder: north, issue: i{k}, basis: self, red_lines: [a]}}\n"
        f"  - {{holder: south, issue: i{k}, basis: self, red_lines: [b]}}\n"
        for k in range(9)
    )
    text = PUMP.split("issues:")[0] + "issues:\n" + issues + "positions:\n" + positions
    with pytest.raises(ConflictError, match=r"18 moves; at most 16.*--issues"):
        stability(loads(text))
    assert stability(loads(text), issues=["i0", "i1"]).conflict.size == 16
    with pytest.raises(ConflictError, match="unknown issue 'i99'"):
        stability(loads(text), issues=["i99"])


def test_contradictions_between_states_and_positions() -> None:
    assert contradictions(harbour()) == ()
    found = contradictions(harbour(UNION, "union: [not settle]"))
    assert [(c.party, c.preferred, c.other) for c in found] == [("union", 1, 0)]
    listed = problems(harbour(UNION, "union: [not settle]"), file="harbour.yaml")
    assert str(listed[0]).startswith("harbour.yaml: preferences.union: Union's preferences")
    assert "Union's preferences put every state with ‹not settle› above" in found[0].message
    # Tied states, a red line the same way round, or no ranking: nothing contradicts.
    assert contradictions(harbour(UNION, "union: [not tender]")) == ()
    red = HARBOUR.replace("ranking: [three, none]}", "red_lines: [none]}")
    assert contradictions(loads(red)) == ()
    wrong = red.replace(UNION, "union: [not settle]")
    assert len(contradictions(loads(wrong))) == 1


def test_a_negotiation_with_no_moves_and_no_outcomes_has_no_contradictions() -> None:
    assert contradictions(loads(PUMP)) == ()


def test_the_check_warns_of_contradictions(tmp_path: Path) -> None:
    file = tmp_path / "harbour.yaml"
    file.write_text(HARBOUR.replace(UNION, "union: [not settle]"), encoding="utf-8")
    done = CliRunner().invoke(check, [str(file)])
    assert done.exit_code == 0
    assert "warning: preferences.union: Union's preferences put every state" in done.stdout
    assert CliRunner().invoke(check, ["--strict", str(file)]).exit_code == 3
