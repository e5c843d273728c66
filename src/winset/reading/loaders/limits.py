"""What a document may be at most, so that a hostile or mistaken file ends in a message and not in a full memory."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Upper bounds on one document; each may be raised or lowered.

    Parameters
    ----------
    bytes
        Size of the file as it lies on disk.
    characters
        Length of the text, in code points. The default is what the English parser takes in one piece.
    pages
        Of a PDF.
    operations
        Drawing operations on all pages of a PDF together; a million take about six seconds.
    zip_bytes
        What all parts of a .docx unpack to.
    zip_ratio
        Unpacked to packed size of a .docx as a whole or of one part of it; parts under 256 KiB are let through.
    zip_entries
        Parts of a .docx.
    depth
        Nesting of HTML elements. The HTML parser itself stops at 256.
    elements
        HTML elements on a page; finding the main text takes time that grows faster than their number.
    attributes
        Of one HTML element; building it takes time that grows with their square.
    metadata_bytes
        Of a front matter or a sidecar file.

    Raises
    ------
    ValueError
        Where a limit is not a positive whole number.
    """

    bytes: int = 50 * 2**20
    characters: int = 1_000_000
    pages: int = 2_000
    operations: int = 5_000_000
    zip_bytes: int = 200 * 2**20
    zip_ratio: int = 100
    zip_entries: int = 5_000
    depth: int = 200
    elements: int = 50_000
    attributes: int = 1_000
    metadata_bytes: int = 64 * 2**10

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise ValueError(f"limit {field.name}={value!r} is not a positive whole number")


DEFAULT = Limits()


def larger(name: str) -> str:
    """Return how a limit is raised, for the message that it was met: in Python and on the command line."""
    return f"raise it with Limits({name}=…) or --limit {name}=…"


def size(number: int) -> str:
    """Return a number of bytes as people write it: ``50 MiB``."""
    for unit, factor in (("GiB", 2**30), ("MiB", 2**20), ("KiB", 2**10)):
        if number >= factor:
            return f"{number / factor:.4g} {unit}"
    return f"{number} bytes"
