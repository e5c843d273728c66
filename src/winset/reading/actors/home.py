"""What the frame of a text tells: labels of an interview, who issued a read-out, whose government "the government" is.

Each of these is used only where the words beside a name do not say for whom it speaks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from winset.core.words import word_set
from winset.reading.actors import principals, seat
from winset.reading.actors import vocabulary as v
from winset.reading.actors.cards import Card
from winset.reading.actors.labelled import labels
from winset.reading.actors.mentions import Mention, Scan
from winset.reading.actors.org_again import STATE
from winset.reading.actors.org_words import DOMAINS
from winset.reading.actors.phrases import Role, noun_of
from winset.reading.actors.tables import Tables

_ISSUERS = re.compile(
    r"\b(?:ministry|ministries|office|embassy|government|department|presidency|chancellery|mission|secretariat|cabinet|"
    r"press service|press release|kremlin|read-?out|communiqu[eé]|state department)\b",
    re.IGNORECASE,
)
_LONGEST = 160
_OF_KIND = {
    "steward": "union",
    "unionist": "union",
    "convener": "union",
    "organiser": "union",
    "organizer": "union",
    "executive": "company",
    "ceo": "company",
}
_FIRMS_OWN = word_set(
    "managing works plant personnel hr resources country commercial sales production yard mine factory terminal hotel "
    "operations regional industrial"
)

_SENT = frozenset(("representative", "leader", "spokesman", "spokeswoman", "delegate", "negotiator"))
_STAFF = v.STAFF - {"officers", "civil", "servants"}


class Frame:
    """The frame of one document. `local` holds the cards of states that no table knows."""

    def __init__(self, scan: Scan, tables: Tables) -> None:
        self.scan = scan
        self.tables = tables
        self.labels = labels(scan)
        self.unvoiced: str | None = None
        """The only state that acts without people of its own in the text; the cast tells it."""
        self.sentences = [sentence.start for sentence in scan.doc.sents] if len(scan.doc) else []

    # -- interviews ----------------------------------------------------------------------------------------------

    @cached_property
    def turns(self) -> list[tuple[int, str]]:
        """First token and label of each turn of an interview; empty where the text is none."""
        return [(first, label) for first, _, label in self.labels]

    # -- states --------------------------------------------------------------------------------------------------

    def state_of(self, mention: Mention) -> str | None:
        """Return the state that a mention stands for, or None."""
        if mention.card is not None:
            return mention.card.party if STATE in mention.card.types else None
        party = mention.parties[0] if len(mention.parties) == 1 else None
        known = self.tables.parties.get(party) if party is not None else None
        return party if known is not None and known.kind == "country" else None

    @cached_property
    def issuer(self) -> str | None:
        """The state whose body issued the text, as the heading has it: "Ministry of Foreign Affairs of …"."""
        end = 0
        for line in self.scan.text.split("\n")[:4]:
            if len(line) > _LONGEST or line.rstrip().endswith((".", "!", "?", "”", '"')):
                break
            end += len(line) + 1
            if not line.strip():
                break
        head = self.scan.text[:end]
        if not _ISSUERS.search(head) or re.search(r"\b(?:says?|said|talks|rejects?|warns?|after|as)\b", head):
            return None
        heads = [(m, state) for m in self.scan.mentions if m.end <= end and (state := self.state_of(m)) and not m.place]
        named = {state for _, state in heads}
        if len(named) > 1:
            # "Press statement on the consultations with Japan" names the other one: of the issuer's own line.
            at = 0
            for line in head.split("\n"):
                inside = {state for m, state in heads if at <= m.start < at + len(line)}
                if _ISSUERS.search(line):
                    return inside.pop() if len(inside) == 1 else None
                at += len(line) + 1
        return named.pop() if len(named) == 1 else None

    @cached_property
    def home(self) -> str | None:
        """The one state of whose government, army or parliament the text speaks, or the only state in it."""
        return self._home(only=True)

    @cached_property
    def governing(self) -> str | None:
        """The one state of whose government or army the text speaks."""
        return self._home(only=False)

    def _home(self, *, only: bool) -> str | None:
        ruled: dict[str, int] = defaultdict(int)
        named = set()
        for mention in self.scan.mentions:
            state = self.state_of(mention)
            if state is None:
                continue
            if not mention.place:
                named.add(state)
            token = self.scan.head(mention)
            head = token.head
            if token.dep_ == "pobj" and head.lower_ == "of":
                head = head.head
            elif token.dep_ not in ("amod", "compound", "nmod", "poss"):
                continue
            if noun_of(head) in v.OF_A_STATE | v.LOADED_RULE and head.i not in self.scan.by_token:
                ruled[state] += 1
        if len(ruled) == 1:
            return next(iter(ruled))
        if not only or ruled:
            return None
        return named.pop() if len(named) == 1 and not named & self.outside else self.principal

    @cached_property
    def outside(self) -> frozenset[str]:
        """The states that only host, mediate or watch; see `winset.reading.actors.principals`."""
        return principals.outside(self)

    @cached_property
    def principal(self) -> str | None:
        """The state whose government "the government" is, though no state is named with it."""
        return principals.principal(self)

    def before(self, i: int, reach: int = 1, *, main: bool = False) -> str | None:
        """Return the state that is the subject of the sentence before a token's, in the same paragraph.

        With `main`, not of a clause within it: "the paper reports that Norvia has asked" speaks of the paper.
        """
        number = self._sentence(i)
        here = self.sentences[number]
        for at in range(number - 1, max(number - 1 - reach, -1), -1):
            begin = self.sentences[at]
            if "\n\n" in self.scan.text[self.scan.starts[begin] : self.scan.starts[here]].strip(" "):
                return None
            end = self.sentences[at + 1]
            states = {
                state
                for m in self.scan.within(begin, end)
                if (state := self.state_of(m)) and _subject(self.scan.head(m), main=main) and not m.place
            }
            if len(states) == 1:
                return states.pop()
            if states:
                return None
        return None

    def office(self, role: Role, i: int) -> tuple[str, str] | None:
        """Return the state of an office for which the text names none, and why; None where it stays open."""
        # "Cabinet affairs minister": the cabinet is part of the title.
        other = any(noun_of(self.scan.tokens[i]) != "cabinet" for i in role.nouns)
        if role.mentions or other or role.speaks_for_none or role.owner >= 0 or not of_a_state(role):
            return None
        if role.noun in ("diplomat", "ambassador"):
            return None  # of any state
        for state, why in self._told(role, i):
            if state is not None:
                return state, why
        found = self.home
        if found is not None:
            places = [m.first for m in self.scan.mentions if self.state_of(m) == found]
            if self.governing is None and len(places) == 1 and places[0] > i:
                return None  # a host that is named in passing later
            return found, "the only state of whose government the text speaks"
        return None

    def _told(self, role: Role, i: int) -> Iterator[tuple[str | None, str]]:
        """Yield what may tell the state of an office, the surest first: a state or None, and why."""
        yield self.issuer, "the body that issued the text"
        yield self._seat(i), "the seat of government where the sentence begins"
        yield seat.where_spoken(self, i), "the seat of government where it is said"
        if self.before(i, main=True) is None:
            yield self.principal, "the state whose government the text is about"
        if role.noun != "palace":
            yield self.before(i, 3), "the state of the sentence before"
        yield seat.where_set(self, i), "the seat of government where the paragraph is set"
        yield self.dateline, "the state from which the agency writes, a party of the text"
        if role.noun in v.STATE_OFFICES or role.words & v.MINISTRIES:
            yield self.unvoiced, "the only state of the text whose people are not named otherwise"
        if role.noun in v.STATE_OFFICES:
            yield principals.lead(self), "the state with which the text begins"
        yield self._dominant, "the state of which the text speaks most"

    @cached_property
    def dateline(self) -> str | None:
        """The state of the dateline where it acts in the text."""
        return seat.dateline(self)

    def span(self, i: int) -> tuple[int, int]:
        """Return first and last (exclusive) token of the sentence of a token."""
        number = self._sentence(i)
        end = self.sentences[number + 1] if number + 1 < len(self.sentences) else len(self.scan.tokens)
        return self.sentences[number], end

    def paragraph(self, i: int) -> int:
        """Return the first token of the paragraph of a token."""
        while i > 0 and "\n" not in self.scan.tokens[i - 1].text:
            i -= 1
        return i

    @cached_property
    def _dominant(self) -> str | None:
        """The state that a text on several names at least three times, and twice as often as any other."""
        counts: dict[str, int] = defaultdict(int)
        for mention in self.scan.mentions:
            state = self.state_of(mention)
            if state is not None and not mention.place:
                counts[state] += 1
        if len(counts) < 3:
            return None
        (first, most), (_, second), *_ = sorted(counts.items(), key=lambda pair: -pair[1])
        return first if most > 2 and most >= 2 * second else None

    def _seat(self, i: int) -> str | None:
        """Return the state in whose capital a sentence is set: "In New Delhi, the steel minister warned"."""
        begin = self.sentences[self._sentence(i)]
        first = self.scan.tokens[begin : begin + 4]
        if not first or first[0].lower_ != "in" or not any(t.text == "," for t in first):
            return None
        mention = next(iter(self.scan.within(begin + 1, begin + 3)), None)
        return self.state_of(mention) if mention is not None and mention.kind in ("capital", "name") else None

    def _sentence(self, i: int) -> int:
        number = 0
        for at, start in enumerate(self.sentences):
            if start > i:
                break
            number = at
        return number


def of_kind(role: Role) -> str | None:
    """Return the kind of organisation that alone has a role: a union its stewards, a company its executives."""
    if role.title.startswith("general secretary") and not role.words & v.MINISTRIES:
        return "union"
    if role.noun in _SENT and role.words & _STAFF:
        return "union"  # "the workers' representative"
    if role.noun in ("director", "manager") and role.words & _FIRMS_OWN:
        return "company"  # "plant manager NAME"
    return _OF_KIND.get(role.noun)


def of_a_state(role: Role) -> bool:
    """Whether a role is an office of a state by its words."""
    words = set(role.title.split())
    if role.noun in ("secretary", "general", "secretary-general") and {"secretary", "general"} <= words:
        return False  # an alliance's
    if role.noun in _OF_ANY:
        words -= {"general"}  # "General manager", "director general"
    if role.title.startswith(("high commissioner", "peace commissioner", "government commissioner")):
        return True
    if role.noun in v.STATE_OFFICES or words & v.STATE_WORDS:
        return True
    of_office = v.MINISTRIES | {"president", "premier", "chancellor", "minister"}  # "the president's spokesman"
    if role.offices and role.noun in v.TO_ROLES | v.SPOKES and role.words & _RULERS:
        return True  # "an aide to the president"
    return role.noun in ("secretary", "aide", "spokesman", "spokeswoman", "office") and bool(words & of_office)


_OF_ANY = frozenset(("manager", "director", "secretary", "counsel"))
_RULERS = frozenset(("president", "premier", "chancellor", "minister", "king", "queen", "emir"))


def _subject(token: Any, *, main: bool = False) -> bool:
    while token.dep_ in ("conj", "appos", "poss") and token.head.i != token.i:
        token = token.head
    clauses = ("ROOT", "conj") if main else ("ROOT", "conj", "ccomp", "advcl")
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ in clauses


def of_a_state_ministries(scan: Scan, cards: list[Card], frame: Frame, *, near: bool = False) -> None:
    """Give "the Economy Ministry", which names no state, to the state of which the text speaks there.

    With `near`, only to one whose seat stands beside it, or whose government the text is about: a state that is named
    in passing is not the ministry's.
    """
    for card in list(cards):
        words = [word for name in card.names for word in name.casefold().split()]
        plain = all(word in DOMAINS or word in _OF_MINISTRY for word in words)
        plain = plain or all(_OF_ITS_KIND.search(name) for name in card.names)
        if not plain or not {"ministry", "department"} & set(words) or not card.mentions:
            continue
        first = card.mentions[0].first
        default = frame.issuer or frame.governing or (None if near else frame.before(first))
        default = default or seat.where_set(frame, first) or frame.dateline or (None if near else frame.home)
        told = {m.start: seat.named_with(frame, m.first) for m in card.mentions}
        default = default or next((state for state in told.values() if state), None)
        if default is None:
            continue
        for mention in card.mentions:
            state = told[mention.start] or default
            local = next((c for c in cards if c.party == state), None)
            if local is not None:
                mention.card, mention.kind = local, "local"
                local.mentions.append(mention)
            else:
                mention.card, mention.kind, mention.parties = None, "body", (state,)
        cards.remove(card)


_OF_MINISTRY = frozenset(("ministry", "department", "of", "for", "the", "and", "affairs", "economics"))
_OF_ITS_KIND = re.compile(r"^(?:[a-z]+ ministry|Ministry of [A-Z]\w+|[A-Z]\w+ Ministry)$")
