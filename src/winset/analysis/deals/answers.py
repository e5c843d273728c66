"""The answer against one no-deal scenario: exact where all utilities are given, else over admissible preferences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from winset.analysis.deals import smaa
from winset.analysis.deals.base import LISTED, MAX_PACKAGES, Base
from winset.analysis.deals.dependence import dependence
from winset.analysis.deals.dominance import dominated
from winset.analysis.deals.exact import Exact, solve
from winset.analysis.deals.result import Answer, Share
from winset.analysis.deals.rows import acceptance, accepted, any_verdict, convergence, first, order, picked
from winset.analysis.deals.smaa import Case, Chosen, Counts, Progress
from winset.analysis.deals.verdicts import ALL, NONE, SOME, Fallback, fallback_of
from winset.core.errors import LimitError
from winset.negotiation.model import NoDeal
from winset.negotiation.preferences import PackagePreference


def answer_against(
    base: Base,
    scenario: NoDeal | None,
    *,
    draws: int | None,
    choice_draws: int | None,
    efficiency_draws: int | None,
    seed: int,
    top: int,
    progress: Progress | None,
) -> tuple[Answer, Case | None, Counts | None]:
    """Return the answer against one scenario, with its case and counts for whoever asks more of them."""
    package = None if scenario is None else dict(scenario.package)
    fallbacks = [fallback_of(p, package) for p in base.preferences]
    name = None if scenario is None else scenario.id
    if base.preferences and all(
        p.exact and not f.open_issues(p) for p, f in zip(base.preferences, fallbacks, strict=True)
    ):
        return _exact(base, name, fallbacks, top=top)
    if not base.listed:
        raise LimitError(
            f"there are {base.grid.size:,} packages, and at most {MAX_PACKAGES:,} can be gone through where "
            "utilities are not all given; leave out issues, or options that nobody accepts"
        )
    case, worth = base.case(fallbacks)
    size, parties = base.grid.size, len(base.preferences)
    n = draws or smaa.default_draws(size, parties)
    by_default = smaa.default_choice_draws(int(case.admissible.sum()), parties)
    drawn = smaa.draw(case, seed, n)
    counts = smaa.acceptance(case, drawn, progress=progress)
    chosen: Chosen | None = None
    if not counts.interrupted:
        chosen = smaa.chosen(
            case,
            drawn,
            choice_draws=choice_draws or by_default[0],
            efficiency_draws=efficiency_draws or by_default[1],
            progress=progress,
        )
    floor = np.minimum.reduce(worth) if worth else np.full(size, ALL, dtype=np.int8)
    rational = case.admissible & (floor != NONE)
    efficient = np.flatnonzero(rational & ~dominated(base.grid, base.preferences, case.admissible))
    ranked = order(case, counts)
    followed = smaa.followed(case, drawn, int(ranked[0]))[: counts.n] if len(ranked) else np.zeros(0, dtype=bool)
    any_share = float(counts.any_deal.mean()) if counts.n else 0.0
    verdict = any_verdict(case)
    mixed = any(p.values or p.weights or p.reservation is not None for p in base.preferences)
    answer = Answer(
        scenario=name,
        method="mixture" if mixed else "smaa",
        combinations=size,
        total=int(case.allowed.sum()),
        admissible=int(case.admissible.sum()),
        rational=int(rational.sum()),
        rational_in_all=int((case.admissible & (floor == ALL)).sum()),
        efficient_count=len(efficient),
        efficient=tuple(base.grid.package(int(code)) for code in efficient[:top]),
        worth=(),
        chosen={},
        chosen_shares=picked(base.grid, chosen),
        acceptance=acceptance(case, counts, chosen, ranked[:top]),
        accepted_in_all=int((case.joint == ALL).sum()),
        accepted_in_some=int((case.joint == SOME).sum()),
        any_deal=Share(any_share, 0.0 if verdict != "some" else smaa.error_of(any_share, counts.n)),
        any_deal_verdict=verdict,
        convergence=convergence(followed),
        dependence={
            "any": dependence(case, first(drawn, counts.n), counts.any_deal),
            "first": dependence(case, first(drawn, counts.n), followed),
        },
        draws=counts.n,
        choice_draws=chosen.choice_draws if chosen else None,
        efficiency_draws=chosen.efficiency_draws if chosen else None,
        interrupted=counts.interrupted or (chosen is not None and chosen.interrupted),
        reservations={p.party: p.reservation for p in base.preferences if p.reservation is not None},
    )
    return answer, case, counts


def _exact(
    base: Base, name: str | None, fallbacks: Sequence[Fallback], *, top: int
) -> tuple[Answer, Case | None, Counts | None]:
    reservations = [_worth(p, f) for p, f in zip(base.preferences, fallbacks, strict=True)]
    found = solve(base.grid, base.preferences, reservations, base.hard, base.lines, limit=max(top, 10_000))
    parties = [p.party for p in base.preferences]
    case = base.case(fallbacks)[0] if base.listed and base.grid.size <= LISTED else None
    if case is not None:
        rows = acceptance(case, None, None, order(case, None)[:top])
        sure = int((case.joint == ALL).sum())
        verdict = any_verdict(case)
    else:
        rows = tuple(accepted(base, package) for package in found.packages[:top])
        sure = sum(row.verdict == "all" for row in rows)
        verdict = "all" if sure else "none" if found.listed_all and len(found.packages) <= top else "some"
        if not sure and verdict == "none" and found.rational:
            # Needs may rule out every efficient package and still leave others.
            verdict = "all" if _needs_leave_one(base, reservations) else "none"
    answer = Answer(
        scenario=name,
        method="exact",
        combinations=found.combinations,
        total=found.total,
        admissible=found.admissible,
        rational=found.rational,
        rational_in_all=found.rational,
        efficient_count=found.efficient,
        efficient=found.packages[:top],
        worth=tuple(dict(zip(parties, map(float, row), strict=True)) for row in found.worth[:top]),
        chosen=found.choices,
        chosen_shares={},
        acceptance=rows,
        accepted_in_all=sure,
        accepted_in_some=0,
        any_deal=Share(float(verdict == "all"), 0.0),
        any_deal_verdict=verdict,
        convergence=(),
        dependence={"any": (), "first": ()},
        draws=None,
        choice_draws=None,
        efficiency_draws=None,
        interrupted=False,
        reservations=dict(zip(parties, reservations, strict=True)),
    )
    return answer, case, None


def _needs_leave_one(base: Base, reservations: Sequence[float | None]) -> bool:
    clauses = tuple(dict.fromkeys((*base.own, *base.lines)))
    found: Exact = solve(base.grid, base.preferences, reservations, base.hard, clauses, limit=1, count=False)
    return found.efficient > 0


def _worth(preference: PackagePreference, fallback: Fallback) -> float | None:
    """Return what no deal is worth to a party whose utility is given; None where nothing is said of it."""
    if fallback.number is not None:
        return fallback.number
    if fallback.package is None:
        return None
    return sum(
        weight * preference.values[issue][fallback.package[issue]]
        for issue, weight in preference.weights.items()
        if weight
    )
