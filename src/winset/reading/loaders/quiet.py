"""Keeps what parsers of documents have to say off the terminal, and hands it on as notes."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

# The loggers of the parsers that winset calls, and of what they call.
_NOISY = ("charset_normalizer", "courlan", "docx", "htmldate", "justext", "pypdf", "trafilatura")


class _Keeper(logging.Handler):
    def __init__(self, kept: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._kept = kept

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if message not in self._kept:
            self._kept.append(message)


@contextmanager
def hushed() -> Iterator[list[str]]:
    """Yield a list that fills with the distinct messages that parsers would have logged; nothing reaches the terminal.

    The loggers are as before afterwards. Python warnings inside are dropped.
    """
    kept: list[str] = []
    keeper = _Keeper(kept)
    loggers = [logging.getLogger(name) for name in _NOISY]
    before = [(logger.propagate, logger.disabled) for logger in loggers]
    for logger in loggers:
        logger.addHandler(keeper)
        logger.propagate = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield kept
    finally:
        for logger, (propagate, disabled) in zip(loggers, before, strict=True):
            logger.removeHandler(keeper)
            logger.propagate, logger.disabled = propagate, disabled


def faults(kept: list[str], parser: str, most: int = 3) -> list[str]:
    """Return what a parser complained about as one note, shortened; empty where it did not."""
    if not kept:
        return []
    shown = "; ".join(message.strip() for message in kept[:most])
    more = f" and {len(kept) - most} more" if len(kept) > most else ""
    return [f"{parser} found faults in the file and read on: {shown}{more}"]
