"""Write what `run.py` measured as Markdown: precision and recall of each thing, by text, and the commonest errors.

    python benchmarks/reading/run.py --json --errors > measured.json
    python benchmarks/reading/table.py measured.json
    python benchmarks/reading/run.py --half c --json > held-out.json
    python benchmarks/reading/table.py measured.json held-out.json

Errors are shown of the halves that rules are written on, never of a held-out one, whatever the files hold.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]

OPEN = ("a", "b")
"""Halves whose errors may be shown."""

COMMONEST = 3
WORDS = 110

# Measure of recall, measure of precision; a `Sets` measure has both of its own.
PAIRED = {
    "statements": ("found", "precision"),
    "attributed statements": ("found_attributed", None),
    "the narrator’s statements": ("found_narrator", None),
    "voice": ("voice", None),
    "source span": ("source", None),
    "speaker": ("speaker", None),
    "party spoken for": ("speaker_party", None),
    "party given to nobody’s words (lower is better)": ("party_given_to_nobody", None),
    "outlet or nested speaker": ("via", None),
    "act": ("act", None),
    "condition": ("condition", None),
    "hedged": ("hedged", None),
    "firmness": ("firmness", None),
    "issue": ("issue", None),
    "stance with holder": ("stances_all", "stances_all"),
    "… on found statements": ("stances", "stances"),
    "… with its agent too": ("stances_with_agent", "stances_with_agent"),
    "red line": ("red_lines_all", "red_lines_all"),
    "parties": ("parties_found", "parties_precision"),
    "meetings": ("meetings_all", "meetings_all"),
    "absences": ("absences", None),
}

BY_TEXT = {
    "statements": ("found", "precision"),
    "party": ("speaker_party", None),
    "act": ("act", None),
    "condition": ("condition", None),
    "issue": ("issue", None),
    "stance": ("stances_all", "stances_all"),
    "red line": ("red_lines_all", "red_lines_all"),
    "parties": ("parties_found", "parties_precision"),
    "meetings": ("meetings_all", "meetings_all"),
    "absences": ("absences", None),
}


def recall(measures: Row, name: str) -> float | None:
    """Return the recall of a measure; of a share, the share."""
    measure = measures[name]
    value: float | None = measure["recall"] if "recall" in measure else measure["share"]
    return value


def precision(measures: Row, name: str | None) -> float | None:
    """Return the precision of a measure; of a share that counts what was predicted, the share."""
    if name is None:
        return None
    measure = measures[name]
    value: float | None = measure["precision"] if "precision" in measure else measure["share"]
    return value


def of(measures: Row, name: str) -> int:
    """Return how many there are in the gold."""
    measure = measures[name]
    count: int = measure["gold"] if "gold" in measure else measure["of"]
    return count


def figure(value: float | None) -> str:
    """Return a share with two digits, a dash where there is none."""
    return "–" if value is None else f"{value:.2f}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def overview(halves: Row) -> str:
    """Return one row a thing, with recall, precision and number for each half."""
    head = ["", *(f"{half}: {word}" for half in halves for word in ("recall", "precision", "of"))]
    rows = []
    for label, (found, right) in PAIRED.items():
        cells = [label]
        for measured in halves.values():
            overall = measured["all"]
            cells += [figure(recall(overall, found)), figure(precision(overall, right)), str(of(overall, found))]
        rows.append(cells)
    return table(head, rows)


def by_text(measured: Row) -> str:
    """Return one row a text: recall and, where it is measured, precision."""
    rows = []
    for name, measures in [*measured["texts"].items(), ("all", measured["all"])]:
        cells = [name]
        for found, right in BY_TEXT.values():
            pair = [figure(recall(measures, found))]
            if right is not None:
                pair.append(figure(precision(measures, right)))
            cells.append(" / ".join(pair))
        rows.append(cells)
    return table(["", *BY_TEXT], rows)


def commonest(errors: Row) -> Iterator[tuple[str, int, list[tuple[str, int, str, str]]]]:
    """Yield each kind of error, how many there are, and its commonest forms: form, number, text and words of one."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    examples: dict[tuple[str, str], tuple[str, str]] = {}
    for text, listed in errors.items():
        for error in listed:
            form = _form(error)
            kinds[error["kind"]][form] += 1
            examples.setdefault((error["kind"], form), (text, error["words"]))
    for kind, forms in sorted(kinds.items(), key=lambda item: (-item[1].total(), item[0])):
        ranked = sorted(forms.items(), key=lambda item: (-item[1], item[0]))[:COMMONEST]
        yield kind, forms.total(), [(form, count, *examples[kind, form]) for form, count in ranked]


def _form(error: Row) -> str:
    """Return what sort of error it is within its kind, without the names of this text."""
    kind, gold, made = error["kind"], error["gold"], error["predicted"]
    if kind in ("missed", "not in the gold", "voice"):
        return str(gold if gold is not None else str(made).split(", ")[0])
    if kind == "act":
        return f"{' or '.join(gold)} → {made}"
    if kind in ("hedged", "firmness"):
        return f"{gold} → {made}"
    if kind == "stance":
        lost, gained = len(gold), len(made)
        if lost and gained:
            return "another one found" if {x[0] for x in gold}.isdisjoint({x[0] for x in made}) else "issue right"
        return "not found" if lost else "found, not in the gold"
    if kind in ("speaker", "speaker_party", "source", "condition", "via"):
        if not made:
            return "nothing found"
        return "found, none in the gold" if not gold else "another one found"
    return ""


def errors_of(measured: Row) -> str:
    """Return the commonest errors of each kind as a Markdown table."""
    rows = []
    for kind, count, forms in commonest(measured["errors"]):
        for number, (form, times, text, words) in enumerate(forms):
            label = f"{kind} ({count})" if not number else ""
            rows.append([label, f"{form} {times}" if form else str(times), _cell(words), text])
    return table(["kind (number)", "form, number", "one example", "text"], rows)


def _cell(words: str) -> str:
    plain = " ".join(words.split()).replace("|", "\\|")
    return plain if len(plain) <= WORDS else plain[: WORDS - 2].rstrip() + " …"


def markdown(halves: Row) -> str:
    """Return all tables.

    Parameters
    ----------
    halves
        Half to what `run.py --json` says of it.
    """
    parts = ["### Recall and precision", overview(halves)]
    parts.append("Of a thing that is measured on found statements, recall is the share that is right.")
    for half, measured in halves.items():
        parts += [f"### Half {half}, by text (recall, or recall / precision)", by_text(measured)]
    for half, measured in halves.items():
        if half in OPEN and "errors" in measured:
            parts += [f"### The commonest errors of half {half}", errors_of(measured)]
    return "\n\n".join(parts) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="what run.py --json printed")
    options = parser.parse_args(arguments)
    halves: Row = {}
    for path in options.files:
        halves.update(json.loads(path.read_text(encoding="utf-8")))
    print(markdown(halves), end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
