"""Exchange the names of two parties throughout a text and see what else changes: nothing should.

    python benchmarks/reading/swap.py                 the gold texts of halves a and b
    python benchmarks/reading/swap.py --half a
    python benchmarks/reading/swap.py --text steel-duties --list

Three questions, on pairs of parties of a text that can stand in each other's place:

1. Given the gold's spans and the same parse, does the coding exchange exactly? What does not is winset's own doing.
2. Given the same spans and a new parse?
3. On the raw text, from the words alone, how many codings change otherwise, and for which side?

And once for each text: do loaded words in the place of neutral ones change anything (questions 1 and 2)?

Parties can stand in each other's place where they are of one kind and number: two states, two companies, two unions;
of a text the three pairs that have the most to say. All texts are coded with the general codebook, whose issues name no
party. The names are those of winset's tables for states, with demonyms, capitals, bodies and office-holders; those of
the gold readings for others. "a" and "an", and "the" before a name that takes it, are mended.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from renaming import Edited, Forms, Row, exchange, forms_of, neutral, same_parse
from score import jaccard, slug, tokens

HERE = Path(__file__).resolve().parent
HALVES = ("a", "b")
MOST = 0.03
"""Share of codings that may change on raw text: the parser is not blind to names."""

PAIRS = 3
"""Pairs of a text at most: those that have the most to say."""

SIDES = {"first": "the party first by its name", "second": "the other", "other": "nobody of the two"}

Name = Callable[[str | None], str | None]


@dataclass(frozen=True)
class Change:
    """One coding that is not what the exchange of names makes of it."""

    text: str
    pair: str
    side: str
    field: str
    words: str
    expected: Any
    found: Any


@dataclass(frozen=True)
class Tally:
    """How many codings were compared, and those that changed."""

    codings: int
    changes: tuple[Change, ...]

    @property
    def changed(self) -> int:
        """Codings of which something changed."""
        return len({(c.text, c.pair, c.words) for c in self.changes})

    @property
    def share(self) -> float:
        """The share of codings of which something changed; 0 of none."""
        return self.changed / self.codings if self.codings else 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.codings + other.codings, self.changes + other.changes)


class Case:
    """One gold text, with what is needed to read it; parsed once."""

    def __init__(self, path: Path) -> None:
        from winset.core.dates import PartialDate

        self.gold: Row = json.loads(path.read_text(encoding="utf-8"))
        self.name = path.name.removesuffix(".gold.json")
        self.text = (path.parent / self.gold["document"]).read_bytes().decode("utf-8")
        self.published = PartialDate.parse(self.gold["published"])
        self.pipeline = reader()
        self.codebook = self.pipeline.codebook
        self.nlp = self.pipeline.model.nlp
        self.doc = self.nlp(self.text)
        self._known = {slug(n): p for p, names in self.gold.get("party_names", {}).items() for n in names}

    def party(self, party: str | None) -> str | None:
        """Return a party's id as the gold has it, where the text has more than one name for it."""
        return None if party is None else self._known.get(slug(party.replace("_", " ")), party)

    def pairs(self) -> Iterator[tuple[str, str, Edited]]:
        """Yield the parties that can stand in each other's place, and the text in which they do."""
        forms = {party: forms_of(party, self.gold, self.text) for party in sorted(self.gold["parties"])}
        known = {party: found for party, found in forms.items() if found is not None}
        spoken = Counter(s["speaker_party"] for s in self.gold["statements"])
        pairs = [(one, two) for one, two in combinations(known, 2) if _alike(known[one], known[two])]
        pairs.sort(key=lambda pair: (-min(spoken[party] for party in pair), pair))
        for one, two in pairs[:PAIRS]:
            yield one, two, exchange(self.text, known[one], known[two])

    @cached_property
    def _attributions(self) -> list[Any]:
        """The gold statements as places."""
        return [attribution_at(statement["voice"], statement, self.doc) for statement in self.gold["statements"]]

    @cached_property
    def _coded(self) -> list[Row]:
        return self.codings(self.doc, None)

    @cached_property
    def _read(self) -> list[Row]:
        return self.statements(self.text)

    # -- given the same spans ------------------------------------------------------------------------------------

    def codings(self, doc: Any, edited: Edited | None) -> list[Row]:
        """Return the coding of every statement of the gold, at its places in `doc`."""
        from winset.reading.assembly import NOBODY
        from winset.reading.coding import code_all

        resolver = self.pipeline.actors.resolver(doc, self.published)
        marks = [found if edited is None else _moved(found, edited) for found in self._attributions]
        known = [(mark, resolver.resolve(mark.source) if mark.source else NOBODY) for mark in marks]
        codings = code_all(doc, known, resolver, self.codebook)
        rows = []
        for found, (_, who), coding in zip(self._attributions, known, codings, strict=True):
            rows.append(
                {
                    "words": " … ".join(self.text[a:b] for a, b in found.content),
                    "party": who.party,
                    "act": coding.act,
                    "hedged": coding.hedged,
                    "negated": coding.negated,
                    "firmness": coding.firmness,
                    "condition": coding.condition,
                    "positions": coding.positions,
                    "addressees": coding.addressees,
                    "claim": coding.claim,
                    "about": coding.about,
                }
            )
        return rows

    def given_spans(self, edited: Edited, other: Name, pair: str, *, parse_anew: bool) -> Tally:
        """Compare the codings at the same spans of the original and the edited text."""
        doc = self.nlp(edited.text) if parse_anew else same_parse(self.doc, edited)
        before, after = self._coded, self.codings(doc, edited)
        changes = [
            change
            for old, new in zip(before, after, strict=True)
            for change in self._changes(old, new, edited, other, pair)
        ]
        return Tally(len(before), tuple(changes))

    # -- raw text ------------------------------------------------------------------------------------------------

    def statements(self, text: str) -> list[Row]:
        """Return what winset reads in a text."""
        from winset.reading.document import Document

        read = self.pipeline.read(Document(id="d", text=text, published=self.published))
        return [
            {
                "words": s.words,
                "content": [span.pair() for span in s.content],
                "party": s.speaker_party,
                "act": s.act,
                "hedged": s.hedged,
                "negated": s.negated,
                "firmness": s.firmness,
                "condition": tuple((span.start, span.end) for span in s.condition),
                "positions": s.positions,
                "addressees": s.addressees,
                "claim": s.claim,
                "about": s.about,
            }
            for s in read.statements
        ]

    def raw(self, edited: Edited, other: Name, pair: str) -> Tally:
        """Compare what is read in the original and in the edited text, from the words alone."""
        before, after = self._read, self.statements(edited.text)
        changes: list[Change] = []
        free = list(range(len(after)))
        words = [tokens(edited.text, [list(place) for place in row["content"]]) for row in after]
        for old in before:
            here = tokens(edited.text, [list(place) for place in edited.places(old["content"])])
            best = max(free, key=lambda n: jaccard(here, words[n]), default=None)
            if best is None or jaccard(here, words[best]) < 0.5:
                changes.append(self._change(old, other, pair, "statement", "found", "not found"))
                continue
            free.remove(best)
            changes += self._changes(old, after[best], edited, other, pair)
        changes += [Change(self.name, pair, "new", "statement", after[n]["words"], "not found", "found") for n in free]
        return Tally(len(before), tuple(changes))

    # -- comparing -----------------------------------------------------------------------------------------------

    def _changes(self, old: Row, new: Row, edited: Edited, other: Name, pair: str) -> Iterator[Change]:
        for field in ("party", "about"):
            wanted, made = other(self.party(old[field])), self.party(new[field])
            if wanted != made:
                yield self._change(old, other, pair, field, wanted, made)
        for field in ("act", "hedged", "negated", "firmness", "claim"):
            if old[field] != new[field]:
                yield self._change(old, other, pair, field, old[field], new[field])
        condition = edited.places(old["condition"])
        if condition != tuple(tuple(place) for place in new["condition"]):
            yield self._change(old, other, pair, "condition", condition, new["condition"])
        addressees = {other(self.party(p)) for p in old["addressees"]}
        if addressees != {self.party(p) for p in new["addressees"]}:
            yield self._change(old, other, pair, "addressees", old["addressees"], new["addressees"])
        wanted_, made_ = self._stances(old, other), self._stances(new, lambda party: party)
        if wanted_ != made_:
            lost, gained = sorted(wanted_ - made_, key=str), sorted(made_ - wanted_, key=str)
            yield self._change(old, other, pair, "positions", lost, gained)

    def _stances(self, row: Row, other: Name) -> set[tuple[Any, ...]]:
        return {
            (self._issue(p.issue, other), other(self.party(p.holder)), p.stance, p.basis, other(self.party(p.agent)))
            for p in row["positions"]
        }

    def _issue(self, issue: str, other: Name) -> str:
        """Return an issue's id; one that is named by a party ("norway_membership") goes with its name."""
        party, _, rest = issue.rpartition("_")
        return f"{other(party)}_{rest}" if other(party) != party else issue

    def _change(self, old: Row, other: Name, pair: str, field: str, wanted: Any, made: Any) -> Change:
        party = self.party(old["party"])
        side = "other" if party is None or other(party) == party else party
        return Change(self.name, pair, side, field, old["words"], wanted, made)


@cache
def reader() -> Any:
    """Return what reads: with the general codebook, whose issues name no party."""
    from winset.reading.pipeline import Pipeline

    return Pipeline()


def _alike(one: Forms, two: Forms) -> bool:
    return one.kind == two.kind and one.plural == two.plural


def _moved(mark: Any, edited: Edited) -> Any:
    places = {name: edited.places(getattr(mark, name)) for name in ("content", "source", "cue", "inner")}
    return replace(mark, **places)


def attribution_at(voice: str, places: Mapping[str, Sequence[Sequence[int]]], doc: Any) -> Any:
    """Return an attribution whose content, source and cue are given, with what a parse tells of cue and quotation."""
    from winset.reading.marks import Attribution

    content, source, cue = (tuple((a, b) for a, b in places[name]) for name in ("content", "source", "cue"))
    opens = [doc.text[start] in '“"' for start, _ in content]
    inside = any(mark in doc.text[start:end] for start, end in content for mark in '“"')
    words = [token for start, end in cue for token in doc if start <= token.idx < end]
    verb = next((token for token in words if token.pos_ == "VERB"), words[0] if words else None)
    return Attribution(
        voice=voice,
        content=content,
        source=source,
        cue=cue,
        cue_lemma=verb.lemma_ if verb is not None else "",
        quotation=("direct" if all(opens) else "mixed" if inside else "indirect") if voice == "attributed" else None,
    )


def swapped(one: str, two: str) -> Name:
    """Return what becomes of a party when two exchange their names."""
    return lambda party: {one: two, two: one}.get(party or "", party)


def measure(cases: Sequence[Case], *, spans: bool = True, raw: bool = True) -> dict[str, Tally]:
    """Return the tally of each question over some texts."""
    none = Tally(0, ())
    found = dict.fromkeys(("same parse", "parsed anew", "raw", "neutral, same parse", "neutral, parsed anew"), none)
    for case in cases:
        for one, two, edited in case.pairs():
            pair, other = f"{one} / {two}", swapped(one, two)
            if spans:
                found["same parse"] += case.given_spans(edited, other, pair, parse_anew=False)
                found["parsed anew"] += case.given_spans(edited, other, pair, parse_anew=True)
            if raw:
                found["raw"] += case.raw(edited, other, pair)
        plain = neutral(case.text)
        if spans and plain.edits:
            found["neutral, same parse"] += case.given_spans(plain, lambda p: p, "loaded / neutral", parse_anew=False)
            found["neutral, parsed anew"] += case.given_spans(plain, lambda p: p, "loaded / neutral", parse_anew=True)
    return found


def cases(halves: Sequence[str] = HALVES, only: str | None = None) -> list[Case]:
    """Return the gold texts of some halves, or the one of a name."""
    paths = [path for half in halves for path in sorted((HERE / "gold" / half).glob("*.gold.json"))]
    return [Case(path) for path in paths if only is None or path.name.startswith(only)]


def _side(change: Change) -> str:
    first, _, second = change.pair.partition(" / ")
    return {first: "first", second: "second"}.get(change.side, "other")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, help="only this half (default: both)")
    parser.add_argument("--text", help="only the text of this name")
    parser.add_argument("--only", choices=("spans", "raw"), help="only what is given the spans, or only the raw text")
    parser.add_argument("--list", action="store_true", help="list every change")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    found = measure(
        cases([options.half] if options.half else HALVES, options.text),
        spans=options.only != "raw",
        raw=options.only != "spans",
    )
    if options.json:
        shown = {
            name: {"codings": t.codings, "changed": t.changed, "changes": [asdict(c) for c in t.changes]}
            for name, t in found.items()
        }
        json.dump(shown, sys.stdout, indent=1, ensure_ascii=False, default=str)
        print()
        return 0
    for name, tally in found.items():
        if not tally.codings:
            continue
        sides = Counter(_side(c) for c in {(c.text, c.pair, c.words): c for c in tally.changes}.values())
        fields = Counter(change.field for change in tally.changes)
        listed = ", ".join(f"{field} {count}" for field, count in fields.most_common())
        print(f"{name:<22} {tally.changed:>4} of {tally.codings:>5} codings ({tally.share:.1%})   {listed}")
        print(
            f"{'':<22} of the first party {sides['first']}, of the second {sides['second']}, of others {sides['other']}"
        )
        if options.list:
            for c in tally.changes:
                print(f"    {c.text}, {c.pair}, of {c.side}: {c.field}: {c.expected!r} → {c.found!r}")
                print(f"        {c.words[:140]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
