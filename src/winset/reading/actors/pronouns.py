"""What pronouns stand for: nearness, place in the clause, gender and number; open where that does not decide."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from winset.reading.actors import vocabulary as v
from winset.reading.actors.issuing import WE
from winset.reading.actors.mentions import Mention, Scan, head_of
from winset.reading.actors.phrases import noun_of

HE = frozenset(["he", "him", "his", "himself"])
SHE = frozenset(["she", "her", "hers", "herself"])
THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
IT = frozenset(["it", "its", "itself"])
_BACK = 4


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What a pronoun stands for: a mention, or the head token of a phrase such as "one diplomat"."""

    token: int
    mention: Mention | None
    score: float


class Pronouns:
    """Finds antecedents in one document."""

    def __init__(self, scan: Scan, turns: list[tuple[int, str]] | None = None) -> None:
        self.scan = scan
        self.turns = turns or []
        self.issuer: Mention | None = None
        """Of whom "we" is said outside quotations."""
        self._near = 2 if self.turns else 1  # a question goes on behind an answer
        self.sentences = [sentence.start for sentence in scan.doc.sents] if len(scan.doc) else []
        self.quoted = _quoted(scan)
        self._cache: dict[int, Antecedent | None] = {}
        self._phrases = [
            token.i
            for token in scan.tokens
            if token.pos_ == "NOUN"
            and token.i not in scan.by_token
            and (
                scan.roles.get(noun_of(token), frozenset())
                & {"official", "outside", "legislator", "institution", "organisation"}
                or noun_of(token) in v.SIDES
            )
            and token.dep_ in ("nsubj", "nsubjpass", "agent", "pobj", "conj")
        ]

    def sentence(self, i: int) -> int:
        """Return the number of the sentence of a token."""
        return bisect_right(self.sentences, i) - 1

    def away(self, i: int, other: int) -> int:
        """Return how many sentences a token lies behind an earlier one; in an interview, of the same voice only."""
        here, there = self.sentence(i), self.sentence(other)
        if not self.turns:
            return here - there
        voice = self._voice(i)
        if voice != self._voice(other):
            return here - there
        return sum(self._voice(self.sentences[n]) == voice for n in range(there + 1, here + 1))

    def _voice(self, i: int) -> str:
        at = bisect_right(self.turns, (i, "\U0010ffff")) - 1
        return self.turns[at][1] if at >= 0 else ""

    def antecedent(self, token: Any) -> Antecedent | None:
        """Return what a pronoun stands for, or None."""
        if token.i not in self._cache:
            self._cache[token.i] = None  # against chains that come back
            self._cache[token.i] = self._find(token)
        return self._cache[token.i]

    def _find(self, token: Any) -> Antecedent | None:
        word = token.lower_
        if word in WE or word == "your":
            if self.issuer is None or token.i in self.quoted:
                return None
            return Antecedent(head_of(self.scan.tokens[self.issuer.first : self.issuer.last]).i, self.issuer, 0.0)
        if word in HE or word in SHE:
            found = self._people(token, "m" if word in HE else "f")
        elif word in THEY:
            found = self._groups(token, plural=True)
        elif word in IT:
            if word == "it" and (token.dep_ == "expl" or _empty(token)):
                return None
            found = self._groups(token, plural=False)
        else:
            return None
        found.sort(key=lambda a: (a.score, a.token))
        if not found:
            return None
        return found[-1]

    def _people(self, token: Any, gender: str) -> list[Antecedent]:
        found = []
        here = self.sentence(token.i)
        for mention in self._before(token.i):
            card = mention.card
            if card is None or card.kind != "person" or (card.gender and card.gender != gender):
                continue
            head = head_of(self.scan.tokens[mention.first : mention.last])
            score = self._score(head, token)
            if score is None:
                continue
            found.append(Antecedent(head.i, mention, score + (1.5 if card.gender == gender else 0)))
        for i in self._phrases:
            if i >= token.i:
                break
            head = self.scan.tokens[i]
            if (
                head.tag_ in ("NNS", "NNPS")
                or self.sentence(i) < here - 2
                or head.dep_ not in ("nsubj", "nsubjpass", "agent")
            ):
                continue
            if (
                "institution" in self.scan.roles.get(noun_of(head), frozenset())
                and "official" not in self.scan.roles[noun_of(head)]
            ):
                continue
            if any(self.scan.by_token.get(c.i) and self.scan.by_token[c.i].kind == "person" for c in head.subtree):
                continue
            score = self._score(head, token)
            if score is not None:
                apart = "\n" in self.scan.text[head.idx : token.idx]
                found.append(Antecedent(i, None, score - (4.5 if apart else 0.5)))
        return found

    def _groups(self, token: Any, *, plural: bool) -> list[Antecedent]:
        found = []
        here = self.sentence(token.i)
        for mention in self._before(token.i):
            if mention.kind in ("person", "leader", "outlet") or mention.place:
                continue
            head = head_of(self.scan.tokens[mention.first : mention.last])
            is_plural = (
                head.tag_ in ("NNS", "NNPS") or mention.kind == "people" or bool(mention.card and mention.card.plural)
            )
            if mention.kind == "adjective":
                if not (head.dep_ in ("nsubj", "nsubjpass") and head.pos_ in ("PROPN", "NOUN", "ADJ")):
                    continue
                is_plural = True
            organised = mention.card is not None or mention.kind in ("body", "name", "capital", "ambiguous")
            if (plural and not (is_plural or organised)) or (not plural and is_plural):
                continue
            if head.dep_ in ("amod", "compound", "nmod"):
                continue
            if not plural and (head.dep_ == "conj" or any(c.dep_ == "conj" for c in head.children)):
                continue
            score = self._score(head, token)
            if score is None or self.away(token.i, head.i) > self._near:
                continue
            owner = _owns_subject(head)
            while head.dep_ == "appos" and head.head.i < head.i:
                head = head.head  # "The partner, the People's Union, waits. Its leader …"
            if head.dep_ not in ("nsubj", "nsubjpass") and not owner and self.sentence(head.i) < here:
                continue
            if owner:
                score += 2
            if plural and not is_plural:
                score -= 3
            found.append(Antecedent(head.i, mention, score))
        for i in self._phrases:
            head = self.scan.tokens[i]
            if i >= token.i or self.away(token.i, i) > self._near:
                continue
            many = head.tag_ in ("NNS", "NNPS")
            body = bool(self.scan.roles.get(noun_of(head), frozenset()) & {"institution", "organisation"})
            if not plural and (many or not body):
                continue
            score = self._score(head, token)
            if score is not None and head.dep_ in ("nsubj", "nsubjpass"):
                found.append(Antecedent(i, None, score - (0 if many or body else 1.5)))
        return found

    def _before(self, i: int) -> list[Mention]:
        back = _BACK * 3 if self.turns else _BACK
        earliest = self.sentences[max(self.sentence(i) - back, 0)] if self.sentences else 0
        return [m for m in self.scan.mentions if earliest <= m.first < i]

    def _score(self, head: Any, token: Any) -> float | None:
        away = self.away(token.i, head.i)
        if away > _BACK:
            return None
        score = 10.0 - 3 * away
        dep = head.dep_
        while dep in ("conj", "appos") and head.head.i != head.i:
            head = head.head
            dep = head.dep_
        if dep in ("nsubj", "nsubjpass"):
            score += 4
            if head.head.lemma_ in v.REPORTING:
                score += 1
            if head.head.dep_ in ("ROOT", "conj"):
                score += 1
            # A subject and its own verb's object are two: "she met her", "he told him".
            if away == 0 and head.head.i == token.head.i and token.dep_ in ("dobj", "dative", "pobj"):
                return None
        elif dep == "pobj" and head.head.lower_ == "to" and head.head.head.lower_ == "according":
            score += 5
        elif dep in ("agent", "poss", "pobj"):
            score += 1 if dep != "pobj" else 0
        if head.i in self.quoted and token.i not in self.quoted:
            score -= 5
        if dep in ("nsubj", "nsubjpass") and head.head.dep_ in ("relcl", "acl") and not _under(token, head.head):
            score -= 4  # "a claim that she called invention, and he demands …": not of the clause inside
        return score


def _under(token: Any, verb: Any) -> bool:
    """Whether a token hangs on a verb, at any depth."""
    while token.head.i != token.i:
        if token.i == verb.i:
            return True
        token = token.head
    return bool(token.i == verb.i)


def _owns_subject(head: Any) -> bool:
    """Whether a name owns the subject of its clause: "Hollis's board", "the board of Hollis"."""
    if head.dep_ == "pobj" and head.head.lower_ == "of":
        head = head.head
    elif head.dep_ != "poss":
        return False
    return head.head.dep_ in ("nsubj", "nsubjpass")


def _quoted(scan: Scan) -> frozenset[int]:
    inside: set[int] = set()
    opened = -1
    for token in scan.tokens:
        text = token.text
        if text == "“" or (text == '"' and opened < 0):
            opened = token.i
        elif opened >= 0 and text in ("”", '"'):
            inside.update(range(opened, token.i))
            opened = -1
        elif opened >= 0 and token.is_space and "\n\n" in text:
            opened = -1
    return frozenset(inside)


def _empty(token: Any) -> bool:
    """Whether "it" stands for nothing: "it is clear that", "it was anticipated that", "it began when"."""
    verb = token.head
    if token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    clause = any(c.dep_ in ("ccomp", "csubj", "xcomp", "acomp", "advcl") and c.i > token.i for c in verb.children)
    return (
        verb.lemma_ in ("be", "seem", "appear", "become", "remain", "take", "begin", "rain", "happen", "make")
        and clause
    ) or (token.dep_ == "nsubjpass" and clause)
