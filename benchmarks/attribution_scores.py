"""Measures of who is said to have said what: predicted attributions against gold ones.

An attribution has a content, a source and a cue, each any number of ``[start, end]`` places in code points of the text.

Words and marks
    A text is split into words (runs of letters, digits and underscores) and single other characters that are no white
    space. A place covers every one of these that it shares a character with. Except for the measure of content tokens,
    marks at the edges of each unbroken run are left off, so that nobody is scored on a comma or a quotation mark.

Content tokens
    What the contents of a text cover together, gold and predicted: precision, recall and F1.

Exact, relaxed, combined
    Gold and predicted attributions of a text are paired one to one, best first, by the Jaccard index of their contents
    (of two equals the one whose sources agree better, then the earlier one). A pair is a hit, exact: where the contents
    are the same; relaxed: where their index is at least 0.5; combined: where the index of the sources is at least 0.5
    as well, or both have none.

Source on matched
    The share of the relaxed hits that are combined ones.

Direct, mixed, indirect
    By the share of a content's words that stand inside double quotation marks: at least 0.9, in between, at most 0.1.
    Straight marks open and close by turns; every new line starts outside. Recall is over the gold ones of a type,
    precision over the predicted ones.

Calibration
    Predictions in the order of their confidence, in ten bins as equal in number as can be; the mean over the bins,
    weighted by their numbers, of the distance between mean confidence and share of combined hits (expected calibration
    error; Naeini, Cooper & Hauskrecht 2015, AAAI, with equal-mass bins).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Row = dict[str, Any]
Tokens = frozenset[int]

ENOUGH = 0.5
TYPES = ("direct", "mixed", "indirect")
HITS = ("exact", "relaxed", "combined")
BINS = 10
_SPLIT = re.compile(r"(\w+)|[^\w\s]")


class Text:
    """A text in words and marks, each with its number."""

    def __init__(self, text: str) -> None:
        found = list(_SPLIT.finditer(text))
        self._starts = [one.start() for one in found]
        self._ends = [one.end() for one in found]
        self._words = frozenset(number for number, one in enumerate(found) if one[1])
        self._quoted = frozenset(_quoted(text, found))

    def covered(self, places: Iterable[Sequence[int]]) -> set[int]:
        """Return the numbers of what the places share a character with."""
        numbers: set[int] = set()
        for start, end in places:
            numbers.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return numbers

    def core(self, numbers: set[int]) -> Tokens:
        """Return the numbers without marks at the edges of runs; all of them where there is no word."""
        words = sorted(numbers & self._words)
        kept = set(words)
        for before, after in pairwise(words):
            between = range(before + 1, after)
            if numbers.issuperset(between):
                kept.update(between)
        return frozenset(kept or numbers)

    def kind(self, content: Tokens) -> str:
        """Return the type of a content."""
        words = content & self._words
        share = len(words & self._quoted) / len(words) if words else 0.0
        return "direct" if share >= 0.9 else "indirect" if share <= 0.1 else "mixed"


def _quoted(text: str, found: list[re.Match[str]]) -> Iterable[int]:
    """Yield the numbers of what stands inside double quotation marks, opening ones with it."""
    inside = False
    end = 0
    for number, one in enumerate(found):
        if "\n" in text[end : one.start()]:
            inside = False
        end = one.end()
        if one[0] in ("“", "”", '"'):
            inside = one[0] == "“" or (one[0] == '"' and not inside)
        if inside:
            yield number


def jaccard(a: Tokens, b: Tokens) -> float:
    """Return the share of what both have in what either has; 1 where both have nothing."""
    either = len(a | b)
    return len(a & b) / either if either else 1.0


@dataclass(frozen=True)
class _Attribution:
    content: Tokens
    source: Tokens
    kind: str


@dataclass
class Tally:
    """Counts over attributions of one type, or of all."""

    gold: int = 0
    predicted: int = 0
    of_gold: Counter[str] = field(default_factory=Counter)
    of_predicted: Counter[str] = field(default_factory=Counter)

    def precision(self, hit: str) -> float:
        """Return the share of the predicted ones that are hits."""
        return self.of_predicted[hit] / self.predicted if self.predicted else 0.0

    def recall(self, hit: str) -> float:
        """Return the share of the gold ones that are hits."""
        return self.of_gold[hit] / self.gold if self.gold else 0.0

    def f1(self, hit: str) -> float:
        """Return the harmonic mean of precision and recall."""
        return harmonic(self.precision(hit), self.recall(hit))

    @property
    def source(self) -> float:
        """Share of the relaxed hits whose sources agree."""
        return self.of_gold["combined"] / self.of_gold["relaxed"] if self.of_gold["relaxed"] else 0.0


@dataclass
class Scores:
    """What was counted over some texts."""

    texts: int = 0
    content_tokens: Counter[str] = field(default_factory=Counter)
    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in ("all", *TYPES)})
    judged: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, text: str, gold: Sequence[Row], predicted: Sequence[Row]) -> None:
        """Count a text."""
        self.texts += 1
        split = Text(text)
        left, right = _attributions(split, gold), _attributions(split, predicted)
        ours, theirs = (
            split.covered(place for row in rows for place in row.get("content") or ()) for rows in (gold, predicted)
        )
        self.content_tokens.update(gold=len(ours), predicted=len(theirs), both=len(ours & theirs))
        for one in left:
            for tally in (self.tallies["all"], self.tallies[one.kind]):
                tally.gold += 1
        for one in right:
            for tally in (self.tallies["all"], self.tallies[one.kind]):
                tally.predicted += 1
        right_ones = set()
        for g, p in pairs(left, right):
            hits = _hits(left[g], right[p])
            for name in ("all", left[g].kind):
                self.tallies[name].of_gold.update(hits)
            for name in ("all", right[p].kind):
                self.tallies[name].of_predicted.update(hits)
            if "combined" in hits:
                right_ones.add(p)
        self.judged += [
            (row["confidence"], number in right_ones)
            for number, row in enumerate(predicted)
            if row.get("confidence") is not None
        ]

    @property
    def content_f1(self) -> float:
        """F1 of the content tokens."""
        count = self.content_tokens
        return harmonic(_share(count["both"], count["predicted"]), _share(count["both"], count["gold"]))


def _attributions(split: Text, rows: Sequence[Row]) -> list[_Attribution]:
    made = []
    for row in rows:
        content, source = (split.core(split.covered(row.get(role) or ())) for role in ("content", "source"))
        made.append(_Attribution(content, source, split.kind(content)))
    return made


def pairs(left: Sequence[_Attribution], right: Sequence[_Attribution]) -> list[tuple[int, int]]:
    """Return which gold attribution goes with which predicted one, the best pair first."""
    ranked = sorted(
        (-jaccard(a.content, b.content), -jaccard(a.source, b.source), g, p)
        for g, a in enumerate(left)
        for p, b in enumerate(right)
        if a.content & b.content
    )
    taken: list[tuple[int, int]] = []
    gold: set[int] = set()
    predicted: set[int] = set()
    for _, _, g, p in ranked:
        if g not in gold and p not in predicted:
            gold.add(g)
            predicted.add(p)
            taken.append((g, p))
    return taken


def _hits(a: _Attribution, b: _Attribution) -> list[str]:
    if a.content == b.content:
        hits = ["exact", "relaxed"]
    elif jaccard(a.content, b.content) >= ENOUGH:
        hits = ["relaxed"]
    else:
        return []
    return [*hits, "combined"] if jaccard(a.source, b.source) >= ENOUGH else hits


def bins(judged: Sequence[tuple[float, bool]], number: int = BINS) -> list[tuple[int, float, float]]:
    """Return size, mean confidence and share of hits of each bin; fewer bins where there are fewer predictions."""
    ranked = sorted(judged, key=lambda one: one[0])
    found = []
    for step in range(number):
        part = ranked[len(ranked) * step // number : len(ranked) * (step + 1) // number]
        if part:
            found.append((len(part), sum(c for c, _ in part) / len(part), sum(hit for _, hit in part) / len(part)))
    return found


def calibration_error(judged: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error; 0 where nothing was judged."""
    return sum(size * abs(said - was) for size, said, was in bins(judged)) / max(1, len(judged))


def harmonic(a: float, b: float) -> float:
    """Return the harmonic mean of two shares."""
    return 2 * a * b / (a + b) if a + b else 0.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
