"""What could be agreed, against each no-deal scenario. The sentences are those of `winset.analysis.deals.words`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from winset.analysis.deals import Answer, Deals, deals, words
from winset.analysis.deals.smaa import default_draws
from winset.analysis.words import share, upper
from winset.core.errors import LimitError
from winset.negotiation.names import Names
from winset.reporting import deal_charts
from winset.reporting.context import Context
from winset.reporting.parts import Section
from winset.reporting.sentences import CLOSE, OPEN

SHOWN = 8
"""The most packages written out for each scenario; the rest is counted."""
DRAWS = 4000
"""Most draws of admissible preferences in a report: standard errors below one per cent, in about a second."""
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
        found = deals(negotiation, draws=draws, top=max(SHOWN, FRONTIER))
    except LimitError as error:
        return _section({"why": str(error), "scope": "", "answers": [], "nearest": [], "proposals": [], "notes": []})
    context.runs.append(("Deals", found.run))
    found = _labelled(context, found)
    return _section(
        {
            "why": "",
            "scope": set_apart(words.scope(found)),
            "answers": [_answer(found, answer, number) for number, answer in enumerate(found.answers, 1)],
            "nearest": _items(words.nearest(found)),
            "proposals": [_items(words.placed(found, proposal)) for proposal in found.proposals],
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
    return text.strip().replace("‹", OPEN).replace("›", CLOSE)


def _items(lines: list[str]) -> list[str]:
    return [set_apart(line.strip().removeprefix("- ")) for line in lines]


def _answer(found: Deals, answer: Answer, number: int) -> dict[str, Any]:
    anchor = f"deals-{number}"
    exact = answer.method == "exact"
    parties = sorted(found.consent, key=lambda party: (found.names.party(party).casefold(), party))
    rows = words.shown_rows(answer, SHOWN)
    passing = bool(rows) and rows[0].verdict != "none"
    charts = []
    if not exact and passing:
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
        "lead": set_apart(words.lead(found, answer)),
        "counts": set_apart(words.counts(answer)),
        "parties": [found.names.party(party) for party in parties],
        "rows": [
            {
                "says": set_apart(upper(words.described(found, answer, row.package))),
                "cells": [
                    _cell(row.verdict_by_party[party], row.by_party[party].share, row.by_party[party].error)
                    for party in parties
                ],
                "joint": _cell(row.verdict, row.joint.share, row.joint.error),
            }
            for row in rows
        ],
        "caption": "Packages that all accept in all or in some of the admissible preferences"
        if passing
        else "No package is accepted by all; these are accepted by the most",
        "more": max(0, answer.accepted_in_all + answer.accepted_in_some - len(rows)) if passing else 0,
        "worth": [
            {
                "says": set_apart(upper(words.described(found, answer, package))),
                "cells": [f"{worth[party]:.3f}" for party in parties],
            }
            for package, worth in zip(answer.efficient[:SHOWN], answer.worth, strict=False)
        ],
        "charts": [chart for chart in charts if chart is not None],
        "picked": _items(words.picked(found, answer, rows)),
        "dependence": [set_apart(line) for line in words.dependence(found, answer)],
        "how": set_apart(words.how(found, answer)),
    }


def _cell(verdict: str, value: float, error: float) -> dict[str, str]:
    return {"verdict": VERDICT[verdict], "share": share(value, error) if verdict == "some" else ""}
