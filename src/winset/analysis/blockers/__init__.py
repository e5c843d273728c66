"""What blocks agreement: irreducible conflicts, smallest concessions, bridges. See docs/explanation/deals.md."""

from winset.analysis.blockers.api import blockers
from winset.analysis.blockers.clauses import TIERS, Clause, Tier
from winset.analysis.blockers.result import Blockers, Component, Limits, Part

__all__ = ["TIERS", "Blockers", "Clause", "Component", "Limits", "Part", "Tier", "blockers"]
