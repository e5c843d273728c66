"""Which loader a file gets: the first bytes decide where they are plain, the suffix where they are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePath

from winset.core.errors import DocumentError
from winset.reading.loaders.content import Content
from winset.reading.loaders.docx import load_docx
from winset.reading.loaders.html import load_html
from winset.reading.loaders.limits import Limits
from winset.reading.loaders.pdf import load_pdf
from winset.reading.loaders.text import load_markdown, load_text

Loader = Callable[[bytes, str, Limits], Content]

SUFFIXES: Mapping[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
_LOADERS: Mapping[str, Loader] = {
    "text": load_text,
    "markdown": load_markdown,
    "html": load_html,
    "pdf": load_pdf,
    "docx": load_docx,
}
_NAMES = {"text": "plain text", "markdown": "Markdown", "html": "HTML", "pdf": "a PDF", "docx": "a Word document"}
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or a protected Office file", "save it as .docx without a password"),
    (b"{\\rtf", "an RTF file", "save it as .docx or .txt"),
    (b"%!PS-Adobe", "a PostScript file", "convert it to PDF, with ps2pdf, say"),
    (b"\x89PNG\r\n", "a PNG picture", "run text recognition on it first"),
    (b"\xff\xd8\xff", "a JPEG picture", "run text recognition on it first"),
    (b"GIF87a", "a GIF picture", "run text recognition on it first"),
    (b"GIF89a", "a GIF picture", "run text recognition on it first"),
    (b"II*\0", "a TIFF picture", "run text recognition on it first"),
    (b"MM\0*", "a TIFF picture", "run text recognition on it first"),
    (b"\x7fELF", "a program", "give a document"),
    (b"\x1f\x8b\x08", "a gzip archive", "unpack it first"),
    *((b"BZh%d1AY&SY" % level, "a bzip2 archive", "unpack it first") for level in range(1, 10)),
    (b"\xfd7zXZ\0", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it first"),
    (b"SQLite format 3\0", "an SQLite database", "export its text"),
)
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)


def pick(data: bytes, path: str) -> tuple[str, list[str]]:
    """Return the format of a file, one of the values of `SUFFIXES`, with a note where its name says something else.

    Raises
    ------
    DocumentError
        ``unsupported`` where the bytes are plainly of a format that winset does not read; ``not_a_pdf`` and
        ``not_a_docx`` where the name promises one.
    """
    named = SUFFIXES.get(PurePath(path).suffix.lower())
    if data.lstrip(b"\xef\xbb\xbf\r\n\t ")[:5] == b"%PDF-":
        found = "pdf"
    elif data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        found = "docx"
    else:
        for start, what, advice in _OTHERS:
            if data.startswith(start):
                raise DocumentError(path, "unsupported", f"is {what}, which winset does not read; {advice}")
        if named in ("pdf", "docx"):
            if not data:
                raise DocumentError(path, "empty", "is empty; give a file with text in it")
            raise DocumentError(path, f"not_a_{named}", f"is not {_NAMES[named]}, whatever its name; fetch it again")
        return named or ("html" if _HTML.match(data[:4096]) else "text"), []
    if named is not None and named != found:
        return found, [f"is named like {_NAMES[named]} but is {_NAMES[found]}, and was read as that"]
    return found, []


def load_content(data: bytes, path: str, limits: Limits) -> Content:
    """Return what the right loader makes of the bytes, with the notes of `pick` before its own."""
    kind, notes = pick(data, path)
    content = _LOADERS[kind](data, path, limits)
    return replace(content, notes=(*notes, *content.notes)) if notes else content
