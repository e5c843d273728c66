"""Who appears in a document: persons with their roles and the parties for which they speak."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from winset.core.dates import PartialDate
from winset.reading.actors import issuing, labelled, majority, nearby, opposites, people, relations, ties, unnamed
from winset.reading.actors import vocabulary as v
from winset.reading.actors.cards import Card
from winset.reading.actors.centre import of_the_centre
from winset.reading.actors.common import CommonNouns
from winset.reading.actors.home import Frame, of_a_state, of_a_state_ministries, of_kind
from winset.reading.actors.leads import PRESENT, lead_roles
from winset.reading.actors.lexicon import plain
from winset.reading.actors.mentions import Mention, Scan
from winset.reading.actors.neutral import tie_loaded_nouns
from winset.reading.actors.org_again import STATE
from winset.reading.actors.organisations import Organisations
from winset.reading.actors.phrases import Role, read_role
from winset.reading.actors.pronouns import Pronouns
from winset.reading.actors.roles_of import roles_of
from winset.reading.actors.tables import Actor, Tables
from winset.reading.statement import Candidate


class Cast:
    """The persons and organisations of one document."""

    def __init__(self, scan: Scan, tables: Tables, actors: dict[str, list[Actor]], date: PartialDate | None) -> None:
        self.scan = scan
        self.tables = tables
        self.actors = actors
        self.date = date
        self.people: list[Card] = []
        # Also those whose office has ended: a person all the same.
        held = {t.text for t in scan.tokens if t.pos_ == "PROPN" and len(t) > 3 and self._known_surname(t.text)}
        self._told = people.introduced(scan)
        self._told += [name for name in people.by_last_word(scan) if not set(range(*name)) & self._taken()]
        self._answering = labelled.surnames(scan)
        surnames = people.surnames(scan, tables.given, self._told) | held | self._answering
        # "KOWEN:" before the answers of Ada Kowen
        self.surnames = surnames | {name.upper() for name in surnames}
        organisations = Organisations(scan, tables, self.surnames, self._told, self._answering)
        self.orgs = organisations.orgs
        self.frame = Frame(scan, tables)
        tie_loaded_nouns(scan, self.frame.governing or self.frame.issuer or self.frame.home)
        of_a_state_ministries(scan, self.orgs, self.frame)
        self._find_people(held)
        self.common = CommonNouns(scan, tables, organisations, self.frame).common
        # "the finance ministry in Bern", in small letters: those that nothing tied to a state of the text.
        of_a_state_ministries(scan, self.orgs, self.frame, near=True)
        leads = lead_roles(scan)
        for card in self.people:
            card.roles = [role for mention in card.mentions for role in roles_of(self.scan, mention)]
            led = [leads[mention.first] for mention in card.mentions if mention.first in leads]
            # A list of those present says more than the office behind a name: "For the City: Ada Vell (finance)".
            card.roles = [r for r in led if r.title == PRESENT] + card.roles + [r for r in led if r.title != PRESENT]
            named = [tables.role_gender[role.noun] for role in card.roles if role.noun in tables.role_gender]
            card.gender = card.gender or (named[0] if named else "")
        self.pronouns = Pronouns(scan, self.frame.turns)
        self.pronouns.issuer = issuing.issuer(scan, self.orgs, self.pronouns)
        self.frame.unvoiced = opposites.unvoiced(self)
        for card in self.people:
            self.settle(card)

    def _taken(self) -> set[int]:
        return {i for first, last in self._told for i in range(first, last)}

    # -- persons -------------------------------------------------------------------------------------------------

    def _find_people(self, held: set[str]) -> None:
        scan = self.scan
        places = people.find_people(scan, self.tables.given, self._told)
        taken = {i for first, last in places for i in range(first, last)}
        places += [
            (t.i, t.i + 1)
            for t in scan.tokens
            if t.i not in taken
            and t.i not in scan.by_token
            and t.pos_ == "PROPN"
            and len(t) > 5
            and self._known_surname(t.text)
        ]
        full = {scan.tokens[last - 1].text for first, last in places if last - first > 1} | self.surnames
        firsts = {scan.tokens[first].text for first, last in self._told if last - first == 2}  # "Siriporn said"
        full |= firsts
        taken = {i for first, last in places for i in range(first, last)}
        places += [
            people.with_first(scan, *people.whole(scan.tokens, t.i, t.i + 1))
            if t.text in self._answering
            else people.whole(scan.tokens, t.i, t.i + 1)
            for t in scan.tokens
            if t.text in full
            and t.i not in taken
            and t.i not in scan.by_token
            and t.pos_ in ("PROPN", "NOUN", "VERB", "ADJ", "X")
        ]
        names = []
        for first, last in sorted(places):
            start, end = scan.starts[first], scan.starts[last - 1] + len(scan.tokens[last - 1])
            mention = Mention(start, end, first, last, "person", (), scan.text[start:end])
            scan.add(mention)
            names.append(mention)
        names += self._labels()
        # Full names first, so that a surname finds its owner wherever it stands.
        for mention in sorted(names, key=lambda m: (len(people.parts(m.label)) < 2, m.start)):
            said = people.honorific_before(scan.tokens, mention.first)
            owners = [
                card
                for card in self.people
                if any(
                    people.may_be_one(mention.label, name)
                    or (mention.label in firsts and people.parts(name)[:1] == [mention.label])
                    for name in card.names
                )
                and not (said and (card.gender or people.gender_of(card.names, self.tables.given)) not in ("", said))
            ]
            if len(owners) > 1:
                exact = [
                    c for c in owners if any(people.parts(mention.label)[-1] == people.parts(n)[-1] for n in c.names)
                ]
                owners = exact or owners
            card = self._nearest(owners, mention) if owners else Card("person", [])
            if not owners:
                self.people.append(card)
            if mention.label not in card.names:
                card.names.append(mention.label)
            card.mentions.append(mention)
            mention.card = card
            card.gender = card.gender or said
        people.called_by_part(self.people, self.orgs)
        for card in self.people:
            card.mentions.sort(key=lambda m: m.start)
            card.gender = card.gender or people.gender_of(card.names, self.tables.given)

    def _labels(self) -> list[Mention]:
        """Read the labels of an interview: "CALDER:" is the Calder of the text, or a person without a party."""
        found = []
        for first, last, words in self.frame.labels:
            name = " ".join(people.parts(words.title() if words.isupper() else words))
            free = all(i not in self.scan.by_token for i in range(first, last))
            noun = name.casefold().split(" ")[-1]  # "THE COMPANY (in writing):"
            if not free or len(name) < 3 or noun in v.ASKING or self.scan.roles.get(noun):
                continue
            end = self.scan.starts[last - 1] + len(self.scan.tokens[last - 1])
            mention = Mention(self.scan.starts[first], end, first, last, "person", (), name)
            self.scan.add(mention)
            found.append(mention)
        return found

    def _known_surname(self, word: str) -> bool:
        found = self.actors.get(people.skeleton(word), []) if word not in v.ALSO_WORDS else []
        return any(plain(people.parts(a.name)[-1]) == plain(word) for a in found)

    def _nearest(self, owners: list[Card], mention: Mention) -> Card:
        before = [(m.start, n) for n, c in enumerate(owners) for m in c.mentions if m.start < mention.start]
        return owners[max(before)[1]] if before else owners[0]

    def settle(self, card: Card) -> None:
        """Find the party for which a person speaks: from the text, else from the table; with the reason."""
        if card.settled:
            return
        card.settled = True
        known = self.lookup(card)
        if known is not None:
            card.gender = card.gender or known.gender
            card.office = known.office
            if known.name not in card.names and len(people.parts(known.name)) > len(people.parts(card.name)):
                card.names.append(known.name)
        user = known is not None and known.kind == "user"
        spoken = [role for role in card.roles if not role.speaks_for_none or relations.of_a_party(role)]
        spoken.sort(key=lambda role: all(m.kind == "noun" for m in role.mentions))
        if any(role.speaks_for_none for role in card.roles) and all(role.noun == "member" for role in spoken):
            over = any(role.former or role.classes & {"outside", "work"} for role in card.roles)
            spoken = [] if over else [role for role in spoken if relations.of_a_party(role)]
        if any(role.noun != "member" and (role.owner >= 0 or role.nouns or role.mentions) for role in spoken):
            # "its chair, NAME of STATE": the office is the body's, the state is where the person comes from.
            spoken = [role for role in spoken if role.noun != "member"]
        for role in [] if user else spoken:
            targets = self.targets(role)
            parties = list(dict.fromkeys(party for _, party in targets if party is not None))
            if parties and self.undecided(role):
                card.candidates = [
                    Candidate(n, p, "the name in the role stands for several things") for n, p in targets
                ]
                return
            if len(parties) == 1:
                card.party = parties[0]
                card.reason = f"called {role.title!r} in the text"
                return
            if len(parties) > 1:
                card.candidates = [
                    Candidate(name, party, "several parties are named in the role") for name, party in targets
                ]
                return
        led = ties.led_by(self.scan, card) if not any(role.former for role in card.roles) else None
        if led is not None and not user:
            card.party, card.reason = led.party, f"{led.name} is called this person's in the text"
            return
        ended = [role for role in card.roles if role.speaks_for_none]
        ruling = majority.of_the_government(self, card) if not user and known is None else None
        if ruling is not None:
            card.party, card.reason = ruling
            return
        if ended and not user:
            role = ended[0]
            why = "former" if role.former else role.noun or "outside"
            card.reason = f"speaks for no party ({why})"
            return
        if known is not None:
            card.party = known.party
            card.reason = f"table of office-holders: {known.office}" + (
                "" if self.date else " (date of the text not known)"
            )
            return
        echo = unnamed.echo(self, card) if spoken else None
        if echo is not None:
            card.party, card.reason = echo[1], f"the {echo[0]!r} of the sentence before"
            return
        opposite = opposites.of_the_other(self, card) if any(of_a_state(role) for role in spoken) else None
        if opposite is not None:
            card.party, card.reason = opposite
            return
        for role in spoken:
            first = self.scan.head(card.mentions[0])
            if self._definite(card.mentions[0]) or self.by_title(role):
                continue
            central = of_the_centre(self.scan, role, first, self.frame.state_of, near=True)
            if central is not None:
                card.party, card.reason = central
                return
        for role in spoken:
            only = self.only_state(role, card.mentions[0].first)
            if only is not None:
                card.party, card.reason = only, "the only state that the text names"
                return
        for role in spoken:
            office = self.office(role, card.mentions[0].first)
            if office is not None and not self._told_by_title(role):
                card.party, card.reason = office
                return
        for role in spoken:
            first = self.scan.head(card.mentions[0])
            if self._definite(card.mentions[0]) or self.by_title(role):
                continue
            central = of_the_centre(self.scan, role, first, self.frame.state_of)
            if central is not None:
                card.party, card.reason = central
                return
        if not card.roles and (named := unnamed.before(self, card)) is not None:
            card.party, card.reason = named
            return
        for role in spoken:
            titled = self.by_title(role)
            if len(titled) == 1:
                card.party, card.reason = titled[0], f"only one party has the title {role.title!r}"
                return
            if titled:
                card.candidates = [
                    Candidate(self.party_name(p), p, f"the title {role.title!r} exists there") for p in titled
                ]
        focus = [found for role in spoken if (found := relations.of_the_focus(self, role, card.mentions[0].first))]
        if focus and not card.candidates:
            card.party, card.reason = focus[0]
            return
        if not card.roles and (told := nearby.of_the_sentence_before(self, card.mentions[0])) is not None:
            card.party, card.reason = told
            return
        near = [found for role in spoken if (found := nearby.of_the_paragraph(self, role, card.mentions[0].first))]
        if near and len({party for party, _ in near}) == 1:
            card.party, card.reason = near[0]
            return
        ended_office = self.lookup(card, ever=True)
        if ended_office is not None and not card.candidates:
            card.gender = card.gender or ended_office.gender
            card.reason = f"no longer, or not yet, {ended_office.office} at the date of the text"
        card.reason = card.reason or ("role without a party in the text" if spoken else "no role in the text")

    def _definite(self, mention: Mention) -> bool:
        """Whether "the" or an owner stands before the office and the name."""
        before = self.scan.tokens[max(mention.first - 6, 0) : mention.first]
        for token in reversed(before):
            if token.is_punct or token.pos_ in ("VERB", "AUX", "ADP"):
                return False
            if token.lower_ == "the" or token.text in ("'s", "’s"):
                return True
        return False

    def only_state(self, role: Role, i: int) -> str | None:
        """Return the one state that the document names, for an office without a name ("the finance minister").

        It must be named before the office, at `i`, or at least twice: not a host that is named in passing later.
        """
        if role.noun not in v.STATE_OFFICES or role.mentions or role.speaks_for_none:
            return None
        if self._ruling() is not None and self.frame.governing is None:
            return None
        named = {
            m.parties[0]
            for m in self.scan.mentions
            if m.card is None and len(m.parties) == 1 and not m.place and m.parties[0] in self.tables.parties
        }
        states = {p for p in named if p is not None and self.tables.parties[p].kind == "country"}
        states |= {card.party for card in self.orgs if STATE in card.types and card.party}
        if len(states) != 1 or states & self.frame.outside:
            return None
        state = states.pop()
        places = [m.first for m in self.scan.mentions if self.frame.state_of(m) == state]
        return state if len(places) > 1 or (places and places[0] < i) else None

    def loose_office(self, role: Role, i: int) -> str | None:
        """Return the party of an office whose phrase names none, or None where it stays open."""
        found = self.office(role, i)
        return found[0] if found is not None else None

    def office(self, role: Role, i: int) -> tuple[str, str] | None:
        """Return the party of an office whose phrase names none, and why; None where it stays open."""
        own = of_a_state(role) and role.noun not in ("diplomat", "ambassador")
        own = own and not (role.mentions or role.nouns or role.owner >= 0 or role.speaks_for_none)
        ruling = self._ruling() if own else None
        if ruling is not None and self.frame.issuer is None and self.frame.governing is None:
            return ruling, "the only government of the text"
        found = ties.delegation(self.scan, role, i) or self.frame.office(role, i) or self._only_of_kind(role)
        return (ruling, "the only government of the text") if found is None and ruling is not None else found

    def _ruling(self) -> str | None:
        """Return the one government of which the text speaks without a state's name."""
        states = [m.party for m in self.scan.mentions if self.frame.state_of(m) is not None and not m.place]
        if any(states.count(state) > 2 for state in states):
            return None
        other = {"association", "union", "company", "party"}
        cards = [c for c in self.orgs if "government" in c.types and not c.types & other and len(c.names) == 1]
        return cards[0].party if len({c.party for c in cards}) == 1 else None

    def _only_of_kind(self, role: Role) -> tuple[str, str] | None:
        if role.noun == "commissioner" and any(m.party == "european_union" for m in self.scan.mentions):
            return "european_union", "a commissioner, in a text on the European Union"
        kind = of_kind(role)
        if kind is None or role.mentions or role.owner >= 0:
            return None
        found = {card.party for card in self.orgs if kind in card.types and card.party}
        if kind == "union" and not found:
            found = {c.party for c in self.orgs if "association" in c.types and c.party}
        return (found.pop(), f"the only {kind} of the text") if len(found) == 1 else None

    def by_title(self, role: Role) -> tuple[str, ...]:
        """Return the parties that a title may belong to; those that the document names first."""
        for title, parties in self.tables.titles.items():
            if role.title == title or role.title.startswith(title + " of the") or role.title.endswith(" " + title):
                if len(parties) > 1:
                    named = {m.party for m in self.scan.mentions if m.party}
                    here = tuple(p for p in parties if p in named)
                    if not here and self._only_of_kind(role) is not None:
                        return ()
                    return here if len(here) == 1 else parties
                return parties
        return ()

    def _told_by_title(self, role: Role) -> bool:
        """Whether a title tells the party, or leaves it open between several that the text names."""
        titled = self.by_title(role)
        return len(titled) == 1 or any(m.party in titled for m in self.scan.mentions)

    def lookup(self, card: Card, *, ever: bool = False) -> Actor | None:
        """Return the office-holder of the tables that a person is at the document's date (`ever`: at any)."""
        name = max(card.names, key=lambda n: len(people.parts(n)))
        words = people.parts(name)
        if not words:
            return None
        found = []
        for actor in [*self.actors.get(people.skeleton(words[-1]), []), *(self.actors.get(people.skeleton(name), []))]:
            if not (ever or actor.covers(self.date)) or not any(
                people.may_be_one(name, n) for n in (actor.name, *actor.names)
            ):
                continue
            spelt = any(plain(words[-1]) in (plain(w) for w in people.parts(n)) for n in (actor.name, *actor.names))
            if len(words) == 1 and not spelt and not any(role.noun for role in card.roles):
                continue
            if actor not in found:
                found.append(actor)
        if not found:
            return None
        users = [actor for actor in found if actor.kind == "user"]
        found = users or found
        if len({actor.party for actor in found}) > 1:
            if len(words) == 1 and len({actor.name for actor in found}) > 1:
                return None
            found.sort(key=lambda a: a.since.first.toordinal() if a.since else 0)
            return found[-1] if self.date else (None if len({a.party for a in found}) > 1 else found[-1])
        return found[-1]

    def _other(self, role: Role) -> list[tuple[str, str | None]]:
        """Return whose the other one is: "his Danish colleague" is Denmark's, "his counterpart" of the other state."""
        named = [m for m in role.mentions if m.kind != "person" and m.party is not None]
        if named:
            return [(self.party_name(m.party), m.party) for m in named[-1:] if m.party is not None]
        inner = replace(role, noun="", words=frozenset(), mentions=[m for m in role.mentions if m.kind == "person"])
        own = {party for _, party in self.targets(inner) if party}
        before = [m for m in self.scan.mentions if m.first < role.owner]
        states = {state for m in before if (state := self.frame.state_of(m)) and not m.place}
        others = states - own
        if len(own) == 1 and len(states) == 2 and len(others) == 1:
            other = others.pop()
            return [(self.party_name(other), other)]
        return []

    def targets(self, role: Role) -> list[tuple[str, str | None]]:
        """Return names and parties of what a role phrase says somebody speaks for."""
        found: list[tuple[str, str | None]] = []
        if role.noun in ("counterpart", "colleague") or ("host" in role.words and role.owner >= 0):
            return self._other(role)
        for mention in role.mentions:
            if mention.card is not None:
                if mention.card.kind == "person":
                    self.settle(mention.card)
                found.append((mention.card.name, mention.card.party))
            elif mention.open:
                found += [(self.party_name(p), p) for p in mention.parties if p is not None]
            else:
                party = mention.parties[0] if mention.parties else None
                found.append((self.party_name(party) if party else mention.label, party))
        if not any(party for _, party in found):
            for i in role.nouns:
                noun = self.scan.by_token.get(i)
                if noun is not None and noun.card is not None:
                    found.append((noun.card.name, noun.card.party))
        if not any(party for _, party in found) and role.owner >= 0:
            owner = self.pronouns.antecedent(self.scan.tokens[role.owner])
            if owner is None:
                found += relations.of_the_sentence(self, role)
            if owner is not None and owner.mention is None:
                head = self.scan.tokens[owner.token]
                if role.depth < 2:
                    inner = read_role(self.scan, head.left_edge.i, head.right_edge.i + 1)
                    inner.depth = role.depth + 1
                    if not inner.mentions:
                        found += [(self.party_name(p) if p else "", p) for p in self.before(head)]
                    found += self.targets(inner)
            elif (
                owner is not None and owner.mention is not None and (several := self._listed(role.owner, owner.mention))
            ):
                found += several
            elif owner is not None and owner.mention is not None:
                card = owner.mention.card
                if card is not None:
                    if card.kind == "person":
                        self.settle(card)
                    found.append((card.name, card.party))
                elif owner.mention.party is not None:
                    found.append((self.party_name(owner.mention.party), owner.mention.party))
        if not any(party for _, party in found) and role.offices:
            found += relations.of_office(self, role)
        if not any(party for _, party in found) and role.owner >= 0:
            found += relations.of_what_is_near(self, role)
        return found

    def _listed(self, pronoun: int, mention: Mention) -> list[tuple[str, str | None]]:
        """Return the parties that "their" stands for where one subject lists them: "A, B and C, … their envoys"."""
        head = self.scan.head(mention)
        while head.dep_ == "conj" and head.head.i != head.i:
            head = head.head
        heads = [head, *head.conjuncts]
        if self.scan.tokens[pronoun].lower_ != "their" or len(heads) < 2 or mention.kind == "person":
            return []
        parties = {m.party for t in heads if (m := self.scan.by_token.get(t.i)) is not None and m.party}
        return [(self.party_name(p), p) for p in sorted(parties)] if len(parties) > 1 else []

    def undecided(self, role: Role) -> bool:
        """Whether a role names something that may be no party at all: "European leaders"."""
        return any(mention.open and None in mention.parties for mention in role.mentions)

    def before(self, head: Any) -> list[str | None]:
        """Return the parties right before a noun that is no role: "the Norwegian side"."""
        found: list[str | None] = []
        for child in head.lefts:
            mention = self.scan.by_token.get(child.i)
            if mention is not None and child.dep_ in ("amod", "compound", "nmod", "poss") and mention.party:
                found.append(mention.party)
        return found

    def party_name(self, party: str) -> str:
        """Return the name to show for a party id."""
        if party in self.tables.parties:
            return self.tables.parties[party].name
        for card in self.orgs:
            if card.party == party:
                return card.name
        return party
