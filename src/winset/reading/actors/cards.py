"""A card for each person, organisation or coalition that one document speaks of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from winset.reading.statement import Candidate

if TYPE_CHECKING:
    from winset.reading.actors.mentions import Mention
    from winset.reading.actors.phrases import Role


@dataclass(slots=True, eq=False)
class Card:
    """A person, an organisation or a coalition of one document."""

    kind: str
    names: list[str]
    mentions: list[Mention] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    party: str | None = None
    reason: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    gender: str = ""
    office: str = ""
    types: set[str] = field(default_factory=set)
    plural: bool = False
    members: tuple[str, ...] = ()
    settled: bool = False

    @property
    def name(self) -> str:
        """The fullest name: of most words, the first of these."""
        return max(self.names, key=lambda name: len(name.split()))

    def titles(self) -> set[str]:
        """Words of all roles and of the office."""
        return {word for role in self.roles for word in role.title.split()} | set(self.office.split())
