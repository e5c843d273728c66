from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(scope="session")
def nlp() -> Any:
    from winset.reading.model import load_model

    return load_model().nlp
