"""A reader on which documents can do everything that real ones do to a process."""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

from tests.documents.fake import FakePipeline, write_lines
from winset.reading.document import Document
from winset.reading.jsonl import JsonlWriter
from winset.reading.pipeline import DocumentReading
from winset.reading.reader import start

NAMES = ("port", "union", "ministry", "mayor", "carrier", "pilots", "city", "court", "region", "bank")
VERBS = ("said", "insisted", "denied", "added", "warned", "hinted", "announced")
THINGS = (
    "would not sign before summer",
    "saw no reason to hurry",
    "could live with a shorter week",
    "wanted it written",
)


class Perilous(FakePipeline):
    """Does what the text says: KILL, EXIT, PRINT, SLEEP, or ONCE and a file that then exists."""

    def read(self, document: Document) -> DocumentReading:
        text = document.text
        if "KILL" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "EXIT" in text:
            os._exit(3)
        if "MEMORY" in text:
            raise MemoryError
        if "PRINT" in text:
            sys.stdout.write("noise\n")
            os.write(1, b"more noise\n")
        if "SLEEP" in text:
            time.sleep(0.05)
        if "ONCE" in text:
            marker = Path(text.split("ONCE ")[1].split(".")[0])
            if not marker.exists():
                marker.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return super().read(document)


class Broken:
    """Cannot be made in another process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()

    def read(self, document: Document) -> DocumentReading:
        raise AssertionError(document)


class Fails:
    """Says what is wrong as soon as it is asked who it is."""

    @property
    def model(self) -> object:
        from winset.core.errors import CodebookError

        raise CodebookError("codebook.yaml:3: no such key")

    def read(self, document: Document) -> DocumentReading:
        raise AssertionError(document)


class Dies:
    """Ends its process before a document is read, but not the one in which it was made."""

    def __init__(self) -> None:
        self.home = os.getpid()

    @property
    def model(self) -> object:
        if os.getpid() != self.home:
            os.kill(os.getpid(), signal.SIGKILL)
        return None

    def read(self, document: Document) -> DocumentReading:
        raise AssertionError(document)


def article(seed: int, words: int = 400) -> str:
    """An article of made-up sentences, about so many words long; the same for the same seed."""
    draw = random.Random(seed)
    sentences: list[str] = []
    while sum(len(sentence.split()) for sentence in sentences) < words:
        who, other = draw.sample(NAMES, 2)
        said, thing = draw.choice(VERBS), draw.choice(THINGS)
        day = draw.choice(("Monday", "Tuesday", "Friday"))
        sentences.append(
            draw.choice(
                (
                    f"The {who} {said} on {day} that it {thing}.",
                    f"“The {other} {thing},” a spokesman for the {who} {said}.",
                    f"According to the {who}, the {other} {thing} unless {draw.randint(2, 99)} posts were kept.",
                    f"The {who} and the {other} met on {day} for {draw.randint(2, 9)} hours.",
                )
            )
        )
    paragraphs = [" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
    return f"Report {seed}\n\n" + "\n\n".join(paragraphs) + "\n"


def corpus(path: Path, number: int, *, words: int = 60, marks: dict[int, str] | None = None) -> Path:
    """A folder of articles; `marks` are put into some of them."""
    path.mkdir()
    for i in range(number):
        mark = (marks or {}).get(i, "")
        (path / f"report-{i:04d}.txt").write_text(f"{article(i, words)}{mark}\n", encoding="utf-8")
    return path


def lines(source: Path, out: Path, *, jobs: int, resume: bool = False) -> None:
    """Read a folder into a file of lines with `Perilous`."""
    with (
        start(source, pipeline=Perilous(), jobs=jobs) as run,
        JsonlWriter(out, info=run.info, resume=resume) as writer,
    ):
        write_lines(run, writer)
