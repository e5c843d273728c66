"""Whatever stands in a text: a coding comes out, its conditions lie in the content, and nothing is raised."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.coding.gold import NameResolver, model
from winset.reading.coding import Codebook, code
from winset.reading.marks import Attribution, Resolution
from winset.reading.statement import ACTS

_TEXT = (
    "Norland Sorvia said that would not never lift sanctions if unless until refuses without either or the its it no we "  # noqa: E501
    "ceasefire , . ; : “ ” ( - \n must prepared to accept of a plan in exchange for should NATO membership under "
    "\u200b é 😀"
)
_WORDS = st.sampled_from(_TEXT.split(" "))


@given(st.lists(_WORDS, min_size=1, max_size=25), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_are_coded(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cue = data.draw(st.integers(0, len(text) - 1))
    attributed = data.draw(st.booleans())
    attribution = Attribution(
        "attributed" if attributed else "narrator",
        content=((start, end),),
        source=((0, 1),) if attributed else (),
        cue=((cue, cue + 1),) if attributed else (),
    )
    party = data.draw(st.sampled_from([None, "norland"]))
    resolver = NameResolver(text, {"norland": ["Norland"], "sorvia": ["Sorvia"]})
    coding = code(model()(text), attribution, Resolution("x", party, "party"), resolver, Codebook.load())
    assert coding.act in ACTS
    for first, last in coding.condition:
        assert 0 <= first < last <= len(text)
    if not attributed:
        assert all(position.basis != "self" for position in coding.positions)
    if party is None or not attributed:
        assert all(position.holder in ("norland", "sorvia") for position in coding.positions)


@pytest.mark.parametrize("text", [" ", "\n\n", "…", "“”", "?"])
def test_texts_without_words(text: str) -> None:
    attribution = Attribution("narrator", content=((0, len(text)),))
    coding = code(
        model()(text), attribution, Resolution(None, None, "unknown"), NameResolver(text, {}), Codebook.load()
    )
    assert (coding.act, coding.positions) == ("state", ())


def test_the_same_words_give_the_same_coding() -> None:
    text = "Norland refuses to lift the sanctions unless Sorvia withdraws its troops."
    attribution = Attribution("narrator", content=((0, len(text)),))
    resolver = NameResolver(text, {"norland": ["Norland"], "sorvia": ["Sorvia"]})
    resolution = Resolution(None, None, "unknown")
    found = [code(model()(text), attribution, resolution, resolver, Codebook.load()) for _ in range(3)]
    assert found[0] == found[1] == found[2]
    assert found[0].positions
