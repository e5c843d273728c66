"""``winset.read``: documents in, one reading out; and the same for corpora, a document at a time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from winset._version import __version__
from winset.core.errors import DocumentError, InputError, MissingDependency, Problem
from winset.reading.document import Document
from winset.reading.loaders import Found, Limits, Metadata, find_documents, load
from winset.reading.loaders.content import date_of
from winset.reading.loaders.folder import skipped_by
from winset.reading.statement import PartyFound, Reading, ReadingInfo, Skipped

if TYPE_CHECKING:
    from winset.reading.pipeline import DocumentReading

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
Progress = Callable[[int, int, str], None]
Known = Callable[[Document], bool]


class DocumentReader(Protocol):
    """What reads one document: `winset.reading.pipeline.Pipeline`, or something in its place."""

    def read(self, document: Document) -> DocumentReading:
        """Return what a document says."""
        ...


def read(
    paths: Paths,
    *,
    published: object = None,
    publisher: str | None = None,
    title: str | None = None,
    author: str | None = None,
    url: str | None = None,
    codebook: Any = None,
    actors: Any = None,
    reviewers: Callable[[Reading], Reading] | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
    pipeline: DocumentReader | None = None,
) -> Reading:
    """Read documents: who said what, where it stands, and whose position it speaks of.

    A document that cannot be read is skipped, and `Reading.skipped` says why; so is one whose text was read already.

    Parameters
    ----------
    paths
        Files and folders; ``-`` stands for standard input. Folders are walked in sorted order. Formats: txt, md, html,
        pdf, docx.
    published
        For documents that do not say when they were published: ``2026-03-02``, ``2026-03``, ``2026`` or a date. Without
        one, relative dates stay open; today's date is never assumed.
    publisher, title, author, url
        For documents that do not say so themselves. A title or an address needs a single document.
    codebook, actors
        Files, or loaded `Codebook` and `Actors`; None for what winset ships.
    reviewers
        Applied to the reading at the end, such as corrections by people; returns the reviewed reading.
    limits
        What a document may be at most.
    progress
        Called with the number of documents done, of all, and the name of the next one; with an empty name at the end.
    pipeline
        Reads each document in place of winset's own pipeline; `codebook` and `actors` are not used then.

    Raises
    ------
    DocumentError
        Where there is one document and it cannot be read.
    InputError
        Where none of several can be read, or an option is wrong.
    MissingDependency
        Where the English model is not installed.
    """
    run = start(
        paths,
        published=published,
        publisher=publisher,
        title=title,
        author=author,
        url=url,
        codebook=codebook,
        actors=actors,
        limits=limits,
        pipeline=pipeline,
    )
    reading = collect(run, progress=progress)
    return reviewers(reading) if reviewers is not None else reading


@dataclass(frozen=True)
class Run:
    """A reading under way: what will be read, what was passed over already, and how.

    Made by `start`. `outcomes` reads one document after the other and holds no more than one in memory.
    """

    found: tuple[Found, ...]
    skipped: tuple[Skipped, ...]
    given: Metadata
    limits: Limits | None
    pipeline: DocumentReader
    info: ReadingInfo

    def outcomes(self, *, known: Known | None = None, progress: Progress | None = None) -> Iterator[Reading | Skipped]:
        """Yield a reading of each document by itself, or why there is none, in order.

        Parameters
        ----------
        known
            Tells whether a document has been read in an earlier run; it is passed over then, without a word.
        progress
            As in `read`.
        """
        texts: dict[str, str] = {}
        for number, found in enumerate(self.found):
            if progress is not None:
                progress(number, len(self.found), found.name)
            try:
                document = load(found, limits=self.limits, given=self.given)
            except DocumentError as error:
                yield skipped_by(error) if error.path == found.name else Skipped(found.name, error.code, str(error))
                continue
            if document.sha256 in texts:
                reason = f"holds the same text as {texts[document.sha256]}, which is read already"
                yield Skipped(found.name, "duplicate", reason)
                continue
            texts[document.sha256] = found.name
            if known is None or not known(document):
                yield self._read(document)
        if progress is not None:
            progress(len(self.found), len(self.found), "")

    def _read(self, document: Document) -> Reading | Skipped:
        try:
            result = self.pipeline.read(document)
            if result.notes:
                document = replace(document, notes=(*document.notes, *result.notes))
            return Reading(
                documents=(document,),
                statements=result.statements,
                parties=result.parties,
                meetings=result.meetings,
                flags={document.id: result.flags} if result.flags else {},
                skipped=(),
                info=self.info,
            )
        except MissingDependency:
            raise
        except Exception as error:  # noqa: BLE001  (a fault in one document must not lose the others)
            reason = f"the reader failed on it ({type(error).__name__}: {error}); please report this with the document"
            return Skipped(document.path, "reading_failed", reason)


def start(
    paths: Paths,
    *,
    published: object = None,
    publisher: str | None = None,
    title: str | None = None,
    author: str | None = None,
    url: str | None = None,
    codebook: Any = None,
    actors: Any = None,
    limits: Limits | None = None,
    pipeline: DocumentReader | None = None,
    options: Mapping[str, str] | None = None,
) -> Run:
    """Find the documents and load the pipeline, and read nothing yet. Parameters and errors as in `read`.

    `options` are recorded in the reading's `info` besides those that are given here.
    """
    try:
        date = date_of(str(published)) if published not in (None, "") else None
    except ValueError as error:
        raise InputError(f"published: {error}") from None
    given = Metadata(title=title, publisher=publisher, author=author, url=url, published=date)
    listed = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    if not listed:
        raise InputError("no document was named; name files or folders, or - for standard input")
    found, skipped = find_documents(listed)
    for name, value in (("title", title), ("url", url)):
        if value is not None and len(found) > 1:
            raise InputError(f"{name}={value!r} is for one document, and there are {len(found)}; use sidecar files")
    if not found:
        raise nothing_read(skipped)
    if pipeline is None:
        from winset.reading.pipeline import Pipeline

        pipeline = Pipeline(codebook=codebook, actors=actors)
    named = {
        "published": str(date) if date else "",
        "publisher": publisher,
        "title": title,
        "author": author,
        "url": url,
    }
    recorded = {name: value for name, value in named.items() if value} | dict(options or {})
    return Run(tuple(found), tuple(skipped), given, limits, pipeline, _info(pipeline, actors, recorded))


def collect(run: Run, *, progress: Progress | None = None) -> Reading:
    """Read all documents of a run into one reading. Errors as in `read`."""
    readings: list[Reading] = []
    skipped = list(run.skipped)
    for outcome in run.outcomes(progress=progress):
        if isinstance(outcome, Skipped):
            skipped.append(outcome)
        else:
            readings.append(outcome)
    if not readings:
        raise nothing_read(skipped)
    return merge(readings, skipped=skipped, info=run.info)


def _info(pipeline: DocumentReader, actors: Any, options: dict[str, str]) -> ReadingInfo:
    """Say how a reading is made; loads the model, so that one that is missing is not every document's fault."""
    model = getattr(pipeline, "model", None)
    codebook = getattr(pipeline, "codebook", None)
    if isinstance(actors, (str, os.PathLike)):
        file = Path(actors)
        options |= {"actors": file.name, "actors_sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    return ReadingInfo(
        version=__version__,
        reader=str(getattr(pipeline, "reader", "rules")),
        model=str(getattr(model, "label", "")),
        model_sha256=str(getattr(model, "sha256", "")),
        codebook=Path(str(getattr(codebook, "name", ""))).name,
        codebook_sha256=str(getattr(codebook, "sha256", "")),
        options=dict(sorted(options.items())),
    )


def merge(readings: Iterable[Reading], *, skipped: Iterable[Skipped] = (), info: ReadingInfo | None = None) -> Reading:
    """Return several readings as one; mentions of a party add up.

    Parameters
    ----------
    readings
        At least one; no two of them with a document of the same id.
    skipped
        Put before what the readings themselves skipped.
    info
        Of the whole; that of the first reading where it is not given.

    Raises
    ------
    InputError
        Where there is no reading, or a document id comes twice.
    """
    parts = list(readings)
    if not parts:
        raise InputError("there are no readings to merge")
    documents = [document for part in parts for document in part.documents]
    ids = [document.id for document in documents]
    twice = sorted({one for one in ids if ids.count(one) > 1}) if len(set(ids)) < len(ids) else []
    if twice:
        raise InputError(f"the document id {twice[0]!r} comes twice; ids must be unique in a reading")
    if len(parts) > 1:
        from winset.reading.actors.across import align

        parts = align(parts)
    return Reading(
        documents=tuple(documents),
        statements=tuple(statement for part in parts for statement in part.statements),
        parties=merge_parties(party for part in parts for party in part.parties),
        meetings=tuple(meeting for part in parts for meeting in part.meetings),
        flags={name: flags for part in parts for name, flags in part.flags.items()},
        skipped=(*skipped, *(one for part in parts for one in part.skipped)),
        info=info or parts[0].info,
        rejected=tuple(statement for part in parts for statement in part.rejected),
    )


def merge_parties(parties: Iterable[PartyFound]) -> tuple[PartyFound, ...]:
    """Return each party once, in alphabetical order of the ids, its mentions added up and its members joined."""
    found: dict[str, PartyFound] = {}
    for party in parties:
        before = found.get(party.id)
        found[party.id] = (
            party
            if before is None
            else replace(
                before,
                mentions=before.mentions + party.mentions,
                members=tuple(sorted({*before.members, *party.members})),
            )
        )
    return tuple(found[name] for name in sorted(found))


def nothing_read(skipped: Iterable[Skipped]) -> InputError:
    """Return the error for a run in which no document could be read."""
    failed = list(skipped)
    if len(failed) == 1:
        return DocumentError(failed[0].path, failed[0].code, failed[0].reason)
    if not failed:
        return InputError("there is no document in what was named; winset reads .txt, .md, .html, .pdf and .docx")
    return InputError(
        f"none of {len(failed)} files could be read:",
        problems=[Problem(file=one.path, message=one.reason) for one in failed],
    )
