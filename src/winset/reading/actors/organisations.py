"""Organisations and states that no table knows, by the names that the text gives them."""

from __future__ import annotations

import re
from typing import Any

from winset.reading.actors import org_deeds, org_intro, org_runs, org_signs, people
from winset.reading.actors import vocabulary as v
from winset.reading.actors.cards import Card
from winset.reading.actors.mentions import Mention, Scan, head_of
from winset.reading.actors.org_again import STATE, Again
from winset.reading.actors.org_words import (
    ACRONYM,
    DOMAINS,
    beginning,
    hints,
    own_noun,
    party_id,
    type_words,
    types_behind,
)
from winset.reading.actors.phrases import noun_of, person_apposed, told_as_person
from winset.reading.actors.tables import Tables

_INSIDE = frozenset(
    ["of", "for", "and", "the", "de", "la", "du", "des", "von", "van", "der", "al", "&", "to", "on", "in"]
)


class Organisations(Again):
    """Finds the organisations of one document; `cards` holds them in the order of the text."""

    def __init__(
        self, scan: Scan, tables: Tables, surnames: frozenset[str], told: list[tuple[int, int]], labels: frozenset[str]
    ) -> None:
        self.scan = scan
        self.tables = tables
        self.surnames = surnames
        self.told = frozenset(told)
        self._told_words = {scan.tokens[i].text for first, last in told for i in (first, last - 1)}
        self.labelled = labels
        self.orgs: list[Card] = []
        self._find_organisations()

    def _find_organisations(self) -> None:
        scan = self.scan
        for match in ACRONYM.finditer(scan.text):
            start = match.start(1) + beginning(match.group(1), match.group(2))
            first, last = scan.tokens_of(start, match.end(1))
            if self._person_before(first, last):
                continue  # "Dr Ada Vell (Norvia)"
            self._organisation(first, last, "ORG", alias=match.group(2))
        for name in org_intro.papers(scan.text):
            self._outlet(name)
        self._introduced()
        for first, last in org_runs.states(self):
            self._organisation(first, last, "GPE", kind=STATE)
        i = 0
        while i < len(scan.tokens):
            last = self.run(i)
            told = scan.tokens[i + 1 : last]
            if told and told[0].lower_ == "of" and "party" not in hints([scan.tokens[i].text]):
                told = scan.tokens[i:last]  # "Port of Ventala"
            if last - i >= 2 and (
                hints([t.text for t in told])
                or org_signs.gives_office(self, i, last)
                or org_signs.of_members(self, i, last)
                or org_runs.told(self, i, last)
            ):
                first, last = org_runs.begins(self, i, last), org_runs.ends(self, i, last)
                self._organisation(first - self._with_origin(first, last), last, "ORG")
            i = max(last, i + 1)
        for entity in scan.doc.ents:
            if entity.label_ == "PERSON" and org_runs.thing(self, entity.start, entity.end):
                self._organisation(entity.start, entity.end, "ORG")
            elif entity.label_ in ("ORG", "NORP", "GPE", "PRODUCT", "FAC", "PERSON", "LOC", "WORK_OF_ART"):
                self._organisation(entity.start, entity.end, entity.label_)
        for token in scan.tokens:
            text = token.text
            if not text[:1].isupper():
                if text.islower() and org_signs.named_kind(self, token):
                    self._called(token)
            elif token.i in scan.by_token:
                continue
            elif org_signs.of_a_state(self, token):
                self._organisation(token.i, token.i + 1, "GPE")
            elif org_signs.labels_line(self, token):
                end = next(i for i in range(token.i, len(scan.tokens)) if scan.tokens[i].text == ":")
                self._organisation(token.i, end, "ORG")
            elif org_signs.named_kind(self, token):
                self._called(token)
            elif org_signs.unknown(self, token):
                self._single(token)
            elif (
                org_signs.has_officers(self, token)
                or org_signs.listed_with_state(self, token)
                or org_signs.brand(self, token)
            ):
                self._organisation(token.i, token.i + 1, "ORG")
        for token in scan.tokens:
            if org_signs.called_it(self, token):
                self._organisation(token.i, token.i + 1, "ORG")
        self._whole_names()
        self._aliases()
        self._companies()
        self._experts()

    def _person_before(self, first: int, last: int) -> bool:
        """Whether the name before a bracket is a person's, with a title or without."""
        tokens = self.scan.tokens
        if tokens[first].text in v.HONORIFICS or (first and tokens[first - 1].text in v.HONORIFICS):
            return True
        surname = tokens[last - 1].text in self.surnames
        words = tokens[first:last]
        titled = any(self.scan.roles.get(noun_of(t), frozenset()) & {"official", "legislator"} for t in words)
        return surname and (titled or words[0].text in self.tables.given or (first, last) in self.told)

    def _experts(self) -> None:
        """Take the party from experts: "rating agency Corvel" speaks for nobody."""
        told = org_intro.experts(self.scan)
        for card in self.orgs:
            if any(mention.start in told for mention in card.mentions) or org_intro.researches(card.names[0]):
                card.party, card.types, card.reason = None, {org_intro.EXPERT}, "experts speak for no party"

    def _introduced(self) -> None:
        """Take the names that are told by how they are introduced; see `winset.reading.actors.org_intro`."""
        scan = self.scan
        for first, last, kind in list(org_intro.introduced(self)):
            if first < last and not any(i in scan.by_token for i in range(first, last)):
                self._organisation(first, last, "ORG", kind=kind)
        councils = org_intro.councils(self)
        for place, first, last in councils:
            start, end = scan.starts[first], scan.starts[last - 1] + len(scan.tokens[last - 1])
            name = scan.text[start:end]
            card = next((c for c in self.orgs if org_intro.LOCAL in c.types and c.name.startswith(place)), None)
            if card is None:
                card = Card("org", [name], party=party_id(name), reason="named in the text")
                card.types = {org_intro.LOCAL, "council", "city"}
                self.orgs.append(card)
            self._note(card, first, last)
        for first, last in org_intro.houses(self):
            start, end = scan.starts[first], scan.starts[last - 1] + len(scan.tokens[last - 1])
            name = scan.text[start:end]
            card = next((c for c in self.orgs if name in c.names), None)
            if card is None:
                card = Card("org", [name], party=party_id(name), reason="named in the text")
                card.types = {"family", noun_of(scan.tokens[last - 1])}
                self.orgs.append(card)
            self._note(card, first, last)
        for first, last in org_intro.in_capitals(self):
            end = scan.starts[last - 1] + len(scan.tokens[last - 1])
            name = " ".join(word.capitalize() for word in scan.text[scan.starts[first] : end].split())
            words = name.split()
            card = self.same(name)
            if card is None:
                card = Card("org", [name], party=party_id(name), reason="named in a heading")
                card.types = hints(words) | own_noun(words)
                self.orgs.append(card)
            self._note(card, first, last)
        local = [card for card in self.orgs if org_intro.LOCAL in card.types]
        for first, last in org_intro.halls(self) if len(local) == 1 else ():
            self._note(local[0], first, last)

    def _note(self, card: Card, first: int, last: int) -> None:
        start, end = self.scan.starts[first], self.scan.starts[last - 1] + len(self.scan.tokens[last - 1])
        mention = Mention(start, end, first, last, "local", (), self.scan.text[start:end], card=card)
        card.mentions.append(mention)
        self.scan.add(mention)

    def _called(self, token: Any) -> None:
        """Take what stands behind a noun for a name: "the insurer Medira"."""
        first = token.i + (2 if token.nbor().text == "," else 1)
        self._organisation(first, self.run(first), "ORG", kind=noun_of(token))

    def _single(self, token: Any) -> None:
        """Take a name of one word, nowhere a person's, for an organisation's or a state's where a sign says so."""
        if office := org_signs.has_people(self, token):
            self._organisation(token.i, token.i + 1, "GPE" if office in v.OF_ITS_OWN else "ORG")
        elif office := org_signs.headed(self, token):
            state = office in v.STATE_OFFICES | {"king", "queen"}
            self._organisation(token.i, token.i + 1, "GPE" if state else "ORG")
        elif any(sign(self, token) for sign in org_signs.SINGLE):
            self._organisation(token.i, token.i + 1, "ORG")

    def _with_origin(self, i: int, last: int) -> bool:
        """Whether an adjective before a name is part of it: "the Canadian Salmon Council" is no body of Canada's."""
        before = self.scan.by_token.get(i - 1) if i else None
        words = [t.text for t in self.scan.tokens[i:last]]
        if before is None or before.kind not in ("adjective", "ambiguous") or before.last != i or len(words) < 2:
            return False
        own = hints(words) & {"union", "association", "company"}
        return bool(own) and not {word.casefold() for word in words} & (DOMAINS | v.OF_STATES)

    def _companies(self) -> None:
        """Take an organisation of which the text names an officer, a board or shareholders for a company."""
        kinds = frozenset(v.KINDS)
        for card in self.orgs:
            if not card.types & kinds and any(org_deeds.strikes(self.scan, m) for m in card.mentions):
                card.types.add("union")
            if not card.types & kinds and any(org_deeds.ruled(self.scan, m) for m in card.mentions):
                card.types.add(STATE)
            if not card.types & (kinds - {"family"}) and any(org_deeds.corporate(self.scan, m) for m in card.mentions):
                card.types = (card.types - {STATE}) | {"company"}
                card.plural = False
        for token in self.scan.tokens:
            org_deeds.tell_bidder(self.scan, token)

    def run(self, i: int) -> int:
        """Return the end of a run of capitalised words from `i`: "Pilots' Guild", "Port Workers Union"."""
        last = i
        while last < len(self.scan.tokens):
            if last > i and self.scan.tokens[last].text in v.HONORIFICS:
                break  # "for Kolar Power Ms Ada Vell"
            if (
                self.capital(last)
                or (
                    last > i
                    and self.scan.tokens[last].text in ("'", "’")
                    and self.scan.tokens[last - 1].text.endswith("s")
                    and self.capital(last + 1)
                )
                or (
                    last > i
                    and self.scan.tokens[last].text in ("'s", "’s")
                    and self.capital(last + 1)
                    and (
                        self.scan.tokens[last - 1].lower_ in ("people", "women", "men", "longshoremen", "fishermen")
                        or (last - i > 2 and self.scan.tokens[last - 2].lower_ == "of" and self._hinted(i, last - 2))
                    )
                )
            ) or (
                last > i and self.scan.tokens[last].lower_ == "of" and self.capital(last + 1) and self._hinted(i, last)
            ):
                last += 1
            else:
                break
        return last

    def _called_again(self, noun: str) -> bool:
        """Whether a capitalised noun is short for a body of the tables that the text names: "the Fund"."""
        return any(m.card is None and m.party in v.CALLED.get(noun, ()) for m in self.scan.mentions)

    def _dateline(self, first: int, last: int) -> bool:
        """Whether a place opens the line of an agency: "LAGOS (Coastwire) – …"."""
        opens = first == 0 or "\n" in self.scan.tokens[first - 1].text
        return opens and self.scan.tokens[last].text in ("(", "–", "—", "-", ",")

    def _with_letters(self, first: int, label: str) -> int:
        """Go back over the letters with which a name begins: "IF Metall"."""
        before = self.scan.tokens[first - 1] if first and first < len(self.scan.tokens) else None
        if before is not None and any(f"{before.text} {self.scan.tokens[first].text}" in c.names for c in self.orgs):
            return first - 1
        if before is None or label not in ("ORG", "PERSON", "GPE") or before.i in self.scan.by_token:
            return first
        here = self.scan.tokens[first]
        joined = before.dep_ == "compound" and before.head.i == first and before.pos_ == "PROPN"
        free = not self.scan.roles.get(noun_of(before)) and before.text not in self.tables.given
        named = before.text.istitle() and before.lower_ not in DOMAINS and before.text not in v.HONORIFICS
        if label == "ORG" and joined and free and named and here.text.istitle() and before.whitespace_ == " ":
            return first - 1  # "Plaid Cymru", of which the tagger saw the second word
        letters = before.text.isupper() and before.is_alpha and 2 <= len(before.text) <= 4 and before.whitespace_ == " "
        heading = first > 1 and self.scan.tokens[first - 2].text.isupper() and len(self.scan.tokens[first - 2].text) > 1
        return first - 1 if letters and not heading and not self.scan.tokens[first].text.isupper() else first

    def _before_title(self, first: int, last: int) -> int:
        """Cut a name where a person's title begins: "Harbour Board Chairman Per Lund"."""
        for i in range(first, last - 1):
            classes = self.scan.roles.get(noun_of(self.scan.tokens[i]), frozenset())
            if "official" in classes and not classes & {"organisation", "institution"} and self.capital(i + 1):
                return i
        return last

    def _hinted(self, first: int, last: int) -> bool:
        return bool(hints([t.text for t in self.scan.tokens[first:last]]))

    def capital(self, i: int) -> bool:
        """Whether a token may be a word of a name."""
        if i >= len(self.scan.tokens):
            return False
        token = self.scan.tokens[i]
        if (
            not (token.text[:1].isupper() and token.is_alpha and token.pos_ in ("PROPN", "NOUN", "ADJ"))
            or i in self.scan.by_token
        ):
            return False
        if not token.is_sent_start or token.pos_ == "PROPN":
            return True
        # "Actors' Equity North"
        after = self.scan.tokens[i + 1 : i + 3]
        owner = token.tag_ == "NNS" and len(after) == 2 and after[0].text in ("'", "’")
        return owner and after[1].text[:1].isupper()

    def _organisation(self, first: int, last: int, label: str, *, alias: str = "", kind: str = "") -> None:
        scan, tokens = self.scan, self.scan.tokens
        while first < last and (tokens[first].pos_ in ("DET", "PUNCT", "NUM") or tokens[first].lower_ == "the"):
            first += 1
        while last > first and (
            tokens[last - 1].is_punct or tokens[last - 1].text in ("'s", "’s", "’") or tokens[last - 1].is_space
        ):
            last -= 1
        last = self._before_title(first, last)
        first = self._with_letters(first, label)
        comma = next((i for i in range(first + 1, last) if tokens[i].text == ","), last)
        if comma < last and hints([t.text for t in tokens[first:comma]]):
            last = comma  # "the People's Bloc, Vuk Stanic"
        if last - first > 1 and tokens[first].is_sent_start and noun_of(tokens[first]) in v.CALLS:
            kind, first = noun_of(tokens[first]), first + 1  # "Landlord Brightwater Homes"
        if first < last and (tokens[first].text in v.HONORIFICS or org_signs.expert(self, first, last)):
            return  # "Mrs Kabwe", "Analyst Ada Vell"
        if first >= last or not tokens[first].text[:1].isupper() or not tokens[last - 1].text[:1].isupper():
            return
        words = [t.text for t in tokens[first:last]]
        inside = list(scan.within(first, last))
        if any(m.first < first or m.last > last or (m.first <= first and m.last >= last) for m in inside):
            return
        if any(i in scan.by_token and scan.by_token[i].first < first for i in (first,)):
            return
        if len(words) == 1 and words[0].casefold() in DOMAINS and not alias and not kind:
            return
        office = noun_of(tokens[first - 2]) if first > 1 and tokens[first - 1].lower_ in ("of", "for") else ""
        private = alias or (first > 2 and tokens[first - 3].lower_ in ("company", "general"))
        if office in ("minister", "secretary", "undersecretary", "commissioner") and not private:
            return  # "the minister of State Administration"
        person = self.scan.roles.get(noun_of(tokens[first]), frozenset()) & {"official", "outside"}
        if person and len(words) > 2 and words[1] == "of" and not alias:
            return  # "the Bishop of San Remo"
        if len(words) == 1 and not alias and org_signs.in_title(self, last):
            return  # "Fisheries Minister Ada Vell"
        if (
            len(words) == 1
            and (noun_of(tokens[first]) in scan.roles or noun_of(tokens[first]) == "state")
            and not alias
            and not (kind == "party" and words[0].endswith("s"))
        ):
            return
        if words[-1] in ("House", "Palace") and words[0] in ("Government", "State", "Presidential", "Parliament"):
            return
        if any(a <= first and last <= b for a, b in self.told) and not hints(words) and not alias:
            return  # "works council head Ada Vell"
        if words[-1] in self.surnames and words[0].casefold() in people.PARTICLES and not alias:
            return  # "El Kettani"
        if len(words) == 1 and not alias and not kind and words[0] in self._told_words:
            return  # "Siriporn said she", of minister Siriporn Watthanakul
        if words[0].isupper() and len(words[0]) > 3 and last < len(tokens) and self._dateline(first, last):
            return
        if len(words) == 1 and not alias and self._called_again(noun_of(tokens[first])):
            return
        if person_apposed(scan, first, last) and not hints(words) and not alias:
            return
        types = hints(words) | ({kind} if kind else set())
        types |= {name for name, nouns in v.KINDS.items() if kind in nouns}
        if kind == "party":
            types -= {"union", "company"}  # Labour
        if not types and last - first > 1 and told_as_person(scan, last):
            return
        if tokens[first - 1].lower_ in ("in", "near", "from") and first and words[0] == "Port" and "of" not in words:
            return
        if any(m.kind in ("outlet", "leader", "local") for m in inside):
            return
        last_noun = noun_of(tokens[last - 1])
        if inside and inside[0].first == first and last - first > 2:
            own = types & {"union", "association", "company"}
            if own and not {word.casefold() for word in words} & (DOMAINS | v.OF_STATES):
                inside = []  # "the Canadian Salmon Council" is no body of Canada's
        if inside:
            # "Iranian Foreign Ministry" is a body of Iran; "British Airways" is a company of its own.
            if "institution" in scan.roles.get(last_noun, frozenset()) and not types - {
                "government",
                "regulator",
                "association",
            }:
                return
            if last - first < 2 or not types:
                return
        if any(
            word.lower() in ("talks", "agreement", "treaty", "accord", "summit", "conference", "deal", "act", "pact")
            for word in words
        ):
            return
        acronym = (
            len(words) == 1 and words[0].isupper() and 2 <= len(words[0]) <= 6 and tokens[first - 1].lower_ == "the"
        )
        if label in ("PERSON", "PRODUCT", "WORK_OF_ART", "LOC", "FAC") and not types and not acronym:
            return
        if "official" in scan.roles.get(last_noun, frozenset()) and not types:
            return
        state = label in ("GPE", "NORP", "LOC") and not types and self._local_state(first, last)
        if label in ("GPE",) and not types and not state:
            return
        if (
            label == "NORP"
            and last - first == 1
            and tokens[first].tag_ not in ("NNPS", "NNS")
            and not state
            and not alias
        ):
            return
        if last - first > 8 or any(t.pos_ in ("VERB", "AUX", "PRON") and t.text.islower() for t in tokens[first:last]):
            return
        if any(t.text.islower() and t.lower_ not in _INSIDE and t.is_alpha for t in tokens[first:last]) and not alias:
            return
        if label == "NORP" and not (tokens[last - 1].tag_ in ("NNPS", "NNS") or tokens[last - 1].pos_ == "PROPN"):
            return
        if tokens[first].text in self.tables.given and not types and last - first == 2:
            return
        start, end = scan.starts[first], scan.starts[last - 1] + len(tokens[last - 1])
        name = scan.text[start:end]
        if (name in self.surnames or (words[-1] in self.labelled and not types)) and not alias:
            return
        if (
            last - first == 1
            and last < len(tokens)
            and tokens[last].lower_ in ("family", "clan", "brothers", "sisters")
        ):
            return
        if self._is_outlet(first, last):
            self._outlet(name)
            return
        if any(c in name for c in '\n“”"') or len(name) < 2:
            return
        card = self.same(name)
        if card is None:
            card = Card("org", [name], party=party_id(name), reason="named in the text")
            if state:
                types = {STATE}
            card.types |= types | own_noun(words)
            many = tokens[last - 1].tag_ in ("NNPS", "NNS") and "company" not in types
            card.plural = many and (len(words) == 1 or bool(types & {"party", "movement"}))
            self.orgs.append(card)
        elif name not in card.names:
            card.names.append(name)
        if alias and alias not in card.names:
            card.names.append(alias)
        mention = Mention(start, end, first, last, "local", (), name, card=card)
        card.mentions.append(mention)
        scan.add(mention)
        head = head_of(tokens[first:last])
        for child in head.children:
            if child.dep_ == "appos" and last <= child.left_edge.i <= last + 2:
                card.types |= type_words(scan, child.left_edge.i, child.i + 1)
        if head.dep_ == "appos":
            card.types |= type_words(scan, head.head.left_edge.i, head.head.i + 1)
            called, noun = head.head, noun_of(head.head)
            the = any(c.lower_ == "the" for c in called.children) and called.i < head.i
            if the and called.text.islower() and called.tag_ == "NN" and not scan.roles.get(noun) and not state:
                card.types.add(noun)  # "The applicant, Nordwind Energi, …"
        left = first - 1
        while left >= 0 and tokens[left].pos_ in ("NOUN", "ADJ") and first - left < 4:
            card.types |= type_words(scan, left, left + 1)
            left -= 1
        card.types |= types_behind(scan, last)

    def _is_outlet(self, first: int, last: int) -> bool:
        """Whether the words beside a name call it a newspaper or a broadcaster."""
        tokens = self.scan.tokens
        left = first - 1
        while left >= 0 and first - left < 4 and tokens[left].pos_ in ("NOUN", "ADJ"):
            if noun_of(tokens[left]) in v.OUTLET_NOUNS:
                return True
            left -= 1
        if last + 1 < len(tokens) and tokens[last].text == ",":
            for token in tokens[last + 1 : last + 8]:
                if token.text in (",", ".") or token.pos_ in ("VERB", "AUX", "ADP"):
                    return False
                if noun_of(token) in v.OUTLET_NOUNS:
                    return True
        return False

    def _outlet(self, name: str) -> None:
        for match in re.finditer(rf"\b(?:The )?{re.escape(name)}\b", self.scan.text):
            first, last = self.scan.tokens_of(*match.span())
            if first < last and not any(i in self.scan.by_token for i in range(first, last)):
                self.scan.add(Mention(match.start(), match.end(), first, last, "outlet", (None,), match.group()))

    def _local_state(self, first: int, last: int) -> bool:
        """Whether a place that no table knows acts as a state: it speaks, or has a government."""
        token = head_of(self.scan.tokens[first:last])
        if org_signs.titled(self, token.text):
            return False
        if token.dep_ == "nsubj" and token.head.lemma_ in v.REPORTING and token.tag_ not in ("NNS", "NNPS"):
            return True
        if last - first == 1 and org_signs.of_a_state(self, token):
            return True
        if token.dep_ == "pobj" and token.head.lower_ == "of":
            token = token.head
        if token.dep_ in ("poss", "compound", "nmod", "amod", "prep") and token.tag_ not in ("NNS", "NNPS"):
            noun = noun_of(token.head)
            secretary = noun == "secretary" and any(c.lower_ in v.MINISTRIES for c in token.head.children)
            institution = "institution" in self.scan.roles.get(noun, frozenset())
            return secretary or institution or noun in v.STATE_OFFICES | v.LOADED_RULE
        return False
