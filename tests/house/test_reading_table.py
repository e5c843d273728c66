"""The evaluation table of the reading: figures in their places, the commonest errors first, no held-out half."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FILE = Path(__file__).parents[2] / "benchmarks" / "reading" / "table.py"


@pytest.fixture(scope="module")
def table() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reading_table", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["reading_table"] = module
    spec.loader.exec_module(module)
    return module


def measures(table: ModuleType) -> dict[str, Any]:
    share = {"hits": 3, "of": 4, "share": 0.75}
    sets = {"both": 1, "gold": 2, "predicted": 4, "precision": 0.25, "recall": 0.5, "f1": 0.333}
    both = {found for found, right in table.PAIRED.values() if found == right}
    names = {name for pair in table.PAIRED.values() for name in pair if name is not None}
    return {name: dict(sets if name in both else share) for name in names}


def error(kind: str, gold: Any, predicted: Any, words: str = "words") -> dict[str, Any]:
    return {"kind": kind, "statement": "s01", "words": words, "gold": gold, "predicted": predicted}


def half(table: ModuleType, errors: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    made = {"texts": {"one": measures(table)}, "all": measures(table)}
    return made if errors is None else {**made, "errors": {"one": errors}}


def test_recall_and_precision_stand_in_their_columns(table: ModuleType) -> None:
    shown = table.markdown({"a": half(table)})
    assert "| act | 0.75 | – | 4 |" in shown
    assert "| red line | 0.50 | 0.25 | 2 |" in shown
    assert "| statements | 0.75 | 0.75 | 4 |" in shown
    assert "| one | 0.75 / 0.75 |" in shown


def test_nothing_measured_is_a_dash(table: ModuleType) -> None:
    made = half(table)
    made["all"]["via"] = {"hits": 0, "of": 0, "share": None}
    assert "| outlet or nested speaker | – | – | 0 |" in table.markdown({"a": made})


def test_the_three_commonest_forms_of_each_kind(table: ModuleType) -> None:
    errors = [
        *[error("act", ["reject"], "state")] * 3,
        *[error("act", ["urge", "demand"], "state", "a | b")] * 2,
        *[error("act", [name], "state") for name in ("accuse", "deny")],
        error("hedged", True, False),
    ]
    kinds = {kind: (count, forms) for kind, count, forms in table.commonest({"one": errors})}
    assert list(kinds) == ["act", "hedged"]
    count, forms = kinds["act"]
    assert count == 7
    assert [(form, number) for form, number, _, _ in forms] == [
        ("reject → state", 3),
        ("urge or demand → state", 2),
        ("accuse → state", 1),
    ]
    assert "a \\| b" in table.errors_of({"errors": {"one": errors}})


def test_errors_of_a_held_out_half_are_never_shown(table: ModuleType) -> None:
    shown = table.markdown({"c": half(table, [error("act", ["reject"], "state", "secret words")])})
    assert "secret words" not in shown
    assert "Half c, by text" in shown
