"""The section of the report, and the graph of improving moves."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from tests.stability.random_conflicts import random_options
from tests.stability.test_building import HARBOUR, PUMP
from winset.analysis.stability import conflict_from_dict, stability
from winset.cases import load_case
from winset.negotiation.files import loads
from winset.reporting.context import Context
from winset.reporting.movegraph import best_moves, draw_states
from winset.reporting.report import render
from winset.reporting.sections.stability import section


def picture(name: str) -> ElementTree.Element:
    conflict = conflict_from_dict(load_case(name).conflict)
    made = draw_states(conflict, stability(conflict).equilibria, prefix="p", title="Moves")
    assert made is not None
    return ElementTree.fromstring(str(made))


def test_every_state_and_every_party_is_in_the_picture() -> None:
    root = picture("elmira-1991")
    words = ["".join(node.itertext()) for node in root.iter("text")]
    assert set(words) == {*map(str, range(1, 10)), "Ministry", "Uniroyal", "Local government"}
    boxes = list(root.iter("rect"))
    assert len(boxes) == 9 + 5  # five states hold under some concept and are drawn double
    assert root.find("svg/title") is not None


@pytest.mark.parametrize("seed", range(20))
def test_arrows_are_the_best_improvements(seed: int) -> None:
    conflict, plain, _ = random_options(seed)
    wanted = set()
    for s in range(plain.size):
        for i in range(len(plain.moves)):
            better = plain.better(i, s)
            top = max((plain.payoffs[i][t] for t in better), default=None)
            wanted |= {(i, s + 1, t + 1) for t in better if plain.payoffs[i][t] == top}
    assert set(best_moves(conflict)) == wanted


def test_many_states_are_drawn_in_groups() -> None:
    makers = [
        {"id": f"p{i}", "options": [{"id": f"o{i}{k}"} for k in range(3)], "preferences": [f"o{i}0", f"o{1 - i}1"]}
        for i in range(2)
    ]
    conflict = conflict_from_dict({"decision_makers": makers, "status_quo": 1})
    result = stability(conflict)
    made = draw_states(conflict, result.equilibria, prefix="p", title="Moves")
    root = ElementTree.fromstring(str(made))
    words = " ".join("".join(node.itertext()) for node in root.iter("text"))
    assert "today, state 1" in words
    assert "hold under none" in words
    counted = sum(int(n) for n in re.findall(r"(\d+) states?:", words))
    assert counted == conflict.size
    assert len(str(made)) < 20_000


def test_open_preferences_are_not_drawn() -> None:
    conflict = conflict_from_dict(
        {"decision_makers": [{"id": "a", "options": [{"id": "x"}], "preferences": [["x", "not x"]]}]}
    )
    assert draw_states(conflict, {}, prefix="p", title="Moves") is None


def test_the_section_says_it_in_sentences_first() -> None:
    made = section(Context(loads(HARBOUR)))
    assert made is not None
    assert made.data["says"][0].startswith("State ")
    assert made.data["ahead"][0].startswith("Today: state 4")
    assert made.data["parties"] == ["Port", "Union"]
    assert made.data["threats"]
    page = render(Context(loads(HARBOUR)))
    assert 'id="stability"' in page
    assert "‹" not in page.split('id="stability"')[1].split("</section>")[0]


def test_insist_or_settle_is_marked_as_an_assumption() -> None:
    made = section(Context(loads(PUMP)))
    assert made is not None
    assert any("This is an assumption" in note for note in made.data["notes"])


def test_a_file_that_cannot_be_analysed_says_why_or_nothing() -> None:
    broken = HARBOUR.replace("[settle and tender]", "[strike]")
    made = section(Context(loads(broken)))
    assert made is not None
    assert "infeasible" in made.data["left_out"]
    quiet = PUMP.split("positions:")[0]
    assert section(Context(loads(quiet))) is None
    many = HARBOUR.replace(
        "infeasible:",
        "".join(f"  - {{id: m{k}, party: port, says: M{k}, now: false}}\n" for k in range(11)) + "infeasible:",
    )
    made = section(Context(loads(many)))
    assert made is not None
    assert "too many" in made.data["left_out"]


def test_names_are_text_in_the_picture() -> None:
    conflict = conflict_from_dict(
        {"decision_makers": [{"id": "a", "name": '<b onclick="x">', "options": [{"id": "x"}], "preferences": ["x"]}]}
    )
    made = str(draw_states(conflict, {}, prefix="p", title="<i>"))
    assert "<b" not in made
    assert "<i>" not in made
