"""Published bargaining examples as data: each with its source and its published answer.

A case is one YAML file in this folder. Its `negotiation` has the shape of ``negotiation.yaml``; this room only reads
the file::

    winset_case: 1
    title: …
    about: one or two sentences
    sources: [author, year, title, place]
    negotiation: {winset: 1, title: …, parties: …}
    published: {nash: [package], kalai_smorodinsky: [package]}    # as the source gives them
    computed: {egalitarian: [package]}                            # by winset, where the source gives none
    notes: [what is uncertain, and why]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from winset.core.errors import InputError
from winset.core.ids import unknown

Packages = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class DealCase:
    """A published bargaining example.

    Parameters
    ----------
    id
        Its name in the catalogue.
    title, about, sources, notes
        What it is, where it was published, what is uncertain.
    negotiation
        In the shape of ``negotiation.yaml``, for `Negotiation.model_validate`.
    published, computed
        Rule → the packages it chooses: as the source gives them, and by winset where it gives none.
    """

    id: str
    title: str
    about: str
    sources: Sequence[str]
    negotiation: Mapping[str, Any]
    published: Mapping[str, Packages]
    computed: Mapping[str, Packages]
    notes: Sequence[str]


def names() -> tuple[str, ...]:
    """Return the names of all cases, in alphabetical order."""
    folder = resources.files(__name__)
    return tuple(sorted(file.name.removesuffix(".yaml") for file in folder.iterdir() if file.name.endswith(".yaml")))


def load_case(name: str) -> DealCase:
    """Return a published example.

    Raises
    ------
    InputError
        Where there is none of this name.
    """
    from ruamel.yaml import YAML

    if name not in (known := names()):
        raise InputError(unknown("case", name, known))
    text = resources.files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    data = YAML(typ="safe", pure=True).load(text)
    return DealCase(
        id=name,
        title=data["title"],
        about=data["about"],
        sources=tuple(data["sources"]),
        negotiation=data["negotiation"],
        published=data["published"],
        computed=data.get("computed", {}),
        notes=tuple(data.get("notes", ())),
    )
