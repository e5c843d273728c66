"""Turns of phrase that do something by speaking and whose words, one by one, do not say it. Data; no rule lives here.

A key is the lemma of a verb and that of a word that hangs from it: its object, particle, preposition or complement, or
the object of its preposition. "Poured cold water on the idea" is found by ``pour water``, "the door remains ajar" by
``remain ajar`` where the subject is a door.
"""

from __future__ import annotations

from dataclasses import replace

from winset.core.words import word_set
from winset.reading.coding.lexicon import ATTITUDES, Attitude
from winset.reading.statement import Act

_REJECT = ATTITUDES["reject"]
_OPEN = ATTITUDES["prepared"]
_ACCEPT = ATTITUDES["accept"]
_CONCEDE = ATTITUDES["concede"]
_SUPPORT = ATTITUDES["support"]
_OFFER = ATTITUDES["offer"]
_DEMAND = ATTITUDES["demand"]
_INTEND = ATTITUDES["plan"]
_ACCUSE = ATTITUDES["accuse"]
WAIVE = Attitude(-1, "concede", None, negated="flip")
"""Giving up what one had against or demanded of somebody."""


def _pairs(attitude: Attitude, text: str) -> dict[tuple[str, str], Attitude]:
    found = {}
    for entry in text.split():
        verb, word = entry.split("_", 1)
        found[(verb, word)] = attitude
    return found


PAIRS: dict[tuple[str, str], Attitude] = {
    **_pairs(
        _REJECT,
        "pour_water throw_water give_shrift dig_heel dig_in close_door shut_door slam_door turn_back wash_hand "
        "hold_line "
        "stand_firm hold_firm remain_firm stay_firm refuse_point-blank say_no "
        "put_foot draw_line stand_way take_issue come_against vote_against side_against mobilize_against set_against "
        "have_none want_none want_part walk_out walk_away storm_out pull_out back_out step_back shy_away steer_clear "
        "bow_out opt_out put_brake kick_out push_back strike_down shoot_down "
        "give_thumb cry_off stay_away break_off call_off pull_plug ",
    ),
    **_pairs(
        _OPEN,
        "leave_door keep_door open_door leave_room see_room be_room keep_option leave_option keep_mind "
        "have_mind show_flexibility signal_flexibility show_willingness extend_hand hold_hand be_ajar remain_ajar "
        "stay_ajar stand_ready",
    ),
    **_pairs(
        _ACCEPT,
        "give_light give_blessing give_consent give_approval give_go-ahead give_assent give_nod wave_through sign_off "
        "sign_up sign_on go_along say_yes come_board get_board put_signature put_name bow_to abide_by",
    ),
    **_pairs(
        _CONCEDE,
        "give_way give_ground yield_ground cede_ground back_down climb_down back_off cave_in bow_pressure give_in "
        "make_concession soften_stance soften_position soften_line soften_tone meet_halfway fall_line come_down "
        "water_down scale_back",
    ),
    **_pairs(
        _SUPPORT,
        "throw_weight lend_support give_support give_backing come_favor stand_behind rally_behind side_with stand_by "
        "stick_by swing_behind get_behind pay_tribute speak_favor vote_for vote_favor",
    ),
    **_pairs(
        replace(_OFFER, firmness="openness"),
        "float_idea raise_possibility raise_prospect hold_prospect dangle_prospect moot_idea",
    ),
    **_pairs(
        _OFFER,
        "put_forward put_table lay_table place_table bring_table come_up table_plan table_draft "
        "",
    ),
    **_pairs(
        _DEMAND, "hold_out stick_to hold_to stand_on insist_on stick_demand lay_claim hold_fast have_claim stick_with"
    ),
    **_pairs(
        _ACCUSE,
        "point_finger lay_blame pin_blame put_blame hit_out lash_out take_aim cry_foul heap_blame drag_foot drag_heel "
        "move_goalpost shift_goalpost play_time buy_time stab_back break_word go_back_on tear_up rip_up turn_screw "
        "pay_lip twist_arm play_game play_patience play_fire pass_buck point_gun hide_behind add_fuel pour_oil",
    ),
}  # fmt: skip
PAIRS[("walk", "back")] = PAIRS[("row", "back")] = WAIVE
# Single verbs for deeds, as reporting words: what is done tells it.
DEEDS: dict[str, Act] = {
    **dict.fromkeys(("recall", "expel", "suspend", "freeze", "halt", "snub", "evict", "bar", "block", "quit", "exit"),
                    "reject"),
    **dict.fromkeys(("order", "instruct", "command", "direct", "summon"), "demand"),
    **dict.fromkeys(("release", "free", "reopen", "restore", "soften", "relent", "waive", "ease"), "concede"),
    **dict.fromkeys(("sign", "initial", "ratify", "clinch", "seal", "shake"), "accept"),
    **dict.fromkeys(("ballot", "mobilize"), "threaten"),
    **dict.fromkeys(("float", "moot", "mediate", "host"), "offer"),
    **dict.fromkeys(("scold", "taunt", "berate", "pillory", "deride", "mock", "assail", "upbraid", "savage", "vilify",
                     "ridicule", "attack", "regret", "lament", "bemoan", "resent", "rail", "rue", "protest",
                     "hit out", "lash out", "slam", "disappointment", "outrage", "anger", "indignation"), "accuse"),
    **dict.fromkeys(("swear", "vow", "impose", "deploy", "launch", "publish", "introduce", "schedule"), "announce"),
    **dict.fromkeys(("apologize", "apology", "backtrack", "retreat", "capitulate", "buckle"), "concede"),
    **dict.fromkeys(("second", "echo", "salute"), "support"),
    **dict.fromkeys(("query", "question", "challenge", "contest"), "deny"),
    **dict.fromkeys(("rebuff", "spurn", "stonewall", "resist", "block", "torpedo", "scupper", "quash"), "reject"),
}  # fmt: skip
# Verbs that give up something; with a demand or refusal as object they are a concession.
GIVING_UP = word_set(
    "drop withdraw waive abandon lift give shelve retract rescind soften forgo forgive relax renounce scrap"
)
HELD = word_set(
    "objection demand claim veto complaint resistance opposition condition precondition reservation lawsuit appeal "
    "insistence requirement threat charge boycott"
)
