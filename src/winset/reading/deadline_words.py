"""Words that tell of deadlines, and spans of time ("within ten days") as dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from winset.core.dates import PartialDate
from winset.core.words import word_set
from winset.reading.dates import Mentioned

LIMITS = word_set("until till by before within")
GIVES = word_set("give set grant allow hand issue offer")
DEMANDS = word_set("demand want urge require insist call ask order tell request summon instruct oblige command press")
ASKED_FOR = word_set("answer reply response decision offer proposal proof list withdrawal release payment apology")
DEADLINES = word_set("deadline ultimatum cut-off cutoff time-limit")
# What runs out is a deadline too: an offer, a truce, a licence.
EXPIRES = word_set(
    "offer ceasefire truce mandate licence license contract moratorium exemption waiver pause window amnesty"
)
RUNS = word_set("expire run end lapse elapse pass fall")
THREATENS = word_set("threaten warn vow")
OTHERWISE = re.compile(
    r"(?:otherwise|failing (?:that|which|this)|if not\b|or else|else\b|should\b|unless\b|after that\b|beyond that\b|"
    r"if .{0,60}\b(?:not?|by then|until then|still|miss\w*|fail\w*|refus\w*|without)\b|in the event of)"
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight"),
            *("nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
        ),
        1,
    )
} | {"a": 1, "an": 1, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90}
_SPAN = re.compile(rf"\b({'|'.join(_NUMBERS)}|\d{{1,3}})[ -](hour|day|week|month)s?\b", re.IGNORECASE)


_SEASON = re.compile(
    r"\b(?:by|before|until)(?: the)? "
    r"((?:end of the )?(?:spring|summer|autumn|fall|winter)|christmas|easter|new year|ramadan)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in time: token indices, the date, whether a limiting word stands before it, and the date's words.

    `span` tells that it was given as a length of time, counted from publication or from a day named before it.
    """

    first: int
    last: int
    date: PartialDate | None
    limiting: bool
    mentioned: Mentioned | None = None
    span: bool = False


def durations(doc: Any, sentence: Any, published: PartialDate | None) -> Iterator[Limit]:
    """Yield the lengths of time that a sentence names, with the date on which they end; None where it stays open."""
    # The text of the whole document is made anew each time it is asked for, that of a sentence only for the sentence.
    offset = sentence.start_char
    for match in _SPAN.finditer(sentence.text):
        span = doc.char_span(offset + match.start(), offset + match.end(), alignment_mode="expand")
        if span is None:
            continue
        before = doc[span.start - 1].lower_ if span.start else ""
        yield Limit(
            span.start,
            span.end,
            _ends(match.group(1).casefold(), match.group(2).casefold(), published),
            before in ("within", "in", "next"),
            span=True,
        )


def seasons(doc: Any, sentence: Any) -> Iterator[Limit]:
    """Yield limits that no date to the month can tell: "before the autumn"; their date stays open."""
    offset = sentence.start_char
    for match in _SEASON.finditer(sentence.text):
        span = doc.char_span(offset + match.start(1), offset + match.end(1), alignment_mode="expand")
        if span is not None:
            yield Limit(span.start, span.end, None, True)


def _ends(number: str, unit: str, published: PartialDate | None) -> PartialDate | None:
    if published is None or published.day is None:
        return None
    count = _NUMBERS.get(number) or int(number)
    if unit == "month":
        months = published.year * 12 + (published.month or 1) - 1 + count
        return PartialDate(months // 12, months % 12 + 1)
    days = {"hour": -(-count // 24), "day": count, "week": 7 * count}[unit]
    day = published.first + datetime.timedelta(days=days)
    return PartialDate(day.year, day.month, day.day)
