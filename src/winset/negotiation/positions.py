"""Which positions count: in force at a date, on whose word; and what a position refuses."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from winset.core.dates import PartialDate
from winset.negotiation.model import Basis, Issue, Negotiation, Position

BASES: tuple[Basis, ...] = ("self", "ascribed", "inferred")


def in_force(
    negotiation: Negotiation,
    *,
    as_of: PartialDate | None = None,
    bases: Collection[str] | None = None,
) -> tuple[Position, ...]:
    """Return the positions that count, in the order of the file.

    A position dated after `as_of` does not count yet. Where a holder has several dated positions of one basis on one
    issue, the latest replaces the older ones; undated positions always count.

    Parameters
    ----------
    as_of
        The date asked about; None asks about everything known.
    bases
        Whose word counts: a subset of ``self``, ``ascribed``, ``inferred``; None counts all.
    """
    known = [p for p in negotiation.positions if _counts(p, as_of, bases)]
    latest: dict[tuple[str, str, str], PartialDate] = {}
    for position in known:
        if position.as_of is not None:
            key = (position.holder, position.issue, position.basis)
            latest[key] = max(latest.get(key, position.as_of), position.as_of)
    return tuple(p for p in known if p.as_of is None or p.as_of == latest[(p.holder, p.issue, p.basis)])


def _counts(position: Position, as_of: PartialDate | None, bases: Collection[str] | None) -> bool:
    if bases is not None and position.basis not in bases:
        return False
    return as_of is None or position.as_of is None or position.as_of.first <= as_of.last


def replaced(
    negotiation: Negotiation,
    *,
    as_of: PartialDate | None = None,
    bases: Collection[str] | None = None,
) -> tuple[Position, ...]:
    """Return the positions that a later one of the same holder, issue and basis replaces."""
    kept = {id(p) for p in in_force(negotiation, as_of=as_of, bases=bases)}
    return tuple(p for p in negotiation.positions if _counts(p, as_of, bases) and id(p) not in kept)


def refused(position: Position, issue: Issue) -> Iterator[str]:
    """Yield the options that a position refuses short of a red line, in the order of its ranking.

    To refuse an option is to put it below the least that one would settle for: below the `fallback` where there is
    one; else below the status quo where that is ranked ("rather what holds today than that"), unless the position is
    held as an offer or an opening. A mere last place refuses nothing.
    """
    floor = position.fallback
    if floor is None and position.firmness not in ("offer", "openness"):
        floor = issue.status_quo
    tiers = [set(tier) for tier in position.ranking]
    place = next((k for k, tier in enumerate(tiers) if floor in tier), None)
    if place is None:
        return
    for tier in position.ranking[place + 1 :]:
        yield from (option for option in tier if option not in position.red_lines)
