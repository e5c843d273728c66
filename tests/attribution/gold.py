"""The project's own gold: a text, and beside it a statement a line, "voice | source | cue | content || content"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from winset.reading.marks import Attribution

DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"\w+")
Places = list[tuple[int, int]]


@dataclass(frozen=True)
class Gold:
    """One statement that a careful reader keeps."""

    voice: str
    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


def names() -> list[str]:
    return sorted(path.stem for path in DATA.glob("*.txt") if not path.stem.endswith(".gold"))


def load(name: str) -> tuple[str, list[Gold]]:
    text = (DATA / f"{name}.txt").read_text(encoding="utf-8")
    golds: list[Gold] = []
    at = 0
    for line in (DATA / f"{name}.gold.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        fields = (
            [field.strip() for field in line.split(" | ")] if line.startswith("A") else ["N", "", "", line[4:].strip()]
        )
        voice, source, cue, content = fields
        places: Places = []
        where = at
        for part in content.split(" || "):
            found = text.find(part, where) if len(part) > 12 else _whole(text, part, where)
            assert found >= 0, (name, part)
            places.append((found, found + len(part)))
            where = found + len(part)
        at = max(at, places[0][0] + 1)
        golds.append(
            Gold(
                "attributed" if voice == "A" else "narrator",
                _near(text, source, list(_near(text, cue, places)) or places, places),
                _near(text, cue, places),
                tuple(places),
            )
        )
    return text, golds


def _whole(text: str, words: str, where: int) -> int:
    match = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, where)
    return match.start() if match else -1


def _near(text: str, words: str, to: Places, outside: Places | None = None) -> tuple[tuple[int, int], ...]:
    """The place of some words that is nearest to other places, outside the content; with "<" the last one before it."""
    if not words:
        return ()
    if words.startswith("<"):
        start = text.rindex(words[1:], 0, to[0][0])
        return ((start, start + len(words) - 1),)
    edges = (r"(?<!\w)", r"(?!\w)") if words[0].isalnum() else ("", "")
    spots = [m.start() for m in re.finditer(edges[0] + re.escape(words) + edges[1], text)]
    free = [s for s in spots if not any(a <= s < b for a, b in outside or to)] or spots
    assert free, words
    best = min(free, key=lambda s: min(abs(s - edge) for place in to for edge in place))
    return ((best, best + len(words)),)


def words_of(text: str, places: tuple[tuple[int, int], ...]) -> set[int]:
    return {m.start() for start, end in places for m in _WORD.finditer(text, start, end)}


def jaccard(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def pairs(text: str, golds: list[Gold], found: list[Attribution]) -> list[tuple[int, int]]:
    """Gold and found statements paired one to one, best word overlap of the contents first, at least one half."""
    gold_words = [words_of(text, gold.content) for gold in golds]
    found_words = [words_of(text, item.content) for item in found]
    scored = sorted(
        ((-jaccard(g, f), i, j) for i, g in enumerate(gold_words) for j, f in enumerate(found_words) if g & f),
    )
    used_gold: set[int] = set()
    used_found: set[int] = set()
    out = []
    for score, i, j in scored:
        if score <= -0.5 and i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            out.append((i, j))
    return out
