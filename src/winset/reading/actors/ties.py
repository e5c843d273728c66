"""Ties of a person to a party beyond titles: "speaking for the union", "Hagel's Greens", "the delegation's head"."""

from __future__ import annotations

from winset.reading.actors import vocabulary as v
from winset.reading.actors.cards import Card
from winset.reading.actors.mentions import Mention, Scan
from winset.reading.actors.phrases import Role, noun_of, read_role

_NEAR = 4  # sentences
_FOR = ("speak", "negotiate", "bargain", "appear", "act", "talk", "answer", "argue", "plead")
_LEADS = ("lead", "head", "chair", "represent", "run", "command")
_CONDUCTS = ("negotiate", "bargain", "conduct", "hold", "handle", "lead", "run", "prepare")
_CHAPTERS = frozenset(("chapter", "negotiations", "bargaining", "contract", "file"))
_TITLES = ("mission", "delegation", "team", "side", "camp", "group")
_WORD = ("word", "voice", "pen", "file", "mandate")


def speaking_for(scan: Scan, mention: Mention) -> Role | None:
    """Read "NAME, for the union,", "NAME, speaking for the union,", "NAME, who negotiates on behalf of the company"."""
    tokens = scan.tokens[mention.last : mention.last + 6]
    words = [t.lower_ for t in tokens]
    if words[:1] == ["for"] and _closes(scan, mention.last + 1):
        # "so was Aled Rees for the smaller guild."
        role = read_role(scan, mention.last + 1, _closes(scan, mention.last + 1), skip=mention)
        if role.mentions and role.mentions[0].kind == "local":
            role.noun, role.classes = "member", frozenset({"official"})
            return role
    if words[1:2] == ["for"] and words[3:4] == ["part"]:
        return None  # "Ms Lund, for her part, …"
    short = words[:2] == [",", "for"]
    at = 0 if short else next((n for n, t in enumerate(tokens) if t.lemma_ in _FOR and t.tag_ != "VBD" and n < 4), -1)
    if at < (0 if short else 1) or words[0] != "," or any(word not in ("who", "is", "was") for word in words[1:at]):
        return None
    link = 1 if words[at + 1 : at + 2] == ["for"] else 3 if words[at + 1 : at + 4] == ["on", "behalf", "of"] else 0
    if not link:
        return None
    first = last = mention.last + at + link + 1
    while last < len(scan.tokens) and last - first < 8:
        if scan.tokens[last].is_punct and scan.tokens[last].text not in ("'", "’", "-"):
            break
        last += 1
    if short and (last >= len(scan.tokens) or scan.tokens[last].text[0] not in ",;)"):
        return None
    role = read_role(scan, first, last, skip=mention)
    if not role.mentions and last - first == 1 and scan.tokens[first].lower_ in ("them", "it"):
        role.owner = first  # "who speaks for them"
    elif not role.mentions and scan.tokens[last : last + 1] and scan.tokens[last].text == "," and not short:
        # "who speaks for their association, the Northern Steel Council"
        role.mentions = [m for m in scan.within(last + 1, last + 3) if m.kind == "local"][:1]
    elif not role.mentions and role.noun:
        role.nouns = [t.i for t in scan.tokens[first:last] if noun_of(t) == role.noun]
    role.noun, role.classes = "spokesman", frozenset({"official"})
    return role if role.mentions or role.nouns or role.owner >= 0 else None


def who_leads(scan: Scan, mention: Mention) -> Role | None:
    """Read "NAME, who leads the delegation of Norvia", "NAME, who carries the word for the Front", in their order.

    The parse is not asked: it hangs such a clause on whatever name stands near.
    """
    tokens, i = scan.tokens, mention.last
    if i + 3 >= len(tokens) or tokens[i].text != ",":
        return None
    if tokens[i + 1].lower_ != "who":
        return None
    verb, first = tokens[i + 2], i + 3
    if verb.lemma_ in ("carry", "hold", "have") and tokens[first].lower_ == "the":
        if noun_of(tokens[first + 1]) not in _WORD or first + 3 >= len(tokens) or tokens[first + 2].lower_ != "for":
            return None
        first += 3
    elif verb.lemma_ not in _LEADS or verb.tag_ not in ("VBZ", "VBD", "VBP"):
        return None
    last = first
    while last < len(tokens) and last - first < 9 and (tokens[last].is_alpha or tokens[last].text in ("-", "'s", "’s")):
        if tokens[last].pos_ in ("VERB", "AUX") and last not in scan.by_token:
            break
        last += 1
    inside = [m for m in scan.within(first, last) if m.kind not in ("person", "leader", "outlet")]
    if not inside or inside[0].party is None:
        return None
    behind = inside[0].last
    nouns = [noun_of(t) for t in tokens[behind:last] if t.pos_ == "NOUN"][:1]
    led = not nouns or nouns[0] in _TITLES
    of = any(t.lower_ in ("of", "for") for t in tokens[first : inside[0].first])
    if not led and not of and "official" not in scan.roles.get(nouns[0], frozenset()):
        return None
    return Role("head", frozenset({"official"}), mentions=[inside[0]], title="head")


def negotiates_for(scan: Scan, mention: Mention) -> Role | None:
    """Read "NAME, who negotiates the rail chapters for the Front", "NAME, who conducts the talks for the board"."""
    tokens, i = scan.tokens, mention.last
    if [t.lower_ for t in tokens[i : i + 2]] != [",", "who"] or i + 5 >= len(tokens):
        return None
    verb = tokens[i + 2]
    if verb.lemma_ not in _CONDUCTS or verb.tag_ not in ("VBZ", "VBP"):
        return None
    side = i + 3
    while side < len(tokens) and side - i < 12 and tokens[side].lower_ != "for":
        if (tokens[side].is_punct and tokens[side].text != "-") or side in scan.by_token:
            return None
        side += 1
    about = {noun_of(t) for t in tokens[i + 3 : side]}
    last = _closes(scan, side + 1)
    if not last or not about or not (verb.lemma_ in ("negotiate", "bargain") or about & (v.EVENTS | _CHAPTERS)):
        return None
    role = read_role(scan, side + 1, last, skip=mention)
    if role.former or not (role.mentions or role.nouns):
        return None
    role.noun, role.classes = "negotiator", frozenset({"official"})
    return role


def _closes(scan: Scan, first: int) -> int:
    """Return the end of a short phrase that a stop, a semicolon or a comma closes; 0 where there is none."""
    for i in range(first, min(first + 6, len(scan.tokens))):
        if scan.tokens[i].text in (".", ";", ","):
            return i
        if scan.tokens[i].pos_ in ("VERB", "AUX"):
            return 0
    return 0


def ones_own(scan: Scan, mention: Mention) -> Role | None:
    """Read "their Mr Lund", "its Ada Vell": a name that an owner stands before is one of the owner's people."""
    i = mention.first - 1
    while i > 0 and scan.tokens[i].text in v.HONORIFICS:
        i -= 1
    if i < 0 or scan.tokens[i].lower_ not in ("their", "its"):
        return None
    return Role("member", frozenset({"official"}), owner=i, title="one of its own")


def whose(scan: Scan, mention: Mention) -> Role | None:
    """Read "the Port Union, whose chair Ada Vell …": the office is of the party before "whose"."""
    i = mention.first - 1
    while i > 0 and mention.first - i < 6 and scan.tokens[i].lower_ != "whose":
        if scan.tokens[i].pos_ in ("VERB", "AUX", "PUNCT") or scan.tokens[i].is_space:
            return None
        i -= 1
    if i < 2 or scan.tokens[i].lower_ != "whose":
        return None
    role = read_role(scan, i + 1, mention.first, skip=mention)
    before = scan.by_token.get(i - 2) if scan.tokens[i - 1].text == "," else scan.by_token.get(i - 1)
    if role.mentions or before is None or before.party is None or "official" not in role.classes:
        return None
    if before.kind in ("person", "leader", "outlet"):
        return None
    role.mentions = [before]
    return role


def led_by(scan: Scan, card: Card) -> Card | None:
    """Return the party that the text gives to a person as the owner: "Hagel's Greens"."""
    found = []
    for mention in card.mentions:
        token = scan.head(mention)
        owned = scan.by_token.get(token.head.i) if token.dep_ == "poss" else None
        if owned is not None and owned.card is not None and {"party", "movement"} & owned.card.types:
            found.append(owned.card)
    return found[0] if len({c.party for c in found}) == 1 else None


def delegation(scan: Scan, role: Role, i: int) -> tuple[str, str] | None:
    """Return the party of "the delegation's head": of the delegation that was last named with its party; and why."""
    if "delegation" not in role.words or role.mentions or role.owner >= 0:
        return None
    start = scan.tokens[i].sent.start
    sentences = 0
    for token in reversed(scan.tokens[:i]):
        if token.i < start:
            start, sentences = token.sent.start, sentences + 1
        if sentences > _NEAR:
            break
        if noun_of(token) != "delegation":
            continue
        known = [scan.by_token.get(c.i) for c in token.lefts if c.dep_ in ("amod", "compound", "nmod", "poss")]
        parties = {mention.party for mention in known if mention is not None and mention.party}
        if len(parties) == 1:
            return parties.pop(), "the delegation named before"
    return None
