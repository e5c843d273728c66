"""What became of a meeting, step by step, who did it, who came, and what was agreed there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from winset.core.spans import Span
from winset.reading import meeting_tense as tense
from winset.reading import meeting_words as w
from winset.reading.document import Document
from winset.reading.meeting_absences import Resolver
from winset.reading.meeting_away import is_negated
from winset.reading.meeting_events import Event
from winset.reading.statement import MeetingChange, MeetingStep

_AGREE = frozenset(("agree", "settle", "sign", "adopt", "conclude", "reach", "approve", "endorse", "initial"))
_PLURAL = frozenset(("they", "both", "all"))


def step_of(event: Event) -> MeetingStep | None:
    """Return what one mention says became of its meeting; None where it only speaks of it."""
    if event.moved:
        return "postponed"
    if event.cancelled:
        verb = tense.verb_of(event.token)
        return "postponed" if tense.postpones(verb) else "cancelled"
    if tense.counterfactual(event.token):
        return "planned"
    if event.past and tense.broken_off(event.token):
        return "broken_off"
    if event.past:
        return "held"
    return "planned" if event.future else None


def steps(events: list[Event], lowered: list[int], document: Document, resolver: Resolver) -> tuple[MeetingChange, ...]:
    """Return the steps of a meeting in the order of the text, each told once.

    Parameters
    ----------
    events
        Its mentions; one with neither place nor date nor a change of its own says nothing new.
    lowered
        Numbers of tokens in sentences that tell of a lower level.
    document, resolver
        For the words, and for who did it.
    """
    found: list[tuple[int, MeetingChange]] = []
    for event in sorted(events, key=lambda event: event.token.i):
        step = step_of(event)
        if step is not None and (event.place or event.dated or step not in ("planned", "held")):
            date = event.date if step == "postponed" and event.moved else None
            by = _by(event, resolver) if step not in ("planned", "held") else None
            found.append((event.token.i, MeetingChange(step, _sentence(document, event.token.sent), date, by)))
    for i in lowered:
        sentence = next((e.token.doc[i].sent for e in events), None)
        if sentence is not None:
            found.append((i, MeetingChange("downgraded", _sentence(document, sentence))))
    found.sort(key=lambda one: one[0])
    kept: list[MeetingChange] = []
    for _, change in found:
        over = change.step == "planned" and any(k.step in ("held", "broken_off") for k in kept)
        if not over and not any(k.step == change.step and k.date == change.date for k in kept):
            kept.append(change)
    return tuple(kept)


def _sentence(document: Document, sentence: Any) -> Span:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return document.span(start, sentence.start_char + len(text.rstrip()))


def _by(event: Event, resolver: Resolver) -> str | None:
    """Return the party that called off, put off or broke off: the subject, or who is named with "by"."""
    verb = tense.verb_of(event.token)
    heads = [c for c in verb.children if c.dep_ == "nsubj" and c.i != event.token.i and event.token not in c.subtree]
    heads += [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
    asked = [c for c in verb.children if c.lower_ == "at"]
    heads += [t for c in asked if any(g.lower_ in ("request", "wish") for g in c.children) for t in [c]]
    parties = {
        party
        for head in heads
        for _, _, party in resolver.parties_in(head.left_edge.idx, head.right_edge.idx + len(head.right_edge))
    }
    return parties.pop() if len(parties) == 1 else None


def agreed_in(sentence: Any, resolver: Resolver) -> Iterator[tuple[int, int]]:
    """Yield what parties agreed on, by a sentence: places ``(start, end)`` in code points of the text.

    Only what several parties, or "both sides", did together and did do: no plans, no refusals.
    """
    for verb in sentence:
        if verb.pos_ != "VERB" or verb.lemma_ not in _AGREE or verb.tag_ not in ("VBD", "VBN") or is_negated(verb):
            continue
        helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
        if helpers - {"have", "has", "had", "was", "were"} or not _together(verb, resolver):
            continue
        passive = [c for c in verb.children if c.dep_ == "nsubjpass"]
        parts = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "dobj") or c.lower_ in ("on", "to", "upon")]
        for part in passive or [p for p in parts if p.i > verb.i]:
            if verb.lemma_ not in ("agree", "settle") and part.lemma_ not in w.DEALS:
                continue
            begin, end = part.left_edge, part.right_edge
            while end.is_punct and end.i > begin.i:
                end = end.nbor(-1)
            yield begin.idx, end.idx + len(end)


def _together(verb: Any, resolver: Resolver) -> bool:
    at = verb
    while at.dep_ in ("conj", "xcomp") and not any(c.dep_ in ("nsubj", "nsubjpass") for c in at.children):
        at = at.head
    if any(c.dep_ == "nsubjpass" for c in verb.children):
        return any(c.dep_ == "nsubjpass" and c.lemma_ in w.DEALS for c in verb.children)
    for subject in at.children:
        if subject.dep_ == "nsubj":
            edge = subject.right_edge
            parties = {p for _, _, p in resolver.parties_in(subject.left_edge.idx, edge.idx + len(edge))}
            plural = subject.tag_ in ("NNS", "NNPS") and subject.lemma_.casefold() in w.PEOPLE
            if len(parties) > 1 or subject.lower_ in _PLURAL or plural:
                return True
    return False


def came(sentence: Any) -> Iterator[Any]:
    """Yield the heads of those who, by a sentence, came to a meeting: "took part", "were present"."""
    for verb in sentence:
        if verb.pos_ not in ("VERB", "AUX") or is_negated(verb):
            continue
        if any(c.lower_ in ("could", "might", "may", "would", "if", "unless") for c in verb.children):
            continue
        part = verb.lemma_ == "take" and any(c.lower_ == "part" for c in verb.children)
        present = verb.lemma_ == "be" and any(c.lower_ in ("present", "there", "attendance") for c in verb.subtree)
        attends = verb.lemma_ in ("attend", "participate") and verb.tag_ in ("VBD", "VBZ", "VBP", "VB")
        if part or (present and any(c.dep_ in ("acomp", "advmod", "prep") for c in verb.children)) or attends:
            yield from (c for c in verb.children if c.dep_ == "nsubj")


__all__ = ["agreed_in", "came", "step_of", "steps"]
