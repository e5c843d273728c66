"""Which situations hold when everyone can act: the graph model for conflict resolution.

`stability` answers for a negotiation or a conflict; the definitions are in `docs/explanation/stability.md`.
"""

from winset.analysis.stability.api import stability
from winset.analysis.stability.conflict import Conflict, DecisionMaker, GraphConflict, Option
from winset.analysis.stability.plain import conflict_from_dict
from winset.analysis.stability.result import Stability

__all__ = ["Conflict", "DecisionMaker", "GraphConflict", "Option", "Stability", "conflict_from_dict", "stability"]
