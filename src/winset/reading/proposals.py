"""Proposals: what is on the table, whose it is, what is known of it, and who answered how.

A proposal is put together from statements, within one document and across documents, in the order of publication:

- **Author.** The party that offers in its own words, or the one party to which an outlet or the narrator ascribes it.
  Offers of one author that follow each other in a document are one proposal; so are offers of one author under
  one name, and offers that contain the same positions.
- **Contents.** The positions of the author in those statements. Where no position is told the contents are `untold`:
  that a plan exists is known, what is in it is not.
- **Exchanges.** A condition under which an offer is made is its price: the offer's words and the condition's words
  stand side by side as a pair.
- **Responses.** A party's yes, no or openness to a proposal of another party that the words name ("the plan", "the
  offer", "the paper"): the one whose author is named beside it, else the last one of another party told before it.

Nothing is guessed: an answer to a text that no statement told of makes a proposal only where its author is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from winset.core.dates import PartialDate
from winset.core.spans import Span
from winset.reading.document import Document
from winset.reading.statement import Act, Stance, Statement

if TYPE_CHECKING:
    from winset.reading.statement import Reading

Answer = Literal["accept", "reject", "open"]

_NAMED = re.compile(
    r"\b(?:[\w’'-]+\s+){0,4}?(?:proposals?|plan|offer|package|draft|paper|initiative|blueprint|road ?map|framework|bid|"
    r"terms|compromise|formula|text|settlement|bargain|swap|scheme)\b",
    re.IGNORECASE,
)
_REFERS = re.compile(
    r"\b(?:the|this|that) (?:[\w’'-]+ ){0,2}(?:proposals?|plan|offer|package|draft|paper|deal|terms)\b", re.IGNORECASE
)
_LEADING = re.compile(
    r"^(?:(?:that|to|of|on|for|about|with|and|or|it|its|the|a|an|this|their|his|her)\s+)+", re.IGNORECASE
)
_ANSWERS: dict[Act, Answer] = {"accept": "accept", "reject": "reject", "support": "open", "concede": "accept"}


@dataclass(frozen=True, slots=True)
class ProposedExchange:
    """What is offered and what is asked for it, in the words of one statement."""

    statement: str
    given: tuple[Span, ...]
    asked: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ProposalResponse:
    """What a party answered: accepted, rejected, or left open; with the statement that tells it."""

    party: str
    answer: Answer
    statement: str


@dataclass(frozen=True, slots=True)
class ProposalReport:
    """A proposal, as statements tell of it.

    Parameters
    ----------
    id
        Within a reading.
    author
        The party whose proposal it is.
    name
        The words that name it, as the text has them; None where it is only told what is in it.
    document, date
        Where it is told of first, and when that was published.
    statements
        Ids of the statements that tell of it, in order.
    evidence
        Their contents, in the documents of the statements.
    contents
        The author's positions in it.
    exchanges
        What is offered for what.
    responses
        One for each party: the last that is told.
    """

    id: str
    author: str
    name: str | None
    document: str
    date: PartialDate | None
    statements: tuple[str, ...]
    evidence: tuple[Span, ...]
    contents: tuple[Stance, ...] = ()
    exchanges: tuple[ProposedExchange, ...] = ()
    responses: tuple[ProposalResponse, ...] = ()

    @property
    def untold(self) -> bool:
        """Whether nothing is told of what is in it."""
        return not self.contents and not self.exchanges


@dataclass(slots=True)
class _Draft:
    author: str
    name: str | None
    first: Statement
    parts: list[Statement] = field(default_factory=list)
    responses: dict[str, ProposalResponse] = field(default_factory=dict)
    last: int = 0

    def contents(self) -> tuple[Stance, ...]:
        found: dict[str, Stance] = {}
        for part in self.parts:
            for stance in part.positions:
                if stance.holder == self.author:
                    found.setdefault(stance.issue, stance)
        return tuple(found.values())


def find_proposals(reading: Reading) -> tuple[ProposalReport, ...]:
    """Return the proposals that the statements of a reading tell of, in the order in which they come up."""
    order = {document.id: number for number, document in enumerate(_by_date(reading))}
    statements = sorted(enumerate(reading.statements), key=lambda row: (order.get(row[1].document, len(order)), row[0]))
    names = {party.id: party.name for party in reading.parties}
    drafts: list[_Draft] = []
    for number, (_, statement) in enumerate(statements):
        author = _author(statement)
        if author is not None and statement.firmness == "openness" and _REFERS.search(statement.words):
            target = _meant(drafts, statement, author, names)
            if target is not None:
                target.responses[author] = ProposalResponse(author, "open", statement.id)
                continue
        if author is not None:
            _tabled(drafts, statement, author, number)
            continue
        party = statement.speaker_party or _sole_holder(statement)
        answer = _answer(statement)
        if party is None or answer is None:
            continue
        target = _meant(drafts, statement, party, names)
        if target is not None:
            target.responses[party] = ProposalResponse(party, answer, statement.id)
    dates = {document.id: document.published for document in reading.documents}
    return tuple(_report(number, draft, dates) for number, draft in enumerate(drafts, 1))


def _by_date(reading: Reading) -> list[Document]:
    numbered = list(enumerate(reading.documents))
    numbered.sort(key=lambda row: (row[1].published is None, str(row[1].published or ""), row[0]))
    return [document for _, document in numbered]


def _author(statement: Statement) -> str | None:
    """Return whose proposal a statement tables; None where it tables none."""
    if statement.act != "offer" or statement.negated:
        return None
    if statement.speaker_party is not None:
        return statement.speaker_party
    return _sole_holder(statement)


def _sole_holder(statement: Statement) -> str | None:
    holders = {stance.holder for stance in statement.positions}
    return holders.pop() if len(holders) == 1 else None


def _tabled(drafts: list[_Draft], statement: Statement, author: str, number: int) -> None:
    name = _name(statement.words)
    mine = [draft for draft in drafts if draft.author == author]
    issues = {stance.issue for stance in statement.positions if stance.holder == author}
    for draft in reversed(mine):
        follows = draft.last == number - 1 and draft.first.document == statement.document
        named = name is not None and draft.name is not None and _kin(name, draft.name)
        again = bool(issues) and issues <= {stance.issue for stance in draft.contents()}
        if follows or named or again:
            draft.parts.append(statement)
            draft.name = draft.name or name
            draft.last = number
            return
    drafts.append(_Draft(author, name, statement, [statement], last=number))


def _kin(one: str, other: str) -> bool:
    return one.casefold().split()[-1] == other.casefold().split()[-1]


def _name(words: str) -> str | None:
    match = _NAMED.search(words)
    if match is None:
        return None
    named = _LEADING.sub("", match.group()).strip()
    return named or None


def _answer(statement: Statement) -> Answer | None:
    answer = _ANSWERS.get(statement.act)
    if answer is None and statement.firmness == "openness":
        return "open"
    if answer == "accept" and (statement.hedged or statement.condition):
        return "open"
    return answer


def _meant(drafts: Sequence[_Draft], statement: Statement, party: str, names: Mapping[str, str]) -> _Draft | None:
    """Return the proposal that an answer speaks of; None where the words name no proposal or nobody's is open."""
    said = " ".join(span.quote for span in (*statement.cue, *statement.content))
    if _NAMED.search(said) is None:
        return None
    others = [draft for draft in drafts if draft.author != party]
    for draft in reversed(others):
        own = names.get(draft.author, draft.author.replace("_", " "))
        if own.casefold() in said.casefold():
            return draft
    named_elsewhere = any(
        name.casefold() in said.casefold() for party_id, name in names.items() if party_id != party and len(name) > 3
    )
    near = [draft for draft in others if draft.first.document == statement.document] or others
    return None if named_elsewhere or not near else near[-1]


def _report(number: int, draft: _Draft, dates: Mapping[str, PartialDate | None]) -> ProposalReport:
    first = draft.first
    return ProposalReport(
        id=f"p{number:02d}",
        author=draft.author,
        name=draft.name,
        document=first.document,
        date=dates.get(first.document),
        statements=tuple(part.id for part in draft.parts),
        evidence=tuple(span for part in draft.parts for span in part.content),
        contents=draft.contents(),
        exchanges=tuple(_exchanges(draft.parts)),
        responses=tuple(draft.responses[party] for party in sorted(draft.responses)),
    )


def _exchanges(parts: Sequence[Statement]) -> Iterator[ProposedExchange]:
    for part in parts:
        if part.condition:
            yield ProposedExchange(part.id, tuple(_without(part)), part.condition)


def _without(statement: Statement) -> Iterator[Span]:
    """Yield the content apart from its conditions: what is offered."""
    for span in statement.content:
        start = span.start
        for condition in sorted(statement.condition, key=lambda c: c.start):
            if span.start <= condition.start and condition.end <= span.end:
                yield from _trimmed(span, start, condition.start)
                start = condition.end
        yield from _trimmed(span, start, span.end)


def _trimmed(span: Span, start: int, end: int) -> Iterator[Span]:
    words = span.quote[start - span.start : end - span.start]
    left = len(words) - len(words.lstrip(" ,;\n"))
    words = words.strip(" ,;\n")
    if re.search(r"\w", words):
        yield Span(start + left, start + left + len(words), words)
