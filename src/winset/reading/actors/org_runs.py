"""Names of several words that tell no kind themselves, and of states that no table knows, by the words beside them."""

from __future__ import annotations

from typing import Any

from winset.reading.actors import vocabulary as v
from winset.reading.actors.mentions import head_of
from winset.reading.actors.org_signs import Names
from winset.reading.actors.org_words import DOMAINS, hints
from winset.reading.actors.phrases import noun_of

_NO_NAME = frozenset(("islands", "mountains", "hills", "sea", "river", "states", "street", "hotel", "palace", "house"))


def told(names: Names, first: int, last: int) -> bool:
    """Whether a name of several words is no person's, and acts: "The Harbour Greens call it slow".

    "Belarra Potash, which sold eleven million tonnes, …" needs no article: nobody is told of by "which".
    """
    tokens = names.scan.tokens
    if last >= len(tokens) or last - first < 2:
        return False
    if _bid_for(names, first) or _office_of(names, first, last) or _bids_for_shares(names, last):
        # Whatever the tagger took it for: "offers 3.6 billion for Cassa Alpina".
        return not any(t.text in names.tables.given or t.text in v.HONORIFICS for t in tokens[first:last])
    behind = [t.lower_ for t in tokens[last + 1 : last + 3]] if tokens[last].text == "," else []
    if behind[:1] == ["which"] or (behind[1:] == ["which"] and behind[0] in ("through", "for", "to", "of", "by")):
        return head_of(tokens[first:last]).dep_ in ("nsubj", "nsubjpass", "agent", "ROOT")
    if _person(names, first, last) or not first or tokens[first - 1].lower_ != "the":
        return False
    head = head_of(tokens[first:last])
    return head.dep_ == "nsubj" and head.head.lemma_ in v.REPORTING and head.head.i > head.i


def thing(names: Names, first: int, last: int) -> bool:
    """Whether what was taken for a person's name is a thing's: "Fria Ore said it would wait. Its director, …"."""
    tokens = names.scan.tokens
    plain = all(t.text.istitle() and t.pos_ == "PROPN" and t.i not in names.scan.by_token for t in tokens[first:last])
    if not plain or last - first not in (2, 3) or tokens[first].text in names.tables.given | v.HONORIFICS.keys():
        return False
    if first and (tokens[first - 1].text in v.HONORIFICS or names.scan.roles.get(noun_of(tokens[first - 1]))):
        return False
    head = head_of(tokens[first:last])
    verb = head.head
    if head.dep_ != "nsubj" or verb.i < head.i:
        return False
    said = [c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i and c.lemma_ in v.REPORTING | _FIRMS_DO]
    if any(t.lower_ == "it" for clause in said for t in _subjects(clause)):
        return True
    start = head.sent.end
    opens = [t for t in tokens[start : start + 7] if not t.is_space and t.text not in ("“", '"')]
    if not opens or opens[0].lower_ != "its" or any("\n\n" in t.text for t in tokens[start : start + 1]):
        return False
    office = next((t for t in opens[1:] if "official" in names.scan.roles.get(noun_of(t), frozenset())), None)
    return office is not None and office.i + 1 < len(tokens) and tokens[office.i + 1].text == ","


def _subjects(verb: Any) -> list[Any]:
    return [t for t in verb.children if t.dep_ in ("nsubj", "nsubjpass")]


_FIRMS_DO = frozenset(("pay", "buy", "sell", "discuss", "employ", "build", "close", "open", "raise", "invest", "keep"))


def _bid_for(names: Names, first: int) -> bool:
    """Whether somebody bids for what has a name: "offers 3.6 billion francs for Cassa Alpina", "its takeover of it"."""
    tokens = names.scan.tokens
    if first < 2 or tokens[first - 1].lower_ not in ("for", "of"):
        return False
    if tokens[first - 1].lower_ == "of":
        return noun_of(tokens[first - 2]) in ("takeover", "acquisition")
    before = tokens[max(first - 8, tokens[first - 1].sent.start) : first - 1]
    if noun_of(tokens[first - 2]) in ("bid", "bidder"):
        return True
    offers = any(t.lemma_ in ("bid", "offer") for t in before)
    return offers and any(t.lower_ in ("million", "billion") for t in before)


def _bids_for_shares(names: Names, last: int) -> bool:
    """Whether what has a name bids a price for shares: "Oresund Cables has bid 22 euros a share"."""
    after = names.scan.tokens[last : last + 10]
    return any(t.lemma_ in ("bid", "offer") for t in after[:3]) and any(noun_of(t) == "share" for t in after)


def _office_of(names: Names, first: int, last: int) -> bool:
    """Whether a person's office is said to be of a name: "Ada Vell, chief negotiator of South Senna, on the talks"."""
    tokens = names.scan.tokens
    if first < 4 or tokens[first - 1].lower_ not in ("of", "for") or noun_of(tokens[first - 2]) not in _OFFICES:
        return False
    start = first - 2
    while start > 0 and first - start < 6 and tokens[start - 1].is_alpha and tokens[start - 1].text.islower():
        start -= 1
    apposed = start > 1 and tokens[start - 1].text == "," and tokens[start - 2].text[:1].isupper()
    return apposed and tokens[last].text in (",", ".", ":", ")")


_OFFICES = frozenset(
    ("negotiator", "spokesman", "spokeswoman", "secretary", "executive", "chairman", "chairwoman", "manager")
)


def begins(names: Names, first: int, last: int) -> int:
    """Return where a name begins that "and" joins within: "the Chemical and Paper Union".

    Not "the Harbour Board and Paper Union", two of them: what stands before "and" must name no kind itself.
    """
    tokens = names.scan.tokens
    if first < 3 or tokens[first - 1].lower_ not in ("and", "&") or not hints([tokens[last - 1].text]):
        return first
    left = first - 1
    while left > 0 and names.capital(left - 1):
        left -= 1
    if left == first - 1 or tokens[left - 1].lower_ != "the" or first - left > 4:
        return first
    words = [t.text for t in tokens[left : first - 1]]
    inside = tokens[first - 2].head.i in range(first, last) or tokens[first].head.i == first - 2
    plain = not hints(words) and not any(names.scan.roles.get(word.casefold()) for word in words)
    return left if inside and plain and tokens[first - 2].text not in names.surnames else first


def ends(names: Names, first: int, last: int) -> int:
    """Return where a name ends whose domain is two words: "the Chamber of Commerce and Tourism accepts".

    A verb in the plural behind tells that they are two bodies; a word that names a kind, or a person, is another.
    """
    tokens = names.scan.tokens
    if last + 2 >= len(tokens) or tokens[last].lower_ not in ("and", "&") or not names.capital(last + 1):
        return last
    if not any(t.lower_ in ("of", "for") for t in tokens[first:last]) or names.capital(last + 2):
        return last
    second = tokens[last + 1]
    if second.dep_ != "conj" or second.head.i != last - 1 or second.head.dep_ != "pobj":
        return last
    verb = head_of(tokens[first:last]).head
    if verb.tag_ == "VBP" or hints([second.text]) or second.text in names.surnames or second.ent_type_ == "PERSON":
        return last
    return last + 2


def states(names: Names) -> list[tuple[int, int]]:
    """Return the token ranges of names that the words beside them tell to be states', whatever the tagger saw in them.

    "the government of Norvia", "soldiers of Ostria", "Corlania's energy minister", "negotiators from Qarzan": once told
    so, the name is found everywhere. A name that a title or a given name stands before anywhere is a person's.
    """
    tokens = names.scan.tokens
    told: set[str] = set()
    people = {
        t.text
        for t in tokens
        if t.i and t.text[:1].isupper() and (tokens[t.i - 1].text in v.HONORIFICS or _titled(names, t.i))
    }
    for token in tokens:
        if token.i < 1 or token.text in people or not _may_be_state(names, token.i):
            continue
        before = tokens[token.i - 1]
        after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
        if after is not None and after.text in ("'s", "’s"):
            nouns = [noun_of(t) for t in tokens[token.i + 2 : token.i + 5]]
            ends = next((n for n, t in enumerate(tokens[token.i + 2 : token.i + 5]) if not t.is_alpha), len(nouns))
            within = before.lower_ == "in" and nouns[:1] == ["capital"]  # a company's is no place
            if within or any(noun in _ITS for noun in nouns[:ends]):
                told.add(token.text)
        elif after is not None and (after.text[:1].isupper() or after.text == "-"):
            continue
        elif before.lower_ == "of" and token.i > 1:
            owned = tokens[token.i - 2]
            one = noun_of(owned) in _OF and not owned.text[:1].isupper()
            formal = owned.text in ("Minister", "Ministers", "Republic", "Kingdom", "Government")
            if one or formal or (noun_of(owned) in _ITS and owned.text.endswith("s")):
                told.add(token.text)
    for token in tokens[1:-2]:
        # "the foreign ministers of Palanan and Dorsay", "negotiators from Qarzan and the United States"
        pair = _pair(names, token.i, told) if token.lower_ == "and" else None
        if pair is not None and pair not in people:
            told.add(pair)
    return [(t.i, t.i + 1) for t in tokens if t.text in told and _may_be_state(names, t.i)]


def _pair(names: Names, i: int, told: set[str]) -> str | None:
    """Return the name that "and" at `i` joins to a state, behind people of both: "negotiators from A and B"."""
    tokens = names.scan.tokens
    right = i + 1 + (tokens[i + 1].lower_ == "the")
    if right >= len(tokens) or i < 3:
        return None
    left = names.scan.by_token.get(i - 1)
    first = left.first if left is not None else i - 1
    first -= tokens[first - 1].lower_ == "the"
    people = tokens[first - 2]
    if tokens[first - 1].lower_ not in ("of", "from") or noun_of(people) not in _BOTH or people.text[-1] != "s":
        return None
    end = names.scan.by_token[right].last if right in names.scan.by_token else right + 1
    if tokens[min(end, len(tokens) - 1)].text[:1].isupper():
        return None  # "the governments of Norvia and the Highland Front"
    known = [i - 1 if _state(names, i - 1, told) else -1, right if _state(names, right, told) else -1]
    if known[0] >= 0 and known[1] < 0 and _may_be_state(names, right):
        return str(tokens[right].text)
    if known[1] >= 0 and known[0] < 0 and _may_be_state(names, i - 1):
        return str(tokens[i - 1].text)
    return None


def _state(names: Names, i: int, told: set[str]) -> bool:
    """Whether a state stands at a token, of the tables or told in the text."""
    mention = names.scan.by_token.get(i)
    if mention is None:
        return names.scan.tokens[i].text in told and _may_be_state(names, i)
    known = names.tables.parties.get(mention.party or "")
    return known is not None and known.kind == "country"


_BOTH = frozenset(("minister", "negotiator", "delegation", "government", "president", "envoy", "diplomat", "delegate"))
_OF = frozenset(("government", "soldier", "troop", "republic", "kingdom", "ambassador", "army", "parliament"))
_ITS = frozenset(("government", "minister", "army", "parliament", "ambassador", "embassy", "premier", "troop"))


def _may_be_state(names: Names, i: int) -> bool:
    token = names.scan.tokens[i]
    return (
        token.text.istitle()
        and token.is_alpha
        and len(token) > 3
        and i not in names.scan.by_token
        and token.pos_ == "PROPN"
        and token.text not in names.surnames
        and token.text not in names.tables.given
        and token.lower_ not in DOMAINS
        and not names.scan.roles.get(noun_of(token))
        and not hints([token.text])
        and not (i and names.scan.tokens[i - 1].text[:1].isupper() and names.scan.tokens[i - 1].pos_ == "PROPN")
    )


def _titled(names: Names, i: int) -> bool:
    """Whether an office or a given name stands right before a name: "Minister Vell", "Ada Vell"."""
    before = names.scan.tokens[i - 1]
    if before.text in names.tables.given:
        return True
    return before.pos_ in ("NOUN", "PROPN") and "official" in names.scan.roles.get(noun_of(before), frozenset())


def _person(names: Names, first: int, last: int) -> bool:
    """Whether a word of a name is a title, a given name or a surname; or the name is of a place or an office."""
    for token in names.scan.tokens[first:last]:
        roles: Any = names.scan.roles.get(noun_of(token), frozenset())
        if roles or token.text in names.surnames or token.text in names.tables.given or token.text in v.HONORIFICS:
            return True
    words = [t.lower_ for t in names.scan.tokens[first:last]]
    return words[-1] in _NO_NAME or all(word in DOMAINS for word in words)
