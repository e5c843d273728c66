"""Where reports do not fit together; and where parties disagree, which is another thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from winset.analysis.coherence import Voiced
from winset.reporting import sentences
from winset.reporting.context import Context
from winset.reporting.parts import Section, Use
from winset.reporting.quotations import Quoted
from winset.reporting.sections.issues import position_view


def section(context: Context) -> Section:
    """Return what does not fit together; the section is there even where nothing was found, and says so."""
    found = context.coherence
    context.runs.append(("Coherence", found.run))
    groups: list[dict[str, Any]] = []
    number = 0

    def entry(says: str, sides: Sequence[tuple[str, Iterable[int]]], holder: str | None) -> dict[str, Any]:
        nonlocal number
        number += 1
        anchor = f"coherence-{number}"
        use = Use(anchor, sentences.USE_COHERENCE)
        quoted: list[tuple[str, list[Quoted]]] = [
            (name, [context.quote(index, use, holder=holder) for index in sorted(set(indices))])
            for name, indices in sides
        ]
        return {"anchor": anchor, "says": says, "sides": quoted}

    both = [
        entry(
            sentences.both_sides(context.party(f.party), context.issue(f.issue), _n(f.for_), _n(f.against)),
            [("For", _indices(f.for_)), ("Against", _indices(f.against))],
            f.party,
        )
        for f in found.both_sides
    ]
    groups.append({"title": "One party on both sides", "none": sentences.NONE_BOTH, "entries": both})
    differ = [
        entry(
            sentences.reports_differ(context.party(f.party), context.issue(f.issue), _n(f.for_), _n(f.against)),
            [("For", _indices(f.for_)), ("Against", _indices(f.against))],
            f.party,
        )
        for f in found.reports_differ
    ]
    differ += [_positions(context, index) for index in range(len(found.positions_differ))]
    differ += [_meetings(context, index) for index in range(len(found.meetings_differ))]
    groups.append({"title": "Reports that do not fit together", "none": sentences.NONE_DIFFER, "entries": differ})
    shifts = [
        entry(
            sentences.shift(
                context.party(s.party), context.issue(s.issue), s.before[0].side, s.after[0].side, str(s.since)
            ),
            [(f"Before {s.since}", _indices(s.before)), (f"Since {s.since}", _indices(s.after))],
            s.party,
        )
        for s in found.shifts
    ]
    shifts += [_replaced(context, index) for index in range(len(found.replaced))]
    none = sentences.NONE_SHIFT if found.since is not None else sentences.NOT_SEARCHED_SHIFT
    groups.append({"title": "What shifted", "none": none, "entries": shifts})
    disagreements = [
        sentences.disagreement(context.party_list(d.parties), context.issue(d.issue)) for d in found.disagreements
    ]
    return Section(
        id="coherence",
        title="What does not fit together",
        template="coherence.html",
        data={"groups": groups, "disagreements": disagreements, "searched": context.reading is not None},
    )


def _n(voiced: Sequence[Voiced]) -> int:
    return len({v.statement for v in voiced})


def _indices(voiced: Iterable[Voiced]) -> list[int]:
    return [v.statement for v in voiced]


def _positions(context: Context, index: int) -> dict[str, Any]:
    found = context.coherence.positions_differ[index]
    issue = context.negotiation.issue(found.issue)
    anchor = f"coherence-p{index + 1}"
    views = [
        position_view(context, issue, context.negotiation.positions[i], anchor) for i in (found.first, found.second)
    ]
    options = [context.option(found.issue, o) for o in found.options]
    return {
        "anchor": anchor,
        "says": sentences.positions_differ(context.party(found.party), context.issue(found.issue), options),
        "sides": [(sentences.capital(str(view["basis_label"])), view["quotes"]) for view in views],
    }


def _meetings(context: Context, index: int) -> dict[str, Any]:
    found = context.coherence.meetings_differ[index]
    assert context.reading is not None
    reports = [context.reading.meetings[i] for i in (found.first, found.second)]
    anchor = f"coherence-m{index + 1}"
    use = Use(anchor, sentences.USE_COHERENCE)
    return {
        "anchor": anchor,
        "says": sentences.meeting_differs(
            context.label(reports[0].place or sentences.NO_PLACE), str(reports[0].date), found.what
        ),
        "sides": [
            (
                f"{context.document_label(report.document)}: {sentences.MEETINGS[report.status]}",
                context.cite_spans(report.document, report.evidence, use),
            )
            for report in reports
        ],
    }


def _replaced(context: Context, index: int) -> dict[str, Any]:
    found = context.coherence.replaced[index]
    issue = context.negotiation.issue(found.issue)
    anchor = f"coherence-r{index + 1}"
    earlier, later = (context.negotiation.positions[i] for i in (found.earlier, found.later))
    views = [position_view(context, issue, p, anchor) for p in (earlier, later)]
    return {
        "anchor": anchor,
        "says": sentences.replaced(
            context.party(found.party), context.issue(found.issue), str(earlier.as_of), str(later.as_of)
        ),
        "sides": [(f"As of {p.as_of}", view["quotes"]) for p, view in zip((earlier, later), views, strict=True)],
    }
