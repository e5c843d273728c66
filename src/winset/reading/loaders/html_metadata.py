"""What a page declares of itself. Nothing is guessed from its text: a date in a paragraph is not the page's date."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from winset.core.dates import PartialDate
from winset.reading.loaders.content import Metadata, date_of

# Names in `name`, `property` or `itemprop` of <meta>, the surest first.
_TITLE = ("og:title", "dc.title", "dcterms.title", "twitter:title")
_PUBLISHER = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name")
_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author")
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "publishdate",
    "publication_date",
    "parsely-pub-date",
    "date",
)
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_MOST_JSON = 500_000


def html_metadata(tree: Any) -> tuple[Metadata, list[str]]:
    """Return what a parsed page declares in ``meta``, ``link``, ``time``, JSON-LD and ``title``, with notes.

    A date that cannot be read is noted, not guessed. Modification dates and copyright years are no publication dates.
    """
    metas = _metas(tree)
    article = _json_ld(tree)
    notes: list[str] = []
    times = (
        t.get("datetime") or ""
        for t in tree.iter("time")
        if "pubdate" in t.attrib or (t.get("itemprop") or "").casefold() == "datepublished"
    )
    dates = [*_named(metas, _PUBLISHED), *_words(article.get("datePublished")), *times]
    titles = [*_named(metas, _TITLE), *_words(article.get("headline")), *(t.text_content() for t in _first(tree))]
    authors = [a for a in _named(metas, _AUTHOR) if not _ADDRESS.match(a)]
    canonical = [link.get("href") or "" for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    addresses = [a.strip() for a in [*canonical, *_named(metas, ("og:url",)), *_words(article.get("url"))]]
    return (
        Metadata(
            title=_pick(titles),
            publisher=_pick([*_named(metas, _PUBLISHER), *_words(article.get("publisher"))]),
            author=_pick(authors) or ", ".join(_words(article.get("author"))) or None,
            url=_pick([a for a in addresses if _ADDRESS.match(a)]),
            published=_date(dates, notes),
        ),
        notes,
    )


def _metas(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = meta.get("content")
        for attribute in ("property", "name", "itemprop"):
            name = (meta.get(attribute) or "").strip().casefold()
            if name and content and content.strip():
                found.setdefault(name, content)
    return found


def _named(metas: dict[str, str], names: tuple[str, ...]) -> list[str]:
    return [metas[name] for name in names if name in metas]


def _first(tree: Any) -> Iterator[Any]:
    """Yield the page's own <title>; an SVG inside has titles too."""
    yield from tree.xpath("/html/head/title[1]")


def _pick(values: list[str]) -> str | None:
    return next((" ".join(v.split()) for v in values if v.strip()), None)


def _date(values: list[str], notes: list[str]) -> PartialDate | None:
    for value in values:
        if not value.strip():
            continue
        try:
            return date_of(value)
        except ValueError:
            notes.append(f"declares the date {value.strip()[:40]!r}, which is not of the form 2026-03-02")
    return None


def _json_ld(tree: Any) -> dict[str, Any]:
    """Return the first article that the page describes in JSON-LD (schema.org), or nothing."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        text = script.text or ""
        try:
            waiting: deque[Any] = deque([json.loads(text)] if len(text) <= _MOST_JSON else [])
        except (ValueError, RecursionError):
            continue
        while waiting:
            item = waiting.popleft()
            if isinstance(item, list):
                waiting.extend(item)
            elif isinstance(item, dict):
                kinds = item.get("@type")
                if any(str(kind).endswith(("Article", "BlogPosting", "Report")) for kind in _listed(kinds)):
                    return item
                waiting.extend(_listed(item.get("@graph")))
    return {}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _words(value: Any) -> list[str]:
    """Return the names in a JSON-LD value: a string, an object with a name, or a list of either."""
    names = [item.get("name") if isinstance(item, dict) else item for item in _listed(value)]
    return [name.strip() for name in names if isinstance(name, str) and name.strip()]
