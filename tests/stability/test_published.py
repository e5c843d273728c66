"""The answers of published conflicts."""

from __future__ import annotations

import pytest

from winset.analysis.stability import Conflict, conflict_from_dict, stability
from winset.analysis.stability.wished import make_stable
from winset.cases import load_case, names
from winset.core.errors import ConflictError


@pytest.mark.parametrize("name", names())
def test_every_case_gives_its_published_answer(name: str) -> None:
    case = load_case(name)
    result = stability(conflict_from_dict(case.conflict))
    answers = {**case.published, **case.computed}
    assert set(answers) >= set(result.concepts)
    for concept, numbers in answers.items():
        assert list(result.equilibria[concept]) == list(numbers), concept
    assert case.sources
    assert case.title


# The table that the field gives, once more by hand, so that a slip in the data cannot hide.
TABLE = {
    "prisoners-dilemma": ([1], [1, 4], [1, 4], [1, 4], [1, 4]),
    "cuba-1962-irreversible": ([6], [1, 2, 3, 5, 6, 7, 8], [1, 2, 3, 5, 6, 7, 8], [5, 6, 7], [6]),
    "cuba-1962-reversible": ([], [1, 2, 3, 5, 6, 7, 8], [1, 2, 3, 5, 6, 7, 8], [5, 7], []),
    "elmira-1991": ([5, 8, 9], [1, 4, 5, 8, 9], [1, 4, 5, 8, 9], [5, 8, 9]),
}
SIZES = {"prisoners-dilemma": 4, "cuba-1962-irreversible": 12, "cuba-1962-reversible": 12, "elmira-1991": 9}


@pytest.mark.parametrize("name", TABLE)
def test_the_table(name: str) -> None:
    conflict = conflict_from_dict(load_case(name).conflict)
    assert conflict.size == SIZES[name]
    result = stability(conflict)
    for concept, numbers in zip(("nash", "gmr", "smr", "seq", "sim"), TABLE[name], strict=False):
        assert list(result.equilibria[concept]) == numbers


def test_cuba_is_written_with_the_published_vector_sums() -> None:
    conflict = conflict_from_dict(load_case("cuba-1962-irreversible").conflict)
    assert isinstance(conflict, Conflict)
    united_states = [4, 6, 5, 7, 2, 1, 3, 0, 11, 9, 10, 8]
    soviet_union = [0, 4, 6, 2, 5, 1, 7, 3, 11, 9, 10, 8]
    for party, sums in enumerate((united_states, soviet_union)):
        ranks = conflict.ranks(party)
        ordered = sorted(range(conflict.size), key=lambda row: -int(ranks[row]))
        assert [conflict.vector(row + 1) for row in ordered] == sums


def test_ministry_and_uniroyal_upset_state_5_by_moving_to_8() -> None:
    result = stability(conflict_from_dict(load_case("elmira-1991").conflict), coalitions=[["ministry", "uniroyal"]])
    assert not result.coalitions[0].stable["nash"][4]
    proof = result.proof(5, ["ministry", "uniroyal"], "nash")
    assert proof.unsanctioned[-1][1] == 7
    assert [mover for mover, _ in proof.unsanctioned] in ([0, 1], [1, 0])
    said = " ".join(result.reason(5, ["ministry", "uniroyal"], "seq"))
    assert "state 8" in said
    assert "which all members prefer" in said


@pytest.mark.parametrize(("concept", "count"), [("nash", 240), ("gmr", 384), ("smr", 300), ("seq", 384)])
def test_the_inverse_of_the_euphrates_conflict_is_counted_right(concept: str, count: int) -> None:
    conflict = conflict_from_dict(load_case("euphrates-1975").conflict)
    wish = make_stable(conflict, 2, parties=["syria"], concepts=[concept]).wishes[0]
    assert (wish.rankings, wish.of) == (count, 720)


def test_an_unknown_case_names_the_nearest() -> None:
    with pytest.raises(ConflictError, match="did you mean 'elmira-1991'"):
        load_case("elmira-1992")
