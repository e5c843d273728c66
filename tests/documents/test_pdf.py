"""PDF: pages, page breaks, and files that are broken, locked, cut off or without text."""

from __future__ import annotations

import random

import pytest

from tests.documents.make import SENTENCES, assembled, encrypted_pdf, pdf, stream
from winset.core.errors import DocumentError
from winset.reading.document import Document
from winset.reading.loaders import CODES, Limits, load_bytes


def load(data: bytes, limits: Limits | None = None) -> Document:
    return load_bytes(data, "a.pdf", document_id="a", limits=limits)


def test_pages_end_in_form_feeds_and_words_stay_as_they_are() -> None:
    document = load(pdf([["The port said “no” to the nego-", "tiators."], [], ["Page three."]], title="Read-out"))
    assert document.text == "The port said “no” to the nego-\ntiators.\n\f\n\fPage three.\n"
    assert document.title == "Read-out"
    assert document.media_type == "application/pdf"
    assert document.notes == ("pages without text: 2",)


def test_the_date_of_the_file_is_not_the_date_of_publication() -> None:
    assert load(pdf([SENTENCES])).published is None


def test_a_scan_is_refused_with_advice() -> None:
    with pytest.raises(DocumentError, match=r"its 2 pages hold no text.*ocrmypdf") as caught:
        load(pdf([[], []]))
    assert caught.value.code == "no_text"


def test_a_password_is_needed() -> None:
    with pytest.raises(DocumentError, match=r"needs a password.*qpdf --decrypt") as caught:
        load(encrypted_pdf("secret"))
    assert caught.value.code == "encrypted"


def test_a_pdf_that_anybody_may_open_is_read() -> None:
    assert SENTENCES[0] in load(encrypted_pdf("")).text


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.9, 0.99])
def test_a_cut_off_pdf_is_never_read_in_part(share: float) -> None:
    whole = pdf([SENTENCES, SENTENCES])
    with pytest.raises(DocumentError, match=r"breaks off.*fetch it again") as caught:
        load(whole[: int(len(whole) * share)])
    assert caught.value.code == "truncated"


def test_too_many_pages() -> None:
    with pytest.raises(DocumentError, match=r"has 3 pages, the limit is 2; .*--limit pages=…") as caught:
        load(pdf([SENTENCES] * 3), Limits(pages=2))
    assert caught.value.code == "too_many_pages"


def test_too_many_characters() -> None:
    with pytest.raises(DocumentError, match="more than 300 characters, the limit, by page 2 of 9") as caught:
        load(pdf([SENTENCES] * 9), Limits(characters=300))
    assert caught.value.code == "too_large"


def test_too_many_operations() -> None:
    many = pdf([["x"] * 300] * 4)  # four operations besides, and two for each line
    with pytest.raises(
        DocumentError, match=r"draws more than 2,000 operations, the limit; .*--limit operations="
    ) as caught:
        load(many, Limits(operations=2_000))
    assert caught.value.code == "too_complex"
    assert load(many, Limits(operations=3_000)).text.count("x") == 1_200


def test_forms_that_draw_forms_end() -> None:
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> %s >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
        b"/Resources << /Font << /F1 3 0 R >> /XObject << /X 6 0 R >> >> >>",
        stream(b"/X Do"),
        *(stream(b"/X Do " * 20, form % (b"/XObject << /X %d 0 R >>" % (7 + i))) for i in range(8)),
        stream(b"BT /F1 12 Tf (lol) Tj ET", form % b""),
    ]
    try:
        document = load(assembled(objects), Limits(operations=20_000))
    except DocumentError as error:
        assert error.code in ("too_complex", "no_text")  # noqa: PT017
    else:
        assert len(document.text) < 100_000


def test_damaged_files_end_in_a_document_or_a_document_error(capfd: pytest.CaptureFixture[str]) -> None:
    generator = random.Random(20260302)
    whole = pdf([SENTENCES, SENTENCES])
    outcomes = set()
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(generator.randint(1, 30)):
            data[generator.randrange(8, len(data) - 8)] = generator.randrange(256)
        try:
            load(bytes(data))
            outcomes.add("read")
        except DocumentError as error:
            outcomes.add(error.code)
    assert outcomes <= {"read", *CODES}
    assert "read" in outcomes
    assert capfd.readouterr() == ("", "")


def test_what_the_parser_complains_of_becomes_a_note() -> None:
    broken = pdf([SENTENCES]).replace(b"startxref\n", b"startxref\n9")
    document = load(broken)
    assert SENTENCES[0] in document.text
    assert any("pypdf found faults" in note for note in document.notes)
