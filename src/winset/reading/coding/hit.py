"""A place in a content that is about an issue of the codebook."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from winset.reading.coding.codebook import CodebookIssue
from winset.reading.coding.patterns import Match


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that point at an issue. `side` is +1 or -1 as they stand, 0 where they leave it open.

    `answered` words name something that one says yes or no to; other attitudes towards it are no position.
    """

    issue: CodebookIssue
    issue_id: str
    side: int
    match: Match
    answered: bool = False

    @property
    def head(self) -> Token:
        """The token that governs the others."""
        return self.match.head
