from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from winset.core.dates import PartialDate
from winset.reading.actors import Actors
from winset.reading.marks import Resolution
from winset.reading.model import load_model

DAY = PartialDate.parse("2025-05-07")


@pytest.fixture(scope="session")
def actors() -> Actors:
    return Actors.load()


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Any]:
    nlp = load_model().nlp
    known: dict[str, Any] = {}

    def parsed(text: str) -> Any:
        if text not in known:
            known[text] = nlp(text)
        return known[text]

    return parsed


@pytest.fixture(scope="session")
def resolved(actors: Actors, parse: Callable[[str], Any]) -> Callable[[str, str], Resolution]:
    """Resolve the last place of some words in a text of 7 May 2025."""

    def resolve(text: str, words: str) -> Resolution:
        at = text.rindex(words)
        return actors.resolver(parse(text), DAY).resolve(((at, at + len(words)),))

    return resolve
