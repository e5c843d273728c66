"""What of an author's own sentences is kept: denials, chances and receptions are; scenes and figures are not."""

from __future__ import annotations

from typing import Any

import pytest

from winset.reading.attribution import find_attributions


@pytest.mark.parametrize(
    ("sentence", "kept"),
    [
        ("Neither government has kept its word so far.", True),
        ("Peace will not come from a map drawn abroad.", True),
        ("Consensus on the fund is unlikely this week.", True),
        ("The answer was coolly received in Paris.", True),
        ("Oslo and Lima now mistrust the mediators as much as each other.", True),
        ("Norway did not send its flag to the hall of mirrors.", False),
        ("The hotel stands on a hill above the town.", False),
        ("The guests were received by a band.", False),
        ("Norway has no port on its northern coast within 40 miles.", False),
    ],
)
def test_narrator_sentence(sentence: str, kept: bool, nlp: Any) -> None:
    found = find_attributions(nlp(sentence))
    assert any(a.voice == "narrator" for a in found) is kept
