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
from winset.reading.dates import Mentioned, find_dates
from winset.reading.document import Document
from winset.reading.meeting_absences import Resolver, names_of, refusals, sits_down
from winset.reading.statement import Absence, MeetingReport, MeetingStatus


@dataclass(slots=True)
class _Event:
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


@dataclass(slots=True)
class _Meeting:
    """A meeting while it is put together."""

    place: str | None
    date: PartialDate | None
    events: list[_Event] = field(default_factory=list)
    levels: list[str] = field(default_factory=list)
    lowered: bool = False
    present: list[str] = field(default_factory=list)
    absent: list[Absence] = field(default_factory=list)
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
    `participants` are ids of parties; `absent` names who stayed away as the text does (a surname, or an adjective such
    as "French"). A status that several sentences change is the last one, a cancellation or a lower level before the
    plan that it changes.
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
        self.meetings: list[_Meeting] = []

    def read(self) -> list[MeetingReport]:
        """Return the meetings."""
        mentions = [event for sentence in self.sentences for event in self._events(sentence)]
        for event in mentions:
            event.placed = (event.place is not None or event.dated) and self._place(event)
        self._merge()
        for event in mentions:
            if not event.placed:
                meeting = self._focus(event.token.i)
                if meeting is not None and (event.named or len(self.meetings) == 1):
                    meeting.events.append(event)
        for meeting in self.meetings:
            for event in meeting.events:
                self._attributes(meeting, event)
        self._absences()
        return [self._report(number, meeting) for number, meeting in enumerate(self.meetings, 1)]

    # -- events --------------------------------------------------------------------------------------------------

    def _events(self, sentence: Any) -> list[_Event]:
        heads = [token for token in sentence if self._is_event(token) or self._is_coming(token)]
        found = []
        for number, token in enumerate(heads):
            begin = heads[number - 1].i + 1 if number else sentence.start
            end = heads[number + 1].i if number + 1 < len(heads) else sentence.end
            event = _Event(token, self._place_of(token, begin, end))
            date = self._date_of(token, begin, end, first=number == 0, only=len(heads) == 1)
            later = tense.postponed_to(token, self.dates)
            if later is not None:
                date, event.moved = later, True
            event.past = tense.past(token)
            event.cancelled = tense.cancelled(token, self.dates)
            event.future = tense.future(token) or event.moved or token.lemma_ in ("expect", "due")
            if date is not None:
                event.dated = True
                event.date = date.resolve(future=event.future and not event.past)
            event.named = token.pos_ in ("NOUN", "PROPN") and any(
                c.lower_ in ("the", "this", "that", "both") or c.dep_ == "poss" for c in token.children
            )
            found.append(event)
        return found

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
        seated = sits_down(token) and not (token.dep_ == "xcomp" and token.head.lemma_ in w.DECLINE)
        return token.pos_ == "VERB" and (token.lemma_ in w.EVENT_VERBS or seated)

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
        for i in range(token.i + 1, min(end, token.i + 25)):
            word = doc[i]
            if word.lower_ in ("in", "at") and word.pos_ == "ADP":
                for child in word.children:
                    dated = any(child.i < d.first <= child.i + 3 for d in self.dates)
                    if child.dep_ == "pobj" and self._is_place(child) and (dated or not self._elsewhere(word, token)):
                        return self._place_name(child)
        if token.i + 2 < len(self.doc) and self.doc[token.i + 1].text == "," and self._heading(token):
            # "Trade conference, ROME: third day (3 June 2025)"
            named = self.doc[token.i + 2]
            if named.ent_type_ in ("GPE", "LOC") or named.pos_ == "PROPN":
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
        return token.ent_type_ in ("GPE", "LOC", "FAC") or (
            token.pos_ == "PROPN"
            and token.dep_ == "pobj"
            and token.head.lower_ == "in"
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
        text = str(self.doc.text[self.doc[first].idx : self.doc[last - 1].idx + len(self.doc[last - 1])])
        return text if text[:1].isupper() else None

    def _date_of(self, token: Any, begin: int, end: int, *, first: bool, only: bool) -> Mentioned | None:
        dates = [d for d in self.dates if not self._of_saying(d, token) and not self._since(d)]
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

    # -- putting mentions together -------------------------------------------------------------------------------

    def _place(self, event: _Event) -> bool:
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

    def _attributes(self, meeting: _Meeting, event: _Event) -> None:
        number = self._sentence(event.token.i)
        sentence = self.sentences[number]
        text = sentence.text
        if event.place or event.dated or event.cancelled:
            meeting.sentences.add(number)
        level = w.level_in(text)
        near = len({id(m) for m in self.meetings for e in m.events if self._sentence(e.token.i) == number}) == 1
        if level is not None and near:
            meeting.levels.append(level)
            meeting.sentences.add(number)
        if near and w.LOWERED.search(text):
            meeting.lowered = True
            meeting.sentences.add(number)
        meeting.present += [p for p in self._present(event) if p not in meeting.present]

    def _present(self, event: _Event) -> list[str]:
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
                for subject in subjects:
                    for who, party in names_of(self.document.text, self.resolver, subject):
                        if party is None and who.islower() and not _one_officer(subject):
                            continue  # "ministers stayed away": of nobody in particular
                        if not any(a.who == who for a in meeting.absent):
                            meeting.absent.append(Absence(who, party))
                            meeting.sentences.add(number)

    def _spoken_of(self, meeting: _Meeting, verb: Any) -> bool:
        """Whether "was not at the table" may mean a meeting: only where the sentences just before tell of it."""
        if not any(t.lower_ == "table" for t in verb.subtree):
            return True
        here = self._sentence(verb.i)
        return any(e.token.i < verb.i and here - self._sentence(e.token.i) <= 4 for e in meeting.events)

    def _which(self, verb: Any) -> _Meeting | None:
        """Return the meeting from which a verb says that somebody stays away: at its place, else the one in view."""
        after = {t.text for t in verb.sent if t.i > verb.i}
        for meeting in reversed(self.meetings):
            if meeting.place and meeting.place.split()[-1] in after:
                return meeting
        here = self._focus(verb.i + 1)
        if here is not None and here.date is not None and any(e.past for e in here.events):
            same = any(e.token.sent.start == verb.sent.start for e in here.events)
            told = [m for m in self.meetings if any(e.token.i < verb.i for e in m.events)]
            later = [m for m in told if m.date is not None and here.date < m.date]
            if later and not same:
                # Staying away is told of a meeting that is still to come.
                return min(later, key=lambda m: str(m.date))
        return here or (self.meetings[-1] if self.meetings else None)

    # -- the report ----------------------------------------------------------------------------------------------

    def _status(self, meeting: _Meeting) -> MeetingStatus:
        cancelled = [e.token.i for e in meeting.events if e.cancelled]
        lowered = meeting.lowered or (
            bool(meeting.absent) and any(level in ("expert", "technical", "working") for level in meeting.levels)
        )
        published = self.document.published
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
        if any(e.past for e in dated) and not all(e.future for e in dated):
            return "held"
        if any(e.future or e.token.tag_ in ("VBP", "VBZ") for e in meeting.events):
            return "planned"
        return "held"

    def _report(self, number: int, meeting: _Meeting) -> MeetingReport:
        spans = []
        for index in sorted(meeting.sentences):
            sentence = self.sentences[index]
            text = sentence.text
            start = sentence.start_char + len(text) - len(text.lstrip())
            end = sentence.start_char + len(text.rstrip())
            if start < end:
                spans.append(self.document.span(start, end))
        lowest = [level for level in meeting.levels if level in ("expert", "technical", "working")]
        level = lowest[-1] if lowest else meeting.levels[-1] if meeting.levels else None
        away = {a.party for a in meeting.absent if a.party}
        return MeetingReport(
            id=f"{self.document.id}-m{number:02d}",
            document=self.document.id,
            place=meeting.place,
            date=meeting.date,
            status=self._status(meeting),
            level=level,
            participants=tuple(sorted(p for p in meeting.present if p not in away)),
            absent=tuple(meeting.absent),
            evidence=tuple(spans),
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
