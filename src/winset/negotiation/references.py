"""Duplicate ids, and references to nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from winset.core.errors import ConditionError
from winset.negotiation.conditions import WORDS, parse
from winset.negotiation.findings import Findings
from winset.negotiation.model import Choice, Evidence, Exchange, Position, Term
from winset.negotiation.nodes import Path


def check_references(f: Findings) -> None:
    """Report ids that stand twice and names of what is not there."""
    _ids(f)
    _parties(f)
    _issues(f)
    for number, position in enumerate(f.negotiation.positions):
        _position(f, position, ("positions", number))
    _clauses(f)
    _proposals(f)
    _moves(f)
    _futures(f)
    _utilities(f)
    _rest(f)


def _ids(f: Findings) -> None:
    n = f.negotiation
    for name in ("parties", "issues", "constraints", "proposals", "moves", "no_deal", "meetings", "assumptions"):
        _unique(f, [part.id for part in getattr(n, name)], (name,))
    _unique(f, [document.id for document in n.documents], ("documents",))
    for number, issue in enumerate(n.issues):
        _unique(f, [option.id for option in issue.options], ("issues", number, "options"))


def _unique(f: Findings, ids: Iterable[str], path: Path) -> None:
    first: dict[str, int] = {}
    for number, found in enumerate(ids):
        if found in first:
            where = f.line((*path, first[found], "id"))
            f.error((*path, number, "id"), f"the id {found!r} is used a second time (first in {where})", "rename one")
        first.setdefault(found, number)


def _many(f: Findings, kind: str, wanted: Iterable[str], path: Path, *, twice: str = "") -> None:
    seen: set[str] = set()
    for number, one in enumerate(wanted):
        f.refer(kind, one, (*path, number))
        if one in seen:
            f.error((*path, number), f"{one!r} is named twice{twice}", "take one out")
        seen.add(one)


def _evidence(f: Findings, evidence: Iterable[Evidence], path: Path) -> None:
    for number, one in enumerate(evidence):
        f.refer("document", one.document, (*path, "evidence", number, "document"))


def _parties(f: Findings) -> None:
    n = f.negotiation
    for number, party in enumerate(n.parties):
        path: Path = ("parties", number)
        _many(f, "party", party.members, (*path, "members"))
        f.refer("party", party.ratifies_for, (*path, "ratifies_for"))
        for count, interest in enumerate(party.interests):
            _evidence(f, interest.evidence, (*path, "interests", count))
    if n.consent is not None:
        _many(f, "party", n.consent, ("consent",))


def _issues(f: Findings) -> None:
    for number, issue in enumerate(f.negotiation.issues):
        f.refer_option(issue.id, issue.status_quo, ("issues", number, "status_quo"))


def _position(f: Findings, position: Position, path: Path) -> None:
    f.refer("party", position.holder, (*path, "holder"))
    f.refer("issue", position.issue, (*path, "issue"))
    issue = position.issue
    for number, tier in enumerate(position.ranking):
        for place, option in enumerate(tier):
            f.refer_option(issue, option, (*path, "ranking", number, place))
    for name in ("red_lines", "needs"):
        for number, option in enumerate(getattr(position, name)):
            f.refer_option(issue, option, (*path, name, number))
    f.refer_option(issue, position.fallback, (*path, "fallback"))
    _evidence(f, position.evidence, path)


def _choices(f: Findings, choices: Iterable[Choice], path: Path) -> None:
    for number, choice in enumerate(choices):
        f.refer("issue", choice.issue, (*path, number, "issue"))
        f.refer_option(choice.issue, choice.option, (*path, number, "option"))


def _clauses(f: Findings) -> None:
    for number, requirement in enumerate(f.negotiation.requirements):
        path: Path = ("requirements", number)
        f.refer("party", requirement.holder, (*path, "holder"))
        _choices(f, requirement.if_, (*path, "if"))
        _choices(f, requirement.any_of, (*path, "any_of"))
        _evidence(f, requirement.evidence, path)
    for number, constraint in enumerate(f.negotiation.constraints):
        path = ("constraints", number)
        f.refer("party", constraint.binds, (*path, "binds"))
        _choices(f, constraint.if_, (*path, "if"))
        _choices(f, constraint.any_of, (*path, "any_of"))
        _evidence(f, constraint.evidence, path)


def _package(f: Findings, package: Mapping[str, str], path: Path) -> None:
    for issue, option in package.items():
        f.refer("issue", issue, (*path, "package", issue), key=True)
        f.refer_option(issue, option, (*path, "package", issue))


def _proposals(f: Findings) -> None:
    for number, proposal in enumerate(f.negotiation.proposals):
        path: Path = ("proposals", number)
        f.refer("party", proposal.author, (*path, "author"))
        _package(f, proposal.package, path)
        for count, exchange in enumerate(proposal.exchanges):
            _exchange(f, exchange, (*path, "exchanges", count))
        for count, response in enumerate(proposal.responses):
            f.refer("party", response.party, (*path, "responses", count, "party"))
            _evidence(f, response.evidence, (*path, "responses", count))
        _evidence(f, proposal.evidence, path)


def _exchange(f: Findings, exchange: Exchange, path: Path) -> None:
    for name, terms in (("give", exchange.give), ("for", exchange.for_)):
        for number, term in enumerate(terms):
            _term(f, term, (*path, name, number))


def _term(f: Findings, term: Term, path: Path) -> None:
    whole = term.issue is not None and term.option is not None and term.move is None
    if not whole and not (term.move is not None and term.issue is None and term.option is None):
        f.error(
            path, "a term names either an issue and its option, or a move", "write {issue: …, option: …} or {move: …}"
        )
    f.refer("issue", term.issue, (*path, "issue"))
    f.refer("move", term.move, (*path, "move"))
    if term.issue is not None:
        f.refer_option(term.issue, term.option, (*path, "option"))


def _statement(f: Findings, text: str, path: Path) -> None:
    """Report a statement that cannot be read."""
    try:
        parse(text, moves=f.ids["move"] | f.hidden["move"])
    except ConditionError as error:
        f.error(path, f"{text!r}, character {error.column}: {error.reason}", error.hint)


def _moves(f: Findings) -> None:
    n = f.negotiation
    for number, move in enumerate(n.moves):
        path: Path = ("moves", number)
        f.refer("party", move.party, (*path, "party"))
        if move.id in WORDS:
            f.error((*path, "id"), f"{move.id!r} is a word of the preference statements", "give the move another id")
        _evidence(f, move.evidence, path)
        for count, condition in enumerate(move.conditions):
            if condition.if_ is not None:
                _statement(f, condition.if_, (*path, "conditions", count, "if"))
            elif condition.says is None:
                f.error((*path, "conditions", count), "the condition says nothing", "write 'if: …', or 'says: …'")
            _evidence(f, condition.evidence, (*path, "conditions", count))
    for number, text in enumerate(n.infeasible):
        _statement(f, text, ("infeasible", number))
    for party, statements in n.preferences.items():
        f.refer("party", party, ("preferences", party), key=True)
        for number, text in enumerate(statements):
            _statement(f, text, ("preferences", party, number))


def _futures(f: Findings) -> None:
    for number, future in enumerate(f.negotiation.no_deal):
        path: Path = ("no_deal", number)
        _many(f, "move", future.triggered_by, (*path, "triggered_by"))
        _package(f, future.package, path)
        _evidence(f, future.evidence, path)
    for number, outcome in enumerate(f.negotiation.outcomes):
        _statement(f, outcome.when, ("outcomes", number, "when"))
        _package(f, outcome.package, ("outcomes", number))


def _utilities(f: Findings) -> None:
    for party, utility in f.negotiation.utilities.items():
        path: Path = ("utilities", party)
        f.refer("party", party, path, key=True)
        for issue in utility.weights:
            f.refer("issue", issue, (*path, "weights", issue), key=True)
        for issue, values in utility.values.items():
            f.refer("issue", issue, (*path, "values", issue), key=True)
            for option in values:
                f.refer_option(issue, option, (*path, "values", issue, option), key=True)


def _rest(f: Findings) -> None:
    n = f.negotiation
    for number, meeting in enumerate(n.meetings):
        path: Path = ("meetings", number)
        _many(f, "party", meeting.present, (*path, "present"))
        for count, absent in enumerate(meeting.absent):
            f.refer("party", absent.party, (*path, "absent", count, "party"))
        _evidence(f, meeting.evidence, path)
    for number, claim in enumerate(n.claims):
        f.refer("party", claim.about, ("claims", number, "about"))
        _evidence(f, claim.evidence, ("claims", number))
