"""The four bargaining choices on a finite set of packages, ties kept.

Gains are what a package is worth to each party above no deal, g_p = u_p − d_p; all packages handed in are rational (no
gain is negative). Sources: Nash 1950; Kalai & Smorodinsky 1975; Kalai 1977; for ties Moulin 1988 (leximin).

``nash``
    Largest Π g_p. Where every product is 0 (nobody can please all at once), lexicographic: as many parties as possible
    gain, then the largest product of their gains (Caragiannis et al. 2016).
``kalai_smorodinsky``
    Largest min_p g_p / (ideal gain of p), the ideal over the packages handed in; parties whose ideal gain is 0 are left
    out. Refined by leximin: among the best for the worst off the best for the second worst off, and so on.
``egalitarian``
    Largest min_p g_p, refined by leximin.
``utilitarian``
    Largest Σ g_p.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Choice = Literal["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
TOLERANCE = 1e-10  # relative; gains are sums of a few dozen float64 products


def largest(values: Floats) -> Ints:
    """Return the places of the largest values, near equals with them."""
    if not len(values):
        return np.zeros(0, dtype=np.int64)
    top = values.max()
    return np.flatnonzero(values >= top - TOLERANCE * max(1.0, abs(float(top))))


def nash(gains: Floats) -> Ints:
    """Return the rows that the Nash solution chooses."""
    if not gains.shape[1]:
        return np.arange(len(gains), dtype=np.int64)
    product = gains.prod(axis=1)
    if len(product) and product.max() > 0 and gains[product.argmax()].min() > TOLERANCE:
        top = float(product.max())
        return np.flatnonzero(product >= top * (1.0 - TOLERANCE))
    positive = gains > TOLERANCE
    number = positive.sum(axis=1)
    most = np.flatnonzero(number == number.max()) if len(number) else np.zeros(0, dtype=np.int64)
    product = np.where(positive[most], gains[most], 1.0).prod(axis=1)
    top = float(product.max()) if len(product) else 0.0
    return np.asarray(most[product >= top * (1.0 - TOLERANCE)], dtype=np.int64)


def leximin(gains: Floats) -> Ints:
    """Return the rows whose smallest entry is largest, then whose second smallest is, and so on."""
    rows = np.arange(len(gains))
    ranked = np.sort(gains, axis=1)
    for column in range(gains.shape[1]):
        rows = rows[largest(ranked[rows, column])]
    return rows


def kalai_smorodinsky(gains: Floats) -> Ints:
    """Return the rows that the Kalai–Smorodinsky solution chooses."""
    if not len(gains):
        return np.zeros(0, dtype=np.int64)
    ideal = gains.max(axis=0)
    can = ideal > TOLERANCE
    return leximin(gains[:, can] / ideal[can])


def utilitarian(gains: Floats) -> Ints:
    """Return the rows with the largest sum."""
    return largest(gains.sum(axis=1))


RULES = {
    "nash": nash,
    "kalai_smorodinsky": kalai_smorodinsky,
    "egalitarian": leximin,
    "utilitarian": utilitarian,
}
