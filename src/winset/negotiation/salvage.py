"""What is left of a file without the parts that have problems of shape, so that the rest can be checked at once."""

from __future__ import annotations

import typing
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ValidationError

from winset.negotiation.model import Negotiation
from winset.negotiation.nodes import Map, Path, Seq
from winset.negotiation.tree import Tree
from winset.negotiation.wording import model_at, place_of

ROUNDS = 20


def salvage(tree: Tree, error: ValidationError, validate: Callable[[Any], Negotiation]) -> Negotiation | None:
    """Take out what pydantic refuses, piece by piece, until the rest is a negotiation; None where nothing is left.

    `tree` is changed: it must be a copy. Its lists keep the numbers that their items have in the file.
    """
    found: ValidationError | None = error
    for _ in range(ROUNDS):
        if found is None:
            break
        _cut(tree, found)
        try:
            return validate(tree.root)
        except ValidationError as again:
            found = again
    return None


def _cut(tree: Tree, error: ValidationError) -> None:
    cuts: set[Path] = set()
    for item in error.errors(include_url=False):
        path, _ = place_of(tuple(item["loc"]), tree)
        if _filled(path, item["type"], str(item["loc"][-1]), tree.root):
            continue
        cut = _cut_for(path, missing=item["type"] == "missing", name=str(item["loc"][-1]), tree=tree)
        if cut is not None:
            cuts.add(cut)
    for path in sorted(cuts, key=lambda p: [(isinstance(s, str), s) for s in p], reverse=True):
        _remove(tree.root, path)


def _filled(path: Path, kind: str, name: str, root: Map) -> bool:
    """Put a stand-in where one can do no harm, so that the rest of the part is still checked."""
    if kind == "missing":
        path = (*path, name)
    if not path or not isinstance(path[-1], str):
        return False
    here: Any = root
    for step in path[:-1]:
        here = here[step]
    if not isinstance(here, Map):
        return False
    model = model_at(path[:-1])
    put = "0" if model is None and kind in ("float_type", "float_parsing", "finite_number") else None
    if model is not None and _required(model, path[-1]):
        put = _stand_in(model, path[-1])
    if put is None or here.get(path[-1]) == put:
        return False
    here[path[-1]] = put
    here.keys_at.setdefault(path[-1], here.span)
    here.values_at.setdefault(path[-1], here.span)
    return True


def _stand_in(model: type[BaseModel], key: str) -> str | None:
    """Return a value for a required text or choice; None for ids and lists, which others refer to."""
    for name, info in model.model_fields.items():
        if (info.alias or name) == key:
            if typing.get_origin(info.annotation) is typing.Literal:
                return str(typing.get_args(info.annotation)[0])
            if info.annotation is str and not any(getattr(m, "pattern", None) for m in info.metadata):
                return "?"
    return None


def _cut_for(path: Path, *, missing: bool, name: str, tree: Tree) -> Path | None:
    """Return the smallest thing around `path` that can go."""
    if missing and not path:
        tree.root[name] = "?" if name == "title" else Seq(tree.root.span)
        tree.root.keys_at[name] = tree.root.values_at[name] = tree.root.span
        return None
    while path:
        last = path[-1]
        if isinstance(last, int):
            return path
        if not missing:
            model = model_at(path[:-1])
            if model is None or not _required(model, last):
                return path
            if len(path) == 1:
                tree.root[last] = "?" if last == "title" else Seq(tree.root.values_at[last])
                return None
        missing = False
        path = path[:-1]
    return None


def _required(model: type[BaseModel], key: str) -> bool:
    for name, info in model.model_fields.items():
        if (info.alias or name) == key:
            return info.is_required()
    return False


def _remove(root: Map, path: Path) -> None:
    here: Any = root
    for step in path[:-1]:
        try:
            here = here[step]
        except (KeyError, IndexError, TypeError):
            return
    last = path[-1]
    if isinstance(here, Seq) and isinstance(last, int) and last < len(here):
        here.drop(last)
    elif isinstance(here, Map):
        here.pop(str(last), None)


def known_ids(root: Map) -> dict[str, set[str]]:
    """Return all ids that a file defines, also in parts that have problems: naming them is no mistake."""
    known = {kind: _ids(root.get(key)) for kind, key in _KINDS.items()}
    known["option"] = {
        f"{issue['id']}/{option}"
        for issue in root.get("issues") or ()
        if isinstance(issue, Map) and isinstance(issue.get("id"), str)
        for option in _ids(issue.get("options"))
    }
    return known


_KINDS = {"party": "parties", "issue": "issues", "move": "moves", "document": "documents"}


def _ids(parts: Any) -> set[str]:
    if not isinstance(parts, Seq):
        return set()
    return {part["id"] for part in parts if isinstance(part, Map) and isinstance(part.get("id"), str)}
