"""Who stays away from a meeting: refusals to come, cancelled trips, boycotts, and the names of those who do so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from winset.reading import meeting_words as w
from winset.reading.marks import Places, Resolution
from winset.reading.meeting_away import (
    attends,
    is_negated,
    meeting_behind,
    objects,
    somebody,
    stays_away,
    takes_off,
)

_OWNERS = frozenset(("his", "her", "its", "their"))


class Resolver(Protocol):
    """What meetings need of the resolver of actors."""

    def resolve(self, places: Places) -> Resolution:
        """Return what a source stands for."""

    def parties_in(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return the mentions of parties in a range."""


def refusals(sentence: Any) -> Iterator[tuple[Any, list[Any]]]:
    """Yield each word of staying away in a sentence, and the heads of those who do."""
    before = False
    for token in sentence:
        who: list[Any] = []
        if before and token.pos_ in ("VERB", "AUX"):
            who = _likewise(token)  # "X called off the trip; Y followed suit"
        if not who and token.pos_ not in ("VERB", "AUX"):
            who = _beside(token)
        elif not who:
            who = _without_their_own(token)
            if not who and stays_away(token):
                who = _subjects(token)
            before = before or bool(who)
            if who:
                who += _followers(token)
        if who:
            yield _finite(token), who


def _beside(token: Any) -> list[Any]:
    """Return who stays away by words that are no verb: "without X", "in the absence of X", "no sign of X"."""
    word = token.lower_
    if word == "without" and token.pos_ in ("ADP", "SCONJ") and _meets(token.head) and not _supposed(token.head):
        return [one for one in _under(token) if _somebody(one)]  # "are to meet without the minister"
    if word == "absence" and token.dep_ == "pobj" and token.head.lower_ == "in":
        own = [c for c in token.children if c.dep_ == "poss" and c.pos_ != "PRON"]
        return own + [one for c in token.children if c.lower_ == "of" for one in _under(c)]
    if word in ("sign", "trace") and any(c.lower_ == "no" for c in token.children):
        return [one for c in token.children if c.lower_ == "of" for one in _under(c) if somebody(one)]
    if word in ("place", "stead", "lieu") and token.dep_ == "pobj" and token.head.lower_ == "in" and _stands_in(token):
        own = [c for c in token.children if c.dep_ == "poss" and c.pos_ != "PRON"]
        return own + [one for c in token.children if c.lower_ == "of" for one in _under(c) if somebody(one)]
    if word == "of" and token.i and token.nbor(-1).lower_ == "instead" and _stands_in(token):
        return [one for one in _under(token) if _somebody(one) or one.lemma_.casefold() in w.OFFICERS]
    if word in w.MISSING and token.dep_ == "advcl":
        # "met with the minister absent"
        return [one for c in token.head.children if c.lower_ == "with" and c.i < token.i for one in _under(c)]
    if word in (*w.MISSING, "apologies", "excused") and token.i + 1 < len(token.doc) and token.nbor(1).text == ":":
        return [c for c in token.children if c.dep_ == "appos"]  # "Absent: the minister"
    return []


def _supposed(verb: Any) -> bool:
    """Whether a meeting without somebody is only thought of: "it would be absurd to meet without them"."""
    if verb.dep_ == "ccomp":
        return False  # "said that they would meet without them"
    over = (verb, verb.head) if verb.dep_ in ("xcomp", "csubj") else (verb,)
    return any(c.dep_ == "aux" and c.lower_ in ("would", "could", "might") for at in over for c in at.children)


def _under(prep: Any) -> list[Any]:
    return [one for c in prep.children if c.dep_ == "pobj" for one in (c, *c.conjuncts)]


def _stands_in(token: Any) -> bool:
    """Whether others come, lead or speak in somebody's place; a new officer in another's place is no absence."""
    at = token
    while at.dep_ in ("pobj", "prep", "advmod") and at.head.i != at.i:
        at = at.head
    return (
        at.pos_ == "VERB"
        and not any(c.lower_ in ("would", "could", "might") for c in at.children)
        and (attends(at) or at.lemma_ in w.TRAVEL or at.lemma_ in w.STAND_IN)
        and (meeting_behind(at) or at.lemma_ in ("attend", "represent", "come") or meeting_behind(at.sent.root))
    )


def _without_their_own(verb: Any) -> list[Any]:
    """Return who stays away where the subject of a verb is not who: the object, or whose chair stays empty."""
    if verb.lemma_ in ("stay", "remain", "be") and any(c.lower_ in ("empty", "vacant") for c in verb.children):
        return _sitters(verb)
    if verb.lemma_ in ("send", "dispatch") and (left := _left_at_home(verb)):
        return left  # "sent a deputy instead of its minister"
    if is_negated(verb):
        return []
    if verb.lemma_ in ("withdraw", "recall"):
        return _withdrawn(verb)
    if takes_off(verb):
        return [c for c in objects(verb) if somebody(c) or any(g.lower_ in _OWNERS for g in c.children)]
    if verb.lemma_ in w.HINDER and any(
        c.lower_ == "from" and any(g.dep_ == "pcomp" and attends(g) for g in c.children) for c in verb.children
    ):
        return [c for c in objects(verb) if somebody(c)]  # "illness kept the envoy from attending"
    return []


def _followers(verb: Any) -> list[Any]:
    """Return who does so after the subject: "… cancelled his trip, followed by the minister"."""
    who: list[Any] = []
    for child in verb.children:
        if child.dep_ in ("advcl", "prep", "acl", "conj") and (child.lemma_ == "follow" or child.lower_ == "followed"):
            by = [g for c in child.children if c.dep_ in ("agent", "prep") and c.lower_ == "by" for g in c.children]
            who += [one for g in by if g.dep_ == "pobj" for one in (g, *g.conjuncts)]
    return who


def _likewise(verb: Any) -> list[Any]:
    """Return who does as the one before did: "Y followed suit", "so did Y", "Y then withdrew as well"."""
    who = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ != "PRON"]
    suit = verb.lemma_ == "follow" and not any(c.dep_ == "agent" for c in verb.children)
    same = verb.lemma_ in ("do", "be", "will", "have") and any(
        c.lower_ in ("so", "same", "likewise", "neither", "nor") for c in verb.children
    )
    also = verb.lemma_ in ("withdraw", "cancel", "decline", "stay") and any(
        t.lower_ in ("well", "too", "also", "likewise") for t in verb.subtree if t.pos_ == "ADV"
    )
    plain = not any(c.dep_ == "dobj" and c.lower_ not in ("suit", "same") for c in verb.children)
    return [one for c in who for one in (c, *c.conjuncts)] if (suit or same or also) and plain else []


def _withdrawn(verb: Any) -> list[Any]:
    """Return whom a party takes back: "withdrew its minister"."""
    return [
        c
        for c in objects(verb)
        if c.lemma_ in w.OFFICERS and c.lemma_ != "ambassador" and any(g.lower_ in _OWNERS for g in c.children)
    ]


def _sitters(verb: Any) -> list[Any]:
    """Return whose chair it is that stays empty; also "two seats stayed empty: those of X and Y"."""
    found: list[Any] = []
    for chair in verb.children:
        if chair.dep_ in ("nsubj", "nsubjpass") and chair.lemma_ in ("chair", "seat", "place"):
            for one in (chair, *(c for c in chair.children if c.lower_ in ("those", "that"))):
                found += [c for c in one.children if c.dep_ in ("poss", "compound")]
                found += [g for c in one.children if c.lower_ in ("of", "for") for g in _under(c)]
    return found


def _meets(verb: Any) -> bool:
    if verb.lower_ == "time":
        verb = verb.head  # "this time without X"
    return (
        verb.lemma_ in w.EVENT_VERBS
        or verb.lower_ in w.EVENT_NOUNS
        or verb.lemma_ in ("hold", "go", "begin", "open", "resume", "continue", "start", "negotiate", "take")
    )


def _somebody(token: Any) -> bool:
    """Whether "without …" names somebody, and not "an agreement"."""
    named = any(c.ent_type_ in ("PERSON", "NORP", "GPE", "ORG") for c in token.subtree)
    return named and (
        token.ent_type_ in ("PERSON", "GPE", "ORG", "NORP")
        or token.lemma_.casefold() in w.OFFICERS
        or any(c.dep_ == "appos" for c in token.children)
    )


def _left_at_home(verb: Any) -> list[Any]:
    of = [c for c in verb.subtree if c.lower_ == "of" and c.i > 0 and c.nbor(-1).lower_ in ("instead", "place")]
    return [one for c in of for one in _under(c)]


def _finite(verb: Any) -> Any:
    """Return the verb that carries the tense: "FAILED to attend", "WAS unable to come"."""
    at = verb
    while at.dep_ in ("xcomp", "pcomp") and at.head.i != at.i:
        at = at.head
    while at.pos_ not in ("VERB", "AUX") and at.head.i != at.i and at.dep_ in ("acomp", "prep"):
        at = at.head
    return at if at.pos_ in ("VERB", "AUX") else verb


def _subjects(verb: Any) -> list[Any]:
    at = verb
    for _ in range(4):
        subjects = [c for c in at.children if c.dep_ in ("nsubj", "nsubjpass")]
        if not subjects and at.lemma_ == "be":
            # "Absent was the envoy", "Conspicuous by his absence was the minister"
            subjects = [c for c in at.children if c.dep_ == "attr" and c.i > at.i and somebody(c)]
        if at.lemma_ in w.HINDER and at.i != verb.i and objects(at):
            return []  # "illness kept the envoy from attending": it is the envoy who stays away
        if subjects:
            if at.dep_ == "relcl" and subjects[0].lower_ in ("who", "which", "that"):
                subjects = [at.head]
            if subjects[0].lower_ in w.SELVES and at.head.i != at.i:
                at = at.head  # "let himself be excused"
                continue
            if subjects[0].lower_ in ("it", "they") and at.dep_ == "ccomp":
                # "Peru said that it would not come"
                said = [c for c in at.head.children if c.dep_ == "nsubj" and c.ent_type_ in ("GPE", "ORG")]
                subjects = said or subjects
            if subjects[0].lower_ == "who":
                subjects = [c for c in subjects[0].children if c.dep_ == "appos"]  # "Who stays away: the minister"
            return [one for subject in subjects for one in (subject, *subject.conjuncts)]
        if at.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "acomp", "pcomp", "prep", "dep") or at.head.i == at.i:
            break
        at = at.head
    return []


def names_of(text: str, resolver: Resolver, subject: Any) -> list[tuple[str, str | None]]:
    """Return names and parties as the text has them.

    A person's name as it stands there, also where it follows the office ("the envoy, Ana Ruiz"); of an office the
    noun phrase without its article ("Peru's envoy"); of several offices under one noun the adjective of each
    ("French", "German" of "the French and German ministers"); else the name of the party.
    """
    start, end = subject.left_edge.idx, subject.idx + len(subject)
    named = [c for c in subject.children if c.dep_ == "appos" and c.pos_ == "PROPN"] or _next_name(subject)
    if named and (subject.pos_ == "NOUN" or subject.lemma_.casefold() in w.OFFICERS):
        first = named[0].left_edge if named[0].left_edge.i > subject.i else named[0]
        end = named[0].idx + len(named[0])
        return [(text[first.idx : end], _party_of_title(text, resolver, subject, (first.idx, end)))]
    if subject.pos_ == "NOUN" or (subject.pos_ == "PROPN" and subject.lemma_.casefold() in w.OFFICERS):
        held = [
            (a, b, party)
            for a, b, party in resolver.parties_in(start, _cut(subject))
            if text[a:b].casefold() not in _OWNERS or subject.tag_ not in ("NN", "NNP")
        ]
        # "his Sudanese colleague" is Sudan's
        held = held or list(resolver.parties_in(start, _cut(subject)))
        # "No delegate from Peru" came: Peru stayed away.
        nobody = any(c.lower_ == "no" for c in subject.children)
        several = nobody or subject.tag_ in ("NNS", "NNPS") or len({party for _, _, party in held}) > 1
        if held and several:
            return list(
                dict.fromkeys((text[a:b], party) for a, b, party in held if text[a:b].casefold() not in _OWNERS)
            )
        if held:
            return [(_phrase(text, subject), held[0][2])]
    if text[start:end].casefold() in w.MISSING:
        return []
    if subject.lower_ in ("nobody", "none", "neither"):
        # "Nobody from Peru came": Peru stayed away.
        return list(dict.fromkeys((text[a:b], party) for a, b, party in resolver.parties_in(start, _cut(subject))))
    found = resolver.resolve(((start, end),))
    bare = all(_leads(t) for t in subject.doc[subject.left_edge.i : subject.i])
    if found.kind == "person" and subject.pos_ == "PROPN":
        return [(_written(text, subject, found.name or ""), found.party)]
    if subject.pos_ == "PROPN" and found.party is not None:
        lefts = [c for c in subject.lefts if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN"]
        return [(text[lefts[0].idx if lefts else subject.idx : end], found.party)]
    if found.kind == "party" and found.party is not None and subject.pos_ in ("NOUN", "PROPN", "ADJ") and bare:
        return [(subject.text, found.party)]
    if found.name is None and subject.lemma_ in w.OFFICERS:
        return [(_phrase(text, subject), found.party)]
    if found.name is None:
        return []
    return [(found.name, found.party)]


def _next_name(subject: Any) -> list[Any]:
    """Return the person named behind an office where the parse hangs the name elsewhere: "the envoy, Ana Ruiz"."""
    doc, at = subject.doc, subject.i + 2
    if subject.lemma_.casefold() not in w.OFFICERS or at >= len(doc) or doc[at - 1].text != ",":
        return []
    while at < len(doc) and doc[at].ent_type_ == "PERSON" and doc[at].pos_ == "PROPN":
        at += 1
    closed = at >= len(doc) or doc[at].text in (",", ".", ";", ":", ")")
    return [doc[at - 1]] if at > subject.i + 2 and closed else []


def _party_of_title(text: str, resolver: Resolver, office: Any, name: tuple[int, int]) -> str | None:
    """Return whose officer somebody is: of the party that the title names, else of the one that the name speaks for."""
    start, end = office.left_edge.idx, office.idx + len(office)
    owners = [(a, b, party) for a, b, party in resolver.parties_in(start, end) if text[a:b].casefold() not in _OWNERS]
    if owners:
        return owners[0][2]
    if any(t.ent_type_ in ("NORP", "GPE") for t in office.doc[office.left_edge.i : office.i]):
        return None  # the title names a party that is not known: "his Korean colleague"
    return resolver.resolve((name,)).party


def _phrase(text: str, subject: Any) -> str:
    """Return an office as the text has it: "Peru's envoy", "foreign minister" of "its foreign minister"."""
    first = next((t for t in subject.doc[subject.left_edge.i : subject.i + 1] if not _leads(t)), subject)
    return text[first.idx : _cut(subject)].strip(" ,;")


def _leads(token: Any) -> bool:
    return token.dep_ in ("det", "preconj", "cc") or token.lower_ in ("the", "a", "an", "no") or token.lower_ in _OWNERS


def _written(text: str, subject: Any, name: str) -> str:
    """Return a person's name as it stands at a place: with the words before the surname that the full name has."""
    first = subject
    while first.i > 0 and first.nbor(-1).text in name.split() and first.nbor(-1).pos_ == "PROPN":
        first = first.nbor(-1)
    return text[first.idx : subject.idx + len(subject)]


def _cut(subject: Any) -> int:
    """Return where the noun's own phrase ends: before a relative clause, or "to", "with" and the like."""
    end = subject.right_edge.idx + len(subject.right_edge)
    for child in subject.rights:
        other = child.dep_ == "prep" and child.lower_ not in ("of", "from")
        if other or child.dep_ in ("relcl", "acl", "appos", "conj", "cc"):
            end = min(end, child.left_edge.idx)
    return int(max(end, subject.idx + len(subject)))
