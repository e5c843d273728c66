"""The shapes that what is reported may have: a clause, an infinitive, an object with what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.reading.attribution.lexicon import Lexicon
from winset.reading.attribution.places import noun_phrase, possessor, subtree, token_range, trimmed, whole_quotes
from winset.reading.attribution.quotes import Quotes
from winset.reading.attribution.report import in_case, is_condition, lemma_of
from winset.reading.attribution.sources import agent, can_speak, is_passive, own_subject, source_places, strays, subject
from winset.reading.attribution.words import group
from winset.reading.marks import Place, Places

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECT_PREPS = frozenset({"of", "for", "as", "with", "against", "about", "from"})
_HANGING = frozenset({"dep", "appos", "dobj", "attr", "relcl", "acl", "acomp", "ccomp"})


class Shapes:
    """Contents and sources as places, in one document."""

    def __init__(self, lexicon: Lexicon, quotes: Quotes, text: str) -> None:
        self.lexicon = lexicon
        self.quotes = quotes
        self.text = text

    def places(self, place: Place | None) -> list[Place]:
        """Return a range trimmed and widened to whole quotations, or nothing."""
        kept = trimmed(self.text, *place) if place is not None else None
        if kept is None:
            return []
        start, end = whole_quotes(self.quotes, kept)
        quote = self.quotes.starting(start + 1, end)
        if quote is not None and self.text[start : quote.start].rstrip().endswith(":"):
            before = trimmed(self.text, start, quote.start)
            return [*([before] if before is not None else []), (quote.start, end)]
        return [(start, end)]

    def phrase(self, head: Token) -> list[Place]:
        """Return all that hangs on a word."""
        return self.places(subtree(head))

    def clause(self, head: Token, verb: Token) -> list[Place]:
        """Return a reported clause, with what follows it and belongs to it though the parser hangs it on the verb."""
        stray = next(
            (
                child
                for child in head.children
                if (lemma_of(child) in self.lexicon.verbs and (strays(child) or _contrasts(child)))
                or (_author_goes_on(child, head, verb) or _goes_back(child, head, verb))
            ),
            None,
        )
        if stray is not None:
            return self.places(token_range(head.doc[head.left_edge.i : _before(stray)]))
        right = head.right_edge.i
        for child in verb.children:
            if child.i > right and self._belongs(child):
                right = child.right_edge.i
            elif child.i > right and not (child.is_punct or child.dep_ == "cc"):
                break
        if right == head.right_edge.i:
            return self.phrase(head)
        return self.places(token_range(head.doc[head.left_edge.i : right + 1]))

    def asked(self, head: Token, verb: Token) -> list[Place]:
        """Return an infinitive with whom it is asked of ("urged the leaders to return")."""
        whom = [c for c in verb.children if c.dep_ in ("dobj", "dative") and verb.i < c.i < head.left_edge.i]
        if not whom or whom[0].right_edge.i + 1 < head.left_edge.i:
            return self.clause(head, verb)
        found = self.clause(head, verb)
        return self.places((whom[0].left_edge.idx, found[0][1])) + found[1:] if found else []

    def object(self, verb: Token, noun: Token) -> list[Place]:
        """Return the object and what the verb says of it ("accused the firm of delay", "called it a mistake")."""
        right = noun.right_edge.i
        for child in verb.children:
            if child.i > right and child.dep_ in ("prep", "oprd", "xcomp", "acomp") and child.left_edge.i <= right + 2:
                if child.dep_ == "prep" and child.lower_ not in _OBJECT_PREPS:
                    continue
                right = child.right_edge.i
        for child in verb.children:
            if child.i > right and ((child.dep_ == "advcl" and _hinges(child)) or in_case(child)):
                right = child.right_edge.i
                break
        left = noun.left_edge.i
        for child in verb.children:
            # "offered the Front four ministries"
            if child.dep_ == "dative" and child.pos_ != "ADP" and verb.i < child.i and child.right_edge.i + 1 == left:
                left = child.left_edge.i
        return self.places(token_range(noun.doc[left : right + 1]))

    def with_condition(self, content: list[Place], verb: Token) -> list[Place]:
        """Return a content with the condition or the price behind it ("…, on condition that the fines are paid")."""
        end = content[-1][1]
        for child in verb.children:
            first, last = child.left_edge, child.right_edge
            if child.i <= verb.i or first.idx < end or self.text[end : first.idx].strip(" ,"):
                continue
            following = {token.lower_ for token in first.doc[first.i + 1 : first.i + 3]}
            depends = first.lower_ == "on" and following & {"condition"}
            price = first.lower_ == "in" and following & {"exchange", "return"}
            if depends or price or (child.dep_ == "advcl" and is_condition(first)):
                return [*content[:-1], *self.places((content[-1][0], last.idx + len(last)))]
        return content

    def verb_source(self, verb: Token) -> Places | None:
        """Return the source of a verb: its subject, in the passive who does it; () for nobody, None for no report."""
        participle = verb.tag_ == "VBN" and verb.dep_ == "advcl" and own_subject(verb) is None
        if is_passive(verb) or participle:
            by = agent(verb)
            if by is None and verb.dep_ in ("ccomp", "xcomp") and verb.head.lemma_ == "let":
                by = subject(verb.head)  # "the minister let it be known that"
            return self._one(by, verb) or ()
        if verb.dep_ == "pcomp" and verb.head.lower_ == "as" and is_passive(verb.head.head):
            return self._one(subject(verb.head.head), verb)  # "was quoted as saying"
        return None if verb.dep_ == "amod" else source_places(verb)

    def noun_source(self, noun: Token, light: Token | None) -> Places | None:
        """Return the source of a reporting noun: of its verb ("expressed"), its possessor, or who it is by or from."""
        if light is not None:
            return self.verb_source(light)
        for child in noun.children:
            if child.dep_ == "poss":
                place = noun_phrase(child, noun)
                return (possessor(self.text, place),) if place is not None else None
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("by", "from") and child.i > noun.i:
                for below in child.children:
                    if below.dep_ == "pobj":
                        return self._one(below, noun)
        return None

    def _one(self, noun: Token | None, cue: Token) -> Places | None:
        place = noun_phrase(noun, cue) if noun is not None else None
        return (place,) if place is not None else None

    def _belongs(self, child: Token) -> bool:
        if child.lower_ in ("provided", "providing") and child.nbor().lower_ == "that":
            return True
        if child.dep_ == "advcl":
            return child.left_edge.lower_ in group("mark")
        if child.dep_ == "conj":
            own = own_subject(child)
            return (
                child.pos_ in ("VERB", "AUX")
                and lemma_of(child) not in self.lexicon.verbs
                and own is not None
                and own.pos_ == "PRON"
            )
        return child.dep_ in _HANGING


def _hinges(clause: Token) -> bool:
    """Whether a clause says on what, or during what, a thing happens ("of moving troops while it talked")."""
    own = own_subject(clause)
    during = clause.left_edge.lower_ == "while" and own is not None and own.pos_ == "PRON"
    return during or is_condition(clause.left_edge)


def _contrasts(verb: Token) -> bool:
    """Whether a clause sets what somebody else says against it ("…, while the bank has told its members that")."""
    own = own_subject(verb) if verb.dep_ == "advcl" and verb.left_edge.lower_ in ("while", "whereas") else None
    return own is not None and own.pos_ != "PRON" and can_speak(own)


def _author_goes_on(clause: Token, head: Token, verb: Token) -> bool:
    """Whether a clause joined to a reported one is the author's, by its tense ("said it would, and so it is")."""
    if clause.dep_ != "conj" or verb.tag_ != "VBD" or clause.tag_ not in ("VBZ", "VBP") or own_subject(clause) is None:
        return False
    if any(child.dep_ == "mark" for child in clause.children):
        return False
    past = head.tag_ == "VBD" or any(c.lower_ in ("would", "had", "could", "might", "was", "were") for c in head.lefts)
    return past and any(token.text == "," for token in clause.doc[head.i : clause.i])


def _goes_back(clause: Token, head: Token, verb: Token) -> bool:
    """Whether a clause joined to a reported one tells what the speaker did next ("said it stays, and she left")."""
    own = own_subject(clause) if clause.dep_ == "conj" and clause.tag_ == verb.tag_ == "VBD" else None
    if own is None or own.pos_ != "PRON" or any(child.dep_ == "mark" for child in clause.children):
        return False
    present = head.tag_ in ("VBZ", "VBP") or any(child.lower_ in ("will", "can", "is", "are") for child in head.lefts)
    comma = any(token.text == "," for token in clause.doc[head.i : clause.left_edge.i])
    return present and comma


def _before(verb: Token) -> int:
    """Return the token at which the words before a coordinated verb end, its conjunction left out."""
    end = verb.left_edge.i
    while end > verb.head.i + 1 and (verb.doc[end - 1].dep_ == "cc" or verb.doc[end - 1].is_punct):
        end -= 1
    return int(end)
