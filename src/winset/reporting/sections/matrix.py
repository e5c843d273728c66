"""Party by issue at one glance: each cell opens its statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from winset.analysis.positions import Cell
from winset.negotiation.model import Issue, Requirement
from winset.reporting import sentences
from winset.reporting.context import Context
from winset.reporting.parts import Section, Use
from winset.reporting.quotations import Quoted

MOST = 8
"""Columns that fit a page; with more the table scrolls sideways."""


def section(context: Context) -> Section | None:
    """Return the matrix; None where there is no issue, or nothing of anybody on any."""
    if not context.negotiation.issues or not context.parties:
        return None
    heard = [(k, party) for k, party in enumerate(context.parties, 1) if _heard(context, party.id)]
    if not heard:
        return None
    silent = [p.id for p in context.parties if all(p.id != party.id for _, party in heard)]
    rows = []
    for number, issue in enumerate(context.negotiation.issues, 1):
        view = next(v for v in context.positions.issues if v.issue == issue.id)
        cells = [cell_view(context, issue, context.positions.cell(party.id, issue.id), number, k) for k, party in heard]
        rows.append(
            {
                "number": number,
                "issue": issue,
                "label": context.issue(issue.id),
                "anchor": context.issue_anchor(issue.id),
                "options": [
                    {
                        "letter": context.letter(issue, o.id),
                        "says": context.option(issue.id, o.id),
                        "now": o.id == issue.status_quo,
                    }
                    for o in issue.options
                ],
                "status": view.status,
                "status_label": sentences.STATUSES[view.status],
                "cells": cells,
                "empty": _empty(cells),
            }
        )
    return Section(
        id="matrix",
        title="Who wants what, and on whose word",
        nav="Who wants what",
        template="matrix.html",
        data={
            "rows": rows,
            "legend": legend(context),
            "wide": len(heard) > MOST,
            "parties": [
                {"name": context.party(p.id), "consent": p.id in context.negotiation.consent_set} for _, p in heard
            ],
            "absent": sentences.nowhere(context.party_list(silent), context.drafted),
        },
    )


def _heard(context: Context, party: str) -> bool:
    """Whether anything is recorded or found of a party on any issue; one stated to be needed always has its column."""
    return (
        party in (context.negotiation.consent or ())
        or any(p.holder == party for p in context.negotiation.positions)
        or any(r.holder == party for r in context.negotiation.requirements)
        or any(s.holder == party and context.issue_anchor(s.issue) for x in context.statements for s in x.positions)
    )


def cell_view(context: Context, issue: Issue, cell: Cell, number: int, k: int) -> dict[str, Any]:
    """Return what one cell shows: short lines, basis, firmness, and the quotations that it opens."""
    anchor = f"matrix-{number}-{k}"
    entry = anchor if cell.state == "missing" else f"issues-{number}-{k}"
    held = [context.negotiation.positions[index] for index in cell.positions]
    use = Use(entry, sentences.use_of_cell(context.party(cell.party), context.issue(issue.id)))
    quotes: list[Quoted] = []
    for position in held:
        quotes += context.cite(position.evidence, use, holder=cell.party)
    state = "missing_file" if cell.state == "missing" and not context.drafted else cell.state
    found = others(context, cell) if cell.state == "missing" and not context.drafted else ()
    quotes += [context.quote(index, use, holder=cell.party) for index in found]
    tied = any(r.holder == cell.party and cell.issue in _issues(r) for r in context.negotiation.requirements)
    return {
        "anchor": anchor,
        "party": context.party(cell.party),
        "state": state,
        "state_label": sentences.STATES_SHORT.get(state, sentences.STATES[state]),
        "state_long": sentences.STATES_LONG.get(state, ""),
        "lines": [
            (
                p.basis,
                sentences.BASES[p.basis],
                sentences.ranking([context.letters(issue, tier) for tier in p.ranking], []),
            )
            for p in held
            if p.ranking
        ],
        "several": len(held) > 1,
        "red": context.letters(issue, cell.refused),
        "needs": context.letters(issue, cell.needs),
        "fallback": context.letters(issue, cell.fallback),
        "bases": [(b, sentences.BASES[b]) for b in cell.bases],
        "hold": cell.hold,
        "hold_label": sentences.HOLDS[cell.hold],
        "quotes": quotes,
        "found": len(found),
        "empty": state != "stated" and not (quotes or cell.bases or tied),
        "opens": sentences.opens(len(quotes)),
        "tied": tied,
        "unreviewed": any(context.reviewed(p) is False for p in held),
        "notes": [context.label(p.note) for p in held if p.note],
        "clash": len(held) > 1
        and any(d.party == cell.party and d.issue == cell.issue for d in context.coherence.positions_differ),
    }


def _empty(cells: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[str]]]:
    """Return whose cells say only that nothing is there, by what they say; narrow screens tell it in one line."""
    found: dict[str, list[str]] = {}
    for cell in cells:
        if cell["empty"]:
            found.setdefault(cell["state_label"], []).append(cell["party"])
    return list(found.items())


def _issues(requirement: Requirement) -> set[str]:
    return {choice.issue for choice in (*requirement.if_, *requirement.any_of)}


def others(context: Context, cell: Cell) -> list[int]:
    """Return statements of the reading on this issue and party that a file written by hand says nothing about."""
    return [
        index
        for index, statement in enumerate(context.statements)
        if any(s.holder == cell.party and s.issue == cell.issue for s in statement.positions)
    ]


def legend(context: Context) -> list[tuple[str, str]]:
    """Return the words for what is not there, which differ."""
    states = ["missing" if context.drafted else "missing_file", "unknown", "no_position"]
    return [(sentences.STATES_SHORT.get(s, sentences.STATES[s]), sentences.STATES_LONG[s]) for s in states]
