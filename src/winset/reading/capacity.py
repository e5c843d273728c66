"""How many documents may be read at the same time: by the cores and the memory that this process may use."""

from __future__ import annotations

import math
import os
from pathlib import Path

PER_WORKER = 2**30
"""Bytes of memory that a worker may come to need: the model, and a long document."""

WORTH_IT = 8
"""Documents for each worker, at least: loading the model costs as much as reading about ten articles."""


def jobs_for(documents: int) -> int:
    """Return how many worker processes to use for so many documents; 1 is to read in this process."""
    return max(1, min(cores(), documents // WORTH_IT, _memory() // PER_WORKER))


def cores() -> int:
    """Return how many cores this process may use: of the machine, by its affinity and by its control group."""
    found = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    words = _words("/sys/fs/cgroup/cpu.max")
    if len(words) == 2 and all(word.isdigit() for word in words) and int(words[1]):
        found = min(found, math.ceil(int(words[0]) / int(words[1])))
    return max(1, found)


def _memory() -> int:
    """Return the bytes of memory that are free to be used; a great many where the system does not say."""
    free = 2**50
    words = _words("/proc/meminfo")
    if "MemAvailable:" in words:
        free = int(words[words.index("MemAvailable:") + 1]) * 1024
    most, used = _words("/sys/fs/cgroup/memory.max"), _words("/sys/fs/cgroup/memory.current")
    if most and used and most[0].isdigit() and used[0].isdigit():
        free = min(free, max(0, int(most[0]) - int(used[0])))
    return free


def _words(file: str) -> list[str]:
    try:
        return Path(file).read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return []
