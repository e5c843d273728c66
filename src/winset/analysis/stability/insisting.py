"""The plain "insist or settle" conflict, where only positions are known.

Over the parties and issues of the irreducible conflicts alone: each such party can insist on the option that it wants
on such an issue, or settle. An issue settles where exactly one option is still insisted on; else the status quo holds.
A party's preferences are what its positions say of the outcome, issue by issue: red lines before everything else, the
order among the rest unknown. All of this is an assumption, and is said with every answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from winset.analysis.blockers import TIERS, blockers
from winset.analysis.stability.conflict import Conflict, DecisionMaker, Option
from winset.analysis.stability.preference import Statements
from winset.core.errors import ConflictError
from winset.core.ids import unknown
from winset.negotiation.conditions import Condition, Name, Not, all_of, any_of
from winset.negotiation.model import Issue, Negotiation, Position
from winset.negotiation.positions import BASES, in_force

MOST_MOVES = 16

TIER_WORDS = {
    "red-lines": "stated red lines",
    "needs": "red lines and needs",
    "refusals": "red lines, needs and refusals",
}


@dataclass(frozen=True, slots=True)
class _Insistence:
    """One move: a party insists on an option of an issue."""

    party: str
    issue: str
    option: str

    @property
    def id(self) -> str:
        return f"{self.party}.{self.issue}"


def insist_or_settle(
    negotiation: Negotiation, *, issues: Iterable[str] | None = None
) -> tuple[Conflict, tuple[str, ...], dict[int, dict[str, str]]]:
    """Return the conflict, what was assumed, and the package that each state leads to.

    Parameters
    ----------
    issues
        Only these; None takes all issues of the irreducible conflicts.

    Raises
    ------
    ConflictError
        Where nothing stands in the way, or more than 16 moves would be needed.
    """
    known = [issue.id for issue in negotiation.issues]
    asked = None if issues is None else tuple(dict.fromkeys(issues))
    for name in asked or ():
        if name not in known:
            raise ConflictError(unknown("issue", name, known))
    tier, pairs = _pairs(negotiation, asked)
    if len(pairs) > MOST_MOVES:
        found = sorted({issue for _, issue in pairs}, key=known.index)
        raise ConflictError(
            f"insist or settle would need {len(pairs)} moves; at most {MOST_MOVES} are taken: choose some of the "
            f"issues with --issues (in Python: issues=[…]): {', '.join(found)}"
        )
    notes = [
        "This is not a conflict over moves that the file gives, but the plain one in which each party insists on what "
        f"it wants or settles, over the parties and issues of the irreducible conflicts ({TIER_WORDS[tier]}). This is "
        "an assumption.",
        "An issue settles where exactly one option is still insisted on; else what holds today goes on.",
        "Red lines come before everything else; how a party weighs one issue against another is not known.",
        "Options that a position does not rank are taken to be worse than those that it ranks, and better than its red "
        "lines.",
    ]
    moves = []
    for party, issue in pairs:
        move, note = _insists(negotiation, party, issue)
        moves.append(move)
        if note:
            notes.append(note)
    conflict = _conflict(negotiation, moves)
    return conflict, tuple(notes), _packages(negotiation, conflict, moves)


def _pairs(negotiation: Negotiation, asked: tuple[str, ...] | None) -> tuple[str, list[tuple[str, str]]]:
    """Return the first tier in which something blocks, and its (party, issue) pairs in the order of the file."""
    parties = [party.id for party in negotiation.parties]
    known = [issue.id for issue in negotiation.issues]
    for tier in TIERS:
        found = blockers(negotiation, tier=tier)
        pairs = {
            (clause.holder, issue)
            for conflict in found.conflicts
            for clause in conflict
            for issue in clause.issues
            if asked is None or issue in asked
        }
        if pairs:
            return tier, sorted(pairs, key=lambda pair: (parties.index(pair[0]), known.index(pair[1])))
    where = "" if asked is None else f" on {', '.join(asked)}"
    raise ConflictError(
        f"no party's position stands in another's way{where}, so insist or settle makes no conflict to analyse; "
        "write 'moves' and 'preferences' into the file (see docs/how-to/analyse-stability.md)"
    )


def _position(negotiation: Negotiation, party: str, issue: str) -> Position | None:
    """Return a party's position on an issue, its own word before that of others."""
    found = [p for p in in_force(negotiation) if p.holder == party and p.issue == issue]
    return min(found, key=lambda p: BASES.index(p.basis), default=None)


def _insists(negotiation: Negotiation, party: str, issue_id: str) -> tuple[_Insistence, str]:
    issue = negotiation.issue(issue_id)
    position = _position(negotiation, party, issue_id)
    every = [option.id for option in issue.options]
    wanted = every
    if position is not None:
        allowed = [option for option in position.needs or every if option not in position.red_lines]
        best = next(([o for o in tier if o in allowed] for tier in position.ranking if set(tier) & set(allowed)), None)
        wanted = best or allowed or every
    if len(wanted) == 1:
        return _Insistence(party, issue_id, wanted[0]), ""
    chosen = issue.status_quo if issue.status_quo in wanted else wanted[0]
    assert chosen is not None
    name = negotiation.party(party).name
    says = issue.option(chosen).says
    return _Insistence(party, issue_id, chosen), (
        f"What {name} wants most on {issue.question} is not settled between {len(wanted)} options; taken: {says}."
    )


def _conflict(negotiation: Negotiation, moves: list[_Insistence]) -> Conflict:
    issues = list(dict.fromkeys(move.issue for move in moves))
    makers = []
    for party in dict.fromkeys(move.party for move in moves):
        name = negotiation.party(party).name
        own = [move for move in moves if move.party == party]
        options = tuple(
            Option(move.id, f"{name} insists: {negotiation.issue(move.issue).option(move.option).says}") for move in own
        )
        makers.append(DecisionMaker(party, name, options, _preference(negotiation, party, issues, moves)))
    bare = Conflict(tuple(makers), title=negotiation.title)
    everyone_insists = (1 << len(bare.options)) - 1
    return Conflict(tuple(makers), title=negotiation.title, status_quo=bare.at(everyone_insists))


def _preference(negotiation: Negotiation, party: str, issues: list[str], moves: list[_Insistence]) -> Statements:
    firm: list[Condition] = []
    other: list[Condition] = []
    for issue_id in issues:
        position = _position(negotiation, party, issue_id)
        if position is None:
            continue
        issue = negotiation.issue(issue_id)
        every = [option.id for option in issue.options]
        allowed = [option for option in every if option not in position.red_lines]
        _add(firm, _outcome_in(issue, allowed, moves))
        if position.needs:
            _add(other, _outcome_in(issue, [option for option in allowed if option in position.needs], moves))
        reached: list[str] = []
        for tier in position.ranking:
            reached += [option for option in tier if option not in position.red_lines]
            _add(other, _outcome_in(issue, reached, moves))
    other = [statement for statement in other if statement not in firm]
    count = len(firm)
    before = [(a, b) for a in range(count) for b in range(count, count + len(other))]
    return Statements((*firm, *other), tuple(before))


def _add(statements: list[Condition], found: Condition | None) -> None:
    if found is not None and found not in statements:
        statements.append(found)


def _outcome_in(issue: Issue, options: list[str], moves: list[_Insistence]) -> Condition | None:
    """Return the statement that the issue ends in one of `options`; None where it always or never does."""
    on_it = [move for move in moves if move.issue == issue.id]
    insisted = list(dict.fromkeys(move.option for move in on_it))
    good = issue.status_quo in options
    away = [option for option in insisted if (option in options) != good]
    if not away:
        return None
    settled = any_of(_settled(option, on_it) for option in away)
    return Not(settled) if good else settled


def _settled(option: str, on_it: list[_Insistence]) -> Condition:
    """Return the statement that this option alone is still insisted on."""
    for_it = any_of(Name(move.id) for move in on_it if move.option == option)
    against = [Not(Name(move.id)) for move in on_it if move.option != option]
    return all_of([for_it, *against])


def _packages(negotiation: Negotiation, conflict: Conflict, moves: list[_Insistence]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    places = {option.id: bit for bit, option in enumerate(conflict.options)}
    today: Mapping[str, str | None] = {issue.id: issue.status_quo for issue in negotiation.issues}
    for number in range(1, conflict.size + 1):
        vector = conflict.vector(number)
        package = {}
        for issue in dict.fromkeys(move.issue for move in moves):
            left = {m.option for m in moves if m.issue == issue and vector >> places[m.id] & 1}
            outcome = left.pop() if len(left) == 1 else today[issue]
            if outcome is not None:
                package[issue] = outcome
        found[number] = package
    return found
