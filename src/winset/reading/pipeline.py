"""The reading of one document: parse, who said what, who that is, what it does and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winset.reading.assembly import (
    NOBODY,
    assemble,
    merged_parties,
    moved_deadline,
    moved_flag,
    moved_meeting,
    moved_statement,
)
from winset.reading.document import Document
from winset.reading.networks import one_thread
from winset.reading.statement import DeadlineReport, Flag, MeetingReport, PartyFound, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from winset.reading.model import EnglishModel

PIECE = 60_000
"""Characters that are parsed at once; a longer document is read in pieces of at most about this length."""


@dataclass(frozen=True)
class DocumentReading:
    """What was read in one document.

    Parameters
    ----------
    statements, parties, meetings, flags, deadlines
        In the order of the text; parties with the number of their mentions.
    notes
        What the reader of the reading must know: sentences that could not be read, a document read in pieces.
    """

    statements: tuple[Statement, ...]
    parties: tuple[PartyFound, ...] = ()
    meetings: tuple[MeetingReport, ...] = ()
    flags: tuple[Flag, ...] = ()
    notes: tuple[str, ...] = ()
    deadlines: tuple[DeadlineReport, ...] = ()


class Pipeline:
    """Reads documents, one at a time; holds what is loaded once.

    Parameters
    ----------
    codebook
        A codebook file, or a loaded `winset.reading.coding.Codebook`; None for the general one that is shipped.
    actors
        A file of actors that adds to the shipped ones or overrides them, or loaded `winset.reading.actors.Actors`.
    rules_only
        Find and code by rule alone, without tagger and judge; no statement then says how sure it is.
    """

    def __init__(self, *, codebook: Any = None, actors: Any = None, rules_only: bool = False) -> None:
        from winset.reading.actors import Actors
        from winset.reading.coding import Codebook

        self.codebook = (
            Codebook.load(_path(codebook)) if codebook is None or isinstance(codebook, (str, Path)) else codebook
        )
        self.actors = Actors.load(_path(actors)) if actors is None or isinstance(actors, (str, Path)) else actors

        self.rules_only = rules_only

    @property
    def reader(self) -> str:
        """Who finds the statements, as it stands in a result."""
        return "rules" if self.rules_only else "tagger and rules"

    @property
    def networks(self) -> dict[str, str]:
        """Hashes of the neural networks that take part, by name; loads those that it names."""
        from winset.reading.embedding import network

        found = {"embedding_sha256": network().sha256}
        if not self.rules_only:
            from winset.reading.attribution.tagging.shipped import load_tagger
            from winset.reading.coding.judging.judge import load_judge

            found["tagger_sha256"] = load_tagger().sha256
            found["judge_sha256"] = load_judge().sha256
        return found

    @property
    def model(self) -> EnglishModel:
        """The English model, loaded when it is first needed."""
        from winset.reading.model import load_model

        return load_model()

    @property
    def model_sha256(self) -> str:
        """Hash over the files of the English model, recorded in every result."""
        return self.model.sha256

    def read(self, document: Document) -> DocumentReading:
        """Return what a document says.

        A document longer than `PIECE` is read in pieces cut at paragraph breaks, so that memory stays flat; pronouns
        and short names are then resolved within their piece only, which `notes` says.
        """
        cuts = pieces(document.text, PIECE)
        if len(cuts) == 1:
            return self.read_doc(self.model.nlp(document.text), document)
        statements: list[Statement] = []
        parties: list[PartyFound] = []
        meetings: list[MeetingReport] = []
        deadlines: list[DeadlineReport] = []
        flags: list[Flag] = []
        notes = [f"read in {len(cuts)} pieces of at most {PIECE:,} characters; names are resolved within each"]
        for start, end in cuts:
            piece = replace(document, text=document.text[start:end])
            read = self.read_doc(self.model.nlp(piece.text), piece)
            statements += [
                moved_statement(statement, start, len(statements) + number)
                for number, statement in enumerate(read.statements, 1)
            ]
            meetings += [
                moved_meeting(meeting, start, len(meetings) + number) for number, meeting in enumerate(read.meetings, 1)
            ]
            deadlines += [
                moved_deadline(deadline, start, len(deadlines) + number)
                for number, deadline in enumerate(read.deadlines, 1)
            ]
            flags += [moved_flag(flag, start) for flag in read.flags]
            parties += read.parties
            notes += read.notes
        for statement in statements:
            statement.check(document.text)
        return DocumentReading(
            tuple(statements),
            merged_parties(parties),
            tuple(meetings),
            tuple(flags),
            tuple(dict.fromkeys(notes)),
            tuple(deadlines),
        )

    def read_doc(self, doc: Doc, document: Document) -> DocumentReading:
        """Return what a parsed document says; `doc` must be made from exactly the document's text."""
        with one_thread():
            return self._read_doc(doc, document)

    def _read_doc(self, doc: Doc, document: Document) -> DocumentReading:
        from winset.reading.attribution import read_attributions
        from winset.reading.coding import code_all
        from winset.reading.deadlines import find_deadlines
        from winset.reading.framing import find_flags
        from winset.reading.meetings import find_meetings

        found = read_attributions(doc, rules_only=self.rules_only)
        resolver = self.actors.resolver(doc, document.published)
        known = [(a, resolver.resolve(a.source) if a.source else NOBODY) for a in found.attributions]
        codings = code_all(doc, known, resolver, self.codebook, rules_only=self.rules_only)
        statements = []
        for number, ((attribution, resolution), coding) in enumerate(zip(known, codings, strict=True), 1):
            inner = [resolver.resolve((place,)) for place in attribution.inner]
            statements.append(assemble(document, number, attribution, resolution, coding, inner=inner))
        quoted = [place for a in found.attributions if a.voice == "attributed" for place in a.content]
        notes = tuple(
            f"characters {failure.start} to {failure.end}: a step of the reading failed ({failure.reason}); what the "
            "other steps found stands"
            for failure in found.failures
        )
        return DocumentReading(
            statements=tuple(statements),
            parties=tuple(resolver.parties()),
            meetings=tuple(find_meetings(doc, document, resolver)),
            flags=tuple(find_flags(doc, attributed=quoted)),
            notes=notes,
            deadlines=tuple(find_deadlines(doc, document, resolver)),
        )


def pieces(text: str, limit: int) -> list[tuple[int, int]]:
    """Return start and end of the pieces of a text: all of it, each at most `limit` long.

    Pieces end at a blank line where one lies in their second half, else at a line break, else behind a sentence, else
    at a blank, and only where there is none of these in the middle of a word.
    """
    found = []
    start = 0
    while len(text) - start > limit:
        end = start + limit
        half = start + limit // 2
        for mark in ("\n\n", "\n", ". ", " "):
            at = text.rfind(mark, half, end)
            if at >= 0:
                end = at + len(mark)
                break
        found.append((start, end))
        start = end
    if start < len(text) or not found:
        found.append((start, len(text)))
    return found


def _path(value: str | Path | None) -> Path | None:
    return None if value is None else Path(value)
