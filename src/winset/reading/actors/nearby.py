"""For whom an office without an owner speaks by where it stands: its paragraph, the heading over it.

"Kestrel waits. Vice-president Ada Vell said …", "its envoy" behind a sentence on one party only, a list under the name
of a party. Nothing is picked where two parties are equally near.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from winset.core.words import word_set
from winset.reading.actors import vocabulary as v
from winset.reading.actors.phrases import Role, noun_of

if TYPE_CHECKING:
    from winset.reading.actors.cast import Cast
    from winset.reading.actors.mentions import Mention

_OF_STATES = v.STATE_OFFICES | word_set("secretary governor undersecretary minister diplomat consul attache marshal")
_OF_FIRMS = word_set("ceo founder owner chairman chairwoman shareholder principal")
_NO_OFFICE = word_set(
    "mayor governor judge mediator facilitator lawyer counsel leader member king queen prince host friend partner "
    "engineer counterpart colleague conciliator arbiter arbitrator figure insider source"
)
_FAR = 3  # sentences
_OPENING = 4  # tokens
_HEADING = 8  # tokens
_LINES = 8


def of_the_paragraph(cast: Cast, role: Role, i: int) -> tuple[str, str] | None:
    """Return the party of an office for which the text names none, and why, by what stands near; None where open.

    Parameters
    ----------
    cast
        Of the document.
    role
        What is said of somebody; it must name no party itself.
    i
        The token where the office or the name stands.
    """
    if role.mentions or role.nouns or role.offices or role.owner >= 0 or role.former or role.speaks_for_none:
        return None
    if "official" not in role.classes or role.noun in _NO_OFFICE or role.classes & {"institution"}:
        return None
    # "Norvia must pay, spokesman NAME warned" speaks of Norvia: only what the sentences before tell counts.
    start = cast.pronouns.sentences[cast.pronouns.sentence(i)]
    found = nearest(cast, start, lambda mention: fits(cast, role, mention))
    return (found, "of which the paragraph speaks") if found is not None else None


def of_the_sentence_before(cast: Cast, mention: Mention) -> tuple[str, str] | None:
    """Read "Norvia sought the middle. Mr Ada Vell said …": of the one party of which the sentence before tells.

    Only where a name without any office first stands, and the paragraph has named no other party.
    """
    scan, pronouns = cast.scan, cast.pronouns
    head, here = scan.head(mention), pronouns.sentence(mention.first)
    if here < 1 or head.dep_ != "nsubj" or head.head.lemma_ not in v.REPORTING or mention.last - mention.first < 2:
        return None
    begin, start = cast.frame.paragraph(mention.first), pronouns.sentences[here - 1]
    if start < begin:
        return None
    named = [m for m in scan.within(begin, mention.first) if m.kind != "outlet" and not m.place]
    if any(m.kind in ("person", "leader") or m.party is None for m in named) or len({m.party for m in named}) != 1:
        return None
    party = named[0].party
    acts = any(m.first >= start and scan.head(m).dep_ in ("nsubj", "nsubjpass") for m in named)
    return (party, "of whom the sentence before tells") if acts and party is not None else None


def fits(cast: Cast, role: Role, mention: Mention) -> bool:
    """Whether an office may be of a party, by its noun: a minister is no company's."""
    state = cast.frame.state_of(mention) is not None
    card = mention.card
    if role.noun in _OF_STATES and role.noun != "secretary":
        return state or (card is not None and bool(card.types & {"government"})) or _group(cast, mention)
    if role.noun in _OF_FIRMS:
        return not state
    return True


def _group(cast: Cast, mention: Mention) -> bool:
    known = cast.tables.parties.get(mention.party or "")
    return known is not None and known.kind in ("group", "organisation")


def nearest(cast: Cast, i: int, fit: Callable[[Mention], bool]) -> str | None:
    """Return the party that alone fits and acts in the paragraph before a token, or whose doings the sentence tells.

    Where the paragraph names none, a heading over it may. A body that is no party of the text stands in the way: "the
    bakers' circle agrees" leaves open who is meant behind it.
    """
    scan = cast.scan
    begin = cast.frame.paragraph(i)
    named = [m for m in scan.within(begin, i) if _party(m) and fit(m)]
    if not named:
        return _heading(cast, begin, fit)
    if _other_subject(cast, begin, i):
        return None
    acting = [m for m in named if _subject(scan.head(m)) or m.first - begin < _OPENING]
    if len({m.party for m in named}) == 1:
        return acting[0].party if acting else None
    here = cast.pronouns.sentence(i)
    for number in range(here, max(here - _FAR, -1), -1):
        first = max(cast.pronouns.sentences[number], begin)
        subjects = {m.party for m in acting if m.first >= first and _subject(scan.head(m))}
        if len(subjects) == 1:
            return subjects.pop()
        if subjects or first == begin:
            return None
    return None


def _other_subject(cast: Cast, begin: int, i: int) -> bool:
    """Whether the subject last spoken of before a token is a body, or a name, that is no party of the text."""
    for token in reversed(cast.scan.tokens[begin:i]):
        if token.dep_ not in ("nsubj", "nsubjpass") or token.i in cast.pronouns.quoted:
            continue
        if token.head.dep_ not in ("ROOT", "conj", "ccomp") or token.pos_ not in ("NOUN", "PROPN"):
            continue
        mention = cast.scan.by_token.get(token.i)
        if mention is not None:
            return mention.party is None and mention.kind != "outlet"
        if any(t.i in cast.scan.by_token and cast.scan.by_token[t.i].party for t in token.subtree):
            return False
        body = cast.scan.roles.get(noun_of(token), frozenset()) & {"organisation", "institution"}
        return bool(body) or token.pos_ == "PROPN" or (token.tag_ == "NNS" and noun_of(token) in v.PLURAL_ONLY)
    return False


def _party(mention: Mention) -> bool:
    return mention.party is not None and mention.kind not in ("person", "leader", "outlet") and not mention.place


def _heading(cast: Cast, begin: int, fit: Callable[[Mention], bool]) -> str | None:
    """Return the one party that a short line over a paragraph or a list names."""
    tokens = cast.scan.tokens
    for _ in range(_LINES):
        if begin < 1:
            return None
        last = begin
        begin = cast.frame.paragraph(begin - 1)
        words = [t for t in tokens[begin:last] if t.is_alpha]
        if not words:
            continue
        if len(words) > _HEADING or any(t.text in (".", "”", "?", "!") for t in tokens[begin:last]):
            if _bullet(tokens, begin):
                continue
            return None
        parties = {m.party for m in cast.scan.within(begin, last) if _party(m) and fit(m)}
        return parties.pop() if len(parties) == 1 else None
    return None


def _bullet(tokens: list[Any], i: int) -> bool:
    return i < len(tokens) and tokens[i].text[0] in "•·*–—-"


def _subject(token: Any) -> bool:
    while token.dep_ in ("poss", "appos", "conj") and token.head.i != token.i:
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass", "agent")
