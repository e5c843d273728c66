"""Fit how rules and network are weighed, on lines that the network was not trained on; write ``choice.json``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from winset.reading.coding.judging.judge import ACTS, FIRMNESS, Judge
from winset.reading.coding.judging.script import Script
from winset.reading.coding.judging.settling import EVIDENCE, candidates, evidence

SIDE = {"+": "for", "-": "against", "?": "unclear"}
LEAST, LEAST_RULED = 0.4, 0.1
"""Between 0.2 and 0.4 the first hardly changes F1 (two-fold crossing): a high one is taken for precision."""
WEIGHED = 0.05
"""What the network must give an issue to be weighed here: less than in a reading, so that there is more to weigh."""
BETTER = 0.5
"""Added to what the rules add to their act: they are no longer those that were weighed, but better ones."""


def rows_of(lines: Sequence[dict[str, Any]], judge: Judge, propositions: dict[str, str]) -> list[dict[str, Any]]:
    """Return, for each line in which the reading finds one statement, what network and rules say and what is true.

    `lines` hold the labels ("positions" as holder, side, issue, agent; "acts"; "firmness") and what the rules made of
    the line ("st"); see ``ruled.py``.
    """
    names = tuple(propositions)
    asked = judge.ask([propositions[name] for name in names])
    number = {name: n for n, name in enumerate(names)}
    found = []
    for line in lines:
        if len(line["st"]) != 1:
            continue
        ruled = line["st"][0]
        script = Script(ruled["context"], ruled["line"], tuple(ruled["parties"]))
        also = [number[i] for i in ruled["issues"] if i in number]
        judgement = judge.judge(script, asked, least=WEIGHED, also=also)
        said = {(i, h): s for i, h, s, _ in ruled["pos"] if h is not None}
        some = candidates(judgement, names, script.parties, said, about=WEIGHED)
        true = {(i, h): SIDE[s] for h, s, i, _ in line["positions"] if s in SIDE}
        found.append(
            {
                "x": evidence(some, judgement, said, ruled["issues"]),
                "y": np.array([true.get((c.issue, c.holder)) == c.side for c in some], dtype=float),
                "key": [(c.issue, c.holder) for c in some],
                "true": len(true),
                "ruled": sum(true.get(k) == v for k, v in said.items()),
                "said": len(said),
                "act": (judgement.acts, ACTS.index(ruled["act"]), [ACTS.index(a) for a in line["acts"]]),
                "firm": (
                    judgement.firmness,
                    FIRMNESS.index(ruled["firm"]),
                    [FIRMNESS.index(None if line["firmness"] == "-" else line["firmness"])],
                ),
            }
        )
    return found


def fit_positions(rows: list[dict[str, Any]], *, penalty: float = 5.0) -> NDArray[np.float64]:
    """Return the weights of the evidence."""
    x = np.concatenate([row["x"] for row in rows])
    y = np.concatenate([row["y"] for row in rows])

    def cost(w: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        value = float(np.sum(np.logaddexp(0, z) - y * z) + penalty * 0.5 * np.sum(w[1:] ** 2))
        slope = x.T @ (p - y) + penalty * np.concatenate([[0.0], w[1:]])
        return value, slope

    return np.asarray(minimize(cost, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B").x)


def measure(rows: list[dict[str, Any]], weights: NDArray[np.float64], least: float) -> dict[str, float]:
    """Return precision, recall and F1 of positions with holder and side; what the rules find needs `LEAST_RULED`."""
    right = given = 0
    ruled = EVIDENCE.index("rules: this side")
    for row in rows:
        p = 1 / (1 + np.exp(-(row["x"] @ weights)))
        enough = p >= np.where(row["x"][:, ruled] > 0, LEAST_RULED, least)
        best: dict[Any, tuple[float, float]] = {}
        for key, probability, y, ok in zip(row["key"], p.tolist(), row["y"].tolist(), enough.tolist(), strict=True):
            if ok and probability > best.get(key, (0.0, 0.0))[0]:
                best[key] = (probability, y)
        right += sum(y for _, y in best.values())
        given += len(best)
    true = sum(row["true"] for row in rows)
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


def write(path: Path, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Fit, write ``choice.json``, and return what was measured, by two-fold crossing."""
    halves = rows[::2], rows[1::2]
    crossed: dict[str, Any] = {"positions": [], "acts": [], "firmness": []}
    for one, two in (halves, halves[::-1]):
        weights = fit_positions(one)
        crossed["positions"].append(measure(two, weights, LEAST))
        for name, key, size in (("acts", "act", len(ACTS)), ("firmness", "firm", len(FIRMNESS))):
            fitted = fit_classes([row[key] for row in one], size)
            crossed[name].append(class_scores([row[key] for row in two], fitted, size))
    weights = fit_positions(rows)
    score = measure(rows, weights, LEAST)
    said, true = sum(r["said"] for r in rows), sum(r["true"] for r in rows)
    ruled = sum(r["ruled"] for r in rows)
    crossed["rules alone"] = {"p": round(ruled / max(1, said), 3), "r": round(ruled / max(1, true), 3)}
    acts = fit_classes([row["act"] for row in rows], len(ACTS))
    acts[1 : 1 + len(ACTS)] += BETTER
    choice = {
        "positions": {name: round(float(w), 4) for name, w in zip(EVIDENCE, weights, strict=True)},
        "least": LEAST,
        "least_ruled": LEAST_RULED,
        "acts": np.round(acts, 4).tolist(),
        "firmness": np.round(fit_classes([row["firm"] for row in rows], len(FIRMNESS)), 4).tolist(),
    }
    path.write_text(json.dumps(choice, indent=1) + "\n", encoding="utf-8")
    return {"lines": len(rows), "fitted": score, "crossed": crossed, "weights": choice["positions"]}
