"""Vectors of sentences: texts that mean nearly the same lie near each other, whatever their words.

The network is all-MiniLM-L6-v2 (Wang et al. 2020, MiniLM; Reimers and Gurevych 2019, Sentence-BERT), with int8 weights;
``card.md`` beside this file says where it comes from and how it was made. It is blind to polarity ("agreed to cede" and
"refused to cede" are near each other): take it for *what* a text is about, never for which side it takes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from winset.reading.networks import Network, encodable, load_network

SIZE = 384
CACHED = 8_192
"""Vectors that a process keeps, the latest used: 12 MiB."""
MAX_CHARACTERS = 2_000
"""What follows in a text is not looked at; the network takes 256 pieces of words."""

_known: OrderedDict[str, NDArray[np.float32]] = OrderedDict()


def network() -> Network:
    """Return the network, loaded and checked once per process. Raises as `winset.reading.networks.load_network`."""
    return load_network(Path(str(resources.files("winset.reading.embedding"))))


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return one vector of unit length for each text.

    Every text is run by itself: the int8 network scales what it computes over all that is run together, so that in a
    batch a text's vector would depend on its neighbours.

    Parameters
    ----------
    texts
        Of any length; empty ones get the vector of the empty text.

    Returns
    -------
    ndarray
        (n, 384), float32; the same on every call. The last digits may differ between kinds of processors.

    Raises
    ------
    MissingDependency
        Where onnxruntime or tokenizers is not installed.
    InputError
        Where the network's files are not the known ones.
    """
    found = np.empty((len(texts), SIZE), dtype=np.float32)
    for row, text in enumerate(texts):
        found[row] = _vector(" ".join(text[:MAX_CHARACTERS].split()))
    return found


def _vector(text: str) -> NDArray[np.float32]:
    if text in _known:
        _known.move_to_end(text)
        return _known[text]
    net = network()
    encoded = net.tokenizer.encode(encodable(text))
    feed: dict[str, Any] = {
        "input_ids": np.array([encoded.ids], dtype=np.int64),
        "attention_mask": np.array([encoded.attention_mask], dtype=np.int64),
    }
    vector: NDArray[np.float32] = np.asarray(net.session.run(None, feed)[0])[0]
    vector.setflags(write=False)
    _known[text] = vector
    if len(_known) > CACHED:
        _known.popitem(last=False)
    return vector
