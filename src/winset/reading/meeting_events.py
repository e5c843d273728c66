"""Mentions of meetings in sentences: the word that tells of one, its place, its date, and what becomes of it there.

Strong words ("talks", "reconvene") tell of a meeting by themselves. Weak ones ("received his counterpart", "return to
the table", "delegations arrive") do so only with a place and a date in their own clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from winset.core.dates import PartialDate
from winset.reading import meeting_tense as tense
from winset.reading import meeting_words as w
from winset.reading.dates import Mentioned
from winset.reading.meeting_absences import sits_down


@dataclass(slots=True)
class Event:
    """One mention of a meeting."""

    token: Any
    place: str | None = None
    date: PartialDate | None = None
    dated: bool = False
    future: bool = False
    past: bool = False
    cancelled: bool = False
    named: bool = True
    placed: bool = False
    moved: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """A place that people are told to come to, and when, where that is told too."""

    i: int
    place: str
    date: PartialDate | None


class Events:
    """Finds the mentions of meetings in the sentences of a text."""

    def __init__(self, doc: Any, dates: list[Mentioned], today: PartialDate | None) -> None:
        self.doc, self.dates, self.today = doc, dates, today
        self.arrivals: list[Arrival] = []
        self.live = w.LIVE.search(doc.text) is not None

    def all(self, sentences: list[Any]) -> list[Event]:
        """Return the mentions of meetings in the order of the text; fills `arrivals`, places that people come to."""
        found = []
        for sentence in sentences:
            strong = self._strong(sentence)
            found += sorted((*strong, *self._weak(sentence, strong)), key=lambda event: event.token.i)
        return [event for event in found if not self._overtaken(event, found)]

    def _strong(self, sentence: Any) -> list[Event]:
        heads = [t for t in sentence if self._is_event(t) or self._is_coming(t) or self._goes_on(t)]
        found = []
        for number, token in enumerate(heads):
            begin = heads[number - 1].i + 1 if number else sentence.start
            end = heads[number + 1].i if number + 1 < len(heads) else sentence.end
            event = Event(token, self._place_of(token, begin, end))
            date = self._date_of(token, begin, end, first=number == 0, only=len(heads) == 1)
            later = tense.postponed_to(token, self.dates)
            if later is not None:
                date, event.moved = later, True
            event.past = tense.past(token)
            event.cancelled = tense.cancelled(token, self.dates)
            event.future = tense.future(token) or event.moved or token.lemma_ in ("expect", "due")
            # What is called off lies ahead as a rule: "scrapped Wednesday's summit".
            ahead = event.cancelled or (event.future and not event.past)
            present = tense.verb_of(token).tag_ in ("VBP", "VBZ") or ahead
            if date is not None:
                event.dated = True
                event.date = date.resolve(future=present)
                event.date = tense.shifted(token, event.date)
            elif self.live and event.place is not None and tense.verb_of(token).tag_ in ("VBP", "VBG"):
                # "Good morning from Rome, where they meet"
                event.date, event.dated = self.today, self.today is not None
            event.named = token.pos_ in ("NOUN", "PROPN") and any(
                c.lower_ in ("the", "this", "that", "both") or c.dep_ == "poss" for c in token.children
            )
            found.append(event)
        return found

    def _weak(self, sentence: Any, strong: list[Event]) -> Iterator[Event]:
        """Yield what tells of a meeting by its place and date only, and note where people come to."""
        for token in sentence:
            kind = self._weak_kind(token)
            if not kind or any(event.token.i == token.i for event in strong):
                continue
            verb = tense.verb_of(token)
            place = self._place_under(verb, ("to", "in", "at", "into") if kind == "travel" else ("in", "at", "into"))
            if kind == "travel" and not _people_come(verb):
                continue
            date = self._date_of(token, sentence.start, sentence.end, first=True, only=True)
            if kind == "travel":
                for event in strong:
                    if place and event.place is None and _purpose(event.token, verb):
                        event.place = place  # "came to ROME for the talks"
                if place is not None:
                    when = date.resolve(future=tense.future(token)) if date is not None else None
                    self.arrivals.append(Arrival(token.i, place, when))
                if any(event.place == place or event.token in verb.subtree for event in strong):
                    continue
            back = kind == "table" and verb.lemma_ in ("return", "be", "sit") and tense.future(token)
            if date is None or (place is None and not back) or not (kind != "travel" or _group(verb)):
                continue
            if any(event.place in (place, None) and event.dated for event in strong):
                continue
            event = Event(token, place, dated=True, weak=True)
            event.future = tense.future(token) or verb.dep_ == "xcomp" or verb.tag_ in ("VBP", "VBZ", "VB")
            event.past = verb.tag_ in ("VBD", "VBN") and not event.future
            event.date = date.resolve(future=event.future)
            yield event

    def _weak_kind(self, token: Any) -> str:
        """Return what a token may tell of: ``receive``, ``deal``, ``travel``, ``confer``, ``table``, ``noun``."""
        if token.pos_ == "VERB":
            objects = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
            if token.lemma_ in w.RECEIVE and any(_person(o) for o in objects):
                return "receive"
            if token.lemma_ in w.STRIKE and any(o.lemma_ in w.DEALS for o in objects):
                return "deal" if _group(token) else ""
            if token.lemma_ in w.TRAVEL and any(c.dep_ in ("prep", "dative") for c in token.children):
                return "travel"
            return "confer" if token.lemma_ in w.CONFER else ""
        if token.pos_ != "NOUN" or token.dep_ == "compound":
            return ""
        if token.lower_ == "table" and token.dep_ == "pobj" and token.head.lower_ in ("at", "to", "on", "around"):
            negotiating = any(c.lower_ in w.TABLE for c in token.children)
            return "table" if negotiating or tense.verb_of(token).lemma_ in w.AT_TABLE else ""
        things = [g for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children]
        if any(g.lower_ not in w.EVENT_NOUNS for g in things) and token.lower_ not in ("signing", "ceremony"):
            return ""  # "the opening of the border", "the exchange of prisoners"
        return "noun" if token.lower_ in w.WEAK_NOUNS else ""

    def _place_under(self, verb: Any, preps: tuple[str, ...]) -> str | None:
        """Return the place that a verb's own clause names."""
        for prep in verb.subtree:
            if prep.lower_ in preps and prep.dep_ in ("prep", "dative") and self._clause(prep, verb):
                for child in prep.children:
                    if child.dep_ == "pobj" and self._is_place(child):
                        return self._place_name(child)
        return None

    def _clause(self, token: Any, verb: Any) -> bool:
        """Whether a token belongs to a verb with no other verb between them."""
        while token.i != verb.i:
            token = token.head
            if token.pos_ == "VERB" and token.i != verb.i:
                return False
        return True

    def spoken(self, sentences: list[Any]) -> Iterator[Event]:
        """Yield places and dates at which somebody spoke: "said in ROME on 3 June"."""
        for sentence in sentences:
            for verb in sentence:
                if verb.pos_ == "VERB" and verb.lemma_ in w.SAYING and verb.tag_ == "VBD":
                    place = next(
                        (
                            self._place_name(g)
                            for c in verb.children
                            if c.dep_ == "prep" and c.lower_ in ("in", "at") and c.i > verb.i
                            for g in c.children
                            if g.dep_ == "pobj" and self._is_place(g)
                        ),
                        None,
                    )
                    dates = [d for d in self.dates if verb.i < d.first <= verb.i + 8]
                    if place is not None and dates:
                        date = dates[0].resolve()
                        if date is not None and date.day is not None:
                            yield Event(verb, place, date, dated=True, past=True, weak=True)

    def _overtaken(self, event: Event, all_: list[Event]) -> bool:
        """Whether a weak mention only tells how people came to a meeting that is told by itself soon after."""
        if not event.weak or event.token.lemma_ not in w.TRAVEL or not event.past:
            return False
        return any(
            not other.weak
            and other.dated
            and other.place in (None, event.place)
            and 0 < other.token.i - event.token.i < 60
            for other in all_
        )

    def _is_event(self, token: Any) -> bool:
        if token.lower_ in w.EVENT_NOUNS and token.pos_ in ("NOUN", "PROPN"):
            # "a round of talks" is one event.
            inner = any(
                g.lower_ in w.EVENT_NOUNS
                for c in token.children
                if c.dep_ == "prep" and c.lower_ == "of"
                for g in c.children
            )
            return token.dep_ != "compound" and not inner
        if token.lower_ in w.SOFT_NOUNS and token.pos_ == "NOUN":
            # "the visit has been called off", "a follow-up that was planned in …"
            owned = any(c.dep_ == "poss" for c in token.children)
            follow = token.lower_ == "up" and token.i > 1 and self.doc[token.i - 2].lower_ == "follow"
            if follow or token.lower_ == "up" or owned or not tense.cancelled(token, self.dates):
                return bool(follow)
            # "The envoy called off the trip" tells of the envoy only.
            return bool(token.dep_ == "nsubjpass")
        if token.dep_ == "pcomp" and token.head.lower_ == "without":
            return False  # "returned without having met anyone"
        seated = sits_down(token) and not (token.dep_ == "xcomp" and token.head.lemma_ in w.DECLINE)
        return token.pos_ == "VERB" and (token.lemma_ in w.EVENT_VERBS or seated)

    def _goes_on(self, token: Any) -> bool:
        """Whether talks go on at another time: "the talks were broken off on Monday and RESUMED in Rome on Friday"."""
        if token.pos_ != "VERB" or token.dep_ != "conj" or token.lemma_ not in w.HOLD:
            return False
        about = any(c.dep_ in ("nsubj", "nsubjpass") and self._is_event(c) for c in token.head.children)
        return about and any(token.i < d.first <= token.right_edge.i for d in self.dates)

    def _is_coming(self, token: Any) -> bool:
        """Whether people are told to come to a place on a day: "delegations are expected in ROME on 3 June"."""
        if token.lemma_ not in w.COMING or token.pos_ not in ("VERB", "ADJ"):
            return False
        own = [c for c in token.children if c.dep_ == "prep" and c.lower_ in ("in", "at")]
        placed = any(g.dep_ == "pobj" and g.ent_type_ == "GPE" for c in own for g in c.children)
        dated = any(token.i < d.first < token.sent.end for d in self.dates)
        return placed and dated

    def _place_of(self, token: Any, begin: int, end: int) -> str | None:
        doc = self.doc
        i = token.i - 1
        while i >= token.sent.start and i > token.i - 5:
            before = doc[i]
            if (
                self._is_place(before)
                and (before.dep_ in ("compound", "nmod", "amod", "poss"))
                and before.head.i == token.i
            ):
                return self._place_name(before)
            i -= 1
        if token.dep_ == "relcl" and any(c.lower_ == "where" for c in token.children) and self._is_place(token.head):
            return self._place_name(token.head)  # "ROME, where the two meet"
        for i in range(token.i + 1, min(end, token.i + 25)):
            word = doc[i]
            if word.lower_ in ("in", "at") and word.pos_ == "ADP":
                for child in word.children:
                    dated = any(child.i < d.first <= child.i + 3 for d in self.dates)
                    if child.dep_ == "pobj" and self._is_place(child) and (dated or not self._elsewhere(word, token)):
                        return self._place_name(child)
        after = token.i + 1
        while after < len(doc) and doc[after].dep_ == "nummod" and doc[after].head.i == token.i:
            after += 1  # "Round three, ROME, 3 June: …"
        if after + 1 < len(doc) and doc[after].text == ",":
            # "Trade conference, ROME: third day (3 June 2025)"
            named, opens = doc[after + 1], token.left_edge.i == token.sent.start
            if (opens and named.ent_type_ == "GPE") or (
                self._heading(token) and (named.ent_type_ in ("GPE", "LOC") or named.pos_ == "PROPN")
            ):
                return self._place_name(named)
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("in", "at") and child.i < token.i:
                for grand in child.children:
                    if grand.dep_ == "pobj" and self._is_place(grand):
                        return self._place_name(grand)
        if token.pos_ != "VERB":
            # "was due in … for a round of talks"
            for word in self.doc[begin : token.i]:
                if word.lower_ == "in" and word.head.pos_ in ("VERB", "AUX", "ADJ") and token in word.head.head.subtree:
                    for child in word.children:
                        if child.dep_ == "pobj" and child.ent_type_ in ("GPE", "LOC", "FAC"):
                            return self._place_name(child)
        return None

    def _heading(self, token: Any) -> bool:
        """Whether a token stands in the first line of the text, and that is no sentence."""
        line = self.doc.text.split("\n", 1)[0]
        return token.idx < len(line) and not line.rstrip().endswith((".", "!", "?"))

    def _elsewhere(self, prep: Any, token: Any) -> bool:
        """Whether an "in" behind an event belongs to something else: "talks to end the war in …"."""
        head = prep.head
        if head.i == token.i or head.i < token.i:
            return False
        if head.pos_ == "NOUN" and head.lower_ not in w.EVENT_NOUNS:
            return head.ent_type_ not in ("DATE", "TIME")
        if head.pos_ == "PROPN":
            return False
        return (
            head.pos_ == "VERB"
            and head.lemma_ not in w.EVENT_VERBS
            and head.lemma_ not in w.HOLD
            and head.dep_ not in ("ROOT", "conj")
        )

    def _is_place(self, token: Any) -> bool:
        if token.i + 1 < len(self.doc) and self.doc[token.i + 1].text in ("–", "-", "/"):
            return False  # "the Kyiv–Chisinau talks" are between two, not in one
        return token.ent_type_ in ("GPE", "LOC", "FAC") or (
            token.pos_ == "PROPN"
            and token.dep_ == "pobj"
            and (
                token.head.lower_ == "in"
                or (token.head.lower_ in ("at", "into", "from") and token.ent_type_ != "PERSON")
            )
            and token.ent_type_ not in ("DATE", "TIME", "EVENT")
        )

    def _place_name(self, token: Any) -> str | None:
        first, last = token.i, token.i + 1
        while (
            first > 0
            and self.doc[first - 1].dep_ == "compound"
            and self.doc[first - 1].head.i == token.i
            and self.doc[first - 1].pos_ == "PROPN"
        ):
            first -= 1
        text = str(self.doc[first:last].text)
        return text if text[:1].isupper() else None

    def _date_of(self, token: Any, begin: int, end: int, *, first: bool, only: bool) -> Mentioned | None:
        dates = [
            d
            for d in self.dates
            if not self._of_saying(d, token) and not self._since(d) and not tense.of_the_change(d, token)
        ]
        after = [d for d in dates if token.i < d.first < end]
        if after:
            return after[0]
        before = [d for d in dates if begin <= d.first < token.i]
        if before and (only or first or before[-1].last >= token.i - 3):
            return before[-1]
        return None

    def _since(self, date: Mentioned) -> bool:
        """Whether a date only bounds something: "for the first time since Friday"."""
        before = self.doc[date.first - 1].lower_ if date.first else ""
        return before in ("since", "than")

    def _of_saying(self, date: Mentioned, token: Any) -> bool:
        """Whether a date tells when something was said, not when the meeting is: "said on Friday that the talks …"."""
        verb = tense.verb_of(self.doc[date.first])
        subject = token.head.i == verb.i and token.dep_ in ("nsubj", "nsubjpass")
        return abs(verb.i - date.first) <= 3 and verb.lemma_ in w.SAYING and not subject


def _person(token: Any) -> bool:
    """Whether an object is somebody who negotiates."""
    return token.ent_type_ == "PERSON" or token.lemma_ in w.PEOPLE


def _people_come(verb: Any) -> bool:
    """Whether a verb of coming moves people: "sent its envoy to", not "sent signals to"."""
    if verb.lemma_ not in ("send", "dispatch"):
        return not any(c.dep_ == "dobj" for c in verb.children)
    return any(c.dep_ in ("dobj", "nsubjpass") and _person(c) for c in verb.children)


def _purpose(token: Any, verb: Any) -> bool:
    """Whether a meeting is what people come for: "came to Rome FOR THE TALKS"."""
    head = token.head
    return bool(token.dep_ == "pobj" and head.lower_ in ("for", "to") and head.head.i == verb.i)


def _group(verb: Any) -> bool:
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
