"""Words and names that the sentences are made of, and how they are joined."""

from __future__ import annotations

import re
from collections.abc import Sequence

OPEN, CLOSE = "\ue000", "\ue001"


_NUMBER = re.compile(r"(?<=\d) (?=%)|(?<=%) (?=\(±)|(?<=±) (?=\d)")


NARRATOR = "the narrator"
ANY_TIER = "Whatever is counted"
ACCEPTED_WITHOUT = (
    "Nothing counted here says what no deal would bring: a package is called accepted where it crosses no stated red "
    "line and no stated need. Weaker refusals do not count, and nobody is said to prefer it to no deal."
)
PACKAGE_COMMON = "Nothing more."
PACKAGE_REST = "Else as without a deal."
PACKAGE_SAME = "Just what comes without a deal."


KINDS = {
    "own": "a party’s own words",
    "through": "through an outlet or another speaker",
    "other": "by somebody who speaks for no party",
    "unnamed": "nobody named",
    "narrator": "the narrator’s word only",
}


BASES = {"self": "own words", "ascribed": "ascribed", "inferred": "inferred"}


BASES_LONG = {
    "self": "said by the party itself",
    "ascribed": "said about the party by somebody else",
    "inferred": "inferred by the reader or the analyst; nobody said it in so many words",
}


HOLDS = {"firm": "firm", "open": "open", "not_stated": "firmness not stated"}


FIRMNESS = {"red_line": "red line", "demand": "demand", "offer": "offer", "openness": "openness"}


STATES = {
    "stated": "stated",
    "no_position": "has no position",
    "unknown": "not known",
    "missing": "not found by the reader",
    "missing_file": "not in the file",
}


STATES_SHORT = {"missing": "not found", "missing_file": "not in file"}


STATES_LONG = {
    "no_position": "the party is on record as having no preference of its own here",
    "unknown": "the party is on record as speaking of this, but what it wants is not known",
    "missing": "the reader found nothing in what was read; the party may well have a position",
    "missing_file": "the file records nothing; the party may well have a position",
}


STATUSES = {
    "contested": "contested",
    "agreed": "agreed",
    "compatible": "no disagreement found",
    "one_sided": "one party heard",
    "silent": "nobody heard",
}


TIERS = {
    "red-lines": "stated red lines alone",
    "needs": "red lines and stated needs",
    "refusals": "every refusal",
}


ANSWERS = {"accepted": "accepted", "rejected": "rejected", "conditional": "conditional", "none": "gave no answer"}


ROLES = {
    "signatory": "signatory",
    "proposer": "proposer",
    "mediator": "mediator",
    "guarantor": "guarantor",
    "implementer": "implementer",
    "ratifier": "ratifier",
    "affected": "affected",
}


ACTS = {
    "state": "states",
    "demand": "demands",
    "urge": "urges",
    "offer": "offers",
    "accept": "accepts",
    "concede": "concedes",
    "support": "supports",
    "reject": "rejects",
    "deny": "denies",
    "accuse": "accuses",
    "warn": "warns",
    "threaten": "announces a consequence",
    "fear": "fears",
    "announce": "announces",
}


CLAIMS = {
    "explanation": "Explanations",
    "blame": "Blame",
    "cost": "Costs",
    "prediction": "Predictions",
    "other": "Other claims",
}


NOT_REVIEWED = "not reviewed"


NESTED = "quotation inside a quotation"


NO_SPEAKER = "no speaker named"


INDIRECT = "in the document’s words"


NARRATED = "the narrator’s own assertion"


ABOUT_OTHER = "said by somebody else about the party"


HEDGED = "hedged"


NO_DOCUMENT = "the document is not at hand"


NOT_THERE = "the document at hand does not contain these words"


UNNAMED = "name left out: the text has loaded words only"
NO_PLACE = "place not recorded"


MEETINGS = {
    "planned": "planned",
    "held": "held",
    "cancelled": "cancelled",
    "downgraded": "held at a lower level than planned",
}


EXACT = {True: "exact", False: "not exact: it rests on draws, or a limit cut it short"}


USE_NO_DEAL = "a no-deal scenario"


USE_COHERENCE = "what does not fit together"


CHART_PROVENANCE = "Statements that concern each party, by whose word they are; the numbers are in the table beside it"


CHART_SCALE = "Where parties stand on the scale of options; the same is told in words beside it"


NONE_BOTH = "No party was found in its own words on both sides of an issue."


NONE_DIFFER = "No reports were found that put one party on different sides, or tell one meeting differently."


NONE_SHIFT = "No party was found to have changed sides at that date."


NOT_SEARCHED_SHIFT = "Not searched: no date was given to compare before and after it."


def count(number: int, one: str, many: str | None = None) -> str:
    """Return ``1 statement``, ``2 statements``, ``no statements``."""
    if number == 0:
        return f"no {many or one + 's'}"
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], word: str = "and") -> str:
    """Return names as a list in a sentence: ``a``, ``a and b``, ``a, b and c``."""
    names = list(names)
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}" if names else ""


def label(text: str) -> str:
    """Return a label marked as one, for use within a sentence."""
    return f"{OPEN}{text.replace(OPEN, '').replace(CLOSE, '').strip().rstrip('.')}{CLOSE}"


def unbroken(text: str) -> str:
    """Return a sentence in which a number stays on one line with its ``%`` or ``±``; labels stay as they are."""
    parts = re.split(f"({OPEN}[^{CLOSE}]*{CLOSE})", text)
    return "".join(part if k % 2 else _NUMBER.sub("\u00a0", part) for k, part in enumerate(parts))


def labels(texts: Sequence[str]) -> list[str]:
    """Return labels marked as such."""
    return [label(text) for text in texts]


def capital(text: str) -> str:
    """Return `text` with its first letter in upper case."""
    return text[:1].upper() + text[1:]
