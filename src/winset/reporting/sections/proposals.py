"""What is on the table: what is known of it, what is not, who answered how."""

from __future__ import annotations

from typing import Any

from winset.negotiation.model import Proposal, Term
from winset.reporting import sentences
from winset.reporting.context import Context
from winset.reporting.parts import Section, Use


def section(context: Context) -> Section | None:
    """Return the proposals, by date; None where there are none."""
    found = context.negotiation.proposals
    if not found:
        return None
    dated = sorted(found, key=lambda p: (p.date is None, str(p.date or ""), p.id))
    entries = [_entry(context, proposal, f"proposals-{number}") for number, proposal in enumerate(dated, 1)]
    return Section(id="proposals", title="What is on the table", template="proposals.html", data={"entries": entries})


def _entry(context: Context, proposal: Proposal, anchor: str) -> dict[str, Any]:
    author = context.party(proposal.author) if proposal.author else ""
    title = sentences.proposal_title(author, proposal.version)
    use = Use(anchor, title)
    answered = {response.party for response in proposal.responses}
    needed = [p for p in context.negotiation.consent_set if p not in answered and p != proposal.author]
    return {
        "anchor": anchor,
        "title": title,
        "says": context.label(proposal.says) if proposal.says else "",
        "date": proposal.date,
        "basis": sentences.BASES[proposal.basis],
        "known": [
            (context.issue(issue.id), context.option(issue.id, proposal.package[issue.id]))
            for issue in context.negotiation.issues
            if issue.id in proposal.package
        ],
        "open": [context.issue(issue.id) for issue in context.negotiation.issues if issue.id not in proposal.package],
        "steps": [context.label(step) for step in proposal.steps],
        "exchanges": [sentences.exchange(_terms(context, e.give), _terms(context, e.for_)) for e in proposal.exchanges],
        "responses": [
            {
                "party": context.party(r.party),
                "answer": r.answer,
                "answer_label": sentences.ANSWERS[r.answer],
                "date": r.date,
                "quotes": context.cite(r.evidence, use, holder=r.party),
            }
            for r in sorted(proposal.responses, key=lambda r: context.party(r.party).casefold())
        ],
        "unanswered": sentences.unanswered(context.party_list(needed), context.drafted),
        "quotes": context.cite(proposal.evidence, use, holder=proposal.author),
    }


def _terms(context: Context, terms: tuple[Term, ...]) -> list[str]:
    said = []
    for term in terms:
        if term.move is not None:
            move = next((m for m in context.negotiation.moves if m.id == term.move), None)
            says = context.label(move.says) if move is not None else term.move
            said.append(sentences.term(says, term.taken))
        elif term.issue is not None and term.option is not None:
            said.append(sentences.term(context.option(term.issue, term.option), term.taken))
    return said
