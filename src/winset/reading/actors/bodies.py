"""Common nouns that the text shows to be parties: whoever has a spokesman, a negotiator or a leader negotiates.

"The trawlermen's leader", "the bondholders' committee", "Herder spokesman Aslak Hætta": no table can list such nouns,
but the grammar of offices tells them. Groups without an office ("fans", "passengers") are left alone.
"""

from __future__ import annotations

from typing import Any

from winset.core.words import word_set
from winset.reading.actors import vocabulary as v
from winset.reading.actors.mentions import Scan
from winset.reading.actors.phrases import noun_of

_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_NOT_OWNERS = word_set(
    "country nation state government city town world year month week day today yesterday talk talks deal team time "
    "crew man woman child person family group source people media side camp party delegation deputy part kind "
    "parliament capital host police paper text region province district area village match game film "
    "personnel finance sales marketing operations production communications media press security"
)
OFFICES = word_set(
    "leader head chief chair chairman chairwoman chairperson spokesman spokeswoman spokesperson negotiator "
    "representative lawyer counsel president secretary director boss manager convener organiser organizer coordinator "
    "delegate envoy steward treasurer commander founder administrator attorney adviser official speaker whip steward "
    "vice-president deputy member rector abbot engineer executive ceo chairlady superintendent"
)
BODIES = word_set(
    "council committee board caucus bureau ministry department cooperative co-operative collective chamber union "
    "alliance federation confederation association league guild society commission panel directorate assembly "
    "authority agency inspectorate secretariat tribunal syndicate consortium wing faction institute university mill "
    "municipality"
)
"""Nouns of bodies: with words of their own before them ("the works council") they are named by these."""


def owning_nouns(scan: Scan, known: frozenset[str]) -> dict[str, bool]:
    """Return the common nouns that have officers in a text; True where the noun is a plural ("the growers").

    Parameters
    ----------
    scan
        With the names of organisations in it.
    known
        Nouns by which organisations of the text are called again.
    """
    found: dict[str, bool] = {}
    tokens = scan.tokens
    for token in tokens:
        if token.lower_ in ("their", "its") and _office(scan, token.i + 1):
            owner = _owner_before(scan, token)
            if owner is not None:
                found.setdefault(noun_of(owner), _plural(owner))
            continue
        if token.lower_ in ("them", "it") and token.i and tokens[token.i - 1].lower_ == "for":
            owner = _owner_before(scan, token) if _spoken_for(scan, tokens[token.i - 1]) else None
            if owner is not None:
                found.setdefault(noun_of(owner), _plural(owner))
            continue
        if token.lower_ == "for" and _spoken_for(scan, token):
            owner = _head_behind(scan, token.i + 1)
            if owner is not None and any(c.dep_ == "nummod" for c in owner.children):
                continue  # "which speaks for 900 cooks": its members
            if owner is not None and _may_own(scan, owner, plural=True):
                found.setdefault(noun_of(owner), _plural(owner))
            continue
        if not _may_own(scan, token):
            continue
        noun, after = noun_of(token), tokens[token.i + 1] if token.i + 1 < len(tokens) else None
        if after is None:
            continue
        if after.text in _POSSESSIVE:
            if _office(scan, token.i + 2) and noun not in (v.EVENTS - v.HOUSES) | v.DOINGS:
                found.setdefault(noun, _plural(token))
        elif (
            noun_of(after) in OFFICES
            and token.i + 3 < len(tokens)
            and tokens[token.i + (3 if tokens[token.i + 2].text == "," else 2)].text[:1].isupper()
            and (noun in known or _called_so(scan, noun, token.i) or (noun in BODIES and " " in full(scan, token)))
        ):
            found.setdefault(noun, _many(scan, noun))
    for token in tokens:
        if _headed(scan, token):
            found.setdefault(noun_of(token), False)
        if _led(scan, token):
            found.setdefault(noun_of(token), _plural(token))
    return found


def _plural(token: Any) -> bool:
    return token.tag_ in ("NNS", "NNPS")


def _may_own(scan: Scan, token: Any, *, plural: bool = False, led: bool = False) -> bool:
    """Whether a noun may be a group's or a body's; `led` that a person is said to lead it."""
    noun = noun_of(token)
    if token.i in scan.by_token or token.pos_ not in ("NOUN", "PROPN") or len(noun) < 3:
        return False
    if noun in _NOT_OWNERS and not (led and noun in ("group", "team")):
        return False
    if token.text[:1].isupper() and not token.is_sent_start and token.tag_ not in ("NN", "NNS"):
        return False
    classes = scan.roles.get(noun, frozenset())
    if "work" in classes and noun not in BODIES:
        return False
    person = classes & {"official", "legislator"} and not classes & {"organisation", "institution"}
    if person and not _plural(token):
        return False
    return not plural or _plural(token) or bool(classes & {"organisation", "institution"}) or noun in BODIES


def _office(scan: Scan, i: int) -> bool:
    """Whether the words from `i` name an office of a person: "negotiator", "managing director"."""
    for at in range(i, min(i + 4, len(scan.tokens))):
        token = scan.tokens[at]
        if not token.text.islower() or token.pos_ in ("VERB", "AUX", "ADP", "DET") or token.is_punct:
            return False
        ahead = scan.tokens[at + 1] if at + 1 < len(scan.tokens) else None
        last = ahead is None or not (ahead.pos_ in ("NOUN", "ADJ") and ahead.text.islower())
        if last:
            return token.tag_ == "NN" and noun_of(token) in OFFICES
    return False


def _called_so(scan: Scan, noun: str, before: int) -> bool:
    """Whether a noun also stands alone as a group of the text: "the herders"."""
    return any(
        noun_of(t) == noun
        and t.i != before
        and (
            (_plural(t) and t.dep_ in ("nsubj", "nsubjpass", "poss", "pobj", "conj"))
            or (t.dep_ == "nsubj" and t.head.lemma_ in v.REPORTING and any(c.lower_ == "the" for c in t.children))
        )
        for t in scan.tokens
        if t.i not in scan.by_token
    )


def _many(scan: Scan, noun: str) -> bool:
    return any(noun_of(t) == noun and _plural(t) for t in scan.tokens)


def _owner_before(scan: Scan, pronoun: Any) -> Any:
    """Return the noun that "their" or "its" stands for by its place: the subject before it; None where it is a name."""
    sentence = pronoun.sent
    begin = sentence.start
    if begin and "\n\n" not in scan.text[scan.starts[begin - 1] : scan.starts[begin]]:
        begin = scan.tokens[begin - 1].sent.start
    plural = pronoun.lower_ in ("their", "them")
    best = None
    for token in scan.tokens[begin : pronoun.i]:
        if token.dep_ not in ("nsubj", "nsubjpass") or token.head.i == pronoun.head.i:
            continue
        if token.i in scan.by_token:
            mention = scan.by_token[token.i]
            if mention.kind not in ("person", "leader", "outlet"):
                best = None
            continue
        noun = noun_of(token)
        says = token.dep_ == "nsubj" and token.head.lemma_ in v.REPORTING
        thing = says and not (noun in v.EVENTS or noun in v.DOINGS or noun in v.STRIKES)
        body = noun in BODIES or (thing and not scan.roles.get(noun) and not plural)
        if any(c.dep_ == "prep" and any(g.i in scan.by_token for g in c.children) for c in token.children):
            best = None  # "The masters of the Brenner foundry": the foundry's
            continue
        if _may_own(scan, token) and ((plural and _plural(token)) or (body and not _plural(token))):
            definite = any(c.lower_ == "the" for c in token.children)
            bare = not any(c.dep_ in ("det", "nummod") for c in token.children)
            best = token if definite or (bare and _plural(token)) else best
    return best


def _spoken_for(scan: Scan, token: Any) -> bool:
    """Whether "for" follows what speaks: "NAME, for the growers,", "speaks for", "on behalf of" is not read here."""
    before = scan.tokens[token.i - 1] if token.i else None
    if before is None:
        return False
    if before.lemma_ in ("speak", "negotiate", "bargain") or noun_of(before) in v.SPOKES | {"negotiator", "lawyer"}:
        return True
    if before.text == "," and token.i > 1:
        name = scan.tokens[token.i - 2]
        return bool(name.text[:1].isupper() and name.ent_type_ == "PERSON")
    return before.lemma_ in ("negotiation", "talk") and any(t.lower_ in ("leads", "led") for t in before.sent)


def _head_behind(scan: Scan, i: int) -> Any:
    """Return the last noun of the phrase that begins at `i`."""
    found = None
    for token in scan.tokens[i : i + 6]:
        if token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM") or token.text in _POSSESSIVE:
            found = token if token.pos_ in ("NOUN", "PROPN") else found
        else:
            break
    return found


def _headed(scan: Scan, token: Any) -> bool:
    """Whether a named person holds an office of what a noun stands for: "Ada Vell, chief executive of the airport,"."""
    if token.dep_ != "pobj" or token.head.lower_ not in ("of", "at") or token.tag_ != "NN":
        return False
    noun, office = noun_of(token), scan.tokens[token.head.i - 1]
    if noun_of(office) not in OFFICES or office.tag_ not in ("NN", "NNP") or not _may_own(scan, token):
        return False
    if noun in (v.EVENTS - v.HOUSES) | v.DOINGS | v.STRIKES or not any(c.lower_ == "the" for c in token.children):
        return False
    if any(c.dep_ in ("prep", "acl", "relcl") for c in token.children):
        return False
    behind = scan.tokens[token.i + 1 : token.i + 3]
    named = len(behind) == 2 and behind[0].text == "," and behind[1].text[:1].isupper() and behind[1].pos_ == "PROPN"
    start = office.left_edge.i
    before = scan.tokens[start - 2 : start] if start > 1 else []
    apposed = len(before) == 2 and before[1].text in (",", "(") and before[0].text[:1].isupper()
    return named or apposed


def _led(scan: Scan, token: Any) -> bool:
    """Whether a noun is led by a person in a clause: "who heads the reform wing", "chairs the residents' group"."""
    if token.dep_ != "dobj" or token.head.lemma_ not in v.HEADINGS - {
        "represent",
        "run",
        "found",
        "organize",
        "organise",
    }:
        return False
    noun = noun_of(token)
    if token.head.dep_ != "relcl" or noun in v.EVENTS | v.STRIKES or not _may_own(scan, token, led=True):
        return False
    who = any(c.lower_ == "who" for c in token.head.children)
    own = (
        noun in BODIES
        or noun in ("group", "team", "force", "forces", "movement", "militia", "brigade")
        or _plural(token)
    )
    return who and own


def full(scan: Scan, token: Any) -> str:
    """Return the noun with the nouns before it: "labour ministry", "metalworkers' union"."""
    first = token.i
    while first > 0 and token.i - first < 4:
        before = scan.tokens[first - 1]
        if before.text in ("'", "’", "'s", "’s") and first > 1 and scan.tokens[first - 2].dep_ == "poss":
            first -= 1
            continue
        owns = before.dep_ == "poss" or before.text in ("'", "’", "'s", "’s")
        if (
            before.head.i >= first
            and before.i not in scan.by_token
            and (before.dep_ in ("compound", "nmod") or owns)
            and before.pos_ in ("NOUN", "PROPN", "PART")
        ):
            first -= 1
        else:
            break
    return str(scan.text[scan.tokens[first].idx : token.idx + len(token)])


def acts(token: Any) -> bool:
    """Whether a noun is what acts, or whose people or words act: "the government said", "government delegate"."""
    if token.dep_ in ("nsubj", "nsubjpass"):
        return token.head.lemma_ not in v.STATIVE
    head = token.head
    if token.dep_ == "pobj" and head.lower_ in ("between", "with", "by", "against", "of"):
        return head.lower_ != "of" or head.head.dep_ in ("nsubj", "nsubjpass")
    office = token.dep_ in ("compound", "poss", "nmod")
    return office and (noun_of(head) in v.DOINGS or noun_of(head) in OFFICES or head.pos_ == "PROPN")
