"""Word documents: all paragraphs in order, and archives that are no Word document or mean harm."""

from __future__ import annotations

import random
import zipfile

import pytest

from tests.documents.make import SENTENCES, part, repacked, word, zipped
from winset.core.errors import DocumentError
from winset.reading.document import Document
from winset.reading.loaders import CODES, Limits, load_bytes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def load(data: bytes, limits: Limits | None = None) -> Document:
    return load_bytes(data, "a.docx", document_id="a", limits=limits)


def refused(data: bytes, limits: Limits | None = None) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        load(data, limits)
    return caught.value


def body(content: str) -> bytes:
    """A Word document with this body, written by hand."""
    text = f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{content}</w:body></w:document>'
    return repacked(word(), {"word/document.xml": text.encode()})


def test_paragraphs_and_tables_in_order() -> None:
    document = load(word(title="Read-out", table=["left", "right"]))
    assert document.text == "\n".join([*SENTENCES, "left", "right"]) + "\n"
    assert document.title == "Read-out"
    assert document.published is None
    assert document.author is None


def test_nothing_is_lost_where_python_docx_looks_away() -> None:
    text = (
        "<w:p><w:r><w:t>one</w:t></w:r><w:ins><w:r><w:t> inserted</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText> deleted</w:delText></w:r></w:del><w:r><w:tab/><w:t>two</w:t><w:br/></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:fldSimple><w:r><w:t>field</w:t></w:r></w:fldSimple>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:r><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent><w:t>anchor</w:t></w:r></w:p>"
    )
    document = load(body(text))
    assert document.text == "one inserted\ttwo\n\ncontrol\nfield\nanchor\nbox\n"
    assert document.notes == ("has tracked changes: what was inserted is read, what was deleted is not",)


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = repacked(word(), {"word/media/image1.xml": b"\0" * 20_000_000})
    assert len(bomb) < 100_000

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "read", refuse)
    monkeypatch.setattr(zipfile.ZipFile, "open", refuse)
    error = refused(bomb)
    assert error.code == "zip_bomb"
    assert "times its size, the limit is 100" in str(error)


def test_an_archive_that_is_too_large_or_has_too_many_parts() -> None:
    noise = random.Random(1).randbytes(300_000)
    error = refused(repacked(word(), {"word/media/a.png": noise}), Limits(zip_bytes=200_000))
    assert error.code == "zip_bomb"
    assert "the limit is 195.3 KiB" in str(error)
    error = refused(word(), Limits(zip_entries=3))
    assert error.code == "zip_bomb"
    assert "the limit is 3" in str(error)


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
@pytest.mark.parametrize("entity", ['<!ENTITY a "lol">', '<!ENTITY a SYSTEM "file:///etc/passwd">'])
def test_entities_are_refused(entity: str, codec: str) -> None:
    text = f'<?xml version="1.0" encoding="{codec}"?><!DOCTYPE d [{entity}]><w:document {W}><w:body><w:p><w:r>'
    text += "<w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    error = refused(repacked(word(), {"word/document.xml": text.encode(codec)}))
    assert error.code == "entities"
    assert "'word/document.xml'" in str(error)


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}, "an Excel workbook"),
        ({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<x/>"}, "a PowerPoint presentation"),
        ({"mimetype": b"", "content.xml": b"<x/>"}, "an OpenDocument file"),
        ({"META-INF/container.xml": b"<x/>"}, "an EPUB book"),
        ({"a.txt": b"hello"}, "another zip archive"),
    ],
)
def test_other_archives_are_named(parts: dict[str, bytes], what: str) -> None:
    error = refused(zipped(parts))
    assert error.code == "not_a_docx"
    assert what in str(error)


def test_what_is_no_archive() -> None:
    error = refused(b"hello, I am text")
    assert error.code == "not_a_docx"
    assert "is not a Word document, whatever its name" in str(error)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95, 0.999])
def test_a_cut_off_archive_is_refused(share: float) -> None:
    whole = word()
    assert refused(whole[: int(len(whole) * share)]).code == "corrupt"


@pytest.mark.parametrize("content", [b"", b"<w:document", b"<x/>", b"<a>" * 300])
def test_a_broken_part_is_refused(content: bytes) -> None:
    assert refused(repacked(word(), {"word/document.xml": content})).code == "corrupt"


def test_an_empty_document_is_empty() -> None:
    assert refused(word([])).code == "empty"


def test_a_part_that_stands_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = _twice(word())
    assert refused(data).code == "corrupt"


def _twice(data: bytes) -> bytes:
    import io

    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/document.xml", part(data))
    return out.getvalue()


def test_damaged_files_end_in_a_document_or_a_document_error() -> None:
    generator = random.Random(20260302)
    whole = word()
    for _ in range(100):
        data = bytearray(whole)
        for _ in range(generator.randint(1, 20)):
            data[generator.randrange(len(data))] = generator.randrange(256)
        try:
            load(bytes(data))
        except DocumentError as error:
            assert error.code in CODES  # noqa: PT017
