"""A conflict as plain values (mappings, lists, strings), the form it has in winset's own files.

::

    title: …
    decision_makers:
      - id: us
        name: United States
        options: [{id: strike, name: Air strike, direction: only_on}]
        preferences: [not strike, [a, b], c]    # most important first; the order within [a, b] is not known
        # or ranking: [4, [5, 6], YNNY]         # states best first, by number or letters; [5, 6] ties
        # or payoffs: [1, 3, 2]                 # one a state, only their order counts
        # or better: [[1, 2], [3, 4]]           # known comparisons only: 1 beats 2, 3 beats 4
        misperceived: [a and b]
    infeasible: [a and not b]
    coalitions: [[us, ussr]]
    status_quo: 1
    # a move graph has these two instead of options:
    states: [delay, accept]
    moves: {us: [[1, 2]]}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, get_args

from winset.analysis.stability.conflict import (
    INDIFFERENT,
    AnyConflict,
    Conflict,
    DecisionMaker,
    Direction,
    GraphConflict,
    Option,
)
from winset.analysis.stability.preference import PartialRanking, Payoffs, Preference, Ranking, Statements
from winset.core.errors import ConditionError, ConflictError
from winset.core.ids import unknown
from winset.negotiation.conditions import Condition, parse

TOP_KEYS = ("title", "decision_makers", "infeasible", "coalitions", "status_quo", "states", "moves", "notes")
MAKER_KEYS = ("id", "name", "options", "preferences", "order", "ranking", "payoffs", "better", "misperceived")
KNOWN_AS = ("preferences", "ranking", "payoffs", "better")


def conflict_from_dict(value: Mapping[str, Any]) -> AnyConflict:
    """Return the conflict that plain values describe.

    Raises
    ------
    ConflictError
        With the place, the bad value and the valid ones.
    """
    _keys("the conflict", value, TOP_KEYS)
    raw = _list(value.get("decision_makers"), "decision_makers")
    makers, open_rankings = [], []
    graph = "states" in value
    ids = [
        option["id"]
        for maker in raw
        if isinstance(maker, Mapping)
        for option in _list(maker.get("options", []), "options")
        if isinstance(option, Mapping) and "id" in option
    ]
    for place, maker in enumerate(raw, start=1):
        made = _maker(maker, f"decision maker {place}", ids)
        makers.append(made)
        open_rankings.append(maker.get("ranking"))
    infeasible = tuple(_statement(text, ids) for text in _list(value.get("infeasible", []), "infeasible"))
    common: dict[str, Any] = {
        "coalitions": _coalitions(value.get("coalitions", []), makers),
        "title": str(value.get("title", "")),
        "notes": tuple(str(note) for note in _list(value.get("notes", []), "notes")),
    }
    bare: AnyConflict
    if graph:
        moves = value.get("moves", {})
        if not isinstance(moves, Mapping):
            raise ConflictError("moves: write a mapping from decision makers to lists of [from, to]")
        for name in moves:
            if name not in [maker.id for maker in makers]:
                raise ConflictError(f"moves: {unknown('party', str(name), [maker.id for maker in makers])}")
        states = tuple(str(name) for name in _list(value["states"], "states"))
        pairs = tuple(tuple(_pair(pair, "moves") for pair in _list(moves.get(m.id, []), "moves")) for m in makers)
        bare = GraphConflict(tuple(makers), states, pairs, **common)
    else:
        if "moves" in value:
            raise ConflictError("moves are given without states; a move graph needs both")
        bare = Conflict(tuple(makers), infeasible, **common)
    ranked = tuple(
        maker if given is None else replace(maker, preference=_ranking(given, bare, maker.name))
        for maker, given in zip(makers, open_rankings, strict=True)
    )
    today = value.get("status_quo")
    return replace(bare, decision_makers=ranked, status_quo=None if today is None else bare.number(today))


def conflict_to_dict(conflict: AnyConflict) -> dict[str, Any]:
    """Return a conflict as plain values; `conflict_from_dict` gives it back."""
    found: dict[str, Any] = {"title": conflict.title} if conflict.title else {}
    found["decision_makers"] = [_plain_maker(maker) for maker in conflict.decision_makers]
    ids = [maker.id for maker in conflict.decision_makers]
    if isinstance(conflict, GraphConflict):
        found["states"] = list(conflict.states)
        found["moves"] = {
            maker: [list(pair) for pair in pairs] for maker, pairs in zip(ids, conflict.moves, strict=True)
        }
    elif conflict.infeasible:
        found["infeasible"] = [str(condition) for condition in conflict.infeasible]
    if conflict.coalitions:
        found["coalitions"] = [[ids[member] for member in coalition] for coalition in conflict.coalitions]
    if conflict.status_quo is not None:
        found["status_quo"] = conflict.status_quo
    if conflict.notes:
        found["notes"] = list(conflict.notes)
    return found


def _plain_maker(maker: DecisionMaker) -> dict[str, Any]:
    found: dict[str, Any] = {"id": maker.id, "name": maker.name}
    if maker.options:
        found["options"] = [
            {"id": option.id, "name": option.name}
            | ({} if option.direction == "both" else {"direction": option.direction})
            for option in maker.options
        ]
    known = maker.preference
    if isinstance(known, Statements):
        found["preferences"] = [str(statement) for statement in known.statements]
        if known.before is not None:
            found["order"] = [[a + 1, b + 1] for a, b in known.before]
    elif isinstance(known, Ranking):
        found["ranking"] = [tier[0] if len(tier) == 1 else list(tier) for tier in known.tiers]
    elif isinstance(known, Payoffs):
        found["payoffs"] = list(known.values)
    else:
        found["better"] = [list(pair) for pair in known.better]
    if maker.misperceived:
        found["misperceived"] = [str(condition) for condition in maker.misperceived]
    return found


def _maker(value: Any, where: str, ids: Sequence[str]) -> DecisionMaker:
    if not isinstance(value, Mapping):
        raise ConflictError(f"{where}: write id, options and preferences, not {value!r}")
    _keys(where, value, MAKER_KEYS)
    if "id" not in value:
        raise ConflictError(f"{where} has no id")
    given = [key for key in KNOWN_AS if key in value]
    if len(given) > 1:
        raise ConflictError(f"{where} has {' and '.join(given)}; give one of {', '.join(KNOWN_AS)}")
    name = str(value.get("name", value["id"]))
    options = tuple(_option(option, where) for option in _list(value.get("options", []), f"{where}: options"))
    misperceived = _list(value.get("misperceived", []), f"{where}: misperceived")
    return DecisionMaker(
        str(value["id"]),
        name,
        options,
        _preference(value, where, ids),
        tuple(_statement(text, ids) for text in misperceived),
    )


def _option(value: Any, where: str) -> Option:
    if not isinstance(value, Mapping) or "id" not in value:
        raise ConflictError(f"{where}: an option is written {{id: …, name: …}}, not {value!r}")
    _keys(f"{where}: option {value['id']}", value, ("id", "name", "direction"))
    direction = value.get("direction", "both")
    if direction not in get_args(Direction):
        raise ConflictError(f"{where}: {unknown('direction', str(direction), get_args(Direction))}")
    return Option(str(value["id"]), str(value.get("name", value["id"])), direction)


def _preference(value: Mapping[str, Any], where: str, ids: Sequence[str]) -> Preference:
    if "order" in value and "preferences" not in value:
        raise ConflictError(f"{where} has an order and no preferences that it could be of")
    if "payoffs" in value:
        return Payoffs(tuple(_number(n, f"{where}: payoffs") for n in _list(value["payoffs"], f"{where}: payoffs")))
    if "better" in value:
        return PartialRanking(tuple(_pair(pair, f"{where}: better") for pair in _list(value["better"], where)))
    if "preferences" not in value:
        return INDIFFERENT
    return statements_of(_list(value["preferences"], f"{where}: preferences"), ids, order=value.get("order"))


def statements_of(texts: Iterable[Any], ids: Sequence[str], *, order: Any = None) -> Statements:
    """Return prioritised statements from their texts; an inner list is a block whose order is not known."""
    blocks = [item if isinstance(item, (list, tuple)) else [item] for item in texts]
    statements = tuple(_statement(text, ids) for block in blocks for text in block)
    if order is not None:
        pairs = tuple(_pair(pair, "order") for pair in _list(order, "order"))
        for number in (number for pair in pairs for number in pair):
            if not 1 <= number <= len(statements):
                raise ConflictError(f"order names statement {number}; they run from 1 to {len(statements)}")
        return Statements(statements, tuple((a - 1, b - 1) for a, b in pairs))
    if all(len(block) == 1 for block in blocks):
        return Statements(statements)
    before, start = [], 0
    for block, following in pairwise(blocks):
        middle = start + len(block)
        before += [(a, b) for a in range(start, middle) for b in range(middle, middle + len(following))]
        start = middle
    return Statements(statements, tuple(before))


def _statement(text: Any, ids: Sequence[str]) -> Condition:
    if not isinstance(text, str):
        raise ConflictError(f"{text!r} is not a statement; write one such as 'not {ids[0] if ids else 'strike'}'")
    try:
        return parse(text, moves=ids)
    except ConditionError as error:
        raise ConflictError(f"in {text!r}, column {error.column}: {error.reason}") from error


def _ranking(given: Any, conflict: AnyConflict, name: str) -> Ranking:
    tiers = [tier if isinstance(tier, (list, tuple)) else [tier] for tier in _list(given, f"{name}: ranking")]
    return Ranking(tuple(tuple(conflict.number(state) for state in tier) for tier in tiers))


def _coalitions(value: Any, makers: Sequence[DecisionMaker]) -> tuple[tuple[int, ...], ...]:
    ids = [maker.id for maker in makers]
    found = []
    for coalition in _list(value, "coalitions"):
        members = _list(coalition, "coalitions")
        for member in members:
            if member not in ids:
                raise ConflictError(f"coalitions: {unknown('party', str(member), ids)}")
        found.append(tuple(sorted(ids.index(member) for member in members)))
    return tuple(found)


def _pair(value: Any, where: str) -> tuple[int, int]:
    items = [_number(item, where) for item in _list(value, where)]
    if len(items) != 2 or not all(isinstance(n, int) for n in items):
        raise ConflictError(f"{where}: write pairs of numbers such as [1, 2], not {value!r}")
    return int(items[0]), int(items[1])


def _number(value: Any, where: str) -> int | float:
    """Return a number, also where a file's reader left it as text."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    for kind in (int, float):
        try:
            return kind(value) if isinstance(value, str) else kind("no number")
        except ValueError:
            continue
    raise ConflictError(f"{where}: {value!r} is not a number")


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, (list, tuple)):
        raise ConflictError(f"{where}: a list is needed, not {value!r}")
    return list(value)


def _keys(where: str, value: Mapping[str, Any], valid: Sequence[str]) -> None:
    for key in value:
        if key not in valid:
            raise ConflictError(f"{where}: {unknown('key', str(key), valid)}")
