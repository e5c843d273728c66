"""Text of documents made fit to be shown: escaped, and characters that hide or turn text made visible.

Two forms. `shown` gives markup for the inside of elements: a character that cannot be shown becomes an element that
carries its code point, so that the words can be got back letter for letter (``data-char``). `plain` gives text for
anywhere else (attributes, labels): such a character becomes a symbol.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from markupsafe import Markup, escape

from winset.reporting.sentences import CLOSE, OPEN

# Bidirectional controls can make words read in another order than they stand; the others are invisible or not allowed
# in HTML at all.
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_HIDDEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI}\ufdd0-\ufdef\ufeff\ufff9-\uffff\ud800-\udfff]")
_DATE = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")  # stays on one line
_MARKS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "”": "”", "‟": "”"}


def symbol(char: str) -> str:
    """Return a visible stand-in for a character that cannot be shown: ``␀`` for NUL, ``⟨U+202E⟩`` for an override."""
    code = ord(char)
    return chr(0x2400 + code) if code < 0x20 else "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"


def plain(text: str) -> str:
    """Return `text` with characters that hide or turn text replaced by symbols; not escaped."""
    return _visible(text).replace(OPEN, "[").replace(CLOSE, "]")


def _visible(text: str) -> str:
    # A label that ends in a question mark needs no full stop after it.
    return re.sub(f"([?!]{CLOSE})\\.", r"\1", _HIDDEN.sub(lambda match: symbol(match[0]), text))


def prose(text: str) -> Markup:
    """Return a sentence of winset's as markup, escaped, the labels in it set apart."""
    safe = str(escape(_visible(text)))
    safe = _DATE.sub(r'<span class="nb">\g<0></span>', safe)
    return Markup(safe.replace(OPEN, '<i class="label">').replace(CLOSE, "</i>"))  # noqa: S704  (escaped above)


def shown(text: str) -> Markup:
    """Return `text` as markup, escaped, hidden characters as elements that carry their code point."""
    parts: list[str] = []
    at = 0
    for match in _HIDDEN.finditer(text):
        code = ord(match[0])
        parts += [
            str(escape(text[at : match.start()])),
            f'<span class="ctl" data-char="{code:x}" title="{_name(match[0])}">{symbol(match[0])}</span>',
        ]
        at = match.end()
    parts.append(str(escape(text[at:])))
    return Markup("".join(parts))  # noqa: S704  (every part is escaped above)


def bare(words: str) -> str:
    """Return words without one pair of quotation marks around all of them; what is left stands in the text as well."""
    closing = _MARKS.get(words[:1])
    if closing is None or len(words) < 3 or words[-1] not in closing:
        return words
    inner = words[1:-1]
    return words if set(inner) & {words[0], *closing} or not inner.strip() else inner


def finalize(value: object) -> object:
    """Return what Jinja2 is to write for a value: markup as it is, None as nothing, all else as plain text."""
    if value is None:
        return ""
    return value if hasattr(value, "__html__") else plain(str(value))


def unquoted(text: str, texts: Iterable[str]) -> str:
    """Return `text` without quotation marks around words that stand in none of `texts`.

    Labels and unverified words come from people; in the report a quotation mark says "this stands in a document".
    """
    kept = list(texts)
    out = list(text)
    at = 0
    while at < len(text):
        closing = _MARKS.get(out[at])
        if closing is None:
            at += 1
            continue
        end = min((i for i in range(at + 1, len(text)) if out[i] in closing and out[i]), default=-1)
        inner = text[at + 1 : end] if end > at else ""
        if inner.strip() and any(inner in document for document in kept):
            at = end + 1
            continue
        # What stands between the marks may hold others, which are looked at next.
        out[at] = ""
        if end > at:
            out[end] = ""
        at += 1
    return "".join(out)


def _name(char: str) -> str:
    return str(escape(f"U+{ord(char):04X} {unicodedata.name(char, 'control character')}"))
