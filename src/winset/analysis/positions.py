"""Party by issue: who wants what, on which basis, how firmly; what is contested, agreed, or not known.

Nothing here says more than the positions do. Three kinds of not knowing are kept apart:

``no_position``
    a position is recorded and ties all options: the party has none of its own;
``unknown``
    a position is recorded and ranks, refuses and needs nothing: the party spoke of the issue, or the analyst looked,
    and what it wants is not known;
``missing``
    nothing is recorded. After a reading that means "not found by the reader", in a file written by hand "not in the
    file"; neither means that the party has no position.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from winset.core.dates import PartialDate
from winset.core.results import Result, Run
from winset.negotiation.model import Basis, Firmness, Issue, Negotiation, Position
from winset.negotiation.positions import in_force

State = Literal["stated", "no_position", "unknown", "missing"]
Hold = Literal["firm", "open", "not_stated"]
Status = Literal["contested", "agreed", "compatible", "one_sided", "silent"]

_BASIS_ORDER: tuple[Basis, ...] = ("self", "ascribed", "inferred")
_FIRM: tuple[Firmness, ...] = ("red_line", "demand")


@dataclass(frozen=True, slots=True)
class Cell:
    """What is recorded of one party on one issue.

    Parameters
    ----------
    party, issue
        Ids.
    state
        See the module's docstring.
    best
        Options it puts first (the first tier of the ranking), in the order of the issue; several where they are tied or
        where several positions are recorded.
    refused
        Options that cross a red line.
    needs
        Options of which it needs one.
    fallback
        Options it named as fallback.
    bases
        On which bases the positions rest.
    hold
        ``firm`` where it has a red line, a need or a demand; ``open`` where it offered or said it was open; else
        ``not_stated``. Firm wins.
    firmness
        As stated, all values.
    as_of
        Dates of the positions, ascending.
    positions
        Indices into ``n.positions`` of those in force; a later one of the same holder, issue and basis replaces an
        older one.
    earlier
        Indices of those that were replaced.
    """

    party: str
    issue: str
    state: State
    best: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    fallback: tuple[str, ...] = ()
    bases: tuple[Basis, ...] = ()
    hold: Hold = "not_stated"
    firmness: tuple[Firmness, ...] = ()
    as_of: tuple[PartialDate, ...] = ()
    positions: tuple[int, ...] = ()
    earlier: tuple[int, ...] = ()

    def sought(self, issue: Issue) -> frozenset[str]:
        """Return what it would take first: its best options, else what it needs, else what it does not refuse."""
        if self.best:
            return frozenset(self.best)
        if self.needs:
            return frozenset(self.needs)
        return frozenset(o.id for o in issue.options) - frozenset(self.refused)

    def refuses(self, issue: Issue) -> frozenset[str]:
        """Return what it refuses whatever else is offered: its red lines, and what lies outside its needs."""
        beyond = frozenset(o.id for o in issue.options) - frozenset(self.needs) if self.needs else frozenset()
        return frozenset(self.refused) | beyond


@dataclass(frozen=True, slots=True)
class IssueView:
    """How the parties stand on one issue.

    `status` is

    - ``contested``: at least two parties have stated positions, and no option is sought by all and refused by none;
    - ``agreed``: there is such an option, and the whole consent set has stated positions;
    - ``compatible``: there is such an option among the positions stated, but somebody whose yes is needed has none;
    - ``one_sided``: one party only has stated a position;
    - ``silent``: nobody has.

    `tied` are parties without a stated position that tie the issue to others by a requirement. `common` are the
    options sought by all and refused by none; `silent_consent` those of the consent set without a stated position.
    """

    issue: str
    status: Status
    common: tuple[str, ...]
    stated: tuple[str, ...]
    silent_consent: tuple[str, ...]
    tied: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Positions(Result):
    """The answer of `positions`: every cell of the matrix, and how each issue stands."""

    issues: tuple[IssueView, ...]
    cells: Mapping[tuple[str, str], Cell]

    def cell(self, party: str, issue: str) -> Cell:
        """Return what is recorded of `party` on `issue`."""
        return self.cells[party, issue]

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Return one row a cell, parties by id within the order of the issues."""
        return [
            {
                "issue": c.issue,
                "party": c.party,
                "state": c.state,
                "best": list(c.best),
                "refused": list(c.refused),
                "needs": list(c.needs),
                "fallback": list(c.fallback),
                "bases": list(c.bases),
                "hold": c.hold,
            }
            for c in self.cells.values()
        ]

    def to_dict(self) -> dict[str, Any]:
        """Return the matrix as JSON-ready values."""
        return {
            "issues": [
                {
                    "issue": v.issue,
                    "status": v.status,
                    "common": list(v.common),
                    "stated": list(v.stated),
                    "silent_consent": list(v.silent_consent),
                    "tied": list(v.tied),
                }
                for v in self.issues
            ],
            "cells": list(self.rows()),
            "run": self.run.to_dict(),
        }


def positions(n: Negotiation) -> Positions:
    """Return the matrix of parties and issues.

    Parameters
    ----------
    n
        The negotiation; every party of it gets a cell for every issue.
    """
    kept = {id(position) for position in in_force(n)}
    held: dict[tuple[str, str], list[int]] = {}
    earlier: dict[tuple[str, str], list[int]] = {}
    for index, position in enumerate(n.positions):
        where = held if id(position) in kept else earlier
        where.setdefault((position.holder, position.issue), []).append(index)
    cells: dict[tuple[str, str], Cell] = {}
    views: list[IssueView] = []
    for issue in n.issues:
        row = {
            p: replace(
                _cell(p, issue, n.positions, held.get((p, issue.id), ())), earlier=tuple(earlier.get((p, issue.id), ()))
            )
            for p in sorted(p.id for p in n.parties)
        }
        cells |= {(party, issue.id): cell for party, cell in row.items()}
        tied = {r.holder for r in n.requirements if issue.id in {c.issue for c in (*r.if_, *r.any_of)}}
        views.append(_view(issue, row, n.consent_set, tied))
    return Positions(
        run=Run(method="comparison of stated positions", input_sha256=n.sha256), issues=tuple(views), cells=cells
    )


def _cell(party: str, issue: Issue, every: Sequence[Position], indices: Sequence[int]) -> Cell:
    if not indices:
        return Cell(party, issue.id, "missing")
    own = [every[index] for index in indices]
    everything = {o.id for o in issue.options}
    tied = [p for p in own if len(p.ranking) == 1 and set(p.ranking[0]) == everything and len(everything) > 1]
    telling = [p for p in own if p not in tied and (p.ranking or p.red_lines or p.needs)]
    state: State = "stated" if telling else "no_position" if tied else "unknown"
    firmness = tuple(f for f in ("red_line", "demand", "offer", "openness") if f in {p.firmness for p in own})
    firm = any(p.red_lines or p.needs for p in own) or any(f in _FIRM for f in firmness)
    return Cell(
        party,
        issue.id,
        state,
        best=_ordered(issue, (o for p in telling if p.ranking for o in p.ranking[0])),
        refused=_ordered(issue, (o for p in own for o in p.red_lines)),
        needs=_ordered(issue, (o for p in own for o in p.needs)),
        fallback=_ordered(issue, (p.fallback for p in own if p.fallback is not None)),
        bases=tuple(b for b in _BASIS_ORDER if b in {p.basis for p in own}),
        hold="firm" if firm else "open" if firmness else "not_stated",
        firmness=firmness,
        as_of=tuple(sorted({p.as_of for p in own if p.as_of is not None})),
        positions=tuple(indices),
    )


def _ordered(issue: Issue, options: Iterable[str]) -> tuple[str, ...]:
    wanted = set(options)
    return tuple(o.id for o in issue.options if o.id in wanted)


def _view(issue: Issue, row: Mapping[str, Cell], consent: Sequence[str], tied: set[str]) -> IssueView:
    stated = {party: cell for party, cell in row.items() if cell.state == "stated"}
    common = {o.id for o in issue.options} if stated else set()
    for cell in stated.values():
        common &= cell.sought(issue)
    for cell in stated.values():
        common -= cell.refuses(issue)
    silent = tuple(p for p in consent if p not in stated)
    status: Status
    if len(stated) < 2:
        status = "one_sided" if stated else "silent"
    elif not common:
        status = "contested"
    else:
        status = "compatible" if silent else "agreed"
    return IssueView(
        issue.id,
        status,
        _ordered(issue, common) if len(stated) > 1 else (),
        tuple(sorted(stated)),
        silent,
        tuple(sorted(tied - set(stated))),
    )
