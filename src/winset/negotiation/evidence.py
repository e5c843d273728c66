r"""The texts that evidence points into, read when a negotiation is loaded, and the places of quotes in them.

Only text files are read here: UTF-8, ``\r\n`` as ``\n``, of Markdown the text after its front matter, as
`winset.reading` has it. Of HTML, PDF and the like only `winset.reading` knows the text; pass it as `texts`.
What a negotiation file names is hostile input: a path that leaves the folder of the file, or a file that is no text,
is not read, and the index says so.
"""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from winset.core.spans import Span, find_quote

EvidenceState = Literal["verified", "unverified", "missing"]
MAX_DOCUMENT_BYTES = 16 * 1024 * 1024

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MARKUP = (".html", ".htm", ".xhtml", ".mhtml", ".xml", ".rtf", ".pdf", ".docx", ".doc", ".odt", ".epub")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, eq=False)
class EvidenceIndex:
    """Texts by document id, and why the others were not read.

    Any two are equal: what could be read on one machine is no part of what a negotiation says.

    Parameters
    ----------
    texts
        Document id → text; offsets of places count code points of it.
    unread
        Document id → why its text is not here.
    hashes
        Document id → SHA-256 of the file's bytes, for those that were read from files.
    """

    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    unread: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    hashes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EvidenceIndex)

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type[EvidenceIndex], tuple[dict[str, str], ...]]:
        return EvidenceIndex, (dict(self.texts), dict(self.unread), dict(self.hashes))

    def __deepcopy__(self, memo: object) -> EvidenceIndex:
        return self

    def places(self, document: str, quote: str) -> tuple[Span, ...]:
        """Return every place of the words in the document; none where it was not read."""
        return find_quote(self.texts.get(document, ""), quote)

    def place(self, document: str, quote: str) -> Span | None:
        """Return the first place of the words in the document."""
        at = self.texts.get(document, "").find(quote) if quote else -1
        return Span(at, at + len(quote), quote) if at >= 0 else None

    def state(self, document: str, quote: str) -> EvidenceState:
        """Return whether the words stand in the document, or whether that cannot be told."""
        if document not in self.texts:
            return "unverified"
        return "verified" if self.place(document, quote) is not None else "missing"

    def nearest(self, document: str, quote: str) -> str | None:
        """Return the passage of the document that is most like `quote`, at word boundaries; None where none is."""
        return nearest_passage(self.texts.get(document, ""), quote)


def nearest_passage(text: str, quote: str) -> str | None:
    """Return the passage of `text` that is most like `quote`, or None where not even half of its words are near.

    Words are compared without case; the passage is widened to as many words as the quote has, and cut from the text
    letter for letter.
    """
    wanted = [m.group().casefold() for m in _WORD.finditer(quote[:600])]
    words = list(_WORD.finditer(text[:1_000_000]))
    if not wanted or not words:
        return None
    have = [m.group().casefold() for m in words]
    rare = set(wanted)
    # Slide a window of the quote's length and count shared words: linear, and good enough to choose where to look.
    size = min(len(wanted), len(have))
    inside = sum(word in rare for word in have[:size])
    best, at = inside, 0
    for start in range(1, len(have) - size + 1):
        inside += (have[start + size - 1] in rare) - (have[start - 1] in rare)
        if inside > best:
            best, at = inside, start
    if 2 * best < len(wanted):
        return None
    window = have[at : at + size]
    if difflib.SequenceMatcher(None, wanted, window, autojunk=False).ratio() < 0.5:
        return None
    return text[words[at].start() : words[at + size - 1].end()]


def read_texts(
    files: Mapping[str, str | None],
    folder: Path | None,
    *,
    texts: Mapping[str, str] | None = None,
    anywhere: bool = False,
) -> EvidenceIndex:
    """Read the documents of a negotiation.

    Parameters
    ----------
    files
        Document id → file as the negotiation names it, relative to `folder`.
    folder
        Where the negotiation file lies; None where it came from standard input or a text.
    texts
        Texts known already, by document id; these are not read from disk.
    anywhere
        Whether files outside `folder` may be read; by default they are not.
    """
    found = dict(texts or {})
    unread: dict[str, str] = {}
    hashes: dict[str, str] = {}
    for document, file in files.items():
        if document in found:
            continue
        data, reason = _read(file, folder, anywhere=anywhere)
        text, reason = (None, reason) if data is None else _text(str(file), data)
        if data is None or text is None:
            unread[document] = reason
        else:
            found[document] = text
            hashes[document] = hashlib.sha256(data).hexdigest()
    return EvidenceIndex(MappingProxyType(found), MappingProxyType(unread), MappingProxyType(hashes))


def _read(file: str | None, folder: Path | None, *, anywhere: bool) -> tuple[bytes | None, str]:
    """Return the bytes, or None and why."""
    if file is None:
        return None, "no file is named"
    if folder is None:
        return None, "it is not known where the negotiation lies, so its documents were not looked for"
    try:
        path = (folder / file).resolve()
        if not anywhere and not path.is_relative_to(folder.resolve()):
            return None, f"{file!r} lies outside the folder of the negotiation, and was not read"
        if not path.exists():
            return None, f"the file {file!r} is not there"
        if not path.is_file():
            return None, f"{file!r} is not a file"
        if path.suffix.lower() in _MARKUP:
            return None, f"only plain text and Markdown are read here, and {file!r} is neither"
        if path.stat().st_size > MAX_DOCUMENT_BYTES:
            return None, f"{file!r} is larger than {MAX_DOCUMENT_BYTES:,} bytes, and was not read"
        return path.read_bytes(), ""
    except (OSError, ValueError, RuntimeError) as error:
        return None, f"{file!r} cannot be read: {getattr(error, 'strerror', None) or error}"


def _text(file: str, data: bytes) -> tuple[str | None, str]:
    if b"\0" in data:
        return None, f"{file!r} is not a text file; only UTF-8 text is read here"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, f"{file!r} is not in UTF-8; only UTF-8 text is read here"
    text = text.replace("\r\n", "\n")
    if file.lower().endswith((".md", ".markdown")):
        front = _FRONT_MATTER.match(text)
        if front and _is_mapping(front[1]):
            text = text[front.end() :]
    return text, ""


def _is_mapping(text: str) -> bool:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        node = YAML(typ="safe", pure=True).compose(text[:100_000])
    except (YAMLError, RecursionError, ValueError):
        return False
    return type(node).__name__ == "MappingNode"


def spans_by_document(pairs: Sequence[tuple[str, str]], index: EvidenceIndex) -> dict[str, tuple[Span, ...]]:
    """Return, for each document, the places of the quotes that stand in it, in the order of the text."""
    found: dict[str, set[Span]] = {}
    for document, quote in pairs:
        span = index.place(document, quote)
        if span is not None:
            found.setdefault(document, set()).add(span)
    return {document: tuple(sorted(spans)) for document, spans in sorted(found.items())}
