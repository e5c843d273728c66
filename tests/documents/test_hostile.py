"""What is wrong with a file: each case ends in its code, in a message with the next step, and in nothing else."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.documents.make import pdf
from winset.core.errors import DocumentError
from winset.reading.loaders import CODES, SUFFIXES, Found, Limits, load
from winset.reading.loaders import files as files_module


def refused(path: Path, limits: Limits | None = None) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        load(Found(path, str(path), "a"), limits=limits)
    error = caught.value
    assert error.code in CODES
    assert str(error).startswith(error.path)
    return error


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "data", "code", "message"),
    [
        ("a.txt", b"", "empty", "is empty; give a file with text in it"),
        ("a.txt", b" \n\t\xc2\xa0\n", "empty", "holds nothing but white space"),
        ("a.md", b"---\ntitle: T\n---\n", "empty", "is empty"),
        ("a.md", b"", "empty", "is empty"),
        ("a.html", b"", "empty", "is empty"),
        ("a.html", b"<html><body> </body></html>", "empty", "is empty"),
        ("a.pdf", b"", "empty", "is empty"),
        ("a.docx", b"", "empty", "is empty"),
        ("a.txt", bytes(range(256)) * 10, "binary", "it holds control bytes"),
        ("a.txt", b"text \0 text", "binary", "it holds control bytes"),
        ("a.html", bytes(range(256)) * 10, "binary", "it holds control bytes"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "unsupported", "is a PNG picture, which winset does not read"),
        ("a.txt", b"\x1f\x8b\x08" + bytes(100), "unsupported", "is a gzip archive, which winset does not read; unpack"),
        ("a.docx", OLE, "unsupported", "an old or a protected Office file, which winset does not read; save it as"),
        ("a.doc", OLE, "unsupported", "an old or a protected Office file"),
        ("a.rtf", b"{\\rtf1 hello}", "unsupported", "is an RTF file, which winset does not read; save it as .docx"),
        ("a.pdf", b"hello", "not_a_pdf", "is not a PDF, whatever its name; fetch it again"),
        ("a.docx", b"hello", "not_a_docx", "is not a Word document, whatever its name"),
        ("a.txt", b"x" * 1001, "too_large", "has 1,001 characters, the limit is 1,000; split it, or raise it w"),
        ("a.txt", b"x" * 5001, "too_large", "has more than 1,000 characters, the limit"),
        (
            "a.html",
            b"x" * 9001,
            "too_large",
            "holds 8.79 KiB, the limit is 8.789 KiB; split it, or raise it with Limits(bytes=…) or --limit bytes=…",
        ),
    ],
)
def test_bad_content(tmp_path: Path, name: str, data: bytes, code: str, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    error = refused(path, Limits(characters=1_000, bytes=9_000))
    assert error.code == code
    assert message in str(error)
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


def test_the_name_may_lie_where_the_bytes_do_not(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(pdf([["Hello."]]))
    document = load(Found(path, "a.txt", "a"))
    assert document.text == "Hello.\n"
    assert document.notes == ("is named like plain text but is a PDF, and was read as that",)


def test_missing_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("x")
    error = refused(tmp_path / "raport.txt")
    assert error.code == "missing"
    assert "did you mean report.txt?" in str(error)
    assert "there is no folder" in str(refused(tmp_path / "no" / "such.txt"))


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000])
def test_names_that_no_file_can_have(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path / name).code in ("io_error", "missing")


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    if os.access(path, os.R_OK):  # root may read everything

        def deny(*_: object, **__: object) -> int:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(os, "open", deny)
    error = refused(path)
    assert error.code == "permission"
    assert "change its permissions" in str(error)


def test_folders_and_devices_are_no_files(tmp_path: Path) -> None:
    error = refused(tmp_path)
    assert error.code == "not_a_file"
    assert "is a folder" in str(error)
    error = refused(Path("/dev/zero"))
    assert error.code == "not_a_file"
    assert "is a device, not an ordinary file; pass its content on standard input with -" in str(error)


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    error = refused(tmp_path / "pipe.txt")
    assert error.code == "not_a_file"
    assert "is a pipe" in str(error)


@pytest.fixture
def socket_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)  # the name of a socket has to be short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        yield Path("s.txt")


def test_a_socket_is_no_file(socket_file: Path) -> None:
    assert refused(socket_file).code == "not_a_file"


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    assert refused(tmp_path / "a.txt").code == "loop"


@pytest.mark.parametrize("change", [b" and more", None])
def test_a_file_that_changes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: bytes | None
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one and two")
    drain = files_module._drain

    def slowly(file: BinaryIO, most: int) -> bytes:
        data = drain(file, most)
        if change is None:
            path.write_bytes(b"three")  # cut
            os.utime(path, ns=(1, 1))
        else:
            with path.open("ab") as other:
                other.write(change)
        return data

    monkeypatch.setattr(files_module, "_drain", slowly)
    error = refused(path)
    assert error.code == "changed"
    assert "read it again when nothing writes to it any more" in str(error)


def test_a_file_that_grows_for_ever_stops_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 100)
    fstat = os.fstat

    class Small:
        def __init__(self, status: os.stat_result) -> None:
            self.st_mode, self.st_size, self.st_mtime_ns = status.st_mode, 5, status.st_mtime_ns

    monkeypatch.setattr(os, "fstat", lambda descriptor: Small(fstat(descriptor)))
    error = refused(path, Limits(bytes=50))
    assert error.code == "too_large"
    assert "holds more than 50 bytes" in str(error)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs /proc")
def test_descriptors_are_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"junk")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(5):
        refused(path)
        refused(tmp_path)
    assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.parametrize("value", [0, -1, 1.5, True, "9"])
def test_limits_are_positive_whole_numbers(value: object) -> None:
    with pytest.raises(ValueError, match="limit pages="):
        Limits(pages=value)  # type: ignore[arg-type]


def test_every_suffix_has_a_loader() -> None:
    assert set(SUFFIXES.values()) == {"text", "markdown", "html", "pdf", "docx"}
