"""What was skipped and why: files not read, passages not found, statements that a person rejected."""

from __future__ import annotations

from winset.negotiation.checks import evidence_of
from winset.reporting import sentences
from winset.reporting.context import Context
from winset.reporting.parts import Section
from winset.reporting.quotations import Quoted


def section(context: Context) -> Section:
    """Return what was skipped; the section is there even where nothing was, and says so."""
    reading = context.reading
    files = [(context.label(s.path), context.label(s.reason)) for s in (() if reading is None else reading.skipped)]
    files += [(context.label(s.path), context.label(s.reason)) for s in context.unread]
    seen: dict[tuple[str, str], Quoted] = {}
    for _, item in evidence_of(context.negotiation):
        if context.marks.evidence(item) is None:
            at_hand = context.marks.document(item.document) is not None
            seen[item.document, item.quote] = Quoted(
                words=(context.label(item.quote),),
                verified=False,
                document=context.document_label(item.document),
                why=sentences.NOT_THERE if at_hand else sentences.NO_DOCUMENT,
            )
    rejected = [
        Quoted(
            words=tuple(span.quote for span in s.content),
            verified=True,
            document=context.document_label(s.document),
            speaker=context.speaker(s),
            why=context.label(s.review.note) if s.review is not None and s.review.note else "",
            tags=(sentences.reviewed_by(context.label(s.review.by), str(s.review.date or "")),)
            if s.review is not None
            else (),
        )
        for s in (() if reading is None else reading.rejected)
    ]
    return Section(
        id="skipped",
        title="What was skipped, and why",
        nav="What was skipped",
        template="skipped.html",
        data={
            "files": files,
            "unverified": list(seen.values()),
            "rejected": rejected,
            "rejected_says": sentences.skipped_statement(len(rejected)) if rejected else "",
        },
    )
