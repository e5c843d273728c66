"""The reference says what the code does."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from winset.reading.json_schema import ReadingPart, StatementPart
from winset.reading.loaders import CODES, SUFFIXES, Limits

REFERENCE = Path(__file__).parents[2] / "docs/reference"


def test_codes_limits_and_formats_are_documented() -> None:
    text = (REFERENCE / "documents.md").read_text(encoding="utf-8")
    codes = text.split("## What can be wrong")[1]
    table = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", codes, re.M))
    assert {code: meaning.replace("`", "") for code, meaning in table.items()} == CODES
    limits = text.split("## Limits")[1].split("## What")[0]
    assert re.findall(r"^\| `(\w+)` \|", limits, re.M) == [field.name for field in fields(Limits)]
    assert set(re.findall(r"`(\.\w+)`", text.split("## Folders")[0])) >= set(SUFFIXES)


def test_the_keys_of_the_json_are_documented() -> None:
    text = (REFERENCE / "reading-json.md").read_text(encoding="utf-8")
    for model in (ReadingPart, StatementPart):
        for name, field in model.model_fields.items():
            assert name in ("id", "document") or f"`{field.alias or name}`" in text, name
