"""On whose word everything rests: counted before anything is believed.

Statements of a reading fall into five kinds, each statement into exactly one:

``own``
    said by somebody who speaks for a party, with nobody between the speaker and the document;
``through``
    reached the document through an outlet or another speaker (`Statement.via` is not empty);
``other``
    said by somebody who speaks for no party;
``unnamed``
    attributed, but the document names nobody;
``narrator``
    the document's own assertion.

Positions of a negotiation are counted by their basis: said by the holder, ascribed to it, or inferred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from winset.core.results import Result, Run, sha256_of
from winset.negotiation.model import Basis, Negotiation
from winset.reading.statement import Reading, Statement

Kind = Literal["own", "through", "other", "unnamed", "narrator"]
KINDS: tuple[Kind, ...] = ("own", "through", "other", "unnamed", "narrator")
BASES: tuple[Basis, ...] = ("self", "ascribed", "inferred")


def kind_of(statement: Statement) -> Kind:
    """Return which of the five kinds a statement is."""
    if statement.voice == "narrator":
        return "narrator"
    if statement.via:
        return "through"
    if statement.speaker_party is not None:
        return "own"
    return "other" if statement.speaker is not None else "unnamed"


@dataclass(frozen=True, slots=True)
class PartyProvenance:
    """What is known of one party, and on whose word.

    `statements` counts, by kind, those in which the party speaks (``own``, ``through``) and those that ascribe a
    position to it in somebody else's words (all kinds); `positions` counts positions by basis.
    """

    party: str
    statements: Mapping[Kind, int]
    positions: Mapping[Basis, int]


@dataclass(frozen=True, kw_only=True)
class Provenance(Result):
    """The answer of `provenance`.

    Parameters
    ----------
    documents
        How many were read; 0 where no reading was given.
    statements
        Number of statements by kind; empty where no reading was given.
    quoted
        How many of the parties' own words are quoted, wholly or in part; the others are told in the document's wording.
    reviewed
        How many of them a person accepted, changed or added.
    rejected
        How many a person rejected; they count nowhere else.
    positions
        Number of positions by basis.
    unsupported
        How many positions cite nothing.
    parties
        The same for each party, by id.
    """

    documents: int
    statements: Mapping[Kind, int]
    quoted: int
    reviewed: int
    rejected: int
    positions: Mapping[Basis, int]
    unsupported: int
    parties: Sequence[PartyProvenance] = field(default_factory=tuple)

    @property
    def total(self) -> int:
        """Number of statements."""
        return sum(self.statements.values())

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Return one row a party: counts of statements by kind and of positions by basis."""
        return [
            {"party": p.party}
            | {kind: p.statements.get(kind, 0) for kind in KINDS}
            | {f"positions_{basis}": p.positions.get(basis, 0) for basis in BASES}
            for p in self.parties
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as JSON-ready values."""
        return {
            "documents": self.documents,
            "statements": {kind: self.statements.get(kind, 0) for kind in KINDS},
            "quoted": self.quoted,
            "reviewed": self.reviewed,
            "rejected": self.rejected,
            "positions": {basis: self.positions.get(basis, 0) for basis in BASES},
            "unsupported": self.unsupported,
            "parties": list(self.rows()),
            "run": self.run.to_dict(),
        }


def provenance(n: Negotiation, *, reading: Reading | None = None) -> Provenance:
    """Count on whose word the statements and positions rest.

    Parameters
    ----------
    n
        The negotiation.
    reading
        What it was drafted from, or a reading of the same documents; None where there is none.
    """
    statements = () if reading is None else reading.statements
    by_kind: Counter[Kind] = Counter(kind_of(s) for s in statements)
    by_party: dict[str, Counter[Kind]] = {}
    for statement in statements:
        concerned = {stance.holder for stance in statement.positions}
        if statement.speaker_party is not None:
            concerned.add(statement.speaker_party)
        for party in concerned:
            by_party.setdefault(party, Counter())[_seen_from(party, statement)] += 1
    positions: dict[str, Counter[Basis]] = {}
    for position in n.positions:
        positions.setdefault(position.holder, Counter())[position.basis] += 1
    total: Counter[Basis] = Counter(position.basis for position in n.positions)
    names = sorted({p.id for p in n.parties} | set(by_party) | set(positions))
    return Provenance(
        run=Run(method="counting", input_sha256=sha256_of([n.sha256, [s.id for s in statements]])),
        documents=0 if reading is None else len(reading.documents),
        statements={kind: by_kind[kind] for kind in KINDS if by_kind[kind]},
        quoted=sum(kind_of(s) == "own" and s.quotation in ("direct", "mixed") for s in statements),
        reviewed=sum(s.review is not None for s in statements),
        rejected=0 if reading is None else len(reading.rejected),
        positions={basis: total[basis] for basis in BASES if total[basis]},
        unsupported=sum(not position.evidence for position in n.positions),
        parties=tuple(
            PartyProvenance(
                party=name,
                statements={k: by_party[name][k] for k in KINDS if by_party.get(name, Counter())[k]},
                positions={b: positions[name][b] for b in BASES if positions.get(name, Counter())[b]},
            )
            for name in names
        ),
    )


def _seen_from(party: str, statement: Statement) -> Kind:
    """Return the kind of a statement for one party: another party's word about it is not its own."""
    kind = kind_of(statement)
    return "other" if kind == "own" and statement.speaker_party != party else kind
