"""From words that point at an issue up through the parse: what each word on the way makes of them.

The side of the words is carried upwards. A reverser or a negation turns it around. At each attitude on the way
("wants", "refusal") the party that has it takes the side reached so far: so "Oslo rejects Bern's demand to lift the
tariffs" is for Bern a wish that they be lifted, and for Oslo the contrary.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from winset.reading.coding import lexicon as lx
from winset.reading.coding.attitudes import attitude_of, is_red_line, judgement, phrase_judgement
from winset.reading.coding.conditions import Condition
from winset.reading.coding.scene import Scene
from winset.reading.coding.tree import SUBJECTS, auxiliaries, displaced, has_to, negated, rhetorical
from winset.reading.coding.words import lemma

_ASIDE = ("without", "by", "after", "before", "despite", "since")


@dataclass(frozen=True, slots=True)
class Event:
    """One attitude on the way, with the side that it takes towards the issue's proposition."""

    token: Token
    attitude: lx.Attitude
    side: int
    holder: str | None
    named: bool
    noun: bool
    opened: bool = False


@dataclass(slots=True)
class Walk:
    """What was met on the way from an issue's words to the top of the content."""

    side: int = 1
    events: list[Event] = field(default_factory=list)
    path: list[Token] = field(default_factory=list)
    verbs: list[Token] = field(default_factory=list)
    condition: Condition | None = None
    mentioned: bool = False
    unclear: bool = False
    normative: bool = False
    judged: bool = False
    exchange: bool = False
    top: Token | None = None
    negative: bool = False
    spent: set[int] = field(default_factory=set)
    used: frozenset[int] = frozenset()


def walk(scene: Scene, head: Token, used: frozenset[int], conditions: Sequence[Condition]) -> Walk:
    """Return what stands between the issue's words, headed by `head`, and the top of the content."""
    found = Walk(used=used)
    node, came, skip = head, "", False
    steps = 0
    while steps < 60:
        steps += 1
        found.path.append(node)
        if node.pos_ in ("VERB", "AUX") and not skip:
            found.verbs.append(node)
        if displaced(node):
            found.side, found.negative = -found.side, True
        if not skip:
            _evaluate(scene, found, node, came, used, conditions)
            if rhetorical(node):
                found.side, found.negative, found.judged = -found.side, True, True
        if found.condition is None:
            found.condition = next((c for c in conditions if c.holds(node) and c.kind != "exchange"), None)
        if found.mentioned:
            break
        following = _parent(node)
        if following is None or following[0].i not in scene.inside:
            break
        if _leaves(node):
            break
        if found.condition is not None and not found.condition.holds(following[0]):
            break
        came = node.dep_
        node, skip = following
    found.top = node
    return found


def _leaves(node: Token) -> bool:
    """Whether the edge above a node leads into another assertion."""
    if node.dep_ == "advcl":
        marks = {c.lower_ for c in node.children if c.dep_ in ("mark", "advmod")}
        return not has_to(node) or bool(marks)
    return bool(node.dep_ == "parataxis")


def _parent(node: Token) -> tuple[Token, bool] | None:
    head = node.head
    if head == node:
        return None
    if node.dep_ != "conj":
        return head, False
    if node.pos_ in ("NOUN", "PROPN") and head.dep_ == "pobj" and _own_of(node) and not _own_of(head):
        operator = head.head.head
        if head.head.lower_ in ("of", "to") and operator.pos_ == "NOUN" and _has_side(operator):
            return operator, True
    return head, True


def _own_of(token: Token) -> bool:
    return any(child.dep_ == "prep" and child.lower_ in ("of", "to", "on") for child in token.children)


def _has_side(token: Token) -> bool:
    attitude = attitude_of(token)
    return (attitude is not None and attitude.side != 0) or lemma(token) in lx.REVERSERS or lemma(token) in lx.NECESSITY


def _evaluate(
    scene: Scene, found: Walk, node: Token, came: str, used: frozenset[int], conditions: Sequence[Condition]
) -> None:
    word = lemma(node)
    own = node.i in used
    not_ = negated(node)
    if node.dep_ in ("acomp", "attr", "oprd") and negated(node.head):
        # "is not prepared to": the negation stands at the copula.
        not_ = not not_
        found.spent.add(node.head.i)
    elif node.i in found.spent:
        not_ = False
    if any(
        c.dep_ == "amod" and (lemma(c) in lx.LESSENING or c.lower_ in lx.LESSENING) and c.i not in used
        for c in node.children
    ):
        found.side = -found.side
    if own:
        if node.dep_ in SUBJECTS and node.head.pos_ in ("VERB", "AUX") and _refers_to_none(node):
            not_ = False  # "no inspector would enter": counted at the verb
        if node.pos_ == "VERB" and any(
            c.i in used and c.dep_ in ("dobj", "attr") and _refers_to_none(c) for c in node.children
        ):
            not_ = not not_  # "send no more tanks"
        if node.pos_ == "VERB" and any(c.dep_ == "dobj" and c.lower_ == "nothing" for c in node.children):
            not_ = not not_  # "pay nothing"
        if not_:
            found.side, found.negative = -found.side, True
        if auxiliaries(node) & lx.MODALS_DUTY or _has_duty(node):
            found.normative = True
        if node.pos_ in ("VERB", "AUX") and _purpose(node):
            _purposeful(scene, found, node)
        return
    governed = came not in ("nsubj", "csubj", "advcl", "advmod", "npadvmod")
    if word in ("exchange", "return") and node.dep_ == "pobj" and node.head.lower_ == "in":
        found.exchange = True
        return
    if node.lower_ == "without" and any(c.kind == "unless" and c.holds(node) for c in conditions):
        return
    if _judged(scene, found, node, came):
        return
    if word in lx.FORECASTS and governed:
        # What is expected of somebody is not yet its position.
        found.events.clear()
        found.mentioned = True
        return
    attitude = attitude_of(node)
    if (
        attitude is None
        and came in ("attr", "dobj", "acomp", "xcomp", "pobj", "prep", "ccomp")
        and word in lx.CONTAINING
    ):
        _contained(scene, found, node)
    if attitude is not None and governed:
        _attitude(scene, found, node, attitude, not_)
        return
    worth = node if word in lx.WORTH else _worth(node) if came == "prep" else None
    if worth is not None and came in ("prep", "acl") and _refers_to_none(worth):
        found.side, found.judged, found.negative = -found.side, True, True
        return
    reverser = _reverser(node)
    if came == "prep" and len(found.path) > 1 and found.path[-2].lower_ in _ASIDE:
        reverser = ""  # "give up land without recognising it": not that is given up
    if reverser and (governed or (reverser in lx.UNACCUSATIVE and not _has_object(node))):
        if found.exchange:
            found.exchange = False
        else:
            found.side = -found.side
    elif word in lx.OPENERS and governed and not found.exchange:
        found.unclear = True
    elif (
        word == "against"
        and node.dep_ == "prep"
        and lemma(node.head)
        in (
            "vote",
            "argue",
            "stand",
            "speak",
            "campaign",
            "warn",
            "caution",
            "advise",
            "decide",
            "come",
            "fight",
            "case",
            "vow",
            "be",
        )
    ):
        found.side = -found.side
    elif word in lx.NECESSITY:
        found.normative = True
    elif word in lx.WAYS and came in ("acl", "relcl", "prep"):
        _want(scene, found, node)
    elif word in lx.MENTIONS and governed and not found.events:
        found.mentioned = True
        return
    if node.pos_ in ("VERB", "AUX"):
        if _purpose(node):
            _purposeful(scene, found, node)
        if auxiliaries(node) & lx.MODALS_DUTY or _has_duty(node) or _bears_duty(node):
            found.normative = True
    if not_:
        found.side, found.negative = -found.side, True


def _reverser(node: Token) -> str:
    """Return the reverser that a token is, with its particle; empty where it is none."""
    word = lemma(node)
    if word == "go" and node.pos_ == "VERB":
        # "The tariffs must go", "wants them gone".
        bare = all(c.dep_ in (*SUBJECTS, "aux", "punct", "mark", "neg", "cc") for c in node.children)
        return "go" if bare and (auxiliaries(node) & (lx.MODALS_DUTY | {"to"}) or node.tag_ == "VBN") else ""
    if word == "silent" and any(c.dep_ == "prep" and c.lower_ in ("on", "about") for c in node.children):
        return "silent"
    if word == "place" and node.dep_ == "pobj" and node.head.lower_ == "in":
        return "instead"
    for child in node.children:
        if child.dep_ in ("prt", "prep", "advmod") and child.i > node.i:
            phrasal = f"{word}_{child.lower_}"
            if phrasal in lx.PHRASAL_REVERSERS:
                return phrasal
    return word if word in lx.REVERSERS else ""


def _refers_to_none(noun: Token) -> bool:
    """Whether a noun phrase begins with "no": "no inspector", "no more tanks"."""
    return any(t.lower_ in ("no", "neither") and t.i < noun.i for t in noun.subtree)


def _worth(verb: Token) -> Token | None:
    """Return what there is none of where the parse hangs the rest from the verb: "sees no point in a truce"."""
    return next((c for c in verb.children if c.dep_ in ("dobj", "attr") and lemma(c) in lx.WORTH), None)


def _has_object(verb: Token) -> bool:
    return any(child.dep_ == "dobj" for child in verb.children)


def _bears_duty(verb: Token) -> bool:
    """Whether the duty stands above its subject: "the quota had to be cut"."""
    return lemma(verb) in ("have", "need") and any(c.dep_ == "xcomp" and has_to(c) for c in verb.children)


def _has_duty(verb: Token) -> bool:
    """``has to``, ``needs to``, ``is to``: the infinitive hangs from the duty."""
    return verb.dep_ == "xcomp" and lemma(verb.head) in ("have", "need", "be") and has_to(verb)


def _purpose(verb: Token) -> bool:
    return (verb.dep_ == "advcl" and has_to(verb) and not any(c.dep_ == "mark" for c in verb.children)) or any(
        c.dep_ == "advmod" and c.lower_ == "how" for c in verb.children
    )


def _purposeful(scene: Scene, found: Walk, verb: Token) -> None:
    if not found.events:
        if verb.dep_ == "advcl" and negated(verb.head):
            found.side = -found.side  # "we did not come to surrender"
            found.spent.add(verb.head.i)
        _want(scene, found, verb)


def _want(scene: Scene, found: Walk, token: Token) -> None:
    subject = scene.subject(token if token.pos_ == "VERB" else token.head)
    party = scene.party(subject) if subject is not None else None
    attitude = lx.with_side(lx.ATTITUDES["want"], 1)
    found.events.append(Event(token, attitude, found.side, party, party is not None, noun=True))


def _judged(scene: Scene, found: Walk, node: Token, came: str) -> bool:
    """Handle "X is unacceptable to Y", "Y finds X unacceptable", "X is seen as wrong by Y"."""
    word = lemma(node)
    if word in lx.CONSIDERING and came in ("dobj", "nsubjpass", "ccomp", "oprd"):
        side, adjective = _judging_child(node)
        attitude = attitude_of(node)
        if side and (attitude is None or attitude.side == 0):
            if negated(node):
                side = -side
            passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in node.children)
            subject = None if passive else scene.subject(node)
            holder = (
                scene.by(node) or (scene.by(adjective) if adjective is not None else None)
                if passive
                else scene.party(subject)
                if subject is not None
                else None
            )
            _judge(found, node, side, holder, holder is not None or (not passive and subject is not None))
            return True
        return False
    if came in ("xcomp", "acl", "ccomp", "csubj") and (side := judgement(node)) and not attitude_of(node):
        # "It would be a mistake to lift them."
        holder, named = _judge_of(scene, node, node.head)
        if lemma(node.head) == "be" and negated(node.head):
            side = -side
        _judge(found, node, side, holder, named)
        return True
    if came in SUBJECTS and word in ("have", "make", "be"):
        for child in node.children:
            if child.dep_ in ("dobj", "attr") and lemma(child) in lx.WORTH:
                side = -1 if _refers_to_none(child) or negated(node) else 1
                holder, named = _judge_of(scene, child, node)
                _judge(found, child, side, holder, named)
                return True
    if came in SUBJECTS and (
        word in ("be", "remain", "become", "seem", "appear", "look", "sound", "stay") or node.pos_ in ("ADJ", "NOUN")
    ):
        adjectives = [node] if node.pos_ in ("ADJ", "NOUN") else []
        for child in node.children:
            if child.dep_ in ("acomp", "attr", "oprd", "xcomp"):
                adjectives += [child, *(c for c in child.children if c.dep_ == "conj")]
        phrase = phrase_judgement(node)
        if phrase:
            holder, named = _judge_of(scene, node, node)
            _judge(found, node, phrase, holder, named)
            return True
        for adjective in adjectives:
            if adjective.i in found.used:
                continue
            if is_red_line(adjective):
                # "X is a red line": that X be touched, or that X happen? The words do not say.
                found.unclear = True
                holder, named = _judge_of(scene, adjective, node)
                _judge(found, adjective, -1, holder, named)
                return True
            aim = lx.TEXT_ATTITUDES.get(lemma(adjective)) or lx.ATTITUDES.get(lemma(adjective))
            if adjective.pos_ == "NOUN" and adjective != node and aim is not None and aim.act == "demand":
                side = -1 if negated(node) else 1
                holder, named = _judge_of(scene, adjective, node)
                _judge(found, adjective, side, holder, named)
                return True
            side = judgement(adjective)
            if not side:
                continue
            if adjective != node and negated(node):
                side = -side
            holder, named = _judge_of(scene, adjective, node)
            _judge(found, adjective, side, holder, named)
            return True
    return False


def _judging_child(verb: Token) -> tuple[int, Token | None]:
    for child in verb.children:
        if child.dep_ in ("oprd", "acomp", "xcomp", "attr", "ccomp", "advcl") and (side := judgement(child)):
            return side, child
        if child.dep_ == "dobj":
            for adjective in child.rights:  # "find the plan unacceptable", parsed as its attribute
                if adjective.dep_ in ("amod", "acl", "appos") and (side := judgement(adjective)):
                    return side, adjective
        if child.dep_ in ("prep", "mark") and child.lower_ == "as":
            for grand in child.subtree:
                if grand != child and (side := judgement(grand)):
                    return side, grand
    return 0, None


def _judge_of(scene: Scene, adjective: Token, copula: Token) -> tuple[str | None, bool]:
    for governor in (adjective, copula):
        if (party := scene.told_to(governor)) is not None:
            return party, True
    if adjective.pos_ == "NOUN" and (party := scene.possessor(adjective)) is not None:
        return party, True
    return None, False


def _judge(found: Walk, token: Token, side: int, holder: str | None, named: bool) -> None:
    found.side *= side
    if not named:
        found.judged = True
        return
    attitude = lx.ATTITUDES["reject" if side < 0 else "support"]
    found.events.append(Event(token, attitude, found.side, holder, named, noun=True))


def _contained(scene: Scene, found: Walk, node: Token) -> None:
    """Note ``the union's demands are …``, ``the port's offer includes …``: the subject's owner wants it."""
    for child in node.children:
        if child.dep_ not in ("nsubj", "nsubjpass"):
            continue
        noun = child
        attitude = lx.TEXT_ATTITUDES.get(lemma(noun)) or lx.ATTITUDES.get(lemma(noun))
        if attitude is None or noun.pos_ not in ("NOUN", "PROPN") or attitude.side == 0:
            continue
        party = scene.possessor(noun)
        side = found.side * attitude.side * (-1 if negated(node) else 1)
        if party is not None or scene.speaker is not None:
            found.events.append(Event(noun, attitude, side, party, party is not None, noun=True))
            found.side = side


def _attitude(scene: Scene, found: Walk, node: Token, attitude: lx.Attitude, not_: bool) -> None:
    holder, named = scene.holder(node)
    noun = node.pos_ in ("NOUN", "PROPN")
    opened = False
    side = attitude.side
    if not_:
        found.negative = True
        if attitude.negated == "flip":
            side = -side
        elif attitude.negated == "open":
            side, opened = 1, True
        elif attitude.act in ("urge", "offer") and auxiliaries(node) & lx.MODALS_FUTURE:
            side = -side  # "would not recommend it"
        else:
            side = 0
    if side == 0:
        if attitude.act in ("deny", "accuse", "threaten"):
            found.mentioned = True
        found.unclear = True
        return
    if noun and holder is None and not named and lemma(node) in lx.TEXT_NOUNS:
        return
    found.side *= side
    if auxiliaries(node) & lx.MODALS_DUTY or _has_duty(node):
        found.normative = True
        if attitude.side > 0 and not attitude.directs:
            return
    if noun and holder is None and not named:
        return
    found.events.append(Event(node, attitude, found.side, holder, named, noun, opened))
