"""The statements over moves, against a truth table made from Python's own operators."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import conditions
from winset.core.errors import ConditionError
from winset.negotiation.conditions import MAX_DEPTH, And, Condition, If, Iff, Name, Not, Or, all_of, any_of, parse

MOVES = ("a", "b", "c")
STATES = [dict(zip(MOVES, row, strict=True)) for row in itertools.product([False, True], repeat=3)]


def oracle(condition: Condition, state: dict[str, bool]) -> bool:
    """The definitions, written another way."""
    match condition:
        case Name(move):
            return state[move]
        case Not(part):
            return not oracle(part, state)
        case And(members):
            return all(oracle(m, state) for m in members)
        case Or(members):
            return any(oracle(m, state) for m in members)
        case If(then, when):
            return oracle(then, state) if oracle(when, state) else True
        case Iff(left, right):
            return oracle(left, state) == oracle(right, state)
    raise AssertionError


@given(conditions(MOVES))
def test_evaluation_is_the_truth_table(condition: Condition) -> None:
    table = [oracle(condition, state) for state in STATES]
    assert [condition.evaluate(state) for state in STATES] == table
    assert all(type(condition.evaluate(state)) is bool for state in STATES)
    assert [condition.evaluate(state.__getitem__) for state in STATES] == table
    arrays = {move: np.array([state[move] for state in STATES]) for move in MOVES}
    found = condition.evaluate(arrays)
    assert found.dtype == np.bool_
    assert found.tolist() == table


@given(conditions(MOVES))
def test_text_and_tree_are_one(condition: Condition) -> None:
    again = parse(str(condition), moves=MOVES)
    assert again == condition
    assert hash(again) == hash(condition)
    assert set(condition.names()) <= set(MOVES)
    assert len(set(condition.names())) == len(condition.names())


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", Name("a")),
        ("not a", Not(Name("a"))),
        ("NOT a AND b", And((Not(Name("a")), Name("b")))),
        ("a or b and c", Or((Name("a"), And((Name("b"), Name("c")))))),
        ("a if b", If(Name("a"), Name("b"))),
        ("a if b or c", If(Name("a"), Or((Name("b"), Name("c"))))),
        ("a iff b if c", Iff(Name("a"), If(Name("b"), Name("c")))),
        ("not a and b or c if a", If(Or((And((Not(Name("a")), Name("b"))), Name("c"))), Name("a"))),
        ("not(a)and(b)", And((Not(Name("a")), Name("b")))),
        ("  a\n and\tb ", And((Name("a"), Name("b")))),
    ],
)
def test_precedence(text: str, tree: Condition) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("", 1, "the statement is empty (write a move's id, such as 'not strike')"),
        ("   ", 1, "the statement is empty (write a move's id, such as 'not strike')"),
        ("a and", 6, "the statement ends after 'and', where a move's id should follow"),
        ("and a", 1, "'and' stands where a move's id should be"),
        ("a b", 3, "'b' follows where 'and', 'or', 'if', 'iff' or the end should be"),
        ("(a or b", 1, "this parenthesis is never closed (add ')')"),
        ("a)", 2, "this parenthesis was never opened (take it out, or add '(')"),
        ("()", 2, "')' stands where a move's id should be"),
        ("a if b if c", 8, "a second 'if' on one level is read in two ways (use parentheses)"),
        ("a iff b iff c", 9, "a second 'iff' on one level is read in two ways (use parentheses)"),
        ("a & b", 3, "'&' follows where 'and', 'or', 'if', 'iff' or the end should be (write 'and' for '&')"),
        ("not bb", 5, "unknown move 'bb'; did you mean 'b'?; valid: a, b, c"),
        ("!a", 1, "unknown move '!a'; did you mean 'a'?; valid: a, b, c (write 'not a')"),
        ("__import__('os')", 1, "unknown move '__import__'; valid: a, b, c"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_column(text: str, column: int, message: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text, moves=MOVES)
    assert str(caught.value) == f"{text!r}:1:{column}: {message}"
    assert caught.value.column == column


def test_depth_and_length_are_limited() -> None:
    assert parse("not " * MAX_DEPTH + "a")
    for text in ["not " * (MAX_DEPTH + 1) + "a", "(" * 4000 + "a" + ")" * 4000, "(" * 3000]:
        with pytest.raises(ConditionError, match="nested more than"):
            parse(text)
    with pytest.raises(ConditionError, match="characters; at most"):
        parse("a and " * 10_000 + "a")


@given(st.text(max_size=40))
def test_no_text_breaks_the_parser(text: str) -> None:
    column = 1
    try:
        parse(text, moves=MOVES)
    except ConditionError as error:
        column = error.column
    assert 1 <= column <= len(text) + 1


@given(st.lists(st.sampled_from(["a", "b", "not", "and", "or", "if", "iff", "(", ")"]), max_size=9))
def test_what_is_read_prints_to_itself(words: list[str]) -> None:
    try:
        found = parse(" ".join(words), moves=MOVES)
    except ConditionError:
        return
    assert parse(str(found), moves=MOVES) == found


def test_an_unknown_name_in_a_state_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        parse("a and d").evaluate({"a": True})


def test_helpers_and_trees_of_one_member() -> None:
    assert all_of([Name("a")]) == any_of([Name("a")]) == Name("a")
    with pytest.raises(ValueError, match="two or more"):
        And((Name("a"),))
    with pytest.raises(ValueError, match="two or more"):
        any_of([])
