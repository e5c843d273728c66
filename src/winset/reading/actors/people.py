"""Names of persons: where they stand, which of them are the same, spelt in several ways."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any

from winset.core.words import word_set
from winset.reading.actors import vocabulary as v
from winset.reading.actors.cards import Card
from winset.reading.actors.lexicon import plain
from winset.reading.actors.mentions import Scan
from winset.reading.actors.org_words import hints
from winset.reading.actors.phrases import noun_of, person_apposed, told_as_person

_RULES = (
    (re.compile(r"iy|ij|yy|yi|ii|y|j"), "i"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ck|q|kh"), "k"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"tz|ts"), "c"),
    (re.compile(r"(?<=.)h"), ""),
    (re.compile(r"ou|oo"), "u"),
    (re.compile(r"ie|ia"), "e"),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=8192)
def skeleton(name: str) -> str:
    """Return what transliterations of one name share: Zelensky, Zelenskyy and Zelenskiy give the same."""
    text = re.sub(r"[^a-z]", "", plain(name).casefold())
    for pattern, by in _RULES:
        text = pattern.sub(by, text)
    return text


def distance(a: str, b: str) -> int:
    """Return the number of single-letter changes between two words."""
    if abs(len(a) - len(b)) > 2:
        return 3
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


def same_surname(a: str, b: str) -> bool:
    """Whether two surnames may be spellings of one."""
    if a == b:
        return True
    x, y = skeleton(a), skeleton(b)
    if len(x) < 4 or len(y) < 4:
        return plain(a).casefold() == plain(b).casefold()
    if x == y:
        return True
    if len(x) < 6 or x[0] != y[0]:
        return False
    # "Petrov" and "Petrova" are two persons, not two spellings.
    return {x, y} != {x.rstrip("a"), x.rstrip("a") + "a"} and distance(x, y) <= 1


def parts(name: str) -> list[str]:
    """Return the words of a name without honorifics and suffixes."""
    return [
        w
        for w in re.split(r"\s+", name.strip())
        if w not in v.HONORIFICS
        and not (w.isupper() and w.title() in v.HONORIFICS)
        and w.rstrip(".") not in ("Jr", "Sr", "II", "III")
    ]


@lru_cache(maxsize=8192)
def may_be_one(a: str, b: str) -> bool:
    """Whether two names may be of one person: same surname, no given names that differ."""
    x, y = parts(a), parts(b)
    if not x or not y:
        return False
    if len(x) == 1 or len(y) == 1:
        short, long = (x, y) if len(x) == 1 else (y, x)
        return same_surname(short[0], long[-1]) or (len(long) > 1 and short[0] == long[0] and len(long[0]) <= 5)
    if not same_surname(x[-1], y[-1]):
        return " ".join(x) in " ".join(y) or " ".join(y) in " ".join(x)
    shorter, longer = (x, y) if len(x) < len(y) else (y, x)
    if len(shorter) < len(longer) and _folded(longer[-len(shorter) :]) == _folded(shorter):
        # "Van Dorn" of "Joost van Dorn", "Sarr Lom" of "Awa Sarr Lom": a surname of several words
        return True
    i, j = x[0].rstrip("."), y[0].rstrip(".")
    return i == j or ((len(i) == 1 or len(j) == 1) and i[0] == j[0]) or same_surname(i, j)


def _folded(words: list[str]) -> list[str]:
    return [plain(word).casefold() for word in words]


def surnames(scan: Scan, given: dict[str, str], told: list[tuple[int, int]]) -> frozenset[str]:
    """Return the last words of names that are plainly of persons: whatever else the tagger calls them later."""
    found = set()
    for entity in scan.doc.ents:
        if entity.label_ == "PERSON" and len(entity) > 1:
            words = [t for t in entity if t.is_alpha]
            letters = len(words) > 1 and words[-1].text.isupper() and len(words[-1]) < 5  # "IG BCE"
            letters = letters or (len(words) > 1 and words[-1].text in v.HONORIFICS)
            if len(words) > 1 and words[-1].i not in scan.by_token and not letters:
                found |= _surname(scan, entity.start, entity.end)
                if entity[-2].text == "-" and words[0].i not in scan.by_token:
                    # "Han Min-jun": the family's name comes first.
                    found.add(words[0].text)
    for token in scan.tokens:
        if token.text in given and _name_word(scan, token.i + 1):
            found |= _surname(scan, token.i, _run(scan, token.i))
    for first, last in told:
        found |= _surname(scan, first, last)
    # "El-Beltagy said", of Hossam el-Beltagy
    return frozenset(found | {name[:1].upper() + name[1:] for name in found})


def by_last_word(scan: Scan) -> list[tuple[int, int]]:
    """Return the token ranges of names of two words of which the text goes on to use the last alone, as a speaker's.

    "Lauri Aaltovirta … Aaltovirta said": persons are called by the last word, firms and places by the first ("Halvard
    Energi … Halvard said"); bodies have an article ("the Orange Wave … the Wave said").
    """
    tokens = scan.tokens
    alone: dict[str, bool] = {}
    for token in tokens:
        before = tokens[token.i - 1] if token.i else None
        after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
        titled = before is not None and before.text in v.HONORIFICS
        joined = before is not None and not titled and _name_word(scan, before.i) and before.text.istitle()
        if joined or (after is not None and after.text.istitle() and _name_word(scan, after.i)):
            continue
        article = before is not None and before.lower_ in ("the", "of", "in")
        speaks = titled or (token.dep_ == "nsubj" and token.head.lemma_ in v.REPORTING)
        alone[token.text] = alone.get(token.text, False) or (speaks and not article)
    found = []
    for first, last in pairwise(tokens):
        if not (_plain_name(scan, first.i) and _plain_name(scan, last.i)) or first.text in alone:
            continue
        before = tokens[first.i - 1] if first.i else None
        ahead = last.i + 1 < len(tokens) and _name_word(scan, last.i + 1)
        behind = before is not None and (
            before.lower_ == "the"
            or (_name_word(scan, before.i) and before.text.istitle() and not scan.roles.get(noun_of(before)))
        )
        plain = alone.get(last.text) and last.tag_ not in ("NNPS", "NNS") and not _a_thing(scan, last.text)
        if not ahead and not behind and plain:
            found.append((first.i, last.i + 1))
    return found


def _a_thing(scan: Scan, word: str) -> bool:
    """Whether a name is a thing's: "Minera Alturas wants to push its pit eastwards"."""
    for token in (scan.tokens[i] for i in scan.places.get(word.lower(), ())):
        if token.text == word and token.dep_ == "nsubj":
            behind = (t.lower_ for t in scan.tokens[token.i + 1 : token.sent.end] if t.dep_ != "dobj")
            if next((low for low in behind if low in _WHOSE), "") in ("it", "its"):
                return True
    return False


_WHOSE = frozenset(("it", "its", "he", "she", "his", "her", "him", "they", "their"))


def _plain_name(scan: Scan, i: int) -> bool:
    token = scan.tokens[i]
    if token.text in v.HONORIFICS or token.lower_ in _NO_NAME or scan.roles.get(noun_of(token)) or hints([token.text]):
        return False
    return _name_word(scan, i) and token.pos_ == "PROPN" and bool(token.text.istitle())


_NO_NAME = word_set("north south east west new port saint san santa monday tuesday wednesday thursday friday saturday")


def _surname(scan: Scan, first: int, last: int) -> set[str]:
    """Return the last word of a name, and the whole of it where hyphens join several: "Lund", "Aas-Lund"."""
    tokens = scan.tokens
    while last > first and not tokens[last - 1].is_alpha:
        last -= 1
    start, stop = last - 1, whole(tokens, last - 1, last)[1]
    while start - 2 >= first and tokens[start - 1].text in _HYPHENS and _tight(tokens, start - 1):
        start -= 2
    if stop - start < 2:
        return {tokens[last - 1].text}
    return {tokens[stop - 1].text, scan.text[tokens[start].idx : tokens[stop - 1].idx + len(tokens[stop - 1])]}


def introduced(scan: Scan) -> list[tuple[int, int]]:
    """Return the token ranges of names that follow an office: "the president, Milan Tadin,", "negotiator Petra Hask".

    The office tells that a person is named, whatever the tagger takes the words for.
    """
    found = []
    for token in scan.tokens:
        if token.lower_ in ("who", "whose") and token.i > 2 and scan.tokens[token.i - 1].text == ",":
            # "Arvid Toll, who leads the deputies"
            first = last = token.i - 1
            while first > 0 and last - first < 4 and _name_word(scan, first - 1):
                first -= 1
            start = whole(scan.tokens, first, last)[0]
            counted = last - first in (2, 3) or start < first
            first, words = start, [t.text for t in scan.tokens[start:last]]
            if counted and not hints(words) and not scan.roles.get(noun_of(scan.tokens[last - 1])):
                found.append((first, last))
            continue
        ahead = scan.tokens[token.i + 1 : token.i + 2]
        if not ahead or not (ahead[0].text == "," or ahead[0].text[:1].isupper()):
            continue
        classes = scan.roles.get(noun_of(token), frozenset())
        if "official" not in classes or token.tag_ not in ("NN", "NNP") or classes & {"institution", "organisation"}:
            continue
        first = token.i + 1
        comma = first < len(scan.tokens) and scan.tokens[first].text == ","
        first += comma
        last = first
        while last < len(scan.tokens) and last - first < 4:
            # "its minister, Sada Guled": the tagger takes some surnames for verbs.
            verb = last > first and scan.tokens[last].pos_ == "VERB" and scan.tokens[last].text.istitle()
            if last > first and scan.tokens[last].text in PARTICLES and _name_word(scan, last + 1):
                last += 2  # "Anke de Vos"
                continue
            if not verb and not _name_word(scan, last):
                break
            last += 1
        count = last - first
        last = whole(scan.tokens, first, last)[1]
        if (count not in (2, 3) and not (last - first > count > 0)) or last >= len(scan.tokens):
            continue
        behind, words = scan.tokens[last], [t.text for t in scan.tokens[first:last] if t.text not in PARTICLES]
        closed = behind.text in (",", ".", ":", ";") if comma else not behind.text[:1].isupper()
        roles = [scan.roles.get(noun_of(t)) for t in scan.tokens[first:last] if t.text not in PARTICLES]
        if closed and not any(roles) and not hints(words):
            found.append((first, last))
    return found


def find_people(scan: Scan, given: dict[str, str], told: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the token ranges that are names of persons, in the order of the text; `told` are those introduced."""
    found = [(mention.first, mention.last) for mention in scan.mentions if mention.kind == "leader"]
    taken = {i for first, last in found for i in range(first, last)}
    for first, last in told:
        if not any(i in taken or i in scan.by_token for i in range(first, last)):
            found.append((first, last))
            taken.update(range(first, last))
    for entity in scan.doc.ents:
        if entity.label_ == "PERSON" or (
            entity.label_ in ("ORG", "GPE", "NORP", "FAC", "WORK_OF_ART")
            and len(entity) > 1
            and (
                entity[0].text in given
                or told_as_person(scan, entity.end)
                or person_apposed(scan, entity.start, entity.end)
            )
        ):
            _take(scan, entity.start - _first_name(scan, entity), entity.end, found, taken, sure=False)
    for token in scan.tokens:
        i = token.i
        if i in taken or i in scan.by_token or token.pos_ != "PROPN":
            continue
        before = scan.tokens[i - 1] if i else None
        if before is None or before.is_punct:
            if token.text in given and _name_word(scan, i + 1):
                _take(scan, i, _run(scan, i), found, taken, sure=True)
            continue
        if (
            token.dep_ == "compound"
            and token.head.i > i
            and (scan.roles.get(noun_of(token.head)) or token.head.i in scan.by_token)
        ):
            continue
        titled = before.text in v.HONORIFICS or "official" in scan.roles.get(noun_of(before), frozenset())
        if (titled and before.pos_ in ("NOUN", "PROPN")) or (token.text in given and _name_word(scan, i + 1)):
            _take(scan, i, _run(scan, i), found, taken, sure=True)
    return sorted(found)


def whole(tokens: list[Any], first: int, last: int) -> tuple[int, int]:
    """Return the range with the parts that hyphens join to it: "Seo Mi" of "Seo Mi-ran"."""
    if first >= last:
        return first, last
    while last + 1 < len(tokens) and tokens[last].text in _HYPHENS and _tight(tokens, last):
        last += 2
    while first > 1 and tokens[first - 1].text in _HYPHENS and _tight(tokens, first - 1):
        first -= 2
        if first and tokens[first - 1].pos_ == "PROPN" and tokens[first - 1].text.istitle():
            first -= tokens[first - 1].dep_ == "compound"
    return first, last


_HYPHENS = frozenset(("-", "‐", "‑"))


def _tight(tokens: list[Any], i: int) -> bool:
    near = (tokens[i - 1], tokens[i + 1])
    return not tokens[i - 1].whitespace_ and not tokens[i].whitespace_ and all(t.is_alpha for t in near)


def _first_name(scan: Scan, entity: Any) -> bool:
    """Whether a first name that no list knows stands before a surname that the tagger found alone."""
    if len(entity) > 1 or not entity.start:
        return False
    before = scan.tokens[entity.start - 1]
    joined = before.dep_ == "compound" and before.head.i == entity.start and before.whitespace_ == " "
    known = before.text in v.HONORIFICS or bool(scan.roles.get(noun_of(before)))
    return joined and not known and not before.ent_type_ and not before.text.isupper() and _name_word(scan, before.i)


def with_first(scan: Scan, first: int, last: int) -> tuple[int, int]:
    """Return the range with the capitalised words before a surname: "Fionnán Mac Aodha"."""
    while first > 0 and last - first < 4 and _plain_name(scan, first - 1):
        first -= 1
    return first, last


def _name_word(scan: Scan, i: int) -> bool:
    if i >= len(scan.tokens):
        return False
    token = scan.tokens[i]
    return (
        token.text[:1].isupper()
        and token.is_alpha
        and token.pos_ in ("PROPN", "NOUN", "ADJ", "X")
        and (i not in scan.by_token or scan.by_token[i].kind == "leader")
    )


PARTICLES = word_set("van von de der den da do dos del di du bin ibn ben ag al el ould")


def _run(scan: Scan, i: int) -> int:
    last = i + 1
    while last < len(scan.tokens) and last - i < 5:
        token = scan.tokens[last]
        if _name_word(scan, last) and not scan.roles.get(noun_of(token)):
            last += 1
        elif token.text in PARTICLES and _name_word(scan, last + 1):
            last += 2  # "Anke de Vos"
        elif token.text == "-" and _name_word(scan, last + 1):
            last += 2
        else:
            break
    return last


def _take(scan: Scan, first: int, last: int, found: list[tuple[int, int]], taken: set[int], *, sure: bool) -> None:
    tokens = scan.tokens
    while first < last and (
        first in scan.by_token
        or tokens[first].text in v.HONORIFICS
        or noun_of(tokens[first]) in scan.roles
        or (tokens[first].text == "State" and first and tokens[first - 1].lower_ == "of")  # "Secretary of State NAME"
        or tokens[first].pos_ in ("DET", "ADP", "PUNCT", "PART", "CCONJ", "SPACE")
    ):
        first = max(first + 1, scan.by_token[first].last if first in scan.by_token else 0)
    for i in range(first, last):
        if (
            tokens[i].text in ("'s", "’s", "'", "’", ",", "(", "“", "”", "\n")
            or tokens[i].is_space
            or i in scan.by_token
        ):
            last = i
            break
    while last > first and (
        tokens[last - 1].is_punct or (noun_of(tokens[last - 1]) in scan.roles and last - first > 1 and not sure)
    ):
        last -= 1
    first, last = whole(tokens, first, last)
    if first >= last or any(i in taken for i in range(first, last)):
        return
    words = [t.text for t in tokens[first:last]]
    if len(words) == 1 and words[0].isupper() and len(words[0]) < 6:
        return
    letters = len(words) == 2 and all(word.isupper() and len(word) < 5 for word in words)
    if letters and words[0].title() not in v.HONORIFICS:
        return  # "IG BCE"
    if not words[0][:1].isupper() or any(any(c.isdigit() for c in word) for word in words):
        return
    hints = {hint for nouns in v.NAME_HINTS.values() for hint in nouns} - {
        "group",
        "office",
        "list",
        "front",
        "port",
        "council",
    }
    if last - first > 1 and any(word.casefold() in hints and word not in PARTICLES for word in words[1:]):
        return
    found.append((first, last))
    taken.update(range(first, last))
    return


def last_before(scan: Scan, i: int, word: str) -> Card | None:
    """Return the last person named before a token, if "his" or "her" may be that person's."""
    earlier = [m.card for m in scan.within(0, i) if m.kind == "person" and m.card is not None]
    return earlier[-1] if earlier and earlier[-1].gender in ("", HIS[word]) else None


HIS = {"his": "m", "her": "f"}


def called_by_part(persons: list[Card], orgs: list[Card]) -> None:
    """Give "Attaher" to Ghali ag Attaher where the tagger took the word alone for an organisation's name."""
    for org in [card for card in orgs if not card.types and len(card.names) == 1]:
        words = parts(org.name)
        if not words or len(words) > 2:
            continue
        owners = [card for card in persons if any(_part(parts(name), words) for name in card.names)]
        if len(owners) != 1:
            continue
        for mention in org.mentions:
            mention.card, mention.kind = owners[0], "person"
        owners[0].mentions += org.mentions
        orgs.remove(org)


def _part(whole: list[str], words: list[str]) -> bool:
    """Whether words are the first or the last of a person's longer name."""
    return len(whole) > len(words) and words in (whole[: len(words)], whole[-len(words) :])


def gender_of(names: list[str], given: dict[str, str]) -> str:
    """Return the gender that a given name most often goes with, or empty."""
    for name in names:
        words = parts(name)
        if words:
            for spelling in (words[0], plain(words[0]), words[0].split("-")[0]):
                if spelling in given:
                    return given[spelling]
    return ""


def honorific_before(tokens: list[Any], first: int) -> str:
    """Return the gender that an honorific right before a name tells, or empty."""
    said = v.HONORIFICS.get(tokens[first - 1].text, "") if first else ""
    if not said and first > 1 and tokens[first - 1].text in v.HONORIFICS:
        said = v.HONORIFICS.get(tokens[first - 2].text, "")  # "Frau Dr. Ehm"
    return said
