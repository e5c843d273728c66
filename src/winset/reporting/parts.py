"""What a report is made of: sections, and the places that cite a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the report.

    Parameters
    ----------
    id
        Of the HTML element; lower-case letters and hyphens, unique in the page.
    title
        The heading.
    template
        File in ``templates/sections/``.
    data
        What the template sees besides ``section`` and ``context``.
    nav
        Short name in the list of contents; the title where it is empty.
    """

    id: str
    title: str
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    nav: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """A place of the report that cites a document: its anchor (without ``#``) and what to call it."""

    anchor: str
    label: str
