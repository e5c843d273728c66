"""Deals in plain sentences: one wording for the terminal, notebooks and the report.

Every uncertain answer leads with "in all / in some / in none of the admissible preferences"; the share comes second and
is never called a likelihood.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from winset.analysis.blockers import words as blocking
from winset.analysis.words import Verified, label, listed, options, plural, share, upper

if TYPE_CHECKING:
    from winset.analysis.deals.dependence import Fact
    from winset.analysis.deals.result import Acceptance, Answer, Deals, Placed, Share
    from winset.negotiation.names import Names

RULES = {
    "nash": "Nash",
    "kalai_smorodinsky": "Kalai–Smorodinsky",
    "egalitarian": "egalitarian",
    "utilitarian": "utilitarian",
}
VERDICT = {
    "all": "in all admissible preferences",
    "some": "in some admissible preferences, not in all",
    "none": "in no admissible preferences",
}


def scope(result: Deals) -> str:
    """Return for whose yes, and by which lines."""
    whom = listed(result.names.sorted_parties(result.consent)) or "nobody"
    text = f"An agreement takes the yes of {whom}."
    if result.consent_is_assumed:
        text += " This is winset’s default, not stated: signatories and those who ratify for them."
    if result.unheard:
        unheard = listed(result.names.sorted_parties(result.unheard))
        text += f" Nothing is known of what {unheard} would accept; that is not the same as having no position."
    return text


def against(result: Deals, answer: Answer) -> str:
    """Return what a deal is compared with."""
    if answer.scenario is not None:
        return f"Compared with no deal, {label(result.names.scenario(answer.scenario))}:"
    if any(value is not None for value in answer.reservations.values()):
        return "Compared with the stated reservation values:"
    return "No no-deal scenario counts; a deal is compared with nothing:"


def counts(answer: Answer) -> str:
    """Return how many packages there are, can be, and pass."""
    exact = answer.method == "exact"
    text = f"{plural(answer.combinations, 'combination')} of options"
    if answer.total != answer.combinations:
        text += f"; constraints allow {answer.total:,}"
    text += f"; crossing nobody’s red line: {answer.admissible:,}"
    if answer.rational is not None:
        some = "" if exact else ", in at least some admissible preferences"
        text += f"; of these worth no less than no deal to all{some}: {answer.rational:,}"
    what = "efficient" if exact else "of these not outdone for certain by another"
    return f"{text}; {what}: {answer.efficient_count:,}."


def lead(result: Deals, answer: Answer) -> str:
    """Return the answer in one sentence."""
    if not result.consent:
        return "Nobody’s yes is needed; there is nothing to agree."
    if not answer.total:
        return "The constraints leave no package."
    if answer.method == "exact":
        if answer.any_deal_verdict == "all":
            return "With the utilities given, there are packages that all accept."
        return "With the utilities given, there is no package that all accept."
    if answer.any_deal_verdict == "none":
        return "In none of the admissible preferences is there a package that all accept."
    if answer.any_deal_verdict == "all":
        number = answer.accepted_in_all
        return f"In all admissible preferences {plural(number, 'package is', 'packages are')} accepted by all."
    return (
        "In some of the admissible preferences there is a package that all accept; no package is accepted in all. "
        f"Share of admissible preferences with such a package: {with_error(answer.any_deal)}."
    )


def with_error(value: Share) -> str:
    """Return a share with its standard error."""
    return share(value.share, value.error)


def described(result: Deals, answer: Answer, package: Mapping[str, str]) -> str:
    """Return a package in words: where no deal is known, what differs from it."""
    names = result.names
    base = result.no_deal.get(answer.scenario or "", {})
    differs = [(issue, option) for issue, option in package.items() if base.get(issue) != option]
    if len(differs) == len(package):
        return options(names, package.items())
    return f"{options(names, differs)}, else as without a deal" if differs else "just what comes without a deal"


def accepted(result: Deals, answer: Answer, row: Acceptance) -> str:
    """Return who accepts a package."""
    names, exact = result.names, answer.method == "exact"
    what = upper(described(result, answer, row.package))
    by = sorted(row.by_party, key=lambda party: names.party(party).casefold())
    if exact:
        yes = [names.party(party) for party in by if row.verdict_by_party[party] == "all"]
        no = [names.party(party) for party in by if row.verdict_by_party[party] != "all"]
        said = f"accepted by {listed(yes)}" if yes else "accepted by nobody"
        return f"{what}: {said}{f', not by {listed(no)}' if no else ''}."
    alone = "; ".join(
        f"{names.party(party)} {VERDICT[row.verdict_by_party[party]]}"
        + (f" ({with_error(row.by_party[party])})" if row.verdict_by_party[party] == "some" else "")
        for party in by
    )
    joint = f"all together {VERDICT[row.verdict]}"
    if row.verdict == "some":
        joint += f" ({with_error(row.joint)})"
    return f"{what}: {joint}. Each: {alone}."


def shown_rows(answer: Answer, most: int) -> list[Acceptance]:
    """Return the rows that an answer shows, numbered from 1: those that all accept at least in some, else the first."""
    passing = [row for row in answer.acceptance if row.verdict != "none"]
    return passing[:most] or list(answer.acceptance[: min(2, most)])


def named(result: Deals, answer: Answer, package: Mapping[str, str], rows: Sequence[Acceptance]) -> str:
    """Return a package by its number where it is shown, else in words."""
    for number, row in enumerate(rows, 1):
        if row.package == package:
            return f"package {number}"
    return described(result, answer, package)


def against_needs(result: Deals, answer: Answer, package: Mapping[str, str]) -> str:
    """Return who accepts a package in no admissible preferences though it crosses no red line, in parentheses."""
    for row in answer.acceptance:
        if row.package == package:
            refusing = [party for party, verdict in row.verdict_by_party.items() if verdict == "none"]
            return f" (not accepted by {listed(result.names.sorted_parties(refusing))})" if refusing else ""
    return ""


def picked(result: Deals, answer: Answer, rows: Sequence[Acceptance] = (), most: int = 2) -> list[str]:
    """Return what the four rules choose, or how often they choose what; packages among `rows` by their number."""
    lines = []
    for rule, name in RULES.items():
        if answer.method == "exact":
            chosen = answer.chosen.get(rule, ())  # type: ignore[call-overload]
            if chosen:
                shown = "; or ".join(
                    named(result, answer, package, rows) + against_needs(result, answer, package)
                    for package in chosen[:most]
                )
                more = f"; and {len(chosen) - most} tied with them" if len(chosen) > most else ""
                lines.append(f"{upper(name)} choice: {shown}{more}.")
        else:
            often = answer.chosen_shares.get(rule, ())  # type: ignore[call-overload]
            # Choices are made among packages that cross no red line; shown first are those that cross no need either.
            passing = [p for p in often if not against_needs(result, answer, p.package)]
            if often:
                shown = "; ".join(
                    f"{named(result, answer, p.package, rows)}: in a share of {with_error(p.share)}"
                    f"{against_needs(result, answer, p.package)}"
                    for p in (passing or often)[:most]
                )
                which = " among packages that meet every stated need" if 0 < len(passing) < len(often) else ""
                lines.append(f"{upper(name)} choice, most often{which}: {shown}.")
    return lines


def fact(names: Names, found: Fact) -> str:
    """Return what the answer would be if one unknown fact were known."""
    who = names.party(found.party or "")
    first = options(names, [(found.issue or "", found.first)])
    if found.kind == "order":
        said = f"for {who} {first} comes before {options(names, [(found.issue or '', found.second or '')])}"
    elif found.kind == "value":
        said = f"for {who} {first} is nearer to the best than to the worst of {label(names.issue(found.issue or ''))}"
    elif found.kind == "weight":
        weights = label(names.issue(found.first)), label(names.issue(found.second or ""))
        said = f"for {who} {weights[0]} weighs more than {weights[1]}"
    else:
        said = f"no deal brings {first}"
    return f"whether {said}: share {share(found.if_true)} if so, {share(found.if_false)} if not"


def dependence(result: Deals, answer: Answer, most: int = 3) -> list[str]:
    """Return the unknown facts that the answer depends on most."""
    lines = []
    for what, title in (
        ("any", "Whether there is a package that all accept"),
        ("first", "Whether all accept package 1"),
    ):
        facts = answer.dependence.get(what, ())  # type: ignore[call-overload]
        if facts:
            lines.append(f"{title} depends most on these unknown facts, each taken alone:")
            lines += [f"- {fact(result.names, found)}." for found in facts[:most]]
    return lines


def placed(result: Deals, proposal: Placed) -> list[str]:
    """Return a proposal's place among the packages."""
    names = result.names
    by = f" by {names.party(proposal.author)}" if proposal.author else ""
    known = options(names, proposal.known.items()) if proposal.known else "nothing"
    text = f"Proposal {proposal.id}{by}: {known}"
    if proposal.open:
        text += f"; not known of it: {listed(label(names.issue(issue)) for issue in proposal.open)}"
    lines = [f"{text}."]
    if not proposal.possible:
        return [*lines, "  Constraints allow no package that completes it."]
    if proposal.crosses:
        lines.append(f"  It crosses: {'; '.join(blocking.clause(names, c) for c in proposal.crosses)}.")
    if proposal.may_cross:
        whether = "  Depending on what is not known of it, it crosses: "
        lines.append(f"{whether}{'; '.join(blocking.clause(names, c) for c in proposal.may_cross)}.")
    if not proposal.crosses and not proposal.may_cross:
        lines.append("  It crosses no stated line.")
    for scenario, verdicts in proposal.verdicts.items():
        head = f"  Compared with {label(names.scenario(scenario))}, accepted" if scenario is not None else "  Accepted"
        lines.append(f"{head} {_grouped(names, verdicts)}.")
    said = {
        "accepted": "accepted",
        "rejected": "rejected",
        "conditional": "answered with a condition",
        "none": "did not answer",
    }
    if proposal.responses:
        answers = [
            f"{names.party(party)} {said.get(answer, answer)}"
            for party, answer in sorted(proposal.responses.items(), key=lambda pair: names.party(pair[0]).casefold())
        ]
        lines.append(f"  As reported: {listed(answers)}.")
    return lines


def _grouped(names: Names, verdicts: Mapping[str, str]) -> str:
    groups: dict[str, list[str]] = {}
    for party in sorted((p for p in verdicts if p != "*"), key=lambda p: names.party(p).casefold()):
        groups.setdefault(verdicts[party], []).append(names.party(party))
    parts = [
        f"{VERDICT[verdict]}, by {listed(groups[verdict])}" for verdict in ("all", "some", "none") if verdict in groups
    ]
    return "; ".join(parts)


def nearest(result: Deals, most: int = 5) -> list[str]:
    """Return the packages that come nearest where lines leave none, and whose lines they cross."""
    found = result.nearest
    if found is None:
        return []
    lines = ["Nearest packages: each crosses a minimal set of lines, none is better for crossing fewer."]
    for component in found.blocked:
        for bridge in component.bridges[:most]:
            crossed = "; ".join(blocking.clause(found.names, found.clauses[k]) for k in bridge.crosses)
            shown = options(found.names, bridge.packages[0]) if bridge.packages else ""
            lines.append(f"- {shown}: against {crossed}.")
        if (rest := len(component.bridges) - most) > 0:
            lines.append(f"- {plural(rest, 'further set')} of lines not shown here.")
    return lines


def left_out(result: Deals) -> list[str]:
    """Return the no-deal scenarios that were not used, and why."""
    return [
        f"Not used: no-deal scenario {label(result.names.scenario(left.scenario))}, {left.reason}."
        for left in result.left_out
    ]


def how(result: Deals, answer: Answer) -> str:
    """Return how the answer was made."""
    if answer.method == "exact":
        return "Exact: all utilities of the consent set are given."
    efficiency = f"{answer.efficiency_draws:,}" if answer.efficiency_draws else "none"
    given = ", numbers kept where they are given" if answer.method == "mixture" else ""
    text = (
        f"From {answer.draws:,} draws of admissible preferences{given} (seed {result.run.seed}); choices from "
        f"{answer.choice_draws or 0:,}, efficiency from {efficiency} of them. "
        "Shares are shares of admissible preferences, with standard errors; in all, in some and in none are exact."
    )
    if len({value for _, value in answer.convergence or ()}) > 1:
        steps = answer.convergence[:: max(1, len(answer.convergence) // 3)]
        shown = ", ".join(f"{share(value)} after {n:,}" for n, value in steps)
        text += f" Share of package 1 as draws were added: {shown}."
    return text


def sentences(result: Deals, *, verified: Verified | None = None, most: int = 5) -> list[str]:
    """Return the whole answer in plain sentences.

    Parameters
    ----------
    verified
        Not needed here, where no words are quoted; for the same signature as other answers.
    most
        The most packages to write out in each part.
    """
    lines = [scope(result)]
    for answer in result.answers:
        lines += [against(result, answer), lead(result, answer), counts(answer)]
        rows = shown_rows(answer, most)
        if rows:
            some = rows[0].verdict != "none"
            lines.append("Packages accepted most widely:" if some else "No package is accepted by all; by the most:")
        lines += [f"{number}. {accepted(result, answer, row)}" for number, row in enumerate(rows, 1)]
        lines += picked(result, answer, rows)
        lines += dependence(result, answer)
        lines.append(how(result, answer))
    lines += nearest(result, most)
    for proposal in result.proposals:
        lines += placed(result, proposal)
    lines += left_out(result)
    lines += [f"Note: {note}." for note in result.notes]
    return lines
