"""Transcripts: what stands behind a speaker's label is the speaker's, a turn at a time.

Labels stand before the words ("MINISTER: …", "Q. …", "[00:04] JO STEEN (Union): …") or on a line of their own. One
label proves nothing ("Shares: …"); that labels come back, or stand in capitals, makes a text a transcript.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from winset.reading.attribution.quotes import Quotes, paragraphs
from winset.reading.attribution.report import SAY, Report
from winset.reading.attribution.words import group
from winset.reading.marks import Place
from winset.reading.parsed import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BLANK = r"[ \t\u00a0\u202f]"
_CAPITAL = r"(?![a-zß-öø-ÿ\d_])\w"
_TIME = rf"(?:[\[(]?\d{{1,2}}[:.]\d{{2}}(?:[:.]\d{{2}})?[\])]?{_BLANK}*[–—-]?{_BLANK}*)"
_ROLE = rf"{_BLANK}\([^()\n]{{1,60}}\)"
_NAME = rf"{_CAPITAL}[\w.’'-]*(?:{_BLANK}(?:{_CAPITAL}[\w.’'-]*|of|the|de|von|van|bin|al)){{0,6}}"
_INLINE = re.compile(
    rf"{_TIME}?(?P<label>{_NAME}(?:{_ROLE})?)(?:{_BLANK}*{_TIME})?(?P<colon>:)(?:{_BLANK}+(?=\S)|{_BLANK}*\Z)"
    rf"|(?P<letter>[QA])(?P<dot>\.){_BLANK}+(?=\S)"
)
_OWN_LINE = re.compile(
    rf"(?P<label>{_CAPITAL}[\w.’'-]*(?:,?{_BLANK}[^\W\d][\w.’'-]*){{0,5}}(?:{_ROLE})?){_BLANK}*(?:{_TIME})?(?P<colon>:?){_BLANK}*"
)
_STAGE = re.compile(r"[\[(*_].*[\])*_][.]?")
_SPOKEN = re.compile(r"(?<![\w’'])(?:I|we|you|me|us|my|our|your|mine|ours|yours)(?![\w-])", re.IGNORECASE)
# The narrator's own "us": "their chairman told us by telephone".
_TOLD = re.compile(
    r"\b(?:told|asked|assured|wrote to|informed|spoke to|with|to) (?:us|me)\b|\bour (?:reporter|paper)\b"
)
_STOP = re.compile(r"[.!?…][\s\"'”’»)\]]*\Z")
_CAPITALS = 3


@dataclass(slots=True)
class Turn:
    """What somebody says at one go.

    Parameters
    ----------
    label, colon
        Who speaks, and the mark behind it where there is one.
    words
        A place for each paragraph, stage directions between them left out.
    asks
        Whether the speaker is there to ask.
    """

    label: Place
    colon: Place | None
    words: list[Place]
    asks: bool = False


def find_turns(text: str) -> list[Turn]:
    """Return the turns of a text, in order; none where it is no transcript.

    A label counts where it opens at least two paragraphs, or stands in capitals beside another one; where such labels
    open half of the paragraphs, the others there count as well. A turn goes on over paragraphs without a label.
    """
    paras = [(start, start + len(text[start:end].rstrip())) for start, end in paragraphs(text)]
    turns, at = _inline(text, paras)
    if not turns:
        turns, at = _own_lines(text, paras)
    taken = {*at, *(n + 1 for n in at if not turns[at[n]].words)}
    for n, here in at.items():
        turn = turns[here]
        for m in range(n + 1, len(paras)):
            if m in at:
                break
            if _STAGE.fullmatch(text, *paras[m]):
                continue
            first = not turn.words
            last = not any(other > m for other in taken if other in at)
            if not first and not _goes_on(text, paras[m - 1], paras[m], turn.label, last=last):
                break
            turn.words.append(paras[m])
    turns = [turn for turn in turns if turn.words]
    asking = _askers(text, turns)
    for turn in turns:
        turn.asks = _name(text, turn.label) in asking
    return turns


def with_turns(doc: Doc, reports: list[Report], quotes: Quotes) -> tuple[list[Report], list[Report]]:
    """Return the reports with a turn for each answer of a transcript, and the turns of those who ask.

    What an answer reports is the speaker's. What is reported in a question stays: a reading keeps it, and the question
    itself is no statement (see `with_questions`).
    """
    questions: list[Report] = []
    for turn in find_turns(text_of(doc)):
        span = doc.char_span(*turn.label, alignment_mode="expand")
        if span is None or not len(span) or quotes.at(turn.label[0]) is not None:
            continue
        cue = (turn.colon,) if turn.colon is not None else ()
        report = Report(span[0], cue, "", SAY, "label", (turn.label,), list(turn.words))
        if turn.asks:
            questions.append(report)
            continue
        reports = [other for other in reports if not _inside(other, report)]
        reports.append(report)
    return reports, questions


def with_questions(reports: list[Report], questions: list[Report]) -> list[Report]:
    """Return the reports with the turns of those who ask, by the convention that a turn is one report, all in it."""
    if not questions:
        return reports
    kept = [report for report in reports if not any(_inside(report, question) for question in questions)]
    return sorted([*kept, *questions], key=lambda report: (report.start, report.cue, report.content))


def without_askers(reports: list[Report], questions: list[Report]) -> list[Report]:
    """Return the reports without those that take the label of who asks for a source."""
    labels = {question.source[0] for question in questions}
    return [report for report in reports if report.lemma or not labels & set(report.source)]


def _inside(report: Report, turn: Report) -> bool:
    return turn.holds(report.word.idx) or any(start <= report.word.idx < end for start, end in turn.source)


def _inline(text: str, paras: list[Place]) -> tuple[list[Turn], dict[int, int]]:
    """Return the turns whose label stands before its words, and which paragraph each opens."""
    found: list[tuple[int, Turn]] = []
    for number, (start, end) in enumerate(paras):
        match = _INLINE.match(text, start, end)
        if match is not None:
            label, mark = ("label", "colon") if match["label"] else ("letter", "dot")
            words = [(match.end(), end)] if match.end() < end else []
            found.append((number, Turn(match.span(label), match.span(mark), words)))
    counts = Counter(text[slice(*turn.label)] for _, turn in found)
    # One label in capitals and another far away ("LIVE: …") are no transcript.
    dense = len(found) >= 2 and 2 * len(found) >= found[-1][0] - found[0][0]
    sure = [n for n, turn in found if counts[text[slice(*turn.label)]] >= 2 or (dense and _capitals(text, turn))]
    if not sure:
        return [], {}
    inside = found if 2 * len(found) >= sure[-1] - sure[0] else [pair for pair in found if pair[0] in sure]
    kept = [pair for pair in inside if pair[0] in sure or sure[0] < pair[0]]
    return [turn for _, turn in kept], {number: k for k, (number, _) in enumerate(kept)}


def _own_lines(text: str, paras: list[Place]) -> tuple[list[Turn], dict[int, int]]:
    """Return the turns whose label stands on a line of its own, the words right below it, a blank line before it."""
    found: list[tuple[int, Turn]] = []
    opening = 0
    for number, (start, end) in enumerate(paras):
        apart = number == 0 or "\n" in text[paras[number - 1][1] : start].replace("\n", "", 1)
        opening += apart
        match = _OWN_LINE.fullmatch(text, start, end)
        below = number + 1 < len(paras) and text[end : paras[number + 1][0]].count("\n") == 1
        if match is not None and apart and below and text[match.end("label") - 1] not in ".!?":
            found.append((number, Turn(match.span("label"), match.span("colon") if match["colon"] else None, [])))
    counts = Counter(text[slice(*turn.label)] for _, turn in found)
    sure = [n for n, turn in found if counts[text[slice(*turn.label)]] >= 2]
    # Headings come back as well; two who speak in turn fill the text.
    if len(sure) < 3 or 2 * len(found) < opening or len(counts) < 2:
        return [], {}
    kept = [pair for pair in found if pair[0] >= sure[0]]
    return [turn for _, turn in kept], {number: k for k, (number, _) in enumerate(kept)}


def _capitals(text: str, turn: Turn) -> bool:
    letters = [char for char in text[slice(*turn.label)].partition(" (")[0] if char.isalpha()]
    return len(letters) >= _CAPITALS and all(char.isupper() for char in letters)


def _name(text: str, label: Place) -> str:
    """Return the last word of a label, by which a speaker who is named in full only once is known again."""
    words = re.split(r"[\s,]+", text[slice(*label)].partition(" (")[0])
    return words[-1].casefold()


def _askers(text: str, turns: list[Turn]) -> set[str]:
    """Return who asks: by the label, or always or most of the time."""
    counts = Counter(_name(text, turn.label) for turn in turns)
    asked = Counter(_name(text, turn.label) for turn in turns if text[: turn.words[-1][1]].endswith("?"))
    found = {name for name in counts if len(counts) > 1 and 2 * asked[name] > counts[name]}
    return found | (counts.keys() & group("asks"))


def _goes_on(text: str, before: Place, para: Place, label: Place, *, last: bool) -> bool:
    """Whether a paragraph without a label goes on with a turn, and is not a narrator's."""
    if text[before[1] : para[0]].count("\n") == 1:
        return True
    words = text[slice(*para)]
    bare = re.sub(r"[“\"«„].*?[”\"»“]", " ", words)
    bare = _TOLD.sub(" ", bare)
    if _SPOKEN.search(bare):
        return True
    named = re.search(rf"\b{re.escape(_name(text, label))}\b", bare.casefold())
    return not last and named is None and _STOP.search(words) is not None
