"""What one source asserts and another denies, and what only looks like it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.strategies import readings
from winset.analysis.denials import denials
from winset.core.spans import Span
from winset.reading.statement import Reading, Stance, Statement

REPORT = {"speaker": "The Gazette", "via": ("The Gazette",)}


def said(words: str, act: Any = "state", *, party: str | None = None, document: str = "d", **more: Any) -> Statement:
    content = (Span(0, len(words), words),)
    return Statement(f"s-{words}", document, "attributed", content, speaker_party=party, act=act, **more)


def found(*statements: Statement) -> list[tuple[int, int, str]]:
    return [(pair.asserted, pair.denial, pair.how) for pair in denials(statements)]


@pytest.mark.parametrize("words", ["the report", "this", "it", "the article “premature”", "no such clause exists"])
def test_a_denied_report_is_the_last_one(words: str) -> None:
    report = said("that Norway offered forty licences", **REPORT)
    assert found(report, said(words, "deny", party="norway")) == [(0, 1, "reference")]


def test_a_charge_is_that_of_an_accuser_not_the_last_words() -> None:
    charge = said("the army of having shelled two villages", "accuse", party="front")
    other = said("that talks go on", party="mediator")
    assert found(charge, other, said("the charge", "deny", party="army")) == [(0, 2, "reference")]


def test_a_report_is_preferred_to_what_a_party_said() -> None:
    report, other = said("that jobs will go", **REPORT), said("that it waits", party="union")
    assert found(report, other, said("the story", "deny", party="company")) == [(0, 2, "reference")]


def test_by_words_in_another_document() -> None:
    report = said("that Norway had promised forty licences to Iceland", document="a", **REPORT)
    denial = said("that licences had been promised to Iceland", "deny", party="norway", document="b")
    assert found(report, denial) == [(0, 1, "words")]
    assert found(denial, report) == [(1, 0, "words")]


def test_one_issue_needs_fewer_common_words() -> None:
    stance = (Stance("fisheries", "norway", "for", "ascribed"),)
    report = said("that Norway would open the bank to small boats", **REPORT, positions=stance)
    words = "that a decision had been taken on small boats"
    plain = said(words, "deny", party="norway")
    tied = said(words, "deny", party="norway", positions=(Stance("fisheries", "norway", "against", "self"),))
    assert found(report, plain) == []
    assert found(report, tied) == [(0, 1, "words")]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # A position refused is a disagreement.
        (said("that it open the bank", "demand", party="iceland"), said("the demand", "deny", party="norway")),
        # Whether it was on the table answers nobody.
        (said("that Norway offered fish", **REPORT), said("that borders were on the table", "deny", party="norway")),
        # Nobody contradicts himself by a denial alone.
        (said("that Norway offered licences", party="norway"), said("this", "deny", party="norway")),
        # Both say that it is not so.
        (said("that no licences were promised to Iceland", **REPORT),
         said("that licences were promised to Iceland", "deny", party="norway")),
        # Two denials agree.
        (said("the licences for Iceland", "deny", party="iceland"), said("the report", "deny", party="norway")),
        # A reference does not reach into another document.
        (said("that Norway offered licences", document="a", **REPORT), said("the report", "deny", document="b")),
        # A rejection denies no fact.
        (said("that Norway offered licences", **REPORT), said("the report", "reject", party="norway")),
        (said("that Norway offered licences", **REPORT), said("the report", "deny", party="norway", negated=True)),
    ],
)  # fmt: skip
def test_no_contradiction(first: Statement, second: Statement) -> None:
    assert found(first, second) == []


def test_a_reference_reaches_no_further_than_a_few_statements() -> None:
    report = said("that jobs will go", **REPORT)
    between = [said(f"that it waits {number}", party="union") for number in range(6)]
    assert (0, 7, "reference") not in found(report, *between, said("the story", "deny", party="company"))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=30, deadline=None)
@given(readings())
def test_every_pair_is_a_denial_of_what_somebody_else_said(reading: Reading) -> None:
    for pair in denials(reading.statements):
        asserted, denial = reading.statements[pair.asserted], reading.statements[pair.denial]
        assert denial.act == "deny"
        assert asserted.act not in ("deny", "reject")
        assert asserted.speaker_party is None or asserted.speaker_party != denial.speaker_party
