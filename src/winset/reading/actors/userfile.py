"""A user's ``actors.yaml``: parties and actors that add to the shipped tables or override them.

::

    parties:
      - id: port_of_marle
        name: Port of Marle
        kind: organisation
        names: [the port, PoM]
    actors:
      - name: Ada Brink
        party: port_of_marle      # null: speaks for no party
        office: managing director
        from: 2024-01
        to: 2026-03-31
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from winset.core.dates import PartialDate
from winset.core.errors import InputError, Problem
from winset.core.ids import is_id, unknown
from winset.reading.actors.tables import Actor, Party

MOST_BYTES = 2_000_000
_PARTY_KEYS = ("id", "name", "kind", "names", "capitals", "adjectives", "people", "bodies")
_ACTOR_KEYS = ("name", "names", "party", "kind", "office", "from", "to", "gender")
_KINDS = ("person", "office", "body", "outlet")


class _File:
    """One file while it is read, with all that is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def wrong(self, where: str, message: str, node: Any = None, key: Any = None, hint: str = "") -> None:
        line = column = 0
        mark = getattr(node, "lc", None)
        if mark is not None:
            place = mark.data.get(key) if mark.data and key is not None else None
            line, column = (place[0] + 1, place[1] + 1) if place else (mark.line + 1, mark.col + 1)
        self.problems.append(Problem(str(self.path), line, column, where, message, hint))

    def keys(self, node: Any, where: str, valid: tuple[str, ...]) -> bool:
        if not isinstance(node, dict):
            self.wrong(where, f"{node!r} is not a mapping; its keys would be {', '.join(valid)}")
            return False
        for key in node:
            if key not in valid:
                self.wrong(where, unknown("key", str(key), valid), node, key)
        return True

    def text(self, node: Any, key: str, where: str, default: str = "") -> str:
        value = node.get(key)
        if value is None:
            return default
        if not isinstance(value, str) or not value.strip():
            self.wrong(f"{where}.{key}", f"{value!r} is not a text", node, key)
            return default
        return str(value).strip()

    def texts(self, node: Any, key: str, where: str) -> tuple[str, ...]:
        value = node.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            self.wrong(f"{where}.{key}", f"{value!r} is not a list of texts", node, key)
            return ()
        return tuple(str(item).strip() for item in value)

    def date(self, node: Any, key: str, where: str) -> PartialDate | None:
        value = node.get(key)
        if value is None:
            return None
        try:
            return PartialDate.parse(value)
        except ValueError as error:
            self.wrong(f"{where}.{key}", str(error), node, key)
            return None


def load(path: Path, known: frozenset[str]) -> tuple[tuple[Party, ...], tuple[Actor, ...]]:
    """Return the parties and actors of a user's file.

    Parameters
    ----------
    path
        The YAML file.
    known
        Ids of the parties that exist without it.

    Raises
    ------
    InputError
        With every problem and its place; nothing of a bad file is used.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    file = _File(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path}: larger than {MOST_BYTES:,} bytes; an actors file is a short table")
        yaml = YAML(typ="rt")
        yaml.max_depth = 20
        tree = yaml.load(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read ({error.strerror or error}); give the path of an actors file"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        raise InputError(problems=[Problem(str(path), line, column, "", f"is not YAML: {error.problem}")]) from error
    except (YAMLError, RecursionError, ValueError) as error:
        raise InputError(f"{path}: is not YAML that can be used ({type(error).__name__})") from error
    if tree is None:
        return (), ()
    if file.keys(tree, "", ("parties", "actors")):
        parties = _parties(file, tree)
        actors = _actors(file, tree, known | {party.id for party in parties})
    if file.problems:
        raise InputError(problems=file.problems)
    return parties, actors


def _listed(file: _File, tree: Any, key: str) -> list[Any]:
    value = tree.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        file.wrong(key, f"{value!r} is not a list", tree, key)
        return []
    return value


def _parties(file: _File, tree: Any) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for number, node in enumerate(_listed(file, tree, "parties")):
        where = f"parties[{number}]"
        if not file.keys(node, where, _PARTY_KEYS):
            continue
        party = file.text(node, "id", where)
        if not is_id(party):
            file.wrong(f"{where}.id", f"{party!r} is no id; write lower-case words with _ between them", node, "id")
        elif party in found:
            file.wrong(f"{where}.id", f"{party!r} stands there twice", node, "id", "give each party one entry")
        else:
            found[party] = Party(
                party,
                file.text(node, "name", where, party),
                file.text(node, "kind", where, "organisation"),
                *(file.texts(node, key, where) for key in _PARTY_KEYS[3:]),
            )
    return tuple(found.values())


def _actors(file: _File, tree: Any, known: frozenset[str]) -> tuple[Actor, ...]:
    found = []
    for number, node in enumerate(_listed(file, tree, "actors")):
        where = f"actors[{number}]"
        if not file.keys(node, where, _ACTOR_KEYS):
            continue
        name = file.text(node, "name", where)
        if not name:
            file.wrong(f"{where}.name", "an actor needs a name", node)
        party = node.get("party")
        if party is not None and party not in known:
            file.wrong(f"{where}.party", unknown("party", str(party), known), node, "party")
        kind = file.text(node, "kind", where, "person")
        if kind not in _KINDS:
            file.wrong(f"{where}.kind", unknown("kind", kind, _KINDS), node, "kind")
        gender = file.text(node, "gender", where)
        if gender not in ("", "f", "m"):
            file.wrong(f"{where}.gender", unknown("gender", gender, ("f", "m")), node, "gender")
        since, until = file.date(node, "from", where), file.date(node, "to", where)
        if since is not None and until is not None and until.last < since.first:
            file.wrong(f"{where}.to", f"{until} is before {since}", node, "to")
        names = file.texts(node, "names", where)
        found.append(Actor(name, party, names, kind, file.text(node, "office", where), since, until, gender))
    return tuple(found)
