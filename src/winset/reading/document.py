"""A document: one text, made once and kept immutable, with what is known of where it comes from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from winset.core.dates import PartialDate
from winset.core.errors import DocumentError
from winset.core.spans import Span


@dataclass(frozen=True, slots=True)
class Document:
    r"""One text and its metadata.

    Parameters
    ----------
    id
        Within a reading: from the file name, made unique.
    text
        The text that all offsets count in, in Unicode code points. For UTF-8 plain text with ``\n`` line ends it is
        the file's content exactly.
    path
        As given; ``-`` for standard input.
    media_type
        Such as ``text/plain``.
    title, publisher, author, url, published
        None where not known. `published` is never guessed from today's date.
    encoding, encoding_guessed
        How bytes became text, and whether that had to be guessed.
    source_sha256
        Hash of the bytes that were read.
    notes
        What the loader has to say: a guessed encoding, pages without text.

    Raises
    ------
    DocumentError
        ``surrogates`` where the text holds a lone surrogate: it could be neither hashed nor written.
    """

    id: str
    text: str
    path: str = ""
    media_type: str = "text/plain"
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: PartialDate | None = None
    encoding: str = "utf-8"
    encoding_guessed: bool = False
    source_sha256: str = ""
    notes: tuple[str, ...] = ()
    sha256: str = field(init=False)

    def __post_init__(self) -> None:
        try:
            digest = hashlib.sha256(self.text.encode("utf-8")).hexdigest()
        except UnicodeEncodeError as error:
            raise DocumentError(
                self.path or self.id,
                "surrogates",
                f"holds the lone surrogate {self.text[error.start]!a} at character {error.start}, which no text may "
                "hold; decode it again, with errors='replace', say",
            ) from None
        object.__setattr__(self, "sha256", digest)

    def span(self, start: int, end: int) -> Span:
        """Return the span from `start` to `end`, with its words."""
        return Span.of(self.text, start, end)
