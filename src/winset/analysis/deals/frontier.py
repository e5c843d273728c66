"""Efficient packages for additive utilities, one group of issues at a time.

An efficient package is efficient on every subset of its issues, else the better part could be put in its place.
So issues are added one at a time (a Minkowski sum); what is dominated is dropped at once, and so is what cannot reach
somebody's reservation value with the best that is still to come. Issues that constraints or lines tie are added
together, as one block whose options are its packages.

Utilities are whole numbers held in float64 (`winset.analysis.deals.exact`), so sums are exact and ties are ties.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CHUNK = 65_536  # candidates filtered at once: bounds memory, and a first small front drops most of what follows


def distinct(points: Floats) -> tuple[Ints, Ints]:
    """Return the first place of each distinct row and, for every row, the number of its distinct one.

    Distinct rows come by falling sum, so that none can dominate an earlier one.
    """
    if not len(points):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    order = np.lexsort((*points.T[::-1], -points.sum(axis=1)))
    ranked = points[order]
    new = np.ones(len(points), dtype=bool)
    new[1:] = (ranked[1:] != ranked[:-1]).any(axis=1)
    group = np.empty(len(points), dtype=np.int64)
    group[order] = np.cumsum(new) - 1
    return order[new].astype(np.int64), group


def undominated(points: Floats) -> NDArray[np.bool_]:
    """Return which of some distinct rows, sorted by falling sum, no other row is at least as good as everywhere."""
    count = len(points)
    keep = np.ones(count, dtype=bool)
    if count < 2:
        return keep
    columns = np.ascontiguousarray(points.T)
    front: Ints = np.zeros(0, dtype=np.int64)
    start, width = 0, 64
    while start < count:
        rows = np.arange(start, min(start + width, count))
        for low in range(0, len(front), 512):  # the strongest first: most rows fall to a few of them
            rows = rows[~_beaten(columns, rows, front[low : low + 512])]
            if not len(rows):
                break
        if len(rows) > 1:
            rows = rows[~_beaten(columns, rows, rows)]
        front = np.concatenate([front, rows])
        start += width
        width = min(1024, 2 * width)
    keep[:] = False
    keep[front] = True
    return keep


def _beaten(columns: Floats, rows: Ints, by: Ints) -> NDArray[np.bool_]:
    """Return which rows have another row in `by` that is at least as good everywhere."""
    better = columns[0][by][None, :] >= columns[0][rows][:, None]
    for column in columns[1:]:
        better &= column[by][None, :] >= column[rows][:, None]
    if by is rows:
        np.fill_diagonal(better, val=False)
    return np.asarray(better.any(axis=1))


@dataclass(frozen=True)
class Stage:
    """Undominated sums after one more block: where each comes from.

    Parameters
    ----------
    points
        Shape (sums, parties), distinct.
    group, before, option
        For each way to reach a sum: its number, the sum of the stage before, the option of this block.
    """

    points: Floats
    group: Ints
    before: Ints
    option: Ints


def frontier(blocks: Sequence[Floats], floor: Floats) -> list[Stage]:
    """Return the stages that lead to all undominated sums of at least `floor`.

    Parameters
    ----------
    blocks
        For each block its options' utilities, shape (options, parties); whole numbers.
    floor
        Shape (parties,): what each party must reach; ``-inf`` where anything will do.
    """
    parties = len(floor)
    best_after = [np.zeros(parties)]
    for block in reversed(blocks):
        best = block.max(axis=0) if len(block) else np.full(parties, -np.inf)
        best_after.append(best_after[-1] + best)
    best_after.reverse()
    points = np.zeros((1, parties))
    stages = []
    for block, rest in zip(blocks, best_after[1:], strict=True):
        stage = _add(points, block, floor - rest)
        stages.append(stage)
        points = stage.points
    return stages


def _add(points: Floats, block: Floats, floor: Floats) -> Stage:
    """Return the undominated sums of `points` and the options of a block that reach `floor`."""
    step = max(1, CHUNK // max(1, len(block)))
    kept_points: list[Floats] = []
    kept_before: list[Ints] = []
    kept_option: list[Ints] = []
    for low in range(0, len(points), step):
        part = points[low : low + step]
        sums = (part[:, None, :] + block[None, :, :]).reshape(-1, points.shape[1])
        before = np.repeat(np.arange(low, low + len(part)), len(block))
        option = np.tile(np.arange(len(block)), len(part))
        reach = (sums >= floor).all(axis=1)
        kept_points.append(sums[reach])
        kept_before.append(before[reach])
        kept_option.append(option[reach])
        if sum(map(len, kept_points)) > 4 * CHUNK:
            merged = _filter(np.concatenate(kept_points), np.concatenate(kept_before), np.concatenate(kept_option))
            kept_points = [merged.points[merged.group]]
            kept_before, kept_option = [merged.before], [merged.option]
    if not kept_points:
        none = np.zeros(0, dtype=np.int64)
        return Stage(np.zeros((0, points.shape[1])), none, none, none)
    return _filter(np.concatenate(kept_points), np.concatenate(kept_before), np.concatenate(kept_option))


def _filter(points: Floats, before: Ints, option: Ints) -> Stage:
    first, group = distinct(points)
    keep = undominated(points[first])
    number = np.cumsum(keep) - 1
    mine = keep[group]
    return Stage(points[first][keep], number[group[mine]], before[mine], option[mine])


def paths(stages: Sequence[Stage], wanted: Ints, limit: int) -> tuple[Ints, Ints, bool]:
    """Return the ways to reach sums of the last stage, and whether these are all.

    Returns
    -------
    goal, chosen, everything
        The sum that each way leads to, shape (ways,); the option of each block, shape (ways, blocks); whether no way
        was left out because there are more than `limit`.
    """
    goal = here = np.asarray(wanted, dtype=np.int64)
    chosen = np.zeros((len(goal), 0), dtype=np.int64)
    everything = True
    for stage in reversed(stages):
        order = np.argsort(stage.group, kind="stable")
        start = np.searchsorted(stage.group[order], here)
        count = np.searchsorted(stage.group[order], here, side="right") - start
        if count.sum() > limit:
            everything = False
            fits = int(np.searchsorted(np.cumsum(count), limit, side="right"))
            # At least one way is kept; where it alone has too many continuations they are cut.
            fits = max(1, fits)
            goal, here, chosen = goal[:fits], here[:fits], chosen[:fits]
            start, count = start[:fits], np.minimum(count[:fits], limit)
        rows = order[np.repeat(start - np.cumsum(count) + count, count) + np.arange(count.sum())]
        goal = np.repeat(goal, count)
        chosen = np.hstack([stage.option[rows][:, None], np.repeat(chosen, count, axis=0)])
        here = stage.before[rows]
    return goal, chosen, everything


def ways(stages: Sequence[Stage]) -> list[int]:
    """Return how many packages reach each sum of the last stage, counted without listing them."""
    count = [1]
    for stage in stages:
        new = [0] * len(stage.points)
        for g, b in zip(stage.group.tolist(), stage.before.tolist(), strict=True):
            new[g] += count[b]
        count = new
    return count
