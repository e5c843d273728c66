"""Dates as sources give them: to the day, the month or the year, and no finer."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Literal

Granularity = Literal["day", "month", "year"]

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, to the month or to the year.

    Parameters
    ----------
    year, month, day
        As in the Gregorian calendar; `day` only with `month`.

    Raises
    ------
    ValueError
        Where there is no such date.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day without a month is not a date")
        datetime.date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, value: object) -> PartialDate:
        """Return the date that ``2026``, ``2026-03``, ``2026-03-02`` or a `datetime.date` stands for."""
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, datetime.datetime):
            return cls(value.year, value.month, value.day)
        if isinstance(value, datetime.date):
            return cls(value.year, value.month, value.day)
        match = _FORM.fullmatch(str(value).strip()) if not isinstance(value, bool) else None
        if match is None:
            raise ValueError(f"{value!r} is not a date; write 2026-03-02, 2026-03 or 2026")
        year, month, day = match.groups()
        try:
            return cls(int(year), int(month) if month else None, int(day) if day else None)
        except ValueError as error:
            raise ValueError(f"{value!r} is not a date: {error}") from error

    @property
    def granularity(self) -> Granularity:
        """How fine the date is known."""
        return "day" if self.day is not None else "month" if self.month is not None else "year"

    @property
    def first(self) -> datetime.date:
        """The first day that the date may mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The last day that the date may mean."""
        if self.day is not None:
            return self.first
        if self.year == datetime.MAXYEAR and self.month in (None, 12):
            return datetime.date.max
        year, month = (self.year, self.month + 1) if self.month is not None else (self.year + 1, 1)
        if month == 13:
            year, month = year + 1, 1
        return datetime.date(year, month, 1) - datetime.timedelta(days=1)

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first, self.last) < (other.first, other.last)
