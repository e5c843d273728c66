"""Deadlines and ultimatums: who set them, for whom, until when, what is to be done, what is said to follow if not.

A deadline needs two things in the words: a limit in time ("by Friday", "within ten days", "until 3 June") and somebody
who sets it ("has given", "demands that", "a deadline for"). A date by which somebody hopes or plans to do something
himself is none. What follows otherwise stands in the same sentence ("or", "otherwise", "unless") or opens the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from winset.core.spans import Span
from winset.reading import meeting_words as w
from winset.reading.dates import find_dates
from winset.reading.deadline_words import (
    ASKED_FOR,
    DEADLINES,
    DEMANDS,
    EXPIRES,
    GIVES,
    LIMITS,
    OTHERWISE,
    RUNS,
    THREATENS,
    Limit,
    durations,
    seasons,
)
from winset.reading.document import Document
from winset.reading.meeting_absences import Resolver
from winset.reading.meeting_tense import verb_of
from winset.reading.statement import DeadlineReport

_TOLD = frozenset(("tell", "ask", "order", "press"))


_EDGES = frozenset(("that", "or", "and", "should"))


@dataclass(slots=True)
class _Found:
    """A deadline while it is put together."""

    limit: Limit
    setter: str | None = None
    addressees: list[str] = field(default_factory=list)
    demand: list[Span] = field(default_factory=list)
    consequence: list[Span] = field(default_factory=list)
    sentences: list[Any] = field(default_factory=list)


def find_deadlines(doc: Any, document: Document, resolver: Resolver) -> list[DeadlineReport]:
    """Return the deadlines of which a document tells, in the order of the text.

    Parameters
    ----------
    doc
        The parsed text.
    document
        The document; its publication date is what relative dates and spans of time count from.
    resolver
        Of the actors of the document.
    """
    if not len(doc):
        return []
    return _Reader(doc, document, resolver).read()


class _Reader:
    def __init__(self, doc: Any, document: Document, resolver: Resolver) -> None:
        self.doc, self.document, self.resolver = doc, document, resolver
        self.sentences = list(doc.sents)
        self.dates = find_dates(doc, document.published)

    def read(self) -> list[DeadlineReport]:
        """Return the deadlines."""
        found = [one for number in range(len(self.sentences)) for one in self._in_sentence(number)]
        return [self._report(number, one) for number, one in enumerate(found, 1)]

    def _in_sentence(self, number: int) -> Iterator[_Found]:
        sentence = self.sentences[number]
        for limit in self._limits(sentence):
            made = self._set(limit) or self._unless(limit) or self._until_then(limit)
            if made is None:
                continue
            made.sentences.append(sentence)
            if not made.consequence:
                made.consequence = self._otherwise(sentence, limit)
            if not made.consequence and number + 1 < len(self.sentences):
                made.consequence = self._next(self.sentences[number + 1])
                if made.consequence:
                    made.sentences.append(self.sentences[number + 1])
            yield made
            return  # one a sentence: a second date there is when it was said, or what comes of it

    # -- the limit -----------------------------------------------------------------------------------------------

    def _limits(self, sentence: Any) -> list[Limit]:
        """Return the limits in time that a sentence names, those with a limiting word first."""
        dates = [
            Limit(d.first, d.last, d.resolve(future=True), self._limiting(d.first), d)
            for d in self.dates
            if sentence.start <= d.first < sentence.end
        ]
        spans = [
            limit
            for limit in durations(self.doc, sentence, self.document.published)
            if not any(d.first <= limit.first < d.last for d in dates)
        ]
        spans += [limit for limit in seasons(self.doc, sentence) if not dates]
        return sorted((*dates, *spans), key=lambda limit: (not limit.limiting, limit.first))

    def _limiting(self, first: int) -> bool:
        before = [self.doc[i].lower_ for i in range(max(0, first - 5), first)]
        return any(word in LIMITS for word in before)

    # -- who sets it ---------------------------------------------------------------------------------------------

    def _set(self, limit: Limit) -> _Found | None:
        """Return a deadline that a verb of setting or demanding, or a noun, tells of."""
        token = self.doc[limit.first]
        verb = verb_of(token)
        noun = self._noun(limit)
        if noun is not None:
            return self._of_noun(limit, noun)
        for at in (verb, *verb.ancestors):
            if at.pos_ not in ("VERB", "AUX"):
                continue
            named = limit.limiting or any(c.i in (limit.first, limit.last - 1) for c in at.children)
            if at.lemma_ in GIVES and named and at.i < limit.first and not _denied(at):
                made = self._given(limit, at)
                if made is not None:
                    return made
            if limit.limiting and at.lemma_ in DEMANDS and at.i == verb.i and not _denied(at):
                return self._asked_for(limit, at)
            if limit.limiting and at.lemma_ == "have" and at.i == verb.i and not _denied(at):
                return self._has(limit, at)
            if limit.limiting and at.lemma_ in DEMANDS and at.i != verb.i and not _denied(at):
                return self._demanded(limit, at, verb)
        if limit.limiting and any(c.lower_ in ("must", "has", "have") and c.dep_ == "aux" for c in verb.children):
            speaker = self._speaker(verb)
            if speaker is not None and any(c.lower_ == "must" for c in verb.children):
                return _Found(limit, speaker, self._parties_of(verb, ("nsubj", "nsubjpass")), self._clause(verb))
        return None

    def _noun(self, limit: Limit) -> Any:
        """Return the deadline, ultimatum or offer whose date a limit is; None where it is of something else."""
        verb = verb_of(self.doc[limit.first])
        for token in verb.sent:
            if token.lemma_.casefold() not in DEADLINES and not (token.lemma_ in EXPIRES and verb.lemma_ in RUNS):
                continue
            if any(c.lower_ in ("no", "without") for c in token.children):
                continue
            own = limit.first in {t.i for t in token.subtree}
            runs = verb.lemma_ in (*RUNS, "be", "set", "fall", "extend") and token.dep_ in (
                "nsubj",
                "nsubjpass",
                "pobj",
            )
            if own or (runs and token.head.i in (verb.i, *(c.i for c in verb.children))):
                return token
        return None

    def _of_noun(self, limit: Limit, noun: Any) -> _Found:
        made = _Found(limit)
        verb = verb_of(noun)
        if verb.lemma_ in (*GIVES, "put", "issue", "impose", "present"):
            made.setter = self._one(self._parties_of(verb, ("nsubj",)))
            made.addressees = self._parties_of(verb, ("dative", "dobj"))
        for child in noun.children:
            if child.lower_ == "by" or child.dep_ == "poss":
                made.setter = made.setter or self._one(self._parties(child))
            if child.lower_ in ("for", "to", "between"):
                inner = [t for t in child.subtree if t.lower_ == "between"] or [child]
                made.addressees += [p for t in inner for p in self._parties(t) if p not in made.addressees]
            if child.dep_ == "relcl":
                made.setter = made.setter or self._one(self._parties_of(child, ("nsubj",)))
            if child.dep_ in ("acl", "advcl", "relcl") and child.tag_ == "VB":
                made.demand = made.demand or self._clause(child)
        told = verb if verb.lemma_ in w.SAYING else verb.head
        if made.setter is None and noun.lemma_ in EXPIRES and told.lemma_ in w.SAYING:
            made.setter = self._one(self._parties_of(told, ("nsubj",)))
            made.addressees = made.addressees or self._parties_of(told, ("dobj", "dative"))
        made.addressees = [p for p in made.addressees if p != made.setter]
        return made

    def _asked_for(self, limit: Limit, verb: Any) -> _Found | None:
        """Read "wants an answer by Friday"."""
        thing = next((c for c in verb.children if c.dep_ == "dobj" and c.lemma_ in ASKED_FOR), None)
        if thing is None:
            return None
        setter = self._one(self._parties_of(verb, ("nsubj",)))
        source = [c for c in (*thing.children, *verb.children) if c.lower_ == "from"]
        return _Found(limit, setter, [p for c in source for p in self._parties(c)], self._clause(thing))

    def _given(self, limit: Limit, verb: Any) -> _Found | None:
        setter = self._one(self._parties_of(verb, ("nsubj",))) or self._one(self._agent(verb))
        to = self._parties_of(verb, ("dative", "dobj", "nsubjpass"))
        if not to and not any(c.dep_ in ("dative", "nsubjpass") for c in verb.children):
            return None  # "hand in their guns before June"
        demand = next((c for c in verb.subtree if c.tag_ == "VB" and c.i > verb.i and _is_to(c)), None)
        parts = self._clause(demand) if demand is not None else []
        return _Found(limit, setter, [p for p in to if p != setter], parts)

    def _has(self, limit: Limit, verb: Any) -> _Found | None:
        demand = next((c for c in verb.children if c.tag_ == "VB" and _is_to(c) and c.i > limit.first), None)
        if demand is None:
            return None
        whom = self._parties_of(verb, ("nsubj",))
        speaker = self._speaker(verb)
        return _Found(limit, speaker if speaker not in whom else None, whom, self._clause(demand))

    def _demanded(self, limit: Limit, verb: Any, doing: Any) -> _Found | None:
        if doing.dep_ in ("nsubj", "relcl", "acl", "parataxis"):
            return None
        if verb.lemma_ in _TOLD and not _is_to(doing):
            return None  # "told them that the strike might last until Friday" reports
        between = [t for t in doing.ancestors if t.i > verb.i and t.pos_ == "VERB" and t.dep_ != "conj"]
        if between:
            return None
        asked = [c for c in verb.children if c.dep_ in ("dobj", "dative") or (c.dep_ == "prep" and c.lower_ == "on")]
        doer = [c for c in doing.children if c.dep_ in ("nsubj", "nsubjpass")]
        if not asked and not doer:
            return None  # "wants to finish by Friday": an aim of one's own
        setter = self._one(self._parties_of(verb, ("nsubj",)))
        whom = [p for token in (*asked, *doer) for p in self._parties(token)]
        if setter is not None and setter in whom[:1]:
            return None
        return _Found(limit, setter, list(dict.fromkeys(whom)), self._clause(doing))

    def _unless(self, limit: Limit) -> _Found | None:
        """Read "Unless X happens by Friday, we shall …": what follows is the main clause."""
        if not limit.limiting:
            return None
        doing = verb_of(self.doc[limit.first])
        if not _negative_condition(doing) or doing.head.pos_ not in ("VERB", "AUX") or doing.dep_ == "ROOT":
            return None
        main = _said(doing.head)
        setter = self._speaker(main) or self._one(self._parties_of(main, ("nsubj",)))
        whom = [p for p in self._parties_of(doing, ("nsubj", "nsubjpass", "agent")) if p != setter]
        return _Found(limit, setter, whom, self._clause(doing), self._clause(main))

    def _until_then(self, limit: Limit) -> _Found | None:
        """Read "will stop work on Friday, unless an offer comes until then"."""
        verb = verb_of(self.doc[limit.first])
        for at in (verb, *verb.ancestors):
            for doing in at.children:
                if doing.dep_ != "advcl" or not _negative_condition(doing):
                    continue
                if not any(t.lower_ == "then" and t.nbor(-1).lower_ in LIMITS for t in doing.subtree if t.i):
                    continue
                setter = self._one(self._parties_of(at, ("nsubj",))) or self._speaker(at)
                whom = [p for p in self._parties_of(doing, ("nsubj", "nsubjpass", "agent")) if p != setter]
                return _Found(limit, setter, whom, self._clause(doing), self._clause(verb))
        return None

    # -- what follows --------------------------------------------------------------------------------------------

    def _otherwise(self, sentence: Any, limit: Limit) -> list[Span]:
        """Return what a sentence says will follow if the limit passes."""
        for token in sentence:
            if token.lower_ in ("otherwise", "else") and token.dep_ == "advmod" and token.i > sentence.start:
                return self._clause(_said(token.head))
            if token.i <= limit.last:
                continue
            if token.pos_ in ("VERB", "NOUN") and token.dep_ == "conj" and _or_before(token):
                return self._clause(token)
            if token.lemma_ == "fail" and token.tag_ == "VBG":
                inner = next((c for c in token.children if c.dep_ in ("ccomp", "dobj") and c.pos_ == "VERB"), None)
                return self._clause(inner if inner is not None else token.head)
            if token.lemma_ in THREATENS and token.tag_ == "VBG":
                return self._threatened(token)
        return []

    def _threatened(self, verb: Any) -> list[Span]:
        inner = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp", "dobj", "pcomp")), None)
        return self._clause(inner) if inner is not None else []

    def _next(self, sentence: Any) -> list[Span]:
        """Return what the next sentence says will follow: "Otherwise …", "Failing that …", "If not by then …"."""
        root = sentence.root
        opens = sentence.text.lstrip().casefold()
        if OTHERWISE.match(opens) is None:
            threat = next((t for t in sentence if t.lemma_ in THREATENS and t.tag_ == "VBG" and t.i > root.i), None)
            return self._threatened(threat) if threat is not None and root.lemma_ in DEMANDS else []
        main = _said(root)
        return self._clause(main)

    # -- pieces --------------------------------------------------------------------------------------------------

    def _clause(self, verb: Any) -> list[Span]:
        """Return a clause's words, without conditions, reporting words and conjunctions at its edges."""
        dropped = {
            t.i
            for c in verb.children
            if (c.dep_ == "advcl" and (_conditional(c) or c.lemma_ in ("fail", *THREATENS)))
            or c.dep_ in ("parataxis", "cc", "mark")
            or (c.dep_ == "conj" and _or_before(c))
            or (c.dep_ in ("advmod", "prep") and _opening(c))
            or (c.dep_ == "ccomp" and c.i < verb.i)
            for t in c.subtree
        }
        kept = [t for t in verb.subtree if t.i not in dropped]
        runs: list[list[Any]] = []
        for token in kept:
            if runs and token.i == runs[-1][-1].i + 1:
                runs[-1].append(token)
            else:
                runs.append([token])
        spans = []
        for run in runs:
            while run and (run[0].is_punct or run[0].is_space or run[0].lower_ in _EDGES):
                run = run[1:]
            while run and (run[-1].is_punct or run[-1].is_space):
                run = run[:-1]
            if run:
                spans.append(self.document.span(run[0].idx, run[-1].idx + len(run[-1])))
        return spans

    def _speaker(self, verb: Any) -> str | None:
        """Return the party that a clause is reported of: "…, Israel said"."""
        for at in (verb, *verb.ancestors):
            said = [c for c in at.children if c.dep_ == "parataxis" and c.lemma_ in w.SAYING]
            if at.lemma_ in w.SAYING and at.i != verb.i:
                said.append(at)
            for one in said:
                party = self._one(self._parties_of(one, ("nsubj",)))
                if party is not None:
                    return party
        return None

    def _agent(self, verb: Any) -> list[str]:
        return [p for c in verb.children if c.dep_ == "agent" for p in self._parties(c)]

    def _parties_of(self, verb: Any, roles: tuple[str, ...]) -> list[str]:
        return list(dict.fromkeys(p for c in verb.children if c.dep_ in roles for p in self._parties(c)))

    def _parties(self, token: Any) -> list[str]:
        """Return the parties of a noun phrase, or of the one behind a preposition."""
        if token.pos_ in ("ADP", "SCONJ"):
            return list(dict.fromkeys(p for c in token.children if c.dep_ == "pobj" for p in self._parties(c)))
        end = token.right_edge.idx + len(token.right_edge)
        inner = [c for c in token.subtree if c.dep_ in ("relcl", "acl", "advcl")]
        end = min([end, *(c.left_edge.idx for c in inner if c.left_edge.i > token.i)])
        start = token.left_edge.idx
        if token.pos_ in ("NOUN", "PROPN", "PRON") and not token.conjuncts:
            whole = self.resolver.resolve(((start, max(end, token.idx + len(token))),))
            if whole.party is not None:
                return [whole.party]
            if whole.reason or whole.candidates:
                return []  # "the Georgian opposition" is not Georgia
        return list(dict.fromkeys(party for _, _, party in self.resolver.parties_in(start, end)))

    @staticmethod
    def _one(parties: Iterable[str]) -> str | None:
        """Return the party where it is one; an outlet's or a group's first named is not silently taken."""
        found = list(dict.fromkeys(parties))
        return found[0] if len(found) == 1 else None

    def _report(self, number: int, made: _Found) -> DeadlineReport:
        first, last = self.doc[made.limit.first], self.doc[made.limit.last - 1]
        while last.is_punct and last.i > first.i:
            last = last.nbor(-1)
        evidence = []
        for sentence in made.sentences:
            text = sentence.text
            start = sentence.start_char + len(text) - len(text.lstrip())
            evidence.append(self.document.span(start, sentence.start_char + len(text.rstrip())))
        return DeadlineReport(
            id=f"{self.document.id}-d{number:02d}",
            document=self.document.id,
            kind="ultimatum" if made.consequence else "deadline",
            setter=made.setter,
            addressees=tuple(sorted(made.addressees)),
            date=made.limit.date,
            words=self.document.span(first.idx, last.idx + len(last)),
            demand=tuple(made.demand),
            consequence=tuple(made.consequence),
            evidence=tuple(evidence),
        )


def _denied(verb: Any) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _is_to(verb: Any) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _conditional(verb: Any) -> bool:
    return any(c.lower_ in ("if", "unless", "should", "until", "once") for c in verb.children if c.i < verb.i)


def _negative_condition(verb: Any) -> bool:
    marks = {c.lower_ for c in verb.children if c.dep_ == "mark"}
    marks |= {"if" for c in verb.children if c.lower_ == "should" and c.i < verb.i and _inverted(c, verb)}
    negative = any(c.dep_ == "neg" or c.lower_ == "no" for t in verb.subtree for c in t.children)
    return "unless" in marks or ("if" in marks and negative)


def _inverted(helper: Any, verb: Any) -> bool:
    """Whether a helper stands before its subject: "SHOULD no progress be made"."""
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.i > helper.i for c in verb.children if c.i < verb.i)


def _or_before(token: Any) -> bool:
    between = token.doc[token.head.i : token.i]
    return any(t.lower_ == "or" and t.dep_ == "cc" and t.head.i == token.head.i for t in between)


def _opening(token: Any) -> bool:
    """Whether words only tie a clause to the limit: "otherwise", "after that date", "by then"."""
    text = {t.lower_ for t in token.subtree}
    return token.lower_ in ("otherwise", "else", "then") or (
        token.lower_ in ("after", "by", "until", "beyond") and bool(text & {"that", "then"})
    )


def _said(verb: Any) -> Any:
    """Return the clause that is reported where a verb only reports it."""
    while verb.lemma_ in w.SAYING:
        inner = next((c for c in verb.children if c.dep_ == "ccomp"), None)
        if inner is None:
            return verb
        verb = inner
    return verb


__all__ = ["find_deadlines"]
