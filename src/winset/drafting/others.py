"""The rest of a draft: proposals, threats and promises, claims, meetings, documents, assumptions.

Labels are in winset's own neutral words, since a source's words may be loaded; what was said stands in the evidence.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from winset.core.dates import PartialDate
from winset.core.ids import snake, unique
from winset.drafting.options import DraftIssue
from winset.drafting.positions import evidence_of
from winset.negotiation.model import (
    Absent,
    Assumption,
    Claim,
    DocumentRef,
    Evidence,
    Exchange,
    Meeting,
    MeetingStatus,
    Move,
    MoveCondition,
    Proposal,
    Response,
    Term,
)
from winset.reading.statement import MeetingReport, Reading, Stance, Statement

_EXCHANGE = re.compile(r"\b(?:in (?:exchange|return) for|in (?:exchange|return)|in lieu of|as a quid pro quo)\b", re.I)
_TABLED = re.compile(r"\b(?:propos\w+|offer(?:s|ed)?|plan|put forward|package|draft deal|tabled)\b", re.I)
_CLAIMS = {
    "explanation": "An explanation is given",
    "blame": "Blame is laid",
    "cost": "A cost is named",
    "prediction": "A prediction is made",
}
_STATUS_ORDER: Sequence[MeetingStatus] = ("planned", "held", "downgraded", "cancelled")


def draft_proposals(reading: Reading, issues: Mapping[str, DraftIssue]) -> tuple[Proposal, ...]:
    """Return what statements say is on the table: offers of one author that name two options or an exchange.

    A statement that goes on right after an offer with what is wanted in exchange belongs to the same proposal.
    """
    made: list[Proposal] = []
    for index, statement in enumerate(reading.statements):
        for author in sorted({stance.holder for stance in statement.positions}):
            parts = [statement, *_continued(reading.statements, index, author)]
            stances = [s for part in parts for s in part.positions if s.holder == author and s.stance == "for"]
            exchange = any(_EXCHANGE.search(part.words) for part in parts)
            tabled = statement.act == "offer" or statement.firmness == "offer"
            if not tabled or not (len(stances) > 1 or exchange):
                continue
            if not (exchange or _TABLED.search(statement.words)):
                continue
            proposal = _proposal(reading, author, parts, stances, issues, exchange=exchange)
            same = next((p for p in made if p.author == author and p.package == proposal.package), None)
            if same is None:
                made.append(proposal.model_copy(update={"id": unique(proposal.id, (p.id for p in made))}))
            else:
                evidence = tuple(dict.fromkeys((*same.evidence, *proposal.evidence)))
                made[made.index(same)] = same.model_copy(update={"evidence": evidence})
    return tuple(_with_responses(made, reading, issues))


def _continued(statements: Sequence[Statement], index: int, author: str) -> list[Statement]:
    """Return the next statement of the document where it opens with "In exchange" and speaks of the same author."""
    following = statements[index + 1 : index + 2]
    return [
        s
        for s in following
        if s.document == statements[index].document
        and _EXCHANGE.match(s.words.lstrip("“\"‘' "))
        and any(stance.holder == author for stance in s.positions)
    ]


def _proposal(
    reading: Reading,
    author: str,
    parts: Sequence[Statement],
    stances: Sequence[Stance],
    issues: Mapping[str, DraftIssue],
    *,
    exchange: bool,
) -> Proposal:
    package = {s.issue: issues[s.issue].meant(s) for s in stances}
    own = {s.issue: s.agent in (author, None) for s in stances}
    give, get = (
        tuple(Term(issue=issue, option=package[issue]) for issue in package if own[issue] is mine)
        for mine in (True, False)
    )
    return Proposal(
        id=f"{author}_proposal",
        author=author,
        date=reading.document(parts[0].document).published,
        package=package,
        exchanges=(Exchange(give=give, for_=get),) if exchange and give and get else (),
        basis="self" if parts[0].speaker_party == author else "ascribed",
        evidence=evidence_of(reading, parts),
    )


def _with_responses(
    proposals: Sequence[Proposal], reading: Reading, issues: Mapping[str, DraftIssue]
) -> Iterable[Proposal]:
    """Add answers: a party's stance on accepting the author's proposals, where the codebook has such an issue."""
    for proposal in proposals:
        answers: dict[str, Response] = {}
        for statement in reading.statements:
            for stance in statement.positions:
                if stance.holder == proposal.author or not _is_about_accepting(stance.issue, proposal.author, reading):
                    continue
                answer = "rejected" if stance.stance == "against" else "accepted"
                if statement.condition or statement.hedged or stance.stance == "unclear":
                    answer = "conditional"
                evidence = evidence_of(reading, [statement])
                answers.setdefault(stance.holder, Response(party=stance.holder, answer=answer, evidence=evidence))
        yield proposal.model_copy(update={"responses": tuple(answers[party] for party in sorted(answers))})


def _is_about_accepting(issue: str, author: str | None, reading: Reading) -> bool:
    """Whether an issue is the acceptance of this author's proposals, by the shape of its id: ``us_proposal``."""
    if author is None or not re.search(r"(?:^|_)(?:proposals?|plan)(?:$|_)", issue):
        return False
    names = {snake(author), "".join(word[0] for word in author.split("_"))}
    return re.sub(r"_?(?:proposals?|plan)(?:_accepted)?$", "", issue) in names


def draft_moves(reading: Reading, labels: Mapping[str, str]) -> tuple[Move, ...]:
    """Return threats and conditional offers as moves with their public conditions, in neutral words.

    Whether such a move would be made is not said here: a threat never enters the threatener's ranking by itself.
    """
    made: list[Move] = []
    for statement in reading.statements:
        party = statement.speaker_party
        threat = statement.act == "threaten"
        promise = statement.act in ("offer", "concede", "accept") and bool(statement.condition)
        if party is None or not (threat or promise):
            continue
        what = "threatens" if threat else "offers under a condition"
        condition = MoveCondition(
            if_=None,
            says="The condition stands in the evidence; it is not yet put in terms of moves.",
            evidence=tuple(Evidence(document=statement.document, quote=span.quote) for span in statement.condition),
        )
        made.append(
            Move(
                id=unique(f"{party}_{'threat' if threat else 'offer'}", (move.id for move in made)),
                party=party,
                says=f"{labels.get(party, party)} does what it {what} (see the evidence)",
                conditions=(condition,) if statement.condition else (),
                evidence=evidence_of(reading, [statement]),
            )
        )
    return tuple(made)


def draft_claims(reading: Reading) -> tuple[Claim, ...]:
    """Return explanations, blame, costs and predictions as claims of whoever makes them, the narrator included."""
    return tuple(
        Claim(
            by=statement.speaker or (statement.via[0] if statement.via else "narrator"),
            says=f"{_CLAIMS[statement.claim]} (see the evidence)",
            kind=statement.claim,
            about=statement.about,
            evidence=evidence_of(reading, [statement]),
        )
        for statement in reading.statements
        if statement.claim is not None
    )


def draft_meetings(reading: Reading, parties: Iterable[str]) -> tuple[Meeting, ...]:
    """Return the meetings, those of one place and date told by several documents as one."""
    known = set(parties)
    published = {document.id: document.published for document in reading.documents}
    groups: dict[tuple[str, str], list[MeetingReport]] = {}
    for report in reading.meetings:
        groups.setdefault(((report.place or "").casefold(), str(report.date or "")), []).append(report)
    made: list[Meeting] = []
    for reports in groups.values():
        reports.sort(key=lambda report: _when(published.get(report.document)))
        # What became of a meeting is told by the latest reports; of reports of one day the furthest status counts.
        latest = _when(published.get(reports[-1].document))
        statuses = [r.status for r in reports if _when(published.get(r.document)) == latest]
        absent = {(a.who, a.party): None for report in reports for a in report.absent}
        first = reports[0]
        name = snake("_".join(filter(None, [first.place, str(first.date or "")])) or "meeting")
        made.append(
            Meeting(
                id=unique(name, (meeting.id for meeting in made)),
                place=first.place,
                date=first.date,
                status=max(statuses, key=_STATUS_ORDER.index),
                level=next((report.level for report in reversed(reports) if report.level), None),
                present=tuple(sorted({p for report in reports for p in report.participants if p in known})),
                absent=tuple(Absent(who=who, party=party if party in known else None) for who, party in absent),
                evidence=tuple(
                    dict.fromkeys(Evidence(document=r.document, quote=s.quote) for r in reports for s in r.evidence)
                ),
            )
        )
    return tuple(sorted(made, key=lambda meeting: (_when(meeting.date), meeting.id)))


def _when(date: PartialDate | None) -> str:
    return str(date) if date is not None else ""


def draft_documents(reading: Reading, folder: Path | None) -> tuple[DocumentRef, ...]:
    """Return the documents that were read, with their hashes; files as seen from `folder`, where one is given."""
    return tuple(
        DocumentRef(
            id=document.id,
            file=_file(document.path, folder),
            title=document.title,
            publisher=document.publisher,
            published=document.published,
            url=document.url,
            sha256=document.source_sha256 or None,
        )
        for document in reading.documents
    )


def _file(path: str, folder: Path | None) -> str | None:
    if path in ("", "-"):
        return None
    return path if folder is None else Path(os.path.relpath(path, folder)).as_posix()


def draft_assumptions(statements: Sequence[Statement], issues: Iterable[DraftIssue]) -> tuple[Assumption, ...]:
    """Return what the draft takes for granted, so that a person can see it and strike it out."""
    made = [
        Assumption(
            id="consent",
            says="Whose yes makes an agreement is not read: parties of which a position was found, coalitions apart, "
            "are taken to be signatories, the others to be affected.",
        )
    ]
    assumed = [draft.issue.id for draft in issues if draft.issue.status_quo is not None]
    if assumed:
        made.append(
            Assumption(id="status_quo", says=f"What holds today is the codebook’s word for: {', '.join(assumed)}.")
        )
    split = [draft.issue.id for draft in issues if len(draft.variants) > 1]
    if split:
        made.append(
            Assumption(
                id="agents",
                says="Acts of different agents are options of their own, and a refusal that names no agent is taken to "
                f"cover no act of a named one, for: {', '.join(split)}.",
            )
        )
    unreviewed = sum(statement.review is None for statement in statements)
    if unreviewed:
        made.append(
            Assumption(
                id="unreviewed",
                says=f"{unreviewed} of {len(statements)} statements were coded by the reader and reviewed by nobody.",
            )
        )
    return tuple(made)
