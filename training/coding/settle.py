"""Fit how rules and network are weighed, on texts that neither has seen; write ``choice.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lines
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from texts import Read

from winset.reading.coding.judging.judge import ACTS, FIRMNESS, Judge
from winset.reading.coding.judging.script import Script
from winset.reading.coding.judging.settling import (
    EVIDENCE,
    SPOKEN_OF,
    candidates,
    evidence,
    likely,
    surroundings,
    wanted,
)

_ACTS: tuple[str, ...] = ACTS
SIDE = {"+": "for", "-": "against", "?": "unclear"}
LEAST, LEAST_RULED = 0.25, 0.1
"""From which probability a position stands. In two-fold crossing F1 is best at 0.25 on half b of the gold, and best at
0.2 or less on the texts, where most of what is found then is wrong."""

BETTER = 0.5
"""Added to what the rules add to their act: codebooks and rules meet texts that they were made for, too. On texts that
they have not seen it costs one act in a hundred."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A statement to weigh on: its script, what the rules made of it, and its labels."""

    script: Script
    ruled: Mapping[tuple[str, str], str]
    seen: Sequence[str]
    ruled_act: str
    ruled_firmness: str
    positions: Sequence[tuple[str | None, str, str]]
    acts: Sequence[str]
    firmness: str


@dataclass
class Row:
    """A statement: what is known of its possible positions, acts and degrees of firmness, and what is true."""

    x: Numbers
    y: Numbers
    keys: list[tuple[str, str]]
    true: int
    act: tuple[Any, int, list[int]]
    firm: tuple[Any, int, list[int]]
    ruled: int
    said: int


def case_of(read: Read) -> Case:
    """Return a statement of a text as a case."""
    told, ruled = read.told, read.ruled
    return Case(
        read.script,
        {(p.issue, p.holder): p.stance for p in ruled.positions},
        ruled.issues,
        ruled.act,
        ruled.firmness or "-",
        [(holder, side, issue) for holder, side, issue, _ in told.positions],
        told.acts,
        told.firmness,
    )


def load_cases(path: Path) -> list[list[Case]]:
    """Return the cases of a file that keeps what rules of another day made of statements, by text."""
    texts: dict[str, list[Case]] = {}
    for one in json.loads(path.read_text(encoding="utf-8")):
        ruled = one["ruled"]
        case = Case(
            Script(one["context"], one["line"], tuple(one["parties"])),
            {(issue, holder): side for issue, holder, side in ruled["positions"]},
            ruled["issues"],
            ruled["act"],
            ruled["firmness"] or "-",
            [(holder, side, issue) for holder, side, issue, _ in one["positions"]],
            one["acts"],
            one["firmness"],
        )
        texts.setdefault(one["text"], []).append(case)
    return list(texts.values())


def rows_of(
    texts: Sequence[Sequence[Case]], asked: Sequence[Mapping[str, str]], judge: Judge
) -> tuple[list[list[Row]], Numbers]:
    """Return a row for each statement of the texts, and the fitted weights of what a statement is about.

    `asked` are the propositions to ask each text about, by id.
    """
    looked = []
    x, y = [], []
    for text, propositions in zip(texts, asked, strict=True):
        names = tuple(propositions)
        questions = judge.ask(list(propositions.values()))
        glances = [judge.glance(case.script, questions) for case in text]
        around = surroundings([glance.about for glance in glances])
        looked.append((names, questions, glances, around))
        x += around
        y += [np.isin(names, [issue for _, _, issue in case.positions]).astype(float) for case in text]
    about = fit(np.concatenate(x), np.concatenate(y))
    rows = []
    for text, (names, questions, glances, around) in zip(texts, looked, strict=True):
        number = {name: n for n, name in enumerate(names)}
        rows.append([])
        for case, glance, near in zip(text, glances, around, strict=True):
            share = likely(near, about)
            also = [number[issue] for issue in case.seen if issue in number]
            sides = judge.sides(glance.shown, questions, wanted(share, also), case.script.parties)
            some = candidates(sides, names, case.script.parties, case.ruled)  # type: ignore[arg-type]
            true = {(i, h): SIDE[s] for h, s, i in case.positions if s in SIDE and i in number}
            rows[-1].append(
                Row(
                    evidence(some, share, sides, case.ruled, case.seen),  # type: ignore[arg-type]
                    np.array([true.get((c.issue, c.holder)) == c.side for c in some], dtype=float),
                    [(c.issue, c.holder) for c in some],
                    len(true),
                    (glance.acts, _ACTS.index(case.ruled_act), [_ACTS.index(act) for act in case.acts]),
                    (glance.firmness, lines.FIRMNESS.index(case.ruled_firmness), [lines.FIRMNESS.index(case.firmness)]),
                    sum(true.get(key) == side for key, side in case.ruled.items()),
                    len(case.ruled),
                )
            )
    return rows, about


def fit(x: Numbers, y: Numbers, *, penalty: float = 5.0) -> Numbers:
    """Return the weights of a logistic regression; the first column is one and is not held small."""

    def cost(w: Numbers) -> tuple[float, Numbers]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        value = float(np.sum(np.logaddexp(0, z) - y * z) + penalty * 0.5 * np.sum(w[1:] ** 2))
        slope = x.T @ (p - y) + penalty * np.concatenate([[0.0], w[1:]])
        return value, slope

    return np.asarray(minimize(cost, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x)


def fit_positions(rows: Sequence[Row]) -> Numbers:
    """Return the weights of the evidence."""
    return fit(np.concatenate([row.x for row in rows]), np.concatenate([row.y for row in rows]))


def measure(rows: Sequence[Row], weights: Numbers, least: float) -> dict[str, float]:
    """Return precision, recall and F1 of positions with holder and side; what the rules find needs `LEAST_RULED`."""
    right = given = 0.0
    ruled = EVIDENCE.index("rules: this side")
    for row in rows:
        p = 1 / (1 + np.exp(-(row.x @ weights)))
        enough = p >= np.where(row.x[:, ruled] > 0, LEAST_RULED, least)
        best: dict[Any, tuple[float, float]] = {}
        for key, probability, y, ok in zip(row.keys, p.tolist(), row.y.tolist(), enough.tolist(), strict=True):
            if ok and probability > best.get(key, (0.0, 0.0))[0]:
                best[key] = (probability, y)
        right += sum(y for _, y in best.values())
        given += len(best)
    true = sum(row.true for row in rows)
    p_, r_ = right / max(1, given), right / max(1, true)
    return {"p": round(p_, 3), "r": round(r_, 3), "f1": round(2 * p_ * r_ / max(1e-9, p_ + r_), 3)}


def fit_classes(rows: list[tuple[Any, int, list[int]]], size: int, *, penalty: float = 8.0) -> NDArray[np.float64]:
    """Return scale, what the rules add to each class, and what is always added to it.

    What the rules add is the same for all classes but for what the lines say clearly: `penalty` holds it together.
    Where several classes are right, all of them count.
    """
    logs = np.log(np.maximum(np.stack([row[0] for row in rows]), 1e-6))
    ruled = np.array([row[1] for row in rows])
    right = np.zeros((len(rows), size))
    for number, row in enumerate(rows):
        right[number, row[2]] = 1.0
    n = np.arange(len(rows))

    def cost(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        # Scale, what the rules add to every class, then how each class differs: in that, and always.
        scores = w[0] * logs + w[2 + size :]
        scores[n, ruled] += w[1] + w[2 + ruled]
        scores -= scores.max(axis=1, keepdims=True)
        p = np.exp(scores)
        p /= p.sum(axis=1, keepdims=True)
        mass = np.maximum((p * right).sum(axis=1), 1e-12)
        own = w.copy()
        own[:2] = 0.0
        value = float(-np.log(mass).sum() + penalty * 0.5 * np.sum(own**2))
        error = p - p * right / mass[:, None]
        slope = np.zeros_like(w)
        slope[0] = np.sum(error * logs)
        slope[1] = error[n, ruled].sum()
        np.add.at(slope, 2 + ruled, error[n, ruled])
        slope[2 + size :] = error.sum(axis=0)
        return value, slope + penalty * own

    w = np.asarray(minimize(cost, np.concatenate([[1.0, 1.0], np.zeros(2 * size)]), jac=True, method="L-BFGS-B").x)
    return np.concatenate([w[:1], w[1] + w[2 : 2 + size], w[2 + size :]])


def class_scores(rows: list[tuple[Any, int, list[int]]], weights: NDArray[np.float64], size: int) -> dict[str, float]:
    """Return the shares that network, rules and both get right."""
    right = np.zeros(3)
    for shares, ruled, true in rows:
        scores = weights[0] * np.log(np.maximum(shares, 1e-6)) + weights[1 + size :]
        scores[ruled] += weights[1 + ruled]
        right += [int(np.argmax(shares)) in true, ruled in true, int(np.argmax(scores)) in true]
    network, rules, both = (right / max(1, len(rows))).round(3).tolist()
    return {"network": network, "rules": rules, "both": both}


def write(path: Path, texts: Sequence[Sequence[Row]], about: Numbers) -> dict[str, Any]:
    """Fit, write ``choice.json``, and return what was measured, by two-fold crossing of the texts."""
    rows = [row for text in texts for row in text]
    halves = [row for text in texts[::2] for row in text], [row for text in texts[1::2] for row in text]
    crossed: dict[str, Any] = {"positions": {}, "acts": [], "firmness": []}
    for one, two in (halves, halves[::-1]):
        weights = fit_positions(one)
        for least in (0.2, 0.3, 0.4, 0.5):
            crossed["positions"].setdefault(least, []).append(measure(two, weights, least))
        for name, key, size in (("acts", "act", len(ACTS)), ("firmness", "firm", len(FIRMNESS))):
            fitted = fit_classes([getattr(row, key) for row in one], size)
            crossed[name].append(class_scores([getattr(row, key) for row in two], fitted, size))
    said, true = sum(row.said for row in rows), sum(row.true for row in rows)
    ruled = sum(row.ruled for row in rows)
    crossed["rules alone"] = {"p": round(ruled / max(1, said), 3), "r": round(ruled / max(1, true), 3)}
    crossed["could be found"] = round(float(sum(row.y.sum() for row in rows)) / max(1, true), 3)
    weights = fit_positions(rows)
    acts = fit_classes([row.act for row in rows], len(ACTS))
    acts[1 : 1 + len(ACTS)] += BETTER
    choice = {
        "about": {name: round(float(w), 4) for name, w in zip(SPOKEN_OF, about, strict=True)},
        "positions": {name: round(float(w), 4) for name, w in zip(EVIDENCE, weights, strict=True)},
        "least": LEAST,
        "least_ruled": LEAST_RULED,
        "acts": np.round(acts, 4).tolist(),
        "firmness": np.round(fit_classes([row.firm for row in rows], len(FIRMNESS)), 4).tolist(),
    }
    path.write_text(json.dumps(choice, indent=1) + "\n", encoding="utf-8")
    return {"statements": len(rows), "crossed": crossed, "about": choice["about"], "weights": choice["positions"]}
