"""`winset.blockers`: what stands in the way of agreement, and what would open it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from winset.analysis.blockers.clauses import (
    TIERS,
    Clause,
    Hard,
    Tier,
    bases_of,
    clauses_of,
    complete,
    consent_of,
    hard_of,
    known_atoms,
)
from winset.analysis.blockers.result import Blockers, Component, Limits
from winset.analysis.blockers.search import Clock, find_bridges, find_concessions, find_conflicts
from winset.analysis.blockers.solver import Encoding, Oracle
from winset.core.dates import PartialDate
from winset.core.errors import InputError
from winset.core.ids import unknown
from winset.core.results import Run
from winset.negotiation.model import Negotiation
from winset.negotiation.names import Names
from winset.negotiation.positions import replaced

METHOD = (
    "MCS enumeration by RC2 (Ignatiev, Morgado & Marques-Silva 2019); "
    "MUS by hitting-set duality (Reiter 1987; Liffiton & Sakallah 2008)"
)

MANY_LINES = 200  # in one component; beyond, each further conflict may take a noticeable part of a second


def blockers(
    negotiation: Negotiation,
    *,
    tier: Tier = "red-lines",
    consent: Iterable[str] | None = None,
    basis: Iterable[str] | None = None,
    as_of: PartialDate | str | None = None,
    no_deal: str | None = None,
    without: Iterable[str] = (),
    limit: int | None = None,
    packages: int = 12,
    time_limit: float | None = None,
) -> Blockers:
    """Return the irreducible conflicts and the smallest concessions of one tier.

    Parameters
    ----------
    negotiation
        The model; not changed.
    tier
        ``red-lines``, ``needs`` (plus needs) or ``refusals`` (plus every refusal); see
        `winset.analysis.blockers.clauses`.
    consent
        Whose yes makes an agreement; default: the negotiation's own consent set.
    basis
        Whose word counts: some of ``self``, ``ascribed``, ``inferred``; default all.
    as_of
        Count what was known at this date.
    no_deal
        Count the reservation values of this scenario in every tier (``stated``: the numbers given as such).
    without
        What follows if these fall: ``party:issue:option``, ``party:issue`` or ``constraint:id``.
    limit
        The most conflicts and the most concessions to list for each component; by default 1,000, or 100 where it has
        more than 200 lines, which takes some seconds.
    packages
        The most packages to show for each bridge.
    time_limit
        Seconds for the whole search; None sets no limit. With a limit two runs may differ in how far they get.

    Returns
    -------
    Blockers
        Exact where `complete`; else with what is proved.

    Raises
    ------
    InputError
        Where a party, scenario, basis, date or line does not exist.
    """
    if tier not in TIERS:
        raise InputError(unknown("tier", str(tier), TIERS))
    if (limit is not None and limit < 1) or packages < 1:
        raise InputError(f"limit and packages must be at least 1, not {limit} and {packages}")
    try:
        date = None if as_of is None else PartialDate.parse(as_of)
    except ValueError as error:
        raise InputError(str(error)) from error
    parties = consent_of(negotiation, consent)
    bases = bases_of(basis)
    clauses = clauses_of(negotiation, tier=tier, consent=parties, bases=bases, as_of=date, no_deal=no_deal)
    asked = tuple(without)
    clauses, lifted = drop(negotiation, clauses, asked)
    hard = hard_of(negotiation, lifted=lifted)
    known_atoms(negotiation, clauses, hard)
    clock = Clock(time_limit)
    components = tuple(
        _solve(negotiation, issues, clauses, hard, limit=limit, packages=packages, clock=clock)
        for issues in split(negotiation, clauses, hard)
    )
    notes = [
        f"{p.holder} on {p.issue}: the position of {p.as_of} is replaced by a later one"
        for p in replaced(negotiation, as_of=date, bases=bases)
        if p.holder in parties
    ]
    if tier == "refusals" or no_deal is not None:
        notes += [
            f"{p}: its utility does not give every package a number, so its reservation value is not counted"
            for p in parties
            if p in negotiation.utilities and not complete(negotiation, negotiation.utilities[p])
        ]
    run = Run(
        method=METHOD,
        parameters={
            "tier": tier,
            "consent": list(parties),
            "basis": list(bases),
            "as_of": str(date) if date else None,
            "no_deal": no_deal,
            "without": list(asked),
            "limit": limit,
            "packages": packages,
            "time_limit": time_limit,
        },
        exact=all(component.complete for component in components),
        input_sha256=negotiation.sha256,
    )
    return Blockers(
        run=run,
        tier=tier,
        consent=parties,
        consent_is_assumed=consent is None and negotiation.consent_is_assumed,
        clauses=clauses,
        components=components,
        constraints=hard,
        without=asked,
        notes=tuple(notes),
        names=Names.of(negotiation),
    )


def drop(
    negotiation: Negotiation, clauses: tuple[Clause, ...], without: Sequence[str]
) -> tuple[tuple[Clause, ...], tuple[str, ...]]:
    """Return the clauses without the lines that fall, and the ids of the constraints that are lifted.

    ``party:issue:option`` takes away every red line and refusal of the party that forbids just this option and every
    requirement that this option sets off, and lets the option pass its needs; ``party:issue`` takes away all that the
    party holds on this issue alone.
    """
    lifted: list[str] = []
    for line in without:
        parts = line.split(":")
        if parts[0] == "constraint" and len(parts) == 2:
            known = [c.id for c in negotiation.constraints]
            if parts[1] not in known:
                raise InputError(unknown("constraint", parts[1], known))
            lifted.append(parts[1])
            continue
        if len(parts) not in (2, 3):
            raise InputError(f"{line!r} is not a line; write party:issue:option, party:issue or constraint:id")
        changed = tuple(c for clause in clauses for c in _without(clause, parts))
        if changed == clauses:
            raise InputError(unknown("line", line, lines(negotiation, clauses)))
        clauses = changed
    return clauses, tuple(lifted)


def lines(negotiation: Negotiation, clauses: Iterable[Clause]) -> list[str]:
    """Return every line that may be asked to fall, in the form of `drop`."""
    found: dict[str, None] = {}
    for clause in clauses:
        if clause.kind in ("red_line", "refusal") and len(clause.if_) == 1:
            found[":".join((clause.holder, *clause.if_[0]))] = None
        elif clause.kind == "need":
            allowed = set(clause.any_of)
            issue = negotiation.issue(clause.any_of[0][0])
            for option in issue.options:
                if (issue.id, option.id) not in allowed:
                    found[f"{clause.holder}:{issue.id}:{option.id}"] = None
        elif clause.kind == "requirement":
            found.update((f"{clause.holder}:{i}:{o}", None) for i, o in clause.if_)
            if len(clause.issues) == 1:
                found[f"{clause.holder}:{clause.issues[0]}"] = None
    found.update((f"constraint:{c.id}", None) for c in negotiation.constraints)
    return list(found)


def _without(clause: Clause, parts: Sequence[str]) -> tuple[Clause, ...]:
    holder, issue = parts[0], parts[1]
    if clause.holder != holder:
        return (clause,)
    if len(parts) == 2:
        return () if clause.issues == (issue,) else (clause,)
    atom = (issue, parts[2])
    if clause.kind in ("red_line", "refusal") and clause.if_ == (atom,):
        return ()
    if clause.kind == "requirement" and atom in clause.if_:
        return ()
    if clause.kind == "need" and clause.issues == (issue,) and atom not in clause.any_of:
        return (replace(clause, any_of=(*clause.any_of, atom)),)
    return (clause,)


def split(negotiation: Negotiation, clauses: Sequence[Clause], hard: Sequence[Hard]) -> list[tuple[str, ...]]:
    """Return the groups of issues that clauses or constraints tie together, in the order of the file.

    A clause without any literal ties nothing; where there is one, its group is the empty one, which comes first.
    """
    order = [issue.id for issue in negotiation.issues]
    root = {issue: issue for issue in order}

    def find(issue: str) -> str:
        while root[issue] != issue:
            issue = root[issue]
        return issue

    def tie(issues: Sequence[str]) -> None:
        for issue in issues[1:]:
            a, b = find(issues[0]), find(issue)
            root[max(a, b, key=order.index)] = min(a, b, key=order.index)

    loose = False
    for clause in clauses:
        issues = spoken_of(negotiation, clause)
        tie(issues)
        loose = loose or not issues
    for constraint in hard:
        tie(constraint.issues)
        loose = loose or not constraint.issues
    groups: dict[str, list[str]] = {}
    for issue in order:
        groups.setdefault(find(issue), []).append(issue)
    return [()] * loose + [tuple(group) for group in groups.values()]


def spoken_of(negotiation: Negotiation, clause: Clause) -> tuple[str, ...]:
    """Return the issues that a clause ties: for a reservation value those that its holder weighs."""
    if clause.kind != "reservation":
        return clause.issues
    weights = negotiation.utilities[clause.holder].weights
    return tuple(issue.id for issue in negotiation.issues if weights.get(issue.id))


def _solve(
    negotiation: Negotiation,
    issues: tuple[str, ...],
    clauses: Sequence[Clause],
    hard: Sequence[Hard],
    *,
    limit: int | None,
    packages: int,
    clock: Clock,
) -> Component:
    here = set(issues)
    numbers = [
        k
        for k, clause in enumerate(clauses)
        if ((spoken := spoken_of(negotiation, clause)) and spoken[0] in here) or (not spoken and not issues)
    ]
    own = [h for h in hard if (h.issues and h.issues[0] in here) or (not h.issues and not issues)]
    encoding = Encoding(
        {issue: [option.id for option in negotiation.issue(issue).options] for issue in issues},
        [clauses[k] for k in numbers],
        own,
        negotiation.utilities,
    )
    limit = limit or (1000 if len(numbers) <= MANY_LINES else 100)
    corrections = find_concessions(encoding, limit=limit, clock=clock)
    conflicts = find_conflicts(encoding, corrections, limit=limit, clock=clock, checks=4 * limit)
    bridges = find_bridges(encoding, corrections, limit=packages)
    finished = corrections.complete and conflicts.complete

    def whole(members: Iterable[int]) -> frozenset[int]:
        return frozenset(numbers[k] for k in members)

    return Component(
        issues=issues,
        clauses=tuple(numbers),
        conflicts=tuple(whole(s) for s in conflicts.sets),
        concessions=tuple(whole(s) for s in corrections.sets),
        bridges=tuple(replace(b, crosses=tuple(numbers[k] for k in b.crosses)) for b in bridges),
        constraints=tuple(h.source.id for h in own),
        opened_by=_opened_by(encoding, own) if corrections.sets != (frozenset(),) else (),
        complete=finished,
        limit=None
        if finished
        else Limits(
            None if conflicts.complete else conflicts.below,
            None if corrections.complete else corrections.below,
            limit,
        ),
    )


def _opened_by(encoding: Encoding, hard: Sequence[Hard]) -> tuple[str, ...]:
    everything = range(len(encoding.clauses))
    opened = []
    for constraint in hard:
        rest = [h for h in hard if h is not constraint]
        with Oracle(Encoding(encoding.options, encoding.clauses, rest, encoding.utilities)) as oracle:
            if oracle.package(everything) is not None:
                opened.append(constraint.source.id)
    return tuple(opened)
