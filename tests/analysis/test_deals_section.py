"""The section of the report on deals: a sound page whatever the input, the same words as elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.small import issue, negotiation, party
from tests.reporting import harbour
from tests.reporting.page import check, parse
from tests.reporting.test_hostile import HOSTILE, poisoned, shape
from winset.negotiation.model import Negotiation
from winset.reporting import sections
from winset.reporting.report import report


@pytest.fixture(autouse=True)
def _only_these_sections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "ORDER", ("blockers", "deals", "documents", "method"))


def page(n: Negotiation) -> str:
    made = report(n)
    assert isinstance(made, str)
    return made


def numeric() -> Negotiation:
    """Return a swap of two things whose utilities are all given."""
    worth = {"i": {"x": 1.0, "y": 0.0}, "j": {"x": 0.0, "y": 1.0}}
    return negotiation(
        parties=[party("a"), party("b")],
        issues=[issue("i", "xy"), issue("j", "xy")],
        utilities={p: {"weights": w, "values": worth, "reservation": 0.2}
                   for p, w in (("a", {"i": 0.75, "j": 0.25}), ("b", {"i": 0.25, "j": 0.75}))},
    )  # fmt: skip


EXAMPLES: dict[str, Any] = {
    "harbour": harbour.negotiation,
    "numeric": numeric,
    "red-lined": lambda: negotiation(
        parties=[party("a")],
        issues=[issue("i", "x")],
        positions=[{"holder": "a", "issue": "i", "basis": "self", "red_lines": ["x"]}],
    ),
    "nothing can be": lambda: negotiation(
        parties=[party("a")], issues=[issue("i", "x")], constraints=[{"id": "k", "any_of": []}]
    ),
    "too many": lambda: negotiation(parties=[party("a")], issues=[issue(f"i{k}", "vwxyz") for k in range(10)]),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_is_sound(name: str) -> None:
    root = check(page(EXAMPLES[name]()))
    (found,) = [n for n in root.walk() if n.attributes.get("id") == "deals"]
    assert found.words().strip()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_stays_text(name: str) -> None:
    data = harbour.negotiation().to_dict()
    root = check(page(Negotiation.model_validate(poisoned(data, HOSTILE[name]))))
    plain = parse(page(Negotiation.model_validate(poisoned(data, "x" * 40))))
    tags = [{tag for tag, _ in shape(tree)} for tree in (root, plain)]
    assert tags[0] == tags[1]


def test_nobody_whose_yes_is_needed_gives_no_section() -> None:
    assert 'id="deals"' not in page(negotiation(parties=[], issues=[issue("i", "xy")]))


def test_charts_stand_beside_their_numbers() -> None:
    text = page(numeric())
    assert 'data-chart="deals-1-frontier"' in text
    assert "Efficient packages and what they are worth" in text


def clashing(*parties: str) -> Negotiation:
    """Return an issue on which each party refuses another option, one for each."""
    return negotiation(
        parties=[party(p) for p in parties],
        issues=[issue("i", "wxyz"[: len(parties)])],
        positions=[
            {"holder": p, "issue": "i", "basis": "self", "red_lines": [o]}
            for p, o in zip(parties, "wxyz", strict=False)
        ],
    )


def test_the_clash_map_shows_who_clashes_with_whom() -> None:
    root = check(page(clashing("a", "b", "c", "d")))
    (table,) = [node for node in root.walk() if node.attributes.get("id") == "blockers-clashes"]
    words = " ".join(table.words(without=["of"]).split())
    assert "L1 Red line of a against i is wown wordsL2, L3, L41" in words.replace("A against", "a against")


@pytest.mark.parametrize("made", [clashing("a", "b"), clashing("a", "b", "c"), harbour.negotiation()])
def test_a_clash_map_of_few_lines_would_say_nothing_new(made: Negotiation) -> None:
    assert "blockers-clashes" not in page(made)
