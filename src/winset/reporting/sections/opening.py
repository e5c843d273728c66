"""What one must know before believing anything; then what is contested, what blocks, what would open it."""

from __future__ import annotations

from winset.analysis.provenance import KINDS
from winset.reporting import charts, sentences
from winset.reporting.blocking import by_tier, opening
from winset.reporting.context import Context
from winset.reporting.parts import Section


def section(context: Context) -> Section:
    """Return the opening of the report."""
    rows = party_rows(context) if context.reading is not None else []
    heard = [(name, counts) for name, counts in rows if any(counts.values())]
    chart = charts.provenance_bars(heard) if len(heard) > 1 else None
    return Section(
        id="opening",
        title="Before you believe any of this",
        nav="Before you believe this",
        template="opening.html",
        data={
            "facts": facts(context),
            "four": four(context),
            "rows": [{"party": name, "counts": counts, "total": sum(counts.values())} for name, counts in heard],
            "silent": sentences.no_statement([name for name, counts in rows if not any(counts.values())]),
            "kinds": {k: sentences.KINDS[k] for k in KINDS if any(counts.get(k) for _, counts in heard)},
            "other": sentences.KINDS["other"],
            "chart": chart,
        },
    )


def facts(context: Context) -> list[str]:
    """Say what was read, on whose word it rests, what was reviewed, and whose yes is counted."""
    known = context.provenance
    said = []
    if context.reading is not None:
        dates = sorted(d.published for d in context.documents if d.published is not None)
        said.append(
            sentences.was_read(
                len(context.documents),
                sum(len(d.text) for d in context.documents),
                str(dates[0]) if dates else None,
                str(dates[-1]) if dates else None,
                len(context.documents) - len(dates),
            )
        )
        said.append(sentences.statements({str(k): v for k, v in known.statements.items()}))
        said.append(sentences.quoted(known.statements.get("own", 0), known.quoted))
        said.append(sentences.reviews(known.total, known.reviewed, known.rejected))
    if context.reading is None:
        said.append(sentences.not_read(len(context.documents), len(context.unread)))
    elif not context.drafted:
        said.append(sentences.by_hand())
    said.append(sentences.bases({str(k): v for k, v in known.positions.items()}, known.unsupported))
    said.append(sentences.quotations(*context.evidence_checked()))
    n = context.negotiation
    said.append(sentences.consent(context.party_list(n.consent_set), n.consent_is_assumed))
    return [sentence for sentence in said if sentence]


def four(context: Context) -> list[str]:
    """Say in four sentences what is contested, what blocks, and what would open it."""
    views = context.positions.issues
    contested = [context.issue(v.issue) for v in views if v.status == "contested"]
    first = sentences.contested(
        contested,
        len(views),
        sum(v.status == "agreed" for v in views),
        sum(v.status in ("one_sided", "silent") for v in views),
    )
    tiers = by_tier(context)
    return [first, *opening(context, tiers)]


def party_rows(context: Context) -> list[tuple[str, dict[str, int]]]:
    """Return, for each party in alphabetical order, how many statements concern it, by whose word they are."""
    found = [
        (context.party(p.party), {str(kind): p.statements.get(kind, 0) for kind in KINDS})
        for p in context.provenance.parties
    ]
    return sorted(found, key=lambda row: (row[0].casefold(), row[0]))
