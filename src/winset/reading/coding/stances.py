"""Whose position on which issue a statement tells, and on which side.

Side = direction of the words × what stands above them (`winset.reading.coding.walk`) × what is done by speaking. A
party is a holder only where the text says so: it speaks, or an attitude is said to be its own. An outlet and a narrator
never become holders. Predictions, questions and mere mentions are nobody's position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from winset.core.words import word_set
from winset.reading.coding import lexicon as lx
from winset.reading.coding.agents import agent_of, fixed, not_asker, promised, shared_agent
from winset.reading.coding.attitudes import attitude_of
from winset.reading.coding.codebook import Codebook
from winset.reading.coding.conditions import Condition
from winset.reading.coding.earlier import points_back, position_before
from winset.reading.coding.hits import Hit
from winset.reading.coding.predicates import GRANTING
from winset.reading.coding.scene import Scene
from winset.reading.coding.threats import Ultimatum, is_hostile
from winset.reading.coding.tree import SUBJECTS, auxiliaries, negated
from winset.reading.coding.walk import Event, Walk, walk
from winset.reading.coding.words import lemma
from winset.reading.parsed import text_of
from winset.reading.statement import Act, Basis, Stance

_ENTITLED = word_set("matter right business prerogative privilege")
_FAULTS = word_set(
    "undervalue underestimate inadequate insufficient unfair low little few final deserve merit worth describe reflect"
)
_GETTING = word_set("get have receive keep obtain")
_STAYING = word_set("stay remain stand hold continue go")
_SAYING = word_set("say state tell declare announce add stress repeat reiterate confirm claim insist")
_ANSWERS = frozenset({"accept", "reject", "support", "concede"})


@dataclass(frozen=True, slots=True)
class Manner:
    """What the statement as a whole does, as far as stances need it."""

    act: Act
    cue: lx.Attitude | None
    cue_negated: bool
    conditions: Sequence[Condition]
    ultimatum: Ultimatum | None = None


def find_stances(scene: Scene, codebook: Codebook, manner: Manner, hits: Sequence[Hit]) -> tuple[Stance, ...]:
    """Return the positions that a statement tells, in the order of the text, one per issue and holder."""
    found: list[tuple[Stance, Token]] = []
    author: str | None = None
    for hit in hits:
        way = walk(scene, hit.head, hit.match.tokens, manner.conditions)
        if hit.side < 0:
            _turn(way)
        if _kept(scene, hit):
            _turn(way)
        agent = agent_of(scene, hit)
        agent = not_asker(scene, hit, agent, manner.cue)
        for holder, side, basis in _holders(scene, hit, way, manner, agent, author):
            if agent is None and promised(scene, hit, manner.cue, holder):
                agent = holder
            stance = Stance(
                issue=hit.issue_id,
                holder=holder,
                stance="unclear" if hit.side == 0 or way.unclear or side == 0 else "for" if side > 0 else "against",
                basis=basis,
                agent=fixed(hit.issue.agent, agent if agent is not None else shared_agent(hit, found)),
            )
            found.append((stance, hit.head))
        for event in way.events:
            if event.attitude.act == "offer" and event.holder is not None:
                author = event.holder
    if not found and scene.speaker is not None and manner.act in ("reject", "support") and points_back(scene):
        return position_before(scene, codebook, -1 if manner.act == "reject" else 1)
    return _merged([stance for stance, _ in found])


_UNTOUCHED = re.compile(
    r"non ?- ?negotiable|\bnot (?:negotiable|for sale|up for (?:negotiation|discussion|debate))|untouchable"
)
_HANDS_OFF = re.compile(r"\W*hands off\b")
_GIVING = word_set(
    "concession withdrawal cession recognition reduction cut surrender compromise increase removal relief change "
    "closure exchange swap access return ceasefire truce exemption amnesty suspension halt freeze pullback pullout"
)


def _kept(scene: Scene, hit: Hit) -> bool:
    """Whether something of one's own is called non-negotiable: it stays. An act that is called so is refused."""
    if not any(child.dep_ == "poss" for child in hit.head.children):
        return False
    if hit.head.pos_ not in ("NOUN", "PROPN") or lemma(hit.head) in _GIVING or hit.answered:
        return False
    if any(scene.doc[i].pos_ == "VERB" or lemma(scene.doc[i]) == "negotiable" for i in hit.match.tokens):
        return False
    return _UNTOUCHED.search(scene.words) is not None


def _turn(way: Walk) -> None:
    way.side = -way.side
    way.events = [Event(e.token, e.attitude, -e.side, e.holder, e.named, e.noun, e.opened) for e in way.events]


def _holders(
    scene: Scene, hit: Hit, way: Walk, manner: Manner, agent: str | None, author: str | None
) -> Iterator[tuple[str, int, Basis]]:
    if way.condition is not None:
        if hit.answered:
            return
        yield from _conditional(scene, way, manner)
        return
    if way.mentioned or (manner.cue is not None and manner.cue.act == "deny"):
        return
    if manner.ultimatum is not None:
        if manner.ultimatum.demands(hit.head):
            own = manner.ultimatum.party == scene.speaker
            yield manner.ultimatum.party, way.side, "self" if own else "ascribed"
        return
    events = _told(scene, way, manner)
    if hit.answered:
        answers = any(e.attitude.act in _ANSWERS for e in way.events)
        events = [e for e in events if e.attitude.act in _ANSWERS]
        if not events and not answers and not way.judged and (manner.cue is None or manner.cue.act not in _ANSWERS):
            return
    spoken = False
    for event in events:
        holder = event.holder
        if holder is None:
            holder = scene.list_holder
        if holder is None and not event.named and _own_words(scene, event) and not _told_of_nobody(event.token):
            holder = scene.speaker
        if holder is None:
            continue
        own = scene.attributed and holder == scene.speaker
        spoken = spoken or own
        yield holder, event.side, event.attitude.basis or ("self" if own else "ascribed")
    if spoken:
        return
    if scene.speaker is not None:
        side, basis = _speaker(scene, way, manner, agent, bool(events))
        if side is not None:
            yield scene.speaker, side, basis
    elif not events:
        yield from _unspoken(scene, hit, way, manner, agent, author)


def _told(scene: Scene, way: Walk, manner: Manner) -> list[Event]:
    """Return the attitudes that are told as facts; one that is itself wanted or feared of its holder is none."""
    kept: list[Event] = []
    outer = manner.cue
    governed = outer is not None and outer.side != 0 and scene.speaker is not None
    directed = outer is not None and (outer.directs or outer.basis == "inferred")
    for event in reversed(way.events):
        if governed and _is_own(scene, event):
            # "declined to accept": one position, and the reporting word is its outermost attitude.
            continue
        if event.noun or not (directed or (way.normative and event.attitude.act in ("accept", "support", "concede"))):
            kept.append(event)
        if event.attitude.directs or event.attitude.basis == "inferred":
            directed = True
    kept.reverse()
    # Two attitudes of one holder on one way are one position, the outermost: "wants to demand".
    return [e for i, e in enumerate(kept) if not any(e.holder == later.holder for later in kept[i + 1 :])]


def _is_own(scene: Scene, event: Event) -> bool:
    return event.holder == scene.speaker or (event.holder is None and not event.named)


def _own_words(scene: Scene, event: Event) -> bool:
    """Whether an attitude without a named holder is the speaker's: imperatives, fragments of quotations."""
    return scene.attributed and not event.noun


def _ordered(scene: Scene, way: Walk) -> bool:
    """Whether the words are an order: "Let the lorries through"."""
    verb = way.verbs[-1] if way.verbs else None
    if verb is None or verb.tag_ != "VB" or verb != way.top or scene.attribution.quotation != "direct":
        return False
    return not any(c.dep_ in (*SUBJECTS, "aux", "mark") for c in verb.children)


def _told_of_nobody(verb: Token) -> bool:
    """Whether an attitude of nobody named is told as a fact: "the merger was agreed in May"."""
    return verb.tag_ == "VBN" and any(c.dep_ == "auxpass" and c.lower_ in ("was", "were") for c in verb.children)


def _speaker(scene: Scene, way: Walk, manner: Manner, agent: str | None, told: bool) -> tuple[int | None, Basis]:
    """Return the side that the speaker's party takes by saying it; None where saying it takes none."""
    cue = manner.cue
    if cue is not None and cue.act == "concede" and _finite(way) is not None:
        cue = None  # "conceded that it was broken": a fact is admitted
    if cue is not None and cue.act not in ("deny", "accuse", "threaten"):
        side = cue.side
        if manner.cue_negated:
            side = -side if cue.negated == "flip" else 1 if cue.negated == "open" else 0
        if side:
            return way.side * side, cue.basis or "self"
    if manner.act in ("accuse", "deny", "threaten", "warn") and not (way.normative or way.judged):
        return None, "self"
    if told and not way.normative and not way.judged:
        return None, "self"
    if way.judged or way.normative:
        return way.side, "self"
    verb = _finite(way)
    if verb is None:
        if _ordered(scene, way):
            return way.side, "self"
        if _HANDS_OFF.match(scene.words):
            return way.side, "self"
        # A fragment: "No to lifting the sanctions"; the quotation itself is the wish only where something is refused.
        return (way.side, "self") if way.negative and scene.attribution.quotation == "direct" else (None, "self")
    return _asserted(scene, way, verb, agent, scene.speaker), "self"


def _asserted(scene: Scene, way: Walk, verb: Token, agent: str | None, speaker: str | None) -> int | None:
    """Return the side that a party takes by asserting something of what it, or nobody named, will do."""
    aux = auxiliaries(verb)
    doer = _doer(scene, verb)
    own = doer is not None and doer == speaker
    first = any(c.dep_ in SUBJECTS and c.lower_ in lx.FIRST_PERSON for c in verb.children)
    mine = own or first or (doer is None and agent in (None, speaker))
    if any(lemma(scene.doc[i]) in _FAULTS for i in way.used) and verb.i in (*way.used, way.path[0].head.i):
        return way.side  # "The bid undervalues the company"
    if lemma(verb) == "be" and way.path[0].dep_ == "attr" and lemma(way.path[0]) in _ENTITLED and not aux:
        return way.side  # "Rosters are a matter for management"
    told_now = verb.tag_ in ("VBZ", "VBP") or (own and verb.tag_ == "VBD")
    if lemma(verb) in _STAYING and told_now and mine:
        return way.side  # "The head office stays"
    if lemma(verb) == "be" and any(c.dep_ == "expl" for c in verb.children) and way.negative and verb.tag_ != "VBD":
        return way.side  # "There is no money for it"
    if way.negative and lemma(verb) in _GETTING and aux & (lx.MODALS_FUTURE | lx.MODALS_POSSIBLE):
        return way.side  # "They will not get it"
    if aux & lx.MODALS_FUTURE:
        if not first and _consequence(verb, doer):
            return None
        return way.side if mine else None
    if aux & lx.MODALS_POSSIBLE and doer is None and lemma(verb) in GRANTING:
        return way.side
    if aux & lx.MODALS_POSSIBLE:
        return way.side if (way.negative and doer in (None, speaker)) or own or first else None
    if own or first:
        past = verb.tag_ == "VBD" or "did" in aux
        return None if past else way.side
    return None


def _consequence(verb: Token, doer: str | None) -> bool:
    """Whether something is said to come about by itself if something else does: "prices would rise if they left"."""
    if doer is not None or any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return False
    return any(c.dep_ == "advcl" and any(m.lower_ in ("if", "should") for m in c.children) for c in verb.children)


def _doer(scene: Scene, verb: Token) -> str | None:
    subject = scene.subject(verb)
    if subject is None or any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return scene.by(verb)
    return scene.party(subject)


def _finite(way: Walk) -> Token | None:
    """Return the uppermost verb on the way that is finite."""
    for verb in reversed(way.verbs):
        if verb.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(
            c.dep_ in ("aux", "auxpass") and c.lower_ != "to" for c in verb.children
        ):
            return verb
    return None


def _refuser(scene: Scene, condition: Condition) -> str | None:
    """Return the party told to refuse something but under a condition: "Oslo will not sign until they leave"."""
    clause = condition.first.head
    main = clause.head
    while main.i in scene.inside and condition.holds(main) and main.head != main:
        main = main.head
    if main.i not in scene.inside or condition.holds(main):
        return None
    for verb in (main, *main.ancestors):
        if verb.i not in scene.inside:
            break
        attitude = attitude_of(verb)
        refuses = attitude.side < 0 or attitude.act == "threaten" if attitude is not None else negated(verb)
        subject = scene.subject(verb)
        if refuses and subject is not None and (party := scene.party(subject)) is not None:
            return party
    return None


def _offerer(scene: Scene, condition: Condition) -> str | None:
    """Return the party told to be ready for something under a condition: "Oslo would sign if they leave"."""
    if condition.kind not in ("if", "once", "provided"):
        return None
    main = condition.first.head.head
    for verb in (main, *main.ancestors):
        if verb.i not in scene.inside or condition.holds(verb):
            break
        attitude = attitude_of(verb)
        ready = attitude is not None and attitude.act in ("offer", "accept", "concede")
        ready = ready or bool(verb.pos_ == "VERB" and auxiliaries(verb) & lx.MODALS_FUTURE and not is_hostile(verb))
        subject = scene.subject(verb)
        if ready and not negated(verb) and subject is not None and (party := scene.party(subject)) is not None:
            return party
    return None


def _conditional(scene: Scene, way: Walk, manner: Manner) -> Iterator[tuple[str, int, Basis]]:
    """Yield what a condition tells.

    Who threatens or fears for the case that p wants that not p; "not unless p" wants p.
    """
    condition = way.condition
    assert condition is not None
    side = -way.side if condition.first.lower_ == "while" else way.side
    if scene.speaker is None:
        holder = _refuser(scene, condition) if condition.kind in ("unless", "until") else _offerer(scene, condition)
        if holder is not None:
            yield holder, side, "ascribed"
        return
    if condition.first.lower_ == "while":
        yield scene.speaker, side, "self"
        return
    if condition.kind in ("unless", "until"):
        if manner.act not in ("accuse", "deny", "fear"):
            yield scene.speaker, way.side, "self"
    elif condition.kind == "provided":
        # "No truce as long as they are held": what stands in the way is not wanted.
        yield scene.speaker, -way.side if manner.act == "reject" else way.side, "self"
    elif condition.kind in ("if", "once", "exchange") and manner.act in ("offer", "accept", "concede"):
        yield scene.speaker, way.side, "self"  # the price of an offer is wanted
    elif condition.kind == "once" and manner.act in ("reject", "demand"):
        yield scene.speaker, way.side, "self"
    elif manner.act == "fear":
        yield scene.speaker, -way.side, "inferred"
    elif manner.act in ("threaten", "warn") and condition.kind in ("if", "trigger"):
        yield scene.speaker, -way.side, "self"


def _unspoken(
    scene: Scene, hit: Hit, way: Walk, manner: Manner, agent: str | None, author: str | None
) -> Iterator[tuple[str, int, Basis]]:
    """Words of an outlet or the narrator without an attitude: lists of aims, exchanges, deeds."""
    verb = _finite(way)
    if scene.list_holder is not None and verb is None:
        yield scene.list_holder, way.side, "ascribed"
        return
    if _in_exchange(scene, hit.head) and (author := author or _author_before(scene)) is not None:
        yield author, way.side, "ascribed"
        return
    owner = _under_proposal(scene, way)
    if owner is not None:
        yield owner, way.side, "ascribed"
        return
    if way.normative:
        return  # what somebody ought to do is not yet its position
    if verb is None or agent is None or hit.side == 0 or manner.act in ("accuse", "fear", "warn"):
        return
    if hit.head.i == verb.i and hit.head.dep_ in ("ROOT", "ccomp", "conj") and way.condition is None:
        aux = auxiliaries(verb)
        only = any(c.lower_ == "only" and c.dep_ == "advmod" for c in verb.children) and bool(manner.conditions)
        if way.side != hit.side:
            # Not having done a thing tells no wish; that one will not do it does.
            told = bool(aux & lx.MODALS_FUTURE)
        else:
            # What was done tells no wish for what is to be decided; what is being done or will be done does.
            past = verb.tag_ == "VBD" or bool(aux & {"has", "have", "had", "'ve", "was", "were"})
            told = only or not (past or aux & (lx.MODALS_POSSIBLE | {"would", "'d", "’d"}))
        if told:
            yield agent, way.side, "ascribed"


def _author_before(scene: Scene) -> str | None:
    """Return whose proposal the sentence before is about: "The Norwegian plan includes … In exchange, …"."""
    first = scene.tokens[0].sent
    if first.start == 0:
        return None
    for token in scene.doc[first.start - 1].sent:
        attitude = lx.TEXT_ATTITUDES.get(lemma(token)) or lx.ATTITUDES.get(lemma(token))
        if token.pos_ == "NOUN" and attitude is not None and attitude.act == "offer":
            party = scene.possessor(token)
            if party is not None:
                return party
    return None


def _under_proposal(scene: Scene, way: Walk) -> str | None:
    """Return whose text says it: "Under the Norwegian plan, the sanctions would be lifted"."""
    for verb in way.path:
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ == "under":
                for noun in child.children:
                    if noun.dep_ == "pobj" and lemma(noun) in lx.TEXT_NOUNS and noun.i in scene.inside:
                        return scene.possessor(noun)
    return None


def _in_exchange(scene: Scene, head: Token) -> bool:
    """Whether the part of the content in which a token stands, or its sentence, begins with "in exchange", "in return".

    The sentence, as the words may be cut off the content: "In exchange, | they would lift the duties".
    """
    for start, end in scene.attribution.content:
        if start <= head.idx < end:
            opening = head.sent.start_char
            begins = (start, opening) if opening <= start else (start,)
            return any(
                text_of(scene.doc)[at : at + 16].casefold().lstrip(" \n\"'“‘").startswith(("in exchange", "in return"))
                for at in begins
            )
    return False


def _merged(stances: Sequence[Stance]) -> tuple[Stance, ...]:
    merged: dict[tuple[str, str], Stance] = {}
    for stance in stances:
        key = (stance.issue, stance.holder)
        before = merged.get(key)
        if before is None or before.stance == "unclear" != stance.stance:
            merged[key] = stance
        elif stance.stance != "unclear" and stance.stance != before.stance:
            merged[key] = Stance(stance.issue, stance.holder, "unclear", before.basis, before.agent)
        elif before.agent is None and stance.agent is not None:
            merged[key] = Stance(before.issue, before.holder, before.stance, before.basis, stance.agent)
    return tuple(merged.values())
