"""Sheets made by hand, without a parser, for the tests of what works on arrays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from winset.reading.attribution.tagging.sheet import DEPENDENCIES, Ruled, Sheet
from winset.reading.attribution.tagging.tagger import Tag


def ints(values: Any) -> Any:
    return np.array(values, dtype=np.int64)


def sheet(
    heads: Sequence[int],
    *,
    words: Sequence[str] | None = None,
    dependencies: Sequence[int] | None = None,
    sentences: Sequence[int] | None = None,
    paragraphs: Sequence[int] | None = None,
    quotations: Sequence[int] | None = None,
    breaks: Sequence[int] | None = None,
    shapes: Sequence[int] | None = None,
    reports: Sequence[Ruled] = (),
) -> Sheet:
    """A sheet of words "w0 w1 …", all else 0 where it is not given; `ruled` follows from the reports."""
    size = len(heads)
    words = tuple(words if words is not None else (f"w{n}" for n in range(size)))
    starts = np.cumsum([0, *(len(word) + 1 for word in words)])[:-1] if size else ints([])
    ruled = np.zeros(size, dtype=np.int64)
    for name, value in (("content", 5), ("source", 3), ("cue", 2)):
        for report in reports:
            ruled[getattr(report, name)] = value
    for report in reports:
        ruled[report.anchor] = 1

    def column(values: Sequence[int] | None, empty: int = 0) -> Any:
        return ints(values) if values is not None else np.full(size, empty, dtype=np.int64)

    return Sheet(
        words=words,
        starts=ints(starts),
        ends=ints(starts) + ints([len(word) for word in words]),
        tags=column(None),
        dependencies=column(dependencies),
        heads=ints(heads),
        sentences=column(sentences),
        paragraphs=column(paragraphs),
        quotations=column(quotations, -1),
        shapes=column(shapes),
        quoted=column(None),
        breaks=column(breaks),
        ruled=ruled,
        reports=tuple(reports),
    )


def tag(anchor: int, content: Sequence[int], source: Sequence[int] = (), **more: Any) -> Tag:
    """A tag that the tagger is rather sure of."""
    given = {"logit": 1.0, "cue": ints([anchor]), "sure": (-0.1, -0.2, -0.3), **more}
    return Tag(anchor=anchor, content=ints(content), source=ints(source), **given)


def some(draw: st.DrawFn, size: int, least: int = 0) -> Any:
    """Some of the words of a sheet, in order."""
    return ints(sorted(draw(st.sets(st.integers(0, size - 1), min_size=least, max_size=6))))


@st.composite
def ruled(draw: st.DrawFn, size: int) -> Ruled:
    """What a rule may have found: any words."""
    cue = some(draw, size, least=1)
    return Ruled(draw(st.sampled_from(cue.tolist())), cue, some(draw, size), some(draw, size, least=1))


@st.composite
def forests(draw: st.DrawFn, most: int = 24) -> Sheet:
    """Sentences of words under trees of any kind: crossing branches, several roots, one word alone."""
    heads: list[int] = []
    sentences: list[int] = []
    for number, size in enumerate(draw(st.lists(st.integers(1, 9), min_size=1, max_size=5))):
        order = draw(st.permutations(range(size)))
        above = list(range(size))
        for place, word in enumerate(order):
            # A word hangs on one that came before it in this order, so that no circle arises; or it is a root.
            above[word] = order[draw(st.integers(0, place))]
        heads += [len(sentences) + word for word in above]
        sentences += [number] * size
    size = min(len(heads), most)
    heads = [head if head < size else word for word, head in enumerate(heads[:size])]
    steps = draw(st.lists(st.sampled_from([0, 0, 0, 1]), min_size=size, max_size=size))
    marks: list[int] = []
    number = -1
    for kind in draw(st.lists(st.sampled_from("oooiin"), min_size=size, max_size=size)):
        number += kind == "n" or (kind == "i" and number < 0)
        marks.append(-1 if kind == "o" else number)
    return sheet(
        heads,
        dependencies=draw(st.lists(st.integers(0, len(DEPENDENCIES)), min_size=size, max_size=size)),
        sentences=sentences[:size],
        paragraphs=np.cumsum(steps).tolist(),
        quotations=marks,
        reports=draw(st.lists(ruled(size), max_size=2)),
    )
