"""The code blocks of the pages on stability run, and what they show is read by winset."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from winset.analysis.stability import conflict_from_dict, stability
from winset.negotiation import tree

DOCS = Path(__file__).parents[2] / "docs"
HOW_TO = (DOCS / "how-to/analyse-stability.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", HOW_TO, re.S))
def test_python_blocks_run(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "docs/how-to/analyse-stability.md", "exec"), {})
    assert capsys.readouterr().out


def test_the_conflict_of_the_reference_is_one() -> None:
    text = (DOCS / "reference/stability-json.md").read_text(encoding="utf-8")
    block = re.findall(r"```yaml\n(.*?)```", text, re.S)[0]
    from winset.cli.conflicts import _plain

    conflict = conflict_from_dict(_plain(tree.parse(block, "reference").root))
    assert conflict.size == 3
    assert stability(conflict).shares is not None


def test_every_key_of_the_json_is_documented() -> None:
    from winset.analysis.outlook import outlook
    from winset.analysis.stability.wished import make_stable
    from winset.cases import load_case

    text = (DOCS / "reference/stability-json.md").read_text(encoding="utf-8")
    known = conflict_from_dict(load_case("euphrates-1975").conflict)
    open_ = conflict_from_dict(
        {"decision_makers": [{"id": "a", "options": [{"id": "x"}], "preferences": [["x", "not x"]]}]}
    )
    inverse = make_stable(known, 2).to_dict()
    for printed in (
        stability(known, coalitions=2).to_dict(),
        stability(open_).to_dict(),
        inverse,
        inverse["answers"][0],
        inverse["run"],
        outlook(known, wished=2).to_dict(),
        stability(known).reasons_dict(1)[0],
        load_case("euphrates-1975").__dict__,
    ):
        for key in printed:
            assert f"`{key}`" in text, key


def test_every_command_of_the_how_to_has_its_options() -> None:
    from winset.cli.cases import cases
    from winset.cli.outlook import outlook
    from winset.cli.stability import stability as command

    known = {
        name: {option for parameter in one.params for option in parameter.opts}
        for name, one in {"stability": command, "outlook": outlook, "cases": cases}.items()
    }
    for line in re.findall(r"^\$ winset (.*)$", HOW_TO, re.M):
        name, *rest = line.split()
        assert {word for word in rest if word.startswith("--")} <= known[name], line
