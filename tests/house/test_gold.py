"""The gold readings in benchmarks/reading: every place holds words, ids are in order, the gold scores 1.0 itself."""

from __future__ import annotations

import importlib
import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from winset.reading.statement import ACTS

FOLDER = Path(__file__).parents[2] / "benchmarks" / "reading"
GOLD = sorted((FOLDER / "gold").glob("*/*.gold.json"))
FIELDS = ("source", "cue", "content", "condition")
EACH = pytest.mark.parametrize("path", GOLD, ids=lambda p: f"{p.parent.name}/{p.name.removesuffix('.gold.json')}")


def load(path: Path) -> tuple[dict[str, Any], str]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    return gold, (path.parent / gold["document"]).read_bytes().decode("utf-8")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", FOLDER / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["gold_score"] = module
    spec.loader.exec_module(module)
    return module


SCORE = scorer()


def as_prediction(gold: dict[str, Any]) -> dict[str, Any]:
    """The gold in the shape of ``winset read --json``."""
    meetings = [
        {
            "place": e["place"],
            "date": e["date"],
            "absent": [{"who": a["who"], "party": a["party"]} for a in gold["events"] if a.get("meeting") == e["id"]],
        }
        for e in gold["events"]
        if e["kind"] == "meeting"
    ]
    return {
        "statements": [{**s, "act": s["act"][0]} for s in gold["statements"]],
        "parties": [{"id": party, "kind": "state"} for party in gold["parties"]],
        "meetings": meetings,
    }


def test_the_halves_are_of_a_kind() -> None:
    halves = {half: [load(p)[0] for p in GOLD if p.parent.name == half] for half in ("a", "b", "c")}
    assert {p.parent.name for p in GOLD} == set(halves)
    assert len(halves["a"]) == len(halves["b"]) >= 6
    assert len(halves["c"]) >= len(halves["a"])
    for half in halves.values():
        assert sum(len(g["statements"]) for g in half) >= 150
        assert len({g["kind"] for g in half}) >= 7
        assert len({g["style"] for g in half}) >= 7
    documents = [g["document"] for half in halves.values() for g in half]
    assert len(set(documents)) == len(documents)


@EACH
def test_every_place_holds_whole_words(path: Path) -> None:
    gold, text = load(path)
    for s in gold["statements"]:
        assert s["content"]
        for field in FIELDS:
            assert s[field] == sorted(s[field])
            for start, end in s[field]:
                assert 0 <= start < end <= len(text)
                words = text[start:end]
                assert words == words.strip()
                assert re.search(r"\w", words)
                assert not re.match(r"\w\w", text[max(start - 1, 0) : start + 1]) or start == 0, words
                assert not re.match(r"\w\w", text[end - 1 : end + 1]), words
    for e in gold["events"]:
        assert text.count(e["evidence"]) == 1
    for words in gold["framing"]:
        assert words in text


@EACH
def test_the_fields_are_those_of_the_guide(path: Path) -> None:
    gold, _ = load(path)
    ids = [s["id"] for s in gold["statements"]]
    assert ids == [f"s{n:02}" for n in range(1, len(ids) + 1)]
    contents = [json.dumps(s["content"]) for s in gold["statements"]]
    assert len(set(contents)) == len(contents)
    parties = {*gold["parties"], *gold["parties_allowed"], "coalition", None}
    assert set(gold["party_names"]) <= parties
    met = set()
    for s in gold["statements"]:
        assert s["act"]
        assert set(s["act"]) <= set(ACTS)
        assert s["firmness"] in (None, "red_line", "demand", "offer", "openness")
        assert s["speaker_party"] in parties
        assert (s["voice"] == "attributed") == (s["speaker"] is not None) == bool(s["source"])
        if s["voice"] == "narrator":
            assert s["speaker_party"] is None
            assert not s["cue"]
        for p in s["positions"]:
            assert p["stance"] in ("for", "against", "unclear")
            assert p["basis"] in ("self", "ascribed", "inferred")
            assert {p["holder"], p["agent"]} <= parties
            met.add(p["issue"])
    assert met == set(gold["issues"])
    events = {e["id"] for e in gold["events"]}
    assert {e["meeting"] for e in gold["events"] if e["kind"] == "absence"} <= events
    for row in [*gold["contradictions"], *gold["disagreements"]]:
        assert set(row["between"]) <= set(ids)


@EACH
def test_the_gold_as_a_prediction_scores_one(path: Path) -> None:
    gold, text = load(path)
    prediction = as_prediction(gold)
    for name, measure in SCORE.score(gold, prediction, text).items():
        if name in SCORE.LOWER_IS_BETTER:
            assert measure.value in (0, None)
        else:
            assert measure.value in (1, None), name
    assert SCORE.errors(gold, prediction, text) == []


@EACH
def test_nothing_is_earned_by_saying_nothing(path: Path) -> None:
    gold, text = load(path)
    nothing = {"statements": [], "parties": [], "meetings": []}
    measures = SCORE.score(gold, nothing, text)
    assert not any(measure.value for measure in measures.values())
    missed = [e for e in SCORE.errors(gold, nothing, text) if e.kind == "missed"]
    assert len(missed) == len(gold["statements"])


def test_another_name_of_a_party_is_that_party() -> None:
    gold, text = load(FOLDER / "gold" / "a" / "steel-duties.gold.json")
    named = {**gold, "party_names": {"brazil": ["Brazil", "the Brazilian Republic"]}}
    prediction = json.loads(json.dumps(as_prediction(gold)).replace('"brazil"', '"brazilian_republic"'))
    assert SCORE.score(named, prediction, text)["speaker_party"].value == 1
    assert SCORE.score(gold, prediction, text)["speaker_party"].value < 1


def test_counts_add_up() -> None:
    one = {"found": SCORE.Share(1, 2), "stances": SCORE.Sets(1, 2, 4)}
    added = SCORE.total([one, one])
    assert added["found"].value == 0.5
    assert added["stances"] == SCORE.Sets(2, 4, 8)
    assert SCORE.total([]) == {}


def test_the_readme_counts_right() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    for path in GOLD:
        gold, text = load(path)
        name = gold["document"].removesuffix(".txt")
        narrated = sum(s["voice"] == "narrator" for s in gold["statements"])
        row = [
            path.parent.name,
            name,
            gold["kind"],
            gold["style"],
            len(text.split()),
            len(gold["statements"]),
            narrated,
        ]
        assert f"| {' | '.join(map(str, row))} |" in readme


def test_the_table_and_the_json_name_no_place_of_a_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(str(FOLDER))
    monkeypatch.setitem(sys.modules, "score", SCORE)
    run = importlib.import_module("run")
    monkeypatch.setattr(run, "read_text", lambda _, gold, **__: as_prediction(gold))
    assert run.main([]) == 0
    table = capsys.readouterr().out
    assert run.main(["--errors", "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"a", "b"}
    assert run.main(["--half", "a", "--errors"]) == 0
    listed = capsys.readouterr().out
    assert run.main(["--half", "a", "--errors", "--json"]) == 0
    values = capsys.readouterr().out
    assert json.loads(values)["a"]["all"]["found"]["share"] == 1
    assert "bottler-bid" in table
    assert "bottler-bid" in listed
    assert str(FOLDER.parents[1]) not in table + listed + values
    sys.modules.pop("run", None)


def test_the_errors_of_half_c_are_not_shown() -> None:
    for arguments in (["--half", "c", "--errors"], ["--half", "c", "--errors", "--json"]):
        done = subprocess.run(
            [sys.executable, str(FOLDER / "run.py"), *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode == 2
        assert "stays unseen" in done.stderr
        assert done.stdout == ""
