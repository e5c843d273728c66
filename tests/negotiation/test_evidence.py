"""Quotes are held against their documents, letter for letter; nothing outside the folder is read."""

from __future__ import annotations

import copy
import hashlib
import pickle
from pathlib import Path

import pytest

from winset.core.errors import NegotiationError
from winset.core.spans import Span
from winset.negotiation import files
from winset.negotiation.checks import evidence_of
from winset.negotiation.evidence import EvidenceIndex, nearest_passage, spans_by_document
from winset.negotiation.model import Evidence

HEAD = """\
winset: 1
title: T
parties: [{id: a, name: A}]
issues: [{id: i, question: Q, options: [{id: x, says: X}, {id: y, says: Y}]}]
positions: [{holder: a, issue: i, basis: self, needs: [x], evidence: [{document: d, quote: "we will “never” sign"}]}]
"""
REPORT = "---\ntitle: R\n---\nThey said: we will “never” sign.\nAgain: we will “never” sign.\n"


def write(tmp_path: Path, file: str, content: str | bytes | None = REPORT) -> Path:
    path = tmp_path / "talks" / "n.yaml"
    path.parent.mkdir()
    path.write_text(f"{HEAD}documents: [{{id: d, file: {file}}}]\n", encoding="utf-8")
    if content is not None:
        target = path.parent / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_places_are_found_after_front_matter(tmp_path: Path) -> None:
    n = files.load(write(tmp_path, "r/report.md"))
    evidence = n.positions[0].evidence[0]
    assert n.place(evidence) == Span(11, 31, "we will “never” sign")
    assert n.evidence_state(evidence) == "verified"
    assert [s.start for s in n.evidence_index.places("d", evidence.quote)] == [11, 40]
    assert [path for path, _ in evidence_of(n)] == [("positions", 0, "evidence", 0)]
    assert spans_by_document([("d", evidence.quote), ("d", "x" * 99)], n.evidence_index) == {
        "d": (Span(11, 31, "we will “never” sign"),)
    }


def test_plain_text_is_the_file_exactly_and_windows_line_ends_are_line_ends(tmp_path: Path) -> None:
    n = files.load(write(tmp_path, "report.txt", REPORT.replace("\n", "\r\n")))
    assert n.place(n.positions[0].evidence[0]) == Span(28, 48, "we will “never” sign")


def test_what_looks_like_front_matter_and_is_none_is_text(tmp_path: Path) -> None:
    n = files.load(write(tmp_path, "report.md", REPORT.replace("title: R", "just words")))
    assert n.place(n.positions[0].evidence[0]) == Span(30, 50, "we will “never” sign")


def test_a_quote_that_is_not_there_letter_for_letter_refuses_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "report.md", "They said: We will never sign, they did.")
    with pytest.raises(NegotiationError) as caught:
        files.load(path)
    assert str(caught.value) == (
        f"{path}:5:92: positions[0].evidence[0].quote: 'we will “never” sign' does not stand in 'd', "
        "letter for letter (the nearest passage reads 'We will never sign')"
    )


UNREAD = [
    ("missing.md", None, "the file 'missing.md' is not there"),
    ("../outside.md", REPORT, "'../outside.md' lies outside the folder of the negotiation, and was not read"),
    ("bad.txt", b"\xff\xfe\xfd", "'bad.txt' is not in UTF-8; only UTF-8 text is read here"),
    ("bad2.txt", b"a\0b", "'bad2.txt' is not a text file; only UTF-8 text is read here"),
    ("page.html", REPORT, "only plain text and Markdown are read here, and 'page.html' is neither"),
]


@pytest.mark.parametrize(("file", "content", "reason"), UNREAD, ids=[u[0] for u in UNREAD])
def test_what_was_not_read_leaves_its_quotes_unverified(
    tmp_path: Path, file: str, content: str | bytes | None, reason: str
) -> None:
    found = files.examine(write(tmp_path, file, content))
    n = found.require()
    assert n.place(n.positions[0].evidence[0]) is None
    assert n.evidence_state(n.positions[0].evidence[0]) == "unverified"
    assert [w.message for w in found.warnings] == [f"quotes from 'd' are unverified: {reason}"]
    assert (found.warnings[0].line, found.warnings[0].path) == (6, "documents[0].file")


def test_a_document_whose_hash_is_another_is_a_warning(tmp_path: Path) -> None:
    path = write(tmp_path, "report.md")
    text = path.read_text(encoding="utf-8")
    body = REPORT.split("---\n")[2]
    right = [hashlib.sha256(content.encode()).hexdigest() for content in (body, REPORT)]
    for sha, expected in [(right[0], []), (right[1], []), ("0" * 64, ["documents[0].sha256"])]:
        path.write_text(text.replace("report.md", f"report.md, sha256: {sha}"), encoding="utf-8")
        assert [w.path for w in files.examine(path).warnings] == expected


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    path = write(tmp_path, "link.md", None)
    (tmp_path / "secret.md").write_text(REPORT)
    (path.parent / "link.md").symlink_to(tmp_path / "secret.md")
    assert "lies outside" in files.examine(path).warnings[0].message


def test_outside_documents_are_read_where_that_is_allowed(tmp_path: Path) -> None:
    path = write(tmp_path, "../outside.md")
    n = files.load(path, documents_anywhere=True)
    assert n.evidence_state(n.positions[0].evidence[0]) == "verified"


def test_texts_that_are_given_come_first(tmp_path: Path) -> None:
    path = write(tmp_path, "page.html", "<p>")
    n = files.load(path, texts={"d": "x we will “never” sign"})
    assert n.place(n.positions[0].evidence[0]) == Span(2, 22, "we will “never” sign")
    other = n.with_evidence(EvidenceIndex({"d": "nothing"}))
    assert other.evidence_state(other.positions[0].evidence[0]) == "missing"
    assert n.evidence_state(n.positions[0].evidence[0]) == "verified"


def test_what_was_read_is_no_part_of_the_content(tmp_path: Path) -> None:
    path = write(tmp_path, "report.md")
    n, bare = files.load(path), files.loads(path.read_text(encoding="utf-8"))
    assert n == bare
    assert n.sha256 == bare.sha256
    for other in (copy.deepcopy(n), pickle.loads(pickle.dumps(n)), n.model_copy(update={"title": "U"})):
        assert other.evidence_state(Evidence(document="d", quote="never")) == "verified"
    assert bare.evidence_state(Evidence(document="d", quote="never")) == "unverified"


def test_the_nearest_passage_is_cut_letter_for_letter_or_is_none() -> None:
    text = "It was said that the  Port (of Marle) will pay, at once. Nothing else."
    assert nearest_passage(text, "the port of Marle will pay") == "the  Port (of Marle) will pay"
    assert nearest_passage(text, "wholly different words here") is None
    assert nearest_passage("", "x") is None
    assert nearest_passage(text, "…") is None
