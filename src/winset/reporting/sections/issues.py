"""Issue by issue: the options, how it stands, and each party's position in full."""

from __future__ import annotations

from typing import Any

from winset.negotiation.model import Issue, Position
from winset.reporting import charts, sentences
from winset.reporting.context import Context
from winset.reporting.parts import Section, Use


def section(context: Context) -> Section | None:
    """Return all issues with all positions on them; None where there is no issue."""
    if not context.negotiation.issues:
        return None
    entries = [_entry(context, issue, number) for number, issue in enumerate(context.negotiation.issues, 1)]
    return Section(id="issues", title="Issue by issue", template="issues.html", data={"entries": entries})


def _entry(context: Context, issue: Issue, number: int) -> dict[str, Any]:
    anchor = f"issues-{number}"
    view = context.positions.issues[number - 1]
    parties = []
    for k, party in enumerate(context.parties, 1):
        cell = context.positions.cell(party.id, issue.id)
        if cell.state == "missing":
            continue
        here = f"{anchor}-{k}"
        parties.append(
            {
                "anchor": here,
                "name": context.party(party.id),
                "positions": [
                    position_view(context, issue, context.negotiation.positions[i], here) for i in cell.positions
                ],
                "earlier": [
                    position_view(context, issue, context.negotiation.positions[i], here) for i in cell.earlier
                ],
            }
        )
    missing = [p.id for p in context.parties if context.positions.cell(p.id, issue.id).state == "missing"]
    return {
        "anchor": anchor,
        "number": number,
        "question": context.issue(issue.id),
        "scale": issue.scale,
        "options": [
            {
                "letter": context.letter(issue, o.id),
                "says": context.option(issue.id, o.id),
                "now": o.id == issue.status_quo,
            }
            for o in issue.options
        ],
        "status": view.status,
        "says": sentences.status(
            view.status,
            [context.option(issue.id, o) for o in view.common],
            context.party_list(view.silent_consent),
            context.party_list(view.tied),
        ),
        "parties": parties,
        "missing": sentences.missing(context.party_list(missing), context.drafted),
        "requirements": [
            {
                "says": sentences.insists(
                    "requirement",
                    context.party(r.holder),
                    [context.choice(c) for c in r.if_],
                    [context.choice(c) for c in r.any_of],
                ),
                "basis": sentences.BASES[r.basis],
                "firmness": sentences.FIRMNESS[r.firmness] if r.firmness else "",
                "quotes": context.cite(r.evidence, Use(anchor, context.issue(issue.id)), holder=r.holder),
            }
            for r in context.negotiation.requirements
            if issue.id in {c.issue for c in (*r.if_, *r.any_of)}
        ],
        "constraints": [
            {
                "says": context.label(c.says) if c.says else "",
                "rule": sentences.constraint(
                    [context.choice(x) for x in c.if_], [context.choice(x) for x in c.any_of], context.party(c.binds)
                ),
                "lifted_by": context.label(c.lifted_by) if c.lifted_by else "",
                "quotes": context.cite(c.evidence, Use(anchor, context.issue(issue.id))),
            }
            for c in context.negotiation.constraints
            if issue.id in {x.issue for x in (*c.if_, *c.any_of)}
        ],
        "chart": _chart(context, issue, number),
    }


def position_view(context: Context, issue: Issue, position: Position, anchor: str) -> dict[str, Any]:
    """Return one position in words."""
    ranked = {o for tier in position.ranking for o in tier}
    named = ranked | set(position.red_lines)
    left = [context.letter(issue, o.id) for o in issue.options if o.id not in named]
    use = Use(anchor, sentences.use_of_cell(context.party(position.holder), context.issue(issue.id)))
    return {
        "ranking": sentences.ranking([context.letters(issue, tier) for tier in position.ranking], left),
        "red": context.letters(issue, position.red_lines),
        "needs": context.letters(issue, position.needs),
        "fallback": context.letter(issue, position.fallback) if position.fallback else "",
        "basis": position.basis,
        "basis_label": sentences.BASES[position.basis],
        "basis_long": sentences.BASES_LONG[position.basis],
        "firmness": sentences.FIRMNESS[position.firmness] if position.firmness else "",
        "as_of": position.as_of,
        "note": context.label(position.note) if position.note else "",
        "reviewed": context.reviewed(position),
        "quotes": context.cite(position.evidence, use, holder=position.holder),
    }


def _chart(context: Context, issue: Issue, number: int) -> Any:
    """Draw where the parties stand on a scale; None where the issue has none or fewer than two parties are on it."""
    if not issue.scale:
        return None
    marks: list[tuple[str, str, str]] = []
    for party in context.parties:
        cell = context.positions.cell(party.id, issue.id)
        name = context.party(party.id)
        marks += [(name, context.letter(issue, o), "first") for o in cell.best]
        marks += [(name, context.letter(issue, o), "fallback") for o in cell.fallback]
        marks += [(name, context.letter(issue, o), "refused") for o in cell.refused]
    if len({name for name, _, _ in marks}) < 2:
        return None
    letters = [context.letter(issue, o.id) for o in issue.options]
    return charts.scale(marks, letters, prefix=f"scale-{number}")
