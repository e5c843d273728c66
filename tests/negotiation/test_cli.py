"""``winset check`` and ``winset schema``."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from ruamel.yaml import YAML

from tests.strategies import negotiations
from winset.cli.check import check
from winset.cli.schema import SCHEMAS, schema
from winset.core.dates import PartialDate
from winset.negotiation.model import Negotiation
from winset.negotiation.schema import schema as negotiation_schema

DATA = Path(__file__).parents[1] / "data"
EXAMPLE, SMALL = DATA / "negotiation.example.yaml", DATA / "small.yaml"


def run(command: object, *arguments: str, stdin: str | None = None) -> tuple[int, str, str]:
    done = CliRunner().invoke(command, list(arguments), input=stdin)  # type: ignore[arg-type]
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


def test_a_file_without_problems() -> None:
    assert run(check, str(SMALL)) == (0, "", f"{SMALL}: no problems\n")
    assert run(check, "--quiet", str(SMALL)) == (0, "", "")


def test_warnings_fail_only_where_one_is_strict() -> None:
    code, out, err = run(check, str(EXAMPLE))
    assert code == 0
    assert out.splitlines()[0].startswith(f"{EXAMPLE}:150:31: warning: documents[0].file: quotes from 'agency-report'")
    assert err == f"{EXAMPLE}: 0 errors, 3 warnings\n"
    assert run(check, "--strict", str(EXAMPLE))[0] == 3


def test_errors_and_warnings_stand_in_the_order_of_the_file_on_standard_output(tmp_path: Path) -> None:
    text = SMALL.read_text() + "consent: [upper, lowr]\nconstraints: [{id: c, any_of: []}]\n"
    text = text.replace("{id: joint, says: A joint office reads them}, ", "")
    code, out, err = run(check, "-", stdin=text)
    assert code == 3
    assert [line.split(": ")[0:3] for line in out.splitlines()] == [
        ["-:19:14", "warning", "issues[2].options"],
        ["-:24:63", "error", "positions[3].ranking[0][0]"],
        ["-:27:18", "error", "consent[1]"],
        ["-:28:15", "error", "constraints[0]"],
    ]
    assert err == "-: 3 errors, 1 warning\n"


def test_json_is_the_same_in_json() -> None:
    text = SMALL.read_text() + "consent: [lowr]\n"
    code, out, _ = run(check, "--json", "-", str(SMALL), stdin=text)
    data = json.loads(out)
    assert code == 3
    assert data["schema_version"] == 1
    assert [one["ok"] for one in data["files"]] == [False, True]
    assert data["files"][0]["errors"] == [
        {
            "line": 27,
            "column": 11,
            "path": "consent[0]",
            "message": "unknown party 'lowr'; did you mean 'lower'?; valid: farmers, lower, upper",
            "hint": "",
        }
    ]
    assert data["files"][0]["sha256"] is None
    assert len(data["files"][1]["sha256"]) == 64


def test_a_file_that_cannot_be_opened_is_code_1_and_the_others_are_checked() -> None:
    code, out, err = run(check, "no-such.yaml", str(EXAMPLE))
    assert code == 1
    assert "winset: no-such.yaml: there is no such file (check the name)\n" in err
    assert "agency-report" in out


def test_schema_lists_and_prints() -> None:
    assert run(schema) == (0, "".join(f"{name}\n" for name in sorted(SCHEMAS)), "")
    code, out, _ = run(schema, "negotiation")
    assert code == 0
    assert json.loads(out) == negotiation_schema()
    code, _, err = run(schema, "negotation")
    assert code == 2
    assert "did you mean 'negotiation'?" in err


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_every_schema_is_one(name: str) -> None:
    found = json.loads(run(schema, name)[1])
    jsonschema.Draft202012Validator.check_schema(found)
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"


VALIDATOR = jsonschema.Draft202012Validator(negotiation_schema())


@pytest.mark.parametrize("path", [EXAMPLE, SMALL])
def test_the_schema_accepts_what_loads(path: Path) -> None:
    loaded = YAML(typ="safe", pure=True).load(path)
    data = json.loads(json.dumps(loaded, default=lambda date: str(PartialDate.parse(date))))
    assert list(VALIDATOR.iter_errors(data)) == []


@settings(max_examples=10, deadline=None)
@given(negotiations(parties=2, issues=2))
def test_the_schema_accepts_what_is_written(n: Negotiation) -> None:
    assert list(VALIDATOR.iter_errors(n.to_dict())) == []


@pytest.mark.parametrize(
    ("key", "value"), [("parties", {}), ("winset", 2), ("unknown", 1), ("parties", [{"id": "A", "name": "A"}])]
)
def test_the_schema_refuses_what_does_not_load(key: str, value: object) -> None:
    data = {"winset": 1, "title": "T", "parties": [], "issues": []}
    assert VALIDATOR.is_valid(data)
    assert not VALIDATOR.is_valid({**data, key: value})
