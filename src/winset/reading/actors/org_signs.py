"""Signs in a sentence that a name which no table knows is a state's, a company's or another organisation's."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol

from winset.reading.actors import vocabulary as v
from winset.reading.actors.mentions import Scan
from winset.reading.actors.org_words import DOMAINS, adjective_of, hints
from winset.reading.actors.phrases import noun_of
from winset.reading.actors.tables import Tables

_ACTS = frozenset(("will", "would", "could", "can", "has", "had", "'ll", "did", "does"))
_BRAND = re.compile(r"[A-Z][a-z]{2,}[A-Z][a-z]+")
_FAMILY = ("Mac", "Van", "Von", "Del", "Fitz", "Des")
_DEMONYM = ("an", "ish", "ese", "i", "ic")


class Names(Protocol):
    """What the signs need of the finder of organisations."""

    scan: Scan
    tables: Tables
    surnames: frozenset[str]

    def capital(self, i: int) -> bool:
        """Whether a token may be a word of a name."""

    def run(self, i: int) -> int:
        """Return the end of a run of capitalised words."""


def _free_name(names: Names, token: Any) -> bool:
    """Whether a token is a capitalised name of one word that nothing else has taken."""
    return (
        token.i not in names.scan.by_token
        and token.pos_ in ("PROPN", "ADJ")
        and token.text[:1].isupper()
        and token.is_alpha
        and not token.text.isupper()
        and token.text not in names.surnames
        and token.text not in names.tables.given
        and not names.scan.roles.get(noun_of(token))
        and token.lower_ not in DOMAINS
        and not any(
            c.dep_ in ("compound", "appos", "nmod") and c.lower_.strip(".") not in v.ASKING for c in token.children
        )
        and token.ent_type_ != "DATE"
    )


def of_a_state(names: Names, token: Any) -> bool:
    """Whether a name that no table knows is a state's: "Orvia's army", "the Orvian government"."""
    if token.dep_ == "pobj" and token.head.lower_ == "of" and _free_name(names, token):
        of = token.head.head
        if noun_of(of) in ("state", "kingdom", "republic", "emirate"):
            return True
        # "Prime Minister Ada Vell of Norvia"
        before = names.scan.tokens[max(token.head.i - 5, of.sent.start) : token.head.i]
        titles = [t for t in before if noun_of(t) in v.STATE_OFFICES and t.text[:1].isupper()]
        return bool(titles) and all(t.pos_ == "PROPN" for t in before[before.index(titles[-1]) :]) and len(before) > 1
    if token.dep_ not in ("poss", "amod", "compound", "nmod") or not _free_name(names, token):
        return False
    noun = noun_of(token.head)
    if titled(names, token.text):
        return False
    own = (
        token.ent_type_ != "PERSON"
        and token.pos_ in ("PROPN", "ADJ")
        and (token.pos_ == "ADJ" or token.ent_type_ in ("GPE", "NORP", "ORG", ""))
    )
    return own and noun in v.OF_ITS_OWN and (token.dep_ == "poss" or token.text.endswith(_DEMONYM))


def named_kind(names: Names, token: Any) -> bool:
    """Whether a common noun tells what the name behind it is: "the union Finance Staff United"."""
    noun = noun_of(token)
    return (
        noun in v.CALLS
        and token.pos_ in ("NOUN", "ADJ")
        and token.tag_ not in ("NNS", "NNPS")
        and (token.text.islower() or token.is_sent_start)
        and (
            _name_at(names, token.i + 1, alone=True)
            or (token.i + 2 < len(token.doc) and token.nbor().text == "," and _name_at(names, token.i + 2))
        )
    )


def _name_at(names: Names, i: int, *, alone: bool = False) -> bool:
    tokens, last = names.scan.tokens, names.run(i)
    if not names.capital(i) or tokens[i].text in names.tables.given:
        return False
    closed = last < len(tokens) and tokens[last].text == ","
    if last - i < 2 and not (
        (alone or (closed and tokens[i].ent_type_ != "GPE")) and tokens[i].text not in names.surnames
    ):
        return False
    if not alone and tokens[i].ent_type_ == "PERSON":
        return False
    # "by the union, Petra Lund said" names a person.
    return tokens[i - 1].text != "," or (last < len(tokens) and tokens[last].text in (",", ".", ";", ")"))


def has_officers(names: Names, token: Any) -> bool:
    """Whether a name that no table knows has officers or a board: "Merrow's chief executive"."""
    noun = noun_of(token.head)
    sure = noun in ("executive", "board", "shareholder", "headquarters", "subsidiary", "plant", "workforce")
    likely = sure or (noun in v.CORPORATE and token.ent_type_ != "PERSON")
    return token.dep_ == "poss" and likely and _free_name(names, token)


def has_people(names: Names, token: Any) -> str:
    """Return the office that a name which no table knows gives: "Velora's negotiator", "Rydly spokeswoman Kim Vance".

    A name that is nowhere a person's and has a negotiator, a spokesman or a minister is an organisation's or a
    state's. The words are read in their order: the parser is unsure of names that it has never seen.
    """
    tokens, last = names.scan.tokens, token.i + 1
    if last >= len(tokens) or _adjective_here(names, token.text):
        return ""
    if tokens[last].text in ("'s", "’s", "'", "’"):
        return _office_behind(names, last + 1)
    noun = noun_of(tokens[last])
    if tokens[last].text.islower() and _speaks_for(names, noun):
        named = _capital(tokens, last + 1) and noun not in ("king", "queen", "prince", "mayor")
        return noun if named or (tokens[last].tag_ == "NNS" and noun in _SENT) else ""
    if noun in ("delegation", "negotiator", "government", "army") and tokens[last].text.islower():
        return noun
    # "Merrow deputy chairman Ada Vell"
    office = _office_behind(names, last) if tokens[last].text.islower() else ""
    return office if office and office in _SENT | v.CORPORATE else ""


def gives_office(names: Names, first: int, last: int) -> bool:
    """Whether a name of several words gives an office to a person behind it: "Social Democrat leader Ada Vell"."""
    tokens = names.scan.tokens
    if last + 1 >= len(tokens) or not tokens[last].text.islower() or not _capital(tokens, last + 1):
        return False
    words = tokens[first:last]
    person = any(t.text in names.tables.given or t.text in names.surnames for t in words)
    noun = noun_of(tokens[last])
    roles = [names.scan.roles.get(noun_of(t), frozenset()) for t in words]
    title = any("official" in classes for classes in roles) or words[-1].lower_ in DOMAINS
    return _speaks_for(names, noun) and not person and not title


def of_members(names: Names, first: int, last: int) -> bool:
    """Whether a name is a body's with its members in it: "Ostby Bondholders' Committee"."""
    tokens = names.scan.tokens
    owned = any(
        tokens[i].text in ("'", "’") and tokens[i - 1].text.endswith("s") and tokens[i - 1].is_alpha
        for i in range(first + 1, last - 1)
    )
    return owned and tokens[last - 1].lower_ in _OF_MEMBERS


_OF_MEMBERS = frozenset(("committee", "board", "group", "trust", "fund", "network", "initiative", "college"))
_SENT = frozenset(
    ("official", "negotiator", "officer", "delegate", "diplomat", "representative", "executive", "manager")
)
_PLACED = frozenset(("mayor", "member", "figure", "principal", "host", "counterpart", "deputy", "aide", "insider"))


def _speaks_for(names: Names, noun: str) -> bool:
    return "official" in names.scan.roles.get(noun, frozenset()) and noun not in _PLACED


def _office_behind(names: Names, i: int) -> str:
    """Return the office that the words from `i` name, or empty: "chief negotiator for accession"."""
    tokens = names.scan.tokens
    for at in range(i, min(i + 5, len(tokens))):
        token = tokens[at]
        place = token.text[:1].isupper() and (at in names.scan.by_token or token.ent_type_ == "GPE")
        if place and at + 1 < len(tokens) and tokens[at + 1].text.islower():
            continue  # "Searchio's Brussels lawyer"
        if not token.text.islower():
            # "Terranova's Gary Holt"
            named = at == i and _capital(tokens, i) and _capital(tokens, i + 1)
            person = tokens[i].text in names.tables.given or tokens[i].ent_type_ == "PERSON"
            return "member" if named and person else ""
        noun = noun_of(token)
        if token.is_punct or token.pos_ in ("VERB", "AUX", "ADP", "DET", "CCONJ") or token.lower_ in v.FORMER:
            return ""
        ahead = tokens[at + 1] if at + 1 < len(tokens) else None
        goes_on = ahead is not None and ahead.pos_ in ("NOUN", "ADJ") and ahead.text.islower()
        if not goes_on and (_speaks_for(names, noun) or noun in v.OF_ITS_OWN or noun in ("board", "executive")):
            return noun
    return ""


def _adjective_here(names: Names, word: str) -> bool:
    """Whether the text has the name of which a word is the adjective: "Tolmeki" beside "Tolmek"."""
    if not word.endswith(_DEMONYM):
        return False
    return any(adjective_of(word, t.text) for t in names.scan.tokens if t.text[:3] == word[:3] and t.text != word)


def _capital(tokens: list[Any], i: int) -> bool:
    return i < len(tokens) and tokens[i].text[:1].isupper() and tokens[i].is_alpha


def unknown(names: Names, token: Any) -> bool:
    """Whether a token is a capitalised name of one word that is nowhere a person's, nor a word of the language."""
    text = token.text
    if token.i in names.scan.by_token or not text[:1].isupper() or not token.is_alpha or len(text) < 3:
        return False
    if text in names.surnames or text in names.tables.given or token.ent_type_ in ("DATE", "TIME", "LANGUAGE", "EVENT"):
        return False
    if names.scan.roles.get(noun_of(token)) or token.lower_ in DOMAINS | _COMPASS or token.lower_ in v.ASKING:
        return False
    before = names.scan.tokens[token.i - 1] if token.i else None
    inside = before is not None and _capital(names.scan.tokens, before.i) and not before.is_sent_start
    if before is not None and inside and before.i not in names.scan.by_token:
        return False
    if token.is_sent_start and not token.is_oov and token.pos_ != "PROPN" and token.ent_type_ != "NORP":
        return False
    if in_title(names, token.i + 1):
        return False  # "Fisheries Minister Ada Vell"
    if token.is_sent_start and not token.is_oov:
        word = token.lower_
        if any(t.lower_ in (word, word + "s") and t.text.islower() for t in names.scan.tokens):
            return False  # "Herder spokesman" beside "the herders"
    return token.pos_ == "PROPN" or token.is_oov or bool(token.ent_type_)


def brand(names: Names, token: Any) -> bool:
    """Whether a name is written as companies write theirs, and acts: "NorthLine says"."""
    inside = _BRAND.fullmatch(token.text) is not None and not token.text.startswith(_FAMILY)
    return inside and token.dep_ in ("nsubj", "poss", "nsubjpass", "agent") and _free_name(names, token)


def listed_with_state(names: Names, token: Any) -> bool:
    """Whether a name that no table knows acts beside another party: "Tolara and Beninga want sanctions"."""
    other = names.scan.by_token.get(token.head.i)
    subject = token.dep_ == "conj" and token.head.dep_ == "nsubj" and token.head.head.lemma_ in v.REPORTING
    return subject and other is not None and other.kind in ("name", "local") and _free_name(names, token)


def told_as_thing(names: Names, token: Any) -> bool:
    """Whether what follows an unknown name tells that it is nobody's: "Granitex, which runs the quarry, said"."""
    tokens, i = names.scan.tokens, token.i
    if i + 2 >= len(tokens) or tokens[i + 1].text != ",":
        return False
    if tokens[i + 2].lower_ == "which":
        acts = token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ == "VERB"
        return acts and (token.ent_type_ not in ("GPE", "LOC", "FAC") or token.head.lemma_ in v.REPORTING)
    if tokens[i + 2].lower_ == "for" and i + 4 < len(tokens) and tokens[i + 3].lower_ == "the":
        return tokens[i + 4].lower_ in v.STAFF | {"workforce", "employees", "crews"}  # "Unite, for the workforce,"
    if tokens[i + 2].lower_ not in ("the", "a", "an"):
        return False
    for at in range(i + 3, min(i + 10, len(tokens))):
        word = tokens[at]
        if word.tag_ == "JJS" and tokens[i + 2].lower_ == "the":
            return True  # "Lactor, the biggest processor,"
        if word.text == "," or word.pos_ in ("VERB", "AUX") or word.lower_ == "of":
            noun = noun_of(tokens[at - 1])
            kind = tokens[at - 1].tag_ == "NN" and any(noun in nouns for nouns in v.KINDS.values())
            return kind or noun in v.CALLS
        if word.text[:1].isupper():
            return False
    return False


def headed(names: Names, token: Any) -> str:
    """Return the office that a name gives behind "of": "the chief of the neighbouring Dormaa", "leaders of Tamsin"."""
    if token.dep_ != "pobj" or token.head.lower_ != "of":
        return ""
    noun = noun_of(token.head.head)
    return noun if _speaks_for(names, noun) and noun in _HEADS else ""


_HEADS = (
    v.STATE_OFFICES
    | v.TOP_OFFICES
    | frozenset(
        (
            "head",
            "chairman",
            "chairwoman",
            "chair",
            "director",
            "spokesman",
            "spokeswoman",
            "negotiator",
            "representative",
        )
    )
)


def acts_as_many(names: Names, token: Any) -> bool:
    """Whether an unknown name of one word has a verb in the plural: "Juve have bid sixty"."""
    verb = token.head
    if token.dep_ != "nsubj" or token.tag_ != "NNP" or any(c.dep_ in ("conj", "cc") for c in token.children):
        return False
    finite = [verb, *(c for c in verb.children if c.dep_ == "aux")]
    many = any(t.tag_ == "VBP" or t.lower_ == "were" for t in finite) and token.i < verb.i
    return many and not any(t.lower_ in ("'m", "am") or t.tag_ == "MD" for t in finite)


_ACTING = v.REPORTING - frozenset(
    ("make", "take", "give", "hold", "put", "lift", "back", "see", "rule", "table", "present", "walk")
)
_WILLED = frozenset(
    (
        "prefer",
        "like",
        "pay",
        "accept",
        "send",
        "build",
        "buy",
        "sell",
        "keep",
        "join",
        "vote",
        "allow",
        "let",
        "open",
        "close",
    )
)
# Whom or what only a person has.
_OF_A_PERSON = frozenset(
    ("deputy", "aide", "wife", "husband", "son", "daughter", "predecessor", "successor", "ally", "critic", "supporter")
) | frozenset(("friend", "career", "life", "face", "cabinet", "hand", "voice"))
_COMPASS = frozenset(("north", "south", "east", "west"))
_HIM = frozenset(("he", "she", "him", "her", "his", "himself", "herself"))


def acts_alone(names: Names, token: Any) -> bool:
    """Whether a name of one word speaks and is nowhere a person's: no first name, no title, no "he" behind it.

    News gives a person a first name or a title where the person first appears; what never has one is an organisation
    or a state.
    """
    if token.dep_ != "nsubj" or token.tag_ != "NNP":
        return False
    modal = token.head.lemma_ in _WILLED and any(c.tag_ == "MD" for c in token.head.children)
    if token.head.lemma_ not in _ACTING and not modal:
        return False
    if token.text.isupper() or any(c.dep_ in ("compound", "amod", "nummod") for c in token.children):
        return False
    tokens = names.scan.tokens
    same = [t for t in tokens if t.text == token.text]
    if len(same) < 2 and not (token.is_oov and token.ent_type_ in ("ORG", "GPE", "NORP")):
        return False
    for other in same:
        before = tokens[other.i - 1] if other.i else None
        after = tokens[other.i + 1] if other.i + 1 < len(tokens) else None
        titled = before is not None and (before.text in v.HONORIFICS or _title(names, before))
        if titled or (before is not None and before.lower_ in ("himself", "herself", "named", "called", "as")):
            return False
        if after is not None and (after.text == ":" or (after.text[:1].isupper() and after.pos_ == "PROPN")):
            return False
        if after is not None and after.text in ("'s", "’s") and other.i + 2 < len(tokens):
            owned = next((t for t in tokens[other.i + 2 : other.i + 5] if t.pos_ == "NOUN"), None)
            if owned is not None and noun_of(owned) in _OF_A_PERSON:
                return False
        # "Tigre is said to be tired. He …"
        behind = tokens[other.i + 1 : other.i + 40]
        him = next((t for t in behind if t.lower_ in _HIM), None)
        if him is not None and other.dep_ == "nsubj":
            between = tokens[other.i + 1 : him.i]
            if not any(t.text in names.surnames or t.lower_ in v.PERSONS or _title(names, t) for t in between):
                return False
    return True


def titled(names: Names, name: str) -> bool:
    """Whether an office stands before a name anywhere: "Orbek's government" beside "Prime minister Orbek"."""
    tokens = names.scan.tokens
    places = names.scan.places.get(name.lower(), ())
    return any(i and tokens[i].text == name and _title(names, tokens[i - 1]) for i in places)


def expert(names: Names, first: int, last: int) -> bool:
    """Whether a name is of somebody who speaks for none: "Analyst Ada Vell", "marine biologist Ada Vell"."""
    tokens = names.scan.tokens
    if last - first < 2 or hints([t.text for t in tokens[first + 1 : last]]):
        return False
    for at, count in ((first, 3), (first - 1, 2)):
        noun = noun_of(tokens[at]) if at >= 0 else "opposition"  # many: "the opposition Civic Pole" is a body
        outside = noun != "opposition" and "outside" in names.scan.roles.get(noun, frozenset())
        if outside and last - first == count and tokens[at].tag_ not in ("NNS", "NNPS"):
            return True
    return False


def in_title(names: Names, i: int) -> bool:
    """Whether a capitalised office stands at `i`."""
    after = names.scan.tokens[i : i + 1]
    return bool(after) and bool(after[0].text[:1].isupper()) and _title(names, after[0])


def _title(names: Names, token: Any) -> bool:
    classes = names.scan.roles.get(noun_of(token), frozenset())
    return bool(classes & {"official", "outside", "legislator"})


def labels_line(names: Names, token: Any) -> bool:
    """Whether an unknown name opens a line about it: "- Alpina: insists on parity"."""
    tokens, last = names.scan.tokens, token.i + 1
    if not _capital(tokens, token.i):
        return False
    while last < len(tokens) and last - token.i < 4 and _capital(tokens, last):
        last += 1
    if last + 1 >= len(tokens) or tokens[last].text != ":" or not tokens[last + 1].text.islower():
        return False
    line = names.scan.text[: token.idx].rpartition("\n")[2]
    if line.strip(" -–—•*·\t") or token.i in names.scan.by_token or tokens[last + 1].text == "\n":
        return False
    return bool(token.is_oov or token.ent_type_ == "ORG" or tokens[last + 1].tag_ == "VBZ")


def bids(names: Names, token: Any) -> bool:
    """Whether an unknown name bids for another, or is bid for: "Baltline wants to buy its smaller rival Sundfart"."""
    if token.dep_ not in ("nsubj", "dobj"):
        return False
    verb = token.head
    if token.dep_ == "nsubj" and verb.lemma_ in ("want", "offer", "plan", "seek", "try", "agree"):
        verb = next((c for c in verb.children if c.dep_ == "xcomp"), verb)
    if verb.lemma_ not in v.BIDS or verb.pos_ != "VERB":
        return False
    other = next((c for c in verb.children if c.dep_ in ("dobj", "prep") and c.i != token.i), None)
    named = other is not None and any(t.text[:1].isupper() for t in other.subtree)
    return named if token.dep_ == "nsubj" else token.ent_type_ in ("ORG", "PRODUCT", "GPE", "")


def called_it(names: Names, token: Any) -> bool:
    """Whether an unknown name of one word is an organisation's: "Harrow said that it would raise its offer"."""
    if token.pos_ != "PROPN" or token.dep_ != "nsubj" or token.i in names.scan.by_token or token.text in names.surnames:
        return False
    alone = not any(c.dep_ in ("compound", "appos", "amod", "poss") for c in token.children)
    if not alone or token.head.lemma_ not in v.REPORTING or token.text in names.tables.given:
        return False
    for child in token.head.children:
        if child.dep_ not in ("ccomp", "xcomp", "dobj") or child.i < token.i:
            continue
        it = [c for c in child.children if c.lower_ == "it" and c.dep_ == "nsubj"]
        acts = any(c.dep_ == "aux" and c.lower_ in _ACTS for c in child.children)
        if (it and acts and child.pos_ == "VERB") or any(c.lower_ == "its" for c in child.children):
            return True
    return False


SINGLE: tuple[Callable[[Names, Any], bool], ...] = (
    has_officers,
    listed_with_state,
    brand,
    told_as_thing,
    bids,
    acts_as_many,
    acts_alone,
)
"""Signs that a name of one word, nowhere a person's, is an organisation's."""
