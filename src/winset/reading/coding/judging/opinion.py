"""What the judging network makes of a statement, asked about the issues of a codebook; and what then stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from winset.core.errors import MissingDependency
from winset.reading.actors.tables import shipped
from winset.reading.coding.agents import fixed
from winset.reading.coding.codebook import Codebook
from winset.reading.coding.judging.judge import Asked, Glance, Judge, Sides, load_judge
from winset.reading.coding.judging.script import script_of
from winset.reading.coding.judging.settling import (
    Candidate,
    Numbers,
    Weights,
    candidates,
    evidence,
    likely,
    load_weights,
    settled_act,
    settled_firmness,
    stand,
    surroundings,
    wanted,
)
from winset.reading.coding.scene import Scene
from winset.reading.statement import Act, Basis, Firmness, Stance, StanceSide

AGENT = 0.5
"""Probability from which a party counts as the one who would do it."""
IS_ABOUT = 0.5
"""Probability from which a statement counts as being about an issue on which it takes no side."""
KEPT = 8
"""Codebooks whose propositions a process keeps as states."""

_WORD = re.compile(r"[^\W\d_]+")
_questions: dict[int, tuple[Codebook, Questions | None]] = {}


@dataclass(frozen=True)
class Questions:
    """What the network is asked of a codebook: issues in order, their numbers and agents by id, and propositions."""

    names: tuple[str, ...]
    numbers: Mapping[str, int]
    agents: Mapping[str, str]
    asked: Asked


@dataclass(frozen=True)
class Opinion:
    """What the network makes of a statement: its glance, and what it says when asked for the positions.

    Parameters
    ----------
    scene
        The statement.
    glance, about
        What it does and is about at a glance; (N,) what it is about, weighed with the statements around it.
    parties
        What each mark of its script stands for.
    questions, judge, weights
        The issues asked, who is asked, and how its answers are weighed.
    """

    scene: Scene
    glance: Glance
    about: Numbers
    parties: tuple[str | None, ...]
    questions: Questions
    judge: Judge
    weights: Weights

    def act(self, ruled: Act) -> Act:
        """Return the act, from the network's view and the rules'."""
        return settled_act(self.glance.acts, ruled, self.weights)

    def firmness(self, ruled: Firmness | None) -> Firmness | None:
        """Return how firm it is, from the network's view and the rules'."""
        return settled_firmness(self.glance.firmness, ruled, self.weights)

    def positions(self, act: Act, ruled: Sequence[Stance], seen: Sequence[str]) -> tuple[Stance, ...]:
        """Return the positions that stand, those of the rules first; `seen` are the issues that the rules see.

        What the rules find on an issue that the network was not asked about, or of a party that has no mark, stands
        as it is.
        """
        numbers, names = self.questions.numbers, self.questions.names
        also = [numbers[issue] for issue in seen if issue in numbers]
        sides = self.judge.sides(self.glance.shown, self.questions.asked, wanted(self.about, also), self.parties)
        said: dict[tuple[str, str], StanceSide] = {(s.issue, s.holder): s.stance for s in ruled}
        found = candidates(sides, names, self.parties, said)
        rows = evidence(found, self.about, sides, said, seen)
        kept = {(one.issue, one.holder): one for one, _ in stand(found, rows, self.weights)}
        weighed = {(one.issue, one.holder) for one in found}
        positions = []
        for stance in ruled:
            one = kept.pop((stance.issue, stance.holder), None)
            if one is not None:
                positions.append(replace(stance, stance=one.side))
            elif (stance.issue, stance.holder) not in weighed:
                positions.append(stance)
        for one in kept.values():
            basis = _basis(self.scene, one.holder, act)
            positions.append(Stance(one.issue, one.holder, one.side, basis, self._agent(one, sides)))
        return tuple(positions)

    def issues(self) -> list[str]:
        """Return the issues that the statement is about, the likeliest first."""
        names, about = self.questions.names, self.about
        return [names[n] for n in np.argsort(-about, kind="stable") if about[n] >= IS_ABOUT]

    def _agent(self, one: Candidate, sides: Sides) -> str | None:
        would = [
            (probability, party)
            for (number, mark), probability in sides.agents.items()
            if number == one.number and probability >= AGENT and (party := self.parties[mark]) is not None
        ]
        return fixed(self.questions.agents[one.issue], max(would)[1] if would else None)


def opinions_of(scenes: Sequence[Scene], codebook: Codebook) -> list[Opinion | None]:
    """Return what the network makes of the statements of a text; None without onnxruntime, or with nothing to ask.

    It is asked about every issue of the codebook whose proposition names nobody: it sees marks in the place of names,
    and cannot know of whom such a proposition speaks. These are the rules' own, and so are those that stand for one
    issue per object. A statement without a word is not judged.
    """
    try:
        judge = load_judge()
    except MissingDependency:
        return [None] * len(scenes)
    questions = _questions_of(judge, codebook)
    if questions is None:
        return [None] * len(scenes)
    weights = load_weights()
    asked = [n for n, scene in enumerate(scenes) if any(token.is_alpha for token in scene.tokens)]
    scripts = [script_of(scenes[n]) for n in asked]
    glances = [judge.glance(script, questions.asked) for script in scripts]
    found: list[Opinion | None] = [None] * len(scenes)
    for n, script, glance, rows in zip(
        asked, scripts, glances, surroundings([glance.about for glance in glances]), strict=True
    ):
        about = likely(rows, weights.about)
        found[n] = Opinion(scenes[n], glance, about, script.parties, questions, judge, weights)
    return found


def _questions_of(judge: Judge, codebook: Codebook) -> Questions | None:
    """Return what the network is asked of a codebook, made once; None where every proposition is the rules' own."""
    if id(codebook) not in _questions:
        # Kept with its codebook, so that the id stays its.
        _questions[id(codebook)] = codebook, _made(judge, codebook)
        if len(_questions) > KEPT:
            del _questions[next(iter(_questions))]
    return _questions[id(codebook)][1]


def _made(judge: Judge, codebook: Codebook) -> Questions | None:
    issues = [issue for issue in codebook.issues if not issue.has_object and not names_a_party(issue.says)]
    if not issues:
        return None
    names = tuple(issue.id for issue in issues)
    return Questions(
        names,
        {name: number for number, name in enumerate(names)},
        {issue.id: issue.agent for issue in issues},
        judge.ask([issue.says for issue in issues]),
    )


def names_a_party(proposition: str) -> bool:
    """Whether a proposition holds a proper name, or begins with a state's name, capital, adjective or people."""
    first, *others = _WORD.findall(proposition) or [""]
    return any(word[0].isupper() for word in others) or first in _first_words()


@cache
def _first_words() -> frozenset[str]:
    """Return the names of one word; of longer ones, a word that is not the first has a capital too."""
    parties = [party for party in shipped().parties.values() if party.kind == "country"]
    names = [name for p in parties for name in (*p.names, p.name, *p.capitals, *p.adjectives, *p.people)]
    return frozenset(name for name in names if _WORD.fullmatch(name))


def _basis(scene: Scene, holder: str, act: Act) -> Basis:
    if scene.attributed and holder == scene.speaker:
        return "self"
    return "inferred" if act in ("accuse", "fear") else "ascribed"
