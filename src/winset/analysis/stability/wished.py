"""`make_stable`: what would make a wished state hold, party by party."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import factorial
from types import MappingProxyType
from typing import Any

import numpy as np

from winset.analysis.stability.arena import Arena
from winset.analysis.stability.building import built_from
from winset.analysis.stability.conflict import AnyConflict, Conflict
from winset.analysis.stability.cube import CubeArena
from winset.analysis.stability.edits import Edits, Variants
from winset.analysis.stability.engine import CONCEPTS, arena_of
from winset.analysis.stability.inverse import block_of, count_rankings, demotions, needs_of
from winset.analysis.stability.preference import Statements
from winset.analysis.stability.simultaneous import sim_refused
from winset.analysis.stability.together import Together, together
from winset.analysis.stability.words import CONCEPT_NAMES, by_name, state_words
from winset.analysis.words import listed, plural
from winset.core.errors import ConflictError, LimitError
from winset.core.ids import unknown
from winset.core.results import SCHEMA_VERSION, Result, Run
from winset.negotiation.model import Negotiation

METHOD = "Inverse graph model (Kinsara, Petersons, Hipel & Kilgour 2015), counted over sets of preferred states"
MOST_STATES = 1 << 12


@dataclass(frozen=True)
class Wish:
    """What one party's preferences would have to be, under one concept, the others' as they are.

    Parameters
    ----------
    party, concept
        For whom, and how.
    stable
        Whether the state is stable for the party already.
    rankings, of
        How many strict rankings in the range make it stable, of how many; None where too many states matter.
    demotions
        Minimal sets of states (numbers) that the party must no longer prefer to the wished one; empty where none of up
        to `demotions_tried` states is enough.
    demotions_tried
        The size up to which all sets were tried.
    edits
        The fewest changes of its prioritised statements; None where it has none, or their order is not known.
    """

    party: int
    concept: str
    stable: bool
    rankings: int | None
    of: int
    demotions: tuple[tuple[int, ...], ...]
    demotions_tried: int
    edits: Edits | None


@dataclass(frozen=True, kw_only=True)
class Inverse(Result):
    """What would make a wished state hold.

    Parameters
    ----------
    state
        Its number.
    wishes
        One answer for each party and concept.
    vary
        Which places of each ranking, best first, were allowed to vary.
    jointly
        By concept, changes of all parties together, where all were asked about and each that has to change can.
    """

    conflict: AnyConflict
    state: int
    concepts: tuple[str, ...]
    wishes: tuple[Wish, ...]
    vary: tuple[int, int] | None
    jointly: tuple[Together, ...] = ()
    notes: tuple[str, ...] = ()

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Return one row for each party and concept."""
        return [
            {
                "party": self.conflict.decision_makers[wish.party].name,
                "concept": CONCEPT_NAMES[wish.concept],
                "stable now": wish.stable,
                "rankings": wish.rankings,
                "of": wish.of,
                "fewest changes": None if wish.edits is None else wish.edits.fewest,
                "must not be preferred": [list(one) for one in wish.demotions],
            }
            for wish in self.wishes
        ]

    def sentences(self) -> list[str]:
        """Return the answer in sentences, party by party."""
        lines = [f"Wished: {state_words(self.conflict, self.state)}."]
        place = {party: k for k, (party, _) in enumerate(by_name(self.conflict))}
        for wish in sorted(self.wishes, key=lambda wish: place[wish.party]):
            lines += self._wish(wish)
        return lines + [self._joint(found) for found in self.jointly]

    def _joint(self, found: Together) -> str:
        start = f"{CONCEPT_NAMES[found.concept]}, for everyone"
        if found.changes == 0:
            return f"{start}: it holds already."
        if found.changes is None:
            return f"{start}: the ways found for each party do not add up; one party's change moves another's answer."
        makers = self.conflict.decision_makers
        parts = [
            f"{makers[party].name}: {', then '.join(edit.says for edit in edits)}"
            for party, edits in found.ways.items()
            if edits
        ]
        proved = "the fewest in the range" if found.fewest else "fewer are not ruled out"
        return f"{start}: {plural(found.changes, 'change')} would do ({proved}). {'; '.join(parts)}."

    def _wish(self, wish: Wish) -> list[str]:
        name, concept = self.conflict.decision_makers[wish.party].name, CONCEPT_NAMES[wish.concept]
        count = (
            ""
            if wish.rankings is None
            else f" {wish.rankings:,} of the {wish.of:,} strict rankings in the range make it stable."
        )
        if wish.stable:
            return [f"{concept}, {name}: it is stable already.{count}"]
        lines = [f"{concept}, {name}: it is not stable.{count}"]
        if not wish.demotions:
            tried = plural(wish.demotions_tried, "state")
            lines.append(f"Giving up its preference for {tried} or fewer would not be enough.")
        elif len(wish.demotions) > 6:
            lines.append(
                f"There are {len(wish.demotions)} smallest sets of states that it would have to stop preferring."
            )
        else:
            sets = listed(
                [f"{'state' if len(one) == 1 else 'states'} {listed([str(n) for n in one])}" for one in wish.demotions],
                "or",
            )
            lines.append(f"It would have to stop preferring, to the wished one, {sets}.")
        lines += _edit_words(wish.edits)
        return lines

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON-ready values."""
        return {
            "winset": self.run.version,
            "schema": SCHEMA_VERSION,
            "title": self.conflict.title,
            "state": self.state,
            "label": self.conflict.label(self.state),
            "vary": list(self.vary) if self.vary else None,
            "answers": [
                {
                    "party": self.conflict.decision_makers[wish.party].name,
                    "concept": wish.concept,
                    "stable_now": wish.stable,
                    "rankings": wish.rankings,
                    "of": wish.of,
                    "must_not_be_preferred": [list(one) for one in wish.demotions],
                    "must_not_be_preferred_tried": wish.demotions_tried,
                    "changes": None if wish.edits is None else _edits_dict(wish.edits),
                }
                for wish in self.wishes
            ],
            "together": [
                {
                    "concept": found.concept,
                    "changes": found.changes,
                    "fewest": found.fewest,
                    "parties": {
                        self.conflict.decision_makers[party].name: [edit.says for edit in edits]
                        for party, edits in found.ways.items()
                    },
                }
                for found in self.jointly
            ],
            "notes": list(self.notes),
            "run": self.run.to_dict(),
        }


def make_stable(
    source: Negotiation | AnyConflict,
    state: str | int,
    *,
    parties: Iterable[str] | None = None,
    concepts: Iterable[str] | None = None,
    vary: tuple[int, int] | None = None,
    most_changes: int = 2,
    issues: Iterable[str] | None = None,
) -> Inverse:
    """Return what preferences of whom would make a wished state stable, for each party with the others as they are.

    Parameters
    ----------
    state
        Number, label, or options at yes.
    parties
        Ids or names; None asks for all.
    concepts
        None asks for all that the conflict allows.
    vary
        Places ``(first, last)`` of each party's ranking, best first, whose states may stand in any strict order; tied
        states share a place. None lets the whole ranking vary.
    most_changes
        Up to how many changes of prioritised statements are searched.

    Raises
    ------
    ConflictError
        Where there is no such state, party, concept or range, or preferences of others are not fully known.
    LimitError
        Where there are more than 4,096 states.
    """
    built = built_from(source, issues=issues)
    conflict = built.conflict
    if conflict.size > MOST_STATES:
        raise LimitError(f"the inverse is answered up to {MOST_STATES} states; this conflict has {conflict.size}")
    if not conflict.is_known:
        open_ = [maker.name for maker in conflict.decision_makers if not maker.preference.is_known]
        raise ConflictError(
            f"what would make a state stable needs the preferences of all parties; not fully known: {', '.join(open_)}"
        )
    number = conflict.number(state)
    arena = arena_of(conflict)
    asked = range(len(conflict.decision_makers)) if parties is None else [conflict.party(name) for name in parties]
    chosen = _concepts(arena, concepts)
    wishes: list[Wish] = []
    for party in dict.fromkeys(asked):
        variants = _variants(conflict, party, number - 1)
        wishes += [_answer(conflict, arena, number - 1, party, c, vary, most_changes, variants) for c in chosen]
    return Inverse(
        run=Run(
            METHOD,
            MappingProxyType({"state": number, "vary": list(vary) if vary else None, "most_changes": most_changes}),
            exact=all(wish.edits is None or wish.edits.complete for wish in wishes),
            input_sha256=conflict.sha256,
        ),
        conflict=conflict,
        state=number,
        concepts=chosen,
        wishes=tuple(wishes),
        vary=vary,
        jointly=_jointly(conflict, number - 1, chosen, wishes) if parties is None else (),
        notes=built.notes,
    )


def _jointly(
    conflict: AnyConflict, state: int, concepts: Sequence[str], wishes: Sequence[Wish]
) -> tuple[Together, ...]:
    if not isinstance(conflict, Conflict):
        return ()
    found = []
    for concept in concepts:
        open_ = [wish for wish in wishes if wish.concept == concept and not wish.stable]
        ways = {wish.party: wish.edits.ways for wish in open_ if wish.edits is not None and wish.edits.ways}
        if len(ways) == len(open_):
            found.append(together(conflict, state, concept, ways))
    return tuple(found)


def _concepts(arena: Arena, concepts: Iterable[str] | None) -> tuple[str, ...]:
    options = isinstance(arena, CubeArena)
    if concepts is None:
        return CONCEPTS if options else CONCEPTS[:-1]
    chosen = tuple(dict.fromkeys(concepts))
    for concept in chosen:
        if concept not in CONCEPTS:
            raise ConflictError(unknown("concept", concept, CONCEPTS))
    if "sim" in chosen and not options:
        raise sim_refused("arbitrary move graphs")
    return chosen


def _answer(
    conflict: AnyConflict,
    arena: Arena,
    state: int,
    party: int,
    concept: str,
    vary: tuple[int, int] | None,
    most: int,
    variants: Variants | None,
) -> Wish:
    needs = needs_of(arena, state, party, concept)
    ranks = conflict.ranks(party)
    better = sum(1 << int(k) for k in np.flatnonzero(ranks > ranks[state]))
    tiers = [np.flatnonzero(ranks == height).tolist() for height in range(int(ranks.max()), -1, -1)]
    first, last = vary or (1, len(tiers))
    if not 1 <= first <= last <= len(tiers):
        name = conflict.decision_makers[party].name
        raise ConflictError(f"the ranking of {name} has places 1 to {len(tiers)}; {first} to {last} is no part of it")
    block = block_of(tiers, first, last)
    rankings: int | None
    try:
        rankings, of = count_rankings(needs, block, better)
    except LimitError:
        rankings, of = None, factorial(len(block.varying))
    lowered, tried = demotions(needs, better)
    return Wish(
        party,
        concept,
        needs.stable(better),
        rankings,
        of,
        tuple(tuple(k + 1 for k in one) for one in lowered),
        tried,
        None if variants is None else variants.fewest(needs, most_changes=most),
    )


def _variants(conflict: AnyConflict, party: int, state: int) -> Variants | None:
    known = conflict.decision_makers[party].preference
    if not isinstance(known, Statements) or not known.is_known or not isinstance(conflict, Conflict):
        return None
    if known.before is not None:
        known = Statements(tuple(known.statements[place] for place in known.order.first_extension()))
    return Variants(conflict, known, state)


def _edit_words(edits: Edits | None) -> list[str]:
    if edits is None or edits.fewest == 0:
        return []
    if edits.fewest is None:
        cut = "" if edits.complete else " (the search was cut there)"
        return [
            f"No {plural(edits.most_changes, 'change')} or fewer of its statements would do{cut}; "
            f"{edits.searched:,} lists were looked at."
        ]
    lines = [
        f"{plural(edits.fewest, 'change')} of its statements would do; {plural(edits.lists, 'list')} of statements can "
        "be made so. For example:"
    ]
    return [*lines, *("  " + ", then ".join(edit.says for edit in way) + "." for way in edits.ways[:5])]


def _edits_dict(edits: Edits) -> dict[str, Any]:
    return {
        "fewest": edits.fewest,
        "ways": [
            {
                "changes": [edit.says for edit in way],
                "statements": [str(statement) for statement in way[-1].after] if way else None,
            }
            for way in edits.ways
        ],
        "lists": edits.lists,
        "searched": edits.searched,
        "most_changes": edits.most_changes,
        "complete": edits.complete,
    }
