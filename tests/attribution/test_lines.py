"""Lines that end sentences, and lines that only end because the page was narrow."""

from __future__ import annotations

from typing import Any

from winset.reading.attribution.lines import hard_breaks, mark_lines


def starts(text: str) -> list[str]:
    return [text[place : place + 5] for place in hard_breaks(text)]


def test_every_line_starts_a_sentence() -> None:
    assert starts("Talks fail\nMadrid said no.\n\nLisbon waits") == ["Madri", "\nLisb", "Lisbo"]


def test_wrapped_text_keeps_its_sentences() -> None:
    text = (
        "The delegation of the northern provinces told the mediators on Monday that it\n"
        "would not accept a map that leaves the river towns on the other side, and that\n"
        "it had said so in writing more than once since the beginning of the spring when\n"
        "the first draft of the agreement was made.\n\n"
        "The mediators did not reply."
    )
    assert starts(text) == ["\nThe ", "The m"]


def test_bullets_break_wrapped_text() -> None:
    text = (
        "The committee has put together a paper in which it lists what it takes to be the\n"
        "three conditions that the other side has to meet before anything can be signed\n"
        "- an end to the blockade of the harbour and of the two roads that lead to it now\n"
        "- the return of the archive\n"
    )
    assert starts(text)[:2] == ["- an ", "- the"]


def test_headlines_of_much_the_same_width_are_no_wrapped_text() -> None:
    lines = [
        "Harbour owners turn down the mediator's paper on night work",
        "Minister says a new offer could be ready before the weekend",
        "Union chair warns of a longer strike if the talks break off",
        "Shippers ask both sides to return to the table on Wednesday",
        "Council of the port puts off its vote on the dredging works",
    ]
    assert starts("\n".join(lines)) == [line[:5] for line in lines[1:]]


def test_sentences_of_the_parser(nlp: Any) -> None:
    doc = nlp("No deal in sight\nAthens wants more time\n- a longer lease\n- lower rent\nRome said nothing.")
    assert [sent.text.strip() for sent in doc.sents] == [
        "No deal in sight",
        "Athens wants more time",
        "- a longer lease",
        "- lower rent",
        "Rome said nothing.",
    ]


def test_only_starts_are_set(nlp: Any) -> None:
    doc = mark_lines(nlp.make_doc("One line\nand another"))
    assert [token.text for token in doc if token.is_sent_start and token.i] == ["and"]
