"""Whose words: the subject of a reporting word, found through clauses that leave it out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from winset.reading.attribution.places import noun_phrase
from winset.reading.attribution.words import group
from winset.reading.marks import Places

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_WH = frozenset({"who", "which", "that", "whom"})
_DEPTH = 6
_MARKS = frozenset('“”"«»„')


def own_subject(verb: Token) -> Token | None:
    """Return the subject that hangs on a verb itself, the nearest where the parser found two, or None."""
    found = [child for child in verb.children if child.dep_ in SUBJECTS]
    if len(found) == 2 and _one_list(*found):
        return found[0]
    return min(found, key=lambda child: abs(child.i - verb.i)) if found else None


def _one_list(first: Token, second: Token) -> bool:
    """Whether two subjects are one list of names that the parser cut ("the coalition of France, | Italy and Malta")."""
    if second.pos_ != "PROPN" or first.right_edge.i + 2 != second.left_edge.i or second.i > second.head.i:
        return False
    named = any(child.lower_ == "of" and child.dep_ == "prep" for child in first.children)
    return named and second.left_edge.nbor(-1).text == "," and any(child.dep_ == "conj" for child in second.children)


def is_clefted(verb: Token) -> bool:
    """Whether a relative clause is the statement itself ("It was the minister who asked for the break")."""
    if verb.dep_ != "relcl" or verb.head.dep_ != "attr":
        return False
    opening = own_subject(verb.head.head)
    return opening is not None and opening.lower_ == "it"


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def agent(verb: Token) -> Token | None:
    """Return the noun after "by" of a passive, or None."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for noun in child.children:
                if noun.dep_ == "pobj":
                    return noun
    return None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the noun or pronoun that a verb says something of, or None.

    Where the verb has none of its own: a coordinated verb shares that of the first ("He declined … and emphasised …"),
    a participle or an infinitive that of its clause ("…, adding that"), a participle after a noun has the noun ("a
    letter saying that").
    """
    if depth > _DEPTH:
        return None
    own = own_subject(verb)
    if own is not None:
        if own.lower_ in _WH and verb.dep_ == "relcl":
            return verb.head
        if own.lower_ in _WH and own.head.dep_ != "relcl" and verb.dep_ == "conj":
            first = verb.head
            return first.head if first.dep_ == "relcl" else own
        if own.lower_ in ("who", "that") and verb.head.lemma_ == "be" and verb.dep_ in ("ccomp", "advcl"):
            # "It was the minister who asked for the break"
            return next((c for c in verb.head.children if c.dep_ == "attr" and c.i < verb.i), own)
        return own
    # "The senator, noting the size of it, said": the parser may hang the subject on the participle.
    for child in verb.children:
        if child.i < verb.i and child.dep_ in ("ccomp", "advcl") and child.tag_ == "VBG":
            inner = own_subject(child)
            if inner is not None and inner.i < child.i:
                return inner
    head = verb.head
    if head.i == verb.i:
        # "Berlin, for its part, has let it be known that …": the parser may take the name for an adverb
        for child in verb.children:
            loose = child.dep_ in ("npadvmod", "dep") and child.i < verb.i and child.pos_ == "PROPN"
            if loose and child.ent_type_ not in _AMOUNTS and child.right_edge.nbor().text == ",":
                return child
        return None
    if verb.dep_ in ("acl", "relcl"):
        # "issued a statement saying that": who issued it speaks
        if head.dep_ == "dobj" and head.lemma_.lower() in group("message") and head.head.lemma_ in group("light"):
            return subject(head.head, depth + 1) or head
        # "has the nerve to call this a compromise"
        if head.dep_ == "dobj" and head.head.lemma_ == "have" and head.lemma_.lower() in group("nerve"):
            return subject(head.head, depth + 1)
        return head
    if strays(verb):
        return subject(head.head, depth + 1)
    if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "dep", "parataxis", "ccomp", "prep"):
        while head.dep_ == "prep" and head.head.i != head.i:
            head = head.head
        if head.pos_ in ("VERB", "AUX") or head.dep_ in ("acomp", "attr", "ROOT"):
            found = subject(head, depth + 1)
            if found is not None:
                return found
            return agent(head) if is_passive(head) else None
        if head.pos_ in ("NOUN", "PROPN") and verb.dep_ == "pcomp":
            return None
    if verb.dep_ in ("acomp", "attr", "oprd"):
        return subject(head, depth + 1)
    return None


def is_empty(noun: Token) -> bool:
    """Whether a subject stands for nobody: the "it" and "there" of "it is said", "there is"."""
    if noun.dep_ == "expl" or noun.lower_ == "there":
        return True
    if noun.lower_ != "it":
        return False
    verb = noun.head
    return is_passive(verb) or verb.lemma_ in ("seem", "appear", "be", "turn", "follow", "emerge", "happen")


def strays(verb: Token) -> bool:
    """Whether a verb coordinated inside a reported clause belongs to who reports.

    In "insisted that no option was closed and appealed to both" the parser hangs "appealed" on "was", whose subject
    cannot appeal.
    """
    head = verb.head
    if verb.dep_ != "conj" or own_subject(verb) is not None or head.dep_ != "ccomp" or verb.tag_ != head.head.tag_:
        return False
    own = own_subject(head)
    if own is None or verb.tag_ not in ("VBD", "VBZ", "VBP") or own.i >= head.i:
        return False
    # 'stated that “a pause is no peace” and demanded …': the marks end in between
    closed = sum(token.text in _MARKS for token in verb.doc[head.i : verb.i]) % 2 == 1
    # "demanded that the bank reopen the file, warned …": a past after a present is the speaker's next act
    shifted = verb.tag_ == "VBD" and head.tag_ in ("VB", "VBP", "VBZ")
    return closed or shifted or not can_speak(own)


def stands_for_thing(noun: Token) -> bool:
    """Whether an "it" at the head of a sentence takes up the subject of the one before, and that cannot want anything.

    "The plan would reward the army. It asks the rebels for land": the plan is no source.
    """
    sent = noun.sent
    if noun.lower_ != "it" or not sent.start or noun.i > sent.start + 1:
        return False
    before = own_subject(noun.doc[sent.start - 1].sent.root)
    return before is not None and before.pos_ == "NOUN" and not can_speak(before)


def source_places(verb: Token) -> Places | None:
    """Return the source's noun phrase for a verb in the active; () where it is nobody, None where it has no subject."""
    noun = subject(verb)
    if noun is None:
        return None
    if noun.dep_ == "csubj":
        return None
    if is_empty(noun):
        return ()
    place = noun_phrase(noun, verb)
    if place is None:
        return None
    for child in noun.head.children:
        if child.dep_ in SUBJECTS and child.i > noun.i and _one_list(noun, child):
            place = (place[0], child.right_edge.idx + len(child.right_edge))
    for child in verb.children:
        # "Fiji, speaking for the region, asked for more"
        speaking = child.dep_ == "advcl" and child.lower_ in ("speaking", "acting") and noun.i < child.i < verb.i
        if speaking and child.left_edge.i == noun.right_edge.i + 2:
            last = child.right_edge
            place = (place[0], last.idx + len(last))
    return (place,)


_ABSTRACT = re.compile(r"(?:tion|sion|ness|ment|ity|ism|ance|ence|ure|cy|ship|sis)s?$")
_NOT_WHO = frozenset(
    {
        "this",
        "that",
        "these",
        "those",
        "what",
        "which",
        "whoever",
        "nothing",
        "something",
        "everything",
        "anything",
        "there",
    }
)
_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_AMOUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "EVENT"})


def can_speak(noun: Token) -> bool:
    """Whether a noun can stand for somebody who says, wants or refuses: a person, a group, a place, a document.

    Abstract nouns cannot ("the failure allows", "the gesture would acknowledge"), nor can demonstratives.
    """
    if noun.lower_ in _NOT_WHO:
        return False
    if noun.pos_ == "PROPN" or noun.ent_type_ in _ACTORS:
        return noun.ent_type_ not in _AMOUNTS
    if noun.pos_ != "NOUN":
        return noun.pos_ != "VERB" or noun.tag_ in ("VBN", "VBD")
    if noun.ent_type_ in _AMOUNTS:
        return False
    lemma = noun.lemma_.lower()
    if lemma in group("speaking") or lemma in group("document"):
        return True
    return lemma not in group("abstract") and _ABSTRACT.search(lemma) is None


def is_document(noun: Token) -> bool:
    """Whether a noun stands for something that shows or says things: a poll, a report, figures."""
    if noun.lemma_.lower() in group("document"):
        return True
    return noun.pos_ in ("PROPN", "PRON") and noun.lower_ not in _NOT_WHO
