"""Dates in a text, to the granularity that the words have, relative to the day of publication.

A relative date without a publication day stays open; nothing is ever relative to the day of reading.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from winset.core.dates import PartialDate
from winset.reading.parsed import text_of

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
]
_SHORT = [month[:3] for month in _MONTHS[:12]]
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH_IN = re.compile(rf"\b(?:{_MONTH})\b")
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_TO = r" ?[–-] ?"  # "7–9 May": the first day stands for all of them
_ABSOLUTE = re.compile(
    rf"\b(?:\d{{4}}-\d{{2}}-\d{{2}}|"
    rf"(?:the )?{_DAY}(?:st|nd|rd|th)?(?:{_TO}{_DAY})?(?: of)? (?:{_MONTH})\b\.?(?:,? \d{{4}})?|"
    rf"(?:{_MONTH})\b\.? {_DAY}(?:st|nd|rd|th)?(?:{_TO}{_DAY})?\b(?!\d)(?:,? \d{{4}})?|(?:{_MONTH})\b\.?,? \d{{4}}|"
    rf"(?:(?<=in )|(?<=early )|(?<=late )|(?<=mid-)|(?<=mid )|(?<=last )|(?<=next )|(?<=end of )|(?<=beginning of )|"
    rf"(?<=middle of )|(?<=start of )|(?<=until )|(?<=before )|(?<=since ))(?:{_MONTH})\b)",
    re.IGNORECASE,
)
SMALL = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "a": 1,
    "one": 1,
    "2": 2,
    "3": 3,
    "4": 4,
    "5": 5,
    "6": 6,
}
_NUMBER = "|".join(SMALL)
_RELATIVE = re.compile(
    rf"\b(?:today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening)|"
    rf"(?:last |next |this |the coming )?(?:{'|'.join(_DAYS)})|"
    rf"(?:last|next|this) (?:weekend|week|month|year)|the weekend|"
    rf"(?:the )?(?:end|beginning|middle|start) of (?:the|this|next) (?:week|month|year)|"
    rf"the (?:day before|previous day|day after|following day|next day)|in (?:{_NUMBER}) (?:day|week|month)s?|"
    rf"(?:{_NUMBER}) (?:day|week|month)s? ago)\b",
    re.IGNORECASE,
)
_FROM_ANOTHER = {"day before": -1, "previous day": -1, "day after": 1, "following day": 1, "next day": 1}
_WEEKDAY = re.compile(rf"^(?:(?:last|next|this) )?(?:{'|'.join(_DAYS)}),? (?=.*\d)", re.IGNORECASE)
_ANY = re.compile(
    rf"(?:\b(?:{'|'.join(_DAYS)}),? (?:the )?)?(?:{_ABSOLUTE.pattern})|{_RELATIVE.pattern}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A date where it stands: code points, token indices, and the day that relative words count from."""

    start: int
    end: int
    first: int
    last: int
    words: str
    published: PartialDate | None
    before: Mentioned | None = None

    def resolve(self, *, future: bool = False) -> PartialDate | None:
        """Return the date; the next one that fits where the clause speaks of the future, else the last one.

        "The day before" counts from the date that the text names before it, and stays open where there is none.
        """
        step = _FROM_ANOTHER.get(self.words.casefold().removeprefix("the "))
        if step is None:
            return read_date(self.words, self.published, future=future)
        anchor = self.before.resolve() if self.before is not None else None
        if anchor is None or anchor.day is None:
            return None
        return _day_of(anchor.first + datetime.timedelta(days=step))


def find_dates(doc: Any, published: PartialDate | None) -> list[Mentioned]:
    """Return the dates of a text in order; `doc` gives the token indices."""
    found: list[Mentioned] = []
    for match in _ANY.finditer(text_of(doc)):
        words = match.group()
        if words[:1].islower() and words.casefold() in _MONTHS:
            continue
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if span is not None and not (words.casefold() in ("may", "march") and span[0].pos_ in ("AUX", "VERB")):
            before = found[-1] if found else None
            found.append(Mentioned(match.start(), match.end(), span.start, span.end, words, published, before))
    return found


@lru_cache(maxsize=2048)
def read_date(words: str, published: PartialDate | None, *, future: bool = False) -> PartialDate | None:
    """Return the date that words stand for, or None where it stays open.

    Examples
    --------
    >>> str(read_date("April 17", PartialDate(2025, 4, 23)))
    '2025-04-17'
    >>> read_date("April 17", None) is None
    True
    """
    text = _WEEKDAY.sub("", words.casefold().strip()).removeprefix("the ").rstrip(".")
    if text == "weekend" or _RELATIVE.fullmatch(text):
        return _relative(text, published, future=future)
    year = re.search(r"\b(\d{4})\b", text)
    if year is None and published is None:
        return None
    day = re.search(rf"\b({_DAY})(?:st|nd|rd|th)?\b", text.replace(year.group(), "") if year else text)
    month = _MONTH_IN.search(text)
    try:
        if month is None:
            return PartialDate.parse(text) if _ISO.fullmatch(text) else None
        base = datetime.date(int(year.group()), 1, 1) if year else _day(published)
        date = PartialDate(base.year, _SHORT.index(month.group()[:3]) + 1, int(day.group(1)) if day else None)
    except ValueError:
        return None
    return date if year else _nearest(date, base, future=future)


def _nearest(date: PartialDate, base: datetime.date, *, future: bool) -> PartialDate:
    """Move a date without a year of its own to the year that lies nearest to publication, as the tense has it."""
    away = (date.first - base).days
    shift = 0
    if future and away < -62:
        shift = 1
    elif not future and away > 183:
        shift = -1
    elif away < -330:
        shift = 1
    try:
        return PartialDate(date.year + shift, date.month, date.day)
    except ValueError:
        return date


def _relative(text: str, published: PartialDate | None, *, future: bool) -> PartialDate | None:
    if published is None or published.day is None:
        return None
    base = published.first
    if text in ("today", "tonight", "this morning", "this afternoon", "this evening"):
        return published
    if text.endswith("weekend"):
        return _weekend(text, base, future=future)
    if text.endswith(("week", "weeks", "month", "months", "year", "ago")) or text.startswith("in "):
        return _span(text, base)
    if text.removeprefix("the ") in _FROM_ANOTHER:
        return None
    if text in ("yesterday", "tomorrow"):
        day = base + datetime.timedelta(days=1 if text == "tomorrow" else -1)
        return _day_of(day)
    word, _, name = text.replace("the coming ", "next ").rpartition(" ")
    ahead = (_DAYS.index(name) - base.weekday()) % 7
    if word == "last" or (word == "" and not future):
        back = (7 - ahead) % 7
        step = -(back or (7 if word == "last" else 0))
    else:
        step = ahead or (7 if word == "next" else 0)
    day = base + datetime.timedelta(days=step)
    return PartialDate(day.year, day.month, day.day)


def _weekend(text: str, base: datetime.date, *, future: bool) -> PartialDate | None:
    """Read "the weekend": the one before publication, or the one after it where the clause speaks of the future."""
    ahead = (5 - base.weekday()) % 7
    coming = text.startswith(("next", "this")) or (future and not text.startswith("last"))
    saturday = base + datetime.timedelta(days=ahead if coming or base.weekday() >= 5 else ahead - 7)
    return _month_of(saturday, saturday + datetime.timedelta(days=1))


def _span(text: str, base: datetime.date) -> PartialDate | None:
    """Read "next week", "end of the month", "three days ago": the month or year that holds all of it, or a day."""
    words = text.split()
    ahead = 1 if "next" in words else -1 if words[0] == "last" else 0
    number = next((SMALL[word] for word in words if word in SMALL and "of" not in words), 0)
    sign = -1 if words[-1] == "ago" else 1
    unit = next(unit for unit in ("day", "week", "month", "year") if any(w.startswith(unit) for w in words))
    if unit == "day":
        return _day_of(base + datetime.timedelta(days=sign * number))
    if unit == "week":
        monday = base - datetime.timedelta(days=base.weekday()) + datetime.timedelta(weeks=ahead + sign * number)
        return _month_of(monday, monday + datetime.timedelta(days=6))
    if unit == "month":
        months = base.year * 12 + base.month - 1 + ahead + sign * number
        return PartialDate(months // 12, months % 12 + 1)
    if words[0] in ("end", "the") and "end" in words:
        return PartialDate(base.year + ahead, 12)
    return PartialDate(base.year + ahead)


def _month_of(first: datetime.date, last: datetime.date) -> PartialDate | None:
    """Return the month that holds all days from `first` to `last`, or None; a `PartialDate` is never a week."""
    same = (first.year, first.month) == (last.year, last.month)
    return PartialDate(first.year, first.month) if same else None


def _day_of(day: datetime.date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _day(published: PartialDate | None) -> datetime.date:
    assert published is not None
    return published.first
