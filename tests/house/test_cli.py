"""The command line as a whole: help, exit codes, the reference."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from winset.cli import COMMANDS
from winset.cli.reference import reference

ROOT = Path(__file__).parents[2]


def winset(*arguments: str, stdin: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "winset", *arguments], input=stdin, capture_output=True, text=True, cwd=cwd, check=False
    )


def test_the_reference_is_what_the_commands_say() -> None:
    written = (ROOT / "docs/reference/cli.md").read_text(encoding="utf-8")
    assert written == reference(), "run `make docs`"


@pytest.mark.parametrize("name", COMMANDS)
def test_help_starts_with_what_it_does_and_gives_examples(name: str) -> None:
    section = reference().split(f"## winset {name}\n")[1].split("\n## ")[0]
    examples, options = section.find("Examples:"), section.find("Options:")
    assert 0 <= examples < options, f"`winset {name} --help` needs examples before its options"
    assert re.search(rf"^\s+winset {name}\b", section, re.M), "an example starts with the command itself"


def test_the_help_fits_80_columns() -> None:
    assert max(map(len, reference().splitlines())) <= 100


def test_a_mistyped_command_names_the_nearest_and_exits_2() -> None:
    done = winset("reed")
    assert done.returncode == 2
    assert "did you mean 'read'?" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("name", [n for n in COMMANDS if n not in ("schema", "cases")])
def test_a_missing_file_is_a_message_and_not_a_traceback(name: str, tmp_path: Path) -> None:
    output = ["-o", "out"] if name in ("draft", "report") else []
    done = winset(name, "no-such-file.txt", *output, cwd=tmp_path)
    assert done.returncode in (1, 2, 3)
    assert "no-such-file.txt" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert list(tmp_path.iterdir()) == []
