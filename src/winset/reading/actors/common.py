"""Common nouns that stand for organisations: "the union", "the company's", "rebels", "the bloc"."""

from __future__ import annotations

from typing import Any

from winset.core.ids import snake
from winset.core.words import word_set
from winset.reading.actors import bodies, org_signs
from winset.reading.actors import vocabulary as v
from winset.reading.actors.cards import Card
from winset.reading.actors.home import Frame
from winset.reading.actors.mentions import Mention, Scan
from winset.reading.actors.org_words import hints, party_id
from winset.reading.actors.organisations import STATE, Organisations
from winset.reading.actors.phrases import noun_of
from winset.reading.actors.tables import Tables

_BODIES = frozenset(("court", "committee", "commission", "council", "department", "agency", "board"))
_NEVER_ALONE = word_set(
    "authority commission agency council league group bloc alliance army front business bank chamber "
    "faction department maker chain fund lender management"
)
_AGAIN = "called again by its noun"
_LOOSE = word_set("fund group bank business maker chain management buyer owner")
_KNOWN_KINDS = frozenset((*v.KINDS, STATE))
_OTHERS = word_set("other another new former same european foreign international")


class CommonNouns:
    """Ties common nouns to the organisations of one document, and makes new ones where the text names none."""

    def __init__(self, scan: Scan, tables: Tables, organisations: Organisations, frame: Frame) -> None:
        self.scan = scan
        self.frame = frame
        self.tables = tables
        self.organisations = organisations
        self.orgs = organisations.orgs
        self._common_nouns()

    def _common_nouns(self) -> None:
        """Tie "the union", "the company's", "rebels" to the organisation that they stand for, or make it one."""
        scan = self.scan
        for token in scan.tokens:
            noun = noun_of(token)
            before = scan.tokens[token.i - 1] if token.i else None
            plural = token.tag_ in ("NNS", "NNPS") or token.lower_ == noun + "s"
            if (
                token.i in scan.by_token
                or token.pos_ not in ("NOUN", "PROPN")
                or before is None
                or noun not in v.PLURAL_ONLY
            ):
                continue
            owned = before.text in ("'s", "’s") and any(token.text in card.names for card in self.orgs)
            if plural and token.text[:1].isupper() and (before.lower_ == "the" or owned):
                self._named_plural(token)
        self._singulars()
        self._named_by()
        known = frozenset(noun for card in self.orgs for noun in card.types)
        self.owning = bodies.owning_nouns(scan, known)
        self._governs = any(
            noun_of(t) == "government" and bodies.acts(t)
            for t in scan.tokens
            if t.i not in scan.by_token and t.pos_ == "NOUN"
        )
        for token in scan.tokens:
            if token.i in scan.by_token or token.pos_ not in ("NOUN", "PROPN"):
                continue
            noun = noun_of(token)
            plural = token.tag_ in ("NNS", "NNPS") or (
                token.pos_ == "PROPN" and noun in v.PLURAL_ONLY and token.lower_ == noun + "s"
            )
            mention = self._gazetteer_noun(token, noun)
            if mention is not None:
                scan.add(mention)
                continue
            own = any(noun in card.types for card in self.orgs)
            acts = noun in self.owning or self._acting_body(token, noun)
            if not own and not acts and not any(noun in nouns for nouns in v.KINDS.values()):
                continue
            one = self._stands_for_one(token, noun, plural, own=own)
            led = noun in self.owning
            if not (one or (acts and self._group(token, noun, plural))) or self._owned(token, led=led):
                continue
            full = bodies.full(self.scan, token)
            central = noun == "bank" and any(c.lower_ == "central" for c in token.lefts)
            card = self._central() if central else self.common(noun, token.idx, full, acts=acts)
            if card is None:
                continue
            mention = Mention(
                token.idx, token.idx + len(token), token.i, token.i + 1, "noun", (), token.text, card=card
            )
            card.mentions.append(mention)
            scan.add(mention)

    def _stands_for_one(self, token: Any, noun: str, plural: bool, *, own: bool) -> bool:
        if plural and noun not in v.PLURAL_ONLY:
            return False
        if not plural and noun in v.PLURAL_ONLY and noun not in ("employer", "rebel", "authority") and not own:
            return False
        if token.dep_ in ("compound", "nmod") and bool(self.scan.roles.get(noun_of(token.head))):
            return True
        if token.left_edge.lower_ in ("a", "an", "some", "another", "one", "any", "every"):
            return False
        if any(c.lower_ in ("the", "this", "that") for c in token.children) or token.dep_ == "poss":
            return True
        if any(c.dep_ == "poss" and c.tag_ == "NNS" and c.i not in self.scan.by_token for c in token.children):
            return True
        bare = not any(c.dep_ in ("det", "nummod") for c in token.children)
        if bare and noun == "management" and token.dep_ in ("nsubj", "nsubjpass"):
            return True
        return plural and bare and noun in ("rebel", "employer", "insurgent", "separatist")

    def _group(self, token: Any, noun: str, plural: bool) -> bool:
        """Whether a noun with officers of its own stands for the group here: "the growers", "Residents' leader"."""
        if token.dep_ in ("compound", "nmod", "amod"):
            return bool(self.scan.roles.get(noun_of(token.head))) or token.nbor().pos_ == "NOUN"
        if noun in self.owning and plural != self.owning[noun]:
            return False
        left = token.left_edge.lower_
        if left in (
            "a",
            "an",
            "some",
            "another",
            "one",
            "any",
            "every",
            "no",
            "many",
            "most",
            "few",
            "several",
            "other",
        ):
            return False
        definite = any(c.lower_ in ("the", "this", "that", "these") for c in token.children)
        return definite or plural or token.dep_ == "poss"

    def _acting_body(self, token: Any, noun: str) -> bool:
        """Whether a body that is named by the words before it acts: "the works council opposes the takeover"."""
        if noun not in bodies.BODIES or token.tag_ in ("NNS", "NNPS") or noun in v.OF_A_STATE:
            return False
        own = any(c.dep_ in ("compound", "poss") and c.i not in self.scan.by_token for c in token.lefts)
        acts = token.dep_ in ("nsubj", "poss", "agent") and any(c.lower_ == "the" for c in token.subtree)
        verb = token.head
        says = verb.lemma_ in v.REPORTING or any(c.dep_ == "prt" for c in verb.children)
        return own and acts and (token.dep_ != "nsubj" or says)

    def _named_by(self) -> None:
        """Tie "the clinics" to the Association of Private Clinics: whom an organisation has in its name."""
        called: dict[str, list[Card]] = {}
        for card in self.orgs:
            if not card.types & {"union", "association", "party", "movement"} and not card.types & bodies.BODIES:
                continue
            for word in {word.strip("'’").casefold() for name in card.names for word in name.split()[:6]}:
                if word.endswith("s") and len(word) > 4:
                    called.setdefault(word, []).append(card)
        for token in self.scan.tokens:
            cards = called.get(token.lower_, []) if token.tag_ == "NNS" else []
            if len(cards) != 1 or token.i in self.scan.by_token or self._owned(token):
                continue
            bare = token.dep_ in ("nsubj", "nsubjpass") and not any(c.dep_ in ("det", "nummod") for c in token.children)
            if bare or any(c.lower_ in ("the", "these") for c in token.children) or token.dep_ == "poss":
                end = token.idx + len(token)
                mention = Mention(token.idx, end, token.i, token.i + 1, "noun", (), token.text, card=cards[0])
                cards[0].mentions.append(mention)
                self.scan.add(mention)

    def _named_plural(self, token: Any) -> None:
        """Read "the Liberals": a capitalised plural is a name of its own."""
        name = token.text
        card = self.organisations.same(name)
        if card is None:
            card = Card("org", [name], party=snake(name), reason="named in the text", plural=True)
            card.types = {"party"}
            self.orgs.append(card)
        mention = Mention(token.idx, token.idx + len(token), token.i, token.i + 1, "local", (), name, card=card)
        card.mentions.append(mention)
        self.scan.add(mention)

    def _singulars(self) -> None:
        """Read "Liberal leader", "a Green negotiator" beside "the Liberals"."""
        names = {
            card.names[0][:-1]: card
            for card in self.orgs
            if card.plural and " " not in card.names[0] and card.names[0].endswith("s")
        }
        for token in self.scan.tokens:
            card = names.get(token.text)
            if card is not None and token.i not in self.scan.by_token and token.dep_ in ("compound", "amod", "nmod"):
                mention = Mention(
                    token.idx, token.idx + len(token), token.i, token.i + 1, "local", (), token.text, card=card
                )
                card.mentions.append(mention)
                self.scan.add(mention)

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
        before = [
            m for m in scan.mentions if m.first < token.i and m.card is None and len(m.parties) == 1 and m.parties[0]
        ]
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
                before = [m for m in scan.mentions if m.card is None and len(m.parties) == 1 and m.parties[0]]
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
            known = self.tables.parties  # a body that only the text names is in no table
            bodies = [p for m in before if (p := m.parties[0]) in known and known[p].kind == "organisation"]
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
        state = self.frame.governing or self.frame.issuer
        if state is None and noun in ("government", "cabinet", "administration"):
            state = self.frame.home or self.frame.before(token.i)
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
        for child in token.children:
            known = child.i in self.scan.by_token
            if known and child.dep_ in ("amod", "compound", "nmod", "poss"):
                return True
            if child.dep_ == "poss" and child.pos_ != "NOUN":
                theirs = child.lower_ == "their" and noun_of(token) in ("union", "association", "federation", "guild")
                return not (led and theirs)
            if child.dep_ == "prep" and child.lower_ == "of" and not led:
                return True
            if child.dep_ == "amod" and child.lower_ in _OTHERS:
                return True
        return False

    def common(self, noun: str, before: int, full: str = "", *, acts: bool = False) -> Card | None:
        """Return the organisation that a common noun stands for at a place; a new one where the text names none.

        `acts` says that the noun, with the words before it, was seen to act.
        """
        kinds = [kind for kind, nouns in v.KINDS.items() if noun in nouns]
        if noun in v.LOADED_RULE:
            return None
        if noun in v.PARTY_NAMES and noun not in self.owning:
            named = [c for c in self.orgs if noun in c.types or any(noun in word.casefold() for word in c.names)]
            return named[0] if len({c.party for c in named}) == 1 else None
        exact = [c for c in self.orgs if noun in c.types]
        if full[-len(noun) :][:1].isupper() and len(exact) > 1:
            # "the Union": the one that has the word in its name.
            exact = [c for c in exact if any(noun in name.casefold().split() for name in c.names)] or exact
        own_words = noun in bodies.BODIES - {"union", "federation", "association"} or noun == "group"
        own_words = own_words or any(mark in full for mark in ("'", "’"))  # "the sawmills' association"
        if (noun in _BODIES or (acts and " " in full and own_words)) and full:
            # "the appeals court" is not the Supreme Court.
            own = {word.casefold() for word in full.split()[:-1]} - {"the"}
            exact = [c for c in exact if own <= {word.casefold() for name in c.names for word in name.split()}]
            if own and not exact:
                return self._new(noun, full, kinds) if acts else None
        if noun in ("bidder", "buyer", "suitor", "target") and not exact and len(self.orgs) > 1:
            return None  # who bids is not told
        likely = [c for c in self.orgs if set(kinds) & c.types]
        if noun not in _LOOSE:
            # "the company" is the airline rather than the fund that owns of it.
            likely = [c for c in likely if not c.types & {"fund", "bank", "trust", "shareholder"}] or likely
        if noun in ("army", "military", "troops", "forces"):
            # The state's, not the rebels', also where those call themselves one.
            exact = [c for c in exact if "movement" not in c.types] or [c for c in self.orgs if "government" in c.types]
            likely = []
        if noun == "employer":
            likely = [c for c in likely if "union" not in c.types]
        owner = full.split()[0].strip("'’").casefold() if " " in full and any(mark in full for mark in "'’") else ""
        if owner and not exact and not any(owner in name.casefold() for c in self.orgs for name in c.names):
            # "the sawmills' association" is not the Lumber Workers' Federation.
            return self._new(noun, full, kinds) if acts else None
        if noun == "management":
            # Of the body whose board, executive or chair the text names, where it is one.
            managed = [c for c in self.orgs if any(org_signs.corporate(self.scan, m) for m in c.mentions)]
            likely = managed if len(managed) == 1 else likely
        untyped = [
            c
            for c in self.orgs
            if not c.types & _KNOWN_KINDS and not c.plural and not c.types & bodies.BODIES and noun not in v.PLURAL_ONLY
        ]
        sooner = [c for c in untyped if any(m.start < before for m in c.mentions)]
        for group in (exact, likely):
            named = [c for c in group if any(m.start < before for m in c.mentions)]
            if not named and sooner and "company" in kinds and noun not in _LOOSE:
                break  # the one named so far, of which no word told yet what it is
            named = named or group
            if len(named) == 1:
                return named[0]
            if named:
                return self._nearest_org(named, before)
        if "company" in kinds and (noun not in _LOOSE or noun == "management"):
            named = [c for c in untyped if any(m.start < before for m in c.mentions)] or untyped
            card = named[0] if len(named) == 1 else self._nearest_org(named, before)
            if card is not None:
                card.types.add("company")
                return card
        if noun == "government":
            states = [c for c in self.orgs if STATE in c.types]
            if states:
                return states[0] if len({c.party for c in states}) == 1 else None
            if not self._governs:
                return None  # "will you enter this government": nobody's who negotiates
            countries = {
                m.parties[0]
                for m in self.scan.mentions
                if m.kind in ("name", "adjective")
                and len(m.parties) == 1
                and m.parties[0]
                and self.tables.parties[m.parties[0]].kind == "country"
            }
            if countries:
                return None
        if noun in ("ministry", "department") and any(
            m.kind in ("name", "adjective", "capital") and m.start < before for m in self.scan.mentions
        ):
            return None
        if noun in _NEVER_ALONE and not (noun in self.owning or acts):
            return None
        return self._new(noun, full, kinds)

    def _central(self) -> Card | None:
        """Return the central bank, which is no bank among others: where no state is named it is a party of its own."""
        known = next((c for c in self.orgs if c.party == "central_bank"), None)
        return known or self._new("bank", "central bank", ["regulator"])

    def _new(self, noun: str, full: str, kinds: list[str]) -> Card:
        """Return a new organisation that is known by a common noun only, named by it and the nouns before it."""
        name = full.lstrip("'’ ") or noun
        if noun in v.PLURAL_ONLY and not noun.endswith("y") and not name.endswith("s"):
            name += "s"
        card = Card("org", [name], party=party_id(name), reason="known by a common noun only")
        card.plural = noun in v.PLURAL_ONLY or self.owning.get(noun, False)
        card.types = {noun, *kinds[:1]}
        self.orgs.append(card)
        return card

    def _nearest_org(self, cards: list[Card], before: int) -> Card | None:
        """Return the one spoken of last, where it stands alone in its sentence, or as the subject."""
        scan = self.scan
        at = [
            (scan.tokens[m.first].sent.start, m.start, n)
            for n, c in enumerate(cards)
            for m in c.mentions
            if m.start < before
        ]
        if not at:
            return None
        latest = max(at)[0]
        last = {n for sentence, _, n in at if sentence == latest}
        if len(last) == 1:
            return cards[last.pop()]
        subjects = {
            n
            for n in last
            for m in cards[n].mentions
            if m.start < before
            and scan.tokens[m.first].sent.start == latest
            and scan.head(m).dep_ in ("nsubj", "nsubjpass")
        }
        return cards[subjects.pop()] if len(subjects) == 1 else None


def _name(tables: Tables, party: str) -> str:
    return tables.parties[party].name if party in tables.parties else party
