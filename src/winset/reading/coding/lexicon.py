"""Words that show what somebody does by speaking, and which side somebody takes. Data; no rule lives here.

An **attitude** is a word that has somebody for whom something is wanted or not: "demand", "refusal", "prepared". A
**reverser** turns what it governs around without anybody's wish: "prevent", "lack", "without". A **judgement** says
what is thought of its subject: "unacceptable". All lemmas are in the one spelling of `winset.reading.coding.words`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from winset.core.words import word_set
from winset.reading.statement import Act, Basis, Firmness

Negated = Literal["flip", "open", "none"]


@dataclass(frozen=True, slots=True)
class Attitude:
    """One attitude.

    Parameters
    ----------
    side
        +1 where what is governed is wanted, -1 where it is refused, 0 where the words leave it open.
    act, firmness
        Of a statement whose main word it is.
    basis
        ``inferred`` where the side is a conclusion (who fears a thing does not want it); else None.
    negated
        What "not" does to it: turns it around ("not accept"), leaves it open ("did not rule out"), or leaves nothing
        ("did not demand").
    directs
        Whether what it governs is an act wanted of somebody ("demanded that they accept"): that somebody's wish is
        not told by it.
    """

    side: int
    act: Act
    firmness: Firmness | None = None
    basis: Basis | None = None
    negated: Negated = "flip"
    directs: bool = False


_DEMAND = Attitude(1, "demand", "demand", negated="none", directs=True)
_WANT = Attitude(1, "demand", None, directs=True)
_INSIST_ON = Attitude(1, "demand", "demand", directs=True)
_HOPE = Attitude(1, "state", None, directs=True)
_URGE = Attitude(1, "urge", None, negated="none", directs=True)
_OFFER = Attitude(1, "offer", "offer", negated="none")
_OPEN = Attitude(1, "offer", "openness")
# Weighing a thing is no offer by itself; "could consider" is (`winset.reading.coding.acts`).
_WEIGH = Attitude(1, "state", None)
_INTEND = Attitude(1, "announce", None)
_PROMISE = Attitude(1, "offer", "offer", negated="none")
_ACCEPT = Attitude(1, "accept", None)
_CONCEDE = Attitude(1, "concede", None)
_SUPPORT = Attitude(1, "support", None)
_REJECT = Attitude(-1, "reject", None, negated="open")
_DENY = Attitude(0, "deny", None, negated="none")
_FEAR = Attitude(-1, "fear", None, basis="inferred", negated="none")
_WARN_OF = Attitude(-1, "warn", None, basis="inferred", negated="none")
_ACCUSE = Attitude(0, "accuse", None, negated="none")
_THREATEN = Attitude(0, "threaten", None, negated="none")


def _each(attitude: Attitude, words: str) -> dict[str, Attitude]:
    return dict.fromkeys((word.replace("_", " ") for word in words.split()), attitude)


ATTITUDES: dict[str, Attitude] = {
    **_each(
        _DEMAND,
        "demand insist require insistence requirement ultimatum adamant necessitate exact precondition",
    ),
    **_each(
        _WANT,
        "seek pursue pursuit wish aim aspire goal objective desire strive eager keen need "
        "aspiration ambition target priority prioritize prefer preference push press lobby campaign "
        "call hold_out fight_for strive_for argue_for",
    ),
    "want": _INSIST_ON,
    **_each(_HOPE, "hope hopeful"),
    **_each(
        _URGE,
        "urge appeal request ask encourage exhort implore plead advise recommend recommendation persuade "
        "plea convince pressure pressurize beseech petition advocate invite counsel caution_to",
    ),
    **_each(
        _OFFER,
        "offer propose proposal proposition suggest_that tender initiative blueprint bid envisage envision",
    ),
    **_each(
        _OPEN,
        "minded disposed settle_for come_round hint signal prepared ready willing readiness willingness openness open "
        "amenable inclined receptive prepare",
    ),
    **_each(
        _WEIGH,
        "contemplate consider weigh mull explore entertain examine imagine",
    ),
    **_each(
        _INTEND,
        "plan intend intention decide decision determined resolve vow "
        "set_out bent intent opt choose commit commitment committed",
    ),
    **_each(
        _PROMISE,
        "reassure pledge promise undertake undertaking guarantee assure assurance",
    ),
    **_each(
        _ACCEPT,
        "hear_of tolerate countenance accept agree consent approve acceptance approval assent acquiesce accede "
        "consent_to sign ratify adopt sign_up",
    ),
    "live with": Attitude(1, "concede", "openness"),
    **_each(
        _CONCEDE,
        "concede concession yield compromise climb_down back_down",
    ),
    **_each(
        _SUPPORT,
        "favor believe_in support endorse back welcome endorsement applaud embrace commend praise hail champion defend",
    ),
    **_each(
        _REJECT,
        "reject refuse decline oppose veto rebuff dismiss spurn resist object disagree rejection refusal "
        "opposition objection reluctance reluctant unwilling unwillingness opposed rule_out averse "
        "resistance repudiate decry denounce condemn protest balk baulk disapprove turn_down shun resistant "
        "loath against unprepared hostile snub boycott vote_down throw_out wave_away brush_aside brush_off "
        "shrug_off wave_off laugh_off fend_off swat_away shoot_down spurn scorn  exclude "
        "rule_out vote_against fight_against argue_against",
    ),
    **_each(
        _DENY,
        "deny refute rebut denial dispute disavow downplay play_down gainsay",
    ),
    **_each(
        _FEAR,
        "fear worry apprehensive apprehension concern concerned anxious anxiety dread afraid worried "
        "fearful alarmed alarm wary nervous uneasy unease misgiving dismay",
    ),
    **_each(
        _WARN_OF,
        "warn_against caution_against",
    ),
    **_each(
        _ACCUSE,
        "accuse blame accusation",
    ),
    **_each(
        _THREATEN,
        "threaten threat",
    ),
}
# Nouns for an offer or text which somebody else may answer: no attitude where they are only what is spoken of.
TEXT_NOUNS = word_set(
    "proposal proposition initiative blueprint bid plan demand condition objective goal term offer draft "
    "platform position stance priority aim precondition requirement ultimatum request red_line"
)
# A plan or condition has an author as a proposal has: "the company's plan includes …", "Oslo's conditions are …".
TEXT_ATTITUDES: dict[str, Attitude] = {
    "plan": _OFFER,
    "draft": _OFFER,
    "term": _OFFER,
    "offer": _OFFER,
    "condition": _DEMAND,
    "platform": _WANT,
    "position": _WANT,
    "stance": _WANT,
}
CONTAINING = word_set("include contain comprise envisage envision foresee entail involve consist cover provide be")

REVERSERS = word_set(
    "prevent block stop halt end cease discontinue avoid avert forgo renounce exclude preclude lack "
    "touch weaken dilute erode "
    "absence cancel abandon scrap drop nullify nullification violate violation breach deviate deviation "
    "depart departure stray "
    "cessation abolish abolition obstruct thwart stall revoke revocation repeal rescind terminate "
    "termination non-recognition withdraw withdrawal undermine curtail forswear forbid ban prohibit "
    "prohibition quit exit sabotage hamper hinder break freeze withhold shelve bar denounce refrain "
    "abstain dissuade loss collapse without instead omit halve lose miss deprive interrupt discontinuation"
)
# Of two words: verb and particle.
PHRASAL_REVERSERS = word_set(
    "give_up cut_off call_off put_off roll_back phase_out dry_up run_out leave_out do_without walk_away "
    "pull_out back_out shut_off turn_off hold_back fall_apart break_off break_down wind_down get_rid "
    "away_with keep_out shut_out back_away take_away lock_out stay_out wean_off come_off hold_up"
)
# Adjectives that take away from what they stand before: "restricted access", "missing guarantees".
LESSENING = word_set(
    "restricted limited reduced missing absent insufficient inadequate lost dwindling falling scant denied blocked"
)
# Intransitive too: "the war must end" wants no war.
UNACCUSATIVE = word_set(
    "end stop cease expire collapse fail lapse halt terminate disappear break freeze stall go dry_up run_out "
    "fall_apart break_off break_down wind_down come_off"
)
OPENERS = word_set("delay postpone defer slow limit reduce modify amend change reform overhaul revise adjust soften")
# What is only talked about, or is a matter of knowledge, is nobody's wish.
MENTIONS = word_set(
    "address discuss mention debate discussion issue question matter topic subject talk negotiate "
    "negotiation bargain bargaining deliberate confer consultation conversation agenda review study report "
    "rumor speculation description portrayal characterization allegation impression notion"
)
FORECASTS = word_set("expect predict anticipate forecast")
WAYS = word_set("way means step effort measure path attempt move bid work try order mechanism opportunity chance")
NEGATIONS = word_set("not n't never no neither nor without hardly cannot nobody none nowhere")

BAD = word_set(
    "unacceptable unrealistic impossible inadmissible unthinkable non-negotiable untenable unworkable "
    "dead "
    "intolerable wrong mistake illegal unlawful unconstitutional dangerous premature insufficient "
    "inadequate red_line non-starter nonstarter unjust unfair disastrous catastrophic catastrophe "
    "reckless insulting insult blackmail capitulation surrender unjustified unreasonable absurd harmful "
    "illegitimate pointless off-limits taboo unaffordable disaster betrayal excluded objectionable "
    "unviable useless meaningless counterproductive excessive"
)
GOOD = word_set(
    "acceptable necessary essential needed crucial vital indispensable key important welcome possible "
    "realistic right reasonable fair priority imperative overdue unavoidable inevitable beneficial "
    "justified urgent prerequisite precondition must conceivable feasible paramount desirable "
    "constructive positive helpful useful"
)
NECESSARY = word_set(
    "necessary essential needed crucial vital indispensable imperative prerequisite precondition must key"
)
CONSIDERING = word_set(
    "find consider see regard view deem call describe label brand perceive judge think term characterize "
    "denounce declare dismiss reject condemn hail"
)
# "No point in", "no place in": what there is none of.
WORTH = word_set("point sense reason place room appetite substitute justification question scope case prospect basis")
NECESSITY = word_set("necessity need importance urgency imperative right")

FIRST_PERSON = word_set("i we us our my me ours mine")
MODALS_FUTURE = word_set("will would shall 'll ’ll 'd ’d wo")
MODALS_DUTY = word_set("must should ought need")
MODALS_POSSIBLE = word_set("could may might can")

# Moves that a side can make against another: what a threat threatens with.
HOSTILE = word_set(
    "resume retaliate strike attack impose withdraw collapse invade sanction escalate terminate suspend "
    "end cut sue close lock annex boycott leave abandon walk retaliation countermeasure bomb blockade shut "
    "expel halt stop cancel respond seize deploy resort quit dissolve topple enrich reimpose reinstate"
)
ACCUSING = word_set(
    "violate breach undermine sabotage obstruct provoke lie deceive cheat exploit push bully manipulate "
    "escalate attack betray mislead ignore disregard stall drag refuse jeopardize endanger threaten "
    "destroy damage wreck torpedo derail prolong blame accuse coerce intimidate blackmail harm hurt "
    "renege flout shirk dodge evade stonewall backtrack filibuster worsen bury hide drive persecute kill bombard "
    "steal walk"
)
ACCUSING_NOUNS = word_set(
    "obstacle hurdle violation aggression blackmail arrogance superiority provocation sabotage enemy "
    "fault blame guilt deceit lie propaganda breach bullying greed responsibility intransigence "
    "stubbornness obstruction persecution hypocrisy dishonesty manipulation scapegoat extortion betrayal "
    "crime hostility excuse pretext"
)
OUTCOME = word_set("result lead mean trigger provoke cause bring prompt entail produce spell force end")
VIOLATING = word_set(
    "deviation departure breach violation departure attempt failure refusal escalation delay attack strike move "
    "step withdrawal interference change decision use deployment"
)


# Reporting words. "" stands for neutral ones: the content tells the act.
CUE_ACTS: dict[str, Act] = {
    **dict.fromkeys(("warn", "caution", "warning", "alert", "forewarn", "admonish", "caution against"), "warn"),
    **dict.fromkeys(("threaten", "threat", "vow to retaliate"), "threaten"),
    **dict.fromkeys(("accuse", "blame", "denounce", "condemn", "criticize", "slam", "blast", "lash", "decry", "chide",
                     "fault", "lambast", "lambaste", "accusation", "castigate", "rebuke", "reproach", "charge",
                     "complain", "allege", "deplore", "criticism", "complaint"), "accuse"),
    **dict.fromkeys(("doubt", "doubtful", "skeptical"), "deny"),
    **dict.fromkeys(("deny", "refute", "rebut", "denial", "dispute", "disavow", "contradict"), "deny"),
    **dict.fromkeys(("admit", "acknowledge", "concede", "recognize", "admission", "confess"), "concede"),
    **dict.fromkeys(("announce", "announcement", "unveil", "pledge", "promise", "vow", "decide", "plan", "intend",
                     "confirm", "pledged", "undertake", "commit", "decision"), "announce"),
    **dict.fromkeys(("urge", "appeal", "call", "ask", "request", "encourage", "exhort", "implore", "plead", "advise",
                     "recommend", "advocate", "plea"), "urge"),
    **dict.fromkeys(("endorse", "support", "back", "welcome", "praise", "hail", "applaud", "commend"), "support"),
    **dict.fromkeys(("offer", "propose", "proposal", "offering"), "offer"),
    **dict.fromkeys(("cancel", "boycott", "walk", "withdraw", "skip", "leave", "pull",
                     "call off", "walk out", "pull out", "stay away", "break off", "storm out", "turn away"), "reject"),
}  # fmt: skip


def with_side(attitude: Attitude, side: int) -> Attitude:
    """Return the attitude with another side."""
    return replace(attitude, side=side)
