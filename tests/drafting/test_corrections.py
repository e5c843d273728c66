"""A person's word wins over the reader's, survives a new run, and is never lost in silence."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.drafting.making import AGENCY, reading, statement
from winset.core.errors import CorrectionsError
from winset.drafting.corrections import corrections_schema, load_corrections, parse_corrections

HEAD = "winset_corrections: 1\nby: Ada Brink\ndate: 2026-03-05\ncorrections:\n"


def corrections(body: str):  # type: ignore[no-untyped-def]
    return parse_corrections(HEAD + body, "c.yaml")


def test_the_four_things_a_person_can_do() -> None:
    given_reading = reading()
    reviewed, problems = corrections("""
  - {do: accept, document: agency, content: it would never work nights again}
  - do: change
    document: agency
    content: a free hand at night
    note: only a wish
    set:
      firmness: openness
      cue: demanded
      positions: [{issue: nights, holder: port, stance: for, agent: union}]
  - {do: reject, document: agency, content: blamed the port}
  - do: add
    document: agency
    by: Tom Reyes
    content: stayed away
    set: {voice: narrator, act: state}
""").apply(given_reading)
    assert problems == ()
    by_words = {s.words: s for s in reviewed.statements}
    accepted = by_words["it would never work nights again"]
    assert accepted.review is not None
    assert (accepted.review.action, accepted.review.by, str(accepted.review.date)) == (
        "accept",
        "Ada Brink",
        "2026-03-05",
    )
    assert replace(accepted, review=None) == given_reading.statements[0]
    changed = by_words["a free hand at night"]
    assert changed.firmness == "openness"
    assert changed.cue[0].quote == "demanded"
    assert changed.positions[0].agent == "union"
    assert changed.act == "demand", "what was not set stays as it was"
    assert changed.review is not None
    assert changed.review.note == "only a wish"
    assert "blamed the port" not in by_words
    assert [s.words for s in reviewed.rejected] == ["blamed the port"]
    added = by_words["stayed away"]
    assert (added.voice, added.reader, added.review.by if added.review else None) == ("narrator", "review", "Tom Reyes")
    assert given_reading == reading(), "the reading that was given is not changed"


def test_a_correction_survives_a_reader_that_cuts_the_words_otherwise() -> None:
    longer = statement(1, "said it would never work nights again", speaker_party="union")
    newly = replace(reading(), statements=(longer, *reading().statements[1:]))
    body = "  - {do: change, document: agency, content: it would never work nights again, set: {act: deny}}\n"
    reviewed, problems = corrections(body).apply(newly)
    assert problems == ()
    assert reviewed.statements[0].act == "deny"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("  - {do: accept, document: agnecy, content: nights}\n", "did you mean 'agency'?"),
        ("  - {do: accept, document: agency, content: no such words}\n", "do not stand in agency, letter for letter"),
        ("  - {do: accept, document: agency, content: Talks in Marle}\n", "no statement has these words"),
        (
            "  - {do: add, document: agency, content: stayed away, set: {source: nobody here}}\n",
            "do not stand in agency, letter for letter: 'nobody here'",
        ),
    ],
)
def test_what_finds_no_statement_is_said_with_its_line(body: str, message: str) -> None:
    reviewed, (problem,) = corrections(body).apply(reading())
    assert reviewed == reading()
    assert message in str(problem)
    assert str(problem).startswith("c.yaml:5:")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file is empty"),
        ("corrections: []\n", "'winset_corrections' is missing"),
        (HEAD + "  - {do: acept, document: a, content: x}\n", "unknown value 'acept'; did you mean 'accept'?"),
        (HEAD + "  - {do: accept, document: a, content: x, sett: {}}\n", "unknown key 'sett'; did you mean 'set'?"),
        (HEAD + "  - {do: change, document: a, content: x, set: {actt: deny}}\n", "did you mean 'act'?"),
        (HEAD + "  - {do: change, document: a, content: x}\n", "a change needs `set`"),
        (HEAD + "  - {do: accept, document: a, content: x, set: {act: deny}}\n", "sets nothing"),
        (HEAD + "  - {do: accept, document: a, content: []}\n", "no words are given"),
        (HEAD + "  - {do: accept, document: a}\n", "'content' is missing"),
        (
            HEAD.replace("2026-03-05", "5 March") + "  - {do: accept, document: a, content: x}\n",
            "'5 March' is not a date",
        ),
        (HEAD.replace("by: Ada Brink\n", "") + "  - {do: accept, document: a, content: x}\n", "whose correction"),
        (HEAD + "  - {do: accept\n", "not YAML"),
        (HEAD + "  - !!python/object:os.system {}\n", "tag"),
    ],
)
def test_bad_files_are_refused_with_place_and_valid_values(text: str, message: str) -> None:
    with pytest.raises(CorrectionsError) as caught:
        parse_corrections(text, "c.yaml")
    assert message in str(caught.value)
    assert str(caught.value).startswith("c.yaml")


def test_a_missing_file_says_how_to_see_the_format() -> None:
    with pytest.raises(CorrectionsError, match="winset schema corrections"):
        load_corrections("no-such.yaml")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_message(text: str) -> None:
    with contextlib.suppress(CorrectionsError):
        parse_corrections(text, "c.yaml")


def test_the_schema_is_valid_and_takes_the_example() -> None:
    schema = corrections_schema()
    Draft202012Validator.check_schema(schema)
    example = {
        "winset_corrections": 1,
        "by": "Ada",
        "date": "2026-03-05",
        "corrections": [{"do": "accept", "document": "agency", "content": "words"}],
    }
    Draft202012Validator(schema).validate(example)
    assert not Draft202012Validator(schema).is_valid({**example, "corections": []})


def test_spans_of_reviewed_statements_stand_in_the_text() -> None:
    body = (
        "  - {do: change, document: agency, content: a free hand at night, set: {source: The port, content: night}}\n"
    )
    reviewed, _ = corrections(body).apply(reading())
    for s in reviewed.statements:
        s.check(AGENCY.text)
