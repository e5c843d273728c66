"""Proofs and verdicts in plain sentences, for the terminal, the notebook and the report alike. No markup.

Option names are labels of the model, not quotations: they stand in ‹angles›.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from winset.analysis.stability.arena import Arena
from winset.analysis.stability.conflict import AnyConflict, Conflict, DecisionMaker
from winset.analysis.stability.proofs import Proof, Sanction, Step
from winset.analysis.words import label, listed

CONCEPT_NAMES = {
    "nash": "Nash",
    "gmr": "GMR",
    "smr": "SMR",
    "seq": "SEQ",
    "sim": "SIM",
}
CONCEPT_SAYS = {
    "nash": "no party has a move of its own to a state that it prefers",
    "gmr": "whoever would improve fears some answer of the others, at whatever cost to them",
    "smr": "as GMR, and no way back out of that answer",
    "seq": "whoever would improve fears an answer that the others themselves gain by",
    "sim": "whoever would improve fears that others, improving at the same moment, spoil it",
}
VERDICTS = {
    "all": "in all admissible preferences",
    "some": "in some admissible preferences",
    "none": "in none of the admissible preferences",
    "open": "in all preferences that were drawn, without proof for all admissible ones,",
}
EXTENSION_SAYS = {
    "a": "doubt tempts to leave and deters nobody",
    "b": "doubt neither tempts nor deters",
    "c": "doubt both tempts and deters",
    "d": "doubt tempts nobody and deters",
}
SHOWN = 8
SHOWN_STATES = 12


def state_words(conflict: AnyConflict, number: int) -> str:
    """Return a state for reading: its number, and the options at yes or its name."""
    if isinstance(conflict, Conflict):
        taken = conflict.taken(number)
        inside = "; ".join(label(option.name) for option in taken) if taken else "no option taken"
    else:
        inside = label(conflict.label(number))
    return f"state {number} ({inside})"


def party_words(conflict: AnyConflict, members: Iterable[int]) -> str:
    """Return the name of a party, or of the members of a coalition, in alphabetical order."""
    return listed(sorted((conflict.decision_makers[m].name for m in members), key=str.casefold))


def by_name(conflict: AnyConflict) -> list[tuple[int, DecisionMaker]]:
    """Return the parties with their places, in alphabetical order of their names."""
    return sorted(enumerate(conflict.decision_makers), key=lambda pair: (pair[1].name.casefold(), pair[1].id))


class Wording:
    """Turns proofs over an arena into sentences about its conflict."""

    def __init__(self, conflict: AnyConflict, arena: Arena) -> None:
        self.conflict = conflict
        self.numbers = {int(place): number for number, place in enumerate(arena.states.tolist(), start=1)}

    def state(self, place: int) -> str:
        """Return the state at a place."""
        return state_words(self.conflict, self.numbers[place])

    def short(self, place: int) -> str:
        """Return the state at a place by its number alone."""
        return f"state {self.numbers[place]}"

    def sentences(self, proof: Proof, *, shown: int = SHOWN) -> list[str]:
        """Return the reason for one verdict, in sentences; at most `shown` sanctions are written out."""
        who = party_words(self.conflict, proof.members)
        concept = CONCEPT_NAMES[proof.concept]
        here = capital(self.state(proof.place))
        together = len(proof.members) > 1
        if not proof.stable:
            return [*self._unstable(proof, who, concept, here)]
        if not proof.improvements:
            return [self.nothing_better([proof])]
        count = (
            "the one improvement from there is met"
            if proof.improvements == 1
            else f"each of the {proof.improvements} improvements from there is met"
        )
        lines = [f"{here} is {concept} stable for {who}: {count}."]
        lines += [self._sanction(proof, sanction, who, together) for sanction in proof.sanctions[:shown]]
        if len(proof.sanctions) > shown:
            lines.append(f"The other {len(proof.sanctions) - shown} improvements are met in the same way.")
        return lines

    def plain(self, proof: Proof) -> dict[str, Any]:
        """Return a proof as JSON-ready values: parties by name, states by number."""
        return {
            "stable": proof.stable,
            "improvements": proof.improvements,
            "sanctions": [
                {
                    "improvement": self._plain_steps(sanction.improvement),
                    "answer": self._plain_steps(sanction.path),
                    "lands": self.numbers[sanction.lands],
                }
                for sanction in proof.sanctions
            ],
            "unsanctioned": self._plain_steps(proof.unsanctioned),
        }

    def _plain_steps(self, steps: Sequence[Step]) -> list[dict[str, Any]]:
        makers = self.conflict.decision_makers
        return [{"party": makers[mover].name, "to": self.numbers[at]} for mover, at in steps if mover >= 0]

    def nothing_better(self, proofs: Sequence[Proof]) -> str:
        """Return the reason where nothing would be an improvement, for one or more concepts at once."""
        first = proofs[0]
        who = party_words(self.conflict, first.members)
        gains = "every member prefers" if len(first.members) > 1 else "it prefers"
        concepts = listed([CONCEPT_NAMES[proof.concept] for proof in proofs])
        return (
            f"{capital(self.state(first.place))} is {concepts} stable for {who}: no move leads to a state that {gains}."
        )

    def _unstable(self, proof: Proof, who: str, concept: str, here: str) -> Iterable[str]:
        steps = self._steps(proof.unsanctioned, who if len(proof.members) == 1 else None)
        prefers = "which all members prefer" if len(proof.members) > 1 else "which it prefers"
        yield f"{here} is not {concept} stable for {who}: {steps}, {prefers}."
        others = len(self.conflict.decision_makers) > len(proof.members)
        if proof.concept == "nash":
            return
        if not others:
            yield "There is nobody else who could answer."
        elif proof.concept == "seq":
            yield f"No answer by improvements of the others leads to a state that is no better for {who}."
        elif proof.concept == "sim":
            yield f"No improvements of the others at the same moment make it no better for {who}."
        elif proof.concept == "smr":
            yield f"After every answer of the others {who} is still better off, or gets back to something better."
        else:
            yield f"No answer of the others leads to a state that is no better for {who}."

    def _sanction(self, proof: Proof, sanction: Sanction, who: str, together: bool) -> str:
        first = self._steps(sanction.improvement, who if not together else None)
        lands = self.state(sanction.lands)
        for_whom = "at least one member" if together else who
        end = f"which is no better for {for_whom} than {self.short(proof.place)}"
        if proof.concept == "sim":
            makers = self.conflict.decision_makers
            changes = [
                f"{makers[mover].name} makes its own improvement to {self.short(at)}"
                for mover, at in sanction.path[:-1]
            ]
            return f"If {first}, while {listed(changes)}, they land in {lands}, {end}."
        answer = self._steps(sanction.path, None)
        tail = f", and from there {who} cannot get to anything better" if proof.concept == "smr" else ""
        own = ", each step gaining by it" if proof.concept == "seq" else ""
        return f"If {first}, then {answer}{own}: {end}{tail}."

    def _steps(self, steps: Sequence[Step], only: str | None) -> str:
        """Return legal steps as ``A moves to state 5 (…), then B to state 3 (…)``."""
        makers = self.conflict.decision_makers
        words = []
        for index, (mover, target) in enumerate(steps):
            name = only or makers[mover].name
            words.append(f"{name} moves to {self.state(target)}" if index == 0 else f"{name} to {self.state(target)}")
        return ", then ".join(words)


def led_words(conflict: AnyConflict, number: int, leads_to: Mapping[int, str]) -> str:
    """Return a state for reading, with the package that it leads to where that is known."""
    words = capital(state_words(conflict, number))
    return f"{words}, which leads to {leads_to[number]}," if number in leads_to else words


def holding_sentences(
    conflict: AnyConflict,
    equilibria: Mapping[str, Sequence[int]],
    leads_to: Mapping[int, str] | None = None,
    *,
    shown: int = SHOWN_STATES,
) -> list[str]:
    """Return which states hold for everyone, under which concepts; those under the most concepts first."""
    under: dict[int, list[str]] = {}
    for concept, numbers in equilibria.items():
        for number in numbers:
            under.setdefault(number, []).append(CONCEPT_NAMES[concept])
    order = sorted(under, key=lambda number: (-len(under[number]), number))
    lines = [
        f"{led_words(conflict, number, leads_to or {})} holds for everyone under {listed(under[number])}."
        for number in order[:shown]
    ]
    if len(order) > shown:
        lines.append(f"So do {len(order) - shown} more states under at least one concept.")
    none = [CONCEPT_NAMES[concept] for concept, numbers in equilibria.items() if not numbers]
    if none:
        lines.append(f"Under {listed(none)} no state holds for everyone.")
    return lines


def uncertain_sentences(
    conflict: AnyConflict,
    verdicts: Mapping[str, Sequence[str]],
    leads_to: Mapping[int, str] | None = None,
    *,
    shown: int = SHOWN_STATES,
) -> list[str]:
    """Return which states hold for everyone in all and in some admissible preferences, surest first."""
    said: dict[int, dict[str, list[str]]] = {}
    for concept, column in verdicts.items():
        for number, verdict in enumerate(column, start=1):
            if verdict != "none":
                said.setdefault(number, {}).setdefault(verdict, []).append(CONCEPT_NAMES[concept])
    order = sorted(said, key=lambda n: (-len(said[n].get("all", ())), -len(said[n].get("some", ())), n))
    lines = []
    for number in order[:shown]:
        parts = [
            f"{VERDICTS[verdict]} under {listed(said[number][verdict])}"
            for verdict in ("all", "some", "open")
            if verdict in said[number]
        ]
        lines.append(f"{led_words(conflict, number, leads_to or {})} holds for everyone {'; '.join(parts)}.")
    if len(order) > shown:
        lines.append(f"So do {len(order) - shown} more states, in some admissible preferences at least.")
    none = [CONCEPT_NAMES[concept] for concept, column in verdicts.items() if all(v == "none" for v in column)]
    if none:
        lines.append(f"Under {listed(none)} no state holds for everyone, {VERDICTS['none']}.")
    return lines


def capital(text: str) -> str:
    """Return text with its first letter in upper case."""
    return text[:1].upper() + text[1:]
