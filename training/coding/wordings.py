"""Propositions in other words, and in words for their opposite: ``proposition | same ; same | opposite ; opposite``.

With them the network learns to read propositions, and a side turns when the proposition does.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

from compose import clauses
from lines import Line

from data import Wordings


def load(path: Path) -> dict[str, Wordings]:
    """Return the wordings by proposition; raises ValueError with the number of the line that cannot be read."""
    found = {}
    for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        fields = [part.strip() for part in row.split(" | ")]
        if len(fields) != 3 or not all(fields):
            raise ValueError(f"{path.name}:{number}: not a proposition, others with its meaning, and opposite ones")
        same, opposite = (tuple(part.strip() for part in field.split(" ; ")) for field in fields[1:])
        found[fields[0]] = Wordings((fields[0], *same), opposite)
    return found


def of(propositions: Mapping[str, str], known: Mapping[str, Wordings]) -> dict[str, Wordings]:
    """Return the wordings of issues by id; a proposition that has no others stands alone."""
    return {name: known.get(says, Wordings((says,))) for name, says in propositions.items()}


def lines(wordings: Mapping[str, Wordings], chance: random.Random, count: int) -> list[Line]:
    """Return lines made of wordings under frames ("S will never agree that …")."""
    names = [name for name, one in wordings.items() if one.opposite]
    found: list[Line] = []
    for _ in range(count if names else 0):
        name = chance.choice(names)
        one = wordings[name]
        words = chance.choice([*one.same, *one.opposite])
        found += clauses(words[0].lower() + words[1:], name, chance, 1, opposite=words in one.opposite)
    return found
