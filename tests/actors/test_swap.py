"""Renaming two parties throughout a text renames them in what is resolved, and changes nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.actors import gold
from winset.reading.actors import Actors

FORMS = {
    "trade": [
        ("Norway", "Brazil"),
        ("Norwegian", "Brazilian"),
        ("Oslo", "Brasília"),
        ("Norwegians", "Brazilians"),
        ("NORWAY", "BRAZIL"),
    ],
    "water": [("Egypt", "Ethiopia"), ("Egyptian", "Ethiopian"), ("Cairo", "Addis Ababa"), ("Egyptians", "Ethiopians")],
    "ceasefire": [("Pakistan", "Afghanistan"), ("Pakistani", "Afghan"), ("Islamabad", "Kabul")],
    "fisheries": [
        ("Britain", "France"),
        ("British", "French"),
        ("London", "Paris"),
        ("Downing Street", "Matignon"),
        ("Foreign Office", "Quai d'Orsay"),
    ],
    "coalition": [("Liberals", "Greens"), ("Liberal", "Green")],
    "takeover": [("Vantor Industries", "Halden Metals"), ("Vantor", "Halden")],
    "lakes": [("Rwandan", "Congolese"), ("Kigali", "Kinshasa")],
    "nuclear": [("Iranian", "Omani"), ("Iran", "Oman"), ("Tehran", "Muscat")],
}
IDS = {
    "trade": ("norway", "brazil"),
    "water": ("egypt", "ethiopia"),
    "ceasefire": ("pakistan", "afghanistan"),
    "fisheries": ("united_kingdom", "france"),
    "coalition": ("liberals", "greens"),
    "takeover": ("vantor_industries", "halden_metals"),
    "lakes": ("rwanda", "democratic_republic_of_the_congo"),
    "nuclear": ("iran", "oman"),
}


def swapped(
    text: str, pairs: list[tuple[str, str]], places: list[tuple[int, int]]
) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with the names exchanged, and where the places are then."""
    other = dict(pairs) | {b: a for a, b in pairs}
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(w)}(?!\w)" for w in sorted(other, key=len, reverse=True)))
    out, shifts, last = [], [(0, 0)], 0
    moved = 0
    for match in pattern.finditer(text):
        out += [text[last : match.start()], other[match.group()]]
        last = match.end()
        moved += len(other[match.group()]) - len(match.group())
        shifts.append((match.end(), moved))
    out.append(text[last:])

    def at(offset: int) -> int:
        return offset + [by for start, by in shifts if start <= offset][-1]

    return "".join(out), [(at(a), at(b)) for a, b in places]


@pytest.mark.parametrize("name", sorted(FORMS))
def test_swapping_two_parties_swaps_them(name: str, actors: Actors, parse: Callable[[str], Any]) -> None:
    case = gold.load(name)
    places = [source.place for source in case.sources]
    text, moved = swapped(case.text, FORMS[name], places)
    before = actors.resolver(parse(case.text), case.published)
    after = actors.resolver(parse(text), case.published)
    a, b = IDS[name]
    other = {a: b, b: a}
    changed = []
    for source, old, new in zip(case.sources, places, moved, strict=True):
        was, now = before.resolve((old,)).party, after.resolve((new,)).party
        if now != other.get(was or "", was):
            changed.append((source.words, was, now))
    # The parser is not blind to names; what it changes is at most one source of a text.
    assert len(changed) <= 1, changed
