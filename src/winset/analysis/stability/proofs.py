"""Why a state is stable for a party, or is not: proofs that can be replayed step by step.

A proof names every improvement of the party at the state, and for each the sanction that meets it: a path of the
opponents' moves to a state that is not better for the party. Or it names one improvement that nothing meets. `replay`
checks a proof against the moves and ranks alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product

from winset.analysis.stability.arena import Arena, Places
from winset.analysis.stability.coalitions import better_for_all
from winset.analysis.stability.cube import CubeArena
from winset.analysis.stability.preference import Bools
from winset.analysis.stability.simultaneous import sim_refused

Step = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sanction:
    """What meets one improvement.

    Parameters
    ----------
    improvement
        Steps of the focal party (one) or coalition (a legal sequence), as ``(mover, place arrived at)``.
    path
        Steps of the opponents that follow; under SIM their changes at the same time, in the order of the parties,
        with the joint place last.
    lands
        The place at the end.
    """

    improvement: tuple[Step, ...]
    path: tuple[Step, ...]
    lands: int


@dataclass(frozen=True, slots=True)
class Proof:
    """The reason for one verdict.

    Parameters
    ----------
    place
        The state, as a place in the arena.
    members
        The focal party, or the members of the coalition.
    concept
        nash, gmr, smr, seq or sim.
    stable
        The verdict.
    improvements
        How many improvements there are.
    sanctions
        Where stable: one for each improvement. Where unstable: empty.
    unsanctioned
        Where unstable: the steps of one improvement that nothing meets, the best for the first member.
    """

    place: int
    members: tuple[int, ...]
    concept: str
    stable: bool
    improvements: int
    sanctions: tuple[Sanction, ...] = ()
    unsanctioned: tuple[Step, ...] = ()


def prove(arena: Arena, members: Sequence[int], place: int, concept: str) -> Proof:
    """Return the proof of stability or instability of a place for a party (one member) or a coalition."""
    focal = tuple(members)
    if concept == "sim" and (len(focal) > 1 or not isinstance(arena, CubeArena)):
        raise sim_refused("coalitions" if len(focal) > 1 else "arbitrary move graphs")
    better = better_for_all(arena, focal, place)
    ways = _ways(arena, focal, place, better)
    rank = arena.ranks[focal[0]]
    targets = sorted(ways, key=lambda target: (-int(rank[target]), target))
    sanctions = []
    for target in targets:
        path = None if concept == "nash" else _meets(arena, focal, place, target, better, concept)
        if path is None:
            return Proof(place, focal, concept, False, len(targets), (), ways[target])
        sanctions.append(Sanction(ways[target], path, path[-1][1]))
    return Proof(place, focal, concept, True, len(targets), tuple(sanctions))


def _ways(arena: Arena, focal: tuple[int, ...], place: int, better: Bools) -> dict[int, tuple[Step, ...]]:
    """Return for each improvement of the focal party or coalition the shortest legal sequence to it."""
    if len(focal) == 1:
        found = arena.moves(focal[0], place)
        return {int(target): ((focal[0], int(target)),) for target in found[better[found]]}
    paths = _search(arena, focal, place, arena.moves, lambda _: False, every=True)[1]
    return {target: path for target, path in paths.items() if better[target]}


def _meets(
    arena: Arena,
    focal: tuple[int, ...],
    place: int,
    target: int,
    better: Bools,
    concept: str,
) -> tuple[Step, ...] | None:
    """Return the shortest sanction of one improvement, or None."""
    others = [party for party in range(len(arena.ranks)) if party not in focal]
    if concept == "sim":
        assert isinstance(arena, CubeArena)
        return _joint(arena, others, place, target, better)

    def is_sanction(at: int) -> bool:
        if better[at]:
            return False
        return (
            concept != "smr"
            or not better[arena.reached(focal, at) if len(focal) > 1 else arena.moves(focal[0], at)].any()
        )

    step = arena.improvements if concept == "seq" else arena.moves
    return _search(arena, others, target, step, is_sanction)[0]


def _search(
    arena: Arena,
    parties: Sequence[int],
    start: int,
    step: Callable[[int, int], Places],
    wanted: Callable[[int], bool],
    *,
    every: bool = False,
) -> tuple[tuple[Step, ...] | None, dict[int, tuple[Step, ...]]]:
    """Search breadth first over (state, last mover) for a wanted path; with `every` return all shortest ones too."""
    parent: dict[Step, Step] = {}
    root = (-1, start)
    paths: dict[int, tuple[Step, ...]] = {}
    checked: set[int] = set()
    front: list[Step] = [root]

    def path_to(node: Step) -> tuple[Step, ...]:
        steps = []
        while node != root:
            steps.append(node)
            node = parent[node]
        return tuple(reversed(steps))

    while front:
        following: list[Step] = []
        for node in front:
            for party in parties:
                if party == node[0]:
                    continue
                for target in step(party, node[1]).tolist():
                    reached = (party, target)
                    if reached in parent:
                        continue
                    parent[reached] = node
                    following.append(reached)
                    if every:
                        paths.setdefault(target, path_to(reached))
                    elif target not in checked:
                        checked.add(target)
                        if wanted(target):
                            return path_to(reached), paths
        front = following
    return None, paths


def _joint(
    arena: CubeArena,
    others: Sequence[int],
    place: int,
    target: int,
    better: Bools,
) -> tuple[Step, ...] | None:
    """Return the smallest combination of the opponents' own improvements that lands no better, or None."""
    choices = [[place, *arena.improvements(other, place).tolist()] for other in others]
    combinations = sorted(product(*choices), key=lambda c: sum(at != place for at in c)) if len(others) else []
    for combination in combinations:
        lands = target
        for at in combination:
            lands ^= at ^ place
        if arena.ranks[0][lands] >= 0 and not better[lands]:
            changes = [(other, at) for other, at in zip(others, combination, strict=True) if at != place]
            return (*changes, (-1, lands))
    return None


def replay(arena: Arena, proof: Proof) -> bool:
    """Whether every step of a proof is a legal move, every improvement one, and every sanction meets its improvement.

    Checks what the proof says; that an unsanctioned improvement is met by nothing is the engine's word, and is checked
    here once more by the closure of the opponents' moves.
    """
    better = better_for_all(arena, proof.members, proof.place)
    for sanction in proof.sanctions:
        arrived = _walk(arena, proof.place, sanction.improvement, improving=False, movers=proof.members)
        if arrived is None or not better[arrived]:
            return False
        if proof.concept == "sim":
            changes, (_, lands) = sanction.path[:-1], sanction.path[-1]
            joint = arrived
            for mover, at in changes:
                if mover in proof.members or at not in arena.improvements(mover, proof.place):
                    return False
                joint ^= at ^ proof.place
            if joint != lands or better[lands]:
                return False
            continue
        others = [party for party in range(len(arena.ranks)) if party not in proof.members]
        lands_at = _walk(arena, arrived, sanction.path, improving=proof.concept == "seq", movers=others)
        if lands_at is None or not sanction.path or better[lands_at]:
            return False
        if proof.concept == "smr" and better[arena.reached(proof.members, lands_at)].any():
            return False
    if proof.stable:
        return len(proof.sanctions) == proof.improvements
    arrived = _walk(arena, proof.place, proof.unsanctioned, improving=False, movers=proof.members)
    return arrived is not None and bool(better[arrived])


def _walk(arena: Arena, start: int, steps: Sequence[Step], *, improving: bool, movers: Sequence[int]) -> int | None:
    """Return where legal steps lead, or None where one of them is not legal."""
    at, last = start, -1
    for mover, target in steps:
        allowed = arena.improvements(mover, at) if improving else arena.moves(mover, at)
        if mover == last or mover not in movers or target not in allowed:
            return None
        at, last = target, mover
    return at
