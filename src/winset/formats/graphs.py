"""GraphML and DOT of the move graph of a conflict: who can move from which state to which, and who gains by it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from winset.analysis.stability.conflict import AnyConflict, Conflict
from winset.core.errors import LimitError

MOST_STATES = 5000


@dataclass(frozen=True, slots=True)
class Arc:
    """One move: the party's place, the two state numbers, whether the party gains (None where that is not known)."""

    party: int
    start: int
    end: int
    improves: bool | None


def arcs(conflict: AnyConflict, *, improving: bool = False) -> Iterator[Arc]:
    """Yield all moves of a conflict, or those that improve, in the order of states and parties.

    Raises
    ------
    LimitError
        Where there are more than 5,000 states.
    """
    if conflict.size > MOST_STATES:
        raise LimitError(f"graphs are written up to {MOST_STATES} states; this conflict has {conflict.size}")
    known = [
        conflict.ranks(party) if maker.preference.is_known else None
        for party, maker in enumerate(conflict.decision_makers)
    ]
    for number in range(1, conflict.size + 1):
        for party, ranks in enumerate(known):
            for target in _targets(conflict, party, number):
                gains = None if ranks is None else bool(ranks[target - 1] > ranks[number - 1])
                if gains or not improving:
                    yield Arc(party, number, target, gains)


def _targets(conflict: AnyConflict, party: int, number: int) -> list[int]:
    if not isinstance(conflict, Conflict):
        return sorted({b for a, b in conflict.moves[party] if a == number and b != number})
    blind = _misperceived(conflict, party)
    if number in blind:
        return []
    places = [conflict.vector(number)]
    for bit in conflict.bits[party]:
        direction, mask = conflict.options[bit].direction, 1 << bit
        places += [
            place ^ mask for place in places if direction == "both" or (direction == "only_on") == (not place & mask)
        ]
    found = {conflict.at(place) for place in places} - {None, number}
    return sorted(target for target in found if target is not None and target not in blind)


def _misperceived(conflict: Conflict, party: int) -> set[int]:
    return {
        int(row) + 1
        for condition in conflict.decision_makers[party].misperceived
        for row in conflict.satisfied(condition).nonzero()[0]
    }


def to_graphml(conflict: AnyConflict, *, improving: bool = False, equilibria: Collection[int] = ()) -> str:
    """Return the move graph as GraphML (Brandes et al. 2002).

    Parameters
    ----------
    improving
        Only moves that their mover prefers.
    equilibria
        Numbers of states to mark as holding for everyone.
    """
    keys = [
        ("label", "node", "string"),
        ("taken", "node", "string"),
        ("holds", "node", "boolean"),
        ("status_quo", "node", "boolean"),
        ("party", "edge", "string"),
        ("improves", "edge", "boolean"),
    ]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *(f'  <key id="{k}" for="{what}" attr.name="{k}" attr.type="{kind}"/>' for k, what, kind in keys),
        f'  <graph id={_attribute(conflict.title or "conflict")} edgedefault="directed">',
    ]
    for number in range(1, conflict.size + 1):
        lines.append(f'    <node id="s{number}">')
        lines.append(f'      <data key="label">{_text(conflict.label(number))}</data>')
        if isinstance(conflict, Conflict):
            taken = "; ".join(option.name for option in conflict.taken(number))
            lines.append(f'      <data key="taken">{_text(taken)}</data>')
        lines.append(f'      <data key="holds">{_bool(number in equilibria)}</data>')
        lines.append(f'      <data key="status_quo">{_bool(number == conflict.status_quo)}</data>')
        lines.append("    </node>")
    for arc in arcs(conflict, improving=improving):
        lines.append(f'    <edge source="s{arc.start}" target="s{arc.end}">')
        lines.append(f'      <data key="party">{_text(conflict.decision_makers[arc.party].name)}</data>')
        if arc.improves is not None:
            lines.append(f'      <data key="improves">{_bool(arc.improves)}</data>')
        lines.append("    </edge>")
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def to_dot(conflict: AnyConflict, *, improving: bool = False, equilibria: Collection[int] = ()) -> str:
    """Return the move graph in Graphviz's DOT; arguments as in `to_graphml`."""
    lines = [f"digraph {_quoted(conflict.title or 'conflict')} {{", "  node [shape=box];"]
    for number in range(1, conflict.size + 1):
        marks = []
        if number in equilibria:
            marks.append("peripheries=2")
        if number == conflict.status_quo:
            marks.append("style=bold")
        extra = "".join(f", {mark}" for mark in marks)
        lines.append(f"  s{number} [label={_quoted(f'{number}: {conflict.label(number)}')}{extra}];")
    for arc in arcs(conflict, improving=improving):
        style = "" if arc.improves or improving else ", style=dashed"
        name = conflict.decision_makers[arc.party].name
        lines.append(f"  s{arc.start} -> s{arc.end} [label={_quoted(name)}{style}];")
    return "\n".join([*lines, "}", ""])


def _bool(value: bool) -> str:
    return "true" if value else "false"


def _printable(text: str) -> str:
    """Return text without control characters, which XML 1.0 cannot hold."""
    return "".join(c if c in "\t\n" or ord(c) >= 32 else "\ufffd" for c in text if not 0xD800 <= ord(c) <= 0xDFFF)


def _text(text: str) -> str:
    return escape(_printable(text))


def _attribute(text: str) -> str:
    return quoteattr(_printable(text))


def _quoted(text: str) -> str:
    plain = _printable(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{plain}"'
