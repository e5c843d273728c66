"""Which files are documents: those that were named, and those in folders that were named, in sorted order."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from winset.core.errors import DocumentError
from winset.core.ids import listing, snake, unique
from winset.reading.loaders.files import STDIN, shown
from winset.reading.loaders.pick import SUFFIXES
from winset.reading.loaders.yaml_metadata import SIDECAR
from winset.reading.statement import Skipped


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read, and the id that its document gets."""

    path: Path | None  # None for standard input
    name: str
    id: str


def find_documents(paths: Iterable[str | os.PathLike[str]]) -> tuple[list[Found], list[Skipped]]:
    """Return the files to read, in order, and what was passed over and why.

    Files and folders stand in the order in which they were named; a folder is walked in sorted order. Hidden files are
    left out without a word, as are sidecars; files of a kind that winset does not read are named as skipped, as are
    folders that contain themselves by a symbolic link. A file that is named itself is read whatever its suffix, but a
    sidecar never is. Ids come from the file names, numbered in this order where two are alike, so that they do not hang
    on which files could be read.
    """
    wanted: list[Path | None] = []
    skipped: list[Skipped] = []
    for path in paths:
        if os.fspath(path) == STDIN:
            wanted.append(None)
        elif _is_folder(Path(path)):
            wanted.extend(_walk(Path(path), skipped))
        elif Path(path).name.endswith(SIDECAR):
            # Somebody wrote reports/*; it speaks of a document and is none.
            if not any(_document_of(Path(path), suffix).is_file() for suffix in SUFFIXES):
                skipped.append(_orphan(Path(path)))
        else:
            wanted.append(Path(path))
    found: list[Found] = []
    taken: set[str] = set()
    met: dict[str, str] = {}
    for item in wanted:
        name = STDIN if item is None else shown(item)
        real = STDIN if item is None else _real(item)
        if real in met:
            skipped.append(Skipped(name, "duplicate", f"is the same file as {met[real]}, which is read already"))
            continue
        met[real] = name
        document_id = unique("stdin" if item is None else snake(item.stem), taken)
        taken.add(document_id)
        found.append(Found(item, name, document_id))
    return found, skipped


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # reading it will say what is wrong


def _real(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return os.fspath(path)


def _walk(folder: Path, skipped: list[Skipped]) -> list[Path]:
    """Return the documents in a folder and the folders in it, each folder once, without recursion."""
    documents: list[Path] = []
    stems: set[Path] = set()
    sidecars: list[Path] = []
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        if not _is_folder(here):
            _sort_out(here, documents, stems, sidecars, skipped)
            continue
        try:
            status = here.stat()
            inside = sorted(here.iterdir(), key=lambda p: os.fsencode(p.name))
        except OSError as error:
            reason = f"the folder may not be read: {error.strerror or error}; change its permissions"
            skipped.append(Skipped(shown(here), "permission", reason))
            continue
        if (status.st_dev, status.st_ino) in seen:
            skipped.append(Skipped(shown(here), "loop", "is a symbolic link to a folder that is read already"))
            continue
        seen.add((status.st_dev, status.st_ino))
        waiting.extend(p for p in reversed(inside) if not p.name.startswith(".") and not p.name.startswith("~$"))
    skipped.extend(_orphan(sidecar) for sidecar in sidecars if _document_of(sidecar) not in stems)
    return documents


def _document_of(sidecar: Path, suffix: str = "") -> Path:
    return sidecar.with_name(sidecar.name.removesuffix(SIDECAR) + suffix)


def _orphan(sidecar: Path) -> Skipped:
    reason = "holds metadata of a document that is not here; give it the document's name"
    return Skipped(shown(sidecar), "sidecar", reason)


def _sort_out(
    path: Path, documents: list[Path], stems: set[Path], sidecars: list[Path], skipped: list[Skipped]
) -> None:
    if path.name.endswith(SIDECAR):
        sidecars.append(path)
    elif path.suffix.lower() in SUFFIXES:
        documents.append(path)
        stems.add(path.with_name(path.stem))
    else:
        kind = f"files ending in {shown(path.suffix)}" if path.suffix else "files without a suffix"
        reason = f"{kind} are not read in a folder; name it to read it, or use one of {listing(SUFFIXES)}"
        skipped.append(Skipped(shown(path), "unknown_suffix", reason))


def skipped_by(error: DocumentError) -> Skipped:
    """Return an error of one document as an entry in the list of what was skipped."""
    return Skipped(error.path, error.code, error.reason)
