"""What passes between the steps of the reading: raw attributions, resolved mentions, codings.

Offsets here are plain ``(start, end)`` pairs in code points of the document's text; `winset.reading.assembly` turns
them into spans with their words, checked.
"""

from __future__ import annotations

from dataclasses import dataclass

from winset.reading.statement import Act, Candidate, ClaimKind, Firmness, Speech, Stance, Voice

Place = tuple[int, int]
Places = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Step 1: who is said to have said what, as places only.

    `cue_lemma` is the lemma of the reporting word (``"say"``, ``"adamant"``; empty in the narrator's voice).
    `inner` holds sources named inside the report that stand between the narrator and the speaker ("The New York Post
    reported that officials said": the outlet), outermost first. `confidence` is the probability that content and
    source are right, None where it was not estimated; `reader` says who found it.
    """

    voice: Voice
    content: Places
    source: Places = ()
    cue: Places = ()
    cue_lemma: str = ""
    quotation: Speech | None = None
    inner: Places = ()
    confidence: float | None = None
    reader: str = "rules"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Step 2: what a mention stands for.

    `name` is the fullest name in the document or the data; `party` the party that it is or speaks for, None where it
    speaks for none or stays open; `kind` what it is. `candidates` is filled where it stayed open: with the
    alternatives, never with the mention itself. `reason` says why it speaks for nobody, or why nothing was found.
    """

    name: str | None
    party: str | None
    kind: str  # "party", "person", "office", "body", "outlet", "work", "group", "unknown"
    candidates: tuple[Candidate, ...] = ()
    via: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """Step 3: what is done by speaking, how firmly, under which condition, and whose position on what it tells."""

    act: Act
    hedged: bool = False
    negated: bool = False
    firmness: Firmness | None = None
    condition: Places = ()
    positions: tuple[Stance, ...] = ()
    addressees: tuple[str, ...] = ()
    claim: ClaimKind | None = None
    about: str | None = None
    issues: tuple[str, ...] = ()
    topic: Place | None = None
