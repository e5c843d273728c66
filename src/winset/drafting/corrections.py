"""What people make of statements: accept, change, reject, add; a person's word wins over the reader's.

The file::

    winset_corrections: 1
    by: Ada Brink                        # who; may stand with each correction instead
    date: 2026-03-02
    corrections:
      - do: accept                       # accept, change, reject, add
        document: agency-report          # id of the document
        content: that the port would never run the nights alone     # exact words of the statement's content
      - do: change
        document: agency-report
        content: that members voted to keep their say
        set: {act: reject, firmness: red_line, positions: [{issue: nights, holder: members, stance: against}]}
      - do: reject
        document: opinion-piece
        content: it was the port that left the room
        note: hearsay
      - do: add
        document: read-out
        content: [out until it is signed]
        set: {voice: attributed, source: the union, speaker: Dockers' Union, speaker_party: union, act: threaten}

A correction clings to its statement by the document and the words of the content, never by a running number, and so it
survives a new run, with another reader too: where no statement has exactly these words, the one that covers them best
is meant (at least half of the characters of both together), else the correction is reported as not applied.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from winset.core.errors import CorrectionsError, Problem
from winset.core.ids import listing, unknown
from winset.core.spans import Span, find_quote
from winset.core.validation import validated
from winset.core.yamltree import YamlTree, read_yaml
from winset.negotiation.model import Date
from winset.reading.statement import (
    Act,
    Basis,
    ClaimKind,
    Firmness,
    Reading,
    Review,
    Stance,
    StanceSide,
    Statement,
    Voice,
)

COVERED = 0.5


def _words(value: object) -> object:
    return [value] if isinstance(value, str) else value


Words = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...],
    BeforeValidator(_words),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class _Stance(_Part):
    issue: str
    holder: str
    stance: StanceSide
    basis: Basis = "self"
    agent: str | None = None


class _Values(_Part):
    """What a correction sets; only what is written is set."""

    voice: Voice = "attributed"
    source: Words = ()
    cue: Words = ()
    content: Words = ()
    condition: Words = ()
    speaker: str | None = None
    speaker_party: str | None = None
    addressees: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    act: Act = "state"
    hedged: bool = False
    negated: bool = False
    firmness: Firmness | None = None
    positions: tuple[_Stance, ...] = ()
    claim: ClaimKind | None = None
    about: str | None = None


class _Correction(_Part):
    do: Literal["accept", "change", "reject", "add"]
    document: str
    content: Words
    by: str | None = None
    date: Date | None = None
    note: str | None = None
    set: _Values | None = None


class _File(_Part):
    winset_corrections: Literal[1]
    by: str | None = None
    date: Date | None = None
    corrections: tuple[_Correction, ...]


@dataclass(frozen=True)
class Corrections:
    """Corrections from one file. Made by `load_corrections`; `apply` gives the reviewed reading."""

    file: _File
    tree: YamlTree = field(repr=False)
    sha256: str = ""

    @property
    def noted(self) -> dict[str, str]:
        """What a reading notes of the corrections that were applied to it: the file's name and its hash."""
        return {"corrections": Path(self.tree.file).name, "corrections_sha256": self.sha256}

    def __len__(self) -> int:
        return len(self.file.corrections)

    def apply(self, reading: Reading) -> tuple[Reading, tuple[Problem, ...]]:
        """Return the reading with the corrections applied, and a problem for each that could not be.

        The reading that was given is not changed. Nothing is dropped in silence: a document that was not read, words
        that do not stand in it, a statement that is not there are problems with their lines.
        """
        statements = list(reading.statements)
        rejected = list(reading.rejected)
        problems: list[Problem] = []
        texts = {document.id: document.text for document in reading.documents}
        for number, correction in enumerate(self.file.corrections):
            path = ("corrections", number)
            if correction.document not in texts:
                message = unknown("document", correction.document, texts)
                problems.append(self.tree.problem((*path, "document"), message))
                continue
            text = texts[correction.document]
            missing = [words for words in _all_words(correction) if not find_quote(text, words)]
            if missing:
                message = f"these words do not stand in {correction.document}, letter for letter: {missing[0]!r}"
                problems.append(self.tree.problem(path, message, "copy them from the document"))
                continue
            if correction.do == "add":
                statements.append(self._added(correction, text, statements))
                continue
            index = _meant(correction, text, statements)
            if index is None:
                near = [s.words for s in statements if s.document == correction.document]
                message = f"no statement has these words; {correction.document} has {len(near)} statements"
                problems.append(
                    self.tree.problem((*path, "content"), message, "use `do: add`, or `winset read` to see them")
                )
            elif correction.do == "reject":
                rejected.append(statements.pop(index))
            else:
                statements[index] = self._changed(correction, text, statements[index])
        order = {document.id: number for number, document in enumerate(reading.documents)}
        statements.sort(key=lambda s: (order[s.document], s.content[0].start, s.content[0].end, s.id))
        return replace(reading, statements=tuple(statements), rejected=tuple(rejected)), tuple(problems)

    def _review(self, correction: _Correction) -> Review:
        assert correction.do != "reject", "a rejected statement is taken out, with no review of its own"
        by = correction.by or self.file.by
        assert by is not None, "checked on loading"
        return Review(correction.do, by, correction.date or self.file.date, correction.note)

    def _changed(self, correction: _Correction, text: str, statement: Statement) -> Statement:
        values = _set_values(correction.set, text, statement.content) if correction.set is not None else {}
        return replace(statement, **values, review=self._review(correction))

    def _added(self, correction: _Correction, text: str, statements: Sequence[Statement]) -> Statement:
        content = tuple(find_quote(text, words)[0] for words in correction.content)
        values = _set_values(correction.set, text, content) if correction.set is not None else {}
        number = 1 + sum(s.reader == "review" and s.document == correction.document for s in statements)
        values = {"voice": "attributed", "content": content} | values
        return Statement(
            id=f"{correction.document}-r{number:02d}",
            document=correction.document,
            reader="review",
            review=self._review(correction),
            **values,
        )


def _all_words(correction: _Correction) -> tuple[str, ...]:
    """Return all words of a correction that must stand in its document."""
    values = correction.set or _Values()
    return (*correction.content, *values.source, *values.cue, *values.content, *values.condition)


def _set_values(values: _Values, text: str, near: Sequence[Span]) -> dict[str, Any]:
    """Return the fields that were written, words turned into the places nearest to the statement."""
    found: dict[str, Any] = {}
    for name in values.model_fields_set:
        value = getattr(values, name)
        if name in ("source", "cue", "content", "condition"):
            places = [find_quote(text, words) for words in value]
            value = tuple(min(spans, key=lambda span: abs(span.start - near[0].start)) for spans in places)
        elif name == "positions":
            value = tuple(Stance(p.issue, p.holder, p.stance, p.basis, p.agent) for p in value)
        found[name] = value
    if found.get("content") == ():
        del found["content"]
    return found


def _meant(correction: _Correction, text: str, statements: Sequence[Statement]) -> int | None:
    """Return the index of the statement that a correction speaks of: its very words, else the best cover."""
    best: tuple[float, int] | None = None
    for index, statement in enumerate(statements):
        if statement.document != correction.document:
            continue
        if tuple(span.quote for span in statement.content) == correction.content:
            return index
        own = _characters(statement.content)
        for wanted in _alternatives(correction, text):
            share = len(own & wanted) / len(own | wanted)
            if share >= COVERED and (best is None or share > best[0]):
                best = (share, index)
    return best[1] if best is not None else None


def _alternatives(correction: _Correction, text: str) -> list[set[int]]:
    """Return the characters that the words may mean, one set for each place at which they stand."""
    first, *rest = (find_quote(text, words) for words in correction.content)
    others = {i for spans in rest for i in _characters(spans[:1])}
    return [_characters([span]) | others for span in first]


def _characters(spans: Sequence[Span]) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end)}


def load_corrections(path: Path | str) -> Corrections:
    """Return the corrections in a file.

    Raises
    ------
    CorrectionsError
        With every problem found: file, line, column, the bad value and the valid ones.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        raise CorrectionsError(f"{path}: there is no such file; `winset schema corrections` shows the format") from None
    except UnicodeDecodeError as error:
        raise CorrectionsError(f"{path}: is not UTF-8 text ({error.reason} at byte {error.start})") from None
    except OSError as error:
        raise CorrectionsError(f"{path}: cannot be read: {error.strerror}") from None
    return replace(parse_corrections(text, str(path)), sha256=hashlib.sha256(data).hexdigest())


def parse_corrections(text: str, name: str) -> Corrections:
    """Return the corrections that YAML text writes; `name` stands in messages. Raises as `load_corrections`."""
    tree = read_yaml(text, name)
    file, problems = validated(tree, _File)
    if file is not None:
        for number, correction in enumerate(file.corrections):
            problems += _problems_in(correction, ("corrections", number), file, tree)
    if file is None or problems:
        raise CorrectionsError(problems=problems)
    return Corrections(file, tree)


def _problems_in(correction: _Correction, path: tuple[str | int, ...], file: _File, tree: YamlTree) -> list[Problem]:
    found = []
    if correction.by is None and file.by is None:
        found.append(tree.problem(path, "it is not said whose correction this is", "add `by` here or at the top"))
    if not correction.content:
        found.append(tree.problem((*path, "content"), "no words are given", "copy the statement's content"))
    wants = correction.do in ("change", "add")
    if correction.set is None and correction.do == "change":
        found.append(tree.problem(path, "a change needs `set`", f"valid: {listing(_Values.model_fields, 20)}"))
    if correction.set is not None and not wants:
        found.append(tree.problem((*path, "set"), f"{correction.do!r} sets nothing", "use `do: change`"))
    return found


def corrections_schema() -> dict[str, Any]:
    """Return the JSON Schema of a corrections file."""
    schema = _File.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "winset corrections"
    return schema
