"""Where a conflict goes from where it stands: improving moves, ways to states that hold, where play ends."""

from winset.analysis.outlook.api import outlook
from winset.analysis.outlook.result import Outlook

__all__ = ["Outlook", "outlook"]
