"""Labelled lines → what the network is trained on."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from lines import ACTS, FIRMNESS, Line
from torch import Tensor

from winset.reading.coding.judging.judge import PROPOSITION_PIECES
from winset.reading.coding.judging.script import CLS, MARKS, SEP, encode

SIDES = {"+": 1, "-": 2, "?": 3}
"""Classes of (issue, party): 0 takes no side, 1 for, 2 against, 3 both or undecided."""
_LETTER = re.compile(r"(?<![\w’'.])([SABCD])(?=[\s,.:;!?’'”\"»)\]–—-]|$)")


@dataclass(frozen=True)
class Item:
    """A line ready to be encoded: words with letters' places, and its labels."""

    line: Line
    article: frozenset[int]
    """Offsets at which "A" is the article."""


@dataclass(frozen=True)
class Batch:
    """Lines side by side; shapes in lines B, pieces T, issues N with Q pieces, pairs P.

    `ids`, `types`, `mask` (B, T); `issue_ids`, `issue_mask` (N, Q); `about` (B, N) which issues a line is about;
    `act` (B, 14) shares; `firm` (B,), `hedged` (B,); `row`, `issue`, `mark` (P,) and `spot` (P, T) where the mark
    stands; `side` (P,) and `agent` (P,).
    """

    ids: Tensor
    types: Tensor
    mask: Tensor
    issue_ids: Tensor
    issue_mask: Tensor
    about: Tensor
    act: Tensor
    firm: Tensor
    hedged: Tensor
    row: Tensor
    issue: Tensor
    mark: Tensor
    spot: Tensor
    side: Tensor
    agent: Tensor


def lettered(text: str, order: dict[str, str], article: frozenset[int] = frozenset()) -> str:
    """Return a text with marks in the place of its letters."""
    return _LETTER.sub(lambda m: m[0] if m.start() in article else order[m[1]], text)


def letters_in(text: str, article: frozenset[int] = frozenset()) -> list[str]:
    """Return the letters of parties in a text, in order."""
    return list(dict.fromkeys(m[1] for m in _LETTER.finditer(text) if m.start() not in article))


def articles(texts: list[str], nlp: Any) -> list[frozenset[int]]:
    """Return where "A" is the article and no party: at the beginning of a sentence, before a noun phrase."""
    found: list[set[int]] = [set() for _ in texts]
    asked: list[tuple[int, int]] = []
    shown: list[str] = []
    for number, text in enumerate(texts):
        for m in _LETTER.finditer(text):
            if m[1] != "A" or text[m.start() + 1 : m.start() + 2] != " ":
                continue
            before = text[: m.start()].rstrip(" “\"'‘«–—")
            if before and before[-1] not in ".!?:":
                continue
            asked.append((number, m.start()))
            shown.append(text[m.start() :].replace("A ", "Norland ", 1))
    for (number, at), doc in zip(asked, nlp.pipe(shown), strict=True):
        first = doc[0]
        if not (first.dep_ in ("nsubj", "nsubjpass", "poss", "ROOT", "appos", "conj") and first.head.i < 12):
            found[number].add(at)
    return [frozenset(places) for places in found]


class Corpus:
    """Lines, issues and the tokenizer.

    Parameters
    ----------
    items
        Lines to train on or to measure.
    propositions
        Proposition of each issue, by id.
    """

    def __init__(self, items: list[Item], propositions: dict[str, str], tokenizer: Any) -> None:
        self.items = items
        self.propositions = propositions
        self.tokenizer = tokenizer
        self.pieces = {
            k: [CLS, *tokenizer.encode(v, add_special_tokens=False).ids[:PROPOSITION_PIECES], SEP]
            for k, v in propositions.items()
        }

    def batches(self, size: int, chance: random.Random, *, issues: int, distract: float) -> Iterator[Batch]:
        """Yield the items once, shuffled, in batches of lines of like length."""
        order = list(range(len(self.items)))
        chance.shuffle(order)
        order.sort(key=lambda i: len(self.items[i].line.text) // 40)
        groups = [order[i : i + size] for i in range(0, len(order), size)]
        chance.shuffle(groups)
        for group in groups:
            yield self.batch([self.items[i] for i in group], chance, issues=issues, distract=distract)

    def batch(
        self, items: list[Item], chance: random.Random | None, *, issues: int | None, distract: float = 0.0
    ) -> Batch:
        """Return a batch; `chance` None shows every line as it is, `issues` None takes all of them."""
        wanted = list(dict.fromkeys(i for item in items for _, _, i, _ in item.line.positions))
        others = [i for i in self.propositions if i not in set(wanted)]
        if issues is not None and chance is not None:
            others = chance.sample(others, min(len(others), max(8, issues - len(wanted))))
        names = [*wanted, *others]
        number = {name: n for n, name in enumerate(names)}
        shown, rows = [], []
        for row, item in enumerate(items):
            line = item.line
            letters = [x for x in letters_in(line.text, item.article) if x != "S"]
            if chance is not None and chance.random() < 0.5:
                chance.shuffle(letters)
            order = dict(zip(letters, MARKS[1:], strict=False)) | {"S": MARKS[0]}
            for x in "ABCD":
                order.setdefault(x, MARKS[min(4, len(order))])
            context = lettered(line.context, order)
            if chance is not None and not context and chance.random() < distract:
                other = chance.choice(self.items)
                swapped = dict(zip("SABCD", [chance.choice(MARKS) for _ in range(5)], strict=True))
                context = lettered(other.line.text, swapped, other.article)
            one = encode(self.tokenizer, context, lettered(line.text, order, item.article))
            shown.append(one)
            sides = {(order[h], i): SIDES[s] for h, s, i, _ in line.positions if s != "~"}
            agents = {(order[a], i) for _, _, i, a in line.positions if a is not None}
            asked = [number[i] for i in dict.fromkeys(i for _, _, i, _ in line.positions)]
            if chance is not None:
                asked += chance.sample(range(len(names)), min(2, len(names)))
                like = [n for i in asked[:2] for n in self.alike(names[i], number)]
                asked += like[:2]
            for n in dict.fromkeys(asked):
                for m, places in enumerate(one.marks):
                    if places:
                        key = (MARKS[m], names[n])
                        rows.append((row, n, m, places, sides.get(key, 0), float(key in agents)))
        width = max(len(one.ids) for one in shown)
        ids = torch.zeros((len(items), width), dtype=torch.long)
        types, mask = torch.zeros_like(ids), torch.zeros_like(ids, dtype=torch.bool)
        about = torch.zeros((len(items), len(names)))
        act = torch.zeros((len(items), len(ACTS)))
        for row, (item, one) in enumerate(zip(items, shown, strict=True)):
            ids[row, : len(one.ids)] = torch.from_numpy(one.ids)
            types[row, : len(one.ids)] = torch.from_numpy(one.types)
            mask[row, : len(one.ids)] = True
            for _, _, i, _ in item.line.positions:
                about[row, number[i]] = 1.0
            first, *more = item.line.acts
            act[row, ACTS.index(first)] = 1.0 - (0.3 if more else 0.0)
            for other in more:
                act[row, ACTS.index(other)] += 0.3 / len(more)
        pieces = [self.pieces[name] for name in names]
        long = max(map(len, pieces))
        issue_ids = torch.zeros((len(names), long), dtype=torch.long)
        for n, one_ in enumerate(pieces):
            issue_ids[n, : len(one_)] = torch.tensor(one_)
        spot = torch.zeros((len(rows), width))
        for p, (_, _, _, places, _, _) in enumerate(rows):
            spot[p, list(places)] = 1.0 / len(places)
        columns = list(zip(*rows, strict=True)) if rows else [[]] * 6
        return Batch(
            ids, types, mask, issue_ids, issue_ids != 0, about, act,
            torch.tensor([FIRMNESS.index(i.line.firmness) for i in items]),
            torch.tensor([float(i.line.hedged) for i in items]),
            torch.tensor(columns[0], dtype=torch.long), torch.tensor(columns[1], dtype=torch.long),
            torch.tensor(columns[2], dtype=torch.long), spot,
            torch.tensor(columns[4], dtype=torch.long), torch.tensor(columns[5], dtype=torch.float),
        )  # fmt: skip

    def alike(self, name: str, number: dict[str, int]) -> list[int]:
        """Return issues of the batch that share words with one: the ones that are easily confused."""
        words = set(self.pieces[name][1:-1])
        scored = sorted(((len(words & set(self.pieces[o][1:-1])), o) for o in number if o != name), reverse=True)
        return [number[o] for score, o in scored[:2] if score > 1]
