"""A parsed report, and what must hold of every report."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "rect"}
# Elements that the templates and the charts use; anything else came from the input.
KNOWN = frozenset(
    """
    html head meta title style body a header p h1 h2 h3 h4 h5 div nav ol ul li main section footer span q b i table
    caption thead tbody tr th td dl dt dd details summary article figure figcaption code svg g path line text rect
    circle defs clippath lineargradient stop marker polygon polyline ellipse desc tspan em strong small sup sub col
    colgroup tfoot h6 br hr
    """.split()  # noqa: SIM905  (a list of that length reads worse)
)


@dataclass(eq=False)
class Node:
    """An element; like only itself, since two of them may read alike and know their parents."""

    tag: str
    attributes: dict[str, str]
    parent: Node | None = None
    children: list[Node | str] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield this element and all in it, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def words(self, *, without: Iterable[str] = ()) -> str:
        """Return the text, characters that were made visible turned back; elements of the classes left out."""
        left = set(without)
        if "data-char" in self.attributes:
            return chr(int(self.attributes["data-char"], 16))
        if left & set(self.attributes.get("class", "").split()):
            return ""
        return "".join(c if isinstance(c, str) else c.words(without=left) for c in self.children)

    def has(self, name: str) -> bool:
        """Whether it has a class."""
        return name in self.attributes.get("class", "").split()

    def inside(self, name: str) -> bool:
        """Whether it lies in an element of a class."""
        return self.has(name) or (self.parent is not None and self.parent.inside(name))


class Parser(HTMLParser):
    """A strict parser: every element must be closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("#root", {})
        self.here = self.root
        self.comments: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> repeats an attribute: {names}"
        node = Node(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.here = self.here.parent or self.root

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        self.here = self.here.parent or self.root

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def parse(page: str) -> Node:
    """Return the page as a tree; fails where it is not well formed."""
    parser = Parser()
    parser.feed(page)
    parser.close()
    assert parser.here is parser.root, f"<{parser.here.tag}> is not closed"
    assert not parser.comments
    return parser.root


def check(page: str) -> Node:
    """Assert what must hold of every report, whatever its input, and return the tree."""
    root = parse(page)
    nodes = list(root.walk())[1:]
    assert not {n.tag for n in nodes} - KNOWN
    found = [n.attributes["id"] for n in nodes if "id" in n.attributes]
    assert len(found) == len(set(found)), sorted(i for i in found if found.count(i) > 1)[:5]
    assert all(re.fullmatch(r"[a-z][a-z0-9_-]*", i) for i in found)
    for node in nodes:
        check_attributes(node, set(found))
    check_policy(root)
    check_outline(root)
    return root


def check_attributes(node: Node, ids: set[str]) -> None:
    """Assert that an element runs nothing, loads nothing and leads nowhere unsafe."""
    for name, value in node.attributes.items():
        assert not name.startswith("on"), (node.tag, name)
        assert name not in ("style", "src", "srcset", "srcdoc", "action", "formaction", "ping", "background"), name
        told = name in ("aria-label", "title", "content")
        assert told or "url(" not in value or re.fullmatch(r"url\(#[a-z0-9-]+\)", value), value
        if name == "href":
            assert value.startswith("#") or re.match(r"https?://", value), value
            assert not value.startswith("#") or value[1:] in ids, f"nothing has the id {value[1:]!r}"
        if name in ("aria-labelledby", "aria-describedby"):
            assert set(value.split()) <= ids, value


def check_policy(root: Node) -> None:
    """Assert that the Content-Security-Policy allows this one style sheet and nothing else."""
    metas = [n for n in root.walk() if n.attributes.get("http-equiv", "").casefold() == "content-security-policy"]
    assert len(metas) == 1
    policy = metas[0].attributes["content"]
    styles = [n for n in root.walk() if n.tag == "style"]
    assert len(styles) == 1
    digest = base64.b64encode(hashlib.sha256(styles[0].words().encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "@import" not in styles[0].words()
    assert "url(" not in styles[0].words()


def check_outline(root: Node) -> None:
    """Assert one h1, headings that skip no level, landmarks, and headers of tables that say what they head."""
    levels = [int(n.tag[1]) for n in root.walk() if re.fullmatch(r"h[1-6]", n.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels
    assert [n.tag for n in root.walk() if n.tag in ("header", "nav", "main", "footer")] == [
        "header",
        "nav",
        "main",
        "footer",
    ]
    assert all("scope" in n.attributes for n in root.walk() if n.tag == "th")
    assert next(n for n in root.walk() if n.tag == "html").attributes["lang"] == "en"
    first = next(n for n in root.walk() if n.tag == "a")
    assert first.has("skip")
    for node in root.walk():
        if node.tag == "svg":
            hidden = node.attributes.get("aria-hidden") == "true"
            assert hidden or node.attributes.get("role") == "img"


def check_quotes(root: Node, texts: Iterable[str]) -> int:
    """Assert that every quotation mark encloses words of a document; return how many quotations there are."""
    kept = list(texts)
    quotes = [n for n in root.walk() if n.tag == "q"]
    for quote in quotes:
        assert quote.parent is not None
        place = quote.parent.children.index(quote)
        before, after = quote.parent.children[place - 1], quote.parent.children[place + 1]
        assert isinstance(before, str)
        assert before.endswith("“")
        assert isinstance(after, str)
        assert after.startswith("”")
        assert any(quote.words() in text for text in kept), quote.words()
    for node in root.walk():
        if node.tag in ("q", "style") or node.inside("text") or any(a.tag == "q" for a in above(node)):
            continue
        for k, child in enumerate(node.children):
            if isinstance(child, str):
                check_marks(node, k, child, kept)
    return len(quotes)


def check_marks(node: Node, k: int, child: str, texts: list[str]) -> None:
    """Assert that quotation marks outside of ``<q>`` stand around one, or around words of a document."""
    for match in re.finditer(r"[“”„«»\"]", child):
        nearby = [c for c in (node.children[k - 1 : k] + node.children[k + 1 : k + 2]) if isinstance(c, Node)]
        if any(c.tag == "q" for c in nearby):
            continue
        inner = [m[1] for m in re.finditer(r"[“„«»\"]([^“”„«»\"]+)[”“«»\"]", child)]
        assert any(words in text for words in inner for text in texts), (match[0], child)


def above(node: Node) -> Iterator[Node]:
    """Yield the elements around an element."""
    while node.parent is not None:
        node = node.parent
        yield node
