"""What is wrong with the shape of a file, in winset's own words, at the exact place.

pydantic finds what does not fit; its types of error are turned into messages that name the bad value, the valid ones
and the next thing to do. Nothing of its own wording is shown.
"""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from winset.core.errors import Problem
from winset.core.ids import listing, snake, unknown
from winset.negotiation.model import Negotiation
from winset.negotiation.nodes import Map, Path, Seq
from winset.negotiation.tree import Tree

_KEY = "[key]"


def problems_of(error: ValidationError, tree: Tree) -> list[Problem]:
    """Return one problem for each thing that pydantic found."""
    return [_problem(dict(item), tree) for item in error.errors(include_url=False)]


def place_of(loc: tuple[Any, ...], tree: Tree) -> tuple[Path, bool]:
    """Return the path in the tree that a place of pydantic's means, and whether its key is meant."""
    path: list[str | int] = []
    here: Any = tree.root
    for step in loc:
        if step == _KEY:
            return tuple(path), True
        if (isinstance(here, Map) and step in here) or (
            isinstance(here, Seq) and isinstance(step, int) and step < len(here)
        ):
            path.append(step)
        else:  # a tie of one option is written without brackets, so the file is one level flatter than the model
            break
        here = here[step]
    return tuple(path), False


def _problem(item: dict[str, Any], tree: Tree) -> Problem:
    path, key = place_of(tuple(item["loc"]), tree)
    kind = item["type"]
    if kind == "missing":
        return _missing(item, path, tree)
    if kind == "extra_forbidden":
        name = str(item["loc"][-1])
        message = unknown("key", name, keys_at(path[:-1]))
        return tree.problem(path, message, key=True)
    message, hint = _wording(kind, item)
    return tree.problem(path, message, hint, key=key)


def _missing(item: dict[str, Any], path: Path, tree: Tree) -> Problem:
    name = str(item["loc"][-1])
    have = keys_at(path)
    about = f"write '{name}: …'" if have else ""
    return tree.problem(path, f"the key {name!r} is missing", about)


def _wording(kind: str, item: dict[str, Any]) -> tuple[str, str]:
    value, context = item.get("input"), item.get("ctx", {})
    shown = _shown(value)
    if kind == "string_pattern_mismatch":
        hint = f"write {snake(str(value))!r}, say"
        return f"{shown} is not an id: lower-case letters, digits, '_', '-' and '.', a letter or digit first", hint
    if kind == "literal_error":
        valid = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        if not valid:
            return f"{shown} is not a version of the format that is known; valid: 1", "write 'winset: 1'"
        if not isinstance(value, str):
            return f"one word is needed here, not {shown}; valid: {listing(valid)}", ""
        return unknown("value", value, valid), ""
    if value is None:
        hint = "give a value or take the key out; to use the word null as a text put it in quotation marks"
        return "nothing stands here (an empty value, ~ or null), and something must", hint
    if kind == "string_too_short":
        return "the text is empty", "write something, or take the key out"
    if kind in ("string_type", "string_unicode", "string_sub_type"):
        if kind == "string_unicode":
            return "the text holds half a character (a lone surrogate)", "write it anew"
        return f"one text is needed here, not {shown}", "texts with ': ' or ' #' in them need quotation marks"
    if kind in ("tuple_type", "list_type"):
        hint = f"write [{value}]" if isinstance(value, str) and re.fullmatch(r"[\w .-]{1,40}", value) else ""
        return f"a list is needed here, not {shown}", hint
    if kind in ("mapping_type", "dict_type", "model_type", "model_attributes_type", "dataclass_type"):
        return f"keys with values are needed here, not {shown}", _keys_hint(item)
    if kind.startswith("bool"):
        return f"{shown} is neither yes nor no; valid: true, false", ""
    if kind in ("float_type", "float_parsing", "finite_number", "int_type", "int_parsing"):
        return f"{shown} is not a number", "write a number such as 0.5, with a point"
    if kind == "value_error":
        return str(context.get("error", "this cannot be used here")), ""
    return f"{shown} cannot be used here", ""


def _keys_hint(item: dict[str, Any]) -> str:
    keys = keys_at(tuple(step for step in item["loc"] if step != _KEY))
    return f"valid keys: {listing(keys)}" if keys else ""


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "keys with values"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = str(value)
    return repr(text if len(text) <= 60 else text[:59] + "…")


def keys_at(path: Path) -> list[str]:
    """Return the keys that the model allows at a place, as the file writes them; none where any key will do."""
    model = model_at(path)
    return [info.alias or name for name, info in model.model_fields.items()] if model else []


def model_at(path: Path) -> type[BaseModel] | None:
    """Return the part of the model that stands at a place, or None where it is a text, a list or free keys."""
    here: Any = Negotiation
    for step in path:
        here = _into(here, step)
        if here is None:
            return None
    return _model(here)


def _model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in _choices(annotation):
        if isinstance(part, type) and issubclass(part, BaseModel):
            return part
    return None


def _choices(annotation: Any) -> tuple[Any, ...]:
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _choices(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return tuple(found for part in typing.get_args(annotation) for found in _choices(part))
    return (annotation,)


def _into(annotation: Any, step: str | int) -> Any:
    """Return the annotation of what stands under a key or number, or None."""
    for choice in _choices(annotation):
        if isinstance(step, str) and isinstance(choice, type) and issubclass(choice, BaseModel):
            for name, info in choice.model_fields.items():
                if (info.alias or name) == step:
                    return info.annotation
        arguments = typing.get_args(choice)
        if arguments:
            return arguments[0] if isinstance(step, int) else arguments[-1]
    return None
