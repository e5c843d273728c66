"""Measure reading a large folder: time, cores in use and memory as the documents go by, and a run that is killed.

    python benchmarks/batch.py
    python benchmarks/batch.py --documents 200 --jobs 1
    python benchmarks/batch.py --kill 300

Makes a folder of articles of made-up sentences (names of made-up syllables, so that new words keep coming, as they do
in real text), runs ``winset read FOLDER --jsonl --out FILE`` on it as a user would, and looks at its processes when so
many lines are written. ``--kill N`` runs it twice: once in peace, and once killed (SIGKILL) when N lines are written
and then resumed; the two files must be the same. Needs a system with /proc.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SYLLABLES = ("ba", "den", "kor", "li", "mar", "nos", "pel", "qui", "ras", "sto", "tam", "ul", "ver", "wen", "yo", "zar")
OFFICES = ("minister", "spokeswoman", "mayor", "chief negotiator", "director", "envoy", "president", "chair")
BODIES = ("union", "ministry", "port authority", "airline", "council", "federation", "carrier", "water board")
REPORTS = ("said", "warned", "insisted", "told reporters", "announced", "denied", "added", "hinted", "demanded")
CLAIMS = (
    "the talks would go on until {day}",
    "no offer above {number} million would be made",
    "its members had rejected the draft of {day}",
    "a ceasefire was possible if the road to {place} were opened",
    "the tariff on {thing} must fall by {number} per cent",
    "both sides should put their proposals in writing",
    "nothing had been agreed on the status of {place}",
    "the {thing} plan was unacceptable as long as {number} posts were at stake",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "1 March", "14 June", "the end of the year")
THINGS = ("steel", "grain", "fishing", "water", "pension", "transit", "night-shift", "reservoir")
FORMS = (
    "{who} {report} on {day} that {claim}.",
    "“{Claim},” {who} {report}. “We have said so in {place}.”",
    "According to {who}, {claim}, although {other} had asked for more time.",
    "{Who}, who arrived in {place} on {day}, {report} that {claim}; {other} did not comment.",
    "{Who} met {other} in {place} for {number} hours.",
    "It is not clear whether {claim}.",
    "{Other} rejected this and called it “{word} and late”.",
)


@dataclass(frozen=True)
class Look:
    """What the processes of a run looked like at one moment: seconds since its start, bytes and CPU seconds of each."""

    lines: int
    seconds: float
    parent: int
    workers: tuple[int, ...]
    cpu: tuple[float, ...]


def article(seed: int, words: int) -> str:
    """Return an article of about so many words; the same for the same seed."""
    draw = random.Random(seed)
    cast = [_person(draw) for _ in range(4)]
    sentences: list[str] = []
    count = 0
    while count < words:
        who, other = draw.sample(cast, 2)
        fill = {
            "day": draw.choice(DAYS),
            "number": draw.randint(2, 900),
            "place": _name(draw),
            "thing": draw.choice(THINGS),
            "report": draw.choice(REPORTS),
            "word": _name(draw).lower(),
        }
        claim = draw.choice(CLAIMS).format(**fill)
        sentence = draw.choice(FORMS).format(
            **fill, who=who, other=other, claim=claim, Who=_capital(who), Other=_capital(other), Claim=_capital(claim)
        )
        sentences.append(_capital(sentence))
        count += len(sentence.split())
    paragraphs = [" ".join(sentences[i : i + 3]) for i in range(0, len(sentences), 3)]
    return f"{_name(draw)} talks go on\n\n" + "\n\n".join(paragraphs) + "\n"


def _person(draw: random.Random) -> str:
    office, body = draw.choice(OFFICES), draw.choice(BODIES)
    return draw.choice((f"the {office} of the {_name(draw)} {body}", f"{_name(draw)} {_name(draw)}", f"the {body}"))


def _name(draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, 4))).capitalize()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def run(folder: Path, out: Path, *, jobs: int, looks: Sequence[int], kill: int | None = None) -> list[Look]:
    """Read a folder as a user would; look at the processes at these numbers of lines, and at the end."""
    command = [sys.executable, "-m", "winset", "read", str(folder), "--jsonl", "--resume", "--jobs", str(jobs)]
    begun = time.monotonic()
    program = subprocess.Popen([*command, "--out", str(out), "--published", "2026-03-02"])
    seen: list[Look] = []
    written, at = 0, 0
    waiting = sorted(looks)
    look = Look(0, 0.0, 0, (), ())
    while program.poll() is None:
        time.sleep(0.1)
        if out.exists():
            with out.open("rb") as file:
                file.seek(at)
                part = file.read()
            written, at = written + part.count(b"\n"), at + len(part)
        try:
            now = _look(program.pid, written, time.monotonic() - begun)
        except OSError:
            continue  # one of them has just ended
        if now.parent and all(now.workers) and (now.workers or jobs == 1):  # a dead one has no memory
            look = now
        if waiting and written >= waiting[0]:
            waiting.pop(0)
            seen.append(look)
        if kill is not None and written >= kill:
            program.kill()
    if program.returncode not in (0, -9):
        raise SystemExit("the run failed; the message stands above")
    seconds = time.monotonic() - begun
    return [*seen, Look(written, seconds, look.parent, look.workers, look.cpu)]


def _look(pid: int, lines: int, seconds: float) -> Look:
    workers = [int(w) for task in Path(f"/proc/{pid}/task").glob("*/children") for w in task.read_text().split()]
    memory = [_resident(one) for one in (pid, *workers)]
    return Look(lines, seconds, memory[0], tuple(memory[1:]), tuple(_cpu(one) for one in (pid, *workers)))


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def tell(looks: Sequence[Look], words: int, cpu: float) -> None:
    """Print what was seen as a Markdown table, and the speed; `cpu` is what all processes used."""
    print("| documents | seconds | memory of the parent | of the workers | CPU seconds of each |")
    print("| --- | --- | --- | --- | --- |")
    for look in looks:
        workers = ", ".join(f"{size / 2**20:,.0f}" for size in look.workers) or "none"
        each = ", ".join(f"{seconds:.0f}" for seconds in look.cpu)
        print(f"| {look.lines:,} | {look.seconds:.0f} | {look.parent / 2**20:,.0f} MB | {workers} MB | {each} |")
    last = looks[-1]
    print(f"\n{words:,} words, {words / last.seconds:,.0f} a second; {words / cpu:,.0f} for each CPU second;", end=" ")
    print(f"{cpu / last.seconds:.2f} cores busy on average", flush=True)


def _used() -> float:
    """Return the CPU seconds of all processes that this one has waited for."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--words", type=int, default=400, help="of each (default: %(default)s)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="(default: %(default)s)")
    parser.add_argument("--kill", type=int, metavar="N", help="also a run that is killed when N lines are written")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "corpus"
        folder.mkdir()
        words = 0
        for number in range(options.documents):
            text = article(number, options.words)
            words += len(text.split())
            (folder / f"article-{number:05d}.txt").write_text(text, encoding="utf-8")
        looks = sorted({options.documents // 10, options.documents // 2})
        whole = Path(made) / "whole.jsonl"
        tell(run(folder, whole, jobs=options.jobs, looks=looks), words, _used())
        if options.kill is not None:
            killed = Path(made) / "killed.jsonl"
            before = run(folder, killed, jobs=options.jobs, looks=[], kill=options.kill)[-1]
            after = run(folder, killed, jobs=options.jobs, looks=[])[-1]
            same = hashlib.sha256(whole.read_bytes()).digest() == hashlib.sha256(killed.read_bytes()).digest()
            print(f"\nKilled at {before.lines:,} lines after {before.seconds:.0f} s, went on for {after.seconds:.0f} s")
            print(f"The same bytes as in peace: {'yes' if same else 'NO'}")
            if not same:
                raise SystemExit(1)


if __name__ == "__main__":
    main()
