"""`winset.deals`: what could be agreed, and against which no-deal scenario."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from winset.analysis.blockers.api import blockers
from winset.analysis.blockers.clauses import (
    TIERS,
    Clause,
    Tier,
    bases_of,
    clauses_of,
    consent_of,
    hard_of,
    known_atoms,
)
from winset.analysis.deals.answers import answer_against
from winset.analysis.deals.base import LISTED, Base
from winset.analysis.deals.packages import Grid
from winset.analysis.deals.proposals import place
from winset.analysis.deals.result import Answer, Deals, Placed
from winset.analysis.deals.scenarios import scenarios_of
from winset.analysis.deals.smaa import Case, Counts, Progress
from winset.analysis.deals.verdicts import (
    fallback_of,
)
from winset.core.dates import PartialDate
from winset.core.errors import InputError
from winset.core.ids import unknown
from winset.core.results import Run
from winset.negotiation.model import Negotiation, NoDeal
from winset.negotiation.names import Names
from winset.negotiation.orders import Tiers
from winset.negotiation.positions import replaced
from winset.negotiation.preferences import PackagePreference, preferences_of

METHODS = {
    "exact": "additive utilities; efficient packages issue by issue (Minkowski sums); Nash 1950, Kalai & Smorodinsky "
    "1975, Kalai 1977",
    "smaa": "SMAA (Lahdelma, Hokkanen & Salminen 1998; Lahdelma & Salminen 2001)",
    "mixture": "SMAA (Lahdelma, Hokkanen & Salminen 1998; Lahdelma & Salminen 2001), given utilities kept as they are",
}


def deals(
    negotiation: Negotiation,
    *,
    consent: Iterable[str] | None = None,
    tier: Tier = "red-lines",
    basis: Iterable[str] | None = None,
    as_of: PartialDate | str | None = None,
    no_deal: Iterable[str] | None = None,
    saliences: Mapping[str, Tiers] | None = None,
    numbers: bool = True,
    draws: int | None = None,
    choice_draws: int | None = None,
    efficiency_draws: int | None = None,
    seed: int = 0,
    top: int = 5000,
    progress: Progress | None = None,
) -> Deals:
    """Return which packages could be agreed.

    Parameters
    ----------
    negotiation
        The model; not changed.
    consent
        Whose yes makes an agreement; default: the negotiation's own consent set.
    tier
        Which lines make a package inadmissible: ``red-lines``, plus ``needs``, plus ``refusals``. A party never
        accepts a package that crosses its red lines or needs, whatever the tier.
    basis, as_of
        Whose word counts; what was known, and which no-deal scenarios hold, at which date.
    no_deal
        Ids of the scenarios to compare with; default: all that count (`winset.analysis.deals.scenarios`).
    saliences
        What is known of the order of the issues' weights: party → issues, the weightiest first, tied ones together.
    numbers
        Whether utilities given in the file are used.
    draws, choice_draws, efficiency_draws
        Draws for acceptance, for the choices and for efficiency; by default as many as take a few seconds.
    seed
        Of the random generator.
    top
        The most packages to list in each part of the answer.
    progress
        Called with what is done, how much of it, and how much there is to do.

    Returns
    -------
    Deals
        Exact where all utilities of the consent set are given.

    Raises
    ------
    InputError
        Where something asked for does not exist.
    LimitError
        Where there are more packages than can be gone through.
    """
    if tier not in TIERS:
        raise InputError(unknown("tier", str(tier), TIERS))
    for name, number in (("draws", draws), ("choice_draws", choice_draws), ("efficiency_draws", efficiency_draws)):
        if number is not None and number < 1:
            raise InputError(f"{name} must be at least 1, not {number}")
    if seed < 0 or top < 1:
        raise InputError(f"seed must not be negative and top at least 1, not {seed} and {top}")
    try:
        date = None if as_of is None else PartialDate.parse(as_of)
    except ValueError as error:
        raise InputError(str(error)) from error
    parties = consent_of(negotiation, consent)
    bases = bases_of(basis)
    grid = Grid.of(negotiation)
    known = preferences_of(negotiation, parties, as_of=date, bases=bases, saliences=saliences, given=numbers)
    preferences = [known[party] for party in parties]
    asking = {"consent": parties, "bases": bases, "as_of": date}
    own = _plain(clauses_of(negotiation, tier="needs", **asking))  # type: ignore[arg-type]
    lines = _plain(clauses_of(negotiation, tier=tier, **asking))  # type: ignore[arg-type]
    counted, left_out = scenarios_of(negotiation, as_of=date, asked=no_deal)
    known_atoms(negotiation, (*own, *lines), hard_of(negotiation))
    base = Base(negotiation, grid, preferences, own, lines)
    answers = []
    cases: dict[str | None, tuple[Case, Counts | None]] = {}
    for scenario in counted or (None,):
        answer, case, counts = answer_against(
            base,
            scenario,
            draws=draws,
            choice_draws=choice_draws,
            efficiency_draws=efficiency_draws,
            seed=seed,
            top=top,
            progress=progress,
        )
        answers.append(answer)
        if case is not None:
            cases[answer.scenario] = (case, counts)
    placed, unplaced = _proposals(base, counted, cases)
    nearest = None
    if all(answer.any_deal_verdict == "none" for answer in answers) and parties:
        found = blockers(
            negotiation,
            tier=max(tier, "needs", key=TIERS.index) if answers[0].admissible else tier,
            consent=parties,
            basis=bases,
            as_of=date,
            limit=100,
        )
        nearest = found if found.blocked else None
    drawn = [answer for answer in answers if answer.method != "exact"]
    method = (drawn or answers)[0].method
    run = Run(
        method=METHODS[method],
        parameters={
            "consent": list(parties),
            "tier": tier,
            "basis": list(bases),
            "as_of": str(date) if date else None,
            "no_deal": [scenario.id for scenario in counted],
            "saliences": {p: [list(t) for t in tiers] for p, tiers in (saliences or {}).items()},
            "numbers": numbers,
            "choice_draws": answers[0].choice_draws,
            "efficiency_draws": answers[0].efficiency_draws,
        },
        exact=not drawn,
        seed=seed if drawn else None,
        draws=answers[0].draws,
        input_sha256=negotiation.sha256,
    )
    return Deals(
        run=run,
        tier=tier,
        consent=parties,
        consent_is_assumed=consent is None and negotiation.consent_is_assumed,
        answers=tuple(answers),
        left_out=left_out,
        proposals=tuple(placed),
        nearest=nearest,
        unheard=tuple(p.party for p in preferences if p.nothing_known and not any(c.holder == p.party for c in own)),
        no_deal={scenario.id: dict(scenario.package) for scenario in counted},
        notes=(*_notes(negotiation, preferences, parties, counted, answers, date, bases), *unplaced),
        names=Names.of(negotiation),
    )


def _plain(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    return tuple(clause for clause in clauses if clause.kind != "reservation")


def _proposals(
    base: Base, counted: Sequence[NoDeal], cases: Mapping[str | None, tuple[Case, Counts | None]]
) -> tuple[list[Placed], list[str]]:
    """Return the proposals, placed, and a word on those that leave too much open to be placed."""
    parties = [p.party for p in base.preferences]
    clauses = [*dict.fromkeys((*base.own, *base.lines))]
    placed, unplaced = [], []
    for proposal in base.negotiation.proposals:
        if cases:
            placed.append(place(proposal, base.grid, parties, clauses, cases))
            continue
        # Packages were too many to be listed; those that complete the proposal may be few.
        known = proposal.package
        grid = Grid({i: (known[i],) if i in known else options for i, options in base.grid.issues.items()})
        if grid.size > LISTED:
            unplaced.append(f"Proposal {proposal.id} leaves {grid.size:,} packages open and was not placed among them")
            continue
        part = base.within(grid)
        found: dict[str | None, tuple[Case, Counts | None]] = {}
        for scenario in counted or (None,):
            package = None if scenario is None else dict(scenario.package)
            case, _ = part.case([fallback_of(p, package) for p in part.preferences])
            found[None if scenario is None else scenario.id] = (case, None)
        placed.append(place(proposal, grid, parties, clauses, found))
    return placed, unplaced


def _notes(
    negotiation: Negotiation,
    preferences: Sequence[PackagePreference],
    parties: Sequence[str],
    counted: Sequence[NoDeal],
    answers: Sequence[Answer],
    date: PartialDate | None,
    bases: Sequence[str],
) -> tuple[str, ...]:
    names = Names.of(negotiation)
    notes = []
    if not counted and any(p.reservation is None for p in preferences):
        notes.append(
            "No no-deal scenario counts, so for parties without a stated reservation value acceptance says only that "
            "no line is crossed, and gains are counted from the worst package"
        )
    for scenario in counted:
        missing = [issue for issue in (i.id for i in negotiation.issues) if issue not in scenario.package]
        if missing:
            notes.append(
                f"What no deal ({scenario.id}) brings on {', '.join(missing)} is not known; every option is drawn alike"
            )
    notes += [
        f"{names.party(p.party)}: stated preferences contradict one another on {issue}, "
        f"{'; '.join(f'{a} above {b}' for a, b in order.contradicted)} left out"
        for p in preferences
        for issue, order in p.orders.items()
        if order.contradicted
    ]
    notes += [
        f"{names.party(p.holder)} on {p.issue}: the position of {p.as_of} is replaced by a later one"
        for p in replaced(negotiation, as_of=date, bases=bases)
        if p.holder in parties
    ]
    if any(answer.interrupted for answer in answers):
        notes.append("The run was interrupted; shares rest on the draws made until then")
    return tuple(notes)
