"""Statements → a draft negotiation, every entry with its evidence, and nothing that no statement says."""

from __future__ import annotations

from pathlib import Path

from winset.drafting.options import issues_met
from winset.drafting.others import (
    draft_assumptions,
    draft_claims,
    draft_documents,
    draft_meetings,
    draft_moves,
    draft_proposals,
)
from winset.drafting.positions import draft_positions
from winset.negotiation.evidence import EvidenceIndex
from winset.negotiation.model import Negotiation, Party, PartyKind, Role
from winset.reading.coding import Codebook
from winset.reading.statement import Reading

_KINDS: dict[str, PartyKind] = {
    "state": "state",
    "organisation": "organisation",
    "group": "group",
    "person": "person",
    "coalition": "coalition",
}


def draft(
    reading: Reading,
    *,
    codebook: Codebook | Path | str | None = None,
    title: str | None = None,
    folder: Path | None = None,
) -> Negotiation:
    """Return a draft negotiation of what was read.

    Parameters
    ----------
    reading
        Statements with positions coded by a codebook.
    codebook
        The same codebook, for the options of its issues; None for the general one.
    title
        Of the negotiation; by default the number of documents it was drafted from.
    folder
        Where the file will lie, so that it names the documents as seen from there; None to name them as they were read.

    Returns
    -------
    Negotiation
        Issues met in the text; positions with rankings as far as the statements go and no further; red lines only where
        somebody said so; proposals, conditions, meetings and claims; every entry citing words of a document. An empty
        cell means that the reader found nothing, not that a party has no position.
    """
    book = codebook if isinstance(codebook, Codebook) else Codebook.load(codebook)
    labels = {party.id: party.name[:1].upper() + party.name[1:] for party in reading.parties}
    stances = [stance for statement in reading.statements for stance in statement.positions]
    for stance in stances:
        for party in (stance.holder, stance.agent):
            if party is not None:
                labels.setdefault(party, party.replace("_", " ").capitalize())
    for statement in reading.statements:
        if statement.speaker_party is not None:
            labels.setdefault(statement.speaker_party, statement.speaker_party.replace("_", " ").capitalize())
    issues = issues_met(book, stances, labels)
    count = len(reading.documents)
    made = Negotiation(
        title=title or f"Draft from {count} document{'s' if count != 1 else ''}",
        as_of=max((d.published for d in reading.documents if d.published), key=lambda date: date.last, default=None),
        parties=_parties(reading, labels, {stance.holder for stance in stances}),
        issues=tuple(issue.issue for issue in issues.values()),
        positions=draft_positions(reading, issues),
        proposals=draft_proposals(reading, issues),
        moves=draft_moves(reading, labels),
        meetings=draft_meetings(reading, labels),
        claims=draft_claims(reading),
        assumptions=draft_assumptions(reading.statements, issues.values()),
        documents=draft_documents(reading, folder),
    )
    return made.with_evidence(EvidenceIndex({document.id: document.text for document in reading.documents}))


def _parties(reading: Reading, labels: dict[str, str], holders: set[str]) -> tuple[Party, ...]:
    found = {party.id: party for party in reading.parties}
    made = []
    for party_id in sorted(labels, key=lambda name: (labels[name].casefold(), name)):
        kind: PartyKind = _KINDS.get(found[party_id].kind, "organisation") if party_id in found else "organisation"
        members = tuple(m for m in found[party_id].members if m in labels) if party_id in found else ()
        role: Role = "signatory" if party_id in holders else "affected"
        roles = () if kind == "coalition" else (role,)
        made.append(Party(id=party_id, name=labels[party_id], kind=kind, members=members, roles=roles))
    return tuple(made)
