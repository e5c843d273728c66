"""What a part says of itself and of its neighbours: rankings, red lines, coalitions, dates, numbers, contradictions."""

from __future__ import annotations

import math

from winset.core.dates import PartialDate
from winset.core.ids import listing
from winset.negotiation.findings import Findings
from winset.negotiation.model import Constraint, Position, Utility
from winset.negotiation.nodes import Path

TOLERANCE = 1e-6
MOST_STEPS = 20_000
MOST_ISSUES = 400


def check_consistency(f: Findings) -> None:
    """Report what cannot be meant, and what is odd."""
    _coalitions(f)
    _parties(f)
    _issues(f)
    for number, position in enumerate(f.negotiation.positions):
        _position(f, position, ("positions", number))
    _twice(f)
    _clauses(f)
    _dates(f)
    for party, utility in f.negotiation.utilities.items():
        _utility(f, utility, ("utilities", party))


def _coalitions(f: Findings) -> None:
    members = {party.id: party.members for party in f.negotiation.parties}
    for number, party in enumerate(f.negotiation.parties):
        path: Path = ("parties", number)
        if party.members and party.kind != "coalition":
            message = f"only a coalition has members, and {party.id!r} is of kind {party.kind!r}"
            f.error((*path, "members"), message, "write 'kind: coalition', or take the members out", key=True)
        if party.kind == "coalition" and not party.members:
            f.warning(path, f"the coalition {party.id!r} has no members", "name them under 'members'")
        for count, member in enumerate(party.members):
            way = _way(members, member, party.id)
            if way is not None:
                names = [party.id, *way]
                chain = " → ".join(names if len(names) < 9 else [*names[:5], "…", *names[-2:]])
                f.error(
                    (*path, "members", count), f"the coalition {party.id!r} contains itself: {chain}", "take it out"
                )


def _way(members: dict[str, tuple[str, ...]], start: str, goal: str) -> list[str] | None:
    """Return the chain of members from `start` down to `goal`, or None."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop()
        if way[-1] == goal:
            return way
        for member in members.get(way[-1], ()):
            if member not in seen:
                seen.add(member)
                ways.append([*way, member])
    return None


def _parties(f: Findings) -> None:
    n = f.negotiation
    if not n.parties and not f.hidden["party"]:
        f.error(("parties",), "there is no party", "name at least one")
    for number, party in enumerate(n.parties):
        path: Path = ("parties", number)
        if party.ratifies_for is not None and "ratifier" not in party.roles:
            message = f"{party.id!r} ratifies for {party.ratifies_for!r} without the role of a ratifier"
            f.error((*path, "ratifies_for"), message, "write 'roles: [ratifier]'")
        if party.ratifies_for == party.id:
            f.error((*path, "ratifies_for"), f"{party.id!r} cannot ratify for itself", "name another party")
        if len(set(party.roles)) < len(party.roles):
            f.warning((*path, "roles"), f"a role of {party.id!r} is named twice", "take one out")
    if n.consent is not None and not n.consent:
        f.error(("consent",), "nobody's yes is asked for", "name the parties, or take 'consent' out")
    for number, member in enumerate(n.consent or ()):
        if any(p.id == member and p.kind == "coalition" for p in n.parties):
            message = f"{member!r} is a coalition; its yes is not its members'"
            f.warning(("consent", number), message, "name the members where each must agree")


def _issues(f: Findings) -> None:
    n = f.negotiation
    if not n.issues and not f.hidden["issue"]:
        f.error(("issues",), "there is no issue", "name at least one, with its options")
    for number, issue in enumerate(n.issues):
        path: Path = ("issues", number, "options")
        if any(known == issue.id for known, _ in f.hidden_options):
            continue
        if not issue.options:
            f.error(path, f"the issue {issue.id!r} is empty: it has no option", "name two or more")
        elif len(issue.options) == 1:
            f.warning(path, f"the issue {issue.id!r} has one option only, so nothing is in question", "name another")


def _position(f: Findings, position: Position, path: Path) -> None:
    ranked: set[str] = set()
    for number, tier in enumerate(position.ranking):
        if not tier:
            f.error((*path, "ranking", number), "an empty tie", "take it out")
        for place, option in enumerate(tier):
            if option in ranked:
                f.error((*path, "ranking", number, place), f"the ranking names {option!r} twice", "take one out")
            ranked.add(option)
    red = set(position.red_lines)
    for name, what in (("red_lines", "red lines"), ("needs", "needs")):
        seen: set[str] = set()
        for number, option in enumerate(getattr(position, name)):
            if option in seen:
                f.error((*path, name, number), f"the {what} name {option!r} twice", "take one out")
            seen.add(option)
    for number, option in enumerate(position.needs):
        if option in red:
            message = f"{option!r} is both a red line and a need of {position.holder!r}"
            f.error((*path, "needs", number), message, "it is refused or it is enough, not both")
    if position.fallback in red:
        message = f"{position.fallback!r} is both a red line and the fallback of {position.holder!r}"
        f.error((*path, "fallback"), message, "what is refused whatever else is offered cannot be fallen back on")
    options = f.options.get(position.issue, set())
    if options and options <= red and not any(known == position.issue for known, _ in f.hidden_options):
        f.warning(
            (*path, "red_lines"), f"{position.holder!r} refuses every option of {position.issue!r}", "is it meant?"
        )
    if position.needs and position.fallback is not None and position.fallback not in (*position.needs, *red):
        message = f"the fallback {position.fallback!r} is not among the needs of {position.holder!r}"
        f.warning((*path, "fallback"), message, "a need means one of these or no agreement")
    if red and ranked:
        _order(f, position, red, path)
    if not (position.ranking or position.red_lines or position.needs or position.fallback or position.note):
        f.warning(path, "the position says nothing", "give a ranking, red_lines, needs, fallback or a note")


def _order(f: Findings, position: Position, red: set[str], path: Path) -> None:
    """Report a refused option that is ranked above one that is not refused."""
    worst = max((n for n, tier in enumerate(position.ranking) if set(tier) - red), default=-1)
    for number, tier in enumerate(position.ranking[: max(worst, 0)]):
        for place, option in enumerate(tier):
            if option in red:
                message = f"{option!r} is a red line, yet ranked above options that are none"
                f.warning((*path, "ranking", number, place), message, "is it meant?")


def _twice(f: Findings) -> None:
    first: dict[tuple[str, str, str, PartialDate | None], int] = {}
    for number, position in enumerate(f.negotiation.positions):
        key = (position.holder, position.issue, position.basis, position.as_of)
        if key in first:
            message = (
                f"a second position of {position.holder!r} on {position.issue!r} by the basis {position.basis!r} "
                f"(first in {f.line(('positions', first[key]))})"
            )
            f.warning(("positions", number), message, "give each its as_of where the position changed, or join them")
        first.setdefault(key, number)


def _clauses(f: Findings) -> None:
    n = f.negotiation
    for name in ("requirements", "constraints"):
        for number, clause in enumerate(getattr(n, name)):
            path: Path = (name, number)
            chosen: dict[str, str] = {}
            for count, choice in enumerate(clause.if_):
                if chosen.setdefault(choice.issue, choice.option) != choice.option:
                    message = f"{choice.issue!r} cannot be both {chosen[choice.issue]!r} and {choice.option!r}"
                    f.error(
                        (*path, "if", count), f"the 'if' never holds: {message}", "'if' asks for all of its options"
                    )
            if not clause.if_ and not clause.any_of:
                f.error(path, "nothing could satisfy this: 'if' and 'any_of' are both empty", "name an option")
            elif set(clause.if_) & set(clause.any_of):
                f.warning(path, "an option stands in 'if' and in 'any_of', so this always holds", "is it meant?")
    if _contradictory(f):
        # A warning: that no package can be is an answer that the analyses give.
        f.warning(("constraints",), "the constraints contradict each other: no package can be", "take one back")


def _contradictory(f: Findings) -> bool:
    """Whether the constraints leave no package, as far as a search of `MOST_STEPS` steps can tell."""
    constraints = [c for c in f.negotiation.constraints if c.if_ or c.any_of]  # others are reported as errors
    named = dict.fromkeys(choice.issue for c in constraints for choice in (*c.if_, *c.any_of))
    issues = [issue for issue in named if f.options.get(issue)]
    steps = 0

    def broken(package: dict[str, str], constraint: Constraint) -> bool:
        """Whether it can no longer hold, whatever is chosen on the issues that are open."""
        met = all(package.get(choice.issue) == choice.option for choice in constraint.if_)
        lost = all(package.get(c.issue, c.option) != c.option for c in constraint.any_of)
        return met and lost

    def completed(package: dict[str, str], at: int) -> bool:
        nonlocal steps
        steps += 1
        if steps > MOST_STEPS:
            return True  # not known to be contradictory
        if any(broken(package, constraint) for constraint in constraints):
            return False
        if at == len(issues):
            return True
        options = sorted(f.options[issues[at]])
        return any(completed({**package, issues[at]: option}, at + 1) for option in options)

    return bool(constraints) and len(issues) <= MOST_ISSUES and not completed({}, 0)


def _dates(f: Findings) -> None:
    n = f.negotiation
    for number, party in enumerate(n.parties):
        for count, actor in enumerate(party.actors):
            path: Path = ("parties", number, "actors", count)
            _reversed(f, actor.from_, actor.to, path, f"{actor.name!r}")
    for number, future in enumerate(n.no_deal):
        _reversed(f, future.from_, future.to, ("no_deal", number), f"{future.id!r}")
    for number, proposal in enumerate(n.proposals):
        seen: set[tuple[str, PartialDate | None]] = set()
        for count, response in enumerate(proposal.responses):
            path = ("proposals", number, "responses", count)
            if (response.party, response.date) in seen:
                message = f"a second answer of {response.party!r}"
                f.warning((*path, "party"), message, "give each its date where the answer changed")
            seen.add((response.party, response.date))
            if response.date is not None and proposal.date is not None and response.date.last < proposal.date.first:
                message = f"the answer of {response.party!r} ({response.date}) is before the proposal ({proposal.date})"
                f.warning((*path, "date"), message, "check both dates")


def _reversed(f: Findings, start: PartialDate | None, end: PartialDate | None, path: Path, who: str) -> None:
    if start is not None and end is not None and end.last < start.first:
        f.error((*path, "to"), f"{who} ends on {end}, before its beginning on {start}", "the dates are reversed")


def _utility(f: Findings, utility: Utility, path: Path) -> None:
    for issue, weight in utility.weights.items():
        if weight < 0:
            f.error(
                (*path, "weights", issue), f"the weight {weight:g} of {issue!r} is below 0", "weights are 0 or more"
            )
    total = math.fsum(utility.weights.values())
    if abs(total - 1) > TOLERANCE:
        f.error(
            (*path, "weights"),
            f"the weights sum to {total:g}, not to 1",
            f"divide each by {total:g}" if total > 0 else "give at least one issue a weight",
        )
    for issue, values in utility.values.items():
        if issue in f.options and issue not in utility.weights:
            message = f"{issue!r} has values and no weight"
            f.error((*path, "values", issue), message, "give it a weight, 0 where it does not count", key=True)
        for option, value in values.items():
            if not 0 <= value <= 1:
                message = f"the value {value:g} of {option!r} is not between 0 and 1"
                f.error((*path, "values", issue, option), message, "scale the values of each issue to 0 … 1")
    for issue in utility.weights:
        if issue not in f.options:
            continue
        left = sorted(f.options[issue] - set(utility.values.get(issue, {})))
        if left:
            where: Path = (*path, "values", issue) if issue in utility.values else (*path, "values")
            f.error(
                where, f"no value for {listing(left)} of {issue!r}, which has a weight", "give every option a value"
            )
    if utility.reservation is not None and not 0 <= utility.reservation <= 1:
        message = f"the reservation value {utility.reservation:g} is not between 0 and 1"
        f.error((*path, "reservation"), message, "it is on the scale of the whole utility")
