"""The resolver of one document: what a source, or any mention, stands for.

Order: what the phrase itself says (apposition, role, owner), what the document says elsewhere, the dated table of
office-holders; where none decides, the candidates and the reasons are returned and nothing is picked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from winset.core.dates import PartialDate
from winset.reading.actors import anaphors
from winset.reading.actors import vocabulary as v
from winset.reading.actors.bodies import BODIES
from winset.reading.actors.cast import Cast
from winset.reading.actors.finish import alternatives, neutral
from winset.reading.actors.groups import NUMBERS, find_coalitions
from winset.reading.actors.issuing import WE
from winset.reading.actors.labelled import ANSWERS, after_dateline, interviewee
from winset.reading.actors.lexicon import Lexicon
from winset.reading.actors.listing import list_parties
from winset.reading.actors.mentions import Mention, Scan, head_of
from winset.reading.actors.phrases import knows, name_phrase, noun_of, read_role
from winset.reading.actors.pronouns import HE, IT, SHE, THEY
from winset.reading.actors.roles_of import alias_verb
from winset.reading.actors.tables import Actor, Tables
from winset.reading.actors.via import with_via
from winset.reading.marks import Places, Resolution
from winset.reading.statement import JOINT, Candidate, PartyFound

UNKNOWN = Resolution(None, None, "unknown")
_PRONOUNS = HE | SHE | THEY | IT | WE
_OWNERS = _PRONOUNS | {"your"}
_OURS = BODIES | {"team", "side", "delegation"}
_LISTED = 20_000
_PARTS = frozenset(("wing", "arm", "branch", "organisation", "organization"))


class Resolver:
    """What the mentions of one document stand for. Made by `Actors.resolver`."""

    def __init__(
        self,
        doc: Any,
        lexicon: Lexicon,
        tables: Tables,
        actors: dict[str, list[Actor]],
        published: PartialDate | None,
    ) -> None:
        self.doc = doc
        self.tables = tables
        self.scan = Scan(doc, lexicon, tables.roles)
        self.cast = Cast(self.scan, tables, actors, published)
        taken = {*tables.parties, *(card.party or "" for card in self.cast.orgs)}
        self.coalitions = find_coalitions(self.scan, taken, self.cast.party_name)
        self.pronouns = self.cast.pronouns
        self.busy: set[int] = set()
        self._speakers: set[str] = set()

    # -- public --------------------------------------------------------------------------------------------------

    def resolve(self, places: Places) -> Resolution:
        """Return what the source of an attribution stands for.

        Parameters
        ----------
        places
            Start and end of each part of the source, in code points; ``()`` gives an unknown.
        """
        for start, end in places:
            first, last = self.scan.tokens_of(start, end)
            if first < last:
                found = neutral(alternatives(self._range(first, last)))
                if found.party is not None:
                    self._speakers.add(found.party)
                return found
        return UNKNOWN

    def party_at(self, start: int, end: int) -> str | None:
        """Return the party that the words at a place stand for, or None where they stand for none or it is open."""
        first, last = self.scan.tokens_of(start, end)
        if first >= last:
            return None
        head = head_of(self.scan.tokens[first:last])
        mention = self.scan.by_token.get(head.i)
        if mention is not None:
            return mention.party
        if head.lower_ in _PRONOUNS:
            return self.token(head).party
        if self.scan.roles.get(noun_of(head)) or noun_of(head) in v.SIDES:
            return self._phrase(head, first, last).party
        return None

    def parties_in(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Return the mentions of parties in a range: start, end, party; pronouns where they are sure."""
        first, last = self.scan.tokens_of(start, end)
        found = []
        i = first
        while i < last:
            mention = self.scan.by_token.get(i)
            if mention is not None:
                if mention.party is not None and mention.start >= start and mention.end <= end:
                    found.append((mention.start, mention.end, mention.party))
                i = max(mention.last, i + 1)
                continue
            token = self.scan.tokens[i]
            if token.lower_ in _PRONOUNS and token.idx >= start and token.idx + len(token) <= end:
                party = self.token(token).party
                if party is not None:
                    found.append((token.idx, token.idx + len(token), party))
            i += 1
        return found

    def parties(self) -> list[PartyFound]:
        """Return the parties to what the document tells, or players in it; not those named in passing."""
        return list_parties(self)

    @property
    def speakers(self) -> frozenset[str]:
        """Parties for which a source spoke that was resolved so far."""
        return frozenset(self._speakers)

    # -- ranges --------------------------------------------------------------------------------------------------

    def _range(self, first: int, last: int) -> Resolution:
        first = after_dateline(self.scan, first, last)
        colon = max((t.i for t in self.scan.tokens[first : last - 1] if t.text == ":"), default=first - 1)
        first = colon + 1  # "Ministry: the minister, NAME": who speaks stands behind the label
        tokens = [t for t in self.scan.tokens[first:last] if not t.is_space and not t.is_punct]
        if not tokens:
            return UNKNOWN
        if len(tokens) == 1 and tokens[0].text in ANSWERS:
            card = interviewee(self.scan, self.cast.people)
            if card is not None:
                return self._person(card.mentions[0])
        head = head_of(tokens)
        own = {token.i for token in tokens}
        for token in tokens:
            # Two subjects of one verb side by side are one phrase that the parse cut: "the opposition Labour Party".
            if (
                token.i > head.i
                and token.head.i == head.head.i
                and token.head.i not in own
                and token.dep_ == head.dep_
                and head.pos_ == "NOUN"
            ):
                head = token
        tail, at_head = tokens[-1], self.scan.by_token.get(head.i)
        is_noun = tail.pos_ == "NOUN" and tail.i not in self.scan.by_token and bool(self.scan.roles.get(noun_of(tail)))
        cut = head.dep_ in ("det", "amod") and tail.pos_ == "NOUN"
        if is_noun and (cut or (at_head is not None and at_head.kind == "adjective")):
            # "Latvian and Estonian officials", whatever the parse took for the head.
            return self._phrase(tail, first, last)
        # A name that takes up the whole source, whatever the parse made of it.
        mention = self.scan.by_token.get(tokens[0].i)
        if mention is not None and mention.first <= tokens[0].i and mention.last > tokens[-1].i:
            return with_via(self, head, self.of_mention(mention, head))
        named = [m for m in self.scan.within(first, last) if m.kind in ("person", "leader")]
        joined = [
            t for t in head.conjuncts if first <= t.i < last and t.i > head.i and t.pos_ in ("NOUN", "PROPN", "PRON")
        ]
        here = self.scan.by_token.get(head.i)
        if here is not None and here.card is not None and here.card.members:
            # "The coalition of France, the United Kingdom and Ukraine" is one, whatever the parse joined it with.
            return with_via(self, head, self.of_mention(here, head))
        if joined and not (named and self._apposed(named[0], head)):
            return with_via(self, head, self._joint([head, *joined], first, last))
        inside = self._own_person(named, head, first, last)
        if inside is not None:
            return with_via(self, head, self._person(inside))
        return with_via(self, head, self.token(head, first, last))

    def _apposed(self, mention: Mention, head: Any) -> bool:
        return mention.first <= head.i < mention.last and any(c.dep_ == "appos" for c in head.children)

    def _own_person(self, named: list[Mention], head: Any, first: int, last: int) -> Mention | None:
        """Return the person that a source phrase is about: its head, or tied to it by apposition or position."""
        for mention in named:
            if mention.first <= head.i < mention.last:
                return mention
        noun_classes = self.scan.roles.get(noun_of(head), frozenset())
        for mention in named:
            token = head_of(self.scan.tokens[mention.first : mention.last])
            if token.dep_ == "poss" or self.scan.tokens[min(mention.last, len(self.scan.tokens) - 1)].text in (
                "'s",
                "’s",
            ):
                continue
            if token.dep_ == "appos" and token.head.i == head.i and head.tag_ not in ("NNS", "NNPS"):
                return mention
            if mention.first > head.i and alias_verb(self.scan, mention) is not None:
                return mention
            if not noun_classes & {"official", "outside", "legislator"}:
                continue
            if head.tag_ in ("NNS", "NNPS"):
                continue
            behind = self.scan.tokens[mention.first - 1].text == "," and mention.last >= last - 1
            if mention.first > head.i and behind:
                return mention
            between = self.scan.tokens[min(head.i + 1, mention.first) : mention.first]
            if mention.first > head.i and not any(
                t.dep_ in ("prep", "relcl") and t.lower_ in v.BLOCK | v.LINK and token in t.subtree for t in between
            ):
                return mention
        return None

    def _joint(self, heads: list[Any], first: int, last: int) -> Resolution:
        bounds = [h.left_edge.i for h in heads[1:]] + [last]
        found = []
        begin = first
        for head, end in zip(heads, bounds, strict=True):
            found.append(
                self.token(head, begin, max(end, head.i + 1)) if not self._person_at(head) else self.token(head)
            )
            begin = end
        via = tuple(dict.fromkeys(name for each in found for name in each.via))
        spoken = [each for each in found if each.kind not in ("outlet", "work")]
        if not spoken:
            return Resolution(" and ".join(e.name for e in found if e.name), None, found[0].kind, (), via)
        parties = list(dict.fromkeys(each.party for each in spoken if each.party is not None))
        names = list(dict.fromkeys(each.name for each in spoken if each.name))
        if len(parties) == 1 and all(each.party for each in spoken):
            return Resolution(
                " and ".join(names) if len(spoken) > 1 else spoken[0].name, parties[0], spoken[0].kind, (), via
            )
        if len(spoken) == 1:
            only = spoken[0]
            return Resolution(only.name, only.party, only.kind, only.candidates, via)
        candidates = tuple(Candidate(e.name or "", e.party, JOINT) for e in spoken)
        return Resolution(" and ".join(names) or None, None, "group", candidates, via)

    def _person_at(self, head: Any) -> bool:
        mention = self.scan.by_token.get(head.i)
        return mention is not None and mention.kind == "person"

    def classes(self, token: Any) -> frozenset[str]:
        """Return the classes of a noun."""
        return self.scan.roles.get(noun_of(token), frozenset())

    # -- one head ------------------------------------------------------------------------------------------------

    def token(self, head: Any, first: int | None = None, last: int | None = None) -> Resolution:
        """Return what the phrase headed by a token stands for."""
        if head.i in self.busy:
            return UNKNOWN
        self.busy.add(head.i)
        try:
            mention = self.scan.by_token.get(head.i)
            if mention is not None and not self._is_modifier(mention, head):
                return self.of_mention(mention, head)
            if head.lower_ in _PRONOUNS:
                return self._pronoun(head)
            if head.lower_ in ("who", "which", "that") and head.head.dep_ == "relcl":
                return self.token(head.head.head)
            begin = head.left_edge.i if first is None else first
            end = head.right_edge.i + 1 if last is None else last
            if (
                head.lower_
                in ("one", "some", "many", "others", "most", "both", "another", "each", "neither", "several", "all")
                and head.pos_ != "NOUN"
            ):
                return self._quantifier(head, begin, end)
            return self._phrase(head, begin, end)
        finally:
            self.busy.discard(head.i)

    def _is_modifier(self, mention: Mention, head: Any) -> bool:
        return mention.kind == "prefix"

    def _pronoun(self, token: Any) -> Resolution:
        found = self.pronouns.antecedent(token)
        if found is None:
            return Resolution(None, None, "unknown", (Candidate(token.text, None, "no antecedent was found"),))
        if found.mention is not None:
            return self.of_mention(found.mention, self.scan.tokens[found.token])
        return self.token(self.scan.tokens[found.token])

    def _quantifier(self, head: Any, first: int, last: int) -> Resolution:
        if head.lower_ == "both":
            return anaphors.sides(self, head, 2)
        named = self._apposed_organisation(head) if head.lower_ in ("one", "another") else None
        if named is not None:
            return self.of_mention(named, head)
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for grand in child.children:
                    if grand.lower_ in _PRONOUNS and grand.dep_ == "pobj":
                        return self.token(grand)
        role = read_role(self.scan, first, last)
        targets = self.cast.targets(role)
        parties = list(dict.fromkeys(p for _, p in targets if p))
        name = name_phrase(self.scan, first, last)
        own = (Candidate(name, None, "no party is named for it"),)
        if role.speaks_for_none or len(parties) != 1:
            return Resolution(
                name, None, "person" if role.noun else "unknown", _candidates(targets, "named in the phrase") or own
            )
        return Resolution(name, parties[0], "person")

    def of_mention(self, mention: Mention, head: Any) -> Resolution:
        """Return what a mention stands for as a source."""
        if mention.kind == "person":
            return self._person(mention)
        if mention.card is not None:
            card = mention.card
            kind = "group" if card.kind == "coalition" else "party"
            return Resolution(card.name, card.party, kind)
        if mention.kind == "outlet":
            return Resolution(mention.label, None, "outlet", (), (mention.label,))
        if mention.open and mention.label == "Europeans" and (together := anaphors.regional(self, head)) is not None:
            return together
        if mention.open:
            return Resolution(mention.label, None, "unknown", self._open(mention))
        party = mention.parties[0] if mention.parties else None
        if party is None:
            return Resolution(
                mention.label, None, "group", (Candidate(mention.label, None, mention.note or "no party"),)
            )
        if mention.place:
            # As a source it must act: the parse has hidden that it is a subject.
            return Resolution(self.cast.party_name(party), party, "party")
        if mention.kind == "body" and mention.note:
            return Resolution(mention.label, party, "body")
        if mention.kind == "body":
            return Resolution(re.sub(r"^[Tt]he ", "", self.scan.text[mention.start : mention.end]), party, "body")
        return Resolution(self.cast.party_name(party), party, "party")

    def _open(self, mention: Mention) -> tuple[Candidate, ...]:
        note = mention.note or "several share the name"
        return tuple(
            Candidate(self.cast.party_name(p) if p else f"{mention.label} (another)", p, note) for p in mention.parties
        )

    def _person(self, mention: Mention) -> Resolution:
        card = mention.card
        assert card is not None
        candidates = tuple(card.candidates) if card.party is None else ()
        return Resolution(card.name, card.party, "person", candidates, reason=card.reason if not card.party else "")

    # -- phrases -------------------------------------------------------------------------------------------------

    def _phrase(self, head: Any, first: int, last: int) -> Resolution:
        noun = noun_of(head)
        classes = self.scan.roles.get(noun, frozenset())
        plural = head.tag_ in ("NNS", "NNPS")
        person = self._apposed_person(head)
        if person is not None:
            return self._person(person)
        named = self._apposed_organisation(head)
        if named is not None and not plural:
            return self.of_mention(named, head)
        if noun in v.SPOKEN and not (noun in ("side",) or "work" in classes):
            return anaphors.words_of(self, head, first, last)
        if "work" in classes:
            return anaphors.work(self, head, first, last)
        if noun in ("state", "kingdom", "republic") and (state := anaphors.named_state(self, head)) is not None:
            return self.of_mention(state, head)
        owner = next((c for c in head.children if c.dep_ == "poss" and c.lower_ in _OWNERS), None)
        if owner is not None and owner.lower_ in ("our", "your") and noun in _OURS:
            return self._party_of(self._pronoun(owner))
        if (
            owner is not None
            and (any(noun in nouns for nouns in v.KINDS.values()) or noun in v.SIDES | _PARTS)
            and not plural
        ):
            theirs = noun in ("union", "association", "federation", "guild") and owner.lower_ == "their"
            card = self.cast.common(noun, head.idx) if theirs else None
            if card is not None:
                return Resolution(card.name, card.party, "party")
            return self._party_of(self.token(owner))
        number = next((NUMBERS[c.lower_] for c in head.children if c.lower_ in NUMBERS), 0)
        role = read_role(self.scan, first, last)
        targets = self.cast.targets(role) if role.noun else anaphors.modifiers(self, head)
        if not targets and not role.noun:
            targets = anaphors.modifiers(self, head)
        parties = list(dict.fromkeys(p for _, p in targets if p))
        name = name_phrase(self.scan, first, last)
        if parties and self._private(head, noun, classes):
            # "South African unions", "a Chinese company": from there, not for it.
            card = self.cast.common(noun, head.idx) if self.definite(head) and not plural else None
            if card is not None:
                return Resolution(card.name, card.party, "party")
            return Resolution(name, None, "group", reason=f"a {noun} of its own: speaks for no state")
        if plural and not number and noun in ("country", "nation", "state") and not parties:
            grouped = anaphors.kind_of_states(self, head)
            if grouped is not None:
                return grouped
        if (number or plural) and not parties and noun in v.SIDES:
            return anaphors.sides(self, head, number or 2)
        if noun in v.SIDES and (self.cast.undecided(role) or any(p is None for _, p in targets)):
            together = anaphors.regional(self, head)
            if together is not None:
                return together
        if number > 1 and noun in v.NUMBERED and (len(parties) != 1 or self.cast.undecided(role)):
            return anaphors.sides(self, head, number)
        if knows(self.scan.tokens[head.i + 1 : last]):
            return Resolution(name, None, "group" if plural else "person", reason="knows a party: speaks for none")
        if role.speaks_for_none:
            reason = f"{'former ' if role.former else ''}{role.noun or 'such a person'}: speaks for no party"
            return Resolution(name, None, "person" if not plural else "group", reason=reason)
        if len(parties) == 1 and self.cast.undecided(role):
            return Resolution(
                name, None, "group" if plural else "person", _candidates(targets, "the name is ambiguous")
            )
        if len(parties) == 1:
            if not plural and self.definite(head) and "official" in classes:
                known = anaphors.holder(self, role, parties[0], head.i)
                if known is not None:
                    return Resolution(known.name, known.party, "person")
            kind = (
                "body"
                if classes & {"institution"} and "official" not in classes
                else "person"
                if not plural
                else "group"
            )
            return Resolution(name, parties[0], kind if classes else "unknown")
        if len(parties) > 1:
            return Resolution(name, None, "group", _candidates(targets, JOINT))
        if (staff := anaphors.of_ones_staff(self, head, name)) is not None:
            return staff
        if targets:
            return Resolution(
                name, None, "person" if "official" in classes else "unknown", _candidates(targets, "open")
            )
        if classes & {"official", "outside", "legislator"} and not plural and self.definite(head):
            return anaphors.role_anaphor(self, role, head, name)
        if classes & {"institution", "organisation"} and any(noun in nouns for nouns in v.KINDS.values()):
            known_plural = plural and noun in v.PLURAL_ONLY
            card = self.cast.common(noun, head.idx) if (self.definite(head) and not plural) or known_plural else None
            if card is not None:
                return Resolution(card.name, card.party, "party")
        only = self.cast.only_state(role, head.i) if self.definite(head) or role.noun != noun else None
        if only is not None:
            return Resolution(name, only, "office")
        title = self.cast.by_title(role)
        if plural and (several := anaphors.holders(self, role, head.i)):
            return Resolution(name, None, "group", several)
        if not title and (loose := anaphors.loose_role(self, role, head)) is not None:
            return Resolution(name, loose, "group" if plural else "person")
        if len(title) == 1:
            return Resolution(name, title[0], "office")
        if title:
            options = tuple(Candidate(self.cast.party_name(p), p, "the title exists there") for p in title)
            return Resolution(name, None, "office", options)
        kind = "person" if "official" in classes and not plural else "group" if plural else "unknown"
        return Resolution(name, None, kind, (Candidate(name, None, "no party is named for it"),))

    def _private(self, head: Any, noun: str, classes: frozenset[str]) -> bool:
        """Whether a noun is of organisations that speak for no state, though an adjective tells from where they are."""
        if "institution" in classes or not (noun in v.PRIVATE or "organisation" in classes) or noun == "rebel":
            return False
        mention = next((self.scan.by_token[c.i] for c in head.lefts if c.i in self.scan.by_token), None)
        return mention is not None and mention.kind == "adjective"

    def _party_of(self, found: Resolution) -> Resolution:
        """Read "his party", "her country": what its owner speaks for."""
        if found.party is None:
            return Resolution(found.name, None, "unknown", found.candidates)
        return Resolution(self.cast.party_name(found.party), found.party, "party")

    def _apposed_person(self, head: Any) -> Mention | None:
        for child in head.children:
            mention = self.scan.by_token.get(child.i)
            if child.dep_ == "appos" and mention is not None and mention.kind == "person":
                return None if head.tag_ in ("NNS", "NNPS") else mention
        return None

    def _apposed_organisation(self, head: Any) -> Mention | None:
        """Read "its largest shareholder, the Harrow Fund", "the operator, Norline": the name, not the noun."""
        for child in head.children:
            mention = self.scan.by_token.get(child.i)
            if child.dep_ == "appos" and child.i > head.i and mention is not None:
                official = "official" in self.classes(head)
                state = mention.kind == "name" and not mention.place and not official
                official = official and not self.classes(head) & {"organisation", "institution"}
                thing = noun_of(head) in v.EVENTS | {"capital", "place", "venue"}
                if (mention.kind == "local" and not official) or (state and not thing):
                    return mention
        return None

    def definite(self, head: Any) -> bool:
        """Whether a noun is marked as known: "the", "this", an owner."""
        own = [c for c in head.children if c.dep_ != "poss" or not any(g.lower_ in ("a", "an") for g in c.children)]
        return any(c.lower_ in ("the", "this", "that") or c.dep_ == "poss" for c in own) or (
            head.i > 1 and any(head.nbor(n).lower_ in ("the", "this", "that") for n in (-1, -2))
        )


def _candidates(targets: Sequence[tuple[str, str | None]], reason: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(name, party, reason) for name, party in targets)
