"""All packages of a negotiation as one array: which can be, and which lines each crosses.

Packages are numbered as in a mixed-radix number, the last issue running fastest. What is said of single issues or of a
few tied ones is worked out on the axes it speaks of and spread over the others by broadcasting.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from winset.analysis.blockers.clauses import Atom, Clause, Hard
from winset.negotiation.model import Negotiation

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Grid:
    """Every combination of options.

    Parameters
    ----------
    issues
        Issue → its options, in the order of the file.
    """

    issues: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, negotiation: Negotiation) -> Grid:
        """Return the grid of a negotiation."""
        return cls({issue.id: tuple(option.id for option in issue.options) for issue in negotiation.issues})

    @cached_property
    def shape(self) -> tuple[int, ...]:
        """How many options each issue has."""
        return tuple(len(options) for options in self.issues.values())

    @property
    def size(self) -> int:
        """How many combinations there are; 1 (the empty one) where there is no issue."""
        return math.prod(self.shape)

    @cached_property
    def places(self) -> dict[Atom, tuple[int, int]]:
        """(issue, option) → number of the issue, number of the option."""
        return {(i, o): (a, b) for a, (i, options) in enumerate(self.issues.items()) for b, o in enumerate(options)}

    def package(self, code: int) -> dict[str, str]:
        """Return the package with this number."""
        out: dict[str, str] = {}
        for issue, options in reversed(list(self.issues.items())):
            code, k = divmod(int(code), len(options))
            out[issue] = options[k]
        return dict(reversed(list(out.items())))

    def code(self, package: Mapping[str, str]) -> int:
        """Return the number of a whole package."""
        code = 0
        for issue, options in self.issues.items():
            code = code * len(options) + options.index(package[issue])
        return code

    def digits(self, codes: Ints) -> Ints:
        """Return the option numbers of packages, shape (packages, issues)."""
        if not self.shape:
            return np.zeros((len(codes), 0), dtype=np.int64)
        return np.stack(np.unravel_index(codes, self.shape), axis=1).astype(np.int64)

    def holds(self, if_: Iterable[Atom], any_of: Iterable[Atom]) -> Bools:
        """Return where "if all of these hold, then one of those" is met, shape (packages,)."""
        issues = range(len(self.shape))
        met = np.zeros((1,) * len(self.shape), dtype=bool)
        axes = {issue: k for k, issue in enumerate(self.issues)}
        for atom, wanted in [*((a, False) for a in if_), *((a, True) for a in any_of)]:
            axis = axes[atom[0]]
            option = self.places[atom][1] if atom in self.places else -1  # an option that the grid leaves out
            one = (np.arange(self.shape[axis]) == option) == wanted
            met = met | one.reshape([-1 if k == axis else 1 for k in issues])
        return np.broadcast_to(met, self.shape).reshape(-1)

    def allowed(self, hard: Sequence[Hard]) -> Bools:
        """Return which combinations no constraint forbids, shape (packages,)."""
        out = np.ones(self.size, dtype=bool)
        for constraint in hard:
            out &= self.holds(constraint.if_, constraint.any_of)
        return out

    def uncrossed(self, clauses: Iterable[Clause]) -> Bools:
        """Return which packages cross none of the clauses, shape (packages,)."""
        out = np.ones(self.size, dtype=bool)
        for clause in clauses:
            out &= self.holds(clause.if_, clause.any_of)
        return out

    def partial(self, package: Mapping[str, str]) -> Bools:
        """Return which combinations complete a partial package, shape (packages,)."""
        out = np.ones(self.size, dtype=bool)
        for atom in package.items():
            out &= self.holds((), (atom,))
        return out
