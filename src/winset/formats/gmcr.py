"""`.gmcr` files: conflicts in option form, as GMCR+ and its kin keep them (JSON).

Options are regrouped on reading: the parties in their order, each one's options in its own order; state numbers refer
to that order, and so do the states of `Conflict`. A condition is a list of ``[option, "Y"|"N"]`` pairs that all must
hold, or ``{"compound": true, "members": […]}``, of which any may. Keys that carry nothing (``coalitionsFull``,
``program``, ``version``, stored ``payoffs`` beside preferences) are not kept.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

from winset.analysis.stability.conflict import (
    INDIFFERENT,
    Conflict,
    DecisionMaker,
    Direction,
    GraphConflict,
    Option,
    PartialRanking,
    Payoffs,
    Preference,
    Ranking,
    Statements,
)
from winset.core.errors import ConflictError, LimitError
from winset.core.ids import snake, unique
from winset.formats.gmcr_conditions import plain_condition, read_condition
from winset.negotiation.conditions import Condition

MOST_BYTES = 50 * 2**20
DIRECTIONS: dict[str, Direction] = {"both": "both", "fwd": "only_on", "back": "only_off"}
NO_DIRECTION = {direction: name for name, direction in DIRECTIONS.items()}


def read_gmcr(path: str | Path) -> Conflict:
    """Return the conflict in a `.gmcr` file.

    Raises
    ------
    ConflictError
        Where the file is no such conflict: no feasible state, an option owned by two parties or by none, a state
        missing from or twice in a manual ranking, a party in two coalitions, and whatever else cannot be read.
    """
    file = Path(path)
    if file.stat().st_size > MOST_BYTES:
        raise LimitError(f"{file}: {file.stat().st_size >> 20} MB; .gmcr files are read up to {MOST_BYTES >> 20} MB")
    try:
        return parse_gmcr(file.read_text(encoding="utf-8-sig"), title=file.stem)
    except UnicodeDecodeError as error:
        raise ConflictError(f"{file}: not UTF-8 text (byte {error.start}); a .gmcr file is JSON") from error
    except ConflictError as error:
        raise ConflictError(f"{file}: {error}") from error


def parse_gmcr(text: str, *, title: str = "") -> Conflict:
    """Return the conflict that the text of a `.gmcr` file describes; raises as `read_gmcr`."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise ConflictError(f"line {error.lineno}, column {error.colno}: not JSON ({error.msg})") from error
    except RecursionError:
        raise ConflictError("nested too deep to be read; conditions nest a few levels at most") from None
    if not isinstance(value, dict):
        raise ConflictError("a .gmcr file holds one JSON object")
    raw_options = _list(value, "options", "the file")
    makers = _list(value, "decisionMakers", "the file")
    old_of_new = _regrouped(raw_options, makers)
    new_of_old = {old: new for new, old in enumerate(old_of_new)}
    options = _options(raw_options, old_of_new)
    ids = [option.id for option in options]

    def condition(raw: Any, where: str) -> Condition:
        return read_condition(raw, where, [ids[new_of_old[old]] for old in range(len(raw_options))])

    infeasible = tuple(
        condition(raw, f"infeasibles[{k}]") for k, raw in enumerate(_list(value, "infeasibles", "the file", empty=True))
    )
    manual = bool(value.get("useManualPreferenceRanking", value.get("useManualPreferenceVectors", False)))
    found, taken, at = [], list[str](), 0
    for k, maker in enumerate(makers):
        where = f"decisionMakers[{k}]"
        own = options[at : at + len(maker["options"])]
        at += len(own)
        name = str(maker.get("name", f"Decision maker {k + 1}"))
        taken.append(unique(snake(name), taken))
        wrong = _list(maker, "misperceptions", where, empty=True)
        found.append(
            DecisionMaker(
                taken[-1],
                name,
                tuple(own),
                _preference(maker, where, manual, condition),
                tuple(condition(raw, f"{where}.misperceptions[{n}]") for n, raw in enumerate(wrong)),
            )
        )
    return Conflict(tuple(found), infeasible, _coalitions(value.get("coalitions", []), len(makers)), title=title)


def _regrouped(options: Sequence[Any], makers: Sequence[Any]) -> list[int]:
    """Return the file's option numbers in the order of the parties, each owned exactly once."""
    order: list[int] = []
    owner: dict[int, str] = {}
    for k, maker in enumerate(makers):
        where = f"decisionMakers[{k}]"
        if not isinstance(maker, dict):
            raise ConflictError(f"{where}: an object with name and options is needed, not {maker!r}")
        name = str(maker.get("name", k + 1))
        for number in _list(maker, "options", where):
            if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < len(options):
                raise ConflictError(f"{where}.options: {number!r} is no option; they run from 0 to {len(options) - 1}")
            if number in owner:
                raise ConflictError(
                    f"option {number} ({_name(options[number], number)}) is owned by {owner[number]} and by {name}; "
                    "an option belongs to one decision maker"
                )
            owner[number] = name
            order.append(number)
    free = [number for number in range(len(options)) if number not in owner]
    if free:
        names = ", ".join(f"{number} ({_name(options[number], number)})" for number in free)
        raise ConflictError(f"no decision maker owns option {names}; give it to one, or take it out")
    return order


def _options(raw: Sequence[Any], order: Sequence[int]) -> list[Option]:
    found: list[Option] = []
    for old in order:
        name = _name(raw[old], old)
        direction = raw[old].get("permittedDirection", "both") if isinstance(raw[old], dict) else "both"
        if direction not in DIRECTIONS:
            raise ConflictError(f"options[{old}].permittedDirection: {direction!r}; valid: {', '.join(DIRECTIONS)}")
        found.append(Option(unique(snake(name), [option.id for option in found]), name, DIRECTIONS[direction]))
    return found


def _name(raw: Any, number: int) -> str:
    if not isinstance(raw, dict) or not isinstance(raw.get("name"), str):
        raise ConflictError(f"options[{number}]: an object with a name is needed, not {raw!r}")
    return str(raw["name"])


def _preference(maker: Mapping[str, Any], where: str, manual: bool, condition: Any) -> Preference:
    if manual:
        key = "preferenceRanking" if "preferenceRanking" in maker else "preferenceVector"
        if key not in maker:
            raise ConflictError(f"{where}: manual rankings are used, and there is no preferenceRanking")
        tiers = []
        for item in _list(maker, key, where):
            tier = item if isinstance(item, list) else [item]
            if not tier or not all(isinstance(n, int) and not isinstance(n, bool) for n in tier):
                raise ConflictError(f"{where}.{key}: {item!r} is neither a state number nor a list of tied ones")
            tiers.append(tuple(tier))
        return Ranking(tuple(tiers))
    if "preferences" in maker:
        raw = _list(maker, "preferences", where)
        return Statements(tuple(condition(item, f"{where}.preferences[{n}]") for n, item in enumerate(raw)))
    if "payoffs" in maker:
        numbers = _list(maker, "payoffs", where)
        if not all(isinstance(n, (int, float)) and not isinstance(n, bool) for n in numbers):
            raise ConflictError(f"{where}.payoffs: numbers are needed, one a state")
        return Payoffs(tuple(numbers))
    return INDIFFERENT


def _coalitions(raw: Any, count: int) -> tuple[tuple[int, ...], ...]:
    if not isinstance(raw, list):
        raise ConflictError(f"coalitions: a list is needed, not {raw!r}")
    found: list[tuple[int, ...]] = []
    for item in raw:
        members = item if isinstance(item, list) else [item]
        for member in members:
            if not isinstance(member, int) or isinstance(member, bool) or not 0 <= member < count:
                raise ConflictError(f"coalitions: {member!r} is no decision maker; they run from 0 to {count - 1}")
        found.append(tuple(members))
    flat = [member for members in found for member in members]
    for member in sorted({m for m in flat if flat.count(m) > 1}):
        raise ConflictError(f"decision maker {member} is in two coalitions; each is in one")
    return tuple(tuple(sorted(members)) for members in found if len(members) > 1)


def _list(value: Mapping[str, Any], key: str, where: str, *, empty: bool = False) -> list[Any]:
    if key not in value and empty:
        return []
    found = value.get(key)
    if not isinstance(found, list):
        problem = "is missing" if key not in value else f"must be a list, not {found!r}"
        raise ConflictError(f"{where}: {key} {problem}")
    return found


def write_gmcr(conflict: Conflict | GraphConflict) -> str:
    """Return a conflict as the text of a `.gmcr` file.

    Raises
    ------
    ConflictError
        For a move graph, and for preferences that are not fully known: the format has neither.
    """
    if isinstance(conflict, GraphConflict):
        raise ConflictError("a .gmcr file holds options, not a move graph; write GraphML or DOT")
    ids = [option.id for option in conflict.options]
    kinds = {type(maker.preference) for maker in conflict.decision_makers if maker.preference != INDIFFERENT}
    manual = bool(kinds & {Ranking, Payoffs})
    for maker in conflict.decision_makers:
        if not maker.preference.is_known:
            _refuse(maker)
    makers = []
    for party, (maker, bits) in enumerate(zip(conflict.decision_makers, conflict.bits, strict=True)):
        known = maker.preference
        statements = known.statements if isinstance(known, Statements) else ()
        if isinstance(known, Statements) and known.before is not None:
            statements = tuple(known.statements[place] for place in known.order.first_extension())
        plain: dict[str, Any] = {
            "name": maker.name,
            "options": list(bits),
            "preferences": _conditions(statements, ids),
            "misperceptions": _conditions(maker.misperceived, ids),
        }
        if manual:
            plain["preferenceRanking"] = _ranking(conflict, party)
        makers.append(plain)
    together = {member for members in conflict.coalitions for member in members}
    alone = [party for party in range(len(makers)) if party not in together]
    value = {
        "options": [{"name": o.name, "permittedDirection": NO_DIRECTION[o.direction]} for o in conflict.options],
        "decisionMakers": makers,
        "infeasibles": _conditions(conflict.infeasible, ids),
        "useManualPreferenceRanking": manual,
        "coalitions": [*alone, *(list(members) for members in conflict.coalitions)],
        "program": "winset",
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _conditions(conditions: Sequence[Condition], ids: Sequence[str]) -> list[Any]:
    """Return conditions in the form of the file; one that can never hold changes nothing and is left out."""
    found = [plain_condition(condition, ids) for condition in conditions]
    return [one for one in found if one is not None]


def _ranking(conflict: Conflict, party: int) -> list[int | list[int]]:
    ranks = conflict.ranks(party)
    tiers: list[int | list[int]] = []
    for height in range(int(ranks.max()), -1, -1):
        tier = [int(row) + 1 for row in (ranks == height).nonzero()[0]]
        tiers.append(tier[0] if len(tier) == 1 else tier)
    return tiers


def _refuse(maker: DecisionMaker) -> NoReturn:
    what = "ranking" if isinstance(maker.preference, PartialRanking) else "order of statements"
    raise ConflictError(f"the {what} of {maker.name} is not fully known, which a .gmcr file cannot say")
