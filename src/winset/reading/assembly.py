"""From places to statements: every span with its words, checked against the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from winset.core.spans import Span, spans_of
from winset.reading.document import Document
from winset.reading.marks import Attribution, Coding, Resolution
from winset.reading.statement import DeadlineReport, Flag, MeetingReport, PartyFound, Statement

NOBODY = Resolution(name=None, party=None, kind="unknown")
"""What the narrator's voice, and a report without a source, resolve to."""


def statement_id(document_id: str, number: int) -> str:
    """Return the id of the statement with this number (from 1) in a document."""
    return f"{document_id}-s{number:02d}"


def assemble(
    document: Document,
    number: int,
    attribution: Attribution,
    resolution: Resolution,
    coding: Coding,
    *,
    inner: Iterable[Resolution] = (),
) -> Statement:
    """Return one statement of a document, its spans checked.

    Parameters
    ----------
    document
        Whose text all places count in.
    number
        Of the statement in the document, from 1.
    attribution, resolution, coding
        What the three steps found.
    inner
        Resolutions of the sources between the narrator and the speaker, outermost first.

    Raises
    ------
    winset.core.errors.SpanError
        Where a place lies outside the text.
    """
    text = document.text
    via = [name for name in (*(outer.name for outer in inner), *resolution.via) if name]
    statement = Statement(
        id=statement_id(document.id, number),
        document=document.id,
        voice=attribution.voice,
        content=spans_of(text, attribution.content),
        source=spans_of(text, attribution.source),
        cue=spans_of(text, attribution.cue),
        condition=spans_of(text, coding.condition),
        speaker=resolution.name,
        speaker_party=resolution.party,
        candidates=resolution.candidates,
        addressees=coding.addressees,
        via=tuple(dict.fromkeys(via)),
        act=coding.act,
        hedged=coding.hedged,
        negated=coding.negated,
        firmness=coding.firmness,
        positions=coding.positions,
        quotation=attribution.quotation,
        claim=coding.claim,
        about=coding.about,
        confidence=attribution.confidence,
        reader=attribution.reader,
        reason=resolution.reason or None,
        issues=coding.issues,
        topic=spans_of(text, (coding.topic,))[0] if coding.topic is not None else None,
    )
    statement.check(text)
    return statement


def moved_span(span: Span, by: int) -> Span:
    """Return a span of a piece as a span of the whole text, `by` characters further on."""
    return Span(span.start + by, span.end + by, span.quote)


def moved_statement(statement: Statement, by: int, number: int) -> Statement:
    """Return a statement of a piece as one of the whole document, with its number there."""
    return replace(
        statement,
        id=statement_id(statement.document, number),
        content=_moved(statement.content, by),
        source=_moved(statement.source, by),
        cue=_moved(statement.cue, by),
        condition=_moved(statement.condition, by),
        topic=moved_span(statement.topic, by) if statement.topic is not None else None,
    )


def moved_meeting(meeting: MeetingReport, by: int, number: int) -> MeetingReport:
    """Return a meeting of a piece as one of the whole document."""
    return replace(
        meeting,
        id=f"{meeting.document}-m{number:02d}",
        evidence=_moved(meeting.evidence, by),
        changes=tuple(replace(change, evidence=moved_span(change.evidence, by)) for change in meeting.changes),
        agreed=_moved(meeting.agreed, by),
    )


def moved_deadline(deadline: DeadlineReport, by: int, number: int) -> DeadlineReport:
    """Return a deadline of a piece as one of the whole document."""
    return replace(
        deadline,
        id=f"{deadline.document}-d{number:02d}",
        words=moved_span(deadline.words, by),
        demand=_moved(deadline.demand, by),
        consequence=_moved(deadline.consequence, by),
        evidence=_moved(deadline.evidence, by),
    )


def moved_flag(flag: Flag, by: int) -> Flag:
    """Return loaded words of a piece as such of the whole document."""
    return replace(flag, span=moved_span(flag.span, by))


def merged_parties(parties: Iterable[PartyFound]) -> tuple[PartyFound, ...]:
    """Return each party once, its mentions added up, in the order of their first appearance."""
    found: dict[str, PartyFound] = {}
    for party in parties:
        before = found.get(party.id)
        if before is None:
            found[party.id] = party
        else:
            members = tuple(dict.fromkeys((*before.members, *party.members)))
            found[party.id] = replace(before, mentions=before.mentions + party.mentions, members=members)
    return tuple(found.values())


def _moved(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple(moved_span(span, by) for span in spans)
