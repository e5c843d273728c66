"""From a negotiation to a conflict: its moves and prioritised preferences, or the plain "insist or settle" conflict.

A public condition ("if not settle, we strike") is a threat or promise. It enters nobody's ranking: whether it would be
carried out is what the analysis is asked. It is answered here beside the rest, as a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from winset.analysis.stability.conflict import AnyConflict, Conflict, DecisionMaker, GraphConflict, Option
from winset.analysis.stability.insisting import insist_or_settle
from winset.analysis.stability.preference import PartialRanking, Preference, Statements
from winset.analysis.stability.relation import Relation
from winset.analysis.words import label, listed
from winset.core.errors import ConflictError
from winset.core.ids import unknown
from winset.negotiation.conditions import parse
from winset.negotiation.model import Move, Negotiation
from winset.negotiation.names import Names

MOST_LINKED = 1 << 16


@dataclass(frozen=True)
class Built:
    """A conflict and what went into building it.

    Parameters
    ----------
    conflict
        The conflict.
    notes
        What was assumed, in sentences.
    packages
        For state numbers, the package that the state leads to, as far as it is known.
    threats
        Public conditions, in sentences, with what carrying them out would mean for their author.
    leads_to
        The packages in words, for sentences.
    """

    conflict: AnyConflict
    notes: tuple[str, ...] = ()
    packages: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    threats: tuple[str, ...] = ()
    leads_to: Mapping[int, str] = field(default_factory=dict)


def built_from(
    source: Negotiation | AnyConflict, *, issues: Iterable[str] | None = None, unknown_order: Iterable[str] = ()
) -> Built:
    """Return the conflict of a negotiation, or a conflict itself, ready to be analysed.

    Raises
    ------
    ConflictError
        Where the negotiation has neither moves nor an irreducible conflict, or names do not exist.
    """
    if isinstance(source, (Conflict, GraphConflict)):
        if issues is not None:
            raise ConflictError("issues are chosen for a negotiation; a conflict has none")
        return Built(with_unknown_order(source, unknown_order), source.notes)
    if source.moves and issues is None:
        return _from_moves(source, unknown_order)
    conflict, notes, packages = insist_or_settle(source, issues=issues)
    words = _package_words(source, packages)
    return Built(with_unknown_order(conflict, unknown_order), notes, packages, leads_to=words)


def with_unknown_order(conflict: AnyConflict, parties: Iterable[str]) -> AnyConflict:
    """Return the conflict with the order of these parties' statements not known (``party``, or ``party:2-4``)."""
    makers = list(conflict.decision_makers)
    for wanted in parties:
        name, _, span = wanted.partition(":")
        place = conflict.party(name)
        known = makers[place].preference
        if not isinstance(known, Statements):
            raise ConflictError(f"{makers[place].name} has no preference statements whose order could be unknown")
        makers[place] = replace(makers[place], preference=_loosened(known, span, wanted))
    return replace(conflict, decision_makers=tuple(makers))


def _loosened(known: Statements, span: str, wanted: str) -> Statements:
    count = len(known.statements)
    first, last = 1, count
    if span:
        low, _, high = span.partition("-")
        if not (low.isdigit() and (high or low).isdigit()):
            raise ConflictError(f"{wanted!r}: write party or party:2-4, the places of the statements in question")
        first, last = int(low), int(high or low)
        if not 1 <= first <= last <= count:
            raise ConflictError(f"{wanted!r}: the statements run from 1 to {count}")
    block = range(first - 1, last)
    pairs = [(a, b) for a in range(count) for b in range(a + 1, count) if not (a in block and b in block)]
    return Statements(known.statements, tuple(pairs))


def _from_moves(negotiation: Negotiation, unknown_order: Iterable[str]) -> Built:
    notes: list[str] = []
    names = {party.id: party.name for party in negotiation.parties}
    ids = [move.id for move in negotiation.moves]
    movers = [party.id for party in negotiation.parties if any(move.party == party.id for move in negotiation.moves)]
    strange = [move for move in negotiation.moves if move.party not in names]
    if strange:
        raise ConflictError(f"move {strange[0].id!r}: {unknown('party', strange[0].party, names)}")
    makers = []
    for party in movers:
        own = [move for move in negotiation.moves if move.party == party]
        options = tuple(Option(move.id, move.says, move.direction) for move in own)
        preference: Preference
        if party in negotiation.preferences:
            preference = Statements(tuple(parse(text, moves=ids) for text in negotiation.preferences[party]))
        else:
            preference = PartialRanking()
            notes.append(
                f"Nothing is stated of the preferences of {names[party]} over states: every ranking is admissible."
            )
        makers.append(DecisionMaker(party, names[party], options, preference))
    idle = [names[party] for party in negotiation.preferences if party not in movers and party in names]
    if idle:
        notes.append(f"Has preferences over states and no move of its own: {', '.join(idle)}; left out.")
    infeasible = tuple(parse(text, moves=ids) for text in negotiation.infeasible)
    bare = Conflict(tuple(makers), infeasible, _coalitions(negotiation, movers, notes), title=negotiation.title)
    today = _today(bare, negotiation.moves, notes)
    conflict = with_unknown_order(replace(bare, status_quo=today), unknown_order)
    assert isinstance(conflict, Conflict)
    packages = packages_of(negotiation, conflict, notes)
    threats = tuple(threat_words(negotiation, conflict))
    return Built(conflict, tuple(notes), packages, threats, _package_words(negotiation, packages))


def _package_words(negotiation: Negotiation, packages: Mapping[int, Mapping[str, str]]) -> dict[int, str]:
    names = Names.of(negotiation)
    return {
        number: listed([label(names.option(issue, option)) for issue, option in package.items()])
        for number, package in packages.items()
        if package
    }


def _today(conflict: Conflict, moves: Sequence[Move], notes: list[str]) -> int | None:
    open_ = [move.id for move in moves if move.now is None]
    if open_:
        notes.append(f"No status quo: it is not said whether these moves are made now: {', '.join(open_)}.")
        return None
    now = {move.id: bool(move.now) for move in moves}
    vector = sum(1 << bit for bit, option in enumerate(conflict.options) if now[option.id])
    found = conflict.at(vector)
    if found is None:
        raise ConflictError(
            "what holds today is infeasible by the file's own conditions; correct 'now' of a move, or 'infeasible'"
        )
    return found


def _coalitions(negotiation: Negotiation, movers: Sequence[str], notes: list[str]) -> tuple[tuple[int, ...], ...]:
    found: list[tuple[int, ...]] = []
    taken: set[int] = set()
    for party in negotiation.parties:
        members = tuple(sorted(movers.index(member) for member in party.members if member in movers))
        if party.kind != "coalition" or len(members) < 2:
            continue
        if taken & set(members):
            notes.append(f"The coalition {party.name} shares a member with another one and was left out.")
            continue
        taken |= set(members)
        found.append(members)
    return tuple(found)


def packages_of(negotiation: Negotiation, conflict: Conflict, notes: list[str]) -> dict[int, dict[str, str]]:
    """Return for each state that `outcomes` speak of the package that it leads to; what contradicts is left out."""
    found: dict[int, dict[str, str]] = {}
    if not negotiation.outcomes or conflict.size > MOST_LINKED:
        return found
    ids = [option.id for option in conflict.options]
    torn: set[str] = set()
    for outcome in negotiation.outcomes:
        for row in conflict.satisfied(parse(outcome.when, moves=ids)).nonzero()[0].tolist():
            package = found.setdefault(row + 1, {})
            for issue, option in outcome.package.items():
                if package.setdefault(issue, option) != option:
                    torn.add(issue)
    if torn:
        notes.append(
            f"Outcomes say two things of one state about: {', '.join(sorted(torn))}; there the first one is shown."
        )
    return found


def threat_words(negotiation: Negotiation, conflict: Conflict) -> list[str]:
    """Return each public condition with, where its author's preferences say so, whether carrying it out would pay."""
    ids = [option.id for option in conflict.options]
    lines = []
    for move in negotiation.moves:
        for condition in move.conditions:
            says = label(condition.says or move.says)
            name = negotiation.party(move.party).name
            if condition.if_ is None:
                lines.append(f"Public condition of {name}: {says}; in which states it applies is not written down.")
                continue
            line = f"Public condition of {name}: {says}, under the condition {label(condition.if_)}."
            met = conflict.satisfied(parse(condition.if_, moves=ids))
            lines.append(f"{line} {_pays(conflict, move, met.nonzero()[0].tolist())}".strip())
    return lines


def _pays(conflict: Conflict, move: Move, rows: Sequence[int]) -> str:
    if conflict.size > 1 << 12:
        return ""
    bit = next(place for place, option in enumerate(conflict.options) if option.id == move.id)
    relation = Relation(conflict, conflict.party(move.party))
    counts = {"better": 0, "worse": 0, "tied": 0, "unknown": 0}
    for row in rows:
        vector = conflict.vector(row + 1)
        made = conflict.at(vector | 1 << bit)
        if not vector >> bit & 1 and made is not None:
            counts[relation.compare(made - 1, row)] += 1
    total = sum(counts.values())
    if not total:
        return "Where it is met, the move is made already or cannot be made."
    parts = [words if counts[k] == total else f"{words} in {counts[k]}" for k, words in _PAYS.items() if counts[k]]
    states = "state" if total == 1 else "states"
    where = f"In {total} {states} the condition is met and the move is not made"
    return f"{where}; by the stated preferences, making it there is {' and '.join(parts)}."


_PAYS = {"better": "better for it", "worse": "worse for it", "tied": "the same to it", "unknown": "not known"}
