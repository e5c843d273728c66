"""Winset: what is reported about a negotiation, and what follows from it.

::

    import winset as ws

    reading = ws.read(["reports/"])     # documents → statements
    n = ws.draft(reading)               # statements → a draft negotiation
    n = ws.load("negotiation.yaml")     # or a negotiation that a person wrote
    ws.blockers(n)                      # what stands in the way
    ws.deals(n)                         # which agreements are possible
    ws.stability(n)                     # which situations hold when everyone can act
    ws.outlook(n)                       # where it goes from here
    ws.report(n, "report.html")

Names are loaded when they are first used, so that ``import winset`` stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from winset._version import __version__

if TYPE_CHECKING:
    from winset.analysis.blockers import blockers
    from winset.analysis.deals import deals
    from winset.analysis.outlook import outlook
    from winset.analysis.stability import stability
    from winset.analysis.whatif import whatif
    from winset.drafting.drafts import draft
    from winset.negotiation.files import load
    from winset.negotiation.model import Negotiation
    from winset.reading.document import Document
    from winset.reading.reader import read
    from winset.reading.statement import Reading, Statement
    from winset.reporting.report import report

_WHERE = {
    "Document": "winset.reading.document",
    "Negotiation": "winset.negotiation.model",
    "Reading": "winset.reading.statement",
    "Statement": "winset.reading.statement",
    "blockers": "winset.analysis.blockers",
    "deals": "winset.analysis.deals",
    "draft": "winset.drafting.drafts",
    "load": "winset.negotiation.files",
    "outlook": "winset.analysis.outlook",
    "read": "winset.reading.reader",
    "report": "winset.reporting.report",
    "stability": "winset.analysis.stability",
    "whatif": "winset.analysis.whatif",
}

__all__ = [
    "Document",
    "Negotiation",
    "Reading",
    "Statement",
    "__version__",
    "blockers",
    "deals",
    "draft",
    "load",
    "outlook",
    "read",
    "report",
    "stability",
    "whatif",
]


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'winset' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
