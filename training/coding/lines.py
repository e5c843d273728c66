"""The labelled lines: how they are written, and a check of them.

    positions | acts | firmness | text

`README.md` tells what the fields mean. ``python lines.py FOLDER`` prints every line that cannot be read.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from winset.reading.coding.judging.judge import ACTS
from winset.reading.coding.judging.judge import FIRMNESS as _DEGREES

FIRMNESS = tuple(degree or "-" for degree in _DEGREES)
_POSITION = re.compile(r"(?:([SABCD]):)?([+\-?~])([a-z0-9_{}]+)(?:@([SABCD]))?")


@dataclass(frozen=True)
class Line:
    """A statement with its labels; `positions` are (holder, side, issue, agent)."""

    context: str
    text: str
    positions: tuple[tuple[str, str, str, str | None], ...]
    acts: tuple[str, ...]
    firmness: str
    hedged: bool
    file: str = ""


def propositions(folder: Path) -> dict[str, str]:
    """Return the proposition of each issue that the lines use, by id."""
    found: dict[str, str] = {}
    for path in [folder / "issues.txt", *sorted(folder.glob("*-issues.txt"))]:
        found = propositions_in(path) | found
    return found


def propositions_in(path: Path) -> dict[str, str]:
    """Return the propositions of one file, by id."""
    rows = (row.partition(":") for row in path.read_text(encoding="utf-8").splitlines())
    return {name.strip(): says.strip() for name, colon, says in rows if colon}


def parse(row: str, known: dict[str, str], file: str = "") -> Line:
    """Return a line; raises ValueError with what is wrong."""
    fields = [part.strip() for part in row.split(" | ", 3)]
    if len(fields) != 4:
        raise ValueError("not four fields")
    told, done, firm, text = fields
    positions = []
    for word in () if told in ("0", "") else told.split():
        match = _POSITION.fullmatch(word)
        if match is None:
            raise ValueError(f"position {word!r}")
        if match[3] not in known:
            raise ValueError(f"issue {match[3]!r}")
        positions.append((match[1] or "S", match[2], match[3], match[4]))
    acts = tuple(word.strip() for word in done.split(","))
    for act in acts:
        if act not in ACTS:
            raise ValueError(f"act {act!r}")
    words = firm.split()
    level = [word for word in words if word != "h"] or ["-"]
    if len(level) != 1 or level[0] not in FIRMNESS:
        raise ValueError(f"firmness {firm!r}")
    context, _, statement = text.rpartition(" || ")
    if not statement:
        raise ValueError("no text")
    return Line(context, statement, tuple(positions), acts, level[0], "h" in words, file)


def load(folder: Path, *, bad: list[str] | None = None) -> Iterator[Line]:
    """Yield the lines of a folder, each text once; what cannot be read is added to `bad`, or raised."""
    known = propositions(folder)
    seen: set[str] = set()
    for path in sorted(folder.glob("*-[0-9]*.txt")):
        for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not row.strip():
                continue
            try:
                line = parse(row, known, path.name)
            except ValueError as error:
                if bad is None:
                    raise ValueError(f"{path.name}:{number}: {error}") from None
                bad.append(f"{path.name}:{number}: {error}: {row}")
                continue
            if line.text not in seen:
                seen.add(line.text)
                yield line


if __name__ == "__main__":
    errors: list[str] = []
    count = sum(1 for _ in load(Path(sys.argv[1]), bad=errors))
    print("\n".join([*errors, f"{count} lines"]))
    sys.exit(bool(errors))
