"""Which words belong to a role: chains of two states with scores for words, beginnings and ends.

A chain is a linear-chain conditional random field (Lafferty, McCallum & Pereira 2001) over the words of a window, one
for each anchor and role; state 1 is "belongs to it". A labelling y scores

    sum_t  e_t [y_t = 1]  +  b_t [y_{t-1} = 0, y_t = 1]  +  f_t [y_t = 1, y_{t+1} = 0],

with y outside the window being 0, so that a role may have several parts or none.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def best(word: Floats, begin: Floats, end: Floats) -> NDArray[np.bool_]:
    """Return the best labelling of each chain (Viterbi).

    Parameters
    ----------
    word, begin, end
        Shape (chains, length): the scores e, b and f.

    Returns
    -------
    Boolean array of shape (chains, length).
    """
    chains, length = word.shape
    labels = np.zeros((chains, length), dtype=bool)
    if not length:
        return labels
    # Scores of the best labelling up to t that ends outside (off) or inside (on); an end counts where it is left.
    off = np.zeros(chains, dtype=np.float32)
    on = word[:, 0] + begin[:, 0]
    from_on_off = np.zeros((length, chains), dtype=bool)
    from_on_on = np.zeros((length, chains), dtype=bool)
    for t in range(1, length):
        left = on + end[:, t - 1]
        opened, stayed = off + begin[:, t], on
        from_on_off[t] = left > off
        from_on_on[t] = stayed >= opened
        off, on = np.maximum(off, left), np.maximum(stayed, opened) + word[:, t]
    state = on + end[:, -1] > off
    for t in range(length - 1, -1, -1):
        labels[:, t] = state
        state = np.where(state, from_on_on[t], from_on_off[t])
    return labels


def certainty(word: Floats, begin: Floats, end: Floats, labels: NDArray[np.bool_]) -> Floats:
    """Return the logarithm of the probability of one labelling of each chain.

    Parameters
    ----------
    word, begin, end
        As for `best`.
    labels
        Shape (chains, length).
    """
    chains, length = word.shape
    if not length:
        return np.zeros(chains, dtype=np.float32)
    off = np.zeros(chains, dtype=np.float32)
    on = word[:, 0] + begin[:, 0]
    for t in range(1, length):
        off, on = np.logaddexp(off, on + end[:, t - 1]), np.logaddexp(on, off + begin[:, t]) + word[:, t]
    whole = np.logaddexp(off, on + end[:, -1])
    padded = np.pad(labels, ((0, 0), (1, 1)))
    begins, ends = labels & ~padded[:, :-2], labels & ~padded[:, 2:]
    score = (word * labels).sum(1) + (begin * begins).sum(1) + (end * ends).sum(1)
    return np.asarray(score - whole, dtype=np.float32)
