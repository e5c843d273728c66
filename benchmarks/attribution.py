"""Measure who is said to have said what, on a corpus of attributions: winset and its peers, in one run.

    python benchmarks/attribution.py GOLD.jsonl --peer-python peer/bin/python
    python benchmarks/attribution.py GOLD.jsonl --table table.md --reliability reliability.svg
    python benchmarks/attribution.py benchmarks/genres/texts.jsonl --split dev
    python benchmarks/attribution.py GOLD.jsonl --systems winset,rules --limit 20 --write predictions/

GOLD.jsonl holds an article a line: ``{"id": …, "text": …, "attributions": [{"source": [[s, e], …], "cue": …,
"content": …}]}``, offsets in code points; ``publisher``, ``genre`` and ``split`` where there are any. PolNeAR (Newell,
Margolin & Ruths 2018) can be brought into this form; it is not part of the project.

The systems, each in a process of its own, are those of attribution_systems.py, which says how to make the environment
for ``--peer-python``; without it the peer is left out. The measures are those of attribution_scores.py. ``--table``
puts the tables into a file, as Markdown; ``--write`` leaves the predictions of each system in a folder, in the form of
the gold; ``--reliability`` draws how often a prediction of a stated confidence is right.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from attribution_scores import TYPES, Scores, bins, calibration_error
from winset.reading.workers import ONE_THREAD

Row = dict[str, Any]
HERE = Path(__file__).resolve().parent
WORD = re.compile(r"\w+")
NAMES = {
    "winset": "winset",
    "kept": "winset, what a reading keeps",
    "rules": "winset, rules alone",
    "textacy": "textacy, direct quotations",
    "whole": "winset, the whole reading",
}
SCORED = ("winset", "kept", "rules", "textacy")


def read_gold(path: Path, *, split: str | None, limit: int | None) -> list[Row]:
    """Return the articles of a file; SystemExit names a line that has another form."""
    articles: list[Row] = []
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                article = json.loads(line)
                if not isinstance(article["text"], str) or not isinstance(article["attributions"], list):
                    raise TypeError
                str(article["id"])
            except (ValueError, KeyError, TypeError):
                raise SystemExit(f"{path}, line {number}: an object with id, text and attributions is needed") from None
            if split is None or article.get("split") == split:
                articles.append(article)
    if not articles:
        raise SystemExit(f"{path} holds no article" + (f" of the split {split!r}" if split else ""))
    return articles[:limit]


def run_system(name: str, python: str, texts: list[str]) -> Row:
    """Run one system in a process of its own; return its predictions and what they cost."""
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder) / "texts.json", Path(folder) / "answer.json"
        given.write_text(json.dumps(texts), encoding="utf-8")
        program = [python, "-W", "ignore", str(HERE / "attribution_systems.py"), name, str(given), str(answer)]
        # Speed is that of one core; set for each process, since numeric libraries look only once, when they are loaded.
        done = subprocess.run([*program, str(time.time())], env={**os.environ, **ONE_THREAD}, check=False)
        if done.returncode:
            raise SystemExit(f"{NAMES[name]} failed; the message stands above")
        measured: Row = json.loads(answer.read_text(encoding="utf-8"))
        return measured


def scored(articles: Sequence[Row], predictions: Sequence[list[Row]]) -> Scores:
    """Return the scores of predictions over articles."""
    scores = Scores()
    for article, rows in zip(articles, predictions, strict=True):
        scores.add(article["text"], article["attributions"], rows)
    return scores


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return a Markdown table; numbers that are shares get three digits."""
    lines = [f"| {' | '.join(head)} |", f"| {' | '.join(['---'] * len(head))} |"]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
    return lines


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) else str(value).replace("|", "\\|")


def score_tables(articles: Sequence[Row], results: dict[str, Row]) -> list[str]:
    """Return the tables of all scores: over all articles, by type of content, by publisher and by genre."""
    scores = {name: scored(articles, results[name]["predictions"]) for name in SCORED if name in results}
    head = (
        "",
        "combined F1",
        "precision",
        "recall",
        "relaxed F1",
        "exact F1",
        "source on matched",
        "content tokens F1",
    )
    rows = []
    for name, one in scores.items():
        tally = one.tallies["all"]
        combined = [tally.f1("combined"), tally.precision("combined"), tally.recall("combined")]
        rows.append([NAMES[name], *combined, tally.f1("relaxed"), tally.f1("exact"), tally.source, one.content_f1])
    lines = [f"{len(articles):,} texts, {next(iter(scores.values())).tallies['all'].gold:,} attributions.", ""]
    lines += [*table(head, rows), ""]
    types = [
        [NAMES[name], *(one.tallies[kind].f1("combined") for kind in TYPES)]
        + [one.tallies[kind].f1("exact") for kind in TYPES]
        for name, one in scores.items()
    ]
    numbers = next(iter(scores.values())).tallies
    types.append(["gold attributions", *(numbers[kind].gold for kind in TYPES), "", "", ""])
    lines += [*table(("", *(f"{k}, combined" for k in TYPES), *(f"{k}, exact" for k in TYPES)), types), ""]
    for key in ("publisher", "genre"):
        if len({article.get(key) for article in articles}) > 1:
            lines += [*_by(key, articles, results), ""]
    return lines


def _by(key: str, articles: Sequence[Row], results: dict[str, Row]) -> list[str]:
    """Return combined F1 of each system for each value of a key, and the other measures of the first system."""
    names = [name for name in SCORED if name in results]
    rows = []
    for value in sorted({str(article.get(key)) for article in articles}):
        chosen = [number for number, article in enumerate(articles) if str(article.get(key)) == value]
        scores = [
            scored([articles[n] for n in chosen], [results[name]["predictions"][n] for n in chosen]) for name in names
        ]
        first = scores[0].tallies["all"]
        more = [first.f1("relaxed"), first.f1("exact"), first.source]
        rows.append([value, len(chosen), first.gold, *(one.tallies["all"].f1("combined") for one in scores), *more])
    head = [key, "texts", "attributions", *(f"{NAMES[name]}: combined F1" for name in names)]
    return table([*head, *(f"{NAMES[names[0]]}: {what}" for what in ("relaxed F1", "exact F1", "source"))], rows)


def cost_table(articles: Sequence[Row], results: dict[str, Row]) -> list[str]:
    """Return the table of what each system costs."""
    words = sum(len(WORD.findall(article["text"])) for article in articles)
    rows = []
    for name, one in results.items():
        seconds = {key: max(value, 1e-9) for key, value in one["seconds"].items()}
        rows.append(
            [
                NAMES[name],
                f"{words / seconds['system']:,.0f}",
                f"{words / seconds['bare']:,.0f}",
                f"{seconds['bare'] / seconds['system']:.2f}",
                f"{one['peak'] / 2**20:,.0f} MB",
                f"{one['ready']:.1f} s ({one['ready_cpu']:.1f} s)",
            ]
        )
    head = ("", "words / CPU s", "bare model, same process", "ratio", "peak memory", "start-up (CPU)")
    failed = [
        f"{NAMES[name]}: a step failed at {one['failures']:,} places."
        for name, one in results.items()
        if one["failures"]
    ]
    return [f"{words:,} words.", "", *table(head, rows), "", *failed, *[""] * bool(failed)]


def confidence_lines(judged: Sequence[tuple[float, bool]]) -> list[str]:
    """Return how often predictions of a stated confidence are right."""
    rows = [(f"{size:,}", said, was) for size, said, was in bins(judged)]
    return [
        f"Confidence: expected calibration error {calibration_error(judged):.3f}; {len(judged):,} predictions in "
        f"{len(rows)} bins of equal number; right is a combined hit.",
        "",
        *table(("predictions", "mean confidence", "share that is right"), rows),
        "",
    ]


def plot(judged: Sequence[tuple[float, bool]], file: Path) -> None:
    """Draw the share of right predictions over the confidence, with the diagonal on which they would be equal."""
    import altair as alt
    import vl_convert

    data = [{"confidence": said, "right": was, "predictions": size} for size, said, was in bins(judged)]
    unit = alt.Scale(domain=[0, 1])
    line = alt.Chart(alt.Data(values=[{"confidence": 0, "right": 0}, {"confidence": 1, "right": 1}]))
    diagonal = line.mark_line(strokeDash=[4, 4], color="#888888").encode(x="confidence:Q", y="right:Q")
    points = (
        alt.Chart(alt.Data(values=data))
        .mark_line(point=True)
        .encode(
            x=alt.X("confidence:Q", title="stated confidence, mean of a bin", scale=unit),
            y=alt.Y("right:Q", title="share of predictions that are right", scale=unit),
        )
    )
    title = f"Calibration error {calibration_error(judged):.3f}, {len(judged):,} predictions in {len(data)} bins"
    chart = (diagonal + points).properties(width=320, height=320, title=title)
    file.write_text(str(vl_convert.vegalite_to_svg(chart.to_dict())) + "\n", encoding="utf-8")


def write_predictions(folder: Path, name: str, articles: Sequence[Row], predictions: Sequence[list[Row]]) -> None:
    """Leave the predictions of a system in the form of the gold."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for article, rows in zip(articles, predictions, strict=True):
            numbered = [{"id": f"P{number}", **row} for number, row in enumerate(rows, 1)]
            file.write(json.dumps({"id": article["id"], "attributions": numbered}, ensure_ascii=False) + "\n")


def main(arguments: Sequence[str] | None = None, *, runner: Callable[[str, str, list[str]], Row] = run_system) -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="gold attributions, an article a line")
    parser.add_argument("--systems", default=",".join(NAMES), help="names, with commas (default: %(default)s)")
    parser.add_argument("--peer-python", metavar="PATH", help="the Python of an environment with textacy")
    parser.add_argument("--split", help="only articles of this split, where the file knows splits")
    parser.add_argument("--limit", type=int, help="only the first so many articles")
    parser.add_argument("--table", type=Path, help="put the tables into this file")
    parser.add_argument("--reliability", type=Path, metavar="FILE.svg", help="draw confidence against truth")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="leave the predictions in this folder")
    options = parser.parse_args(arguments)
    wanted = [name for name in options.systems.split(",") if name]
    if unknown := sorted(set(wanted) - NAMES.keys()):
        parser.error(f"unknown system {unknown[0]!r}; there are {', '.join(NAMES)}")
    if not set(wanted) & set(SCORED):
        parser.error(f"name at least one of {', '.join(SCORED)}")
    if options.peer_python is None and "textacy" in wanted:
        wanted.remove("textacy")
        print("textacy is left out; --peer-python names the Python of an environment that has it", file=sys.stderr)

    articles = read_gold(options.gold, split=options.split, limit=options.limit)
    texts = [article["text"] for article in articles]
    results: dict[str, Row] = {}
    for name in wanted:
        print(f"{NAMES[name]} …", file=sys.stderr, flush=True)
        results[name] = runner(name, options.peer_python if name == "textacy" else sys.executable, texts)
        if options.write is not None and name in SCORED:
            write_predictions(options.write, name, articles, results[name]["predictions"])
    lines = [*score_tables(articles, results), *cost_table(articles, results)]
    judged = scored(articles, results["winset"]["predictions"]).judged if "winset" in results else []
    if judged:
        lines += confidence_lines(judged)
    if options.reliability is not None:
        if judged:
            plot(judged, options.reliability)
        else:
            print("no prediction has a confidence, so there is nothing to draw", file=sys.stderr)
    text = "\n".join(lines)
    if options.table is not None:
        options.table.write_text(text, encoding="utf-8")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
