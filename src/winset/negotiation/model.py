"""The parts of a negotiation, as `negotiation.yaml` writes them.

All parts are frozen pydantic models that refuse unknown keys. What one part says of another by id is checked in
`winset.negotiation.checks`, which reports every problem at once; here only what a part can know of itself is checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, PrivateAttr, WithJsonSchema

from winset.core.dates import PartialDate
from winset.core.ids import ID_PATTERN
from winset.core.results import sha256_of
from winset.core.spans import Span
from winset.negotiation.evidence import EvidenceIndex, EvidenceState

PartyKind = Literal["state", "organisation", "group", "person", "coalition"]
Role = Literal["signatory", "proposer", "mediator", "guarantor", "implementer", "ratifier", "affected"]
Basis = Literal["self", "ascribed", "inferred"]
Firmness = Literal["red_line", "demand", "offer", "openness"]
Answer = Literal["accepted", "rejected", "conditional", "none"]
Direction = Literal["both", "only_on", "only_off"]
MeetingStatus = Literal["planned", "held", "cancelled", "downgraded"]

Id = Annotated[str, Field(pattern=f"^{ID_PATTERN}$")]
Text = Annotated[str, Field(min_length=1)]


def _date(value: object) -> PartialDate:
    return PartialDate.parse(value)


Date = Annotated[
    PartialDate,
    BeforeValidator(_date),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$", "description": "to day, month or year"}),
]


def _version(value: object) -> object:
    return 1 if value in ("1", "1.0") else value


Number = Annotated[float, Field(allow_inf_nan=False)]


def _tiers(value: object) -> object:
    """Turn ``[a, [b, c]]`` into ``((a,), (b, c))``; leave what is neither to the validator."""
    if not isinstance(value, (list, tuple)):
        return value
    return [list(item) if isinstance(item, (list, tuple)) else [item] for item in value]


def _untiers(value: tuple[tuple[str, ...], ...]) -> list[str | list[str]]:
    return [tier[0] if len(tier) == 1 else list(tier) for tier in value]


# Best first; options in one inner tuple are tied; options left out are not ranked.
Ranking = Annotated[
    tuple[tuple[Id, ...], ...],
    BeforeValidator(_tiers),
    PlainSerializer(_untiers),
    WithJsonSchema(
        {
            "type": "array",
            "items": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
            "description": "best first; [[a, b], c] ties a and b; options left out are not ranked",
        }
    ),
]


class Part(BaseModel):
    """Base of all parts: frozen, unknown keys refused, keys in Python and YAML alike but for keywords."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, arbitrary_types_allowed=True)


class Evidence(Part):
    """Exact words of a document. Where they stand is found on loading (see `Negotiation.place`)."""

    document: Id
    quote: Text


Quotes = tuple[Evidence, ...]


class Actor(Part):
    """A person, office or body that speaks for a party, from a date to a date."""

    name: Text
    role: str | None = None
    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None


class Interest(Part):
    """Why a party wants what it wants; noted, never computed with."""

    says: Text
    basis: Basis
    evidence: Quotes = ()


class Party(Part):
    """Who must agree, can act, or is affected."""

    id: Id
    name: Text
    kind: PartyKind = "organisation"
    roles: tuple[Role, ...] = ()
    actors: tuple[Actor, ...] = ()
    members: tuple[Id, ...] = ()
    ratifies_for: Id | None = None
    interests: tuple[Interest, ...] = ()


class Option(Part):
    """One answer to an issue; says who does what."""

    id: Id
    says: Text


class Issue(Part):
    """A question to be settled, with its options; in order along a scale where `scale` is true."""

    id: Id
    question: Text
    scale: bool = False
    status_quo: Id | None = None
    options: tuple[Option, ...]

    def option(self, option_id: str) -> Option:
        """Return the option with this id; KeyError where there is none."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


class Choice(Part):
    """One option of one issue."""

    issue: Id
    option: Id


class Position(Part):
    """What a party (the holder) wants on an issue, and on whose word."""

    holder: Id
    issue: Id
    basis: Basis
    ranking: Ranking = ()
    red_lines: tuple[Id, ...] = ()
    needs: tuple[Id, ...] = ()
    fallback: Id | None = None
    firmness: Firmness | None = None
    as_of: Date | None = None
    evidence: Quotes = ()
    note: str | None = None


class Requirement(Part):
    """A red line or need that depends on other issues: if all of `if_` hold, then one of `any_of` must."""

    holder: Id
    if_: tuple[Choice, ...] = Field(default=(), alias="if")
    any_of: tuple[Choice, ...]
    firmness: Firmness | None = None
    basis: Basis = "self"
    evidence: Quotes = ()


class Constraint(Part):
    """Packages that cannot be, whoever wants them: if all of `if_` hold, then one of `any_of` must."""

    id: Id
    if_: tuple[Choice, ...] = Field(default=(), alias="if")
    any_of: tuple[Choice, ...]
    says: str | None = None
    binds: Id | None = None
    lifted_by: str | None = None
    evidence: Quotes = ()


class Term(Part):
    """One side of an exchange: an option of an issue, or a move made or not made."""

    issue: Id | None = None
    option: Id | None = None
    move: Id | None = None
    taken: bool = True


class Exchange(Part):
    """What is given for what."""

    give: tuple[Term, ...]
    for_: tuple[Term, ...] = Field(alias="for")


class Response(Part):
    """A party's answer to a proposal."""

    party: Id
    answer: Answer
    date: Date | None = None
    evidence: Quotes = ()


class Proposal(Part):
    """What somebody put on the table: a partial package; issues that are not named are not known."""

    id: Id
    author: Id | None = None
    says: str | None = None
    date: Date | None = None
    version: str | None = None
    package: Mapping[Id, Id] = Field(default_factory=dict)
    steps: tuple[Text, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    responses: tuple[Response, ...] = ()
    basis: Basis = "self"
    evidence: Quotes = ()


class MoveCondition(Part):
    """A threat or promise in public: under this condition, the move. Never a preference by itself."""

    if_: Text | None = Field(default=None, alias="if")
    says: str | None = None
    evidence: Quotes = ()


class Move(Part):
    """What a party can do by itself, yes or no."""

    id: Id
    party: Id
    says: Text
    now: bool | None = None
    direction: Direction = "both"
    conditions: tuple[MoveCondition, ...] = ()
    evidence: Quotes = ()


class NoDeal(Part):
    """What follows if talks fail; not the same thing as the status quo."""

    id: Id
    says: Text
    triggered_by: tuple[Id, ...] = ()
    package: Mapping[Id, Id] = Field(default_factory=dict)
    from_: Date | None = Field(default=None, alias="from")
    to: Date | None = None
    basis: Basis = "inferred"
    claimant: str | None = None
    adopted: bool = False
    evidence: Quotes = ()


class Outcome(Part):
    """Which package a state leads to, where that is known."""

    when: Text
    package: Mapping[Id, Id]


class Utility(Part):
    """Additive utility in numbers that an analyst really has: weights sum to 1, values lie in [0, 1]."""

    weights: Mapping[Id, Number]
    values: Mapping[Id, Mapping[Id, Number]]
    reservation: Number | None = None


class Absent(Part):
    """Who stayed away."""

    who: Text
    party: Id | None = None


class Meeting(Part):
    """A meeting, with what became of it."""

    id: Id
    place: str | None = None
    date: Date | None = None
    status: MeetingStatus = "planned"
    level: str | None = None
    present: tuple[Id, ...] = ()
    absent: tuple[Absent, ...] = ()
    evidence: Quotes = ()


class Claim(Part):
    """An assertion that is nobody's position: an explanation, a blame, a cost, a prediction; by whom."""

    by: Text
    says: Text
    kind: Literal["explanation", "blame", "cost", "prediction", "other"] = "other"
    about: Id | None = None
    evidence: Quotes = ()


class Assumption(Part):
    """Whatever the analyst adds that no document says."""

    id: Id
    says: Text


class DocumentRef(Part):
    """A document that evidence points into."""

    id: Id
    file: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: Date | None = None
    url: str | None = None
    sha256: str | None = None


class Negotiation(Part):
    """A negotiation: who wants what, what is on the table, what each can do, and on whose word.

    Made by `winset.load` from a file, or by `winset.draft` from a reading. Only `title`, `parties` and `issues` are
    required; the file says `winset: 1` besides.
    """

    winset: Annotated[Literal[1], BeforeValidator(_version)] = 1
    title: Text
    as_of: Date | None = None
    parties: tuple[Party, ...]
    consent: tuple[Id, ...] | None = None
    issues: tuple[Issue, ...]
    positions: tuple[Position, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    moves: tuple[Move, ...] = ()
    infeasible: tuple[Text, ...] = ()
    preferences: Mapping[Id, tuple[Text, ...]] = Field(default_factory=dict)
    no_deal: tuple[NoDeal, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    utilities: Mapping[Id, Utility] = Field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()
    claims: tuple[Claim, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    documents: tuple[DocumentRef, ...] = ()
    # The texts that evidence points into; no part of the content: two negotiations are equal whatever was read.
    _evidence: EvidenceIndex = PrivateAttr(default_factory=EvidenceIndex)

    def party(self, party_id: str) -> Party:
        """Return the party with this id; KeyError where there is none."""
        return _by_id(self.parties, party_id)

    def issue(self, issue_id: str) -> Issue:
        """Return the issue with this id; KeyError where there is none."""
        return _by_id(self.issues, issue_id)

    def move(self, move_id: str) -> Move:
        """Return the move with this id; KeyError where there is none."""
        return _by_id(self.moves, move_id)

    @property
    def consent_set(self) -> tuple[str, ...]:
        """Whose yes makes an agreement, in alphabetical order.

        As stated; else all signatories and those who ratify for them; else, where no party has a role, all parties
        that are no coalition. `consent_is_assumed` tells whether it was stated.
        """
        if self.consent is not None:
            return tuple(sorted(self.consent))
        signatories = {p.id for p in self.parties if "signatory" in p.roles}
        ratifiers = {
            p.id
            for p in self.parties
            if "ratifier" in p.roles and (p.ratifies_for is None or p.ratifies_for in signatories)
        }
        if signatories:
            return tuple(sorted(signatories | ratifiers))
        return tuple(sorted(p.id for p in self.parties if p.kind != "coalition"))

    @property
    def consent_is_assumed(self) -> bool:
        """Whether the consent set is winset's default and not the analyst's word."""
        return self.consent is None

    def positions_of(self, holder: str, issue: str | None = None) -> Iterator[Position]:
        """Yield the positions of a holder, on one issue or on all."""
        for position in self.positions:
            if position.holder == holder and (issue is None or position.issue == issue):
                yield position

    @property
    def evidence_index(self) -> EvidenceIndex:
        """The texts that evidence points into, and what is to be said of those that were not read."""
        return self._evidence

    def with_evidence(self, index: EvidenceIndex) -> Negotiation:
        """Return the same negotiation with other texts behind its evidence."""
        made = self.model_copy()
        made._evidence = index
        return made

    def place(self, evidence: Evidence) -> Span | None:
        """Return the first place at which the words of `evidence` stand in its document; None where not known."""
        return self._evidence.place(evidence.document, evidence.quote)

    def evidence_state(self, evidence: Evidence) -> EvidenceState:
        """Return ``verified``, ``unverified`` (its document was not read) or ``missing`` (the words are not in it)."""
        return self._evidence.state(evidence.document, evidence.quote)

    def to_dict(self) -> dict[str, Any]:
        """Return the negotiation in the shape of its file, without what is empty or default."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True) | {"winset": 1}

    @property
    def sha256(self) -> str:
        """Hash of the negotiation in canonical form, comments and order of keys apart."""
        return sha256_of(self.to_dict())


_T = TypeVar("_T", Party, Issue, Move)


def _by_id(parts: Sequence[_T], wanted: str) -> _T:
    for part in parts:
        if part.id == wanted:
            return part
    raise KeyError(wanted)
