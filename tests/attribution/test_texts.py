"""The project's own texts: invented cases in several fields and styles, read by hand.

The first five were at hand while the rules were written. Those named "heldout" were written afterwards and first read
by the rules as they then stood: of the first four (climate, fish, rebels, regulator) 50 of 61 statements were found at
precision 0.85, of the last two (port, swap) 17 of 23 at 0.85; every voice was right, every source in the first four.
Faults of a general kind that they showed were mended later; "declined to comment" was then taken out of the gold, since
no reading keeps it, and what a speaker goes on with in a second paragraph became the speaker's in "swap". The floors
are a little below what is reached now. The rules were mended on these texts, so they look better here than the tagger.
"""

from __future__ import annotations

from typing import Any

import pytest

from winset.reading.attribution import find_attributions

from . import gold

FLOORS = {  # found, precision; by the rules, and by tagger and rules together
    "heldout-climate": ((0.9, 0.75), (0.75, 0.7)),
    "heldout-fish": ((0.85, 0.95), (0.95, 0.95)),
    "heldout-port": ((0.9, 0.75), (0.8, 0.7)),
    "heldout-rebels": ((0.85, 0.9), (0.85, 0.9)),
    "heldout-regulator": ((0.9, 0.9), (0.9, 0.85)),
    "heldout-swap": ((0.85, 0.75), (0.85, 0.75)),
    "liveblog": ((0.95, 0.9), (0.95, 0.85)),
    "opinion": ((0.95, 0.85), (0.85, 0.75)),
    "readout": ((0.95, 0.9), (0.95, 0.9)),
    "strike": ((0.9, 0.9), (0.8, 0.85)),
    "takeover": ((0.95, 0.85), (0.9, 0.7)),
}
# Faults of tagger and rules that stand: a voice (opinion), and sources of which the second in "opinion" is a thing.
WRONG = {"voices": {"opinion": 1}, "sources": {"opinion": 2}}


def test_every_text_has_a_floor() -> None:
    assert sorted(FLOORS) == gold.names()


@pytest.mark.parametrize("rules_only", [True, False], ids=["rules", "tagger and rules"])
@pytest.mark.parametrize("name", gold.names())
def test_text(nlp: Any, name: str, rules_only: bool) -> None:
    text, wanted = gold.load(name)
    found = find_attributions(nlp(text), rules_only=rules_only)
    pairs = gold.pairs(text, wanted, found)
    least_found, least_precision = FLOORS[name][not rules_only]
    assert len(pairs) / len(wanted) >= least_found
    assert len(pairs) / len(found) >= least_precision
    voices = sum(wanted[i].voice != found[j].voice for i, j in pairs)
    assert voices <= (0 if rules_only else WRONG["voices"].get(name, 0))
    attributed = [(wanted[i], found[j]) for i, j in pairs if wanted[i].voice == "attributed"]
    right = [
        (g, f)
        for g, f in attributed
        if g.source == f.source == ()
        or gold.jaccard(gold.words_of(text, g.source), gold.words_of(text, f.source)) >= 0.5
    ]
    assert len(attributed) - len(right) <= (1 if rules_only else WRONG["sources"].get(name, 1))
