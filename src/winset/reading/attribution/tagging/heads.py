"""The last layer, in numpy: from what the encoder says of each word to anchors and to chains for their roles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from winset.reading.attribution.tagging.chains import Floats
from winset.reading.attribution.tagging.pairs import KINDS
from winset.reading.attribution.tagging.sheet import Ints

ROLES = ("content", "source", "cue")
SCORES = 3  # of a word, of a beginning, of an end


@dataclass(frozen=True)
class Heads:
    """Weights of the last layer; d is the width of the encoder, p that of a pair.

    Parameters
    ----------
    anchor, anchor_bias
        Shapes (d,) and (): the logit of a word being the head of a cue.
    governor, word, kinds
        Shapes (d, p), (d, p) and (sum of `KINDS`, p): added up and rectified they are a pair of an anchor and a word.
    pair, plain, bias
        Shapes (p, 9), (d, 9) and (9,): from a pair, and from its word alone, to three scores for each of the roles.
    """

    anchor: Floats
    anchor_bias: Floats
    governor: Floats
    word: Floats
    kinds: Floats
    pair: Floats
    plain: Floats
    bias: Floats

    @classmethod
    def of(cls, weights: Mapping[str, NDArray[np.float32]]) -> Heads:
        """Return the heads with these weights."""
        return cls(**{name: np.ascontiguousarray(weights[name], dtype=np.float32) for name in cls.__dataclass_fields__})

    def anchors(self, states: Floats) -> Floats:
        """Return the logit of each word being the head of a cue; `states` has shape (n, d)."""
        return np.asarray(states @ self.anchor + self.anchor_bias, dtype=np.float32)

    def chains(self, states: Floats, anchors: Ints, between: Ints) -> Floats:
        """Return the scores of the chains of some anchors.

        Parameters
        ----------
        states
            Shape (n, d): the words of a window.
        anchors
            Shape (k,): which of them are anchors.
        between
            Shape (k, n, 5), see `winset.reading.attribution.tagging.pairs.Pairs.between`.

        Returns
        -------
        Array of shape (k, 3 roles, 3 scores, n).
        """
        offsets = np.concatenate([[0], np.cumsum(KINDS)[:-1]])
        pair = (states @ self.word)[None, :, :] + (states[anchors] @ self.governor)[:, None, :]
        for column, offset in enumerate(offsets.tolist()):
            pair += self.kinds[between[:, :, column] + offset]
        np.maximum(pair, 0, out=pair)
        scores = pair @ self.pair + (states @ self.plain + self.bias)[None, :, :]
        count, size = scores.shape[:2]
        return np.ascontiguousarray(scores.reshape(count, size, len(ROLES), SCORES).transpose(0, 2, 3, 1))
