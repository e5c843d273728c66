"""What the parse says of single words: negation, auxiliaries, predicates, noun phrases."""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.tokens import Token

from winset.reading.coding.lexicon import NEGATIONS
from winset.reading.marks import Place

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


def phrase(token: Token) -> Place:
    """Return the place of the noun phrase that `token` heads, without what follows it."""
    left = token
    for child in token.lefts:
        if child.dep_ in ("det", "compound", "amod", "nmod", "nummod", "poss", "quantmod"):
            left = min(left, child.left_edge, key=lambda t: t.i)
    if left.dep_ == "det" and left.lower_ in ("any", "no"):
        left = token.doc[left.i + 1]
    return left.idx, token.idx + len(token)


def predicate(token: Token) -> Token:
    """Return the verb in whose clause a token stands."""
    while token.pos_ not in ("VERB", "AUX") and token.head != token:
        token = token.head
    return token


def has_to(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def negated(token: Token) -> bool:
    """Whether what a token says is negated where it stands: "not", "never", "no longer", "no government would"."""
    count = sum(_negates(token, child) for child in token.children)
    if token.dep_ == "conj" and not count and token.pos_ == token.head.pos_:
        between = {t.lower_ for t in token.head.children if t.dep_ == "cc"}
        free = not any(c.dep_ in (*SUBJECTS, "aux") for c in token.children)
        if between & {"or", "nor"} and free:
            return negated(token.head)
    return count % 2 == 1


_NO_WAY = re.compile(r"(?:under no circumstances?|in no way|at no (?:point|time)|by no means|on no account)")


def _negates(token: Token, child: Token) -> bool:
    low = child.lower_
    if child.dep_ == "neg" or (low in NEGATIONS and child.dep_ in ("advmod", "det", "preconj")):
        follower = token.doc[child.i + 1].lower_ if child.i + 1 < len(token.doc) else ""
        return not (low == "not" and follower in ("only", "just", "merely"))
    if low == "longer":
        return any(below.lower_ == "no" for below in child.children)
    if child.dep_ == "prep" and low in ("under", "in", "at", "by", "on") and child.i < token.i:
        return _NO_WAY.fullmatch(" ".join(t.lower_ for t in child.subtree)) is not None
    if child.dep_ in SUBJECTS:
        return bool(
            low in ("nobody", "none", "neither", "nothing")
            or any(g.lower_ in ("no", "neither") and g.dep_ in ("det", "preconj", "cc") for g in child.children)
            or (child.left_edge.lower_ == "not" and child.left_edge.i < child.i)
        )
    return False


def rhetorical(verb: Token) -> bool:
    """Whether a clause is a question that means the contrary: "Why should we pay?", "Who would sign that?".

    Only questions that their form gives away: "why should", "who would", "how could", "since when", "do you really".
    """
    if verb.pos_ not in ("VERB", "AUX") or not any(t.text == "?" for t in verb.doc[verb.i : verb.sent.end]):
        return False
    aux = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass") and c.lower_ != "to"}
    asked = {c.lower_ for c in verb.children if c.dep_ in ("advmod", *SUBJECTS)}
    if "why" in asked and aux & {"should", "would", "must"}:
        return True
    if "how" in asked and aux & {"can", "could", "should"}:
        first = next((c for c in verb.children if c.lower_ == "how"), verb)
        return verb.doc[first.i + 1].lower_ in aux  # "how could we", not "how much could"
    if "who" in asked and aux & {"would", "could", "can", "will"}:
        return not any(c.dep_ in SUBJECTS and c.lower_ != "who" for c in verb.children)
    opening = " ".join(t.lower_ for t in verb.doc[verb.sent.start : verb.sent.start + 4])
    return "since when" in opening


def displaced(token: Token) -> bool:
    """Whether something stands in a token's stead: "a court *rather than* talks", "close it *rather than* sell it"."""
    start = token.left_edge.i
    if start >= 2 and (token.doc[start - 2].lower_, token.doc[start - 1].lower_) == ("rather", "than"):
        return True
    if token.dep_ == "conj" and token.head.i < token.i:
        between = [t.lower_ for t in token.doc[token.head.i + 1 : token.i]]
        return ("rather", "than") in pairwise(between)
    return False


def denied(verb: Token) -> bool:
    """Whether a clause is negated by its verb or by what the verb brings: "there will be no talks"."""
    brought = any(c.dep_ in ("attr", "dobj") and any(g.lower_ == "no" for g in c.children) for c in verb.children)
    return negated(verb) != brought


def auxiliaries(verb: Token) -> set[str]:
    """Return the auxiliaries of a verb, its own or those it shares as a conjunct."""
    found = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if not found and verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.children):
        return auxiliaries(verb.head)
    return found
