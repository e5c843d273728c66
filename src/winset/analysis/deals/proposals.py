"""Proposals on the table, placed among the packages: who accepts, which lines they cross, what is not known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from winset.analysis.blockers.clauses import Clause
from winset.analysis.deals.packages import Grid
from winset.analysis.deals.result import Placed
from winset.analysis.deals.smaa import Case, Counts
from winset.analysis.deals.verdicts import WORDS, Word
from winset.negotiation.model import Proposal


def place(
    proposal: Proposal,
    grid: Grid,
    consent: Sequence[str],
    clauses: Sequence[Clause],
    cases: Mapping[str | None, tuple[Case, Counts | None]],
) -> Placed:
    """Return a proposal placed against every scenario.

    Parameters
    ----------
    grid
        Holds at least every package that completes the proposal.
    clauses
        Lines of the consent set.
    cases
        Scenario → its case, and the counts where shares were drawn.
    """
    known = {issue: option for issue, option in proposal.package.items() if issue in grid.issues}
    verdicts: dict[str | None, dict[str, Word]] = {}
    shares: dict[str | None, dict[str, tuple[float, float]]] = {}
    possible = True
    crosses: list[Clause] = []
    may: list[Clause] = []
    for scenario, (case, counts) in cases.items():
        here = np.flatnonzero(grid.partial(known) & case.allowed)
        possible = bool(len(here))
        if not possible:
            verdicts[scenario], shares[scenario] = dict.fromkeys([*consent, "*"], "none"), {}
            continue
        crosses, may = [], []
        for clause in clauses:
            held = grid.holds(clause.if_, clause.any_of)[here]
            if not held.any():
                crosses.append(clause)
            elif not held.all():
                may.append(clause)
        codes = {party: case.single[p][here] for p, party in enumerate(consent)} | {"*": case.joint[here]}
        verdicts[scenario] = {party: _word(int(c.min()), int(c.max())) for party, c in codes.items()}
        if counts is not None and counts.n:
            rows = {party: counts.single[p][here] for p, party in enumerate(consent)} | {"*": counts.joint[here]}
            shares[scenario] = {
                party: (float(row.min()) / counts.n, float(row.max()) / counts.n) for party, row in rows.items()
            }
        else:
            shares[scenario] = {party: (float(c.min() == 2), float(c.max() == 2)) for party, c in codes.items()}
    return Placed(
        id=proposal.id,
        author=proposal.author,
        known=known,
        open=tuple(issue for issue in grid.issues if issue not in known),
        possible=possible,
        crosses=tuple(crosses),
        may_cross=tuple(may),
        verdicts=verdicts,
        shares=shares,
        responses={response.party: response.answer for response in proposal.responses},
    )


def _word(low: int, high: int) -> Word:
    """Return the verdict over several packages: in all or none only where it is so for each."""
    return WORDS[low] if low == high else "some"
