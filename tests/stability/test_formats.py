"""`.gmcr` files both ways, and the graphs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stability.random_conflicts import random_graph, random_options
from winset.analysis.stability import Conflict, conflict_from_dict, stability
from winset.cases import load_case, names
from winset.core.errors import ConflictError
from winset.formats.gmcr import parse_gmcr, read_gmcr, write_gmcr
from winset.formats.gmcr_conditions import plain_condition, read_condition
from winset.formats.graphs import arcs, to_dot, to_graphml
from winset.negotiation.conditions import And, Condition, If, Iff, Name, Not, Or

IDS = ["a", "b", "c"]


def gmcr(**changes: Any) -> str:
    value: dict[str, Any] = {
        "options": [
            {"name": "Release", "permittedDirection": "both"},
            {"name": "Attack", "permittedDirection": "fwd"},
            {"name": "Escalate", "permittedDirection": "both"},
        ],
        "decisionMakers": [
            {"name": "Syria", "options": [0, 2], "preferences": [[[1, "N"]], [[2, "Y"], [0, "N"]]]},
            {"name": "Iraq", "options": [1], "preferences": [{"compound": True, "members": [[[0, "Y"]], [[1, "Y"]]]}]},
        ],
        "infeasibles": [[[0, "Y"], [2, "Y"]]],
        "useManualPreferenceRanking": False,
        "coalitions": [0, 1],
        "program": "gmcr-py",
        "version": "0.3.12",
        "coalitionsFull": [],
    }
    return json.dumps(value | changes)


def test_options_are_regrouped_by_party() -> None:
    conflict = parse_gmcr(gmcr())
    assert [o.name for o in conflict.options] == ["Release", "Escalate", "Attack"]
    assert [o.direction for o in conflict.options] == ["both", "both", "only_on"]
    assert [conflict.label(n) for n in range(1, conflict.size + 1)] == ["NNN", "YNN", "NYN", "NNY", "YNY", "NYY"]
    # Syria: no attack first, then escalation without release; Iraq: release or attack.
    assert (conflict.ranks(0) + 1).tolist() == [3, 3, 4, 1, 1, 2]
    assert (conflict.ranks(1) + 1).tolist() == [1, 2, 1, 2, 2, 2]


def test_manual_rankings_old_and_new() -> None:
    makers = [
        {"name": "Syria", "options": [0, 2], "preferences": [], "preferenceRanking": [1, [2, 3], 4, 6, 5]},
        {"name": "Iraq", "options": [1], "preferences": [], "preferenceVector": [6, 5, 4, 3, 2, 1]},
    ]
    for key in ("useManualPreferenceRanking", "useManualPreferenceVectors"):
        value = json.loads(gmcr(decisionMakers=makers))
        del value["useManualPreferenceRanking"]
        conflict = parse_gmcr(json.dumps(value | {key: True}))
        assert (conflict.ranks(0) + 1).tolist() == [5, 4, 4, 3, 1, 2]
        assert (conflict.ranks(1) + 1).tolist() == [1, 2, 3, 4, 5, 6]


def test_misperceptions_and_coalitions() -> None:
    value = json.loads(gmcr(coalitions=[[0, 1]]))
    value["decisionMakers"][0]["misperceptions"] = [[[0, "Y"], [2, "N"]]]
    conflict = parse_gmcr(json.dumps(value))
    assert conflict.coalitions == ((0, 1),)
    moves = {(arc.start, arc.end) for arc in arcs(conflict) if arc.party == 0}
    assert moves == {(1, 3), (3, 1), (4, 6), (6, 4)}  # states 2 and 5 neither left nor entered
    assert {(a.start, a.end) for a in arcs(conflict) if a.party == 1} == {(1, 4), (2, 5), (3, 6)}


def bad(**changes: Any) -> dict[str, Any]:
    return json.loads(gmcr(**changes))  # type: ignore[no-any-return]


def with_maker(**changes: Any) -> dict[str, Any]:
    value = bad()
    value["decisionMakers"][0] |= changes
    return value


REFUSED = {
    "no feasible state": (bad(infeasibles=[[[0, "Y"]], [[0, "N"]]]), "no state is feasible"),
    "an option owned by two": (with_maker(options=[0, 1, 2]), r"option 1 \(Attack\) is owned by Syria and by Iraq"),
    "an option owned by none": (with_maker(options=[0]), r"owns option 2 \(Escalate\)"),
    "an option that is not there": (with_maker(options=[0, 2, 7]), "7 is no option; they run from 0 to 2"),
    "a state missing from a ranking": (
        with_maker(preferenceRanking=[1, 2, 3, 4, 5]) | {"useManualPreferenceRanking": True},
        "there is no preferenceRanking|leaves out state 6",
    ),
    "a party in two coalitions": (bad(coalitions=[[0, 1], 1]), "decision maker 1 is in two coalitions"),
    "a coalition of nobody": (bad(coalitions=[[0, 5]]), "5 is no decision maker"),
    "a condition of no form": (bad(infeasibles=["no"]), r"infeasibles\[0\]"),
    "a condition on no option": (bad(infeasibles=[[[9, "Y"]]]), "9 is no option"),
    "a condition of neither yes nor no": (bad(infeasibles=[[[0, "X"]]]), "is not"),
    "an empty condition": (bad(infeasibles=[[]]), "every state matches"),
    "a compound of nothing": (bad(infeasibles=[{"compound": True, "members": []}]), "compound"),
    "a direction of its own": (bad(options=[{"name": "A", "permittedDirection": "up"}] * 3), "valid: both, fwd, back"),
    "an option without a name": (bad(options=[{}, {}, {}]), "object with a name"),
    "no options": ({"decisionMakers": []}, "options is missing"),
    "a list": ([1], "one JSON object"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_must_be_refused_is_refused(what: str) -> None:
    value, message = REFUSED[what]
    with pytest.raises(ConflictError, match=message):
        parse_gmcr(json.dumps(value))


@pytest.mark.parametrize(
    ("ranking", "message"),
    [
        ([1, 2, 3, 4, 5], "leaves out state 6"),
        ([1, 2, 2, 3, 4, 5, 6], "state 2 twice"),
        ([1, 2, 3, 4, 5, 9], "state 9"),
    ],
)
def test_a_manual_ranking_names_every_state_once(ranking: list[int], message: str) -> None:
    makers = [
        {"name": "Syria", "options": [0, 2], "preferenceRanking": ranking},
        {"name": "Iraq", "options": [1], "preferenceRanking": [1, 2, 3, 4, 5, 6]},
    ]
    with pytest.raises(ConflictError, match=message):
        parse_gmcr(gmcr(decisionMakers=makers, useManualPreferenceRanking=True))


def test_errors_of_a_file_name_it(tmp_path: Path) -> None:
    file = tmp_path / "broken.gmcr"
    file.write_text('{"options": [', encoding="utf-8")
    with pytest.raises(ConflictError, match=r"broken.gmcr: line 1, column \d+: not JSON"):
        read_gmcr(file)
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConflictError, match="not UTF-8"):
        read_gmcr(file)
    file.write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(ConflictError, match=r"not JSON|nested"):
        read_gmcr(file)


@pytest.mark.parametrize("seed", range(60))
def test_round_trip_of_random_conflicts(seed: int) -> None:
    conflict, _, _ = random_options(seed)
    again = parse_gmcr(write_gmcr(conflict))
    assert [again.label(n) for n in range(1, again.size + 1)] == [
        conflict.label(n) for n in range(1, conflict.size + 1)
    ]
    for party in range(len(conflict.decision_makers)):
        assert again.ranks(party).tolist() == conflict.ranks(party).tolist()
    first, second = stability(conflict), stability(again)
    assert first.equilibria == second.equilibria
    assert parse_gmcr(write_gmcr(again)).to_dict() == again.to_dict()


@pytest.mark.parametrize("name", names())
def test_every_case_goes_through_the_formats(name: str) -> None:
    conflict = conflict_from_dict(load_case(name).conflict)
    if isinstance(conflict, Conflict):
        assert stability(parse_gmcr(write_gmcr(conflict))).equilibria == stability(conflict).equilibria
    else:
        with pytest.raises(ConflictError, match="GraphML or DOT"):
            write_gmcr(conflict)
    root = ElementTree.fromstring(to_graphml(conflict, equilibria=[1]))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert len(root.findall(f".//{space}node")) == conflict.size
    assert len(root.findall(f".//{space}edge")) == len(list(arcs(conflict)))
    assert to_dot(conflict).count(" -> ") == len(list(arcs(conflict)))


@pytest.mark.parametrize("seed", range(30))
def test_arcs_are_the_moves(seed: int) -> None:
    conflict, plain, _ = random_options(seed)
    found: dict[int, set[tuple[int, int]]] = {i: set() for i in range(len(plain.moves))}
    for arc in arcs(conflict):
        found[arc.party].add((arc.start - 1, arc.end - 1))
        assert arc.improves == (arc.end - 1 in plain.better(arc.party, arc.start - 1))
    assert [found[i] for i in range(len(plain.moves))] == plain.moves
    graph, plain = random_graph(seed)
    assert {(a.party, a.start - 1, a.end - 1) for a in arcs(graph)} == {
        (i, a, b) for i, pairs in enumerate(plain.moves) for a, b in pairs
    }


def test_names_are_escaped_in_graphs() -> None:
    conflict = conflict_from_dict(
        {
            "title": '<script> "x" & \x01',
            "decision_makers": [{"id": "a", "name": '"<b>\\', "options": [{"id": "o", "name": "]]> & <i>"}]}],
        }
    )
    ElementTree.fromstring(to_graphml(conflict))
    assert "<script>" not in to_graphml(conflict)
    assert '\\"<b>\\\\' in to_dot(conflict)


conditions = st.recursive(
    st.sampled_from([Name(name) for name in IDS]),
    lambda part: st.one_of(
        part.map(Not),
        st.lists(part, min_size=2, max_size=3).map(lambda m: And(tuple(m))),
        st.lists(part, min_size=2, max_size=3).map(lambda m: Or(tuple(m))),
        st.tuples(part, part).map(lambda p: If(*p)),
        st.tuples(part, part).map(lambda p: Iff(*p)),
    ),
    max_leaves=8,
)


@given(conditions)
@settings(deadline=None)
def test_conditions_keep_their_meaning(condition: Condition) -> None:
    states = [{name: bool(v >> k & 1) for k, name in enumerate(IDS)} for v in range(8)]
    if not any(condition.evaluate(state) for state in states):
        assert plain_condition(condition, IDS) is None
        return
    again = read_condition(json.loads(json.dumps(plain_condition(condition, IDS))), "here", IDS)
    for state in states:
        assert again.evaluate(state) == condition.evaluate(state)


def test_what_a_file_cannot_say_is_refused() -> None:
    conflict = conflict_from_dict(
        {"decision_makers": [{"id": "a", "options": [{"id": "x"}, {"id": "y"}], "preferences": [["x", "y"]]}]}
    )
    with pytest.raises(ConflictError, match="not fully known"):
        write_gmcr(conflict)
