"""What the words around a person's name say of the person: titles, appositions, "who leads …", "for the union"."""

from __future__ import annotations

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
    if left < mention.first:
        role = read_role(scan, left, mention.first, skip=mention)
        if role.mentions and not role.noun and tokens[mention.first - 1].text in ("'s", "’s", "'", "’"):
            # "Unity's Ivo Marek"
            role.noun, role.classes = "member", frozenset({"official"})
        roles.append(role)
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
    before = [t.lower_ for t in tokens[max(mention.first - 2, 0) : mention.first]]
    if before[-1:] in (["named"], ["called"]) or before in (
        ["known", "as"],
        ["calls", "himself"],
        ["calls", "herself"],
    ):
        # "their leader, a driver named NAME", "the negotiator, known as NAME,"
        named = token.head if token.head.pos_ == "VERB" else token.head.head
        while named.dep_ in ("acl", "appos", "relcl") and named.head.i != named.i:
            named = named.head
            roles.append(read_role(scan, named.left_edge.i, named.i + 1, skip=mention))
    for child in token.children:
        if child.dep_ == "appos" and child.i > mention.first:
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
                    if role.mentions or role.nouns:
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
    if token.dep_ == "nsubj" and token.head.lemma_ in v.HEADINGS and token.head.dep_ == "ROOT":
        # "Lars Eide chairs the Pilots' Guild"
        for child in token.head.children:
            if child.dep_ == "dobj":
                role = read_role(scan, child.left_edge.i, child.right_edge.i + 1, skip=mention)
                if not role.noun and any(m.kind in ("local", "name", "body", "noun") for m in role.mentions):
                    role.noun, role.classes = "head", frozenset({"official"})
                    roles.append(role)
    roles += _after(scan, mention)
    spoken_for = ties.speaking_for(scan, mention)
    roles += [spoken_for] if spoken_for is not None else []
    kept = [role for role in roles if role.noun or (role.former and role.words)]
    over = {role.noun for role in kept if role.former}
    for role in kept:
        # One phrase that the parse cut in two: "an ex-adviser".
        role.former = role.former or role.noun in over
    return [role for role in kept if role.classes != {"work"}]


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
    if i >= len(tokens) or tokens[i].text not in (",", "(", "—", "–"):
        return []
    first = i + 1
    last = first
    while last < len(tokens) and last - first < 22:
        token = tokens[last]
        if token.text in (",", ")", "—", "–", ";", ":", ".", "“", "”", '"') or token.is_space:
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
    if start.pos_ not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "PRON") or start.lower_ in ("and", "or"):
        return []
    mentions = list(scan.within(first, last))
    if mentions and mentions[0].first == first and mentions[0].kind == "person":
        after = tokens[mentions[0].last] if mentions[0].last < last else None
        if after is None or after.text not in ("'s", "’s", "'", "’"):
            return []
    role = read_role(scan, first, last, skip=mention)
    return [role] if role.noun else []
