"""The renaming of parties in the gold texts, as benchmarks/reading has it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks" / "reading"


@pytest.fixture(scope="session")
def swap() -> Iterator[ModuleType]:
    """The module benchmarks/reading/swap.py."""
    sys.path.insert(0, str(FOLDER))
    try:
        yield importlib.import_module("swap")
    finally:
        sys.path.remove(str(FOLDER))


@pytest.fixture(scope="session")
def renaming(swap: ModuleType) -> ModuleType:
    """The module benchmarks/reading/renaming.py."""
    return sys.modules["renaming"]
