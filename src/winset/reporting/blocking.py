"""What the blockers' results say, in the words of the report; computed once for all tiers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from winset.analysis.blockers import TIERS, Blockers, Clause, Component, blockers
from winset.core.errors import LimitError
from winset.reporting import sentences
from winset.reporting.context import Context

LIMIT = 200
"""The most conflicts and the most concessions that are searched for each group of issues in a report."""


@dataclass(frozen=True, slots=True)
class TierAnswer:
    """The answer of one tier: the result, or why there is none."""

    tier: str
    result: Blockers | None
    reason: str = ""

    @property
    def blocked(self) -> tuple[Component, ...]:
        """The groups of issues in which something stands in the way."""
        return () if self.result is None else self.result.blocked


def by_tier(context: Context) -> tuple[TierAnswer, ...]:
    """Return the blockers of each tier, computed once per report."""
    if context.tiers is None:
        found: list[TierAnswer] = []
        for tier in TIERS:
            try:
                result = blockers(context.negotiation, tier=tier, limit=LIMIT)
            except LimitError as error:
                found.append(TierAnswer(tier, None, str(error)))
            else:
                context.runs.append((f"Blockers, counting {sentences.TIERS[tier]}", result.run))
                found.append(TierAnswer(tier, result))
        context.tiers = tuple(found)
    return context.tiers


def opening(context: Context, tiers: Sequence[TierAnswer]) -> list[str]:
    """Return the last three of the four sentences: what blocks firmly, what else blocks, what would open it."""
    for answer in tiers:
        if answer.result is None:
            return [sentences.not_computed(answer.reason)]
        if answer.result.impossible:
            return [sentences.impossible()]
    said = [_blocked(context, answer) for answer in tiers]
    first = next((answer for answer in tiers if answer.blocked), None)
    groups = [] if first is None else [_ways(context, first, component) for component in first.blocked]
    tier = tiers[-1].tier if first is None else first.tier
    found = [answer.result for answer in tiers if answer.result is not None]
    if first is None and all(result.complete for result in found):
        counts = [len(result.clauses) for result in found]
        return [*sentences.blocked_nowhere(counts[0], counts[-1]), sentences.opened(tier, groups)]
    if first is tiers[0] and len({spoken(context, answer) for answer in tiers}) == 1:
        number = sum(len(component.conflicts) for component in first.blocked)
        alike = sentences.blocked_alike(number)
        return [sentences.blocked_in_all(said[:1]), alike, sentences.opened(tier, groups)]
    return [sentences.blocked_in_all(said[:1]), sentences.blocked_in_all(said[1:]), sentences.opened(tier, groups)]


def clause_words(context: Context, clause: Clause) -> str:
    """Say what a clause insists on."""
    scenario = None
    if clause.scenario is not None:
        scenario = next((s.says for s in context.negotiation.no_deal if s.id == clause.scenario), None)
    return sentences.insists(
        clause.kind,
        context.party(clause.holder),
        _options(context, clause.if_),
        _options(context, clause.any_of),
        scenario,
    )


def way_words(context: Context, clause: Clause) -> str:
    """Say that a clause gives way."""
    return sentences.gives_way(
        clause.kind, context.party(clause.holder), _options(context, clause.if_), _options(context, clause.any_of)
    )


def in_order(context: Context, clauses: Iterable[Clause]) -> list[Clause]:
    """Return clauses by the labels of their holders; within a holder in their own order."""
    return sorted(clauses, key=lambda c: (context.party(c.holder).casefold(), c.holder))


def _options(context: Context, atoms: Sequence[tuple[str, str]]) -> list[str]:
    return [context.option(issue, option) for issue, option in atoms]


def _blocked(context: Context, answer: TierAnswer) -> str:
    assert answer.result is not None
    conflicts = answer.result.conflicts
    holders = {clause.holder for conflict in conflicts for clause in conflict}
    return sentences.blocked(
        len(conflicts),
        context.party_list(holders),
        answer.result.complete,
        lines=len(answer.result.clauses),
        tier=answer.tier,
    )


def spoken(context: Context, answer: TierAnswer) -> tuple[bool, frozenset[frozenset[str]]]:
    """Return whether the search was complete, and the conflicts in words, by which tiers are compared."""
    assert answer.result is not None
    conflicts = (frozenset(clause_words(context, clause) for clause in c) for c in answer.result.conflicts)
    return answer.result.complete, frozenset(conflicts)


def _ways(context: Context, answer: TierAnswer, component: Component) -> list[list[str]]:
    assert answer.result is not None
    return [
        [way_words(context, clause) for clause in in_order(context, answer.result.of(way))]
        for way in component.concessions
    ]
