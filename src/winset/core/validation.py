"""From a YAML tree to a pydantic model, with problems in plain words at their lines."""

from __future__ import annotations

import typing
from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from winset.core.errors import Problem
from winset.core.ids import unknown
from winset.core.yamltree import YamlTree

M = TypeVar("M", bound=BaseModel)


def validated(tree: YamlTree, model: type[M]) -> tuple[M | None, list[Problem]]:
    """Return the model that a tree writes, or None with every problem found."""
    if tree.problems:
        return None, list(tree.problems)
    try:
        return model.model_validate(tree.value), []
    except ValidationError as error:
        return None, [_problem(tree, model, detail) for detail in error.errors(include_url=False)]


def _problem(tree: YamlTree, model: type[BaseModel], detail: Any) -> Problem:
    path = tuple(detail["loc"])
    kind, bad = detail["type"], detail["input"]
    if kind == "extra_forbidden":
        return tree.problem(path, unknown("key", str(path[-1]), keys_at(model, path[:-1])), at_key=True)
    if kind == "missing":
        return tree.problem(path[:-1], f"the key {path[-1]!r} is missing", "add it")
    if kind == "literal_error":
        valid = str(detail["ctx"]["expected"])
        if isinstance(bad, str):
            return tree.problem(path, unknown("value", bad, valid.replace("'", "").replace(" or ", ", ").split(", ")))
        return tree.problem(path, f"{shortened(bad)} is not valid; valid: {valid}")
    if kind == "string_pattern_mismatch":
        return tree.problem(path, f"{bad!r} is not an id", "use lower-case letters, digits, '_', '-' and '.'")
    if kind in ("model_type", "mapping_type", "dict_type"):
        return tree.problem(path, f"{shortened(bad)} should be a mapping of keys to values")
    if kind in ("tuple_type", "list_type"):
        return tree.problem(
            path, f"{shortened(bad)} should be a list", "write [one, two], or lines that begin with '-'"
        )
    if kind == "string_type":
        return tree.problem(path, f"{shortened(bad)} should be text", "put it between quotation marks")
    if kind == "value_error":
        return tree.problem(path, str(detail["ctx"]["error"]))
    return tree.problem(path, f"{shortened(bad)}: {detail['msg'][0].lower()}{detail['msg'][1:]}")


def shortened(value: object) -> str:
    """Return a bad value as it is shown in a message: its repr, cut to 60 characters."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def keys_at(model: type[BaseModel], path: Sequence[str | int]) -> list[str]:
    """Return the keys that are valid at a place of the structure, as the file writes them."""
    at: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, int) or at is None:
            continue
        field = next((f for name, f in at.model_fields.items() if step in (name, f.alias)), None)
        at = _model_in(field.annotation) if field is not None else None
    return [f.alias or name for name, f in at.model_fields.items()] if at is not None else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in typing.get_args(annotation):
        found = _model_in(inner)
        if found is not None:
            return found
    return None
