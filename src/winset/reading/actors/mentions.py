"""Names of the tables where they stand in a document, and whether a seat of government acts or is a place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from winset.reading.actors import vocabulary as v
from winset.reading.actors.lexicon import Form, Hit, Lexicon
from winset.reading.parsed import text_of

if TYPE_CHECKING:
    from winset.reading.actors.cards import Card

# Bodies that many states have; the tables hold the best known of each name.
_OF_STATES = frozenset(
    (
        "Security Council",
        "Congress",
        "Senate",
        "National Assembly",
        "State Council",
        "Politburo",
        "House of Representatives",
    )
)
_NAME = r"[A-Z][\w'’-]+"
_OUTLET = re.compile(
    rf"\b{v.OUTLET_HEAD} {_NAME}(?: {_NAME})?\b|"
    rf"\b(?:[Tt]he )?(?:{_NAME} ){{1,3}}{v.OUTLET_TAIL}\b|"
    rf"\b[Tt]he (?:{_NAME} ){{1,3}}{v.OUTLET_TAIL_WITH_THE}\b"
)


_COMPASS = frozenset(("West", "East", "North", "South"))
_LONG = r"(?:[Tt]he )?(?:(?:[A-Z][\w'’-]+|d[aeou]|del|of|la|le|van|der|al) ){0,4}[A-Z][\w'’-]+"
# "The Folha da Serra, a Recife daily," and "the newspaper Dagens Tid".
_CALLED_OUTLET = re.compile(
    rf"\b({_LONG}),? (?:an?|the) (?:[\w'’-]+ ){{0,4}}?{v.OUTLET_KIND}\b(?! of (?:the )?(?:party|union))|"
    rf"\b[Tt]old the ({_NAME}) (?:agency|newspaper|daily|weekly|station)\b|"
    rf"\b(?:newspaper|daily|tabloid|broadcaster|news agency|news site|weekly|magazine) ({_NAME}(?: {_NAME}){{0,2}})\b"
)
# "Tuesday Ledger, 6 May 2025": the line that says where a text appeared.
_BYLINE = re.compile(
    rf"^((?:[Tt]he )?{_NAME}(?: {_NAME}){{0,3}}), (?:{v.WEEKDAY},? )?(?:\d{{1,2}} {_NAME}|{_NAME} \d{{1,2}},?)"
    r" \d{4}$",
    re.MULTILINE,
)


# "Swiss-based": where somebody is, not for whom.
_SEATED = re.compile(r"-(?:based|born|listed|registered|flagged|headquartered|trained)\b")
_TRANSLATED = re.compile(r"[Tt]ranslat\w* (?:\w+ )?from (?:the )?(?:original )?$")
# "He dropped it and, The Citizen reports, will not say why": a capital article inside a sentence begins a title.
_ARTICLE = re.compile(
    r"(?<=[a-z,;] )(The [A-Z][\w’-]+(?: [A-Z][\w’-]+){0,2}),?"
    r"(?= (?:has |had |first |also )?(?:reports|reported|writes|wrote|quotes|quoted|cites|cited|says|said)\b)"
    r"|\b(?:[Tt]old|interview with|according to|[Ss]peaking to|reported by|quoted by|wrote in|published in) "
    r"(The [A-Z][\w’-]+(?: [A-Z][\w’-]+){0,2})"
)
# "LAGOS (Coastwire) – …"
_DATELINE = re.compile(
    rf"^[A-Z][A-Z .,'’-]{{2,40}}(?:, \w+ \d{{1,2}})? \(({_NAME}(?: {_NAME}){{0,2}})\) ?[–—-]", re.MULTILINE
)


@dataclass(slots=True, eq=False)
class Mention:
    """A name at a place of the text: code points, token indices, what it stands for."""

    start: int
    end: int
    first: int
    last: int
    kind: str
    parties: tuple[str | None, ...]
    label: str
    decided: bool = True
    note: str = ""
    place: bool = False
    card: Card | None = field(default=None, repr=False)

    @property
    def party(self) -> str | None:
        """The one party that it stands for, or None."""
        if self.card is not None:
            return self.card.party
        return self.parties[0] if len(self.parties) == 1 and not self.place else None

    @property
    def open(self) -> bool:
        """Whether it may stand for several things."""
        return len(self.parties) > 1


class Scan:
    """The mentions of one document by token, before persons and local organisations are added."""

    def __init__(self, doc: Any, lexicon: Lexicon, roles: dict[str, frozenset[str]]) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.roles = roles
        self.starts = [token.idx for token in doc]
        self.tokens = list(doc)
        self.places: dict[str, list[int]] = {}
        """Token indices of each word, in lower case."""
        for token in self.tokens:
            self.places.setdefault(token.lower_, []).append(token.i)
        self.by_token: dict[int, Mention] = {}
        self.mentions: list[Mention] = []
        outlets = self._outlets() if len(doc) else []
        for hit in lexicon.find(self.text):
            if not any(start <= hit.start and hit.end <= end for start, end in outlets) or hit.form.kind == "outlet":
                self._take(hit)
        for start, end in outlets:
            if not any(m.kind == "outlet" and m.start < end and m.end > start for m in self.mentions):
                label = self.text[start:end]
                label = label[4:] if label.startswith("the ") else label
                self._take(Hit(start, end, Form("outlet", (None,), label)))
        self.mentions.sort(key=lambda m: m.start)
        self._short_outlets()
        self._owned_bodies()
        self._decide_places()
        self._decide_by_context()

    def _outlets(self) -> list[tuple[int, int]]:
        """Return where newspapers and the like are named that no table knows: by their form, or called so."""
        found = [m.span() for m in _OUTLET.finditer(self.text)]
        named = [(m, m.lastindex or 1) for m in _CALLED_OUTLET.finditer(self.text)]
        named += [(m, 1) for pattern in (_BYLINE, _DATELINE) for m in pattern.finditer(self.text)]
        named += [(m, 1 if m.group(1) else 2) for m in _ARTICLE.finditer(self.text)]
        for match, group in named:
            name = re.sub(r"^[Tt]he ", "", match.group(group))
            if len(name) > 3:
                found += [m.span() for m in re.finditer(rf"(?<!\w)(?:[Tt]he )?{re.escape(name)}(?!\w)", self.text)]
        return sorted(
            {span for span in found if not any(a <= span[0] and span[1] <= b for a, b in found if (a, b) != span)}
        )

    # -- tokens --------------------------------------------------------------------------------------------------

    def token_at(self, offset: int) -> int:
        """Return the index of the token at or before a place of the text."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def tokens_of(self, start: int, end: int) -> tuple[int, int]:
        """Return first and last (exclusive) token of a place; equal where the document has no token there."""
        if not self.starts or end <= start:
            return 0, 0
        first = self.token_at(start)
        if self.starts[first] + len(self.tokens[first]) <= start:
            first += 1
        return first, max(self.token_at(end - 1) + 1, first)

    def standing(self, words: Iterable[str]) -> list[Any]:
        """Return the tokens that are one of some words, in lower case, in the order of the text."""
        return [self.tokens[i] for i in sorted(i for word in words for i in self.places.get(word, ()))]

    def add(self, mention: Mention) -> None:
        """Add a mention; it takes over the tokens of smaller ones inside it."""
        for i in range(mention.first, mention.last):
            old = self.by_token.get(i)
            if old is not None and old in self.mentions:
                self.mentions.remove(old)
                for j in range(old.first, old.last):
                    self.by_token.pop(j, None)
        for i in range(mention.first, mention.last):
            self.by_token[i] = mention
        at = bisect_right([m.start for m in self.mentions], mention.start)
        self.mentions.insert(at, mention)

    def within(self, first: int, last: int) -> Iterator[Mention]:
        """Yield the mentions that begin in a range of tokens."""
        i = first
        while i < last:
            mention = self.by_token.get(i)
            if mention is None:
                i += 1
                continue
            yield mention
            i = max(mention.last, i + 1)

    # -- the lexicon's hits --------------------------------------------------------------------------------------

    def _take(self, hit: Hit) -> None:
        text, start, end = self.text, hit.start, hit.end
        if start and (text[start - 1].isalnum() or text[start - 1] in "@#_"):
            return
        if end < len(text) and text[end].isalnum():
            return
        if hit.form.kind in ("adjective", "name", "capital") and _SEATED.match(text, end):
            return
        if end - start < 6 and text[start:end].isupper() and _shouted(text, start, end):
            return
        if hit.form.kind != "outlet" and _TRANSLATED.search(text[max(0, start - 30) : start]):
            return
        before = re.search(r"(\w+)[-‐‑]$", text[max(0, start - 12) : start])
        if before is not None and before.group(1).casefold() in v.NOT_OF:
            return
        first, last = self.tokens_of(start, end)
        if first == last or any(i in self.by_token for i in range(first, last)):
            return
        if hit.form.kind != "leader" and self._part_of_a_name(first, last):
            return
        form = hit.form
        if form.kind == "outlet" and ((last - first == 1 and self._inside_longer_name(first)) or self._goes_on(last)):
            return
        if form.label in _COMPASS and first and self.tokens[first - 1].pos_ == "PROPN" and last - first == 1:
            return  # "Transport Union West"
        if form.label in ("Congress", "Senate", "Parliament") and last - first == 1 and self._inside_longer_name(first):
            return
        if form.kind == "prefix" and text[end : end + 1] != "-":
            return
        mention = Mention(start, end, first, last, form.kind, form.parties, form.label, form.decided, form.note)
        for i in range(first, last):
            self.by_token[i] = mention
        self.mentions.append(mention)

    def _goes_on(self, last: int) -> bool:
        """Whether a name only begins here: "The National Retail Council" is not The National."""
        token = self.tokens[last - 1]
        return (
            last < len(self.tokens)
            and self.tokens[last].pos_ == "PROPN"
            and token.dep_ == "compound"
            and token.head.i >= last
        )

    def _inside_longer_name(self, i: int) -> bool:
        """Whether one word is part of a longer name that the tagger saw."""
        token = self.tokens[i]
        before, after = (self.tokens[i - 1] if i else None), (self.tokens[i + 1] if i + 1 < len(self.tokens) else None)
        left = before is not None and token.ent_iob_ == "I" and before.pos_ == "PROPN"
        right = (
            after is not None and after.ent_iob_ == "I" and after.pos_ == "PROPN" and token.ent_type_ == after.ent_type_
        )
        return left or right

    def _part_of_a_name(self, first: int, last: int) -> bool:
        """Whether a name of a country is part of a person's: a given name or a surname."""
        entity = self.tokens[first].ent_type_
        if entity != "PERSON":
            return False
        left, right = first, last
        while left > 0 and self.tokens[left].ent_iob_ == "I" and self.tokens[left - 1].ent_type_ == "PERSON":
            left -= 1
        while right < len(self.tokens) and self.tokens[right].ent_iob_ == "I":
            right += 1
        others = [self.tokens[i] for i in (*range(left, first), *range(last, right))]
        return any(
            t.pos_ == "PROPN"
            and t.text[:1].isupper()
            and t.lower_ not in self.roles
            and len(t.text) > 1
            and t.text != "US"
            for t in others
        ) and not any(i in self.by_token for i in (*range(left, first), *range(last, right)))

    def _owned_bodies(self) -> None:
        """Read "Russia's Security Council", "the Brazilian Congress": of the state that stands before it."""
        for before, mention in pairwise(self.mentions):
            if self.text[mention.start : mention.end] not in _OF_STATES or len(before.parties) != 1:
                continue
            if before.kind in ("name", "adjective") and self.text[before.end : mention.start].strip() in (
                "",
                "'s",
                "’s",
                "'",
                "’",
            ):
                mention.parties, mention.kind, mention.decided = before.parties, "body", True

    def _short_outlets(self) -> None:
        """Find "The Post" again where the Harbour Post was named before."""
        last_words: dict[str, Mention] = {}
        for mention in self.mentions:
            if mention.kind == "outlet" and " " in mention.label.removeprefix("The "):
                last_words.setdefault(mention.label.split()[-1], mention)
        for word, outlet in last_words.items():
            for match in re.finditer(rf"\b[Tt]he {re.escape(word)}\b", self.text):
                first, last = self.tokens_of(*match.span())
                if match.start() > outlet.end and not any(i in self.by_token for i in range(first, last)):
                    self.add(Mention(match.start(), match.end(), first, last, "outlet", (None,), outlet.label))

    # -- places --------------------------------------------------------------------------------------------------

    def _decide_places(self) -> None:
        for mention in self.mentions:
            if mention.kind == "capital" or (
                mention.kind == "ambiguous" and mention.label in ("Brussels", "Geneva", "Strasbourg", "Jerusalem")
            ):
                mention.place = not self.acts(mention)

    def head(self, mention: Mention) -> Any:
        """Return the token of a mention on which the others hang."""
        return head_of(self.tokens[mention.first : mention.last])

    def acts(self, mention: Mention) -> bool:
        """Whether a seat of government stands for its government here: by its place in the clause."""
        token = self.head(mention)
        after = self.tokens[mention.last] if mention.last < len(self.tokens) else None
        if after is not None and after.lower_ in ("state", "county", "d.c.", "university", "time"):
            return False
        while token.dep_ == "conj" and token.head.i != token.i:
            token = token.head
        return self._acts(token)

    def _acts(self, token: Any) -> bool:
        head, dep = token.head, token.dep_
        if dep in ("nsubj", "nsubjpass", "agent", "dative", "nmod", "npadvmod") and dep != "npadvmod":
            if dep == "nmod":
                return self._stands_before(head)
            return head.lemma_ not in v.EVENTS and not (head.lemma_ == "be" and dep == "nsubj" and _locative(head))
        if dep == "poss":
            return head.lemma_.casefold() not in v.EVENTS
        if dep in ("compound", "amod"):
            return self._stands_before(head)
        if dep in ("dobj", "obj"):
            return head.lemma_ not in v.LOCATIVE_OBJECT and head.lemma_ not in v.MOTION
        if dep == "pobj":
            word, governor = head.lower_, head.head
            if word in ("by", "with", "between", "against", "toward", "towards"):
                return True
            if word in ("from", "to", "for", "on", "of"):
                if governor.lemma_ in v.MOTION or governor.lemma_ in v.EVENTS:
                    return False
                if word == "of":
                    classes = self.roles.get(governor.lemma_.casefold(), frozenset())
                    return bool(classes & {"official", "institution"}) or governor.lemma_ in v.DOINGS
                return governor.pos_ == "VERB" or governor.lemma_ in v.DOINGS
            if word == "in":
                return governor.lemma_.casefold() in v.IN_ROLES
            return False
        return False

    def _stands_before(self, head: Any) -> bool:
        noun = head.lemma_.casefold()
        if noun in v.EVENTS:
            return False
        classes = self.roles.get(noun, frozenset())
        return bool(classes & {"official", "institution", "legislator", "outside"}) or noun in v.DOINGS

    # -- ambiguous forms -----------------------------------------------------------------------------------------

    def _decide_by_context(self) -> None:
        clear = {m.parties[0] for m in self.mentions if len(m.parties) == 1 and not m.place and m.kind != "adjective"}
        clear |= {m.parties[0] for m in self.mentions if len(m.parties) == 1 and m.kind == "adjective"}
        for mention in self.mentions:
            if not mention.open or not mention.decided or mention.place:
                continue
            named = [party for party in mention.parties if party is not None and party in clear]
            if len(named) == 1:
                mention.parties = (named[0],)
                mention.note = "the document names it otherwise too"
            elif mention.label == "Brussels" and not named:
                # As what acts it is the Union's, where nothing in the text is Belgium's.
                mention.parties, mention.note = ("european_union",), "seat of the European Union; no word of Belgium"


def _shouted(text: str, start: int, end: int) -> bool:
    """Whether a word in capitals stands in a line of capitals: "WHO SAYS WHAT" does not name the WHO."""
    begin, stop = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[begin : stop if stop >= 0 else len(text)]
    words = re.findall(r"[A-Za-z]{2,}", line[: start - begin] + line[end - begin :])
    return len(words) > 3 and sum(word.isupper() for word in words) > 0.9 * len(words)


def head_of(tokens: list[Any]) -> Any:
    """Return the token of a range on which the others hang: the first whose head lies outside."""
    inside = {token.i for token in tokens}
    for token in tokens:
        if (token.head.i not in inside or token.head.i == token.i) and not token.is_punct and not token.is_space:
            return token
    return tokens[-1]


def _locative(verb: Any) -> bool:
    return any(
        child.dep_ == "attr" and child.lemma_ in ("city", "capital", "venue", "place", "host")
        for child in verb.children
    )
