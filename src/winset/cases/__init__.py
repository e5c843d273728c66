"""Published cases as data: each with its source and its published answer.

A case is one YAML file in this folder. Its `conflict` has the form of `winset.analysis.stability.plain`; this room only
reads the file, and imports nothing of winset but core::

    winset_case: 1
    title: …
    about: one or two sentences
    sources: [author, year, title, place]
    conflict: {decision_makers: …}
    published: {nash: [1], gmr: [1, 4]}     # state numbers that hold for everyone, as the source gives them
    computed: {sim: [1]}                    # by winset, where the source gives none
    coalitions: [{members: [a, b], leave: 5, for: 8, source: …}]
    inverse: [{state: 2, party: a, of: 720, rankings: {nash: 240}}]
    notes: [what is uncertain, and why]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

from winset.core.errors import ConflictError
from winset.core.ids import unknown


@dataclass(frozen=True)
class Case:
    """A published conflict.

    Parameters
    ----------
    id
        Its name in the catalogue.
    title, about, sources
        What it is, and where it was published.
    conflict
        Plain values, for `winset.analysis.stability.conflict_from_dict`.
    published
        By concept the numbers of the states that hold for everyone, as published.
    computed
        The same by winset, for concepts on which the sources are silent.
    coalitions, inverse
        Further published answers.
    notes
        What is uncertain.
    """

    id: str
    title: str
    about: str
    sources: tuple[str, ...]
    conflict: Mapping[str, Any]
    published: Mapping[str, Sequence[int]] = field(default_factory=dict)
    computed: Mapping[str, Sequence[int]] = field(default_factory=dict)
    coalitions: Sequence[Mapping[str, Any]] = ()
    inverse: Sequence[Mapping[str, Any]] = ()
    notes: tuple[str, ...] = ()


def names() -> tuple[str, ...]:
    """Return the names of all cases, in alphabetical order."""
    folder = resources.files(__name__)
    return tuple(sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")))


def load_case(name: str) -> Case:
    """Return one case.

    Raises
    ------
    ConflictError
        Where there is no such case, with the nearest name.
    """
    if name not in names():
        raise ConflictError(unknown("case", name, names()))
    from ruamel.yaml import YAML

    text = (resources.files(__name__) / f"{name}.yaml").read_text(encoding="utf-8")
    value = YAML(typ="safe", pure=True).load(text)
    return Case(
        name,
        value["title"],
        value["about"],
        tuple(value["sources"]),
        {"title": value["title"], **value["conflict"]},
        value.get("published", {}),
        value.get("computed", {}),
        tuple(value.get("coalitions", ())),
        tuple(value.get("inverse", ())),
        tuple(value.get("notes", ())),
    )
