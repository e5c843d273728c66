"""Plain text and Markdown: the content of the file exactly."""

from __future__ import annotations

from winset.core.errors import DocumentError
from winset.reading.loaders.content import Content, Metadata
from winset.reading.loaders.encoding import Decoded, decode
from winset.reading.loaders.limits import Limits, larger
from winset.reading.loaders.yaml_metadata import split_front_matter


def load_text(data: bytes, path: str, limits: Limits) -> Content:
    r"""Return plain text: for UTF-8 with ``\n`` line ends the file's content exactly.

    A byte order mark is dropped and ``\r\n`` becomes ``\n``; both are noted. Nothing else is changed.
    """
    text, decoded, notes = _lines(data, path, limits)
    return _content(text, "text/plain", Metadata(), decoded, notes)


def load_markdown(data: bytes, path: str, limits: Limits) -> Content:
    r"""Return Markdown: the text after the front matter exactly, marks and all; otherwise as `load_text`."""
    text, decoded, notes = _lines(data, path, limits)
    metadata, body = split_front_matter(text, path, limits)
    return _content(body, "text/markdown", metadata, decoded, notes)


def _lines(data: bytes, path: str, limits: Limits) -> tuple[str, Decoded, tuple[str, ...]]:
    # No encoding takes more than four bytes for a character, so this needs no decoding to know.
    if len(data) > 4 * limits.characters + 4:
        raise DocumentError(
            path,
            "too_large",
            f"has more than {limits.characters:,} characters, the limit; split it, or {larger('characters')}",
        )
    decoded = decode(data, path)
    notes = decoded.notes
    text = decoded.text
    if "\r\n" in text:
        text = text.replace("\r\n", "\n")
        notes += ("line ends were \\r\\n and are \\n here",)
    return text, decoded, notes


def _content(text: str, media_type: str, metadata: Metadata, decoded: Decoded, notes: tuple[str, ...]) -> Content:
    return Content(
        text=text,
        media_type=media_type,
        metadata=metadata,
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        notes=notes,
    )
