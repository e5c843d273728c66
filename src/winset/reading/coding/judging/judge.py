"""The judging network at work: what a statement does, how firmly, what it is about, and who takes which side.

An encoder (all-MiniLM-L6-v2, trained on; int8) turns a statement and the propositions of a codebook into states; two
small heads look from a proposition at the statement. Propositions are encoded once per codebook, so that a statement
costs one run of the encoder, however many issues there are. An issue needs no more than its proposition to be found.
``card.md`` in ``network`` says what the weights were trained on and where they fail.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from winset.core.errors import InputError
from winset.reading.coding.judging.script import CLS, SEP, Script, Shown, encode
from winset.reading.networks import REPAIR, load_network, open_session
from winset.reading.statement import Act, Firmness, StanceSide

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

ACTS: tuple[Act, ...] = (
    "state", "demand", "offer", "accept", "reject", "concede", "threaten", "warn", "accuse", "deny", "urge",
    "support", "fear", "announce",
)  # fmt: skip
"""Acts in the order of the network's outputs."""
FIRMNESS: tuple[Firmness | None, ...] = (None, "red_line", "demand", "offer", "openness")
"""Degrees of firmness in the order of the network's outputs."""
SIDES: tuple[StanceSide | None, ...] = (None, "for", "against", "unclear")
"""Sides in the order of the network's outputs."""
PROPOSITION_PIECES = 30

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Asked:
    """Propositions as states: padded words (N, Q, 384) with a mask (N, Q), and their means (N, 384)."""

    words: Floats
    mask: NDArray[np.int64]
    means: Floats


@dataclass(frozen=True)
class Judgement:
    """What the network makes of a statement, as probabilities.

    Parameters
    ----------
    acts, firmness
        (14,) and (5,), each of sum 1.
    about
        (N,) that the statement is about an issue.
    sides, agents
        By number of the issue and of the mark: (4,) the sides, of sum 1; that the party would do it.
    """

    acts: Floats
    firmness: Floats
    about: Floats
    sides: Mapping[tuple[int, int], Floats]
    agents: Mapping[tuple[int, int], float]


class Judge:
    """The network, loaded. See `load_judge`."""

    def __init__(self, folder: Path) -> None:
        network = load_network(folder)
        self.sha256 = network.sha256
        self._tokenizer: Tokenizer = network.tokenizer
        self._encoder = network.session
        self._first, self._second = _open(folder / "first.onnx"), _open(folder / "second.onnx")

    def ask(self, propositions: Sequence[str]) -> Asked:
        """Return propositions as states; one or more."""
        states = []
        for text in propositions:
            pieces = self._tokenizer.encode(text, add_special_tokens=False).ids[:PROPOSITION_PIECES]
            ids = np.array([CLS, *pieces, SEP], dtype=np.int64)
            states.append(self._states(ids, np.zeros_like(ids)))
        width, long = states[0].shape[1], max(len(one) for one in states)
        words = np.zeros((len(states), long, width), dtype=np.float32)
        mask = np.zeros((len(states), long), dtype=np.int64)
        for number, one in enumerate(states):
            words[number, : len(one)] = one
            mask[number, : len(one)] = 1
        return Asked(words, mask, np.stack([one.mean(axis=0) for one in states]))

    def judge(self, script: Script, asked: Asked, *, least: float, also: Sequence[int] = ()) -> Judgement:
        """Return what a statement does and whose sides it tells.

        Parameters
        ----------
        script
            The statement.
        asked
            The propositions of the codebook.
        least
            Sides are worked out for issues that the statement is about with at least this probability,
        also
            and for these, by number.
        """
        shown = encode(self._tokenizer, script.context, script.line)
        states = self._states(shown.ids, shown.types)
        manner, logits = self._first.run(None, {"states": states, "types": shown.types, "issues": asked.means})
        about = _sigmoid(np.asarray(logits))
        wanted = sorted({*np.flatnonzero(about >= least).tolist(), *also})
        sides, agents = self._sides(states, shown, asked, wanted)
        return Judgement(
            _softmax(manner[: len(ACTS)]),
            _softmax(manner[len(ACTS) : len(ACTS) + len(FIRMNESS)]),
            about,
            sides,
            agents,
        )

    def _sides(
        self, states: Floats, shown: Shown, asked: Asked, wanted: Sequence[int]
    ) -> tuple[dict[tuple[int, int], Floats], dict[tuple[int, int], float]]:
        marks = [number for number, places in enumerate(shown.marks) if places]
        pairs = [(issue, mark) for issue in wanted for mark in marks]
        if not pairs:
            return {}, {}
        issues = np.array([issue for issue, _ in pairs])
        vectors = {mark: states[list(shown.marks[mark])].mean(axis=0) for mark in marks}
        (found,) = self._second.run(
            None,
            {
                "states": states,
                "words": asked.words[issues],
                "mask": asked.mask[issues],
                "mark": np.stack([vectors[mark] for _, mark in pairs]),
                "source": np.array([int(mark == 0) for _, mark in pairs], dtype=np.int64),
            },
        )
        sides = {pair: _softmax(row[: len(SIDES)]) for pair, row in zip(pairs, found, strict=True)}
        return sides, {pair: float(_sigmoid(row[len(SIDES)])) for pair, row in zip(pairs, found, strict=True)}

    def _states(self, ids: NDArray[np.int64], types: NDArray[np.int64]) -> Floats:
        states: Floats = np.asarray(self._encoder.run(None, {"ids": ids, "types": types})[0])
        return states


@cache
def load_judge() -> Judge:
    """Return the shipped network, loaded once per process. Raises as `winset.reading.networks.load_network`."""
    return Judge(Path(str(resources.files("winset.reading.coding.judging"))) / "network")


def _open(path: Path) -> InferenceSession:
    try:
        return open_session(path)
    except Exception as error:  # noqa: BLE001  (onnxruntime raises bare exceptions of its own)
        raise InputError(f"{path}: the network cannot be loaded: {str(error).splitlines()[0]}; {REPAIR}") from None


def _softmax(row: Any) -> Floats:
    grown = np.exp(row - np.max(row))
    return np.asarray(grown / grown.sum(), dtype=np.float32)


def _sigmoid(x: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-np.clip(x, -30.0, 30.0)))
