"""The texts in benchmarks/genres: places hold words and stay in their line, nothing is nested, the set is whole."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).parents[2] / "benchmarks" / "genres" / "texts.jsonl"
GENRES = {"readout", "transcript", "liveblog", "wire", "translated", "bullets", "headlines", "opinion"}
ROLES = ("source", "cue", "content")
LINES = FILE.read_bytes().decode("utf-8").split("\n")
TEXTS: list[dict[str, Any]] = [json.loads(line) for line in LINES if line]
EACH = pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["id"])

# What a reader has to bear without drifting: each of these stands in at least one text.
CHARACTERS = {
    "no-break space": "\u00a0",
    "narrow no-break space": "\u202f",
    "zero-width space": "\u200b",
    "soft hyphen": "\u00ad",
    "right-to-left mark": "\u200f",
    "left-to-right embedding": "\u202a",
    "right-to-left isolate": "\u2067",
    "C1 control of a mojibake": "\u009d",
    "mojibake of a curly quote": "â€œ",
    "emoji beyond the basic plane": "🚢",
    "emoji with a variation selector": "\ufe0f",
    "em dash": "—",
    "guillemet": "«",
    "corner bracket": "「",
    "curly double quote": "“",
    "curly single quote": "‘",
    "straight double quote": '"',
}


def spans(row: dict[str, Any], role: str) -> list[tuple[int, int]]:
    return [(start, end) for item in row["attributions"] for start, end in item[role]]


def test_is_one_object_a_line() -> None:
    assert LINES[-1] == ""
    assert all(LINES[:-1])
    assert len({row["id"] for row in TEXTS}) == len(TEXTS)
    assert len({row["text"] for row in TEXTS}) == len(TEXTS)


def test_every_genre_has_texts_of_both_splits() -> None:
    assert {row["genre"] for row in TEXTS} == GENRES
    counts = Counter((row["genre"], row["split"]) for row in TEXTS)
    assert set(counts) == {(genre, split) for genre in GENRES for split in ("dev", "held")}
    assert min(counts.values()) >= 2
    assert sum(len(row["attributions"]) for row in TEXTS) >= 220


@pytest.mark.parametrize("name", CHARACTERS)
def test_hard_character_stands_somewhere(name: str) -> None:
    assert any(CHARACTERS[name] in row["text"] for row in TEXTS)


@EACH
def test_shape(row: dict[str, Any]) -> None:
    assert list(row) == ["id", "genre", "split", "text", "attributions"]
    assert row["id"].startswith(f"{row['genre']}-{row['split']}-")
    assert row["text"] == row["text"].strip()
    assert "\r" not in row["text"]
    assert 80 <= len(row["text"].split()) <= 210
    assert [item["id"] for item in row["attributions"]] == [f"A{n + 1}" for n in range(len(row["attributions"]))]
    assert all(set(item) == {"id", *ROLES} for item in row["attributions"])


@EACH
def test_places_hold_words_and_stay_in_their_line(row: dict[str, Any]) -> None:
    text = row["text"]
    for role in ROLES:
        for start, end in spans(row, role):
            assert type(start) is int
            assert type(end) is int
            assert 0 <= start < end <= len(text), (role, start, end)
            words = text[start:end]
            assert words == words.strip(), words
            assert "\n" not in words, words
            if role != "cue":  # a colon or a dash can report as well as a verb
                assert any(letter.isalnum() for letter in words), words
            inside = [edge for edge in (start, end) if 0 < edge < len(text) and text[edge - 1 : edge + 1].isalpha()]
            assert not inside, f"{words!r} begins or ends inside a word"


@EACH
def test_attribution_is_whole(row: dict[str, Any]) -> None:
    for item in row["attributions"]:
        assert item["content"]
        assert item["source"] or item["cue"], "neither a source nor a cue: a report of nobody"
        assert len(item["source"]) <= 1
        assert len(item["cue"]) <= 1
        places = sorted((start, end) for role in ROLES for start, end in item[role])
        assert all(left[1] <= right[0] for left, right in pairwise(places)), places
        for role in ROLES:
            assert item[role] == sorted(item[role])


@EACH
def test_nothing_is_nested(row: dict[str, Any]) -> None:
    contents = sorted(spans(row, "content"))
    assert all(left[1] <= right[0] for left, right in pairwise(contents))
    others = {*spans(row, "source"), *spans(row, "cue")}
    for start, end in others:
        assert not [place for place in contents if place[0] < end and start < place[1]], row["text"][start:end]
    firsts = [item["content"][0][0] for item in row["attributions"]]
    assert len(set(firsts)) == len(firsts)
