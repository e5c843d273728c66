"""`winset.read` as a whole, with a reader that needs no model."""

from __future__ import annotations

import datetime
import io
import sys
from pathlib import Path

import pytest

from tests.documents.fake import FakePipeline
from tests.documents.make import pdf, word
from winset.core.dates import PartialDate
from winset.core.errors import DocumentError, InputError, MissingDependency
from winset.reading.document import Document
from winset.reading.loaders import Limits
from winset.reading.pipeline import DocumentReading
from winset.reading.reader import merge, read, start
from winset.reading.statement import Reading, Skipped


def folder(path: Path, number: int = 100) -> Path:
    path.mkdir()
    for i in range(number):
        (path / f"report-{i:03d}.txt").write_text(f"The port said no for the {i}th time. The union said yes.\n")
    return path


def test_one_bad_file_in_a_folder_of_a_hundred(tmp_path: Path) -> None:
    reports = folder(tmp_path / "reports")
    (reports / "report-041.txt").write_bytes(b"\0\1\2" * 100)
    reading = read(reports, pipeline=FakePipeline())
    assert len(reading.documents) == 99
    assert len(reading.statements) == 198
    assert [(Path(s.path).name, s.code) for s in reading.skipped] == [("report-041.txt", "binary")]
    assert "control bytes" in reading.skipped[0].reason
    assert [(p.id, p.mentions, p.members) for p in reading.parties] == [("port", 198, ()), ("union", 99, ("members",))]
    # What follows the bad file has the id that it would have had anyway.
    assert reading.documents[41].id == "report_042"


def test_a_fault_of_the_reader_does_not_lose_the_others(tmp_path: Path) -> None:
    reports = folder(tmp_path / "reports", 5)
    reading = read([reports], pipeline=FakePipeline(fails_on="2th"))
    assert len(reading.documents) == 4
    assert reading.skipped[0].code == "reading_failed"
    assert "RuntimeError: the sentence was too hard" in reading.skipped[0].reason


def test_a_missing_model_is_not_the_fault_of_a_document(tmp_path: Path) -> None:
    class NoModel:
        def read(self, document: Document) -> DocumentReading:
            raise MissingDependency("install the model")

    with pytest.raises(MissingDependency):
        read(folder(tmp_path / "reports", 2), pipeline=NoModel())


def test_a_span_that_does_not_stand_in_the_document_is_a_fault_of_the_reader(tmp_path: Path) -> None:
    class Drifting(FakePipeline):
        def read(self, document: Document) -> DocumentReading:
            return super().read(Document(id=document.id, text="X" + document.text))

    reports = folder(tmp_path / "reports", 1)
    with pytest.raises(DocumentError, match="SpanError") as caught:
        read(reports, pipeline=Drifting())
    assert caught.value.code == "reading_failed"


def test_nothing_read_is_an_error_that_says_all(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.pdf").write_bytes(b"x")
    with pytest.raises(InputError, match="none of 2 files could be read") as caught:
        read(tmp_path, pipeline=FakePipeline())
    assert "a.txt: is empty" in str(caught.value)
    assert "b.pdf: is not a PDF" in str(caught.value)
    with pytest.raises(DocumentError) as one:
        read(tmp_path / "a.txt", pipeline=FakePipeline())
    assert one.value.code == "empty"
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="there is no document in what was named"):
        read(tmp_path / "empty", pipeline=FakePipeline())
    with pytest.raises(InputError, match="no document was named"):
        read([], pipeline=FakePipeline())


def test_the_same_text_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The port said no.")
    (tmp_path / "b.md").write_text("---\ntitle: B\n---\nThe port said no.")
    reading = read(tmp_path, pipeline=FakePipeline())
    assert [d.id for d in reading.documents] == ["a"]
    assert reading.skipped[0].code == "duplicate"
    assert f"the same text as {tmp_path / 'a.txt'}" in reading.skipped[0].reason


def test_all_formats_in_one_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("From text.")
    (tmp_path / "b.md").write_text("From markdown.")
    (tmp_path / "c.html").write_text("<html><body><article><p>From a page, long enough.</p></article></body></html>")
    (tmp_path / "d.pdf").write_bytes(pdf([["From a PDF."]]))
    (tmp_path / "e.docx").write_bytes(word(["From Word."]))
    reading = read(tmp_path, pipeline=FakePipeline())
    assert [s.words for s in reading.statements] == [
        "From text.",
        "From markdown.",
        "From a page, long enough.",
        "From a PDF.",
        "From Word.",
    ]
    assert reading.skipped == ()
    assert len({d.media_type for d in reading.documents}) == 5
    assert all(len(d.source_sha256) == 64 for d in reading.documents)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO("The port said “no”.".encode())

    monkeypatch.setattr(sys, "stdin", Stdin())
    document = read("-", published="2026-03-02", publisher="The Paper", title="T", pipeline=FakePipeline()).documents[0]
    assert (document.id, document.path, document.text) == ("stdin", "-", "The port said “no”.")
    assert (str(document.published), document.publisher, document.title) == ("2026-03-02", "The Paper", "T")


@pytest.mark.parametrize("kind", ["pdf", "docx", "html"])
def test_standard_input_is_told_by_its_first_bytes(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    data = {
        "pdf": pdf([["The port said no."]]),
        "docx": word(["The port said no."]),
        "html": b"\n<!doctype HTML><html><body><p>The port said no.</p></body></html>",
    }[kind]

    class Stdin:
        buffer = io.BytesIO(data)

    monkeypatch.setattr(sys, "stdin", Stdin())
    reading = read("-", pipeline=FakePipeline())
    assert reading.documents[0].text.strip() == "The port said no."
    assert kind in reading.documents[0].media_type or kind == "docx"


def test_standard_input_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(b"x" * 101)

    monkeypatch.setattr(sys, "stdin", Stdin())
    with pytest.raises(DocumentError, match="-: holds more than 100 bytes"):
        read("-", limits=Limits(bytes=100), pipeline=FakePipeline())


def test_options_fill_what_documents_leave_open(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\npublished: 2026-01-01\n---\nOne.")
    (tmp_path / "b.md").write_text("Two.")
    reading = read(tmp_path, published=datetime.date(2026, 3, 2), publisher="P", pipeline=FakePipeline())
    assert [d.published for d in reading.documents] == [PartialDate(2026, 1, 1), PartialDate(2026, 3, 2)]
    assert "2026-03-02 was for documents that say nothing of it" in reading.documents[0].notes[0]
    assert reading.info.options == {"published": "2026-03-02", "publisher": "P"}


@pytest.mark.parametrize("bad", ["22 April", "2026-13-01", "yesterday"])
def test_a_date_that_is_none(tmp_path: Path, bad: str) -> None:
    with pytest.raises(InputError, match=f"published: '{bad}' is not a date"):
        read(tmp_path, published=bad, pipeline=FakePipeline())


@pytest.mark.parametrize("option", ["title", "url"])
def test_a_title_for_many_documents_is_refused(tmp_path: Path, option: str) -> None:
    with pytest.raises(InputError, match="is for one document, and there are 3; use sidecar files"):
        read(folder(tmp_path / "r", 3), pipeline=FakePipeline(), **{option: "x"})  # type: ignore[arg-type]


def test_notes_of_the_reader_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Please note.")
    assert read(tmp_path, pipeline=FakePipeline()).documents[0].notes == ("a note of the reader",)


def test_reviewers_and_progress_are_called(tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    reviewed: list[Reading] = []

    def review(reading: Reading) -> Reading:
        reviewed.append(reading)
        return reading

    reports = folder(tmp_path / "r", 2)
    reading = read(
        reports,
        pipeline=FakePipeline(),
        reviewers=review,
        progress=lambda done, total, name: seen.append((done, total, name)),
    )
    assert reviewed == [reading]
    names = [str(reports / "report-000.txt"), str(reports / "report-001.txt")]
    assert seen == [(0, 2, names[0]), (1, 2, names[1]), (2, 2, "")]


def test_documents_are_read_one_at_a_time(tmp_path: Path) -> None:
    pipeline = FakePipeline()
    run = start(folder(tmp_path / "r", 3), pipeline=pipeline)
    assert pipeline.read_documents == []
    outcomes = run.outcomes()
    first = next(outcomes)
    assert isinstance(first, Reading)
    assert len(first.documents) == 1
    assert pipeline.read_documents == ["report_000"]
    rest = list(outcomes)
    whole = merge([first, *(one for one in rest if not isinstance(one, Skipped))])
    assert whole == read(tmp_path / "r", pipeline=FakePipeline())


def test_merging_what_does_not_fit_is_refused(tmp_path: Path) -> None:
    reading = read(folder(tmp_path / "r", 1), pipeline=FakePipeline())
    with pytest.raises(InputError, match="the document id 'report_000' comes twice"):
        merge([reading, reading])
    with pytest.raises(InputError, match="no readings to merge"):
        merge([])
