"""Names without loaded words: what a reading flagged is never carried into a label of the report."""

from __future__ import annotations

import re
from dataclasses import replace

from winset.reading.statement import Reading
from winset.reporting import sentences

Words = list[tuple[re.Pattern[str], str]]


def loaded_words(reading: Reading | None) -> Words:
    """Return what finds the loaded words that a reading flagged, longest first, and the neutral words for them."""
    found: dict[str, str] = {}
    for flags in () if reading is None else reading.flags.values():
        for flag in flags:
            if flag.kind == "loaded" and flag.span.quote.strip():
                found.setdefault(flag.span.quote.casefold(), flag.neutral or "")
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return [(re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.I), neutral) for words, neutral in ordered]


def neutral(text: str, words: Words) -> str:
    """Return a name taken from a text without loaded words; a neutral word takes their place where one is known."""
    made = text
    for pattern, instead in words:
        made = pattern.sub(lambda _, instead=instead: instead, made)  # type: ignore[misc]
    return text if made == text else " ".join(made.split()) or sentences.UNNAMED


def with_neutral_parties(reading: Reading) -> Reading:
    """Return the reading with neutral names of parties, from which a draft makes its labels."""
    words = loaded_words(reading)
    return replace(reading, parties=tuple(replace(p, name=neutral(p.name, words)) for p in reading.parties))
