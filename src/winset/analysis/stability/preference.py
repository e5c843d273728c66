"""What is known of a party's preferences over states, and the dense ranks it gives.

Prioritised statements (Hipel, Kilgour, Fang & Peng 1997): a state that satisfies an earlier statement beats one that
does not, whatever comes later. Ranks compare tuples of satisfied statements, never sums of powers of two, which
overflow at 64 statements. Ties stay ties.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from winset.analysis.stability.orders import PartialOrder
from winset.negotiation.conditions import Condition

Ranks = NDArray[np.int32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Statements:
    """Prioritised statements, most important first.

    Parameters
    ----------
    statements
        Conditions on options.
    before
        None: the order is known, as listed. Else the pairs ``(a, b)`` of places (from 0) of which it is known that
        a is more important than b; the order of all others is unknown.
    """

    statements: tuple[Condition, ...]
    before: tuple[tuple[int, int], ...] | None = None

    @cached_property
    def order(self) -> PartialOrder:
        """The order of importance, as far as it is known."""
        n = len(self.statements)
        return PartialOrder(n, [(k, k + 1) for k in range(n - 1)] if self.before is None else self.before)

    @property
    def is_known(self) -> bool:
        """Whether the order of importance is known throughout."""
        return self.before is None or self.order.is_total


@dataclass(frozen=True)
class Ranking:
    """State numbers (from 1), best first; numbers in one tuple are tied."""

    tiers: tuple[tuple[int, ...], ...]
    is_known = True


@dataclass(frozen=True)
class Payoffs:
    """A number for each state in order; only their order counts."""

    values: tuple[float, ...]
    is_known = True


@dataclass(frozen=True)
class PartialRanking:
    """Known comparisons ``(better, worse)`` of state numbers (from 1); of all other pairs nothing is known.

    Admissible are all strict rankings that agree with the comparisons.
    """

    better: tuple[tuple[int, int], ...] = ()
    is_known = False


Preference = Statements | Ranking | Payoffs | PartialRanking
INDIFFERENT = Statements(())


def dense(values: NDArray[np.generic]) -> Ranks:
    """Return dense ranks from 0 (worst) of an array; equal values get equal ranks."""
    if values.size == 0:
        return np.zeros(0, dtype=np.int32)
    if np.issubdtype(values.dtype, np.integer) and int(values.min()) >= 0:
        top = int(values.max())
        if top <= 4 * values.size + 1024:
            present = np.zeros(top + 1, dtype=np.int32)
            present[values] = 1
            np.cumsum(present, out=present)
            present -= 1
            return np.asarray(present[values])
    inverse: NDArray[np.intp] = np.unique(values, return_inverse=True)[1]
    return inverse.astype(np.int32).reshape(values.shape)


def lexicographic(satisfied: Callable[[int], Bools], importance: Sequence[int], size: int) -> Ranks:
    """Return dense ranks by prioritised statements.

    Parameters
    ----------
    satisfied
        Gives, for a statement's place, which states satisfy it; shape ``(size,)``.
    importance
        Places of the statements, most important first.
    size
        Number of states.
    """
    ranks = np.zeros(size, dtype=np.int32)
    room = max(1, min(20, 62 - max(1, size).bit_length()))
    for start in range(0, len(importance), room):
        key = ranks.astype(np.int64)
        for place in importance[start : start + room]:
            key <<= 1
            key |= satisfied(place)
        ranks = dense(key)
    return ranks


def from_tiers(tiers: Sequence[Sequence[int]], size: int) -> Ranks:
    """Return dense ranks from tiers of state numbers, best first."""
    ranks = np.zeros(size, dtype=np.int32)
    for height, tier in enumerate(reversed(tiers)):
        for number in tier:
            ranks[number - 1] = height
    return ranks


def partial_order_of_states(preference: PartialRanking, size: int) -> PartialOrder:
    """Return the known comparisons as an order of the states (from 0), best first."""
    return PartialOrder(size, [(a - 1, b - 1) for a, b in preference.better])
