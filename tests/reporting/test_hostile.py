"""Everything that comes from a file or a document is hostile: whatever it holds, it stays text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.reporting import harbour
from tests.reporting.page import Node, check, check_quotes, parse
from winset.core.spans import Span
from winset.negotiation.model import Negotiation
from winset.reading.document import Document
from winset.reading.statement import Reading
from winset.reporting.report import report
from winset.reporting.sections.documents import web_address
from winset.reporting.shown import bare, plain, prose, shown, unquoted

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "attribute_single": "' onmouseover='alert(1)",
    "style": "</style><style>*{display:none}</style>",
    "title": "</title></head><body onload=alert(1)>",
    "template": "{{7*7}}{% for x in ().__class__.__base__.__subclasses__() %}{% endfor %}{# #}",
    "bidi": "\u202eevil\u202c \u2066x\u2069",
    "nul": "a\x00b\x1b[31mred\x07",
    "entity": "&lt;b&gt; &#60;script&#62; &amp",
    "comment": "<!-- --> --!> ]]> <![CDATA[",
    "svg": "<svg onload=alert(1)><foreignObject>",
    "link": "javascript:alert(1)",
    "private": "\ue000mark\ue001 \ufeff\ufffe",
    "quotes": '“never said” "nor this" «ni cela»',
    "css": "}*{background:url(http://evil.example/x)}",
    "carriage": "one\rtwo\x0bthree\x0cfour",
}


FREE = {
    "name",
    "role",
    "says",
    "question",
    "quote",
    "note",
    "title",
    "publisher",
    "lifted_by",
    "place",
    "level",
    "who",
    "steps",
}


def poisoned(data: Any, poison: str, key: str = "") -> Any:
    """Return the data of a negotiation with `poison` put after every free text."""
    if isinstance(data, dict):
        return {k: poisoned(v, poison, k) for k, v in data.items()}
    if isinstance(data, list):
        return [poisoned(v, poison, key) for v in data]
    return f"{data} {poison}" if isinstance(data, str) and key in FREE else data


def negotiation(poison: str) -> Negotiation:
    return Negotiation.model_validate(poisoned(harbour.negotiation().to_dict(), poison))


def reading(poison: str) -> Reading:
    """Return the reading with poison in every name and at the end of every text, statement and flag."""
    before = harbour.reading()

    def text(value: str | None) -> str | None:
        return None if value is None else f"{value} {poison}"

    documents = {
        d.id: Document(
            d.id,
            f"{d.text}{poison}",
            f"{d.path} {poison}",
            title=text(d.title),
            publisher=text(d.publisher),
            author=poison,
            url=f"https://example.org/ {poison}",
            published=d.published,
            notes=(poison,),
        )
        for d in before.documents
    }

    def end(name: str) -> Span:
        whole = documents[name].text
        return Span.of(whole, len(whole) - len(poison), len(whole))

    statements = tuple(
        dataclasses.replace(
            s,
            speaker=text(s.speaker),
            content=(*s.content, end(s.document)),
            via=tuple(f"{v} {poison}" for v in s.via),
            candidates=tuple(dataclasses.replace(c, name=f"{c.name} {poison}") for c in s.candidates),
            review=None if s.review is None else dataclasses.replace(s.review, by=f"Ina {poison}", note=poison),
        )
        for s in before.statements
    )
    return dataclasses.replace(
        before,
        documents=tuple(documents.values()),
        statements=statements,
        parties=tuple(dataclasses.replace(p, name=f"{p.name} {poison}") for p in before.parties),
        meetings=tuple(dataclasses.replace(m, place=text(m.place)) for m in before.meetings),
        flags={k: tuple(dataclasses.replace(f, neutral=poison) for f in flags) for k, flags in before.flags.items()},
        skipped=tuple(dataclasses.replace(s, path=poison, reason=poison) for s in before.skipped),
        info=dataclasses.replace(before.info, model=poison, codebook=poison, options={"published": poison}),
    )


@cache
def page(poison: str) -> str:
    made = report(negotiation(poison), reading=reading(poison))
    assert isinstance(made, str)
    return made


def shape(root: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every element and the names of its attributes, but for those that make hidden characters visible."""
    for node in root.walk():
        if not node.has("ctl"):
            yield node.tag, tuple(sorted(node.attributes))


# Words as long as the longest poison, so that nothing is laid out differently.
HARMLESS = list(shape(parse(page("plain words"))))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_changes_no_element_and_no_attribute(name: str) -> None:
    poison = HOSTILE[name]
    made = page(poison)
    root = check(made)
    assert [e for e in shape(root) if e[0] not in ("svg", "path", "line", "text", "g")] == [
        e for e in HARMLESS if e[0] not in ("svg", "path", "line", "text", "g")
    ]
    check_quotes(root, [d.text for d in reading(poison).documents])
    assert "49" not in "".join(n.words() for n in root.walk() if n.tag == "h1")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_shown_letter_for_letter_where_it_is_quoted(name: str) -> None:
    poison = HOSTILE[name]
    root = parse(page(poison))
    bodies = [n.words(without=["no", "flag-sign"]) for n in root.walk() if n.has("text") and n.tag == "div"]
    for body, document in zip(bodies, reading(poison).documents, strict=True):
        assert body.strip("\n") == document.text.strip("\n")


@pytest.mark.parametrize("name", HOSTILE)
def test_no_character_that_hides_or_turns_text_gets_into_the_page(name: str) -> None:
    made = page(HOSTILE[name])
    assert not set(made) & set("\x00\x07\x1b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe")


def test_hidden_characters_can_be_got_back() -> None:
    text = "a\x00\u202e<b>\x1b“c”"
    assert "".join(n.words() for n in [parse(f"<p>{shown(text)}</p>")]) == text
    assert plain("\x00\u202e\x7f") == "␀⟨U+202E⟩␡"


@pytest.mark.parametrize(
    ("text", "documents", "expected"),
    [
        ("the “deal”", ["a deal"], "the “deal”"),
        ("the “deal”", ["an offer"], "the deal"),
        ('the "deal" and "x"', ["deal"], 'the "deal" and x'),
        ("«oui» and “non”", ["oui"], "«oui» and non"),
        ("unclosed “deal", ["deal"], "unclosed deal"),
        ("Dockers' Union", [], "Dockers' Union"),
        ("“”", ["x"], ""),
        ("", [], ""),
    ],
)
def test_labels_lose_quotation_marks_around_words_of_no_document(
    text: str, documents: list[str], expected: str
) -> None:
    assert unquoted(text, documents) == expected


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https://", False),
        ("https://exa\u202emple.org", False),
        ("http://[::1", False),
        ("https://example.org@evil.example/", False),
        ('https://example.org/">', False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, safe: bool) -> None:
    assert bool(web_address(url)) is safe


@pytest.mark.parametrize(
    ("words", "expected"),
    [("“so”", "so"), ('"so"', "so"), ("“a” and “b”", "“a” and “b”"), ("“so", "“so"), ("“”", "“”"), ("so", "so")],
)
def test_one_pair_of_marks_around_all_words_is_not_doubled(words: str, expected: str) -> None:
    assert bare(words) == expected


def test_labels_in_sentences_cannot_forge_markup() -> None:
    assert str(prose("\ue000<b>\ue001")) == '<i class="label">&lt;b&gt;</i>'
