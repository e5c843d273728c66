"""Quotations as the report shows them: words, whose they are, where they stand, and how far they can be trusted."""

from __future__ import annotations

from dataclasses import dataclass

from winset.reporting.marks import Mark


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that the report shows.

    Parameters
    ----------
    words
        Pieces, each of which stands in the document letter for letter where `verified`.
    verified
        Whether they do. If not they are shown without quotation marks, and `why` says why.
    document
        What to call the document.
    mark
        The place in the documents that it links to.
    speaker
        Whose words they are said to be, in one line.
    tags
        What a reader has to know of it: quotation inside a quotation, nobody named, unreviewed …
    """

    words: tuple[str, ...]
    verified: bool
    document: str
    mark: Mark | None = None
    speaker: str = ""
    tags: tuple[str, ...] = ()
    why: str = ""

    @property
    def kind(self) -> str:
        """``attributed``, ``narrator``, ``evidence`` or ``unverified``; the class of its element."""
        return "unverified" if self.mark is None else self.mark.kind
