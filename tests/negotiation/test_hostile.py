"""Files that mean harm, or were broken on the way: a message, never a traceback, never long work."""
# ruff: noqa: E501

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.core.errors import NegotiationError
from winset.negotiation import files, tree

HEAD = "winset: 1\ntitle: T\nparties: [{id: a, name: A}]\nissues: [{id: i, question: Q, options: [{id: x, says: X}]}]\n"


def load(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "n.yaml"
    path.write_bytes(data)
    files.load(path)


BYTES = [
    (b"", "n.yaml: the file is empty (it needs at least winset, title, parties and issues)"),
    (b"\xef\xbb\xbf \r\n", "n.yaml: the file is empty (it needs at least winset, title, parties and issues)"),
    (b"# only a comment\n", "n.yaml: the file is nothing but comments; keys with values are needed (winset, title, parties, issues …)"),
    (b"- a\n- b\n", "n.yaml: the file is a list; keys with values are needed (winset, title, parties, issues …)"),
    (b"just words\n", "n.yaml: the file is one text; keys with values are needed (winset, title, parties, issues …)"),
    (b"[1, 2]", "n.yaml: the file is a list; keys with values are needed (winset, title, parties, issues …)"),
    (b"\x89PNG\r\n\x1a\n\0\0", "n.yaml: the file is not text: it holds zero bytes (give a YAML or JSON file)"),
    ("winset: 1\n".encode("utf-16"), "n.yaml: the file is in UTF-16 (save it as UTF-8)"),
    ("winset: 1\ntitle: caf\u00e9\n".encode("latin-1"), "n.yaml:2:11: the byte 0xe9 is not UTF-8 (save the file as UTF-8)"),
    (b"a: \x07\n", "n.yaml:1:4: the character U+0007 may not stand in YAML (take it out)"),
    (b"a: 'x\n", "n.yaml:1:4: the quotation mark that opens here is never closed (close it)"),
    (b"a: b: c\n", "n.yaml:1:5: a ':' stands where no key can begin (put the text in quotation marks, or check the indentation)"),
    (b"a:\n\tb: 1\n", "n.yaml:2:1: a tab stands where only spaces may (indent with spaces)"),
    (b"a: [1,\n", "n.yaml:2:1: a bracket or brace is not closed, or a comma is missing (check [ ] and { })"),
    (b"a: @x\n", "n.yaml:1:4: a text cannot begin with '@' (put the text in quotation marks)"),
    (b"a: *x\n", "n.yaml:1:4: undefined alias 'x': nothing above is marked so (for a text that begins with * put the text in quotation marks)"),
    (b"a: 1\n---\nb: 1\n", "n.yaml:2:1: a second document begins here (keep one negotiation in a file)"),
    (b"a: 1\n  b: 1\n", "n.yaml:2:4: a ':' stands where no key can begin (put the text in quotation marks, or check the indentation)"),
    (b"- a\nb: 1\n", "n.yaml:2:1: this does not belong to what stands above it (check the indentation, and quote texts with ': ' in them)"),
    (b"a: 1\na: 2\nb: {c: 1, c: 2}\n", "n.yaml:2:1: a: the key 'a' stands here a second time (first in line 1) (keep one)\nn.yaml:3:11: b.c: the key 'c' stands here a second time (first in line 3) (keep one)"),
    (b"? [a, b]\n: 1\n", "n.yaml:1:3: a key is one word, not a list or keys in braces (check brackets and braces)"),
    (b"a: &b\n  c: *b\n", "n.yaml:1:4: nested more than 40 levels deep, or an alias that contains itself (write it flatter)"),
    (b"a: " + b"[" * 100 + b"]" * 100, "n.yaml:1:44: nested more than 40 levels deep (write it flatter)"),
    (b'{"a": ' + b"[" * 100 + b"]" * 100 + b"}", "n.yaml:1:47: nested more than 40 levels deep (write it flatter)"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "message"), BYTES, ids=[repr(d[:24]) for d, _ in BYTES])
def test_what_is_no_negotiation_file(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(NegotiationError) as caught:
        load(tmp_path, data)
    assert str(caught.value).replace(f"{tmp_path}{os.sep}", "") == message


def test_too_large(tmp_path: Path) -> None:
    with pytest.raises(NegotiationError, match=r"at most 4,194,304 are read \(split it up\)"):
        load(tmp_path, b"#" * (tree.MAX_BYTES + 10))
    with pytest.raises(NegotiationError, match="characters; at most"):
        files.loads("#" * (tree.MAX_BYTES + 1))


def test_a_billion_laughs_are_not_laughed() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    with pytest.raises(NegotiationError, match="too much: at most 250,000 entries and 1,000 uses of aliases"):
        files.loads("\n".join(lines))


def test_deep_nesting_of_100_000_brackets_is_a_message() -> None:
    for text in [
        "a: " + "[" * 20_000,
        '{"a": ' * 20_000,
        "- " * 20_000,
        "a:\n" + "".join(" " * n + "- \n" for n in range(60)),
    ]:
        with pytest.raises(NegotiationError):
            files.loads(text)


def test_line_ends_and_byte_order_marks_do_not_matter(tmp_path: Path) -> None:
    expected = files.loads(HEAD)
    for text in [HEAD.replace("\n", "\r\n"), "\ufeff" + HEAD, "\ufeff" + HEAD.replace("\n", "\r\n")]:
        path = tmp_path / "n.yaml"
        path.write_bytes(text.encode())
        assert files.load(path) == expected
    path.write_bytes(HEAD.replace("\n", "\r\n").encode() + b"consent: [b]\r\n")
    with pytest.raises(NegotiationError, match=r"n\.yaml:5:11: consent"):
        files.load(path)


def test_anchors_aliases_and_merges_work() -> None:
    n = files.loads(
        HEAD.replace(
            "[{id: a, name: A}]", "[&p {id: a, name: A, kind: group}, {<<: *p, id: b}, {<<: [*p], id: c, name: C}]"
        )
    )
    assert [(p.id, p.name, p.kind) for p in n.parties] == [
        ("a", "A", "group"),
        ("b", "A", "group"),
        ("c", "C", "group"),
    ]
    with pytest.raises(NegotiationError, match="takes keys from an alias of keys"):
        files.loads(HEAD.replace("name: A", "<<: text"))
    again = HEAD.replace("name: A}", "name: A}, &q {id: b, name: B}, &q {id: c, name: C}")
    assert len(files.loads(again).parties) == 3


def test_texts_of_any_letters_come_through() -> None:
    text = json.dumps("😀 \u2028 \u0085 \ufeff \u007f \ud83d\ude00 \x1b[31m")
    n = files.loads(json.dumps({"winset": 1, "title": json.loads(text), "parties": [{"id": "a", "name": "A"}], "issues": [
        {"id": "i", "question": "Q", "options": [{"id": "x", "says": "X"}]}]}))  # fmt: skip
    assert n.title == json.loads(text)
    assert files.loads(files.dumps(n)) == n
    assert files.loads(HEAD.replace("title: T", f"title: {text}")).title == n.title


def test_half_a_character_is_refused() -> None:
    with pytest.raises(NegotiationError, match=r"title: the text holds half a character"):
        files.loads(HEAD.replace("title: T", 'title: "\\ud83d"'))


def test_no_control_character_of_a_file_reaches_a_message() -> None:
    with pytest.raises(NegotiationError) as caught:
        files.loads(HEAD + '"\\e[31mx\\a": 1\nconsent: ["\\e[2J"]\n')
    assert str(caught.value).replace("\n", "").isprintable()


@given(st.binary(max_size=60))
def test_no_bytes_break_it(data: bytes) -> None:
    try:
        found = files._examined(tree.decode(data, "f"), "f", lambda n: n.evidence_index).errors
    except NegotiationError as error:
        found = tuple(error.problems)
    assert found


WORDS = ["winset", "title", "parties", "id", "a", ":", " ", "\n", "- ", "[", "]", "{", "}", ",", "1", "~", "&a", "*a", '"', "'", "|", ">", "#", "<<", "!", "?", "\t"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=25).map("".join))
def test_no_text_breaks_it(text: str) -> None:
    found = files._examined(text, "f", lambda n: n.evidence_index)
    assert found.errors
    assert all(problem.message for problem in found.errors)


EXAMPLE = (Path(__file__).parents[1] / "data" / "negotiation.example.yaml").read_text(encoding="utf-8")
LINES = EXAMPLE.splitlines(keepends=True)
ODD = [
    "~",
    "[]",
    "{}",
    "[[x]]",
    "{a: b}",
    "7",
    "text",
    "'",
    "- x",
    "yes: no",
    "union",
    "none",
    "2026-01",
    "",
    "!",
    "A B",
]


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(LINES) - 1), st.sampled_from(["drop", "twice", "value", "flow"]), st.sampled_from(ODD)
        ),
        max_size=4,
    )
)
@settings(max_examples=80, deadline=None)
def test_no_mangled_file_breaks_it(mangling: list[tuple[int, str, str]]) -> None:
    """Lines dropped, doubled, and given other values: problems in plain words at places that exist, or none."""
    lines = list(LINES)
    for at, how, odd in mangling:
        line = lines[at]
        if how == "drop":
            lines[at] = ""
        elif how == "twice":
            lines[at] = line * 2
        elif how == "value" and ": " in line:
            lines[at] = f"{line.split(': ', 1)[0]}: {odd}\n"
        elif how == "flow" and ": " in line:
            lines[at] = re.sub(r"(: )[^:,{}\[\]]+([,}\]])", lambda m, odd=odd: f"{m[1]}{odd}{m[2]}", line, count=1)
    text = "".join(lines)
    found = files._examined(text, "f", lambda n: n.evidence_index)
    assert (found.negotiation is None) == bool(found.errors)
    for problem in (*found.errors, *found.warnings):
        assert 0 <= problem.line <= text.count("\n") + 1
        assert not re.search(r"Input should|pydantic|https?://|tuple|dict|NoneType|validation", str(problem))


def test_files_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "negotiation.yaml").write_text(HEAD)
    with pytest.raises(NegotiationError, match=r"there is no such file \(did you mean '.*negotiation.yaml'\?\)"):
        files.load(tmp_path / "negotation.yaml")
    with pytest.raises(NegotiationError, match="this is a folder"):
        files.load(tmp_path)
    with pytest.raises(NegotiationError, match="cannot be read"):
        files.load("a\0b")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(HEAD.encode())))
    assert files.load("-") == files.loads(HEAD)
