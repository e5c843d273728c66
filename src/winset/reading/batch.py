"""Many documents, one after the other or on several cores at once: the same results in the same order either way."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from winset._version import __version__
from winset.core.errors import DocumentError, MissingDependency
from winset.reading.document import Document
from winset.reading.jsonio import document_json
from winset.reading.loaders import Found, Limits, Metadata, load
from winset.reading.loaders.folder import skipped_by
from winset.reading.statement import Reading, ReadingInfo, Skipped

if TYPE_CHECKING:
    from winset.reading.pipeline import DocumentReading
    from winset.reading.worker import Ask
    from winset.reading.workers import Workers

Facts = dict[str, Any]
Known = Callable[[Mapping[str, Any]], bool]

_READ_IT = "read it"
_KNOWN = "known"
_TWICE = "twice"


class DocumentReader(Protocol):
    """What reads one document: `winset.reading.pipeline.Pipeline`, or something in its place."""

    def read(self, document: Document) -> DocumentReading:
        """Return what a document says."""
        ...


class Finish(Protocol):
    """What is made of the reading of a document, in the process that read it."""

    def __call__(self, reading: Reading, /) -> Any:
        """Return something that can be sent between processes."""
        ...


@dataclass(frozen=True)
class Recipe:
    """How documents are read; sent to other processes, where each makes its own pipeline of it.

    Parameters
    ----------
    codebook, actors
        As in `winset.read`.
    pipeline
        In place of winset's own pipeline; None for that.
    options
        Recorded in the reading's `info`.
    limits, given
        As `winset.reading.loaders.load` takes them.
    rules_only
        As in `winset.read`.
    """

    codebook: Any = None
    actors: Any = None
    pipeline: DocumentReader | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    limits: Limits | None = None
    given: Metadata | None = None
    rules_only: bool = False

    def desk(self) -> Desk:
        """Load what is needed and return where documents are read. Raises what is wrong with that."""
        pipeline = self.pipeline
        if pipeline is None:
            from winset.reading.pipeline import Pipeline

            pipeline = Pipeline(codebook=self.codebook, actors=self.actors, rules_only=self.rules_only)
        return Desk(pipeline, _info(pipeline, self.actors, dict(self.options)), self.limits, self.given)


@dataclass(frozen=True)
class Outcome:
    """What came of one document.

    Parameters
    ----------
    name
        Of the file.
    facts
        The document as `document_json` gives it, as it was loaded; None where it could not be.
    skipped
        Why there is no reading; None where there is one.
    made
        What was made of the reading; None where there is none.
    known
        Whether it had been read in an earlier run and so was not read now.
    words
        Of the document, where it was read now.
    """

    name: str
    facts: Facts | None = None
    skipped: Skipped | None = None
    made: Any = None
    known: bool = False
    words: int = 0


@dataclass(frozen=True)
class Desk:
    """Where documents are read, one at a time, in one process."""

    pipeline: DocumentReader
    info: ReadingInfo
    limits: Limits | None = None
    given: Metadata | None = None

    def outcome(self, found: Found, ask: Ask, finish: Finish) -> Outcome:
        """Read one document, unless the one who is asked says that it need not be read.

        No fault of a document leaves this function; a missing model does.
        """
        facts: Facts | None = None
        try:
            document = load(found, limits=self.limits, given=self.given)
            facts = document_json(document)
            answer = ask(facts)
            if answer != _READ_IT:
                return Outcome(found.name, facts, known=answer == _KNOWN)
            reading = self._read(document)
            return Outcome(found.name, facts, made=finish(reading), words=len(document.text.split()))
        except DocumentError as error:
            mine = error.path == found.name
            skipped = skipped_by(error) if mine else Skipped(found.name, error.code, str(error))
        except MissingDependency:
            raise
        except Exception as error:  # noqa: BLE001  (a fault in one document must not lose the others)
            reason = f"the reader failed on it ({type(error).__name__}: {error}); please report this with the document"
            skipped = Skipped(found.name, "reading_failed", reason)
        return Outcome(found.name, facts, skipped)

    def _read(self, document: Document) -> Reading:
        result = self.pipeline.read(document)
        if result.notes:
            document = replace(document, notes=(*document.notes, *result.notes))
        return Reading(
            documents=(document,),
            statements=result.statements,
            parties=result.parties,
            meetings=result.meetings,
            deadlines=result.deadlines,
            flags={document.id: result.flags} if result.flags else {},
            skipped=(),
            info=self.info,
        )


@dataclass(frozen=True)
class DeskSetup:
    """Sets up a desk in a worker process, which greets with the `info` of its readings."""

    recipe: Recipe

    def __call__(self) -> tuple[ReadingInfo, Callable[[Any, Ask], Outcome]]:
        """Return the greeting and the work."""
        desk = self.recipe.desk()
        return desk.info, lambda task, ask: desk.outcome(task[0], ask, task[1])


class Judge:
    """Knows which documents need not be read: those with the text of an earlier one, and those read in another run."""

    def __init__(self, found: Sequence[Found], known: Known | None) -> None:
        self._found = found
        self._known = known
        self._first: dict[str, int] = {}  # hash of a text → number of the first document that has it

    def answer(self, number: int, facts: Facts) -> str:
        """Say whether a document is to be read. Documents may come in any order."""
        first = self._first.get(facts["sha256"], number)
        self._first[facts["sha256"]] = min(first, number)
        if first < number:
            return _TWICE
        return _KNOWN if self._known is not None and self._known(facts) else _READ_IT

    def settled(self, number: int, outcome: Outcome) -> Outcome:
        """Return the outcome as it is when those of all documents before it are known."""
        if outcome.facts is None or (first := self._first[outcome.facts["sha256"]]) == number:
            return outcome
        reason = f"holds the same text as {self._found[first].name}, which is read already"
        return Outcome(outcome.name, outcome.facts, Skipped(outcome.name, "duplicate", reason))


def read_here(desk: Desk, found: Sequence[Found], finish: Finish, known: Known | None) -> Iterator[Outcome]:
    """Yield the outcome of each document, read in this process."""
    judge = Judge(found, known)
    for number, one in enumerate(found):
        outcome = desk.outcome(one, lambda facts, number=number: judge.answer(number, facts), finish)
        yield judge.settled(number, outcome)


def read_with(
    workers: Workers[Any, Outcome], found: Sequence[Found], finish: Finish, known: Known | None
) -> Iterator[Outcome]:
    """Yield the outcome of each document, read by workers that were set up with `DeskSetup`."""
    judge = Judge(found, known)
    tasks = [(one, finish) for one in found]
    outcomes = workers.run(tasks, answer=judge.answer, lost=lambda task, how: _lost(task[0], how))
    for number, outcome in enumerate(outcomes):
        yield judge.settled(number, outcome)


def _lost(found: Found, how: str) -> Outcome:
    reason = f"{how}, twice, while it read this document; split it, lower --limit, or read it alone with more memory"
    return Outcome(found.name, skipped=Skipped(found.name, "reader_died", reason))


def _info(pipeline: DocumentReader, actors: Any, options: dict[str, str]) -> ReadingInfo:
    """Say how a reading is made; loads the model, so that one that is missing is not every document's fault."""
    model = getattr(pipeline, "model", None)
    codebook = getattr(pipeline, "codebook", None)
    if isinstance(actors, (str, os.PathLike)):
        file = Path(actors)
        options |= {"actors": file.name, "actors_sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    options |= getattr(pipeline, "networks", {})
    return ReadingInfo(
        version=__version__,
        reader=str(getattr(pipeline, "reader", "rules")),
        model=str(getattr(model, "label", "")),
        model_sha256=str(getattr(model, "sha256", "")),
        codebook=Path(str(getattr(codebook, "name", ""))).name,
        codebook_sha256=str(getattr(codebook, "sha256", "")),
        options=dict(sorted(options.items())),
    )
