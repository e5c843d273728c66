"""The last word on a resolution: neutral names, and only open alternatives among the candidates."""

from __future__ import annotations

from dataclasses import replace

from winset.reading.actors.neutral import neutral_name
from winset.reading.marks import Resolution


def neutral(found: Resolution) -> Resolution:
    """Return a resolution under names that carry no loaded word of the text."""
    if found.name is None or found.kind in ("outlet", "work"):
        return found
    name = neutral_name(found.name, "group" if found.kind == "group" else "")
    candidates = tuple(replace(c, name=neutral_name(c.name) or c.name) for c in found.candidates)
    return replace(found, name=name or None, candidates=candidates)


def alternatives(found: Resolution) -> Resolution:
    """Leave among the candidates what the mention may be; what is only said of itself is a reason."""
    if found.reason or not found.candidates or found.party is not None:
        return found
    own = [c for c in found.candidates if c.party is None and c.name == found.name]
    kept = tuple(c for c in found.candidates if c not in own)
    return replace(found, candidates=kept, reason=own[0].reason if own else kept[0].reason)
