"""No-deal scenarios: which of them count, at which date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from winset.core.dates import PartialDate
from winset.core.errors import InputError
from winset.core.ids import unknown
from winset.negotiation.model import Negotiation, NoDeal


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A scenario that does not count, and why."""

    scenario: str
    reason: str


def scenarios_of(
    negotiation: Negotiation, *, as_of: PartialDate | None = None, asked: Iterable[str] | None = None
) -> tuple[tuple[NoDeal, ...], tuple[LeftOut, ...]]:
    """Return the scenarios that count, in the order of the file, and those that do not.

    Parameters
    ----------
    as_of
        A scenario counts where the date lies between its `from` and `to`; None counts it whatever its dates.
    asked
        Ids; to ask for a scenario by name is to adopt it. By default those count that an analyst has adopted, and
        those that nobody else claims: somebody's prediction is a claim until an analyst adopts it.
    """
    known = {scenario.id: scenario for scenario in negotiation.no_deal}
    names = None if asked is None else list(asked)
    for name in names or ():
        if name not in known:
            raise InputError(unknown("no-deal scenario", name, known))
    counted, left = [], []
    for scenario in negotiation.no_deal:
        if names is not None and scenario.id not in names:
            left.append(LeftOut(scenario.id, "not asked for"))
        elif names is None and not scenario.adopted and (scenario.claimant or scenario.basis == "ascribed"):
            whose = f"a prediction by {scenario.claimant}" if scenario.claimant else "somebody’s prediction"
            left.append(LeftOut(scenario.id, f"{whose}, which no analyst has adopted"))
        elif as_of is not None and scenario.from_ is not None and scenario.from_.first > as_of.last:
            left.append(LeftOut(scenario.id, f"it holds from {scenario.from_} only"))
        elif as_of is not None and scenario.to is not None and scenario.to.last < as_of.first:
            left.append(LeftOut(scenario.id, f"it held until {scenario.to} only"))
        else:
            counted.append(scenario)
    return tuple(counted), tuple(left)
