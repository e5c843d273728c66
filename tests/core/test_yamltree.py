"""YAML with places: what stands where, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from winset.core.yamltree import dotted, read_yaml

TEXT = """\
title: Harbour
issues:
  - id: wage
    count: 3
    open: true
    note: null
"""


def test_values_and_places() -> None:
    tree = read_yaml(TEXT, "x.yaml")
    assert tree.value == {"title": "Harbour", "issues": [{"id": "wage", "count": 3, "open": True, "note": None}]}
    assert tree.problems == ()
    assert tree.values["title",] == (1, 8)
    assert tree.places["issues", 0, "count"] == (4, 5)
    assert str(tree.problem(("issues", 0, "id"), "bad")) == "x.yaml:3:9: issues[0].id: bad"
    assert str(tree.problem(("issues", 0, "nowhere", "deep"), "bad")).startswith("x.yaml:3:5")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("a: 1\na: 2\n", "'a' stands here again; first in line 1"),
        ("a: !!python/name:os.system x\n", "tag"),
        ("a: [1\n", "not YAML"),
        ("? [a]\n: b\n", "a key must be a word"),
        ("a: 0o17x_\n", None),
        ("a: " + "[" * 80 + "]" * 80, "nested more than"),
    ],
)
def test_what_is_refused(text: str, words: str | None) -> None:
    tree = read_yaml(text, "x.yaml")
    if words is None:
        assert tree.problems == ()
    else:
        assert words in str(tree.problems[0])
        assert tree.problems[0].file == "x.yaml"


_PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | st.text(alphabet="abc xyz", max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), _PLAIN, min_size=1, max_size=4))
def test_reads_what_another_reader_reads(value: dict[str, object]) -> None:
    import io

    stream = io.StringIO()
    YAML(typ="safe", pure=True).dump(value, stream)
    tree = read_yaml(stream.getvalue(), "x.yaml")
    assert tree.problems == ()
    assert tree.value == value


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    tree = read_yaml(text, "x.yaml")
    assert tree.problems or tree.value is not None or text.strip()


def test_paths_as_people_write_them() -> None:
    assert dotted(("issues", 2, "for", 0)) == "issues[2].for[0]"
    assert dotted(()) == ""
