"""Phrases that stand for something named elsewhere: "both sides", "the minister", "his response", "the article"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from winset.core.ids import unique
from winset.reading.actors import people
from winset.reading.actors import vocabulary as v
from winset.reading.actors.cards import Card
from winset.reading.actors.centre import of_the_centre
from winset.reading.actors.groups import last_listed, listed_behind, runs
from winset.reading.actors.mentions import Mention, head_of
from winset.reading.actors.neutral import neutral_name
from winset.reading.actors.phrases import Role, name_phrase, noun_of
from winset.reading.marks import Resolution
from winset.reading.statement import JOINT, Candidate

if TYPE_CHECKING:
    from winset.reading.actors.resolver import Resolver


def sides(resolver: Resolver, head: Any, number: int) -> Resolution:
    """Read "both sides", "the two countries", "the three European countries": a group of those listed before."""
    name = name_phrase(resolver.scan, head.left_edge.i, head.i + 1)
    before = head.left_edge.i
    listed = listed_behind(resolver.scan, head.i, number) or last_listed(resolver.scan, before, number)
    if number > 2 and listed:
        return _together(resolver, head, listed)
    options = tuple(Candidate(resolver.cast.party_name(p), p, "listed before") for p in listed)
    return Resolution(name, None, "group", options or (Candidate(name, None, "nothing was listed before"),))


def _together(resolver: Resolver, head: Any, listed: list[str], label: str = "") -> Resolution:
    """Return the coalition that parties form which were listed before; made once for the same members."""
    members = tuple(sorted(listed))
    card = next((c for c in resolver.coalitions if c.members == members), None)
    tokens = resolver.scan.tokens[head.left_edge.i : head.i + 1]
    words = " ".join(t.text for t in tokens if t.pos_ not in ("DET", "SPACE"))
    name = label or neutral_name(words, "coalition")
    if card is None:
        taken = [*resolver.tables.parties, *(c.party or "" for c in (*resolver.cast.orgs, *resolver.coalitions))]
        card = Card("coalition", [name], party=unique("coalition", taken), reason="a number of parties listed before")
        card.members = members
        resolver.coalitions.append(card)
    options = tuple(Candidate(resolver.cast.party_name(p), p, "a member") for p in listed)
    return Resolution(name, card.party, "group", options)


def regional(resolver: Resolver, head: Any) -> Resolution | None:
    """Read "the European side", "the Europeans": the European states that the text lists, where it is one list."""
    lists: set[tuple[str, ...]] = set()
    for run in runs(resolver.scan, head.left_edge.i):
        states = tuple(dict.fromkeys(p for p in run if p in v.EUROPE))
        if len(states) > 1 and len(states) == len(set(run)):
            lists.add(tuple(sorted(states)))
    if len(lists) != 1:
        return None
    label = f"European {head.text if noun_of(head) in v.SIDES else 'states'}"
    return _together(resolver, head, list(lists.pop()), label)


def kind_of_states(resolver: Resolver, head: Any) -> Resolution | None:
    """Read "the rich countries", "the island states": a coalition by what its members are, who are not listed."""
    kinds = [c for c in head.lefts if c.dep_ in ("amod", "compound") and c.lower_ not in _NO_KIND]
    definite = any(c.lower_ == "the" for c in head.children)
    acts = head.dep_ in ("nsubj", "agent") and head.head.lemma_ in v.REPORTING
    if not kinds or not definite or not acts or any(c.i in resolver.scan.by_token for c in kinds):
        return None
    return _together(resolver, head, [])


_NO_KIND = frozenset(
    (
        "two",
        "both",
        "other",
        "same",
        "neighbouring",
        "neighboring",
        "different",
        "several",
        "respective",
        "various",
        "last",
        "first",
        "remaining",
        "many",
        "most",
        "more",
        "few",
        "warring",
        "rival",
        "opposing",
        "unnamed",
        "concerned",
    )
)


def named_state(resolver: Resolver, head: Any) -> Mention | None:
    """Read "the neighbouring state of Qadir": the name behind "of"."""
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for grand in child.children:
                mention = resolver.scan.by_token.get(grand.i)
                if mention is not None and mention.party is not None:
                    return mention
    return None


def holder(resolver: Resolver, role: Role, party: str, before: int) -> Card | None:
    """Return the person known in the document who has a role: "the Ukrainian leader" for a president named before."""
    wanted = set(role.title.split()) - {"the", "of", "s"}
    best: list[tuple[int, int, Card]] = []
    for card in resolver.cast.people:
        if card.party != party:
            continue
        seen = [m.first for m in card.mentions if m.first < before]
        if not seen:
            continue
        titles = card.titles()
        score = len(wanted & titles)
        if role.noun in ("leader", "chief", "head") and titles & v.TOP_OFFICES:
            score += 2
        elif role.noun in titles:
            score += 1
        else:
            score = 0
        if score:
            best.append((score, max(seen), card))
    best.sort(key=lambda row: row[:2])
    return best[-1][2] if best else None


def role_anaphor(resolver: Resolver, role: Role, head: Any, name: str) -> Resolution:
    """Read "the minister", "the spokesman": the person of that role named before, if it is one."""
    found: list[tuple[int, Card]] = []
    for card in resolver.cast.people:
        if role.noun in {r.noun for r in card.roles if not r.former} or role.noun in card.office.split():
            seen = [m.first for m in card.mentions if m.first < head.i]
            if seen:
                found.append((max(seen), card))
    found.sort(key=lambda row: row[0])
    if found:
        here = resolver.pronouns.sentence(head.i)
        near = [card for at, card in found if here - resolver.pronouns.sentence(at) <= 2]
        if len(found) == 1 or len(near) == 1:
            card = found[0][1] if len(found) == 1 else near[0]
            candidates = () if card.party else tuple(card.candidates)
            return Resolution(card.name, card.party, "person", candidates, reason="" if card.party else card.reason)
        issuer = resolver.cast.frame.issuer
        own = [card for _, card in found if issuer is not None and card.party == issuer]
        if len(own) == 1:
            # "The Minister" of a ministry's own read-out.
            return Resolution(own[0].name, own[0].party, "person")
        options = tuple(Candidate(card.name, card.party, f"called {role.noun} before") for _, card in found)
        return Resolution(name, None, "person", options)
    earlier = earlier_phrase(resolver, role, head)
    if earlier is not None:
        return earlier
    titles = resolver.cast.by_title(role)
    if len(titles) == 1:
        return Resolution(name, titles[0], "office")
    if (
        not titles
        and (home := resolver.cast.only_state(role, head.i) or resolver.cast.loose_office(role, head.i)) is not None
    ):
        return Resolution(name, home, "office")
    options = tuple(Candidate(resolver.cast.party_name(p), p, "the title exists there") for p in titles)
    return Resolution(name, None, "person", options or (Candidate(name, None, "nobody of that role was named before"),))


def holders(resolver: Resolver, role: Role, before: int) -> tuple[Candidate, ...]:
    """Return for whom "both ministers" speak: the parties of those who were so called before, if there are several."""
    parties = {
        card.party: card
        for card in resolver.cast.people
        if card.party and role.noun in {r.noun for r in card.roles} and any(m.first < before for m in card.mentions)
    }
    if len(parties) < 2 or role.mentions or role.nouns or role.owner >= 0:
        return ()
    return tuple(Candidate(resolver.cast.party_name(p), p, JOINT) for p in sorted(parties))


def loose_role(resolver: Resolver, role: Role, head: Any) -> str | None:
    """Read "a presidential aide", "a shop steward", "a spokesman" without an owner, or None where it stays open.

    An office of a state is of the state that `winset.reading.actors.home` finds; a steward of the only union; a
    spokesman of whom the sentence, or the one before, speaks first.
    """
    owned = {noun_of(resolver.scan.tokens[i]) for i in role.nouns} - {"government", "ministry", "cabinet"}
    if role.mentions or owned or role.speaks_for_none or role.owner >= 0:
        return None
    if not resolver.definite(head):
        near = of_the_centre(resolver.scan, role, head, resolver.cast.frame.state_of, near=True)
        if near is not None:
            return near[0]
    found = resolver.cast.loose_office(role, head.i)
    if found is not None:
        return found
    if not resolver.definite(head):
        central = of_the_centre(resolver.scan, role, head, resolver.cast.frame.state_of)
        if central is not None:
            return central[0]
    if role.noun not in v.SPOKES:
        return None
    scan = resolver.scan
    for begin in (head.sent.start, scan.tokens[max(head.sent.start - 1, 0)].sent.start):
        for mention in scan.within(begin, head.i):
            subject = scan.head(mention)
            acts = subject.dep_ in ("nsubj", "nsubjpass") and subject.head.dep_ in ("ROOT", "ccomp", "conj")
            if mention.party is not None and mention.kind not in ("person", "adjective") and acts:
                return mention.party
            break
    return None


def earlier_phrase(resolver: Resolver, role: Role, head: Any) -> Resolution | None:
    """Read "a Norwegian diplomat said … the diplomat added"."""
    here = resolver.pronouns.sentence(head.i)
    for token in reversed(resolver.scan.tokens[: head.i]):
        if here - resolver.pronouns.sentence(token.i) > 4:
            return None
        if noun_of(token) == role.noun and token.i not in resolver.scan.by_token and token.i not in resolver.busy:
            found = resolver.token(token)
            if found.name is not None and (found.party is not None or found.candidates):
                return found
    return None


def words_of(resolver: Resolver, head: Any, first: int, last: int) -> Resolution:
    """Read "Dmitriev's response", "a statement from the ministry", "the American proposal": whose words they are."""
    owner = next((c for c in head.children if c.dep_ == "poss"), None)
    if owner is None:
        owner = next(
            (
                g
                for c in head.children
                if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from", "of")
                for g in c.children
                if g.dep_ == "pobj"
            ),
            None,
        )
    if owner is None:
        owner = next(
            (g for c in head.children if c.dep_ == "acl" for a in c.children if a.dep_ == "agent" for g in a.children),
            None,
        )
    if owner is not None:
        return resolver.token(owner)
    for child in head.lefts:
        mention = resolver.scan.by_token.get(child.i)
        if mention is not None and child.dep_ in ("amod", "compound", "nmod"):
            return resolver.of_mention(mention, child)
    compound = next((c for c in head.lefts if c.dep_ == "compound" and resolver.scan.roles.get(noun_of(c))), None)
    if compound is not None:
        return resolver.token(compound)
    name = name_phrase(resolver.scan, first, last)
    return Resolution(name, None, "work", (Candidate(name, None, "whose words they are is not said"),))


def work(resolver: Resolver, head: Any, first: int, last: int) -> Resolution:
    """Read "an article published in X", "X's report", "the newspaper": the outlet, a party's own paper, or open."""
    right = max(last, head.right_edge.i + 1)
    inside = list(resolver.scan.within(min(first, head.left_edge.i), right))
    for mention in inside:
        if mention.kind == "outlet":
            return Resolution(mention.label, None, "outlet", (), (mention.label,))
    for mention in inside:
        token = head_of(resolver.scan.tokens[mention.first : mention.last])
        owned = token.dep_ in ("poss", "compound", "amod", "nmod", "pobj") and (
            token.head.i == head.i
            or (token.dep_ == "pobj" and token.head.lower_ in ("by", "from") and token.head.head.i == head.i)
        )
        if (
            owned
            and (mention.kind in ("body", "person", "local", "noun") or publishes(resolver, mention))
            and noun_of(head) in ("report", "interview", "commentary", "analysis", "paper", "story")
        ):
            return resolver.of_mention(mention, token)
    name = name_phrase(resolver.scan, first, last)
    for mention in reversed([m for m in resolver.scan.mentions if m.kind == "outlet" and m.first < head.i]):
        if resolver.pronouns.sentence(head.i) - resolver.pronouns.sentence(mention.first) > 12:
            break
        if resolver.definite(head):
            return Resolution(mention.label, None, "outlet", (), (mention.label,))
    via = (name,) if inside and any(m.kind in ("name", "adjective", "capital") for m in inside) else ()
    return Resolution(name, None, "work", (Candidate(name, None, "the outlet is not named"),), via)


def modifiers(resolver: Resolver, head: Any) -> list[tuple[str, str | None]]:
    """Return the parties that stand before a noun that is no role: "the Norwegian camp", "Oslo's team"."""
    found: list[tuple[str, str | None]] = []
    for child in head.lefts:
        mention = resolver.scan.by_token.get(child.i)
        if mention is not None and child.dep_ in ("amod", "compound", "nmod", "poss"):
            if mention.card is not None:
                found.append((mention.card.name, mention.card.party))
            elif mention.kind != "outlet":
                found += [(resolver.cast.party_name(p) if p else mention.label, p) for p in mention.parties]
    return found


def publishes(resolver: Resolver, mention: Mention) -> bool:
    """Whether a mention is of an organisation, which has reports of its own."""
    party = mention.party
    return (
        party is not None and party in resolver.tables.parties and resolver.tables.parties[party].kind == "organisation"
    )


def of_ones_staff(resolver: Resolver, head: Any, name: str) -> Resolution | None:
    """Read "a member of her team", "his ministry", "an aide in Akello's office": of the party of that person."""
    unit = head
    if noun_of(head) not in _STAFFS:
        within = (c for c in head.children if c.dep_ == "prep" and c.lower_ in ("of", "in", "for", "at", "on"))
        inside = [o for prep in within for o in prep.children if o.dep_ == "pobj" and noun_of(o) in _STAFFS]
        if len(inside) != 1 or "official" not in resolver.scan.roles.get(noun_of(head), frozenset()):
            return None
        unit = inside[0]
    owner = next((c for c in unit.children if c.dep_ == "poss"), None)
    if owner is None:
        return None
    mention = resolver.scan.by_token.get(owner.i)
    if owner.lower_ not in people.HIS and (mention is None or mention.kind != "person"):
        return None
    kind = "body" if unit is head else "person"
    if mention is None:
        # The phrase itself is no antecedent of the pronoun within it: the last person before it that "her" may be.
        nearest = people.last_before(resolver.scan, head.left_edge.i, owner.lower_)
        return Resolution(name, nearest.party, kind) if nearest is not None and nearest.party is not None else None
    person = resolver.token(owner)
    if person.kind != "person" or person.party is None:
        return None
    return Resolution(name, person.party, kind)


_STAFFS = frozenset(("team", "staff", "ministry", "department", "office", "delegation", "cabinet"))
