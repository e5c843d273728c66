from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from winset.reading.actors import Actors
from winset.reading.model import load_model


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
