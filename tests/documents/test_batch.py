"""Many documents in several processes: the same bytes as in one, whatever dies, and after every kill."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.documents.fake import FakePipeline
from tests.documents.perilous import Broken, Dies, Fails, Perilous, corpus, lines
from winset.core.errors import CodebookError, InputError, WinsetError
from winset.drafting.corrections import load_corrections
from winset.reading import capacity
from winset.reading.jsonl import LineMaker, read_jsonl
from winset.reading.reader import read, start
from winset.reading.statement import Reading, Skipped

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="signals")


def children(pid: int) -> list[int]:
    """The processes that a process has started; none where the system does not say."""
    found: list[int] = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        found += map(int, tasks.read_text().split())
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(pids: list[int]) -> bool:
    """Whether processes end within some seconds."""
    for _ in range(1200):
        if not any(map(alive, pids)):
            return True
        time.sleep(0.05)
    return False


def test_several_processes_write_the_same_bytes_as_one(tmp_path: Path) -> None:
    twice = "The port said no."
    source = corpus(tmp_path / "r", 40, marks={3: "SLEEP", 17: "PRINT", 20: "SLEEP SLEEP", 31: "Please note."})
    for number in (8, 9, 30):
        (source / f"report-{number:04d}.txt").write_text(twice)
    (source / "report-0012.txt").write_bytes(b"")
    (source / "report-0013.txt").write_text("MEMORY")
    lines(source, tmp_path / "1", jobs=1)
    for jobs in (2, 3):
        lines(source, tmp_path / str(jobs), jobs=jobs)
        assert (tmp_path / str(jobs)).read_bytes() == (tmp_path / "1").read_bytes()
    found = list(read_jsonl(tmp_path / "1"))
    assert len(found) == 40
    assert [Path((line["documents"] or line["skipped"])[0]["path"]).name for line in found] == sorted(
        path.name for path in source.iterdir()
    )
    skipped = {number: line["skipped"][0] for number, line in enumerate(found) if line["skipped"]}
    assert {number: one["code"] for number, one in skipped.items()} == {
        9: "duplicate",
        12: "empty",
        13: "reading_failed",
        30: "duplicate",
    }
    assert "report-0008.txt, which is read already" in skipped[30]["reason"]
    assert "MemoryError" in skipped[13]["reason"]


def test_reading_with_jobs_is_the_same_reading(tmp_path: Path) -> None:
    source = corpus(tmp_path / "r", 12, marks={5: "x"})
    (source / "report-0005.txt").write_bytes(b"\0\1\2" * 100)
    seen: list[list[tuple[int, int, str]]] = [[], []]
    readings = [
        read(source, pipeline=FakePipeline(), jobs=jobs, progress=lambda *now, jobs=jobs: seen[jobs - 1].append(now))  # type: ignore[misc]
        for jobs in (1, 2)
    ]
    assert readings[0] == readings[1]
    assert seen[0] == seen[1]
    assert len(readings[0].documents) == 11


@posix
def test_a_document_that_kills_its_process_is_named_and_takes_no_other_with_it(tmp_path: Path) -> None:
    once = tmp_path / "marker"
    source = corpus(tmp_path / "r", 20, marks={4: "KILL", 11: "EXIT", 13: f"ONCE {once}."})
    reading = read(source, pipeline=Perilous(), jobs=2)
    assert len(reading.documents) == 18
    assert once.exists()
    assert [(Path(one.path).name, one.code) for one in reading.skipped] == [
        ("report-0004.txt", "reader_died"),
        ("report-0011.txt", "reader_died"),
    ]
    assert "killed by the system (SIGKILL), most likely for want of memory, twice" in reading.skipped[0].reason
    assert "exit code 3" in reading.skipped[1].reason


@posix
def test_processes_that_die_before_they_read_are_an_error_and_not_a_hang(tmp_path: Path) -> None:
    source = corpus(tmp_path / "r", 3)
    with pytest.raises(WinsetError, match=r"no worker process could be kept running.*SIGKILL.*--jobs 1"):
        read(source, pipeline=Dies(), jobs=2)


def test_what_is_wrong_with_the_options_is_raised_as_what_it_is(tmp_path: Path) -> None:
    source = corpus(tmp_path / "r", 3)
    with pytest.raises(CodebookError, match=r"codebook.yaml:3: no such key"):
        read(source, pipeline=Fails(), jobs=2)
    with pytest.raises(InputError, match=r"cannot be handed to other processes.*jobs=1"):
        read(source, pipeline=Broken(), jobs=2)


@pytest.mark.parametrize("jobs", [0, -1, 1.5, True, "2"])
def test_jobs_that_are_no_number(tmp_path: Path, jobs: Any) -> None:
    with pytest.raises(InputError, match="is not a number of processes"):
        start(corpus(tmp_path / "r", 1), pipeline=FakePipeline(), jobs=jobs)


def test_no_more_is_held_than_a_few_documents_for_each_process(tmp_path: Path) -> None:
    source = corpus(tmp_path / "r", 60, words=10)
    asked: list[str] = []

    def known(document: Any) -> bool:
        asked.append(document["id"])
        return False

    with start(source, pipeline=FakePipeline(), jobs=2) as run:
        outcomes = run.outcomes(known=known)
        next(outcomes)
        time.sleep(1)
        assert len(asked) <= 1 + 2 * 4
        assert len([one for one in outcomes if isinstance(one, Reading)]) == 59
    assert len(asked) == 60


@posix
def test_workers_use_one_thread_and_end_with_the_run(tmp_path: Path) -> None:
    source = corpus(tmp_path / "r", 20, words=10, marks=dict.fromkeys(range(20), "SLEEP"))
    with start(source, pipeline=Perilous(), jobs=2) as run:
        outcomes = run.outcomes()
        next(outcomes)
        pids = children(os.getpid())
        if not pids:
            pytest.skip("the system does not say which processes there are")
        workers = [p for p in pids if b"winset worker" in Path(f"/proc/{p}/cmdline").read_bytes()]
        assert len(workers) == 2
        for pid in workers:
            assert b"\0OMP_NUM_THREADS=1\0" in Path(f"/proc/{pid}/environ").read_bytes()
    assert gone(workers)


PROGRAM = """
import pathlib, sys
from tests.documents.perilous import lines
lines(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), jobs=int(sys.argv[3]), resume=True)
"""


def program(source: Path, out: Path, jobs: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(source), str(out), str(jobs)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def held(out: Path) -> int:
    return out.read_bytes().count(b"\n") if out.exists() else 0


@posix
@pytest.mark.parametrize("jobs", [1, 2])
def test_kill_and_go_on_again_and_again(tmp_path: Path, jobs: int) -> None:
    source = corpus(tmp_path / "r", 40, marks=dict.fromkeys(range(40), "SLEEP"))
    (source / "report-0007.txt").write_bytes(b"")
    lines(source, tmp_path / "whole", jobs=1)
    out = tmp_path / "out"
    draw = random.Random(jobs)
    kills = 0
    while True:
        before = held(out)
        running = program(source, out, jobs)
        wanted = before + draw.randint(2, 9)
        while running.poll() is None and held(out) < wanted:
            time.sleep(0.005)
        workers = children(running.pid)
        running.kill()
        _, noise = running.communicate()
        code = running.returncode
        assert noise == b""
        assert gone(workers)
        if code == 0:
            break
        kills += 1
        assert (tmp_path / "whole").read_bytes().startswith(out.read_bytes()[: out.read_bytes().rfind(b"\n") + 1])
        if kills == 2:
            with out.open("ab") as file:
                file.write(b'{"winset": "0.1')
    assert kills >= 3
    assert out.read_bytes() == (tmp_path / "whole").read_bytes()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@posix
def test_an_interrupt_ends_everything_without_noise(tmp_path: Path) -> None:
    source = corpus(tmp_path / "r", 60, marks=dict.fromkeys(range(60), "SLEEP"))
    out = tmp_path / "out"
    running = program(source, out, 2)
    while held(out) < 3 and running.poll() is None:
        time.sleep(0.01)
    workers = children(running.pid)
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: to all of them
    _, noise = running.communicate(timeout=120)
    assert running.returncode != 0
    assert noise.count(b"Traceback") == 1  # this test's program has none of the command line's manners
    assert b"KeyboardInterrupt" in noise
    assert b"worker" not in noise.replace(b"workers.py", b"").replace(b"self._workers", b"")
    assert gone(workers)
    assert out.read_bytes().endswith(b"\n")


def test_how_many_jobs_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(capacity, "cores", lambda: 6)
    monkeypatch.setattr(capacity, "_memory", lambda: 2**40)
    assert [capacity.jobs_for(n) for n in (0, 1, 15, 16, 40, 1000)] == [1, 1, 1, 2, 5, 6]
    monkeypatch.setattr(capacity, "_memory", lambda: 3 * 2**30)
    assert capacity.jobs_for(1000) == 3
    monkeypatch.setattr(capacity, "_memory", lambda: 0)
    assert capacity.jobs_for(1000) == 1


@pytest.mark.parametrize(
    ("files", "most"),
    [
        ({"cpu.max": "150000 100000"}, 2),
        ({"cpu.max": "max 100000"}, 4),
        ({"cpu.max": "10000 100000"}, 1),
        ({"cpu.max": "1 0"}, 4),
        ({}, 4),
    ],
)
def test_cores_are_those_that_may_be_used(monkeypatch: pytest.MonkeyPatch, files: dict[str, str], most: int) -> None:
    monkeypatch.setattr(capacity.os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    monkeypatch.setattr(capacity, "_words", lambda name: files.get(Path(name).name, "").split())
    assert capacity.cores() == most


def test_memory_is_what_is_free_and_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"meminfo": "MemTotal: 9000 kB\nMemAvailable: 8000 kB"}
    monkeypatch.setattr(capacity, "_words", lambda name: files.get(Path(name).name, "").split())
    assert capacity._memory() == 8000 * 1024
    files |= {"memory.max": "5000", "memory.current": "2000"}
    assert capacity._memory() == 3000
    files |= {"memory.max": "max"}
    assert capacity._memory() == 8000 * 1024
    assert capacity._words("/no/such/file") == []


@posix
def test_the_command_survives_a_kill_and_an_interrupt(tmp_path: Path) -> None:
    """The real reader, end to end."""
    source = corpus(tmp_path / "r", 24, words=150)
    out, whole = tmp_path / "out.jsonl", tmp_path / "whole.jsonl"
    command = [sys.executable, "-m", "winset", "read", str(source), "--jsonl", "--published", "2026-03-02"]

    def begin(*more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*command, *more], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )

    one = begin("--out", str(whole), "--jobs", "1")
    printed, said = one.communicate()
    assert (printed, one.returncode) == ("", 0), said
    for stop in (signal.SIGKILL, signal.SIGINT):
        running = begin("--out", str(out), "--resume", "--jobs", "2")
        before = held(out)
        while held(out) < before + 2 and running.poll() is None:
            time.sleep(0.01)
        os.kill(running.pid, stop) if stop == signal.SIGKILL else os.killpg(running.pid, stop)
        printed, said = running.communicate()
        assert printed == ""
        assert "Traceback" not in said
        assert running.returncode == (-9 if stop == signal.SIGKILL else 130)
    assert "interrupted" in said
    running = begin("--out", str(out), "--resume", "--jobs", "1")
    _, said = running.communicate()
    assert running.returncode == 0
    assert "documents had been read before" in said
    assert out.read_bytes() == whole.read_bytes()
    assert sum(len(json.loads(line)["statements"]) for line in out.read_text(encoding="utf-8").splitlines()) > 24


def test_a_reader_from_a_script_is_named_as_what_cannot_be_found(tmp_path: Path) -> None:
    source = corpus(tmp_path / "r", 2)
    script = f"""
from tests.documents.fake import FakePipeline
from winset.core.errors import InputError
from winset.reading.reader import read

class Mine(FakePipeline):
    pass

assert len(read({str(source)!r}, pipeline=FakePipeline(), jobs=2).documents) == 2  # no main guard is needed
try:
    read({str(source)!r}, pipeline=Mine(), jobs=2)
except InputError as error:
    assert "define it in a module that can be imported, or use jobs=1" in str(error), error
else:
    raise SystemExit("no error")
"""
    (tmp_path / "script.py").write_text(script)
    done = subprocess.run(
        [sys.executable, str(tmp_path / "script.py")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_corrections_travel_to_other_processes(tmp_path: Path) -> None:
    source = corpus(tmp_path / "r", 3, words=10)
    (source / "report-0001.txt").write_text("The port said no. The union said yes.")
    (tmp_path / "c.yaml").write_text(
        "winset_corrections: 1\nby: Ada Brink\ndate: 2026-03-02\n"
        "corrections: [{do: reject, document: report_0001, content: The union said yes.}]\n"
    )
    finish = LineMaker(load_corrections(tmp_path / "c.yaml"))
    made = []
    for jobs in (1, 2):
        with start(source, pipeline=FakePipeline(), jobs=jobs) as run:
            made.append([outcome.made for outcome in run.results(finish)])
    assert made[0] == made[1]
    line = made[0][1]
    assert (line.statements, len(json.loads(line.data)["rejected"]), line.problems) == (1, 1, ())


def test_a_reading_and_a_skipped_document_can_be_told_apart(tmp_path: Path) -> None:
    source = corpus(tmp_path / "r", 2, words=10)
    (source / "report-0001.txt").write_bytes(b"")
    outcomes = list(start(source, pipeline=FakePipeline()).outcomes())
    assert isinstance(outcomes[0], Reading)
    assert isinstance(outcomes[1], Skipped)
