"""Issues that no codebook knows: proposed from what statements take a position on, named in their own words.

A statement that takes a position and is about no issue of the codebook keeps the words that it is about as its `topic`
(`topic_of`). Topics that mean the same are put together over all documents (`propose`): what is spoken of in two
statements or more is proposed as an issue. It is a proposal only: it has no proposition and no sides until a person
gives it some in a codebook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from winset.core.errors import MissingDependency
from winset.core.ids import snake
from winset.reading.coding.lexicon import TEXT_NOUNS
from winset.reading.coding.phrases import tells
from winset.reading.coding.pronouns import is_shell
from winset.reading.coding.scene import Scene
from winset.reading.coding.tree import phrase
from winset.reading.coding.words import lemma
from winset.reading.embedding import embed
from winset.reading.marks import Place
from winset.reading.statement import ProposedIssue, Statement

SAME = 0.6
"""Mean cosine from which two groups of topics are one."""
ENOUGH = 2
"""Statements that must speak of it."""
MOST = 1_000
"""Different topics that are compared; those of later statements are left out."""
_DEPTH = {"dobj": 0, "nsubjpass": 0, "attr": 1, "pobj": 1, "ROOT": 1, "nsubj": 2}


def topic_of(scene: Scene) -> Place | None:
    """Return the place of the noun phrase that a content is about; None where it names no thing.

    What is done or wanted comes before what it is done with, and what stands higher in the parse before what hangs from
    it. Parties, times and amounts are no topics, nor is "the proposal".
    """
    found: list[tuple[int, int, Token]] = []
    for token in scene.tokens:
        if token.pos_ != "NOUN" or not tells(scene, token) or lemma(token) in TEXT_NOUNS or is_shell(token):
            continue
        top = token.head == token or token.head.i not in scene.inside
        rank = 1 if top else _DEPTH.get(token.dep_)
        if rank is not None:
            found.append((rank + sum(1 for up in token.ancestors if up.i in scene.inside), token.i, token))
    if not found:
        return None
    token = min(found)[2]
    start, end = phrase(token)
    while True:
        first = next((t for t in scene.tokens if t.idx >= start), token)
        if first == token or first.pos_ not in ("DET", "PRON", "PART", "PROPN") or first.idx >= token.idx:
            break
        start = scene.doc[first.i + 1].idx  # "the", "their", a party's name
    inside = any(a <= start and end <= b for a, b in scene.attribution.content)
    return (start, end) if inside else None


def propose(statements: Sequence[Statement], known: Collection[str] = ()) -> tuple[ProposedIssue, ...]:
    """Return the issues that statements speak of and no codebook knows, the most spoken of first.

    Parameters
    ----------
    statements
        Of any number of documents; those with a topic count.
    known
        Ids that are taken.

    Returns
    -------
    tuple of ProposedIssue
        Each with its own words and the ids of its statements, in their order. The same statements give the same
        proposals. Without onnxruntime only topics in the same words are put together.
    """
    topics: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.topic is not None and len(topics) < MOST:
            topics.setdefault(statement.topic.quote.casefold(), []).append(statement)
    names = list(topics)
    made = []
    taken = set(known)
    order = {statement.id: number for number, statement in enumerate(statements)}
    for group in _groups(names):
        members = sorted((s for index in group for s in topics[names[index]]), key=lambda s: order[s.id])
        if len(members) < ENOUGH:
            continue
        words = [s.topic.quote for s in members if s.topic is not None]
        counts = Counter(words)
        label = max(words, key=lambda w: (counts[w], -words.index(w)))
        made.append((label, tuple(s.id for s in members)))
    made.sort(key=lambda pair: (-len(pair[1]), order[pair[1][0]]))
    found = []
    for label, ids in made:
        name = base = snake(label) or "issue"
        number = 1
        while name in taken:
            number += 1
            name = f"{base}_{number}"
        taken.add(name)
        found.append(ProposedIssue(name, label, ids))
    return tuple(found)


def _groups(texts: Sequence[str]) -> list[list[int]]:
    """Return groups of texts that mean the same: agglomerative, average linkage (Sokal and Michener 1958)."""
    groups = [[index] for index in range(len(texts))]
    if len(texts) < 2:
        return groups
    try:
        vectors = embed(texts)
    except MissingDependency:
        return groups
    near: NDArray[np.float64] = (vectors @ vectors.T).astype(np.float64)
    np.fill_diagonal(near, -1.0)
    while len(groups) > 1:
        a, b = divmod(int(np.argmax(near)), len(groups))
        if near[a, b] < SAME:
            break
        a, b = min(a, b), max(a, b)
        one, two = len(groups[a]), len(groups[b])
        joined = (one * near[a] + two * near[b]) / (one + two)
        near[a], near[:, a] = joined, joined
        near[a, a] = -1.0
        near = np.delete(np.delete(near, b, axis=0), b, axis=1)
        groups[a] += groups.pop(b)
    return groups
