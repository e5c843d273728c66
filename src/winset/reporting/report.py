"""`winset.report`: one HTML file that a person can read and question."""

from __future__ import annotations

import base64
import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from winset._version import __version__
from winset.core.dates import PartialDate
from winset.core.errors import InputError
from winset.core.files import write_whole
from winset.reading.statement import Reading
from winset.reporting import sentences
from winset.reporting.context import Context
from winset.reporting.sections import build
from winset.reporting.shown import bare, finalize, prose, shown
from winset.reporting.sources import Gathered, Options, Source, gather


def report(
    source: Source,
    out: str | os.PathLike[str] | None = None,
    *,
    reading: Reading | None = None,
    published: str | None = None,
    publisher: str | None = None,
    codebook: str | os.PathLike[str] | None = None,
    corrections: str | os.PathLike[str] | None = None,
    actors: str | os.PathLike[str] | None = None,
    since: PartialDate | str | None = None,
    title: str | None = None,
) -> str | Path:
    """Return the report as one HTML page, or write it to a file.

    Parameters
    ----------
    source
        A `Negotiation`; a `Reading`; the path of a negotiation file, a document, or a folder; or several such paths. Of
        documents a negotiation is drafted, unless one is given.
    out
        File to write, whole or not at all; folders that lack are made. None returns the page.
    reading
        A reading of the same documents, where `source` is a negotiation.
    published, publisher, codebook, corrections, actors
        As in `winset.read`; only where documents are read.
    since
        Date for "what shifted since".
    title
        Of a drafted negotiation.

    Returns
    -------
    str or pathlib.Path
        The page, or the file that was written.

    Raises
    ------
    InputError
        Where the source cannot be used; nothing is written then.
    """
    options = Options(published, publisher, _path(codebook), _path(corrections), _path(actors), title)
    context = context_of(gather(source, reading=reading, options=options), since=since)
    page = render(context)
    return page if out is None else write(page, out)


def context_of(gathered: Gathered, *, since: PartialDate | str | None = None) -> Context:
    """Return the context of a report on what was gathered."""
    try:
        date = None if since is None else PartialDate.parse(since)
    except ValueError as error:
        raise InputError(str(error)) from error
    return Context(
        gathered.negotiation,
        reading=gathered.reading,
        documents=gathered.documents,
        aliases=gathered.aliases,
        unread=gathered.unread,
        drafted=gathered.drafted,
        since=date,
    )


def render(context: Context) -> str:
    """Return the page of a context. Call it once for each context: sections note in it what they cite."""
    sections = build(context)
    env = environment()
    bodies = [
        Markup(env.get_template(f"sections/{s.template}").render(section=s, page=sections, context=context, **s.data))  # noqa: S704
        for s in sections
    ]
    style = f"{_STYLE.read_text(encoding='utf-8')}{_highlights(context)}"
    return (
        env.get_template("report.html").render(
            title=context.label(context.negotiation.title),
            as_of=context.negotiation.as_of,
            standing=sentences.standing(context.reading is not None, context.drafted),
            closing=sentences.closing(__version__),
            version=__version__,
            style=Markup(style),  # noqa: S704  (our own file, and rules made of numbers)
            policy=policy(style),
            sections=sections,
            bodies=bodies,
        )
        + "\n"
    )


def policy(style: str) -> str:
    """Return the Content-Security-Policy: nothing at all but this one style sheet."""
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def environment() -> Environment:
    """Return the Jinja2 environment: autoescape always on, unknown names are errors, hidden characters made visible.

    Made once per process, each template read once: a page is never made of two versions of a file that is being edited.
    """
    env = Environment(
        loader=PackageLoader("winset.reporting", "templates"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )
    env.filters.update(shown=shown, bare=bare, prose=prose, more=sentences.more, left_out=sentences.left_out)
    return env


def write(page: str, out: str | os.PathLike[str]) -> Path:
    """Write a page to a file, whole or not at all; make the folders that lack."""
    path = Path(out)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, [page.encode("utf-8")])
    return path


_STYLE = Path(__file__).parent / "templates" / "style.css"


def _highlights(context: Context) -> str:
    """Rules that light up all pieces of a statement when it is linked to; a statement may lie in several paragraphs."""
    rules: list[str] = []
    for document in context.documents:
        for mark in context.marks.of(document.id):
            own = f"{mark.anchor.replace('-', '')}x"
            rules.append(f".doc:has(#{mark.anchor}:target) .{own}")
    return f"\n{','.join(rules)}{{background:var(--target)}}\n" if rules else "\n"


def _path(value: Any) -> Path | None:
    return None if value is None else Path(value)
