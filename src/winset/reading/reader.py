"""``winset.read``: documents in, one reading out; and the same for corpora, a document at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any

from winset.core.errors import DocumentError, InputError, Problem
from winset.reading.batch import DeskSetup, DocumentReader, Finish, Known, Outcome, Recipe, read_here, read_with
from winset.reading.capacity import jobs_for
from winset.reading.loaders import Found, Limits, Metadata, find_documents
from winset.reading.loaders.content import date_of
from winset.reading.statement import PartyFound, Reading, ReadingInfo, Skipped

if TYPE_CHECKING:
    from winset.reading.workers import Workers

__all__ = ["DocumentReader", "Run", "collect", "merge", "merge_parties", "nothing_read", "read", "start"]

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
Progress = Callable[[int, int, str], None]


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
    jobs: int | None = 1,
    rules_only: bool = False,
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
    jobs
        How many processes read; 1 is this one. With more, the same reading comes sooner, each process needs the memory
        of the model again, and a document on which one dies is skipped. None for as many as there are cores, documents
        and memory for.
    rules_only
        Find and code by rule alone, without tagger and judge; no statement then says how sure it is.

    Raises
    ------
    DocumentError
        Where there is one document and it cannot be read.
    InputError
        Where none of several can be read, or an option is wrong.
    MissingDependency
        Where the English model is not installed.
    """
    with start(
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
        jobs=jobs,
        rules_only=rules_only,
    ) as run:
        reading = collect(run, progress=progress)
    return reviewers(reading) if reviewers is not None else reading


class Run:
    """A reading under way: what will be read, what was passed over already, and how. Made by `start`.

    `outcomes` and `results` read one document after the other, or a few at the same time where there are several
    `jobs`, and hold no more than those in memory. A context manager; `close` ends the processes of several jobs.

    Parameters
    ----------
    found
        The files, in the order in which they are read.
    skipped
        What was passed over, and why.
    recipe
        How documents are read.
    jobs
        In how many processes; 1 for this one.
    """

    def __init__(self, found: tuple[Found, ...], skipped: tuple[Skipped, ...], *, recipe: Recipe, jobs: int) -> None:
        self.found = found
        self.skipped = skipped
        self.jobs = jobs
        self._workers: Workers[Any, Outcome] | None = None
        if jobs == 1:
            self._desk = recipe.desk()
        else:
            from winset.reading.workers import Workers

            self._workers = Workers(DeskSetup(recipe), jobs=jobs)

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes that read, if there are any."""
        if self._workers is not None:
            self._workers.close()

    @property
    def info(self) -> ReadingInfo:
        """How the documents are read; waits for the first process that is ready, and raises what is wrong with it."""
        if self._workers is None:
            return self._desk.info
        info = self._workers.greeting()
        assert isinstance(info, ReadingInfo)
        return info

    def results(
        self, finish: Finish, *, known: Known | None = None, progress: Progress | None = None
    ) -> Iterator[Outcome]:
        """Yield what came of each document, in order: one for each of `found`.

        Parameters
        ----------
        finish
            Makes of the reading of a document what is wanted of it, in the process that read it.
        known
            Given a document as `winset.reading.jsonio.document_json` has it, tells whether it has been read in an
            earlier run; it is not read then. With several jobs it is called from other threads, one at a time.
        progress
            As in `read`.
        """
        if self._workers is None:
            outcomes = read_here(self._desk, self.found, finish, known)
        else:
            outcomes = read_with(self._workers, self.found, finish, known)
        for number, one in enumerate(self.found):
            if progress is not None:
                progress(number, len(self.found), one.name)
            yield next(outcomes)
        if progress is not None:
            progress(len(self.found), len(self.found), "")

    def outcomes(self, *, known: Known | None = None, progress: Progress | None = None) -> Iterator[Reading | Skipped]:
        """Yield a reading of each document by itself, or why there is none, in order; nothing for those `known`.

        Parameters as in `results`.
        """
        for outcome in self.results(_as_it_is, known=known, progress=progress):
            if outcome.skipped is not None:
                yield outcome.skipped
            elif not outcome.known:
                yield outcome.made


def _as_it_is(reading: Reading) -> Reading:
    return reading


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
    jobs: int | None = 1,
    rules_only: bool = False,
) -> Run:
    """Find the documents and load the pipeline, and read nothing yet. Parameters and errors as in `read`.

    `options` are recorded in the reading's `info` besides those that are given here. With several `jobs`, processes are
    started that load it; what is wrong with it is raised by `Run.info` and when they are to read. Standard input is
    read by this process, and so is all that is named with it.
    """
    if jobs is not None and (isinstance(jobs, bool) or not isinstance(jobs, int) or jobs < 1):
        raise InputError(
            f"jobs={jobs!r} is not a number of processes; give 1 or more, or None for what the machine has"
        )
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
    named = {
        "published": str(date) if date else "",
        "publisher": publisher,
        "title": title,
        "author": author,
        "url": url,
    }
    recorded = {name: value for name, value in named.items() if value} | dict(options or {})
    recipe = Recipe(codebook, actors, pipeline, recorded, limits, given, rules_only)
    here = any(one.path is None for one in found)
    processes = 1 if here else jobs_for(len(found)) if jobs is None else min(jobs, len(found))
    return Run(tuple(found), tuple(skipped), recipe=recipe, jobs=processes)


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
    from winset.reading.coding.proposed import propose

    statements = tuple(statement for part in parts for statement in part.statements)
    return Reading(
        documents=tuple(documents),
        statements=statements,
        parties=merge_parties(party for part in parts for party in part.parties),
        meetings=tuple(meeting for part in parts for meeting in part.meetings),
        deadlines=tuple(deadline for part in parts for deadline in part.deadlines),
        flags={name: flags for part in parts for name, flags in part.flags.items()},
        skipped=(*skipped, *(one for part in parts for one in part.skipped)),
        info=info or parts[0].info,
        rejected=tuple(statement for part in parts for statement in part.rejected),
        proposed=propose(statements, {issue for statement in statements for issue in statement.issues}),
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
