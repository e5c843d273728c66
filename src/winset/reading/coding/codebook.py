"""Codebooks: which questions a reading looks for, and which words point at them.

A codebook is a YAML file::

    codebook: 1                          # version of the format
    title: Harbour dispute
    extends: general                     # optional: add to the general codebook; an issue with the same id replaces it
    sets:                                # optional: lists of words that patterns name as $lift
      lift: [lift, ease, remove, relief, suspension]
    issues:
      - id: sanctions_relief
        says: Sanctions are lifted       # the proposition that "for" and "against" are about
        for: [$lift + sanction]          # words that, wanted or done, make the proposition true
        against: [impose|extend + sanction]   # words that, wanted or done, make it false
        about: [sanction + question]     # words that point at the issue and leave the side open
        not: [sanction + bill]           # where these stand, the issue's words are not counted
        answer_to: []                    # nouns for a text or offer: only a yes or no to it counts ("accept", "reject")
        field: peace                     # a text that hardly speaks of anything else of the field is not about it
        topic: [sanction]                # what a text must speak of, twice or more, for the next two to count
        for_in_topic: [banking measure + $lift]
        against_in_topic: [measure + stay]
        agent: text                      # who would do it: text (as the text says), nobody, or a party's id
        options:
          - {id: lifted, says: Sanctions are lifted, stance: for}
          - {id: kept, says: Sanctions stay, stance: against}
        status_quo: kept

How patterns are written is told in `winset.reading.coding.patterns`. Which side a statement takes is never decided by
the words alone: direction of the words × negation × what is done by speaking (`winset.reading.coding.stances`).

**More specific words win.** Where the words found for one issue include all those found for another ("unconditional
ceasefire" includes "ceasefire"), only the more specific issue is kept.

**By the proposition alone.** A network reads the propositions too (`winset.reading.coding.judging`): an issue without
any words is found by what ``says`` says. Write it as a plain sentence in the present tense.

**One issue per object.** An id that holds ``{object}`` stands for as many issues as the text names objects: with
``id: "{object}_membership"`` and ``join + @object``, "join NATO" belongs to ``nato_membership`` and "join the European
Union" to ``european_union_membership``. The object is the proper name that the action governs; it becomes the id of the
party that it names, where it names one, else its words in snake_case. ``says`` and the options may hold ``{object}``
too, and show the name as the text has it, or the id with blanks where the text is not at hand. Where no proper name
is governed, such a pattern does not match: give common nouns ("the occupied areas") an issue of their own.

A codebook given to `Codebook.load` replaces the general one, unless it says ``extends: general``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from winset.core.errors import CodebookError, Problem
from winset.core.ids import ID_PATTERN, is_id, unknown
from winset.core.results import sha256_of
from winset.core.validation import validated
from winset.core.yamltree import YamlTree, read_yaml
from winset.reading.coding.patterns import OBJECT, Pattern, Term, parse

GENERAL = "general"
SLOT = "{object}"
_TEMPLATE = re.compile(r"[a-z0-9_.-]*(\{object\})?[a-z0-9_.-]*")

Text = Annotated[str, Field(min_length=1)]
Words = tuple[Text, ...]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class IssueOption(_Part):
    """One answer to an issue, and the side of the proposition that it stands for; None where it is in between."""

    id: Annotated[str, Field(pattern=f"^{ID_PATTERN}$")]
    says: Text
    stance: Literal["for", "against"] | None = None


class CodebookIssue(_Part):
    """One question: a proposition, the words that point at it, and its options."""

    id: Text
    says: Text
    field: Text | None = None
    for_: Words = Field(default=(), alias="for")
    against: Words = ()
    about: Words = ()
    not_: Words = Field(default=(), alias="not")
    answer_to: Words = ()
    topic: Words = ()
    for_in_topic: Words = ()
    against_in_topic: Words = ()
    agent: Text = "text"
    options: tuple[IssueOption, ...] = ()
    status_quo: str | None = None
    note: str | None = None

    @property
    def has_object(self) -> bool:
        """Whether the issue stands for one issue per object."""
        return SLOT in self.id

    def of(self, object_id: str, name: str | None = None) -> CodebookIssue:
        """Return the issue of one object: ``{object}`` filled in id, proposition and options."""
        shown = name or object_id.replace("_", " ")
        return self.model_copy(
            update={
                "id": self.id.replace(SLOT, object_id),
                "says": self.says.replace(SLOT, shown),
                "options": tuple(
                    option.model_copy(update={"says": option.says.replace(SLOT, shown)}) for option in self.options
                ),
            }
        )

    def option_for(self, stance: str) -> IssueOption | None:
        """Return the first option that stands for a side, or None."""
        return next((option for option in self.options if option.stance == stance), None)


class _File(_Part):
    codebook: Literal[1]
    title: Text
    extends: Literal["general"] | None = None
    sets: Mapping[str, Words] = Field(default_factory=dict)
    issues: tuple[CodebookIssue, ...]


class Codebook(_Part):
    """Issues to look for. Made by `Codebook.load`; issues are in the order of the file.

    Parameters
    ----------
    title
        Of the file.
    issues
        With ``{object}`` in the id where an issue stands for one per object.
    name
        The file's path, or ``general``.
    """

    title: str
    issues: tuple[CodebookIssue, ...]
    name: str = GENERAL
    _patterns: dict[str, Compiled] = PrivateAttr(default_factory=dict)

    @classmethod
    def load(cls, path: Path | str | None = None) -> Codebook:
        """Return the codebook in a file; without a path, the general one that winset ships.

        Raises
        ------
        CodebookError
            With every problem found: file, line, column, the bad value and the valid ones.
        """
        if path is None:
            return _general()
        path = Path(path)
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            raise CodebookError(f"{path}: there is no such file; `winset schema codebook` shows the format") from None
        except IsADirectoryError:
            raise CodebookError(f"{path}: is a folder, not a codebook; give a YAML file") from None
        except UnicodeDecodeError as error:
            raise CodebookError(f"{path}: is not UTF-8 text ({error.reason} at byte {error.start})") from None
        except OSError as error:
            raise CodebookError(f"{path}: cannot be read: {error.strerror}") from None
        return cls.parse(text, str(path))

    @classmethod
    def parse(cls, text: str, name: str) -> Codebook:
        """Return the codebook that YAML text writes; `name` stands in messages. Raises as `load`."""
        tree = read_yaml(text, name)
        file = _validated(tree)
        compiled, problems = _compile(file, tree)
        if problems:
            raise CodebookError(problems=problems)
        issues = {issue.id: issue for issue in file.issues}
        if file.extends == GENERAL:
            general = _general()
            issues = {**{issue.id: issue for issue in general.issues}, **issues}
            compiled = {**general._patterns, **compiled}
        book = cls(title=file.title, issues=tuple(issues.values()), name=name)
        book._patterns.update(compiled)
        return book

    def issue(self, issue_id: str, name: str | None = None) -> CodebookIssue:
        """Return an issue by its id, also one made for an object (``nato_membership``).

        `name` is how the object is shown in the proposition. KeyError where there is none.
        """
        for issue in self.issues:
            if issue.id == issue_id:
                return issue
        for issue in self.issues:
            if issue.has_object:
                before, after = issue.id.split(SLOT)
                middle = issue_id[len(before) : len(issue_id) - len(after)]
                if issue_id == before + middle + after and middle:
                    return issue.of(middle, name)
        raise KeyError(issue_id)

    def compiled(self) -> Iterator[tuple[CodebookIssue, Compiled]]:
        """Yield each issue with its patterns."""
        patterns = self._patterns
        for issue in self.issues:
            yield issue, patterns[issue.id]

    def to_dict(self) -> dict[str, Any]:
        """Return the codebook in the shape of its file, `sets` and `extends` resolved away."""
        issues = [issue.model_dump(mode="json", by_alias=True, exclude_defaults=True) for issue in self.issues]
        return {"codebook": 1, "title": self.title, "issues": issues}

    @property
    def sha256(self) -> str:
        """Hash of all that decides what is found: issues and their compiled patterns."""
        patterns = {
            name: [[pattern.terms for pattern in side] for side in c.sides()] for name, c in self._patterns.items()
        }
        return sha256_of([self.to_dict(), repr(sorted(patterns.items()))])


class Compiled(BaseModel):
    """The patterns of one issue."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    for_: tuple[Pattern, ...] = ()
    against: tuple[Pattern, ...] = ()
    about: tuple[Pattern, ...] = ()
    not_: tuple[Pattern, ...] = ()
    answer_to: tuple[Pattern, ...] = ()
    topic: tuple[Pattern, ...] = ()
    for_in_topic: tuple[Pattern, ...] = ()
    against_in_topic: tuple[Pattern, ...] = ()

    @cached_property
    def needed(self) -> Term:
        """Words of which one must stand where any of the issue's patterns does."""
        sides = (self.for_, self.against, self.about, self.answer_to, self.for_in_topic, self.against_in_topic)
        found = (pattern for patterns in sides for pattern in patterns)
        return Term(tuple(dict.fromkeys(words for pattern in found for words in pattern.rarest.alternatives)))

    def sides(self) -> tuple[tuple[Pattern, ...], ...]:
        """Return the lists of patterns in a fixed order."""
        return (self.for_, self.against, self.about, self.not_, self.answer_to, *self.topical())

    def topical(self) -> tuple[tuple[Pattern, ...], ...]:
        """Return the topic and the patterns that count only where a text speaks of it."""
        return self.topic, self.for_in_topic, self.against_in_topic


def codebook_schema() -> dict[str, Any]:
    """Return the JSON Schema of a codebook file."""
    schema = _File.model_json_schema(by_alias=True)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "winset codebook"
    return schema


@lru_cache(maxsize=1)
def _general() -> Codebook:
    resource = resources.files("winset.reading.coding") / "codebooks" / "general.yaml"
    return Codebook.parse(resource.read_text(encoding="utf-8"), GENERAL)


def _validated(tree: YamlTree) -> _File:
    file, problems = validated(tree, _File)
    if file is None:
        raise CodebookError(problems=problems)
    return file


def _compile(file: _File, tree: YamlTree) -> tuple[dict[str, Compiled], list[Problem]]:
    problems: list[Problem] = []
    compiled: dict[str, Compiled] = {}
    if not file.issues:
        problems.append(tree.problem(("issues",), "no issue is given", "add at least one, with id, says and for"))
    sets = _sets(file)
    first: dict[str, int] = {}
    for number, issue in enumerate(file.issues):
        path = ("issues", number)
        if issue.id in first:
            where = tree.values.get(("issues", first[issue.id], "id"), (0, 0))[0]
            problems.append(tree.problem((*path, "id"), f"the id {issue.id!r} is taken; first in line {where}"))
        first.setdefault(issue.id, number)
        problems += _check_issue(issue, path, tree)
        sides: dict[str, tuple[Pattern, ...]] = {}
        for key, words in (
            ("for", issue.for_),
            ("against", issue.against),
            ("about", issue.about),
            ("not", issue.not_),
            ("answer_to", issue.answer_to),
            ("topic", issue.topic),
            ("for_in_topic", issue.for_in_topic),
            ("against_in_topic", issue.against_in_topic),
        ):
            found = []
            for index, source in enumerate(words):
                try:
                    pattern = parse(source, sets)
                except ValueError as error:
                    problems.append(tree.problem((*path, key, index), str(error)))
                    continue
                if key not in ("not", "topic") and pattern.has_object != issue.has_object:
                    problems.append(tree.problem((*path, key, index), _object_mismatch(issue, source)))
                    continue
                found.append(pattern)
            sides[key] = tuple(found)
        compiled[issue.id] = Compiled(
            for_=sides["for"],
            against=sides["against"],
            about=sides["about"],
            not_=sides["not"],
            answer_to=sides["answer_to"],
            topic=sides["topic"],
            for_in_topic=sides["for_in_topic"],
            against_in_topic=sides["against_in_topic"],
        )
    return compiled, problems


def _sets(file: _File) -> dict[str, Words]:
    """Return the sets that patterns may name: the file's own and, where it extends the general codebook, its."""
    if file.extends != GENERAL:
        return dict(file.sets)
    resource = resources.files("winset.reading.coding") / "codebooks" / "general.yaml"
    general = read_yaml(resource.read_text(encoding="utf-8"), GENERAL).value["sets"]
    return {**{name: tuple(words) for name, words in general.items()}, **file.sets}


def _object_mismatch(issue: CodebookIssue, source: str) -> str:
    if issue.has_object:
        return f"{source!r} names no object, but the id {issue.id!r} does; add ' + {OBJECT}', or make another issue"
    return f"{source!r} names {OBJECT}, but the id {issue.id!r} has no place for it; write {SLOT} in the id"


def _check_issue(issue: CodebookIssue, path: tuple[str | int, ...], tree: YamlTree) -> list[Problem]:
    problems = []
    if not _TEMPLATE.fullmatch(issue.id) or not is_id(issue.id.replace(SLOT, "x")):
        problems.append(
            tree.problem(
                (*path, "id"),
                f"{issue.id!r} is not an id",
                f"use lower-case letters, digits, '_', '-' and '.', and {SLOT} at most once",
            )
        )
    if issue.has_object and not (issue.for_ or issue.against or issue.about or issue.answer_to):
        problems.append(tree.problem(path, "no words name the object of this issue", "add for, against or about"))
    if (issue.for_in_topic or issue.against_in_topic) and not issue.topic:
        problems.append(tree.problem(path, "words count only in a topic, but none is given", "add topic"))
    if issue.agent not in ("text", "nobody") and not is_id(issue.agent):
        problems.append(
            tree.problem((*path, "agent"), f"{issue.agent!r} is not valid; valid: text, nobody, or a party's id")
        )
    ids = [option.id for option in issue.options]
    for index, option_id in enumerate(ids):
        if option_id in ids[:index]:
            problems.append(tree.problem((*path, "options", index, "id"), f"the option {option_id!r} stands twice"))
    if issue.status_quo is not None and issue.status_quo not in ids:
        problems.append(tree.problem((*path, "status_quo"), unknown("option", issue.status_quo, ids)))
    return problems
