"""The tagger that is shipped: loaded from the package's own folder, checked, once per process."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

from winset.core.errors import InputError
from winset.reading.attribution.tagging.chains import Floats
from winset.reading.attribution.tagging.choice import EVIDENCE, Choice
from winset.reading.attribution.tagging.heads import Heads
from winset.reading.attribution.tagging.pairs import KINDS
from winset.reading.attribution.tagging.pieces import Pieces
from winset.reading.attribution.tagging.sheet import Ints
from winset.reading.attribution.tagging.tagger import Tagger
from winset.reading.networks import REPAIR, SUMS, encodable, load_network

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FOLDER = Path(__file__).resolve().parent.parent / "network"
HEADS = "heads.npz"
CHOICE = "choice.json"


@dataclass(frozen=True)
class Shipped:
    """A tagger, which of its tags count, and one hash over all of its files."""

    tagger: Tagger
    choice: Choice
    sha256: str


@cache
def load_tagger(folder: Path = FOLDER) -> Shipped:
    """Return the tagger in a folder.

    Raises
    ------
    winset.core.errors.MissingDependency
        Where onnxruntime or tokenizers is not installed.
    InputError
        Where a file is missing, is not the known one, or does not fit the program.
    """
    network = load_network(folder)
    try:
        unnamed = {HEADS, CHOICE} - network.sums.keys()
        if unnamed:
            raise ValueError(f"{SUMS} names no hash for {' and '.join(sorted(unnamed))}")
        tagger = make_tagger(network.session, network.tokenizer, read_heads(folder / HEADS))
        choice = _choice(folder / CHOICE)
    except (OSError, EOFError, BadZipFile, ValueError, TypeError) as error:
        raise InputError(f"{folder}: the tagger cannot be loaded: {error}; {REPAIR}") from None
    return Shipped(tagger, choice, network.sha256)


def make_tagger(session: InferenceSession, tokenizer: Tokenizer, heads: Heads) -> Tagger:
    """Return the tagger that an encoder, its tokenizer and the last layer make up.

    Raises
    ------
    ValueError
        Where the tokenizer lacks a piece that is needed.
    """
    first, last = (_number(tokenizer, name) for name in ("[CLS]", "[SEP]"))

    def encode(ids: Ints, features: Ints) -> Floats:
        try:
            states = session.run(None, {"ids": ids, "features": features})[0]
        except Exception as error:  # noqa: BLE001  (onnxruntime raises bare exceptions; the rules' reading then stands)
            raise ValueError(f"the network failed: {error}") from None
        return np.asarray(states, dtype=np.float32)

    return Tagger(encode, heads, make_pieces(tokenizer), first=first, last=last)


def make_pieces(tokenizer: Tokenizer) -> Pieces:
    """Return what splits words as a tokenizer does; ValueError where that knows no piece for the unknown."""
    tokenizer.no_padding()
    tokenizer.no_truncation()

    def split(word: str) -> list[int]:
        return list(tokenizer.encode(encodable(word), add_special_tokens=False).ids)

    return Pieces(split, _number(tokenizer, "[UNK]"))


def read_heads(path: Path) -> Heads:
    """Return the last layer in a file; ValueError where it does not fit the program."""
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        weights = {name: stored[name] for name in stored.files}
    missing = [name for name in Heads.__dataclass_fields__ if name not in weights]
    if missing:
        raise ValueError(f"{path.name} holds no {' and no '.join(missing)}")
    if len(weights["kinds"]) != sum(KINDS):
        raise ValueError(f"{path.name} knows {len(weights['kinds'])} kinds of pairs, not the {sum(KINDS)} there are")
    return Heads.of(weights)


def _choice(path: Path) -> Choice:
    chosen = json.loads(path.read_text(encoding="utf-8"))
    missing = [name for name in ("evidence", "weights", "least") if name not in chosen]
    if missing:
        raise ValueError(f"{path.name} holds no {' and no '.join(missing)}")
    if tuple(chosen["evidence"]) != EVIDENCE:
        raise ValueError(f"the evidence in {path.name} is not the one that this version weighs")
    weights = np.array(chosen["weights"], dtype=np.float64)
    if weights.shape != (len(EVIDENCE),):
        raise ValueError(f"{path.name} holds {weights.size} weights for {len(EVIDENCE)} kinds of evidence")
    return Choice(weights, float(chosen["least"]))


def _number(tokenizer: Tokenizer, name: str) -> int:
    number = tokenizer.token_to_id(name)
    if number is None:
        raise ValueError(f"the tokenizer knows no {name}")
    return int(number)
