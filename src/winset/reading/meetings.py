"""Meetings: place, date, level, whether they were held, who came and who stayed away, with the sentences that say so.

A meeting is told by an event ("talks", "reconvene") with a place or a date. Mentions that agree are one meeting. A
date takes its year from the document's publication date only; where that is not known, a date without a year stays
open.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from winset.core.dates import PartialDate
from winset.reading import meeting_tense as tense
from winset.reading import meeting_words as w
from winset.reading.actors.tables import shipped
from winset.reading.dates import find_dates
from winset.reading.document import Document
from winset.reading.meeting_absences import Resolver, names_of, refusals
from winset.reading.meeting_away import stays_in
from winset.reading.meeting_changes import agreed_in, came, steps
from winset.reading.meeting_events import Arrival, Event, Events
from winset.reading.statement import Absence, MeetingReport, MeetingStatus

_LOW = ("expert", "technical", "working")


@dataclass(slots=True)
class _Meeting:
    """A meeting while it is put together."""

    place: str | None
    date: PartialDate | None
    events: list[Event] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    lowered: bool = False
    present: list[str] = field(default_factory=list)
    absent: list[Absence] = field(default_factory=list)
    agreed: list[tuple[int, int]] = field(default_factory=list)
    lowering: list[int] = field(default_factory=list)
    lowest: int | None = None
    sentences: set[int] = field(default_factory=set)


def find_meetings(doc: Any, document: Document, resolver: Resolver) -> list[MeetingReport]:
    """Return the meetings of which a document tells, in the order of their first mention.

    Parameters
    ----------
    doc
        The parsed text.
    document
        The document; its publication date is what relative dates count from.
    resolver
        Of the actors of the document.

    Notes
    -----
    `participants` are ids of parties; `absent` names who stayed away as the text does: a person's name, an office
    ("Peru's envoy"), or, of several offices under one noun, an adjective such as "French". A status that several
    sentences change is the last one, a cancellation or a lower level before the plan that it changes.
    """
    if not len(doc):
        return []
    return _Reader(doc, document, resolver).read()


class _Reader:
    def __init__(self, doc: Any, document: Document, resolver: Resolver) -> None:
        self.doc, self.document, self.resolver = doc, document, resolver
        self.sentences = list(doc.sents)
        self.starts = [sentence.start for sentence in self.sentences]
        self.dates = find_dates(doc, document.published)
        self.events = Events(doc, self.dates, document.published)
        self.meetings: list[_Meeting] = []

    def read(self) -> list[MeetingReport]:
        """Return the meetings."""
        mentions = self.events.all(self.sentences)
        for event in mentions:
            if event.place is None and event.dated and not event.weak:
                event.place = self._arrived(event)
            event.placed = (event.place is not None or event.dated) and self._place(event)
        self._merge()
        for told in self.meetings:
            if told.place is not None and told.date is None and self.document.published is not None:
                told.date = self.events.on_the_day(told.place)
            elif told.place is None and told.date is not None and told.date.day is not None:
                told.place = self.events.at_the_place(told.date)
        self._venues(mentions)
        self.meetings.sort(key=lambda meeting: min(event.token.i for event in meeting.events))
        for event in mentions:
            if not event.placed:
                meeting = self._focus(event.token.i)
                if meeting is not None and (event.named or len(self.meetings) == 1):
                    meeting.events.append(event)
        for meeting in self.meetings:
            for event in meeting.events:
                self._attributes(meeting, event)
        self._absences()
        self._outcomes()
        return [self._report(number, meeting) for number, meeting in enumerate(self.meetings, 1)]

    # -- putting mentions together -------------------------------------------------------------------------------

    def _place(self, event: Event) -> bool:
        """Add a mention to the meeting that it tells of, or make it one; False where it says too little."""
        if event.moved:
            old = self._focus(event.token.i)
            if old is not None and (event.place is None or old.place in (None, event.place)):
                old.date, old.place = event.date, old.place or event.place
                old.events.append(event)
                return True
        for meeting in self.meetings:
            place = event.place is None or meeting.place is None or meeting.place == event.place
            date = event.date is None or meeting.date is None or _agree(meeting.date, event.date)
            shared = (event.place is not None and meeting.place == event.place) or (
                event.date is not None and meeting.date == event.date
            )
            if place and date and shared:
                meeting.place = meeting.place or event.place
                meeting.date = _finer(meeting.date, event.date)
                meeting.events.append(event)
                return True
        if event.place is None and event.date is None:
            return False
        if event.place is None and event.date is not None and event.date.day is None:
            return False  # "could fail next week": too loose to tell a meeting of its own
        if event.place is None and not event.named and event.token.pos_ != "VERB":
            return False
        self.meetings.append(_Meeting(event.place, event.date, [event]))
        return True

    def _arrived(self, event: Event) -> str | None:
        """Return where people had come to just before a dated meeting without a place: "flew to ROME. Talks …"."""
        if any(c.lower_ in ("the", "this", "that") for c in event.token.children):
            return None
        here = self._sentence(event.token.i)
        near = [a.place for a in self.events.arrivals if a.i < event.token.i and here - self._sentence(a.i) <= 2]
        return near[-1] if near and len(set(near)) == 1 else None

    def _venues(self, mentions: list[Event]) -> None:
        """Add the meeting at a place that people came to and spoke at on a day, where no word tells of a meeting."""
        abroad = [arrival for arrival in self.events.arrivals if self._abroad(arrival)]
        came = {arrival.place for arrival in abroad}
        dated = [arrival for arrival in abroad if arrival.date is not None]
        named = [event.token.i for event in mentions if event.named and not event.weak]
        dated = [arrival for arrival in dated if named and arrival.i < named[-1]]
        if not self.meetings and dated:
            # "It sent its minister to ROME on Monday … at the summit"
            arrival = dated[0]
            event = Event(self.doc[arrival.i], arrival.place, arrival.date, dated=True, placed=True, weak=True)
            self.meetings.append(_Meeting(arrival.place, arrival.date, [event]))
        for event in self.events.spoken(self.sentences):
            if event.place in came and not any(m.place == event.place for m in self.meetings):
                event.placed = True
                self.meetings.append(_Meeting(event.place, event.date, [event]))

    def _abroad(self, arrival: Arrival) -> bool:
        """Whether people come to a place that is not their own capital: going home is no meeting."""
        verb = self.doc[arrival.i]
        known = shipped().parties
        homes = {
            capital.casefold()
            for subject in verb.children
            if subject.dep_ in ("nsubj", "nsubjpass")
            for party in self._parties(subject)
            if party in known
            for capital in known[party].capitals
        }
        return verb.lemma_ != "return" and arrival.place.casefold() not in homes

    def _merge(self) -> None:
        """Join mentions: a place without a date is the dated meeting there, a date without a place the one then."""
        for meeting in [m for m in self.meetings if m.date is None or m.place is None]:
            others = [
                m
                for m in self.meetings
                if m is not meeting
                and (m.place == meeting.place if meeting.date is None else m.date == meeting.date)
                and (m.date is not None and m.place is not None)
            ]
            if len(others) >= 1 and (meeting.date is None or len(others) == 1):
                others[-1].events += meeting.events
                self.meetings.remove(meeting)

    def _focus(self, i: int) -> _Meeting | None:
        """Return the meeting that was last spoken of before a token."""
        if len(self.meetings) == 1:
            return self.meetings[0]
        best: tuple[int, _Meeting] | None = None
        for meeting in self.meetings:
            for event in meeting.events:
                if event.token.i < i and (event.place or event.dated) and (best is None or event.token.i > best[0]):
                    best = (event.token.i, meeting)
        return best[1] if best else None

    # -- attributes ----------------------------------------------------------------------------------------------

    def _sentence(self, i: int) -> int:
        return int(bisect_right(self.starts, i)) - 1

    def _attributes(self, meeting: _Meeting, event: Event) -> None:
        number = self._sentence(event.token.i)
        sentence = self.sentences[number]
        text = sentence.text
        if event.place or event.dated or event.cancelled:
            meeting.sentences.add(number)
        level = w.level_in(text)
        near = len({id(m) for m in self.meetings for e in m.events if self._sentence(e.token.i) == number}) == 1
        if level is not None and near:
            meeting.levels.append(level)
            if level in _LOW:
                meeting.lowest = event.token.i
            meeting.sentences.add(number)
        if near and w.LOWERED.search(text):
            meeting.lowered = True
            meeting.lowering.append(event.token.i)
            meeting.sentences.add(number)
        meeting.present += [p for p in self._present(event) if p not in meeting.present]

    def _present(self, event: Event) -> list[str]:
        token = event.token
        found: list[str] = []
        if token.pos_ == "VERB":
            subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
            if not any(c.dep_ == "neg" for c in token.children):
                for subject in subjects:
                    found += self._parties(subject)
                for child in token.children:
                    if child.dep_ in ("dobj",) or (child.dep_ == "prep" and child.lower_ == "with"):
                        found += self._parties(child)
        else:
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ in ("between", "with", "of", "among"):
                    found += self._parties(child)
        return list(dict.fromkeys(found))

    def _parties(self, token: Any) -> list[str]:
        start, end = token.left_edge.idx, token.right_edge.idx + len(token.right_edge)
        skipped = [
            (c.left_edge.idx, c.right_edge.idx)
            for c in token.subtree
            if c.dep_ in ("relcl", "acl") or c.lower_ in ("on", "over", "about", "in", "at")
        ]
        return [
            party for a, _, party in self.resolver.parties_in(start, end) if not any(s <= a <= e for s, e in skipped)
        ]

    # -- absences ------------------------------------------------------------------------------------------------

    def _absences(self) -> None:
        for number, sentence in enumerate(self.sentences):
            for verb, subjects in refusals(sentence):
                meeting = self._which(verb)
                if meeting is None or (verb.lemma_ == "be" and not self._spoken_of(meeting, verb)):
                    continue
                if not self._at_home(verb):
                    continue
                for subject in subjects:
                    for who, party in names_of(self.document.text, self.resolver, subject):
                        if party is None and who.islower() and not _one_officer(subject):
                            continue  # "ministers stayed away": of nobody in particular
                        bare = self._bare(who, party)
                        if not any(a.who == who or (bare and self._bare(a.who, party)) for a in meeting.absent):
                            meeting.absent.append(Absence(who, party))
                            meeting.sentences.add(number)

    def _at_home(self, verb: Any) -> bool:
        """Whether who "stayed in ROME" stayed away: where no meeting is, and ministers have their desks."""
        place = stays_in(verb)
        if place is None:
            return True
        capitals = {c.casefold() for party in shipped().parties.values() for c in party.capitals}
        return place.text.casefold() in capitals and not any(m.place == place.text for m in self.meetings)

    def _bare(self, who: str, party: str | None) -> bool:
        """Whether an absence names a whole party, by its name or its capital."""
        known = shipped().parties.get(party or "")
        capitals = {c.casefold() for c in known.capitals} if known else set()
        return party is not None and (who.casefold().replace(" ", "_") == party or who.casefold() in capitals)

    def _outcomes(self) -> None:
        """Note who came to a meeting and what was agreed at it: told in its sentence or soon after."""
        for number, sentence in enumerate(self.sentences):
            meeting = self._focus(sentence.end)
            if meeting is None:
                continue
            last = max((self._sentence(e.token.i) for e in meeting.events if e.token.i < sentence.end), default=-9)
            only = sum(any(e.past for e in m.events) for m in self.meetings) == 1
            if number - last > 3 and not only:
                continue
            for head in came(sentence):
                meeting.present += [p for p in self._parties(head) if p not in meeting.present]
            held = self._held_in(sentence) or meeting
            if any(e.past or e.weak for e in held.events):
                held.agreed += [place for place in agreed_in(sentence, self.resolver) if place not in held.agreed]

    def _held_in(self, sentence: Any) -> _Meeting | None:
        """Return the meeting that has been, of those that a sentence and the ones before it tell of."""
        told = [m for m in self.meetings if any(e.past and e.token.i < sentence.end for e in m.events)]
        return told[-1] if told else None

    def _spoken_of(self, meeting: _Meeting, verb: Any) -> bool:
        """Whether "was not at the table" may mean a meeting: only where the sentences just before tell of it."""
        if not any(t.lower_ == "table" for t in verb.subtree):
            return True
        here = self._sentence(verb.i)
        if any(e.token.i > verb.i and self._sentence(e.token.i) == here for e in meeting.events):
            return True  # "was not at the table in Rome on 3 June"
        return any(e.token.i < verb.i and here - self._sentence(e.token.i) <= 4 for e in meeting.events)

    def _which(self, verb: Any) -> _Meeting | None:
        """Return the meeting from which a verb says that somebody stays away: at its place, else the one in view."""
        after = {t.text for t in verb.sent if t.i > verb.i}
        for meeting in reversed(self.meetings):
            if meeting.place and meeting.place.split()[-1] in after:
                return meeting
        here = self._focus(verb.i + 1)
        told = [m for m in self.meetings if any(e.token.i < verb.sent.end for e in m.events)]
        on = [d.resolve(future=True) for d in self.dates if verb.sent.start <= d.first < verb.sent.end]
        dated = [m for m in told if m.date is not None and m.date in on]
        if dated:
            return dated[-1]
        same = [m for m in told if any(e.token.sent.start == verb.sent.start for e in m.events)]
        if len(same) == 1:
            return same[0]
        # "did not attend" tells of one that has been, "renounced the trip" of one to come.
        did = verb.tag_ == "VBD" and verb.lemma_ not in w.DECLINE and verb.lemma_ not in w.DROP
        fits = [m for m in told if (self._status(m) in ("held", "downgraded")) == did]
        if here is not None and here not in fits and fits and len(told) > 1:
            return max(fits, key=lambda m: max(e.token.i for e in m.events if e.token.i < verb.sent.end))
        return here or (self.meetings[-1] if self.meetings else None)

    # -- the report ----------------------------------------------------------------------------------------------

    def _status(self, meeting: _Meeting) -> MeetingStatus:
        cancelled = [e.token.i for e in meeting.events if e.cancelled]
        lowered = meeting.lowered or (bool(meeting.absent) and any(level in _LOW for level in meeting.levels))
        published = self.document.published
        if any(tense.counterfactual(e.token) for e in meeting.events) and not any(
            e.past and not tense.counterfactual(e.token) for e in meeting.events
        ):
            return "cancelled"
        if cancelled and not any(e.past and not e.cancelled and e.token.i > cancelled[-1] for e in meeting.events):
            return "cancelled"
        if lowered:
            return "downgraded"
        if meeting.date is not None and published is not None:
            if published.last < meeting.date.first:
                return "planned"
            if meeting.date.last < published.first:
                return "held"
        dated = [e for e in meeting.events if e.place or e.dated]
        if meeting.date is not None and meeting.date == published and self._over(meeting):
            return "held"
        if any(e.past for e in dated) and not all(e.future for e in dated):
            return "held"
        if any(e.future or tense.verb_of(e.token).tag_ in ("VBP", "VBZ", "VBG") for e in meeting.events):
            return "planned"
        return "held"

    def _over(self, meeting: _Meeting) -> bool:
        """Whether a meeting on the day of publication is told as over: the text goes on to the next one."""
        last = max(event.token.i for event in meeting.events)
        verbless = not any(t.pos_ in ("VERB", "AUX") for t in meeting.events[0].token.sent)
        return verbless or any(
            m is not meeting
            and m.date is not None
            and meeting.date is not None
            and meeting.date < m.date
            and any(e.future and e.token.i > last for e in m.events)
            for m in self.meetings
        )

    def _report(self, number: int, meeting: _Meeting) -> MeetingReport:
        spans = []
        for index in sorted(meeting.sentences):
            sentence = self.sentences[index]
            text = sentence.text
            start = sentence.start_char + len(text) - len(text.lstrip())
            end = sentence.start_char + len(text.rstrip())
            if start < end:
                spans.append(self.document.span(start, end))
        lowest = [level for level in meeting.levels if level in _LOW]
        level = lowest[-1] if lowest else meeting.levels[-1] if meeting.levels else None
        status = self._status(meeting)
        lowering = meeting.lowering or ([meeting.lowest] if status == "downgraded" and meeting.lowest else [])
        away = {a.party for a in meeting.absent if a.party}
        return MeetingReport(
            id=f"{self.document.id}-m{number:02d}",
            document=self.document.id,
            place=meeting.place,
            date=meeting.date,
            status=status,
            level=level,
            participants=tuple(sorted(p for p in meeting.present if p not in away)),
            absent=tuple(meeting.absent),
            evidence=tuple(spans),
            changes=steps(meeting.events, lowering, self.document, self.resolver),
            agreed=tuple(self.document.span(start, end) for start, end in meeting.agreed),
        )


def _one_officer(subject: Any) -> bool:
    """Whether a subject is one known person: "the defence minister", "the chief negotiator"."""
    known = any(c.lower_ in ("the", "their", "its", "his", "her") or c.dep_ == "poss" for c in subject.children)
    return bool(known and subject.tag_ == "NN" and subject.lemma_ in w.OFFICERS)


def _agree(a: PartialDate, b: PartialDate) -> bool:
    return a.first <= b.last and b.first <= a.last


def _finer(a: PartialDate | None, b: PartialDate | None) -> PartialDate | None:
    if a is None or b is None:
        return a or b
    return b if (b.last - b.first) < (a.last - a.first) else a


__all__ = ["find_meetings"]
