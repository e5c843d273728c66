"""A file's text as a tree that knows where each key and value stands.

YAML 1.2 is composed by ruamel.yaml into nodes; scalars are kept as the text that was written, so that an id may be
``no``, ``on``, ``2026-03-02`` or ``1_000`` without turning into something else. JSON is read the same way. The model
gives each text its type later. Files are hostile input: size, depth, aliases, tags and duplicate keys are checked
here, before anything is built of them.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from winset.core.errors import NegotiationError, Problem
from winset.negotiation.jsontree import NotJsonError, read_json
from winset.negotiation.nodes import MAX_DEPTH, Map, Path, Seq, Span

MAX_BYTES = 4 * 1024 * 1024
MAX_ENTRIES = 250_000
MAX_ALIASES = 1_000

_TAGS = {
    f"tag:yaml.org,2002:{name}"
    for name in ["str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value"]
}
_NULLS = {"", "~", "null", "Null", "NULL"}


class Tree:
    """The text of a file, the data in it, and the place of everything."""

    def __init__(self, text: str, name: str, root: Map) -> None:
        self.text = text
        self.name = name
        self.root = root
        self._lines = _line_starts(text)

    def line_column(self, index: int) -> tuple[int, int]:
        """Return line and column, counted from 1, of a character of the text."""
        return _line_column(self._lines, index)

    def span(self, path: Path, *, key: bool = False) -> Span:
        """Return the place of what `path` names, or of the nearest thing around it; of its key where `key` is set."""
        here: Any = self.root
        place = self.root.span
        for step in path:
            if isinstance(here, Map) and step in here:
                place = here.keys_at[str(step)] if key and step == path[-1] else here.values_at[str(step)]
            elif isinstance(here, Seq) and isinstance(step, int) and step < len(here):
                place = here.items_at[step]
            else:
                break
            here = here[step]
        return place

    def shown(self, path: Path) -> str:
        """Return a path as people write it, with the numbers that list items have in the file."""
        here: Any = self.root
        text = ""
        for step in path:
            if isinstance(step, int):
                if isinstance(here, str):  # a single option stands for a tie of one
                    break
                number = here.numbers[step] if isinstance(here, Seq) and step < len(here) else step
                text += f"[{number}]"
            else:
                plain = step if step.isprintable() else repr(step)[1:-1]
                text += f".{plain}" if text else plain
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                here = None
        return text

    def problem(self, path: Path, message: str, hint: str = "", *, key: bool = False) -> Problem:
        """Return a problem at the place of `path`."""
        line, column = self.line_column(self.span(path, key=key)[0])
        return Problem(self.name, line, column, self.shown(path), message, hint)


def decode(data: bytes, name: str) -> str:
    """Return the text of a file: UTF-8, a byte order mark at its beginning apart.

    Raises
    ------
    NegotiationError
        Where it is empty, too large, not text, or not UTF-8.
    """
    if len(data) > MAX_BYTES:
        raise _refused(name, f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read", "split it up")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _refused(name, "the file is in UTF-16", "save it as UTF-8")
    if b"\0" in data:
        raise _refused(name, "the file is not text: it holds zero bytes", "give a YAML or JSON file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "replace")
        line, column = _line_column(_line_starts(before), len(before))
        message = f"the byte {data[error.start]:#04x} is not UTF-8"
        raise NegotiationError(problems=[Problem(name, line, column, "", message, "save the file as UTF-8")]) from None
    return text


def parse(text: str, name: str) -> Tree:
    """Read YAML or JSON into a tree.

    Raises
    ------
    NegotiationError
        Where the text is not one document of keys and values, names a key twice, is nested too deep, or holds more
        than its size lets one expect (aliases of aliases).
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise _refused(name, "the file is empty", "it needs at least winset, title, parties and issues")
    if len(text) > MAX_BYTES:
        raise _refused(name, f"the text has {len(text):,} characters; at most {MAX_BYTES:,} are read", "split it up")
    builder = _Builder(text, name, _line_starts(text))
    root = builder.root()
    if not isinstance(root, Map):
        what = "a list" if isinstance(root, Seq) else "one text" if root is not None else "nothing but comments"
        raise _refused(name, f"the file is {what}; keys with values are needed (winset, title, parties, issues …)")
    if builder.problems:
        raise NegotiationError(problems=sorted(builder.problems))
    return Tree(text, name, root)


def _compose(text: str, name: str, lines: Sequence[int]) -> Any:
    """Return ruamel's root node; what is no YAML becomes a `NegotiationError` in words of use to who wrote it."""
    from ruamel.yaml import YAML
    from ruamel.yaml.composer import Composer
    from ruamel.yaml.error import MarkedYAMLError, YAMLError
    from ruamel.yaml.events import AliasEvent

    class AliasComposer(Composer):  # type: ignore[misc]
        """Keeps the place of each alias, which the node that it stands for does not know."""

        def __init__(self, loader: Any = None) -> None:
            super().__init__(loader)
            self.warn_double_anchors = False

        def compose_node(self, parent: Any, index: Any) -> Any:
            event = self.parser.peek_event()
            node = super().compose_node(parent, index)
            return _Alias(node, event.start_mark, event.end_mark) if isinstance(event, AliasEvent) else node

    try:
        yaml = YAML(typ="safe", pure=True)
        yaml.Composer = AliasComposer
        yaml.max_depth = MAX_DEPTH + 1
        return yaml.compose(text)
    except MarkedYAMLError as error:
        index, message, hint = _syntax(error)
    except RecursionError:
        raise _refused(name, f"nested too deep; at most {MAX_DEPTH} levels are read", "write it flatter") from None
    except YAMLError as error:  # a character that YAML forbids
        index = int(getattr(error, "position", 0) or 0)
        message = f"the character U+{ord(text[index : index + 1] or '?'):04X} may not stand in YAML"
        hint = "take it out"
    except (ValueError, OverflowError, IndexError, AttributeError) as error:  # what ruamel lets through on odd input
        raise _refused(name, f"not readable as YAML: {error}", "check what was written") from None
    line, column = _line_column(lines, index)
    raise NegotiationError(problems=[Problem(name, line, column, "", message, hint)])


@dataclass(frozen=True, slots=True)
class _Alias:
    """An alias where it stands, and the node that it stands for."""

    node: Any
    start_mark: Any
    end_mark: Any


class _Builder:
    """Walks ruamel's nodes, aliases followed, and builds `Map`, `Seq` and texts."""

    def __init__(self, text: str, name: str, lines: Sequence[int]) -> None:
        self.text = text
        self.name = name
        self.lines = lines
        self.problems: list[Problem] = []
        self.entries = 0
        self.aliases = 0

    def root(self) -> Any:
        """Return the whole tree; JSON where it is JSON, which allows what YAML does not."""
        if self.text.lstrip()[:1] == "{":
            try:
                return read_json(self.text, self.report, self.twice)
            except NotJsonError:
                self.problems.clear()
        node = _compose(self.text, self.name, self.lines)
        return self.build(node, (), 0) if node is not None else None

    def build(self, node: Any, path: Path, depth: int) -> Any:
        self.entries += 1
        if isinstance(node, _Alias):
            self.aliases += 1
            node = node.node
        if depth > MAX_DEPTH:
            raise self.stop(node, f"nested more than {MAX_DEPTH} levels deep, or an alias that contains itself")
        if self.entries > MAX_ENTRIES or self.aliases > MAX_ALIASES:
            raise self.stop(
                node, f"too much: at most {MAX_ENTRIES:,} entries and {MAX_ALIASES:,} uses of aliases are read"
            )
        if str(node.tag) not in _TAGS:
            self.report(node.start_mark.index, path, f"the tag {_tag(node)} is not used here", "take the tag out")
        kind = type(node).__name__
        if kind == "MappingNode":
            return self.mapping(node, path, depth)
        if kind == "SequenceNode":
            return self.sequence(node, path, depth)
        if node.style in (None, "") and node.value in _NULLS:
            return None
        return _whole(str(node.value))

    def mapping(self, node: Any, path: Path, depth: int) -> Map:
        start = int(node.start_mark.index)
        made = Map((start, start), flow=bool(node.flow_style))
        merges: list[tuple[Any, Any]] = []
        for key_node, value_node in node.value:
            at = key_node.start_mark.index
            if type(key_node).__name__ != "ScalarNode":
                self.report(at, path, "a key is one word, not a list or keys in braces", "check brackets and braces")
                continue
            key = _whole(str(key_node.value))
            if key == "<<" and key_node.style in (None, ""):
                merges.append((key_node, value_node))
                continue
            if key in made:
                self.report(at, (*path, key), *self.twice(key, made))
                continue
            made[key] = self.build(value_node, (*path, key), depth + 1)
            made.keys_at[key] = self.span(key_node)
            made.values_at[key] = self.span(value_node, made[key], sign=":", after=made.keys_at[key][1])
        for key_node, value_node in merges:
            self.merge(made, key_node, value_node, path, depth)
        made.span = (made.span[0], self.end(made, node))
        return made

    def twice(self, key: str, made: Map) -> tuple[str, str]:
        line = _line_column(self.lines, made.keys_at[key][0])[0]
        return f"the key {key!r} stands here a second time (first in line {line})", "keep one"

    def merge(self, made: Map, key_node: Any, value_node: Any, path: Path, depth: int) -> None:
        found = self.build(value_node, (*path, "<<"), depth + 1)
        for source in found if isinstance(found, Seq) else [found]:
            if not isinstance(source, Map):
                self.report(key_node.start_mark.index, path, "'<<' takes keys from an alias of keys, such as *base")
                return
            for key in source:
                if key not in made:
                    made[key] = source[key]
                    made.keys_at[key] = self.span(key_node)
                    made.values_at[key] = source.values_at[key]

    def sequence(self, node: Any, path: Path, depth: int) -> Seq:
        start = int(node.start_mark.index)
        made = Seq((start, start), flow=bool(node.flow_style))
        previous = start
        for number, item in enumerate(node.value):
            made.append(self.build(item, (*path, number), depth + 1))
            made.items_at.append(self.span(item, made[-1], sign="-", after=previous))
            previous = made.items_at[-1][1]
            made.numbers.append(number)
        made.span = (made.span[0], self.end(made, node))
        return made

    def end(self, made: Map | Seq, node: Any) -> int:
        """Return where a collection ends: ruamel lets a block run on to the next token, over comments."""
        if made.flow:
            return int(node.end_mark.index)
        ends = made.items_at if isinstance(made, Seq) else made.values_at.values()
        return max((end for _, end in ends), default=int(node.start_mark.index))

    def span(self, node: Any, built: Any = None, *, sign: str = "", after: int = 0) -> Span:
        """Return the place of a node; where nothing stands, the place behind the sign that it should follow."""
        if isinstance(built, (Map, Seq)) and not isinstance(node, _Alias):
            return built.span
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        if getattr(node, "style", None) in ("|", ">"):
            end = start + len(self.text[start:end].rstrip())
        if start == end and sign:  # ruamel puts an empty value where the next token begins
            start = end = self.text.find(sign, after, start + 1) + 1 or start
        return start, max(start, end)

    def report(self, index: int, path: Path, message: str, hint: str = "") -> None:
        line, column = _line_column(self.lines, index)
        shown = "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in path).removeprefix(".")
        self.problems.append(Problem(self.name, line, column, shown, message, hint))

    def stop(self, node: Any, message: str) -> NegotiationError:
        line, column = _line_column(self.lines, node.start_mark.index)
        return NegotiationError(problems=[Problem(self.name, line, column, "", message, "write it flatter")])


def _whole(text: str) -> str:
    r"""Join surrogate pairs, the form in which JSON writes ``\ud83d\ude00``."""
    if not any("\ud800" <= c <= "\udfff" for c in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass" if _lone(text) else "strict")


def _lone(text: str) -> bool:
    return re.search("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]", text) is not None


def _tag(node: Any) -> str:
    tag = str(node.tag)
    return tag.replace("tag:yaml.org,2002:", "!!")


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\r\n|\n|\r", text))]


def _line_column(starts: Sequence[int], index: int) -> tuple[int, int]:
    line = bisect.bisect_right(starts, index)
    return line, index - starts[line - 1] + 1


def _refused(name: str, message: str, hint: str = "") -> NegotiationError:
    return NegotiationError(problems=[Problem(name, 0, 0, "", message, hint)])


def _syntax(error: Any) -> tuple[int, str, str]:
    """Return place, message and hint for what is no YAML, in words of use to who wrote it."""
    said = str(error.problem or "")
    mark = error.problem_mark or error.context_mark
    before = error.context_mark or mark
    at, from_ = (int(m.index) if m is not None else 0 for m in (mark, before))
    quotes = "put the text in quotation marks"
    if "maximum depth" in said:
        return at, f"nested more than {MAX_DEPTH} levels deep", "write it flatter"
    if "mapping values are not allowed" in said:
        return at, "a ':' stands where no key can begin", f"{quotes}, or check the indentation"
    if r"'\t'" in said:
        return at, "a tab stands where only spaces may", "indent with spaces"
    if "cannot start any token" in said:
        found = re.search(r"character '(.*?)'", said)
        return at, f"a text cannot begin with {found.group(1) if found else 'this'!r}", quotes
    if "end of stream" in said and "quoted" in str(error.context):
        return from_, "the quotation mark that opens here is never closed", "close it"
    if "undefined alias" in said:
        return (
            at,
            f"{said.removeprefix('found ')}: nothing above is marked so",
            f"for a text that begins with * {quotes}",
        )
    if "another document" in said:
        return at, "a second document begins here", "keep one negotiation in a file"
    if "block end" in said or "expected <document start>" in said:
        return (
            at,
            "this does not belong to what stands above it",
            "check the indentation, and quote texts with ': ' in them",
        )
    if "flow" in str(error.context):
        return at, "a bracket or brace is not closed, or a comma is missing", "check [ ] and { }"
    if "could not find expected ':'" in said:
        return from_, "a line without a ':'", "write 'key: value', or check the indentation"
    return at, f"not readable as YAML: {said or 'something is missing'}", "check what stands here"
