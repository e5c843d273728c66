"""Published bargaining examples give their published answers."""

from __future__ import annotations

import pytest

from winset.analysis.deals import deals
from winset.cases.deals import load_case, names
from winset.core.errors import InputError
from winset.negotiation.files import loads
from winset.negotiation.model import Negotiation
from winset.negotiation.writing import dumps


@pytest.mark.parametrize("name", names())
def test_published_answers(name: str) -> None:
    found = load_case(name)
    n = Negotiation.model_validate(found.negotiation)
    assert loads(dumps(n)) == n  # it passes every check of a file
    assert found.sources
    answer = deals(n).answer
    for rule, packages in {**found.published, **found.computed}.items():
        chosen = [dict(package) for package in answer.chosen[rule]]  # type: ignore[index]
        assert sorted(chosen, key=str) == sorted((dict(p) for p in packages), key=str), rule
        assert all(package in [dict(p) for p in answer.efficient] for package in chosen)


def test_nash_1950_in_numbers() -> None:
    answer = deals(Negotiation.model_validate(load_case("nash-1950-barter").negotiation)).answer
    (chosen,) = answer.chosen["nash"]
    worth = dict(zip([tuple(sorted(p.items())) for p in answer.efficient], answer.worth, strict=True))
    row = worth[tuple(sorted(chosen.items()))]
    assert (row["bill"] * 34, row["jack"] * 16) == pytest.approx((24, 11))
    assert answer.combinations == 512


def test_unknown_case_is_named() -> None:
    with pytest.raises(InputError, match="unknown case 'nash'"):
        load_case("nash")
