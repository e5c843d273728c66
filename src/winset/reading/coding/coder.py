"""Step 3 of the reading: from places and a resolved source to what is done, how, and whose position it tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from winset.reading.coding.acts import find_act
from winset.reading.coding.claims import addressees_of, claim_of
from winset.reading.coding.codebook import Codebook
from winset.reading.coding.conditions import Condition, find_conditions
from winset.reading.coding.hits import find_hits
from winset.reading.coding.judging.opinion import Opinion, opinions_of
from winset.reading.coding.manner import firmness_of, is_hedged
from winset.reading.coding.phrases import takes_position
from winset.reading.coding.proposed import topic_of
from winset.reading.coding.scene import Resolver, Scene
from winset.reading.coding.stances import Manner, find_stances
from winset.reading.coding.threats import find_ultimatum
from winset.reading.marks import Attribution, Coding, Place, Resolution
from winset.reading.statement import JOINT


def code(
    doc: Doc,
    attribution: Attribution,
    resolution: Resolution,
    resolver: Resolver,
    codebook: Codebook,
    *,
    rules_only: bool = False,
) -> Coding:
    """Return the coding of one statement alone; see `code_all`, which knows what its text is about."""
    return code_all(doc, [(attribution, resolution)], resolver, codebook, rules_only=rules_only)[0]


def code_all(
    doc: Doc,
    statements: Sequence[tuple[Attribution, Resolution]],
    resolver: Resolver,
    codebook: Codebook,
    *,
    rules_only: bool = False,
) -> list[Coding]:
    """Return the coding of each statement of a text.

    Parameters
    ----------
    doc
        The parsed document; the attributions count in its text.
    statements
        Source, cue and content as places, and what the source stands for; in order. A party here means that the words
        are that party's own.
    resolver
        Tells which words of the document stand for which party.
    codebook
        The issues to look for.
    rules_only
        Code by rule alone, without the judging network.
    """
    # "A and B insist on …": each holds it; the statement itself speaks for no single party.
    joint = [_joint(resolution) for _, resolution in statements]
    scenes = [
        Scene(doc, attribution, replace(resolution, party=party) if party else resolution, resolver)
        for (attribution, resolution), parties in zip(statements, joint, strict=True)
        for party in parties or (None,)
    ]
    opinions = [None] * len(scenes) if rules_only else opinions_of(scenes, codebook)
    codings = (_coded(scene, codebook, opinion) for scene, opinion in zip(scenes, opinions, strict=True))
    found = []
    for parties in joint:
        each = [next(codings) for _ in parties or (None,)]
        if parties:
            positions = tuple(dict.fromkeys(position for coding in each for position in coding.positions))
            each[0] = replace(each[0], positions=positions, addressees=_others(each, parties))
        found.append(each[0])
    return found


def _coded(scene: Scene, codebook: Codebook, opinion: Opinion | None) -> Coding:
    conditions = find_conditions(scene)
    doing = find_act(scene, conditions)
    manner = Manner(doing.act, doing.cue, doing.cue_negated, conditions, find_ultimatum(scene))
    hits = find_hits(scene, codebook, doing.act)
    positions = find_stances(scene, codebook, manner, hits)
    act, about = doing.act, [hit.issue_id for hit in hits]
    firmness = firmness_of(scene, act, doing.firmness, has_positions=bool(positions))
    if opinion is not None:
        act, firmness = opinion.act(act), opinion.firmness(firmness)
        positions = opinion.positions(act, positions, about)
        about += opinion.issues()
    issues = tuple(dict.fromkeys((*about, *(position.issue for position in positions))))
    claim, blamed = claim_of(scene, act, bool(positions))
    return Coding(
        act=act,
        hedged=is_hedged(scene, act, conditions),
        negated=doing.negated,
        firmness=firmness,
        condition=tuple(_place(condition) for condition in conditions if condition.told),
        positions=positions,
        addressees=addressees_of(scene),
        claim=claim,
        about=blamed,
        issues=issues,
        topic=None if issues or not takes_position(scene, act) else topic_of(scene),
    )


def _joint(resolution: Resolution) -> tuple[str, ...]:
    """Return the parties of a joint source, where all of them are known; empty for any other source."""
    if resolution.party is not None or resolution.kind != "group" or len(resolution.candidates) < 2:
        return ()
    if any(c.party is None or c.reason != JOINT for c in resolution.candidates):
        return ()
    return tuple(dict.fromkeys(c.party for c in resolution.candidates if c.party is not None))


def _others(codings: list[Coding], joint: tuple[str, ...]) -> tuple[str, ...]:
    spoken_to = dict.fromkeys(party for coding in codings for party in coding.addressees)
    return tuple(party for party in spoken_to if party not in joint)


def _place(condition: Condition) -> Place:
    return condition.first.idx, condition.last.idx + len(condition.last)
