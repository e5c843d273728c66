"""Whether words say that somebody stays away from a meeting: denied coming, staying away, calling off, sending others.

An absence is told in a few ways, and each is a class of words with a shape of its own: coming that is denied ("did not
attend", "was unable to", "was kept from coming"), staying away ("skipped", "sat out", "pulled out"), giving up the
journey ("called off his trip"), the invitation refused, others sent ("was represented by his deputy"). What is only
threatened, doubted, denied or put as a case is none of these.
"""

from __future__ import annotations

from typing import Any

from winset.reading import meeting_words as w

_SUBJECTS = ("nsubj", "nsubjpass")
_INNER = ("xcomp", "ccomp", "pcomp", "acl", "advcl", "acomp")


def stays_away(verb: Any) -> bool:
    """Whether a verb says that its subject does not come; leaving early is no absence."""
    if not _real(verb):
        return False
    negated = is_negated(verb)
    if _not_coming(verb, negated=negated) or _sends_none(verb, negated=negated) or _off_the_list(verb, negated=negated):
        return True
    if negated:
        return _invited(verb, w.TAKE_UP) or (verb.lemma_ == "make" and _has(objects(verb), w.ATTENDANCE))
    return any(test(verb) for test in (_shuns, _keeps_out, _calls_off, _is_missing, _sends_others, _answers_no))


# -- whether it is so --------------------------------------------------------------------------------------------


def _real(verb: Any) -> bool:
    """Whether a verb is told as a fact: no case, threat, doubt or denial, and not taken back in the same sentence."""
    words = {c.lower_ for c in verb.children}
    if words & {"might", "may", "if", "unless", "were", "whether", "lest", "should"}:
        return False
    if "could" in words and not is_negated(verb):
        return False
    cased = bool(words & {"could", "would"}) and any(t.lower_ in ("if", "unless") for t in verb.sent)
    if "could" in words and cased:
        return False
    if "would" in words and (cased or verb.dep_ not in ("ccomp", "acl", "conj", "xcomp")):
        return False  # "let it be known that she would not come" is told, "would not come if …" is not
    at, earlier = verb, any(c.lower_ == "had" for c in verb.children)
    for _ in range(4):
        if at.dep_ not in ("xcomp", "ccomp", "pcomp", "acl") or at.head.i == at.i:
            break
        over = at.head.head if at.dep_ == "pcomp" else at.head
        if over.pos_ in ("VERB", "AUX"):
            if over.lemma_ in w.UNSURE_VERBS or (is_negated(over) and over.lemma_ != "expect"):
                return False
        elif over.lemma_ in w.UNSURE_NOUNS:
            return False
        earlier = earlier or any(c.lower_ == "had" for c in over.children)
        at = over
    return not (earlier and any(_comes_after_all(c) for c in at.children if c.i > verb.i))


def _comes_after_all(verb: Any) -> bool:
    """Whether a later clause takes an announced absence back: "… but took its seat", "… but came"."""
    if verb.dep_ != "conj" or verb.pos_ != "VERB" or is_negated(verb):
        return False
    but = any(c.lower_ in ("but", "yet") for c in verb.head.children if c.dep_ == "cc")
    return but and (attends(verb) or (verb.lemma_ == "take" and _has(objects(verb), frozenset(("seat", "place")))))


def is_negated(verb: Any) -> bool:
    """Whether a verb is denied, by itself or by its subject: "did not come", "neither of them came"."""
    if any(c.dep_ == "neg" or (c.lower_ == "longer" and c.nbor(-1).lower_ == "no") for c in verb.children if c.i):
        return True
    if verb.lemma_ == "take" and any(
        c.lower_ == "part" and any(g.lower_ == "no" for g in c.children) for c in verb.children
    ):
        return True  # "is taking no part"
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS]
    return any(t.lower_ in ("neither", "none", "nobody") for s in subjects for t in (s, *s.children)) or any(
        c.lower_ in ("neither", "nor") for c in verb.children if c.i < verb.i
    )


# -- coming, denied ----------------------------------------------------------------------------------------------


def attends(verb: Any) -> bool:
    """Whether a verb is one of coming to a meeting."""
    part = verb.lemma_ == "take" and any(c.lower_ == "part" for c in verb.children)
    up = verb.lemma_ in ("show", "turn") and any(c.lower_ == "up" for c in verb.children)
    made = verb.lemma_ == "make" and any(c.dep_ == "dobj" and c.lower_ == "it" for c in verb.children)
    return part or up or made or (verb.lemma_ in w.ATTEND and verb.lemma_ != "turn") or sits_down(verb)


def sits_down(verb: Any) -> bool:
    """Whether somebody "sits down" with others, or "across from" them."""
    return verb.lemma_ == "sit" and any(c.lower_ in ("down", "across", "opposite", "together") for c in verb.children)


def _not_coming(verb: Any, *, negated: bool) -> bool:
    """Whether a verb of coming, or of being there, is denied."""
    if verb.lemma_ in ("expect", "plan", "intend") and negated:
        # "The minister is not expected to come"; who was "neither asked nor expected" is not away.
        invited = any(c.dep_ == "conj" and c.lemma_ == "expect" for c in verb.children) or verb.dep_ == "conj"
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        return (
            (passive or verb.lemma_ != "expect")
            and not invited
            and any(c.dep_ == "xcomp" and attends(c) for c in verb.children)
        )
    if verb.lemma_ == "be":
        return _not_there(verb, negated=negated)
    if verb.lemma_ == "represent":
        return negated and any(c.dep_ == "auxpass" for c in verb.children)
    if not attends(verb):
        return False
    nobody = any(c.dep_ == "nsubj" and any(d.lower_ == "no" for d in c.children) for c in verb.children)
    if nobody:
        return True
    if hindered(verb) is not None:
        return verb.lemma_ not in ("come", "go", "appear", "join") or meeting_behind(verb) or _alone(verb)
    if not negated:
        return False
    if verb.lemma_ == "attend":
        return not any(c.dep_ == "prep" and c.lower_ == "to" for c in verb.children)  # "did not attend to the matter"
    if verb.lemma_ in ("participate", "take", "show", "turn", "make"):
        return True
    if verb.lemma_ == "join" and any(
        c.dep_ == "dobj" and c.lower_ in ("it", "them", "him", "her") for c in verb.children
    ):
        return True
    return meeting_behind(verb) or _only_comes(verb)


def hindered(verb: Any) -> Any:
    """Return the word by which coming does not come about, or None: "FAILED to attend", "was PREVENTED from coming"."""
    over = verb.head
    if over.i == verb.i or is_negated(verb):
        return None
    if verb.dep_ in ("xcomp", "ccomp"):
        able = over.lower_ == "able" and (is_negated(over) or is_negated(over.head))
        if over.lower_ == "unable" or able:
            return over
        if over.lemma_ in w.DECLINE and not is_negated(over):
            return over
        if over.pos_ == "ADJ" and any(c.lower_ == "too" for c in over.children):
            return over  # "too ill to travel"
        return None
    if verb.dep_ == "pcomp" and over.lower_ == "from" and over.head.lemma_ in w.HINDER and not is_negated(over.head):
        return over.head
    return None


def _not_there(verb: Any, *, negated: bool) -> bool:
    """Whether somebody "was not present", "will not be at the session", "is not coming to the table"."""
    present = [c for c in verb.children if c.lower_ in ("present", "there")]
    if not negated and not any(g.dep_ == "neg" for c in present for g in c.children):
        return False
    if any(c.dep_ == "expl" for c in verb.children):
        return False  # "there was no hearing"
    at = [
        g for c in verb.children if c.lower_ in ("at", "in", "among", "around") for g in c.children if g.dep_ == "pobj"
    ]
    among = [t for c in verb.children if c.lower_ == "among" for t in c.subtree]
    been = any(c.lower_ in ("has", "have") for c in verb.children)
    return (
        bool(present)
        or any(_an_event(g) or g.lower_ in w.VENUES or (g.ent_type_ == "GPE" and not been) for g in at)
        or any(t.lower_ in ("present", "attending", "participants", "guests") for t in among)
    )


def _only_comes(verb: Any) -> bool:
    """Whether "is not coming", "will not come" stands alone: with an object or a place it may mean something else."""
    future = any(c.lower_ in ("will", "is", "are", "would", "'ll") for c in verb.children if c.dep_ == "aux")
    did = verb.lemma_ in ("appear", "come", "arrive") and (
        any(c.lower_ == "did" for c in verb.children) or verb.tag_ == "VBD"
    )
    chosen = verb.dep_ == "xcomp" and verb.head.lemma_ in w.CHOOSE  # "preferred not to come"
    return (did or (verb.lemma_ in ("come", "travel", "appear") and (future or chosen))) and _alone(verb)


def _alone(verb: Any) -> bool:
    alone = ("nsubj", "aux", "neg", "mark", "advmod", "punct", "cc", "conj", "npadvmod", "preconj", "advcl")
    return all(
        c.dep_ in alone or (c.dep_ == "ccomp" and c.i < verb.i) or c.lower_ in ("because", "to") for c in verb.children
    )


def meeting_behind(verb: Any) -> bool:
    """Whether the words of a verb, behind it, name a meeting or a place."""
    return any(
        _an_event(t) or t.ent_type_ == "GPE" or t.lower_ in w.VENUES or (t.lower_ == "there" and t.head.i == verb.i)
        for t in verb.subtree
        if t.i > verb.i
    )


# -- staying away ------------------------------------------------------------------------------------------------


def _shuns(verb: Any) -> bool:
    """Whether a meeting is skipped: "boycotted the talks", "sat out the session", "gave the round a miss"."""
    particles = {c.lower_ for c in verb.children if c.dep_ in ("prt", "advmod", "prep")}
    missed = verb.lemma_ == "give" and any(c.dep_ == "dobj" and c.lower_ in ("miss", "berth") for c in verb.children)
    sits_out = verb.lemma_ in ("sit", "pass", "wait") and bool(particles & {"out", "up"})
    if verb.lemma_ not in w.SHUN and not missed and not sits_out:
        return False
    met = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    met += [g for c in verb.children if c.lower_ == "out" for g in c.children if g.dep_ == "pobj"]
    return any(
        _an_event(c) or c.lower_ in ("it", "them", "opening", "signing", "ceremony") or c.ent_type_ == "GPE"
        for c in met
    )


def _keeps_out(verb: Any) -> bool:
    """Whether somebody "stays away", "pulls out of the talks", "stays at home", "drops out", "absents himself"."""
    lemma = verb.lemma_
    if lemma in ("excuse", "absent"):
        # "excused herself", "let himself be excused", "has been excused"
        own = any(c.lower_ in w.SELVES for c in verb.children) or any(c.dep_ == "auxpass" for c in verb.children)
        why = [c for c in verb.children if c.lower_ in ("for", "from")]
        return own and (not why or any(_an_event(g) for c in why for g in c.children))
    if lemma not in w.LEAVE_OUT:
        return False
    away = [c for c in verb.children if c.lower_ in ("out", "off", "away", "from", "home")]
    behind = [g for c in away for d in (c, *c.children) for g in (*d.children,) if g.dep_ == "pobj"]
    if any(_an_event(g) or g.ent_type_ == "GPE" or g.lower_ in ("it", "them") for g in behind):
        return True
    if any(c.dep_ == "dobj" for c in verb.children):
        return False
    if lemma in ("stay", "remain") and stays_in(verb) is not None:
        return any(_officer(s) for s in _heads(verb))
    home = any(c.lower_ == "at" and any(g.lower_ == "home" for g in c.children) for c in verb.children)
    if lemma in ("stay", "remain", "keep"):
        return home or (not behind and any(c.lower_ in ("away", "home") for c in away))
    out = any(c.lower_ in ("out", "off") for c in away)
    return lemma != "withdraw" and not behind and out and any(somebody(s) for s in _heads(verb))


def stays_in(verb: Any) -> Any:
    """Return the place that somebody does not leave: "remained in ROME"."""
    if verb.lemma_ not in ("stay", "remain"):
        return None
    places = (g for c in verb.children if c.lower_ == "in" for g in c.children if g.dep_ == "pobj")
    return next((g for g in places if g.ent_type_ == "GPE"), None)


def _calls_off(verb: Any) -> bool:
    """Whether somebody gives up coming: "called off his trip", "dropped plans to travel", "has cancelled"."""
    given_up = verb.lemma_ == "give" and any(c.lower_ == "up" for c in verb.children)
    if verb.lemma_ not in w.DROP and not given_up:
        return False
    what = dropped(verb)
    if any(o.lower_ in ("it", "that", "this") for o in what):
        # "announced his visit, then cancelled it"
        what = what + [t for t in verb.sent if t.i < verb.i and any(c.dep_ == "poss" for c in t.children)]
    if _has(what, w.ATTENDANCE):
        return True
    if any(o.lemma_ in ("plan", "intention", "idea") and any(_travels(t) for t in o.subtree) for o in what):
        return True
    return verb.lemma_ == "cancel" and not what and any(somebody(s) for s in _heads(verb) if s.dep_ == "nsubj")


def _is_missing(verb: Any) -> bool:
    """Whether somebody "was absent", "was missing from the table", "was a no-show"."""
    if verb.lemma_ not in ("be", "remain", "stay"):
        return False
    for child in verb.children:
        if child.lower_ in w.MISSING:
            behind = [g for c in child.children if c.lower_ in ("from", "at", "in") for g in c.children]
            return not behind or any(
                _an_event(g) or g.lower_ in ("table", "list") or g.ent_type_ == "GPE" for g in behind
            )
        if child.lower_ in ("absentees", "absentee") or (
            child.lower_ == "show" and any(c.lower_ == "no" for c in child.children)
        ):
            return True
        if child.lower_ == "among" and any(t.lower_ in ("absent", "absentees", "missing") for t in child.subtree):
            return True
        if child.lower_ == "conspicuous" and any(t.lower_ == "absence" for t in child.subtree):
            return True
    return False


# -- others instead, and answers ---------------------------------------------------------------------------------


def _sends_none(verb: Any, *, negated: bool) -> bool:
    """Whether somebody "sent no one", "did not send its minister", "refused to send a delegation"."""
    if verb.lemma_ not in ("send", "dispatch"):
        return False
    refused = hindered(verb) is not None
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and (
            child.lower_ in ("nobody", "none")
            or any(c.lower_ == "no" for c in child.children)
            or ((negated or refused) and (child.lower_ in ("anyone", "anybody") or child.lemma_ in w.PEOPLE))
        ):
            return True
    return False


def _sends_others(verb: Any) -> bool:
    """Whether an officer has others in his place: "was represented by his deputy", "sent an aide instead"."""
    if verb.lemma_ in ("represent", "replace"):
        # The person stayed away; a state so represented did not.
        by = [g for c in verb.children if c.dep_ == "agent" for g in c.children]
        whole = [c for c in verb.children if c.dep_ == "nsubjpass"]
        deputy = any(t.lemma_ in w.DEPUTIES or t.lower_ in w.DEPUTIES for g in by for t in g.subtree)
        person = any(c.ent_type_ == "PERSON" or (c.lemma_.casefold() in w.OFFICERS and c.tag_ != "NNS") for c in whole)
        return bool(by) and person and (deputy or (verb.lemma_ == "represent" and _named(whole)))
    if verb.lemma_ != "send":
        return False
    sent = objects(verb)
    if any(o.lemma_ in ("apology", "regret", "excuse") for o in sent):
        return True
    instead = any(c.lower_ == "instead" for c in verb.children) or any(
        g.lower_ in ("place", "stead") for c in verb.subtree if c.lower_ == "in" for g in c.children
    )
    return bool(sent) and instead and any(_officer(c) for c in verb.children if c.dep_ == "nsubj")


def _named(tokens: list[Any]) -> bool:
    return any(t.ent_type_ == "PERSON" for t in tokens)


def _off_the_list(verb: Any, *, negated: bool) -> bool:
    """Whether somebody "was struck from the list", "was left out of the delegation"."""
    if negated or not any(c.dep_ == "nsubjpass" for c in verb.children):
        return False
    return takes_off(verb)


def takes_off(verb: Any) -> bool:
    """Whether a verb takes somebody off those who come: "struck its minister from the list of participants"."""
    if verb.lemma_ not in ("strike", "remove", "drop", "leave", "take", "cut", "delete"):
        return False
    off = [g for c in verb.children if c.lower_ in ("from", "off", "out") for d in (c, *c.children) for g in d.children]
    return any(g.lemma_ in ("list", "delegation", "team", "line-up", "party") for g in off if g.dep_ == "pobj")


def _invited(verb: Any, verbs: frozenset[str]) -> bool:
    return verb.lemma_ in verbs and any(t.lemma_ == "invitation" for o in objects(verb) for t in (o, *o.children))


def _answers_no(verb: Any) -> bool:
    """Whether an invitation is refused: "turned down the invitation", "let the invitation lapse", "said no"."""
    if _invited(verb, w.TURN_DOWN):
        return True
    inside = [c for c in verb.children if c.dep_ == "ccomp"]
    if verb.lemma_ in ("let", "leave") and any(
        t.lemma_ == "invitation" for c in (*inside, *objects(verb)) for t in (c, *c.children)
    ):
        return True
    who = any(_officer(c) for c in verb.children if c.dep_ == "nsubj")
    no = verb.lemma_ == "say" and any(c.lower_ == "no" and not list(c.children) for c in verb.children)
    plain = verb.lemma_ == "decline" and not any(
        c.dep_ in ("dobj", "xcomp", "ccomp", "npadvmod") for c in verb.children
    )
    polite = any(c.lower_ == "with" for c in verb.children) or verb.tag_ == "VBN"
    return who and (no or (plain and polite))


# -- small words -------------------------------------------------------------------------------------------------


def objects(verb: Any) -> list[Any]:
    """Return the direct objects of a verb."""
    return [c for c in verb.children if c.dep_ == "dobj"]


def dropped(verb: Any) -> list[Any]:
    """Return the objects of a verb, also those that the parse hangs on "off": "called off the trip"."""
    return objects(verb) + [g for c in verb.children if c.lower_ == "off" for g in c.children if g.dep_ == "pobj"]


def somebody(token: Any) -> bool:
    """Whether a word stands for a person, an office or a party."""
    return _officer(token) or any(t.ent_type_ in ("PERSON", "NORP", "GPE") for t in token.subtree)


def _officer(token: Any) -> bool:
    return (
        token.lemma_.casefold() in w.OFFICERS
        or token.lemma_.casefold() in ("delegate", "delegation", "representative")
        or any(t.ent_type_ == "PERSON" for t in token.subtree)
    )


def _heads(verb: Any) -> list[Any]:
    """Return the subjects of a verb, also those that it takes over from the verb that it follows."""
    at = verb
    for _ in range(3):
        found = [c for c in at.children if c.dep_ in _SUBJECTS]
        if found:
            return [at.head] if at.dep_ == "relcl" and found[0].lower_ in ("who", "which", "that") else found
        if at.dep_ not in ("conj", *_INNER) or at.head.i == at.i:
            break
        at = at.head
    return []


def _has(tokens: list[Any], lemmas: frozenset[str]) -> bool:
    return any(t.lemma_ in lemmas for t in tokens)


def _travels(token: Any) -> bool:
    return token.pos_ == "VERB" and (attends(token) or token.lemma_ in w.TRAVEL)


def _an_event(token: Any) -> bool:
    """Whether a word names a meeting or a part of it: "the second day", "the evening", "the dinner"."""
    if token.lower_ in w.EVENT_NOUNS or token.lower_ in w.SOFT_NOUNS or token.lower_ in w.SITTINGS:
        return True
    return token.lower_ in ("day", "evening", "afternoon", "morning") and any(
        c.dep_ in ("amod", "det", "compound") for c in token.children
    )


__all__ = [
    "attends",
    "dropped",
    "hindered",
    "is_negated",
    "meeting_behind",
    "objects",
    "sits_down",
    "somebody",
    "stays_away",
    "stays_in",
    "takes_off",
]
