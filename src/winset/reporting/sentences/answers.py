"""How issues stand, what does not fit together, proposals, moves, claims; and names of places in the report."""

from __future__ import annotations

from collections.abc import Sequence

from winset.reporting.sentences.words import BASES, capital, count, label, labels, listed


def status(kind: str, common: Sequence[str], silent: Sequence[str], tied: Sequence[str] = ()) -> str:
    """Say how one issue stands; `tied` are parties without a position of its own on it that tie it to other issues."""
    said = _status(kind, common, silent)
    verb = "ties" if len(tied) == 1 else "tie"
    return f"{said} {listed(tied)} {verb} it to other issues." if tied else said


def _status(kind: str, common: Sequence[str], silent: Sequence[str]) -> str:
    options = listed(labels(common), "or")
    if kind == "contested":
        return "Contested: no option is put first, or left open, by all who stated a position, and refused by none."
    if kind == "agreed":
        return f"Agreed: all whose yes is needed have stated a position, and all can take {options}."
    if kind == "compatible":
        without = f"; nothing is recorded of what {listed(silent)} would take" if silent else ""
        return f"No disagreement found: all who stated a position can take {options}{without}."
    if kind == "one_sided":
        return "One party only has stated a position; the others may well have one."
    return "Nobody has stated a position; the parties may well have one."


def ranking(tiers: Sequence[Sequence[str]], left_out: Sequence[str]) -> str:
    """Say a ranking in words; `tiers` best first."""
    if not tiers:
        return ""
    said = ", then ".join(" or ".join(tier) for tier in tiers)
    return f"{said} ({listed(left_out)} not ranked)" if left_out else said


def both_sides(party: str, issue: str, for_: int, against: int) -> str:
    """Say that a party's own words stand on both sides."""
    return f"{party}, in its own words, is on both sides of {label(issue)}: {for_} for, {against} against."


def reports_differ(party: str, issue: str, for_: int, against: int) -> str:
    """Say that reports put one party on different sides."""
    return (
        f"Reports put {party} on different sides of {label(issue)}: "
        f"{count(for_, 'statement')} for, {count(against, 'statement')} against."
    )


def positions_differ(party: str, issue: str, options: Sequence[str]) -> str:
    """Say that two recorded positions of one party cannot both be its position."""
    about = listed(labels(options))
    return f"Two positions recorded for {party} on {label(issue)} do not go together: they clash over {about}."


def shift(party: str, issue: str, before: str, after: str, since: str) -> str:
    """Say that a party's own words changed sides at a date."""
    return f"{party} spoke {before} {label(issue)} before {since}, and {after} it since."


def meeting_differs(place: str, date: str, what: Sequence[str]) -> str:
    """Say that two reports of one meeting do not fit."""
    names = {"status": "whether it took place", "level": "its level", "participants": "who came"}
    return f"Two reports of the meeting in {place} on {date} differ on {listed([names[w] for w in what])}."


def disagreement(parties: Sequence[str], issue: str) -> str:
    """Say that parties want different things."""
    return f"{listed(parties)} want different things on {label(issue)}."


def rival(kind: str, speakers: int) -> str:
    """Introduce explanations or blame side by side."""
    what = "explanations" if kind == "explanation" else "attributions of blame"
    if speakers > 1:
        return f"{capital(what)} by {speakers} different speakers, side by side; winset takes none for true."
    return f"{capital(what)} by one speaker only; no other account was found. Winset does not take it for true."


def use_of_cell(party: str, issue: str) -> str:
    """Name the place of the report that cites words for a position."""
    return f"{party} on {label(issue)}"


def use_of_blocker(tier: str) -> str:
    """Name the place of the report that cites words for what blocks."""
    return f"what stands in the way, counting {tier}"


def missing(parties: Sequence[str], drafted: bool) -> str:
    """Say for which parties nothing is recorded."""
    if not parties:
        return ""
    if drafted:
        return f"Not found by the reader: anything that {listed(parties, 'or')} wants here."
    return f"Not in the file: anything that {listed(parties, 'or')} wants here."


def proposal_title(author: str, version: str | None) -> str:
    """Name a proposal."""
    by = f"Proposal by {author}" if author else "Proposal, author not recorded"
    return f"{by}, version {version}" if version else by


def unanswered(parties: Sequence[str], drafted: bool) -> str:
    """Say whose answers to a proposal are missing."""
    if not parties:
        return ""
    where = "Not found by the reader" if drafted else "Not in the file"
    return f"{where}: the answer of {listed(parties)}."


def move_now(now: bool | None, direction: str) -> str:
    """Say whether a move is made today, and whether it can be changed."""
    today = {True: "taken today", False: "not taken today", None: "whether it is taken today is not recorded"}[now]
    ways = {
        "both": "can be taken and taken back",
        "only_on": "cannot be taken back once taken",
        "only_off": "cannot be taken again once ended",
    }
    return f"{today}; {ways.get(direction, direction)}"


def adopted(is_adopted: bool, claimant: str, basis: str) -> str:
    """Say whose prediction a no-deal scenario is, and whether the analyst adopted it."""
    by = f"Claimed by {claimant}" if claimant else f"Basis: {BASES[basis]}"
    return f"{by}; {'adopted by the analyst' if is_adopted else 'not adopted: a claim, used in no computation'}."


def use_of_meeting(place: str, date: str) -> str:
    """Name the place of the report that cites words for a meeting."""
    return f"the meeting in {place}, {date}" if date else f"the meeting in {place}"


def use_of_move(party: str) -> str:
    """Name the place of the report that cites words for a move."""
    return f"what {party} can do alone"


def use_of_claim(speaker: str) -> str:
    """Name the place of the report that cites words for a claim."""
    return f"a claim by {speaker}"


def use_of_interest(party: str) -> str:
    """Name the place of the report that cites words for an interest."""
    return f"interests of {party}"


def replaced(party: str, issue: str, earlier: str, later: str) -> str:
    """Say that a recorded position was replaced by a later one."""
    return f"The position of {party} on {label(issue)} as of {earlier} is replaced by one as of {later}."


def stance(holder: str, side: str, issue: str, basis: str, agent: str) -> str:
    """Say which position a statement speaks of, as the reader took it."""
    sides = {"for": "for", "against": "against", "unclear": "side not clear on"}
    whom = f", to be done by {agent}" if agent else ""
    return f"{holder}: {sides[side]} {label(issue)}{whom} ({basis})"


def period(first: str, last: str) -> str:
    """Say from when to when."""
    if first and last:
        return f"{first} to {last}"
    return f"from {first}" if first else f"until {last}" if last else ""


def nowhere(parties: Sequence[str], drafted: bool) -> str:
    """Say which parties have no column: nothing is recorded of them on any issue."""
    if not parties:
        return ""
    where = "Not found by the reader on any issue" if drafted else "Not in the file on any issue"
    return f"{where}: {listed(parties)}. They may well have positions."
