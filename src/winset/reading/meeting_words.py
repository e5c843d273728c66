"""Words that tell of meetings: events, plans, cancellations, levels, staying away."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


EVENT_NOUNS = _words(
    "talks meeting meetings summit negotiations round rounds conference discussions session consultations "
    "dialogue gathering negotiation hearing mini-summit encounter plenary contacts bargaining trilateral roundtable"
)
# These tell of a meeting only with a place and a date of their own.
WEAK_NOUNS = _words("opening signing ceremony sitting reunion contact audience exchange")
TABLE = _words("negotiating bargaining conference")
AT_TABLE = _words("return be sit come get bring go put lay resume")
RECEIVE = _words("receive host welcome see greet")
TRAVEL = _words("come fly travel arrive return go head send dispatch drive")
STRIKE = _words("reach strike conclude")
CONFER = _words("confer negotiate bargain deliberate consult")
PEOPLE = _words(
    "delegation delegate negotiator party side envoy representative minister team official leader mediator diplomat "
    "emissary ambassador counterpart colleague president premier chancellor secretary chairman chairwoman head chief "
    "commissioner director executive union employer rebel government committee"
)
SOFT_NOUNS = _words("visit trip up event")
EVENT_VERBS = frozenset(["meet", "reconvene", "convene", "gather"])
HOLD = _words(
    "hold take meet conduct conclude end finish begin start open close resume host attend break collapse adjourn wrap"
)
FUTURE = _words("will would shall to can could may might 'll ’ll")
SAYING = _words(
    "say tell announce warn state add report propose call urge demand reject accuse write declare insist answer deny "
    "confirm ask reply claim note stress repeat welcome criticise criticize offer"
)
PLAN = _words("schedule plan expect set intend anticipate propose prepare agree hope want due")
PLANNED = _words("upcoming planned scheduled next forthcoming coming future proposed")
EARLIER = _words("previous last earlier unsuccessful recent prior first successful inconclusive initial past")
CANCEL = _words("cancel scrap abandon scuttle shelve axe")
DEALS = _words(
    "agreement accord deal text protocol communiqué communique statement truce ceasefire memorandum treaty pact "
    "understanding settlement compromise declaration roadmap timetable"
)
SUSPEND = _words("suspend interrupt pause")
DECLINE = frozenset(["decline", "refuse", "fail"])
MISSING = frozenset(["absent", "missing"])
DROP = _words("cancel scrap skip withdraw call drop abandon suspend renounce forgo forego axe shelve")
ATTEND = _words("attend visit travel come go participate join fly appear turn")
ATTENDANCE = _words("attendance trip visit participation appearance travel presence journey flight seat place")
OFFICERS = _words(
    "minister president premier chancellor chair chairman chairwoman chairperson ambassador envoy negotiator director "
    "leader secretary commissioner governor mediator king queen chief head"
)
# "is expected in ROME on 3 June": a meeting where place and day are both told, and those who come are people.
COMING = _words("expect due sign sit assemble")
POSTPONE = _words("postpone delay reschedule move push put defer adjourn shift")
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
