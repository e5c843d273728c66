"""Every refusal: its exact message, line and column."""

# ruff: noqa: E501
from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.strategies import negotiations
from winset.core.errors import NegotiationError
from winset.negotiation import files
from winset.negotiation.checks import check
from winset.negotiation.model import Choice, Constraint, Issue, Negotiation, Option

BASE = """\
winset: 1
title: T
parties:
  - {id: a, name: A, roles: [signatory]}
  - {id: b, name: B}
issues:
  - {id: i, question: Q, options: [{id: x, says: X}, {id: y, says: Y}]}
moves:
  - {id: m, party: a, says: M}
documents:
  - {id: d, title: D}
"""
ISSUE = "issues: [{id: i, question: Q, options: [{id: x, says: X}, {id: y, says: Y}]}]\n"


def problems(text: str) -> list[str]:
    found = files._examined(text, "f", lambda n: n.evidence_index)
    assert (found.negotiation is None) == bool(found.errors)
    for problem in (*found.errors, *found.warnings):
        for jargon in ("Input should", "pydantic", "https://", "tuple", "type=", "None"):
            assert jargon not in str(problem)
    return [str(problem) for problem in found.errors]


def warnings(text: str) -> list[str]:
    found = files._examined(text, "f", lambda n: n.evidence_index)
    assert found.errors == ()
    return [str(problem) for problem in found.warnings]


def test_the_base_is_fine() -> None:
    assert problems(BASE) == []
    assert warnings(BASE) == []


# What is added to BASE (from line 12 on) → the one problem.
ADDED = [
    # References to nothing
    ("consent: [a, c]", "12:14: consent[1]: unknown party 'c'; valid: a, b"),
    ("consent: [a, a]", "12:14: consent[1]: 'a' is named twice (take one out)"),
    ("consent: []", "12:10: consent: nobody's yes is asked for (name the parties, or take 'consent' out)"),
    (
        "positions: [{holder: A, issue: i, basis: self, note: n}]",
        "12:22: positions[0].holder: 'A' is not an id: lower-case letters, digits, '_', '-' and '.', "
        "a letter or digit first (write 'a', say)",
    ),
    (
        "positions: [{holder: c, issue: i, basis: self, note: n}]",
        "12:22: positions[0].holder: unknown party 'c'; valid: a, b",
    ),
    (
        "positions: [{holder: a, issue: j, basis: self, note: n}]",
        "12:32: positions[0].issue: unknown issue 'j'; valid: i",
    ),
    (
        "positions: [{holder: a, issue: i, basis: self, ranking: [x, [y, z]]}]",
        "12:65: positions[0].ranking[1][1]: unknown option of 'i': 'z'; valid: x, y",
    ),
    (
        "positions: [{holder: a, issue: i, basis: self, ranking: [z]}]",
        "12:58: positions[0].ranking[0]: unknown option of 'i': 'z'; valid: x, y",
    ),
    (
        "positions: [{holder: a, issue: i, basis: self, red_lines: [none]}]",
        "12:60: positions[0].red_lines[0]: unknown option of 'i': 'none'; valid: x, y "
        "(where nothing is known leave the key out)",
    ),
    (
        "positions: [{holder: a, issue: i, basis: self, fallback: z}]",
        "12:58: positions[0].fallback: unknown option of 'i': 'z'; valid: x, y",
    ),
    (
        "positions: [{holder: a, issue: i, basis: self, note: n, evidence: [{document: e, quote: q}]}]",
        "12:79: positions[0].evidence[0].document: unknown document 'e'; valid: d",
    ),
    (
        "requirements: [{holder: c, any_of: [{issue: i, option: x}]}]",
        "12:25: requirements[0].holder: unknown party 'c'; valid: a, b",
    ),
    (
        "requirements: [{holder: a, any_of: [{issue: i, option: z}]}]",
        "12:56: requirements[0].any_of[0].option: unknown option of 'i': 'z'; valid: x, y",
    ),
    (
        "constraints: [{id: k, binds: c, any_of: [{issue: i, option: x}]}]",
        "12:30: constraints[0].binds: unknown party 'c'; valid: a, b",
    ),
    ("proposals: [{id: p, author: c}]", "12:29: proposals[0].author: unknown party 'c'; valid: a, b"),
    ("proposals: [{id: p, package: {j: x}}]", "12:31: proposals[0].package.j: unknown issue 'j'; valid: i"),
    (
        "proposals: [{id: p, package: {i: z}}]",
        "12:34: proposals[0].package.i: unknown option of 'i': 'z'; valid: x, y",
    ),
    (
        "proposals: [{id: p, responses: [{party: c, answer: none}]}]",
        "12:41: proposals[0].responses[0].party: unknown party 'c'; valid: a, b",
    ),
    (
        "proposals: [{id: p, exchanges: [{give: [{move: n}], for: []}]}]",
        "12:48: proposals[0].exchanges[0].give[0].move: unknown move 'n'; valid: m",
    ),
    (
        "proposals: [{id: p, exchanges: [{give: [{issue: i}], for: []}]}]",
        "12:41: proposals[0].exchanges[0].give[0]: a term names either an issue and its option, or a move "
        "(write {issue: …, option: …} or {move: …})",
    ),
    ("infeasible: [m and n]", "12:14: infeasible[0]: 'm and n', character 7: unknown move 'n'; valid: m"),
    ("preferences: {c: [m]}", "12:15: preferences.c: unknown party 'c'; valid: a, b"),
    (
        "preferences: {a: [m if]}",
        "12:19: preferences.a[0]: 'm if', character 5: the statement ends after 'if', where a move's id should follow",
    ),
    ("no_deal: [{id: s, says: S, triggered_by: [n]}]", "12:43: no_deal[0].triggered_by[0]: unknown move 'n'; valid: m"),
    ("outcomes: [{when: n, package: {i: x}}]", "12:19: outcomes[0].when: 'n', character 1: unknown move 'n'; valid: m"),
    ("outcomes: [{when: m, package: {j: x}}]", "12:32: outcomes[0].package.j: unknown issue 'j'; valid: i"),
    ("meetings: [{id: t, present: [c]}]", "12:30: meetings[0].present[0]: unknown party 'c'; valid: a, b"),
    (
        "meetings: [{id: t, absent: [{who: W, party: c}]}]",
        "12:45: meetings[0].absent[0].party: unknown party 'c'; valid: a, b",
    ),
    ("claims: [{by: narrator, says: S, about: c}]", "12:41: claims[0].about: unknown party 'c'; valid: a, b"),
    # Duplicate ids
    (
        "assumptions: [{id: s, says: S}, {id: s, says: S}]",
        "12:38: assumptions[1].id: the id 's' is used a second time (first in line 12) (rename one)",
    ),
    # Rankings, red lines, needs, fallback
    (
        "positions: [{holder: a, issue: i, basis: self, ranking: [x, [y, x]]}]",
        "12:65: positions[0].ranking[1][1]: the ranking names 'x' twice (take one out)",
    ),
    (
        "positions: [{holder: a, issue: i, basis: self, ranking: [x, []]}]",
        "12:61: positions[0].ranking[1]: an empty tie (take it out)",
    ),
    (
        "positions: [{holder: a, issue: i, basis: self, red_lines: [x], fallback: x}]",
        "12:74: positions[0].fallback: 'x' is both a red line and the fallback of 'a' "
        "(what is refused whatever else is offered cannot be fallen back on)",
    ),
    (
        "positions: [{holder: a, issue: i, basis: self, red_lines: [x], needs: [x, y]}]",
        "12:72: positions[0].needs[0]: 'x' is both a red line and a need of 'a' "
        "(it is refused or it is enough, not both)",
    ),
    (
        "positions: [{holder: a, issue: i, basis: self, red_lines: [x, x]}]",
        "12:63: positions[0].red_lines[1]: the red lines name 'x' twice (take one out)",
    ),
    # Clauses
    (
        "requirements: [{holder: a, if: [{issue: i, option: x}, {issue: i, option: y}], any_of: []}]",
        "12:56: requirements[0].if[1]: the 'if' never holds: 'i' cannot be both 'x' and 'y' "
        "('if' asks for all of its options)",
    ),
    (
        "requirements: [{holder: a, any_of: []}]",
        "12:16: requirements[0]: nothing could satisfy this: 'if' and 'any_of' are both empty (name an option)",
    ),
    # Numbers
    (
        "utilities: {a: {weights: {i: 0.5}, values: {i: {x: 0, y: 1}}}}",
        "12:26: utilities.a.weights: the weights sum to 0.5, not to 1 (divide each by 0.5)",
    ),
    (
        "utilities: {a: {weights: {i: 1}, values: {i: {x: 0, y: 1.5}}}}",
        "12:56: utilities.a.values.i.y: the value 1.5 of 'y' is not between 0 and 1 "
        "(scale the values of each issue to 0 … 1)",
    ),
    (
        "utilities: {a: {weights: {i: 1}, values: {i: {x: 0}}}}",
        "12:46: utilities.a.values.i: no value for y of 'i', which has a weight (give every option a value)",
    ),
    (
        "utilities: {a: {weights: {i: 1}, values: {i: {x: 0, y: 1}}, reservation: 2}}",
        "12:74: utilities.a.reservation: the reservation value 2 is not between 0 and 1 "
        "(it is on the scale of the whole utility)",
    ),
    (
        "utilities: {a: {weights: {i: .nan}, values: {i: {x: 0, y: 1}}}}",
        "12:30: utilities.a.weights.i: '.nan' is not a number (write a number such as 0.5, with a point)",
    ),
    ("utilities: {c: {weights: {i: 1}, values: {i: {x: 0, y: 1}}}}", "12:13: utilities.c: unknown party 'c'; valid: a, b"),
    # Dates
    (
        "no_deal: [{id: s, says: S, from: 2026-03, to: 2026-02-28}]",
        "12:47: no_deal[0].to: 's' ends on 2026-02-28, before its beginning on 2026-03 (the dates are reversed)",
    ),
    ("as_of: 2026-02-30", "12:8: as_of: '2026-02-30' is not a date: day is out of range for month"),
    ("as_of: last week", "12:8: as_of: 'last week' is not a date; write 2026-03-02, 2026-03 or 2026"),
    # Shape
    (
        "positions: [{holder: a, isue: i, basis: self, note: n}]",
        "12:25: positions[0].isue: unknown key 'isue'; did you mean 'issue'?; valid: as_of, basis, evidence, fallback, "
        "firmness, holder, issue, needs, note, ranking, red_lines",
    ),
    ("meetings: [{id: t, status: done}]", "12:28: meetings[0].status: unknown value 'done'; valid: cancelled, downgraded, held, planned"),
    ("consent: a", "12:10: consent: a list is needed here, not 'a' (write [a])"),
    ("preferences: [a]", "12:14: preferences: keys with values are needed here, not a list"),
    ("assumptions: [text]", "12:15: assumptions[0]: keys with values are needed here, not 'text' (valid keys: id, says)"),
    ("assumptions: [{id: s}]", "12:15: assumptions[0]: the key 'says' is missing (write 'says: …')"),
    ("assumptions: [{id: s, says: [x]}]", "12:29: assumptions[0].says: one text is needed here, not a list (texts with ': ' or ' #' in them need quotation marks)"),
    ('assumptions: [{id: s, says: ""}]', "12:29: assumptions[0].says: the text is empty (write something, or take the key out)"),
    (
        "assumptions: [{id: ~, says: S}]",
        "12:20: assumptions[0].id: nothing stands here (an empty value, ~ or null), and something must "
        "(give a value or take the key out; to use the word null as a text put it in quotation marks)",
    ),
    ("title: again", "12:1: title: the key 'title' stands here a second time (first in line 2) (keep one)"),
    ("assumptions: !!python/object:os.system []", "12:14: assumptions: the tag !!python/object:os.system is not used here (take the tag out)"),
]  # fmt: skip


@pytest.mark.parametrize(("added", "problem"), ADDED, ids=[a[:60] for a, _ in ADDED])
def test_one_problem_is_refused_in_its_place(added: str, problem: str) -> None:
    found = problems(f"{BASE}{added}\n")
    # An unknown key makes the right one missing too; nothing else may follow from one mistake.
    assert [p for p in found if "the key 'issue' is missing" not in p] == [f"f:{problem}"]


# What is put in the place of something in BASE → the problems.
CHANGED = [
    ("id: b, name: B", "id: a, name: B", ["5:10: parties[1].id: the id 'a' is used a second time (first in line 4) (rename one)"]),
    ("id: y, says", "id: x, says", ["7:59: issues[0].options[1].id: the id 'x' is used a second time (first in line 7) (rename one)"]),
    ("[{id: x, says: X}, {id: y, says: Y}]", "[]", ["7:35: issues[0].options: the issue 'i' is empty: it has no option (name two or more)"]),
    ("question: Q,", "question: Q, status_quo: z,", ["7:38: issues[0].status_quo: unknown option of 'i': 'z'; valid: x, y"]),
    ("name: B", "name: B, kind: coalition, members: [b]", ["5:49: parties[1].members[0]: the coalition 'b' contains itself: b → b (take it out)"]),
    ("name: B", "name: B, members: [a]", ["5:22: parties[1].members: only a coalition has members, and 'b' is of kind 'organisation' (write 'kind: coalition', or take the members out)"]),
    ("name: B", "name: B, kind: coalition, members: [c]", ["5:49: parties[1].members[0]: unknown party 'c'; valid: a, b"]),
    ("name: B", "name: B, roles: [ratifier], ratifies_for: c", ["5:55: parties[1].ratifies_for: unknown party 'c'; valid: a, b"]),
    ("name: B", "name: B, ratifies_for: a", ["5:36: parties[1].ratifies_for: 'b' ratifies for 'a' without the role of a ratifier (write 'roles: [ratifier]')"]),
    ("name: B", "name: B, roles: [ratifier], ratifies_for: b", ["5:55: parties[1].ratifies_for: 'b' cannot ratify for itself (name another party)"]),
    ("name: B", "name: B, actors: [{name: N, from: 2026-03, to: 2025}]", ["5:60: parties[1].actors[0].to: 'N' ends on 2025, before its beginning on 2026-03 (the dates are reversed)"]),
    ("party: a", "party: c", ["9:20: moves[0].party: unknown party 'c'; valid: a, b"]),
    ("id: m,", "id: if,", ["9:10: moves[0].id: 'if' is a word of the preference statements (give the move another id)"]),
    ("says: M", "says: M, now: perhaps", ["9:37: moves[0].now: 'perhaps' is neither yes nor no; valid: true, false"]),
    ("says: M", "says: M, conditions: [{if: n}]", ["9:50: moves[0].conditions[0].if: 'n', character 1: unknown move 'n'; valid: m"]),
    ("winset: 1\n", "", ["1:1: the key 'winset' is missing (write 'winset: 1', the version of the format, first)"]),
    ("winset: 1", "winset: 2", ["1:9: winset: '2' is not a version of the format that is known; valid: 1 (write 'winset: 1')"]),
    ("title: T\n", "", ["1:1: the key 'title' is missing (write 'title: …')"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CHANGED, ids=[n[:60] for _, n, _ in CHANGED])
def test_one_change_is_refused_in_its_place(old: str, new: str, expected: list[str]) -> None:
    assert BASE.count(old) == 1
    assert problems(BASE.replace(old, new)) == [f"f:{line}" for line in expected]


WARNED = [
    ("constraints: [{id: k, if: [{issue: i, option: x}], any_of: []}, {id: l, if: [{issue: i, option: y}], any_of: []}]", "12:14: constraints: the constraints contradict each other: no package can be (take one back)"),
    ("positions: [{holder: a, issue: i, basis: self}]", "12:13: positions[0]: the position says nothing (give a ranking, red_lines, needs, fallback or a note)"),
    ("positions: [{holder: a, issue: i, basis: self, red_lines: [x, y]}]", "12:59: positions[0].red_lines: 'a' refuses every option of 'i' (is it meant?)"),
    ("positions: [{holder: a, issue: i, basis: self, ranking: [x, y], red_lines: [x]}]", "12:58: positions[0].ranking[0]: 'x' is a red line, yet ranked above options that are none (is it meant?)"),
    ("positions: [{holder: a, issue: i, basis: self, needs: [x], fallback: y}]", "12:70: positions[0].fallback: the fallback 'y' is not among the needs of 'a' (a need means one of these or no agreement)"),
    ("positions:\n- {holder: a, issue: i, basis: self, ranking: [x]}\n- {holder: a, issue: i, basis: self, ranking: [y]}", "14:3: positions[1]: a second position of 'a' on 'i' by the basis 'self' (first in line 13) (give each its as_of where the position changed, or join them)"),
    ("requirements: [{holder: a, if: [{issue: i, option: x}], any_of: [{issue: i, option: x}]}]", "12:16: requirements[0]: an option stands in 'if' and in 'any_of', so this always holds (is it meant?)"),
    ("proposals: [{id: p, date: 2026-03, responses: [{party: a, answer: none, date: 2026-02}]}]", "12:79: proposals[0].responses[0].date: the answer of 'a' (2026-02) is before the proposal (2026-03) (check both dates)"),
]  # fmt: skip


@pytest.mark.parametrize(("added", "warning"), WARNED, ids=[a[:60] for a, _ in WARNED])
def test_what_is_odd_is_a_warning(added: str, warning: str) -> None:
    assert warnings(f"{BASE}{added}\n") == [f"f:{warning}"]


def test_an_issue_with_one_option_is_a_warning() -> None:
    one = BASE.replace(", {id: y, says: Y}", "")
    assert warnings(one) == [
        "f:7:35: issues[0].options: the issue 'i' has one option only, so nothing is in question (name another)"
    ]  # fmt: skip


def test_positions_that_changed_with_time_are_no_warning() -> None:
    text = "positions:\n- {holder: a, issue: i, basis: self, ranking: [x], as_of: 2026-01}\n"
    assert warnings(f"{BASE}{text}- {{holder: a, issue: i, basis: self, ranking: [y], as_of: 2026-02}}\n") == []


def test_coalitions_that_contain_themselves_by_others() -> None:
    text = BASE.replace(
        "  - {id: b, name: B}\n",
        "  - {id: b, name: B, kind: coalition, members: [a, c]}\n  - {id: c, name: C, kind: coalition, members: [b]}\n",
    )
    assert problems(text) == [
        "f:5:52: parties[1].members[1]: the coalition 'b' contains itself: b → c → b (take it out)",
        "f:6:49: parties[2].members[0]: the coalition 'c' contains itself: c → b → c (take it out)",
    ]


def test_all_problems_are_reported_at_once_and_nothing_that_follows_from_them() -> None:
    text = """\
winset: 1
titel: T
parties:
  - {id: a, name: A, kind: country}
  - {name: B}
  - {id: c, name: C}
issues:
  - {id: i, question: ~, options: [{id: x, says: X}]}
  - {id: j, question: Q, options: [{id: x, says: X}, {id: Y, says: Y}]}
positions:
  - {holder: a, issue: i, basis: self, ranking: [x]}
  - {holder: d, issue: j, basis: selve, ranking: [x]}
  - nonsense
  - {holder: c, issue: k, basis: self, ranking: [x]}
utilities:
  a: {weights: {i: 0.5, j: much}, values: {i: {x: 1}, j: {x: 1}}}
"""
    assert [line.split(": ", 1)[0] + " " + line.split(": ")[1] for line in problems(text)] == [
        "f:1:1 the key 'title' is missing (write 'title",
        "f:2:1 titel",
        "f:4:28 parties[0].kind",
        "f:5:5 parties[1]",
        "f:8:23 issues[0].question",
        "f:9:59 issues[1].options[1].id",
        "f:12:14 positions[1].holder",
        "f:12:34 positions[1].basis",
        "f:13:5 positions[2]",
        "f:14:24 positions[3].issue",
        "f:16:28 utilities.a.weights.j",
    ]


EMPTY = """\
claims:
    # nothing yet

assumptions:
  -
  - id:    # to come
    says: S
  -

"""


def test_an_empty_value_is_reported_where_it_should_stand() -> None:
    found = files._examined(BASE + EMPTY, "f", lambda n: n.evidence_index).errors
    assert [(p.line, p.column, p.path) for p in found] == [
        (12, 8, "claims"),
        (16, 4, "assumptions[0]"),
        (17, 8, "assumptions[1].id"),
        (19, 4, "assumptions[2]"),
    ]


def test_ids_in_any_sensible_form() -> None:
    names = ["no", "on", "yes", "none", "true", "3", "1_000", "2026-03-02", "1.5", "0x1f", "n"]
    options = ", ".join(f"{{id: {name}, says: {name}}}" for name in names)
    text = BASE.replace("{id: x, says: X}, {id: y, says: Y}", options)
    n = files.loads(
        text + "positions: [{holder: a, issue: i, basis: self, ranking: [no, [1_000, 2026-03-02], none]}]\n"
    )
    assert [option.id for option in n.issue("i").options] == names
    assert n.positions[0].ranking == (("no",), ("1_000", "2026-03-02"), ("none",))
    assert n.issue("i").options[5].says == "3"
    assert files.loads(files.dumps(n)) == n


@pytest.mark.parametrize(
    ("word", "value"), [("yes", True), ("on", True), ("true", True), ("no", False), ("false", False)]
)
def test_yes_and_no_in_words(word: str, value: bool) -> None:
    assert files.loads(BASE.replace("says: M", f"says: M, now: {word}")).moves[0].now is value


def test_json_has_its_places_too() -> None:
    data = {"winset": 1, "title": "T", "parties": [{"id": "a", "name": "A", "x": 1}], "issues": []}
    assert problems(json.dumps(data, indent=1)) == [
        "f:8:4: parties[0].x: unknown key 'x'; valid: actors, id, interests, kind, members, name, ratifies_for, roles",
        "f:11:12: issues: there is no issue (name at least one, with its options)",
    ]
    assert problems('{"winset": 1, "title": "T", "title": "U"}') == [
        "f:1:29: title: the key 'title' stands here a second time (first in line 1) (keep one)"
    ]


def test_the_error_holds_every_problem(tmp_path: Path) -> None:
    path = tmp_path / "n.yaml"
    path.write_text(BASE + "consent: [c, e]\n")
    with pytest.raises(NegotiationError) as caught:
        files.load(path)
    assert [(p.line, p.column, p.path) for p in caught.value.problems] == [
        (12, 11, "consent[0]"),
        (12, 14, "consent[1]"),
    ]
    assert str(caught.value).splitlines()[0] == f"{path}:12:11: consent[0]: unknown party 'c'; valid: a, b"


@given(negotiations(parties=1, issues=3, options=3), st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_contradictory_constraints_are_those_that_leave_no_package(n: Negotiation, data: st.DataObject) -> None:
    choices = [Choice(issue=i.id, option=o.id) for i in n.issues for o in i.options]
    some = st.lists(st.sampled_from(choices), max_size=2).map(tuple)
    clauses = data.draw(st.lists(st.tuples(some, some), min_size=1, max_size=8))
    constraints = tuple(
        Constraint(id=f"k{number}", if_=if_, any_of=any_of)
        for number, (if_, any_of) in enumerate(clauses)
        if len({c.issue for c in if_}) == len(set(if_)) and (if_ or any_of)
    )
    n = n.model_copy(update={"constraints": constraints})
    packages = itertools.product(*([(i.id, o.id) for o in i.options] for i in n.issues))
    possible = any(
        all(
            not all((c.issue, c.option) in package for c in k.if_)
            or any((c.issue, c.option) in package for c in k.any_of)
            for k in constraints
        )
        for package in packages
    )
    assert any("no package can be" in w.message for w in check(n).warnings) == (not possible)


def test_many_constraints_take_no_long_search() -> None:
    issues = tuple(
        Issue(id=f"i{k}", question="Q", options=(Option(id="x", says="X"), Option(id="y", says="Y"))) for k in range(60)
    )
    n = files.loads(BASE)
    wide = tuple(
        Constraint(
            id=f"k{k}",
            if_=(Choice(issue=f"i{k}", option="x"),),
            any_of=(Choice(issue=f"i{(k * 7 + 3) % 60}", option="y"),),
        )
        for k in range(60)
    )
    assert check(n.model_copy(update={"issues": issues, "constraints": wide})).ok
