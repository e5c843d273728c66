"""The summary on the terminal and the command that prints it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from tests.reporting import harbour
from tests.reporting.page import check
from winset.negotiation.files import loads
from winset.reporting.context import Context
from winset.reporting.summary import print_summary

BLOCKED = """
winset: 1
title: Blocked
parties: [{id: a, name: Alder}, {id: b, name: Birch}]
consent: [a, b]
issues:
  - {id: i, question: Who pays?, status_quo: x, options: [{id: x, says: Alder pays}, {id: y, says: Birch pays}]}
positions:
  - {holder: a, issue: i, basis: self, red_lines: [x]}
  - {holder: b, issue: i, basis: self, red_lines: [y]}
"""


def summary(context: Context, width: int = 80, **options: object) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, highlight=False, markup=False, emoji=False, **options)  # type: ignore[arg-type]
    print_summary(context, console)
    return out.getvalue()


def test_it_says_what_is_so_in_80_columns() -> None:
    context = Context(harbour.negotiation(), reading=harbour.reading(), documents=harbour.documents())
    text = summary(context)
    assert max(map(len, text.splitlines())) <= 80
    flat = " ".join(text.split())
    for words in (
        "3 documents were read",
        "Of 9 statements, 4 are parties’ own words",
        "A person has reviewed 1 of them; the other 8 are the program’s reading.",
        "An agreement is taken to need the yes of Dockers' Union, Port of Marle and Union members.",
        "Who decides on night shifts? [contested]",
        "Port of Marle: B, then C or A; needs B or C (ascribed, firm)",
        "not in the file: Dockers' Union, Shippers' bloc, Transport Ministry",
    ):
        assert words in flat
    assert not any(line != line.rstrip() for line in text.splitlines())


def test_what_blocks_and_what_would_open_it() -> None:
    flat = " ".join(summary(Context(loads(BLOCKED))).split())
    assert "Counting stated red lines alone, 1 irreducible conflict stands in the way, between Alder and Birch." in flat
    assert "the way opens if Alder no longer refuses [Alder pays], or if Birch no longer refuses [Birch pays]." in flat
    assert "cannot hold together: Alder refuses [Alder pays] (red line); Birch refuses [Birch pays] (red line)" in flat


def test_no_colour_where_none_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    text = summary(Context(loads(BLOCKED)), force_terminal=True, color_system="truecolor")
    assert "\x1b[3" not in text.replace("\x1b[3m", "")


def test_hostile_labels_do_nothing_to_the_terminal() -> None:
    source = BLOCKED.replace("Alder", '"A\\u001b]0;x\\u0007\\u202e"').replace(
        '{id: x, says: "A\\u001b]0;x\\u0007\\u202e" pays}', "{id: x, says: One pays}"
    )
    text = summary(Context(loads(source)))
    assert not set(text) & set("\x1b\x07\u202e")
    assert "\\x1b" in text


def winset(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "winset", *arguments], capture_output=True, text=True, cwd=cwd, check=False, timeout=120
    )


def test_the_command_writes_the_page_and_prints_the_summary(tmp_path: Path) -> None:
    folder = harbour.folder(tmp_path)
    done = winset("report", "negotiation.yaml", "-o", "out/report.html", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "The report is in out/report.html" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    check((folder / "out/report.html").read_text(encoding="utf-8"))
    assert done.stderr == ""


def test_the_page_on_standard_output_and_nothing_else(tmp_path: Path) -> None:
    folder = harbour.folder(tmp_path)
    done = winset("report", "negotiation.yaml", "-o", "-", cwd=folder)
    assert done.returncode == 0, done.stderr
    check(done.stdout)


def test_answers_as_json_and_quiet(tmp_path: Path) -> None:
    folder = harbour.folder(tmp_path)
    done = winset("report", "negotiation.yaml", "-o", "r.html", "--json", cwd=folder)
    answers = json.loads(done.stdout)
    assert set(answers) == {"schema", "report", "provenance", "positions", "coherence", "blockers"}
    assert set(answers["blockers"]) == {"red-lines", "needs", "refusals"}
    done = winset("report", "negotiation.yaml", "-o", "r.html", "-q", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["report", "negotiation.yaml"], 2, "Missing option '-o'"),
        (["report", "nothing.yaml", "-o", "r.html"], 2, "nothing.yaml"),
        (["report", "broken.yaml", "-o", "r.html"], 1, "broken.yaml:"),
        (["report", "negotiation.yaml", "-o", "r.html", "--since", "soon"], 1, "'soon' is not a date"),
        (["report", "negotiation.yaml", "-o", "-", "--json"], 2, "standard output"),
        (["report", "negotiation.yaml", "broken.yaml", "-o", "r.html"], 1, "two negotiations"),
    ],
)
def test_bad_use_is_a_message_and_leaves_nothing(arguments: list[str], code: int, message: str, tmp_path: Path) -> None:
    folder = harbour.folder(tmp_path)
    (folder / "broken.yaml").write_text("winset: 1\ntitle: [\n", encoding="utf-8")
    before = sorted(folder.rglob("*"))
    done = winset(*arguments, cwd=folder)
    assert done.returncode == code, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert sorted(folder.rglob("*")) == before
