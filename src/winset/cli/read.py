"""``winset read``: documents in, statements out."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from winset.cli.common import json_option, print_json, quiet_option, say
from winset.cli.progress import counted, reading_progress, say_kept, say_notes, say_read, say_skipped
from winset.cli.sources import reading_options
from winset.core.ids import unknown
from winset.core.terminal import safe, safe_json

if TYPE_CHECKING:
    from winset.core.errors import Problem
    from winset.drafting.corrections import Corrections
    from winset.reading.document import Document
    from winset.reading.loaders import Limits
    from winset.reading.reader import Run
    from winset.reading.statement import Reading


@click.command(short_help="Documents in, statements out.")
@reading_options
@json_option
@click.option(
    "--jsonl", "as_jsonl", is_flag=True, help="A line of JSON for each document, as it is read (for corpora)."
)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write JSON or JSONL into.")
@click.option("--resume", is_flag=True, help="With --jsonl --out: go on with a file; what is in it is not read again.")
@click.option("--limit", "limits", multiple=True, metavar="NAME=N", help="Change a limit, such as characters=2000000.")
@quiet_option
def read(
    *,
    paths: Sequence[str],
    published: str | None,
    publisher: str | None,
    codebook: Path | None,
    actors: Path | None,
    corrections: Path | None,
    as_json: bool,
    as_jsonl: bool,
    out: Path | None,
    resume: bool,
    limits: Sequence[str],
    quiet: bool,
) -> None:
    """Read documents: who said what, where it stands, and whose position it speaks of.

    FILES are txt, md, html, pdf and docx files, folders of them, or - for standard input. What cannot be read is
    skipped and said. Title, publisher and date come from the documents, from report.meta.yaml beside report.pdf, or
    from the options; today's date is never assumed.

    \b
    Examples:
      winset read article.txt --published 2025-04-23
      winset read reports/ --codebook codebook.yaml --json > reading.json
      winset read corpus/ --jsonl --out corpus.jsonl --resume
      cat article.txt | winset read - --publisher "The Paper"
    """
    if as_json and as_jsonl:
        raise click.UsageError("--json and --jsonl are two forms of the same data; give one of them")
    if out is not None and not (as_json or as_jsonl):
        raise click.UsageError("--out needs --json or --jsonl; the listing goes to standard output")
    if resume and not (as_jsonl and out is not None):
        raise click.UsageError("--resume needs --jsonl and --out FILE")
    changed = _limits(limits)
    reviews, options = _corrections(corrections)
    from winset.reading.reader import start

    run = start(
        paths,
        published=published,
        publisher=publisher,
        codebook=codebook,
        actors=actors,
        limits=changed,
        options=options,
    )
    if as_jsonl:
        _stream(run, reviews, out, resume=resume, quiet=quiet)
        return
    reading = _whole(run, reviews, quiet=quiet)
    if as_json:
        from winset.reading.jsonio import to_json

        if out is None:
            print_json(to_json(reading))
        else:
            from winset.core.files import write_whole

            text = safe_json(json.dumps(to_json(reading), indent=1, ensure_ascii=False))
            write_whole(out, [text.encode("utf-8"), b"\n"])
            say(f"{out}: {counted(len(reading.statements), 'statement')}", quiet=quiet)
        return
    from rich.console import Console

    from winset.cli.listing import print_listing

    print_listing(reading, Console(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=False))


def _limits(written: Sequence[str]) -> Limits:
    """Return the limits with those changed that options name."""
    from winset.reading.loaders.limits import Limits

    known = [field.name for field in fields(Limits)]
    values: dict[str, int] = {}
    for one in written:
        name, _, number = one.partition("=")
        if name not in known:
            raise click.UsageError(unknown("limit", name, known))
        if not (number.isascii() and number.isdigit() and len(number) < 19 and int(number) > 0):
            raise click.UsageError(f"--limit {one}: {number!r} is not a positive whole number; write {name}=1000, say")
        values[name] = int(number)
    return Limits(**values)


def _corrections(path: Path | None) -> tuple[Corrections | None, dict[str, str]]:
    if path is None:
        return None, {}
    from winset.drafting.corrections import load_corrections

    reviews = load_corrections(path)
    return reviews, reviews.noted


def _whole(run: Run, reviews: Corrections | None, *, quiet: bool) -> Reading:
    """Read everything into one reading, corrections applied; say what was noted and skipped."""
    from winset.reading.reader import collect

    with reading_progress(quiet=quiet) as progress:
        reading = collect(run, progress=progress)
    if reviews is not None:
        reading, problems = reviews.apply(reading)
        _say_problems(problems)
    say_read(reading, quiet=quiet)
    return reading


def _stream(run: Run, reviews: Corrections | None, out: Path | None, *, resume: bool, quiet: bool) -> None:
    """Read one document after the other, each written before the next is read."""
    from winset.reading.jsonl import JsonlWriter, json_line
    from winset.reading.reader import nothing_read
    from winset.reading.statement import Skipped

    skipped = list(run.skipped)
    say_skipped(skipped, quiet=quiet)
    met: set[str] = set()
    kept = statements = 0
    with ExitStack() as stack:
        writer = stack.enter_context(JsonlWriter(out, info=run.info, resume=resume)) if out is not None else None
        if writer is not None and writer.half_line_dropped:
            say(f"{out}: dropped a half-written last line", quiet=quiet)

        def known(document: Document) -> bool:
            met.add(document.id)
            return writer is not None and writer.has(document)

        progress = stack.enter_context(reading_progress(quiet=quiet))
        for outcome in run.outcomes(known=known, progress=progress):
            if isinstance(outcome, Skipped):
                skipped.append(outcome)
                say_skipped([outcome], quiet=quiet)
                continue
            reading = _reviewed(outcome, reviews)
            if writer is not None:
                writer.write(reading)
            else:
                sys.stdout.write(json_line(reading))
                sys.stdout.flush()
            say_notes(reading.documents[0], quiet=quiet)
            kept, statements = kept + 1, statements + len(reading.statements)
        if not met:
            raise nothing_read(skipped)
    if reviews is not None:
        for wanted in dict.fromkeys(c.document for c in reviews.file.corrections if c.document not in met):
            say(safe(f"not applied: corrections of {wanted!r}, a document that was not read"))
    if len(met) > kept and resume:
        say(f"{out}: {counted(len(met) - kept, 'document')} had been read before", quiet=quiet)
    say_kept(kept, len(skipped), statements, quiet=quiet)


def _reviewed(reading: Reading, reviews: Corrections | None) -> Reading:
    """Apply corrections to the reading of one document; those of other documents are no problem of this one."""
    if reviews is None:
        return reading
    reviewed, problems = reviews.apply(reading)
    _say_problems([problem for problem in problems if not problem.path.endswith(".document")])
    return reviewed


def _say_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        say(safe(f"not applied: {problem}", lines=False))
