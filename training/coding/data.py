"""Labelled lines and texts → what the network is trained on."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from lines import ACTS, FIRMNESS, Line
from texts import Read
from torch import Tensor

from winset.reading.coding.judging.script import MARKS, SEP, Shown, beside, encode, proposition

SIDES = {"+": 1, "-": 2, "?": 3}
"""Classes of (issue, party): 0 takes no side, 1 for, 2 against, 3 both or undecided."""
OPPOSITE = {"+": "-", "-": "+", "?": "?", "~": "~"}
_LETTER = re.compile(r"(?<![\w’'.])([SABCD])(?=[\s,.:;!?’'”\"»)\]–—-]|$)")
_MARK = re.compile(r"\[unused([1-5])\]")

Position = tuple[int | None, str, str, int | None]
"""Holder and agent by mark, side and issue between them; a holder without a mark tells only what it is about."""


@dataclass(frozen=True)
class Item:
    """A statement ready to be encoded: marks in the place of parties, and its labels.

    `known` are the issues that its writer had in view: what is not labelled of them, it is not about.
    """

    context: str
    line: str
    positions: tuple[Position, ...]
    acts: tuple[str, ...]
    firmness: str
    hedged: bool
    known: frozenset[str]


@dataclass(frozen=True)
class Wordings:
    """A proposition in several wordings, the first its own, and in wordings of its opposite."""

    same: tuple[str, ...]
    opposite: tuple[str, ...] = ()


@dataclass(frozen=True)
class Glances:
    """Statements side by side; shapes in statements B, pieces T, issues N with Q pieces.

    `ids`, `types`, `mask` (B, T); `issue_ids`, `issue_mask` (N, Q); `about` (B, N) which issues a statement is about
    and `sure` (B, N) where that is known; `act` (B, 14) shares; `firm` (B,), `hedged` (B,); `names` of the issues.
    """

    ids: Tensor
    types: Tensor
    mask: Tensor
    issue_ids: Tensor
    issue_mask: Tensor
    about: Tensor
    sure: Tensor
    act: Tensor
    firm: Tensor
    hedged: Tensor
    names: tuple[str, ...]


@dataclass(frozen=True)
class Pairs:
    """Statements beside propositions; shapes in pairs C, pieces T, marks of all pairs P.

    `ids`, `types`, `mask` (C, T), `about` (C,); `pair` (P,) and `spot` (P, T) where a mark stands; `side`, `agent`
    (P,).
    """

    ids: Tensor
    types: Tensor
    mask: Tensor
    about: Tensor
    pair: Tensor
    spot: Tensor
    side: Tensor
    agent: Tensor


def of_line(line: Line, article: frozenset[int], known: frozenset[str]) -> Item:
    """Return a labelled line as an item; `article` are the offsets at which "A" is the article."""
    letters = [
        x for x in dict.fromkeys(m[1] for m in _LETTER.finditer(line.text) if m.start() not in article) if x != "S"
    ]
    order = {"S": 0} | {letter: number for number, letter in enumerate(letters, 1)}
    for letter in "ABCD":
        order.setdefault(letter, min(4, len(order)))

    def marked(text: str, but: frozenset[int]) -> str:
        return _LETTER.sub(lambda m: m[0] if m.start() in but else MARKS[order[m[1]]], text)

    positions = tuple((order[h], s, i, None if a is None else order[a]) for h, s, i, a in line.positions)
    return Item(
        marked(line.context, frozenset()), marked(line.text, article), positions, line.acts, line.firmness, line.hedged,
        known,
    )  # fmt: skip


def of_statement(read: Read, names: Mapping[str, str], known: frozenset[str]) -> Item:
    """Return a statement of a text as an item; `names` are the ids of issues here by those of the text."""
    told, script = read.told, read.script
    marks = {party: mark for mark, party in reversed(list(enumerate(script.parties))) if party is not None}
    if told.attribution.source and told.party is not None:
        # Whatever the resolver makes of the source: the words are its own.
        marks[told.party] = 0
    positions = tuple(
        (marks.get(holder or ""), side, names[issue], marks.get(agent or ""))
        for holder, side, issue, agent in told.positions
        if issue in names
    )
    return Item(script.context, script.line, positions, told.acts, told.firmness, told.hedged, known)


def articles(texts: Sequence[str], nlp: Any) -> list[frozenset[int]]:
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
    """Items, issues and the tokenizer.

    Parameters
    ----------
    items
        Statements to train on or to measure.
    wordings
        Of each issue's proposition, by id.
    general
        Ids of the issues that every reading asks about.
    """

    def __init__(
        self, items: list[Item], wordings: Mapping[str, Wordings], general: frozenset[str], tokenizer: Any
    ) -> None:
        self.items = items
        self.wordings = wordings
        self.general = general
        self.tokenizer = tokenizer
        self._pieces: dict[str, tuple[int, ...]] = {}
        self._mask = tokenizer.token_to_id("[MASK]")
        self._kept = {SEP, *(tokenizer.token_to_id(mark) for mark in MARKS)}
        self._words = {name: set(self.pieces(one.same[0])[1:-1]) for name, one in wordings.items()}

    def pieces(self, text: str) -> tuple[int, ...]:
        """Return a proposition as pieces."""
        if text not in self._pieces:
            self._pieces[text] = proposition(self.tokenizer, text)
        return self._pieces[text]

    def groups(self, size: int, chance: random.Random) -> Iterator[list[Item]]:
        """Yield the items once, shuffled, in groups of like length."""
        order = list(range(len(self.items)))
        chance.shuffle(order)
        order.sort(key=lambda i: (len(self.items[i].line) + min(150, len(self.items[i].context))) // 60)
        groups = [order[at : at + size] for at in range(0, len(order), size)]
        chance.shuffle(groups)
        for group in groups:
            yield [self.items[i] for i in group]

    def shown(
        self, items: Sequence[Item], chance: random.Random | None, *, distract: float = 0.3, bare: float = 0.1
    ) -> tuple[list[Shown], list[list[int]]]:
        """Return the items as numbers, and which mark each mark of theirs became.

        With `chance`, the marks of half of them change places, `distract` of those without context are shown another
        line as theirs, and `bare` of the others lose theirs.
        """
        found, orders = [], []
        for item in items:
            order = list(range(len(MARKS)))
            context = item.context
            if chance is not None:
                if chance.random() < 0.5:
                    present = sorted({int(m) - 1 for m in _MARK.findall(item.line + context)} - {0})
                    mixed = present[:]
                    chance.shuffle(mixed)
                    for one, other in zip(present, mixed, strict=True):
                        order[one] = other
                context = _moved(context, order)
                if not context and chance.random() < distract:
                    other_line = chance.choice(self.items).line
                    context = _moved(other_line, [chance.randrange(len(MARKS)) for _ in MARKS])
                elif context and chance.random() < bare:
                    context = ""
            one = encode(self.tokenizer, context, _moved(item.line, order))
            found.append(one if chance is None else self._dimmed(one, chance))
            orders.append(order)
        return found, orders

    def _dimmed(self, shown: Shown, chance: random.Random, *, dim: float = 0.08) -> Shown:
        """Return a statement with a few of its pieces masked, never a party's mark: no single word may decide."""
        ids = shown.ids.copy()
        for place in range(1, len(ids) - 1):
            if ids[place] not in self._kept and chance.random() < dim:
                ids[place] = self._mask
        return replace(shown, ids=ids)

    def glances(
        self,
        items: Sequence[Item],
        shown: Sequence[Shown],
        chance: random.Random | None,
        *,
        issues: int = 0,
        reword: float = 0.4,
    ) -> Glances:
        """Return a batch: with `chance`, `issues` propositions besides those wanted, some reworded; else all known."""
        wanted = list(dict.fromkeys(i for item in items for _, _, i, _ in item.positions))
        mine = set(wanted)
        general = sorted(self.general - mine)
        near = sorted({i for item in items for i in item.known & self.wordings.keys()} - mine - self.general)
        if chance is None:
            others = [*general, *near]
        else:
            others = chance.sample(general, min(len(general), issues // 2))
            others += chance.sample(near, min(len(near), issues // 4))
            rest = [i for i in self.wordings if i not in mine and i not in set(others)]
            others += chance.sample(rest, min(len(rest), issues // 4))
        names = (*wanted, *others)
        about, sure = torch.zeros((len(items), len(names))), torch.ones((len(items), len(names)))
        act = torch.zeros((len(items), len(ACTS)))
        for row, item in enumerate(items):
            own = {i for _, _, i, _ in item.positions}
            for n, name in enumerate(names):
                about[row, n] = float(name in own)
                if name not in own and name not in item.known and any(self._alike(name, i) for i in own):
                    sure[row, n] = 0.0
            first, *more = item.acts
            act[row, ACTS.index(first)] = 1.0 - (0.3 if more else 0.0)
            for other in more:
                act[row, ACTS.index(other)] += 0.3 / len(more)
        texts = []
        for name in names:
            one = self.wordings[name]
            other_words = chance is not None and chance.random() < reword
            texts.append(chance.choice([*one.same, *one.opposite[:1]]) if chance and other_words else one.same[0])
        issue_ids, issue_mask = _side_by_side([self.pieces(text) for text in texts])
        ids, mask = _side_by_side([one.ids.tolist() for one in shown])
        types, _ = _side_by_side([one.types.tolist() for one in shown])
        return Glances(
            ids, types, mask, issue_ids, issue_mask, about, sure, act,
            torch.tensor([FIRMNESS.index(item.firmness) for item in items]),
            torch.tensor([float(item.hedged) for item in items]),
            names,
        )  # fmt: skip

    def pairs(
        self,
        items: Sequence[Item],
        shown: Sequence[Shown],
        orders: Sequence[list[int]],
        asked: Sequence[tuple[int, str]],
        chance: random.Random | None,
        *,
        reword: float = 0.5,
    ) -> Pairs:
        """Return statements (by row) beside issues; with `chance`, `reword` of the propositions in other words."""
        both: list[Shown] = []
        about: list[float] = []
        rows: list[tuple[int, tuple[int, ...], int, float]] = []
        for number, (row, name) in enumerate(asked):
            one = self.wordings[name]
            words = one.same[0]
            if chance is not None and chance.random() < reword:
                words = chance.choice([*one.same, *one.opposite])
            turned = words in one.opposite
            pair = beside(shown[row], self.pieces(words))
            both.append(pair)
            told = [p for p in items[row].positions if p[2] == name]
            about.append(float(bool(told)))
            order = orders[row]
            sides = {order[h]: OPPOSITE[s] if turned else s for h, s, _, _ in told if h is not None and s != "~"}
            agents = {order[a] for _, _, _, a in told if a is not None}
            for mark, places in enumerate(pair.marks):
                if places:
                    rows.append((number, places, SIDES.get(sides.get(mark, ""), 0), float(mark in agents)))
        ids, mask = _side_by_side([pair.ids.tolist() for pair in both])
        types, _ = _side_by_side([pair.types.tolist() for pair in both])
        spot = torch.zeros((len(rows), ids.shape[1]))
        for p, (_, places, _, _) in enumerate(rows):
            spot[p, list(places)] = 1.0 / len(places)
        return Pairs(
            ids, types, mask, torch.tensor(about), torch.tensor([row[0] for row in rows], dtype=torch.long), spot,
            torch.tensor([row[2] for row in rows], dtype=torch.long), torch.tensor([row[3] for row in rows]),
        )  # fmt: skip

    def _alike(self, one: str, other: str) -> bool:
        """Whether two propositions share half of the shorter one's words."""
        a, b = self._words[one], self._words[other]
        return len(a & b) >= 0.5 * min(len(a), len(b))


def _moved(text: str, order: Sequence[int]) -> str:
    return _MARK.sub(lambda m: MARKS[order[int(m[1]) - 1]], text)


def _side_by_side(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Return rows of numbers padded with zeros, and where they are."""
    found = torch.zeros((len(rows), max(map(len, rows))), dtype=torch.long)
    mask = torch.zeros_like(found, dtype=torch.bool)
    for number, row in enumerate(rows):
        found[number, : len(row)] = torch.tensor(row)
        mask[number, : len(row)] = True
    return found, mask
