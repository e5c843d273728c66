"""Word documents: the paragraphs of the body, in order, tables and text boxes among them, one to a line."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from typing import Any

from winset.core.errors import DocumentError
from winset.reading.loaders.content import Content, Metadata, clean
from winset.reading.loaders.limits import Limits, larger, size
from winset.reading.loaders.quiet import hushed

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PIECES = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011", f"{_W}ptab": "\t"}
# What was taken out, moved away, or stands twice.
_LEFT_OUT = {f"{_W}del", f"{_W}moveFrom", _FALLBACK}
_DTD = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", re.IGNORECASE)
_SMALL = 256 * 2**10
_OTHERS = (
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("content.xml", "an OpenDocument file"),
    ("META-INF/container.xml", "an EPUB book"),
)


def load_docx(data: bytes, path: str, limits: Limits) -> Content:
    """Return the text of a Word document.

    Tracked insertions are read and tracked deletions are not, which is noted. Headers, footers and comments are not
    read; footnotes neither, which is noted where there are some. Title and author are the file's own; its dates are
    when it was written, not when it was published, and are not used.

    Raises
    ------
    DocumentError
        ``not_a_docx``, ``zip_bomb``, ``entities``, ``encrypted``, ``too_large`` or ``corrupt``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = _check_sizes(archive, path, limits)
            _check_kind(names, path)
            _check_entities(archive, path)
    except DocumentError:
        raise
    except Exception as error:  # zipfile and the decompressors below meet a broken file with many kinds of exceptions
        if isinstance(error, RuntimeError) and "password" in str(error):
            raise DocumentError(path, "encrypted", "needs a password; save an unprotected copy") from error
        raise _corrupt(path, error) from error
    with hushed():
        try:
            text, notes, metadata = _read(data)
        except Exception as error:  # python-docx meets a broken file with many kinds of exceptions
            raise _corrupt(path, error) from error
    if any("footnotes.xml" in name or "endnotes.xml" in name for name in names):
        notes.append("footnotes and endnotes, if any, were not read")
    return Content(text=text, media_type=MEDIA_TYPE, metadata=metadata, encoding="", notes=tuple(notes))


def _check_sizes(archive: zipfile.ZipFile, path: str, limits: Limits) -> list[str]:
    """Look at what the archive says of itself, before anything is unpacked; zipfile unpacks no more than that."""
    parts = archive.infolist()
    if len(parts) > limits.zip_entries:
        raise _bomb(path, f"has {len(parts):,} parts, the limit is {limits.zip_entries:,}", "zip_entries")
    total = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if total > limits.zip_bytes:
        raise _bomb(path, f"unpacks to {size(total)}, the limit is {size(limits.zip_bytes)}", "zip_bytes")
    for unpacked, small in [(total, packed), *((part.file_size, part.compress_size) for part in parts)]:
        if unpacked > _SMALL and unpacked > limits.zip_ratio * max(small, 1):
            ratio = unpacked // max(small, 1)
            raise _bomb(path, f"unpacks to {ratio:,} times its size, the limit is {limits.zip_ratio}", "zip_ratio")
    for name, times in Counter(part.filename for part in parts).items():
        if times > 1:
            raise DocumentError(path, "corrupt", f"holds the part {name!r} {times} times; save it again from Word")
    return [part.filename for part in parts]


def _check_kind(names: list[str], path: str) -> None:
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return
    kind = next((what for start, what in _OTHERS if any(n.startswith(start) for n in names)), "another zip archive")
    raise DocumentError(path, "not_a_docx", f"is {kind}, not a Word document; save its text as .docx or .txt")


def _check_entities(archive: zipfile.ZipFile, path: str) -> None:
    for name in archive.namelist():
        if name.lower().endswith((".xml", ".rels")) and _DTD.search(archive.read(name)):
            raise DocumentError(
                path,
                "entities",
                f"defines entities in {name!r}, which no Word document does; it may be an attack. Nothing was read",
            )


def _bomb(path: str, what: str, name: str) -> DocumentError:
    return DocumentError(path, "zip_bomb", f"{what}; save its text as .txt, or, if you trust it, {larger(name)}")


def _corrupt(path: str, error: Exception) -> DocumentError:
    return DocumentError(
        path, "corrupt", f"is a broken Word document ({type(error).__name__}: {error}); fetch it or save it again"
    )


def _read(data: bytes) -> tuple[str, list[str], Metadata]:
    import docx

    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    text, notes = clean("\n".join(_paragraphs(body)) + "\n")
    if next(body.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom"), None) is not None:
        notes.append("has tracked changes: what was inserted is read, what was deleted is not")
    about = document.core_properties
    return text, notes, Metadata(title=_words(about.title), author=_words(about.author))


def _words(value: str) -> str | None:
    text = " ".join(clean(value)[0].split())
    return text or None


def _paragraphs(body: Any) -> list[str]:
    """Return the text of each paragraph that has one, in the order of the file.

    Walks the XML itself: `Paragraph.text` of python-docx 1.2 leaves out tracked insertions, content controls, fields
    and text boxes. A text box follows the paragraph that it is anchored in.
    """
    lines: list[str] = []
    for paragraph in body.iter(f"{_W}p"):
        if any(ancestor.tag in _LEFT_OUT for ancestor in paragraph.iterancestors()):
            continue
        pieces: list[str] = []
        waiting = list(reversed(paragraph))
        while waiting:
            element = waiting.pop()
            if element.tag == f"{_W}t":
                pieces.append(element.text or "")
            elif element.tag in _PIECES:
                pieces.append(_PIECES[element.tag])
            elif element.tag != f"{_W}p" and element.tag != f"{_W}tabs" and element.tag not in _LEFT_OUT:
                waiting.extend(reversed(element))
        line = "".join(pieces)
        if line.strip():
            lines.append(line)
    return lines
