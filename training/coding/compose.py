"""Lines made from other ways to say the propositions of the general codebook (``examples.yaml``), under many frames.

A frame says who holds the example's side (+), its opposite (-), both (?) or none (~), with act and firmness. The lines
written by hand teach paraphrase; these teach how a side turns under what stands above it.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import yaml
from lines import Line

NOUN = """
+ demand demand | S wants {x}
+ demand demand | S insists on {x}
+ demand demand | “We need {x},” S said
+ demand demand | S: We want {x}, nothing else.
+ urge - | S appealed for {x}
+ urge - | S called on A to work for {x}
+ demand demand | S is holding out for {x}
+ support - | S welcomes {x}
+ support - | S came out in favour of {x}
+ support - | S considers {x} sensible
+ support - | S sees much good in {x}
+ accept - | S agreed to {x}
+ accept - | S has accepted {x}
+ concede openness | S no longer stands in the way of {x}
+ concede - | S dropped its objection to {x}
+ concede openness | S gave up its resistance to {x}
+ offer openness | S is open to {x}
+ offer openness | S did not rule out {x}
+ offer openness | S could live with {x}
+ offer openness | S is prepared to talk about {x}
+ offer offer | S offered {x}
+ offer offer | S promised {x}
+ demand red_line | without {x} there will never be a signature, S said
+ reject - | there is no agreement without {x}, S said
+ demand demand | as its condition S named {x}
+ announce - | S will press ahead with {x}
+ fear - | S fears that A will prevent {x}
+ demand demand | {X} is what S is fighting for
+ state - | for S there is no way around {x}
- reject - | S rejects {x}
- reject - | S is against {x}
- reject - | S refused {x}
- reject - | S will not agree to {x}
- reject red_line | S rules out {x} once and for all
- reject red_line | {X} is out of the question, S said
- reject red_line | {X}: never, S said
- reject - | “{X}? Not with us,” S said
- reject - | S sees no need for {x}
- reject - | S would rather do without {x}
- reject - | S: Nobody can ask us for {x}.
- demand demand | S demanded that A give up its plan for {x}
- demand demand | S wants {x} off the table
- concede - | S no longer asks for {x}
- concede openness | S would forgo {x}
- concede - | S withdrew its demand for {x}
- warn - | S warned against {x}
- fear - | S is worried about {x}
- reject - | S blocks {x}
- reject - | S called {x} a mistake
- state - | S has nothing to gain from {x}
- reject red_line | S: {X} would be unacceptable to us.
? state - | S is divided over {x}
? state openness | S: {X}? Under some circumstances. Under others, not.
~ state - | S spoke for an hour about {x}
~ state - | S did not want to comment on {x}
~ state - | S said that {x} had been discussed
~ announce - | S is having {x} examined by its lawyers
~ state - | whether there will be {x} is anybody’s guess, S said
A+ accuse - | S complains that A wants {x}
A+ state - | S said that A was aiming at {x}
A+ state - | according to S, A has agreed to {x}
A+ state - | A is pushing for {x}
A+ state - h | A might accept {x}
A- accuse - | S accuses A of blocking {x}
A- state - | S said that A had refused {x}
A- accuse - | A stands in the way of {x}, S said
A- state - | A wants nothing to do with {x}
A- state - | A has ruled out {x}
A+B- state - | A wants {x}, B does not
"""

CLAUSE = """
+ demand demand | S insists that {x}
+ demand demand | S wants to make sure that {x}
+ demand demand | S demanded that {x}
+ demand demand | “What we want is that {x},” S said
+ demand red_line | S will under no circumstances sign unless {x}
+ reject - | S will not sign until {x}
+ urge - | S pleaded that {x}
+ support - | S would be glad if {x}
+ support - | S thinks it right that {x}
+ accept - | S agreed that {x}
+ concede openness | S no longer objects if {x}
+ concede - | S gave way: {x}
+ offer openness | S could accept that {x}
+ offer openness | S would not oppose it if {x}
+ offer offer | S gave its word that {x}
+ fear - | S fears that A will not let it happen that {x}
+ demand demand | it matters to S above all that {x}
+ state - | it is in nobody’s interest, S said, to prevent that {x}
- reject - | S will not have it that {x}
- reject - | S does not accept that {x}
- reject - | S refuses to agree that {x}
- reject red_line | S will never agree that {x}
- reject red_line | it is unacceptable to S that {x}
- reject - | S sees no reason why it should be that {x}
- demand demand | S wants to prevent that {x}
- demand demand | S wants a guarantee against the case that {x}
- demand demand | S asked A not to insist that {x}
- concede - | S no longer insists that {x}
- concede openness | S could do without the clause that {x}
- fear - | S fears that {x}
- warn - | S warned of what follows if {x}
- threaten - | S will walk out if {x}
- state - | S said that it would be a mistake if {x}
? state - | S is of two minds about whether {x}
~ state - | S does not know whether {x}
~ state - | S was asked whether {x}
~ state - | S said that it had been discussed whether {x}
A+ state - | S said that A insists that {x}
A+ state - | A demands that {x}
A+ accuse - | S accuses A of wanting that {x}
A- state - | according to S, A would never accept that {x}
A- state - | A does not want that {x}
A- accuse - | S said that A was doing everything to prevent that {x}
A+B- state - | A wants that {x}, and B wants the opposite
"""
Frame = tuple[str, tuple[str, ...], str, bool, str]
"""Sides, acts, firmness, hedged, words."""
_OPPOSITE = {"+": "-", "-": "+", "?": "?", "~": "~"}


def composed(examples: Path, known: dict[str, str], nlp: Any, chance: random.Random, each: int) -> list[Line]:
    """Return lines made from examples of issues and from their propositions, `each` of every example."""
    found: list[Line] = []
    for issue, sides_of in yaml.safe_load(examples.read_text(encoding="utf-8")).items():
        says = known[issue]
        texts = [(says[0].lower() + says[1:], False)]
        texts += [(text, False) for text in sides_of.get("for", [])]
        texts += [(text, True) for text in sides_of.get("against", [])]
        for text, opposite in texts:
            frames = CLAUSES if _is_clause(nlp(text)) else NOUNS
            found += _framed(text, issue, chance.sample(frames, each), opposite=opposite)
    return found


def clauses(text: str, issue: str, chance: random.Random, each: int, *, opposite: bool) -> list[Line]:
    """Return `each` lines made from a clause that says an issue's proposition or its opposite."""
    return _framed(text, issue, chance.sample(CLAUSES, each), opposite=opposite)


def _framed(text: str, issue: str, frames: list[Frame], *, opposite: bool) -> list[Line]:
    found = []
    for sides, acts, firm, hedged, frame in frames:
        words = frame.replace("{x}", text).replace("{X}", text[0].upper() + text[1:])
        positions = tuple(
            (holder or "S", _OPPOSITE[side] if opposite else side, issue, None)
            for holder, side in re.findall(r"([AB]?)([+\-?~])", sides)
        )
        found.append(Line("", words, positions, acts, firm, hedged, "composed"))
    return found


def _frame(row: str) -> Frame:
    labels, frame = row.split(" | ", 1)
    sides, acts, firm, *hedged = labels.split()
    return sides, tuple(acts.split(",")), firm, bool(hedged), frame


def _is_clause(doc: Any) -> bool:
    root = next(token for token in doc if token.head == token)
    verbs = [root, *root.children]
    return any(token.tag_ in ("VBZ", "VBP", "VBD", "MD") for token in verbs)


NOUNS, CLAUSES = ([_frame(row) for row in text.strip().splitlines()] for text in (NOUN, CLAUSE))
