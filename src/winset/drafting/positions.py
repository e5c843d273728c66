"""Positions of a draft: what each holder said of each issue, no further than the statements go.

For one holder, issue and basis, the statements are gathered. A stance for an option ranks it above the option against
it; a stance against an option ranks it below. Nothing else is ranked. A red line needs words of finality that are not
hedged; a need, a demand. Where statements of one holder stand on both sides, nothing is ranked, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from winset.core.dates import PartialDate
from winset.drafting.options import DraftIssue
from winset.negotiation.model import Basis, Evidence, Firmness, Position
from winset.reading.statement import Reading, Stance, Statement

_FIRMER: tuple[Firmness | None, ...] = ("red_line", "demand", "offer", "openness", None)


@dataclass(frozen=True, slots=True)
class Said:
    """A stance, and the statement that speaks of it."""

    statement: Statement
    stance: Stance


def evidence_of(reading: Reading, statements: Iterable[Statement]) -> tuple[Evidence, ...]:
    """Return the words of statements as evidence, each document and quote once, in the order given.

    A content is quoted with the reporting word where that stands right before it ("refused to recognise …"): a bare
    "to recognise" would not show that it was refused.
    """
    found: dict[tuple[str, str], Evidence] = {}
    for statement in statements:
        text = reading.document(statement.document).text
        for span in statement.content:
            starts = [c.start for c in statement.cue if c.end <= span.start and not text[c.end : span.start].strip()]
            quote = text[min([*starts, span.start]) : span.end]
            found.setdefault((statement.document, quote), Evidence(document=statement.document, quote=quote))
    return tuple(found.values())


def draft_positions(reading: Reading, issues: Mapping[str, DraftIssue]) -> tuple[Position, ...]:
    """Return the positions that the statements of a reading speak of, by holder and issue."""
    groups: dict[tuple[str, str, Basis], list[Said]] = {}
    for statement in reading.statements:
        for stance in statement.positions:
            groups.setdefault((stance.holder, stance.issue, stance.basis), []).append(Said(statement, stance))
    published = {document.id: document.published for document in reading.documents}
    order = {issue: number for number, issue in enumerate(issues)}
    made: list[Position] = []
    for holder, issue, basis in sorted(groups, key=lambda key: (key[0], order[key[1]], key[2])):
        said = groups[holder, issue, basis]
        dates = [date for one in said if (date := published.get(one.statement.document)) is not None]
        made += _positions(reading, holder, basis, issues[issue], said, max(dates, key=_last, default=None))
    return tuple(made)


def _last(date: PartialDate) -> tuple[object, object]:
    return (date.last, date.first)


def _positions(
    reading: Reading, holder: str, basis: Basis, issue: DraftIssue, said: Sequence[Said], as_of: PartialDate | None
) -> list[Position]:
    wanted = _unique(issue.meant(one.stance) for one in said if one.stance.stance == "for")
    refused = _unique(issue.meant(one.stance) for one in said if one.stance.stance == "against")
    both = [option for option in wanted if option in refused]
    common = {
        "holder": holder,
        "issue": issue.issue.id,
        "basis": basis,
        "firmness": _firmness(said),
        "as_of": as_of,
        "evidence": evidence_of(reading, (one.statement for one in said)),
    }
    if both or not (wanted or refused):
        note = (
            "The statements stand on both sides; nothing is ranked."
            if both
            else "The statements speak of this issue and do not settle the side."
        )
        return [Position(**common, note=note)]
    red_lines = _red_lines(issue, said)
    needs = _needs(issue, said, red_lines)
    hedged = "Hedged where it was said." if all(one.statement.hedged for one in said) else None
    # One chain says as much as was said where there is at most one option on each side; else each option has its own
    # chain, since nobody said how the options of one side compare.
    chains = (
        [[*wanted, issue.against, *refused]]
        if len(wanted) <= 1 and len(refused) <= 1
        else [*([option, issue.against] for option in wanted), *([issue.against, option] for option in refused)]
    )
    first, *rest = [tuple((option,) for option in chain) for chain in chains]
    return [
        Position(**common, ranking=first, red_lines=tuple(red_lines), needs=tuple(needs), note=hedged),
        *(Position(**common, ranking=chain, note=hedged) for chain in rest),
    ]


def _red_lines(issue: DraftIssue, said: Sequence[Said]) -> list[str]:
    """Options refused in words of finality, unhedged: the option meant, or the one against a proposition held to."""
    return _unique(
        issue.meant(one.stance) if one.stance.stance == "against" else issue.against
        for one in said
        if one.statement.firmness == "red_line" and not one.statement.hedged and one.stance.stance != "unclear"
    )


def _needs(issue: DraftIssue, said: Sequence[Said], red_lines: Sequence[str]) -> list[str]:
    """Options of which a demand asks for one. Several demands narrow each other; where nothing is left, none counts."""
    needs: set[str] | None = None
    for one in said:
        if one.statement.firmness != "demand" or one.statement.hedged or one.stance.stance == "unclear":
            continue
        meets = set(issue.met_by(one.stance)) if one.stance.stance == "for" else {issue.against}
        needs = meets if needs is None else needs & meets
    if not needs:
        return []
    return [option.id for option in issue.issue.options if option.id in needs and option.id not in red_lines]


def _firmness(said: Sequence[Said]) -> Firmness | None:
    # A hedge takes the finality from words of finality.
    found = {s.firmness for one in said if not ((s := one.statement).hedged and s.firmness == "red_line")} | {None}
    return next(level for level in _FIRMER if level in found)


def _unique(options: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(options))
