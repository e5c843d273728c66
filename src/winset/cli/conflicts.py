"""What the commands on conflicts share: opening a negotiation, a conflict, a `.gmcr` file or a published case."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from winset.analysis.stability.conflict import AnyConflict
    from winset.negotiation.model import Negotiation

MOST_BYTES = 50 * 2**20


def open_source(name: str) -> Negotiation | AnyConflict:
    """Return what a name stands for: a file, ``-`` for standard input, or else a case of the catalogue.

    A file is a negotiation, a conflict in winset's own form (it has ``decision_makers``), or a `.gmcr` file.
    """
    from winset.core.errors import ConflictError, LimitError

    path = Path(name)
    if name != "-" and not path.exists():
        from winset.cases import names

        if name in names():
            return open_case(name)
        from winset.core.ids import nearest

        close = nearest(name, names())
        guess = f"; did you mean the case {close!r}?" if close else "; `winset cases` lists the published ones"
        raise ConflictError(f"{name}: there is no such file, and no such case{guess}")
    if path.suffix == ".gmcr":
        from winset.formats.gmcr import read_gmcr

        return read_gmcr(path)
    data = sys.stdin.buffer.read(MOST_BYTES + 1) if name == "-" else path.read_bytes()
    if len(data) > MOST_BYTES:
        raise LimitError(f"{name}: more than {MOST_BYTES >> 20} MB; a conflict is smaller than that")
    return _from_text(data, name)


def _from_text(data: bytes, name: str) -> Negotiation | AnyConflict:
    from winset.negotiation import tree
    from winset.negotiation.files import load, loads

    text = tree.decode(data, name)
    if name == "-" and '"decisionMakers"' in text[:200_000] and text.lstrip().startswith("{"):
        from winset.formats.gmcr import parse_gmcr

        return parse_gmcr(text)
    if "decision_makers" not in text:
        return loads(text, name=name) if name == "-" else load(name)
    root = tree.parse(text, name).root
    if "decision_makers" not in root:
        return loads(text, name=name) if name == "-" else load(name)
    from winset.analysis.stability.plain import conflict_from_dict
    from winset.core.errors import ConflictError

    try:
        return conflict_from_dict(_plain(root))
    except ConflictError as error:
        raise ConflictError(f"{name}: {error}") from error


def open_case(name: str) -> AnyConflict:
    """Return the conflict of a published case."""
    from winset.analysis.stability.plain import conflict_from_dict
    from winset.cases import load_case

    return conflict_from_dict(load_case(name).conflict)


def _plain(value: Any) -> Any:
    """Return plain mappings and lists, without what a YAML tree knows of places."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value
