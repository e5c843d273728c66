"""Wording that the answers share: neutral, in winset's own voice; quotation marks only around words that were found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from winset.negotiation.model import Evidence
from winset.negotiation.names import Names, listed

Verified: TypeAlias = Callable[[Evidence], bool]

BASIS = {
    "self": "in its own words",
    "ascribed": "as others report it",
    "inferred": "inferred",
}
FIRMNESS = {
    "red_line": "held as a red line",
    "demand": "held as a demand",
    "offer": "held as an offer",
    "openness": "held openly",
}


def cited(evidence: Evidence, verified: Verified | None = None) -> str:
    """Return evidence for reading: in quotation marks only where its words are known to stand in the document."""
    if verified is not None and verified(evidence):
        return f"“{evidence.quote}” ({evidence.document})"
    return f"words not verified, {evidence.document}: {evidence.quote}"


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return ``1 conflict``, ``2 conflicts``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def upper(text: str) -> str:
    """Return `text` with its first letter in upper case, the rest as it stands."""
    return text[:1].upper() + text[1:]


def label(text: str) -> str:
    """Return a label of the model as it stands in sentences: never in quotation marks, which are for documents."""
    return f"‹{text}›"


def options(names: Names, atoms: Iterable[tuple[str, str]], last: str = "and") -> str:
    """Return what options say, as labels."""
    return listed([label(names.option(*atom)) for atom in atoms], last)


def share(value: float, error: float | None = None) -> str:
    """Return a share in per cent with its standard error; 0 and 100 only where it is exactly that."""
    text = f"{100 * value:.1f} %"
    if 0 < value < 1:
        text = "under 0.1 %" if value < 0.0005 else "over 99.9 %" if value > 0.9995 else text
    return f"{text} (± {100 * error:.1f})" if error else text


__all__ = ["BASIS", "FIRMNESS", "Verified", "cited", "label", "listed", "options", "plural", "share", "upper"]
