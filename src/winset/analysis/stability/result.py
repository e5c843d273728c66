"""What `winset.stability` returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from winset.analysis.stability.arena import Arena
from winset.analysis.stability.conflict import AnyConflict, Conflict
from winset.analysis.stability.preference import Bools, Ranks
from winset.analysis.stability.proofs import Proof, prove
from winset.analysis.stability.words import (
    CONCEPT_NAMES,
    EXTENSION_SAYS,
    Wording,
    by_name,
    holding_sentences,
    party_words,
    state_words,
    uncertain_sentences,
)
from winset.analysis.words import listed
from winset.core.errors import ConflictError, LimitError
from winset.core.ids import unknown
from winset.core.results import SCHEMA_VERSION, Result

if TYPE_CHECKING:
    from winset.analysis.stability.wished import Inverse

MOST_PRINTED = 1 << 16


@dataclass(frozen=True)
class Shares:
    """In which share of the admissible preferences a state is stable; only where some preference is not fully known.

    Parameters
    ----------
    share
        By concept, for each party: shares, shape ``(size,)``.
    verdict
        By concept, for each party: ``all``, ``some``, ``none``, or ``open`` where draws could not decide.
    equilibrium, equilibrium_verdict
        The same for all parties together.
    exact
        By concept: whether all admissible preferences were looked at, not a sample.
    """

    share: Mapping[str, tuple[Any, ...]]
    verdict: Mapping[str, tuple[tuple[str, ...], ...]]
    equilibrium: Mapping[str, Any]
    equilibrium_verdict: Mapping[str, tuple[str, ...]]
    exact: Mapping[str, bool]


@dataclass(frozen=True)
class CoalitionAnswer:
    """Stability for one coalition: by concept, which states; and which equilibria it upsets."""

    members: tuple[int, ...]
    stable: Mapping[str, Bools]


@dataclass(frozen=True, kw_only=True)
class Stability(Result):
    """Which states are stable for whom, and which hold for everyone.

    Parameters
    ----------
    conflict
        What was analysed.
    concepts
        Those that were asked for and answered.
    payoffs
        For each party its dense ranks, 0 the worst; None where its preferences are not fully known.
    stable
        By concept, for each party which states are stable, shape ``(size,)``. Where preferences are not fully known:
        stable in all admissible ones.
    equilibria
        By concept the numbers (from 1) of the states that are stable for all parties.
    coalitions
        Answers for coalitions, where asked for.
    shares
        Where preferences are only partly known.
    extensions
        By name (a, b, c, d) the stability under the four ways to treat unknown pairs (Li, Hipel, Kilgour & Fang 2004).
    notes
        What was assumed and what was left out, in sentences.
    packages
        For each state that is linked to one, the package that it leads to.
    leads_to
        The packages in words.
    threats
        Sentences on public conditions; they annotate, and enter nobody's ranking.
    """

    conflict: AnyConflict
    concepts: tuple[str, ...]
    payoffs: tuple[Ranks | None, ...]
    stable: Mapping[str, tuple[Bools, ...]]
    equilibria: Mapping[str, tuple[int, ...]]
    coalitions: tuple[CoalitionAnswer, ...] = ()
    shares: Shares | None = None
    extensions: Mapping[str, Mapping[str, tuple[Bools, ...]]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    packages: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    leads_to: Mapping[int, str] = field(default_factory=dict)
    threats: tuple[str, ...] = ()
    arena: Arena | None = field(default=None, repr=False, compare=False)

    @property
    def holds(self) -> tuple[int, ...]:
        """The states that hold for everyone under at least one concept."""
        return tuple(sorted({number for numbers in self.equilibria.values() for number in numbers}))

    def proof(self, state: str | int, party: str | Sequence[str], concept: str) -> Proof:
        """Return the checkable reason for one verdict.

        Parameters
        ----------
        state
            Number, label or options at yes.
        party
            Id or name; several for a coalition.
        concept
            nash, gmr, smr, seq or sim.

        Raises
        ------
        ConflictError
            Where there is no such state, party or concept, or preferences are not fully known.
        """
        if concept not in CONCEPT_NAMES:
            raise ConflictError(unknown("concept", concept, CONCEPT_NAMES))
        if self.arena is None:
            raise ConflictError(
                "reasons need preferences that are fully known; some are not: ask for the shares, or give the order"
            )
        wanted = [party] if isinstance(party, str) else list(party)
        members = tuple(sorted({self.conflict.party(name) for name in wanted}))
        place = int(self.arena.states[self.conflict.number(state) - 1])
        return prove(self.arena, members, place, concept)

    def reason(self, state: str | int, party: str | Sequence[str], concept: str) -> list[str]:
        """Return the reason for one verdict, in sentences."""
        proof = self.proof(state, party, concept)
        assert self.arena is not None
        return Wording(self.conflict, self.arena).sentences(proof)

    def reasons(self, state: str | int) -> list[list[str]]:
        """Return why a state is stable or not, for each party (by name) and concept; one list of sentences for each."""
        found = []
        for _, maker in by_name(self.conflict):
            proofs = [self.proof(state, maker.id, concept) for concept in self.concepts]
            assert self.arena is not None
            wording = Wording(self.conflict, self.arena)
            if proofs and not proofs[0].improvements:
                found.append([wording.nothing_better(proofs)])
            else:
                found += [wording.sentences(proof) for proof in proofs]
        return found

    def make_stable(self, state: str | int, **options: Any) -> Inverse:
        """Return what preferences of whom would make a state hold; options as in `wished.make_stable`."""
        from winset.analysis.stability.wished import make_stable

        return make_stable(self.conflict, state, **options)

    def reasons_dict(self, state: str | int) -> list[dict[str, Any]]:
        """Return the reasons of `reasons` as JSON-ready values, with the steps of every proof."""
        number = self.conflict.number(state)
        found = []
        for maker in self.conflict.decision_makers:
            for concept in self.concepts:
                proof = self.proof(number, maker.id, concept)
                assert self.arena is not None
                wording = Wording(self.conflict, self.arena)
                found.append(
                    {"state": number, "party": maker.name, "concept": concept, "sentences": wording.sentences(proof)}
                    | wording.plain(proof)
                )
        return found

    def sentences(self) -> list[str]:
        """Return the answer in plain sentences: which states hold under which concept, and what was assumed."""
        if self.shares is not None:
            return [*self._uncertain_sentences(), *self._upset_sentences()]
        return [*holding_sentences(self.conflict, self.equilibria, self.leads_to), *self._upset_sentences()]

    def extension_sentences(self) -> list[str]:
        """Return, for each way to read unknown pairs, which states hold for everyone; none where all is known."""
        lines = []
        for name, answer in self.extensions.items():
            parts = []
            for concept, by_party in answer.items():
                numbers = [str(row + 1) for row in range(self.conflict.size) if all(own[row] for own in by_party)]
                parts.append(f"{CONCEPT_NAMES[concept]} {', '.join(numbers) or 'none'}")
            lines.append(f"Unknown pairs read as in extension {name} ({EXTENSION_SAYS[name]}): {'; '.join(parts)}.")
        return lines

    def _uncertain_sentences(self) -> list[str]:
        assert self.shares is not None
        return uncertain_sentences(
            self.conflict, {c: self.shares.equilibrium_verdict[c] for c in self.concepts}, self.leads_to
        )

    def _upset_sentences(self) -> list[str]:
        lines = []
        for answer in self.coalitions:
            who = party_words(self.conflict, answer.members)
            left: dict[int, list[str]] = {}
            for concept, stable in answer.stable.items():
                for number in self.equilibria[concept]:
                    if not stable[number - 1]:
                        left.setdefault(number, []).append(CONCEPT_NAMES[concept])
            lines += [
                f"{who} together would leave {state_words(self.conflict, number)}, under {listed(concepts)}."
                for number, concepts in list(left.items())[:12]
            ]
            if len(left) > 12:
                lines.append(f"{who} together would leave {len(left) - 12} more states that hold for each alone.")
        return lines

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Return one row for each state: number, label, payoffs, and under each concept for whom it is stable."""
        makers = self.conflict.decision_makers
        found = []
        for number in range(1, self.conflict.size + 1):
            row: dict[str, Any] = {"state": number, "label": self.conflict.label(number)}
            for maker, ranks in zip(makers, self.payoffs, strict=True):
                row[f"payoff {maker.name}"] = None if ranks is None else int(ranks[number - 1]) + 1
            for concept in self.concepts:
                row[CONCEPT_NAMES[concept]] = [
                    maker.name for maker, flags in zip(makers, self.stable[concept], strict=True) if flags[number - 1]
                ]
            row["holds under"] = [CONCEPT_NAMES[c] for c in self.concepts if number in self.equilibria[c]]
            found.append(row)
        return found

    def to_dict(self, *, all_states: bool = False) -> dict[str, Any]:
        """Return the answer as JSON-ready values (see docs/reference/stability-json.md).

        Parameters
        ----------
        all_states
            Also where there are more than 2^16 states.

        Raises
        ------
        LimitError
            Where there are more, and `all_states` was not asked for.
        """
        if self.conflict.size > MOST_PRINTED and not all_states:
            raise LimitError(
                f"{self.conflict.size} states are a large file; above {MOST_PRINTED} they are printed only with "
                "--all-states (in Python: all_states=True)"
            )
        makers = self.conflict.decision_makers
        names = _names(self.conflict)
        flags = {
            concept: {name: own.tolist() for name, own in zip(names, self.stable[concept], strict=True)}
            for concept in self.concepts
        }
        found: dict[str, Any] = {
            "winset": self.run.version,
            "schema": SCHEMA_VERSION,
            "title": self.conflict.title,
            "options": [o.name for o in self.conflict.options] if isinstance(self.conflict, Conflict) else [],
            "decision_makers": names,
            "states": [self.conflict.label(number) for number in range(1, self.conflict.size + 1)],
            "payoffs": {
                name: None if ranks is None else (ranks + 1).tolist()
                for name, ranks in zip(names, self.payoffs, strict=True)
            },
            "stable": flags,
            "equilibria": {concept: list(self.equilibria[concept]) for concept in self.concepts},
            "status_quo": self.conflict.status_quo,
            "coalitions": [
                {
                    "members": [makers[m].name for m in answer.members],
                    "stable": {concept: own.tolist() for concept, own in answer.stable.items()},
                }
                for answer in self.coalitions
            ],
            "notes": list(self.notes),
            "threats": list(self.threats),
            "packages": {str(number): dict(package) for number, package in self.packages.items()},
            "run": self.run.to_dict(),
        }
        if self.shares is not None:
            found["shares"] = _shares(self.shares, names)
        if self.extensions:
            found["extensions"] = {
                name: {
                    concept: {who: own.tolist() for who, own in zip(names, by_party, strict=True)}
                    for concept, by_party in answer.items()
                }
                for name, answer in self.extensions.items()
            }
        return found


def _names(conflict: AnyConflict) -> list[str]:
    """Return the parties' names; ids where two have the same name."""
    names = [maker.name for maker in conflict.decision_makers]
    return names if len(set(names)) == len(names) else [maker.id for maker in conflict.decision_makers]


def _shares(shares: Shares, names: Sequence[str]) -> dict[str, Any]:
    return {
        concept: {
            "exact": shares.exact[concept],
            "parties": {
                name: {"share": [round(float(x), 12) for x in own], "verdict": list(said)}
                for name, own, said in zip(names, shares.share[concept], shares.verdict[concept], strict=True)
            },
            "equilibrium": {
                "share": [round(float(x), 12) for x in shares.equilibrium[concept]],
                "verdict": list(shares.equilibrium_verdict[concept]),
            },
        }
        for concept in shares.share
    }
