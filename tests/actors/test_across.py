"""A party that one text calls by its full name and another by a short one is one party."""

from __future__ import annotations

from pathlib import Path

import pytest

from winset.reading.actors.across import align
from winset.reading.reader import read

FULL = "Harrow Mills said that it would raise wages by two per cent. The Harrow Workers Union rejected the offer.\n"


@pytest.mark.parametrize(
    ("short", "party"),
    [
        ("Harrow said that it could pay three per cent.\n", "harrow_mills"),
        ("The HWU said that it could accept three per cent.\n", "harrow_workers_union"),
    ],
)
def test_short_names_and_initials(short: str, party: str, tmp_path: Path) -> None:
    reading = read([str(_file(tmp_path, "a", FULL)), str(_file(tmp_path, "b", short))])
    assert {s.speaker_party for s in reading.statements if s.document == "b"} == {party}
    assert {p.id for p in reading.parties} == {"harrow_mills", "harrow_workers_union"}


def test_two_coalitions_stay_two_and_one_stays_one(tmp_path: Path) -> None:
    files = [
        _file(tmp_path, "a", "The coalition of France, Italy and Spain asked for a ceasefire.\n"),
        _file(tmp_path, "b", "The coalition of Kenya and Uganda said that it would send troops.\n"),
        _file(tmp_path, "c", "The coalition of Italy, France and Spain said that it would wait.\n"),
    ]
    reading = read([str(file) for file in files])
    parties = {s.document: s.speaker_party for s in reading.statements}
    assert parties["a"] == parties["c"] != parties["b"]
    members = {p.id: p.members for p in reading.parties if p.kind == "coalition"}
    assert members[parties["b"] or ""] == ("kenya", "uganda")


def test_a_reading_that_is_aligned_is_left_alone(tmp_path: Path) -> None:
    reading = read([str(_file(tmp_path, "a", FULL))])
    assert align([reading]) == [reading]
    assert align(align([reading, reading])) == [reading, reading]


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path
