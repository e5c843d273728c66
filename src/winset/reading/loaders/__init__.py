"""Files to documents: txt, md, html, pdf, docx and standard input.

Every document that cannot be read ends in a `DocumentError` whose `code` is one of `CODES`; nothing is read half. No
loader goes online, and what the parsers below complain of becomes a note of the document, not noise on the terminal.

What is known of where a document comes from, the first that says something: a sidecar (``report.meta.yaml`` beside
``report.pdf``), with which a person corrects it; the document itself (front matter in .md, declarations in HTML, title
and author in .pdf and .docx); what the caller gives for all documents that say nothing. Today's date is never taken for
anything.
"""

from __future__ import annotations

import hashlib

from winset.reading.document import Document
from winset.reading.loaders.content import Metadata, check_text
from winset.reading.loaders.files import read_bytes, read_stdin
from winset.reading.loaders.folder import Found, find_documents
from winset.reading.loaders.limits import DEFAULT, Limits
from winset.reading.loaders.pick import SUFFIXES, load_content
from winset.reading.loaders.yaml_metadata import read_sidecar

__all__ = ["CODES", "SUFFIXES", "Found", "Limits", "Metadata", "find_documents", "load", "load_bytes"]

CODES: dict[str, str] = {
    "missing": "there is no such file",
    "permission": "it may not be read by this user",
    "not_a_file": "a folder, pipe, socket or device where a file is needed",
    "io_error": "the system could not read it",
    "loop": "symbolic links that lead back to themselves",
    "changed": "it changed while it was read",
    "too_large": "more bytes or characters than allowed",
    "too_many_pages": "a PDF of more pages than allowed",
    "too_deep": "HTML nested deeper than allowed",
    "too_complex": "HTML of more elements or attributes, or a PDF of more drawing operations, than allowed",
    "zip_bomb": "a .docx that unpacks to more than allowed",
    "entities": "a .docx that defines entities, as attacks do",
    "empty": "no text, or white space only",
    "no_text": "a PDF of images",
    "binary": "not text, whatever its name",
    "encoding": "text in no encoding that could be found",
    "surrogates": "lone surrogates, which no text may hold",
    "encrypted": "a password is needed",
    "truncated": "a PDF that breaks off",
    "corrupt": "a broken file",
    "unsupported": "a format that winset does not read",
    "not_a_pdf": "named .pdf, but none",
    "not_a_docx": "named .docx, but none",
    "front_matter": "a broken front matter",
    "sidecar": "a broken sidecar, or one without its document",
    "unknown_suffix": "a file in a folder of a kind that is not read there",
    "duplicate": "the same file or text as another",
    "reading_failed": "the text was read, but the reader failed on it",
    "reader_died": "the process that read it died, twice",
}
"""What can be wrong with a document; each code is stable."""


def load(found: Found, *, limits: Limits | None = None, given: Metadata | None = None) -> Document:
    """Return the document in a file, or in standard input.

    Parameters
    ----------
    found
        From `find_documents`.
    limits
        Defaults as in `Limits`.
    given
        What the caller knows of documents that say nothing of it themselves; a difference is noted.

    Raises
    ------
    DocumentError
        With one of `CODES`.
    """
    limits = limits or DEFAULT
    if found.path is None:
        return load_bytes(read_stdin(limits), found.name, document_id=found.id, limits=limits, given=given)
    data = read_bytes(found.path, limits.bytes)
    sidecar = read_sidecar(found.path, limits)
    return load_bytes(data, found.name, document_id=found.id, limits=limits, given=given, sidecar=sidecar)


def load_bytes(
    data: bytes,
    path: str,
    *,
    document_id: str,
    limits: Limits | None = None,
    given: Metadata | None = None,
    sidecar: Metadata | None = None,
) -> Document:
    """Return the document that `data` holds; `path` is its name, whose suffix helps to tell the format."""
    limits = limits or DEFAULT
    content = load_content(data, path, limits)
    check_text(content.text, path, limits)
    notes = list(content.notes)
    own = content.metadata
    if sidecar is not None:
        notes += [
            f"{name} is {_of(sidecar, name)} by the sidecar; the document says {_of(own, name)}"
            for name in sidecar.differences(own)
        ]
        own = sidecar.over(own)
    if given is not None:
        notes += [
            f"{name} is {_of(own, name)}; {_of(given, name)} was for documents that say nothing of it"
            for name in given.differences(own)
        ]
        own = own.over(given)
    return Document(
        id=document_id,
        text=content.text,
        path=path,
        media_type=content.media_type,
        title=own.title,
        publisher=own.publisher,
        author=own.author,
        url=own.url,
        published=own.published,
        encoding=content.encoding,
        encoding_guessed=content.encoding_guessed,
        source_sha256=hashlib.sha256(data).hexdigest(),
        notes=tuple(notes),
    )


def _of(metadata: Metadata, name: str) -> str:
    return str(getattr(metadata, name))
