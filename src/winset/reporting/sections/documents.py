"""The documents in full, statements marked in place, with links both ways."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from winset.reading.document import Document
from winset.reading.statement import Statement
from winset.reporting import sentences
from winset.reporting.context import Context
from winset.reporting.marks import Mark
from winset.reporting.parts import Section
from winset.reporting.texts import blocks

_ADDRESS = re.compile(
    r"https?://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?([/?#][\w\-.~:/?#\[\]@!$&'()*+,;=%]*)?", re.A | re.I
)

WHOLE = 60_000
"""Documents of more characters than this show only paragraphs with something marked."""


def section(context: Context) -> Section | None:
    """Return the documents; None where none is at hand."""
    if not context.documents:
        return None
    entries = [_entry(context, document, number) for number, document in enumerate(context.documents, 1)]
    return Section(
        id="documents",
        title="The documents, marked",
        nav="The documents",
        template="documents.html",
        data={"entries": entries, "read": context.reading is not None},
    )


def _entry(context: Context, document: Document, number: int) -> dict[str, Any]:
    marks = context.marks.of(document.id)
    flags = () if context.reading is None else context.reading.flags.get(document.id, ())
    found: Counter[tuple[str, str]] = Counter((f.span.quote, f.neutral or "") for f in flags)
    return {
        "anchor": f"doc-{number}",
        "title": context.document_label(document.id),
        "about": [
            (name, context.label(str(value)))
            for name, value in (
                ("Publisher", document.publisher),
                ("Author", document.author),
                ("Published", document.published),
                ("File", document.path or None),
            )
            if value is not None
        ],
        "url": web_address(document.url),
        "url_text": context.label(document.url or ""),
        "undated": document.published is None,
        "notes": [context.label(note) for note in document.notes],
        "guessed": document.encoding if document.encoding_guessed else "",
        "blocks": blocks(document.text, marks, flags, most=WHOLE),
        "notes_on": [_note(context, mark) for mark in marks],
        "flags": sorted((words, neutral, times) for (words, neutral), times in found.items()),
        "flags_say": sentences.loaded({f"{w}{n}": times for (w, n), times in found.items()}),
    }


def web_address(url: str | None) -> str:
    """Return an address that may stand in a link: http or https, a plain host, only characters of addresses."""
    return url if url is not None and _ADDRESS.fullmatch(url) else ""


def _note(context: Context, mark: Mark) -> dict[str, Any]:
    statement = mark.statement
    note: dict[str, Any] = {"mark": mark, "uses": context.marks.uses(mark), "statement": statement}
    if statement is None:
        return note
    return note | {
        "speaker": context.speaker(statement),
        "act": sentences.ACTS[statement.act],
        "addressees": context.party_list(statement.addressees),
        "firmness": sentences.FIRMNESS[statement.firmness] if statement.firmness else "",
        "tags": context.tags(statement),
        "stances": [_stance(context, statement, k) for k in range(len(statement.positions))],
        "candidates": [context.neutral(context.label(c.name)) for c in statement.candidates],
        "review": sentences.reviewed_by(context.label(statement.review.by), str(statement.review.date or ""))
        if statement.review is not None
        else "",
        "note": context.label(statement.review.note) if statement.review is not None and statement.review.note else "",
        "confidence": statement.confidence,
    }


def _stance(context: Context, statement: Statement, k: int) -> str:
    stance = statement.positions[k]
    return sentences.stance(
        context.party(stance.holder),
        stance.stance,
        context.issue(stance.issue),
        sentences.BASES[stance.basis],
        context.party(stance.agent),
    )
