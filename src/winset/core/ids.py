"""Ids that people can read and type, and the nearest valid one where somebody mistyped."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

ID_PATTERN = r"[a-z0-9][a-z0-9_.-]*"
_ID = re.compile(ID_PATTERN)


def is_id(text: str) -> bool:
    """Whether `text` may serve as an id: lower-case letters, digits, ``_``, ``-`` and ``.``."""
    return _ID.fullmatch(text) is not None


def snake(text: str) -> str:
    """Return `text` as a snake_case id: ``"Côte d’Ivoire"`` gives ``cote_d_ivoire``; never empty."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "unnamed"


def unique(wanted: str, taken: Iterable[str]) -> str:
    """Return `wanted`, or the first of ``wanted_2``, ``wanted_3`` … that is not taken."""
    used = set(taken)
    if wanted not in used:
        return wanted
    number = 2
    while f"{wanted}_{number}" in used:
        number += 1
    return f"{wanted}_{number}"


def nearest(bad: str, valid: Iterable[str]) -> str | None:
    """Return the valid name most like `bad`, or None where none comes near."""
    close = difflib.get_close_matches(bad, sorted(set(valid)), n=1, cutoff=0.6)
    return close[0] if close else None


def listing(valid: Iterable[str], most: int = 12) -> str:
    """Return the valid names as one readable list, shortened where it is long."""
    names = list(valid)
    shown = ", ".join(names[:most])
    return shown + (f" and {len(names) - most} more" if len(names) > most else "")


def unknown(what: str, bad: str, valid: Iterable[str]) -> str:
    """Return the message for a name that does not exist, with the valid ones and the nearest match."""
    names = sorted(set(valid))
    close = nearest(bad, names)
    guess = f"; did you mean {close!r}?" if close else ""
    known = f"; valid: {listing(names)}" if names else "; none is defined"
    return f"unknown {what} {bad!r}{guess}{known}"
