"""Rules and network together: which positions, act and firmness stand.

The rules follow the parse and are exact where their words stand; the network reads paraphrase. What each of them says
is evidence, weighed by logistic regressions that were fitted on texts that neither had seen (`training/coding`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from winset.reading.coding.judging.judge import ACTS, FIRMNESS, SIDES, Judgement
from winset.reading.statement import Act, Firmness, StanceSide

EVIDENCE = (
    "one",
    "about the issue",
    "no likelier issue",
    "on this side",
    "on any side",
    "of the source",
    "rules: this side",
    "rules: another side",
    "rules: the issue, no side",
    "rules: another issue",
    "unclear",
)
"""What the probability of a position depends on, in the order of the weights."""
ABOUT, SIDE = 0.1, 0.1
"""Positions are weighed where the network gives their issue and their side at least this."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A position that may stand, with the numbers of its issue and of its holder's mark."""

    issue: str
    holder: str
    side: StanceSide
    number: int
    mark: int


@dataclass(frozen=True)
class Weights:
    """The fitted weights.

    Parameters
    ----------
    positions
        One for each of `EVIDENCE`.
    least, least_ruled
        The probability from which a position counts that only the network finds, and one that the rules find.
    acts, firmness
        Scale of the network's log-probabilities, then what is added to a class if the rules say so, then what is
        always added to it: (1 + 2 n,).
    """

    positions: NDArray[np.float64]
    least: float
    least_ruled: float
    acts: NDArray[np.float64]
    firmness: NDArray[np.float64]


@cache
def load_weights() -> Weights:
    """Return the shipped weights."""
    place = resources.files("winset.reading.coding.judging").joinpath("network", "choice.json")
    found = json.loads(place.read_text(encoding="utf-8"))
    return Weights(
        np.array([found["positions"][name] for name in EVIDENCE]),
        float(found["least"]),
        float(found["least_ruled"]),
        np.array(found["acts"]),
        np.array(found["firmness"]),
    )


def candidates(
    judgement: Judgement,
    names: Sequence[str],
    parties: Sequence[str | None],
    ruled: Mapping[tuple[str, str], StanceSide],
    *,
    about: float = ABOUT,
) -> list[Candidate]:
    """Return the positions on the issues asked that network or rules find possible.

    Parameters
    ----------
    judgement
        What the network says.
    names
        The issues that it was asked about.
    parties
        What each mark stands for.
    ruled
        What the rules found: side by issue and holder.
    about
        What the network must give an issue at least.
    """
    number = {name: n for n, name in enumerate(names)}
    mark = {party: m for m, party in reversed(list(enumerate(parties))) if party is not None}
    found: dict[tuple[str, str, StanceSide], Candidate] = {}
    for (n, m), sides in judgement.sides.items():
        party = parties[m]
        if party is None or judgement.about[n] < about:
            continue
        for side, share in zip(SIDES[1:], sides[1:], strict=True):
            if side is not None and share >= SIDE:
                found[names[n], party, side] = Candidate(names[n], party, side, n, m)
    for (issue, holder), side in ruled.items():
        n_, m_ = number.get(issue), mark.get(holder)
        if n_ is not None and m_ is not None and (n_, m_) in judgement.sides:
            found.setdefault((issue, holder, side), Candidate(issue, holder, side, n_, m_))
    return list(found.values())


def evidence(
    found: Sequence[Candidate],
    judgement: Judgement,
    ruled: Mapping[tuple[str, str], StanceSide],
    about: Sequence[str],
) -> NDArray[np.float64]:
    """Return what is known of some candidates, (n, number of `EVIDENCE`); `about` are the issues that the rules see."""
    rows = np.zeros((len(found), len(EVIDENCE)))
    others = {issue for issue, _ in ruled}
    for row, one in enumerate(found):
        said = ruled.get((one.issue, one.holder))
        sides = judgement.sides[one.number, one.mark]
        share = float(judgement.about[one.number])
        ahead = float(np.max(np.delete(judgement.about, one.number), initial=0.0))
        rows[row] = (
            1.0,
            _logit(share),
            _logit(share) - _logit(ahead) if ahead > share else 0.0,
            _logit(float(sides[SIDES.index(one.side)])),
            _logit(1.0 - float(sides[0])),
            float(one.mark == 0),
            float(said == one.side),
            float(said is not None and said != one.side),
            float(said is None and one.issue in about),
            float(bool(others - {one.issue}) and one.issue not in about),
            float(one.side == "unclear"),
        )
    return rows


def stand(found: Sequence[Candidate], rows: NDArray[np.float64], weights: Weights) -> list[tuple[Candidate, float]]:
    """Return the candidates that stand with their probabilities: of an issue and a holder at most one."""
    if not found:
        return []
    probable = 1.0 / (1.0 + np.exp(-(rows @ weights.positions)))
    least = np.where(rows[:, EVIDENCE.index("rules: this side")] > 0, weights.least_ruled, weights.least)
    best: dict[tuple[str, str], tuple[Candidate, float]] = {}
    for one, probability, enough in zip(found, probable.tolist(), (probable >= least).tolist(), strict=True):
        key = (one.issue, one.holder)
        if enough and (key not in best or best[key][1] < probability):
            best[key] = (one, probability)
    return list(best.values())


def settled_act(judgement: Judgement, ruled: Act, weights: Weights) -> Act:
    """Return the act that network and rules together make likeliest."""
    return ACTS[_likeliest(judgement.acts, ACTS.index(ruled), weights.acts)]


def settled_firmness(judgement: Judgement, ruled: Firmness | None, weights: Weights) -> Firmness | None:
    """Return how firm a statement is by network and rules together."""
    return FIRMNESS[_likeliest(judgement.firmness, FIRMNESS.index(ruled), weights.firmness)]


def _likeliest(shares: NDArray[np.float32], ruled: int, weights: NDArray[np.float64]) -> int:
    size = len(shares)
    scores = weights[0] * np.log(np.maximum(shares, 1e-6)) + weights[1 + size :]
    scores[ruled] += weights[1 + ruled]
    return int(np.argmax(scores))


def _logit(share: float) -> float:
    share = min(max(share, 1e-4), 1 - 1e-4)
    return float(np.log(share / (1 - share)))
