"""Every code block of the README and the docs is run, and every link leads somewhere.

``sh`` blocks run line by line in a copy of the examples: lines of `winset` and `python`; `make` lines need a target,
`pip` and `git` lines are left to the reader. ``python`` blocks run in the same place. ``yaml`` blocks are read: a whole
negotiation is loaded, a codebook and corrections likewise. ``json`` blocks are parsed. A ``text`` block right after an
``sh`` block is its output: every line of it, but for a lone ``…``, must be in what the commands print.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.M | re.S)
LEFT_TO_THE_READER = {"pip", "git", "cd", "source", "uv", "open", "xdg-open"}


def blocks(*languages: str) -> list[Any]:
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in FENCE.finditer(text):
            if match[2] in languages:
                line = text[: match.start()].count("\n") + 1
                indent = len(match[1])
                code = "\n".join(row[indent:] for row in match[3].splitlines()) + "\n"
                found.append(pytest.param(code, id=f"{page.relative_to(ROOT)}:{line}"))
    return found


OUTPUT = re.compile(r"\A\n+```text\n(.*?)^```$", re.M | re.S)


def shell_blocks() -> list[Any]:
    found = []
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in FENCE.finditer(text):
            if match[2] == "sh":
                output = OUTPUT.match(text[match.end() :])
                name = f"{page.relative_to(ROOT)}:{text[: match.start()].count(chr(10)) + 1}"
                found.append(pytest.param(match[3], output[1] if output else "", id=name))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader of the docs has it: the examples, and small files that the pages speak of."""
    made = tmp_path_factory.mktemp("docs")
    shutil.copytree(ROOT / "examples", made / "examples")
    for name in ("reports", "negotiation.yaml", "codebook.yaml"):
        source = ROOT / "examples" / "london-2025" / name
        target = made / name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    return made


def run(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.parametrize(("code", "shown"), shell_blocks())
def test_shell_blocks_run(code: str, shown: str, folder: Path) -> None:
    printed = ""
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    for line in code.replace("\\\n", " ").splitlines():
        words = shlex.split(line, comments=True)
        if not words or words[0] in LEFT_TO_THE_READER:
            continue
        if words[0] == "make":
            assert set(words[1:]) <= set(targets), f"no such target: {line}"
            continue
        assert words[0] in ("winset", "python"), f"do not know how to run: {line}"
        if words[0] == "winset" and not set(words) & {"|", ">", "<"}:
            done = run([sys.executable, "-m", "winset", *words[1:]], folder)
        else:
            shell = re.sub(r"(^|\| *)winset\b", rf"\1{sys.executable} -m winset", line)
            shell = re.sub(r"^python\b", sys.executable, shell)
            done = run(["bash", "-o", "pipefail", "-c", shell], folder)
        assert done.returncode in (0, 3), f"{line}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        printed += done.stdout
    lines = {line.rstrip() for line in printed.splitlines()}
    for line in shown.splitlines():
        assert line.rstrip() in lines | {"…", ""}, f"the page shows a line that was not printed: {line}\n{printed}"


@pytest.mark.parametrize("code", blocks("python"))
def test_python_blocks_run(code: str, folder: Path) -> None:
    done = run([sys.executable, "-W", "ignore", "-c", code], folder)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("code", blocks("yaml"))
def test_yaml_blocks_are_what_they_say(code: str) -> None:
    from winset.core.yamltree import read_yaml

    tree = read_yaml(code, "block")
    assert tree.problems == ()
    if not isinstance(tree.value, dict):
        return
    if "winset" in tree.value:
        from winset.negotiation.files import loads

        loads(code, name="block")
    elif "codebook" in tree.value:
        from winset.reading.coding import Codebook

        Codebook.parse(code, "block")
    elif "winset_corrections" in tree.value:
        from winset.drafting.corrections import parse_corrections

        parse_corrections(code, "block")


@pytest.mark.parametrize("code", blocks("json"))
def test_json_blocks_are_json(code: str) -> None:
    json.loads(code)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), f"{target} in {page.name} leads nowhere"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_block_has_a_language(page: Path) -> None:
    for match in FENCE.finditer(page.read_text(encoding="utf-8")):
        assert match[2] in ("sh", "python", "yaml", "json", "text"), (
            f"a block of {page.name} is {match[2] or 'nothing'}"
        )
