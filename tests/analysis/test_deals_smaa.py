"""Deals under ordinal knowledge: shares against integration by hand, verdicts and counts against their definitions."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np
import pytest

from tests.analysis.small import allowed, issue, negotiation, packages, party, random_negotiation
from winset.analysis.blockers.clauses import clauses_of
from winset.analysis.deals import Deals, deals, smaa
from winset.analysis.deals.bargaining import RULES
from winset.analysis.deals.base import Base
from winset.analysis.deals.dominance import dominated
from winset.analysis.deals.packages import Grid
from winset.analysis.deals.verdicts import fallback_of
from winset.negotiation.model import Negotiation
from winset.negotiation.preferences import preferences_of

DRAWS = 40_000


def one_party(
    rankings: dict[str, list[Any]], options: dict[str, str], no_deal: dict[str, str], **more: Any
) -> Negotiation:
    """Return a negotiation of one party over issues whose options are single letters."""
    return negotiation(
        parties=[party("a")],
        issues=[issue(i, o) for i, o in options.items()],
        positions=[{"holder": "a", "issue": i, "basis": "self", "ranking": r} for i, r in rankings.items()],
        no_deal=[{"id": "walk", "says": "They walk away", "package": no_deal}],
        **more,
    )


def share_of(result: Deals, **package: str) -> tuple[str, float, float]:
    for row in result.answer.acceptance:
        if row.package == package:
            return row.verdict, row.joint.share, row.joint.error
    raise AssertionError(package)


CASES: list[tuple[str, dict[str, list[Any]], dict[str, str], dict[str, str], dict[str, str], str, float]] = [
    # one issue for another: P(w1 >= w2)
    ("swap", {"i": ["x", "y"], "j": ["x", "y"]}, {"i": "xy", "j": "xy"}, {"i": "y", "j": "x"},
     {"i": "x", "j": "y"}, "some", 1 / 2),
    # two gained for one lost on three issues: 1 − P(w3 > 1/2) = 1 − (1/2)²
    ("two for one", {"i": ["x", "y"], "j": ["x", "y"], "k": ["x", "y"]}, {"i": "xy", "j": "xy", "k": "xy"},
     {"i": "y", "j": "y", "k": "x"}, {"i": "x", "j": "x", "k": "y"}, "some", 3 / 4),
    # a whole issue for one step of another: P(w >= (1 − w) V), V uniform: 1 − E[V / (1 + V)] = ln 2
    ("step", {"i": ["x", "y"], "j": ["x", "y", "z"]}, {"i": "xy", "j": "xyz"}, {"i": "y", "j": "x"},
     {"i": "x", "j": "y"}, "some", math.log(2)),
    ("better", {"i": ["x", "y", "z"]}, {"i": "xyz"}, {"i": "y"}, {"i": "x"}, "all", 1.0),
    ("worse", {"i": ["x", "y", "z"]}, {"i": "xyz"}, {"i": "y"}, {"i": "z"}, "none", 0.0),
    ("tied", {"i": [["x", "y"], "z"]}, {"i": "xyz"}, {"i": "y"}, {"i": "x"}, "all", 1.0),
    ("all tied", {"i": [["x", "y"]]}, {"i": "xy"}, {"i": "y"}, {"i": "x"}, "all", 1.0),
    ("nothing known", {}, {"i": "xy"}, {"i": "y"}, {"i": "x"}, "some", 1 / 2),
    ("not ranked", {"i": ["x", "y"]}, {"i": "xyz"}, {"i": "y"}, {"i": "z"}, "some", 2 / 3),
    # what no deal brings is open: each option alike
    ("open", {"i": ["x", "y", "z"]}, {"i": "xyz"}, {}, {"i": "y"}, "some", 2 / 3),
    ("open, best", {"i": ["x", "y", "z"]}, {"i": "xyz"}, {}, {"i": "x"}, "all", 1.0),
    ("open, worst", {"i": ["x", "y", "z"]}, {"i": "xyz"}, {}, {"i": "z"}, "some", 1 / 3),
    ("one option", {"i": ["x"]}, {"i": "x"}, {"i": "x"}, {"i": "x"}, "all", 1.0),
]  # fmt: skip


@pytest.mark.parametrize(("name", "rankings", "options", "no_deal", "package", "verdict", "share"), CASES)
def test_shares_agree_with_integration_by_hand(
    name: str,
    rankings: dict[str, list[Any]],
    options: dict[str, str],
    no_deal: dict[str, str],
    package: dict[str, str],
    verdict: str,
    share: float,
) -> None:
    result = deals(one_party(rankings, options, no_deal), draws=DRAWS, choice_draws=1, efficiency_draws=1)
    found, value, error = share_of(result, **package)
    assert found == verdict
    assert abs(value - share) <= 4.5 * error
    assert (error == 0) == (verdict != "some")


def test_known_order_of_weights_decides() -> None:
    n = one_party(
        {"i": ["x", "y"], "j": ["x", "y"], "k": ["x", "y"]},
        {"i": "xy", "j": "xy", "k": "xy"},
        {"i": "y", "j": "x", "k": "y"},
    )
    swap = {"i": "x", "j": "y", "k": "y"}
    for saliences, verdict, share in (
        ({"a": [["i"], ["j"]]}, "all", 1.0),
        ({"a": [["j"], ["i"]]}, "none", 0.0),
        ({"a": [["i", "j"]]}, "all", 1.0),
        # i ≥ k says nothing of j: P(w_i ≥ w_j | w_i ≥ w_k) = 2/3
        ({"a": [["i"], ["k"]]}, "some", 2 / 3),
        # i and k tied, both above j or not: w = (t, 1 − 2t, t), t uniform on [0, 1/2]: P(t ≥ 1 − 2t) = 1/3
        ({"a": [["i", "k"]]}, "some", 1 / 3),
    ):  # fmt: skip
        result = deals(n, saliences=saliences, draws=DRAWS, choice_draws=1, efficiency_draws=1)
        found, value, error = share_of(result, **swap)
        assert found == verdict, saliences
        assert abs(value - share) <= 4.5 * error, saliences


def test_independent_parties_multiply() -> None:
    n = negotiation(
        parties=[party("a"), party("b")],
        issues=[issue("i", "xy"), issue("j", "xy")],
        positions=[
            {"holder": "a", "issue": "i", "basis": "self", "ranking": ["x", "y"]},
            {"holder": "a", "issue": "j", "basis": "self", "ranking": ["x", "y"]},
            {"holder": "b", "issue": "i", "basis": "self", "ranking": ["y", "x"]},
            {"holder": "b", "issue": "j", "basis": "self", "ranking": ["y", "x"]},
        ],
        no_deal=[{"id": "walk", "says": "They walk away", "package": {"i": "x", "j": "y"}}],
    )
    result = deals(n, draws=DRAWS, choice_draws=1, efficiency_draws=1)
    verdict, share, error = share_of(result, i="y", j="x")
    assert verdict == "some"
    assert abs(share - 1 / 4) <= 4.5 * error
    facts = result.answer.dependence["any"]
    assert facts == ()  # the status quo is a package too, and both accept it whatever they want
    assert result.answer.any_deal_verdict == "all"


def test_what_no_deal_brings_is_one_and_the_same_for_all() -> None:
    n = negotiation(
        parties=[party("a"), party("b")],
        issues=[issue("i", "xyz")],
        positions=[
            {"holder": "a", "issue": "i", "basis": "self", "ranking": ["x", "y", "z"]},
            {"holder": "b", "issue": "i", "basis": "self", "ranking": ["z", "y", "x"]},
        ],
        no_deal=[{"id": "walk", "says": "They walk away"}],
    )
    result = deals(n, draws=DRAWS, choice_draws=1, efficiency_draws=1)
    for option in "xyz":  # each is accepted by both where no deal brings just that
        verdict, share, error = share_of(result, i=option)
        assert verdict == "some"
        assert abs(share - 1 / 3) <= 4.5 * error
    assert result.answer.any_deal.share == 1.0
    assert result.answer.any_deal_verdict == "some"  # no one package is accepted in all


def _value(n: Negotiation, rng: random.Random, who: str) -> dict[str, dict[str, float]]:
    """Draw weighted values of one party by rejection, straight from the definition."""
    issues = [i.id for i in n.issues]
    u = n.utilities.get(who)
    raw = [rng.expovariate(1) for _ in issues]
    weights = {i: v / sum(raw) for i, v in zip(issues, raw, strict=True)}
    if u is not None:
        weights = {i: u.weights.get(i, 0.0) for i in issues}
    out = {}
    for i in n.issues:
        options = [o.id for o in i.options]
        tiers: list[list[str]] = []
        for basis in ("self", "ascribed", "inferred"):
            for p in n.positions:
                if p.holder == who and p.issue == i.id and p.basis == basis:
                    tiers = [list(t) for t in p.ranking]
        groups = [*tiers, *([o] for o in options if all(o not in t for t in tiers))]
        while True:
            order = groups[:]
            rng.shuffle(order)
            ranked = [g for g in order if g in tiers]
            if ranked == tiers:
                break
        middle = sorted((rng.random() for _ in range(len(order) - 2)), reverse=True)
        ladder = [1.0, *middle, 0.0] if len(order) > 1 else [0.0]
        values = {o: v for g, v in zip(order, ladder, strict=True) for o in g}
        if u is not None:
            values = dict(u.values[i.id])
        out[i.id] = {o: weights[i.id] * values[o] for o in options}
    return out


@pytest.mark.parametrize("seed", range(60))
def test_verdicts_and_shares_agree_with_drawing_from_the_definition(seed: int) -> None:
    n = random_negotiation(seed, reservation=seed % 2 == 0)
    result = deals(n, draws=4000, choice_draws=1, efficiency_draws=1)
    answer = result.answer
    rng = random.Random(seed)
    rounds = 1500
    lines = [c for c in clauses_of(n, tier="needs", consent=n.consent_set) if c.kind != "reservation"]
    can = [p for p in packages(n) if allowed(n, p)]
    accepted = {(k, who): 0 for k in range(len(can)) for who in (*n.consent_set, "*")}
    any_deal = 0
    for _ in range(rounds):
        fallback = None
        if n.no_deal:
            fallback = {i.id: rng.choice(i.options).id for i in n.issues} | dict(n.no_deal[0].package)
        terms = {who: _value(n, rng, who) for who in n.consent_set}
        some = False
        for k, package in enumerate(can):
            all_yes = True
            for who in n.consent_set:
                yes = all(c.holds(package) for c in lines if c.holder == who)
                stated = n.utilities[who].reservation if who in n.utilities else None
                worth = sum(terms[who][i][o] for i, o in package.items())
                if stated is not None:
                    yes = yes and worth >= stated - 1e-9
                elif fallback is not None:
                    yes = yes and worth >= sum(terms[who][i][o] for i, o in fallback.items()) - 1e-9
                accepted[k, who] += yes
                all_yes = all_yes and yes
            accepted[k, "*"] += all_yes
            some = some or all_yes
        any_deal += some
    assert answer.total == len(can)
    rows = {tuple(sorted(row.package.items())): row for row in answer.acceptance}
    for k, package in enumerate(can):
        row = rows[tuple(sorted(package.items()))]
        for who in (*n.consent_set, "*"):
            verdict = row.verdict if who == "*" else row.verdict_by_party[who]
            share = row.joint if who == "*" else row.by_party[who]
            counted = accepted[k, who] / rounds
            if verdict == "all":
                assert counted == 1.0
            elif verdict == "none":
                assert counted == 0.0
            error = math.sqrt(max(counted * (1 - counted), 0.25 / rounds) * (1 / rounds + 1 / 4000))
            assert abs(share.share - counted) <= 5 * error, (package, who)
    error = math.sqrt(max(any_deal / rounds * (1 - any_deal / rounds), 0.25 / rounds) * (1 / rounds + 1 / 4000))
    assert abs(answer.any_deal.share - any_deal / rounds) <= 5 * error


@pytest.mark.parametrize("seed", range(40))
def test_counts_of_efficiency_and_choices_are_those_of_each_draw(seed: int) -> None:
    n = random_negotiation(seed)
    grid = Grid.of(n)
    preferences = list(preferences_of(n, n.consent_set).values())
    lines = list(clauses_of(n, tier="red-lines", consent=n.consent_set))
    base = Base(n, grid, preferences, lines, lines)
    fallback = dict(n.no_deal[0].package) if n.no_deal else None
    case, _ = base.case([fallback_of(p, fallback) for p in preferences])
    drawn = smaa.draw(case, 3, 25)
    found = smaa.chosen(case, drawn, choice_draws=25, efficiency_draws=25)
    efficient = np.zeros(grid.size, dtype=int)
    choices = {rule: np.zeros(grid.size, dtype=int) for rule in RULES}
    for k in range(25):
        rational: list[int] = []
        gains: list[list[float]] = []
        for code in np.flatnonzero(case.admissible):
            digits = grid.digits(np.array([code]))[0]
            g = [sum(float(m[k, d]) for m, d in zip(margins, digits, strict=True)) for margins in drawn.margins]
            if fallback is None or min(g, default=0.0) >= -1e-6:
                rational.append(int(code))
                gains.append(g)
        rounded = np.round(np.array(gains).reshape(len(rational), len(preferences)), 9)
        for code, row in zip(rational, rounded, strict=True):
            efficient[code] += not ((rounded >= row).all(axis=1) & (rounded > row).any(axis=1)).any()
        for rule, choose in RULES.items():
            if rational:
                choices[rule][np.array(rational)[choose(rounded)]] += 1
    assert (found.efficient == efficient).all()
    for rule, counted in choices.items():
        assert (found.choices[rule] == counted).all(), rule  # type: ignore[index]


@pytest.mark.parametrize("seed", range(150))
def test_dominance_is_that_of_all_pairs(seed: int) -> None:
    n = random_negotiation(seed, reservation=seed % 3 == 0)
    grid = Grid.of(n)
    preferences = list(preferences_of(n, n.consent_set).values())
    rng = np.random.default_rng(seed)
    admissible = rng.random(grid.size) < 0.7
    found = dominated(grid, preferences, admissible)
    every = [grid.package(code) for code in range(grid.size)]

    def ranges(p: Any, y: dict[str, str], x: dict[str, str]) -> list[tuple[float, float]]:
        return [p.range_of(i, y[i], x[i]) for i in grid.issues if p.weights.get(i) != 0.0]

    for code, x in enumerate(every):
        beaten = False
        for other, y in enumerate(every):
            if admissible[other]:
                pairs = [r for p in preferences for r in ranges(p, y, x)]
                beaten |= all(low >= -1e-9 for low, _ in pairs) and any(high > 1e-9 for _, high in pairs)
        assert found[code] == beaten


def test_same_seed_same_answer_and_names_change_nothing() -> None:
    n = random_negotiation(11)
    first = deals(n, draws=500, seed=4).to_dict()
    assert first == deals(n, draws=500, seed=4).to_dict()
    assert first != deals(n, draws=500, seed=5).to_dict()
    renamed = Negotiation.model_validate(_renamed(n.to_dict(), {"a": "z", "b": "y", "c": "x"}))
    other = deals(renamed, draws=500, seed=4)
    names = {"z": "a", "y": "b", "x": "c"}
    shares = {
        tuple(row.package.items()): ({names[p]: s.share for p, s in row.by_party.items()}, row.joint.share)
        for row in other.answer.acceptance
    }
    for row in deals(n, draws=500, seed=4).answer.acceptance:
        assert shares[tuple(row.package.items())] == ({p: s.share for p, s in row.by_party.items()}, row.joint.share)


def _renamed(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            (names.get(k, k) if parent_is_party(k) else k): (
                names.get(v, v) if k in ("holder", "party") or (k == "id" and v in names) else _renamed(v, names)
            )
            for k, v in value.items()
        }
    return [_renamed(v, names) for v in value] if isinstance(value, list) else value


def parent_is_party(key: str) -> bool:
    return key in ("a", "b", "c")
