"""Blockers in plain sentences: one wording for the terminal, notebooks and the report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from winset.analysis.words import BASIS, FIRMNESS, Verified, cited, label, listed, options, plural, upper

if TYPE_CHECKING:
    from winset.analysis.blockers.clauses import Clause, Hard
    from winset.analysis.blockers.result import Blockers, Component
    from winset.analysis.blockers.search import Bridge
    from winset.negotiation.names import Names

TIER = {
    "red-lines": "stated red lines",
    "needs": "stated red lines and needs",
    "refusals": "red lines, needs and every other refusal",
}


def scope(result: Blockers) -> str:
    """Return what was counted, for whose yes and on whose word."""
    whom = listed(result.names.sorted_parties(result.consent)) or "nobody"
    bases = [
        f"{number} {BASIS[basis]}"
        for basis in ("self", "ascribed", "inferred")
        if (number := sum(clause.basis == basis for clause in result.clauses))
    ]
    text = f"Counted: {TIER[result.tier]} of {whom}: {plural(len(result.clauses), 'line')}"
    text += f" ({listed(bases)})." if bases else "."
    if result.consent_is_assumed:
        text += " Whose yes is needed is winset’s default, not stated: signatories and those who ratify for them."
    if result.without:
        text += f" Taken away to see what follows: {listed(result.without)}."
    return text


def lead(result: Blockers) -> str:
    """Return the answer in one or two sentences."""
    if result.impossible:
        return "The constraints alone leave no package, whatever the parties want."
    if not result.blocked:
        return "In this tier nothing stands in the way."
    if any(not component.concessions for component in result.blocked):
        return "The search was stopped before it found whether anything stands in the way."
    conflicts = sum(len(component.conflicts) for component in result.blocked)
    where = listed(
        label(result.names.issue(issue)) for component in result.blocked for issue in contested(result, component)
    )
    some = "" if result.complete else "at least "
    text = f"In this tier no package passes: {some}{plural(conflicts, 'irreducible conflict')}, on {where}."
    if len(result.blocked) == 1:
        number = len(result.blocked[0].concessions)
        if number == 1 and result.complete:
            return f"{text} One minimal concession would open it."
        return f"{text} {upper(some)}{plural(number, 'minimal concession')} would each open it."
    counts = [f"{some}{len(component.concessions):,}" for component in result.blocked]
    return (
        f"{text} They fall into {len(result.blocked)} independent groups; an agreement takes one minimal concession in "
        f"each, out of {listed(counts)}."
    )


def contested(result: Blockers, component: Component) -> list[str]:
    """Return the issues that the conflicts of a component speak of, in the order of the file."""
    spoken = {issue for s in component.conflicts for k in s for issue in result.clauses[k].issues}
    return [issue for issue in component.issues if issue in spoken] or list(component.issues)


def clause(names: Names, clause: Clause) -> str:
    """Return what a party insists on, as a phrase that fits names in the singular and in the plural."""
    who = names.party(clause.holder)
    if clause.kind == "reservation":
        no_deal = f" (no deal: {label(names.scenario(clause.scenario))})" if clause.scenario else ""
        return f"reservation value of {who}: worth at least {clause.at_least:g}{no_deal}"
    wanted = ("" if len(clause.any_of) == 1 else "one of ") + options(names, clause.any_of, "or")
    unwanted = options(names, clause.if_) + (" together" if len(clause.if_) > 1 else "")
    if clause.kind == "need":
        return f"need of {who} for {wanted}"
    if clause.kind == "red_line":
        return f"red line of {who} against {unwanted}"
    if clause.kind == "refusal":
        return f"refusal by {who} of {unwanted}"
    if clause.if_ and clause.any_of:
        return f"condition of {who}: {options(names, clause.if_)} only with {wanted}"
    if clause.if_:
        return f"condition of {who}: not {unwanted}"
    return f"condition of {who}: {wanted}" if clause.any_of else f"condition of {who} that nothing can meet"


def said(clause: Clause) -> str:
    """Return how firmly and on whose word a clause is held."""
    words = [BASIS[clause.basis]]
    if clause.firmness is not None and clause.firmness != clause.kind:
        words.append(FIRMNESS[clause.firmness])
    return ", ".join(words)


def with_evidence(result: Blockers, number: int, verified: Verified | None = None) -> list[str]:
    """Return a clause with how it was said, in how many other conflicts it is, and its evidence line by line."""
    held = result.clauses[number]
    others = result.conflicts_of(number) - 1
    count = f"in {plural(others, 'other conflict')}" if others > 0 else "in no other conflict"
    if not result.complete:
        count += " of those found"
    lines = [f"{upper(clause(result.names, held))} ({said(held)}; {count})."]
    lines += [f"  {cited(evidence, verified)}" for evidence in held.evidence]
    if not held.evidence:
        lines.append("  No words are cited for it.")
    return lines


def conflict(result: Blockers, members: Iterable[int], verified: Verified | None = None) -> list[str]:
    """Return one conflict: its head, then each clause with its evidence."""
    numbers = sorted(members)
    holders = listed(dict.fromkeys(result.names.sorted_parties({result.clauses[k].holder for k in numbers})))
    if len(numbers) == 1:
        head = f"This cannot be met at all ({holders}):"
    elif len(numbers) == 2:
        head = f"These two cannot both be met ({holders}):"
    else:
        head = f"These {len(numbers)} cannot all be met, any {len(numbers) - 1} of them can ({holders}):"
    return [
        head,
        *(
            f"- {line}" if not line.startswith(" ") else line
            for k in numbers
            for line in with_evidence(result, k, verified)
        ),
    ]


def concession(result: Blockers, members: Iterable[int]) -> str:
    """Return what would have to fall, as one sentence."""
    numbers = sorted(members)
    return "It opens if this falls: " + "; and ".join(clause(result.names, result.clauses[k]) for k in numbers) + "."


def bridge(result: Blockers, found: Bridge, most: int = 2) -> list[str]:
    """Return the packages that cross just the lines of one concession."""
    whose = listed(result.names.sorted_parties({result.clauses[k].holder for k in found.crosses}))
    shown = found.packages[:most]
    lines = [f"  A package that crosses just these lines, of {whose}: {options(result.names, p)}." for p in shown]
    if (rest := len(found.packages) - len(shown)) or found.more:
        lines.append(
            f"  {rest}{' and more' if found.more else ''} other such {'package' if rest == 1 else 'packages'}."
        )
    return lines


def constraint(result: Blockers, hard: Hard, component: Component | None = None) -> str:
    """Return a constraint: what cannot be, whom it binds, how it could be lifted, whether that would be enough."""
    source = hard.source
    text = f"Constraint {source.id}: "
    if source.says:
        text += source.says
    elif not hard.any_of:
        text += f"{options(result.names, hard.if_)} cannot be" if hard.if_ else "nothing can be"
    elif hard.if_:
        text += f"{options(result.names, hard.if_)} only with {options(result.names, hard.any_of, 'or')}"
    else:
        text += f"only with {options(result.names, hard.any_of, 'or')}"
    text = text.rstrip(".") + "."
    text += f" It binds {result.names.party(source.binds)}." if source.binds else " Whom it binds is not stated."
    text += (
        f" It could be lifted by: {source.lifted_by.rstrip('.')}."
        if source.lifted_by
        else " How it could be lifted is not stated."
    )
    if component is not None and component.blocked:
        enough = source.id in component.opened_by
        text += (
            " Lifted alone, it would open an agreement." if enough else " Lifted alone, it would not open an agreement."
        )
    return text


def parts(result: Blockers) -> list[str]:
    """Return each party's part in what blocks, in alphabetical order."""
    rows = sorted(result.parts, key=lambda part: result.names.party(part.party).casefold())
    if not rows or not rows[0].conflict_groups:
        return []
    lines = ["Parts, counted in distinct groups of parties (cutting an issue in two changes nothing here):"]
    lines += [
        f"- {result.names.party(part.party)}: in {part.in_conflicts} of {part.conflict_groups} groups that clash, "
        f"in {part.in_concessions} of {part.concession_groups} groups that could open it."
        for part in rows
    ]
    return lines


def unfinished(result: Blockers) -> list[str]:
    """Return what was not searched to the end, and what is proved all the same."""
    lines = []
    for component in result.components:
        if component.limit is None:
            continue
        bounds = [
            f"every {what} of fewer than {below} lines is listed"
            for what, below in (
                ("conflict", component.limit.conflicts_below),
                ("concession", component.limit.concessions_below),
            )
            if below is not None
        ]
        lines.append(f"Not all were searched for ({', '.join(component.issues)}): {listed(bounds)}; there may be more.")
    return lines


def sentences(result: Blockers, *, verified: Verified | None = None, most: int = 5) -> list[str]:
    """Return the whole answer in plain sentences.

    Parameters
    ----------
    verified
        Says of evidence whether its words stand in its document; without it no words are put in quotation marks.
    most
        The most conflicts and concessions to write out for each group of issues; the rest is counted.
    """
    lines = [lead(result), scope(result)]
    by_id = {hard.source.id: hard for hard in result.constraints}
    for component in result.blocked:
        about = listed(label(result.names.issue(issue)) for issue in contested(result, component))
        lines.append(f"On {about or 'no single issue'}:")
        for members in component.conflicts[:most]:
            lines += conflict(result, members, verified) if members else []
        if (rest := len(component.conflicts) - most) > 0:
            lines.append(f"{plural(rest, 'further conflict')} not shown here.")
        for found in component.bridges[:most]:
            lines.append(concession(result, found.crosses))
            lines += bridge(result, found)
        if (rest := len(component.bridges) - most) > 0:
            lines.append(
                f"{plural(rest, 'further minimal concession')} not shown here; none is better for being shorter."
            )
        lines += [constraint(result, by_id[name], component) for name in component.constraints]
    lines += parts(result)
    lines += unfinished(result)
    lines += [f"Note: {note}." for note in result.notes]
    return lines
