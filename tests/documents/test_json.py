"""A reading in JSON and back: nothing lost, every span checked, everything else refused with its place."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.strategies import readings
from winset.core.errors import InputError, SpanError
from winset.reading.document import Document
from winset.reading.json_schema import SCHEMA as SCHEMA_VERSION
from winset.reading.json_schema import schema
from winset.reading.jsonio import SCHEMA, from_json, to_json
from winset.reading.statement import MeetingReport, Reading, ReadingInfo, Stance, Statement

VALIDATOR = jsonschema.Draft202012Validator(schema())
SLOW = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=60
)


def texts_of(reading: Reading) -> dict[str, str]:
    return {document.id: document.text for document in reading.documents}


@SLOW
@given(readings())
def test_the_round_trip_is_exact(reading: Reading) -> None:
    data = to_json(reading)
    VALIDATOR.validate(data)
    stored = json.loads(json.dumps(data, ensure_ascii=False).encode("utf-8"))
    assert from_json(stored, texts=texts_of(reading)) == reading
    assert to_json(from_json(stored, texts=texts_of(reading))) == data


@SLOW
@given(readings(least_documents=1), st.data())
def test_a_text_that_changed_is_noticed(reading: Reading, data: st.DataObject) -> None:
    texts = texts_of(reading)
    name = data.draw(st.sampled_from(sorted(texts)))
    at = data.draw(st.integers(0, len(texts[name])))
    texts[name] = texts[name][:at] + data.draw(st.sampled_from(["x", "\u200b", "😀"])) + texts[name][at:]
    with pytest.raises(SpanError):
        from_json(to_json(reading), texts=texts)


def small() -> Reading:
    document = Document(id="a", text="The port said no. It met the union in Marle.", path="a.txt")
    return Reading(
        documents=(document,),
        statements=(
            Statement(
                id="a-s01",
                document="a",
                voice="attributed",
                source=(document.span(0, 8),),
                cue=(document.span(9, 13),),
                content=(document.span(14, 16),),
                speaker="Port",
                speaker_party="port",
                act="reject",
                positions=(Stance("wage", "port", "against", "self"),),
            ),
        ),
        parties=(),
        meetings=(MeetingReport("a-m1", "a", "Marle", None, "held", evidence=(document.span(21, 30),)),),
        flags={},
        skipped=(),
        info=ReadingInfo("0.1.0", "rules", "", "", "general", ""),
    )


def test_the_shape_that_programs_rely_on() -> None:
    data = to_json(small())
    assert SCHEMA == SCHEMA_VERSION == data["schema"]
    assert {"id", "path", "title", "published", "publisher", "sha256", "characters"} <= data["documents"][0].keys()
    statement = data["statements"][0]
    assert statement["source"] == [[0, 8]]
    assert statement["condition"] == []
    assert statement["quotes"]["content"] == ["no"]
    assert statement["confidence"] is None
    assert statement["positions"] == [
        {"issue": "wage", "agent": None, "holder": "port", "basis": "self", "stance": "against"}
    ]
    assert data["meetings"][0]["evidence"] == [[21, 30]]


def changed(path: list[Any], value: Any) -> Callable[[dict[str, Any]], None]:
    def change(data: dict[str, Any]) -> None:
        at: Any = data
        for step in path[:-1]:
            at = at[step]
        if value is ...:
            del at[path[-1]]
        else:
            at[path[-1]] = value

    return change


STATEMENT = ["statements", 0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (changed(["schema"], 2), "schema 2 is not one that this winset reads; valid: 1"),
        (changed(["schema"], ...), "schema None is not one"),
        (
            changed([*STATEMENT, "voice"], "narator"),
            "statements[0].voice: unknown value 'narator'; did you mean 'narrator'",
        ),
        (changed([*STATEMENT, "act"], ...), "statements[0].act: is missing"),
        (changed([*STATEMENT, "hedged"], "yes"), "statements[0].hedged: 'yes': input should be a valid boolean"),
        (changed([*STATEMENT, "content"], []), "statements[0].content"),
        (changed([*STATEMENT, "content"], None), "statements[0].content"),
        (changed([*STATEMENT, "content"], [[3]]), "statements[0].content[0]"),
        (changed([*STATEMENT, "content"], [[-1, 4]]), "statements[0].content[0][0]"),
        (changed([*STATEMENT, "confidence"], 1.5), "statements[0].confidence"),
        (changed([*STATEMENT, "extra"], 1), "statements[0].extra"),
        (changed([*STATEMENT, "document"], "b"), "statement 'a-s01': unknown document 'b'"),
        (changed(["meetings", 0, "date"], "soon"), "meetings[0].date"),
        (changed(["meetings", 0, "date"], "2026-02-30"), "'2026-02-30' is not a date"),
        (changed(["flags"], {"b": []}), "flags: unknown document 'b'"),
        (
            changed(["flags"], {"b": [{"span": [0, 1], "quote": "T", "kind": "loaded", "neutral": None}]}),
            "flags: unknown",
        ),
        (changed(["documents"], "x"), "documents: 'x': input should be a valid list"),
        (changed(["documents", 0, "sha256"], "xyz"), "documents[0].sha256"),
        (changed(["statements"], [1] * 50), "30 more problems"),
    ],
)
def test_what_is_no_reading_is_refused_with_its_place(change: Callable[[dict[str, Any]], None], message: str) -> None:
    data = to_json(small())
    change(data)
    with pytest.raises((InputError, SpanError)) as caught:
        from_json(data, texts={"a": small().documents[0].text}, name="reading.json")
    assert message in str(caught.value)


@pytest.mark.parametrize("data", [None, [], "x", 3, {}, {"schema": 1}])
def test_other_json_is_refused(data: object) -> None:
    with pytest.raises(InputError):
        from_json(data, texts={})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            changed([*STATEMENT, "content"], [[14, 17]]),
            "statement 'a-s01', content, document 'a': span [14, 17] is 3 char",
        ),
        (
            changed([*STATEMENT, "cue"], [[10, 14]]),
            "statement 'a-s01', cue, document 'a': span [10, 14] should read 'said'",
        ),
        (changed([*STATEMENT, "source"], []), "statement 'a-s01', source: 0 spans with the words of 1"),
        (changed([*STATEMENT, "content"], [[99, 101]]), "the text reads '' there"),
        (changed(["meetings", 0, "quotes"], ["met the b"]), "meeting 'a-m1', evidence, document 'a': span [21, 30]"),
    ],
)
def test_a_span_that_drifted_is_named(change: Callable[[dict[str, Any]], None], message: str) -> None:
    data = to_json(small())
    change(data)
    with pytest.raises(SpanError) as caught:
        from_json(data, texts={"a": small().documents[0].text})
    assert message in str(caught.value)


def test_a_text_that_only_grew_is_noticed_by_its_hash() -> None:
    with pytest.raises(SpanError, match="document 'a' is not the text that was read, though every span still stands"):
        from_json(to_json(small()), texts={"a": small().documents[0].text + " More."})


def test_a_missing_text_is_asked_for() -> None:
    with pytest.raises(InputError, match=r"the text of document 'a' \(a\.txt\) is not given"):
        from_json(to_json(small()), texts={})


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(InputError, match="lone surrogate"):
        from_json(to_json(small()), texts={"a": "\ud800"})
