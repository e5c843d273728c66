"""What parties insist on, what stands in the way, and what would open it."""

from __future__ import annotations

from collections.abc import Sequence

from winset.reporting.sentences.words import TIERS, capital, count, label, labels, listed


def blocked(
    conflicts: int, parties: Sequence[str], complete: bool = True, *, lines: int, tier: str | None = None
) -> str:
    """Say what blocks, without a capital or a full stop; with a tier, which lines were counted."""
    counting = f"counting {TIERS.get(tier, tier)}, " if tier is not None else ""
    if not conflicts and not lines:
        return (
            f"{counting}nothing stands in the way, since nothing of the kind is recorded for those whose yes is needed"
        )
    if not conflicts:
        return f"{counting}nothing stands in the way" + ("" if complete else " as far as was searched")
    least = "" if complete else "at least "
    between = f", {'among' if len(parties) > 2 else 'between'} {listed(parties)}" if len(parties) > 1 else ""
    between = f", within what {parties[0]} wants" if len(parties) == 1 else between
    verb = "stands" if conflicts == 1 else "stand"
    return f"{counting}{least}{count(conflicts, 'irreducible conflict')} {verb} in the way{between}"


def blocked_in_all(tiers: Sequence[str]) -> str:
    """Join what `blocked` says of each tier into one sentence."""
    return capital("; ".join(tiers)) + "."


def blocked_nowhere(red_lines: int, lines: int) -> list[str]:
    """Say in two sentences that nothing blocks; `lines` are those of the widest tier, red lines among them."""
    if not lines:
        return [
            "No red line, stated need or other refusal is recorded for those whose yes is needed.",
            "So nothing that is recorded stands in the way; what is not recorded may.",
        ]
    first = blocked_in_all([blocked(0, (), lines=red_lines, tier="red-lines")])
    if lines == red_lines:
        return [first, "No stated need and no other refusal is recorded for those whose yes is needed."]
    return [first, "Nothing does where stated needs and every other refusal are counted as well."]


def blocked_alike(conflicts: int) -> str:
    """Say that the wider tiers have the conflicts of the first and no other."""
    what = "the same conflict stands" if conflicts == 1 else f"the same {conflicts} conflicts stand"
    return f"Counting stated needs and every other refusal as well, {what} in the way, and no other."


def same_as_above(conflicts: int) -> str:
    """Say that a tier has the conflicts of the tier before it and no other."""
    what = "The same conflict stands" if conflicts == 1 else f"The same {conflicts} conflicts stand"
    return f"{what} in the way as in the tier above, and no other."


def impossible() -> str:
    """Say that the constraints alone leave no package."""
    return "The recorded constraints contradict each other: no package is possible, whatever the parties want."


def opened(tier: str, groups: Sequence[Sequence[Sequence[str]]]) -> str:
    """Say what would open the way in the first tier in which something blocks; the last of the four sentences.

    `groups` holds, for each group of issues that hang together, its smallest concessions: lists of what gives way.
    """
    name = TIERS.get(tier, tier)
    if not groups:
        return "Nothing has to give way for an agreement to be possible, as far as positions are stated."
    if len(groups) > 1:
        least = [min(len(way) for way in ways) for ways in groups if ways]
        each = "one concession" if least and max(least) == 1 else "one or more concessions"
        return (
            f"Counting {name}, the way opens only with {each} in each of {len(groups)} separate groups of issues; "
            "the smallest for each are listed below, none ranked above another."
        )
    ways = groups[0]
    if len(ways) == 1:
        return f"Counting {name}, only one smallest concession opens the way: {listed(ways[0])}."
    shown = [listed(way) for way in ways[:3]]
    if len(ways) <= 3:
        return f"Counting {name}, the way opens if {', or if '.join(shown)}."
    return (
        f"Counting {name}, {len(ways)} smallest concessions would each open the way, none ranked above another; "
        f"the first two of them: {shown[0]}; or {shown[1]}."
    )


def insists(kind: str, holder: str, if_: Sequence[str], any_of: Sequence[str], scenario: str | None = None) -> str:
    """Say what one party insists on, without a full stop."""
    first, second = listed(labels(if_)), listed(labels(any_of), "or")
    if kind == "red_line":
        return f"{holder} refuses {first} (red line)"
    if kind == "need":
        return f"{holder} insists on {second}"
    if kind == "refusal":
        return f"{holder} turns down {first}"
    if kind == "reservation":
        beyond = f" ({label(scenario)})" if scenario else ""
        return f"{holder} wants at least what no agreement is worth to it{beyond}"
    if not any_of:
        return f"{holder} refuses {first} together" if len(if_) > 1 else f"{holder} refuses {first}"
    return f"{holder}, if {first}, requires {second}"


def gives_way(kind: str, holder: str, if_: Sequence[str], any_of: Sequence[str]) -> str:
    """Say that one party no longer insists, without a capital or a full stop."""
    first, second = listed(labels(if_)), listed(labels(any_of), "or")
    if kind in ("red_line", "refusal"):
        return f"{holder} no longer refuses {first}"
    if kind == "need":
        return f"{holder} no longer insists on {second}"
    if kind == "reservation":
        return f"{holder} takes less than what no agreement is worth to it"
    if not any_of:
        return f"{holder} no longer refuses {first}"
    return f"{holder} no longer requires {second} in return for {first}"


def group(issues: Sequence[str]) -> str:
    """Name a group of issues that hang together."""
    return capital(listed(labels(issues))) if issues else "All issues together"


def unfinished(conflicts_below: int | None, concessions_below: int | None) -> str:
    """Say how far an unfinished search is proved."""
    parts = []
    if conflicts_below is not None:
        parts.append(f"every conflict of fewer than {conflicts_below} lines is listed")
    if concessions_below is not None:
        parts.append(f"every concession of fewer than {concessions_below} lines is listed")
    return f"The search stopped at its limit; {listed(parts)}, larger ones may be missing." if parts else ""


def not_computed(reason: str) -> str:
    """Say that blockers were not computed and why."""
    return f"What blocks was not computed: {reason.rstrip('.')}."


def constraint(if_: Sequence[str], any_of: Sequence[str], binds: str) -> str:
    """Say which packages cannot be."""
    first, second = listed(labels(if_)), listed(labels(any_of), "or")
    whom = f" This binds {binds}." if binds else ""
    if not any_of:
        return f"It cannot be that {first}.{whom}"
    return f"If {first}, then {second}.{whom}" if if_ else f"It must be that {second}.{whom}"


def term(says: str, taken: bool) -> str:
    """Say one side of an exchange."""
    return label(says) if taken else f"not {label(says)}"


def exchange(give: Sequence[str], for_: Sequence[str]) -> str:
    """Say what is given for what."""
    return f"{capital(listed(give))}, in exchange for {listed(for_)}."


def counted(lines: int) -> str:
    """Say how many lines were counted in a tier."""
    if not lines:
        return ""
    return f"{capital(count(lines, 'line'))} {'is' if lines == 1 else 'are'} counted in this tier."


def more(number: int, what: str) -> str:
    """Say that some are not written out."""
    return f"And {number:,} more {what}{'' if number == 1 else 's'}, not written out here." if number > 0 else ""
