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

from winset.reading.coding.judging.judge import ACTS, FIRMNESS, SIDES, Sides
from winset.reading.statement import Act, Firmness, StanceSide

Numbers = NDArray[np.float64]
Shares = NDArray[np.float32]

SPOKEN_OF = ("one", "at a glance", "mean around", "most around")
"""What the probability depends on that a statement is about an issue: its own glance, and those around it."""
AROUND = 12
"""How many statements before and behind count as those around one."""
EVIDENCE = (
    "one",
    "about the issue",
    "about it, read beside",
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
ABOUT, MOST = 0.12, 3
"""Statements are read beside the propositions that they are about with at least this probability, and that many."""
RED_SURE, RED_RULED = 0.9, 0.02
"""A red line is one of which the network is so sure by itself, or that the rules find if it gives it at least that."""
SIDE = 0.1
"""Positions are weighed where the network gives their side at least this."""


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
    about
        One for each of `SPOKEN_OF`.
    positions
        One for each of `EVIDENCE`.
    least, least_ruled
        The probability from which a position counts that only the network finds, and one that the rules find.
    acts, firmness
        Scale of the network's log-probabilities, then what is added to a class if the rules say so, then what is
        always added to it: (1 + 2 n,).
    """

    about: Numbers
    positions: Numbers
    least: float
    least_ruled: float
    acts: Numbers
    firmness: Numbers


@cache
def load_weights() -> Weights:
    """Return the shipped weights."""
    place = resources.files("winset.reading.coding.judging").joinpath("network", "choice.json")
    found = json.loads(place.read_text(encoding="utf-8"))
    return Weights(
        np.array([found["about"][name] for name in SPOKEN_OF]),
        np.array([found["positions"][name] for name in EVIDENCE]),
        float(found["least"]),
        float(found["least_ruled"]),
        np.array(found["acts"]),
        np.array(found["firmness"]),
    )


def surroundings(glances: Sequence[Shares]) -> list[Numbers]:
    """Return, for each statement of a text in order, what is known of its being about each issue: (N, 4).

    What the statements around it are about makes an issue likelier: a text is about few things. Where there are no
    others, a statement's own glance stands for them.
    """
    if not glances:
        return []
    shares = np.stack(glances).astype(np.float64)
    logits = _logits(shares)
    sums = [np.concatenate([np.zeros((1, part.shape[1])), np.cumsum(part, axis=0)]) for part in (logits, shares)]
    found = []
    for at in range(len(shares)):
        first, last = max(0, at - AROUND), min(len(shares), at + AROUND + 1)
        others = last - first - 1
        if others:
            mean = (sums[0][last] - sums[0][first] - logits[at]) / others
            most = _logits((sums[1][last] - sums[1][first] - shares[at]) / others)
        else:
            mean = most = logits[at]
        found.append(np.stack([np.ones_like(mean), logits[at], mean, most], axis=1))
    return found


def likely(rows: Numbers, weights: Numbers) -> Numbers:
    """Return the probability that a statement is about each issue, (N,), from `surroundings` and their weights."""
    return np.asarray(1.0 / (1.0 + np.exp(-(rows @ weights))))


def wanted(about: Numbers, ruled: Sequence[int]) -> list[int]:
    """Return the numbers of the issues to read a statement beside: the likeliest, and those that the rules see."""
    likeliest = np.argsort(-about, kind="stable")[:MOST]
    return sorted({*(int(n) for n in likeliest if about[n] >= ABOUT), *ruled})


def candidates(
    sides: Sides, names: Sequence[str], parties: Sequence[str | None], ruled: Mapping[tuple[str, str], StanceSide]
) -> list[Candidate]:
    """Return the positions on the issues read that network or rules find possible.

    Parameters
    ----------
    sides
        What the network says.
    names
        The issues that it was asked about.
    parties
        What each mark stands for.
    ruled
        What the rules found: side by issue and holder.
    """
    number = {name: n for n, name in enumerate(names)}
    mark = {party: m for m, party in reversed(list(enumerate(parties))) if party is not None}
    found: dict[tuple[str, str, StanceSide], Candidate] = {}
    for (n, m), shares in sides.sides.items():
        party = parties[m]
        if party is None:
            continue
        for side, share in zip(SIDES[1:], shares[1:], strict=True):
            if side is not None and share >= SIDE:
                found[names[n], party, side] = Candidate(names[n], party, side, n, m)
    for (issue, holder), side in ruled.items():
        n_, m_ = number.get(issue), mark.get(holder)
        if n_ is not None and m_ is not None and (n_, m_) in sides.sides:
            found.setdefault((issue, holder, side), Candidate(issue, holder, side, n_, m_))
    return list(found.values())


def evidence(
    found: Sequence[Candidate],
    about: Numbers,
    sides: Sides,
    ruled: Mapping[tuple[str, str], StanceSide],
    seen: Sequence[str],
) -> Numbers:
    """Return what is known of some candidates, (n, number of `EVIDENCE`).

    `about` (N,) is what the statement is about (`likely`), `seen` the issues that the rules see.
    """
    rows = np.zeros((len(found), len(EVIDENCE)))
    others = {issue for issue, _ in ruled}
    for row, one in enumerate(found):
        said = ruled.get((one.issue, one.holder))
        shares = sides.sides[one.number, one.mark]
        share = float(about[one.number])
        ahead = float(np.max(np.delete(about, one.number), initial=0.0))
        rows[row] = (
            1.0,
            _logit(share),
            _logit(sides.about[one.number]),
            _logit(share) - _logit(ahead) if ahead > share else 0.0,
            _logit(float(shares[SIDES.index(one.side)])),
            _logit(1.0 - float(shares[0])),
            float(one.mark == 0),
            float(said == one.side),
            float(said is not None and said != one.side),
            float(said is None and one.issue in seen),
            float(bool(others - {one.issue}) and one.issue not in seen),
            float(one.side == "unclear"),
        )
    return rows


def stand(found: Sequence[Candidate], rows: Numbers, weights: Weights) -> list[tuple[Candidate, float]]:
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


def settled_act(shares: Shares, ruled: Act, weights: Weights) -> Act:
    """Return the act that the network's shares and the rules together make likeliest."""
    return ACTS[_likeliest(shares, ACTS.index(ruled), weights.acts)]


def settled_firmness(shares: Shares, ruled: Firmness | None, weights: Weights) -> Firmness | None:
    """Return how firm a statement is by the network's shares and the rules together.

    A red line is the gravest thing that a reading can say of a party: words of finality that the rules know count, and
    of the rest only what the network is sure of.
    """
    red = float(shares[FIRMNESS.index("red_line")])
    if red >= RED_SURE or (ruled == "red_line" and red >= RED_RULED):
        return "red_line"
    return FIRMNESS[_likeliest(shares, FIRMNESS.index(ruled), weights.firmness, but=FIRMNESS.index("red_line"))]


def _likeliest(shares: Shares, ruled: int, weights: Numbers, *, but: int | None = None) -> int:
    size = len(shares)
    scores = weights[0] * np.log(np.maximum(shares, 1e-6)) + weights[1 + size :]
    scores[ruled] += weights[1 + ruled]
    if but is not None:
        scores[but] = -np.inf
    return int(np.argmax(scores))


def _logits(shares: Numbers) -> Numbers:
    clipped = np.clip(shares, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(clipped / (1 - clipped)))


def _logit(share: float) -> float:
    share = min(max(share, 1e-4), 1 - 1e-4)
    return float(np.log(share / (1 - share)))
