"""The training commands are scripts beside each other: their modules are loaded from their folder."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any


def loaded(folder: Path, *names: str) -> list[Any]:
    """Return modules of a folder of scripts, by name."""
    sys.path.insert(0, str(folder))
    try:
        return [import_module(name) for name in names]
    finally:
        sys.path.remove(str(folder))
