"""Bytes to text: a declared encoding before a guessed one, and a guess is said to be one."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from winset.core.errors import DocumentError
from winset.reading.loaders.quiet import hushed

# Longest first: the mark of UTF-32 LE begins with that of UTF-16 LE.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers read where a page says the former (WHATWG Encoding Standard, section 4.2).
_AS_BROWSERS_DO = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
# Codecs of Python that no page is in, and that make something else of plain letters.
_NO_PAGE_IS_IN = {"utf-7", "unicode-escape", "raw-unicode-escape", "unicode_escape", "idna", "punycode", "undefined"}
_META = re.compile(rb"<meta[^>]{0,500}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b") + b"\x7f"
# Of the letters of English text few are no ASCII, while quotation marks and dashes are many. charset-normalizer 3.5
# takes such text for cp1250 or cp775; Windows-1252 is what it nearly always is. Czech, Greek or Russian text lies far
# above this share.
_FEW = 0.05
_PUNCTUATION = "€‚„…‘’“”•–— «»§£©®°·".encode("cp1252")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, and how it was made from bytes."""

    text: str
    encoding: str
    guessed: bool
    notes: tuple[str, ...] = ()


def declared_in_html(data: bytes) -> str | None:
    """Return the encoding that a page declares in its first 4096 bytes, by ``meta`` or XML declaration; or None."""
    head = data[:4096]
    match = _META.search(_COMMENT.sub(b"", head)) or _XML.search(head)
    return match[1].decode("ascii") if match else None


def decode(data: bytes, path: str, declared: str | None = None) -> Decoded:
    """Return the text that the bytes stand for.

    In this order: a byte order mark (dropped, and noted); UTF-16 that shows by its NULs; the declared encoding, read as
    browsers do; UTF-8; Windows-1252 where nearly all letters are ASCII; a guess by charset-normalizer. UTF-16 without
    a mark, the last two, and whatever replaces a declaration that does not hold, count as guessed.

    Raises
    ------
    DocumentError
        ``binary`` where it is no text, ``encoding`` where nothing fits, ``surrogates`` where it is UTF-8 of code points
        that no text may hold.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(name)
            except UnicodeDecodeError as error:
                raise DocumentError(
                    path, "encoding", f"begins as {name} but is not (byte {error.start + len(mark)}); save it as UTF-8"
                ) from None
            return _checked(Decoded(text, name, False, ("a byte order mark was dropped",)), path)
    notes: list[str] = []
    if 0 in data and (wide := _utf_16(data)) is not None:
        return _checked(wide, path)
    if declared is not None:
        codec = _codec(declared)
        if codec is None:
            notes.append(f"declares the encoding {declared}, which is not known")
        else:
            try:
                return _checked(Decoded(data.decode(codec), codec, False), path)
            except (UnicodeDecodeError, LookupError):
                notes.append(f"declares the encoding {declared}, but its bytes are not that")
    try:
        return _checked(Decoded(data.decode("utf-8"), "utf-8", bool(notes), tuple(notes)), path)
    except UnicodeDecodeError as error:
        _refuse_surrogates(data, path, error.start)
    text, name = _guess(data, path)
    return _checked(Decoded(text, name, True, (*notes, _said(name))), path)


def _codec(label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    name = _AS_BROWSERS_DO.get(name, name)
    if name in _NO_PAGE_IS_IN:
        return None
    try:
        # Codecs such as rot13, hex or zip turn no bytes into text, and are a LookupError here.
        return name if b"a".decode(name) == "a" else None
    except (LookupError, UnicodeError):
        return None


def _refuse_surrogates(data: bytes, path: str, at: int) -> None:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return
    raise DocumentError(
        path, "surrogates", f"holds a lone surrogate at byte {at}, which no text may hold; export it again as UTF-8"
    )


def _utf_16(data: bytes) -> Decoded | None:
    """Text of mostly Latin letters in UTF-16 has a NUL in every other place, and in these only."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 or min(even, odd) or max(even, odd) < len(data) * 0.3:
        return None
    name = "utf-16-le" if odd else "utf-16-be"
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else Decoded(text, name, True, (_said(name),))


def _said(name: str) -> str:
    return f"the encoding {name} was guessed; save the file as UTF-8 to be sure of every letter"


def _guess(data: bytes, path: str) -> tuple[str, str]:
    if sum(data.count(control) for control in _CONTROLS) > len(data) * 0.01 or 0 in data:
        raise _binary(path)
    letters = data.translate(None, _PUNCTUATION)
    if sum(byte >= 0x80 for byte in letters) <= len(letters) * _FEW:
        try:
            return data.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    with hushed():
        best = from_bytes(data).best()
    if best is None:
        raise DocumentError(path, "encoding", "is text in no encoding that could be found; save it as UTF-8")
    return data.decode(best.encoding), best.encoding


def _checked(decoded: Decoded, path: str) -> Decoded:
    text = decoded.text
    if "\0" in text or sum(text.count(chr(control)) for control in _CONTROLS) > len(text) * 0.1:
        raise _binary(path)
    return decoded


def _binary(path: str) -> DocumentError:
    return DocumentError(
        path, "binary", "is not text: it holds control bytes; give .txt, .md, .html, .pdf or .docx, or export it as one"
    )
