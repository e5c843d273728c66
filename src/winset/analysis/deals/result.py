"""What `winset.deals` returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from winset.analysis.blockers.clauses import Clause, Tier
from winset.analysis.blockers.result import Blockers
from winset.analysis.deals.bargaining import CHOICES, Choice
from winset.analysis.deals.dependence import Fact
from winset.analysis.deals.scenarios import LeftOut
from winset.analysis.deals.verdicts import Word
from winset.core.results import SCHEMA_VERSION, Result
from winset.negotiation.names import Names

Package = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Share:
    """A share of admissible preferences with its standard error; 0 or 1 without error where it is exact."""

    share: float
    error: float

    def to_dict(self) -> dict[str, float]:
        """Return share and error."""
        return {"share": self.share, "error": self.error}


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Who accepts a package.

    Parameters
    ----------
    by_party, joint
        In which share of the admissible preferences each party, and all of the consent set, accept it.
    verdict_by_party, verdict
        The same, exactly: in ``all``, in ``some``, in ``none``.
    admissible
        Whether it crosses nobody's red line.
    efficient
        In which share of fewer draws it is efficient; None where that was not counted.
    """

    package: Package
    by_party: Mapping[str, Share]
    joint: Share
    verdict_by_party: Mapping[str, Word]
    verdict: Word
    admissible: bool
    efficient: Share | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the row as JSON-ready values."""
        return {
            "package": dict(self.package),
            "by_party": {party: share.share for party, share in self.by_party.items()},
            "joint": self.joint.share,
            "errors": {**{party: share.error for party, share in self.by_party.items()}, "joint": self.joint.error},
            "verdict_by_party": dict(self.verdict_by_party),
            "verdict": self.verdict,
            "admissible": self.admissible,
            "efficient": self.efficient.to_dict() if self.efficient else None,
        }


@dataclass(frozen=True, slots=True)
class Picked:
    """How often a rule chooses a package."""

    package: Package
    share: Share


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer against one no-deal scenario.

    Parameters
    ----------
    scenario
        Its id; None where none is given or a stated number takes its place.
    method
        ``exact``; ``smaa`` (ordinal knowledge); ``mixture`` (some numbers given, the rest drawn).
    combinations, total, admissible, rational, rational_in_all
        Counts: all combinations of options; those that constraints allow; those that cross nobody's red line; of
        these, those worth no less than no deal to all, in at least some, and in all admissible preferences. None where
        it was not counted.
    efficient_count, efficient
        Packages that are efficient, of which `efficient` lists at most as many as were asked for; with ordinal
        knowledge those that no package dominates in all admissible preferences.
    worth
        Where all utilities are given: what each efficient package is worth, by party, in the order of `efficient`.
    chosen
        Where all utilities are given: the packages that each rule chooses, ties kept. Else empty.
    chosen_shares
        Else: in which share of fewer draws each rule chooses which package, most often first.
    acceptance
        Who accepts what, the most widely accepted first.
    accepted_in_all, accepted_in_some
        Number of packages that all of the consent set accept in all, in some but not all admissible preferences.
    any_deal, any_deal_verdict
        In which share there is a package that all accept; exactly where that is certain.
    convergence
        (draws, share) of the first package of `acceptance` as draws were added.
    dependence
        The unknown facts on which `any_deal` depends (``any``), and the first package's acceptance (``first``).
    draws, choice_draws, efficiency_draws, interrupted
        How many draws were made for what; whether the run was interrupted.
    reservations
        What no deal is worth to parties with given utilities.
    """

    scenario: str | None
    method: Literal["exact", "smaa", "mixture"]
    combinations: int
    total: int
    admissible: int
    rational: int | None
    rational_in_all: int | None
    efficient_count: int
    efficient: tuple[Package, ...]
    worth: tuple[Mapping[str, float], ...]
    chosen: Mapping[Choice, tuple[Package, ...]]
    chosen_shares: Mapping[Choice, tuple[Picked, ...]]
    acceptance: tuple[Acceptance, ...]
    accepted_in_all: int
    accepted_in_some: int
    any_deal: Share
    any_deal_verdict: Word
    convergence: tuple[tuple[int, float], ...]
    dependence: Mapping[Literal["any", "first"], tuple[Fact, ...]]
    draws: int | None
    choice_draws: int | None
    efficiency_draws: int | None
    interrupted: bool
    reservations: Mapping[str, float | None]

    def to_dict(self) -> dict[str, Any]:
        """Return the answer as JSON-ready values."""
        return {
            "scenario": self.scenario,
            "method": self.method,
            "packages": {
                "combinations": self.combinations,
                "total": self.total,
                "admissible": self.admissible,
                "rational": self.rational,
                "rational_in_all": self.rational_in_all,
                "efficient": self.efficient_count,
                "accepted_in_all": self.accepted_in_all,
                "accepted_in_some": self.accepted_in_some,
            },
            "efficient": [dict(package) for package in self.efficient],
            "worth": [dict(row) for row in self.worth],
            **{rule: [dict(package) for package in self.chosen.get(rule, ())] for rule in CHOICES},
            "chosen_shares": {
                rule: [{"package": dict(p.package), **p.share.to_dict()} for p in picked]
                for rule, picked in self.chosen_shares.items()
            },
            "acceptance": [row.to_dict() for row in self.acceptance],
            "any_deal": {**self.any_deal.to_dict(), "verdict": self.any_deal_verdict},
            "convergence": [{"draws": n, "share": share} for n, share in self.convergence],
            "dependence": {what: [fact.to_dict() for fact in facts] for what, facts in self.dependence.items()},
            "draws": self.draws,
            "choice_draws": self.choice_draws,
            "efficiency_draws": self.efficiency_draws,
            "interrupted": self.interrupted,
            "reservations": dict(self.reservations),
        }


@dataclass(frozen=True, slots=True)
class Placed:
    """A proposal on the table, placed among the packages.

    Parameters
    ----------
    known, open
        Options that the proposal names; issues of which it says nothing.
    possible
        Whether constraints allow any package that completes it.
    crosses, may_cross
        Lines that every completion crosses; lines that some crosses and some does not.
    verdicts
        Scenario (None for none) → party → in all, some or none of the completions and admissible preferences.
    shares
        Scenario → party → lowest and highest share over the completions; ``*`` for all of the consent set together.
    responses
        What parties have answered.
    """

    id: str
    author: str | None
    known: Package
    open: tuple[str, ...]
    possible: bool
    crosses: tuple[Clause, ...]
    may_cross: tuple[Clause, ...]
    verdicts: Mapping[str | None, Mapping[str, Word]]
    shares: Mapping[str | None, Mapping[str, tuple[float, float]]]
    responses: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        """Return the proposal as JSON-ready values."""
        return {
            "id": self.id,
            "author": self.author,
            "package": dict(self.known),
            "open": list(self.open),
            "possible": self.possible,
            "crosses": [clause.to_dict() for clause in self.crosses],
            "may_cross": [clause.to_dict() for clause in self.may_cross],
            "placed": [
                {
                    "scenario": scenario,
                    "verdict_by_party": dict(verdicts),
                    "shares": {party: list(pair) for party, pair in self.shares[scenario].items()},
                }
                for scenario, verdicts in self.verdicts.items()
            ],
            "responses": dict(self.responses),
        }


@dataclass(frozen=True, kw_only=True)
class Deals(Result):
    """What could be agreed, against each no-deal scenario.

    Parameters
    ----------
    tier
        Which lines make a package inadmissible.
    consent, consent_is_assumed
        Whose yes makes an agreement.
    answers
        One for each no-deal scenario that counts; one without a scenario where none does.
    left_out
        Scenarios that do not count, and why.
    proposals
        What is on the table, placed.
    nearest
        Where nobody's preferences leave a package that all accept for the lines that they hold: the packages that
        cross minimal sets of lines, and whose.
    unheard
        Parties of the consent set of which nothing is known.
    no_deal
        Scenario → its package, for those that count.
    notes, names
        What else to know; labels for the sentences.
    """

    tier: Tier
    consent: tuple[str, ...]
    consent_is_assumed: bool
    answers: tuple[Answer, ...]
    left_out: tuple[LeftOut, ...]
    proposals: tuple[Placed, ...]
    nearest: Blockers | None
    unheard: tuple[str, ...]
    no_deal: Mapping[str, Package]
    notes: tuple[str, ...]
    names: Names

    @property
    def answer(self) -> Answer:
        """The answer against the first scenario."""
        return self.answers[0]

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Return acceptance, one row for each scenario, package and party (``*`` for all together)."""
        return list(self._rows())

    def _rows(self) -> Iterator[Mapping[str, Any]]:
        for answer in self.answers:
            for number, row in enumerate(answer.acceptance, 1):
                everyone = {**row.by_party, "*": row.joint}
                verdicts = {**row.verdict_by_party, "*": row.verdict}
                for party, share in everyone.items():
                    yield {
                        "scenario": answer.scenario,
                        "number": number,
                        **dict(row.package),
                        "party": party,
                        "verdict": verdicts[party],
                        "share": share.share,
                        "error": share.error,
                    }

    def frontier_rows(self, first: str, second: str, *, scenario: int = 0) -> Sequence[Mapping[str, Any]]:
        """Return the efficient packages with their worth to two parties; empty where utilities are not all given."""
        answer = self.answers[scenario]
        return [
            {first: worth[first], second: worth[second], **dict(package)}
            for package, worth in zip(answer.efficient, answer.worth, strict=False)
        ]

    def sentences(self, *, verified: Any = None, most: int = 5) -> list[str]:
        """Return the answer in plain sentences (see `winset.analysis.deals.words.sentences`)."""
        from winset.analysis.deals.words import sentences

        return sentences(self, verified=verified, most=most)

    def to_dict(self) -> dict[str, Any]:
        """Return the result as JSON-ready values; the first scenario's answer is at the top, all in `scenarios`."""
        first = self.answer.to_dict()
        nearest = self.nearest
        return {
            "schema": SCHEMA_VERSION,
            "tier": self.tier,
            "consent": list(self.consent),
            "consent_is_assumed": self.consent_is_assumed,
            **first,
            "seed": self.run.seed,
            "scenarios": [answer.to_dict() for answer in self.answers[1:]],
            "left_out": [{"scenario": left.scenario, "reason": left.reason} for left in self.left_out],
            "proposals": [placed.to_dict() for placed in self.proposals],
            "nearest": [
                {
                    "issues": list(component.issues),
                    "packages": [dict(package) for package in bridge.packages],
                    "more": bridge.more,
                    "crosses": [clause.to_dict() for clause in nearest.of(bridge.crosses)],
                    "parties": sorted({clause.holder for clause in nearest.of(bridge.crosses)}),
                }
                for component in nearest.blocked
                for bridge in component.bridges
            ]
            if nearest is not None
            else [],
            "unheard": list(self.unheard),
            "notes": list(self.notes),
            "run": self.run.to_dict(),
        }
