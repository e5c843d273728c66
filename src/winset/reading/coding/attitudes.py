"""What single words say of a thing: that somebody wants or refuses it, that it is good, that it is off the table."""

from __future__ import annotations

import re

from spacy.tokens import Token

from winset.reading.coding import idioms
from winset.reading.coding import lexicon as lx
from winset.reading.coding.tree import auxiliaries, has_to, negated
from winset.reading.coding.words import lemma


def attitude_of(token: Token) -> lx.Attitude | None:
    """Return the attitude that a token names, particle and preposition minded; None where it names none."""
    word = lemma(token)
    turned = _turn_of_phrase(token, word)
    if turned is not None:
        return turned
    following = {
        child.lower_ for child in token.children if child.dep_ in ("prt", "prep", "advmod") and child.i > token.i
    }
    if any(c.dep_ in ("ccomp", "xcomp", "advcl") and c.left_edge.lower_ == "for" for c in token.children):
        following.add("for")  # "called for them to leave"
    for particle in sorted(following):
        if f"{word} {particle}" in lx.ATTITUDES:
            return lx.ATTITUDES[f"{word} {particle}"]
    if word in ("rule", "turn") or (word == "back" and following & {"away", "down", "off", "out"}):
        return None
    if word in ("call", "push", "press", "campaign", "lobby", "ask", "wish", "appeal"):
        bare = token.pos_ == "VERB" and not following & {"for", "on", "to"}
        if (
            bare
            and word in ("call", "push", "press")
            and not any(has_to(c) and c.dep_ in ("xcomp", "ccomp") for c in token.children)
        ):
            return None
        return lx.ATTITUDES["urge"] if word == "call" and "on" in following else lx.ATTITUDES[word]
    if word == "say":
        answers = {child.lower_ for child in token.children if child.i > token.i}
        return lx.ATTITUDES["accept"] if "yes" in answers else lx.ATTITUDES["reject"] if "no" in answers else None
    if word in ("decide", "decision") and following & {"on", "about", "over"}:
        return None
    if word in ("open", "back", "champion", "target", "need", "set", "aim") and token.pos_ == "ADV":
        return None
    if word == "open" and token.pos_ == "VERB":
        return None
    if word == "like" and token.pos_ == "VERB" and auxiliaries(token) & {"would", "'d", "’d"}:
        return lx.ATTITUDES["want"]
    if word == "call" and token.pos_ != "VERB" and token.pos_ != "NOUN":
        return None
    if word == "against" and token.dep_ == "prep":
        return lx.ATTITUDES["oppose"] if lemma(token.head) == "be" else None
    if word == "back" and token.pos_ not in ("VERB", "NOUN"):
        return None
    if token.pos_ in ("ADP", "DET", "PART", "SCONJ", "CCONJ", "PRON", "AUX"):
        return None
    return lx.ATTITUDES.get(word)


def _turn_of_phrase(token: Token, word: str) -> lx.Attitude | None:
    """Return the attitude of a verb together with what hangs from it: "pour cold water on", "drop an objection"."""
    if token.pos_ not in ("VERB", "AUX"):
        return None
    for child in token.children:
        if child.dep_ not in _HANGING or (child.i < token.i and child.dep_ not in ("dobj", "advmod")):
            continue
        if child.dep_ == "dobj" and word in idioms.GIVING_UP and lemma(child) in idioms.HELD:
            return idioms.WAIVE
        below = [g for g in child.children if g.dep_ in ("pobj", "pcomp")] if child.dep_ == "prep" else []
        for near in (child, *below):
            for form in (lemma(near), near.lower_):
                found = idioms.PAIRS.get((word, form))
                if found is not None and not (form == "room" and refers_to_none(near)):
                    return found
    return None


_HANGING = ("dobj", "prt", "prep", "advmod", "acomp", "attr", "oprd", "advcl", "xcomp", "npadvmod", "amod")


def refers_to_none(noun: Token) -> bool:
    """Whether a noun phrase begins with "no": "no inspector", "no more tanks", "not an inch"."""
    return any(t.lower_ in ("no", "neither", "not") and t.i < noun.i for t in noun.subtree)


def judgement(token: Token) -> int:
    """Return +1 or -1 where a token says that something is good or bad, its own negation counted; else 0."""
    word = lemma(token)
    side = 1 if word in lx.GOOD else -1 if word in lx.BAD else 0
    if not side:
        low = token.lower_
        side = 1 if low in lx.GOOD else -1 if low in lx.BAD else 0
    if is_red_line(token):
        side = -1
    if word == "time" and lemma(token.head) == "be" and any(c.lower_ in ("it", "now") for c in token.head.children):
        side = 1  # "it is time to leave"
    if token.lower_ in ("negotiable", "acceptable", "starter") and token.i > 1 and token.nbor(-1).text == "-":
        side = -1
    return -side if side and negated(token) else side


def is_red_line(token: Token) -> bool:
    """Whether a token is the "line" of a red line."""
    return lemma(token) == "line" and any(c.lower_ == "red" for c in token.children)


_REFUSED = re.compile(r"\b(?:out of the question|off the table|off limits|off the agenda|a non - ?starter)\b")
OUT_OF = re.compile(
    r"\b(?:out of the question|off the table|off limits|off the agenda|non - ?starter|not negotiable)\b"
)
_OPEN_TO = re.compile(
    r"\b(?:on (?:the|any|our|this|their) (?:table|agenda)|up for (?:negotiation|discussion|debate)|on offer|for "
    r"sale|negotiable)\b"
)


def phrase_judgement(verb: Token) -> int:
    """Return -1 where a copula's phrase refuses its subject: "is off the table", "is not for sale"; else 0."""
    words = " ".join(t.lower_ for t in verb.subtree if t.i > verb.i)
    if _REFUSED.search(words):
        return 1 if negated(verb) else -1
    return -1 if _OPEN_TO.search(words) and negated(verb) else 0
