"""Windows of examples as batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from model import Batch
from prepare import ROLES, Example

from winset.reading.attribution.tagging.pairs import KINDS, Pairs
from winset.reading.attribution.tagging.pieces import Pieces
from winset.reading.attribution.tagging.sheet import FEATURES, RULED
from winset.reading.attribution.tagging.windows import AROUND, CORE, Window, windows

CLS, SEP = 101, 102


@dataclass(frozen=True)
class Item:
    """A window of an example."""

    example: Example
    pieces: list[tuple[int, ...]]
    pairs: Pairs
    window: Window

    @property
    def length(self) -> int:
        """Pieces that the encoder sees."""
        return sum(map(len, self.pieces[self.window.start : self.window.end])) + 2


class Corpus:
    """Examples ready to be cut into windows."""

    def __init__(self, examples: Sequence[Example], pieces: Pieces) -> None:
        self.examples = examples
        self._pieces = [pieces.of(example.sheet.words) for example in examples]
        self._pairs = [Pairs(example.sheet) for example in examples]

    def items(self, core: int = CORE, around: int = AROUND, chance: random.Random | None = None) -> list[Item]:
        """Return all windows; with `chance`, cores and contexts of varying length."""
        found = []
        for example, pieces, pairs in zip(self.examples, self._pieces, self._pairs, strict=True):
            width, beside = core, around
            if chance is not None:
                width, beside = chance.randint(core * 2 // 3, core + 20), chance.randint(around * 2 // 3, around + 12)
            lengths = np.array([len(p) for p in pieces], dtype=np.int64)
            cut = windows(example.sheet, lengths, core=width, around=beside)
            found += [Item(example, pieces, pairs, window) for window in cut]
        return found


def batches(items: list[Item], size: int, chance: random.Random | None = None) -> list[list[Item]]:
    """Return the items in batches of at most `size` pieces with padding, alike in length, shuffled by `chance`."""
    order = list(items)
    if chance is not None:
        chance.shuffle(order)
        order = [
            item
            for start in range(0, len(order), 400)
            for item in sorted(order[start : start + 400], key=lambda i: i.length)
        ]
    found: list[list[Item]] = []
    for item in order:
        last = found[-1] if found else None
        if last is None or (len(last) + 1) * max(item.length, max(i.length for i in last)) > size:
            found.append([item])
        else:
            last.append(item)
    if chance is not None:
        chance.shuffle(found)
    return found


def collate(items: Sequence[Item], *, blind: Sequence[bool] | None = None) -> Batch:
    """Return items as one batch; `blind` hides from some what the rules found."""
    hidden = blind or [False] * len(items)
    size = max(item.length for item in items)
    count = max(item.window.end - item.window.start for item in items)
    rows = len(items)
    ids, mask = np.zeros((rows, size), np.int64), np.zeros((rows, size), np.int64)
    features = np.zeros((rows, size, len(FEATURES)), np.int64)
    first = np.zeros((rows, count), np.int64)
    words, core, anchor = (np.zeros((rows, count), bool) for _ in range(3))
    covered = np.zeros((rows, count, 2), bool)
    window, at, between, roles = [], [], [], []
    for row, (item, dark) in enumerate(zip(items, hidden, strict=True)):
        sheet, w = item.example.sheet, item.window
        lengths = [len(p) for p in item.pieces[w.start : w.end]]
        flat = [CLS, *(n for p in item.pieces[w.start : w.end] for n in p), SEP]
        starts = 1 + np.concatenate([[0], np.cumsum(lengths)[:-1]])
        ids[row, : len(flat)], mask[row, : len(flat)] = flat, 1
        columns = sheet.features[w.start : w.end] + 1
        if dark:
            columns[:, -1] = 1
        features[row, starts] = columns
        n = w.end - w.start
        first[row, :n], words[row, :n] = starts, True
        core[row, w.first - w.start : w.last - w.start] = True
        gold = [g for g in item.example.gold if w.first <= g.anchor < w.last]
        for g in item.example.gold:
            for place, role in enumerate(ROLES[:2]):
                inside = getattr(g, role)
                inside = inside[(inside >= w.start) & (inside < w.end)] - w.start
                covered[row, inside, place] = True
        if gold:
            anchors = [g.anchor for g in gold]
            pair = item.pairs.between(anchors, w.start, w.end)
            if dark:
                pair[:, :, 4] = 0
            padded = np.zeros((len(gold), count, len(KINDS)), np.int64)
            padded[:, :n] = pair
            labels = np.zeros((len(gold), len(ROLES), count), bool)
            for k, g in enumerate(gold):
                anchor[row, g.anchor - w.start] = True
                for place, role in enumerate(ROLES):
                    inside = getattr(g, role)
                    labels[k, place, inside[(inside >= w.start) & (inside < w.end)] - w.start] = True
            window += [row] * len(gold)
            at += [g.anchor - w.start for g in gold]
            between.append(padded)
            roles.append(labels)
    empty = np.zeros((0, count, len(KINDS)), np.int64), np.zeros((0, len(ROLES), count), bool)
    arrays = {
        "ids": ids,
        "mask": mask,
        "features": features,
        "first": first,
        "words": words,
        "core": core,
        "anchor": anchor,
        "covered": covered,
        "window": np.array(window, np.int64),
        "at": np.array(at, np.int64),
        "between": np.concatenate(between) if between else empty[0],
        "roles": np.concatenate(roles) if roles else empty[1],
    }
    return Batch(**{name: torch.from_numpy(value) for name, value in arrays.items()})


def stream(items: list[Item], size: int, chance: random.Random, *, blind: float) -> Iterator[Batch]:
    """Yield the batches of an epoch; a share `blind` of the windows is seen without the rules."""
    for group in batches(items, size, chance):
        yield collate(group, blind=[chance.random() < blind for _ in group])


__all__ = ["RULED", "Batch", "Corpus", "Item", "batches", "collate", "stream"]
