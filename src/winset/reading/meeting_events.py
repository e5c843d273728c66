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
from winset.reading.meeting_away import sits_down
from winset.reading.meeting_people import body, group, meets_others, people_come, person, planned_for, purpose
from winset.reading.parsed import text_of


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
        self.live = w.LIVE.search(text_of(doc)) is not None

    def all(self, sentences: list[Any]) -> list[Event]:
        """Return the mentions of meetings in the order of the text; fills `arrivals`, places that people come to."""
        found = []
        for sentence in sentences:
            strong = self._strong(sentence)
            weak = (*self._greeted(sentence, strong), *self._weak(sentence, strong))
            found += sorted((*strong, *weak), key=lambda event: event.token.i)
        return [event for event in found if not self._overtaken(event, found)]

    def _strong(self, sentence: Any) -> list[Event]:
        heads = [
            t for t in sentence if self._is_event(t) or self._is_coming(t) or self._goes_on(t) or self._is_sitting(t)
        ]
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
            elif (
                self.live
                and event.place is not None
                and (tense.verb_of(token).tag_ in ("VBP", "VBG") or self._heading(token))
            ):
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
            if kind == "travel" and not people_come(verb):
                continue
            date = self._date_of(token, sentence.start, sentence.end, first=True, only=True)
            if kind == "travel":
                for event in strong:
                    if place and event.place is None and purpose(event.token, verb):
                        event.place = place  # "came to ROME for the talks"
                if place is not None:
                    when = date.resolve(future=tense.future(token)) if date is not None else None
                    self.arrivals.append(Arrival(token.i, place, when))
                if any(event.place == place or event.token in verb.subtree for event in strong):
                    continue
            back = kind == "table" and verb.lemma_ in ("return", "be", "sit") and tense.future(token)
            if date is None or (place is None and not back) or not (kind != "travel" or group(verb)):
                continue
            if any(event.place in (place, None) and event.dated for event in strong):
                continue
            event = Event(token, place, dated=True, weak=True)
            event.future = tense.future(token) or verb.dep_ == "xcomp" or verb.tag_ in ("VBP", "VBZ", "VB")
            event.past = verb.tag_ in ("VBD", "VBN") and not event.future
            event.date = date.resolve(future=event.future)
            yield event

    def at_the_place(self, day: PartialDate) -> str | None:
        """Return the one place that is told with a day, "in ROME on 3 June", or None."""
        found = set()
        for date in self.dates:
            if day not in (date.resolve(future=False), date.resolve(future=True)):
                continue
            for token in self.doc[max(0, date.first - 3) : date.last + 3]:
                if token.ent_type_ == "GPE" and token.dep_ == "pobj" and token.head.lower_ in ("in", "at"):
                    found.add(self._place_name(token))
        found -= {None}
        return found.pop() if len(found) == 1 else None

    def _greeted(self, sentence: Any, strong: list[Event]) -> Iterator[Event]:
        """Yield where a report that is written while it happens says that it is: "Good morning from ROME"."""
        for prep in sentence:
            if self.live and prep.lower_ == "from" and prep.i and prep.nbor(-1).lower_ in w.GREETING:
                for child in prep.children:
                    place = self._place_name(child) if child.dep_ == "pobj" and self._is_place(child) else None
                    if place and self.today is not None and not any(event.place == place for event in strong):
                        yield Event(prep, place, self.today, dated=True, weak=True)

    def on_the_day(self, place: str) -> PartialDate | None:
        """Return the one day that is told with a place, "in ROME on 3 June", or None."""
        found = set()
        for date in self.dates:
            near = self.doc[max(0, date.first - 3) : date.last + 3]
            if any(t.text == place.split()[-1] and t.head.lower_ in ("in", "at", "to") for t in near):
                day = date.resolve(future=tense.future(self.doc[date.first]))
                found |= {day} if day is not None and day.day is not None else set()
        return found.pop() if len(found) == 1 else None

    def _weak_kind(self, token: Any) -> str:
        """Return what a token may tell of: ``receive``, ``deal``, ``travel``, ``confer``, ``table``, ``noun``."""
        if token.pos_ == "VERB":
            objects = [c for c in token.children if c.dep_ in ("dobj", "nsubjpass")]
            again = token.lemma_ == "see" and any(c.lower_ == "again" for c in token.children)
            if token.lemma_ in w.RECEIVE and any(
                person(o) or (again and o.pos_ == "PRON") or o.lower_ in ("other", "another") for o in objects
            ):
                return "receive"
            if token.lemma_ in w.STRIKE and any(o.lemma_ in w.DEALS for o in objects):
                return "deal" if group(token) else ""
            if token.lemma_ in w.TRAVEL and any(c.dep_ in ("prep", "dative") for c in token.children):
                return "travel"
            return "confer" if token.lemma_ in w.CONFER else ""
        if token.pos_ == "AUX" and token.lemma_ == "be" and any(c.lower_ in ("back", "again") for c in token.children):
            return "travel"  # "will be back in Rome on Monday"
        if token.pos_ != "NOUN" or token.dep_ == "compound":
            return ""
        if token.lower_ == "table" and token.dep_ == "pobj" and token.head.lower_ in ("at", "to", "on", "around"):
            negotiating = any(c.lower_ in w.TABLE for c in token.children)
            return "table" if negotiating or tense.verb_of(token).lemma_ in w.AT_TABLE else ""
        things = [g for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for g in c.children]
        if any(g.lower_ not in w.EVENT_NOUNS and not body(g) for g in things) and (
            token.lower_ not in ("signing", "ceremony")
        ):
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
        # The tagger may take "round" after a noun for an adverb.
        noun = token.pos_ in ("NOUN", "PROPN") or (token.lower_ == "round" and not tense.in_a_verb(token))
        if token.lower_ in w.EVENT_NOUNS and noun:
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
        if token.pos_ != "VERB":
            return False
        together = token.lemma_ in ("come", "get", "sit") and any(c.lower_ == "together" for c in token.children)
        return seated or together or (token.lemma_ in w.EVENT_VERBS and not meets_others(token))

    def _is_sitting(self, token: Any) -> bool:
        """Whether an occasion that need not be a negotiation is one: its place and its day are told with it."""
        if token.lower_ not in w.SITTINGS or token.pos_ != "NOUN" or token.dep_ == "compound":
            return False
        if any(self._is_event(c) for c in (*token.children, token.head)):
            return False
        over = tense.verb_of(token)
        own = list(token.subtree) + [t for c in over.children if c.dep_ in ("prep", "npadvmod") for t in c.subtree]
        numbers = {t.i for t in own}
        placed = any(
            t.dep_ == "pobj" and t.head.lower_ in ("in", "at") and t.ent_type_ in ("GPE", "LOC", "FAC") for t in own
        )
        return placed and any(d.first in numbers for d in self.dates)

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
        preps = ("to", "in", "at") if token.lemma_ in w.INVITE else ("in", "at")
        own = [c for c in token.children if c.dep_ == "prep" and c.lower_ in preps]
        placed = any(g.dep_ == "pobj" and g.ent_type_ == "GPE" for c in own for g in c.children) or (
            token.lemma_ in w.INVITE and self._where(token)
        )
        dated = any(token.i < d.first < token.sent.end for d in self.dates)
        return placed and dated

    def _place_of(self, token: Any, begin: int, end: int) -> str | None:
        doc = self.doc
        i = token.i - 1
        region = None
        while i >= token.sent.start and i > token.i - 5:
            before = doc[i]
            if (
                self._is_place(before)
                and (before.dep_ in ("compound", "nmod", "amod", "poss"))
                and before.head.i == token.i
            ):
                if before.ent_type_ != "LOC":
                    return self._place_name(before)
                region = region or self._place_name(before)  # "the Baltic summit in Riga" is in Riga
            i -= 1
        return self._place_behind(token, begin, end) or region

    def _place_behind(self, token: Any, begin: int, end: int) -> str | None:
        doc = self.doc
        if self._where(token):
            return self._place_name(token.head)  # "ROME, where the two meet"
        for i in range(token.i + 1, min(end, token.i + 25)):
            word = doc[i]
            invited = word.lower_ == "to" and word.head.i == token.i and token.lemma_ in w.INVITE
            if (word.lower_ in ("in", "at") and word.pos_ == "ADP") or planned_for(word) or invited:
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
        if token.pos_ != "VERB" and tense.verb_of(token).lemma_ not in w.JUDGE:
            # "was due in … for a round of talks"
            for word in self.doc[begin : token.i]:
                if word.lower_ == "in" and word.head.pos_ in ("VERB", "AUX", "ADJ") and token in word.head.head.subtree:
                    for child in word.children:
                        if child.dep_ == "pobj" and child.ent_type_ in ("GPE", "LOC", "FAC"):
                            return self._place_name(child)
        return None

    def _where(self, token: Any) -> bool:
        """Whether a verb tells what is done at a place: "ROME, where the two meet"."""
        return token.dep_ == "relcl" and any(c.lower_ == "where" for c in token.children) and self._is_place(token.head)

    def _heading(self, token: Any) -> bool:
        """Whether a token stands in the first line of the text, and that is no sentence."""
        line = text_of(self.doc).split("\n", 1)[0]
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
        if first > 0 and self.doc[first - 1].text == "The" and self.doc[first - 1].ent_type_ == token.ent_type_ != "":
            first -= 1  # "The Hague"
        text = str(self.doc[first:last].text)
        return text if text[:1].isupper() else None

    def _date_of(self, token: Any, begin: int, end: int, *, first: bool, only: bool) -> Mentioned | None:
        dates = [
            d
            for d in self.dates
            if not self._of_saying(d, token)
            and not self._since(d)
            and not tense.of_the_change(d, token)
            and not self._aside(d, token)
            and not self._of_another(d, token)
        ]
        own = [d for d in dates if d.last <= token.i and tense.verb_of(self.doc[d.first]).i == token.i]
        if own:
            return own[-1]  # "on Monday the two sides MEET in Rome"
        after = [d for d in dates if token.i < d.first < end]
        if after:
            return after[0]
        before = [d for d in dates if begin <= d.first < token.i]
        if before and (only or first or before[-1].last >= token.i - 3):
            return before[-1]
        return None

    def _aside(self, date: Mentioned, token: Any) -> bool:
        """Whether a date before a mention stands in a clause about somebody: "the envoy, who left on Monday, …"."""
        if date.first > token.i:
            return False
        verb = tense.verb_of(self.doc[date.first])
        if verb.dep_ not in ("relcl", "acl") or verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP"):
            return False
        about = verb.head
        return token.i > verb.right_edge.i and about.i != token.i and not self._is_event(about)

    def _of_another(self, date: Mentioned, token: Any) -> bool:
        """Whether a date belongs to a later verb of meeting: "the round goes on: on MONDAY the two sides meet"."""
        verb = tense.verb_of(self.doc[date.first])
        return verb.i > date.last and verb.i != token.i and token.i < date.first and self._is_event(verb)

    def _since(self, date: Mentioned) -> bool:
        """Whether a date only bounds something: "for the first time since Friday"."""
        before = self.doc[date.first - 1].lower_ if date.first else ""
        return before in ("since", "than")

    def _of_saying(self, date: Mentioned, token: Any) -> bool:
        """Whether a date tells when something was said, not when the meeting is: "said on Friday that the talks …"."""
        verb = tense.verb_of(self.doc[date.first])
        subject = token.head.i == verb.i and token.dep_ in ("nsubj", "nsubjpass")
        return abs(verb.i - date.first) <= 3 and verb.lemma_ in w.SAYING and not subject
