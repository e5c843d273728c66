"""Spans, dates, ids, results: what every room stands on."""

from __future__ import annotations

import datetime
from dataclasses import FrozenInstanceError, dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.core.dates import PartialDate
from winset.core.errors import DocumentError, InputError, Problem, SpanError, WinsetError
from winset.core.ids import is_id, nearest, snake, unique, unknown
from winset.core.results import Result, Run, canonical_json, html_table, sha256_of
from winset.core.spans import Span, find_quote, spans_of

texts = st.text(min_size=1, max_size=60)


@given(texts, st.data())
def test_a_span_reads_what_stands_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = Span.of(text, start, end)
    assert text[span.start : span.end] == span.quote
    span.check(text)
    assert spans_of(text, [span.pair()]) == (span,)
    assert any(place.start <= start for place in find_quote(text, span.quote))


@given(texts, st.integers(-5, 70), st.integers(-5, 70))
def test_a_span_outside_its_text_cannot_be_made(text: str, start: int, end: int) -> None:
    if 0 <= start < end <= len(text):
        return
    with pytest.raises(SpanError):
        Span.of(text, start, end)


def test_a_span_whose_document_changed_is_found_out() -> None:
    span = Span.of("They agreed to nothing.", 5, 11)
    with pytest.raises(SpanError, match="was the document changed"):
        span.check("They refused all of it.")
    with pytest.raises(SpanError, match="characters long"):
        Span(0, 3, "four")
    with pytest.raises(FrozenInstanceError):
        span.start = 1  # type: ignore[misc]


def test_overlap_is_a_shared_character() -> None:
    text = "abcdef"
    assert Span.of(text, 0, 3).overlaps(Span.of(text, 2, 4))
    assert not Span.of(text, 0, 3).overlaps(Span.of(text, 3, 4))


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_a_day_is_itself_first_and_last(day: datetime.date) -> None:
    date = PartialDate.parse(day)
    assert date.first == date.last == day
    assert PartialDate.parse(str(date)) == date
    month = PartialDate(day.year, day.month)
    assert month.first <= day <= month.last
    assert PartialDate(day.year).first <= month.first <= month.last <= PartialDate(day.year).last


@pytest.mark.parametrize(
    ("value", "granularity"), [("2026", "year"), (2026, "year"), ("2026-03", "month"), ("2026-03-02", "day")]
)
def test_granularity_is_kept(value: object, granularity: str) -> None:
    date = PartialDate.parse(value)
    assert date.granularity == granularity
    assert str(date) == str(value)


@pytest.mark.parametrize("value", ["2026-13", "2026-02-30", "last week", "02/03/2026", True, None, 20260302, "0000"])
def test_what_is_no_date_says_how_to_write_one(value: object) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        PartialDate.parse(value)


def test_the_last_days_of_the_calendar() -> None:
    assert PartialDate(9999).last == datetime.date(9999, 12, 31)
    assert PartialDate(9999, 12).last == datetime.date(9999, 12, 31)
    assert PartialDate(2024, 2).last == datetime.date(2024, 2, 29)
    assert PartialDate(2024, 2) < PartialDate(2024, 3, 1)


@given(st.text(max_size=40))
def test_snake_always_gives_an_id(text: str) -> None:
    assert is_id(snake(text))
    assert snake(snake(text)) == snake(text)


def test_names_become_ids() -> None:
    assert snake("Côte d’Ivoire") == "cote_d_ivoire"
    assert snake("Türkiye") == "turkiye"
    assert unique("port", ["port", "port_2"]) == "port_3"
    assert nearest("unoin", ["union", "port"]) == "union"
    message = unknown("party", "unoin", ["union", "port"])
    assert "did you mean 'union'?" in message
    assert "valid: port, union" in message


def test_problems_say_file_line_column_and_next_step() -> None:
    problem = Problem("n.yaml", 3, 7, "issues[0].status_quo", "unknown option 'x'", "define it first")
    assert str(problem) == "n.yaml:3:7: issues[0].status_quo: unknown option 'x' (define it first)"
    error = InputError("2 problems", problems=[problem, Problem(message="no title")])
    assert str(error).splitlines() == ["2 problems", str(problem), "input: no title"]
    assert isinstance(DocumentError("a.pdf", "empty", "is empty"), (WinsetError, ValueError))


@dataclass(frozen=True, kw_only=True)
class Two(Result):
    numbers: tuple[int, ...]

    def rows(self) -> list[dict[str, int]]:
        return [{"n": n} for n in self.numbers]


def test_a_result_shows_as_a_table_and_a_frame() -> None:
    result = Two(run=Run("counting"), numbers=(1, 2))
    assert list(result.to_frame()["n"]) == [1, 2]
    assert "<td>2</td>" in result._repr_html_()
    assert "&lt;b&gt;" in html_table([{"x": "<b>"}])
    assert html_table([]) == "<p>(no rows)</p>"


def test_canonical_json_is_the_same_for_the_same_value() -> None:
    assert canonical_json({"b": 1, "a": {"z", "y"}}) == '{"a":["y","z"],"b":1}'
    assert sha256_of({"a": 1, "b": 2}) == sha256_of({"b": 2, "a": 1})
