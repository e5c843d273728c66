"""What the words of a name tell: what kind of organisation it is, its adjective, its initials, its id."""

from __future__ import annotations

import re
from functools import lru_cache

from winset.core.ids import snake
from winset.core.words import word_set
from winset.reading.actors import vocabulary as v
from winset.reading.actors.mentions import Scan
from winset.reading.actors.phrases import noun_of

DOMAINS = word_set(
    "health trade finance foreign interior defence defense labour labor transport energy environment justice "
    "commerce education agriculture economy competition central constitutional security human climate water "
    "housing home culture industry treasury oversight state press chief deputy senior vice prime special supreme "
    "court house senate office peace"
)


def party_id(name: str) -> str:
    """Return the id of an organisation that no table knows: "People's Alliance" gives ``peoples_alliance``."""
    return snake(re.sub(r"['’]", "", name))


ACRONYM = re.compile(r"\b((?:[A-Z][\w’'-]+ (?:(?:of|for|and|the|de|&) )*)+[A-Z][\w’'-]+) \(([A-Z][A-Za-z-]{1,9})\)")


def beginning(run: str, acronym: str) -> int:
    """Return where a name begins in a run of words before its acronym: where the initials fit, else behind "the"."""
    words = list(re.finditer(r"\S+", run))
    for at in range(len(words) - 1, -1, -1):
        tail = words[at:]
        capitals = "".join(m.group()[0] for m in tail if m.group()[0].isupper())
        every = "".join(m.group()[0] for m in tail)
        if acronym.casefold() in (capitals.casefold(), every.casefold()):
            return tail[0].start()
        if len(acronym) > 2 and sorted(acronym.casefold()) == sorted(capitals.casefold()):
            return tail[0].start()  # translated: the letters are of the name in its own language
    after = [m.end() for m in re.finditer(r"(?<!of )(?<!for )\b(?:the|and) ", run)]
    return after[-1] if after else 0


NOT_CALLED = word_set("states nations republic bank house office") - {"bank"}


@lru_cache(maxsize=8192)
def adjective_of(word: str, name: str) -> bool:
    """Whether a word is the adjective or the inhabitants of a name: "Teravian" of "Teravia"."""
    if word[:3] != name[:3] or not word[:1].isupper():
        return False
    if word == name or len(name) < 4:
        return False
    for ending in ("ia", "a", "e", "y", "o", "land", "stan", ""):
        stem = name.removesuffix(ending) if ending else name
        more = 3 if len(stem) > 3 else 1
        if len(stem) < 3 or (ending and stem == name):
            continue
        if re.fullmatch(rf"{re.escape(stem)}\w{{0,{more}}}(?:an|ian|ese|ish|i|ic|er)s?", word):
            return True
    return False


COMMON_FIRST = word_set(
    "the united national international general central northern southern eastern western new american "
    "british french german european social christian liberal democratic free people people's workers' "
    "royal great first health trade finance foreign interior defence labour transport energy justice commerce "
    "competition constitutional security human climate north south east west federal republic union party "
    "front movement group bank port "
    "ports department ministry office house council world air public popular revolutionary civil state "
    "supreme high global association federation confederation"
)


CALLED_BY_LAST = word_set(
    "society league guild council chamber board bureau committee association federation alliance bloc front union "
    "movement institute trust consortium cooperative authority commission assembly fund congress forum"
)


def initials(short: str, name: str) -> bool:
    """Whether a short form is made of the first letters of a name: "HMW" of "Harrow Mill Workers"."""
    if not short.isupper() or len(short) < 3 or " " in short:
        return False
    capitals = [word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper()]
    return len(capitals) > 2 and "".join(capitals) == short.replace(".", "")


def of_another(rest: list[str]) -> bool:
    """Whether the words behind a name make it another: "Starbucks" and "Starbucks Workers United"."""
    return len(rest) > 1 and bool(hints(rest) & {"union", "association"})


def hints(words: list[str]) -> set[str]:
    """Return the kinds of organisation that the words of a name tell."""
    lowered = {word.casefold().strip(".") for word in words}
    found = {kind for kind, nouns in v.NAME_HINTS.items() if lowered & nouns}
    last = words[-1].casefold().strip(".") if words else ""
    if "company" in found and any(last in v.NAME_HINTS[kind] for kind in ("union", "association", "party")):
        # "Rail Staff Association" is no railway.
        found.discard("company")
    if "company" in found and len(words) > 2 and [w.casefold() for w in words[:2]] == ["group", "of"]:
        # "Group of Small States" is no firm.
        found.discard("company")
    if "association" in found and lowered & v.STAFF:
        found.add("union")
    return found


def type_words(scan: Scan, first: int, last: int) -> set[str]:
    """Return the kinds of organisation, and their nouns, that the words beside a name tell."""
    found: set[str] = set()
    for i in range(first, last):
        noun = noun_of(scan.tokens[i])
        kinds = {kind for kind, nouns in v.KINDS.items() if noun in nouns}
        if kinds and scan.tokens[i].pos_ in ("NOUN", "PROPN"):
            found |= {noun}
            found |= kinds
    return found


def types_behind(scan: Scan, last: int) -> set[str]:
    """Return the kinds that an apposition behind a name tells: "Norvik Lines, the largest carrier, …"."""
    tokens = scan.tokens
    if last + 1 >= len(tokens) or tokens[last].text != "," or tokens[last + 1].pos_ not in ("DET", "NOUN", "ADJ"):
        return set()
    stop = last + 1
    while (
        stop < len(tokens)
        and stop - last < 12
        and tokens[stop].text not in (",", ".", ";", ":")
        and tokens[stop].pos_ not in ("VERB", "AUX")
        and tokens[stop].lower_ not in ("with", "to", "against")
    ):
        stop += 1
    closed = stop < len(tokens) and tokens[stop].text in (",", ".")
    return type_words(scan, last + 1, stop) if closed else set()


def own_noun(words: list[str]) -> set[str]:
    """Return the noun of a name by which it is called again: "the Front", "the port"."""
    if len(words) < 2:
        return set()
    at = next((i for i, word in enumerate(words) if word in ("of", "for")), len(words)) - 1
    noun = words[max(at, 0)].casefold()
    inside = {word.casefold() for word in words[1:]} & v.HOUSES
    found = inside | ({noun} if len(noun) > 3 and noun not in NOT_CALLED else set())
    return found | ({"line"} if noun == "lines" else set())  # "the line" of Norvik Lines
