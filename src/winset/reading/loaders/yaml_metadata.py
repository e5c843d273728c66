"""Metadata that stands in YAML: the front matter of a .md file, and sidecar files beside a document.

A sidecar of ``report.pdf`` is ``report.meta.yaml`` in the same folder::

    title: Read-out of the meeting
    publisher: Ministry of Transport
    author: Press office
    url: https://example.org/read-out
    published: 2026-03-02        # or 2026-03, or 2026
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from winset.core.errors import DocumentError
from winset.reading.loaders.content import Metadata, metadata_of
from winset.reading.loaders.encoding import decode
from winset.reading.loaders.files import read_bytes, shown
from winset.reading.loaders.limits import Limits, size

SIDECAR = ".meta.yaml"
_FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MOST_DEPTH = 10


def split_front_matter(text: str, path: str, limits: Limits) -> tuple[Metadata, str]:
    """Return the metadata at the head of a Markdown text, and the text after it, exactly.

    The head is a block between ``---`` lines that is a YAML mapping; anything else between such lines is text. Keys
    that winset does not know are left to the programs that do.

    Raises
    ------
    DocumentError
        ``front_matter`` where the block looks like one but is broken.
    """
    match = _FRONT.match(text)
    if match is None:
        return Metadata(), text
    if len(match[1]) > limits.metadata_bytes:
        message = f"has a front matter of more than {size(limits.metadata_bytes)}; shorten it"
        raise DocumentError(path, "front_matter", message)
    values = _mapping(match[1], path, "front_matter", first_line=2)
    if values is None:
        return Metadata(), text
    return metadata_of(values, path, "front_matter", strict=False), text[match.end() :]


def sidecar_of(path: Path) -> Path:
    """Return where the sidecar of a document would lie."""
    return path.with_name(path.stem + SIDECAR)


def read_sidecar(path: Path, limits: Limits) -> Metadata | None:
    """Return what the sidecar of a document says, or None where there is none.

    Raises
    ------
    DocumentError
        ``sidecar`` where it is broken, or says something that is not known; its path is the sidecar's.
    """
    sidecar = sidecar_of(path)
    if not sidecar.is_file():
        return None
    name = shown(sidecar)
    text = decode(read_bytes(sidecar, limits.metadata_bytes), name).text
    values = _mapping(text, name, "sidecar", first_line=1)
    if values is None:
        raise DocumentError(name, "sidecar", "is not a list of `key: value` lines, such as published: 2026-03-02")
    return metadata_of(values, name, "sidecar", strict=True)


def _mapping(text: str, path: str, code: str, *, first_line: int) -> Mapping[str, object] | None:
    """Return a YAML mapping whose scalars are all strings; None where the YAML is something else."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    yaml = YAML(typ="base", pure=True)
    try:
        depth = 0
        for event in yaml.parse(text):
            # Anchors are how a few lines of YAML become gigabytes; metadata needs none.
            if getattr(event, "anchor", None):
                raise DocumentError(path, code, f"uses the YAML anchor or alias {event.anchor!r}; write the value out")
            kind = type(event).__name__
            depth += kind.endswith(("MappingStartEvent", "SequenceStartEvent"))
            depth -= kind.endswith(("MappingEndEvent", "SequenceEndEvent"))
            if depth > _MOST_DEPTH:
                raise DocumentError(path, code, f"is nested deeper than {_MOST_DEPTH}; metadata is `key: value` lines")
        values = yaml.load(text)
    except (YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + first_line}: " if mark is not None else ""
        why = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
        raise DocumentError(path, code, f"{line}is not YAML: {why}; quote values that hold a colon") from None
    return values if isinstance(values, dict) and all(isinstance(key, str) for key in values) else None
