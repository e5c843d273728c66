"""Text from documents on a terminal: nothing in it may move the cursor, change colours or reorder what is shown."""

from __future__ import annotations

import re
import unicodedata

# Joiners are how Persian is spelled and emoji are built; a soft hyphen shows nothing. None of them moves anything.
_HARMLESS = frozenset("\u00ad\u200c\u200d")
_LOOK = re.compile(r"[^\t\n -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]")


def safe(text: str, *, lines: bool = True) -> str:
    r"""Return text that can be printed: control and direction characters as escapes such as ``\x1b`` or ``\u202e``.

    Parameters
    ----------
    text
        Anything, from a document or a file name.
    lines
        Whether tabs and line ends stay; else each becomes a blank, so that the text fits a cell of a table.
    """
    shown = _LOOK.sub(_escaped, text)
    return shown if lines else shown.replace("\n", " ").replace("\t", " ")


def safe_json(text: str) -> str:
    r"""Return JSON text with the characters that `safe` escapes as JSON escapes: the same values, safe to print."""
    return _LOOK.sub(_escaped_in_json, text)


def _escaped_in_json(match: re.Match[str]) -> str:
    if _escaped(match) == match[0]:
        return match[0]
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character in _HARMLESS or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
