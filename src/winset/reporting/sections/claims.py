"""Claims, blame and explanations: by whom, about whom, side by side; none is taken for true."""

from __future__ import annotations

from typing import Any

from winset.reporting import sentences
from winset.reporting.context import Context
from winset.reporting.parts import Section, Use

KINDS = ("blame", "explanation", "cost", "prediction", "other")


def section(context: Context) -> Section | None:
    """Return the claims by kind and speaker; None where there are none."""
    entries = _of_negotiation(context) or _of_reading(context)
    if not entries:
        return None
    groups = []
    for kind in KINDS:
        of_kind = sorted(
            (e for e in entries if e["kind"] == kind),
            key=lambda e: (e["by"].casefold(), e["about"].casefold(), e["order"]),
        )
        if of_kind:
            speakers = len({e["by"] for e in of_kind})
            says = sentences.rival(kind, speakers) if kind in ("blame", "explanation") else ""
            groups.append({"title": sentences.CLAIMS[kind], "says": says, "entries": of_kind})
    return Section(
        id="claims",
        title="Claims and blame, by whom",
        nav="Claims and blame",
        template="claims.html",
        data={"groups": groups},
    )


def _of_negotiation(context: Context) -> list[dict[str, Any]]:
    found = []
    for number, claim in enumerate(context.negotiation.claims, 1):
        anchor = f"claims-{number}"
        by = context.party(claim.by)
        found.append(
            {
                "anchor": anchor,
                "order": number,
                "kind": claim.kind,
                "by": by,
                "narrator": claim.by == "narrator",
                "about": context.party(claim.about) if claim.about else "",
                "says": "" if any(e.quote == claim.says for e in claim.evidence) else context.label(claim.says),
                "quotes": context.cite(claim.evidence, Use(anchor, sentences.use_of_claim(by))),
            }
        )
    return found


def _of_reading(context: Context) -> list[dict[str, Any]]:
    found = []
    for index, statement in enumerate(context.statements):
        if statement.claim is None:
            continue
        anchor = f"claims-{index + 1}"
        by = context.speaker(statement)
        found.append(
            {
                "anchor": anchor,
                "order": index,
                "kind": statement.claim,
                "by": by,
                "narrator": statement.voice == "narrator",
                "about": context.party(statement.about) if statement.about else "",
                "says": "",
                "quotes": [context.quote(index, Use(anchor, sentences.use_of_claim(by)))],
            }
        )
    return found
