"""HTML: main text, declared encodings, declared metadata, and pages that mean harm."""

from __future__ import annotations

import json
import random
import socket
from pathlib import Path

import pytest

from tests.documents.make import SENTENCES, article, page
from winset.core.dates import PartialDate
from winset.core.errors import DocumentError
from winset.reading.document import Document
from winset.reading.loaders import CODES, Limits, load_bytes

BODY = "\n".join(SENTENCES)


def html(text: str, codec: str = "utf-8", limits: Limits | None = None) -> Document:
    return load_bytes(text.encode(codec), "a.html", document_id="a", limits=limits)


def test_the_main_text_without_navigation_scripts_and_comments() -> None:
    document = html(article(more="<script>alert('x')</script><!-- hidden -->"))
    assert document.text == BODY
    assert document.media_type == "text/html"
    assert document.notes == ()


@pytest.mark.parametrize(
    ("head", "codec", "read_as"),
    [
        ('<meta charset="utf-8">', "utf-8", "utf-8"),
        ('<meta charset="windows-1252">', "cp1252", "cp1252"),
        ('<meta charset="iso-8859-1">', "cp1252", "cp1252"),  # as browsers read it
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252", "cp1252"),
        ('<meta charset="utf-16">', "utf-8", "utf-8"),  # it could not be read, were it true
        ("", "utf-8", "utf-8"),
        ("", "utf-8-sig", "utf-8"),
        ("", "utf-16", "utf-16-le"),
    ],
)
def test_a_declared_encoding_is_used(head: str, codec: str, read_as: str) -> None:
    document = html(article(head=head), codec)
    assert document.text == BODY
    assert document.encoding == read_as
    assert not document.encoding_guessed


def test_the_xml_declaration_counts_too() -> None:
    text = '<?xml version="1.0" encoding="gb18030"?>' + article(more="<p>" + "港口拒绝承认这一提议。" * 5 + "</p>")
    document = html(text, "gb18030")
    assert "港口拒绝承认这一提议。" in document.text
    assert document.encoding == "gb18030"
    assert not document.encoding_guessed


def test_a_declaration_in_a_comment_is_none() -> None:
    document = html(article(head='<!-- <meta charset="cp1251"> -->'))
    assert document.encoding == "utf-8"


def test_a_declaration_that_does_not_hold_is_noted() -> None:
    document = html(article(head='<meta charset="utf-8">'), "cp1252")
    assert document.text == BODY
    assert document.encoding_guessed
    assert document.notes[0] == "declares the encoding utf-8, but its bytes are not that"


META = """
<title>Title | The Paper</title>
<meta property="og:title" content="The  title">
<meta property="og:site_name" content="The Paper">
<meta name="author" content="Ada Brink">
<meta property="article:published_time" content="2026-03-02T23:50:00+02:00">
<meta property="article:modified_time" content="2026-05-05">
<link rel="canonical" href="https://example.org/a">
"""


def test_declared_metadata() -> None:
    document = html(article(head=META))
    assert document.title == "The title"
    assert document.publisher == "The Paper"
    assert document.author == "Ada Brink"
    assert document.url == "https://example.org/a"
    assert document.published == PartialDate(2026, 3, 2)


@pytest.mark.parametrize("wrap", [lambda a: a, lambda a: [a], lambda a: {"@graph": [{"@type": "WebPage"}, a]}])
def test_metadata_in_json_ld(wrap: object) -> None:
    described = {
        "@type": ["NewsArticle"],
        "headline": "Title",
        "datePublished": "2026-03",
        "author": [{"name": "Ada"}, {"name": "Bo"}],
        "publisher": {"name": "The Paper"},
        "url": "https://example.org/b",
    }
    data = json.dumps(wrap(described))  # type: ignore[operator]
    document = html(article(head=f'<script type="application/ld+json">{data}</script>'))
    assert (document.title, document.publisher, document.author) == ("Title", "The Paper", "Ada, Bo")
    assert str(document.published) == "2026-03"
    assert document.url == "https://example.org/b"


def test_nothing_is_guessed_from_the_text() -> None:
    head = '<meta property="article:modified_time" content="2026-05-05">'
    document = html(article(head=head, more="<p>Published on 2 March 2026.</p><footer>© 2025</footer>"))
    assert document.published is None


def test_a_date_that_cannot_be_read_is_noted() -> None:
    document = html(article(head='<meta name="date" content="last Monday">'))
    assert document.published is None
    assert any("last Monday" in note for note in document.notes)


@pytest.mark.parametrize("data", ["{", "[" * 100_000, "null", '{"@type": "Article", "author": {"name": 3}}', '"x"'])
def test_broken_json_ld_does_no_harm(data: str) -> None:
    assert html(article(head=f'<script type="application/ld+json">{data}</script>')).text == BODY


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "svg"])
def test_deep_nesting_is_refused(tag: str) -> None:
    with pytest.raises(DocumentError) as caught:
        html(page(f"<{tag}>" * 100_000 + SENTENCES[0]))
    assert caught.value.code == "too_deep"
    assert ".txt" in str(caught.value)


def test_the_limit_of_nesting_can_be_lowered() -> None:
    with pytest.raises(DocumentError, match="nests elements more than 30 deep, the limit"):
        html(page("<div>" * 30 + SENTENCES[0] + "</div>" * 30), limits=Limits(depth=30))


def test_many_elements_are_refused_before_they_take_minutes() -> None:
    with pytest.raises(DocumentError, match="has more than 50,000 elements, the limit") as caught:
        html(page("<p>x</p>" * 60_000))
    assert caught.value.code == "too_complex"


def test_many_attributes_are_refused_before_they_take_minutes() -> None:
    attributes = " ".join(f"a{i}='<'" for i in range(200_000))
    with pytest.raises(DocumentError, match="an element with 200,000 attributes, the limit is 1,000") as caught:
        html(page(f'<!-- " --><p {attributes}>x</p>'))
    assert caught.value.code == "too_complex"


def test_one_huge_text_is_refused() -> None:
    with pytest.raises(DocumentError, match="more than the parser takes") as caught:
        html(page("<p>" + "word " * 3_000_000))
    assert caught.value.code == "too_large"


def test_stray_control_characters_do_not_lose_the_page() -> None:
    document = html(article().replace("port said", "port\x01said").replace("<nav>", "<nav>\x0b"))
    assert document.text == BODY
    assert document.notes == ("2 control characters in the page are blanks here",)


def test_damaged_pages_end_in_a_document_or_a_document_error() -> None:
    generator = random.Random(20260302)
    pieces = [b"<", b">", b'"', b"<!--", b"-->", b"<![CDATA[", b"</div>", b"<svg>", b"<table>", b"&#0;", b"&#xD800;"]
    pieces += [b"\xff", b'<base href="http://[">', b'<html lang="\x80">', b"<?xml", b"<meta charset=utf-7>", b"\x1f"]
    whole = article(head=META).encode()
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(generator.randint(1, 25)):
            at = generator.randrange(len(data))
            data[at : at + generator.randint(0, 5)] = generator.choice(pieces)
        try:
            document = load_bytes(bytes(data), "a.html", document_id="a")
        except DocumentError as error:
            assert error.code in CODES  # noqa: PT017
        else:
            assert document.text.strip()


def test_entities_are_not_expanded_and_files_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    bomb = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "lol"}">' for i in range(10))
    text = article(more="<p>&e9; and &x; stay as they are written here.</p>")
    document = html(
        f'<!DOCTYPE html [{bomb}<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + text.removeprefix("<!DOCTYPE html>")
    )
    assert "the secret" not in document.text
    assert "lollol" not in document.text
    assert len(document.text) < 5_000


def test_nothing_goes_online(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("went online")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    more = '<img src="http://example.org/x.png"><iframe src="http://example.org/"></iframe>'
    head = '<base href="http://example.org/"><link rel="stylesheet" href="http://example.org/a.css">'
    assert html(article(head=head, more=more)).text == BODY


def test_parsers_are_silent(capfd: pytest.CaptureFixture[str]) -> None:
    html("<p>Short.")
    html(article(more="<p>" + "<b><i></b></i>" * 20))
    with pytest.raises(DocumentError, match="is empty"):
        html("<html><body></body></html>")
    assert capfd.readouterr() == ("", "")


def test_a_page_without_main_text_gives_all_its_text_and_says_so() -> None:
    document = html("<html><body><select><option>Monday</option></select>Only this.</body></html>")
    assert "Only this." in document.text
