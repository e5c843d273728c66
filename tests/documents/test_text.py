"""Plain text and Markdown: the content exactly, and the encodings it comes in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.core.dates import PartialDate
from winset.core.errors import DocumentError
from winset.reading.document import Document
from winset.reading.loaders import CODES, load_bytes
from winset.reading.loaders.encoding import decode

# No NUL (binary), few other control characters; no lone surrogates; no \r, which is looked at by itself.
letters = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t")
special = st.sampled_from(
    ["\u00a0", "\u200b", "\u200d", "\u202e", "\u2028", "😀", "👨‍👩‍👧", "𝔘", "e\u0301", "ﬁ", "“", "\ufeff"]
)
texts = st.lists(st.one_of(st.text(letters, max_size=20), special), min_size=1, max_size=20).map("".join)


def text(data: bytes, name: str = "a.txt") -> Document:
    return load_bytes(data, name, document_id="a")


@given(texts.filter(lambda t: t.strip() and not t.startswith("\ufeff")))
def test_utf_8_text_is_the_file_exactly(content: str) -> None:
    # "%PDF-" or "{\\rtf" at the start would be another format; Hypothesis does not write them by chance.
    document = text(content.encode("utf-8"))
    assert document.text == content
    assert document.encoding == "utf-8"
    assert not document.encoding_guessed
    assert document.notes == ()


@given(texts.filter(lambda t: t.strip()), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_byte_order_mark_is_dropped_and_noted(content: str, codec: str) -> None:
    document = text(content.encode(codec))
    assert document.text == content
    assert not document.encoding_guessed
    assert document.notes == ("a byte order mark was dropped",)


def test_windows_line_ends_become_newlines_and_are_noted() -> None:
    document = text(b"one\r\ntwo\r\n")
    assert document.text == "one\ntwo\n"
    assert document.notes == ("line ends were \\r\\n and are \\n here",)


def test_a_lone_carriage_return_stays() -> None:
    assert text(b"one\rtwo\n").text == "one\rtwo\n"


@pytest.mark.parametrize(
    ("codec", "content"),
    [
        ("cp1252", "The “port” said no — “never”. The café in Genève was full."),
        ("cp1252", "Le syndicat a refusé la proposition à Genève."),
        ("cp1251", "Порт заявил, что переговоры о зарплате продолжатся летом."),
        ("gb18030", "港口拒绝承认这一提议，谈判将继续进行。"),
        ("utf-16-le", "The port said “no”."),
        ("utf-16-be", "The port said “no”."),
    ],
)
def test_a_guessed_encoding_is_said_to_be_guessed(codec: str, content: str) -> None:
    document = text(content.encode(codec))
    assert document.text == content
    assert document.encoding_guessed
    assert any("was guessed" in note and document.encoding in note for note in document.notes)


def test_a_mark_that_lies_is_an_error() -> None:
    with pytest.raises(DocumentError, match=r"begins as utf-8 but is not \(byte 3\)") as caught:
        text(b"\xef\xbb\xbf\xff\xfe\xfd hello")
    assert caught.value.code == "encoding"


@given(st.binary(max_size=200))
def test_any_bytes_are_a_document_or_a_document_error(data: bytes) -> None:
    try:
        document = text(data)
    except DocumentError as error:
        assert error.code in CODES  # noqa: PT017
    else:
        assert document.text.strip()


def test_surrogates_are_refused() -> None:
    with pytest.raises(DocumentError, match="lone surrogate at byte 4") as caught:
        text(b"abc \xed\xa0\x80 def")
    assert caught.value.code == "surrogates"
    with pytest.raises(DocumentError, match=r"lone surrogate '\\ud800' at character 1") as caught:
        Document(id="a", text="x\ud800y")
    assert caught.value.code == "surrogates"


FRONT = """---
title: "Read-out: the meeting"
publisher: Ministry
authors: [Ada Brink, Bo Carl]
date: 2026-03-02T23:30:00-08:00
url: https://example.org/a
tags: [ports]
---
# Heading

Text --- with dashes.
"""


def test_front_matter_is_metadata_in_markdown_and_text_elsewhere() -> None:
    document = text(FRONT.encode(), "a.md")
    assert document.text == "# Heading\n\nText --- with dashes.\n"
    assert document.title == "Read-out: the meeting"
    assert document.publisher == "Ministry"
    assert document.author == "Ada Brink, Bo Carl"
    assert document.url == "https://example.org/a"
    assert document.published == PartialDate(2026, 3, 2)
    assert document.media_type == "text/markdown"
    plain = text(FRONT.encode(), "a.txt")
    assert plain.text == FRONT
    assert plain.title is None
    assert plain.published is None


@given(texts.filter(lambda t: t.strip()))
def test_markdown_after_the_front_matter_is_exact(body: str) -> None:
    assert text(f"---\ntitle: T\n---\n{body}".encode(), "a.md").text == body


@pytest.mark.parametrize("body", ["---\nA line of prose\n---\nMore.\n", "---\nno end\n", "text\n---\ntitle: x\n---\n"])
def test_what_is_no_front_matter_is_text(body: str) -> None:
    assert text(body.encode(), "a.md").text == body


@pytest.mark.parametrize("written", ["2026", "2026-03"])
def test_a_coarse_date_stays_coarse(written: str) -> None:
    assert str(text(f"---\npublished: {written}\n---\nx".encode(), "a.md").published) == written


def test_no_date_is_assumed() -> None:
    assert text(b"---\npublished:\n---\nx", "a.md").published is None
    assert text(b"On April 23 they met.").published is None


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("published: 22 April", "published: '22 April' is not a date; write 2026-03-02"),
        ("published: 2026-02-30", "is not a date"),
        ("title: [", "line 3: is not YAML"),
        ("title: a: b", "line 2: is not YAML"),
        ("title: one\ntitle: two", "duplicate key"),
        ("a: &x [1]\nb: *x", "uses the YAML anchor or alias 'x'"),
        ("a: " + "[" * 5000, "nested deeper than 10"),
        ("title: {a: b}", "title is dict, not text"),
        ("x: " + "y" * 70_000, "front matter of more than 64 KiB"),
    ],
)
def test_broken_front_matter_is_an_error_that_says_where(front: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        text(f"---\n{front}\n---\ntext\n".encode(), "a.md")
    assert caught.value.code == "front_matter"
    assert message in str(caught.value)


@pytest.mark.parametrize("label", ["unicode_escape", "rot13", "zip", "idna", "utf-7", "no-such-thing", "hex"])
def test_a_declared_encoding_that_is_none_is_noted_and_not_used(label: str) -> None:
    decoded = decode(b"caf\xc3\xa9 \\u0041", "a.html", label)
    assert decoded.text == "café \\u0041"
    assert decoded.guessed
    assert "not known" in decoded.notes[0]
