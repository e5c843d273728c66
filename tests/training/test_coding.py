"""The labelled lines that the judging network is trained on, and the fit of its weights: no torch is needed."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.training.loading import loaded

FOLDER = Path(__file__).resolve().parents[2] / "training" / "coding"


@pytest.fixture(scope="module")
def training() -> Any:
    return loaded(FOLDER, "lines")[0]


def test_every_line_is_read_and_stands_once(training: Any) -> None:
    bad: list[str] = []
    found = list(training.load(FOLDER / "written", bad=bad))
    assert not bad
    assert len(found) > 3_000
    assert max(Counter(line.text for line in found).values()) == 1


def test_each_side_of_the_common_issues_is_told_alike_often(training: Any) -> None:
    sides = Counter(side for line in training.load(FOLDER / "written") for _, side, _, _ in line.positions)
    assert 0.6 < sides["+"] / sides["-"] < 1.7


def test_a_line_is_read_as_it_is_written(training: Any) -> None:
    known = {"wage_increase": "Wages rise", "talks": "Direct talks go on"}
    line = training.parse("A:+wage_increase@B ~talks | accuse,state | red_line h | Before. || S said so", known)
    assert line.positions == (("A", "+", "wage_increase", "B"), ("S", "~", "talks", None))
    assert (line.acts, line.firmness, line.hedged) == (("accuse", "state"), "red_line", True)
    assert (line.context, line.text) == ("Before.", "S said so")


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ("+talks | state | S said so", "not four fields"),
        ("+walks | state | - | S said so", "issue 'walks'"),
        ("talks | state | - | S said so", "position 'talks'"),
        ("+talks | say | - | S said so", "act 'say'"),
        ("+talks | state | firm | S said so", "firmness 'firm'"),
    ],
)
def test_what_is_wrong_with_a_line_is_named(training: Any, row: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        training.parse(row, {"talks": "Direct talks go on"})


def runs_of_eight(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split()
    return {tuple(words[i : i + 8]) for i in range(len(words) - 7)}


def test_nothing_written_is_a_sentence_of_the_gold(training: Any) -> None:
    """Lines and texts were written without the gold readings; none may stand in them."""
    gold = Path(__file__).resolve().parents[2] / "benchmarks" / "reading" / "gold"
    texts = [path.read_text(encoding="utf-8") for path in sorted(gold.glob("?/*.txt"))]
    grams = {run for text in texts for run in runs_of_eight(text)}
    written = [line.text for line in training.load(FOLDER / "written")]
    written += [path.read_text(encoding="utf-8") for path in sorted((FOLDER / "texts").glob("*.txt"))]
    assert not [text[:80] for text in written if runs_of_eight(text) & grams]


@pytest.fixture(scope="module")
def annotated() -> Any:
    return loaded(FOLDER, "texts")[0]


def test_every_text_is_read(training: Any, annotated: Any) -> None:
    bad: list[str] = []
    general = set(training.propositions(FOLDER / "written"))
    found = list(annotated.load(FOLDER / "texts", general, bad=bad))
    assert not bad
    assert len(found) > 300
    assert len({text.words for text in found}) == len(found)
    # Each names its own parties and says of its issues what they are.
    assert all(text.parties and all(text.issues.values()) for text in found)


TEXT = """published: 2031-04-12
kind: ferry
style: note
party: line = Blue Line; the Line
party: crews = Crews
issue: night_boat = The night boat runs
===
The Line said that the night boat would sail. “Not with two hands,” said Ida Holm of the Crews; she asked for more.
===
that the night boat would sail | The Line | said | The Line | line | announce,state | - | line:+night_boat@line
“Not with … hands,” | Ida Holm of the Crews | said | Ida Holm | crews | reject | red_line h | crews:-night_boat ~talks
more | she | asked | Ida Holm | crews | demand | demand | 0
"""


def test_a_text_is_read_as_it_is_written(annotated: Any) -> None:
    bad: list[str] = []
    text = annotated.parse("one", TEXT, {"talks"}, bad)
    assert not bad
    assert (text.parties["line"], text.issues) == (("Blue Line", "the Line"), {"night_boat": "The night boat runs"})
    one, two, three = text.told
    assert [text.words[a:b] for a, b in one.attribution.content] == ["that the night boat would sail"]
    assert one.positions == (("line", "+", "night_boat", "line"),)
    assert [text.words[a:b] for a, b in two.attribution.content] == ["“Not with two hands,”"]
    assert two.positions == (("crews", "-", "night_boat", None), ("crews", "~", "talks", None))
    assert (two.firmness, two.hedged) == ("red_line", True)
    assert [text.words[a:b] for a, b in three.attribution.source] == ["she"]


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("line:+night_boat@line", "line:+day_boat", "issue 'day_boat'"),
        ("crews:-night_boat ~talks", "guild:-night_boat", "holder of 'guild:-night_boat'"),
        ("that the night boat would sail |", "that the day boat would sail |", "'that the day boat would sail'"),
        ("announce,state", "announce,say", "acts 'announce,say'"),
        ("red_line h", "firm", "firmness 'firm'"),
        ("| demand | 0", "| 0", "7 fields"),
    ],
)
def test_what_is_wrong_with_a_text_is_named(annotated: Any, old: str, new: str, wrong: str) -> None:
    bad: list[str] = []
    annotated.parse("one", TEXT.replace(old, new), {"talks"}, bad)
    assert len(bad) == 1
    assert wrong in bad[0]


def test_wordings_say_a_proposition_and_its_opposite(training: Any) -> None:
    rows = [row.split(" | ") for row in (FOLDER / "wordings.txt").read_text(encoding="utf-8").splitlines()]
    assert all(len(row) == 3 and all(part.strip() for field in row for part in field.split(" ; ")) for row in rows)
    assert len({row[0] for row in rows}) == len(rows) > 800
    assert not [row[0] for row in rows if set(row[1].split(" ; ")) & set(row[2].split(" ; "))]


def test_arrays_of_the_shipped_choice_are_finite() -> None:
    from winset.reading.coding.judging.settling import load_weights

    weights = load_weights()
    assert all(np.isfinite(part).all() for part in (weights.about, weights.positions, weights.acts, weights.firmness))
