"""What would hold when everyone can act, why, and where it goes from today."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from winset.analysis.outlook import Outlook, outlook
from winset.analysis.stability import Stability, stability
from winset.analysis.stability.building import Built, built_from
from winset.analysis.stability.conflict import AnyConflict
from winset.analysis.stability.words import CONCEPT_NAMES, CONCEPT_SAYS, state_words
from winset.core.errors import ConflictError, LimitError, WinsetError
from winset.reporting.context import Context
from winset.reporting.movegraph import draw_states
from winset.reporting.parts import Section
from winset.reporting.sentences import CLOSE, OPEN, capital, unbroken

KNOWN_STATES, OPEN_STATES, SHOWN_ROWS = 1 << 12, 1 << 8, 40
DRAWS = 300
_LABEL = re.compile("‹([^‹›]*)›")
TITLE = "Improving moves between states; the same is told in the sentences and in the table"


def section(context: Context) -> Section | None:
    """Return stability and outlook; None where there is nothing that could be analysed."""
    n = context.negotiation
    if not n.moves and not n.positions:
        return None
    try:
        built = built_from(n)
    except ConflictError as error:
        return _left_out(str(error)) if n.moves or "insist or settle would need" in str(error) else None
    except WinsetError as error:
        return _left_out(str(error))
    conflict = built.conflict
    if conflict.size > (KNOWN_STATES if conflict.is_known else OPEN_STATES):
        return _left_out(
            f"There are {conflict.size:,} states, too many to be analysed within a report; the commands winset "
            "stability and winset outlook answer for them."
        )
    try:
        found = stability(n, draws=DRAWS)
        ahead = outlook(n, draws=DRAWS) if conflict.status_quo is not None else None
    except LimitError as error:
        return _left_out(str(error))
    context.runs.append(("Stability", found.run))
    if ahead is not None:
        context.runs.append(("Outlook", ahead.run))
    return Section(
        id="stability",
        title="What would hold, and what comes next",
        nav="What would hold",
        template="stability.html",
        data=_data(context, built, found, ahead),
    )


def _left_out(reason: str) -> Section:
    return Section(
        id="stability", title="What would hold", template="stability.html", data={"left_out": f"Not analysed: {reason}"}
    )


def _data(context: Context, built: Built, found: Stability, ahead: Outlook | None) -> dict[str, Any]:
    conflict = built.conflict
    numbers = [n for n in range(1, conflict.size + 1) if conflict.size <= SHOWN_ROWS or n in found.holds][:SHOWN_ROWS]
    parties = list(enumerate(conflict.decision_makers))
    parties.sort(key=lambda pair: (context.party(pair[1].id).casefold(), pair[1].id))
    rows = [
        {
            "number": number,
            "today": number == conflict.status_quo,
            "state": _prose(context, _state(conflict, number)),
            "leads_to": _prose(context, built.leads_to.get(number, "")),
            "own": [
                _under(found, [c for c in found.concepts if found.stable[c][party][number - 1]]) for party, _ in parties
            ],
            "all": _under(found, [c for c in found.concepts if number in found.equilibria[c]]),
        }
        for number in numbers
    ]
    names = [context.party(maker.id) for maker in conflict.decision_makers]
    told = [] if ahead is None else _grouped(context, ahead.sentences())
    picture = draw_states(conflict, found.equilibria, prefix="stability-moves", title=TITLE, names=names)
    return {
        "left_out": "",
        "says": [_prose(context, line) for line in found.sentences()],
        "ahead": [says for says, _ in told],
        "under": [items for _, items in told],
        "concepts": [(CONCEPT_NAMES[c], CONCEPT_SAYS[c]) for c in found.concepts],
        "parties": [context.party(maker.id) for _, maker in parties],
        "rows": rows,
        "left": conflict.size - len(rows),
        "sure": found.shares is not None,
        "picture": picture,
        "threats": [_prose(context, line) for line in found.threats],
        "notes": [_prose(context, line) for line in dict.fromkeys((*found.notes, *(ahead.notes if ahead else ())))],
    }


def _prose(context: Context, text: str) -> str:
    """Return a sentence of the analysis as the page shows it, its labels set apart."""
    return unbroken(_LABEL.sub(rf"{OPEN}\1{CLOSE}", context.label(text.strip())))


def _grouped(context: Context, lines: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return sentences, each with the lines that are indented under it."""
    told: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.startswith(" ") and told:
            told[-1][1].append(capital(_prose(context, line)))
        else:
            told.append((_prose(context, line), []))
    return told


def _state(conflict: AnyConflict, number: int) -> str:
    """Return a state in words without its number, which stands beside it."""
    words = state_words(conflict, number)
    return capital(words.removeprefix(f"state {number} (").removesuffix(")"))


def _under(found: Stability, concepts: Sequence[str]) -> str:
    """Return the names of concepts; ``all five`` where they are all."""
    if len(concepts) == len(found.concepts) > 1:
        return f"all {len(concepts)}"
    return ", ".join(CONCEPT_NAMES[c] for c in concepts)
