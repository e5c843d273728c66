"""A negotiation written out as YAML, the way a person would: blocks for parts, one line for what fits on one."""

from __future__ import annotations

import io
import json
import re
from typing import Any

from winset.negotiation.model import Negotiation

WIDTH = 110

# Words that YAML 1.1 readers take for yes and no, or that YAML takes for nothing: written in quotation marks.
_WORDS = re.compile(r"(?i:y|n|yes|no|on|off|true|false|null|~|)\Z")
_PLAIN = re.compile(r"[^\W\d_][\w ()’“”…/%+'.,;–—-]*\Z")
_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*\Z")
_NUMBER = re.compile(r"[-+]?[\d.][\d_.:,eE+-]*|0[xob].*|\.inf|\.nan", re.I)
_DATE_KEYS = {"as_of", "date", "from", "to", "published"}


def dumps(negotiation: Negotiation) -> str:
    """Return the negotiation as the text of a file; `winset.negotiation.files.loads` gives an equal one back."""
    out = io.StringIO()
    data = negotiation.to_dict()
    ordered = {"winset": data.pop("winset"), **data}
    simple = {"winset", "title", "as_of"}
    for key, value in ordered.items():
        if key not in simple:
            out.write("\n")
        out.write("\n".join(entry(key, value, 0)) + "\n")
    return out.getvalue()


def entry(key: str, value: Any, indent: int) -> list[str]:
    """Return the lines of ``key: value`` in a block at an indentation."""
    pad = " " * indent
    head = f"{pad}{scalar(key)}:"
    if _fits(value, len(head)):
        collection = isinstance(value, (dict, list))
        return [f"{head} {flow(value, key) if collection else scalar(value, key, block=True)}"]
    if isinstance(value, dict):
        return [head, *(line for k, v in value.items() for line in entry(k, v, indent + 2))]
    return [head, *(line for part in value for line in item(part, indent + 2))]


def item(value: Any, indent: int) -> list[str]:
    """Return the lines of ``- value`` in a block, the dash at an indentation."""
    pad = " " * indent
    if not isinstance(value, (dict, list)) or not value:
        return [f"{pad}- {scalar(value, block=True) if not isinstance(value, (dict, list)) else flow(value)}"]
    line = f"{pad}- {flow(value)}"
    if len(line) <= WIDTH and _flat(value):
        return [line]
    if isinstance(value, dict):
        lines = [text for k, v in value.items() for text in entry(k, v, indent + 2)]
        return [f"{pad}- {lines[0].lstrip(' ')}", *lines[1:]]
    lines = [text for part in value for text in item(part, indent + 2)]
    return [f"{pad}- {lines[0].lstrip(' ')}", *lines[1:]]


def flow(value: Any, key: str = "") -> str:
    """Return a value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(k)}: {flow(v, k)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(part) for part in value) + "]"
    return scalar(value, key)


def scalar(value: Any, key: str = "", *, block: bool = False) -> str:
    """Return one text, number, yes or no, so that it reads back the same; in brackets too unless `block` is set."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return json.dumps(int(value) if float(value).is_integer() and abs(value) < 1e6 else value)
    text = str(value)
    if key == "quote":
        return quoted(text)
    if key in _DATE_KEYS and re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
        return text
    if _WORDS.match(text) or _NUMBER.match(text):
        return quoted(text)
    plain = _PLAIN.match(text) and text.isprintable() and text == text.strip() and (block or "," not in text)
    if plain or _ID.match(text):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Return a text in double quotation marks; what cannot be printed is escaped."""
    escaped = json.dumps(text, ensure_ascii=False)
    return "".join(_escape(c) if _unprintable(c) else c for c in escaped)


def _unprintable(character: str) -> bool:
    code = ord(character)
    return 0x7F <= code < 0xA0 or code in (0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000


def _escape(character: str) -> str:
    return f"\\u{ord(character):04x}"


def _fits(value: Any, used: int) -> bool:
    """Whether a value stands on the line of its key."""
    if not isinstance(value, (dict, list)) or not value:
        return True
    return _flat(value) and used + 1 + len(flow(value)) <= WIDTH


def _flat(value: Any) -> bool:
    """Whether a value is simple enough for one line: little nesting, and no list of whole parts."""
    if isinstance(value, dict):
        return all(not isinstance(v, (dict, list)) or _small(v) for v in value.values())
    return all(not isinstance(v, dict) and (not isinstance(v, list) or _small(v)) for v in value)


def _small(value: Any) -> bool:
    return len(flow(value)) <= 60 and all(
        not isinstance(v, (dict, list)) for v in (value.values() if isinstance(value, dict) else value)
    )
