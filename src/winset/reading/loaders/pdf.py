"""PDF: the text of its pages, as pypdf finds it.

A page ends in a line end and a form feed. Line breaks are those of the page, and hyphens at line ends stay: joining
what was divided would change words, and a quotation must stand in the document letter for letter.
"""

from __future__ import annotations

import io
from typing import Any

from winset.core.errors import DocumentError
from winset.reading.loaders.content import Content, Metadata, clean
from winset.reading.loaders.limits import Limits, larger
from winset.reading.loaders.quiet import faults, hushed


def load_pdf(data: bytes, path: str, limits: Limits) -> Content:
    """Return the text of a PDF, page by page.

    Title and author are the file's own; its creation date is no publication date and is not used.

    Raises
    ------
    DocumentError
        ``truncated``, ``encrypted``, ``too_many_pages``, ``too_large``, ``too_complex``, ``no_text`` (a scan) or
        ``corrupt``.
    """
    if b"%%EOF" not in data[-2048:]:
        raise DocumentError(path, "truncated", "breaks off before the end of the PDF (no %%EOF); fetch it again")
    with hushed() as kept:
        try:
            pages, metadata = _pages(data, path, limits)
        except DocumentError:
            raise
        except Exception as error:  # pypdf meets a broken file with many kinds of exceptions, its own among them
            raise _failed(path, error) from error
    empty = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    if len(empty) == len(pages):
        raise DocumentError(
            path,
            "no_text",
            f"its {len(pages)} page{'s' * (len(pages) != 1)} hold no text, only images perhaps; "
            "run text recognition first, with ocrmypdf, say",
        )
    text, notes = clean("\f".join(page if page.endswith("\n") else page + "\n" for page in pages))
    if empty:
        notes.append(f"pages without text: {', '.join(empty[:20])}{' …' if len(empty) > 20 else ''}")
    return Content(
        text=text,
        media_type="application/pdf",
        metadata=metadata,
        encoding="",
        notes=(*notes, *faults(kept, "pypdf")),
    )


class _Operations:
    """Counts drawing operations over all pages: few bytes can hold, and share among pages, hours of them."""

    def __init__(self, path: str, limits: Limits) -> None:
        self._path = path
        self._most = limits.operations
        self._done = 0

    def count(self, *_: Any) -> None:
        self._done += 1
        self.check()

    def check(self) -> None:
        # Asked again after each page: pypdf goes on after an error in a form that a page draws.
        if self._done > self._most:
            raise DocumentError(
                self._path,
                "too_complex",
                f"draws more than {self._most:,} operations, the limit; split it, or {larger('operations')}",
            )


def _pages(data: bytes, path: str, limits: Limits) -> tuple[list[str], Metadata]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    count = len(reader.pages)
    if count > limits.pages:
        raise DocumentError(
            path,
            "too_many_pages",
            f"has {count:,} pages, the limit is {limits.pages:,}; split it, or {larger('pages')}",
        )
    pages: list[str] = []
    total = 0
    operations = _Operations(path, limits)
    for page in reader.pages:
        pages.append(page.extract_text(visitor_operand_before=operations.count))
        operations.check()
        total += len(pages[-1])
        if total > limits.characters:
            raise DocumentError(
                path,
                "too_large",
                f"has more than {limits.characters:,} characters, the limit, by page {len(pages)} of {count}; "
                "split it, or " + larger("characters"),
            )
    about = reader.metadata
    return pages, Metadata(title=_words(about and about.title), author=_words(about and about.author))


def _words(value: Any) -> str | None:
    text = " ".join(clean(str(value))[0].split()) if value else ""
    return text or None


def _failed(path: str, error: Exception) -> DocumentError:
    from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PdfStreamError

    if isinstance(error, (DependencyError, FileNotDecryptedError)):
        why = "needs a password" if isinstance(error, FileNotDecryptedError) else "is protected with AES"
        return DocumentError(path, "encrypted", f"{why}; save an unprotected copy, with qpdf --decrypt, say")
    if isinstance(error, PdfStreamError) and "ended unexpectedly" in str(error):
        return DocumentError(path, "truncated", f"breaks off before the end of the PDF ({error}); fetch it again")
    if isinstance(error, LimitReachedError):
        why = "is more than pypdf takes of one PDF"
        return DocumentError(path, "too_complex", f"{why} ({error}); split it, or save its text as .txt")
    return DocumentError(
        path, "corrupt", f"is a broken PDF ({type(error).__name__}: {error}); fetch it again, or print it to a new PDF"
    )
