"""Negotiation files: YAML and JSON in and out.

``load`` gives a negotiation or raises one error with every problem in it; ``examine`` gives all problems and warnings
and raises nothing. ``dumps`` writes a file anew; ``update`` and ``patch`` change a file that a person wrote and leave
every byte as it was that did not have to change.
"""

from __future__ import annotations

import copy
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from winset.core.errors import NegotiationError, Problem
from winset.core.files import write_whole
from winset.core.ids import nearest
from winset.negotiation import tree as trees
from winset.negotiation.checks import check
from winset.negotiation.evidence import EvidenceIndex, read_texts
from winset.negotiation.model import Negotiation
from winset.negotiation.salvage import known_ids, salvage
from winset.negotiation.tree import Tree
from winset.negotiation.wording import problems_of
from winset.negotiation.writing import dumps

__all__ = ["Examined", "dump", "dumps", "examine", "load", "loads", "patch", "update"]


@dataclass(frozen=True, slots=True)
class Examined:
    """A file with all that is to be said of it.

    Parameters
    ----------
    name
        The file as it was given.
    negotiation
        What it holds; None where there are errors.
    errors, warnings
        In the order of the file.
    opened
        Whether the file could be opened at all.
    """

    name: str
    negotiation: Negotiation | None
    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    opened: bool = True

    def require(self) -> Negotiation:
        """Return the negotiation; raise `NegotiationError` with all errors where there are some."""
        if self.negotiation is None:
            raise NegotiationError(problems=self.errors)
        return self.negotiation


def load(
    path: str | os.PathLike[str], *, texts: Mapping[str, str] | None = None, documents_anywhere: bool = False
) -> Negotiation:
    """Read a negotiation file.

    Parameters
    ----------
    path
        YAML or JSON; ``-`` is standard input.
    texts
        Texts of documents by their id, for evidence; the others are looked for beside the file.
    documents_anywhere
        Whether documents outside the file's folder may be read; by default they are not, whatever the file says.

    Raises
    ------
    NegotiationError
        With every problem of the file, each with line and column.
    """
    return examine(path, texts=texts, documents_anywhere=documents_anywhere).require()


def loads(text: str, *, name: str = "input", texts: Mapping[str, str] | None = None) -> Negotiation:
    """Read a negotiation from text; `name` stands for the file in messages. No document is looked for on disk."""
    return _examined(text, name, _reader(None, texts, anywhere=False)).require()


def examine(
    path: str | os.PathLike[str], *, texts: Mapping[str, str] | None = None, documents_anywhere: bool = False
) -> Examined:
    """Read a negotiation file and return all its problems and warnings; see `load` for the parameters."""
    name = os.fspath(path)
    try:
        data = _bytes(name)
    except NegotiationError as error:
        return Examined(name, None, tuple(error.problems), opened=False)
    try:
        text = trees.decode(data, name)
    except NegotiationError as error:
        return Examined(name, None, tuple(error.problems))
    folder = None if name == "-" else Path(name).parent
    return _examined(text, name, _reader(folder, texts, anywhere=documents_anywhere))


def dump(negotiation: Negotiation, path: str | os.PathLike[str]) -> None:
    """Write a negotiation to a file, whole or not at all."""
    write_whole(Path(path), [dumps(negotiation).encode("utf-8")])


def update(text: str, negotiation: Negotiation, *, name: str = "input") -> str:
    """Return `text` with as few changes as make it say what `negotiation` says.

    Comments, order of keys, quotation marks, anchors and spacing stay as a person wrote them, byte for byte, wherever
    nothing changed.

    Raises
    ------
    NegotiationError
        Where `text` does not load.
    """
    from winset.negotiation.patching import updated

    return updated(text, negotiation, name=name)


def patch(path: str | os.PathLike[str], change: Callable[[Negotiation], Negotiation] | Negotiation) -> Negotiation:
    """Change a file in place, whole or not at all, and leave what did not change as it was written.

    Parameters
    ----------
    path
        A negotiation file.
    change
        The negotiation it should hold, or a function from the one it holds to that.

    Returns
    -------
    Negotiation
        What the file holds now.
    """
    name = os.fspath(path)
    data = _bytes(name)
    text = trees.decode(data, name)
    before = loads(text, name=name)
    after = change(before) if callable(change) else change
    written = update(text, after, name=name)
    if written != text:
        mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        write_whole(Path(name), [mark, written.encode("utf-8")])
    return loads(written, name=name)


def _bytes(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(trees.MAX_BYTES + 1)
    path = Path(name)
    try:
        if path.is_dir():
            raise _refused(name, "this is a folder", "give the file in it")
        with path.open("rb") as stream:
            return stream.read(trees.MAX_BYTES + 1)
    except FileNotFoundError:
        near = nearest(path.name, _neighbours(path))
        hint = f"did you mean {os.fspath(path.with_name(near))!r}?" if near else "check the name"
        raise _refused(name, "there is no such file", hint) from None
    except (OSError, ValueError) as error:
        raise _refused(name, f"cannot be read: {getattr(error, 'strerror', None) or error}") from None


def _neighbours(path: Path) -> list[str]:
    try:
        return [entry.name for entry in path.parent.iterdir() if entry.is_file()][:1000]
    except OSError:
        return []


def _refused(name: str, message: str, hint: str = "") -> NegotiationError:
    return NegotiationError(problems=[Problem(name, 0, 0, "", message, hint)])


Reader = Callable[[Negotiation], EvidenceIndex]


def _reader(folder: Path | None, texts: Mapping[str, str] | None, *, anywhere: bool) -> Reader:
    def read(n: Negotiation) -> EvidenceIndex:
        return read_texts({d.id: d.file for d in n.documents}, folder, texts=texts, anywhere=anywhere)

    return read


def _examined(text: str, name: str, read: Reader) -> Examined:
    try:
        tree = trees.parse(text, name)
    except NegotiationError as error:
        return Examined(name, None, tuple(error.problems))
    negotiation, shape, known, checked_tree = _modelled(tree)
    if negotiation is None:
        return Examined(name, None, tuple(sorted(set(shape))))
    negotiation = negotiation.with_evidence(read(negotiation))
    found = check(negotiation, tree=checked_tree, known=known)
    # What is missing around a part that was left out may only be missing because of that.
    parts = [problem.path for problem in shape]
    others = [p for p in found.errors if not any(_inside(part, p.path) for part in parts)]
    errors = tuple(sorted({*shape, *others}))
    return Examined(name, None if errors else negotiation, errors, found.warnings)


def _modelled(tree: Tree) -> tuple[Negotiation | None, list[Problem], dict[str, set[str]], Tree]:
    """Return the negotiation, or what is left of it without the parts that have problems of their own."""
    try:
        shape = _version(tree)
        made = _validate(tree.root)
        return made, shape, {}, tree
    except ValidationError as error:
        shape += problems_of(error, tree)
        known = known_ids(tree.root)
        rest = Tree(tree.text, tree.name, copy.deepcopy(tree.root))
        left = salvage(rest, error, _validate)
        return left, shape, known, rest


def _inside(part: str, whole: str) -> bool:
    return part.startswith((f"{whole}.", f"{whole}[")) or (whole == "" and part != "")


def _validate(root: Any) -> Negotiation:
    return Negotiation.model_validate(root)


def _version(tree: Tree) -> list[Problem]:
    if "winset" in tree.root:
        return []
    return [tree.problem((), "the key 'winset' is missing", "write 'winset: 1', the version of the format, first")]
