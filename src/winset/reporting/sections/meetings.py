"""Meetings on a time line: what took place, at which level, who came and who stayed away."""

from __future__ import annotations

from typing import Any

from winset.negotiation.model import Meeting
from winset.reporting import sentences
from winset.reporting.context import Context
from winset.reporting.parts import Section, Use


def section(context: Context) -> Section | None:
    """Return the meetings by date, those without one last; None where there are none."""
    found = context.negotiation.meetings
    if not found:
        return None
    ordered = sorted(found, key=lambda m: (m.date is None, str(m.date or ""), m.place or "", m.id))
    entries = [_entry(context, meeting, f"meetings-{number}") for number, meeting in enumerate(ordered, 1)]
    return Section(id="meetings", title="Meetings", template="meetings.html", data={"entries": entries})


def _entry(context: Context, meeting: Meeting, anchor: str) -> dict[str, Any]:
    place = context.label(meeting.place) if meeting.place else sentences.NO_PLACE
    use = Use(anchor, sentences.use_of_meeting(place, str(meeting.date) if meeting.date else ""))
    return {
        "anchor": anchor,
        "date": meeting.date,
        "place": place,
        "status": meeting.status,
        "status_label": sentences.MEETINGS[meeting.status],
        "level": context.label(meeting.level) if meeting.level else "",
        "present": context.party_list(meeting.present),
        "absent": [
            {"who": context.neutral(context.label(a.who)), "party": context.party(a.party) if a.party else ""}
            for a in sorted(meeting.absent, key=lambda a: (context.party(a.party).casefold(), a.who.casefold()))
        ],
        "quotes": context.cite(meeting.evidence, use),
    }
