"""Quotation marks: where quoted words begin and end, whatever marks a text uses.

Marks are read by their surroundings first and by their own direction second, since texts turn them round (“ for ”),
mix straight and curly ones and forget to close. Offsets count in the text as it stands; nothing is normalised.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_DOUBLE = re.compile(r"''|``|[\"“”„‟«»＂〝〞「」『』]|‹|›")
_OPENING = frozenset("“„‟«〝「『‹") | {"``"}
_CLOSING = frozenset("”»〞」』›") | {"''"}
_SINGLE = re.compile(r"(?<![\w'’‘])[‘'‚‛](?=[\w“\"(¿¡…])")
_SINGLE_END = re.compile(r"(?<=[\w.,!?…;”\")\]])['’](?!\w)")
_ELISION = re.compile(r"['‘’](?:\d\ds?\b|em\b|tis\b|twas\b|til\b|cause\b|n\b|round\b)", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)*")
_WORD = re.compile(r"\w+")
_LONGEST = 2_000
_GAP = frozenset(" \t\n\r\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff")


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words with their marks.

    Parameters
    ----------
    start, end
        From the opening mark to behind the closing one (or behind the last word, where it is never closed).
    inner
        Start and end of what stands between the marks.
    closed
        Whether a closing mark was found in the same paragraph.
    words
        Number of words inside.
    """

    start: int
    end: int
    inner: tuple[int, int]
    closed: bool
    words: int


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return start and end of every paragraph that is not blank; every line break ends one."""
    found = []
    at = 0
    for match in _PARAGRAPH.finditer(text):
        if text[at : match.start()].strip():
            found.append((at, match.start()))
        at = match.end()
    if text[at:].strip():
        found.append((at, len(text)))
    return found


def find_quotes(text: str) -> list[Quote]:
    """Return the outermost quotations of a text, in order, none of them crossing a paragraph.

    A quotation that goes on over paragraphs, reopened in each, comes as one quotation for each. Single marks count
    where they stand outside double ones and cannot be apostrophes.
    """
    found: list[Quote] = []
    for start, end in paragraphs(text):
        doubles = _doubles(text, start, end)
        found += doubles
        at = start
        for quote in [*doubles, None]:
            stop = quote.start if quote else end
            found += _singles(text, at, stop)
            at = quote.end if quote else end
    return sorted(found, key=lambda quote: quote.start)


def _doubles(text: str, start: int, end: int) -> list[Quote]:
    found: list[Quote] = []
    opened: re.Match[str] | None = None
    depth = 0
    last: re.Match[str] | None = None
    for mark in _DOUBLE.finditer(text, start, end):
        if mark.group() in ("‹", "›"):
            continue
        before = text[mark.start() - 1] if mark.start() > start else " "
        after = text[mark.end()] if mark.end() < end else " "
        way = _direction(
            mark.group(), before, after, opened=opened is not None, first=_blank(text, start, mark.start())
        )
        if opened is None and way == "open":
            opened, depth, last = mark, 0, None
        elif opened is not None and way == "nested":
            depth += 1
        elif opened is not None and way == "close":
            last = mark
            if depth:
                depth -= 1
                continue
            found.append(_quote(text, opened.start(), opened.end(), mark.start(), mark.end(), closed=True))
            opened = None
    if opened is not None and last is not None:
        found.append(_quote(text, opened.start(), opened.end(), last.start(), last.end(), closed=True))
    elif opened is not None:
        stop = opened.end() + len(text[opened.end() : end].rstrip())
        if stop > opened.end():
            found.append(_quote(text, opened.start(), opened.end(), stop, stop, closed=False))
    return found


def _direction(mark: str, before: str, after: str, *, opened: bool, first: bool) -> str:
    gap_before = before in _GAP or before in "([{-–—/:;,‘'"
    gap_after = after in _GAP or after in ".,;:!?)]}-–—’'"
    if first:
        return "open"
    if mark in ("«", "»", "「", "」", "『", "』") or gap_before == gap_after:
        if not opened:
            return "open" if mark not in _CLOSING or (mark == "»" and gap_before) else "none"
        return "close" if mark not in _OPENING or gap_after else "none"
    if gap_before and before in _GAP:
        # An opening look: inside an open quotation a nested or a forgotten mark, unless its shape says that it closes.
        return "nested" if opened and mark in _OPENING else "close" if opened and mark in _CLOSING else "open"
    return "close" if opened and gap_after else "open" if gap_before else "none"


def _singles(text: str, start: int, end: int) -> list[Quote]:
    found: list[Quote] = []
    at = start
    while (opening := _SINGLE.search(text, at, end)) is not None:
        at = opening.end()
        if _ELISION.match(text, opening.start(), end):
            continue
        reach = min(end, opening.end() + _LONGEST)
        ends = [m for m in _SINGLE_END.finditer(text, opening.end(), reach) if m.start() > opening.end()]
        nested = next((m.start() for m in _SINGLE.finditer(text, opening.end(), reach)), reach)
        ends = [m for m in ends if m.start() <= nested] or ends[:1]
        # “the workers’ pay”: an s before the mark makes it a likely apostrophe, unless nothing else closes.
        sure = [
            m for m in ends if text[m.start() - 1] != "s" or text[m.end() : m.end() + 1] in (".", ",", ";", ":", "")
        ]
        if not ends:
            continue
        closing = (sure or ends)[0]
        found.append(_quote(text, opening.start(), opening.end(), closing.start(), closing.end(), closed=True))
        at = closing.end()
    return found


def _quote(text: str, start: int, inner_start: int, inner_end: int, end: int, *, closed: bool) -> Quote:
    words = sum(1 for _ in _WORD.finditer(text, inner_start, max(inner_start, inner_end)))
    return Quote(start, end, (inner_start, inner_end), closed, words)


def _blank(text: str, start: int, end: int) -> bool:
    return all(char in _GAP for char in text[start:end])


class Quotes:
    """The quotations of one text, with look-up by place."""

    def __init__(self, text: str) -> None:
        self.all = find_quotes(text)
        self._text = text
        self._starts = [quote.start for quote in self.all]

    def at(self, place: int) -> Quote | None:
        """Return the quotation that `place` lies in (its marks included), or None."""
        index = bisect_right(self._starts, place) - 1
        if index >= 0 and place < self.all[index].end:
            return self.all[index]
        return None

    def starting(self, start: int, end: int) -> Quote | None:
        """Return the first quotation that opens in a range, or None."""
        index = bisect_right(self._starts, start - 1)
        if index < len(self.all) and self.all[index].start < end:
            return self.all[index]
        return None

    def is_speech(self, quote: Quote) -> bool:
        """Whether quoted words are somebody's sentence, and not a name, a title or a few words held at a distance."""
        inside = self._text[quote.inner[0] : quote.inner[1]].strip()
        if not inside or not quote.words:
            return False
        ends = inside[-1] in ".,!?…—–-" or self._text[quote.end : quote.end + 1] == ","
        capital = inside.lstrip("[(…. ")[:1].isupper()
        return quote.words >= 8 or (quote.words >= 3 and ends) or (ends and capital)

    def share(self, places: tuple[tuple[int, int], ...]) -> float:
        """Return the share of the words in `places` that stand inside quotation marks; 0 where there are no words."""
        total = quoted = 0
        for start, end in places:
            for word in _WORD.finditer(self._text, start, end):
                total += 1
                quoted += self.at(word.start()) is not None
        return quoted / total if total else 0.0
