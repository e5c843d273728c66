"""The result, its JSON, its words; limits; conflicts that are none; the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.stability.random_conflicts import random_graph, random_options
from winset.analysis.stability import Conflict, DecisionMaker, GraphConflict, Option, conflict_from_dict, stability
from winset.analysis.stability.api import memory_needed
from winset.analysis.stability.preference import Payoffs, Ranking, Statements, lexicographic
from winset.analysis.stability.simultaneous import sim_stable_for
from winset.cases import deals, load_case, names
from winset.cli.cases import cases as cases_command
from winset.cli.outlook import outlook as outlook_command
from winset.cli.stability import stability as stability_command
from winset.core.errors import ConflictError, LimitError
from winset.negotiation.conditions import Name, Not


def case(name: str) -> Any:
    return conflict_from_dict(load_case(name).conflict)


def test_the_json_has_the_agreed_shape() -> None:
    printed = json.loads(json.dumps(stability(case("euphrates-1975")).to_dict()))
    assert printed["options"] == ["Syria releases water", "Syria escalates", "Iraq attacks"]
    assert printed["decision_makers"] == ["Syria", "Iraq"]
    assert printed["states"] == ["NNN", "YNN", "NYN", "NNY", "YNY", "NYY"]
    assert printed["payoffs"] == {"Syria": [6, 3, 5, 2, 1, 4], "Iraq": [3, 6, 1, 5, 2, 4]}
    assert set(printed["stable"]) == {"nash", "gmr", "smr", "seq", "sim"}
    assert printed["stable"]["nash"]["Syria"] == [True, False, False, False, False, True]
    assert printed["equilibria"]["nash"] == [6]
    assert printed["run"]["exact"] is True
    assert len(printed["run"]["input_sha256"]) == 64


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (json.dumps(stability(case("elmira-1991"), coalitions=3).to_dict()) for _ in range(2))
    assert first == second


def test_rows_frame_and_notebook() -> None:
    result = stability(case("euphrates-1975"))
    assert len(result.rows()) == 6
    assert result.rows()[5]["holds under"] == ["Nash", "GMR", "SMR", "SEQ", "SIM"]
    assert "<table>" in result._repr_html_()
    assert list(result.to_frame()["state"]) == [1, 2, 3, 4, 5, 6]


def test_concepts_are_checked_and_sim_is_refused_by_name() -> None:
    graph, _ = random_graph(3)
    with pytest.raises(ConflictError, match=r"sim \(simultaneous stability\) .* not for arbitrary move graphs"):
        stability(graph, concepts=["sim"])
    assert "sim" not in stability(graph).concepts
    assert any("SIM" in note for note in stability(graph).notes)
    with pytest.raises(ConflictError, match="not for coalitions"):
        stability(case("euphrates-1975"), concepts=["sim"], coalitions=2)
    with pytest.raises(ConflictError, match="did you mean 'nash'"):
        stability(graph, concepts=["nahs"])
    with pytest.raises(ConflictError, match="two members"):
        stability(graph, coalitions=[["p0"]])
    result = stability(case("euphrates-1975"))
    with pytest.raises(ConflictError, match="unknown concept"):
        result.proof(1, "syria", "nahs")
    with pytest.raises(ConflictError, match="not for coalitions"):
        result.proof(1, ["syria", "iraq"], "sim")


def test_size_is_estimated_and_refused_with_the_need() -> None:
    makers = tuple(DecisionMaker(f"p{i}", f"P{i}", tuple(Option(f"o{i}_{k}", "o") for k in range(6))) for i in range(4))
    conflict = Conflict(makers)
    assert memory_needed(conflict) > 4 * 2**24 * 4
    with pytest.raises(LimitError, match=r"16777216 states and 4 parties need up to \d+ MB; 500 MB are allowed"):
        stability(conflict, memory=500 * 2**20)
    with pytest.raises(LimitError, match="2\\^40 states"):
        Conflict(
            tuple(DecisionMaker(f"p{i}", "P", tuple(Option(f"o{i}_{k}", "o") for k in range(10))) for i in range(4))
        )


def test_more_than_65536_states_are_printed_only_when_asked() -> None:
    makers = (DecisionMaker("a", "A", tuple(Option(f"o{k}", "o") for k in range(17)), Statements((Name("o0"),))),)
    result = stability(Conflict(makers), concepts=["nash"])
    with pytest.raises(LimitError, match="--all-states"):
        result.to_dict()
    assert len(result.to_dict(all_states=True)["states"]) == 2**17


def test_sim_has_a_limit_that_names_it() -> None:
    from winset.analysis.stability.engine import arena_of

    conflict, _, _ = random_options(1)
    with pytest.raises(LimitError, match="sim may have to look at"):
        sim_stable_for(arena_of(conflict), 0, most_steps=1)


def test_statements_beyond_64_do_not_overflow() -> None:
    """100 statements; the last alone decides, as comparing tuples says."""
    makers = (
        DecisionMaker(
            "a",
            "A",
            tuple(Option(f"o{k}", "o") for k in range(3)),
            Statements((*[Name("o0")] * 50, *[Not(Name("o1"))] * 49, Name("o2"))),
        ),
    )
    conflict = Conflict(makers)
    key = {n: (n & 1, 1 - (n >> 1 & 1), n >> 2 & 1) for n in range(8)}
    order = sorted(set(key.values()))
    assert conflict.ranks(0).tolist() == [order.index(key[n]) for n in range(8)]
    columns = [conflict.satisfied(Name(f"o{k}")) for k in (2, 1, 0)]
    assert lexicographic(lambda place: columns[place], [0, 1, 2], 8).tolist() == list(range(8))


BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "no party": ({"decision_makers": []}, "at least one decision maker"),
    "two of one id": ({"decision_makers": [{"id": "a"}, {"id": "a"}]}, "two decision makers have the id 'a'"),
    "an option twice": (
        {"decision_makers": [{"id": "a", "options": [{"id": "x"}]}, {"id": "b", "options": [{"id": "x"}]}]},
        "option 'x' is there twice",
    ),
    "an unknown key": ({"decision_makers": [{"id": "a", "optoins": []}]}, "did you mean 'options'"),
    "an unknown direction": (
        {"decision_makers": [{"id": "a", "options": [{"id": "x", "direction": "up"}]}]},
        "unknown direction 'up'",
    ),
    "an unknown option": (
        {"decision_makers": [{"id": "a", "options": [{"id": "strike"}], "preferences": ["strke"]}]},
        "did you mean 'strike'",
    ),
    "everything infeasible": (
        {"decision_makers": [{"id": "a", "options": [{"id": "x"}]}], "infeasible": ["x", "not x"]},
        "no state is feasible",
    ),
    "two kinds of preference": (
        {"decision_makers": [{"id": "a", "options": [{"id": "x"}], "preferences": ["x"], "payoffs": [1, 2]}]},
        "give one of",
    ),
    "too few payoffs": (
        {"decision_makers": [{"id": "a", "options": [{"id": "x"}], "payoffs": [1]}]},
        "1 payoffs; there are 2 states",
    ),
    "a payoff that is no number": (
        {"decision_makers": [{"id": "a", "options": [{"id": "x"}], "payoffs": [1, "much"]}]},
        "'much' is not a number",
    ),
    "a state left out": (
        {"decision_makers": [{"id": "a", "options": [{"id": "x"}], "ranking": [1]}]},
        "leaves out state 2",
    ),
    "a state twice": (
        {"decision_makers": [{"id": "a", "options": [{"id": "x"}], "ranking": [1, [2, 1]]}]},
        "state 1 twice",
    ),
    "a move to nowhere": (
        {"decision_makers": [{"id": "a"}], "states": ["s"], "moves": {"a": [[1, 2]]}},
        "states run from 1 to 1",
    ),
    "moves of nobody": (
        {"decision_makers": [{"id": "a"}], "states": ["s"], "moves": {"b": []}},
        "unknown party 'b'",
    ),
    "statements on a graph": (
        {"decision_makers": [{"id": "a", "options": [{"id": "x"}], "preferences": ["x"]}], "states": ["s"]},
        "a move graph has no options",
    ),
    "states of one name": ({"decision_makers": [{"id": "a"}], "states": ["s", "s"]}, "same name"),
    "a party in two coalitions": (
        {"decision_makers": [{"id": "a"}, {"id": "b"}], "states": ["s"], "coalitions": [["a", "b"], ["a"]]},
        "in two coalitions",
    ),
    "a circle of comparisons": (
        {"decision_makers": [{"id": "a", "better": [[1, 2], [2, 1]]}], "states": ["s", "t"]},
        "circle",
    ),
    "moves without states": ({"decision_makers": [{"id": "a"}], "moves": {}}, "needs both"),
    "a status quo out of range": ({"decision_makers": [{"id": "a"}], "states": ["s"], "status_quo": 4}, "no state 4"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_conflict_is_refused(what: str) -> None:
    value, message = BROKEN[what]
    with pytest.raises(ConflictError, match=message):
        stability(conflict_from_dict(value))


def test_states_can_be_named_in_four_ways() -> None:
    conflict = case("euphrates-1975")
    assert [conflict.number(n) for n in (4, "4", "NNY", "nny", "attack")] == [4] * 5
    assert conflict.number("none") == 1
    assert conflict.number("attack+escalate") == 6
    with pytest.raises(ConflictError, match="infeasible"):
        conflict.number("YYN")
    with pytest.raises(ConflictError, match="did you mean 'attack'"):
        conflict.number("atack")
    graph = case("elmira-1991")
    assert graph.number("abandon") == graph.number(9) == 9
    with pytest.raises(ConflictError, match="unknown state"):
        graph.number("abandn")


def test_inputs_are_not_touched() -> None:
    plain = dict(load_case("cuba-1962-irreversible").conflict)
    before = json.dumps(plain)
    conflict = conflict_from_dict(plain)
    as_was = conflict.to_dict()
    stability(conflict, coalitions=2)
    assert json.dumps(plain) == before
    assert conflict.to_dict() == as_was


def test_degenerate_conflicts_answer() -> None:
    alone = Conflict((DecisionMaker("a", "A", (Option("x", "X"),), Ranking(((2,), (1,)))),))
    assert stability(alone).equilibria == dict.fromkeys(("nash", "gmr", "smr", "seq", "sim"), (2,))
    still = Conflict((DecisionMaker("a", "A"),))
    assert stability(still).equilibria["nash"] == (1,)
    one = GraphConflict((DecisionMaker("a", "A", (), Payoffs((0.5,))),), ("s",), ((),))
    assert stability(one).equilibria["seq"] == (1,)


def run(command: Any, *arguments: str, stdin: str | None = None) -> Any:
    return CliRunner().invoke(command, list(arguments), input=stdin, catch_exceptions=True)


def unwrapped(text: str) -> str:
    """Return a terminal's text as one line, since where it wraps is no part of what it says."""
    return " ".join(text.split())


def test_the_command_prints_answers_reasons_and_json(tmp_path: Path) -> None:
    done = run(stability_command, "elmira-1991", "--coalitions", "2")
    assert "State 8 (‹modify, accept, insist›) holds for everyone" in unwrapped(done.output)
    assert "together would leave state 5" in unwrapped(done.output)
    done = run(stability_command, "cuba-1962-irreversible", "--why", "5")
    assert "then United States moves to state 2" in unwrapped(done.output)
    done = run(stability_command, "cuba-1962-irreversible", "--why", "5", "--json")
    reasons = json.loads(done.output)["reasons"]
    one = next(r for r in reasons if r["party"] == "Soviet Union" and r["concept"] == "seq")
    assert one["sanctions"] == [
        {
            "improvement": [{"party": "Soviet Union", "to": 1}],
            "answer": [{"party": "United States", "to": 2}],
            "lands": 2,
        }
    ]
    done = run(stability_command, "euphrates-1975", "--json", "--concepts", "nash,seq")
    assert json.loads(done.output)["equilibria"] == {"nash": [6], "seq": [6]}
    done = run(stability_command, "euphrates-1975", "--make-stable", "2", "--vary", "1-6", "--json")
    assert json.loads(done.output)["answers"][0]["rankings"] == 240
    for suffix in ("gmcr", "graphml", "dot"):
        file = tmp_path / f"out.{suffix}"
        done = run(stability_command, "euphrates-1975", "--export", str(file), "--quiet")
        assert done.exit_code == 0
        assert file.stat().st_size
    again = run(stability_command, str(tmp_path / "out.gmcr"), "--json")
    assert json.loads(again.output)["equilibria"]["nash"] == [6]
    piped = run(stability_command, "-", "--json", stdin=(tmp_path / "out.gmcr").read_text(encoding="utf-8"))
    assert json.loads(piped.output)["equilibria"] == json.loads(again.output)["equilibria"]


def test_the_command_reads_conflicts_in_winsets_own_form(tmp_path: Path) -> None:
    file = tmp_path / "conflict.yaml"
    file.write_text(json.dumps(load_case("elmira-1991").conflict), encoding="utf-8")
    done = run(stability_command, str(file), "--json")
    assert json.loads(done.output)["equilibria"]["nash"] == [5, 8, 9]
    file.write_text("decision_makers: [{id: a, options: [{id: x}], payoffs: [1]}]\n", encoding="utf-8")
    done = run(stability_command, str(file))
    assert isinstance(done.exception, ConflictError)
    assert "conflict.yaml" in str(done.exception)


@pytest.mark.parametrize("command", [stability_command, outlook_command])
def test_a_name_that_is_nothing_says_what_there_is(command: Any) -> None:
    done = run(command, "elmira")
    assert isinstance(done.exception, ConflictError)
    assert "no such file, and no such case" in str(done.exception)


def test_outlook_and_cases_on_the_command_line() -> None:
    done = run(outlook_command, "cuba-1962-irreversible", "--wished", "5")
    assert "against its short-term interest" in done.output
    done = run(outlook_command, "elmira-1991", "--json", "--order", "ministry,uniroyal,local_government")
    assert json.loads(done.output)["order"] == ["Ministry", "Uniroyal", "Local government"]
    listed = run(cases_command)
    assert len(listed.output.splitlines()) == len(names()) + len(deals.names()) + 2
    assert run(cases_command, deals.names()[0]).exit_code == 0
    shown = run(cases_command, "euphrates-1975")
    assert "nash 240" in shown.output
    assert json.loads(run(cases_command, "--json").output)["cases"]
    assert json.loads(run(cases_command, "chicken", "--json").output)["published"] == {"nash": [2, 3]}


def test_a_hostile_name_reaches_the_terminal_as_text() -> None:
    value = {"decision_makers": [{"id": "a", "name": "A\x1b[2J", "options": [{"id": "x", "name": "\x1b]0;t\x07"}]}]}
    done = run(stability_command, "-", stdin=json.dumps(value))
    assert "\x1b" not in done.output
