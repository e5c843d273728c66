"""A document's text cut into pieces at every edge of a mark, so that marks may overlap as they like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from winset.core.spans import Span
from winset.reading.statement import Flag
from winset.reporting.marks import Mark

_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_LINE_END = re.compile(r"\n\s*")
WRAPPED = 140
"""Lines of a text that is wrapped by hand are no longer than this; only a blank line ends a paragraph of it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that lies in the same marks throughout.

    Parameters
    ----------
    text
        As it stands in the document.
    marks
        Those it lies in, by number.
    starts
        Those that begin here: their anchors go before the text.
    roles
        ``source``, ``cue``, ``condition`` where it is one of a statement's.
    flag, flag_starts
        The loaded expression that it lies in, and whether it begins here.
    """

    text: str
    marks: tuple[Mark, ...] = ()
    starts: tuple[Mark, ...] = ()
    roles: tuple[str, ...] = ()
    flag: Flag | None = None
    flag_starts: bool = False

    @property
    def classes(self) -> str:
        """The classes of the element: what kinds of mark it lies in, and each mark's own for highlighting."""
        kinds = sorted({mark.kind for mark in self.marks})
        own = [f"{mark.anchor.replace('-', '')}x" for mark in self.marks]
        flag = ["flag"] if self.flag is not None else []
        return " ".join(["mk", *kinds, *own, *self.roles, *flag])

    @property
    def plain(self) -> bool:
        """Whether nothing is to be marked."""
        return not (self.marks or self.roles or self.flag)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: its pieces, and the white space after it. `skipped` counts characters left out before it."""

    pieces: tuple[Piece, ...]
    after: str
    skipped: int = 0

    @property
    def marked(self) -> bool:
        """Whether it holds a mark."""
        return any(not piece.plain for piece in self.pieces)


def is_wrapped(text: str) -> bool:
    """Whether the lines of a text are wrapped by hand, so that a line end is a space and no more."""
    return "\n" in text and max(map(len, text.split("\n"))) <= WRAPPED and _BLANK_LINE.search(text) is not None


def blocks(text: str, marks: Sequence[Mark], flags: Iterable[Flag] = (), *, most: int | None = None) -> list[Block]:
    """Return the text as blocks of pieces; joined they are the text, letter for letter.

    Parameters
    ----------
    most
        Where the text is longer than this, blocks without a mark are left out and counted.
    """
    flags = list(flags)
    bounds: list[tuple[int, int, int]] = []
    at = 0
    for match in (_BLANK_LINE if is_wrapped(text) else _LINE_END).finditer(text):
        bounds.append((at, match.start(), match.end()))
        at = match.end()
    bounds.append((at, len(text), len(text)))
    begins = _begins(marks, bounds, len(text))
    made = [Block(_pieces(text, start, end, marks, flags, begins), text[end:after]) for start, end, after in bounds]
    if most is None or len(text) <= most:
        return made
    kept: list[Block] = []
    skipped = 0
    for block in made:
        if block.marked:
            kept.append(Block(block.pieces, block.after, skipped))
            skipped = 0
        else:
            skipped += sum(len(piece.text) for piece in block.pieces)
    return [*kept, Block((), "", skipped)] if skipped else kept


def _begins(marks: Sequence[Mark], bounds: Sequence[tuple[int, int, int]], length: int) -> dict[str, int]:
    """Return where the anchor of each mark goes: where it begins, or, between paragraphs, at the nearer one's edge."""
    begins = {mark.anchor: mark.spans[0].start for mark in marks}
    for anchor, at in begins.items():
        for start, end, after in bounds:
            if end <= at < after:
                begins[anchor] = after if after < length else start
    return begins


def _pieces(
    text: str, start: int, end: int, marks: Sequence[Mark], flags: Sequence[Flag], begins: Mapping[str, int]
) -> tuple[Piece, ...]:
    here = [
        m
        for m in marks
        if start <= begins[m.anchor] < end or any(s.start < end and start < s.end for s in _all_spans(m))
    ]
    near = [f for f in flags if f.span.start < end and start < f.span.end]
    edges = {start, end}
    for mark in here:
        for span in _all_spans(mark):
            edges |= {span.start, span.end}
    for flag in near:
        edges |= {flag.span.start, flag.span.end}
    cuts = sorted(edge for edge in edges if start <= edge <= end)
    return tuple(_piece(text, a, b, here, near, begins) for a, b in pairwise(cuts))


def _piece(text: str, a: int, b: int, marks: Sequence[Mark], flags: Sequence[Flag], begins: Mapping[str, int]) -> Piece:
    inside = tuple(m for m in marks if any(s.start <= a and b <= s.end for s in m.spans))
    starts = tuple(m for m in marks if begins[m.anchor] == a)
    roles = sorted(
        role
        for role in ("source", "cue", "condition")
        if any(
            s.start <= a and b <= s.end for m in marks if m.statement is not None for s in getattr(m.statement, role)
        )
    )
    flag = next((f for f in flags if f.span.start <= a and b <= f.span.end), None)
    return Piece(text[a:b], inside, starts, tuple(roles), flag, flag is not None and flag.span.start == a)


def _all_spans(mark: Mark) -> Sequence[Span]:
    if mark.statement is None:
        return mark.spans
    statement = mark.statement
    return (*mark.spans, *statement.source, *statement.cue, *statement.condition)
