"""From a negotiation to clauses over (issue, option): what parties insist on (soft), what cannot be (hard).

A clause reads "if all of `if_` hold, then one of `any_of` must". A red line forbids its option; a need allows only its
options; a requirement ties issues; a refusal forbids its option, or a whole package; a reservation value forbids every
package that is worth less to its holder than no deal. Tiers contain one another:

``red-lines``
    Red lines of positions; requirements held as red lines.
``needs``
    Plus needs of positions, and requirements held as demands or without a word on firmness.
``refusals``
    Plus every refused option (`winset.negotiation.positions.refused`), requirements held as offers or openings,
    rejected proposals whose package names every issue, and reservation values where an analyst has given numbers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from winset.core.dates import PartialDate
from winset.core.errors import InputError
from winset.core.ids import unknown
from winset.negotiation.model import Basis, Choice, Constraint, Evidence, Firmness, Negotiation, Utility
from winset.negotiation.positions import BASES, in_force, refused

Tier = Literal["red-lines", "needs", "refusals"]
Kind = Literal["red_line", "need", "requirement", "refusal", "reservation"]
TIERS: tuple[Tier, ...] = get_args(Tier)
KINDS: tuple[Kind, ...] = get_args(Kind)
_FIRM: tuple[Firmness | None, ...] = ("red_line", "demand", None, "offer", "openness")

Atom = tuple[str, str]  # (issue, option)


@dataclass(frozen=True, slots=True)
class Clause:
    """What one party insists on, and on whose word.

    Parameters
    ----------
    holder, kind
        Whose it is, and what it is.
    if_, any_of
        If all of these (issue, option) pairs hold, then one of those must.
    basis, firmness, evidence
        On whose word, how firmly, in which words.
    scenario, at_least
        For a reservation value: the no-deal scenario and what it is worth to the holder.
    """

    holder: str
    kind: Kind
    if_: tuple[Atom, ...] = ()
    any_of: tuple[Atom, ...] = ()
    basis: Basis = "self"
    firmness: Firmness | None = None
    evidence: tuple[Evidence, ...] = ()
    scenario: str | None = None
    at_least: float | None = None

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues that the clause speaks of, each once; empty for a reservation value, which speaks of all."""
        return tuple(dict.fromkeys(issue for issue, _ in (*self.if_, *self.any_of)))

    def holds(self, package: Mapping[str, str]) -> bool:
        """Whether a package satisfies the clause; not for reservation values."""
        return any(package.get(i) != o for i, o in self.if_) or any(package.get(i) == o for i, o in self.any_of)

    def to_dict(self) -> dict[str, Any]:
        """Return the clause as JSON-ready values."""
        out: dict[str, Any] = {
            "holder": self.holder,
            "kind": self.kind,
            "if": [{"issue": i, "option": o} for i, o in self.if_],
            "any_of": [{"issue": i, "option": o} for i, o in self.any_of],
            "evidence": [{"document": e.document, "quote": e.quote} for e in self.evidence],
            "basis": self.basis,
            "firmness": self.firmness,
        }
        if self.kind == "reservation":
            out |= {"scenario": self.scenario, "at_least": self.at_least}
        return out


def atoms(choices: Iterable[Choice]) -> tuple[Atom, ...]:
    """Return choices as (issue, option) pairs, each once."""
    return tuple(dict.fromkeys((choice.issue, choice.option) for choice in choices))


def consent_of(negotiation: Negotiation, consent: Iterable[str] | None) -> tuple[str, ...]:
    """Return the consent set asked for, else the negotiation's own; refuse parties that do not exist."""
    if consent is None:
        return negotiation.consent_set
    known = {party.id for party in negotiation.parties}
    for party in (asked := sorted(set(consent))):
        if party not in known:
            raise InputError(unknown("party", party, known))
    return tuple(asked)


def bases_of(bases: Iterable[str] | None) -> tuple[Basis, ...]:
    """Return whose word counts, checked."""
    if bases is None:
        return BASES
    asked = set(bases)
    for basis in sorted(asked - set(BASES)):
        raise InputError(unknown("basis", basis, BASES))
    return tuple(basis for basis in BASES if basis in asked)


def clauses_of(
    negotiation: Negotiation,
    *,
    tier: Tier = "red-lines",
    consent: Collection[str],
    bases: Collection[str] = BASES,
    as_of: PartialDate | None = None,
    no_deal: str | None = None,
) -> tuple[Clause, ...]:
    """Return what the parties of the consent set insist on in this tier, equal clauses of one holder merged.

    Parameters
    ----------
    consent
        Whose positions count. A coalition's position is its own, not its members'.
    bases
        Whose word counts.
    as_of
        Positions dated later do not count.
    no_deal
        A scenario whose reservation values count in every tier (``"stated"``: the numbers given as such). In the tier
        ``refusals`` the stated ones count anyway.
    """
    depth = TIERS.index(tier)
    found: list[Clause] = []
    for position in in_force(negotiation, as_of=as_of, bases=bases):
        if position.holder not in consent:
            continue
        issue = position.issue

        def clause(
            kind: Kind, if_: tuple[Atom, ...] = (), any_of: tuple[Atom, ...] = (), position: Any = position
        ) -> Clause:
            return Clause(
                position.holder, kind, if_, any_of, position.basis, position.firmness, tuple(position.evidence)
            )

        found += [clause("red_line", ((issue, option),)) for option in position.red_lines]
        if depth >= 1 and position.needs:
            found.append(clause("need", (), tuple((issue, option) for option in position.needs)))
        if depth >= 2:
            found += [clause("refusal", ((issue, o),)) for o in refused(position, negotiation.issue(issue))]
    found += _requirements(negotiation, depth, consent, bases)
    if depth >= 2:
        found += _rejections(negotiation, consent, bases)
    if depth >= 2 or no_deal is not None:
        found += reservations(negotiation, consent, no_deal or "stated")
    return _merged(negotiation, found)


def _requirements(
    negotiation: Negotiation, depth: int, consent: Collection[str], bases: Collection[str]
) -> Iterator[Clause]:
    for requirement in negotiation.requirements:
        wanted = {"red_line": 0, "demand": 1, None: 1, "offer": 2, "openness": 2}[requirement.firmness]
        if wanted <= depth and requirement.holder in consent and requirement.basis in bases:
            yield Clause(
                requirement.holder,
                "requirement",
                atoms(requirement.if_),
                atoms(requirement.any_of),
                requirement.basis,
                requirement.firmness,
                tuple(requirement.evidence),
            )


def _rejections(negotiation: Negotiation, consent: Collection[str], bases: Collection[str]) -> Iterator[Clause]:
    # Where part of a proposal is unknown, what exactly was rejected is unknown too.
    issues = [issue.id for issue in negotiation.issues]
    for proposal in negotiation.proposals:
        if set(issues) - set(proposal.package) or "ascribed" not in bases:
            continue
        for response in proposal.responses:
            if response.answer == "rejected" and response.party in consent:
                package = tuple((issue, proposal.package[issue]) for issue in issues)
                # The file does not say on whose word an answer rests, so it is not taken for the party's own.
                yield Clause(response.party, "refusal", package, basis="ascribed", evidence=tuple(response.evidence))


def utility_of(utility: Utility, package: Mapping[str, str]) -> float:
    """Return what a whole package is worth: Σ weight · value (Keeney & Raiffa 1991)."""
    return sum(weight * utility.values[issue][package[issue]] for issue, weight in utility.weights.items() if weight)


def complete(negotiation: Negotiation, utility: Utility) -> bool:
    """Whether a utility gives a number to every package: all weight, and values of every option that has some."""
    if sum(utility.weights.values()) < 1.0 - 1e-9:
        return False
    return all(
        not utility.weights.get(issue.id)
        or {option.id for option in issue.options} <= set(utility.values.get(issue.id, {}))
        for issue in negotiation.issues
    )


def reservations(negotiation: Negotiation, consent: Collection[str], no_deal: str) -> Iterator[Clause]:
    """Yield the reservation values of parties with given utilities: stated ones, or those of a whole scenario."""
    issues = {issue.id for issue in negotiation.issues}
    scenarios = {scenario.id: scenario for scenario in negotiation.no_deal}
    if no_deal != "stated" and no_deal not in scenarios:
        raise InputError(unknown("no-deal scenario", no_deal, [*scenarios, "stated"]))
    for party in sorted(set(consent) & set(negotiation.utilities)):
        utility = negotiation.utilities[party]
        if not complete(negotiation, utility):
            continue
        if no_deal == "stated":
            if utility.reservation is not None:
                yield Clause(party, "reservation", basis="inferred", at_least=utility.reservation)
        elif not {i for i in issues if utility.weights.get(i)} - set(scenarios[no_deal].package):
            scenario = scenarios[no_deal]
            worth = utility_of(utility, scenario.package)
            yield Clause(
                party,
                "reservation",
                basis=scenario.basis,
                evidence=tuple(scenario.evidence),
                scenario=no_deal,
                at_least=worth,
            )


def _merged(negotiation: Negotiation, found: Iterable[Clause]) -> tuple[Clause, ...]:
    """Merge equal clauses of one holder: all evidence, the strongest basis, the firmest word; in a stable order."""
    merged: dict[tuple[object, ...], Clause] = {}
    for clause in found:
        key = (clause.holder, clause.kind, frozenset(clause.if_), frozenset(clause.any_of), clause.scenario)
        if (old := merged.get(key)) is None:
            merged[key] = clause
            continue
        merged[key] = replace(
            old,
            basis=min(old.basis, clause.basis, key=BASES.index),
            firmness=min(old.firmness, clause.firmness, key=_FIRM.index),
            evidence=tuple(dict.fromkeys((*old.evidence, *clause.evidence))),
        )
    place = {
        (issue.id, option.id): (i, k)
        for i, issue in enumerate(negotiation.issues)
        for k, option in enumerate(issue.options)
    }
    forbidden = {(c.holder, c.if_) for c in merged.values() if c.kind == "red_line"}
    kept = [c for c in merged.values() if c.kind != "refusal" or (c.holder, c.if_) not in forbidden]

    def order(clause: Clause) -> tuple[Any, ...]:
        where = sorted(place.get(atom, (len(place), 0)) for atom in (*clause.if_, *clause.any_of))
        return clause.holder, KINDS.index(clause.kind), where, clause.if_, clause.any_of

    return tuple(sorted(kept, key=order))


@dataclass(frozen=True, slots=True)
class Hard:
    """A constraint as a clause that nobody can concede, with where it comes from."""

    if_: tuple[Atom, ...]
    any_of: tuple[Atom, ...]
    source: Constraint

    @property
    def issues(self) -> tuple[str, ...]:
        """The issues that the constraint ties."""
        return tuple(dict.fromkeys(issue for issue, _ in (*self.if_, *self.any_of)))


def known_atoms(negotiation: Negotiation, clauses: Iterable[Clause], hard: Iterable[Hard]) -> None:
    """Refuse clauses over options that do not exist: files are checked for this, models made in Python may not be."""
    options = {(issue.id, option.id) for issue in negotiation.issues for option in issue.options}
    atoms_used = [atom for c in clauses for atom in (*c.if_, *c.any_of)]
    atoms_used += [atom for h in hard for atom in (*h.if_, *h.any_of)]
    for atom in atoms_used:
        if atom not in options:
            raise InputError(unknown("option", ":".join(atom), (":".join(known) for known in options)))


def hard_of(negotiation: Negotiation, *, lifted: Collection[str] = ()) -> tuple[Hard, ...]:
    """Return the constraints as clauses, without those that are lifted."""
    return tuple(Hard(atoms(c.if_), atoms(c.any_of), c) for c in negotiation.constraints if c.id not in lifted)
