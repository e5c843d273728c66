"""``winset read``: documents in, statements out."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from winset.cli.common import json_option, print_json, quiet_option, say
from winset.cli.pace import pace_of
from winset.cli.progress import counted, reading_progress, say_kept, say_read, say_skipped
from winset.cli.sources import reading_options
from winset.core.ids import unknown
from winset.core.terminal import safe, safe_json

if TYPE_CHECKING:
    from winset.core.errors import Problem
    from winset.drafting.corrections import Corrections
    from winset.reading.batch import Outcome
    from winset.reading.jsonl import Line
    from winset.reading.loaders import Limits
    from winset.reading.reader import Run
    from winset.reading.statement import Reading, Skipped


@click.command(short_help="Documents in, statements out.")
@reading_options
@json_option
@click.option(
    "--jsonl", "as_jsonl", is_flag=True, help="A line of JSON for each document, as it is read (for corpora)."
)
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write JSON or JSONL into.")
@click.option("--resume", is_flag=True, help="With --jsonl --out: go on with a file; what is in it is not read again.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes that read; 1 is this one (default: by cores, memory and documents).",
)
@click.option("--rules-only", is_flag=True, help="Find and code statements by rule alone, without networks.")
@click.option(
    "--plover",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also write a CSV file of events, a row for each statement, with PLOVER's types.",
)
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
    jobs: int | None,
    rules_only: bool,
    plover: Path | None,
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
    if plover is not None and as_jsonl:
        raise click.UsageError("--plover needs the whole reading; leave --jsonl out")
    changed = _limits(limits)
    reviews, options = _corrections(corrections)
    if as_jsonl and out is not None:
        from winset.reading.jsonl import check_free

        check_free(out, resume=resume)  # said before anything is loaded
    from winset.reading.reader import start

    with start(
        paths,
        published=published,
        publisher=publisher,
        codebook=codebook,
        actors=actors,
        limits=changed,
        options=options,
        jobs=jobs,
        rules_only=rules_only,
    ) as run:
        if as_jsonl:
            _stream(run, reviews, out, resume=resume, quiet=quiet)
            return
        reading = _whole(run, reviews, quiet=quiet)
    if plover is not None:
        from winset.formats.plover import write_plover

        write_plover(reading, plover)
        say(f"{plover}: {counted(len(reading.statements), 'row')}", quiet=quiet)
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
    """Read documents, and write the line of each before those behind it."""
    from winset.reading.jsonl import LineMaker
    from winset.reading.reader import nothing_read

    with ExitStack() as stack:
        lines = _Lines(run, out, stack, resume=resume, quiet=quiet)
        for one in run.skipped:
            lines.skip(one)
        pace = stack.enter_context(pace_of(len(run.found), jobs=run.jobs, quiet=quiet))
        for outcome in run.results(LineMaker(reviews), known=lines.known, progress=pace.awaits):
            pace.got(outcome)
            lines.take(outcome)
        if not lines.met:
            raise nothing_read(lines.skipped)
    if reviews is not None:
        for wanted in dict.fromkeys(c.document for c in reviews.file.corrections if c.document not in lines.met):
            say(safe(f"not applied: corrections of {wanted!r}, a document that was not read"))
    if lines.kept:
        say(f"{out}: {counted(lines.kept, 'document')} had been read before", quiet=quiet)
    say_kept(lines.read, len(lines.skipped), lines.statements, quiet=quiet)


class _Lines:
    """Where the lines of a run go, and what was said of them."""

    def __init__(self, run: Run, out: Path | None, stack: ExitStack, *, resume: bool, quiet: bool) -> None:
        from winset.reading.jsonl import JsonlWriter

        self.met: set[str] = set()  # ids of documents that were read, now or before
        self.skipped: list[Skipped] = []
        self.read = self.kept = self.statements = 0
        self._info = run.info
        self._quiet = quiet
        self._writer: JsonlWriter | None = None
        if out is not None:
            self._writer = stack.enter_context(JsonlWriter(out, info=run.info, resume=resume))
            if self._writer.half_line_dropped:
                say(f"{out}: dropped a half-written last line", quiet=quiet)

    def known(self, document: Mapping[str, Any]) -> bool:
        return self._writer is not None and self._writer.has(document)

    def skip(self, skipped: Skipped) -> None:
        from winset.reading.jsonl import skipped_line

        self.skipped.append(skipped)
        say_skipped([skipped], quiet=self._quiet)
        line = skipped_line(skipped, self._info).encode("utf-8")
        if self._writer is not None:
            self._writer.skip(skipped, line)
        else:
            _print(line)

    def take(self, outcome: Outcome) -> None:
        if outcome.skipped is not None:
            self.skip(outcome.skipped)
            return
        assert outcome.facts is not None
        self.met.add(outcome.facts["id"])
        if outcome.known:
            assert self._writer is not None
            self._writer.keep(outcome.facts)
            self.kept += 1
            return
        line: Line = outcome.made
        if self._writer is not None:
            self._writer.write(outcome.facts, line.data)
        else:
            _print(line.data)
        self.read, self.statements = self.read + 1, self.statements + line.statements
        for problem in line.problems:
            say(safe(f"not applied: {problem}", lines=False))
        for note in line.notes:
            say(safe(f"{outcome.name}: {note}", lines=False), quiet=self._quiet)


def _print(line: bytes) -> None:
    sys.stdout.write(line.decode("utf-8"))
    sys.stdout.flush()


def _say_problems(problems: Sequence[Problem]) -> None:
    for problem in problems:
        say(safe(f"not applied: {problem}", lines=False))
