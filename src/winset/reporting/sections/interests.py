"""Parties: roles, speakers, members; and why they want what they want, which is noted and never computed with."""

from __future__ import annotations

from winset.reporting import sentences
from winset.reporting.context import Context
from winset.reporting.parts import Section, Use


def section(context: Context) -> Section | None:
    """Return the parties in alphabetical order; None where there are none."""
    if not context.parties:
        return None
    entries = []
    for number, party in enumerate(context.parties, 1):
        anchor = f"parties-{number}"
        use = Use(anchor, sentences.use_of_interest(context.party(party.id)))
        entries.append(
            {
                "anchor": anchor,
                "name": context.party(party.id),
                "kind": party.kind,
                "roles": [sentences.ROLES[role] for role in party.roles],
                "consent": party.id in context.negotiation.consent_set,
                "ratifies_for": context.party(party.ratifies_for) if party.ratifies_for else "",
                "members": context.party_list(party.members),
                "actors": [
                    {
                        "name": context.label(actor.name),
                        "role": context.label(actor.role) if actor.role else "",
                        "period": sentences.period(str(actor.from_ or ""), str(actor.to or "")),
                    }
                    for actor in party.actors
                ],
                "interests": [
                    {
                        "says": context.label(interest.says),
                        "basis": sentences.BASES[interest.basis],
                        "quotes": context.cite(interest.evidence, use, holder=party.id),
                    }
                    for interest in party.interests
                ],
            }
        )
    return Section(
        id="parties",
        title="Parties and their interests",
        nav="Parties",
        template="interests.html",
        data={"entries": entries},
    )
