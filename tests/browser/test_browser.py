"""The report in a real browser: Chromium, headless. Skipped, with a word, where none is installed."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pypdf
import pytest

from tests.reporting import harbour
from tests.reporting.test_hostile import HOSTILE
from tests.reporting.test_hostile import page as hostile_page
from winset.reporting.report import report

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium is installed (Debian: apt-get install chromium)")

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--enable-logging=stderr",
]


def browse(tmp_path: Path, page: str, *flags: str) -> subprocess.CompletedProcess[str]:
    """Open a page in a fresh browser and return what it wrote."""
    assert BROWSER is not None
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8")
    return subprocess.run(
        [BROWSER, *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", *flags, file.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        env=os.environ | {"HOME": str(tmp_path)},
    )


@pytest.fixture(scope="module")
def page() -> str:
    made = report(harbour.negotiation(), reading=harbour.reading(), since="2026-02-28")
    assert isinstance(made, str)
    return made


def pixels(path: Path) -> tuple[int, int, list[bytes]]:
    """Return width, height and rows (RGB or RGBA, filters undone for the first byte of each row only) of a PNG."""
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
    assert depth == 8
    size = {2: 3, 6: 4}[kind]
    at, packed = 8, b""
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            packed += data[at + 8 : at + 8 + length]
        at += 12 + length
    raw = zlib.decompress(packed)
    stride = width * size
    rows: list[bytes] = []
    before = bytes(stride)
    for y in range(height):
        line = raw[y * (stride + 1) : (y + 1) * (stride + 1)]
        before = unfiltered(line[0], line[1:], before, size)
        rows.append(before)
    return width, height, rows


def unfiltered(kind: int, line: bytes, above: bytes, size: int) -> bytes:
    """Undo the filter of one row of a PNG (ISO/IEC 15948, 9.2)."""
    out = bytearray(line)
    for i in range(len(out)):
        left = out[i - size] if i >= size else 0
        up, corner = above[i], above[i - size] if i >= size else 0
        if kind == 1:
            out[i] = (out[i] + left) & 255
        elif kind == 2:
            out[i] = (out[i] + up) & 255
        elif kind == 3:
            out[i] = (out[i] + (left + up) // 2) & 255
        elif kind == 4:
            guess = left + up - corner
            near = min((left, up, corner), key=lambda v: abs(guess - v))
            out[i] = (out[i] + near) & 255
    return bytes(out)


def brightness(rows: list[bytes]) -> float:
    """Return how bright the left edge of a picture is, from 0 to 255: the paper."""
    return sum(row[0] for row in rows) / len(rows)


def test_the_policy_blocks_nothing_of_ours_and_nothing_is_complained_of(tmp_path: Path, page: str) -> None:
    done = browse(tmp_path, page, "--dump-dom")
    assert "Content Security Policy" not in done.stderr
    assert "CONSOLE" not in done.stderr
    assert done.stdout.count("<section") == page.count("<section")


def test_the_style_sheet_applies_light_and_dark(tmp_path: Path, page: str) -> None:
    found = {}
    for name, scheme in (("light", "1"), ("dark", "0")):
        shot = tmp_path / f"{name}.png"
        browse(
            tmp_path,
            page,
            f"--screenshot={shot}",
            "--window-size=300,200",
            f"--blink-settings=preferredColorScheme={scheme}",
        )
        found[name] = brightness(pixels(shot)[2])
    assert found["light"] > 230
    assert found["dark"] < 60


@pytest.mark.parametrize("width", [400, 700, 1280])
def test_nothing_runs_over_the_edge(tmp_path: Path, page: str, width: int) -> None:
    # Without a script the page cannot measure itself; a probe that holds it in a frame as wide as the window can.
    inner = tmp_path / "inner.html"
    inner.write_text(page, encoding="utf-8")
    probe = (
        f"<!DOCTYPE html><body style='margin:0'><iframe src='inner.html' style='width:{width}px;height:900px;border:0'>"
        "</iframe><script>onload=()=>{const d=document.querySelector('iframe').contentDocument.documentElement;"
        "document.title=d.scrollWidth+' '+d.clientWidth}</script>"
    )
    done = browse(
        tmp_path,
        probe,
        "--dump-dom",
        "--allow-file-access-from-files",
        f"--window-size={width},900",
        "--virtual-time-budget=3000",
    )
    match = re.search(r"<title>(\d+) (\d+)</title>", done.stdout)
    assert match, done.stdout[:200]
    assert int(match[1]) <= int(match[2])


def test_it_prints_with_the_folded_parts_open(tmp_path: Path, page: str) -> None:
    pdf = tmp_path / "report.pdf"
    browse(tmp_path, page, f"--print-to-pdf={pdf}", "--no-pdf-header-footer")
    pages = [p.extract_text() for p in pypdf.PdfReader(pdf).pages]
    text = " ".join(" ".join(pages).split())
    assert 3 <= len(pages) <= 30
    for words in ("Before you believe any of this", "we will not sign for nothing, ever", "How this was made"):
        assert words in text
    assert "Skip to the report" not in text


def test_a_link_to_a_statement_lights_it_up(tmp_path: Path, page: str) -> None:
    inner = tmp_path / "inner.html"
    inner.write_text(page, encoding="utf-8")
    probe = (
        "<!DOCTYPE html><iframe src='inner.html#st-5' width='1000' height='800'></iframe><script>onload=()=>{"
        "const d=document.querySelector('iframe').contentDocument;"
        "const c=n=>getComputedStyle(d.querySelector(n)).backgroundColor;"
        "document.title=(c('.st5x')===c('#st-5'))+' '+(c('.st6x')===c('#st-5'))}</script>"
    )
    done = browse(tmp_path, probe, "--dump-dom", "--allow-file-access-from-files", "--virtual-time-budget=3000")
    assert "<title>true false</title>" in done.stdout


@pytest.mark.parametrize("name", ["script", "attribute", "svg", "title"])
def test_hostile_text_runs_nothing(tmp_path: Path, name: str) -> None:
    page = hostile_page(HOSTILE[name].replace("alert(1)", "document.title='taken'"))
    done = browse(tmp_path, page, "--dump-dom", "--virtual-time-budget=2000")
    assert "<title>taken" not in done.stdout
    assert "<script" not in done.stdout
    assert "CONSOLE" not in done.stderr
