"""Partial orders and what is known of preferences: against brute force, and the distributions that are drawn."""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.core.errors import LimitError
from winset.negotiation.orders import PartialOrder, draw_ranks
from winset.negotiation.preferences import PackagePreference

ITEMS = "abcd"


@st.composite
def rankings(draw: st.DrawFn) -> list[list[list[str]]]:
    found = []
    for _ in range(draw(st.integers(0, 2))):
        items = draw(st.lists(st.sampled_from(ITEMS), unique=True, max_size=4))
        cuts = draw(st.lists(st.booleans(), min_size=len(items), max_size=len(items)))
        tiers: list[list[str]] = []
        for item, new in zip(items, cuts, strict=True):
            if new or not tiers:
                tiers.append([])
            tiers[-1].append(item)
        found.append(tiers)
    return found


def weak_orders() -> list[dict[str, int]]:
    """Return every complete order with ties of the four items, as ranks."""
    seen = set()
    for ranks in itertools.product(range(4), repeat=4):
        dense = sorted(set(ranks))
        seen.add(tuple(dense.index(r) for r in ranks))
    return [dict(zip(ITEMS, ranks, strict=True)) for ranks in sorted(seen)]


WEAK = weak_orders()


@given(rankings())
@settings(deadline=None, max_examples=300)
def test_comparisons_are_those_of_all_orders_that_agree(given_rankings: list[list[list[str]]]) -> None:
    order = PartialOrder(ITEMS, given_rankings)
    if order.contradicted:
        return

    def agrees(ranks: dict[str, int]) -> bool:
        return all(
            all(ranks[a] == ranks[b] for tier in tiers for a in tier for b in tier)
            and all(
                ranks[a] < ranks[b] for k, tier in enumerate(tiers) for low in tiers[k + 1 :] for a in tier for b in low
            )
            for tiers in given_rankings
        )

    agreeing = [ranks for ranks in WEAK if agrees(ranks)]
    assert agreeing
    for a, b in itertools.permutations(ITEMS, 2):
        signs = {(ranks[a] > ranks[b]) - (ranks[a] < ranks[b]) for ranks in agreeing}
        verdict = order.compare(a, b)
        if verdict == "better":
            assert signs == {-1}
        elif verdict == "worse":
            assert signs == {1}
        elif verdict == "tied":
            assert signs == {0}
        else:
            assert {-1, 1} <= signs


@given(rankings(), st.integers(0, 5))
@settings(deadline=None, max_examples=60)
def test_draws_agree_with_what_is_known(given_rankings: list[list[list[str]]], seed: int) -> None:
    order = PartialOrder(ITEMS, given_rankings)
    ranks = order.draw(np.random.default_rng(seed), 50)
    for row in ranks:
        assert sorted(set(row)) == list(range(len(order.classes)))
        for (i, a), (j, b) in itertools.permutations(enumerate(ITEMS), 2):
            verdict = order.compare(a, b)
            if verdict == "better":
                assert row[i] < row[j]
            elif verdict == "tied":
                assert row[i] == row[j]


def test_contradictions_are_left_out_and_listed() -> None:
    order = PartialOrder("ab", [[["a"], ["b"]], [["b"], ["a"]]])
    assert order.compare("a", "b") == "better"
    assert order.contradicted == (("b", "a"),)
    assert PartialOrder("ab", [[["a"], ["b"]], [["a", "b"]]]).contradicted == (("a", "b"),)


@pytest.mark.parametrize(
    "given_rankings",
    [[], [[["a"], ["b"]]], [[["a"], ["b"]], [["c"], ["b"]]], [[["a"], ["b"]], [["c"], ["d"]]], [[["a"], ["b"], ["c"]]]],
)
def test_linear_extensions_are_drawn_uniformly(given_rankings: list[list[list[str]]]) -> None:
    order = PartialOrder(ITEMS, given_rankings)
    extensions = [
        ranks
        for ranks in itertools.permutations(range(4))
        if all(not order.strict[i, j] or ranks[i] < ranks[j] for i in range(4) for j in range(4))
    ]
    n = 20_000
    counted = Counter(map(tuple, order.draw(np.random.default_rng(1), n).tolist()))
    assert set(counted) == set(extensions)
    expected = n / len(extensions)
    assert sum((c - expected) ** 2 / expected for c in counted.values()) < 2.5 * len(extensions) + 20


def test_too_open_a_ranking_is_refused() -> None:
    above = np.zeros((40, 40), dtype=bool)
    above[0, 1:] = True
    with pytest.raises(LimitError, match="leaves too much open"):
        draw_ranks(above, np.random.default_rng(0), 1)


def preference(salience: list[list[str]], weights: dict[str, float] | None = None) -> PackagePreference:
    issues = dict.fromkeys("ijk", ("x", "y"))
    return PackagePreference(
        party="a",
        issues=issues,
        orders={name: PartialOrder(options, [[["x"], ["y"]]]) for name, options in issues.items()},
        salience=PartialOrder("ijk", [salience] if salience else []),
        values={},
        weights=weights or {},
    )


def test_weights_are_uniform_on_what_is_left_of_the_simplex() -> None:
    rng = np.random.default_rng(3)
    n = 40_000
    free = preference([]).draw_weights(rng, n)
    assert free.sum(axis=1) == pytest.approx(1.0)
    assert free.mean(axis=0) == pytest.approx([1 / 3] * 3, abs=0.01)
    # w_i ≥ w_j ≥ w_k: the corners (1,0,0), (½,½,0), (⅓,⅓,⅓), equally mixed
    ordered = preference([["i"], ["j"], ["k"]]).draw_weights(rng, n)
    assert (ordered[:, 0] >= ordered[:, 1]).all()
    assert (ordered[:, 1] >= ordered[:, 2]).all()
    assert ordered.mean(axis=0) == pytest.approx([11 / 18, 5 / 18, 2 / 18], abs=0.01)
    # by rejection: i and j tied, both above k: w = (t, t, 1 − 2t), t uniform on [1/3, 1/2]
    tied = preference([["i", "j"], ["k"]]).draw_weights(rng, n)
    assert (tied[:, 0] == tied[:, 1]).all()
    assert tied[:, 0].mean() == pytest.approx(5 / 12, abs=0.01)
    assert tied[:, 0].min() >= 1 / 3 - 1e-12
    given_one = preference([], {"i": 0.4}).draw_weights(rng, n)
    assert (given_one[:, 0] == 0.4).all()
    assert given_one.sum(axis=1) == pytest.approx(1.0)


def test_values_between_are_uniform_order_statistics() -> None:
    issues = {"i": tuple("abcd")}
    known = PackagePreference("a", issues, {"i": PartialOrder("abcd", [[["a"], ["b"], ["c"], ["d"]]])},
                              PartialOrder("i"), {}, {})  # fmt: skip
    values = known.draw_values("i", np.random.default_rng(0), 30_000)
    assert (values[:, 0] == 1).all()
    assert (values[:, 3] == 0).all()
    assert values.mean(axis=0) == pytest.approx([1, 2 / 3, 1 / 3, 0], abs=0.01)


def test_packages_compare_by_what_is_certain() -> None:
    known = preference([["i"], ["j"]])
    best, swap, back = ({"i": a, "j": b, "k": "x"} for a, b in ("xx", "xy", "yx"))
    assert known.compare(best, swap) == "better"
    assert known.compare(swap, back) == "better"  # i weighs at least as much as j
    assert known.compare(back, swap) == "worse"
    assert known.compare(best, dict(best)) == "tied"
    assert known.compare(swap, {"i": "x", "j": "x", "k": "y"}) == "unknown"
