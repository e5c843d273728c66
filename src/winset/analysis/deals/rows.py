"""From counts to rows: who accepts which package, what is chosen how often, how shares settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from winset.analysis.deals import smaa
from winset.analysis.deals.bargaining import CHOICES, Choice
from winset.analysis.deals.base import Base
from winset.analysis.deals.packages import Bools, Grid, Ints
from winset.analysis.deals.result import Acceptance, Picked, Share
from winset.analysis.deals.smaa import Case, Chosen, Counts
from winset.analysis.deals.verdicts import ALL, NONE, SOME, WORDS, Word
from winset.negotiation.preferences import Drawn

SHOWN_PICKS = 20


def order(case: Case, counts: Counts | None) -> Ints:
    """Return the packages that can be, the most widely accepted first."""
    codes = np.flatnonzero(case.allowed)
    joint = counts.joint if counts is not None else np.zeros(case.grid.size, dtype=np.int64)
    singles = np.array(list(case.single)).reshape(len(case.single), case.grid.size)
    number = (singles != NONE).sum(axis=0)
    alone = counts.single.sum(axis=0) if counts is not None else (singles == ALL).sum(axis=0)
    keys = (codes, -alone[codes], -number[codes], -joint[codes], -case.joint[codes].astype(np.int64))
    return codes[np.lexsort(keys)]


def acceptance(
    case: Case, counts: Counts | None, chosen: Chosen | None, codes: Iterable[int]
) -> tuple[Acceptance, ...]:
    """Return who accepts the packages with these numbers."""
    out = []
    n = counts.n if counts is not None else 0

    def share(verdict: int, count: int) -> Share:
        if verdict != SOME or not n:
            return Share(float(verdict == ALL), 0.0)
        return Share(count / n, smaa.error_of(count / n, n))

    for number in codes:
        code = int(number)
        efficient = None
        if chosen is not None and chosen.efficiency_draws:
            part = int(chosen.efficient[code]) / chosen.efficiency_draws
            efficient = Share(part, smaa.error_of(part, chosen.efficiency_draws))
        verdicts = {p.party: int(c[code]) for p, c in zip(case.preferences, case.single, strict=True)}
        out.append(
            Acceptance(
                package=case.grid.package(code),
                by_party={
                    party: share(v, int(counts.single[k][code]) if counts is not None else 0)
                    for k, (party, v) in enumerate(verdicts.items())
                },
                joint=share(int(case.joint[code]), int(counts.joint[code]) if counts is not None else 0),
                verdict_by_party={party: word(v) for party, v in verdicts.items()},
                verdict=word(int(case.joint[code])),
                admissible=bool(case.admissible[code]),
                efficient=efficient,
            )
        )
    return tuple(out)


def accepted(base: Base, package: Mapping[str, str]) -> Acceptance:
    """Return who accepts one rational package where not all packages are gone through."""
    verdicts: dict[str, Word] = {
        p.party: "all" if all(c.holds(package) for c in base.own if c.holder == p.party) else "none"
        for p in base.preferences
    }
    joint: Word = "all" if all(v == "all" for v in verdicts.values()) else "none"
    return Acceptance(
        package=package,
        by_party={party: Share(float(v == "all"), 0.0) for party, v in verdicts.items()},
        joint=Share(float(joint == "all"), 0.0),
        verdict_by_party=verdicts,
        verdict=joint,
        admissible=True,
    )


def word(verdict: int) -> Word:
    """Return a verdict in words."""
    return WORDS[verdict]


def any_verdict(case: Case) -> Word:
    """Return whether there is a package that all accept, as far as that is certain."""
    if not case.allowed.any() or not (case.joint[case.allowed] != NONE).any():
        return "none"
    return "all" if (case.joint[case.allowed] == ALL).any() else "some"


def picked(grid: Grid, chosen: Chosen | None) -> dict[Choice, tuple[Picked, ...]]:
    """Return how often each rule chooses what, most often first."""
    if chosen is None or not chosen.choice_draws:
        return {}
    out: dict[Choice, tuple[Picked, ...]] = {}
    for rule in CHOICES:
        counts = chosen.choices[rule]
        codes = np.flatnonzero(counts)
        codes = codes[np.lexsort((codes, -counts[codes]))][:SHOWN_PICKS]
        out[rule] = tuple(
            Picked(
                grid.package(int(code)),
                Share(
                    int(counts[code]) / chosen.choice_draws,
                    smaa.error_of(int(counts[code]) / chosen.choice_draws, chosen.choice_draws),
                ),
            )
            for code in codes
        )
    return out


def convergence(answer: Bools) -> tuple[tuple[int, float], ...]:
    """Return the share of yes among the first tenth, two tenths … of the draws."""
    if not len(answer):
        return ()
    steps = sorted({max(1, len(answer) * k // 10) for k in range(1, 11)})
    total = np.cumsum(answer)
    return tuple((step, float(total[step - 1]) / step) for step in steps)


def first(draws: smaa.Draws, n: int) -> smaa.Draws:
    """Return the first draws."""
    if n == draws.n:
        return draws
    return smaa.Draws(
        n,
        [Drawn(d.weights[:n], tuple(v[:n] for v in d.values)) for d in draws.drawn],
        {issue: outcome[:n] for issue, outcome in draws.no_deal.items()},
        [[m[:n] for m in margins] for margins in draws.margins],
    )
