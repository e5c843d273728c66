"""Whether a meeting lies ahead, is over, is called off or put off: from the verb that governs its mention."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from winset.core.dates import PartialDate
from winset.reading import meeting_words as w
from winset.reading.dates import SMALL, Mentioned
from winset.reading.meeting_away import dropped


def verb_of(token: Any) -> Any:
    """Return the verb that governs a token."""
    verb = token
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    return verb


def in_a_verb(token: Any) -> bool:
    """Whether a word such as "round" belongs to a verb or a place: "turn round", "round the table"."""
    phrase = any(c.dep_ in ("compound", "amod", "det", "nummod", "poss") for c in token.children)
    return not phrase or any(c.dep_ == "pobj" for c in token.children)


def future(token: Any) -> bool:
    """Whether a mention speaks of a meeting that is still to come."""
    verb = verb_of(token)
    if verb.dep_ == "xcomp" and verb.head.lemma_ in w.PLAN and any(c.lower_ == "had" for c in verb.head.children):
        return False  # "had been expected to come on Monday"
    for _ in range(3):
        helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
        planned = verb.lemma_ in w.PLAN and not any(c.lower_ == "had" for c in helpers)
        if any(c.lower_ in w.FUTURE for c in helpers) or planned:
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
    if token.dep_ in ("nsubj", "nsubjpass") and _comes_to_nothing(verb):
        return True
    return (
        verb.lemma_ == "take"
        and any(c.dep_ == "neg" for c in verb.children)
        and any(c.lower_ == "place" for c in verb.children)
    )


def _comes_to_nothing(verb: Any) -> bool:
    """Whether what was planned is said not to be: "fell through", "never came about", "was not held"."""
    particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep", "acomp")}
    if verb.lemma_ == "fall":
        return bool(particles & {"through", "flat"})
    negated = any(c.dep_ == "neg" for c in verb.children)
    failed = verb.lemma_ == "fail" and any(
        c.dep_ == "xcomp" and c.lemma_ in ("materialise", "materialize", "take", "come", "happen")
        for c in verb.children
    )
    if failed:
        return not negated
    if not negated or verb.tag_ not in ("VB", "VBD", "VBN"):
        return False
    done = any(c.lower_ in ("did", "was", "were", "has", "have", "had", "will") for c in verb.children)
    return (done or verb.tag_ == "VBD") and (
        verb.lemma_ in ("happen", "materialise", "materialize")
        or (verb.lemma_ == "come" and bool(particles & {"about", "off"}))
        or (verb.lemma_ == "hold" and any(c.dep_ == "auxpass" for c in verb.children))
    )


def of_the_change(date: Mentioned, token: Any) -> bool:
    """Whether a date tells when a meeting was called off or put off, not when it is: "was called off ON SUNDAY"."""
    verb = verb_of(token.doc[date.first])
    changes = verb.lemma_ in w.CANCEL or verb.lemma_ in w.SUSPEND or postpones(verb) or calls_off(verb)
    if verb.i > date.first or not changes:
        return False
    if verb.i < token.i < date.first:
        return False  # "cancelled a meeting in Rome on 3 June"
    before = token.doc[date.first - 1]
    head = before.head if before.dep_ == "prep" and before.lower_ == "on" else token.doc[date.last - 1].head
    return bool(head.i == verb.i)


def postpones(verb: Any) -> bool:
    """Whether a verb puts something off; "put" and "push" only with "off", "back" or "forward"."""
    if verb.lemma_ not in w.POSTPONE:
        return False
    return verb.lemma_ not in ("put", "push") or any(c.lower_ in ("off", "back", "forward") for c in verb.children)


def calls_off(verb: Any) -> bool:
    """Whether a verb is "call off"."""
    return verb.lemma_ == "call" and any(c.lower_ == "off" for c in verb.children)


def shifted(token: Any, date: PartialDate | None) -> PartialDate | None:
    """Return the date moved by what a meeting is put off by: "due tomorrow, was put back BY A WEEK"."""
    verb = verb_of(token)
    if date is None or date.day is None or not postpones(verb):
        return date
    for by in verb.children:
        if by.lower_ == "by":
            for span in by.children:
                unit = {"day": 1, "week": 7}.get(span.lemma_)
                number = next((SMALL.get(c.lower_) for c in span.children if c.lower_ in SMALL), None)
                if unit and number:
                    day = date.first + datetime.timedelta(days=unit * number)
                    return PartialDate(day.year, day.month, day.day)
    return date


def broken_off(token: Any) -> bool:
    """Whether a mention says that its meeting ended before its time: "collapsed", "was broken off"."""
    verbs = [verb_of(token)]
    verbs += [c for c in verbs[0].children if c.dep_ == "conj" and c.pos_ == "VERB"]
    for verb in verbs:
        particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep")}
        if verb.lemma_ in ("collapse", "suspend", "abort", "interrupt", "adjourn"):
            return True
        if verb.lemma_ in ("break", "cut") and particles & {"off", "up", "down", "short"}:
            return True
    return False


def counterfactual(token: Any) -> bool:
    """Whether a meeting was to be and, by the words, was not: "were to have met", "had been due to meet"."""
    verb = verb_of(token)
    if verb.tag_ != "VBN" or verb.dep_ not in ("xcomp", "ROOT", "ccomp"):
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return {"to", "have"} <= helpers and verb.head.lemma_ == "be"


def postponed_to(token: Any, dates: Sequence[Mentioned]) -> Mentioned | None:
    """Return the new date of a meeting that is put off: "the talks were moved to 3 June"."""
    verb = token
    earlier = [c for c in verb_of(token).children if c.dep_ == "advcl" and c.lemma_ in w.POSTPONE and c.tag_ == "VBN"]
    for _ in range(3):
        if earlier and calls_off(verb):
            verb = earlier[-1]  # "postponed to 3 June, the talks were called off"
            break
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
