"""`winset.outlook`: where the conflict goes from where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from math import prod
from types import MappingProxyType

import numpy as np

from winset.analysis.outlook.ends import Rule, ends_of
from winset.analysis.outlook.result import End, Outlook
from winset.analysis.outlook.route import AGAINST, RouteStep, route
from winset.analysis.outlook.walk import closed_and_cycles, shortest_path, walk_from
from winset.analysis.stability.api import stability
from winset.analysis.stability.arena import Arena
from winset.analysis.stability.building import built_from
from winset.analysis.stability.conflict import AnyConflict
from winset.analysis.stability.engine import arena_of
from winset.analysis.stability.extensions import Uncertain
from winset.analysis.stability.relation import Relation
from winset.analysis.stability.result import Stability
from winset.analysis.stability.uncertain import Admissible, admissible
from winset.core.errors import ConflictError, LimitError
from winset.core.ids import unknown
from winset.core.results import Run
from winset.negotiation.model import Negotiation

METHOD = "Status quo analysis of improving moves (Li, Kilgour & Hipel 2005), absorption shares (Kemeny & Snell 1960)"
MOST_COMBINED = 2000
MOST_STATES = 1 << 16


def outlook(
    source: Negotiation | AnyConflict,
    *,
    start: str | int | None = None,
    order: Iterable[str] | None = None,
    rule: Rule = "best",
    wished: str | int | None = None,
    issues: Iterable[str] | None = None,
    unknown_order: Iterable[str] = (),
    most_states: int = 5000,
    draws: int = 500,
    seed: int = 0,
) -> Outlook:
    """Return where a conflict goes from a state: open moves, ways to states that hold, where play ends.

    Parameters
    ----------
    source
        A negotiation or a conflict, as for `winset.stability`.
    start
        Number, label, or options at yes; None takes the status quo.
    order
        Parties in their turn (ids or names, each once); None: any party may be the next.
    rule
        ``best``: a mover takes its best improvement. ``any``: each of its improvements alike.
    wished
        A state to which the shortest way is asked.
    most_states
        The most states that the search of improving moves looks at.
    draws, seed
        Where admissible preferences are too many to list.

    Raises
    ------
    ConflictError
        Where no start is known, or a name does not exist.
    LimitError
        Where there are more than 2^16 states.
    """
    if rule not in ("best", "any"):
        raise ConflictError(unknown("rule", rule, ("any", "best")))
    built = built_from(source, issues=issues, unknown_order=unknown_order)
    conflict = built.conflict
    if conflict.size > MOST_STATES:
        raise LimitError(f"the outlook is answered up to {MOST_STATES} states; this conflict has {conflict.size}")
    begin = conflict.status_quo if start is None else conflict.number(start)
    if begin is None:
        raise ConflictError("where the conflict stands today is not known; name a state with --start (or start=…)")
    turns = None if order is None else _turns(conflict, list(order))
    rng = np.random.default_rng(seed)
    parties = range(len(conflict.decision_makers))
    what = [admissible(conflict, party, draws=draws, rng=rng) for party in parties]
    arena = arena_of(conflict, [each.rankings[0] for each in what])
    play = Uncertain(arena, [Relation(conflict, party) for party in parties])
    walk = walk_from(play, begin, most=most_states)
    successors: dict[int, list[int]] = {}
    for move in walk.moves:
        successors.setdefault(move.start, []).append(move.end)
    closed, cycles = closed_and_cycles(list(walk.distance), successors)
    notes = [*built.notes, *_wording(conflict, walk.complete)]
    answer = stability(conflict, draws=draws, seed=seed)
    held = _holding(answer)
    reached = sorted(
        {n for numbers in held.values() for n in numbers if n in walk.distance}, key=lambda n: (walk.distance[n], n)
    )
    ends, exact = _ends(arena, what, begin, turns, rule, draws, rng, notes)
    goal = None if wished is None else conflict.number(wished)
    return Outlook(
        run=Run(
            METHOD,
            MappingProxyType({"start": begin, "order": "random" if turns is None else turns, "rule": rule}),
            exact=exact and walk.complete and answer.run.exact,
            seed=None if exact and answer.run.exact else seed,
            draws=None if exact and answer.run.exact else draws,
            input_sha256=conflict.sha256,
        ),
        conflict=conflict,
        start=begin,
        holds=held,
        walk=walk,
        paths={number: shortest_path(walk, begin, number) for number in reached},
        absorbing=tuple(closed) if walk.complete else (),
        cycles=tuple(cycles),
        ends=ends,
        order=None if turns is None else tuple(conflict.decision_makers[party].name for party in turns),
        rule=rule,
        wished=goal,
        routes=() if goal is None or goal == begin else _routes(play, begin, goal),
        notes=tuple(notes),
        packages=built.packages,
    )


def _turns(conflict: AnyConflict, names: Sequence[str]) -> list[int]:
    turns = [conflict.party(name) for name in names]
    if len(set(turns)) < len(turns):
        raise ConflictError(f"the order names a party twice: {', '.join(names)}; name each party once")
    missing = [maker.name for place, maker in enumerate(conflict.decision_makers) if place not in turns]
    if missing:
        raise ConflictError(f"the order leaves out {', '.join(missing)}; name each party once")
    return turns


def _wording(conflict: AnyConflict, complete: bool) -> list[str]:
    notes = []
    if not conflict.is_known:
        notes.append("Preferences are not fully known; a move that improves in some admissible preferences is marked.")
    if not complete:
        notes.append("The search of improving moves was cut at the most states allowed; more may be reached.")
    return notes


def _holding(answer: Stability) -> dict[str, tuple[int, ...]]:
    if answer.shares is None:
        return dict(answer.equilibria)
    return {
        concept: tuple(n for n, said in enumerate(verdicts, start=1) if said != "none")
        for concept, verdicts in answer.shares.equilibrium_verdict.items()
    }


def _ends(
    arena: Arena,
    what: Sequence[Admissible],
    start: int,
    order: Sequence[int] | None,
    rule: Rule,
    draws: int,
    rng: np.random.Generator,
    notes: list[str],
) -> tuple[tuple[End, ...], bool]:
    counts = [len(each.rankings) for each in what]
    listed = all(each.exact for each in what) and prod(counts) <= MOST_COMBINED
    if listed:
        picks = [
            (pick, float(prod(each.weights[k] for each, k in zip(what, pick, strict=True))))
            for pick in product(*map(range, counts))
        ]
    else:
        columns = [rng.choice(count, size=draws, p=each.weights) for count, each in zip(counts, what, strict=True)]
        picks = [(tuple(int(column[k]) for column in columns), 1 / draws) for k in range(draws)]
        notes.append(f"Shares of where play ends rest on {draws} draws of the admissible preferences.")
    row = {int(place): number for number, place in enumerate(arena.states.tolist(), start=1)}
    total: dict[tuple[int, ...], float] = {}
    place = int(arena.states[start - 1])
    try:
        for pick, weight in picks:
            here = arena.with_ranks([each.rankings[k] for each, k in zip(what, pick, strict=True)])
            for places, share in ends_of(here, place, order, rule).items():
                total[places] = total.get(places, 0.0) + weight * share
    except LimitError as error:
        notes.append(str(error))
        return (), listed
    found = [
        End(
            tuple(row[p] for p in places),
            min(share, 1.0),
            "some" if share < 1 - 1e-9 else "all" if listed else "open",
        )
        for places, share in total.items()
    ]
    return tuple(sorted(found, key=lambda end: (-round(end.share, 9), end.states))), listed


def _routes(play: Uncertain, start: int, goal: int) -> tuple[tuple[RouteStep, ...], ...]:
    shortest = route(play, start, goal, first="moves")
    if shortest is None:
        return ()
    willing = route(play, start, goal, first="interest")
    assert willing is not None
    if _against(willing) < _against(shortest):
        return shortest, willing
    return (shortest,)


def _against(steps: Sequence[RouteStep]) -> tuple[int, int]:
    return sum(s.interest in AGAINST for s in steps), sum(s.interest == "unknown" for s in steps)
