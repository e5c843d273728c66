"""What `winset.outlook` returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from winset.analysis.outlook.route import AGAINST, RouteStep
from winset.analysis.outlook.walk import Improvement, Walk
from winset.analysis.stability.conflict import AnyConflict
from winset.analysis.stability.words import CONCEPT_NAMES, capital, state_words
from winset.analysis.words import listed, plural, share
from winset.core.results import SCHEMA_VERSION, Result

CERTAIN = {"all": "", "some": " (in some admissible preferences)"}


@dataclass(frozen=True, slots=True)
class End:
    """Where play may end: a state at rest or a cycle, and the share of admissible preferences (and orders) that do.

    Parameters
    ----------
    states
        Numbers of the states.
    share
        In which share.
    verdict
        ``all`` or ``some``; ``open`` where only draws say all.
    """

    states: tuple[int, ...]
    share: float
    verdict: str


@dataclass(frozen=True, kw_only=True)
class Outlook(Result):
    """Where a conflict goes from where it stands.

    Parameters
    ----------
    start
        Number of the state asked about.
    holds
        State numbers that hold for everyone, by concept; with unknown preferences, in all or some of them.
    walk
        What improving moves reach.
    paths
        For each state that holds and can be reached by improving moves, a shortest way.
    absorbing, cycles
        Sets of states that no improving move leaves; cycles that can be left.
    ends
        Where play ends in the order asked about; empty where too many situations can be reached.
    order
        Names of the parties in their turn, or None for a random order.
    routes
        Ways to the wished state: the fewest moves, and where another does, the fewest against the movers' interest.
    """

    conflict: AnyConflict
    start: int
    holds: Mapping[str, tuple[int, ...]]
    walk: Walk
    paths: Mapping[int, tuple[Improvement, ...]]
    absorbing: tuple[tuple[int, ...], ...]
    cycles: tuple[tuple[int, ...], ...]
    ends: tuple[End, ...]
    order: tuple[str, ...] | None
    rule: str
    wished: int | None = None
    routes: tuple[tuple[RouteStep, ...], ...] = ()
    notes: tuple[str, ...] = ()
    packages: Mapping[int, Mapping[str, str]] | None = None

    @property
    def open_moves(self) -> tuple[Improvement, ...]:
        """The improving moves that lie open in the state asked about."""
        return tuple(move for move in self.walk.moves if move.start == self.start)

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Return one row for each end of play."""
        return [
            {
                "ends in": list(end.states),
                "labels": [self.conflict.label(number) for number in end.states],
                "share": end.share,
                "verdict": end.verdict,
            }
            for end in self.ends
        ]

    def sentences(self) -> list[str]:
        """Return the answer in plain sentences."""
        here = state_words(self.conflict, self.start)
        lines = [f"{'Today' if self.start == self.conflict.status_quo else 'Start'}: {here}."]
        if not self.open_moves:
            lines.append("No party has a move of its own that it prefers: from here nothing moves by itself.")
        else:
            moves = sorted(
                self.open_moves, key=lambda m: (self.conflict.decision_makers[m.party].name.casefold(), m.end)
            )
            lines.append(f"{plural(len(self.open_moves), 'improving move lies', 'improving moves lie')} open:")
            lines += [f"  {self._improvement(move)}." for move in moves[:12]]
            if len(self.open_moves) > 12:
                lines.append(f"  and {len(self.open_moves) - 12} more.")
        lines += self._held() + self._end_words() + self._route_words()
        return lines

    def _improvement(self, move: Improvement) -> str:
        name = self.conflict.decision_makers[move.party].name
        return f"{name} moves to {state_words(self.conflict, move.end)}{CERTAIN[move.certainty]}"

    def _held(self) -> list[str]:
        lines = []
        sure = "" if self.conflict.is_known else ", in some admissible preferences at least"
        for number, path in self.paths.items():
            under = [CONCEPT_NAMES[concept] for concept, numbers in self.holds.items() if number in numbers]
            if not path:
                lines.append(f"This state holds under {listed(under)}{sure}.")
                continue
            steps = ", then ".join(self._improvement(move) for move in path[:10])
            lines.append(
                f"{capital(state_words(self.conflict, number))}, which holds "
                f"under {listed(under)}{sure}, is {plural(len(path), 'improving move')} away: {steps}."
            )
        away = sorted({n for numbers in self.holds.values() for n in numbers} - set(self.paths))
        if away:
            some = listed([str(number) for number in away[:20]])
            lines.append(f"States that hold and that improving moves do not reach from here: {some}.")
        return lines + [
            f"Improving moves can go round without end among states {listed([str(n) for n in states[:20]])}."
            for states in self.absorbing
            if len(states) > 1
        ]

    def _end_words(self) -> list[str]:
        if not self.ends:
            return []
        how = f"the parties take turns ({', '.join(self.order)})" if self.order else "any party may be the next to move"
        what = "admissible preferences" if self.order else "admissible preferences and orders of moves"
        if self.conflict.is_known:
            what = "cases" if self.order else "orders of moves"
        lines = [
            f"Where {how} and each takes its {'best improvement' if self.rule == 'best' else 'improvements evenly'}:"
        ]
        for end in self.ends:
            where = (
                state_words(self.conflict, end.states[0])
                if len(end.states) == 1
                else f"a cycle among states {listed([str(n) for n in end.states])}"
            )
            lead = {"all": f"in all {what}", "some": f"in some {what}, a share of {share(end.share)}"}.get(
                end.verdict, f"in every one of the {what} that were drawn"
            )
            lines.append(f"  it ends in {where} {lead}.")
        return lines

    def _route_words(self) -> list[str]:
        if self.wished is None:
            return []
        goal = state_words(self.conflict, self.wished)
        if self.wished == self.start:
            return [f"The wished state, {goal}, is where it starts."]
        if not self.routes:
            return [f"No sequence of legal moves leads to the wished {goal}."]
        lines = []
        for number, steps in enumerate(self.routes):
            kind = "The shortest way" if number == 0 else "The way with the fewest moves against the mover’s interest"
            lines.append(f"{kind} to the wished {goal} takes {plural(len(steps), 'move')}:")
            lines += [f"  {self._route_step(step)}." for step in steps]
            against = sorted(
                {self.conflict.decision_makers[s.party].name for s in steps if s.interest in AGAINST}, key=str.casefold
            )
            open_ = sorted(
                {self.conflict.decision_makers[s.party].name for s in steps if s.interest == "unknown"},
                key=str.casefold,
            )
            if against:
                verb = "has" if len(against) == 1 else "have"
                lines.append(f"  On it {listed(against)} {verb} to move without gaining by that move itself.")
            if open_:
                lines.append(f"  Whether {listed(open_)} would gain by its move is not known.")
            if not against and not open_:
                lines.append("  Every mover on it gains by its move.")
        return lines

    def _route_step(self, step: RouteStep) -> str:
        name = self.conflict.decision_makers[step.party].name
        liked = {
            "better": "gains by it",
            "worse": "against its short-term interest",
            "tied": "no gain for it",
            "unknown": "not known whether it gains",
        }[step.interest]
        return f"{name} moves to {state_words(self.conflict, step.end)}: {liked}"

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON-ready values."""
        makers = self.conflict.decision_makers

        def step(move: Improvement) -> dict[str, Any]:
            return {
                "party": makers[move.party].name,
                "from": move.start,
                "to": move.end,
                "certainty": move.certainty,
            }

        return {
            "winset": self.run.version,
            "schema": SCHEMA_VERSION,
            "title": self.conflict.title,
            "start": {"state": self.start, "label": self.conflict.label(self.start)},
            "open_moves": [step(move) for move in self.open_moves],
            "reached": sorted(self.walk.distance),
            "complete": self.walk.complete,
            "moves": [step(move) for move in self.walk.moves],
            "holds": {concept: list(numbers) for concept, numbers in self.holds.items()},
            "paths": [{"to": number, "steps": [step(move) for move in path]} for number, path in self.paths.items()],
            "absorbing": [list(states) for states in self.absorbing],
            "cycles": [list(states) for states in self.cycles],
            "order": list(self.order) if self.order else "random",
            "rule": self.rule,
            "ends": [{"states": list(end.states), "share": end.share, "verdict": end.verdict} for end in self.ends],
            "wished": self.wished,
            "routes": [
                [{"party": makers[s.party].name, "from": s.start, "to": s.end, "interest": s.interest} for s in steps]
                for steps in self.routes
            ],
            "labels": {str(number): self.conflict.label(number) for number in sorted(self._named())},
            "notes": list(self.notes),
            "run": self.run.to_dict(),
        }

    def _named(self) -> set[int]:
        named = set(self.walk.distance) | {n for numbers in self.holds.values() for n in numbers}
        return named | {s.end for steps in self.routes for s in steps} | ({self.wished} if self.wished else set())
