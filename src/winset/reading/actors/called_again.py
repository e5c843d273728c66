"""Common nouns that stand for parties of the tables named before: "the bloc", "the Commission", "the country"."""

from __future__ import annotations

from typing import Any

from winset.core.words import word_set
from winset.reading.actors import bodies
from winset.reading.actors import vocabulary as v
from winset.reading.actors.cards import Card
from winset.reading.actors.home import Frame
from winset.reading.actors.mentions import Mention, Scan
from winset.reading.actors.org_words import hints
from winset.reading.actors.phrases import noun_of
from winset.reading.actors.tables import Tables

_AGAIN = "called again by its noun"
_OTHERS = word_set(
    "other another new former same european foreign international opposition minority parliamentary steering working"
)


class CalledAgain:
    """What ties a common noun to a party of the tables; `winset.reading.actors.common` ties the others."""

    scan: Scan
    tables: Tables
    frame: Frame
    orgs: list[Card]

    def _gazetteer_noun(self, token: Any, noun: str) -> Mention | None:
        """Read "the bloc", "the alliance", "the agency", "the country": the one party of that sort named before."""
        plural = token.tag_ in ("NNS", "NNPS") and noun not in v.PLURAL_ONLY
        compound = token.dep_ == "compound" and bool(self.scan.roles.get(noun_of(token.head)))
        if not (compound or any(c.lower_ == "the" for c in token.children)) or plural or self._owned(token):
            return None
        scan = self.scan
        if noun in ("north", "south", "east", "west"):
            # "the North" beside North Korea.
            start = noun.title() + " "
            near = {
                m.parties[0]
                for m in scan.mentions
                if m.card is None and len(m.parties) == 1 and m.label.startswith(start)
            }
            if token.text[:1].isupper() and len(near) == 1:
                party = near.pop()
                return Mention(
                    token.idx,
                    token.idx + len(token),
                    token.i,
                    token.i + 1,
                    "name",
                    (party,),
                    _name(self.tables, party or ""),
                )
            return None
        if noun in v.OF_A_STATE:
            so_called = [card for card in self.orgs if noun in card.types]
            # "the army" is the state's, also where the rebels call themselves one.
            return self._of_a_state(token, noun) if all("movement" in c.types for c in so_called) else None
        # Not a ministry of a state that no table knows.
        known = [
            m for m in scan.mentions if m.card is None and len(m.parties) == 1 and m.parties[0] in self.tables.parties
        ]
        before = [m for m in known if m.first < token.i]
        if noun in v.GROUP_NOUNS:
            groups = {
                m.parties[0]
                for m in before
                if self.tables.parties[m.parties[0] or ""].kind == "group"
                or noun in self.tables.parties[m.parties[0] or ""].name.casefold().split()
            }
            if len(groups) != 1 or any(noun in card.types for card in self.orgs):
                return None
            party = groups.pop()
        elif token.text == "Commission" and self._european(before):
            end, full = token.idx + len(token), "European Commission"
            return Mention(token.idx, end, token.i, token.i + 1, "body", ("european_union",), full, note=_AGAIN)
        elif noun in v.CALLED:
            if noun == "administration":
                before = known
            named = {
                m.parties[0]
                for m in before
                if m.kind in ("name", "ambiguous", "body") and m.parties[0] in v.CALLED[noun]
            }
            if len(named) != 1 or any(noun in card.types for card in self.orgs):
                return None
            party = named.pop()
            full = self._body(before, party, noun)
            if full:
                end = token.idx + len(token)
                return Mention(token.idx, end, token.i, token.i + 1, "body", (party,), full, note=_AGAIN)
        elif (kinds := {kind for kind, nouns in v.KINDS.items() if noun in nouns}) and noun != "government":
            # "the guild" beside an organisation of the tables that is one by its name.
            bodies = [p for m in before if self.tables.parties[p := m.parties[0] or ""].kind == "organisation"]
            alike = {p for p in bodies if kinds & hints(self.tables.parties[p].name.split())}
            if len(alike) != 1 or any(noun in card.types or kinds & card.types for card in self.orgs):
                return None
            party = alike.pop()
        elif noun in ("country", "nation"):
            if any(noun in card.types for card in self.orgs):
                return None
            countries = [
                m
                for m in before
                if m.kind in ("name", "capital")
                and self.tables.parties[m.parties[0] or ""].kind == "country"
                and not m.place
            ]
            start = token.sent.start
            subjects = [m for m in countries if scan.head(m).dep_ in ("nsubj", "nsubjpass", "poss")]
            inside = [m for m in subjects if m.first >= start] or subjects[-1:] or countries[-1:]
            if not inside or token.i - inside[-1].first > 60:
                return None
            party = inside[-1].parties[0]
        else:
            return None
        return Mention(
            token.idx, token.idx + len(token), token.i, token.i + 1, "name", (party,), _name(self.tables, party or "")
        )

    def _european(self, before: list[Mention]) -> bool:
        """Whether "the Commission" is the European one: states of Europe act, and no other commission is named."""
        if any("commission" in card.types for card in self.orgs):
            return False
        if any("commission" in m.label.casefold() for m in self.scan.mentions if m.kind == "body"):
            return False
        states = {m.parties[0] for m in before if m.kind in ("name", "capital", "adjective")}
        return "european_union" in states or len(states & v.EUROPE) > 1

    def _body(self, before: list[Mention], party: str | None, noun: str) -> str:
        """Return the full name of the body that a noun stands for: "the Commission" for the European Commission."""
        for mention in reversed(before):
            words = self.scan.text[mention.start : mention.end].split()
            if (
                mention.kind == "body"
                and mention.parties == (party,)
                and len(words) > 1
                and words[-1].casefold() == noun
            ):
                return " ".join(words).removeprefix("the ").removeprefix("The ")
        return ""

    def _of_a_state(self, token: Any, noun: str) -> Mention | None:
        """Read "the government", "the army": of the one state of whose such a thing the text speaks."""
        state = self.frame.governing or self.frame.issuer or self.frame.principal
        if state is None and noun in ("government", "cabinet", "administration"):
            home = self.frame.home
            places = [m.first for m in self.scan.mentions if home is not None and self.frame.state_of(m) == home]
            passing = len(places) == 1 and places[0] > token.right_edge.i  # a host or a guarantor
            state = (None if passing else home) or self.frame.before(token.i)
        if state is None:
            return None
        end = token.idx + len(token)
        if noun in ("ministry", "parliament", "presidency"):
            full = bodies.full(self.scan, token).removeprefix("the ")
            return Mention(token.idx, end, token.i, token.i + 1, "body", (state,), full, note=_AGAIN)
        card = next((c for c in self.orgs if c.party == state), None)
        kind, parties = ("local", ()) if card is not None else ("name", (state,))
        mention = Mention(token.idx, end, token.i, token.i + 1, kind, parties, _name(self.tables, state), card=card)
        if card is not None:
            card.mentions.append(mention)
        return mention

    def _owned(self, token: Any, *, led: bool = False) -> bool:
        """Whether the noun has an owner or an origin of its own: "the Iranian government", "a group of experts".

        What has leaders (`led`) may be of a place or of its members: "the rebels of the south", "their union's chair".
        """
        left = self.scan.by_token.get(token.i - 1)
        if left is not None and left.kind == "adjective" and token.dep_ == "compound":
            return True  # "a Thai government spokeswoman"
        for child in token.children:
            known = child.i in self.scan.by_token
            if known and child.dep_ in ("amod", "compound", "nmod", "poss"):
                return True
            if child.dep_ == "poss" and child.pos_ != "NOUN":
                theirs = child.lower_ == "their" and noun_of(token) in ("union", "association", "federation", "guild")
                return not (led and theirs)
            if child.dep_ == "prep" and child.lower_ == "of" and not led:
                return True
            if child.dep_ in ("amod", "compound") and child.lower_ in _OTHERS:
                return True
        return False


def _name(tables: Tables, party: str) -> str:
    return tables.parties[party].name if party in tables.parties else party
