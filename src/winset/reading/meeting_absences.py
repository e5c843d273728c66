"""Who stays away from a meeting: refusals to come, cancelled trips, boycotts, and the names of those who do so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from winset.reading import meeting_words as w
from winset.reading.marks import Places, Resolution

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
    for verb in sentence:
        if before and verb.pos_ in ("VERB", "AUX") and (also := _likewise(verb)):
            yield verb, also  # "X called off the trip; Y followed suit"
            continue
        if verb.lower_ == "without" and verb.pos_ in ("ADP", "SCONJ") and _meets(verb.head):
            # "are to meet without the minister"
            who = [one for c in verb.children if c.dep_ == "pobj" for one in (c, *c.conjuncts)]
            who = [one for one in who if _somebody(one)]
            if who:
                yield verb, who
            continue
        if verb.lower_ == "absence" and verb.dep_ == "pobj" and verb.head.lower_ == "in":
            yield verb, [g for c in verb.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
            continue
        if verb.lemma_ in ("stay", "remain", "be") and any(c.lower_ in ("empty", "vacant") for c in verb.children):
            yield verb, _sitters(verb)
            continue
        if verb.lemma_ == "send" and verb.pos_ == "VERB" and (left := _left_at_home(verb)):
            # "sent a deputy instead of its minister"
            yield verb, left
            continue
        if verb.lemma_ in ("withdraw", "recall") and verb.pos_ == "VERB" and (sent := _withdrawn(verb)):
            before = True
            yield verb, sent
            continue
        if verb.pos_ not in ("VERB", "AUX") or not stays_away(verb):
            continue
        who = _subjects(verb)
        if not who:
            continue
        before = True
        # "… cancelled his trip, followed by the minister"
        for child in verb.children:
            if child.dep_ in ("advcl", "prep", "acl", "conj") and (
                child.lemma_ == "follow" or child.lower_ == "followed"
            ):
                by = [g for c in child.children if c.dep_ in ("agent", "prep") and c.lower_ == "by" for g in c.children]
                who += [one for g in by if g.dep_ == "pobj" for one in (g, *g.conjuncts)]
        yield verb, who


def _likewise(verb: Any) -> list[Any]:
    """Return who does as the one before did: "Y followed suit", "so did Y", "Y then withdrew as well"."""
    who = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    suit = verb.lemma_ == "follow" and any(c.lower_ == "suit" for c in verb.children)
    same = verb.lemma_ == "do" and any(c.lower_ in ("so", "same", "likewise") for c in verb.children)
    also = verb.lemma_ in ("withdraw", "cancel", "decline", "stay") and any(
        t.lower_ in ("well", "too", "also", "likewise") for t in verb.subtree if t.pos_ == "ADV"
    )
    plain = not any(c.dep_ == "dobj" and c.lower_ not in ("suit", "same") for c in verb.children)
    return [one for c in who for one in (c, *c.conjuncts)] if (suit or same or also) and plain else []


def _withdrawn(verb: Any) -> list[Any]:
    """Return whom a party takes back: "withdrew its minister"."""
    if any(c.dep_ == "neg" for c in verb.children):
        return []
    return [
        c
        for c in verb.children
        if c.dep_ == "dobj"
        and c.lemma_ in w.OFFICERS
        and any(g.lower_ in _OWNERS for g in c.children)
        and c.lemma_ not in ("ambassador",)
    ]


def stays_away(verb: Any) -> bool:
    """Whether a verb says that its subject does not come; leaving early is no absence."""
    lemma, negated = verb.lemma_, is_negated(verb)
    if any(c.lower_ in ("could", "might", "may", "if", "unless", "were") for c in verb.children):
        return False
    if any(c.lower_ == "would" for c in verb.children):
        # "let it be known that she would not come" tells of an absence, "would not come if …" does not.
        told = verb.dep_ in ("ccomp", "acl") and not any(t.lower_ in ("if", "unless") for t in verb.sent)
        return negated and told and _attends(verb)
    if _in_few_words(verb, negated=negated):
        return True
    if lemma in w.DECLINE:
        return not negated and any(c.dep_ in ("xcomp", "ccomp") and _attends(c) for c in verb.children)
    if lemma in w.DROP and any(c.lemma_ in w.ATTENDANCE for c in dropped(verb)):
        return not negated
    if lemma == "excuse":
        return not negated and any(c.lower_ in ("himself", "herself", "itself", "themselves") for c in verb.children)
    if lemma == "send":
        return _sends_nobody(verb)
    if lemma == "represent":
        # "The minister was represented by his deputy": the person stayed away, a state so represented did not.
        whole = [c for c in verb.children if c.dep_ == "nsubjpass"]
        return any(c.dep_ == "agent" for c in verb.children) and any(c.ent_type_ == "PERSON" for c in whole)
    if lemma in ("pull", "withdraw", "stay", "drop", "back", "keep"):
        away = [c for c in verb.children if c.lower_ in ("out", "away", "from", "home")]
        objects = [g for c in away for d in (c, *c.children) for g in d.children if g.dep_ == "pobj"]
        return not negated and (
            any(g.lower_ in w.EVENT_NOUNS or g.ent_type_ == "GPE" or _a_day(g) for g in objects)
            or (lemma in ("stay", "keep") and not objects and any(c.lower_ in ("away", "home") for c in away))
            or (
                lemma == "stay"
                and any(c.lower_ == "at" and any(g.lower_ == "home" for g in c.children) for c in verb.children)
            )
            or (lemma == "pull" and not objects and any(c.lower_ == "out" for c in away))
        )
    if lemma in w.SHUN:
        objects = [c for c in verb.children if c.dep_ == "dobj"]
        return not negated and any(
            c.lower_ in w.EVENT_NOUNS
            or c.lower_ in w.SOFT_NOUNS
            or c.lower_ in ("it", "opening", "signing", "ceremony")
            or c.ent_type_ == "GPE"
            or _a_day(c)
            for c in objects
        )
    if _attends(verb):
        nobody = any(c.dep_ == "nsubj" and any(d.lower_ == "no" for d in c.children) for c in verb.children)
        return nobody or (negated and (_meeting_behind(verb) or lemma == "attend" or _only_comes(verb)))
    if lemma == "show":
        return negated and any(c.lower_ == "up" for c in verb.children)
    if lemma == "be" and negated:
        # "will not be at the session", "was not present", "was not there"
        at = [g for c in verb.children if c.lower_ in ("at", "in", "among") for g in c.children if g.dep_ == "pobj"]
        here = any(c.lower_ in ("present", "there") for c in verb.children)
        return here or any(g.lower_ in w.EVENT_NOUNS or g.lower_ == "table" for g in at)
    return lemma == "be" and any(c.lower_ in w.MISSING for c in verb.children)


def _a_day(token: Any) -> bool:
    """Whether a word is a part of a meeting: "the second day", "the evening", "the dinner"."""
    return token.lower_ in ("day", "evening", "afternoon", "dinner", "lunch") and any(
        c.dep_ in ("amod", "det", "compound") for c in token.children
    )


def is_negated(verb: Any) -> bool:
    """Whether a verb is denied, by itself or by its subject: "did not come", "neither of them came"."""
    if any(c.dep_ == "neg" or (c.lower_ == "longer" and c.nbor(-1).lower_ == "no") for c in verb.children if c.i):
        return True
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    return any(t.lower_ in ("neither", "none", "nobody") for s in subjects for t in (s, *s.children)) or any(
        c.lower_ in ("neither", "nor") for c in verb.children if c.i < verb.i
    )


def _in_few_words(verb: Any, *, negated: bool) -> bool:
    """Whether a verb and its next words say so: "is unable to attend", "turned down the invitation"."""
    lemma = verb.lemma_
    objects = dropped(verb) + [c for c in verb.children if c.dep_ == "dobj"]
    if lemma == "be" and not negated:
        able = [c for c in verb.children if c.dep_ == "acomp"]
        if any(c.lower_ == "unable" and any(_attends(g) for g in c.children) for c in able):
            return True
        return any(c.lower_ == "conspicuous" and any(t.lower_ == "absence" for t in c.subtree) for c in able)
    if lemma == "be":
        among = [g for c in verb.children if c.lower_ == "among" for g in c.children]
        return any(t.lower_ in ("present", "attending") for g in among for t in g.subtree)
    if lemma in ("expect", "plan") and negated:
        # "The minister is not expected to come"; who was "neither asked nor expected" is not away.
        invited = any(c.dep_ == "conj" and c.lemma_ == "expect" for c in verb.children) or verb.dep_ == "conj"
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        return (
            (passive or lemma == "plan")
            and not invited
            and any(c.dep_ == "xcomp" and _attends(c) for c in verb.children)
        )
    if lemma == "make" and negated:
        return any(o.lemma_ in w.ATTENDANCE for o in objects)
    if lemma in ("decline", "refuse", "reject", "turn") and not negated:
        return any(o.lemma_ == "invitation" for o in objects)
    if lemma == "send" and not negated:
        instead = any(c.lower_ == "instead" for c in verb.children) or any(
            g.lower_ in ("place", "stead") for c in verb.subtree if c.lower_ == "in" for g in c.children
        )
        person = any(
            c.lemma_ in w.OFFICERS or any(t.ent_type_ == "PERSON" for t in c.subtree)
            for c in verb.children
            if c.dep_ == "nsubj"
        )
        return bool(objects) and instead and person
    if lemma == "cancel" and not negated:
        who = [c for c in verb.children if c.dep_ == "nsubj"]
        return (
            bool(who)
            and not objects
            and any(
                c.lemma_ in w.OFFICERS or any(t.ent_type_ in ("PERSON", "NORP", "GPE") for t in c.subtree) for c in who
            )
        )
    return False


def _sitters(verb: Any) -> list[Any]:
    """Return whose chair it is that stays empty."""
    found = []
    for chair in verb.children:
        if chair.dep_ == "nsubj" and chair.lemma_ in ("chair", "seat", "place"):
            found += [c for c in chair.children if c.dep_ in ("poss", "compound")]
            found += [g for c in chair.children if c.lower_ in ("of", "for") for g in c.children if g.dep_ == "pobj"]
    return found


def _only_comes(verb: Any) -> bool:
    """Whether "is not coming", "will not come" stands alone: with an object or a place it may mean something else."""
    alone = ("nsubj", "aux", "neg", "mark", "advmod", "punct", "cc", "conj", "npadvmod")
    future = any(c.lower_ in ("will", "is", "are", "'ll") for c in verb.children if c.dep_ == "aux")
    did = verb.lemma_ in ("appear", "come") and any(c.lower_ == "did" for c in verb.children)
    return (did or (verb.lemma_ == "come" and future)) and all(
        c.dep_ in alone or (c.dep_ == "ccomp" and c.i < verb.i) for c in verb.children
    )


def dropped(verb: Any) -> list[Any]:
    """Return the objects of a verb, also those that the parse hangs on "off": "called off the trip"."""
    direct = [c for c in verb.children if c.dep_ == "dobj"]
    return direct + [g for c in verb.children if c.lower_ == "off" for g in c.children if g.dep_ == "pobj"]


def _sends_nobody(verb: Any) -> bool:
    """Whether somebody "sent no one", "sent nobody", "sent no delegate"."""
    negated = any(c.dep_ == "neg" for c in verb.children)
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and (
            child.lower_ == "nobody"
            or any(c.lower_ == "no" for c in child.children)
            or (negated and child.lower_ in ("anyone", "anybody"))
        ):
            return True
    return False


def _meets(verb: Any) -> bool:
    if verb.lower_ == "time":
        verb = verb.head  # "this time without X"
    return (
        verb.lemma_ in w.EVENT_VERBS
        or verb.lower_ in w.EVENT_NOUNS
        or verb.lemma_ in ("hold", "go", "begin", "open", "resume", "continue", "start")
    )


def _somebody(token: Any) -> bool:
    """Whether "without …" names somebody, and not "an agreement"."""
    named = any(c.ent_type_ in ("PERSON", "NORP", "GPE", "ORG") for c in token.subtree)
    return named and (
        token.ent_type_ in ("PERSON", "GPE", "ORG", "NORP") or any(c.dep_ == "appos" for c in token.children)
    )


def _left_at_home(verb: Any) -> list[Any]:
    of = [c for c in verb.subtree if c.lower_ == "of" and c.i > 0 and c.nbor(-1).lower_ in ("instead", "place")]
    return [g for c in of for g in c.children if g.dep_ == "pobj"]


def _attends(verb: Any) -> bool:
    part = verb.lemma_ == "take" and any(c.lower_ == "part" for c in verb.children)
    return part or verb.lemma_ in w.ATTEND or sits_down(verb)


def sits_down(verb: Any) -> bool:
    """Whether somebody "sits down" with others."""
    return verb.lemma_ == "sit" and any(c.lower_ == "down" for c in verb.children)


def _meeting_behind(verb: Any) -> bool:
    return any(t.lower_ in w.EVENT_NOUNS or t.ent_type_ == "GPE" for t in verb.subtree if t.i > verb.i)


def _subjects(verb: Any) -> list[Any]:
    at = verb
    for _ in range(3):
        subjects = [c for c in at.children if c.dep_ in ("nsubj", "nsubjpass")]
        if subjects:
            if at.dep_ == "relcl" and subjects[0].lower_ in ("who", "which", "that"):
                subjects = [at.head]
            return [one for subject in subjects for one in (subject, *subject.conjuncts)]
        if at.dep_ not in ("conj", "xcomp", "advcl", "ccomp") or at.head.i == at.i:
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
    named = [c for c in subject.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
    if named and (subject.pos_ == "NOUN" or subject.lemma_.casefold() in w.OFFICERS):
        first = named[0].left_edge if named[0].left_edge.i > subject.i else named[0]
        end = named[0].idx + len(named[0])
        return [(text[first.idx : end], _party_of_title(text, resolver, subject, (first.idx, end)))]
    if subject.pos_ == "NOUN" or (subject.pos_ == "PROPN" and subject.lemma_.casefold() in w.OFFICERS):
        held = [(a, b, party) for a, b, party in resolver.parties_in(start, _cut(subject))]
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
