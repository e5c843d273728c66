"""What a reading finds: statements, positions that they speak of, meetings; and the reading as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from winset.core.dates import PartialDate
from winset.core.errors import SpanError
from winset.core.spans import Span
from winset.reading.document import Document

if TYPE_CHECKING:
    from winset.reading.proposals import ProposalReport

Voice = Literal["attributed", "narrator"]
Act = Literal[
    "state",
    "demand",
    "urge",
    "offer",
    "accept",
    "concede",
    "support",
    "reject",
    "deny",
    "accuse",
    "warn",
    "threaten",
    "fear",
    "announce",
]
ACTS: tuple[Act, ...] = Act.__args__  # type: ignore[attr-defined]
Firmness = Literal["red_line", "demand", "offer", "openness"]
Basis = Literal["self", "ascribed", "inferred"]
StanceSide = Literal["for", "against", "unclear"]
Speech = Literal["direct", "mixed", "indirect"]
MeetingStatus = Literal["planned", "held", "cancelled", "downgraded"]
MeetingStep = Literal["planned", "postponed", "downgraded", "held", "broken_off", "cancelled"]
ClaimKind = Literal["explanation", "blame", "cost", "prediction"]


@dataclass(frozen=True, slots=True)
class Stance:
    """A position on an issue that a statement speaks of.

    Parameters
    ----------
    issue
        Id in the codebook.
    holder
        The party whose position it is.
    stance
        For or against the issue's proposition, or unclear.
    basis
        Said by the holder, ascribed to it by somebody else, or inferred.
    agent
        The party that would do it; None where the text names nobody.
    """

    issue: str
    holder: str
    stance: StanceSide
    basis: Basis
    agent: str | None = None


JOINT = "one of a joint source"
"""The reason of a candidate that speaks together with the others, not instead of them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a mention may stand for, and why."""

    name: str
    party: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Loaded words where they stand; never used in winset's own voice."""

    span: Span
    kind: Literal["loaded", "scare_quotes"]
    neutral: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """What a person made of a statement."""

    action: Literal["accept", "change", "add"]
    by: str
    date: PartialDate | None = None
    note: str | None = None


UNSURE = 0.6
"""Confidence below which something counts as found unsurely."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that somebody, or the narrator, asserts.

    All spans lie in the document that `document` names; `check` proves it letter for letter.

    Parameters
    ----------
    id
        Within a reading; not stable over versions of a document. Reviews cling to words and place.
    voice
        Attributed to a source, or the narrator's own.
    source, cue, content, condition
        Places; empty where the text has none. A content may be discontinuous.
    speaker, speaker_party
        Name of who speaks, and the party spoken for; None where nobody or where open.
    candidates
        What the source may be, where that stayed open; of a joint source, who speaks.
    addressees
        Parties spoken to.
    via
        Outlets or nested speakers through whom it comes.
    act, hedged, negated, firmness
        What is done by speaking, and how.
    positions
        Positions on issues that it speaks of.
    issues
        Ids of the codebook's issues that it is about, with or without a position on them.
    topic
        Where it takes a position and is about no issue of the codebook: what it is about, in its own words.
    quotation
        Direct, mixed or indirect speech; None in the narrator's voice.
    claim
        Where it is an assertion that is nobody's position: of which kind.
    about
        The party that a claim is about.
    confidence
        Probability that content and source are right, where it was measured; else None.
    reader
        Which reader made it: ``rules``, or the name of a model, or ``review``.
    review
        What a person made of it.
    reason
        Why the speaker speaks for this party, or for none, where the reader can say so.
    """

    id: str
    document: str
    voice: Voice
    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    condition: tuple[Span, ...] = ()
    speaker: str | None = None
    speaker_party: str | None = None
    candidates: tuple[Candidate, ...] = ()
    addressees: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    act: Act = "state"
    hedged: bool = False
    negated: bool = False
    firmness: Firmness | None = None
    positions: tuple[Stance, ...] = ()
    quotation: Speech | None = None
    claim: ClaimKind | None = None
    about: str | None = None
    confidence: float | None = None
    reader: str = "rules"
    review: Review | None = None
    reason: str | None = None
    issues: tuple[str, ...] = ()
    topic: Span | None = None

    def __post_init__(self) -> None:
        if not self.content:
            raise SpanError(f"statement {self.id!r} has no content")

    def check(self, text: str) -> None:
        """Raise `SpanError` unless every span's words stand at its place in `text`."""
        for span in (*self.source, *self.cue, *self.content, *self.condition):
            span.check(text)
        if self.topic is not None:
            self.topic.check(text)

    @property
    def unsure(self) -> bool:
        """Whether it was found unsurely; False where nothing is said of how sure it is."""
        return self.confidence is not None and self.confidence < UNSURE

    @property
    def words(self) -> str:
        """The content's words; parts that are apart in the text joined by an ellipsis."""
        return " … ".join(span.quote for span in self.content)


@dataclass(frozen=True, slots=True)
class ProposedIssue:
    """Something that statements take positions on and the codebook does not know: proposed, not yet an issue.

    Parameters
    ----------
    id
        Made from the label; no id of the codebook.
    label
        What it is called in the documents, letter for letter.
    statements
        Ids of the statements that speak of it.
    """

    id: str
    label: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Absence:
    """Who stayed away from a meeting."""

    who: str
    party: str | None


@dataclass(frozen=True, slots=True)
class MeetingChange:
    """One step in what became of a meeting, with the sentence that tells it.

    Parameters
    ----------
    step
        What became of it.
    evidence
        The sentence.
    date
        The new date of a meeting that was put off.
    by
        The party that called it off, put it off or broke it off, where the text names it.
    """

    step: MeetingStep
    evidence: Span
    date: PartialDate | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingReport:
    """A meeting, as one document reports it.

    Parameters
    ----------
    place, date
        Where and on which day it begins, as finely as the text says; None where open.
    status
        What became of it in the end, as far as the text goes.
    participants
        Parties that came, or are to come.
    absent
        Who was to come and stayed away, in the order in which the text tells it; never who was not expected.
    changes
        The steps from plan to end, in the order of the text.
    agreed
        What was agreed there.
    evidence
        The sentences that tell of it.
    """

    id: str
    document: str
    place: str | None
    date: PartialDate | None
    status: MeetingStatus
    level: str | None = None
    participants: tuple[str, ...] = ()
    absent: tuple[Absence, ...] = ()
    evidence: tuple[Span, ...] = ()
    changes: tuple[MeetingChange, ...] = ()
    agreed: tuple[Span, ...] = ()


DeadlineKind = Literal["deadline", "ultimatum"]


@dataclass(frozen=True, slots=True)
class DeadlineReport:
    """A date by which somebody is to do something, as one document reports it.

    Parameters
    ----------
    kind
        ``ultimatum`` where the text says what follows otherwise, else ``deadline``.
    setter
        The party that set it; None where the text does not say.
    addressees
        The parties that it is set for.
    date
        To the granularity of the words; None where they cannot be resolved.
    words
        The words of the date: "by Friday", "within ten days".
    demand
        What is to be done.
    consequence
        What is said to follow otherwise.
    evidence
        The sentences that tell of it.
    """

    id: str
    document: str
    kind: DeadlineKind
    setter: str | None
    addressees: tuple[str, ...]
    date: PartialDate | None
    words: Span
    demand: tuple[Span, ...] = ()
    consequence: tuple[Span, ...] = ()
    evidence: tuple[Span, ...] = ()

    def spans(self) -> tuple[Span, ...]:
        """Return every span."""
        return (self.words, *self.demand, *self.consequence, *self.evidence)


@dataclass(frozen=True, slots=True)
class PartyFound:
    """A party that a reading met, and how often it is mentioned."""

    id: str
    name: str
    kind: str
    mentions: int = 0
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not read, and why."""

    path: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadingInfo:
    """How a reading was made: versions, hashes, options."""

    version: str
    reader: str
    model: str
    model_sha256: str
    codebook: str
    codebook_sha256: str
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """All that was read from some documents.

    Made by `winset.read`. Every statement has been checked against its document.
    """

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    parties: tuple[PartyFound, ...]
    meetings: tuple[MeetingReport, ...]
    flags: Mapping[str, tuple[Flag, ...]]
    skipped: tuple[Skipped, ...]
    info: ReadingInfo
    rejected: tuple[Statement, ...] = ()
    proposed: tuple[ProposedIssue, ...] = ()
    deadlines: tuple[DeadlineReport, ...] = ()

    def __post_init__(self) -> None:
        texts = {document.id: document.text for document in self.documents}
        for statement in (*self.statements, *self.rejected):
            if statement.document not in texts:
                raise SpanError(f"statement {statement.id!r} cites document {statement.document!r}, which was not read")
            statement.check(texts[statement.document])
        for meeting in self.meetings:
            for span in (*meeting.evidence, *meeting.agreed, *(change.evidence for change in meeting.changes)):
                span.check(texts[meeting.document])
        for deadline in self.deadlines:
            if deadline.document not in texts:
                raise SpanError(f"deadline {deadline.id!r} cites document {deadline.document!r}, which was not read")
            for span in deadline.spans():
                span.check(texts[deadline.document])
        for name, flags in self.flags.items():
            for flag in flags:
                flag.span.check(texts[name])

    def document(self, document_id: str) -> Document:
        """Return the document with this id; KeyError where there is none."""
        for document in self.documents:
            if document.id == document_id:
                return document
        raise KeyError(document_id)

    @property
    def proposals(self) -> tuple[ProposalReport, ...]:
        """What is on the table, whose, and who answered how; made from the statements, so it follows reviews."""
        from winset.reading.proposals import find_proposals

        return find_proposals(self)

    def of(self, document_id: str) -> Sequence[Statement]:
        """Return the statements of one document, in the order of the text."""
        return [s for s in self.statements if s.document == document_id]
