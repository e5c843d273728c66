"""`winset.whatif`: the answers before and after a change, as a table of what changed.

The form of a change is told in `winset.analysis.changes`.

What is changed in this way is an assumption of the person who asks; positions set so are held as ``inferred`` and cite
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from winset.analysis.blockers import TIERS, Blockers, Tier, blockers
from winset.analysis.blockers import words as blocking
from winset.analysis.changes import apply, forms
from winset.analysis.deals import Deals, deals
from winset.analysis.deals import words as dealing
from winset.analysis.deals.bargaining import CHOICES
from winset.analysis.words import Verified
from winset.core.errors import InputError
from winset.core.results import SCHEMA_VERSION, Result, Run
from winset.negotiation.model import Negotiation
from winset.negotiation.names import Names


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the table: an answer before and after."""

    what: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        """Whether the answer is another."""
        return self.before != self.after


@dataclass(frozen=True, kw_only=True)
class WhatIf(Result):
    """What follows from a change.

    Parameters
    ----------
    sets
        The changes, as written.
    changes
        Every answer compared, changed or not.
    before, after
        The negotiation as it was and as it would be.
    blockers_before, blockers_after
        By tier.
    deals_before, deals_after
        The deals.
    """

    sets: tuple[str, ...]
    changes: tuple[Change, ...]
    before: Negotiation
    after: Negotiation
    blockers_before: Mapping[Tier, Blockers]
    blockers_after: Mapping[Tier, Blockers]
    deals_before: Deals
    deals_after: Deals
    names: Names

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Return one row for each answer compared."""
        return [{"what": c.what, "before": c.before, "after": c.after, "changed": c.changed} for c in self.changes]

    def sentences(self, *, verified: Verified | None = None, most: int = 20) -> list[str]:
        """Return what changed, in plain sentences."""
        changed = [c for c in self.changes if c.changed]
        lines = [f"If {'; '.join(self.sets)}:"]
        if not changed:
            return [*lines, "None of the answers compared changes."]
        for change in changed[:most]:
            lines += [f"{change.what}:", f"  before: {change.before}", f"  after: {change.after}"]
        if (rest := len(changed) - most) > 0:
            lines.append(f"{rest} further answers change.")
        same = len(self.changes) - len(changed)
        return [*lines, f"Answers compared that stay as they are: {same}."]

    def to_dict(self) -> dict[str, Any]:
        """Return the table as JSON-ready values."""
        return {
            "schema": SCHEMA_VERSION,
            "set": list(self.sets),
            "changes": [dict(row) for row in self.rows()],
            "run": self.run.to_dict(),
        }


def whatif(negotiation: Negotiation, sets: Iterable[str], *, draws: int | None = None, seed: int = 0) -> WhatIf:
    """Return the answers before and after some changes.

    Parameters
    ----------
    negotiation
        The model; not changed.
    sets
        Changes, applied one after the other; see above for their form.
    draws, seed
        For the deals; the same draws before and after, so that differences are not chance alone.

    Raises
    ------
    InputError
        Where a change names something that does not exist.
    """
    asked = tuple(sets)
    if not asked:
        raise InputError(f"nothing is to be changed; give a change such as position:PARTY:ISSUE=OPTION ({forms()})")
    after = negotiation
    for text in asked:
        after = apply(after, text)
    both = (negotiation, after)
    blocked = [{tier: blockers(n, tier=tier, limit=200) for tier in TIERS} for n in both]
    agreed = [deals(n, draws=draws, seed=seed) for n in both]
    changes = [*_blockers_compared(blocked[0], blocked[1]), *_deals_compared(agreed[0], agreed[1])]
    run = Run(
        method="blockers and deals, before and after",
        parameters={"set": list(asked)},
        exact=all(d.run.exact for d in agreed) and all(b.run.exact for each in blocked for b in each.values()),
        seed=agreed[1].run.seed if agreed[1].run.seed is not None else agreed[0].run.seed,
        draws=agreed[1].run.draws if agreed[1].run.draws is not None else agreed[0].run.draws,
        input_sha256=negotiation.sha256,
    )
    return WhatIf(
        run=run,
        sets=asked,
        changes=tuple(changes),
        before=negotiation,
        after=after,
        blockers_before=blocked[0],
        blockers_after=blocked[1],
        deals_before=agreed[0],
        deals_after=agreed[1],
        names=Names.of(negotiation),
    )


def _blockers_compared(before: Mapping[Tier, Blockers], after: Mapping[Tier, Blockers]) -> list[Change]:
    changes = []
    for tier in before:
        pair = (before[tier], after[tier])
        changes.append(Change(f"Blockers, {tier}", *(blocking.lead(r) for r in pair)))
        for what in ("conflicts", "concessions"):
            sets = [_shown(r, getattr(r, what)) for r in pair]
            gone = [s for s in sets[0] if s not in sets[1]]
            come = [s for s in sets[1] if s not in sets[0]]
            name = "Conflict" if what == "conflicts" else "Concession"
            changes += [Change(f"{name}, {tier}", s, "no longer there") for s in gone]
            changes += [Change(f"{name}, {tier}", "not there", s) for s in come]
    return changes


def _shown(result: Blockers, sets: Iterable[Sequence[Any]]) -> list[str]:
    return ["; and ".join(blocking.clause(result.names, clause) for clause in s) for s in sets if s]


def _deals_compared(before: Deals, after: Deals) -> list[Change]:
    changes = [Change("Whose yes is needed", *(", ".join(r.names.sorted_parties(r.consent)) for r in (before, after)))]
    by_name = [{a.scenario: a for a in r.answers} for r in (before, after)]
    for scenario in dict.fromkeys((*by_name[0], *by_name[1])):
        one, other = by_name[0].get(scenario), by_name[1].get(scenario)
        against = f", compared with {before.names.scenario(scenario)}" if scenario else ""
        if one is None or other is None:
            said = [r and dealing.lead(d, r) for d, r in ((before, one), (after, other))]
            changes.append(Change(f"Deals{against}", *(s or "not asked" for s in said)))
            continue
        changes.append(Change(f"Deals{against}", dealing.lead(before, one), dealing.lead(after, other)))
        for label, name in (
            ("Packages that constraints allow", "total"),
            ("Packages that cross nobody’s red line", "admissible"),
            ("Packages worth no less than no deal to all", "rational"),
            ("Efficient packages", "efficient_count"),
            ("Packages that all accept in all admissible preferences", "accepted_in_all"),
            ("Packages that all accept in some", "accepted_in_some"),
        ):
            changes.append(Change(f"{label}{against}", str(getattr(one, name)), str(getattr(other, name))))
        firsts = [
            dealing.accepted(d, r, r.acceptance[0]) if r.acceptance else "none"
            for d, r in ((before, one), (after, other))
        ]
        changes.append(Change(f"Most widely accepted{against}", *firsts))
        for rule in CHOICES:
            if one.chosen or other.chosen:
                shown = [
                    "; or ".join(dealing.described(d, r, p) for p in r.chosen.get(rule, ())) or "none"
                    for d, r in ((before, one), (after, other))
                ]
                changes.append(Change(f"{dealing.RULES[rule]} choice{against}", *shown))
    return changes
