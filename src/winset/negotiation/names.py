"""The model's labels by id, for sentences that people read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from winset.negotiation.model import Negotiation


@dataclass(frozen=True)
class Names:
    """Labels of parties, issues, options and no-deal scenarios; an id stands for itself where it has none."""

    parties: Mapping[str, str]
    issues: Mapping[str, str]
    options: Mapping[tuple[str, str], str]
    other: Mapping[str, str]

    @classmethod
    def of(cls, negotiation: Negotiation) -> Names:
        """Return the labels of a negotiation."""
        return cls(
            parties={party.id: party.name for party in negotiation.parties},
            issues={issue.id: issue.question for issue in negotiation.issues},
            options={(issue.id, option.id): option.says for issue in negotiation.issues for option in issue.options},
            other={scenario.id: scenario.says for scenario in negotiation.no_deal},
        )

    def party(self, party_id: str) -> str:
        """Return the name of a party."""
        return self.parties.get(party_id, party_id)

    def issue(self, issue_id: str) -> str:
        """Return the question of an issue."""
        return self.issues.get(issue_id, issue_id)

    def option(self, issue_id: str, option_id: str) -> str:
        """Return what an option says."""
        return self.options.get((issue_id, option_id), f"{issue_id}: {option_id}")

    def scenario(self, scenario_id: str) -> str:
        """Return what a no-deal scenario says."""
        return self.other.get(scenario_id, scenario_id)

    def sorted_parties(self, ids: Iterable[str]) -> list[str]:
        """Return the names of parties in alphabetical order."""
        return sorted((self.party(party) for party in ids), key=str.casefold)


def listed(items: Iterable[str], last: str = "and") -> str:
    """Return ``a, b and c``."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
