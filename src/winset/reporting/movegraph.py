"""The graph of improving moves as a static SVG: readable up to about 40 states, an aggregated picture beyond.

Moves run from left to right as far as they can: a state stands as many columns from the left as the longest chain of
improvements that leads to it; states of one cycle share a column. Each party has a line of its own kind, so that
nothing is told by colour alone. Of a party's improvements from one state only the best are drawn.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from winset.analysis.outlook.walk import components
from winset.analysis.stability.conflict import AnyConflict
from winset.analysis.stability.engine import arena_of
from winset.analysis.stability.words import CONCEPT_NAMES
from winset.analysis.words import plural
from winset.reporting.shown import plain

MOST_STATES = 40
DASHES = ("", "7 3", "2 3", "9 3 2 3", "1 4", "12 4")
ROW, COLUMN, HIGH, WIDE = 44.0, 92.0, 26.0, 46.0


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its text, whether it is drawn double (it holds) and bold (today)."""

    text: str
    double: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow between boxes (by place), the place of its kind of line in the legend, and a word beside it."""

    start: int
    end: int
    kind: int
    text: str = ""


def best_moves(conflict: AnyConflict) -> list[tuple[int, int, int]]:
    """Return, for each state and party, its best improvements as (party, from, to), numbers from 1.

    Preferences must be fully known.
    """
    arena = arena_of(conflict)
    row = {int(place): number for number, place in enumerate(arena.states.tolist(), start=1)}
    found = []
    for place in arena.states.tolist():
        for party, ranks in enumerate(arena.ranks):
            targets = arena.improvements(party, place)
            if len(targets):
                found += [
                    (party, row[place], row[int(t)]) for t in targets[ranks[targets] == ranks[targets].max()].tolist()
                ]
    return found


def draw_states(
    conflict: AnyConflict,
    equilibria: Mapping[str, Collection[int]],
    *,
    prefix: str,
    title: str,
    names: Sequence[str] | None = None,
) -> Markup | None:
    """Draw the improving moves between states; aggregated where there are more than 40, None above 4,096 states.

    Parameters
    ----------
    equilibria
        By concept the states that hold for everyone; they are drawn double.
    prefix
        Begins every id.
    title
        What the picture shows, in one sentence.
    names
        Labels of the parties; None takes those of the conflict.
    """
    if not conflict.is_known or conflict.size > 4096:
        return None
    moves = best_moves(conflict)
    names = names or [maker.name for maker in conflict.decision_makers]
    if conflict.size > MOST_STATES:
        return _aggregated(conflict, equilibria, moves, prefix, title)
    holding = {number for numbers in equilibria.values() for number in numbers}
    nodes = [
        Node(str(number), number in holding, number == conflict.status_quo) for number in range(1, conflict.size + 1)
    ]
    arrows = [Arrow(a - 1, b - 1, party) for party, a, b in moves]
    return draw(nodes, arrows, names, prefix=prefix, title=title, wide=WIDE)


def _aggregated(
    conflict: AnyConflict,
    equilibria: Mapping[str, Collection[int]],
    moves: Sequence[tuple[int, int, int]],
    prefix: str,
    title: str,
) -> Markup:
    """Draw states in groups by the concepts under which they hold, today's apart, with the number of moves between."""
    under: dict[int, tuple[str, ...]] = {}
    sets = {concept: set(numbers) for concept, numbers in equilibria.items()}
    for number in range(1, conflict.size + 1):
        under[number] = tuple(CONCEPT_NAMES[c] for c, numbers in sets.items() if number in numbers)
    groups: dict[tuple[str, ...], int] = {}
    for concepts in under.values():
        groups[concepts] = groups.get(concepts, 0) + 1
    order = sorted(groups, key=lambda concepts: (len(concepts), concepts))
    place = {concepts: k for k, concepts in enumerate(order)}
    home = {number: place[concepts] for number, concepts in under.items()}
    labels = [f"{plural(groups[c], 'state')}: {', '.join(c) if c else 'hold under none'}" for c in order]
    today = conflict.status_quo
    if today is not None:
        home[today] = len(labels)
        labels.append(f"today, state {today}")
    counts: dict[tuple[int, int], int] = {}
    for _, a, b in moves:
        counts[(home[a], home[b])] = counts.get((home[a], home[b]), 0) + 1
    return draw_matrix(labels, counts, prefix=prefix, title=title)


def draw_matrix(labels: Sequence[str], counts: Mapping[tuple[int, int], int], *, prefix: str, title: str) -> Markup:
    """Draw how many moves lead from each group (row) to each (column): a disc by number, and the number."""
    left, cell, top = 40 + 7.5 * max(map(len, labels)), 54.0, 40.0
    most = max(counts.values(), default=1)
    parts = [
        '<text x="12" y="18" font-size="12" class="fill-c-ink">best improvements from each row to each column</text>'
    ]
    for k, name in enumerate(labels):
        letter = chr(ord("A") + k)
        middle = top + cell * (k + 0.5)
        parts += [
            f'<text x="12" y="{middle + 4:.1f}" font-size="12" class="fill-c-ink">{letter} '
            f"{escape(plain(name))}</text>",
            f'<text x="{left + cell * (k + 0.5):.1f}" y="{top - 6:.1f}" text-anchor="middle" font-size="12" '
            f'class="fill-c-ink">{letter}</text>',
            f'<path d="M12 {top + cell * k:.1f}h{left + cell * len(labels) - 12:.1f}" class="stroke-c-soft"/>',
        ]
    for (row, column), count in sorted(counts.items()):
        x, y = left + cell * (column + 0.5), top + cell * (row + 0.5)
        radius = max(1.5, 15 * (count / most) ** 0.5)
        parts += [
            f'<circle cx="{x:.1f}" cy="{y - 6:.1f}" r="{radius:.1f}" class="fill-c-through"/>',
            f'<text x="{x:.1f}" y="{y + 22:.1f}" text-anchor="middle" font-size="11" class="fill-c-ink">{count}</text>',
        ]
    size = cell * len(labels)
    return _svg("".join(parts), left + size + 12, top + size + 8, prefix, title)


def draw(
    nodes: Sequence[Node], arrows: Sequence[Arrow], kinds: Sequence[str], *, prefix: str, title: str, wide: float
) -> Markup:
    """Draw boxes and arrows; `kinds` names each kind of line in the legend."""
    at = _places(len(nodes), arrows, wide + COLUMN)
    width = max(x for x, _ in at) + wide + 24
    height = max(y for _, y in at) + HIGH + 24
    parts = [_arrow(arrow, at, wide, many=len(kinds) > len(DASHES)) for arrow in arrows]
    parts += [_node(node, *at[k], wide) for k, node in enumerate(nodes)]
    parts += [_legend(name, k, height + 18 * k, many=len(kinds) > len(DASHES)) for k, name in enumerate(kinds)]
    height += 18 * len(kinds) + 6
    width = max(width, 60 + 7.5 * max(len(name) for name in kinds))
    return _svg("".join(parts), width, height, prefix, title)


def _svg(body: str, width: float, height: float, prefix: str, title: str) -> Markup:
    return Markup(  # noqa: S704  (every text is escaped where it is put in)
        f'<div class="chart" data-chart="{escape(prefix)}"><svg role="img" aria-labelledby="{escape(prefix)}-title" '
        f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">'
        f'<title id="{escape(prefix)}-title">{escape(plain(title))}</title>{body}</svg></div>'
    )


def _places(count: int, arrows: Sequence[Arrow], step: float) -> list[tuple[float, float]]:
    """Return the left upper corner of each box, in columns by the longest chain that leads to it."""
    following: dict[int, list[int]] = {}
    for arrow in arrows:
        following.setdefault(arrow.start, []).append(arrow.end)
    found = components(range(count), following)  # those that lead nowhere first
    home = {node: k for k, members in enumerate(found) for node in members}
    depth = [0] * len(found)
    for k in range(len(found) - 1, -1, -1):
        for node in found[k]:
            for target in following.get(node, ()):
                if home[target] != k:
                    depth[home[target]] = max(depth[home[target]], depth[k] + 1)
    columns: dict[int, list[int]] = {}
    for node in range(count):
        columns.setdefault(depth[home[node]], []).append(node)
    before: dict[int, list[int]] = {}
    for arrow in arrows:
        before.setdefault(arrow.end, []).append(arrow.start)
    height = [0.0] * count
    for column in sorted(columns):
        members = columns[column]
        if column:
            members.sort(key=lambda node: (_mean([height[b] for b in before.get(node, ())], node), node))
        for k, node in enumerate(members):
            height[node] = float(k)
    # Every second column stands half a row lower, so that an arrow over a column passes between its boxes.
    return [
        (12 + depth[home[node]] * step, 12 + (height[node] + 0.5 * (depth[home[node]] % 2)) * ROW)
        for node in range(count)
    ]


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _node(node: Node, x: float, y: float, wide: float) -> str:
    weight = "2.6" if node.bold else "1"
    box = (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{HIGH:.1f}" rx="4" '
        f'class="fill-c-paper stroke-c-ink" stroke-width="{weight}"/>'
    )
    if node.double:
        box += (
            f'<rect x="{x + 3:.1f}" y="{y + 3:.1f}" width="{wide - 6:.1f}" height="{HIGH - 6:.1f}" rx="2" fill="none" '
            'class="stroke-c-ink" stroke-width="1"/>'
        )
    return box + (
        f'<text x="{x + wide / 2:.1f}" y="{y + HIGH / 2 + 4:.1f}" text-anchor="middle" font-size="12" '
        f'class="fill-c-ink">{escape(plain(node.text))}</text>'
    )


def _arrow(arrow: Arrow, at: Sequence[tuple[float, float]], wide: float, *, many: bool) -> str:
    (x1, y1), (x2, y2) = at[arrow.start], at[arrow.end]
    shift = 3.0 * (arrow.kind % 5 - 2)
    y1, y2 = y1 + HIGH / 2 + shift, y2 + HIGH / 2 + shift
    if x2 > x1:
        start, end, bend = x1 + wide, x2, (x2 - x1 - wide) / 2
        control = start + bend, end - bend
        head = -1.0
    else:  # within a column or back: round the right side
        start, end = x1 + wide, x2 + wide
        out = max(start, end) + 22 + 5 * (arrow.kind % 5)
        control = out, out
        head = 1.0
    dash = DASHES[arrow.kind % len(DASHES)]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    path = (
        f'<path d="M{start:.1f} {y1:.1f}C{control[0]:.1f} {y1:.1f} {control[1]:.1f} {y2:.1f} {end:.1f} {y2:.1f}" '
        f'fill="none" class="stroke-c-ink" stroke-width="1.1"{dashed}/>'
        f'<path d="M{end:.1f} {y2:.1f}l{7 * head:.1f} -3.5v7z" class="fill-c-ink"/>'
    )
    words = arrow.text or (str(arrow.kind + 1) if many else "")
    if words:
        path += (
            f'<text x="{(start + end + control[0] + control[1]) / 4:.1f}" y="{(y1 + y2) / 2 - 4:.1f}" '
            f'text-anchor="middle" font-size="11" class="fill-c-ink">{escape(plain(words))}</text>'
        )
    return path


def _legend(name: str, kind: int, y: float, *, many: bool) -> str:
    dash = DASHES[kind % len(DASHES)]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    words = f"{kind + 1}: {name}" if many else name
    return (
        f'<path d="M12 {y:.1f}h34" fill="none" class="stroke-c-ink" stroke-width="1.1"{dashed}/>'
        f'<path d="M53 {y:.1f}l-7 -3.5v7z" class="fill-c-ink"/>'
        f'<text x="60" y="{y + 4:.1f}" font-size="12" class="fill-c-ink">{escape(plain(words))}</text>'
    )
