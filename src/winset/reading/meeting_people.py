"""Who meets, and whether people come to a place to talk: small questions that mentions of meetings ask."""

from __future__ import annotations

from typing import Any

from winset.reading import meeting_words as w


def planned_for(word: Any) -> bool:
    """Whether "for" names where a meeting is to be: "planned FOR Rome"."""
    return bool(word.lower_ == "for" and word.dep_ == "prep" and word.head.lemma_ in w.PLAN)


def body(token: Any) -> bool:
    """Whether a word names those who sit: "a sitting of the COMMISSION"."""
    return token.lemma_ in w.PEOPLE or token.lemma_ in ("commission", "council", "board", "panel", "cabinet", "body")


def meets_others(verb: Any) -> bool:
    """Whether "meet" has an object that is no side of a negotiation: reporters, a deadline."""
    met = [c for c in verb.children if c.dep_ == "dobj"]
    return verb.lemma_ == "meet" and any(o.lemma_ in w.PRESS for o in met)


def person(token: Any) -> bool:
    """Whether an object is somebody who negotiates."""
    return token.ent_type_ == "PERSON" or token.lemma_ in w.PEOPLE


def people_come(verb: Any) -> bool:
    """Whether a verb of coming moves people: "sent its envoy to", not "sent signals to"."""
    if verb.lemma_ not in ("send", "dispatch"):
        return not any(c.dep_ == "dobj" for c in verb.children)
    return any(c.dep_ in ("dobj", "nsubjpass") and person(c) for c in verb.children)


def purpose(token: Any, verb: Any) -> bool:
    """Whether a meeting is what people come for: "came to Rome FOR THE TALKS"."""
    head = token.head
    return bool(token.dep_ == "pobj" and head.lower_ in ("for", "to") and head.head.i == verb.i)


def group(verb: Any) -> bool:
    """Whether those who come somewhere come to talk: several people or sides, or with that purpose."""
    purpose = any(
        t.lower_ in w.EVENT_NOUNS
        or t.lemma_ in w.CONFER
        or (t.lemma_ in ("see", "meet", "talk") and t.pos_ == "VERB")
        or t.lower_ in ("counterpart", "counterparts")
        for t in verb.subtree
        if t.i > verb.i
    )
    who = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if not who and verb.dep_ == "xcomp":
        who = [c for c in verb.head.children if c.dep_ == "dobj"] or [
            c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass")
        ]
    several = any(
        (s.tag_ in ("NNS", "NNPS") and s.lemma_ in w.PEOPLE) or s.lower_ in ("they", "both") or s.conjuncts for s in who
    )
    return purpose or several
