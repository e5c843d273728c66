"""Whether a meeting lies ahead, is over, is called off or put off: from the verb that governs its mention."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from winset.reading import meeting_words as w
from winset.reading.dates import Mentioned
from winset.reading.meeting_absences import dropped


def verb_of(token: Any) -> Any:
    """Return the verb that governs a token."""
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    return verb


def future(token: Any) -> bool:
    """Whether a mention speaks of a meeting that is still to come."""
    verb = verb_of(token)
    for _ in range(3):
        if any(c.lower_ in w.FUTURE for c in verb.children if c.dep_ in ("aux", "auxpass")) or verb.lemma_ in w.PLAN:
            return True
        told = verb.tag_ == "VBD" and verb.i < verb.head.i  # "They met on Monday; a second round is set for Friday"
        if (
            not told
            and verb.dep_ in ("xcomp", "ccomp", "advcl")
            and verb.head.i != verb.i
            and verb.head.pos_ in ("VERB", "AUX", "ADJ")
        ):
            verb = verb.head
        else:
            break
    return any(t.lower_ in w.PLANNED for t in (*token.lefts, *token.children))


def past(token: Any) -> bool:
    """Whether a mention speaks of a meeting that has been."""
    if future(token):
        return False
    if token.pos_ == "NOUN":
        prep = token.head
        if token.dep_ == "pobj" and prep.lower_ in ("after", "following", "since", "during"):
            return True
        if any(c.lower_ in w.EARLIER for c in token.lefts):
            return True
    verb = verb_of(token)
    return verb.tag_ in ("VBD", "VBN") and (
        verb.lemma_ in w.HOLD or verb.lemma_ in w.EVENT_VERBS or token.dep_ in ("nsubj", "nsubjpass", "dobj")
    )


def cancelled(token: Any, dates: Sequence[Mentioned]) -> bool:
    """Whether a mention says that its meeting does not take place; put off without a new day counts."""
    verb = verb_of(token)
    if verb.lemma_ == "call":
        off = any(c.lower_ == "off" for c in verb.children)
        return off and (token.dep_ == "nsubjpass" or any(o.i == token.i for o in dropped(verb)))
    put_off = verb.lemma_ in ("postpone", "delay") or (
        verb.lemma_ == "put" and any(c.lower_ == "off" for c in verb.children)
    )
    if put_off and token.dep_ in ("dobj", "nsubjpass") and verb.tag_ in ("VBD", "VBN"):
        # Without a new day it does not take place, as far as the text goes.
        return postponed_to(token, dates) is None and not any(c.dep_ == "neg" for c in verb.children)
    if verb.lemma_ in w.CANCEL and token.dep_ in ("dobj", "nsubjpass"):
        return not any(c.dep_ == "neg" for c in verb.children)
    return (
        verb.lemma_ == "take"
        and any(c.dep_ == "neg" for c in verb.children)
        and any(c.lower_ == "place" for c in verb.children)
    )


def postponed_to(token: Any, dates: Sequence[Mentioned]) -> Mentioned | None:
    """Return the new date of a meeting that is put off: "the talks were moved to 3 June"."""
    verb = token
    for _ in range(3):
        if verb.lemma_ in w.POSTPONE and verb.pos_ == "VERB":
            break
        put_off = [c for c in verb.children if c.dep_ == "ccomp" and c.lemma_ in w.POSTPONE and c.tag_ == "VBN"]
        if put_off and verb.lemma_ in w.PLAN:
            # "The meeting planned for 9 May was moved to 15 May": the parse takes "planned" for the main verb.
            verb = put_off[0]
            break
        verb = verb.head
    else:
        return None
    for date in dates:
        before = token.doc[date.first - 1].lower_ if date.first else ""
        if verb.i < date.first < verb.sent.end and before in ("to", "until", "till", "for"):
            return date
    return None
