"""Codebooks: what loads, what is refused and how, what an issue per object is."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from winset.core.errors import CodebookError
from winset.core.yamltree import read_yaml
from winset.reading.coding import Codebook, codebook_schema
from winset.reading.coding.patterns import parse

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "src/winset/reading/coding/codebooks/general.yaml"
EXAMPLE = ROOT / "examples/london-2025/codebook.yaml"
SMALL = """\
codebook: 1
title: Small
issues:
  - id: sanctions_relief
    says: Sanctions are lifted
    for: [lift + sanction]
"""


def _fails(text: str) -> str:
    with pytest.raises(CodebookError) as caught:
        Codebook.parse(text, "book.yaml")
    return str(caught.value)


def test_a_small_one_loads(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(SMALL, encoding="utf-8")
    book = Codebook.load(path)
    assert [issue.id for issue in book.issues] == ["sanctions_relief"]
    assert book.name == str(path)


def test_a_users_codebook_replaces_the_general_one_or_extends_it() -> None:
    general = Codebook.load()
    alone = Codebook.parse(SMALL, "book.yaml")
    extended = Codebook.parse(SMALL.replace("title:", "extends: general\ntitle:"), "book.yaml")
    assert len(alone.issues) == 1
    assert {issue.id for issue in extended.issues} == {issue.id for issue in general.issues}
    assert extended.issue("sanctions_relief").for_ == ("lift + sanction",)
    assert general.issue("sanctions_relief").for_ != ("lift + sanction",)
    assert len({alone.sha256, extended.sha256, general.sha256}) == 3


def test_an_extension_may_use_the_general_sets() -> None:
    text = SMALL.replace("title:", "extends: general\ntitle:").replace("lift + sanction", "$lift + sanction")
    assert Codebook.parse(text, "book.yaml")
    assert "unknown set '$lift'" in _fails(SMALL.replace("lift + sanction", "$lift + sanction"))


ERRORS = [
    (SMALL.replace("codebook: 1", "codebook: 2"), ["book.yaml:1:11", "2"]),
    (SMALL.replace("says:", "sais:"), ["book.yaml:5:5", "unknown key 'sais'", "did you mean 'says'"]),
    (SMALL.replace("    says: Sanctions are lifted\n", ""), ["'says' is missing"]),
    (
        SMALL.replace("sanctions_relief", '"{object}_relief"').replace("for: [lift + sanction]", "agent: nobody"),
        ["no words name the object"],
    ),
    (SMALL.replace("lift + sanction", "lift + "), ["book.yaml:6:11", "empty term"]),
    (SMALL.replace("lift + sanction", "lift + sanc/x"), ["'sanc/x' is not a word"]),
    (SMALL.replace("lift + sanction", '"@object"'), ["no word besides @object"]),
    (SMALL.replace("lift + sanction", "lift + @object"), ["has no place for it", "{object}"]),
    (SMALL.replace("id: sanctions_relief", 'id: "{object}_relief"'), ["names no object"]),
    (SMALL.replace("sanctions_relief", "Sanctions Relief"), ["book.yaml:4:9", "'Sanctions Relief' is not an id"]),
    (SMALL + "    status_quo: kept\n", ["unknown option 'kept'"]),
    (SMALL + "    agent: The King\n", ["valid: text, nobody, or a party's id"]),
    (SMALL + SMALL[SMALL.index("  - id") :], ["book.yaml:7:9", "'sanctions_relief' is taken; first in line 4"]),
    (SMALL + "    options: [{id: a, says: A, stance: maybe}]\n", ["'maybe'", "for"]),
    (SMALL + "    for: [x]\n", ["'for' stands here again"]),
    ("codebook: 1\ntitle: x\nissues: []\n", ["no issue is given"]),
    ("just words", ["should be a mapping"]),
    ("", ["empty"]),
    ("a: [1, 2", ["not YAML"]),
    ("codebook: !!python/object:os.system x", ["tag"]),
    ("a: &a [x]\n" + "".join(f"b{i}: &b{i} [{', '.join(['*a' if not i else f'*b{i - 1}'] * 10)}]\n" for i in range(9)), ["values, aliases counted"]),  # noqa: E501
    ("[" * 5000, ["not YAML"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), ERRORS, ids=range(len(ERRORS)))
def test_what_is_refused_says_where_and_what(text: str, words: list[str]) -> None:
    message = _fails(text)
    for word in words:
        assert word in message, message
    assert "Traceback" not in message


def test_every_problem_is_reported_at_once() -> None:
    text = SMALL.replace("sanctions_relief", "Bad Id").replace("lift + sanction", "lift +") + "    status_quo: kept\n"
    with pytest.raises(CodebookError) as caught:
        Codebook.parse(text, "book.yaml")
    assert len(caught.value.problems) == 3


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "latin.yaml").write_bytes(b"codebook: \xff\xfe")
    for path, words in (
        (tmp_path / "no.yaml", "no such file"),
        (tmp_path, "folder"),
        (tmp_path / "latin.yaml", "UTF-8"),
    ):
        with pytest.raises(CodebookError, match=words):
            Codebook.load(path)


def test_one_issue_per_object() -> None:
    book = Codebook.load()
    issue = book.issue("nato_membership")
    assert issue.says == "The way into nato is open"
    assert book.issue("nato_membership", "NATO").says == "The way into NATO is open"
    assert issue.option_for("for") is not None
    assert issue.status_quo is None
    with pytest.raises(KeyError):
        book.issue("_membership")
    with pytest.raises(KeyError):
        book.issue("nowhere")


@pytest.mark.parametrize("path", [SHIPPED, EXAMPLE], ids=["general", "example"])
def test_the_shipped_ones_fit_their_schema_and_are_complete(path: Path) -> None:
    tree = read_yaml(path.read_text(encoding="utf-8"), path.name)
    jsonschema.validate(tree.value, codebook_schema())
    book = Codebook.load(path)
    for issue in book.issues:
        assert {option.stance for option in issue.options} >= {"for", "against"}, issue.id
        assert issue.says[0].isupper() or issue.says[0] == "{", issue.id


def test_the_general_codebook_names_no_country() -> None:
    text = SHIPPED.read_text(encoding="utf-8").casefold()
    for name in ("crimea", "ukrain", "russia", "israel", "gaza", "iran", "washington", "brussels", "taiwan", "kashmir"):
        assert name not in text


def test_the_schema_is_json() -> None:
    assert json.loads(json.dumps(codebook_schema()))["title"] == "winset codebook"


def test_the_hash_depends_on_words_and_not_on_comments() -> None:
    book = Codebook.parse(SMALL, "a.yaml")
    assert book.sha256 == Codebook.parse("# a comment\n" + SMALL, "b.yaml").sha256
    assert book.sha256 != Codebook.parse(SMALL.replace("lift +", "ease +"), "a.yaml").sha256


_WORD = st.text(alphabet="abcdefghij", min_size=1, max_size=6)
_TERM = st.lists(_WORD, min_size=1, max_size=3).map("|".join)


@given(st.lists(_TERM, min_size=1, max_size=4))
def test_patterns_parse_as_written(terms: list[str]) -> None:
    pattern = parse(" + ".join(terms), {})
    assert len(pattern.terms) == len(terms)
    assert [len(term.alternatives) for term in pattern.terms] == [len(term.split("|")) for term in terms]


@given(st.text(max_size=60))
def test_any_text_parses_or_says_why(text: str) -> None:
    try:
        parse(text, {})
    except ValueError as error:
        message = str(error)
    else:
        return
    assert message


@given(st.text(max_size=200))
def test_any_file_loads_or_says_why(text: str) -> None:
    try:
        Codebook.parse(text, "book.yaml")
    except CodebookError as error:
        message = str(error)
    else:
        return
    assert message.startswith("book.yaml")
