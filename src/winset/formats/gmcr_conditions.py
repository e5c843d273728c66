"""Conditions as `.gmcr` files write them: lists of ``[option, "Y"|"N"]``, and compounds of which any may hold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from winset.core.errors import ConflictError
from winset.negotiation.conditions import And, Condition, If, Iff, Name, Not, Or, all_of, any_of

MOST_MEMBERS = 4096
MOST_DEPTH = 32


def read_condition(raw: Any, where: str, ids: Sequence[str], depth: int = 0) -> Condition:
    """Return a condition of a `.gmcr` file.

    Parameters
    ----------
    raw
        As JSON gives it.
    where
        Its place in the file, for messages.
    ids
        Ids of the options, by their number in the file.

    Raises
    ------
    ConflictError
        Where it is no condition.
    """
    if depth > MOST_DEPTH:
        raise ConflictError(f"{where}: nested more than {MOST_DEPTH} deep")
    if isinstance(raw, dict):
        members = raw.get("members")
        if raw.get("compound") is not True or not isinstance(members, list) or not members:
            raise ConflictError(f'{where}: a compound is {{"compound": true, "members": [conditions]}}, not {raw!r}')
        return any_of(read_condition(one, f"{where}.members[{k}]", ids, depth + 1) for k, one in enumerate(members))
    if not isinstance(raw, list):
        raise ConflictError(f'{where}: a condition is a list of [option, "Y" or "N"], not {raw!r}')
    if not raw:
        raise ConflictError(f"{where}: the condition is empty, so that every state matches it; take it out")
    return all_of(_literal(pair, where, ids) for pair in raw)


def _literal(pair: Any, where: str, ids: Sequence[str]) -> Condition:
    if not isinstance(pair, list) or len(pair) != 2 or pair[1] not in ("Y", "N"):
        raise ConflictError(f'{where}: {pair!r} is not [option, "Y" or "N"]')
    number = pair[0]
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < len(ids):
        raise ConflictError(f"{where}: {number!r} is no option; they run from 0 to {len(ids) - 1}")
    name = Name(ids[number])
    return name if pair[1] == "Y" else Not(name)


def plain_condition(condition: Condition, ids: Sequence[str]) -> Any:
    """Return a condition in the form of the file: one list, or a compound of lists; None where it can never hold.

    Raises
    ------
    ConflictError
        Where it would take more than 4,096 lists.
    """
    found = _lists(condition, True, str(condition))
    lists = [
        [[ids.index(name), "Y" if yes else "N"] for name, yes in sorted(one, key=lambda p: ids.index(p[0]))]
        for one in found
    ]
    lists.sort()
    if not lists:
        return None
    if lists == [[]]:
        first = [[0, "Y"]], [[0, "N"]]
        return {"compound": True, "members": list(first)}
    return lists[0] if len(lists) == 1 else {"compound": True, "members": lists}


Literals = frozenset[tuple[str, bool]]


def _lists(condition: Condition, holds: bool, text: str) -> set[Literals]:
    """Return the disjunctive form of a condition, or of its opposite, without contradictions and repetitions."""
    match condition:
        case Name(move=move):
            return {frozenset({(move, holds)})}
        case Not(part=part):
            return _lists(part, not holds, text)
        case And(members=members):
            return _both([_lists(m, True, text) for m in members], text) if holds else _any(members, False, text)
        case Or(members=members):
            return _any(members, True, text) if holds else _both([_lists(m, False, text) for m in members], text)
        case If(then=then, when=when):
            return _lists(Or((then, Not(when))), holds, text)
        case Iff(left=left, right=right):
            same = Or((And((left, right)), And((Not(left), Not(right)))))
            apart = Or((And((left, Not(right))), And((Not(left), right))))
            return _lists(same if holds else apart, True, text)
    raise ConflictError(f"{text!r} is no condition that a .gmcr file can hold")


def _any(members: Sequence[Condition], holds: bool, text: str) -> set[Literals]:
    return _smallest({one for member in members for one in _lists(member, holds, text)}, text)


def _both(parts: Sequence[set[Literals]], text: str) -> set[Literals]:
    found: set[Literals] = {frozenset()}
    for part in parts:
        if len(found) * len(part) > 50 * MOST_MEMBERS:
            raise _too_many(text)
        joined = {a | b for a, b in product(found, part)}
        found = _smallest({one for one in joined if not any((name, not yes) in one for name, yes in one)}, text)
    return found


def _smallest(lists: set[Literals], text: str) -> set[Literals]:
    if len(lists) > MOST_MEMBERS:
        raise _too_many(text)
    found: list[Literals] = []
    for one in sorted(lists, key=len):
        if not any(small <= one for small in found):
            found.append(one)
    return set(found)


def _too_many(text: str) -> ConflictError:
    return ConflictError(f"{text!r} would take more than {MOST_MEMBERS} lists in a .gmcr file; write it simpler")
