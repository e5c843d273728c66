"""From what a caller gives to what a report needs: a negotiation, a reading where there is one, and texts.

A report can be made of documents (they are read, and a negotiation is drafted), of a negotiation file (its documents
are looked for beside it, and nothing is searched for statements), or of both: a folder with reports and a
``negotiation.yaml``. In a folder ``codebook.yaml``, ``corrections.yaml`` and ``actors.yaml`` are used where they lie,
unless others are given; reports are looked for in its ``reports/``, or in the folder itself where there is none.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from winset.core.errors import DocumentError, InputError
from winset.negotiation.model import DocumentRef, Negotiation
from winset.reading.document import Document
from winset.reading.statement import Reading, Skipped
from winset.reporting.neutral import with_neutral_parties

Source = Negotiation | Reading | str | os.PathLike[str] | Sequence[str | os.PathLike[str]]

YAML = (".yaml", ".yml", ".json")
NEGOTIATION = "negotiation.yaml"
BESIDE = {"codebook": "codebook.yaml", "corrections": "corrections.yaml", "actors": "actors.yaml"}


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are read; see `winset.read`."""

    published: str | None = None
    publisher: str | None = None
    codebook: Path | None = None
    corrections: Path | None = None
    actors: Path | None = None
    title: str | None = None


@dataclass(frozen=True)
class Gathered:
    """What a report needs; see `winset.reporting.context.Context` for the parts."""

    negotiation: Negotiation
    reading: Reading | None
    documents: tuple[Document, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[Skipped, ...] = ()
    drafted: bool = False
    problems: tuple[str, ...] = ()


def gather(
    source: Source,
    *,
    reading: Reading | None = None,
    options: Options | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> Gathered:
    """Return what a report of `source` needs; `progress` as in `winset.read`.

    Raises
    ------
    InputError
        Where a file is neither there nor usable, or two negotiations are given.
    """
    options = options or Options()
    if isinstance(source, Negotiation):
        return _with(source, reading)
    if isinstance(source, Reading):
        return _drafted(source, options)
    paths = [Path(source)] if isinstance(source, (str, os.PathLike)) else [Path(path) for path in source]
    if not paths:
        raise InputError("nothing to report on; give documents, a folder, or a negotiation.yaml")
    files, documents, options = _sorted(paths, options)
    if len(files) > 1:
        raise InputError(f"{files[0]} and {files[1]} are two negotiations; a report is about one")
    problems: tuple[str, ...] = ()
    if reading is None and documents:
        reading, problems = read_documents(documents, options, progress=progress)
    if not files:
        assert reading is not None
        return _drafted(reading, options, problems)
    from winset.negotiation.files import load

    return _with(load(files[0]), reading, folder=files[0].parent, problems=problems)


def read_documents(
    paths: Sequence[str | os.PathLike[str]],
    options: Options,
    *,
    progress: Callable[[int, int, str], None] | None = None,
) -> tuple[Reading, tuple[str, ...]]:
    """Read documents and apply corrections; also return what could not be applied."""
    from winset.reading.reader import collect, start

    corrections = None
    noted: dict[str, str] = {}
    if options.corrections is not None:
        from winset.drafting.corrections import load_corrections

        corrections = load_corrections(options.corrections)
        noted = corrections.noted
    run = start(
        [str(path) for path in paths],
        published=options.published,
        publisher=options.publisher,
        codebook=options.codebook,
        actors=options.actors,
        options=noted,
    )
    reading = collect(run, progress=progress)
    if corrections is None:
        return reading, ()
    reading, problems = corrections.apply(reading)
    return reading, tuple(str(problem) for problem in problems)


def _sorted(paths: Sequence[Path], options: Options) -> tuple[list[Path], list[Path], Options]:
    """Tell negotiation files from documents; take from folders what lies beside the reports."""
    from dataclasses import replace

    files: list[Path] = []
    documents: list[Path] = []
    for path in paths:
        if path.is_dir():
            own = path / NEGOTIATION
            if own.is_file():
                files.append(own)
            for name, file in BESIDE.items():
                if getattr(options, name) is None and (path / file).is_file():
                    options = replace(options, **{name: path / file})  # type: ignore[arg-type]
            documents += [path / "reports"] if (path / "reports").is_dir() else [path]
        elif path.suffix.lower() in YAML:
            files.append(path)
        else:
            documents.append(path)
    return files, documents, options


def _drafted(reading: Reading, options: Options, problems: tuple[str, ...] = ()) -> Gathered:
    from winset.drafting.drafts import draft

    made = draft(with_neutral_parties(reading), codebook=options.codebook, title=options.title)
    return Gathered(made, reading, reading.documents, drafted=True, problems=problems)


def _with(
    n: Negotiation, reading: Reading | None, *, folder: Path | None = None, problems: tuple[str, ...] = ()
) -> Gathered:
    """Join a negotiation with the texts behind its evidence, and with a reading of the same documents."""
    documents: list[Document] = list(reading.documents if reading is not None else ())
    aliases: dict[str, str] = {}
    unread: list[Skipped] = []
    for ref in n.documents:
        known = _same(ref, documents, n.evidence_index.texts.get(ref.id), folder)
        if known is not None:
            aliases[ref.id] = known.id
            continue
        made, why = _made(ref, n, folder)
        if made is None:
            unread.append(Skipped(ref.file or ref.id, "unread", why))
            continue
        taken = {document.id for document in documents}
        if made.id in taken:  # another document of the reading has the id that the file uses
            made = Document(f"{made.id}-cited", made.text, made.path, title=made.title, published=made.published)
        aliases[ref.id] = made.id
        documents.append(made)
    listed = {ref.id for ref in n.documents}
    for name, text in n.evidence_index.texts.items():
        if name not in listed and all(document.id != name for document in documents):
            documents.append(Document(name, text))
    return Gathered(n, reading, tuple(documents), aliases, tuple(unread), False, problems)


def _same(ref: DocumentRef, documents: Sequence[Document], text: str | None, folder: Path | None) -> Document | None:
    """Return the document that was read from the file that a negotiation names, or that has its text or id."""
    for document in documents:
        if folder is not None and ref.file is not None and document.path not in ("", "-"):
            if Path(document.path).resolve() == (folder / ref.file).resolve():
                return document
        elif document.id == ref.id:
            return document
    return next((d for d in documents if d.id == ref.id or (text is not None and d.text == text)), None)


def _made(ref: DocumentRef, n: Negotiation, folder: Path | None) -> tuple[Document | None, str]:
    """Return the document that a negotiation names, from the text that was read with it, or by a loader."""
    text = n.evidence_index.texts.get(ref.id)
    own = _loaded(ref, folder)
    if isinstance(own, Document) and (text is None or own.text == text):
        return own, ""
    if text is not None:
        about = {"title": ref.title, "publisher": ref.publisher, "url": ref.url, "published": ref.published}
        return Document(ref.id, text, ref.file or "", **about), ""  # type: ignore[arg-type]
    return None, own if isinstance(own, str) else n.evidence_index.unread.get(ref.id, "its text was not read")


def _loaded(ref: DocumentRef, folder: Path | None) -> Document | str | None:
    """Return the document in the file, with what it says of itself; or why it cannot be read; None where not looked."""
    if folder is None or ref.file is None:
        return None
    path = folder / ref.file
    try:
        if not path.resolve().is_relative_to(folder.resolve()) or not path.is_file():
            return None
    except (OSError, ValueError, RuntimeError):
        return None
    from winset.reading.loaders import Found, Metadata, load

    given = Metadata(title=ref.title, publisher=ref.publisher, url=ref.url, published=ref.published)
    try:
        return load(Found(id=ref.id, name=str(ref.file), path=path), given=given)
    except DocumentError as error:
        return error.reason
