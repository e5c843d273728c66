"""A reading as JSON, and back: every span is checked letter for letter against the documents' texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from winset._version import __version__
from winset.core.dates import PartialDate
from winset.core.errors import InputError, SpanError
from winset.core.ids import unknown
from winset.core.spans import Span
from winset.reading.document import Document
from winset.reading.statement import (
    Absence,
    Candidate,
    DeadlineReport,
    Flag,
    MeetingChange,
    MeetingReport,
    PartyFound,
    ProposedIssue,
    Reading,
    ReadingInfo,
    Review,
    Skipped,
    Stance,
    Statement,
)

if TYPE_CHECKING:
    from winset.reading.json_schema import (
        DeadlinePart,
        DocumentPart,
        FlagPart,
        MeetingPart,
        PassagePart,
        ReadingPart,
        StatementPart,
    )
    from winset.reading.proposals import ProposalReport

SCHEMA = 1


def to_json(reading: Reading) -> dict[str, Any]:
    """Return a reading as JSON-ready values, in the shape of ``winset schema reading``.

    Spans are ``[start, end]`` pairs in code points of the document's text, absent ones ``[]``; their words stand beside
    them under ``quotes``, and each document with the hash of its text, so that a text that changed is noticed. The
    texts themselves are not in it.
    """
    return {
        "winset": __version__,
        "schema": SCHEMA,
        "documents": [document_json(document) for document in reading.documents],
        "parties": [
            {"id": p.id, "name": p.name, "kind": p.kind, "mentions": p.mentions, "members": list(p.members)}
            for p in reading.parties
        ],
        "statements": [_statement_json(statement) for statement in reading.statements],
        "meetings": [_meeting_json(meeting) for meeting in reading.meetings],
        "deadlines": [_deadline_json(deadline) for deadline in reading.deadlines],
        "flags": {
            name: [{"span": f.span.pair(), "quote": f.span.quote, "kind": f.kind, "neutral": f.neutral} for f in flags]
            for name, flags in reading.flags.items()
        },
        "skipped": [{"path": s.path, "code": s.code, "reason": s.reason} for s in reading.skipped],
        "rejected": [_statement_json(statement) for statement in reading.rejected],
        "proposed": [{"id": p.id, "label": p.label, "statements": list(p.statements)} for p in reading.proposed],
        "proposals": [_proposal_json(proposal) for proposal in reading.proposals],
        "info": info_json(reading.info),
    }


def document_json(document: Document) -> dict[str, Any]:
    """Return a document as JSON-ready values, without its text."""
    return {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "published": _date(document.published),
        "publisher": document.publisher,
        "author": document.author,
        "url": document.url,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "characters": len(document.text),
        "encoding": document.encoding,
        "encoding_guessed": document.encoding_guessed,
        "source_sha256": document.source_sha256,
        "notes": list(document.notes),
    }


def info_json(info: ReadingInfo) -> dict[str, Any]:
    """Return how a reading was made as JSON-ready values."""
    return {
        "version": info.version,
        "reader": info.reader,
        "model": info.model,
        "model_sha256": info.model_sha256,
        "codebook": info.codebook,
        "codebook_sha256": info.codebook_sha256,
        "options": dict(info.options),
    }


def _statement_json(s: Statement) -> dict[str, Any]:
    places = {"source": s.source, "cue": s.cue, "content": s.content, "condition": s.condition}
    return {
        "id": s.id,
        "document": s.document,
        "voice": s.voice,
        **{name: [span.pair() for span in spans] for name, spans in places.items()},
        "quotes": {name: [span.quote for span in spans] for name, spans in places.items()},
        "speaker": s.speaker,
        "speaker_party": s.speaker_party,
        "candidates": [{"name": c.name, "party": c.party, "reason": c.reason} for c in s.candidates],
        "reason": s.reason,
        "addressees": list(s.addressees),
        "via": list(s.via),
        "act": s.act,
        "hedged": s.hedged,
        "negated": s.negated,
        "firmness": s.firmness,
        "positions": [
            {"issue": p.issue, "agent": p.agent, "holder": p.holder, "basis": p.basis, "stance": p.stance}
            for p in s.positions
        ],
        "issues": list(s.issues),
        "topic": None if s.topic is None else {"span": s.topic.pair(), "quote": s.topic.quote},
        "quotation": s.quotation,
        "claim": s.claim,
        "about": s.about,
        "confidence": s.confidence,
        "reader": s.reader,
        "review": None
        if s.review is None
        else {"action": s.review.action, "by": s.review.by, "date": _date(s.review.date), "note": s.review.note},
    }


def _meeting_json(m: MeetingReport) -> dict[str, Any]:
    return {
        "id": m.id,
        "document": m.document,
        "place": m.place,
        "date": _date(m.date),
        "status": m.status,
        "level": m.level,
        "participants": list(m.participants),
        "absent": [{"who": a.who, "party": a.party} for a in m.absent],
        "evidence": [span.pair() for span in m.evidence],
        "quotes": [span.quote for span in m.evidence],
        "changes": [
            {"step": c.step, "date": _date(c.date), "by": c.by, "evidence": _passage(c.evidence)} for c in m.changes
        ],
        "agreed": [_passage(span) for span in m.agreed],
    }


def _deadline_json(d: DeadlineReport) -> dict[str, Any]:
    return {
        "id": d.id,
        "document": d.document,
        "kind": d.kind,
        "setter": d.setter,
        "addressees": list(d.addressees),
        "date": _date(d.date),
        "words": _passage(d.words),
        "demand": [_passage(span) for span in d.demand],
        "consequence": [_passage(span) for span in d.consequence],
        "evidence": [_passage(span) for span in d.evidence],
    }


def _proposal_json(p: ProposalReport) -> dict[str, Any]:
    return {
        "id": p.id,
        "author": p.author,
        "name": p.name,
        "document": p.document,
        "date": _date(p.date),
        "statements": list(p.statements),
        "untold": p.untold,
        "contents": [{"issue": s.issue, "stance": s.stance, "agent": s.agent} for s in p.contents],
        "exchanges": [
            {
                "statement": e.statement,
                "given": [_passage(span) for span in e.given],
                "asked": [_passage(span) for span in e.asked],
            }
            for e in p.exchanges
        ],
        "responses": [{"party": r.party, "answer": r.answer, "statement": r.statement} for r in p.responses],
    }


def _passage(span: Span) -> dict[str, Any]:
    return {"span": span.pair(), "quote": span.quote}


def _date(date: PartialDate | None) -> str | None:
    return None if date is None else str(date)


def from_json(data: object, *, texts: Mapping[str, str], name: str = "") -> Reading:
    """Return the reading that JSON values hold.

    Parameters
    ----------
    data
        As `json.load` gives it.
    texts
        The text of each document, by its id.
    name
        Of the file, for messages.

    Raises
    ------
    InputError
        Where the values are not those of a reading, or a text is missing.
    SpanError
        Where a text is not the one that was read; names the first span whose words do not stand in their place.
    """
    from winset.reading.json_schema import checked

    part = checked(data, name)
    documents = tuple(_document(document, texts) for document in part.documents)
    by_id = {document.id: document for document in documents}
    changed = [
        (document, stored)
        for document, stored in zip(documents, part.documents, strict=True)
        if document.sha256 != stored.sha256
    ]
    try:
        reading = _reading(part, documents, by_id)
    except ValueError as error:
        if isinstance(error, (SpanError, InputError)):
            raise
        raise InputError(f"{name or 'input'}: {error}") from None  # a date that does not exist
    for document, stored in changed:
        raise SpanError(
            f"document {document.id!r} is not the text that was read, though every span still stands in its place "
            f"(SHA-256 {document.sha256[:12]}…, then {stored.sha256[:12]}…); read it again"
        )
    return reading


def _reading(part: ReadingPart, documents: tuple[Document, ...], by_id: Mapping[str, Document]) -> Reading:
    info = part.info
    return Reading(
        documents=documents,
        statements=tuple(_statement(s, by_id) for s in part.statements),
        parties=tuple(PartyFound(p.id, p.name, p.kind, p.mentions, tuple(p.members)) for p in part.parties),
        meetings=tuple(_meeting(m, by_id) for m in part.meetings),
        deadlines=tuple(_deadline(d, by_id) for d in part.deadlines),
        flags={name: _flags(flags, _of(by_id, name, "flags")) for name, flags in part.flags.items()},
        skipped=tuple(Skipped(s.path, s.code, s.reason) for s in part.skipped),
        rejected=tuple(_statement(s, by_id) for s in part.rejected),
        proposed=tuple(ProposedIssue(p.id, p.label, tuple(p.statements)) for p in part.proposed),
        info=ReadingInfo(
            info.version,
            info.reader,
            info.model,
            info.model_sha256,
            info.codebook,
            info.codebook_sha256,
            dict(info.options),
        ),
    )


def _flags(parts: Sequence[FlagPart], document: Document) -> tuple[Flag, ...]:
    return tuple(Flag(_spans([f.span], [f.quote], document, "a flag")[0], f.kind, f.neutral) for f in parts)


def _document(part: DocumentPart, texts: Mapping[str, str]) -> Document:
    if part.id not in texts:
        raise InputError(
            f"the text of document {part.id!r} ({part.path}) is not given; " + unknown("text", part.id, texts)
        )
    return Document(
        id=part.id,
        text=texts[part.id],
        path=part.path,
        media_type=part.media_type,
        title=part.title,
        publisher=part.publisher,
        author=part.author,
        url=part.url,
        published=_parsed(part.published),
        encoding=part.encoding,
        encoding_guessed=part.encoding_guessed,
        source_sha256=part.source_sha256,
        notes=tuple(part.notes),
    )


def _parsed(date: str | None) -> PartialDate | None:
    return None if date is None else PartialDate.parse(date)


def _of(by_id: Mapping[str, Document], wanted: str, where: str) -> Document:
    if wanted not in by_id:
        raise InputError(f"{where}: {unknown('document', wanted, by_id)}")
    return by_id[wanted]


def _spans(places: Sequence[Sequence[int]], quotes: Sequence[str], document: Document, where: str) -> tuple[Span, ...]:
    if len(places) != len(quotes):
        raise SpanError(f"{where}: {len(places)} spans with the words of {len(quotes)}; each span needs its words")
    spans = []
    for (start, end), quote in zip(places, quotes, strict=True):
        try:
            span = Span(start, end, quote)
            span.check(document.text)
        except SpanError as error:
            raise SpanError(f"{where}, document {document.id!r}: {error}") from None
        spans.append(span)
    return tuple(spans)


def _statement(part: StatementPart, by_id: Mapping[str, Document]) -> Statement:
    where = f"statement {part.id!r}"
    document = _of(by_id, part.document, where)
    quotes = part.quotes
    return Statement(
        id=part.id,
        document=part.document,
        voice=part.voice,
        source=_spans(part.source, quotes.source, document, f"{where}, source"),
        cue=_spans(part.cue, quotes.cue, document, f"{where}, cue"),
        content=_spans(part.content, quotes.content, document, f"{where}, content"),
        condition=_spans(part.condition, quotes.condition, document, f"{where}, condition"),
        speaker=part.speaker,
        speaker_party=part.speaker_party,
        candidates=tuple(Candidate(c.name, c.party, c.reason) for c in part.candidates),
        addressees=tuple(part.addressees),
        via=tuple(part.via),
        act=part.act,
        hedged=part.hedged,
        negated=part.negated,
        firmness=part.firmness,
        positions=tuple(Stance(p.issue, p.holder, p.stance, p.basis, p.agent) for p in part.positions),
        quotation=part.quotation,
        claim=part.claim,
        about=part.about,
        confidence=part.confidence,
        reader=part.reader,
        review=None
        if part.review is None
        else Review(part.review.action, part.review.by, _parsed(part.review.date), part.review.note),
        reason=part.reason,
        issues=tuple(part.issues),
        topic=_spans([part.topic.span], [part.topic.quote], document, f"{where}, topic")[0] if part.topic else None,
    )


def _meeting(part: MeetingPart, by_id: Mapping[str, Document]) -> MeetingReport:
    where = f"meeting {part.id!r}"
    return MeetingReport(
        id=part.id,
        document=part.document,
        place=part.place,
        date=_parsed(part.date),
        status=part.status,
        level=part.level,
        participants=tuple(part.participants),
        absent=tuple(Absence(a.who, a.party) for a in part.absent),
        evidence=_spans(part.evidence, part.quotes, _of(by_id, part.document, where), f"{where}, evidence"),
        changes=tuple(
            MeetingChange(
                change.step,
                _passages([change.evidence], _of(by_id, part.document, where), f"{where}, changes")[0],
                _parsed(change.date),
                change.by,
            )
            for change in part.changes
        ),
        agreed=_passages(part.agreed, _of(by_id, part.document, where), f"{where}, agreed"),
    )


def _deadline(part: DeadlinePart, by_id: Mapping[str, Document]) -> DeadlineReport:
    where = f"deadline {part.id!r}"
    document = _of(by_id, part.document, where)
    return DeadlineReport(
        id=part.id,
        document=part.document,
        kind=part.kind,
        setter=part.setter,
        addressees=tuple(part.addressees),
        date=_parsed(part.date),
        words=_passages([part.words], document, f"{where}, words")[0],
        demand=_passages(part.demand, document, f"{where}, demand"),
        consequence=_passages(part.consequence, document, f"{where}, consequence"),
        evidence=_passages(part.evidence, document, f"{where}, evidence"),
    )


def _passages(parts: Sequence[PassagePart], document: Document, where: str) -> tuple[Span, ...]:
    return _spans([part.span for part in parts], [part.quote for part in parts], document, where)
