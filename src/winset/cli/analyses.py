"""What the commands of the analyses share: opening a negotiation, lists in options, telling verified words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from winset.cli.common import tell

if TYPE_CHECKING:
    from winset.analysis.words import Verified
    from winset.negotiation.model import Negotiation


def open_negotiation(file: str) -> Negotiation:
    """Return the negotiation in a file, or on standard input where `file` is ``-``."""
    from winset.negotiation.files import load

    return load(file)


def split_list(text: str | None) -> list[str] | None:
    """Return ``a,b`` as a list; None stays None."""
    return None if text is None else [part.strip() for part in text.split(",") if part.strip()]


def print_lines(lines: Iterable[str]) -> None:
    """Print sentences on standard output, safe for a terminal."""
    for line in lines:
        tell(line)


def verifier(negotiation: Negotiation) -> Verified:
    """Return what says of evidence whether its words stand in its document."""
    return lambda evidence: negotiation.place(evidence) is not None


def salience_of(options: Sequence[str]) -> dict[str, list[list[str]]]:
    """Return ``party:a>b~c`` as what is known of the order of a party's weights."""
    from winset.core.errors import InputError

    found: dict[str, list[list[str]]] = {}
    for text in options:
        party, colon, order = text.partition(":")
        tiers = [[issue.strip() for issue in tier.split("~")] for tier in order.split(">")]
        if not colon or not party.strip() or any(not issue for tier in tiers for issue in tier):
            raise InputError(f"{text!r} is not an order of issues; write party:issue>issue, with ~ between tied ones")
        found[party.strip()] = tiers
    return found
