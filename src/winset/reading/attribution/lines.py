"""Sentence starts that respect line breaks, set before the parser runs.

Headlines, bullet items and paragraphs end without a full stop, and a parser that does not see line breaks reads them
into the next sentence. Text that is wrapped at a fixed width is told apart: there a line break inside a paragraph ends
nothing.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

BULLET = re.compile(r"[ \t\u00a0]*(?:[-*•◦‣▪–—·●○]|\(?\d{1,2}[.)]|\(?[a-z]\))[ \t\u00a0]+")
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]{2,}(?:[ ,/]+[A-Z][\w.'’-]*){0,4}"  # BRUSSELS, Belgium
    r"(?:,? \d{1,2}(?: [A-Z]\w+\.?)?)?(?: \([^()\n]{1,40}\))? ?[–—-]{1,2} "  # 3 Feb (agency) -
)
_NARROW = 45
_WIDE = 110
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")


def hard_breaks(text: str) -> list[int]:
    """Return the offsets at which a new line starts that is also a new sentence, in order.

    Every line break counts, unless the text is wrapped: where two thirds of the lines that another one follows directly
    are of much the same width (45 to 110 characters) and end in the middle of a sentence, and a third of the lines
    after them begin in small letters, only blank lines, bullets, short lines and lines that end a sentence count.
    """
    lines: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        lines.append((at, line))
        at += len(line) + 1
    followed = [line for (_, line), (_, after) in pairwise(lines) if line.strip() and after.strip()]
    open_ended = [line for line in followed if not _SENTENCE_END.search(line) and len(line) <= _WIDE]
    wide = max((len(line) for line in followed), default=0)
    # Wrapped prose goes on in small letters; a headline a line does not.
    going_on = sum(line.strip() != "" and after.lstrip()[:1].islower() for (_, line), (_, after) in pairwise(lines))
    wrapped = (
        len(followed) >= 3
        and going_on >= len(followed) / 3
        and _NARROW <= wide <= _WIDE
        and sum(len(line) >= 0.75 * wide for line in open_ended) >= 2 / 3 * len(followed) - 1
        and len(open_ended) >= len(followed) / 2
    )
    breaks = []
    for (_, line), (start, after) in pairwise(lines):
        soft = (
            wrapped
            and line.strip()
            and after.strip()
            and len(line) >= 0.6 * wide
            and not BULLET.match(after)
            and not (_SENTENCE_END.search(line) and len(line) < 0.75 * wide)
        )
        if not soft:
            breaks.append(start)
    return breaks


def after_dateline(text: str, start: int) -> int:
    """Return where the words behind a dateline begin ("KOROBA, 3 Feb (agency) - "), or `start` where there is none."""
    match = _DATELINE.match(text, start)
    return match.end() if match is not None else start


def mark_lines(doc: Doc) -> Doc:
    """Set a sentence start at the first token of each line that starts a sentence; the rest stays the parser's.

    Sets ``token.is_sent_start`` to True there, to False behind the mark of a bullet item (the item is no sentence of
    its own beside its mark), and leaves every other token open. A pipeline component (``winset_lines``), before the
    parser.
    """
    text = doc.text
    starts = hard_breaks(text)
    at = 0
    due = False
    bullet_end = -1
    for token in doc:
        if token.is_space:
            while at < len(starts) and token.idx + len(token) > starts[at] - 1:
                at += 1
                due = True
            continue
        while at < len(starts) and token.idx >= starts[at]:
            at += 1
            due = True
        if due:
            if token.i:
                token.is_sent_start = True
            bullet = BULLET.match(text, text.rfind("\n", 0, token.idx) + 1)
            bullet_end = bullet.end() if bullet is not None else -1
            due = False
        elif token.idx <= bullet_end:
            token.is_sent_start = False
    return doc
