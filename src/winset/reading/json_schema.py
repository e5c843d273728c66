"""The shape of a reading in JSON, as ``winset read --json`` prints it; its JSON Schema; and how it is checked."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from winset.core.errors import InputError, Problem
from winset.core.ids import unknown
from winset.reading.proposals import Answer
from winset.reading.statement import (
    Act,
    Basis,
    ClaimKind,
    DeadlineKind,
    Firmness,
    MeetingStatus,
    MeetingStep,
    Speech,
    StanceSide,
    Voice,
)

SCHEMA = 1
"""Version of the shape. A program that knows a lower one must not read a higher one."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_HASH = r"^([0-9a-f]{64})?$"
_MOST_PROBLEMS = 20

Natural = Annotated[int, Field(ge=0)]
Place = Annotated[
    list[Natural],
    Field(min_length=2, max_length=2, description="start and end in code points of the document's text, end excluded"),
]
Places = Annotated[list[Place], Field(description="empty where the text has none")]
Date = Annotated[str, Field(pattern=_DATE, description="to the day, the month or the year")]
Hash = Annotated[str, Field(pattern=_HASH, description="SHA-256 in hexadecimal digits; empty where not known")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class DocumentPart(_Part):
    """A document, without its text."""

    id: str
    path: str
    title: str | None
    published: Date | None
    publisher: str | None
    author: str | None
    url: str | None
    media_type: str
    sha256: Hash
    characters: Natural
    encoding: str
    encoding_guessed: bool
    source_sha256: Hash
    notes: list[str]


class PartyPart(_Part):
    """A party and how often it is mentioned."""

    id: str
    name: str
    kind: str
    mentions: Natural
    members: list[str]


class PositionPart(_Part):
    """A position that a statement speaks of. The agent is null where the text names nobody who would do it."""

    issue: str
    agent: str | None
    holder: str
    basis: Basis
    stance: StanceSide


class CandidatePart(_Part):
    """One thing that a source may stand for."""

    name: str
    party: str | None
    reason: str


class ReviewPart(_Part):
    """What a person made of a statement."""

    action: Literal["accept", "change", "add"]
    by: str
    date: Date | None
    note: str | None


class QuotesPart(_Part):
    """The words at the places of a statement, one for each span, letter for letter."""

    source: list[str]
    cue: list[str]
    content: list[str]
    condition: list[str]


class PassagePart(_Part):
    """A place in a document, and its words, letter for letter."""

    span: Place
    quote: str


class StatementPart(_Part):
    """One thing that somebody, or the narrator, asserts."""

    id: str
    document: str
    voice: Voice
    source: Places
    cue: Places
    content: Annotated[Places, Field(min_length=1)]
    condition: Places
    quotes: QuotesPart
    speaker: str | None
    speaker_party: str | None
    candidates: list[CandidatePart]
    addressees: list[str]
    via: list[str]
    act: Act
    hedged: bool
    negated: bool
    firmness: Firmness | None
    positions: list[PositionPart]
    quotation: Speech | None
    claim: ClaimKind | None
    about: str | None
    confidence: Annotated[float, Field(ge=0, le=1)] | None
    reader: str
    review: ReviewPart | None
    reason: str | None = None
    issues: list[str] = []
    topic: PassagePart | None = None


class AbsencePart(_Part):
    """Who stayed away."""

    who: str
    party: str | None


class ChangePart(_Part):
    """One step in what became of a meeting, with the sentence that tells it."""

    step: MeetingStep
    date: Date | None
    by: str | None
    evidence: PassagePart


class MeetingPart(_Part):
    """A meeting, as one document reports it."""

    id: str
    document: str
    place: str | None
    date: Date | None
    status: MeetingStatus
    level: str | None
    participants: list[str]
    absent: list[AbsencePart]
    evidence: Places
    quotes: list[str]
    changes: list[ChangePart] = []
    agreed: list[PassagePart] = []


class DeadlinePart(_Part):
    """A date by which somebody is to do something, as one document reports it."""

    id: str
    document: str
    kind: DeadlineKind
    setter: str | None
    addressees: list[str]
    date: Date | None
    words: PassagePart
    demand: list[PassagePart]
    consequence: list[PassagePart]
    evidence: list[PassagePart]


class FlagPart(_Part):
    """Loaded words, or words between scare quotes."""

    span: Place
    quote: str
    kind: Literal["loaded", "scare_quotes"]
    neutral: str | None


class SkippedPart(_Part):
    """Something that was not read, and why."""

    path: str
    code: str
    reason: str


class InfoPart(_Part):
    """How the reading was made."""

    version: str
    reader: str
    model: str
    model_sha256: Hash
    codebook: str
    codebook_sha256: Hash
    options: dict[str, str]


class ProposedPart(_Part):
    """What statements take positions on and the codebook does not know."""

    id: str
    label: str
    statements: list[str]


class ContentPart(_Part):
    """What a proposal holds on one issue."""

    issue: str
    stance: StanceSide
    agent: str | None


class ExchangePart(_Part):
    """What is offered and what is asked for it."""

    statement: str
    given: list[PassagePart]
    asked: list[PassagePart]


class ResponsePart(_Part):
    """What a party answered, and the statement that tells it."""

    party: str
    answer: Answer
    statement: str


class ProposalPart(_Part):
    """A proposal, put together from statements; made anew when a reading is loaded."""

    id: str
    author: str
    name: str | None
    document: str
    date: Date | None
    statements: list[str]
    untold: Annotated[bool, Field(description="nothing is told of what is in it")]
    contents: list[ContentPart]
    exchanges: list[ExchangePart]
    responses: list[ResponsePart]


class ReadingPart(_Part):
    """A reading: documents, parties, statements, meetings, deadlines, what was flagged, skipped and rejected."""

    model_config = ConfigDict(populate_by_name=True)

    winset: str
    version_of_schema: Annotated[Literal[1], Field(alias="schema")]
    documents: list[DocumentPart]
    parties: list[PartyPart]
    statements: list[StatementPart]
    meetings: list[MeetingPart]
    flags: dict[str, list[FlagPart]]
    skipped: list[SkippedPart]
    rejected: list[StatementPart]
    info: InfoPart
    deadlines: list[DeadlinePart] = []
    proposed: list[ProposedPart] = []
    proposals: list[ProposalPart] = []


def schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a reading."""
    made = ReadingPart.model_json_schema(by_alias=True)
    made["title"] = "Reading"
    return {"$schema": DRAFT, **made}


def checked(data: object, name: str = "") -> ReadingPart:
    """Return JSON values as a reading's parts.

    Parameters
    ----------
    data
        As `json.load` gives it.
    name
        Of the file, for messages.

    Raises
    ------
    InputError
        With the place and the valid values of everything that is not as it should be, up to 20 problems.
    """
    if isinstance(data, dict) and data.get("schema") != SCHEMA:
        raise InputError(
            f"{name or 'input'}: schema {data.get('schema')!r} is not one that this winset reads; valid: {SCHEMA}; "
            "make the file again with `winset read --json`"
        )
    try:
        return ReadingPart.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        problems = [_problem(detail, name) for detail in found[:_MOST_PROBLEMS]]
        more = f"{len(found) - _MOST_PROBLEMS} more problems" if len(found) > _MOST_PROBLEMS else ""
        raise InputError(more, problems=problems) from None


def _problem(detail: Any, name: str) -> Problem:
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in detail["loc"]).lstrip(".")
    bad = detail["input"]
    if detail["type"] == "literal_error" and isinstance(bad, str):
        valid = str(detail["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return Problem(file=name, path=path, message=unknown("value", bad, valid))
    if detail["type"] == "missing":
        return Problem(file=name, path=path, message="is missing", hint="make the file again with `winset read --json`")
    shown = repr(bad) if len(repr(bad)) <= 60 else repr(bad)[:57] + "..."
    return Problem(file=name, path=path, message=f"{shown}: {detail['msg'][0].lower()}{detail['msg'][1:]}")
