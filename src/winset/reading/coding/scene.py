"""What the coding of one statement looks at, and how it finds subjects, parties and negation in the parse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from spacy.tokens import Doc, Token

from winset.core.words import word_set
from winset.reading.coding.lexicon import BAD, FIRST_PERSON, GOOD
from winset.reading.coding.lists import Lead, lead_in
from winset.reading.coding.tree import SUBJECTS, has_to, phrase, predicate
from winset.reading.coding.words import lemma
from winset.reading.marks import Attribution, Place, Resolution

_RELATIVE = word_set("which who that whom")
# Predicates in the passive whose subject has the attitude itself.
_OWN_PASSIVE = word_set(
    "prepared opposed determined concerned worried committed inclined resolved bent alarmed convinced set intended "
    "interested satisfied afraid scared pleased obliged"
)
LIGHT = word_set(
    "express voice make take have reiterate declare announce issue table submit present put maintain show signal state "
    "repeat stress underline raise set give hold keep send signal lodge register confirm reaffirm"
)
_THIRD = word_set("he she it they his her its their")
# Attitudes that "of" gives to somebody: "the readiness of Oslo".
_OWN_OF = word_set(
    "readiness willingness refusal intention decision determination wish desire position insistence reluctance consent "
    "objection resistance"
)
_OBJECT_CONTROL = word_set(
    "urge ask tell persuade convince force allow press push encourage order instruct invite require permit enable "
    "compel request beg lead oblige get help want expect pressure call warn leave"
)


class Resolver(Protocol):
    """What the coding needs of the resolver of actors (`winset.reading.actors`)."""

    def party_at(self, start: int, end: int) -> str | None:
        """Return the party that the words at a place stand for, or None."""

    def parties_in(self, start: int, end: int) -> Sequence[tuple[int, int, str]]:
        """Return the mentions of parties within a place: start, end, party."""


@dataclass(frozen=True)
class Scene:
    """One statement with its parse, its source and its list, if it is an item of one."""

    doc: Doc
    attribution: Attribution
    resolution: Resolution
    resolver: Resolver
    _parties: dict[tuple[int, int], str | None] = field(default_factory=dict, compare=False)

    @cached_property
    def tokens(self) -> list[Token]:
        """The content's tokens in order, spaces apart."""
        return [token for place in self.attribution.content for token in self._within(place) if not token.is_space]

    @cached_property
    def inside(self) -> frozenset[int]:
        """Indices of the content's tokens."""
        return frozenset(token.i for token in self.tokens)

    @cached_property
    def cue(self) -> list[Token]:
        """The cue's tokens."""
        return [token for place in self.attribution.cue for token in self._within(place) if not token.is_space]

    @cached_property
    def source(self) -> frozenset[int]:
        """Indices of the source's tokens."""
        return frozenset(token.i for place in self.attribution.source for token in self._within(place))

    @cached_property
    def words(self) -> str:
        """The content's words in lower case, with straight apostrophes."""
        return " ".join(token.lower_ for token in self.tokens).replace("’", "'")

    @property
    def attributed(self) -> bool:
        """Whether somebody is said to have said it."""
        return self.attribution.voice == "attributed"

    @property
    def speaker(self) -> str | None:
        """The party spoken for."""
        return self.resolution.party if self.attributed else None

    @cached_property
    def speaks(self) -> bool:
        """Whether somebody speaks who can commit a side: a party, or an official whose side stayed open."""
        if not self.attributed:
            return False
        if self.resolution.party is not None:
            return True
        words = {lemma(self.doc[i]) for i in self.source}
        return bool(words & _OFFICIALS) and not words & _OUTSIDERS

    @cached_property
    def lead(self) -> Lead | None:
        """The sentence that introduces the list in which the content is an item; None where it is in none."""
        return lead_in(self.doc, self.attribution.content[0][0])

    @cached_property
    def list_holder(self) -> str | None:
        """The party whose demands, aims or conditions the list gives."""
        if self.lead is None:
            return None
        span = self.doc.char_span(*self.lead.place, alignment_mode="contract")
        if span is None:
            return None
        for token in span:
            if token.i == self.lead.noun:
                own = self.possessor(token)
                if own is not None:
                    return own
        for token in span:
            if token.dep_ in ("nsubj", "nsubjpass") and token.i != self.lead.noun:
                party = self.party(token)
                if party is not None:
                    return party
        return None

    def _within(self, place: Place) -> Iterator[Token]:
        span = self.doc.char_span(place[0], place[1], alignment_mode="expand")
        return iter(span if span is not None else ())

    # -- parties -------------------------------------------------------------------------------------------------

    def party(self, token: Token) -> str | None:
        """Return the party that the phrase headed by `token` stands for; the speaker's for "we" and the source."""
        if token.i in self.source or (self.attributed and token.lower_ in FIRST_PERSON and token.i in self.inside):
            return self.speaker
        start, end = phrase(token)
        key = (start, end)
        if key not in self._parties:
            self._parties[key] = self._resolve(token, start, end)
        return self._parties[key]

    def _resolve(self, token: Token, start: int, end: int) -> str | None:
        found = self.resolver.party_at(start, end)
        if found is None:
            found = self.resolver.party_at(token.idx, token.idx + len(token))
        if found is not None:
            return found
        if _is_expletive(token):
            return None
        if self._means_speaker(token):
            return self.speaker
        if token.pos_ == "PRON":
            return self._subject_above(token)
        named = {party for _, _, party in self.resolver.parties_in(start, end)}
        return named.pop() if len(named) == 1 and _stands_for(token) else None

    def _means_speaker(self, token: Token) -> bool:
        """Whether a pronoun, or "her government", can only mean the speaker: nobody else is named before it.

        "The minister said that she would …"; not "told Oslo that it must …".
        """
        if not self.attributed or self.speaker is None or token.i not in self.inside:
            return False
        third = token.pos_ == "PRON" and token.lower_ in _THIRD and token.dep_ in ("nsubj", "nsubjpass", "poss")
        own = lemma(token) in REPRESENTATIVES and any(
            c.dep_ == "poss" and (c.lower_ in _THIRD or c.lower_ in FIRST_PERSON) for c in token.children
        )
        own = own or (
            lemma(token) in ("country", "nation", "republic")
            and any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.children)
            and not any(c.dep_ in ("amod", "compound", "prep", "relcl") for c in token.children)
        )
        members = lemma(token) == "member" and not any(c.dep_ in ("det", "prep", "poss") for c in token.children)
        if not third and not own and not members:
            return False
        first = self.tokens[0].idx
        if any(party != self.speaker for _, _, party in self.resolver.parties_in(first, token.idx)):
            return False
        cue_end = self.cue[-1].idx if self.cue else first
        told = self.resolver.parties_in(cue_end, first) if cue_end < first else ()
        return all(party == self.speaker for _, _, party in told)

    def _subject_above(self, pronoun: Token) -> str | None:
        """Return whom a pronoun means that begins a reported clause: "Oslo hinted that it may agree"."""
        clause = pronoun.head
        if pronoun.lower_ not in _THIRD or pronoun.dep_ != "nsubj" or clause.dep_ != "ccomp":
            return None
        for child in clause.head.children:
            if child.dep_ == "nsubj" and child.i < pronoun.i and child.pos_ != "PRON":
                return self.party(child)
        return None

    def possessor(self, noun: Token) -> str | None:
        """Return the party to which a noun belongs: "Oslo's refusal", "the refusal by Oslo"."""
        for child in noun.children:
            if child.dep_ == "poss":
                party = self.party(child)
                if party is None and child.lower_ in ("its", "their", "his", "her"):
                    if noun.dep_ == "conj" and noun.head.pos_ == noun.pos_:
                        party = self.possessor(noun.head)
                    party = party or self._sister_owner(noun) or self._subject_of_clause(noun)
                if party is not None:
                    return party
        for child in noun.children:
            if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
                for grand in child.children:
                    if grand.dep_ == "pobj" and (party := self.party(grand)) is not None:
                        return party
        if lemma(noun) in _OWN_OF:
            for child in noun.children:
                if child.dep_ == "prep" and child.lower_ == "of":
                    for grand in child.children:
                        if grand.dep_ == "pobj" and (party := self.party(grand)) is not None:
                            return party
        for child in noun.children:
            if child.dep_ == "acl" and child.text.endswith(("ed", "put", "made")):
                party = self.by(child)
                if party is not None:
                    return party
        for child in noun.children:
            if child.dep_ in ("compound", "amod", "nmod") and (child.pos_ == "PROPN" or child.ent_type_):
                party = self.resolver.party_at(child.idx, child.idx + len(child))
                if party is None:
                    start, end = child.left_edge.idx, child.idx + len(child)
                    party = self.resolver.party_at(start, end)
                if party is not None:
                    return party
        return None

    def _sister_owner(self, noun: Token) -> str | None:
        """Return whose an earlier subject of the same verb is: "Oslo's refusal and its demand"."""
        for sister in noun.head.children:
            if sister.i < noun.i and sister.dep_ == noun.dep_ and sister.dep_ in SUBJECTS and sister.pos_ == "NOUN":
                for child in sister.children:
                    if child.dep_ == "poss" and child.pos_ != "PRON" and (party := self.party(child)) is not None:
                        return party
        return None

    def _subject_of_clause(self, token: Token) -> str | None:
        subject = self.subject(predicate(token))
        return self.party(subject) if subject is not None else None

    def by(self, verb: Token) -> str | None:
        """Return the party in a passive's "by" phrase."""
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                for grand in child.children:
                    if grand.dep_ == "pobj" and (party := self.party(grand)) is not None:
                        return party
        return None

    def told_to(self, governor: Token) -> str | None:
        """Return the party for which something is what it is: "unacceptable to Oslo", "too costly for Bern"."""
        for child in governor.children:
            if child.dep_ in ("prep", "agent") and child.lower_ in ("to", "for", "by"):
                for grand in child.children:
                    if grand.dep_ == "pobj" and (party := self.party(grand)) is not None:
                        return party
        return None

    # -- subjects ------------------------------------------------------------------------------------------------

    def subject(self, token: Token, *, depth: int = 0) -> Token | None:
        """Return who does what `token` says: its subject, or the one it shares with what governs it."""
        if depth > 12:
            return None
        own = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass", "csubj")]
        if own:
            first = own[0]
            if first.lower_ in _RELATIVE and token.dep_ == "relcl":
                return token.head
            return first
        head = token.head
        if head == token:
            return None
        if token.dep_ in ("acomp", "attr", "oprd") or (token.dep_ == "conj" and token.pos_ == head.pos_):
            return self.subject(head, depth=depth + 1)
        if token.dep_ == "conj":
            return self.subject(head, depth=depth + 1)
        if token.dep_ == "pcomp" and head.lower_ in ("from", "for", "of"):
            # "prevent them from imposing", "criticised them for refusing": they would impose, they refuse.
            kept = [c for c in head.head.children if c.dep_ == "dobj"]
            return kept[0] if kept else self.subject(head, depth=depth + 1)
        if token.dep_ in ("xcomp", "ccomp", "advcl") and lemma(head) in ("call", "appeal", "plead", "prevail"):
            for child in head.children:
                if child.dep_ == "prep" and child.lower_ in ("on", "upon", "to", "with", "for") and child.i < token.i:
                    called = [g for g in child.children if g.dep_ == "pobj"]
                    if called:
                        return called[0]
        if token.dep_ in ("xcomp", "ccomp"):
            target = [c for c in head.children if c.dep_ in ("dobj", "dative", "iobj") and c.i < token.i]
            if target and lemma(head) in _OBJECT_CONTROL:
                return target[0]
            return self.subject(head, depth=depth + 1)
        if token.dep_ == "advcl":
            target = [c for c in head.children if c.dep_ == "dobj"]
            if target and lemma(head) in _OBJECT_CONTROL and has_to(token):
                return target[0]
            return self.subject(head, depth=depth + 1)
        if token.dep_ in ("pcomp", "prep", "acl", "relcl", "dobj", "pobj", "compound", "amod", "aux"):
            return self.subject(head, depth=depth + 1)
        return None

    def doer(self, verb: Token) -> str | None:
        """Return the party that does what a verb says: active subject, "by" phrase; the shared one of an infinitive."""
        own = [child for child in verb.children if child.dep_ in SUBJECTS]
        passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
        if passive:
            return self.by(verb)
        if not own and verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod"):
            return self.by(verb)
        return self._subject_party(verb)

    def _subject_party(self, token: Token) -> str | None:
        """Return the party of a shared subject; of the noun where an infinitive hangs from one with an owner."""
        climbing = token
        for _ in range(6):
            if any(child.dep_ in ("nsubj", "nsubjpass", "csubj") for child in climbing.children):
                break
            if climbing.dep_ in ("acl", "pcomp", "prep", "xcomp", "conj", "relcl") and climbing.head != climbing:
                noun = climbing.head
                if climbing.dep_ != "relcl" and noun.pos_ == "NOUN" and (own := self.possessor(noun)) is not None:
                    return own
                climbing = noun
                continue
            break
        subject = self.subject(token)
        return self.party(subject) if subject is not None else None

    def holder(self, token: Token) -> tuple[str | None, bool]:
        """Return the party that has the attitude which `token` names, and whether the text names anybody for it."""
        if token.pos_ in ("NOUN", "PROPN"):
            own = self.possessor(token)
            if own is not None:
                return own, True
            if any(child.dep_ == "poss" for child in token.children):
                return None, True
            governor = token.head
            while governor != token and governor.dep_ in ("prep", "pobj", "conj") and governor.pos_ != "VERB":
                if governor.head == governor:
                    break
                governor = governor.head
            if governor.pos_ in ("VERB", "AUX") and (
                lemma(governor) in LIGHT or (token.dep_ == "pobj" and lemma(governor) in ("be", "remain", "stand"))
            ):
                token = governor
            else:
                return None, False
        passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in token.children)
        if token.pos_ in ("VERB", "AUX") and passive and token.lower_ not in _OWN_PASSIVE:
            party = self.by(token)
            return party, party is not None
        subject = self.subject(token)
        if subject is None:
            return None, False
        party = self.party(subject)
        owned = any(c.dep_ == "poss" and c.lower_ in FIRST_PERSON for c in subject.children)
        if party is None and self.attributed and owned and lemma(token) in _NEEDING and subject.pos_ == "NOUN":
            return self.speaker, True  # "Our farmers need protection": who says so speaks for them.
        return party, True


_NEEDING = word_set("need want deserve require")


def _is_expletive(token: Token) -> bool:
    """Whether "it" stands for the clause that follows: "it would be a mistake to leave"."""
    if token.lower_ != "it" or token.dep_ not in SUBJECTS:
        return False
    return any(
        child.dep_ in ("acomp", "attr") and (lemma(child) in GOOD or lemma(child) in BAD)
        for child in token.head.children
    )


def _stands_for(token: Token) -> bool:
    """Whether a phrase with a single party in it may stand for that party: people and bodies, not things."""
    return token.pos_ == "PROPN" or lemma(token) in REPRESENTATIVES


_OFFICIALS = word_set(
    "official minister negotiator spokesman spokeswoman spokesperson delegate envoy diplomat ambassador "
    "president premier "
    "chancellor secretary delegation ministry government cabinet board union management representative deputy "
    "commissioner "
    "aide source leader chairman chairwoman chair chief commander rebel employer"
)
_OUTSIDERS = word_set(
    "former ex analyst expert professor economist critic sceptic skeptic observer historian lawyer bishop "
    "mediator paper "
    "newspaper daily weekly magazine agency broadcaster journalist columnist close familiar mayor resident campaigner"
)
REPRESENTATIVES = word_set(
    "government leader leadership official minister ministry president side delegation negotiator diplomat authority "
    "envoy representative spokesman spokeswoman spokesperson parliament team party management board union regime chief "
    "head administration cabinet army military force troops people capital ambassador secretary premier chancellor "
    "movement member director executive company employer worker coalition bloc state country nation"
)
