"""Words that tell of meetings: events, plans, cancellations, levels, staying away."""

from __future__ import annotations

import re

from winset.core.words import word_set

EVENT_NOUNS = word_set(
    "talks meeting meetings summit negotiations round rounds conference discussions session consultations "
    "dialogue gathering negotiation hearing mini-summit encounter plenary contacts bargaining trilateral roundtable"
)
# These tell of a meeting only with a place and a date of their own.
WEAK_NOUNS = word_set("opening signing ceremony sitting reunion contact audience exchange")
TABLE = word_set("negotiating bargaining conference")
AT_TABLE = word_set("return be sit come get bring go put lay resume")
RECEIVE = word_set("receive host welcome see greet")
TRAVEL = word_set("come fly travel arrive return go head send dispatch drive")
STRIKE = word_set("reach strike conclude")
CONFER = word_set("confer negotiate bargain deliberate consult")
PEOPLE = word_set(
    "delegation delegate negotiator party side envoy representative minister team official leader mediator diplomat "
    "emissary ambassador counterpart colleague president premier chancellor secretary chairman chairwoman head chief "
    "commissioner director executive union employer rebel government committee"
)
SOFT_NOUNS = word_set("visit trip up event")
EVENT_VERBS = frozenset(["meet", "reconvene", "convene", "gather"])
HOLD = word_set(
    "hold take meet conduct conclude end finish begin start open close resume host attend break collapse adjourn wrap"
)
FUTURE = word_set("will would shall to can could may might 'll ’ll")
SAYING = word_set(
    "say tell announce warn state add report propose call urge demand reject accuse write declare insist answer deny "
    "confirm ask reply claim note stress repeat welcome criticise criticize offer"
)
PLAN = word_set("schedule plan expect set intend anticipate propose prepare agree hope want due")
PLANNED = word_set("upcoming planned scheduled next forthcoming coming future proposed")
EARLIER = word_set("previous last earlier unsuccessful recent prior first successful inconclusive initial past")
CANCEL = word_set("cancel scrap abandon scuttle shelve axe")
DEALS = word_set(
    "agreement accord deal text protocol communiqué communique statement truce ceasefire memorandum treaty pact "
    "understanding settlement compromise declaration roadmap timetable"
)
SUSPEND = word_set("suspend interrupt pause")
DECLINE = frozenset(["decline", "refuse", "fail"])
MISSING = frozenset(["absent", "missing"])
DROP = word_set("cancel scrap skip withdraw call drop abandon suspend renounce forgo forego axe shelve")
ATTEND = word_set("attend visit travel come go participate join fly appear turn")
ATTENDANCE = word_set("attendance trip visit participation appearance travel presence journey flight seat place")
OFFICERS = word_set(
    "minister president premier chancellor chair chairman chairwoman chairperson ambassador envoy negotiator director "
    "leader secretary commissioner governor mediator king queen chief head"
)
# "is expected in ROME on 3 June": a meeting where place and day are both told, and those who come are people.
COMING = word_set("expect due sign sit assemble")
POSTPONE = word_set("postpone delay reschedule move push put defer adjourn shift")
SHUN = frozenset(["skip", "boycott", "snub", "shun", "miss", "shirk"])

# A report written while it happens: entries under clock times, or a greeting.
LIVE = re.compile(r"(?:^\d{1,2}[:.]\d{2}\b.*\s+){3}|\bGood (?:morning|afternoon|evening) from\b", re.MULTILINE)

LOWERED = re.compile(
    r"\b(?:(?:planned|scheduled|announced|billed|intended) as an? (?:summit|ministerial)\b|"
    r"downgrad\w+|scal\w+ (?:back|down)|reduced to|lower(?:ed)? (?:the |its )?(?:level|to)|relegated)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\b(expert|technical|working|ministerial|minister|leader|ambassador|ambassadorial|political|official|"
    r"senior official|leaders|experts|ministers|ambassadors|foreign ministers)(?:['’]s?|s['’])?[ -]level\b|"
    r"\bat the level of (?:the )?(experts|ministers|foreign ministers|leaders|ambassadors|heads of state|officials)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"\b(?:(technical|expert)s?[ -](?:talks|meeting|round|session|consultations|discussions)|(ministerial)\b|"
    r"(foreign ministers|ministers|leaders|experts)(?:['’])? (?:will |to |are )?(?:meeting|talks|meet|met)\b|"
    r"(?:meeting|talks|conference) of (foreign ministers|ministers|experts|leaders|heads of state)|(summit)s?\b)",
    re.IGNORECASE,
)
_NAMES = {
    "expert": "expert",
    "experts": "expert",
    "technical": "technical",
    "working": "working",
    "ministerial": "ministerial",
    "minister": "ministerial",
    "ministers": "ministerial",
    "foreign ministers": "ministerial",
    "leader": "leaders",
    "leaders": "leaders",
    "heads of state": "leaders",
    "summit": "leaders",
    "ambassador": "ambassadors",
    "ambassadors": "ambassadors",
    "ambassadorial": "ambassadors",
    "political": "political",
    "official": "officials",
    "officials": "officials",
    "senior official": "officials",
}


def level_in(text: str) -> str | None:
    """Return the level of a meeting that a sentence names, or None.

    One of ``expert``, ``technical``, ``working``, ``officials``, ``ambassadors``, ``ministerial``, ``political``,
    ``leaders``.
    """
    match = _LEVEL.search(text) or _KIND.search(text)
    if match is None:
        return None
    word = next(group for group in match.groups() if group)
    return _NAMES[word.casefold()]
