"""The listing and the progress bar: any reading can be shown, and nothing in it acts on the terminal."""

from __future__ import annotations

import io
import sys
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from rich.console import Console

from tests.strategies import readings
from winset.cli.listing import _who, print_listing
from winset.cli.progress import reading_progress
from winset.core.spans import Span
from winset.core.terminal import safe
from winset.reading.statement import JOINT, Candidate, Reading, Statement


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=60)
@given(readings())
def test_any_reading_can_be_shown(reading: Reading) -> None:
    out = io.StringIO()
    print_listing(
        reading, Console(file=out, width=80, highlight=False, markup=False, emoji=False, force_terminal=False)
    )
    shown = out.getvalue()
    assert safe(shown) == shown
    assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in shown)
    assert not any(line.endswith(" ") and not line.strip() for line in shown.splitlines())
    for statement in reading.statements:
        assert statement.act in shown


def test_the_bar_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    with reading_progress() as progress:
        assert progress is None
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with reading_progress(quiet=True) as progress:
        assert progress is None
    with reading_progress() as progress:
        assert progress is not None
        progress(0, 2, "a\x1b]0;title\x07[red].txt")
        progress(2, 2, "")
    assert "\x1b]0;" not in terminal.getvalue()


@pytest.mark.parametrize(("reason", "shown"), [(JOINT, "A and B speak"), ("named before", "A and B speak (A or B?)")])
def test_a_joint_source_is_no_question(reason: str, shown: str) -> None:
    statement = Statement(
        id="d-s01",
        document="d",
        voice="attributed",
        content=(Span(0, 1, "x"),),
        speaker="A and B speak",
        candidates=(Candidate("A", "a", reason), Candidate("B", "b", reason)),
    )
    assert shown in _who(statement, {}).plain
    assert ("?" in _who(statement, {}).plain) == (reason != JOINT)
