"""Text → model → text and back: nothing lost, nothing that need not change is changed."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.strategies import negotiations
from winset.core.errors import NegotiationError
from winset.negotiation import files
from winset.negotiation.checks import check
from winset.negotiation.model import Negotiation
from winset.negotiation.tree import parse

DATA = Path(__file__).parents[1] / "data"
EXAMPLE = (DATA / "negotiation.example.yaml").read_text(encoding="utf-8")
SMALL = (DATA / "small.yaml").read_text(encoding="utf-8")

slow = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def changed(n: Negotiation, **sections: object) -> Negotiation:
    return Negotiation.model_validate({**n.to_dict(), **sections})


def test_the_normative_example_loads_with_every_part() -> None:
    n = files.loads(EXAMPLE)
    assert [p.id for p in n.parties] == ["port", "union", "members", "ministry", "shippers"]
    assert n.issue("wage").status_quo == "none"
    assert n.positions[1].ranking == (("port_alone",), ("deferred", "joint"))
    assert n.requirements[0].if_[0].option == "joint"
    assert n.proposals[0].exchanges[0].for_[0].taken is False
    assert n.preferences["union"] == ("not tender", "settle", "strike if not settle")
    assert n.utilities["union"].values["wage"]["none"] == 0
    assert str(n.parties[0].actors[0].from_) == "2023-01-01"
    assert n.consent_set == ("members", "port", "union")


def test_a_useful_negotiation_fits_on_one_screen() -> None:
    n = files.loads(SMALL)
    assert (len(n.parties), len(n.issues)) == (3, 3)
    assert len(SMALL.splitlines()) <= 30
    assert check(n).ok


@pytest.mark.parametrize("text", [EXAMPLE, SMALL, EXAMPLE.replace("\n", "\r\n"), "\ufeff" + SMALL])
def test_what_did_not_change_is_the_same_byte_for_byte(text: str) -> None:
    assert files.update(text, files.loads(text)) == text


@slow
@given(negotiations())
def test_model_to_text_to_model(n: Negotiation) -> None:
    text = files.dumps(n)
    again = files.loads(text)
    assert again == n
    assert again.sha256 == n.sha256
    assert files.dumps(again) == text
    assert files.update(text, n) == text


@slow
@given(negotiations())
def test_json_loads_too(n: Negotiation) -> None:
    assert files.loads(json.dumps(n.to_dict())) == n
    assert files.loads(json.dumps(n.to_dict(), indent="\t", ensure_ascii=False)) == n


@slow
@given(negotiations())
def test_what_is_drawn_has_no_errors(n: Negotiation) -> None:
    assert check(n).errors == ()


@slow
@given(negotiations(), negotiations(), st.booleans())
def test_an_update_says_what_was_asked_whatever_changed(old: Negotiation, new: Negotiation, as_json: bool) -> None:
    text = json.dumps(old.to_dict(), indent=1) if as_json else files.dumps(old)
    assert files.loads(files.update(text, new)) == new


@slow
@given(negotiations())
def test_an_update_of_a_hand_written_file_says_what_was_asked(new: Negotiation) -> None:
    assert files.loads(files.update(EXAMPLE, new)) == new


def test_a_change_touches_its_own_line_only() -> None:
    n = files.loads(EXAMPLE)
    positions = [p.model_dump(mode="json", by_alias=True, exclude_defaults=True) for p in n.positions]
    positions[0]["fallback"] = "five"
    text = files.update(EXAMPLE, changed(n, positions=positions))
    old, new = EXAMPLE.splitlines(), text.splitlines()
    different = [(a, b) for a, b in zip(old, new, strict=True) if a != b]
    assert different == [("    fallback: three", "    fallback: five")]


HAND = """\
# head
winset: 1
title: 'It''s "quoted"'   # how it is called
parties:   # who
- id: b     # the first
  name: "B"
# between
- {id: a, name: A}   # the second

# issues below
issues:
    - id: i
      question: >
        folded
        text
      options: &opts
      - {id: x, says: X}

      - id: y   # why
        says: Y
    - {id: j, question: Q, options: *opts}
# the end
"""


@pytest.mark.parametrize(
    ("sections", "old", "new"),
    [
        ({"title": "It's"}, "'It''s \"quoted\"'", "'It''s'"),
        ({"parties": [{"id": "b", "name": "C"}, {"id": "a", "name": "A"}]}, '"B"', '"C"'),
        ({"parties": [{"id": "b", "name": "B"}]}, "- {id: a, name: A}   # the second\n", ""),
        (
            {"parties": [{"id": "b", "name": "B"}, {"id": "c", "name": "C"}, {"id": "a", "name": "A"}]},
            '"B"\n',
            '"B"\n- {id: c, name: C}\n',
        ),
        (
            {"parties": [{"id": "b", "name": "B", "kind": "state"}, {"id": "a", "name": "A"}]},
            '"B"\n',
            '"B"\n  kind: state\n',
        ),
        (
            {"parties": [{"id": "b", "name": "B"}, {"id": "a", "name": "A", "kind": "state"}]},
            "name: A}",
            "name: A, kind: state}",
        ),
        ({"as_of": "2026-03"}, "# how it is called\n", "# how it is called\nas_of: 2026-03\n"),
        ({"assumptions": [{"id": "n1", "says": "x"}]}, "*opts}\n", "*opts}\n\nassumptions:\n  - {id: n1, says: x}\n"),
    ],
)
def test_comments_quotation_marks_and_anchors_survive(sections: dict[str, object], old: str, new: str) -> None:
    n = changed(files.loads(HAND), **sections)
    assert HAND.count(old) == 1
    assert files.update(HAND, n) == HAND.replace(old, new)
    windows = HAND.replace("\n", "\r\n")
    assert files.update(windows, n) == HAND.replace(old, new).replace("\n", "\r\n")


def test_a_change_behind_an_anchor_is_right_though_the_anchor_is_written_out() -> None:
    n = files.loads(HAND)
    data = n.to_dict()
    data["issues"][1]["options"] = [{"id": "z", "says": "Z"}, {"id": "y", "says": "Y"}]
    new = Negotiation.model_validate(data)
    text = files.update(HAND, new)
    assert files.loads(text) == new
    assert text.startswith(HAND[: HAND.index("issues:")])


def test_an_anchor_that_sections_share_is_written_out_where_one_of_them_changes() -> None:
    text = HAND.replace("name: A}", "name: A, roles: &r [signatory]}") + "meetings: [{id: m, level: L, present: [a]}]\n"
    text = text.replace("- id: b     # the first", "- id: b     # the first\n  actors: &who [{name: N}]")
    text += "proposals: [{id: p, steps: &s [one, two]}, {id: q, steps: *s}]\ninfeasible: []\n"
    old = files.loads(text)
    new = changed(old, proposals=[{"id": "p", "steps": ["one"]}, {"id": "q", "steps": ["one", "two"]}])
    written = files.update(text, new)
    assert files.loads(written) == new
    assert written.startswith(text[: text.index("proposals:")])
    issues = SMALL[SMALL.index("\nissues:") : SMALL.index("positions:")]
    shared = f"winset: 1\ntitle: &t Shared  # kept\nparties: [{{id: a, name: *t}}]\n# kept too{issues}"
    new = changed(files.loads(shared), title="Other")
    written = files.update(shared, new)
    assert files.loads(written) == new
    assert "# kept\n" in written
    assert "# kept too\n" in written


def test_patch_changes_a_file_in_place(tmp_path: Path) -> None:
    path = tmp_path / "n.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.encode())
    n = files.patch(path, lambda n: changed(n, title="Other"))
    assert n.title == "Other"
    assert path.read_bytes() == b"\xef\xbb\xbf" + SMALL.replace("Water of the Arl (invented)", "Other").encode()
    assert list(tmp_path.iterdir()) == [path]


def test_dump_writes_a_whole_file_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    n = files.loads(SMALL)
    path = tmp_path / "n.yaml"
    files.dump(n, path)
    assert files.load(path) == n
    before = path.read_bytes()

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", broken)
    with pytest.raises(OSError, match="No space"):
        files.dump(changed(n, title="Other"), path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_update_of_what_does_not_load_is_refused() -> None:
    with pytest.raises(NegotiationError, match="unknown key 'titel'"):
        files.update("winset: 1\ntitel: x\n", files.loads(SMALL))


def mangled(data: dict[str, Any], random: Random) -> dict[str, Any]:
    """The same data with a few parts taken out, doubled, moved or changed."""
    data = copy.deepcopy(data)
    for _ in range(random.randint(1, 3)):
        key = random.choice([k for k in data if k != "winset"])
        value = data[key]
        if isinstance(value, str):
            data[key] = "2026" if key == "as_of" else f"{value}: #"
        elif isinstance(value, dict):
            value.pop(random.choice(list(value)), None)
        elif value:
            at = random.randrange(len(value))
            how = random.choice(["drop", "double", "move", "inside"])
            if how == "drop" or not isinstance(value[at], dict):
                del value[at]
            elif how == "double":
                value.insert(random.randrange(len(value) + 1), copy.deepcopy(value[at]))
            elif how == "move":
                random.shuffle(value)
            else:
                inner = random.choice(list(value[at]))
                value[at][inner] = {"says": "it's\ntwo: lines", "evidence": [], "roles": []}.get(
                    inner, value[at][inner]
                )
        if not value and key not in ("parties", "issues"):
            del data[key]
    return data


@pytest.mark.parametrize(
    "text", [EXAMPLE, EXAMPLE.replace("\n", "\r\n"), SMALL, HAND], ids=["lf", "crlf", "small", "hand"]
)
@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_sections_that_did_not_change_stay_byte_for_byte(text: str, random: Random) -> None:
    old = files.loads(text).to_dict()
    new = Negotiation.model_validate(mangled(old, random))
    written = files.update(text, new)
    tree = parse(written, "f")
    assert Negotiation.model_validate(tree.root) == new
    before = parse(text, "f")
    for key, value in new.to_dict().items():
        if old.get(key) == value:
            start, end = before.root.keys_at[key][0], before.root.values_at[key][1]
            assert text[start:end] in written
    assert set(re.findall("(?<!\r)\n", written)) <= ({"\n"} if "\r" not in text else set())
