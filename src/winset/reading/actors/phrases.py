"""Role phrases: "the Russian Foreign Minister", "chief negotiator of the union", "a former adviser to …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from winset.reading.actors import vocabulary as v
from winset.reading.actors.mentions import Mention, Scan


@dataclass(slots=True)
class Role:
    """What a phrase says of somebody.

    Parameters
    ----------
    noun
        The role noun ("negotiator"), empty where the phrase has none.
    classes
        Of the noun: official, institution, organisation, outside, legislator, work.
    mentions
        The parties, persons and organisations spoken for, best first; more than one where they are coordinated.
    nouns
        Token indices of common nouns that stand for an organisation ("the union's", "company").
    former
        Whether the role has ended.
    words
        All words, for comparing two phrases.
    title
        The phrase's own words as a title ("secretary of state").
    owner
        Token index of a pronoun that owns the role ("his deputy"), or -1.
    depth
        How many owners were followed to it.
    offices
        Token indices of other offices that own this one ("the mayor's adviser", "deputy of the minister").
    """

    noun: str = ""
    classes: frozenset[str] = frozenset()
    mentions: list[Mention] = field(default_factory=list)
    nouns: list[int] = field(default_factory=list)
    former: bool = False
    words: frozenset[str] = frozenset()
    title: str = ""
    owner: int = -1
    depth: int = 0
    offices: list[int] = field(default_factory=list)

    @property
    def speaks_for_none(self) -> bool:
        """Whether whoever has this role speaks for no party by it."""
        return (
            self.former or bool(self.classes & {"outside", "legislator", "work"}) or bool(self.words & v.OUTSIDE_WORDS)
        )


_PORTFOLIO = frozenset(("minister", "secretary", "ministry", "commissioner"))  # "the business minister"
_NOUNS: dict[tuple[int, int, int], str] = {}
_MOST_NOUNS = 50_000


def noun_of(token: Any) -> str:
    """Return the lemma of a noun as the tables write it; the tagger leaves capitalised plurals alone."""
    key = (token.lemma, token.tag, token.pos)  # hashes of strings: the same in every vocabulary
    known = _NOUNS.get(key)
    if known is not None:
        return known
    lemma = str(token.lemma_.casefold().removeprefix("ex-"))
    if (token.tag_ == "NNPS" or (token.pos_ == "PROPN" and lemma.endswith("s"))) and not lemma.endswith("ss"):
        lemma = lemma[:-1]
    if len(_NOUNS) >= _MOST_NOUNS:
        _NOUNS.clear()
    _NOUNS[key] = lemma
    return lemma


def read_role(scan: Scan, first: int, last: int, *, skip: Mention | None = None) -> Role:
    """Return what the tokens from `first` to `last` say of somebody; `skip` is the name that they are about."""
    role = Role(words=frozenset(t.lower_ for t in scan.tokens[first:last] if t.is_alpha))
    adjective = None
    blocked = core_over = False
    after: list[Mention] = []
    title: list[str] = []
    joined = False
    of_title = True
    i = first
    while i < last:
        token = scan.tokens[i]
        low = token.lower_
        mention = scan.by_token.get(i)
        if mention is skip and skip is not None:
            mention = None
        if mention is not None:
            if mention.last > last and mention.first < first:
                mention = None
            elif not blocked:
                if mention.kind != "outlet":
                    if role.mentions and joined and not after:
                        role.mentions.append(mention)
                    elif core_over and role.noun:
                        after.append(mention)
                    elif not role.mentions:
                        role.mentions.append(mention)
                        adjective = mention
                    elif (
                        not role.noun
                        and role.mentions[-1].last == mention.first
                        and mention.kind in ("local", "body", "name")
                    ):
                        # "the Virginia AFL-CIO president": the body, not the place before it.
                        role.mentions[-1] = adjective = mention
                elif not role.classes:
                    role.classes = role.classes | {"outlet"}
                # "the Foreign Office's spokesman": the body is no role noun, what follows is.
                joined = False
                i = max(mention.last, i + 1)
                continue
            else:
                i = max(mention.last, i + 1)
                continue
        if low in v.BLOCK and token.pos_ in ("ADP", "SCONJ", "PART"):
            spoken_for = low == "for" and role.noun in v.SPOKEN_FOR
            if not spoken_for and not (low == "to" and role.noun in v.TO_ROLES):
                blocked = True
            core_over = core_over or bool(role.noun)
            of_title = of_title and not role.noun
        elif low in v.LINK:
            of_title = of_title and (low == "of" or not role.noun)
            if low == "in" and role.noun and role.noun not in v.IN_ROLES and not role.words & v.RULING:
                blocked = True
            core_over = core_over or bool(role.noun)
            if role.noun and low == "of":
                title.append(low)
        elif low in ("his", "her", "its", "their", "our", "your") and not role.noun:
            role.owner = i
        elif low in v.FORMER and not role.noun:
            role.former = True
        elif (
            token.pos_ in ("VERB", "AUX") and low not in ("foreign",) and token.dep_ in ("relcl", "ROOT") and role.noun
        ):
            break
        elif low in ("and", "or", "/", "-", "&"):
            joined = bool(role.mentions)
        elif low == "," and role.noun and i + 1 < last and (_begins(scan.tokens[i + 1]) or _owner(scan, i + 1)):
            # "the mediator, former Kenyan judge NAME": what follows is another phrase.
            break
        elif low in ("who", "which", "whose") and (role.noun or role.mentions):
            break
        else:
            noun = noun_of(token)
            if noun == "number" and i and scan.tokens[i - 1].lower_ == "opposite":
                noun = "counterpart"
            classes = scan.roles.get(noun)
            if low.startswith("ex-") and not role.noun:
                role.former = True
            if classes and token.pos_ in ("NOUN", "PROPN", "ADJ"):
                if not core_over:
                    portfolio = noun in _PORTFOLIO and i and noun_of(scan.tokens[i - 1]) == role.noun
                    if role.noun and _organisation(scan, role.noun, role.classes) and not portfolio:
                        role.nouns.append(_last_noun(scan, first, i))
                    elif "official" in role.classes and scan.tokens[i - 1].text in ("'s", "’s"):
                        role.offices.append(_last_noun(scan, first, i))
                    role.noun, role.classes = noun, classes
                    joined = False
                elif not blocked and _organisation(scan, noun, classes):
                    role.nouns.append(i)
                elif not blocked and "official" in classes and token.tag_ in ("NN", "NNP"):
                    role.offices.append(i)
            if token.is_alpha and low not in ("the", "a", "an", "one") and not blocked and of_title:
                title.append(low)
            if token.is_alpha:
                joined = False
        i += 1
    role.title = " ".join(title)
    if after:
        # "the Estonian head of the EU's service": the office is of what follows "of".
        first_after = after[0]
        if (
            adjective is None
            or adjective.kind == "person"
            or (
                _is_body(first_after)
                and role.noun
                in (
                    "head",
                    "president",
                    "chief",
                    "director",
                    "leader",
                    "chair",
                    "chairman",
                    "chairwoman",
                    "secretary-general",
                )
            )
        ):
            role.mentions = [first_after, *([adjective] if adjective and adjective.kind != "person" else [])][:1]
        elif not role.mentions:
            role.mentions = [first_after]
    return role


def _owner(scan: Scan, i: int) -> bool:
    """Whether a state that owns what follows begins at a token: "its chair, Norvia's Ada Vell"."""
    mention = scan.by_token.get(i)
    return mention is not None and mention.last < len(scan.tokens) and scan.tokens[mention.last].text in ("'s", "’s")


def _begins(token: Any) -> bool:
    return token.lower_ in v.FORMER or token.lower_ in ("a", "an", "his", "her", "its", "their", "our")


def _organisation(scan: Scan, noun: str, classes: frozenset[str]) -> bool:
    return bool(classes & {"organisation", "institution"}) and any(noun in nouns for nouns in v.KINDS.values())


def _last_noun(scan: Scan, first: int, before: int) -> int:
    for i in range(before - 1, first - 1, -1):
        if noun_of(scan.tokens[i]) in scan.roles:
            return i
    return first


def _is_body(mention: Mention) -> bool:
    return mention.kind in ("name", "body", "local")


def name_phrase(scan: Scan, first: int, last: int) -> str:
    """Return the head words of a phrase without article and numeral: ``"Ukrainian representative"``."""
    tokens = scan.tokens
    while first < last - 1 and (
        tokens[first].pos_ in ("DET", "NUM", "PUNCT", "SPACE", "PRON")
        or (tokens[first].lower_ == "of" and tokens[first - 1].lower_ in ("one", "some", "many", "several", "two"))
        or tokens[first].lower_
        in (
            "one",
            "another",
            "several",
            "many",
            "some",
            "other",
            "various",
            "few",
            "a",
            "the",
            "two",
            "neither",
            "either",
            "both",
        )
    ):
        first += 1
    end = first
    while end < last and end - first < 9:
        token = tokens[end]
        listed = end + 1 < last and end + 1 in scan.by_token and scan.by_token[end + 1].kind == "adjective"
        if token.is_punct and token.text not in ("-", "/", "’", "'", "&") and end > first and not listed:
            break
        if token.lower_ in ("who", "which", "whose", "that") or (
            token.pos_ == "VERB" and token.dep_ in ("acl", "relcl") and end > first
        ):
            break
        end += 1
    if end <= first:
        return scan.text[tokens[first].idx : tokens[first].idx + len(tokens[first])]
    tail = tokens[end - 1]
    return str(scan.text[tokens[first].idx : tail.idx + len(tail)].strip())


_KNOWS = frozenset(
    (
        ("close", "to"),
        ("familiar", "with"),
        ("briefed", "on"),
        ("briefed", "about"),
        ("informed", "about"),
        ("knowledge", "of"),
    )
)


def knows(behind: Sequence[Any]) -> bool:
    """Whether the words behind a noun tell of somebody who knows a party: "close to the minister", "briefed on"."""
    words = [t.lower_ for t in behind[:4]]
    return any(pair in _KNOWS for pair in pairwise(words))


def person_apposed(scan: Scan, first: int, last: int) -> bool:
    """Whether a name stands in apposition to an official: "Norway's minister, Tor Vik,"."""
    if first < 2 or scan.tokens[first - 1].text != "," or last - first > 3:
        return False
    at = first - 2
    while at > 0 and first - at < 10 and not scan.tokens[at].is_punct and scan.tokens[at].pos_ not in ("VERB", "AUX"):
        # "the chief negotiator of the Group of Five, Ada Leone,": the office stands before "of".
        before = scan.tokens[at - 1]
        office = before.tag_ == "NN" and "official" in scan.roles.get(noun_of(before), frozenset())
        if office and scan.tokens[at].lower_ in ("of", "for", "at", "in"):
            break
        at -= 1
    head = scan.tokens[at - 1 if scan.tokens[at].lower_ in ("of", "for", "at", "in") else first - 2]
    classes = scan.roles.get(noun_of(head), frozenset())
    return head.tag_ == "NN" and "official" in classes and not classes & {"organisation", "institution"}


def told_as_person(scan: Scan, last: int) -> bool:
    """Whether what follows a name tells that it is a person's: ", who …", ", a surgeon", ", the union's leader"."""
    tokens = scan.tokens
    if last + 2 >= len(tokens) or tokens[last].text != ",":
        return False
    if tokens[last + 1].lower_ in ("who", "whose"):
        return True
    if tokens[last + 1].pos_ not in ("DET", "NOUN", "ADJ", "PROPN", "PRON"):
        return False
    for token in tokens[last + 1 : last + 8]:
        if (token.is_punct and token.text not in ("-", "'", "’")) or token.pos_ in ("VERB", "AUX"):
            return False
        if token.pos_ == "NOUN" and token.tag_ == "NN":
            classes = scan.roles.get(noun_of(token), frozenset())
            if classes & {"official", "outside", "legislator"}:
                return True
        if token.pos_ == "ADP":
            return False
    return False
