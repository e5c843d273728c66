"""Issues that no codebook knows: named in the words of the documents, marked as proposals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coding.gold import NameResolver, model
from winset.core.spans import Span
from winset.reading.coding import Codebook, code
from winset.reading.coding.proposed import propose
from winset.reading.marks import Attribution, Resolution
from winset.reading.statement import Statement


def about(number: int, topic: str | None) -> Statement:
    words = topic or "nothing"
    span = Span(0, len(words), words)
    return Statement(
        id=f"d-s{number:02d}", document="d", voice="attributed", content=(span,), act="demand",
        topic=span if topic is not None else None,
    )  # fmt: skip


def test_what_two_statements_speak_of_is_proposed_in_their_words() -> None:
    statements = [about(1, "northern motorway"), about(2, "school meals"), about(3, "the motorway in the north")]
    (issue,) = propose(statements)
    assert issue.label in {"northern motorway", "the motorway in the north"}
    assert issue.id == issue.label.replace(" ", "_")
    assert issue.statements == ("d-s01", "d-s03")


def test_one_statement_makes_no_issue() -> None:
    assert propose([about(1, "northern motorway"), about(2, None)]) == ()
    assert propose([]) == ()


def test_an_id_of_the_codebook_is_not_taken() -> None:
    (issue,) = propose([about(1, "night trains"), about(2, "night trains")], {"night_trains"})
    assert issue.id == "night_trains_2"
    assert issue.label == "night trains"


@settings(deadline=None, max_examples=20)
@given(
    st.lists(st.sampled_from(["motorway", "the new motorway", "school meals", "lunch at school", "whales"]), max_size=8)
)
def test_each_statement_is_in_one_proposal_at_most_and_order_is_that_of_the_text(topics: list[str]) -> None:
    statements = [about(number, topic) for number, topic in enumerate(topics, 1)]
    found = propose(statements)
    assert found == propose(statements)
    ids = [name for issue in found for name in issue.statements]
    assert len(ids) == len(set(ids))
    assert [len(i.statements) for i in found] == sorted((len(i.statements) for i in found), reverse=True)
    for issue in found:
        assert issue.label in topics
        assert list(issue.statements) == sorted(issue.statements)
        assert len(issue.statements) > 1


@pytest.mark.parametrize(
    ("text", "content", "topic"),
    [
        ("Norland demands the removal of the old lighthouse.", "the removal of the old lighthouse", "removal"),
        ("Norland rejects their lighthouse museum.", "their lighthouse museum", "lighthouse museum"),
        ("Norland rejects the proposal.", "the proposal", None),
    ],
)
def test_what_a_statement_is_about_stands_in_its_content(text: str, content: str, topic: str | None) -> None:
    doc = model()(text)
    start = text.index(content)
    cue = text.split()[1]
    at = text.index(cue)
    attribution = Attribution(
        "attributed", ((start, start + len(content)),), ((0, 7),), ((at, at + len(cue)),), cue.removesuffix("s")
    )
    book = Codebook.parse("codebook: 1\ntitle: t\nissues:\n- {id: w, says: Whales are fed, for: [feed + whale]}\n", "t")
    coding = code(
        doc, attribution, Resolution("Norland", "norland", "party"), NameResolver(text, {"norland": ["Norland"]}), book
    )
    assert coding.issues == ()
    assert (text[slice(*coding.topic)] if coding.topic else None) == topic
