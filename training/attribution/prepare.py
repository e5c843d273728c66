"""Turn a corpus of attributions into arrays: the parse, what the rules find, the gold attributions in words."""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from winset.reading.attribution.tagging.sheet import Ints, Sheet, make_sheet

ROLES = ("content", "source", "cue")


@dataclass(frozen=True, slots=True)
class Gold:
    """An attribution of the corpus in numbers of words; `anchor` is the head of its cue."""

    anchor: int
    content: Ints
    source: Ints
    cue: Ints


@dataclass(frozen=True, slots=True)
class Example:
    """An article: its arrays and its attributions."""

    id: str
    publisher: str
    sheet: Sheet
    gold: tuple[Gold, ...]


def read_articles(path: Path) -> list[dict[str, Any]]:
    """Return the articles of a JSONL file."""
    with path.open(encoding="utf-8", newline="\n") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def example(article: dict[str, Any], doc: Any) -> Example:
    """Return an article as arrays; `doc` is the parse of its text."""
    from winset.reading.attribution.find import find_reports
    from winset.reading.attribution.quotes import Quotes

    quotes = Quotes(doc.text)
    sheet = make_sheet(doc, quotes, find_reports(doc, quotes).reports)
    gold = []
    for row in article["attributions"]:
        content, source, cue = (sheet.cover(row[role]) for role in ROLES)
        if len(cue) and len(content):
            gold.append(Gold(sheet.anchor(cue), content, source, cue))
    return Example(str(article["id"]), str(article.get("publisher", "")), sheet, tuple(gold))


def prepare(source: Path, cache: Path) -> list[Example]:
    """Return the examples of a corpus file, from `cache` where it lies there already."""
    if cache.exists():
        examples: list[Example] = pickle.loads(cache.read_bytes())
        return examples
    from winset.reading.model import load_model

    nlp = load_model().nlp
    examples = [example(article, nlp(article["text"])) for article in read_articles(source)]
    cache.parent.mkdir(parents=True, exist_ok=True)
    unfinished = cache.with_suffix(".part")
    unfinished.write_bytes(pickle.dumps(examples))
    unfinished.replace(cache)
    return examples
