"""The annotated texts: how they are written, a check of them, and what the reading makes of their statements.

    published: 2031-04-12
    kind: takeover
    style: agency copy
    party: orlo_group = Orlo Group; Orlo
    issue: reading_rooms = The reading rooms stay open on Sundays
    ===
    (the text)
    ===
    content | source | cue | speaker | party | acts | firmness | positions

`README.md` tells what the fields mean. ``python texts.py FOLDER`` prints everything that cannot be read.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lines import FIRMNESS

from winset.core.dates import PartialDate
from winset.reading.assembly import NOBODY
from winset.reading.coding import code_all
from winset.reading.coding.judging.judge import ACTS
from winset.reading.coding.judging.script import Script, script_of
from winset.reading.coding.scene import Scene
from winset.reading.marks import Attribution, Coding, Place

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks" / "reading"))
from swap import attribution_at

COALITION = "coalition"
_POSITION = re.compile(r"(?:([a-z0-9_]+):)?([+\-?~])([a-z0-9_]+)(?:@([a-z0-9_]+))?")
_PARTED, _CUT = " // ", " … "
_FAR = 700


@dataclass(frozen=True)
class Told:
    """A statement of a text with its labels; `positions` are (holder, side, issue, agent), parties by id."""

    attribution: Attribution
    party: str | None
    positions: tuple[tuple[str | None, str, str, str | None], ...]
    acts: tuple[str, ...]
    firmness: str
    hedged: bool


@dataclass
class Text:
    """A text: its own issues' propositions by id, what it calls its parties, its statements."""

    name: str
    words: str
    published: PartialDate | None = None
    parties: dict[str, tuple[str, ...]] = field(default_factory=dict)
    issues: dict[str, str] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)


@dataclass(frozen=True)
class Read:
    """What the reading makes of a statement at its places: the script with the text's parties, the rules' coding."""

    told: Told
    script: Script
    ruled: Coding


def load(folder: Path, general: set[str], *, bad: list[str] | None = None) -> Iterator[Text]:
    """Yield the texts of a folder by name; what cannot be read is added to `bad`, or raised as ValueError."""
    for path in sorted(folder.glob("*.txt")):
        faults: list[str] = []
        text = parse(path.stem, path.read_text(encoding="utf-8"), general, faults)
        if faults and bad is None:
            raise ValueError(f"{path.name}: {faults[0]}")
        if bad is not None:
            bad += [f"{path.name}: {fault}" for fault in faults]
        yield text


def parse(name: str, content: str, general: set[str], bad: list[str]) -> Text:
    """Return a text; what cannot be read is told in `bad` and left out."""
    parts = re.split(r"^===\s*$\n", content, flags=re.MULTILINE)
    if len(parts) != 3:
        bad.append("needs head, text and statements with a line === between them")
        return Text(name, "")
    text = Text(name, parts[1].strip() + "\n")
    for row in filter(None, map(str.strip, parts[0].splitlines())):
        key, _, value = (part.strip() for part in row.partition(":"))
        one, _, other = (part.strip() for part in value.partition("="))
        if key == "published":
            text.published = PartialDate.parse(value)
        elif key == "party":
            text.parties[one] = tuple(filter(None, (part.strip() for part in other.split(";"))))
        elif key == "issue":
            text.issues[one] = other
        elif key not in ("kind", "style"):
            bad.append(f"{key!r} is no line of a head")
    near = 0
    for number, row in enumerate(filter(None, map(str.strip, parts[2].splitlines())), 1):
        try:
            told = _told(text, [part.strip() for part in row.split("|")], general, near)
        except ValueError as error:
            bad.append(f"statement {number}: {error}")
            continue
        first = told.attribution.content[0][0]
        near = max(near, first - 250) if first >= near - 400 else near
        text.told.append(told)
    return text


def _told(text: Text, fields: list[str], general: set[str], near: int) -> Told:
    if len(fields) != 8:
        raise ValueError(f"{len(fields)} fields and not 8")
    content, source, cue, _, party, acts, firm, positions = fields
    said = _places(text.words, content, near)
    by = () if source == "-" else (_nearest(text.words, source, said),)
    verb = () if cue == "-" else (_nearest(text.words, cue, by or said),)
    speaks = None if party == "-" else party
    known = {*text.parties, COALITION}
    done = tuple(word.strip() for word in acts.split(","))
    level = [word for word in firm.split() if word != "h"] or ["-"]
    if speaks is not None and speaks not in known:
        raise ValueError(f"party {speaks!r}")
    if set(done) - set(ACTS):
        raise ValueError(f"acts {acts!r}")
    if len(level) != 1 or level[0] not in FIRMNESS:
        raise ValueError(f"firmness {firm!r}")
    found = []
    for word in () if positions in ("0", "-") else positions.split():
        match = _POSITION.fullmatch(word)
        if match is None:
            raise ValueError(f"position {word!r}")
        holder = match[1] or speaks
        if match[3] not in text.issues and match[3] not in general:
            raise ValueError(f"issue {match[3]!r}")
        if match[2] != "~" and holder not in known:
            raise ValueError(f"holder of {word!r}")
        found.append((holder, match[2], match[3], match[4] if match[4] in known else None))
    attribution = Attribution("attributed" if by else "narrator", content=said, source=by, cue=verb)
    return Told(attribution, speaks, tuple(found), done, level[0], "h" in firm.split())


def _places(words: str, content: str, near: int) -> tuple[Place, ...]:
    """Return the places of a content's parts, each the first one from the part before on."""
    found = []
    for part in content.split(_PARTED):
        some = _all(words, part.strip())
        place = min((one for one in some if one[0] >= near), default=None) or min(some, key=lambda p: abs(p[0] - near))
        found.append(place)
        near = place[1]
    return tuple(found)


def _nearest(words: str, part: str, to: tuple[Place, ...]) -> Place:
    def far(place: Place) -> int:
        return min(min(abs(place[0] - end), abs(place[1] - start)) for start, end in to)

    return min(_all(words, part.split(_PARTED)[0].strip()), key=far)


def _all(words: str, part: str) -> list[Place]:
    """Return all places of some words, whole; " … " in them stands for what is left out."""
    first, *others = (re.escape(piece.strip()) for piece in part.split(_CUT))
    pattern = rf"(?<!\w)(?=\w){first}" if part[:1].isalnum() else first
    pattern += "".join(rf".{{0,{_FAR}}}?{other}" for other in others)
    pattern += r"(?!\w)" if part[-1:].isalnum() else ""
    found = [(m.start(), m.end()) for m in re.finditer(pattern, words, re.DOTALL)]
    if not found:
        raise ValueError(f"{part[:70]!r} is not in the text")
    return found


def read(text: Text, pipeline: Any) -> list[Read]:
    """Return what the reading makes of a text's statements, given their places.

    Parties are told by the text's ids where it has several names for one.
    """
    doc = pipeline.model.nlp(text.words)
    resolver = pipeline.actors.resolver(doc, text.published)
    marks = [_completed(told.attribution, doc) for told in text.told]
    known = [(mark, resolver.resolve(mark.source) if mark.source else NOBODY) for mark in marks]
    codings = code_all(doc, known, resolver, pipeline.codebook, rules_only=True)
    names = {_slug(name): party for party, several in text.parties.items() for name in several}
    found = []
    for told, (attribution, resolution), coding in zip(text.told, known, codings, strict=True):
        script = script_of(Scene(doc, attribution, resolution, resolver))
        parties = tuple(None if p is None else names.get(_slug(p), p) for p in script.parties)
        found.append(Read(told, Script(script.context, script.line, parties), coding))
    return found


def _completed(attribution: Attribution, doc: Any) -> Attribution:
    """Return an attribution with what the reading knows of its cue and its quotation."""
    places = {"content": attribution.content, "source": attribution.source, "cue": attribution.cue}
    found: Attribution = attribution_at(attribution.voice, places, doc)
    return found


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_").removeprefix("the_")


if __name__ == "__main__":
    from lines import propositions

    errors: list[str] = []
    here = Path(__file__).resolve().parent
    some = list(load(Path(sys.argv[1]), set(propositions(here / "written")), bad=errors))
    print("\n".join([*errors, f"{len(some)} texts, {sum(len(text.told) for text in some)} statements"]))
    sys.exit(bool(errors))
