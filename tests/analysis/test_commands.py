"""The commands blockers, deals and whatif: data on standard output, errors by name, JSON as documented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from winset.cli.blockers import blockers
from winset.cli.deals import deals
from winset.cli.whatif import whatif
from winset.core.errors import InputError

FILE = """
winset: 1
title: A small dispute
parties:
  - {id: port, name: "Port \\e[31mof Marle", roles: [signatory]}
  - {id: union, name: Dockers, roles: [signatory]}
issues:
  - id: wage
    question: By how much do wages rise?
    options: [{id: none, says: Not at all}, {id: three, says: By 3 %}]
positions:
  - {holder: port, issue: wage, basis: self, ranking: [none, three]}
  - {holder: union, issue: wage, basis: self, ranking: [three, none], red_lines: [none]}
no_deal:
  - {id: strike, says: A strike, package: {wage: none}}
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "negotiation.yaml"
    path.write_text(FILE, encoding="utf-8")
    return str(path)


def run(command: click.Command, *arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


@pytest.mark.parametrize(
    ("command", "more", "says"),
    [
        (blockers, (), "In this tier nothing stands in the way."),
        (deals, (), "Compared with no deal, ‹A strike›:"),
        (whatif, ("--set", "red_lines:union:wage="), "Packages that cross nobody’s red line"),
    ],
)
def test_sentences_are_safe_to_print(command: click.Command, more: tuple[str, ...], says: str, file: str) -> None:
    result = run(command, file, *more)
    assert result.exit_code == 0, result.output
    assert says in result.stdout
    assert "\x1b" not in result.stdout


def test_json_of_blockers(file: str) -> None:
    shown = json.loads(run(blockers, file, "--json", "--quiet").stdout)
    assert {"tier", "consent", "conflicts", "concessions", "components", "complete", "limit"} <= set(shown)
    assert (shown["tier"], shown["consent"], shown["complete"]) == ("red-lines", ["port", "union"], True)
    (clause,) = shown["counted"]
    assert {"holder", "kind", "if", "any_of", "evidence"} <= set(clause)
    assert clause["if"] == [{"issue": "wage", "option": "none"}]


def test_json_of_deals(file: str) -> None:
    shown = json.loads(run(deals, file, "--json", "--quiet", "--draws", "200").stdout)
    assert set(shown["packages"]) >= {"total", "admissible", "rational", "efficient"}
    for key in ("efficient", "nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "acceptance", "method"):
        assert key in shown
    assert (shown["seed"], shown["draws"]) == (0, 200)
    row = shown["acceptance"][0]
    assert row["package"] in ({"wage": "none"}, {"wage": "three"})
    assert set(row["by_party"]) == {"port", "union"}
    # the port prefers what no deal brings, so it never accepts a raise
    assert [r["joint"] for r in shown["acceptance"]] == [0.0, 0.0]


@pytest.mark.parametrize(
    ("command", "more", "message"),
    [
        (blockers, ("--consent", "prot"), "unknown party 'prot'; did you mean 'port'"),
        (blockers, ("--without", "port:wage:none"), "unknown line"),
        (deals, ("--salience", "port"), "is not an order of issues"),
        (deals, ("--no-deal", "stroke"), "unknown no-deal scenario 'stroke'"),
        (whatif, ("--set", "x"), "is not a change"),
    ],
)
def test_errors(command: click.Command, more: tuple[str, ...], message: str, file: str) -> None:
    result = run(command, file, *more)
    assert isinstance(result.exception, InputError)
    assert message in str(result.exception)
    assert result.stdout == ""


def test_same_seed_same_bytes(file: str) -> None:
    first, again = (run(deals, file, "--json", "--seed", "3", "--draws", "300").stdout for _ in range(2))
    assert first == again


def test_salience_is_understood(file: str) -> None:
    from winset.cli.analyses import salience_of

    expected: dict[str, Any] = {"a": [["i"], ["j", "k"]]}
    assert salience_of(["a:i>j~k"]) == expected
