"""What a loader hands back, and what is known of where a document comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from winset.core.dates import PartialDate
from winset.core.errors import DocumentError
from winset.core.ids import unknown
from winset.reading.loaders.limits import Limits, larger

_DAY_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ].*", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Title, publisher, author, address and date of a document; None where not known."""

    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    published: PartialDate | None = None

    def over(self, other: Metadata) -> Metadata:
        """Return this metadata, filled up from `other` where it says nothing."""
        return Metadata(**{f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(self)})

    def differences(self, other: Metadata) -> list[str]:
        """Return the names on which both say something, and not the same."""
        pairs = [(f.name, getattr(self, f.name), getattr(other, f.name)) for f in fields(self)]
        return [name for name, mine, theirs in pairs if mine and theirs and mine != theirs]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What one format's loader makes of the bytes."""

    text: str
    media_type: str
    metadata: Metadata = Metadata()
    encoding: str = "utf-8"
    encoding_guessed: bool = False
    notes: tuple[str, ...] = ()


# What front matter and sidecars may call a field; the first name that is there counts.
NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "publisher": ("publisher",),
    "author": ("author", "authors"),
    "url": ("url", "link"),
    "published": ("published", "date"),
}


def date_of(value: str) -> PartialDate:
    """Return the date in ``2026-03-02``, ``2026-03``, ``2026`` or a date with a time of day, which is dropped.

    The day is the one that is written, whatever the time zone. Raises ValueError where it is none of these.
    """
    match = _DAY_AND_TIME.fullmatch(value.strip())
    return PartialDate.parse(match[1] if match else value)


def metadata_of(values: Mapping[str, object], path: str, code: str, *, strict: bool) -> Metadata:
    """Return the metadata in a mapping of strings, such as a front matter.

    Parameters
    ----------
    values
        Keys as in `NAMES`; values are strings, or lists of strings for authors.
    path, code
        For the error.
    strict
        Whether an unknown key is an error (a sidecar) or somebody else's business (a front matter).

    Raises
    ------
    DocumentError
        Where a value is not what its name promises.
    """
    known = [name for names in NAMES.values() for name in names]
    for key in values:
        if strict and key not in known:
            raise DocumentError(path, code, unknown("key", str(key), known))
    found: dict[str, str] = {}
    for field, names in NAMES.items():
        for name in names:
            value = values.get(name)
            if isinstance(value, list) and field == "author" and all(isinstance(item, str) for item in value):
                value = ", ".join(value)
            if value is None or value in ("", "null", "~"):
                continue
            if not isinstance(value, str):
                raise DocumentError(path, code, f"{name} is {type(value).__name__}, not text; write {name}: some words")
            found.setdefault(field, value)
    published = found.pop("published", None)
    try:
        return Metadata(**found, published=date_of(published) if published else None)
    except ValueError as error:
        raise DocumentError(path, code, f"published: {error}") from None


def clean(text: str) -> tuple[str, list[str]]:
    """Return text from a PDF or .docx without NULs and lone surrogates, which no text may hold, and a note on it."""
    paired = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")
    lost = paired.count("\ufffd") - text.count("\ufffd")
    return paired, [f"{lost} characters are none that a text may hold; U+FFFD stands for them"] if lost else []


def check_text(text: str, path: str, limits: Limits) -> None:
    """Raise `DocumentError` where there is no text, or more than is allowed."""
    if len(text) > limits.characters:
        raise DocumentError(
            path,
            "too_large",
            f"has {len(text):,} characters, the limit is {limits.characters:,}; split it, or {larger('characters')}",
        )
    if not text.strip():
        what = "is empty" if not text else "holds nothing but white space"
        raise DocumentError(path, "empty", f"{what}; give a file with text in it")
