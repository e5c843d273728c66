"""The judging network at work: what a statement does, how firmly, what it is about, and who takes which side.

One encoder (all-MiniLM-L6-v2, trained on; int8) looks twice. At a glance it reads a statement alone, and small heads
tell its act, how firm it is and which of all propositions of a codebook it may be about; propositions are encoded once
per codebook, so that this costs one run, however many issues there are. Then it reads the statement beside each of the
few propositions that are left, and tells for every party in it on which side that party is. An issue needs no more than
its proposition to be found. ``card.md`` in ``network`` says what the weights were trained on and where they fail.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from winset.core.errors import InputError
from winset.reading.coding.judging.script import MARKS, Script, Shown, beside, encode, proposition
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

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Asked:
    """Propositions as pieces, and as what a glance compares a statement with: three arrays (N, 384)."""

    pieces: tuple[tuple[int, ...], ...]
    query: Floats
    own: Floats
    unit: Floats


@dataclass(frozen=True)
class Glance:
    """What the network makes of a statement alone, as probabilities.

    Parameters
    ----------
    shown
        What it was shown.
    acts, firmness
        (14,) and (5,), each of sum 1.
    about
        (N,) that the statement is about an issue.
    """

    shown: Shown
    acts: Floats
    firmness: Floats
    about: Floats


@dataclass(frozen=True)
class Sides:
    """What the network makes of a statement beside propositions, as probabilities.

    Parameters
    ----------
    about
        By number of the issue: that the statement is about it.
    sides, agents
        By number of the issue and of the mark: (4,) the sides, of sum 1; that the party would do it.
    """

    about: Mapping[int, float]
    sides: Mapping[tuple[int, int], Floats]
    agents: Mapping[tuple[int, int], float]


class Judge:
    """The network, loaded. See `load_judge`."""

    def __init__(self, folder: Path) -> None:
        network = load_network(folder)
        self.sha256 = network.sha256
        self._tokenizer: Tokenizer = network.tokenizer
        self._encoder = network.session
        self._asked, self._glance, self._beside = (
            _open(folder / f"{name}.onnx") for name in ("asked", "glance", "beside")
        )

    def ask(self, propositions: Sequence[str]) -> Asked:
        """Return propositions as the network is asked about them; one or more."""
        pieces = [proposition(self._tokenizer, text) for text in propositions]
        means = []
        for one in pieces:
            ids = np.array(one, dtype=np.int64)
            means.append(self._states(ids, np.zeros_like(ids)).mean(axis=0))
        query, own, unit = (np.asarray(part) for part in self._asked.run(None, {"issues": np.stack(means)}))
        return Asked(tuple(pieces), query, own, unit)

    def glance(self, script: Script, asked: Asked) -> Glance:
        """Return what a statement does and what it may be about, from one look at it."""
        shown = encode(self._tokenizer, script.context, script.line)
        states = self._states(shown.ids, shown.types)
        inputs = {"states": states, "types": shown.types, "query": asked.query, "own": asked.own, "unit": asked.unit}
        manner, logits = self._glance.run(None, inputs)
        firmness = manner[len(ACTS) : len(ACTS) + len(FIRMNESS)]
        return Glance(shown, _softmax(manner[: len(ACTS)]), _softmax(firmness), _sigmoid(np.asarray(logits)))

    def sides(self, shown: Shown, asked: Asked, wanted: Iterable[int], parties: Sequence[str | None] = MARKS) -> Sides:
        """Return whose sides a statement tells on the issues `wanted`, by number; each is a look of its own.

        `parties` are what the marks stand for: of a mark that stands for none nothing is asked.
        """
        about: dict[int, float] = {}
        sides: dict[tuple[int, int], Floats] = {}
        agents: dict[tuple[int, int], float] = {}
        for number in wanted:
            pair = beside(shown, asked.pieces[number])
            marks = [mark for mark, places in enumerate(pair.marks) if places and parties[mark] is not None]
            if not marks:
                continue
            spots = np.zeros((len(marks), len(pair.ids)), dtype=np.float32)
            for row, mark in enumerate(marks):
                spots[row, list(pair.marks[mark])] = 1.0 / len(pair.marks[mark])
            states = self._states(pair.ids, pair.types)
            on, found = self._beside.run(None, {"states": states, "spots": spots})
            about[number] = float(_sigmoid(on[0]))
            for mark, logits in zip(marks, found, strict=True):
                sides[number, mark] = _softmax(logits[: len(SIDES)])
                agents[number, mark] = float(_sigmoid(logits[len(SIDES)]))
        return Sides(about, sides, agents)

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
