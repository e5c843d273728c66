"""Spans: places in one immutable text, with the words that stand there.

Offsets count Unicode code points, end exclusive. A span never exists without its words, and
``text[span.start:span.end] == span.quote`` holds wherever a span has been made, stored or loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from winset.core.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text and its exact words.

    Raises
    ------
    SpanError
        Where the bounds are not ``0 <= start < end`` or do not fit the length of `quote`.
    """

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"span [{self.start}, {self.end}] is empty or reversed; 0 <= start < end is needed")
        if len(self.quote) != self.end - self.start:
            raise SpanError(
                f"span [{self.start}, {self.end}] is {self.end - self.start} characters long, "
                f"its words are {len(self.quote)}: {self.quote!r}"
            )

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Return the span of `text` from `start` to `end`, checked against its length."""
        if not 0 <= start < end <= len(text):
            raise SpanError(f"span [{start}, {end}] lies outside the text, which has {len(text)} characters")
        return cls(start, end, text[start:end])

    def check(self, text: str) -> None:
        """Raise `SpanError` unless the words of this span stand at its place in `text`."""
        if text[self.start : self.end] != self.quote:
            raise SpanError(
                f"span [{self.start}, {self.end}] should read {self.quote!r}, "
                f"the text reads {text[self.start : self.end]!r} there; was the document changed?"
            )

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def pair(self) -> list[int]:
        """Return ``[start, end]``, the form spans have in JSON."""
        return [self.start, self.end]


def spans_of(text: str, pairs: Iterable[Sequence[int]]) -> tuple[Span, ...]:
    """Return the spans of `text` at the given ``(start, end)`` pairs, in their order."""
    return tuple(Span.of(text, pair[0], pair[1]) for pair in pairs)


def find_quote(text: str, quote: str) -> tuple[Span, ...]:
    """Return every place at which `quote` stands in `text`, letter for letter, without overlaps."""
    found: list[Span] = []
    at = text.find(quote) if quote else -1
    while at >= 0:
        found.append(Span(at, at + len(quote), quote))
        at = text.find(quote, at + len(quote))
    return tuple(found)
