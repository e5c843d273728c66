"""What could be agreed, against each no-deal scenario. The sentences are those of `winset.analysis.deals.words`."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from winset.analysis.deals import Answer, Deals, deals, words
from winset.analysis.deals.result import Acceptance, Placed
from winset.analysis.deals.smaa import default_draws
from winset.analysis.words import share, upper
from winset.core.errors import LimitError
from winset.negotiation.names import Names
from winset.reporting import deal_charts
from winset.reporting.context import Context
from winset.reporting.parts import Section
from winset.reporting.sentences import (
    ACCEPTED_WITHOUT,
    CLOSE,
    OPEN,
    PACKAGE_COMMON,
    PACKAGE_REST,
    PACKAGE_SAME,
    proposal_title,
    unbroken,
)

SHOWN = 8
"""The most packages written out for each scenario; the rest is counted."""
DRAWS = 4000
"""Most draws of admissible preferences in a report: standard errors below one per cent, in about a second."""
CHOICE_WORK = 1e8
"""As `WORK`, for the draws in which the bargaining choices are looked for; never fewer than 100."""
WORK = 3e9
"""Comparisons that a report pays for; fewer draws are made where there are many packages."""
FRONTIER = 500
"""The most efficient packages drawn in a chart."""
VERDICT = {"all": "in all", "some": "in some", "none": "in none"}


def section(context: Context) -> Section | None:
    """Return what could be agreed; None where there is no issue or nobody whose yes is needed."""
    negotiation = context.negotiation
    if not negotiation.issues or not negotiation.consent_set:
        return None
    try:
        size = math.prod(len(issue.options) for issue in negotiation.issues)
        draws = min(DRAWS, default_draws(size, len(negotiation.consent_set), WORK))
        choices = int(max(100, min(1000, CHOICE_WORK / max(1, size * len(negotiation.consent_set)))))
        found = deals(negotiation, draws=draws, choice_draws=choices, top=max(SHOWN, FRONTIER))
    except LimitError as error:
        return _section({"why": str(error), "scope": "", "answers": [], "nearest": None, "proposals": [], "notes": []})
    context.runs.append(("Deals", found.run))
    found = _labelled(context, found)
    return _section(
        {
            "why": "",
            "scope": set_apart(words.scope(found)),
            "answers": [_answer(found, answer, number) for number, answer in enumerate(found.answers, 1)],
            "nearest": next((lead for lead in _grouped(words.nearest(found)) if lead["under"]), None),
            "proposals": [_placed(context, found, proposal) for proposal in found.proposals],
            "notes": [set_apart(line) for line in (*words.left_out(found), *(f"{note}." for note in found.notes))],
        }
    )


def _section(data: Mapping[str, Any]) -> Section:
    return Section(id="deals", title="What could be agreed", template="deals.html", data=data, nav="Deals")


def labels_of(context: Context) -> Names:
    """Return the labels of the model as the report shows them."""
    negotiation = context.negotiation

    def label(text: str) -> str:
        return context.label(text).replace("‹", "").replace("›", "")

    return Names(
        parties={party.id: label(context.party(party.id)) for party in negotiation.parties},
        issues={issue.id: label(issue.question) for issue in negotiation.issues},
        options={(issue.id, option.id): label(option.says) for issue in negotiation.issues for option in issue.options},
        other={scenario.id: label(scenario.says) for scenario in negotiation.no_deal},
    )


def _labelled(context: Context, found: Deals) -> Deals:
    names = labels_of(context)
    nearest = None if found.nearest is None else replace(found.nearest, names=names)
    return replace(found, names=names, nearest=nearest, notes=tuple(context.label(note) for note in found.notes))


def set_apart(text: str) -> str:
    """Return a sentence with its labels set apart as the page does it."""
    return unbroken(text.strip().replace("‹", OPEN).replace("›", CLOSE))


def _grouped(lines: Sequence[str]) -> list[dict[str, Any]]:
    """Return leads, each with the items ("- …") that follow it."""
    found: list[dict[str, Any]] = []
    for line in lines:
        if line.startswith("- ") and found:
            found[-1]["under"].append(set_apart(upper(line.removeprefix("- "))))
        else:
            found.append({"says": set_apart(line), "under": []})
    return found


def _placed(context: Context, found: Deals, proposal: Placed) -> dict[str, Any]:
    """Return a proposal's title and what is said of its place, without its id."""
    first, *rest = words.placed(found, proposal)
    says = first.partition(": ")[2] if first.startswith(f"Proposal {proposal.id}") else first
    source = next(p for p in context.negotiation.proposals if p.id == proposal.id)
    author = context.party(source.author) if source.author else ""
    return {
        "title": proposal_title(author, source.version),
        "date": source.date,
        "says": set_apart(upper(says)),
        "under": [set_apart(line) for line in rest],
    }


def _answer(found: Deals, answer: Answer, number: int) -> dict[str, Any]:
    anchor = f"deals-{number}"
    exact = answer.method == "exact"
    parties = sorted(found.consent, key=lambda party: (found.names.party(party).casefold(), party))
    rows = words.shown_rows(answer, SHOWN)
    passing = bool(rows) and rows[0].verdict != "none"
    common = _common(found, answer, rows)
    charts = []
    if not exact and passing and rows[-1].verdict != "all":
        charts.append(
            deal_charts.acceptance(
                answer,
                {party: found.names.party(party) for party in parties},
                most=SHOWN,
                everybody="all together",
                prefix=f"{anchor}-acceptance",
            )
        )
    if exact and len(parties) > 1 and answer.worth:
        pair = (parties[0], parties[1])
        labels = (found.names.party(pair[0]), found.names.party(pair[1]))
        points = found.frontier_rows(*pair, scenario=number - 1)[:FRONTIER]
        charts.append(deal_charts.frontier(points, pair, labels, prefix=f"{anchor}-frontier"))
    return {
        "anchor": anchor,
        "title": set_apart(words.against(found, answer).rstrip(":")),
        "caveat": ACCEPTED_WITHOUT
        if answer.scenario is None and not any(value is not None for value in answer.reservations.values())
        else "",
        "lead": set_apart(words.lead(found, answer)),
        "counts": set_apart(words.counts(answer)),
        "parties": [found.names.party(party) for party in parties],
        "rows": [
            {
                **_package(found, answer, row.package, common),
                "cells": [
                    _cell(row.verdict_by_party[party], row.by_party[party].share, row.by_party[party].error)
                    for party in parties
                ],
                "joint": _cell(row.verdict, row.joint.share, row.joint.error),
            }
            for row in rows
        ],
        "common": [found.names.option(*atom) for atom in common.items()],
        "fallback": bool(common)
        and any(
            found.no_deal.get(answer.scenario or "", {}).get(i) == o for row in rows for i, o in row.package.items()
        ),
        "alike": bool(rows) and all(row.verdict == "all" for row in rows),
        "caption": "Packages that all accept in all or in some of the admissible preferences"
        if passing
        else "No package is accepted by all; these are accepted by the most",
        "more": max(0, answer.accepted_in_all + answer.accepted_in_some - len(rows)) if passing else 0,
        "worth": [
            {
                **_package(found, answer, package, {}),
                "cells": [f"{worth[party]:.3f}" for party in parties],
            }
            for package, worth in zip(answer.efficient[:SHOWN], answer.worth, strict=False)
        ],
        "charts": [chart for chart in charts if chart is not None],
        "picked": [set_apart(line) for line in words.picked(found, answer, rows)],
        "dependence": _grouped(words.dependence(found, answer)),
        "how": set_apart(words.how(found, answer)),
    }


def _common(found: Deals, answer: Answer, rows: Sequence[Acceptance]) -> dict[str, str]:
    """Return what all rows share and no deal does not bring, where they share so much that it hides what differs."""
    base = found.no_deal.get(answer.scenario or "", {})
    first = rows[0].package if len(rows) > 1 else {}
    shared = {i: o for i, o in first.items() if base.get(i) != o and all(row.package[i] == o for row in rows)}
    return shared if len(shared) > 1 else {}


def _package(
    found: Deals, answer: Answer, package: Mapping[str, str], common: Mapping[str, str]
) -> dict[str, list[str] | str]:
    """Return what a package says beside what is common, option by option; where no deal is known, what differs."""
    base = found.no_deal.get(answer.scenario or "", {})
    differs = [(issue, option) for issue, option in package.items() if base.get(issue) != option]
    own = [atom for atom in differs if atom[0] not in common]
    rest = "" if len(differs) == len(package) else PACKAGE_REST if differs else PACKAGE_SAME
    return {
        "options": [found.names.option(*atom) for atom in own],
        "rest": ("" if own else PACKAGE_COMMON) if common else rest,
    }


def _cell(verdict: str, value: float, error: float) -> dict[str, str]:
    return {"verdict": VERDICT[verdict], "share": unbroken(share(value, error)) if verdict == "some" else ""}
