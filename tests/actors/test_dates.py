"""Dates in a text: their granularity, their year, and what stays open."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.core.dates import PartialDate
from winset.reading.dates import read_date

PUBLISHED = PartialDate(2025, 4, 23)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "future", "wanted"),
    [
        ("April 17", False, "2025-04-17"),
        ("17 April", False, "2025-04-17"),
        ("the 17th of April", False, "2025-04-17"),
        ("April 17, 2024", False, "2024-04-17"),
        ("17 April 2026", True, "2026-04-17"),
        ("2025-03-02", False, "2025-03-02"),
        ("March 2025", False, "2025-03"),
        ("December 20", False, "2024-12-20"),
        ("January 9", True, "2026-01-09"),
        ("May 3", True, "2025-05-03"),
        ("May", True, "2025-05"),
        ("today", False, "2025-04-23"),
        ("yesterday", False, "2025-04-22"),
        ("tomorrow", True, "2025-04-24"),
        ("Monday", False, "2025-04-21"),
        ("Wednesday", False, "2025-04-23"),
        ("Friday", True, "2025-04-25"),
        ("last Friday", False, "2025-04-18"),
        ("next Monday", True, "2025-04-28"),
        ("Friday, 25 April", True, "2025-04-25"),
        ("this morning", False, "2025-04-23"),
        ("next month", True, "2025-05"),
        ("last month", False, "2025-03"),
        ("the end of the month", True, "2025-04"),
        ("end of next month", True, "2025-05"),
        ("the end of the year", True, "2025-12"),
        ("last week", False, "2025-04"),
        ("in three days", True, "2025-04-26"),
        ("two days ago", False, "2025-04-21"),
        ("next year", True, "2026"),
        ("7–9 May", True, "2025-05-07"),
        ("May 7-9, 2025", True, "2025-05-07"),
        ("the weekend", False, "2025-04"),
        ("next weekend", True, "2025-04"),
    ],
)
def test_dates_are_read_against_publication(words: str, future: bool, wanted: str) -> None:
    assert str(read_date(words, PUBLISHED, future=future)) == wanted


@pytest.mark.parametrize("words", ["April 17", "Monday", "today", "yesterday", "May"])
def test_without_publication_the_year_is_not_invented(words: str) -> None:
    assert read_date(words, None) is None


def test_a_full_date_needs_no_publication() -> None:
    assert read_date("April 17, 2025", None) == PartialDate(2025, 4, 17)


@pytest.mark.parametrize("words", ["next week", "the day before", "the following day"])
def test_what_the_words_do_not_tell_stays_open(words: str) -> None:
    assert read_date(words, PUBLISHED, future=True) is None  # the week from 28 April lies in two months


@pytest.mark.parametrize("words", ["February 30", "31 June 2025", "2025-13-40"])
def test_what_is_no_day_of_the_calendar_stays_open(words: str) -> None:
    assert read_date(words, PUBLISHED) is None


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 12, 31)))
def test_full_dates_come_back(day: datetime.date) -> None:
    words = f"{day.strftime('%B')} {day.day}, {day.year}"
    assert read_date(words, PUBLISHED) == PartialDate(day.year, day.month, day.day)


@given(
    st.dates(datetime.date(2000, 1, 1), datetime.date(2050, 12, 31)),
    st.sampled_from(["Monday", "Sunday"]),
    st.booleans(),
)
def test_weekdays_lie_within_a_week_on_the_right_side(day: datetime.date, words: str, future: bool) -> None:
    found = read_date(words, PartialDate(day.year, day.month, day.day), future=future)
    assert found is not None
    away = (found.first - day).days
    assert found.first.strftime("%A") == words
    assert 0 <= away <= 7 if future else -7 <= away <= 0
