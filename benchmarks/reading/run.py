"""Measure the reading on the project's own gold readings.

    python benchmarks/reading/run.py                 the two halves that rules are written on, a and b
    python benchmarks/reading/run.py --half a        one of them
    python benchmarks/reading/run.py --half b --errors
    python benchmarks/reading/run.py --half c        the half that nobody looks at; every measurement is counted
    python benchmarks/reading/run.py --half a --json
    python benchmarks/reading/run.py --own           with the issues of each text's own, by their propositions alone

Every text is read alone, with its own publication date and codebook, in one process. README.md beside this file says
what the halves are for.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from score import LOWER_IS_BETTER, Error, Measures, Sets, errors, score, total

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
HALVES = ("a", "b", "c")
HELD_OUT = ("c",)
TABLE = {
    "found": "found",
    "found_attributed": "attr.",
    "found_narrator": "narr.",
    "precision": "prec.",
    "source": "source",
    "speaker": "speaker",
    "speaker_party": "party",
    "act": "act",
    "condition": "cond.",
    "issue": "issue",
    "stances_all": "stance",
    "red_lines_all": "red l.",
    "meetings_all": "meet.",
}

Row = dict[str, Any]


def gold_readings(half: str) -> list[tuple[Path, Row]]:
    """Return the texts of a half, each with its gold reading, by name."""
    found = []
    for path in sorted((HERE / "gold" / half).glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        found.append((path.parent / gold["document"], gold))
    return found


def own_codebook(gold: Row) -> Any:
    """Return the general codebook with the issues that only this text has, as somebody adds them: a sentence each."""
    from winset.reading.coding import Codebook

    general = Codebook.load()
    ends = [issue.id.partition("{object}") for issue in general.issues if issue.has_object]
    known = {issue.id for issue in general.issues}
    own = {
        name: says
        for name, says in gold["issues"].items()
        if name not in known and not any(name.startswith(a) and name.endswith(b) for a, _, b in ends)
    }
    issues = [{"id": name, "says": says} for name, says in own.items()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "codebook.yaml"
        content = {"codebook": 1, "title": gold["document"], "extends": "general", "issues": issues}
        path.write_text(json.dumps(content), encoding="utf-8")
        return Codebook.load(path) if issues else general


def read_text(path: Path, gold: Row, *, own: bool = False) -> Row:
    """Return what winset reads in one text, in the shape of ``winset read --json``."""
    from winset.reading.jsonio import to_json
    from winset.reading.reader import read

    codebook: Any = None if gold["codebook"] == "general" else str(ROOT / gold["codebook"])
    if own and codebook is None:
        codebook = own_codebook(gold)
    reading = to_json(read([str(path)], published=gold["published"], codebook=codebook))
    if not reading["documents"]:
        reasons = "; ".join(skipped["reason"] for skipped in reading["skipped"])
        raise SystemExit(f"{path.name} was not read: {reasons}")
    return reading


def measure(half: str, *, own: bool = False) -> tuple[dict[str, Measures], dict[str, list[Error]]]:
    """Read and score every text of a half."""
    scores: dict[str, Measures] = {}
    wrong: dict[str, list[Error]] = {}
    for path, gold in gold_readings(half):
        text = path.read_bytes().decode("utf-8")
        prediction = read_text(path, gold, own=own)
        scores[path.stem] = score(gold, prediction, text)
        wrong[path.stem] = errors(gold, prediction, text)
    return scores, wrong


def figure(value: float | None) -> str:
    """Return a share with two digits, a dash where there is nothing to measure."""
    return "–" if value is None else f"{value:.2f}"


def print_table(half: str, scores: dict[str, Measures]) -> None:
    """Print a row a text, then every measure over the half."""
    width = max(map(len, scores)) + 2
    print(f"Half {half}: {len(scores)} texts. The stance, red line and meeting columns are F1.\n")
    print(" " * width + "".join(f"{short:>8}" for short in TABLE.values()))
    overall = total(scores.values())
    for name, measures in [*scores.items(), ("all", overall)]:
        print(f"{name:<{width}}" + "".join(f"{figure(measures[key].value):>8}" for key in TABLE))
    print(f"\nOver half {half}, micro-averaged:\n")
    for name, measure_ in overall.items():
        if isinstance(measure_, Sets):
            print(
                f"  {name:<22} F1 {figure(measure_.value)}   precision {figure(measure_.precision)}   recall "
                f"{figure(measure_.recall)}   ({measure_.both} of {measure_.gold} gold, {measure_.predicted} predicted)"
            )
        else:
            note = "   (lower is better)" if name in LOWER_IS_BETTER else ""
            print(f"  {name:<22}    {figure(measure_.value)}   ({measure_.hits} of {measure_.of}){note}")
    print()


def print_errors(wrong: dict[str, list[Error]]) -> None:
    """Print what went wrong, text by text."""
    for name, listed in wrong.items():
        print(f"== {name}")
        for error in listed:
            print(f"  {error.kind:<22} {error.statement:<5} gold {error.gold!r}, read {error.predicted!r}")
            if error.words:
                print(f"      {error.words[:160]}")
        print()


def as_json(scores: dict[str, Measures]) -> Row:
    """Return the measures as JSON-ready values."""
    return {
        "texts": {name: {key: m.to_dict() for key, m in measures.items()} for name, measures in scores.items()},
        "all": {key: m.to_dict() for key, m in total(scores.values()).items()},
    }


def listed_error(error: Error) -> Row:
    """Return an error as JSON-ready values."""
    return {key: getattr(error, key) for key in ("kind", "statement", "words", "gold", "predicted")}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, help="only this half (default: a and b)")
    parser.add_argument("--errors", action="store_true", help="list the errors; not of half c")
    parser.add_argument("--own", action="store_true", help="add each text's own issues to the general codebook")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    if options.errors and options.half in HELD_OUT:
        parser.error(f"--errors does not go with --half {options.half}: it stays unseen, or it measures nothing")
    chosen = [options.half] if options.half else [half for half in HALVES if half not in HELD_OUT]
    halves = {half: measure(half, own=options.own) for half in chosen}
    if options.json:
        shown: Row = {half: as_json(scores) for half, (scores, _) in halves.items()}
        if options.errors:
            for half, (_, wrong) in halves.items():
                shown[half]["errors"] = {name: [listed_error(e) for e in listed] for name, listed in wrong.items()}
        json.dump(shown, sys.stdout, indent=1, ensure_ascii=False)
        print()
        return 0
    for half, (scores, wrong) in halves.items():
        print_table(half, scores)
        if options.errors:
            print_errors(wrong)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
