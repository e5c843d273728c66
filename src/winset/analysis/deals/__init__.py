"""What could be agreed: packages, shares of admissible preferences, efficiency, the four bargaining choices."""

from winset.analysis.deals.api import deals
from winset.analysis.deals.result import Acceptance, Answer, Deals, Placed, Share

__all__ = ["Acceptance", "Answer", "Deals", "Placed", "Share", "deals"]
