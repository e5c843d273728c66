"""Names of organisations told by how people or things are introduced with them, whatever the tagger takes them for.

"Ms Lund (Fjord Water)", "for Fjord Water, Ms Lund", "the opposition Civic Pole", "Labour's Ada Vell", "Ostby city
council". The words beside a name also tell that it is an expert's, who speaks for nobody: "rating agency Corvel".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from winset.core.words import word_set
from winset.reading.actors import vocabulary as v
from winset.reading.actors.leads import LEADS, lead_opens
from winset.reading.actors.mentions import Scan
from winset.reading.actors.org_signs import Names
from winset.reading.actors.phrases import noun_of

_WORD = r"[A-Z][\w'’&-]*"
_RUN = rf"{_WORD}(?: (?:(?:of|for|and|the|&) )?{_WORD}){{0,5}}"
_BRACKETS = re.compile(rf"(?P<name>{_WORD}) \((?:for )?(?:the )?(?P<run>{_RUN})\)(?P<label>[ \t]*:)?")
_PLACE = re.compile(
    rf"\b(?P<place>{_WORD}(?: {_WORD}){{0,2}})(?:'s|’s)? "
    r"(?:city|town|county|borough|district|village|parish|municipal|regional|provincial|island) "
    r"(?:council|government|assembly|authority|administration|authorities)\b"
)
_HALL = re.compile(r"\b(?:City|Town) Hall\b|\b(?:the )?(?:city|town) hall\b")
_EXPERT = (
    r"(?:ratings?|credit|polling|research|market|consulting|advisory|brokerage|analysis|analytics|data|law)"
    r"[ -](?:agency|firm|company|house|group|institute|outfit)|think[ -]?tank|consultancy|brokerage|pollster|law firm"
)
_EXPERTISE = word_set(
    "rating ratings credit polling research market consulting advisory brokerage analysis analytics data law think "
    "consultancy pollster"
)
_KINDS_OF_PLACE = word_set("city town county borough district village parish municipal regional provincial island")
_CALLED_EXPERT = re.compile(
    rf"(?i:\b(?:{_EXPERT}))(?:,| the)? (?:the )?({_RUN})|\b({_RUN}), (?:an? |the )(?:[\w-]+ ){{0,3}}?(?:{_EXPERT})\b"
)
_HOUSE = re.compile(
    rf"\b[Tt]he (?P<name>{_WORD}(?: {_WORD})?) (?:family trust|family|trust|foundation|estate|consortium|brothers)\b"
)
_HEADING = re.compile(r"^[ \t]*((?:[A-Z]{2,}['’]? ){1,4}[A-Z]{4,})(?=[ \t]*(?:[–—:,\n-]|OF |\Z))", re.MULTILINE)
_BODY_WORDS = word_set(
    "authority commission agency board council tribunal union federation association guild league company corporation "
    "chamber committee inspectorate"
)
_OF_NO_STATE = frozenset(("opposition", "ruling", "governing"))
LOCAL = "(local)"
"""Among the types of a card: the council of a place."""
EXPERT = "(expert)"
"""Among the types of a card: a body of experts, which speaks for no party."""


def introduced(names: Names) -> Iterator[tuple[int, int, str]]:
    """Yield first and last token of each name of an organisation that is told so, and its kind or an empty string."""
    scan = names.scan
    for match in _BRACKETS.finditer(scan.text):
        if match["label"] or match["name"] in names.surnames:
            yield *scan.tokens_of(*match.span("run")), ""
    for token in scan.standing((*LEADS, ",", "labour", "labor", "'s", "’s", *_OF_NO_STATE)):
        start = lead_opens(scan, token)
        if start >= 0:
            start += scan.tokens[start : start + 1] != [] and scan.tokens[start].lower_ == "the"
            last = names.run(start)
            if last > start and last < len(scan.tokens) and scan.tokens[last].text == "," and _person(names, last + 1):
                yield start, last, ""
        elif token.text == "," and token.i > 1 and (kind := _apposed_kind(scan, token.i)):
            first = token.i
            while first and names.capital(first - 1):
                first -= 1
            if token.i - first > 1 and scan.tokens[first].text not in names.tables.given:
                yield first, token.i, kind
        elif token.lower_ in _OF_NO_STATE and token.i + 1 < len(scan.tokens):
            last = names.run(token.i + 1)
            named = scan.tokens[token.i + 1].text in names.tables.given
            if last > token.i + 1 and not named and not _title(names, token.i + 1, last):
                yield token.i + 1, last, "party"
        elif token.text in ("Labour", "Labor") and token.dep_ == "nsubj" and token.head.lemma_ in v.REPORTING:
            if token.i not in scan.by_token and not any(t.text[:7] in ("Labour ", "Labor ") for t in scan.doc.ents):
                yield token.i, token.i + 1, "party"
        elif token.text in ("'s", "’s") and token.i and _person(names, token.i + 1, named=True):
            before = scan.tokens[token.i - 1]
            if before.lower_ in ("labour", "labor") and before.text[:1].isupper() and before.i not in scan.by_token:
                yield before.i, token.i, "party"


def in_capitals(names: Names) -> list[tuple[int, int]]:
    """Return the tokens of names that a heading has in capitals: "NATIONAL RAIL AUTHORITY – Hearing"."""
    scan = names.scan
    found = [scan.tokens_of(*match.span(1)) for match in _HEADING.finditer(scan.text)]
    free = [(first, last) for first, last in found if not any(i in scan.by_token for i in range(first, last))]
    return [(first, last) for first, last in free if first < last and scan.tokens[last - 1].lower_ in _BODY_WORDS]


def _apposed_kind(scan: Scan, comma: int) -> str:
    """Return the kind that an apposition behind a comma tells: "IG BCE, the chemical union, …"; else empty."""
    tokens = scan.tokens
    if comma + 2 >= len(tokens) or tokens[comma + 1].lower_ not in ("the", "a", "an"):
        return ""
    for at in range(comma + 2, min(comma + 9, len(tokens))):
        word = tokens[at]
        if word.text in (",", ".", ";") or word.lower_ in ("of", "for", "in", "that", "which"):
            noun = noun_of(tokens[at - 1])
            one = tokens[at - 1].tag_ in ("NN", "NNP") and tokens[at - 1].text.islower()
            return noun if one and any(noun in nouns for nouns in v.KINDS.values()) else ""
        if word.pos_ in ("VERB", "AUX", "PRON"):
            return ""
    return ""


def councils(names: Names) -> list[tuple[str, int, int]]:
    """Return place, first and last token of each council of a place: "Ostby city council"."""
    scan = names.scan
    found: list[tuple[str, int, int]] = []
    if not scan.standing(_KINDS_OF_PLACE):
        return found
    for match in _PLACE.finditer(scan.text):
        place, start = match["place"], match.start()
        if place.startswith("The "):
            place, start = place[4:], start + 4
        first, last = scan.tokens_of(start, match.end())
        if first < last:
            found.append((place, first, last))
    return found


def papers(text: str) -> list[str]:
    """Return the names that a common noun calls a paper's or a station's: "the newspaper Folha do Lago"."""
    return [match["name"] for match in _PAPER.finditer(text)]


_PAPER = re.compile(
    r"\b(?:[Tt]he|[Aa]) (?:[a-z]+ )?"
    r"(?:paper|newspaper|daily|weekly|magazine|broadcaster|radio station|news site|tabloid) "
    r"(?P<name>[A-Z][\w’'-]*(?: (?:(?:do|da|de|del|des|di|du|la|le|el|of|the) )*[A-Z][\w’'-]*)+)"
)


def researches(name: str) -> bool:
    """Whether a name is of a house of research, which speaks for none: "the Institute for Lake Studies"."""
    words = [word.casefold() for word in name.split()]
    return bool({"institute", "observatory"} & {words[0], words[-1]})


def houses(names: Names) -> list[tuple[int, int]]:
    """Return first and last token of each "Vell family trust", without the article, where no table knows the name."""
    scan = names.scan
    found = [scan.tokens_of(match.start("name"), match.end()) for match in _HOUSE.finditer(scan.text)]
    return [(first, last) for first, last in found if not any(i in scan.by_token for i in range(first, last))]


def halls(names: Names) -> list[tuple[int, int]]:
    """Return the tokens of "City Hall", by which a council is called."""
    return [names.scan.tokens_of(*match.span()) for match in _HALL.finditer(names.scan.text)]


def experts(scan: Scan) -> set[int]:
    """Return where names begin of which the words beside them say that they are experts'."""
    if not scan.standing(_EXPERTISE):
        return set()
    return {m.start(1) if m.group(1) else m.start(2) for m in _CALLED_EXPERT.finditer(scan.text)}


def _person(names: Names, i: int, *, named: bool = False) -> bool:
    """Whether a person's name begins at a token; `named` that no title may stand before it."""
    tokens = names.scan.tokens
    if i + 1 >= len(tokens):
        return False
    token = tokens[i]
    if token.text in v.HONORIFICS and not named:
        return True
    following = tokens[i + 1]
    capital = token.text[:1].isupper() and following.text[:1].isupper() and following.is_alpha
    known = token.text in names.tables.given or following.text in names.surnames
    if capital and (known or "PERSON" in (token.ent_type_, following.ent_type_)):
        return True
    official = "official" in names.scan.roles.get(noun_of(token), frozenset())
    return official and not named and i + 2 < len(tokens) and following.text[:1].isupper()


def _title(names: Names, first: int, last: int) -> bool:
    """Whether a title stands among the words: "opposition Leader Ada Vell"."""
    words: list[Any] = names.scan.tokens[first:last]
    return any(names.scan.roles.get(noun_of(t), frozenset()) & {"official", "legislator", "outside"} for t in words)
