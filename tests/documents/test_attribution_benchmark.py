"""The measures of benchmarks/attribution.py against their definitions, and its tables, without running a system."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
TEXT = '“We will wait,” the mayor said. The union, which met, said it "may not" wait and that it was late.\nIt left.'


@pytest.fixture(scope="module")
def scores() -> Iterator[ModuleType]:
    sys.path.insert(0, str(BENCHMARKS))
    yield importlib.import_module("attribution_scores")
    sys.path.remove(str(BENCHMARKS))


@pytest.fixture(scope="module")
def bench(scores: ModuleType) -> ModuleType:
    return importlib.import_module("attribution")


def place(words: str, text: str = TEXT) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def row(content: list[str], source: str = "", **more: Any) -> dict[str, Any]:
    return {"content": [place(c) for c in content], "source": [place(source)] if source else [], "cue": []} | more


GOLD = [
    row(["“We will wait,”"], "the mayor"),
    row(['it "may not" wait', "that it was late"], "The union, which met"),
    row(["It left"]),
]


def test_what_is_right_is_wholly_right(scores: ModuleType) -> None:
    all_right = scores.Scores()
    all_right.add(TEXT, GOLD, GOLD)
    for tally in (all_right.tallies[name] for name in ("all", "direct", "indirect")):
        assert [tally.f1(hit) for hit in scores.HITS] == [1.0, 1.0, 1.0]
        assert tally.source == 1.0
    assert all_right.content_f1 == 1.0
    assert {name: tally.gold for name, tally in all_right.tallies.items()} == {
        "all": 3,
        "direct": 1,
        "mixed": 1,
        "indirect": 1,
    }


@pytest.mark.parametrize(
    ("predicted", "hits"),
    [
        (row(["We will wait"], "the mayor"), {"exact", "relaxed", "combined"}),  # marks at the edges do not count
        (row(["We will"], "mayor"), {"relaxed", "combined"}),  # two words of three; one of two
        (row(["We will wait"], "The union"), {"exact", "relaxed"}),
        (row(["We will wait"]), {"exact", "relaxed"}),  # none is not the same as one
        (row(["We"], "the mayor"), set()),
        (row(["It left"]), {"exact", "relaxed", "combined"}),  # none is the same as none
        (
            row(['not" wait', "that it was late"], "union, which met"),
            {"relaxed", "combined"},
        ),  # seven of ten; four of five
        (row(["the mayor said"], "the mayor"), set()),
    ],
)
def test_hits(scores: ModuleType, predicted: dict[str, Any], hits: set[str]) -> None:
    one = scores.Scores()
    one.add(TEXT, GOLD, [predicted])
    tally = one.tallies["all"]
    assert {hit for hit in scores.HITS if tally.of_gold[hit]} == hits
    for hit in hits:
        assert (tally.precision(hit), tally.recall(hit)) == (1.0, 1 / 3)


def test_each_is_paired_once_and_the_best_first(scores: ModuleType) -> None:
    one = scores.Scores()
    one.add(TEXT, GOLD[:1], [row(["We will"], "the mayor"), row(["We will wait"], "the mayor")])
    tally = one.tallies["all"]
    assert (tally.of_gold["exact"], tally.of_gold["relaxed"], tally.predicted) == (1, 1, 2)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("“We will wait,”", "direct"),
        ('it "may not" wait', "mixed"),
        ("it was late", "indirect"),
        ("It left", "indirect"),
    ],
)
def test_types(scores: ModuleType, words: str, kind: str) -> None:
    text = scores.Text(TEXT)
    assert text.kind(text.core(text.covered([place(words)]))) == kind


def test_an_open_mark_ends_with_its_line(scores: ModuleType) -> None:
    text = '"No, he said.\nYes, she said.'
    split = scores.Text(text)
    assert split.kind(split.covered([place("No", text)])) == "direct"
    assert split.kind(split.covered([place("Yes", text)])) == "indirect"


PLACES = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(lambda p: [p[0], min(len(TEXT), sum(p))])
ROWS = st.lists(
    st.fixed_dictionaries(
        {"content": st.lists(PLACES, min_size=1, max_size=2), "source": st.lists(PLACES, max_size=1)}
    ),
    max_size=4,
)


@settings(deadline=None, max_examples=150)
@given(gold=ROWS, predicted=ROWS)
def test_what_holds_for_any_prediction(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> None:
    sys.path.insert(0, str(BENCHMARKS))
    scores = importlib.import_module("attribution_scores")
    sys.path.remove(str(BENCHMARKS))
    there, back = scores.Scores(), scores.Scores()
    there.add(TEXT, gold, predicted)
    back.add(TEXT, predicted, gold)
    assert there.content_f1 == pytest.approx(back.content_f1)
    tally, other = there.tallies["all"], back.tallies["all"]
    assert (tally.gold, tally.predicted) == (len(gold), len(predicted)) == (other.predicted, other.gold)
    for hit in scores.HITS:
        assert tally.of_gold[hit] == tally.of_predicted[hit] <= min(len(gold), len(predicted))
        by_type = [there.tallies[name] for name in scores.TYPES]
        assert sum(one.of_gold[hit] for one in by_type) == tally.of_gold[hit]
        assert 0 <= tally.f1(hit) <= 1
    assert tally.of_gold["exact"] <= tally.of_gold["relaxed"]
    assert tally.of_gold["combined"] <= tally.of_gold["relaxed"]
    # The same words said in another order of the list are worth the same.
    turned = scores.Scores()
    turned.add(TEXT, gold, predicted[::-1])
    assert turned.content_f1 == there.content_f1


def test_calibration(scores: ModuleType) -> None:
    exact = [(0.25, n % 4 == 0) for n in range(400)] + [(0.75, n % 4 != 0) for n in range(400)]
    assert scores.calibration_error(exact) == pytest.approx(0)
    sure = [(1.0, n % 2 == 0) for n in range(100)]
    assert scores.calibration_error(sure) == pytest.approx(0.5)
    assert [size for size, _, _ in scores.bins([(n / 25, True) for n in range(25)])] == [2, 3] * 5
    assert len(scores.bins([(0.5, True)] * 3)) == 3
    assert scores.calibration_error([]) == 0


def test_confidence_is_judged_by_combined_hits(scores: ModuleType) -> None:
    one = scores.Scores()
    one.add(
        TEXT,
        GOLD,
        [
            row(["We will wait"], "the mayor", confidence=0.9),
            row(["It left"], "The union", confidence=0.4),
            row(["late"], confidence=None),
        ],
    )
    assert one.judged == [(0.9, True), (0.4, False)]


def answer(predictions: list[list[dict[str, Any]]]) -> dict[str, Any]:
    seconds = {"bare": 1.0, "system": 2.0}
    return {
        "predictions": predictions,
        "seconds": seconds,
        "ready": 2.5,
        "ready_cpu": 1.5,
        "peak": 300 * 2**20,
        "failures": 1,
    }


def test_the_tables(bench: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.jsonl"
    genres = ("wire", "letter", "wire")
    articles = [
        {"id": str(n), "text": TEXT, "attributions": GOLD, "genre": genre, "split": "dev" if n < 2 else "held"}
        for n, genre in enumerate(genres)
    ]
    gold.write_text("".join(json.dumps(a) + "\n" for a in articles), encoding="utf-8")
    asked: list[tuple[str, str]] = []

    def runner(name: str, python: str, texts: list[str]) -> dict[str, Any]:
        asked.append((name, python))
        sure = [dict(one, confidence=0.8) for one in GOLD]
        return answer(
            [sure if name == "winset" else GOLD[:1] for _ in texts] if name != "whole" else [[] for _ in texts]
        )

    table, picture, written = tmp_path / "t.md", tmp_path / "r.svg", tmp_path / "p"
    options = ["--split", "dev", "--table", str(table), "--reliability", str(picture), "--write", str(written)]
    assert bench.main([str(gold), *options, "--peer-python", "peer"], runner=runner) == 0
    assert asked == [
        ("winset", sys.executable),
        ("kept", sys.executable),
        ("rules", sys.executable),
        ("textacy", "peer"),
        ("whole", sys.executable),
    ]
    text = table.read_text(encoding="utf-8")
    assert "2 texts, 6 attributions." in text
    assert "| winset | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 |" in text
    assert "| textacy, direct quotations | 0.500 | 1.000 | 0.333 |" in text
    assert "| letter | 1 | 3 | 1.000 | 0.500 | 0.500 | 0.500 | 1.000 | 1.000 | 1.000 |" in text
    words = 2 * len(re.findall(r"\w+", TEXT))
    assert f"| winset, the whole reading | {words / 2:.0f} | {words} | 0.50 | 300 MB | 2.5 s (1.5 s) |" in text
    assert "winset, rules alone: a step failed at 1 places." in text
    assert "expected calibration error 0.200; 6 predictions" in text
    assert picture.read_text(encoding="utf-8").startswith("<svg")
    lines = (written / "textacy.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["0", "1"]
    capsys.readouterr()
    assert bench.main([str(gold), "--systems", "rules", "--limit", "1"], runner=runner) == 0
    assert "1 texts, 3 attributions." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "arguments", "message"),
    [
        ("{", [], "line 1: an object with id, text and attributions is needed"),
        ('{"id": 1, "text": "x"}', [], "line 1: an object"),
        ("", [], "holds no article"),
        ('{"id": 1, "text": "x", "attributions": []}', ["--split", "held"], "no article of the split 'held'"),
    ],
)
def test_gold_of_another_form(bench: ModuleType, tmp_path: Path, line: str, arguments: list[str], message: str) -> None:
    (tmp_path / "g").write_text(line + "\n")
    with pytest.raises(SystemExit, match=message):
        bench.main([str(tmp_path / "g"), "--systems", "rules", *arguments])


def test_systems_that_there_are_not(bench: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for systems, message in (("winset,citron", "unknown system 'citron'"), ("whole", "name at least one of")):
        with pytest.raises(SystemExit):
            bench.main([str(tmp_path / "g"), "--systems", systems])
        assert message in capsys.readouterr().err
