"""Common nouns that stand for organisations: "the union", "the company's", "rebels", "the bloc"."""

from __future__ import annotations

from typing import Any

from winset.core.ids import snake
from winset.core.words import word_set
from winset.reading.actors import bodies, org_deeds
from winset.reading.actors import vocabulary as v
from winset.reading.actors.called_again import CalledAgain
from winset.reading.actors.cards import Card
from winset.reading.actors.home import Frame
from winset.reading.actors.labelled import organisation_labels
from winset.reading.actors.mentions import Mention, Scan
from winset.reading.actors.org_again import STATE
from winset.reading.actors.org_words import party_id
from winset.reading.actors.organisations import Organisations
from winset.reading.actors.phrases import noun_of
from winset.reading.actors.tables import Tables

_BODIES = frozenset(("court", "committee", "commission", "council", "department", "agency", "board"))
_NEVER_ALONE = word_set(
    "authority commission agency council league group bloc alliance army front business bank chamber "
    "faction department maker chain fund lender management"
)
_LOOSE = word_set("fund group bank business maker chain management buyer owner")
_BEFORE = frozenset(("rebel", "insurgent", "separatist", "guerrilla"))  # "the rebel side": the tagger sees adjectives
_NO_REBELS = frozenset(("union", "company", "regulator", "government", "employer", STATE))
_KNOWN_KINDS = frozenset((*v.KINDS, STATE))


class CommonNouns(CalledAgain):
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
            if t.i not in scan.by_token and t.pos_ in ("NOUN", "PROPN")
        )
        self._label_mentions()
        for token in scan.tokens:
            if token.i in scan.by_token or (token.pos_ not in ("NOUN", "PROPN") and token.lower_ not in _BEFORE):
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
            if card is not None:
                self._tie(card, token.i, token.i + 1)
        self._ruling()
        self._label_mentions()  # again: now it is known of which one the text speaks most

    def _tie(self, card: Card, first: int, last: int) -> None:
        """Note that common nouns stand for an organisation."""
        start, end = self.scan.starts[first], self.scan.starts[last - 1] + len(self.scan.tokens[last - 1])
        mention = Mention(start, end, first, last, "noun", (), self.scan.text[start:end], card=card)
        card.mentions.append(mention)
        self.scan.add(mention)

    def _ruling(self) -> None:
        """Read "the Presidency", "the Executive" where one government without a state negotiates."""
        ruling = [card for card in self.orgs if "government" in card.types and card.mentions]
        if len(ruling) != 1 or self.frame.governing is not None:
            return
        for token in self.scan.tokens:
            noun = noun_of(token)
            own = noun in v.OF_A_STATE - {"ministry", "troops", "forces"} or (noun == "executive" and _capital(token))
            free = token.i not in self.scan.by_token and token.tag_ in ("NN", "NNP") and not self._owned(token)
            if own and free and any(c.lower_ == "the" for c in token.children):
                self._tie(ruling[0], token.i, token.i + 1)

    def _label_mentions(self) -> None:
        for first, last, card in list(organisation_labels(self.scan, self.orgs)):
            self._tie(card, first, last)

    def _stands_for_one(self, token: Any, noun: str, plural: bool, *, own: bool) -> bool:
        if plural and noun not in v.PLURAL_ONLY:
            return False
        if noun_of(token.head) in ("minister", "ministry") and noun in ("business", "bank", "trust"):
            return False  # "the business minister"
        if token.dep_ in ("compound", "nmod", "amod") and bool(self.scan.roles.get(noun_of(token.head))):
            return True
        if not plural and noun in v.PLURAL_ONLY and noun not in ("employer", "rebel", "authority") and not own:
            return False
        words = [token.left_edge, *token.children, *(g for c in token.children if c.dep_ == "poss" for g in c.children)]
        if any(t.lower_ in ("a", "an", "some", "another", "one", "any", "every") for t in words):
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
                self._tie(cards[0], token.i, token.i + 1)

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
            managed = [c for c in self.orgs if any(org_deeds.corporate(self.scan, m) for m in c.mentions)]
            likely = managed if len(managed) == 1 else likely
        untyped = [
            c
            for c in self.orgs
            if not c.types & _KNOWN_KINDS and not c.plural and not c.types & bodies.BODIES and noun not in v.PLURAL_ONLY
        ]
        if "company" in kinds:
            # Not "Sousse", where the plant stands, beside one that does something; nor the heading "NEXT STEPS".
            untyped = [c for c in untyped if not (c.name.isupper() and " " in c.name)]
            untyped = [c for c in untyped if any(not _where(self.scan.head(m)) for m in c.mentions)]
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
        if "movement" in kinds and noun in v.PLURAL_ONLY:
            # "the rebels" beside the one alliance of the text
            alliances = [c for c in self.orgs if c.types & {"party", "association"} and not c.types & _NO_REBELS]
            if len(alliances) == 1:
                return alliances[0]
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
            hosts = [m for m in self.scan.mentions if m.card is None and m.parties[:1] and m.parties[0] in countries]
            if any(m.first < self.scan.token_at(before) for m in hosts) or len(hosts) > len(countries):
                return None  # a host that is named once, later, is not whose government it is
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


def _where(token: Any) -> bool:
    """Whether a name only tells where something is: "in Sousse", "a line from Tedbury"."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token.dep_ == "pobj" and token.head.lower_ in ("in", "from", "near", "at", "to", "outside", "around", "on")


def _capital(token: Any) -> bool:
    return bool(token.text[:1].isupper()) and not token.is_sent_start
