"""Exchanging two parties' names exchanges them in every coding of the gold texts, and changes nothing else."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

GOLD = Path(__file__).parents[2] / "benchmarks" / "reading" / "gold"
TEXTS = [f"{path.parent.name}/{path.name}" for half in "ab" for path in sorted((GOLD / half).glob("*.gold.json"))]


@pytest.mark.parametrize("name", TEXTS)
def test_given_the_same_spans_and_parse_the_coding_exchanges_exactly(name: str, swap: ModuleType) -> None:
    case = swap.Case(GOLD / name)
    changes = [
        change
        for one, two, edited in case.pairs()
        for change in case.given_spans(edited, swap.swapped(one, two), f"{one} / {two}", parse_anew=False).changes
    ]
    assert changes == []


# Where a charge is made by the loaded word alone ("It is blackmail"), its neutral word makes none yet.
CHARGES = ("b/doha-opinion",)


@pytest.mark.parametrize("name", TEXTS)
def test_loaded_words_change_no_party_act_issue_or_stance(name: str, swap: ModuleType, renaming: ModuleType) -> None:
    case = swap.Case(GOLD / name)
    plain = renaming.neutral(case.text)
    changes = case.given_spans(plain, lambda party: party, "", parse_anew=False).changes
    changes = [change for change in changes if change.field in ("party", "act", "positions")]
    if changes and name.startswith(CHARGES):
        pytest.xfail("a charge that stands in the loaded word alone")
    assert changes == []


REFUSALS = (
    "{A} refused to lift the tariffs.",
    "{A} will never accept a ceasefire, its foreign minister said.",
    "“We reject the proposal,” {A}’s chief negotiator said.",
    "{A} said that it would withdraw its troops only if {B} lifted the sanctions.",
    "{A} accused {B} of breaking the ceasefire.",
    "{B} told {A} that the deal was unacceptable.",
)


@pytest.mark.parametrize("sentence", REFUSALS)
@pytest.mark.parametrize(("one", "two"), [("Norway", "Brazil"), ("Iran", "Egypt"), ("Russia", "Ukraine")])
def test_the_same_refusal_by_either_side_is_coded_alike(sentence: str, one: str, two: str, swap: ModuleType) -> None:
    def read(first: str, second: str) -> list[tuple[object, ...]]:
        from winset.core.dates import PartialDate
        from winset.reading.document import Document

        text = sentence.format(A=first, B=second)
        roles = {first.casefold(): "A", second.casefold(): "B", None: None}
        found = swap.reader().read(Document(id="d", text=text, published=PartialDate(2025, 5, 6)))
        return [
            (
                roles.get(s.speaker_party, s.speaker_party),
                s.act,
                s.firmness,
                s.hedged,
                s.negated,
                {(p.issue, roles.get(p.holder), p.stance, p.basis, roles.get(p.agent)) for p in s.positions},
            )
            for s in found.statements
        ]

    assert read(one, two) == read(two, one)
