"""The party of an office that the text leaves without an owner: of whom the sentence, or the one before, speaks.

"Hungary will take nobody, spokesman Tibor Halas said"; "Japan's delegation threatened to leave. “We do not ask,”
delegate Kenji Morita said." Only what speaks or acts counts, only where it is one, and only a kind of party that has
such an office: a minister's is a state, a managing director's a company.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from winset.core.words import word_set
from winset.reading.actors import vocabulary as v
from winset.reading.actors.home import of_a_state
from winset.reading.actors.mentions import Mention, Scan
from winset.reading.actors.phrases import Role, noun_of

_NEVER = word_set(
    "mediator diplomat ambassador mayor governor politician figure member lawyer attorney officer arbitrator source "
    "cardinal patriarch pontiff pope intermediary facilitator signatory commissioner deputy monarch king queen prince "
    "princess judge statesman"
)
_COMPANY = word_set("executive ceo director manager boss owner founder partner principal")
_HOUSE = word_set("rector abbot governor captain principal administrator superintendent trustee chancellor")
_UNION = word_set("steward convener unionist organiser organizer")
_OF_OTHERS = word_set(
    "warn accuse demand urge blame complain fear charge allege call ask want denounce criticise criticize"
)
_NEAR = word_set("familiar close briefed acquainted knowledgeable near conversant")
_MUST = word_set("must should ought")
_SUBJECTS = ("nsubj", "nsubjpass")


def of_the_centre(
    scan: Scan, role: Role, head: Any, state_of: Callable[[Mention], str | None], *, near: bool = False
) -> tuple[str, str] | None:
    """Return the party of an office without an owner and why, or None where it stays open.

    Parameters
    ----------
    head
        The token of the person's name, or of the office where no name stands.
    state_of
        Gives the state that a mention stands for.
    near
        Whether to look at the own sentence and line only.
    """
    if role.noun in _NEVER or "official" not in role.classes or role.mentions or role.owner >= 0:
        return None
    owned = {noun_of(scan.tokens[i]) for i in role.nouns} - {"government", "ministry", "cabinet", "party", "company"}
    if owned:
        return None
    if role.speaks_for_none:
        return None

    def fits(mention: Mention) -> bool:
        state = state_of(mention) is not None or _rules(mention)
        types = mention.card.types if mention.card is not None else set()
        if of_a_state(role) or role.words & {"government", "ministry"}:
            return state or (near and bool(types & {"ministry", "department"}))
        if role.noun in _HOUSE and mention.card is not None and mention.card.plural:
            return False
        if role.noun in _COMPANY:
            return not state and not types & {"union", "party", "movement", "regulator"}
        if role.noun in _UNION:
            return not state and not types & {"company", "party", "regulator"}
        return True

    many = head.tag_ in ("NNS", "NNPS")
    if many and any(c.dep_ in ("det", "acl", "relcl", "advcl") or c.lower_ in _NEAR for c in head.children):
        return None  # "Officials familiar with Brazilian thinking", "both ministers"
    own = _label(scan, head, fits) or _own_sentence(scan, head, fits)
    if own is not None or many or near:
        return own
    begin = head.sent.start
    for _ in range(2):
        if not begin or "\n" in scan.text[scan.starts[begin - 1] : scan.starts[begin]].strip(" "):
            return None
        before = scan.tokens[begin - 1].sent
        begin = before.start
        subject = next((t for t in before if t.dep_ in _SUBJECTS and _main(t)), None)
        if subject is None:
            continue
        mention = _of_subject(scan, subject)
        if mention is not None:
            return (mention.party, "of whom the sentence before speaks") if mention.party and fits(mention) else None
        if scan.roles.get(noun_of(subject)) or subject.ent_type_ == "PERSON":
            return None
        if not _quoted(before):
            return None
    return None


def _rules(mention: Mention) -> bool:
    return mention.card is not None and "government" in mention.card.types


def _quoted(sentence: Any) -> bool:
    return any(t.text in ("“", "”", '"') for t in sentence)


def _main(token: Any) -> bool:
    verb = token.head
    return verb.dep_ in ("ROOT", "conj", "ccomp", "parataxis") or verb.head.i == verb.i


def _of_subject(scan: Scan, token: Any) -> Mention | None:
    """Return the party that a subject is, or whose act, answer or body it is; None for a person's phrase."""
    mention = scan.by_token.get(token.i)
    if mention is not None and any(c.dep_ == "conj" and c.i in scan.by_token for c in token.children):
        return None  # "Norvia and Suria want a pause": either
    if mention is not None:
        return mention if mention.kind not in ("person", "leader", "outlet") and not mention.place else None
    apposed = [scan.by_token.get(c.i) for c in token.children if c.dep_ == "appos"]
    if apposed and apposed[0] is not None and apposed[0].kind == "local":
        return apposed[0]
    classes = scan.roles.get(noun_of(token), frozenset())
    if "official" in classes and not classes & {"institution", "organisation"}:
        return None
    owners = [scan.by_token.get(c.i) for c in token.lefts if c.dep_ in ("poss", "amod", "compound", "nmod")]
    known = [m for m in owners if m is not None and m.party and m.kind not in ("person", "leader", "outlet")]
    fit = classes & {"institution", "organisation"} or noun_of(token) in v.DOINGS
    return known[0] if fit and len({m.party for m in known}) == 1 else None


def _label(scan: Scan, head: Any, fits: Callable[[Mention], bool]) -> tuple[str, str] | None:
    """Read "- Helvetic Re: wants control; chairman Urs Wild …", "The company hits back: …, a spokesman writes"."""
    begin = head.i
    while begin and "\n" not in scan.tokens[begin - 1].text and head.i - begin < 60:
        begin -= 1
    colon = next((t.i for t in scan.tokens[begin : head.i] if t.text == ":"), None)
    if colon is None or any(t.text in (".", "“", '"') for t in scan.tokens[begin:colon]):
        return None
    inside = list(scan.within(begin, colon))
    alone = colon - begin < 12 and len({m.party for m in inside}) == 1 and scan.tokens[colon - 1].text == ")"
    for mention in inside:
        token = scan.head(mention)
        first = mention.last == colon or token.dep_ in _SUBJECTS or alone
        if first and mention.party and mention.kind not in ("person", "leader", "outlet") and fits(mention):
            return mention.party, "of whom the line speaks"
        return None
    return None


def _own_sentence(scan: Scan, head: Any, fits: Callable[[Mention], bool]) -> tuple[str, str] | None:
    """Read "X will do it, an official said", "X has bid, and director NAME says", "X, a spokesman said, would"."""
    subject = head
    while subject.dep_ in ("appos", "compound", "conj", "nmod") and subject.head.i != subject.i:
        subject = subject.head
    verb = subject.head
    if subject.dep_ not in _SUBJECTS:
        return None
    clauses = [c for c in verb.children if c.dep_ == "ccomp"]
    if verb.dep_ in ("parataxis", "conj") or (verb.dep_ == "ROOT" and clauses and clauses[0].i < verb.i):
        clauses = clauses or [verb.head]
        if verb.dep_ in ("parataxis", "conj"):
            clauses = [verb.head, *clauses]
    first = subject.left_edge.i
    if verb.dep_ in ("acl", "relcl", "advcl") and first and scan.tokens[first - 1].text == "," and subject.i < verb.i:
        clauses = [head.sent.root]  # "Berlin will issue more visas, the parse hung what Minister Wieland announced on"
    if verb.lemma_ in _OF_OTHERS:
        clauses = [c for c in clauses if c.i == verb.head.i and verb.dep_ == "conj"]
    for clause in clauses:
        if any(c.lower_ in _MUST for c in clause.children):
            continue
        for child in clause.children:
            if child.dep_ not in _SUBJECTS or child.i == subject.i:
                continue
            mention = _of_subject(scan, child)
            if mention is not None and mention.party and fits(mention) and not _inside(scan, child):
                return mention.party, "of whom the sentence speaks"
    return None


def _inside(scan: Scan, token: Any) -> bool:
    """Whether a token stands in quotation marks."""
    opened = False
    for other in token.sent:
        if other.i >= token.i:
            return opened
        if other.text in ("“", '"'):
            opened = not opened if other.text == '"' else True
        elif other.text == "”":
            opened = False
    return opened
