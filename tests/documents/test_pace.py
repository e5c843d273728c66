"""What a long run says of itself."""

from __future__ import annotations

import sys

import pytest

from winset.cli import pace
from winset.cli.pace import Pace, pace_of
from winset.reading.batch import Outcome


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_words_a_second_and_the_time_that_is_left() -> None:
    clock = Clock()
    shown: list[tuple[int, str, str]] = []
    run = Pace(20, lambda *now: shown.append(now), clock=clock)
    run.awaits(0, 20, "a")
    assert shown == [(0, "", "a")]
    for number in range(8):
        clock.now += 10 if number == 0 else 0.5  # the first one waits for the model
        run.got(Outcome("x", words=100))
    assert shown[-1] == (8, "200 words/s, about 6 s left", "a")
    run.got(Outcome("x", known=True))
    assert run.figures() == "200 words/s, about 6 s left"
    for _ in range(11):
        run.got(Outcome("x", known=True))
    assert run.figures() == "200 words/s"


def test_nothing_is_divided_by_nothing() -> None:
    run = Pace(2, lambda *_: None, clock=lambda: 0.0)
    for _ in range(2):
        run.got(Outcome("x", words=100))
    assert run.figures() == ""


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "1 s"), (1.4, "1 s"), (89, "89 s"), (91, "2 min"), (5000, "83 min"), (9000, "2.5 h")]
)
def test_times_are_not_more_exact_than_they_are(seconds: float, said: str) -> None:
    assert pace._time(seconds) == said


def test_lines_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    monkeypatch.setattr(pace.time, "monotonic", clock)
    monkeypatch.setattr(pace._Line.__init__, "__kwdefaults__", {"clock": clock})
    monkeypatch.setattr(Pace.__init__, "__kwdefaults__", {"clock": clock})
    with pace_of(1000, jobs=2) as run:
        for _ in range(100):
            clock.now += 1
            run.got(Outcome("x", words=50))
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 6
    assert err[0] == "reading with 2 processes: 15 of 1,000 documents, 50 words/s, about 16 min left"
    with pace_of(3, quiet=True) as run:
        clock.now += 100
        run.got(Outcome("x", words=50))
    assert capsys.readouterr().err == ""


def test_a_bar_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    with pace_of(3) as run:
        run.awaits(0, 3, "a\x1b[2J[bold].txt")
        run.got(Outcome("a", words=50))
    out, err = capsys.readouterr()
    assert out == ""
    assert "\x1b[2J" not in err
