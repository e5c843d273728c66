"""Which single unknown fact, if it were known, would change the answer most.

Draws are split by a fact that they differ in (which of two options a party prefers, which of two issues weighs more,
what no deal brings). With s the share over all draws and s₁, s₀ the shares where the fact holds and where it does not,
the change to be expected from learning it is P₁·|s₁ − s| + P₀·|s₀ − s| (Saltelli et al. 2008 treat the like for
variances; here the share itself is what is read).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from winset.analysis.deals.packages import Bools
from winset.analysis.deals.smaa import Case, Draws


@dataclass(frozen=True, slots=True)
class Fact:
    """An unknown fact, and what the answer would be if it were known.

    Parameters
    ----------
    kind
        ``order``: `party` prefers `first` to `second` on `issue`; ``value``: to `party`, `first` on `issue` is worth
        more than half of what the best is above the worst; ``weight``: to `party`, `first` weighs more than `second`;
        ``no_deal``: no deal brings `first` on `issue`.
    holds
        Share of the draws in which it holds.
    if_true, if_false
        Share of these draws, and of the others, in which the answer is yes.
    change, error
        The change to be expected from learning it, and its standard error.
    decides
        Whether knowing it one way settles the answer in all draws.
    """

    kind: str
    party: str | None
    issue: str | None
    first: str
    second: str | None
    holds: float
    if_true: float
    if_false: float
    change: float
    error: float
    decides: bool

    def to_dict(self) -> dict[str, Any]:
        """Return the fact as JSON-ready values."""
        return {
            "kind": self.kind,
            "party": self.party,
            "issue": self.issue,
            "first": self.first,
            "second": self.second,
            "holds": self.holds,
            "if_true": self.if_true,
            "if_false": self.if_false,
            "change": self.change,
            "error": self.error,
            "decides": self.decides,
        }


def unknowns(case: Case, draws: Draws) -> Iterator[tuple[str, str | None, str | None, str, str | None, Bools]]:
    """Yield the unknown facts of a case and the draws in which each holds."""
    for preference, drawn in zip(case.preferences, draws.drawn, strict=True):
        for k, (issue, options) in enumerate(preference.issues.items()):
            if issue in preference.values or preference.weights.get(issue) == 0.0:
                continue
            order = preference.orders[issue]
            values = drawn.values[k]
            for a, b in order.unknown():
                yield "order", preference.party, issue, a, b, values[:, options.index(a)] > values[:, options.index(b)]
            for members in order.classes:
                if order.total and not order.weak[members[0]].all() and not order.weak[:, members[0]].all():
                    yield "value", preference.party, issue, options[members[0]], None, values[:, members[0]] > 0.5
        names = list(preference.issues)
        free = [i for i in names if i not in preference.weights]
        for a, b in preference.salience.unknown():
            if a in free and b in free:
                yield (
                    "weight",
                    preference.party,
                    None,
                    a,
                    b,
                    drawn.weights[:, names.index(a)] > drawn.weights[:, names.index(b)],
                )
    for issue, outcome in draws.no_deal.items():
        for k, option in enumerate(case.grid.issues[issue]):
            yield "no_deal", None, issue, option, None, outcome == k


def dependence(case: Case, draws: Draws, answer: Bools, *, most: int = 10) -> tuple[Fact, ...]:
    """Return the unknown facts on which a yes-or-no answer depends, the most telling first.

    Facts whose effect is within two standard errors of nothing are left out.

    Parameters
    ----------
    answer
        The answer in each draw, shape (n,).
    """
    share = float(answer.mean()) if len(answer) else 0.0
    if not draws.n or share in (0.0, 1.0):
        return ()
    found = []
    for kind, party, issue, first, second, holds in unknowns(case, draws):
        yes = int(holds.sum())
        no = draws.n - yes
        if not yes or not no:
            continue
        if_true, if_false = float(answer[holds].mean()), float(answer[~holds].mean())
        p = yes / draws.n
        change = p * abs(if_true - share) + (1 - p) * abs(if_false - share)
        spread = if_true * (1 - if_true) / yes + if_false * (1 - if_false) / no
        error = 2 * p * (1 - p) * float(np.sqrt(spread))
        if change > 2 * error:
            decides = if_true in (0.0, 1.0) or if_false in (0.0, 1.0)
            found.append(Fact(kind, party, issue, first, second, p, if_true, if_false, change, error, decides))
    found.sort(key=lambda fact: -fact.change)
    return tuple(found[:most])
