"""A reader that needs no model: each sentence is a statement, and some documents break it."""

from __future__ import annotations

import re

from winset.reading.document import Document
from winset.reading.jsonl import JsonlWriter, LineMaker, skipped_line
from winset.reading.pipeline import DocumentReading
from winset.reading.reader import Run
from winset.reading.statement import PartyFound, Statement


class FakePipeline:
    """Counts what it reads, so that a test can tell what was read again."""

    def __init__(self, *, fails_on: str = "") -> None:
        self.read_documents: list[str] = []
        self.fails_on = fails_on

    def read(self, document: Document) -> DocumentReading:
        self.read_documents.append(document.id)
        if self.fails_on and self.fails_on in document.text:
            raise RuntimeError("the sentence was too hard")
        places = [match.span() for match in re.finditer(r"\S[^.]*\.", document.text)]
        return DocumentReading(
            statements=tuple(
                Statement(
                    id=f"{document.id}-s{number:02d}",
                    document=document.id,
                    voice="attributed",
                    content=(document.span(*place),),
                    speaker="Ada Brink",
                    speaker_party="port",
                    act="reject",
                    firmness="red_line",
                )
                for number, place in enumerate(places, 1)
            ),
            parties=(
                PartyFound("union", "Dockers’ Union", "organisation", 1, ("members",)),
                PartyFound("port", "Port", "organisation", 2),
            ),
            notes=("a note of the reader",) if "note" in document.text else (),
        )


def write_lines(run: Run, writer: JsonlWriter) -> None:
    """Write the line of each document of a run, as the command does."""
    for outcome in run.results(LineMaker(), known=writer.has):
        if outcome.skipped is not None:
            writer.skip(outcome.skipped, skipped_line(outcome.skipped, run.info).encode())
            continue
        assert outcome.facts is not None
        if outcome.known:
            writer.keep(outcome.facts)
        else:
            writer.write(outcome.facts, outcome.made.data)
