"""For whom people speak by the words that lead to their names: "for the union, Ms Lund", "represented by its counsel".

The cast of a hearing ("Present: for Norline, Ada Vell (director) and Tom Hale; for the pilots, …") is read here too.
"""

from __future__ import annotations

from typing import Any

from winset.reading.actors import vocabulary as v
from winset.reading.actors.mentions import Scan
from winset.reading.actors.phrases import Role, noun_of, read_role

_OPENS = frozenset((":", ";", ",", "–", "—", "-", "(", "•", "*", "·", "…"))
LEADS = ("for", "on", "representing", "speaking")
"""Words that open a phrase which leads to a name."""
PRESENT = "representative present"
"""Title of those whom a list of the present names for a party: "Present for the City: …"."""
_JOINS = frozenset(("and", "present", "attending", "appearing"))
_LONGEST = 10
_GAP = 8


def lead_roles(scan: Scan) -> dict[int, Role]:
    """Return the roles that words before a name give, by the first token of the name."""
    found: dict[int, Role] = {}
    for token in scan.standing((*LEADS, "by", ":", "(")):
        start = lead_opens(scan, token)
        if start >= 0:
            _for_the(scan, start, found)
        elif token.lower_ == "by" and token.i:
            _represented(scan, token, found)
        elif token.text == ":":
            _line_of(scan, token, found)
        elif token.text == "(":
            _in_brackets(scan, token, found)
    return found


def _in_brackets(scan: Scan, opens: Any, found: dict[int, Role]) -> None:
    """Read "Present: Norvia (Ms Ada Vell, Mr Tom Hale), the Port Union (Bo Aas)": the people of each party."""
    tokens, mention = scan.tokens, scan.by_token.get(opens.i - 1) if opens.i else None
    if mention is None or mention.kind not in ("local", "name", "body", "noun") or mention.party is None:
        return
    i = opens.i + 1
    while i < len(tokens) and i - opens.i < 4 and i not in scan.by_token:
        if not (tokens[i].text in v.HONORIFICS or "official" in scan.roles.get(noun_of(tokens[i]), frozenset())):
            return
        i += 1
    person = scan.by_token.get(i)
    if person is None or person.kind != "person":
        return
    role = Role("representative", frozenset({"official"}), mentions=[mention], title="representative")
    while i < len(tokens) and tokens[i].text[0] not in ")\n" and i - opens.i < 40:
        person = scan.by_token.get(i)
        if person is not None and person.kind == "person":
            found.setdefault(person.first, role)
        i += 1


def lead_opens(scan: Scan, token: Any) -> int:
    """Return where a phrase begins that "for", "on behalf of", "representing" opens at the start of a clause, or -1."""
    tokens = scan.tokens
    low, i = token.lower_, int(token.i)
    if low not in LEADS:
        return -1
    before = tokens[i - 1] if i else None
    opens = before is None or token.is_sent_start or before.is_space or before.text in _OPENS
    opens = opens or (before is not None and before.lower_ in _JOINS)
    if not opens:
        return -1
    if low in ("for", "representing"):
        return i + 1
    ahead = [t.lower_ for t in tokens[i + 1 : i + 3]]
    if low == "speaking":
        return i + 2 if ahead[:1] == ["for"] else -1
    return i + 3 if ahead == ["behalf", "of"] else -1


def _for_the(scan: Scan, start: int, found: dict[int, Role]) -> None:
    """Read "for the carrier Zipp, Dan Osei …": the party up to the comma, the names behind it."""
    tokens = scan.tokens
    last = start
    while last < len(tokens) and last - start < _LONGEST and tokens[last].text not in (",", ":", "—", "–"):
        token = tokens[last]
        if (token.is_punct and token.text not in ("'", "’", "-", "(", ")", "&")) or token.is_space:
            return
        person = scan.by_token.get(token.i)
        if last > start and (token.text in v.HONORIFICS or (person is not None and person.kind == "person")):
            role = party_role(scan, start, last)
            if role is not None and role.mentions:
                _give(scan, last, role, found)  # "for Kolar Power Ms Ada Vell; for the union Mr Gil Lund"
            return
        if token.pos_ in ("VERB", "AUX", "PRON") and token.i not in scan.by_token:
            if token.lemma_ not in ("speak", "answer", "reply") or last == start:
                return
            break  # "For the Port Union spoke Ada Vell"
        last += 1
    if last == start or last >= len(tokens) or last - start >= _LONGEST:
        return
    role = party_role(scan, start, last)
    if role is not None:
        if tokens[last].text == ":":
            role.title = PRESENT
        _give(scan, last + 1, role, found)


def party_role(scan: Scan, first: int, last: int) -> Role | None:
    """Return the role of whoever speaks for the party that the tokens name, or None where they name none."""
    inside = list(scan.within(first, last))
    if any(m.kind in ("person", "leader", "outlet") for m in inside):
        return None
    named = [m for m in inside if m.party is not None or m.card is not None]
    role = Role("representative", frozenset({"official"}), title="representative")
    if named:
        role.mentions = [named[-1] if named[-1].kind == "local" else named[0]]
        if role.mentions[0].kind == "noun":
            role.noun = "member"  # "for the noteholders, Ada Vell of the Bondholders' Committee": the name says more
        return role
    read = read_role(scan, first, last)
    return None if read.speaks_for_none or not (read.mentions or read.nouns) else role_like(role, read)


def role_like(role: Role, read: Role) -> Role:
    """Return a role for the parties that another one names."""
    role.mentions, role.nouns = read.mentions, read.nouns
    return role


def _give(scan: Scan, i: int, role: Role, found: dict[int, Role]) -> None:
    """Give a role to the names from `i` on: one at least right there, others joined to it, each with its own role."""
    tokens, gap, inside = scan.tokens, 0, 0
    first = True
    while i < len(tokens) and gap < _GAP:
        token, mention = tokens[i], scan.by_token.get(i)
        if token.text in ("(", "["):
            inside += 1
        elif token.text in (")", "]"):
            inside = max(inside - 1, 0)
        elif mention is not None and mention.kind == "person" and not inside:
            found.setdefault(mention.first, role)
            i, gap, first = mention.last, 0, False
            continue
        elif not inside:
            ends = token.text in (";", ".", ":", "?", "!", "“", '"') or "\n" in token.text
            if ends or (token.pos_ in ("VERB", "AUX") and mention is None):
                return
            if mention is not None and (first or mention.kind not in ("noun",)):
                return
            gap += not token.is_punct
            joined = token.lower_ in ("and", ",", "with") or token.text in v.HONORIFICS or token.is_space
            titled = token.pos_ in ("DET", "NOUN", "ADJ", "PROPN", "PRON") and token.lower_ not in v.FORMER
            if not (joined or titled or token.lower_ in ("of", "for", "its", "their", "'s", "’s")):
                return
        i += 1


def _represented(scan: Scan, by: Any, found: dict[int, Role]) -> None:
    """Read "the operator was represented by Ms Lund; the port by Mr Aas": the party before "by"."""
    tokens = scan.tokens
    start = by.sent.start
    if tokens[by.i - 1].lower_ in ("headed", "led", "chaired"):
        # "the Cooks' Guild, 900 members, headed by Ada Vell"
        before = [m for m in scan.within(start, by.i) if m.kind in ("local", "noun") and m.party]
        if before and by.i - before[-1].last < 8:
            role = Role("head", frozenset({"official"}), mentions=[before[-1]], title="head")
            _give(scan, by.i + 1, role, found)
        return
    if "represented" not in {t.lower_ for t in tokens[start : by.i]}:
        return
    begin = by.i
    if begin - 2 > start and tokens[begin - 2].text == ",":
        begin -= 2  # "the Port Union, represented by Ms Lund,"
    while begin > start and tokens[begin - 1].text not in (";", ":", ","):
        begin -= 1
    parties = [
        m for m in scan.within(begin, by.i) if m.kind not in ("person", "leader", "outlet") and (m.party or m.card)
    ]
    if not parties and tokens[by.i - 1].lower_ == "represented":
        # "Norline, which runs the quay, is represented by Ada Vell.": the one party of the sentence
        named = [m for m in scan.within(start, by.i) if m.kind not in ("person", "leader", "outlet") and m.party]
        parties = named[:1] if len({m.party for m in named}) == 1 else []
    if parties:
        role = Role("representative", frozenset({"official"}), mentions=[parties[-1]], title="representative")
        _give(scan, by.i + 1, role, found)


def _line_of(scan: Scan, colon: Any, found: dict[int, Role]) -> None:
    """Read a line of a cast: "Norline: Ada Vell (director), Tom Hale (counsel)"."""
    tokens, i = scan.tokens, colon.i
    mention = scan.by_token.get(i - 1) if i else None
    if mention is None or mention.kind not in ("local", "name", "body", "noun") or mention.place:
        return
    line = scan.text[: mention.start].rpartition("\n")[2].strip(" -–—•*·\tThe")
    behind = i + 1
    while behind < len(tokens) and tokens[behind].text in v.HONORIFICS:
        behind += 1
    person = scan.by_token.get(behind)
    if line or person is None or person.kind != "person" or person.last >= len(tokens):
        return
    if tokens[person.last].text not in ("(", ",", ";") and "\n" not in tokens[person.last].text:
        return
    role = Role("representative", frozenset({"official"}), mentions=[mention], title="representative")
    _give(scan, i + 1, role, found)


def nouns_here(scan: Scan, first: int, last: int) -> list[int]:
    """Return the tokens of a range that are common nouns tied to an organisation of the text."""
    return [i for i in range(first, last) if i in scan.by_token and scan.by_token[i].kind == "noun"]


def is_office(scan: Scan, token: Any) -> bool:
    """Whether a noun is the office of one person."""
    classes = scan.roles.get(noun_of(token), frozenset())
    return "official" in classes and not classes & {"organisation", "institution"} and token.tag_ in ("NN", "NNP")
