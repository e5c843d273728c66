"""What the words around a person's name say of the person: titles, appositions, "who leads …", "for the union"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from winset.reading.actors import ties
from winset.reading.actors import vocabulary as v
from winset.reading.actors.mentions import Mention, Scan, head_of
from winset.reading.actors.phrases import Role, noun_of, read_role


def roles_of(scan: Scan, mention: Mention) -> list[Role]:
    """Return the roles that the words around a name give to the person."""
    tokens = scan.tokens
    token = head_of(tokens[mention.first : mention.last])
    roles = []
    left = min([t.i for t in (token.left_edge,)] + [mention.first])
    while left < mention.first and (
        tokens[left].is_punct or tokens[left].is_space or tokens[left].pos_ in ("CCONJ", "ADP", "VERB")
    ):
        left += 1
    left = _linear_left(scan, mention, left)
    # What stands before a bracket or a semicolon is of somebody else, wherever the parse hung it.
    left = max([left, *(i + 1 for i in range(left, mention.first) if _parts(tokens[i]))])
    if left < mention.first:
        role = read_role(scan, left, mention.first, skip=mention)
        if role.mentions and not role.noun and tokens[mention.first - 1].text in ("'s", "’s", "'", "’"):
            # "Unity's Ivo Marek"
            role.noun, role.classes = "member", frozenset({"official"})
        roles.append(role)
    roles += _before_comma(scan, min(left, mention.first), mention)
    if token.dep_ == "appos":
        head = token.head
        # "a spokesman for the union, Daud Keri": the parse hangs the name on the union.
        named = head.i in scan.by_token or not scan.roles.get(noun_of(head))
        if head.dep_ == "pobj" and scan.roles.get(noun_of(head.head.head)) and named:
            head = head.head.head
        if not (head.i in scan.by_token and scan.by_token[head.i].kind == "person"):
            role = read_role(scan, head.left_edge.i, mention.first, skip=mention)
            if not role.noun and noun_of(head) in v.OWN_PEOPLE and any(c.dep_ == "poss" for c in head.children):
                # "the front's man in Karavel"
                role.noun, role.classes = "member", frozenset({"official"})
            roles.append(role)
    verb = alias_verb(scan, mention)
    if verb is not None:
        # "their leader, a driver named NAME", "the negotiator, known as Commander NAME,"
        named = verb
        while named.dep_ in ("acl", "appos", "relcl") and named.head.i != named.i:
            named = named.head
            roles.append(read_role(scan, named.left_edge.i, named.i + 1, skip=mention))
    for child in token.children:
        if child.dep_ == "appos" and child.i > mention.first:
            if _anothers(scan, child.left_edge.i, child.i + 2):
                continue
            roles.append(read_role(scan, child.left_edge.i, child.right_edge.i + 1, skip=mention))
        elif child.dep_ == "relcl" and child.lemma_ in v.HEADINGS:
            for grand in child.children:
                side = next((c for c in grand.children if c.dep_ == "prep" and c.lower_ == "for"), None)
                if grand.dep_ == "dobj" and side is not None and noun_of(grand) in v.EVENTS:
                    # "who leads the negotiations for the clinics"
                    role = read_role(scan, side.i + 1, side.right_edge.i + 1, skip=mention)
                    if role.mentions or role.nouns:
                        role.noun, role.classes = "negotiator", frozenset({"official"})
                        roles.append(role)
                elif grand.dep_ == "dobj" and noun_of(grand) in v.STRIKES:
                    roles.append(Role("steward", frozenset({"official"}), title=f"who leads the {noun_of(grand)}"))
                elif grand.dep_ == "dobj":
                    role = read_role(scan, grand.left_edge.i, grand.right_edge.i + 1, skip=mention)
                    if role.mentions or role.nouns or role.owner >= 0:
                        role.noun, role.classes = role.noun or "head", frozenset({"official"})
                        roles.append(role)
        elif child.dep_ == "prep" and child.lower_ in ("of", "from") and child.i == mention.last:
            role = read_role(scan, child.i + 1, child.right_edge.i + 1, skip=mention)
            if role.mentions and not role.noun:
                role.noun, role.classes = "member", frozenset({"official"})
                roles.append(role)
    if token.dep_ in ("nsubj", "nsubjpass") and token.head.lemma_ in ("be", "become", "remain"):
        predicates = [child for child in token.head.children if child.dep_ == "attr"]
        roles += [read_role(scan, c.left_edge.i, c.right_edge.i + 1, skip=mention) for c in predicates]
    if token.dep_ == "attr" and token.head.lemma_ == "be":
        # "its chief executive is Ada Vell"
        subjects = [c for c in token.head.children if c.dep_ == "nsubj" and c.i not in scan.by_token]
        roles += [read_role(scan, c.left_edge.i, c.right_edge.i + 1, skip=mention) for c in subjects]
    roles += _heads(scan, mention, token)
    roles += _after(scan, mention)
    spoken_for = ties.speaking_for(scan, mention)
    linked = (
        spoken_for,
        ties.who_leads(scan, mention),
        ties.negotiates_for(scan, mention),
        ties.ones_own(scan, mention),
        ties.whose(scan, mention),
    )
    roles += [role for role in linked if role is not None]
    kept = [role for role in roles if role.noun or (role.former and role.words)]
    over = {role.noun for role in kept if role.former}
    for role in kept:
        # One phrase that the parse cut in two: "an ex-adviser".
        role.former = role.former or role.noun in over
    return [role for role in kept if role.classes != {"work"}]


def _heads(scan: Scan, mention: Mention, token: Any) -> Iterator[Role]:
    """Read "Lars Eide chairs the Pilots' Guild", "Ada Vell has flown for years and leads the guild in its talks"."""
    if token.dep_ != "nsubj" or token.head.dep_ != "ROOT":
        return
    joined = [c for c in token.head.children if c.dep_ == "conj" and not any(g.dep_ == "nsubj" for g in c.children)]
    for verb in (token.head, *joined):
        for child in verb.children if verb.lemma_ in v.HEADINGS else ():
            if child.dep_ != "dobj":
                continue
            role = read_role(scan, child.left_edge.i, child.right_edge.i + 1, skip=mention)
            side = not role.noun or noun_of(child) in ("delegation", "team", "mission")
            if side and any(m.kind in ("local", "name", "body", "noun") for m in role.mentions):
                role.noun, role.classes = "head", frozenset({"official"})
                yield role


def _parts(token: Any) -> bool:
    return token.text[0] in ";:)" or "\n" in token.text


def alias_verb(scan: Scan, mention: Mention) -> Any:
    """Return the verb that gives a name to whom it stands behind: "named", "known as", "calls himself"; else None."""
    i = mention.first
    while i > 1 and mention.first - i < 2 and "official" in scan.roles.get(noun_of(scan.tokens[i - 1]), frozenset()):
        i -= 1
    words = [t.lower_ for t in scan.tokens[max(i - 2, 0) : i]]
    if words[-1:] in (["named"], ["called"]):
        return scan.tokens[i - 1]
    alias = (["known", "as"], ["calls", "himself"], ["calls", "herself"])
    return scan.tokens[i - 2] if words in alias else None


def _linear_left(scan: Scan, mention: Mention, left: int) -> int:
    """Go on to the left over the words of a title, wherever the parse hung them."""
    tokens = scan.tokens
    i = mention.first
    while i > 0 and mention.first - i < 10:
        token = tokens[i - 1]
        linked = token.pos_ in ("NOUN", "PROPN", "ADJ") and (
            noun_of(token) in scan.roles or i - 1 in scan.by_token or i < mention.first
        )
        if (linked and not token.is_space) or (
            i < mention.first
            and (
                token.lower_ in ("of", "-", "'s", "’s", "'", "the", "for", "former", "ex", "and")
                or token.pos_ == "PART"
            )
            and token.pos_ != "VERB"
        ):
            other = scan.by_token.get(i - 1)
            if other is not None and other.kind == "person":
                break
            i -= 1
            continue
        break
    while i < mention.first and tokens[i].lower_ in ("of", "and", "the", "'s", "’s", "'", "-", "for"):
        i += 1
    return min(left, i) if left < mention.first else i


def _after(scan: Scan, mention: Mention) -> list[Role]:
    """Read the phrase between the name and the next comma, where the parse did not see an apposition."""
    tokens, i = scan.tokens, mention.last
    while i + 1 < len(tokens) and tokens[i].lower_ in ("and", "&") and i + 1 in scan.by_token:
        # "Ada Vell and Bo Aas (Norline)": what stands in the bracket is said of both.
        other = scan.by_token[i + 1]
        if other.kind != "person" or other.last >= len(tokens) or tokens[other.last].text != "(":
            return []
        i = other.last
    if i >= len(tokens) or tokens[i].text not in (",", "(", "—", "–"):
        return []
    first = i + 1
    last = first
    while last < len(tokens) and last - first < 22:
        token = tokens[last]
        if token.text in (",", "—", "–", ";", ":", ".", "“", "”", '"') or token.text[0] == ")" or token.is_space:
            break
        if token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm"):
            if token.tag_ in ("VBD", "VBZ", "VBP", "MD") and last > first:
                return []
            break
        if token.lower_ in ("who", "whose", "which"):
            break
        last += 1
    if last == first or last >= len(tokens) or tokens[last].is_space or tokens[last].text in ("“", '"'):
        return []
    start = tokens[first]
    of = int(
        start.lower_ in ("of", "from", "for") and last > first + 1
    )  # "senator NAME, of the opposition Civic Pole,"
    if not of and (
        start.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "PRON") or start.lower_ in ("and", "or")
    ):
        return []
    mentions = list(scan.within(first, last))
    if mentions and mentions[0].first == first and mentions[0].kind == "person":
        after = tokens[mentions[0].last] if mentions[0].last < last else None
        if after is None or after.text not in ("'s", "’s", "'", "’"):
            return []
    if not of and _anothers(scan, first, last):
        return []
    role = read_role(scan, first + of, last, skip=mention)
    listed = tokens[i].text == "," and tokens[last].text in (";", ")")  # "Ada Vell, Shipowners' League; Bo Aas, …"
    if of or listed or (tokens[i].text == "(" and tokens[last].text[0] == ")"):
        _affiliation(scan, role, first + of, last)
    # "Ms Lund, the company asked for time" tells nothing of Ms Lund.
    person = role.classes & {"official", "outside", "legislator", "work"}
    return [role] if role.noun and person else []


def _anothers(scan: Scan, first: int, last: int) -> bool:
    """Whether an office is that of the name behind it: "Mr Lund, Norline's chief executive Ada Vell says you lost"."""
    for mention in scan.within(first, last):
        if mention.kind != "person" or mention.first <= first:
            continue
        before = scan.tokens[mention.first - 1]
        office = "official" in scan.roles.get(noun_of(before), frozenset())
        return office and not any(t.pos_ == "ADP" for t in scan.tokens[first : mention.first])
    return False


def _affiliation(scan: Scan, role: Role, first: int, last: int) -> None:
    """Read "Ada Vell (Norline)", "Tom Hale (for the union)": whoever stands in brackets is of the party there."""
    nouns = [i for i in range(first, last) if i in scan.by_token and scan.by_token[i].kind == "noun"]
    if role.noun == "opposition" and role.mentions:
        role.noun = ""  # "of the opposition Civic Pole"
    if role.noun and not (nouns and not role.mentions and "official" not in role.classes):
        return
    if role.mentions and role.mentions[0].kind in ("person", "leader"):
        return
    if role.mentions or nouns:
        role.nouns = role.nouns or nouns
        role.noun, role.classes = "member", frozenset({"official"})


def _before_comma(scan: Scan, left: int, mention: Mention) -> list[Role]:
    """Read "Their negotiator, the lawyer NAME, …": the office before the comma, where it opens the clause."""
    tokens = scan.tokens
    comma = left - 1
    if comma > 0 and tokens[comma].pos_ == "DET":
        comma -= 1
    if comma < 1 or tokens[comma].text != ",":
        return []
    first = comma
    while first > 0 and comma - first < 12:
        token = tokens[first - 1]
        if token.is_space or (token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") and first - 1 not in scan.by_token):
            break
        if token.is_punct and token.text not in ("'", "’", "-"):
            break
        first -= 1
    after = tokens[mention.last] if mention.last < len(tokens) else None
    closed = after is None or after.text in (",", ".", ")", ";", ":", "–", "—") or "\n" in after.text
    opens = first == 0 or tokens[first].is_sent_start or tokens[first - 1].is_space or tokens[first - 1].is_punct
    if first >= comma or not (closed or opens):
        return []
    behind = next((i for i in range(first, comma) if tokens[i].lower_ in ("of", "for", "at")), comma)
    head = tokens[behind - 1] if behind > first else tokens[comma - 1]
    classes = scan.roles.get(noun_of(head), frozenset())
    if head.pos_ == "ADJ" and head.i > first:
        head = tokens[head.i - 1]  # "the commissioner responsible, NAME,"
        classes = scan.roles.get(noun_of(head), frozenset())
    owner = noun_of(head) in ("owner", "shareholder", "investor")
    if head.tag_ not in ("NN", "NNP") or head.i in scan.by_token or not ("official" in classes or owner):
        return []
    if classes & {"organisation", "institution"} and not owner:
        return []
    role = read_role(scan, first, comma, skip=mention)
    if owner:
        role.classes = frozenset({"official"})
    return [role]
