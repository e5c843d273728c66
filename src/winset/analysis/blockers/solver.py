"""One group of tied issues in numbers for a solver, and the two questions asked of it.

Is there a package on which given clauses hold (`Oracle`), and which clauses have to go (`concessions`)? Variables stand
for (issue, option); exactly one option per issue; each soft clause has a selector that switches it on.

Reservation values are not clauses: they are added lazily, as cuts. Where a package x is worth less than the bound, let
y be x with issues raised as far as leaves it below; then every package worth enough has some issue with an option
valued above y's, and that is a clause.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import TracebackType

from pysat.examples.rc2 import RC2
from pysat.formula import WCNF
from pysat.solvers import Solver

from winset.analysis.blockers.clauses import Atom, Clause, Hard
from winset.negotiation.model import Utility

TOLERANCE = 1e-9  # utilities closer than this are taken as equal, against rounding in sums of a few dozen terms


class Encoding:
    """The clauses of one component in numbers.

    Parameters
    ----------
    options
        Issue → its options, for the issues of the component.
    clauses, hard
        What can be conceded, and what cannot.
    utilities
        Of parties that have a reservation clause.
    """

    def __init__(
        self,
        options: Mapping[str, Sequence[str]],
        clauses: Sequence[Clause],
        hard: Sequence[Hard],
        utilities: Mapping[str, Utility],
    ) -> None:
        self.options = options
        self.clauses = clauses
        self.utilities = utilities
        self.number: dict[Atom, int] = {}
        for issue, ids in options.items():
            for option in ids:
                self.number[issue, option] = len(self.number) + 1
        self.atom = {number: atom for atom, number in self.number.items()}
        self.selector = [len(self.number) + 1 + k for k in range(len(clauses))]
        self.hard: list[list[int]] = []
        for issue, ids in options.items():
            own = [self.number[issue, option] for option in ids]
            self.hard.append(own)
            self.hard += [[-a, -b] for k, a in enumerate(own) for b in own[k + 1 :]]
        self.hard += [self._literals(h.if_, h.any_of) for h in hard]
        self.hard += [
            [-s, *self._literals(c.if_, c.any_of)]
            for s, c in zip(self.selector, clauses, strict=True)
            if c.kind != "reservation"
        ]
        self.bounds = [(k, c) for k, c in enumerate(clauses) if c.kind == "reservation"]

    def _literals(self, if_: Iterable[Atom], any_of: Iterable[Atom]) -> list[int]:
        return [-self.number[a] for a in if_] + [self.number[a] for a in any_of]

    def package(self, model: Iterable[int]) -> dict[str, str]:
        """Return the package that a model stands for."""
        chosen = {self.atom[v] for v in model if v in self.atom}
        return {issue: option for issue, ids in self.options.items() for option in ids if (issue, option) in chosen}

    def cuts(self, model: Sequence[int], on: Collection[int]) -> list[list[int]]:
        """Return clauses that exclude the model, one for each reservation value that is on and not met."""
        if not self.bounds:
            return []
        package = self.package(model)
        return [
            [-self.selector[k], *cut]
            for k, clause in self.bounds
            if k in on and (cut := self._cut(clause, package)) is not None
        ]

    def _cut(self, clause: Clause, package: Mapping[str, str]) -> list[int] | None:
        utility = self.utilities[clause.holder]
        bound = clause.at_least if clause.at_least is not None else 0.0
        terms = {
            issue: {o: utility.weights[issue] * utility.values[issue][o] for o in self.options[issue]}
            for issue in self.options
            if utility.weights.get(issue)
        }
        level = {issue: terms[issue][package[issue]] for issue in terms}
        worth = sum(level.values())
        if worth >= bound - TOLERANCE:
            return None
        for issue, values in terms.items():
            for value in sorted(set(values.values()), reverse=True):
                if value > level[issue] and worth - level[issue] + value < bound - TOLERANCE:
                    worth += value - level[issue]
                    level[issue] = value
                    break
        return [self.number[issue, o] for issue, values in terms.items() for o, v in values.items() if v > level[issue]]


class Oracle:
    """Answers whether given clauses can hold together; use as a context manager."""

    def __init__(self, encoding: Encoding) -> None:
        self.encoding = encoding
        self._solver = Solver(name="glucose4", bootstrap_with=encoding.hard)
        self._next = len(encoding.number) + len(encoding.clauses) + 1

    def __enter__(self) -> Oracle:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._solver.delete()

    def package(self, on: Collection[int], extra: Sequence[int] = ()) -> dict[str, str] | None:
        """Return a package on which all clauses `on` hold, or None where there is none."""
        selectors = [self.encoding.selector[k] for k in sorted(on)]
        while self._solver.solve(assumptions=[*selectors, *extra]):
            model = self._solver.get_model()
            cuts = self.encoding.cuts(model, on)
            if not cuts:
                return self.encoding.package(model)
            for cut in cuts:
                self._solver.add_clause(cut)
        return None

    def packages(self, on: Collection[int]) -> Iterator[dict[str, str]]:
        """Yield every package on which all clauses `on` hold."""
        guard, self._next = self._next, self._next + 1
        while (package := self.package(on, (guard,))) is not None:
            yield package
            self._solver.add_clause([-guard, *(-self.encoding.number[atom] for atom in package.items())])

    def violated(self, package: Mapping[str, str]) -> frozenset[int]:
        """Return the clauses that a package does not satisfy."""
        out = set()
        for k, clause in enumerate(self.encoding.clauses):
            if clause.kind == "reservation":
                broken = self.encoding._cut(clause, package) is not None
            else:
                broken = not clause.holds(package)
            if broken:
                out.add(k)
        return frozenset(out)


def concessions(encoding: Encoding) -> Iterator[frozenset[int]]:
    """Yield the minimal correction sets, smallest first; nothing where the hard part alone is contradictory.

    Each is a cheapest answer of MaxSAT (RC2, Ignatiev, Morgado & Marques-Silva 2019) that contains none of those found
    before; a cheapest one is minimal, for a minimal set within it would be cheaper.
    """
    formula = WCNF()
    for clause in encoding.hard:
        if not clause:
            return
        formula.append(clause)
    for selector in encoding.selector:
        formula.append([selector], weight=1)
    with RC2(formula, solver="g3", adapt=True, exhaust=True, minz=True) as solver:
        while (model := solver.compute()) is not None:
            true = {v for v in model if v > 0}
            on = {k for k, s in enumerate(encoding.selector) if s in true}
            if cuts := encoding.cuts(model, on):
                for cut in cuts:
                    solver.add_clause(cut)
                continue
            off = frozenset(range(len(encoding.clauses))) - on
            yield off
            if not off:
                return
            solver.add_clause([encoding.selector[k] for k in sorted(off)])
