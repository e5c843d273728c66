"""HTML: the main text of a page, found by trafilatura, and what the page declares of itself.

The text is what trafilatura (Barbaresi 2021) takes for the article: navigation, forms, scripts and comments are left
out, runs of white space (no-break spaces among them) become one space as in a browser, and invisible characters for
joining and direction are dropped. Offsets count in that text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from winset.core.errors import DocumentError
from winset.reading.loaders.content import Content
from winset.reading.loaders.encoding import declared_in_html, decode
from winset.reading.loaders.html_metadata import html_metadata
from winset.reading.loaders.limits import Limits, larger
from winset.reading.loaders.quiet import hushed

_NOT_XML = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]")


def load_html(data: bytes, path: str, limits: Limits) -> Content:
    """Return the main text of a page.

    Raises
    ------
    DocumentError
        ``too_deep`` or ``too_complex`` where the page is beyond the limits, ``corrupt`` where it is no HTML, and what
        `decode` raises.
    """
    decoded = decode(data, path, declared_in_html(data))
    if not decoded.text.strip():
        return Content(text=decoded.text, media_type="text/html")
    # lxml hands such characters over and then refuses to take them back.
    page, strange = _NOT_XML.subn(" ", decoded.text)
    with hushed():
        tree = _parse(page, path, limits)
        metadata, notes = html_metadata(tree)
        text, fallback = _main_text(tree, path)
    if strange:
        notes.append(f"{strange} control characters in the page are blanks here")
    if fallback:
        notes.append("no main text was found in the page; all its text was taken")
    return Content(
        text=text,
        media_type="text/html",
        metadata=metadata,
        encoding=decoded.encoding,
        encoding_guessed=decoded.guessed,
        notes=(*decoded.notes, *notes),
    )


class _Shape:
    """Counts what a page is made of while it is parsed, without building it, and stops where it is too much.

    Building comes after: libxml2 takes time that grows with the square of the attributes of one element, and drops what
    lies deeper than 256.
    """

    def __init__(self, path: str, limits: Limits) -> None:
        self._path = path
        self._limits = limits
        self._depth = 0
        self._elements = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        limits = self._limits
        self._depth += 1
        self._elements += 1
        if self._depth > limits.depth:
            self._refuse("too_deep", f"nests elements more than {limits.depth} deep, the limit", "depth")
        if self._elements > limits.elements:
            self._refuse("too_complex", f"has more than {limits.elements:,} elements, the limit", "elements")
        if len(attributes) > limits.attributes:
            found = f"has an element with {len(attributes):,} attributes, the limit is {limits.attributes:,}"
            self._refuse("too_complex", found, "attributes")

    def end(self, tag: str) -> None:
        self._depth -= 1

    def close(self) -> None:
        return None

    def _refuse(self, code: str, found: str, limit: str) -> None:
        raise DocumentError(self._path, code, f"{found}; save its text as .txt, or {larger(limit)}")


def _parse(text: str, path: str, limits: Limits) -> Any:
    from lxml import etree  # type: ignore[import-untyped]
    from lxml import html as lxml_html

    # Bytes, not text: lxml refuses text with an XML declaration. The parser's encoding beats whatever the page says.
    data = text.encode("utf-8")
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        etree.fromstring(data, parser=lxml_html.HTMLParser(encoding="utf-8", target=_Shape(path, limits)))
        tree = lxml_html.document_fromstring(data, parser=parser)
    except DocumentError:
        raise
    except (etree.LxmlError, ValueError) as error:
        raise DocumentError(path, "corrupt", f"is no HTML that can be parsed: {error}; save the page again") from None
    # Beyond its own limits libxml2 drops the rest of the page and says so only here.
    for entry in parser.error_log:
        if entry.type_name == "ERR_RESOURCE_LIMIT":
            what = entry.message.split(",")[0]
            code = "too_deep" if "depth" in what else "too_large"
            raise DocumentError(path, code, f"is more than the parser takes ({what}); save its text as .txt")
    return tree


def _main_text(tree: Any, path: str) -> tuple[str, bool]:
    from trafilatura import bare_extraction, html2txt

    try:
        found = bare_extraction(tree, include_comments=False, include_tables=True, with_metadata=False)
        if found is not None and found.text and found.text.strip():
            return str(found.text), False
        return str(html2txt(tree)), True
    except Exception as error:  # whatever goes wrong in there is this page's fault
        raise DocumentError(
            path, "corrupt", f"its text could not be found ({type(error).__name__}: {error}); save its text as .txt"
        ) from error
