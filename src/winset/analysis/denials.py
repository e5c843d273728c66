"""What one source asserts and another denies: contradictions between reports that no position shows.

A denial contradicts what it answers. Two ways of answering are read, and nothing is guessed beyond them:

- **by reference**: "denied the report", "called the charge a lie", "no such clause exists" answer what somebody else
  was last told to have said in the same document, a report that of an outlet, a charge that of an accuser;
- **by words**: "denied that Norway had promised licences" answers whoever asserts it, in any document, where most words
  of the denial that carry meaning stand in what is asserted.

Two denials, a denial and what the same party said, and a denial of what was said not to be are no contradictions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from winset.reading.statement import Statement

How = Literal["reference", "words"]

NEAR = 4
"""Statements back, in one document, that a reference may answer."""
ALIKE = 0.6
"""Share of a denial's words of meaning that must stand in what it answers, where they are its only tie."""
ALIKE_ON_ISSUE = 0.4
"""The same where both speak of one issue."""
FEWEST = 2

_REPORT = re.compile(
    r"\b(?:reports?|articles?|accounts?|story|stories|rumou?rs?|leaks?|figures?|numbers?)\b", re.IGNORECASE
)
_CHARGE = re.compile(r"\b(?:charges?|accusations?|allegations?|reproach\w*|blame)\b", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:claims?|assertions?|suggestions?|statements?|remarks?|no such)\b", re.IGNORECASE)
_POINTING = re.compile(r"^(?:this|that|it|these|both|all of (?:this|that|it))$", re.IGNORECASE)
_NOT = re.compile(r"\b(?:no|not|never|none|nobody|nothing|neither|nor|cannot|\w+n['’]t)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+|\d+")
_EMPTY = frozenset(
    _WORD.findall(
        "a an the that this these those of in on at to for from by with without as is are was were be been being has "
        "have had having do does did will would shall should can could may might must it its he she they them their "
        "his her there any some such and or but so than then which who whom what when where while because about into "
        "over under up out off ever never not no none"
    )
)
_LONGEST_REFERENCE = 9


@dataclass(frozen=True, slots=True)
class Denied:
    """What is asserted and what denies it: indices into the statements; `how` the one answers the other."""

    asserted: int
    denial: int
    how: How


@dataclass(frozen=True, slots=True)
class _Words:
    """A statement's words that carry meaning, and whether they say it of what is not."""

    meaning: frozenset[str]
    negative: bool


def denials(statements: Sequence[Statement]) -> tuple[Denied, ...]:
    """Return each pair of an assertion and its denial, in the order of the denials."""
    asked = [index for index, statement in enumerate(statements) if statement.act == "deny" and not statement.negated]
    words = [_Words(_meaning(statement), _negative(statement)) for statement in statements] if asked else []
    found = []
    for index in asked:
        found += list(_by_words(statements, words, index)) or list(_by_reference(statements, index))
    return tuple(found)


def _by_reference(statements: Sequence[Statement], index: int) -> Iterator[Denied]:
    denial = statements[index]
    wanted = _reference(denial)
    if wanted is None:
        return
    back = (
        (number, statements[number])
        for number in range(index - 1, -1, -1)
        if statements[number].document == denial.document and _is_asserted(statements[number], denial)
    )
    before = list(islice(back, NEAR))
    for fits in (wanted, "any"):
        for number, statement in before:
            if fits == "any" or _fits(statement, fits):
                yield Denied(number, index, "reference")
                return


def _reference(denial: Statement) -> str | None:
    """Return what sort of thing a denial points back to; None where it says itself what it denies."""
    words = denial.words.strip(" .“”\"'’‘")
    short = len(_WORD.findall(words)) <= _LONGEST_REFERENCE
    if not short:
        return None
    if _POINTING.match(words):
        return "any"
    for kind, pattern in (("report", _REPORT), ("charge", _CHARGE), ("any", _OTHER)):
        if pattern.search(words):
            return kind
    return None


def _fits(statement: Statement, kind: str) -> bool:
    if kind == "charge":
        return statement.act == "accuse"
    return bool(statement.via) or statement.speaker_party is None


def _by_words(statements: Sequence[Statement], words: Sequence[_Words], index: int) -> Iterator[Denied]:
    denial = statements[index]
    meant = words[index].meaning
    if len(meant) < FEWEST:
        return
    issues = {p.issue for p in denial.positions}
    best: dict[str, tuple[float, int]] = {}
    for number, statement in enumerate(statements):
        if words[number].negative != words[index].negative or not _is_asserted(statement, denial):
            continue
        both = meant & words[number].meaning
        share = len(both) / len(meant)
        enough = ALIKE_ON_ISSUE if issues & {p.issue for p in statement.positions} else ALIKE
        if len(both) >= FEWEST and share >= enough and share > best.get(statement.document, (0.0, 0))[0]:
            best[statement.document] = (share, number)
    for _, number in sorted(best.values(), key=lambda found: found[1]):
        yield Denied(number, index, "words")


def _is_asserted(statement: Statement, denial: Statement) -> bool:
    """Whether somebody else says that it is so."""
    if statement is denial or statement.act in ("deny", "reject", "demand", "urge"):
        return False
    if statement.speaker_party is not None and denial.speaker_party is not None:
        return statement.speaker_party != denial.speaker_party
    return statement.speaker is None or statement.speaker != denial.speaker


def _negative(statement: Statement) -> bool:
    return len(_NOT.findall(statement.words)) % 2 == 1


def _meaning(statement: Statement) -> frozenset[str]:
    """Return the words of a statement that carry meaning, cut to their stems."""
    words = (word.casefold() for word in _WORD.findall(statement.words))
    return frozenset(word if word.isdigit() else word[:5] for word in words if word not in _EMPTY and len(word) > 1)
