"""A user's actors add to the shipped ones and override them; a bad file is refused with its places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from winset.core.dates import PartialDate
from winset.core.errors import InputError
from winset.reading.actors import Actors

GOOD = """\
parties:
  - id: river_council
    name: River Council
    kind: organisation
    names: [the council of the river]
    people: [Riverines]
actors:
  - name: Ada Brink
    party: river_council
    office: speaker
    from: 2024-01
    to: 2025-12-31
  - name: Ada Brink
    party: null
    from: 2026-01-01
  - name: The Marle Leaf
    party: null
    kind: outlet
  - name: Blue Hall
    party: france
    kind: office
"""


@pytest.fixture
def own(tmp_path: Path) -> Actors:
    path = tmp_path / "actors.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return Actors.load(path)


def resolved(actors: Actors, doc: Any, words: str, date: str) -> Any:
    at = doc.text.index(words)
    return actors.resolver(doc, PartialDate.parse(date)).resolve(((at, at + len(words)),))


def test_dates_decide_for_whom_somebody_speaks(own: Actors, parse: Callable[[str], Any]) -> None:
    doc = parse("Ada Brink said that the river was rising.")
    assert resolved(own, doc, "Ada Brink", "2025-05-01").party == "river_council"
    assert resolved(own, doc, "Ada Brink", "2026-05-01").party is None


def test_names_bodies_and_outlets_are_added(own: Actors, parse: Callable[[str], Any]) -> None:
    doc = parse("The Marle Leaf reported that Blue Hall rejected the plan. Riverines warned of floods.")
    assert resolved(own, doc, "The Marle Leaf", "2025-05-01").via == ("The Marle Leaf",)
    assert resolved(own, doc, "Blue Hall", "2025-05-01").party == "france"
    assert resolved(own, doc, "Riverines", "2025-05-01").party == "river_council"


def test_a_party_may_be_renamed(tmp_path: Path, parse: Callable[[str], Any]) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text("parties:\n  - {id: turkey, name: Türkiye, kind: country, names: [Turkey]}\n", encoding="utf-8")
    doc = parse("Turkey said that it would wait.")
    assert resolved(Actors.load(path), doc, "Turkey", "2025-05-01").name == "Türkiye"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("actors:\n  - name: A\n    party: frence\n", ["actors.yaml:3", "frence", "did you mean 'france'"]),
        ("actors:\n  - name: A\n    from: soon\n", ["actors.yaml:3", "soon"]),
        ("actors:\n  - {name: A, from: 2025-02-01, to: 2024-01-01}\n", ["2024-01-01", "before"]),
        ("actors:\n  - name: A\n    partie: france\n", ["partie", "did you mean 'party'"]),
        ("actors:\n  - party: france\n", ["needs a name"]),
        ("actors: 7\n", ["not a list"]),
        ("- a\n", ["mapping"]),
        ("parties:\n  - id: Big Co\n", ["Big Co", "no id"]),
        ("parties:\n  - id: a\n  - id: a\n", ["twice"]),
        ("actors: [\n", ["not YAML"]),
        ("actors:\n  - {name: A, kind: ghost}\n", ["ghost"]),
        ("actors:\n  - {name: A, names: 5}\n", ["list of texts"]),
    ],
)
def test_a_bad_file_is_refused_with_its_place(text: str, words: list[str], tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Actors.load(path)
    for word in words:
        assert word in str(caught.value)


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text("actors:\n  - {name: A, party: x}\n  - {name: B, party: y}\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Actors.load(path)
    assert len(caught.value.problems) == 2


def test_a_missing_file_and_bytes_that_are_no_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        Actors.load(tmp_path / "none.yaml")
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00a")
    with pytest.raises(InputError, match="UTF-8"):
        Actors.load(tmp_path / "bytes.yaml")


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "actors.yaml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert Actors.load(path).tables.parties == Actors.load().tables.parties
