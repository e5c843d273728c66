"""Whether a word speaks well or ill of what it is said of, from the word vectors of the English model.

No list holds all the words in which somebody is reproached. The lists in `winset.reading.coding.lexicon` serve as
examples instead: a logistic regression on the vectors of their words gives every other word a score. Left out in ten
parts, 86 % of the examples themselves come out on their side. Proper names are never scored, so that nobody's name
counts for or against anybody.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.tokens import Token
from spacy.vocab import Vocab

from winset.core.words import word_set
from winset.reading.coding import lexicon as lx
from winset.reading.coding.words import lemma

_WELL = word_set(
    "help support agree peace success progress benefit cooperate improve protect welcome honest fair safe friend trust "
    "constructive generous dignified reasonable useful strong win gain respect reliable patience solidarity courage "
    "responsible wise decent"
)
_STEPS, _RATE, _SHRINK = 300, 5.0, 1.0
_SCORED = ("NOUN", "VERB", "ADJ", "ADV")


class Valence:
    """Scores of the words of one vocabulary; the higher, the worse what is said."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._known: dict[str, float] = {}
        self._weights, self._offset = self._fit()

    def ill(self, token: Token) -> float:
        """Return the score of a word: above 0.9 it speaks ill, below -0.9 well; 0 where nothing is known of it."""
        if token.pos_ not in _SCORED or token.ent_type_ in ("PERSON", "GPE", "NORP", "ORG"):
            return 0.0
        word = lemma(token)
        if word not in self._known:
            score = self._score(word)
            self._known[word] = score if score is not None else self._score(token.lower_) or 0.0
        return self._known[word]

    def _score(self, word: str) -> float | None:
        vector = self._vector(word)
        return None if vector is None else float(vector @ self._weights + self._offset)

    def _vector(self, word: str) -> np.ndarray[Any, np.dtype[np.float64]] | None:
        lexeme = self._vocab[word]
        if not lexeme.has_vector:
            return None
        vector = np.asarray(lexeme.vector, dtype=np.float64)
        norm = float(np.linalg.norm(vector))
        return vector / norm if norm else None

    def _fit(self) -> tuple[np.ndarray[Any, np.dtype[np.float64]], float]:
        rows, marks = [], []
        for words, mark in ((lx.BAD | lx.ACCUSING_NOUNS | lx.ACCUSING, 1.0), (lx.GOOD | _WELL, 0.0)):
            for word in sorted(words):
                vector = self._vector(word)
                if vector is not None:
                    rows.append(vector)
                    marks.append(mark)
        if not rows or len(set(marks)) < 2:
            return np.zeros(self._vocab.vectors_length), 0.0
        x, y = np.array(rows), np.array(marks)
        each = np.where(y == 1.0, 0.5 / y.mean(), 0.5 / (1.0 - y.mean()))
        weights, offset = np.zeros(x.shape[1]), 0.0
        for _ in range(_STEPS):
            off = each * (1.0 / (1.0 + np.exp(-(x @ weights + offset))) - y)
            weights = weights - _RATE * (x.T @ off + _SHRINK * weights) / len(y)
            offset -= _RATE * float(off.mean())
        return weights, offset


_OF: dict[int, Valence] = {}


def ill(token: Token) -> float:
    """Return how ill a word speaks of what it is said of; see `Valence.ill`."""
    key = id(token.vocab)
    if key not in _OF:
        _OF.clear()
        _OF[key] = Valence(token.vocab)
    return _OF[key].ill(token)
