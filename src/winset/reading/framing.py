"""Loaded words and scare quotes: flagged where they stand, never taken over into winset's own voice.

A flag says that a word takes sides or belittles, not that what it says is false. The lexicon is data
(``framing.tsv``): one form a line, with a neutral word where there is one. It holds what is said of states, of armed
groups, of companies, of unions and of parties alike, and nothing in it names a side.

Scare quotes are quotation marks around one to three words in the narrator's own sentence, where nobody is said to have
spoken them. Titles, names and quotations with a speaker are not flagged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from winset.core.spans import Span
from winset.reading.parsed import text_of
from winset.reading.statement import Flag

_PAIRS = {"“": "”", "‘": "’", '"': '"', "«": "»", "„": "“"}
_MOST_WORDS = 3
_MOST_CHARACTERS = 60
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
# Before or after these a short quotation is somebody's words, not the narrator's distance.
_SPEAKING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|stat\w+|declar\w+|add(?:ed|s|ing)|told|tells?|call\w*|describ\w+|dub\w+|label\w*|brand\w*|"
    r"term\w+|quot\w+|warn\w+|insist\w+|demand\w*|promis\w+|accus\w+|denounc\w+|condemn\w+|dismiss\w+|reject\w*|"
    r"claim\w*|argu\w+|repl\w+|ask\w*|wrote|writes?|according|spoke|speaks?|mention\w*|refer\w*|emphasi\w+|stress\w*|"
    r"hail\w*|prais\w+|express\w*|voice\w*|announc\w+|conclud\w+|explain\w*|respond\w*|shout\w*|suggest\w*|report\w*|"
    r"find|found|considered?|named|entitled|titled|headlined|word|words|phrase|term|slogan|motto)\b",
    re.IGNORECASE,
)


def find_flags(doc_or_text: Any, attributed: Iterable[Sequence[int]] = ()) -> list[Flag]:
    """Return the loaded words and scare quotes of a text, in the order of the text.

    Parameters
    ----------
    doc_or_text
        A spaCy Doc or a string.
    attributed
        Places ``(start, end)`` of attributed contents: words in quotation marks there have a speaker.
    """
    text: str = doc_or_text if isinstance(doc_or_text, str) else text_of(doc_or_text)
    flags = [*loaded_words(text), *_scare_quotes(text, [(place[0], place[1]) for place in attributed])]
    return sorted(flags, key=lambda flag: (flag.span.start, flag.span.end))


@lru_cache(maxsize=2)
def loaded_words(text: str) -> tuple[Flag, ...]:
    """Return the loaded words of a text, in order; kept, since judge and reading both ask for those of a document."""
    pattern, neutral = lexicon()
    flags = []
    for match in pattern.finditer(text):
        form = re.sub(r"\s+", " ", match.group().replace("’", "'")).casefold()
        flags.append(Flag(Span.of(text, *match.span()), "loaded", neutral.get(form)))
    return tuple(flags)


@lru_cache(maxsize=1)
def lexicon() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern that finds every loaded form, longest first, and the neutral word of each that has one."""
    data = (resources.files("winset.reading") / "framing.tsv").read_text(encoding="utf-8")
    neutral: dict[str, str] = {}
    forms: list[str] = []
    for line in data.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        form, _, word = line.partition("\t")
        forms.append(form.strip())
        if word.strip():
            neutral[form.strip().casefold()] = word.strip()
    forms.sort(key=lambda form: (-len(form), form))
    body = "|".join(re.escape(form).replace(r"\ ", r"\s+").replace("'", "['’]") for form in forms)
    return re.compile(rf"(?<![\w-])(?:{body})(?![\w-])", re.IGNORECASE), neutral


def _scare_quotes(text: str, attributed: Sequence[tuple[int, int]]) -> list[Flag]:
    flags = []
    at = 0
    while at < len(text):
        closing = _PAIRS.get(text[at])
        if closing is None or not _opens(text, at):
            at += 1
            continue
        end = text.find(closing, at + 1, at + 2 + _MOST_CHARACTERS)
        if end < 0 or "\n" in text[at:end]:
            at += 1
            continue
        words = _WORD.findall(text[at + 1 : end])
        if 1 <= len(words) <= _MOST_WORDS and _is_distance(text, at, end + 1, attributed):
            flags.append(Flag(Span.of(text, at, end + 1), "scare_quotes"))
        at = end + 1
    return flags


def _opens(text: str, at: int) -> bool:
    """Whether a quotation mark opens: nothing before it, or a blank, a bracket or a dash; and a word after it."""
    before = text[at - 1] if at else " "
    after = text[at + 1 : at + 2]
    return (before.isspace() or before in "([{—–-/") and bool(after) and not after.isspace()


def _is_distance(text: str, start: int, end: int, attributed: Sequence[tuple[int, int]]) -> bool:
    """Whether a short quotation in the narrator's sentence has no speaker."""
    if any(a < end and start < b for a, b in attributed):
        return False
    quoted = text[start + 1 : end - 1]
    if quoted[-1:] in "!?" or (quoted[-1:] == "." and quoted[:1].isupper()):
        return False  # a sentence that somebody spoke
    if all(word[:1].isupper() for word in _WORD.findall(quoted)):
        return False  # a title or a name
    sentence = text[_sentence_start(text, start) : _sentence_end(text, end)]
    return not _SPEAKING.search(sentence.replace(quoted, ""))


def _sentence_start(text: str, at: int) -> int:
    found = max(text.rfind(mark, 0, at) for mark in (". ", "! ", "? ", ".\n", "\n", ".” ", ".” "))
    return found + 1 if found >= 0 else 0


def _sentence_end(text: str, at: int) -> int:
    ends = [found for mark in (". ", "! ", "? ", "\n") if (found := text.find(mark, at)) >= 0]
    return min(ends, default=len(text))
