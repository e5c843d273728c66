"""What `winset.blockers` returns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from winset.analysis.blockers.clauses import Clause, Hard, Tier
from winset.analysis.blockers.search import Bridge, Sets
from winset.core.results import SCHEMA_VERSION, Result
from winset.negotiation.names import Names


@dataclass(frozen=True, slots=True)
class Limits:
    """What was not finished, and how far the answer is proved all the same.

    Parameters
    ----------
    conflicts_below, concessions_below
        Every conflict, every concession with fewer clauses than this is listed; None where all are.
    per_component
        The most conflicts and the most concessions that were to be listed.
    """

    conflicts_below: int | None = None
    concessions_below: int | None = None
    per_component: int | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the limits as JSON-ready values."""
        return {
            "per_component": self.per_component,
            "conflicts_below": self.conflicts_below,
            "concessions_below": self.concessions_below,
        }


@dataclass(frozen=True, slots=True)
class Component:
    """One group of issues that clauses or constraints tie together; independent of all others.

    Parameters
    ----------
    issues
        In the order of the file.
    clauses
        Numbers of the clauses that speak of them.
    conflicts
        Minimal sets of clauses that cannot hold together; ``((),)`` where the constraints alone are contradictory.
    concessions
        Minimal sets of clauses whose removal leaves a package; ``((),)`` where nothing stands in the way, empty where
        the constraints alone are contradictory.
    bridges
        For every concession the packages that cross exactly its lines.
    constraints
        Ids of the constraints within it.
    opened_by
        Ids of constraints whose lifting alone would leave a package without any concession.
    complete, limit
        Whether all conflicts and concessions are listed; what is proved where not.
    """

    issues: tuple[str, ...]
    clauses: tuple[int, ...]
    conflicts: Sets
    concessions: Sets
    bridges: tuple[Bridge, ...]
    constraints: tuple[str, ...]
    opened_by: tuple[str, ...]
    complete: bool
    limit: Limits | None

    @property
    def blocked(self) -> bool:
        """Whether something stands in the way."""
        return bool(self.conflicts) or self.concessions != (frozenset(),)

    @property
    def impossible(self) -> bool:
        """Whether the constraints alone leave no package."""
        return self.complete and not self.concessions


@dataclass(frozen=True, slots=True)
class Part:
    """A party's part in what blocks, counted in groups of parties, so that cutting an issue in two changes nothing.

    Parameters
    ----------
    in_conflicts, conflict_groups
        In how many of the distinct sets of holders of the conflicts it is, and how many there are.
    in_concessions, concession_groups
        The same of the concessions: in how many of the sets of parties that would have to move.
    """

    party: str
    in_conflicts: int
    conflict_groups: int
    in_concessions: int
    concession_groups: int


@dataclass(frozen=True, kw_only=True)
class Blockers(Result):
    """What stands in the way of agreement in one tier, and what would open it.

    Conflicts and concessions are given per component and never multiplied: an agreement needs one concession of every
    blocked component. They are listed smallest first, but a smaller one is not the better one.

    Parameters
    ----------
    tier, consent, consent_is_assumed
        What was counted, and for whose yes.
    clauses
        Everything that was counted, also what is in no conflict.
    components
        Independent groups of issues.
    without
        What was asked to fall, as ``party:issue:option`` or ``constraint:id``.
    constraints
        The constraints, whom they bind, how they could be lifted.
    notes
        What was left out and why.
    names
        Labels, for the sentences.
    """

    tier: Tier
    consent: tuple[str, ...]
    consent_is_assumed: bool
    clauses: tuple[Clause, ...]
    components: tuple[Component, ...]
    constraints: tuple[Hard, ...]
    without: tuple[str, ...]
    notes: tuple[str, ...]
    names: Names

    @property
    def impossible(self) -> bool:
        """Whether the constraints alone leave no package at all."""
        return any(component.impossible for component in self.components)

    @property
    def blocked(self) -> tuple[Component, ...]:
        """The components in which something stands in the way."""
        return tuple(component for component in self.components if component.blocked)

    @property
    def conflicts(self) -> tuple[tuple[Clause, ...], ...]:
        """All irreducible conflicts; ``((),)`` where the constraints alone are contradictory."""
        if self.impossible:
            return ((),)
        return tuple(self.of(s) for component in self.blocked for s in component.conflicts)

    @property
    def concessions(self) -> tuple[tuple[Clause, ...], ...]:
        """The concessions of all blocked components, one after the other; ``((),)`` where nothing is in the way.

        With several blocked components an agreement takes one of each: see `components`.
        """
        if self.impossible:
            return ()
        if not self.blocked:
            return ((),)
        return tuple(self.of(s) for component in self.blocked for s in component.concessions)

    @property
    def complete(self) -> bool:
        """Whether every conflict and every concession is listed."""
        return all(component.complete for component in self.components)

    def of(self, numbers: Iterable[int]) -> tuple[Clause, ...]:
        """Return the clauses with these numbers, in order."""
        return tuple(self.clauses[k] for k in sorted(numbers))

    def conflicts_of(self, clause: int) -> int:
        """Return in how many of the listed conflicts a clause is."""
        return sum(clause in conflict for component in self.components for conflict in component.conflicts)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Each party's part, in alphabetical order of its id."""
        conflicts = self._groups(s for component in self.blocked for s in component.conflicts if s)
        concessions = self._groups(s for component in self.blocked for s in component.concessions if s)
        return tuple(
            Part(
                party,
                sum(party in group for group in conflicts),
                len(conflicts),
                sum(party in group for group in concessions),
                len(concessions),
            )
            for party in sorted(self.consent)
        )

    def _groups(self, sets: Iterable[frozenset[int]]) -> set[frozenset[str]]:
        return {frozenset(self.clauses[k].holder for k in s) for s in sets}

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Return one row for each clause of each conflict and concession."""
        out: list[dict[str, Any]] = []
        for number, component in enumerate(self.blocked, 1):
            for what, sets in (("conflict", component.conflicts), ("concession", component.concessions)):
                for index, members in enumerate(sets, 1):
                    for k in sorted(members):
                        clause = self.clauses[k]
                        out.append(
                            {
                                "component": number,
                                "what": what,
                                "number": index,
                                "holder": clause.holder,
                                "kind": clause.kind,
                                "if": "; ".join(f"{i}={o}" for i, o in clause.if_),
                                "any_of": "; ".join(f"{i}={o}" for i, o in clause.any_of),
                                "basis": clause.basis,
                                "firmness": clause.firmness,
                                "conflicts": self.conflicts_of(k),
                            }
                        )
        return out

    def conflict_map(self) -> Sequence[Mapping[str, Any]]:
        """Return which clause clashes with which: one row for each pair that is in a conflict together."""
        pairs: dict[tuple[int, int], int] = {}
        for component in self.blocked:
            for conflict in component.conflicts:
                members = sorted(conflict)
                for n, a in enumerate(members):
                    for b in members[n + 1 :]:
                        pairs[a, b] = pairs.get((a, b), 0) + 1
        return [
            {
                "a": a,
                "a_holder": self.clauses[a].holder,
                "b": b,
                "b_holder": self.clauses[b].holder,
                "conflicts": count,
            }
            for (a, b), count in sorted(pairs.items())
        ]

    def sentences(self, *, verified: Any = None, most: int = 5) -> list[str]:
        """Return the answer in plain sentences (see `winset.analysis.blockers.words.sentences`)."""
        from winset.analysis.blockers.words import sentences

        return sentences(self, verified=verified, most=most)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as JSON-ready values; the shape is in docs/reference/json.md."""
        clauses = [clause.to_dict() for clause in self.clauses]

        def shown(sets: Iterable[Iterable[int]]) -> list[list[dict[str, Any]]]:
            return [[clauses[k] for k in sorted(s)] for s in sets]

        impossible = self.impossible
        blocked = self.blocked
        conflicts = [[]] if impossible else shown(s for c in blocked for s in c.conflicts)
        concessions = [] if impossible else shown(s for c in blocked for s in c.concessions) if blocked else [[]]
        limit = [c.limit for c in self.components if c.limit is not None]
        return {
            "schema": SCHEMA_VERSION,
            "tier": self.tier,
            "consent": list(self.consent),
            "consent_is_assumed": self.consent_is_assumed,
            "conflicts": conflicts,
            "concessions": concessions,
            "components": [
                {
                    "issues": list(component.issues),
                    "blocked": component.blocked,
                    "conflicts": shown(component.conflicts),
                    "concessions": shown(component.concessions),
                    "bridges": [
                        {
                            "crosses": [clauses[k] for k in bridge.crosses],
                            "parties": sorted({self.clauses[k].holder for k in bridge.crosses}),
                            "packages": [dict(package) for package in bridge.packages],
                            "more": bridge.more,
                        }
                        for bridge in component.bridges
                    ],
                    "constraints": list(component.constraints),
                    "opened_by": list(component.opened_by),
                    "complete": component.complete,
                    "limit": component.limit.to_dict() if component.limit else None,
                }
                for component in self.components
            ],
            "complete": self.complete,
            "limit": {
                "per_component": max(k.per_component or 0 for k in limit),
                "conflicts_below": min((x for k in limit if (x := k.conflicts_below) is not None), default=None),
                "concessions_below": min((x for k in limit if (x := k.concessions_below) is not None), default=None),
            }
            if limit
            else None,
            "parts": [
                {
                    "party": part.party,
                    "conflict_groups": [part.in_conflicts, part.conflict_groups],
                    "concession_groups": [part.in_concessions, part.concession_groups],
                }
                for part in self.parts
            ],
            "counted": clauses,
            "constraints": [
                {
                    "id": hard.source.id,
                    "says": hard.source.says,
                    "binds": hard.source.binds,
                    "lifted_by": hard.source.lifted_by,
                    "if": [{"issue": i, "option": o} for i, o in hard.if_],
                    "any_of": [{"issue": i, "option": o} for i, o in hard.any_of],
                    "evidence": [{"document": e.document, "quote": e.quote} for e in hard.source.evidence],
                }
                for hard in self.constraints
            ],
            "without": list(self.without),
            "notes": list(self.notes),
            "run": self.run.to_dict(),
        }
