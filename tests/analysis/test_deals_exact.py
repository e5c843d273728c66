"""Deals with given utilities against their definitions, by going through every package."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest

from tests.analysis.small import allowed, issue, negotiation, packages, party, random_negotiation
from winset.analysis.blockers.clauses import clauses_of
from winset.analysis.deals import deals
from winset.analysis.deals.frontier import distinct, undominated
from winset.negotiation.model import Negotiation

Package = tuple[tuple[str, str], ...]


def number(value: float) -> Fraction:
    return Fraction(value).limit_denominator(1000)


def worth(n: Negotiation, who: str, package: dict[str, str]) -> Fraction:
    u = n.utilities[who]
    return sum((number(w) * number(u.values[i][package[i]]) for i, w in u.weights.items()), Fraction(0))


def reservation(n: Negotiation, who: str) -> Fraction | None:
    stated = n.utilities[who].reservation
    if stated is not None:
        return number(stated)
    if n.no_deal:
        return worth(n, who, dict(n.no_deal[0].package))
    return None


def frozen(package: dict[str, str]) -> Package:
    return tuple(sorted(package.items()))


class Oracle:
    """All that FIELD says, word by word."""

    def __init__(self, n: Negotiation) -> None:
        self.parties = n.consent_set
        lines = clauses_of(n, tier="red-lines", consent=self.parties)
        can = [p for p in packages(n) if allowed(n, p)]
        self.total = len(can)
        open_ = [p for p in can if all(c.holds(p) for c in lines)]
        self.admissible = len(open_)
        d = {p: reservation(n, p) for p in self.parties}
        self.rational = [
            x
            for x in open_
            if all(d[p] is None or worth(n, p, x) >= d[p] for p in self.parties)  # type: ignore[operator]
        ]
        gains = {frozen(x): [worth(n, p, x) - (d[p] or 0) for p in self.parties] for x in self.rational}
        self.efficient = {
            x
            for x, g in gains.items()
            if not any(all(a >= b for a, b in zip(h, g, strict=True)) and h != g for h in gains.values())
        }
        self.utilitarian = self._best({x: [sum(g)] for x, g in gains.items()})
        self.egalitarian = self._best({x: sorted(g) for x, g in gains.items()})
        ideal = [max(g[k] for g in gains.values()) for k in range(len(self.parties))] if gains else []
        self.kalai = self._best(
            {x: sorted(g[k] / ideal[k] for k in range(len(g)) if ideal[k] > 0) for x, g in gains.items()}
        )
        self.nash = self._best(
            {x: [Fraction(sum(v > 0 for v in g)), _product([v for v in g if v > 0])] for x, g in gains.items()}
        )

    @staticmethod
    def _best(keys: dict[Package, list[Fraction]]) -> set[Package]:
        return {x for x, key in keys.items() if key == max(keys.values())}


def _product(values: list[Fraction]) -> Fraction:
    out = Fraction(1)
    for value in values:
        out *= value
    return out


@pytest.mark.parametrize("block", range(10))
def test_exact_deals_are_those_of_the_definition(block: int) -> None:
    for seed in range(block * 200, block * 200 + 200):
        n = random_negotiation(seed, numbers=True)
        oracle, answer = Oracle(n), deals(n).answer
        assert answer.method == "exact"
        assert (answer.total, answer.admissible, answer.rational) == (
            oracle.total,
            oracle.admissible,
            len(oracle.rational),
        )
        assert {frozen(dict(p)) for p in answer.efficient} == oracle.efficient, seed
        assert answer.efficient_count == len(oracle.efficient)
        for rule, expected in (
            ("nash", oracle.nash),
            ("kalai_smorodinsky", oracle.kalai),
            ("egalitarian", oracle.egalitarian),
            ("utilitarian", oracle.utilitarian),
        ):
            chosen = [frozen(dict(p)) for p in answer.chosen[rule]]  # type: ignore[index]
            assert len(chosen) == len(set(chosen))
            assert set(chosen) == expected, (seed, rule)
            assert set(chosen) <= oracle.efficient
        lines = clauses_of(n, tier="needs", consent=n.consent_set)
        assert len(answer.acceptance) == oracle.total
        for row in answer.acceptance:
            for who in n.consent_set:
                d = reservation(n, who)
                yes = all(c.holds(row.package) for c in lines if c.holder == who and c.kind != "reservation")
                yes = yes and (d is None or worth(n, who, dict(row.package)) >= d)
                assert row.verdict_by_party[who] == ("all" if yes else "none")
                assert row.by_party[who].share == float(yes)


@pytest.mark.parametrize("seed", range(200))
def test_undominated_rows_are_those_of_the_definition(seed: int) -> None:
    rng = np.random.default_rng(seed)
    points = rng.integers(0, rng.integers(2, 30), size=(rng.integers(1, 300), rng.integers(1, 5))).astype(float)
    first, group = distinct(points)
    keep = undominated(points[first])[group]
    for k, row in enumerate(points):
        beaten = ((points >= row).all(axis=1) & (points > row).any(axis=1)).any()
        assert keep[k] == (not beaten)


def test_large_grid_agrees_with_going_through_all_packages() -> None:
    rng = np.random.default_rng(5)
    options = [f"o{k}" for k in range(4)]
    names = [f"i{k}" for k in range(6)]
    weights = {p: rng.dirichlet(np.ones(len(names))) for p in "abc"}
    values = {p: rng.random((len(names), len(options))) for p in "abc"}
    n = negotiation(
        parties=[party(p) for p in "abc"],
        issues=[issue(i, options) for i in names],
        utilities={
            p: {
                "weights": dict(zip(names, map(float, weights[p]), strict=True)),
                "values": {i: dict(zip(options, map(float, values[p][k]), strict=True)) for k, i in enumerate(names)},
                "reservation": 0.4,
            }
            for p in "abc"
        },
        constraints=[{"id": "k", "if": [{"issue": "i0", "option": "o0"}], "any_of": [{"issue": "i4", "option": "o1"}]}],
    )
    codes = np.array(list(itertools.product(range(4), repeat=6)))
    codes = codes[(codes[:, 0] != 0) | (codes[:, 4] == 1)]
    u = np.stack([sum(weights[p][k] * values[p][k, codes[:, k]] for k in range(6)) for p in "abc"], axis=1)
    rational = codes[(u >= 0.4).all(axis=1)]
    u = u[(u >= 0.4).all(axis=1)]
    efficient = [not ((u >= row).all(axis=1) & (u > row).any(axis=1)).any() for row in u]
    answer = deals(n).answer
    assert answer.rational == len(rational)
    assert answer.efficient_count == sum(efficient)
    nash = rational[(u - 0.4).prod(axis=1).argmax()]
    assert answer.chosen["nash"] == ({i: options[o] for i, o in zip(names, nash, strict=True)},)
