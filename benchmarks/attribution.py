"""Measure step 1 of the reading, who is said to have said what, on a corpus of attributions, and its speed.

    python benchmarks/attribution.py GOLD.jsonl
    python benchmarks/attribution.py GOLD.jsonl --write PREDICTED.jsonl --scorer SCORER.py
    python benchmarks/attribution.py GOLD.jsonl --kept --limit 20

GOLD.jsonl holds an article a line: ``{"id": …, "text": …, "attributions": [{"source": [[s, e], …], "cue": …,
"content": …}]}``; offsets in code points. PolNeAR (Newell, Margolin & Ruths 2018) can be brought into this form; it
is not part of the project. ``--write`` leaves the predictions in the same form. ``--scorer`` names a program that is
called with both files; without it the scores below are printed.

Scores: gold and predicted attributions are paired one to one, best first, by the Jaccard of the word tokens of their
contents; a pair counts from 0.5 on ("relaxed"), and where the sources agree as well ("combined"; two absent ones do).
Every report is scored, as corpora count them; ``--kept`` scores the statements that a reading keeps.

Speed: words for each second of CPU of one process, over the same texts: the bare English model, the model and step 1,
the whole reading.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]
WORD = re.compile(r"\w+")
ENOUGH = 0.5
ROLES = ("source", "cue", "content")


def read_gold(path: Path, limit: int | None) -> list[Row]:
    """Return the articles of a file; SystemExit names a line that has another form."""
    articles: list[Row] = []
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            if limit is not None and len(articles) >= limit:
                break
            if not line.strip():
                continue
            try:
                article = json.loads(line)
                if not isinstance(article["text"], str) or not isinstance(article["attributions"], list):
                    raise TypeError
                str(article["id"])
            except (ValueError, KeyError, TypeError):
                raise SystemExit(f"{path}, line {number}: an object with id, text and attributions is needed") from None
            articles.append(article)
    if not articles:
        raise SystemExit(f"{path} holds no article")
    return articles


def timed(step: Callable[[str], Any], texts: list[str]) -> tuple[list[Any], float]:
    """Return what a step makes of each text, and the CPU seconds that it took."""
    start = time.process_time()
    made = [step(text) for text in texts]
    return made, time.process_time() - start


def predicted(doc: Any, *, kept: bool) -> list[Row]:
    """Return the attributions of a parsed text: every report, or the statements that are kept."""
    from winset.reading.attribution import read_attributions
    from winset.reading.attribution.find import find_reports
    from winset.reading.attribution.quotes import Quotes

    found: Sequence[Any]
    if kept:
        found = [item for item in read_attributions(doc).attributions if item.voice == "attributed"]
    else:
        found = find_reports(doc, Quotes(doc.text)).reports
    rows = []
    for number, item in enumerate(found, 1):
        # The corpora give the outermost source where an outlet passes on what somebody said.
        places = {"source": item.inner or item.source, "cue": item.cue, "content": item.content}
        rows.append({"id": f"P{number}"} | {role: [list(place) for place in places[role]] for role in ROLES})
    return rows


def words_at(starts: list[tuple[int, int]], places: list[list[int]]) -> frozenset[int]:
    """Return the numbers of the words that some places touch."""
    return frozenset(n for n, (s, e) in enumerate(starts) if any(s < end and start < e for start, end in places))


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """Return the share of the words of both that both have; 1 where both have none."""
    return len(a & b) / len(a | b) if a | b else 1.0


def counts(gold: list[Row], rows: list[Row], text: str) -> tuple[int, int, int, int]:
    """Return gold and predicted attributions of a text, pairs with like contents, and of these with like sources."""
    starts = [match.span() for match in WORD.finditer(text)]
    left, right = (
        [{role: words_at(starts, row.get(role, [])) for role in ("content", "source")} for row in side]
        for side in (gold, rows)
    )
    ranked = sorted(
        (-like, g, p)
        for g, a in enumerate(left)
        for p, b in enumerate(right)
        if a["content"] and b["content"] and (like := jaccard(a["content"], b["content"])) >= ENOUGH
    )
    pairs: dict[int, int] = {}
    for _, g, p in ranked:
        if g not in pairs and p not in pairs.values():
            pairs[g] = p
    agreeing = sum(jaccard(left[g]["source"], right[p]["source"]) >= ENOUGH for g, p in pairs.items())
    return len(gold), len(rows), len(pairs), agreeing


def print_scores(articles: list[Row], predictions: list[list[Row]]) -> None:
    """Print precision, recall and F1 of contents, and of contents with sources."""
    each = [counts(a["attributions"], rows, a["text"]) for a, rows in zip(articles, predictions, strict=True)]
    gold, found, relaxed, combined = (sum(column) for column in zip(*each, strict=True))
    print(f"{'':<10}{'precision':>10}{'recall':>10}{'F1':>10}{'gold':>8}{'found':>8}{'pairs':>8}")
    for name, hits in (("relaxed", relaxed), ("combined", combined)):
        shares = (hits / found if found else 0.0, hits / gold if gold else 0.0, 2 * hits / max(1, gold + found))
        print(f"{name:<10}" + "".join(f"{share:>10.4f}" for share in shares) + f"{gold:>8}{found:>8}{hits:>8}")


def run_scorer(scorer: Path, articles: list[Row], written: Path) -> int:
    """Call a scorer with the gold of the articles that were read, and the predictions."""
    with tempfile.TemporaryDirectory() as folder:
        gold = Path(folder) / "gold.jsonl"
        gold.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
        return subprocess.run([sys.executable, str(scorer), str(gold), str(written)], check=False).returncode


def print_speed(texts: list[str], bare: float, parse_and_find: float, whole: float) -> None:
    """Print words for each CPU second, ratios to the bare model, and the peak of memory."""
    words = sum(len(WORD.findall(text)) for text in texts)
    print(f"\n{words:,} words in {len(texts)} texts\n")
    print(f"{'':<24}{'words / CPU s':>16}{'time, bare = 1':>16}")
    for name, seconds in (("bare model", bare), ("model and step 1", parse_and_find), ("whole reading", whole)):
        print(f"{name:<24}{words / max(seconds, 1e-9):>16,.0f}{seconds / max(bare, 1e-9):>16.2f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(f"\npeak memory {peak:,.0f} MB")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="gold attributions, an article a line")
    parser.add_argument("--write", type=Path, help="leave the predictions in this file")
    parser.add_argument("--scorer", type=Path, help="a program to call with the gold and the predictions")
    parser.add_argument("--kept", action="store_true", help="score the statements that a reading keeps")
    parser.add_argument("--limit", type=int, help="only the first so many articles")
    options = parser.parse_args(arguments)

    from winset.reading.document import Document
    from winset.reading.model import load_model
    from winset.reading.pipeline import Pipeline

    articles = read_gold(options.gold, options.limit)
    texts = [article["text"] for article in articles]
    model, pipeline = load_model(), Pipeline()
    pipeline.read(Document(id="first", text="The mayor said that the talks had begun."))  # loads what is loaded once
    with model.nlp.select_pipes(disable=["winset_lines"]):
        _, bare = timed(lambda text: len(model.nlp(text)), texts)
    predictions, found = timed(lambda text: predicted(model.nlp(text), kept=options.kept), texts)
    _, whole = timed(lambda text: len(pipeline.read(Document(id="text", text=text)).statements), texts)

    print(f"{model.label}; {'statements kept' if options.kept else 'every report'}\n")
    lines = [
        json.dumps({"id": article["id"], "attributions": rows}, ensure_ascii=False) + "\n"
        for article, rows in zip(articles, predictions, strict=True)
    ]
    code = 0
    with tempfile.TemporaryDirectory() as folder:
        written = options.write or Path(folder) / "predicted.jsonl"
        written.write_text("".join(lines), encoding="utf-8")
        if options.scorer is not None:
            sys.stdout.flush()
            code = run_scorer(options.scorer, articles, written)
        else:
            print_scores(articles, predictions)
    print_speed(texts, bare, found, whole)
    return code


if __name__ == "__main__":
    sys.exit(main())
