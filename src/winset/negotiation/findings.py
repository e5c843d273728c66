"""Where checks put what they find: errors and warnings with their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from winset.core.errors import Problem
from winset.core.ids import unknown
from winset.negotiation.model import Negotiation
from winset.negotiation.nodes import Path
from winset.negotiation.tree import Tree

MOST_COMPARED = 200


class Findings:
    """Collects errors and warnings about one negotiation; knows which ids are defined."""

    def __init__(self, negotiation: Negotiation, tree: Tree | None, known: Mapping[str, Iterable[str]]) -> None:
        self.negotiation = negotiation
        self.tree = tree
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []
        n = negotiation
        self.ids: dict[str, set[str]] = {
            "party": {p.id for p in n.parties},
            "issue": {i.id for i in n.issues},
            "move": {m.id for m in n.moves},
            "document": {d.id for d in n.documents},
        }
        # Parts that were left out because of problems of their own: named, but nothing more is known of them.
        self.hidden: dict[str, set[str]] = {kind: set(known.get(kind, ())) - ids for kind, ids in self.ids.items()}
        self.hidden_options = {tuple(pair.split("/", 1)) for pair in known.get("option", ())}
        self.options: dict[str, set[str]] = {i.id: {o.id for o in i.options} for i in n.issues}

    def error(self, path: Path, message: str, hint: str = "", *, key: bool = False) -> None:
        """Report what refuses the file."""
        self.errors.append(self._problem(path, message, hint, key=key))

    def warning(self, path: Path, message: str, hint: str = "", *, key: bool = False) -> None:
        """Report what is odd."""
        self.warnings.append(self._problem(path, message, hint, key=key))

    def line(self, path: Path) -> str:
        """Return ``line 12``, or the path where there is no file."""
        if self.tree is None:
            return self._shown(path)
        return f"line {self.tree.line_column(self.tree.span(path)[0])[0]}"

    def refer(self, kind: str, wanted: str | None, path: Path, *, key: bool = False) -> bool:
        """Report a reference to nothing; return whether what is meant is there to be looked at."""
        if wanted is None:
            return False
        if wanted in self.ids[kind]:
            return True
        if wanted not in self.hidden[kind]:
            message = self._unknown(kind, wanted, self.ids[kind] | self.hidden[kind])
            self.error(path, message, _aside(wanted), key=key)
        return False

    def refer_option(self, issue: str, option: str | None, path: Path, *, key: bool = False) -> bool:
        """Report an option that its issue does not have; an unknown issue has been reported already."""
        if option is None or issue not in self.options:
            return False
        if option in self.options[issue]:
            return True
        if (issue, option) not in self.hidden_options:
            what = f"option of {issue!r}:"
            self.error(path, self._unknown(what, option, self.options[issue]), _aside(option), key=key)
        return False

    def _unknown(self, what: str, wanted: str, valid: set[str]) -> str:
        """Name the nearest valid id, but not for the thousandth time: comparing is the slow part of a hostile file."""
        if len(self.errors) < MOST_COMPARED:
            return unknown(what, wanted, valid)
        return f"unknown {what} {wanted!r}"

    def _problem(self, path: Path, message: str, hint: str, *, key: bool) -> Problem:
        if self.tree is not None:
            return self.tree.problem(path, message, hint, key=key)
        return Problem("", 0, 0, self._shown(path), message, hint)

    @staticmethod
    def _shown(path: Path) -> str:
        return "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in path).removeprefix(".")


def _aside(wanted: str) -> str:
    if wanted in ("none", "unknown", "null", "n/a", "na"):
        return "where nothing is known leave the key out"
    return ""
