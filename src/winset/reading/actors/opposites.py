"""Offices whose state is told by the other side: "her Norvian colleague", the one state whose people are not named yet.

Talks of two states put one office beside the other. Who has a counterpart from one speaks for the other; and where
the text has named people of all states that act but one, a minister without a state is that one's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from winset.reading.actors import people, principals
from winset.reading.actors.centre import of_the_centre

if TYPE_CHECKING:
    from winset.reading.actors.cards import Card
    from winset.reading.actors.cast import Cast

_OTHERS = frozenset(("counterpart", "colleague", "interlocutor", "opposite"))


def of_the_other(cast: Cast, card: Card) -> tuple[str, str] | None:
    """Read "Minister Ada Vell … Her Norvian colleague": she is of the other of the two states that act."""
    scan = cast.scan
    for token in scan.standing(_OTHERS):
        owner = next((c for c in token.children if c.dep_ == "poss"), None)
        if owner is None or _person(cast, owner.i) is not card:
            continue
        inside = [m for m in scan.within(owner.i + 1, token.right_edge.i + 1) if m is not scan.by_token.get(owner.i)]
        states = {s for m in inside if m.kind != "person" and (s := cast.frame.state_of(m))}
        others = _acting(cast) - states
        if len(states) == 1 and len(others) == 1:
            return others.pop(), "the other state than that of the counterpart"
    return None


def _person(cast: Cast, i: int) -> Card | None:
    """Return whom "his", "her" or a name before a counterpart is: the last person before it that the word may mean."""
    scan = cast.scan
    here = scan.by_token.get(i)
    if here is not None:
        return here.card if here.kind == "person" else None
    word = scan.tokens[i].lower_
    return people.last_before(scan, i, word) if word in people.HIS else None


def unvoiced(cast: Cast) -> str | None:
    """Return the only state that acts and of whose people the text names nobody; None where there are several."""
    acting = _acting(cast)
    if len(acting) < 2:
        return None
    voiced: set[str] = set()
    for card in cast.people:
        for role in card.roles:
            if not role.noun or role.speaks_for_none:
                continue
            if role.mentions or role.owner >= 0:
                voiced |= {party for _, party in cast.targets(role) if party}
                continue
            near = of_the_centre(cast.scan, role, cast.scan.head(card.mentions[0]), cast.frame.state_of, near=True)
            voiced |= {near[0]} if near is not None else set()
    left = acting - voiced
    state = left.pop() if len(left) == 1 else None
    return state if state is not None and principals.acting(cast.frame)[state] > 1 else None


def _acting(cast: Cast) -> set[str]:
    return set(principals.acting(cast.frame)) - cast.frame.outside
