"""Words that tell what becomes of a thing: whether it comes, grows, is given or stays, or whether it goes. Data."""

from __future__ import annotations

from winset.core.words import word_set

# Changes of degree, upwards.
RISING = word_set(
    "raise rise increase grow growth expand expansion extend extension boost enlarge enlargement widen double triple "
    "quadruple deepen step-up escalate intensify lengthen prolong upgrade improve improvement hike uplift accelerate "
    "speed hasten add addition more higher bigger larger greater longer faster stronger deeper extra additional "
    "further "
    "better steeper tougher stricter wider high long strict strong generous fast quick tighten toughen "
    "strengthen harden reinforce exceed"
)
# Changes of degree, downwards.
FALLING = word_set(
    "reduce reduction cut lower decrease fall decline drop slash trim halve halving shrink diminish shorten shortening "
    "curb cap limit limitation restrict restriction slow delay weaken dilute narrow less fewer lesser shorter smaller "
    "slower weaker cheaper low short loose scale-down downgrade trim dampen phase-down phasedown few little modest "
    "moderate shortfall undercut water-down"
)
# Coming to be, being there, being given or allowed.
BEING = word_set(
    "begin start launch open reopen resume resumption restart impose imposition reimpose introduce introduction give "
    "grant provide provision supply deliver delivery send deploy deployment pay payment fund finance join entry enter "
    "access allow permit admit admission let accept acceptance recognize recognition acknowledge sign signature ratify "
    "approve approval adopt adoption adhere apply enforce enforcement build create establish establishment restore "
    "restoration guarantee secure include inclusion get gain obtain receive win take accede accession become merge buy "
    "acquire acquisition implement implementation fulfil honor observe respect conclude conclusion agree "
    "agreement make "
    "enact pass legalize authorize license post station invest hand award share trade sell sale exist happen succeed "
    "available compulsory mandatory binding present possible free automate use offer contribute contribution "
    "compensate compensation exempt exemption reunite rejoin reinstate reinstatement engage engagement settle win "
    "ahead enrich fish drill export import burn bomb shell fire shoot attack strike"
) - word_set("offer share fire strike win free")
# Staying as it is.
KEEPING = word_set(
    "keep maintain retain stay remain preserve protect safeguard hold last persist continue continuation continued "
    "unchanged intact untouched uphold defend sustain freeze frozen stand"
)
# Ending, not being there, being taken away or refused.
ENDING = word_set(
    "end stop halt cease cessation suspend suspension pause terminate termination cancel cancellation abolish "
    "abolition "
    "scrap abandon abandonment remove removal withdraw withdrawal pullout pullback leave leaving departure depart exit "
    "quit interrupt interruption dismantle destroy destruction eliminate elimination close closure shut block "
    "blockade ban prohibit prohibition "
    "forbid bar exclude exclusion deny denial withhold refuse revoke repeal rescind annul nullify reject "
    "rejection veto "
    "break breach violate violation collapse fail failure lapse expire lose miss disarm disarmament demilitarize "
    "release free liberate repatriate surrender cede cession relinquish renounce forgo forswear sacrifice evict expel "
    "expulsion deport deportation resign vacate evacuate silent silence absent absence lack closed shelve "
    "postpone defer "
    "undo reverse dilution move relocate relocation transfer dissolve disband divest spare waive waiver relief "
    "reprocess dispose discard ditch kill sink torpedo "
    "default outlaw quash drop-out gone stall stymie moratorium embargo privatize outsource"
) - word_set("embargo blockade outsource privatize")
# Taking a restriction away; of anything that is no restriction the first three raise it.
EASING = word_set("lift ease relax loosen loosening soften relaxation easing lifting")
RAISING = word_set("lift")

DIRECTIONS: dict[str, int] = {
    **dict.fromkeys(RISING | BEING | KEEPING, 1),
    **dict.fromkeys(FALLING | ENDING, -1),
    "freeze": -1,
    "frozen": -1,
}
SCALING = RISING | FALLING
PHRASAL: dict[str, int] = {
    **dict.fromkeys(
        (
            "go "
            "on", "go ahead", "carry on", "keep up", "step up", "speed up", "set up", "build up", "let in", "take in",
            "bring in", "open up", "go up", "come in", "get through", "let through", "stand by", "stick to",
            "hold on",
            "keep on", "press ahead", "push ahead", "go through", "adhere to", "bring back", "put back", "stay in",
            "remain in", "sign up", "take over", "ramp up", "move up", "go beyond", "come first", "part of",
        ),
        1,
    ),
    **dict.fromkeys(
        (
            "give "
            "up", "give away", "hand over", "part with", "let go", "lay down", "turn over", "phase out", "call off",
            "cut off", "cut back", "roll back", "wind down", "scale back", "scale down", "step down", "slow down",
            "shut down", "close down", "pull out", "pull back", "back out", "walk away", "walk out", "keep out",
            "shut out", "leave out", "lock out", "turn away", "send back", "send home", "set aside", "throw out",
            "tear up", "go back", "put off", "hold back", "hold off", "break off", "break down", "dry up", "run out",
            "get "
            "rid", "do without", "do away", "opt out", "drop out", "bring down", "go down", "come down", "fall apart",
            "fall "
            "through", "rule out", "ship out", "stand down", "back away", "water down", "refrain from", "fall silent",
            "set "
            "free", "move away", "lay off", "go abroad", "ship abroad", "send abroad", "move abroad",
            "give way", "turn down", "stay out", "stay away", "take away", "take back", "turn off",
        ),
        -1,
    ),
}  # fmt: skip
# Verbs whose complement tells what becomes of the subject or object: "stays closed", "keep the way open".
STATIVE = word_set("be become remain stay keep leave make hold get have go fall stand turn set render")
QUANTITIES = word_set("more less fewer higher lower extra")
NONE = word_set("zero nil")

# Things that restrict, harm or take away: being rid of them is the same side as having their contrary.
RESTRICTIONS = word_set(
    "sanction tariff duty levy embargo blockade siege ban restriction limit limitation barrier curb cap quota control "
    "penalty fine charge obstacle hurdle prosecution punishment trial warrant fighting fire gun shelling bombing "
    "bombardment "
    "shooting hostility attack assault raid strike offensive operation campaign war violence bloodshed killing combat "
    "airstrike incursion onslaught brake ceiling austerity lockout stoppage walkout dismissal layoff redundancy freeze "
    "occupation annexation arrest detention jail prison captivity custody threat veto boycott surcharge rule measure"
)
# Things of which there is more or less: their bare mention takes no side.
DEGREES = word_set(
    "price wage pay salary rate offer bid figure number level share hour week percentage quota target budget "
    "value amount "
    "sum fee term premium valuation pension tax"
)
CAPTIVES = word_set("prisoner hostage captive detainee internee abductee pow inmate")
# Compounds in which a word has no direction.
FIXED = frozenset({"break fee", "break up", "free trade", "cut off", "loss and", "state aid", "cease fire"})
IRREGULAR: dict[str, tuple[str, ...]] = {
    "given": ("give",), "kept": ("keep",), "held": ("hold",), "frozen": ("freeze",), "paid": ("pay",),
    "made": ("make",), "withdrawn": ("withdraw",), "left": ("leave",), "shut": ("shut",), "sold": ("sell",),
    "ended": ("end",), "cutting": ("cut",), "taken": ("take",), "got": ("get",), "given-up": ("give",),
    "sent": ("send",), "built": ("build",), "stopped": ("stop",), "broken": ("break",), "gives": ("give",),
    "gone": ("go",), "goes": ("go",), "used": ("use",), "stays": ("stay",), "agreed": ("agree",),
}  # fmt: skip
