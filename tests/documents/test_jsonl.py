"""Lines of JSON: a kill at any byte loses nothing that was whole, and a resumed run ends in the same bytes."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.documents.fake import FakePipeline, write_lines
from tests.documents.test_reader import folder
from tests.strategies import readings
from winset.core.errors import InputError
from winset.reading import jsonl as jsonl_module
from winset.reading.jsonio import from_json, to_json
from winset.reading.jsonl import JsonlWriter, json_line, read_jsonl
from winset.reading.reader import start
from winset.reading.statement import Reading


def run(
    source: Path, out: Path, *, resume: bool = False, publisher: str | None = None
) -> tuple[list[str], JsonlWriter]:
    """Read a folder into a file of lines; returns the ids of what was read now."""
    pipeline = FakePipeline()
    started = start(source, pipeline=pipeline, publisher=publisher)
    with JsonlWriter(out, info=started.info, resume=resume) as writer:
        write_lines(started, writer)
    return pipeline.read_documents, writer


@settings(deadline=None, max_examples=60)
@given(share=st.floats(0, 1))
def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path_factory: pytest.TempPathFactory, share: float) -> None:
    here = tmp_path_factory.mktemp("jsonl")
    source = folder(here / "reports", 4)
    run(source, here / "whole.jsonl")
    whole = (here / "whole.jsonl").read_bytes()
    cut = here / "cut.jsonl"
    cut.write_bytes(whole[: round(len(whole) * share)])
    complete = cut.read_bytes().count(b"\n")
    read_now, writer = run(source, cut, resume=True)
    assert len(read_now) == 4 - complete
    assert cut.read_bytes() == whole
    assert writer.half_line_dropped == (
        share not in (0, 1) and whole[: round(len(whole) * share)][-1:] not in (b"\n", b"")
    )


def test_nothing_is_read_twice(tmp_path: Path) -> None:
    source = folder(tmp_path / "reports", 3)
    assert len(run(source, tmp_path / "o.jsonl")[0]) == 3
    before = (tmp_path / "o.jsonl").read_bytes()
    assert run(source, tmp_path / "o.jsonl", resume=True)[0] == []
    assert (tmp_path / "o.jsonl").read_bytes() == before


def test_a_document_that_changed_is_read_again_and_its_old_line_goes(tmp_path: Path) -> None:
    source = folder(tmp_path / "reports", 3)
    out = tmp_path / "o.jsonl"
    run(source, out)
    (source / "report-001.txt").write_text("The port said maybe.")
    (source / "report-002.meta.yaml").write_text("title: Now with a title\n")
    assert run(source, out, resume=True)[0] == ["report_001", "report_002"]
    lines = list(read_jsonl(out))
    assert [line["documents"][0]["id"] for line in lines] == ["report_000", "report_001", "report_002"]
    assert lines[1]["statements"][0]["quotes"]["content"] == ["The port said maybe."]
    assert lines[2]["documents"][0]["title"] == "Now with a title"
    assert run(source, out, resume=True)[0] == []


def test_old_lines_that_a_kill_left_behind_go_with_the_next_run(tmp_path: Path) -> None:
    source = folder(tmp_path / "reports", 2)
    out = tmp_path / "o.jsonl"
    run(source, out)
    first = out.read_bytes().splitlines(keepends=True)[0]
    (source / "report-000.txt").write_text("The port said maybe.")
    run(source, out, resume=True)
    clean = out.read_bytes()
    out.write_bytes(first + clean)
    run(source, out, resume=True)
    assert out.read_bytes() == clean


def test_a_file_that_holds_something_is_not_overwritten(tmp_path: Path) -> None:
    source = folder(tmp_path / "reports", 1)
    run(source, tmp_path / "o.jsonl")
    before = (tmp_path / "o.jsonl").read_bytes()
    with pytest.raises(InputError, match="holds readings already; give --resume"):
        run(source, tmp_path / "o.jsonl")
    assert (tmp_path / "o.jsonl").read_bytes() == before


def test_a_file_made_in_another_way_is_not_continued(tmp_path: Path) -> None:
    source = folder(tmp_path / "reports", 1)
    run(source, tmp_path / "o.jsonl")
    with pytest.raises(InputError, match=r"line 1 was made in another way: publisher was none, now P\. To go on"):
        run(source, tmp_path / "o.jsonl", resume=True, publisher="P")


@pytest.mark.parametrize("line", [b"{\n", b"null\n", b'{"schema": 9}\n', b"hello\n", b"[" * 100_000 + b"\n", b"\xff\n"])
def test_a_line_that_is_none_is_named(tmp_path: Path, line: bytes) -> None:
    source = folder(tmp_path / "reports", 1)
    out = tmp_path / "o.jsonl"
    run(source, out)
    out.write_bytes(out.read_bytes() + line)
    before = out.read_bytes()
    with pytest.raises(InputError, match="line 2 is"):
        run(source, out, resume=True)
    assert out.read_bytes() == before
    with pytest.raises(InputError, match="line 2 is"):
        list(read_jsonl(out))


def test_two_runs_do_not_write_into_one_file(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    source = folder(tmp_path / "reports", 1)
    info = start(source, pipeline=FakePipeline()).info
    with JsonlWriter(tmp_path / "o.jsonl", info=info), pytest.raises(InputError, match="another run is writing"):
        JsonlWriter(tmp_path / "o.jsonl", info=info, resume=True)


def test_a_full_disk_leaves_whole_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = folder(tmp_path / "reports", 2)
    out = tmp_path / "o.jsonl"
    first = tmp_path / "first.jsonl"
    run(source, first)
    calls = 0
    fsync = os.fsync

    def full(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(descriptor)

    monkeypatch.setattr(jsonl_module.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        run(source, out)
    assert out.read_bytes() == first.read_bytes().splitlines(keepends=True)[0]
    run(source, out, resume=True)
    assert out.read_bytes() == first.read_bytes()


def test_an_error_before_the_first_line_leaves_no_file(tmp_path: Path) -> None:
    info = start(folder(tmp_path / "reports", 1), pipeline=FakePipeline()).info
    with pytest.raises(RuntimeError), JsonlWriter(tmp_path / "o.jsonl", info=info):
        raise RuntimeError
    assert not (tmp_path / "o.jsonl").exists()


@settings(deadline=None, max_examples=60)
@given(readings(most_documents=1, least_documents=1))
def test_a_line_is_one_line_of_the_same_json(reading: Reading) -> None:
    line = json_line(reading)
    assert line.count("\n") == 1
    assert line.endswith("\n")
    data = json.loads(line)
    assert data == to_json(reading)
    assert from_json(data, texts={d.id: d.text for d in reading.documents}) == reading
    assert not any(c in line for c in "\x1b\x85\u202e\u2028\u2066")
