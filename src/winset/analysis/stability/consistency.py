"""Where a party's preferences over states contradict its positions: `outcomes` link the two.

Two outcomes contradict where the party's positions say that one package is no worse on any issue on which the two
differ and better on one, while its preferences put every state that leads to it below the like state that leads to the
other; states are alike where they differ in no move that neither `when` speaks of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from winset.analysis.stability.building import built_from
from winset.analysis.stability.conflict import Conflict
from winset.analysis.stability.relation import Relation
from winset.analysis.words import label
from winset.core.errors import InputError, LimitError, Problem
from winset.negotiation.conditions import Condition, parse
from winset.negotiation.model import Negotiation, Position
from winset.negotiation.positions import BASES, in_force

MOST_STATES = 1 << 12


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One contradiction between the two preferences of a party.

    Parameters
    ----------
    party
        Its id.
    preferred, other
        Numbers (from 0) of the outcomes in the file: the one whose states it prefers, and the one whose package its
        positions prefer.
    message
        In words.
    """

    party: str
    preferred: int
    other: int
    message: str


def contradictions(negotiation: Negotiation) -> tuple[Contradiction, ...]:
    """Return where preferences over states and positions contradict each other; empty where nothing links the two.

    A file whose moves make no conflict, or more than 4,096 states, gives nothing here: what is wrong with it is said
    elsewhere.
    """
    if len(negotiation.outcomes) < 2 or not negotiation.moves or not negotiation.preferences:
        return ()
    try:
        conflict = built_from(negotiation).conflict
        whens = [parse(outcome.when, moves=[move.id for move in negotiation.moves]) for outcome in negotiation.outcomes]
    except (InputError, LimitError):
        return ()
    assert isinstance(conflict, Conflict)
    if conflict.size > MOST_STATES:
        return ()
    found = []
    for place, maker in enumerate(conflict.decision_makers):
        if maker.id not in negotiation.preferences:
            continue
        relation = Relation(conflict, place)
        for a, b in combinations(range(len(whens)), 2):
            better = _packages(negotiation, maker.id, negotiation.outcomes[a].package, negotiation.outcomes[b].package)
            if better is None:
                continue
            good, bad = (a, b) if better else (b, a)
            if _always_below(conflict, relation, whens[good], whens[bad]):
                found.append(Contradiction(maker.id, bad, good, _message(negotiation, maker.name, good, bad)))
    return tuple(found)


def problems(negotiation: Negotiation, *, file: str = "") -> tuple[Problem, ...]:
    """Return the contradictions as problems of a file, for a check that lists them beside others."""
    hint = "correct the preferences over states, the position, or the outcome"
    return tuple(
        Problem(file=file, path=f"preferences.{found.party}", message=found.message, hint=hint)
        for found in contradictions(negotiation)
    )


def _message(negotiation: Negotiation, name: str, good: int, bad: int) -> str:
    liked, other = (label(negotiation.outcomes[k].when) for k in (bad, good))
    return (
        f"{name}'s preferences put every state with {liked} above the like state with {other}, and its positions put "
        f"the package of {other} above that of {liked}"
    )


def _packages(negotiation: Negotiation, party: str, a: Mapping[str, str], b: Mapping[str, str]) -> bool | None:
    """Return whether positions put package a above b (True), below (False), or do not say (None)."""
    said: set[bool] = set()
    for issue in sorted(set(a) & set(b)):
        if a[issue] == b[issue]:
            continue
        position = min(
            (p for p in in_force(negotiation) if p.holder == party and p.issue == issue),
            key=lambda p: BASES.index(p.basis),
            default=None,
        )
        verdict = None if position is None else _options(position, a[issue], b[issue])
        if verdict is None:
            return None
        if verdict != 0:
            said.add(verdict > 0)
    return said.pop() if len(said) == 1 else None


def _options(position: Position, a: str, b: str) -> int | None:
    """Return 1 where the position puts option a above b, −1 below, 0 tied, None where it does not say."""
    red = a in position.red_lines, b in position.red_lines
    if red[0] != red[1]:
        return -1 if red[0] else 1
    heights = {option: -k for k, tier in enumerate(position.ranking) for option in tier}
    if a not in heights or b not in heights:
        return None
    return (heights[a] > heights[b]) - (heights[a] < heights[b])


def _always_below(conflict: Conflict, relation: Relation, good: Condition, bad: Condition) -> bool:
    """Return whether every state of `good` is worse than the like states of `bad`, and there are such pairs."""
    spoken = {name for when in (good, bad) for name in when.names()}
    fixed = sum(1 << bit for bit, option in enumerate(conflict.options) if option.id not in spoken)
    at_good, at_bad = conflict.satisfied(good), conflict.satisfied(bad)
    groups: dict[int, tuple[list[int], list[int]]] = {}
    for row, vector in enumerate(conflict.vectors.tolist()):
        if at_good[row] != at_bad[row]:
            groups.setdefault(vector & fixed, ([], []))[1 if at_bad[row] else 0].append(row)
    pairs: Sequence[tuple[int, int]] = [(x, y) for goods, bads in groups.values() for x in goods for y in bads]
    return bool(pairs) and all(relation.compare(x, y) == "worse" for x, y in pairs)
