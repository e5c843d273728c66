"""Words that tell of meetings: events, plans, cancellations, levels, staying away."""

from __future__ import annotations

import re

from winset.core.words import word_set

EVENT_NOUNS = word_set(
    "talks meeting meetings summit negotiations round rounds conference discussions session consultations "
    "dialogue gathering negotiation hearing mini-summit encounter plenary contacts bargaining trilateral roundtable"
)
# Occasions that one can stay away from.
SITTINGS = word_set(
    "sitting dinner lunch luncheon breakfast banquet retreat reception workshop forum assembly panel congress "
    "mediation colloquium symposium council parley"
)
# Those whom one does not negotiate with when one meets them.
PRESS = word_set("reporter journalist correspondent press media voter student reader family fan deadline target demand")
# These tell of a meeting only with a place and a date of their own.
WEAK_NOUNS = word_set(
    "opening signing ceremony sitting reunion contact audience exchange appointment attempt conciliation mediation "
    "arbitration try rendezvous date"
)
TABLE = word_set("negotiating bargaining conference")
AT_TABLE = word_set("return be sit come get bring go put lay resume")
RECEIVE = word_set("receive host welcome see greet face encounter")
TRAVEL = word_set("come fly travel arrive return go head send dispatch drive")
JUDGE = word_set("call describe dismiss hail praise denounce mock condemn deride brand see view regard deem")
CHOOSE = word_set("decide choose prefer opt elect resolve")
STRIKE = word_set("reach strike conclude")
CONFER = word_set("confer negotiate bargain deliberate consult talk dine din lunch breakfast parley huddle closet")
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
PLAN = word_set(
    "schedule plan expect set intend anticipate propose prepare agree hope want due foresee envisage fix slate earmark"
)
PLANNED = word_set("upcoming planned scheduled next forthcoming coming future proposed")
EARLIER = word_set("previous last earlier unsuccessful recent prior first successful inconclusive initial past")
CANCEL = word_set("cancel scrap abandon scuttle shelve axe")
DEALS = word_set(
    "agreement accord deal text protocol communiqué communique statement truce ceasefire memorandum treaty pact "
    "understanding settlement compromise declaration roadmap timetable"
)
SUSPEND = word_set("suspend interrupt pause")
DECLINE = word_set("decline refuse fail forgo neglect omit")
HINDER = word_set("prevent keep stop bar hinder block restrain preclude discourage dissuade refrain abstain")
UNSURE_VERBS = word_set(
    "threaten consider contemplate deny doubt risk fear want wish debate ponder hesitate pretend suggest"
)
UNSURE_NOUNS = word_set("threat rumour rumor report speculation possibility risk fear doubt talk claim suggestion idea")
MISSING = frozenset(["absent", "missing", "away"])
DROP = word_set("cancel scrap skip withdraw call drop abandon suspend renounce forgo forego axe shelve waive")
ATTEND = word_set("attend visit travel come go participate join fly appear turn arrive")
ATTENDANCE = word_set("attendance trip visit participation appearance travel presence journey flight seat place")
VENUES = word_set("table building room hall city town venue")
SELVES = word_set("himself herself itself themselves")
LEAVE_OUT = word_set("pull withdraw stay remain drop back keep bow opt bail cry beg duck")
TAKE_UP = word_set("accept take follow answer")
TURN_DOWN = word_set("decline refuse reject turn ignore spurn rebuff disregard")
DEPUTIES = word_set(
    "deputy assistant aide colleague secretary under-secretary undersecretary representative stand-in substitute "
    "official clerk ambassador adviser advisor"
)
OFFICERS = word_set(
    "minister president premier chancellor chair chairman chairwoman chairperson ambassador envoy negotiator director "
    "leader secretary commissioner governor mediator king queen chief head delegate representative counterpart "
    "colleague"
)
STAND_IN = word_set("lead represent head speak sit appear take chair attend negotiate sign stand")
# "is expected in ROME on 3 June": a meeting where place and day are both told, and those who come are people.
COMING = word_set("expect due sign sit assemble invite summon")
INVITE = word_set("invite summon")
POSTPONE = word_set("postpone delay reschedule move push put defer adjourn shift")
SHUN = word_set("skip boycott snub shun miss shirk avoid dodge forgo forego")

GREETING = word_set("morning afternoon evening day welcome hello")
# A report written while it happens: entries under clock times, or a greeting.
LIVE = re.compile(
    r"(?:^\W*\d{1,2}[:.]\d{2}\b.*(?:\s+|\Z)){3}|\bGood (?:morning|afternoon|evening) from\b", re.MULTILINE
)

LOWERED = re.compile(
    r"\b(?:(?:planned|scheduled|announced|billed|intended) as an? (?:summit|ministerial)\b|"
    r"downgrad\w+|scal\w+ (?:back|down)|reduced to|lower(?:ed)? (?:the |its )?(?:level|to)|relegated)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\b(expert|technical|working|ministerial|minister|leader|ambassador|ambassadorial|political|official|"
    r"senior official|leaders|experts|ministers|ambassadors|foreign ministers)(?:['’]s?|s['’])?[ -]level\b|"
    r"\b(?:at|to|on) the level of (?:the )?"
    r"(experts|ministers|foreign ministers|leaders|ambassadors|heads of state|officials)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"\b(?:(technical|expert)s?[ -](?:talks|meeting|round|session|consultations|discussions)|(ministerial)\b|"
    r"(foreign ministers|ministers|leaders|experts|presidents|premiers|prime ministers)(?:['’])? "
    r"(?:will |to |are )?(?:meeting|talks|meet|met|confer)\b|"
    r"(?:meeting|talks|conference|conversation|consultations|round|session) (?:of|among|between) "
    r"(foreign ministers|ministers|experts|leaders|ambassadors|officials|heads of state)|(summit)s?\b)",
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
    "presidents": "leaders",
    "premiers": "leaders",
    "prime ministers": "leaders",
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
