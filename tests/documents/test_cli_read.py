"""``winset read``: what goes where, what it says, and how it ends. The reader is a stand-in that needs no model."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.documents.fake import FakePipeline
from tests.documents.test_reader import folder
from winset.cli import main
from winset.reading.json_schema import checked

Outcome = tuple[int, str, str]


@pytest.fixture(autouse=True)
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    import winset.reading.pipeline

    monkeypatch.setattr(winset.reading.pipeline, "Pipeline", lambda **_: FakePipeline(fails_on="BREAK"))


def winset(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: object) -> Outcome:
    monkeypatch.setattr(sys, "argv", ["winset", *map(str, arguments)])
    with pytest.raises(SystemExit) as stop:
        main()
    out, err = capsys.readouterr()
    assert isinstance(stop.value.code, int)
    return stop.value.code, out, err


HOSTILE = "The \x1b[31mport\x1b[0m [bold]said[/bold] \u202eno\u202c :smile: [link=x]y[/link].\n"


def test_the_listing_is_for_people_and_harmless(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a\x1b[2J.txt").write_text(HOSTILE, encoding="utf-8")
    (tmp_path / "a\x1b[2J.meta.yaml").write_text('title: "T\\x1b[1m"\npublished: 2026-03-02\n')
    monkeypatch.setenv("COLUMNS", "80")
    code, out, err = winset(capsys, monkeypatch, "read", tmp_path)
    assert code == 0
    assert "\x1b" not in out + err
    assert "\u202e" not in out + err
    assert "Ada Brink for Port · reject · red line" in out
    assert "[bold]said[/bold]" in out
    assert ":smile:" in out
    assert "T\\x1b[1m" in out
    assert "published 2026-03-02" in out
    assert max(map(len, out.splitlines())) <= 80
    assert err == "1 document read; 1 statement\n"


def test_json_on_standard_output_and_messages_on_the_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = folder(tmp_path / "r", 3)
    (reports / "report-001.txt").write_bytes(b"")
    (reports / "table.csv").write_text("x")
    code, out, err = winset(capsys, monkeypatch, "read", reports, "--json", "--published", "2026-03")
    assert code == 0
    data = json.loads(out)
    checked(data)
    assert [d["id"] for d in data["documents"]] == ["report_000", "report_002"]
    assert {d["published"] for d in data["documents"]} == {"2026-03"}
    assert [s["code"] for s in data["skipped"]] == ["unknown_suffix", "empty"]
    assert f"skipped {reports / 'report-001.txt'}: is empty" in err
    assert "table.csv" in err
    assert "2 documents read, 2 files skipped; 4 statements" in err
    code, again, quiet = winset(capsys, monkeypatch, "read", reports, "--json", "--published", "2026-03", "--quiet")
    assert (code, again) == (0, out)
    assert quiet == f"skipped {reports / 'report-001.txt'}: is empty; give a file with text in it\n"


def test_json_into_a_file_is_whole_or_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = folder(tmp_path / "r", 1)
    out = tmp_path / "reading.json"
    assert winset(capsys, monkeypatch, "read", reports, "--json", "--out", out)[:2] == (0, "")
    checked(json.loads(out.read_text(encoding="utf-8")))
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r", "reading.json"]
    code, _, err = winset(capsys, monkeypatch, "read", reports, "--json", "--out", tmp_path / "no" / "x.json")
    assert code == 1
    assert "no" in err
    before = out.read_bytes()
    code, _, _ = winset(capsys, monkeypatch, "read", tmp_path / "missing.txt", "--json", "--out", out)
    assert code == 1
    assert out.read_bytes() == before


def test_lines_resume(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    reports = folder(tmp_path / "r", 3)
    out = tmp_path / "o.jsonl"
    assert winset(capsys, monkeypatch, "read", reports, "--jsonl", "-o", out)[0] == 0
    whole = out.read_bytes()
    assert whole.count(b"\n") == 3
    out.write_bytes(whole[:-40])
    code, _, err = winset(capsys, monkeypatch, "read", reports, "--jsonl", "-o", out, "--resume")
    assert code == 0
    assert out.read_bytes() == whole
    assert "dropped a half-written last line" in err
    assert "2 documents had been read before" in err
    assert "1 document read; 2 statements" in err
    code, _, err = winset(capsys, monkeypatch, "read", reports, "--jsonl", "-o", out)
    assert code == 1
    assert "give --resume" in err
    code, lines, _ = winset(capsys, monkeypatch, "read", reports, "--jsonl")
    assert (code, lines.encode()) == (0, whole)


def test_lines_of_nothing_leave_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("")
    code, out, err = winset(capsys, monkeypatch, "read", tmp_path / "a.txt", "--jsonl", "-o", tmp_path / "o.jsonl")
    assert (code, out) == (1, "")
    assert "is empty; give a file with text in it" in err
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


CORRECTIONS = """
winset_corrections: 1
by: Ada Brink
date: 2026-03-02
corrections:
  - {do: reject, document: report_000, content: The union said yes.}
  - {do: accept, document: report_001, content: The union said yes.}
  - {do: accept, document: nowhere, content: The union said yes.}
  - {do: accept, document: report_001, content: not there}
"""


@pytest.mark.parametrize("form", ["--json", "--jsonl"])
def test_corrections_apply_in_both_forms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    reports = folder(tmp_path / "r", 2)
    (tmp_path / "c.yaml").write_text(CORRECTIONS)
    code, out, err = winset(capsys, monkeypatch, "read", reports, form, "--corrections", tmp_path / "c.yaml")
    assert code == 0
    parts = [json.loads(line) for line in out.splitlines()] if form == "--jsonl" else [json.loads(out)]
    statements = [s for part in parts for s in part["statements"]]
    assert [s["id"] for s in statements] == ["report_000-s01", "report_001-s01", "report_001-s02"]
    assert statements[2]["review"] == {"action": "accept", "by": "Ada Brink", "date": "2026-03-02", "note": None}
    assert [s["id"] for part in parts for s in part["rejected"]] == ["report_000-s02"]
    assert err.count("not applied") == 2
    assert "nowhere" in err
    assert "not there" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--json", "--jsonl"], "give one of them"),
        (["--out", "x"], "--out needs --json or --jsonl"),
        (["--limit", "charactres=5"], "unknown limit 'charactres'; did you mean 'characters'?"),
        (["--limit", "pages=none"], "'none' is not a positive whole number; write pages=1000, say"),
        (["--limit", "pages=" + "9" * 5000], "not a positive whole number"),
        (["--resume"], "--resume needs --jsonl and --out FILE"),
        (["--json", "--out", "x", "--resume"], "--resume needs --jsonl and --out FILE"),
    ],
)
def test_options_that_do_not_go_together(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = winset(capsys, monkeypatch, "read", "a.txt", *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert list(tmp_path.iterdir()) == []


def test_errors_end_in_a_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "b.txt").write_text("BREAK it.")
    for arguments, message in (
        (["no\x1b[1m.txt"], "no\\x1b[1m.txt: there is no such file"),
        ([tmp_path / "b.txt"], "the reader failed on it (RuntimeError: the sentence was too hard)"),
        (
            [tmp_path / "b.txt", "--limit", "characters=3"],
            "has 9 characters, the limit is 3; split it, or raise it with",
        ),
        ([tmp_path / "b.txt", "--published", "soon"], "published: 'soon' is not a date; write 2026-03-02"),
    ):
        code, out, err = winset(capsys, monkeypatch, "read", *arguments)
        assert (code, out) == (1, "")
        assert message in err
        assert "\x1b" not in err


def test_every_thing_that_was_not_read_has_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = folder(tmp_path / "r", 4)
    (reports / "report-001.txt").write_bytes(b"")
    (reports / "report-002.txt").write_text("BREAK it.")
    (reports / "table.csv").write_text("x")
    out = tmp_path / "out.jsonl"
    code, _, err = winset(capsys, monkeypatch, "read", reports, "--jsonl", "--out", out)
    assert code == 0
    assert "2 documents read, 3 files skipped" in err
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        checked(line)
    assert [line["skipped"][0]["code"] if line["skipped"] else line["documents"][0]["id"] for line in lines] == [
        "unknown_suffix",
        "report_000",
        "empty",
        "reading_failed",
        "report_003",
    ]
    # What could not be read is tried again; its line goes where it can be, and stays where it cannot.
    before = out.read_bytes()
    assert winset(capsys, monkeypatch, "read", reports, "--jsonl", "--out", out, "--resume")[0] == 0
    assert out.read_bytes() == before
    (reports / "report-001.txt").write_text("The port said yes.")
    code, _, err = winset(capsys, monkeypatch, "read", reports, "--jsonl", "--out", out, "--resume")
    assert "1 document read, 2 files skipped" in err
    assert "2 documents had been read before" in err
    again = tmp_path / "again.jsonl"
    assert winset(capsys, monkeypatch, "read", reports, "--jsonl", "--out", again)[0] == 0
    assert out.read_bytes() == again.read_bytes()


def test_a_file_that_may_not_be_continued_is_said_before_anything_is_loaded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(**_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("winset.reading.pipeline.Pipeline", never)
    (tmp_path / "o.jsonl").write_text("x")
    code, _, err = winset(capsys, monkeypatch, "read", folder(tmp_path / "r", 1), "--jsonl", "-o", tmp_path / "o.jsonl")
    assert code == 1
    assert "give --resume to go on with it" in err


def test_events_are_written_beside_the_listing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder(tmp_path / "in")
    events = tmp_path / "events.csv"
    code, _, _ = winset(capsys, monkeypatch, "read", tmp_path / "in", "--plover", events, "--rules-only")
    assert code == 0
    assert events.read_text(encoding="utf-8").startswith("event_id,date,source,target,event_type")
    nowhere = tmp_path / "none" / "events.csv"
    code, _, err = winset(capsys, monkeypatch, "read", tmp_path / "in", "--plover", nowhere, "-q")
    assert code != 0
    assert str(nowhere) in err
    code, _, err = winset(capsys, monkeypatch, "read", tmp_path / "in", "--plover", events, "--jsonl")
    assert code != 0
    assert "--jsonl" in err
