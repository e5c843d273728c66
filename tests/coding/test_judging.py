"""The judging network and how it is weighed against the rules; nothing exact: int8 networks differ by CPU."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.coding.gold import NameResolver, model
from winset.core.errors import InputError
from winset.reading.coding import Codebook, code
from winset.reading.coding.judging.judge import ACTS, FIRMNESS, SIDES, Judge, Judgement, load_judge
from winset.reading.coding.judging.opinion import names_a_party
from winset.reading.coding.judging.script import LINE_PIECES, MARKS, Script, encode, script_of
from winset.reading.coding.judging.settling import (
    EVIDENCE,
    Candidate,
    Weights,
    candidates,
    evidence,
    load_weights,
    settled_act,
    settled_firmness,
    stand,
)
from winset.reading.coding.scene import Scene
from winset.reading.marks import Attribution, Resolution
from winset.reading.statement import Act, StanceSide

PARTIES = {"norland": ["Norland", "Norlandic"], "sorvia": ["Sorvia", "Sorvian"], "marn": ["Marn"]}


def scene(text: str, source: str | None, cue: str, content: str, *, speaker: str | None = "norland") -> Scene:
    def place(words: str) -> tuple[int, int]:
        at = text.index(words)
        return at, at + len(words)

    attribution = Attribution(
        "narrator" if source is None else "attributed",
        content=(place(content),),
        source=() if source is None else (place(source),),
        cue=(place(cue),) if cue else (),
    )
    resolution = Resolution(source, speaker if source else None, "party")
    return Scene(model()(text), attribution, resolution, NameResolver(text, PARTIES))


def test_a_script_shows_marks_and_no_names() -> None:
    text = "The talks went on. Norland flatly said that it would never follow Sorvia, or Marn, or Sorvian judges."
    script = script_of(scene(text, "Norland", "said", "that it would never follow Sorvia, or Marn, or Sorvian judges"))
    source, first, second = MARKS[:3]
    assert script.line == f"{source} flatly said that it would never follow {first}, or {second}, or {first} judges"
    assert script.context == "The talks went on."
    assert script.parties == ("norland", "sorvia", "marn", None, None)


def test_what_another_statement_says_in_between_is_left_out() -> None:
    text = "Norland called the plan a joke and demanded that Sorvia leave."
    script = script_of(scene(text, "Norland", "demanded", "that Sorvia leave"))
    assert script.line == f"{MARKS[0]} demanded that {MARKS[1]} leave"


def test_a_source_that_the_text_does_not_repeat_is_shown_all_the_same() -> None:
    text = "“We will stay,” it went on. “Nobody moves us.”"
    one = Scene(
        model()(text),
        Attribution("attributed", content=((text.index("Nobody"), len(text) - 1),)),
        Resolution(None, "norland", "party"),
        NameResolver(text, PARTIES),
    )
    assert script_of(one).line.startswith(f"{MARKS[0]}: Nobody")


def test_more_parties_than_marks_share_the_last_one_and_it_stands_for_none() -> None:
    names = ["Aland", "Boria", "Celand", "Doria", "Eland"]
    text = "Norland said that " + ", ".join(names) + " are wrong."
    resolver = NameResolver(text, {"norland": ["Norland"]} | {name.lower(): [name] for name in names})
    content = (text.index("that"), len(text) - 1)
    attribution = Attribution("attributed", content=(content,), source=((0, 7),), cue=((8, 12),))
    script = script_of(Scene(model()(text), attribution, Resolution("Norland", "norland", "party"), resolver))
    assert script.parties == ("norland", "aland", "boria", "celand", None)
    assert script.line.count(MARKS[4]) == 2


def test_the_narrator_has_no_source() -> None:
    script = script_of(scene("Norland will hardly give up the port.", None, "", "Norland will hardly give up the port"))
    assert script.line == f"{MARKS[1]} will hardly give up the port"
    assert script.parties[:2] == (None, "norland")


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_words_are_encoded(words: str) -> None:
    tokenizer = load_judge()._tokenizer
    shown = encode(tokenizer, words, f"{MARKS[0]} said nothing")
    assert len(shown.ids) == len(shown.types)
    assert shown.ids[shown.begins] == tokenizer.token_to_id(MARKS[0])
    assert shown.marks[0] == (shown.begins,)
    assert not shown.types[: shown.begins].any()
    assert shown.types[shown.begins :].all()


def test_a_text_cannot_smuggle_in_a_mark() -> None:
    text = "Norland said that [unused2] [CLS] and [SEP] are words like others."
    script = script_of(scene(text, "Norland", "said", "that [unused2] [CLS] and [SEP] are words like others"))
    shown = encode(load_judge()._tokenizer, script.context, script.line)
    assert [len(places) for places in shown.marks] == [1, 0, 0, 0, 0]
    assert list(shown.ids).count(101) == 1
    assert list(shown.ids).count(102) == 2


def test_a_long_statement_is_cut() -> None:
    shown = encode(load_judge()._tokenizer, "", " ".join(["word"] * 500))
    assert len(shown.ids) == LINE_PIECES + 3


@pytest.fixture(scope="module")
def judge() -> Judge:
    return load_judge()


LINE = Script("", f"{MARKS[0]} said that it would never lift the sanctions on {MARKS[1]}", ("norland", "sorvia"))


def test_probabilities_are_probabilities_and_always_the_same(judge: Judge) -> None:
    asked = judge.ask(["Sanctions are lifted", "Wages rise", "Elections are held"])
    one, two = (judge.judge(LINE, asked, least=0.0) for _ in range(2))
    assert one.acts.shape == (len(ACTS),)
    assert one.acts.sum() == pytest.approx(1, abs=1e-5)
    assert one.firmness.shape == (len(FIRMNESS),)
    assert one.firmness.sum() == pytest.approx(1, abs=1e-5)
    assert set(one.sides) == {(issue, mark) for issue in range(3) for mark in range(2)}
    assert all(sides.sum() == pytest.approx(1, abs=1e-5) for sides in one.sides.values())
    assert np.array_equal(one.about, two.about)
    assert np.array_equal(one.acts, two.acts)


def test_the_order_of_the_questions_does_not_matter(judge: Judge) -> None:
    says = ["Sanctions are lifted", "Wages rise", "Elections are held by the end of the year"]
    forth = judge.judge(LINE, judge.ask(says), least=0.0)
    back = judge.judge(LINE, judge.ask(says[::-1]), least=0.0)
    assert forth.about == pytest.approx(back.about[::-1], abs=1e-4)
    assert forth.sides[0, 0] == pytest.approx(back.sides[2, 0], abs=1e-3)


@pytest.mark.parametrize(
    ("words", "issue", "side"),
    [
        ("said that it wanted a bridge across the strait", 0, "for"),
        ("said that it would never agree to a bridge across the water", 0, "against"),
        ("said that the ferry at night must be kept", 1, "for"),
    ],
)
def test_an_issue_is_found_by_its_proposition_alone(judge: Judge, words: str, issue: int, side: str) -> None:
    asked = judge.ask(["A bridge over the strait is built", "The night ferry goes on running", "Wages rise"])
    found = judge.judge(Script("", f"{MARKS[0]} {words}", ("norland",)), asked, least=0.0)
    assert int(found.about.argmax()) == issue
    assert SIDES[int(found.sides[issue, 0].argmax())] == side


def test_an_issue_without_words_is_read(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    book = "codebook: 1\ntitle: A strait\nissues:\n  - {id: tunnel, says: A tunnel is dug under the strait}\n"
    path.write_text(book, encoding="utf-8")
    content = "that it will never accept a tunnel under the strait"
    one = scene(f"Norland said {content}.", "Norland", "said", content)
    coding = code(one.doc, one.attribution, one.resolution, one.resolver, Codebook.load(path))
    assert "tunnel" in coding.issues


def test_a_codebook_whose_propositions_are_all_the_rules_own_is_read() -> None:
    book = "codebook: 1\ntitle: One\nissues:\n  - {id: x, says: Kenya joins NATO, for: [join + NATO]}\n"
    one = scene("Norland wants to join NATO.", "Norland", "wants", "to join NATO")
    coding = code(one.doc, one.attribution, one.resolution, one.resolver, Codebook.parse(book, "one.yaml"))
    assert [(p.issue, p.holder, p.stance) for p in coding.positions] == [("x", "norland", "for")]


def test_the_network_knows_every_act() -> None:
    assert set(ACTS) == set(get_args(Act))


def test_by_rule_alone_no_network_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise AssertionError("asked")

    monkeypatch.setattr("winset.reading.coding.coder.opinion_of", fail)
    one = scene("Norland rejected the plan.", "Norland", "rejected", "the plan")
    ruled = code(one.doc, one.attribution, one.resolution, one.resolver, Codebook.load(), rules_only=True)
    assert ruled.act == "reject"
    with pytest.raises(AssertionError, match="asked"):
        code(one.doc, one.attribution, one.resolution, one.resolver, Codebook.load())


def test_files_of_another_network_are_refused(tmp_path: Path) -> None:
    (tmp_path / "SHA256SUMS").write_text("0" * 64 + "  model.onnx\n" + "0" * 64 + "  tokenizer.json\n")
    with pytest.raises(InputError, match="cannot be read"):
        Judge(tmp_path)


@pytest.mark.parametrize(
    ("proposition", "named"),
    [
        ("Ukraine's way into the alliance stays open", True),
        ("Russian control of the regions is accepted", True),
        ("The proposals of the United States are accepted", True),
        ("Troops of NATO are deployed", True),
        ("The fighting stops by a ceasefire", False),
        ("Wages rise", False),
    ],
)
def test_a_proposition_that_names_somebody_is_the_rules_own(proposition: str, named: bool) -> None:
    assert names_a_party(proposition) is named


def test_the_network_is_asked_about_all_issues_of_the_general_codebook_that_name_nobody() -> None:
    assert not [issue.id for issue in Codebook.load().issues if not issue.has_object and names_a_party(issue.says)]


# -- how rules and network are weighed ---------------------------------------------------------------------------------


def judgement(about: list[float], sides: dict[tuple[int, int], list[float]]) -> Judgement:
    return Judgement(
        np.full(14, 1 / 14, dtype=np.float32),
        np.full(5, 1 / 5, dtype=np.float32),
        np.array(about, dtype=np.float32),
        {key: np.array(value, dtype=np.float32) for key, value in sides.items()},
        {},
    )


def test_candidates_are_what_either_finds_on_the_issues_asked() -> None:
    seen = judgement([0.9, 0.01], {(0, 0): [0.1, 0.8, 0.05, 0.05], (1, 0): [0.1, 0.8, 0.05, 0.05]})
    ruled: dict[tuple[str, str], StanceSide] = {("a", "norland"): "against", ("c", "norland"): "for"}
    found = candidates(seen, ["a", "b"], ["norland", None], ruled)
    assert found == [Candidate("a", "norland", "for", 0, 0), Candidate("a", "norland", "against", 0, 0)]
    rows = evidence(found, seen, ruled, ["a", "c"])
    named = [dict(zip(EVIDENCE, row, strict=True)) for row in rows]
    assert [row["rules: this side"] for row in named] == [0, 1]
    assert [row["rules: another side"] for row in named] == [1, 0]
    assert named[0]["on this side"] == pytest.approx(np.log(0.8 / 0.2), abs=1e-5)


def test_of_an_issue_and_a_holder_one_side_stands() -> None:
    weights = Weights(np.eye(len(EVIDENCE))[EVIDENCE.index("on this side")], 0.5, 0.2, np.zeros(29), np.zeros(11))
    some = [Candidate("a", "norland", side, 0, 0) for side in ("for", "against")]
    rows = np.zeros((2, len(EVIDENCE)))
    rows[:, EVIDENCE.index("on this side")] = (0.5, 2.0)
    assert [one.side for one, _ in stand(some, rows, weights)] == ["against"]
    rows[:, EVIDENCE.index("on this side")] = (-0.5, -2.0)
    assert stand(some, rows, weights) == []
    rows[0, EVIDENCE.index("rules: this side")] = 1.0
    assert [one.side for one, _ in stand(some, rows, weights)] == ["for"]


def test_act_and_firmness_follow_the_weights() -> None:
    shares = np.full(14, 0.02, dtype=np.float32)
    shares[ACTS.index("warn")] = 0.74
    firm = np.array([0.1, 0.6, 0.1, 0.1, 0.1], dtype=np.float32)
    seen = Judgement(shares, firm, np.zeros(0, dtype=np.float32), {}, {})
    flat = np.concatenate([[1.0], np.zeros(28)])
    trusting = np.concatenate([[1.0], np.full(14, 10.0), np.zeros(14)])
    some = Weights(np.zeros(len(EVIDENCE)), 0.5, 0.5, flat, np.concatenate([[1.0], np.zeros(10)]))
    assert settled_act(seen, "reject", some) == "warn"
    assert settled_firmness(seen, None, some) == "red_line"
    other = Weights(np.zeros(len(EVIDENCE)), 0.5, 0.5, trusting, np.concatenate([[1.0], np.full(5, 9.0), np.zeros(5)]))
    assert settled_act(seen, "reject", other) == "reject"
    assert settled_firmness(seen, None, other) is None


def test_the_shipped_weights_are_whole() -> None:
    weights = load_weights()
    assert weights.positions.shape == (len(EVIDENCE),)
    assert weights.acts.shape == (1 + 2 * len(ACTS),)
    assert weights.firmness.shape == (1 + 2 * len(FIRMNESS),)
    assert 0 < weights.least_ruled < weights.least < 1
    # More of what speaks for a position never speaks against it.
    named = dict(zip(EVIDENCE, weights.positions, strict=True))
    assert named["on this side"] > 0
    assert named["about the issue"] > 0
    assert named["rules: this side"] > 0


def test_the_card_names_the_shipped_network() -> None:
    folder = Path(load_judge.__wrapped__.__code__.co_filename).parent / "network"
    card = (folder / "card.md").read_text(encoding="utf-8")
    assert re.search(r"lines", card)
    assert "all-MiniLM-L6-v2" in card
