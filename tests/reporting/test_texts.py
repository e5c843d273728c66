"""A document cut into pieces: joined they are the text, and every mark lies on exactly its own characters."""

from __future__ import annotations

from hypothesis import given, settings

from tests.strategies import readings
from winset.core.spans import Span
from winset.negotiation.model import Evidence
from winset.reading.document import Document
from winset.reading.statement import Reading, Statement
from winset.reporting.marks import Marks
from winset.reporting.parts import Use
from winset.reporting.texts import blocks, is_wrapped


@settings(max_examples=80, deadline=None)
@given(readings())
def test_pieces_are_the_text_and_marks_lie_on_their_spans(reading: Reading) -> None:
    marks = Marks(reading.documents, reading.statements, {})
    for document in reading.documents:
        here = marks.of(document.id)
        made = blocks(document.text, here, reading.flags.get(document.id, ()))
        assert "".join("".join(p.text for p in b.pieces) + b.after for b in made) == document.text
        for mark in here:
            covered: set[int] = set()
            at = 0
            for block in made:
                for piece in block.pieces:
                    if mark in piece.marks:
                        covered |= set(range(at, at + len(piece.text)))
                    at += len(piece.text)
                at += len(block.after)
            spans = {i for s in mark.spans for i in range(s.start, s.end)}
            # What lies between paragraphs is white space and carries no mark.
            assert covered <= spans
            assert all(document.text[i].isspace() for i in spans - covered)
            starts = [p for b in made for p in b.pieces if mark in p.starts]
            assert len(starts) <= 1


def test_overlapping_marks_share_pieces() -> None:
    text = "one two three four"
    document = Document("d", text)
    one = Statement("a", "d", "attributed", (Span.of(text, 0, 13),))
    two = Statement("b", "d", "narrator", (Span.of(text, 4, 18),))
    marks = Marks([document], [one, two], {})
    (block,) = blocks(text, marks.of("d"))
    assert [(p.text, [m.code for m in p.marks]) for p in block.pieces] == [
        ("one ", ["S1"]),
        ("two three", ["S1", "S2"]),
        (" four", ["S2"]),
    ]


def test_evidence_is_found_where_a_statement_covers_it() -> None:
    text = "never again. They said: never again."
    document = Document("d", text)
    statement = Statement("a", "d", "attributed", (Span.of(text, 24, 35),))
    marks = Marks([document], [statement], {"report": "d"})
    mark, place = marks.evidence(Evidence(document="report", quote="never again")) or (None, None)
    assert mark is not None
    assert place is not None
    assert (mark.code, place.start) == ("S1", 24)
    free = marks.evidence(Evidence(document="d", quote="They said"))
    assert free is not None
    assert (free[0].code, free[0].kind) == ("E1", "evidence")
    assert marks.evidence(Evidence(document="d", quote="They Said")) is None
    assert marks.evidence(Evidence(document="other", quote="never")) is None
    marks.use(mark, Use("x", "X"))
    marks.use(mark, Use("x", "X"))
    assert marks.uses(mark) == [Use("x", "X")]


def test_long_documents_leave_out_what_is_not_marked_and_say_so() -> None:
    text = "\n\n".join(["a" * 100, "b" * 50, "c" * 70])
    statement = Statement("s", "d", "attributed", (Span.of(text, 102, 112),))
    marks = Marks([Document("d", text)], [statement], {})
    made = blocks(text, marks.of("d"), most=150)
    assert [b.skipped for b in made] == [100, 70]
    assert [b.marked for b in made] == [True, False]


def test_a_text_wrapped_by_hand_is_known_by_its_lines() -> None:
    assert is_wrapped("one line\nanother line\n\nnew paragraph")
    assert not is_wrapped("x" * 200 + "\n\n" + "y" * 300)
    assert not is_wrapped("one\ntwo")


def test_marks_inside_marks_go_as_well() -> None:
    from winset.reporting.shown import unquoted

    assert unquoted('a "«b c" d', ["nothing of it"]) == "a b c d"
    assert unquoted("the “red line” and “x»", ["a red line here"]) == "the “red line” and x"
    assert unquoted('"a" "b"', ["b"]) == 'a "b"'
