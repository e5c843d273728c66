"""Winset's own voice: names are only names, mirrored input gives mirrored sentences, no word takes a side."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import winset as ws
from tests.reporting import harbour
from tests.reporting.page import Node, parse
from tests.strategies import negotiations
from winset.negotiation.model import Negotiation
from winset.reporting import sentences
from winset.reporting.context import Context
from winset.reporting.report import report
from winset.reporting.sections.opening import facts, four
from winset.reporting.summary import lines

# Names of one order, so that alphabetical order stays.
FIRST, SECOND = ("Alder", "Birch", "Cedar"), ("Aspen", "Beech", "Cherry")

CALLS: list[tuple[Callable[..., str], Callable[[tuple[str, ...]], dict[str, Any]]]] = [
    (sentences.consent, lambda n: {"parties": list(n), "assumed": True}),
    (sentences.blocked, lambda n: {"conflicts": 2, "parties": list(n), "lines": 3, "tier": "needs"}),
    (sentences.blocked, lambda n: {"conflicts": 1, "parties": [n[0]], "lines": 3}),
    (sentences.opened, lambda n: {"tier": "needs", "groups": [[[f"{n[0]} yields"], [f"{n[1]} yields"]]]}),
    (sentences.insists, lambda n: {"kind": "need", "holder": n[0], "if_": [], "any_of": ["X", "Y"]}),
    (sentences.insists, lambda n: {"kind": "red_line", "holder": n[0], "if_": ["X"], "any_of": []}),
    (sentences.gives_way, lambda n: {"kind": "requirement", "holder": n[0], "if_": ["X"], "any_of": ["Y"]}),
    (sentences.status, lambda n: {"kind": "compatible", "common": ["X"], "silent": list(n), "tied": [n[2]]}),
    (sentences.both_sides, lambda n: {"party": n[0], "issue": "I", "for_": 1, "against": 2}),
    (sentences.reports_differ, lambda n: {"party": n[0], "issue": "I", "for_": 1, "against": 2}),
    (sentences.positions_differ, lambda n: {"party": n[0], "issue": "I", "options": ["X"]}),
    (sentences.shift, lambda n: {"party": n[0], "issue": "I", "before": "for", "after": "against", "since": "2026"}),
    (sentences.disagreement, lambda n: {"parties": list(n), "issue": "I"}),
    (sentences.missing, lambda n: {"parties": list(n), "drafted": True}),
    (sentences.unanswered, lambda n: {"parties": list(n), "drafted": False}),
    (sentences.proposal_title, lambda n: {"author": n[0], "version": None}),
    (sentences.constraint, lambda n: {"if_": ["X"], "any_of": ["Y"], "binds": n[0]}),
    (sentences.nowhere, lambda n: {"parties": list(n), "drafted": True}),
    (sentences.stance, lambda n: {"holder": n[0], "side": "for", "issue": "I", "basis": "own words", "agent": n[1]}),
    (sentences.adopted, lambda n: {"is_adopted": False, "claimant": n[0], "basis": "self"}),
    (sentences.numbers_given, lambda n: {"parties": list(n)}),
]


def renamed(text: str, before: Iterable[str], after: Iterable[str]) -> str:
    for a, b in zip(before, after, strict=True):
        text = text.replace(a, b)
    return text


@pytest.mark.parametrize("call", CALLS, ids=lambda c: c[0].__name__)
def test_renaming_parties_changes_names_and_nothing_else(call: Any) -> None:
    function, arguments = call
    assert renamed(function(**arguments(FIRST)), FIRST, SECOND) == function(**arguments(SECOND))


def test_for_and_against_are_told_alike() -> None:
    for function in (sentences.both_sides, sentences.reports_differ):
        one = function("P", "I", 1, 2)
        other = function("P", "I", 2, 1)
        assert re.sub(r"\d", "#", one).replace("statements", "statement") == re.sub(r"\d", "#", other).replace(
            "statements", "statement"
        )
    there = sentences.shift("P", "I", "for", "against", "2026")
    back = sentences.shift("P", "I", "against", "for", "2026")
    assert re.sub(r"\b(for|against)\b", lambda m: {"for": "against", "against": "for"}[m[0]], there) == back


def test_no_loaded_word_and_no_word_of_likelihood_in_winsets_own_voice() -> None:
    here = Path(sentences.__file__).parent
    source = "".join(p.read_text(encoding="utf-8") for p in here.glob("*.py"))
    templates = here.parent / "templates"
    texts = [
        re.sub(r"\{[{%#].*?[}%#]\}|<[^>]*>", " ", p.read_text(encoding="utf-8")) for p in templates.rglob("*.html")
    ]
    words = set(re.findall(r"[a-z-]+", " ".join([source, *texts]).casefold()))
    assert not words & {
        "regime", "terrorist", "so-called", "puppet", "aggressor", "occupier", "stubborn", "hardline", "extremist",
        "unreasonable", "intransigent", "merely", "clearly", "obviously", "admits", "admitted", "claims-that", "likely",
        "unlikely", "probable", "probably", "surrender", "capitulation", "victim",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "no statements"), (1, "1 statement"), (2, "2 statements"), (1200, "1,200 statements")]
)
def test_counts(number: int, expected: str) -> None:
    assert sentences.count(number, "statement") == expected


@pytest.mark.parametrize(
    ("names", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists(names: list[str], expected: str) -> None:
    assert sentences.listed(names) == expected


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ({}, "No statement was found."),
        (
            {"own": 1},
            "Of 1 statement, 1 is a party’s own words, none comes through an outlet or another speaker and none is the"
            " narrator’s word only.",
        ),
        (
            {"own": 4, "through": 1, "other": 1, "unnamed": 2, "narrator": 2},
            "Of 10 statements, 4 are parties’ own words, 1 comes through an outlet or another speaker, 1 is by somebody"
            " who speaks for no party, 2 name nobody as speaker and 2 are the narrator’s word only.",
        ),
    ],
)
def test_statements_are_counted_by_whose_word_they_are(kinds: dict[str, int], expected: str) -> None:
    assert sentences.statements(kinds) == expected


@pytest.mark.parametrize(
    ("own", "quoted", "expected"),
    [
        (0, 0, ""),
        (1, 1, "The party’s own words are quoted."),
        (1, 0, "The party’s own words are told in the documents’ wording, never quoted."),
        (3, 3, "The parties’ own words are quoted each time."),
        (
            4,
            2,
            "The parties’ own words are quoted, wholly or in part, twice, and told in the documents’ wording twice.",
        ),
    ],
)
def test_own_words_are_quoted_or_told(own: int, quoted: int, expected: str) -> None:
    assert sentences.quoted(own, quoted) == expected


def swapped(n: Negotiation, names: dict[str, str]) -> Negotiation:
    """Return the negotiation with parties renamed, ids kept."""
    return n.model_copy(
        update={"parties": tuple(p.model_copy(update={"name": names.get(p.id, p.name)}) for p in n.parties)}
    )


def own_voice(root: Node) -> list[str]:
    return [n.words() for n in root.walk() if n.has("says") or n.has("facts") or n.has("four") or n.has("ways")]


def test_renaming_parties_changes_only_names_in_the_whole_report() -> None:
    before = harbour.negotiation()
    names = {p.id: f"Zq{k}x" for k, p in enumerate(sorted(before.parties, key=lambda p: p.name.casefold()))}
    labels = {p.id: p.name for p in before.parties}
    made = [report(swapped(before, n)) for n in (labels, names)]
    texts = [own_voice(parse(str(page))) for page in made]
    turned = texts[0]
    for party in sorted(labels, key=lambda p: -len(labels[p])):
        turned = [t.replace(labels[party], names[party]) for t in turned]
    assert turned == texts[1]


MIRROR = """
winset: 1
title: Mirror
parties: [{id: a, name: Alder}, {id: b, name: Birch}]
consent: [a, b]
issues:
  - {id: i, question: Which?, options: [{id: x, says: This}, {id: y, says: That}]}
positions:
  - {holder: a, issue: i, basis: self, ranking: [x, y], red_lines: [y]}
  - {holder: b, issue: i, basis: self, ranking: [y, x], red_lines: [x]}
"""


def test_mirrored_refusals_give_mirrored_sentences() -> None:
    from winset.negotiation.files import loads

    n = loads(MIRROR)
    mirrored = loads(MIRROR.replace("[x, y]", "[1]").replace("[y, x]", "[x, y]").replace("[1]", "[y, x]")
                     .replace("red_lines: [y]", "red_lines: [1]").replace("red_lines: [x]", "red_lines: [y]")
                     .replace("red_lines: [1]", "red_lines: [x]"))  # fmt: skip

    def told(negotiation: Negotiation) -> list[str]:
        return [*facts(Context(negotiation)), *four(Context(negotiation))]

    def turned(text: str) -> str:
        return text.replace("This", "#").replace("That", "This").replace("#", "That")

    assert [turned(t) for t in told(n)] == told(mirrored)
    assert any("1 irreducible conflict" in t for t in told(n))


@settings(max_examples=20, deadline=None)
@given(negotiations(), st.randoms())
def test_the_summary_fits_any_negotiation_and_holds_no_control_characters(n: Negotiation, random: Any) -> None:
    for _, text, _ in lines(Context(n)):
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\ue000\ue001]", text)


def test_every_function_that_speaks_is_documented() -> None:
    for name, function in inspect.getmembers(sentences, inspect.isfunction):
        if not name.startswith("_"):
            assert function.__doc__, name
    assert ws.report.__doc__
