"""Folders: what is read, in which order, under which id; what is passed over, and sidecars."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from winset.core.dates import PartialDate
from winset.core.errors import DocumentError
from winset.reading.loaders import Metadata, find_documents, load


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"Text of {name}.")


def test_folders_are_walked_in_sorted_order(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.md", "a/Y.HTML", "c.docx", "a.txt", ".hidden.txt", ".git/x.txt", "~$c.docx")
    found, skipped = find_documents([tmp_path])
    assert [os.path.relpath(f.name, tmp_path) for f in found] == ["a/Y.HTML", "a/z.md", "a.txt", "b.txt", "c.docx"]
    assert skipped == []


def test_ids_are_unique_and_do_not_hang_on_what_can_be_read(tmp_path: Path) -> None:
    write(tmp_path, "x/My Report (1).txt", "y/My-Report-1.txt", "z/my_report_1.md", "ж.txt")
    (tmp_path / "x/My Report (1).txt").write_bytes(b"\0")
    found, _ = find_documents([tmp_path])
    assert [f.id for f in found] == ["my_report_1", "my_report_1_2", "my_report_1_3", "unnamed"]


def test_what_is_passed_over_is_said(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.csv", "README", "orphan.meta.yaml", "a.meta.yaml")
    found, skipped = find_documents([tmp_path])
    assert [f.id for f in found] == ["a"]
    assert [(Path(s.path).name, s.code) for s in skipped] == [
        ("README", "unknown_suffix"),
        ("b.csv", "unknown_suffix"),
        ("orphan.meta.yaml", "sidecar"),
    ]
    assert "files ending in .csv are not read in a folder" in skipped[1].reason


def test_a_file_that_is_named_is_tried_whatever_its_suffix(tmp_path: Path) -> None:
    write(tmp_path, "notes.log", "plain")
    found, skipped = find_documents([tmp_path / "notes.log", tmp_path / "plain"])
    assert [load(f).text for f in found] == ["Text of notes.log.", "Text of plain."]
    assert skipped == []


def test_sidecars_that_are_named_are_no_documents(tmp_path: Path) -> None:
    write(tmp_path, "a.pdf", "a.meta.yaml", "b.meta.yaml")
    found, skipped = find_documents(sorted(tmp_path.iterdir()))
    assert [f.id for f in found] == ["a"]
    assert [(Path(s.path).name, s.code) for s in skipped] == [("b.meta.yaml", "sidecar")]


def test_the_same_file_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    found, skipped = find_documents([tmp_path / "a.txt", tmp_path])
    assert [f.id for f in found] == ["a"]
    assert [s.code for s in skipped] == ["duplicate", "duplicate"]


def test_loops_of_symbolic_links_end(tmp_path: Path) -> None:
    write(tmp_path, "a/b/x.txt")
    (tmp_path / "a/b/up").symlink_to("../..")
    (tmp_path / "a/self").symlink_to("self")
    found, skipped = find_documents([tmp_path])
    assert [f.id for f in found] == ["x"]
    assert [(Path(s.path).name, s.code) for s in skipped] == [("up", "loop"), ("self", "unknown_suffix")]


def test_a_deep_folder_does_not_end_in_recursion(tmp_path: Path) -> None:
    here = tmp_path
    for _ in range(300):
        here /= "d"
    here.mkdir(parents=True)
    (here / "x.txt").write_text("x")
    found, _ = find_documents([tmp_path])
    assert [f.id for f in found] == ["x"]


def test_a_name_that_is_no_utf_8_can_be_printed(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"\xff\x1b.txt")).write_text("x")
    except OSError:
        pytest.skip("this file system has no such names")
    found, _ = find_documents([tmp_path])
    assert found[0].name.endswith("\\xff\x1b.txt")
    assert load(found[0]).path.encode("utf-8")


def test_a_sidecar_corrects_the_document(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Own\npublished: 2026-03-01\nauthor: Own\n---\nText.")
    (tmp_path / "a.meta.yaml").write_text("title: Better\npublished: 2026-03-02\nurl: https://example.org/\n")
    found, _ = find_documents([tmp_path])
    document = load(found[0], given=Metadata(publisher="Given", author="Given"))
    assert document.title == "Better"
    assert document.published == PartialDate(2026, 3, 2)
    assert document.url == "https://example.org/"
    assert document.author == "Own"
    assert document.publisher == "Given"
    assert document.notes == (
        "title is Better by the sidecar; the document says Own",
        "published is 2026-03-02 by the sidecar; the document says 2026-03-01",
        "author is Own; Given was for documents that say nothing of it",
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("publishd: 2026-03-02", "unknown key 'publishd'; did you mean 'published'?"),
        ("published: soon", "'soon' is not a date"),
        ("- a list", "is not a list of `key: value` lines, such as published: 2026-03-02"),
        ("title: [", "line 1: is not YAML"),
        ("title: " + "x" * 70_000, "the limit is 64 KiB"),
        ("a: &a [x]\nb: *a", "anchor or alias"),
    ],
)
def test_a_broken_sidecar_is_an_error_with_its_name(tmp_path: Path, content: str, message: str) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "a.meta.yaml").write_text(content)
    found, _ = find_documents([tmp_path])
    with pytest.raises(DocumentError) as caught:
        load(found[0])
    assert caught.value.code in ("sidecar", "too_large")
    assert str(caught.value).startswith(str(tmp_path / "a.meta.yaml"))
    assert message in str(caught.value)


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.txt", "shut/b.txt")
    iterdir = Path.iterdir

    def deny(self: Path) -> object:
        if self.name == "shut":
            raise PermissionError(13, "Permission denied", str(self))
        return iterdir(self)

    monkeypatch.setattr(Path, "iterdir", deny)
    found, skipped = find_documents([tmp_path])
    assert [f.id for f in found] == ["a"]
    assert [s.code for s in skipped] == ["permission"]
