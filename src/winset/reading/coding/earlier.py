"""Answers to what stood before: "Out of the question.", "That is unacceptable"."""

from __future__ import annotations

from dataclasses import replace

from winset.core.words import word_set
from winset.reading.coding.codebook import Codebook
from winset.reading.coding.hits import find_hits
from winset.reading.coding.scene import Scene
from winset.reading.coding.tree import SUBJECTS
from winset.reading.statement import Stance, StanceSide

_POINTING = word_set("this that it which these those")


def points_back(scene: Scene) -> bool:
    """Whether a content only answers what stood before it: "Out of the question", "which it called unacceptable"."""
    if any(t.dep_ in (*SUBJECTS, "dobj", "attr", "pobj") and t.lower_ in _POINTING for t in scene.tokens[:4]):
        return True
    if scene.attribution.quotation != "direct":
        return False
    first = scene.tokens[0].sent
    return not any(t.dep_ in SUBJECTS for t in scene.tokens if t.sent == first)


def position_before(scene: Scene, codebook: Codebook, side: int) -> tuple[Stance, ...]:
    """Return the position on what the words just before a content speak of: the question, the clause, the sentence."""
    first = scene.tokens[0]
    ahead = [t for t in first.sent if t.i < first.i and t.i not in scene.source]
    places = [(ahead[0].idx, ahead[-1].idx + len(ahead[-1]))] if len(ahead) > 3 else []
    start = first.sent.start
    for _ in range(2):
        if start == 0:
            break
        sentence = scene.doc[start - 1].sent
        places.append((sentence.start_char, sentence.end_char))
        start = sentence.start
    for place in places:
        earlier = replace(
            scene, attribution=replace(scene.attribution, content=(place,), source=(), cue=()), _parties={}
        )
        hits = [h for h in find_hits(earlier, codebook) if h.side and not h.answered] if earlier.tokens else []
        issues = {(h.issue_id, h.side) for h in hits}
        if len(issues) == 1:
            hit = hits[0]
            stance: StanceSide = "for" if hit.side * side > 0 else "against"
            return (Stance(hit.issue_id, scene.speaker or "", stance, "self", None),)
        if issues:
            break
    return ()
