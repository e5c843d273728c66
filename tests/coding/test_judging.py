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
from winset.reading.coding import Codebook, code, code_all
from winset.reading.coding.judging.judge import ACTS, FIRMNESS, SIDES, Judge, Sides, load_judge
from winset.reading.coding.judging.opinion import names_a_party
from winset.reading.coding.judging.script import (
    CONTEXT_PIECES,
    LINE_PIECES,
    LONG_PIECES,
    MARKS,
    NEAR_PIECES,
    Script,
    beside,
    encode,
    proposition,
    script_of,
)
from winset.reading.coding.judging.settling import (
    ABOUT,
    AROUND,
    EVIDENCE,
    MOST,
    SPOKEN_OF,
    Candidate,
    Weights,
    candidates,
    evidence,
    likely,
    load_weights,
    settled_act,
    settled_firmness,
    stand,
    surroundings,
    wanted,
)
from winset.reading.coding.scene import Scene
from winset.reading.framing import find_flags
from winset.reading.marks import Attribution, Resolution
from winset.reading.statement import Act, Firmness, StanceSide

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


def test_a_script_shows_no_loaded_word_that_has_a_neutral_one() -> None:
    text = "Norland said that it would never reward the aggressor with a seat."
    (flag,) = find_flags(text)
    assert flag.neutral
    plain = text.replace(flag.span.quote, flag.neutral)
    scripts = [script_of(scene(words, "Norland", "said", words[words.index("that") : -1])) for words in (text, plain)]
    assert scripts[0] == scripts[1]
    assert "aggressor" not in scripts[0].line


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


def test_a_proposition_stands_behind_context_and_statement() -> None:
    tokenizer = load_judge()._tokenizer
    shown = encode(tokenizer, "The talks went on.", f"{MARKS[0]} told {MARKS[1]} that it would stay")
    says = proposition(tokenizer, "Troops leave")
    pair = beside(shown, says)
    assert list(pair.ids) == [*shown.ids, *says[1:]]
    assert list(pair.types) == [*shown.types, *[0] * (len(says) - 1)]
    assert pair.marks == shown.marks


@given(st.integers(0, 80), st.integers(1, 150), st.integers(0, 140))
@settings(max_examples=60, deadline=None)
def test_marks_are_found_again_beside_a_proposition(before: int, words: int, at: int) -> None:
    tokenizer = load_judge()._tokenizer
    line = ["word"] * words
    line[min(at, words - 1)] = MARKS[1]
    shown = encode(tokenizer, " ".join(["ago"] * before), " ".join(line))
    pair = beside(shown, proposition(tokenizer, "Wages rise"))
    assert len(pair.ids) <= NEAR_PIECES + LONG_PIECES + 3 + 3
    number = tokenizer.token_to_id(MARKS[1])
    assert pair.marks[1] == tuple(i for i, piece in enumerate(pair.ids) if piece == number)
    assert shown.begins <= CONTEXT_PIECES + 2


@given(st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=60, deadline=None)
def test_a_mark_that_the_statement_lacks_is_found_before_it(before: int, after: int) -> None:
    tokenizer = load_judge()._tokenizer
    context = " ".join([*["ago"] * before, MARKS[1], MARKS[0], *["then"] * after])
    shown = encode(tokenizer, context, f"{MARKS[0]} refused")
    pair = beside(shown, proposition(tokenizer, "Wages rise"))
    for one, kept in ((shown, CONTEXT_PIECES), (pair, NEAR_PIECES)):
        assert one.marks[0] == (one.begins,), "a mark that stands in the statement is not looked for before it"
        number = tokenizer.token_to_id(MARKS[1])
        assert one.marks[1] == tuple(i for i, piece in enumerate(one.ids) if piece == number)
        assert bool(one.marks[1]) == (after + 2 <= kept)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return load_judge()


LINE = Script("", f"{MARKS[0]} said that it would never lift the sanctions on {MARKS[1]}", ("norland", "sorvia"))


def test_probabilities_are_probabilities_and_always_the_same(judge: Judge) -> None:
    asked = judge.ask(["Sanctions are lifted", "Wages rise", "Elections are held"])
    one, two = (judge.glance(LINE, asked) for _ in range(2))
    assert one.acts.shape == (len(ACTS),)
    assert one.acts.sum() == pytest.approx(1, abs=1e-5)
    assert one.firmness.shape == (len(FIRMNESS),)
    assert one.firmness.sum() == pytest.approx(1, abs=1e-5)
    assert np.array_equal(one.about, two.about)
    assert np.array_equal(one.acts, two.acts)
    sides = judge.sides(one.shown, asked, range(3))
    assert set(sides.sides) == {(issue, mark) for issue in range(3) for mark in range(2)}
    assert all(shares.sum() == pytest.approx(1, abs=1e-5) for shares in sides.sides.values())
    assert all(0 <= share <= 1 for share in sides.about.values())


def test_the_order_of_the_questions_does_not_matter(judge: Judge) -> None:
    says = ["Sanctions are lifted", "Wages rise", "Elections are held by the end of the year"]
    forth, back = judge.ask(says), judge.ask(says[::-1])
    one, two = judge.glance(LINE, forth), judge.glance(LINE, back)
    assert one.about == pytest.approx(two.about[::-1], abs=1e-4)
    first, last = judge.sides(one.shown, forth, [0]), judge.sides(two.shown, back, [2])
    assert first.sides[0, 0] == pytest.approx(last.sides[2, 0], abs=1e-5)


@pytest.mark.parametrize(
    ("words", "issue", "side"),
    [
        ("said that it wanted a bridge across the strait", 0, "for"),
        ("said that it would never agree to a bridge across the water", 0, "against"),
        ("insisted on keeping the ferry at night", 1, "for"),
    ],
)
def test_an_issue_is_found_by_its_proposition_alone(judge: Judge, words: str, issue: int, side: str) -> None:
    asked = judge.ask(["A bridge over the strait is built", "The night ferry is kept", "Wages rise"])
    found = judge.glance(Script("", f"{MARKS[0]} {words}", ("norland",)), asked)
    assert int(found.about.argmax()) == issue
    sides = judge.sides(found.shown, asked, [issue]).sides[issue, 0]
    assert SIDES[1 + int(sides[1:].argmax())] == side


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

    monkeypatch.setattr("winset.reading.coding.coder.opinions_of", fail)
    one = scene("Norland rejected the plan.", "Norland", "rejected", "the plan")
    ruled = code(one.doc, one.attribution, one.resolution, one.resolver, Codebook.load(), rules_only=True)
    assert ruled.act == "reject"
    with pytest.raises(AssertionError, match="asked"):
        code(one.doc, one.attribution, one.resolution, one.resolver, Codebook.load())


def test_what_a_statement_does_is_told_alone_and_in_its_text() -> None:
    text = "Norland rejected the plan. Sorvia demanded that Norland leave the port."
    resolver = NameResolver(text, PARTIES)
    doc = model()(text)
    known = []
    for source, cue, content in (
        ("Norland", "rejected", "the plan"),
        ("Sorvia", "demanded", "that Norland leave the port"),
    ):
        places = [(text.index(words), text.index(words) + len(words)) for words in (source, cue, content)]
        attribution = Attribution("attributed", source=(places[0],), cue=(places[1],), content=(places[2],))
        known.append((attribution, Resolution(source, source.lower(), "party")))
    both = code_all(doc, known, resolver, Codebook.load())
    alone = [code(doc, attribution, who, resolver, Codebook.load()) for attribution, who in known]
    assert [(c.act, c.firmness) for c in both] == [(c.act, c.firmness) for c in alone]
    assert [c.act for c in both] == ["reject", "demand"]
    assert code_all(doc, [], resolver, Codebook.load()) == []


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


def seen(about: dict[int, float], sides: dict[tuple[int, int], list[float]]) -> Sides:
    return Sides(about, {key: np.array(value, dtype=np.float32) for key, value in sides.items()}, {})


def test_candidates_are_what_either_finds_on_the_issues_read() -> None:
    sides = seen({0: 0.7, 1: 0.02}, {(0, 0): [0.1, 0.8, 0.05, 0.05], (1, 0): [0.9, 0.05, 0.02, 0.03]})
    about = np.array([0.9, 0.01])
    ruled: dict[tuple[str, str], StanceSide] = {("a", "norland"): "against", ("c", "norland"): "for"}
    found = candidates(sides, ["a", "b"], ["norland", None], ruled)
    assert found == [Candidate("a", "norland", "for", 0, 0), Candidate("a", "norland", "against", 0, 0)]
    rows = evidence(found, about, sides, ruled, ["a", "c"])
    named = [dict(zip(EVIDENCE, row, strict=True)) for row in rows]
    assert [row["rules: this side"] for row in named] == [0, 1]
    assert [row["rules: another side"] for row in named] == [1, 0]
    assert named[0]["on this side"] == pytest.approx(np.log(0.8 / 0.2), abs=1e-5)
    assert named[0]["about the issue"] == pytest.approx(np.log(0.9 / 0.1), abs=1e-5)
    assert named[0]["about it, read beside"] == pytest.approx(np.log(0.7 / 0.3), abs=1e-5)


def test_what_the_text_is_about_is_told_by_the_other_statements() -> None:
    glances = [np.array(shares, dtype=np.float32) for shares in ([0.2, 0.2], [0.9, 0.01], [0.8, 0.02])]
    rows = surroundings(glances)
    assert [row.shape for row in rows] == [(2, len(SPOKEN_OF))] * 3
    named = dict(zip(SPOKEN_OF, rows[0][0], strict=True))
    assert named["at a glance"] == pytest.approx(np.log(0.25), abs=1e-5)
    assert named["mean around"] == pytest.approx((np.log(9) + np.log(4)) / 2, abs=1e-5)
    assert named["most around"] == pytest.approx(np.log(0.85 / 0.15), abs=1e-5)
    shares = likely(rows[0], load_weights().about)
    assert shares[0] > shares[1]
    assert surroundings([]) == []
    (alone,) = surroundings(glances[:1])
    assert alone[:, 1] == pytest.approx(alone[:, 2])
    assert alone[:, 1] == pytest.approx(alone[:, 3])


def test_statements_far_away_tell_nothing_of_a_statement() -> None:
    near, far = np.array([0.1], dtype=np.float32), np.array([0.9], dtype=np.float32)
    rows = surroundings([near] * (AROUND + 1) + [far])
    assert rows[0][0, 2] == pytest.approx(rows[0][0, 1])
    assert rows[1][0, 2] > rows[1][0, 1]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.sets(st.integers(0, 40), max_size=3))
@settings(deadline=None)
def test_a_statement_is_read_beside_few_issues(shares: list[float], ruled: set[int]) -> None:
    about = np.array(shares)
    also = [n for n in sorted(ruled) if n < len(shares)]
    found = wanted(about, also)
    assert set(also) <= set(found)
    own = [n for n in found if n not in also]
    assert len(own) <= MOST
    assert all(about[n] >= ABOUT for n in own)
    assert found == sorted(set(found))


def test_of_an_issue_and_a_holder_one_side_stands() -> None:
    row = np.eye(len(EVIDENCE))[EVIDENCE.index("on this side")]
    weights = Weights(np.zeros(len(SPOKEN_OF)), row, 0.5, 0.2, np.zeros(29), np.zeros(11))
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
    firm = np.array([0.1, 0.1, 0.6, 0.1, 0.1], dtype=np.float32)
    flat = np.concatenate([[1.0], np.zeros(28)])
    trusting = np.concatenate([[1.0], np.full(14, 10.0), np.zeros(14)])
    none = np.zeros(len(SPOKEN_OF)), np.zeros(len(EVIDENCE)), 0.5, 0.5
    some = Weights(*none, flat, np.concatenate([[1.0], np.zeros(10)]))
    assert settled_act(shares, "reject", some) == "warn"
    assert settled_firmness(firm, None, some) == "demand"
    other = Weights(*none, trusting, np.concatenate([[1.0], np.full(5, 9.0), np.zeros(5)]))
    assert settled_act(shares, "reject", other) == "reject"
    assert settled_firmness(firm, None, other) is None


@pytest.mark.parametrize(
    ("red", "ruled", "settled"),
    [(0.95, None, "red_line"), (0.5, None, "demand"), (0.3, "red_line", "red_line"), (0.0, "red_line", "demand")],
)
def test_a_red_line_needs_words_that_the_rules_know_or_a_sure_network(
    red: float, ruled: Firmness | None, settled: str
) -> None:
    firm = np.array([0.0, red, 1 - red, 0.0, 0.0], dtype=np.float32)
    flat = np.concatenate([[1.0], np.zeros(10)])
    weights = Weights(np.zeros(len(SPOKEN_OF)), np.zeros(len(EVIDENCE)), 0.5, 0.5, np.zeros(29), flat)
    assert settled_firmness(firm, ruled, weights) == settled


def test_the_shipped_weights_are_whole() -> None:
    weights = load_weights()
    assert weights.about.shape == (len(SPOKEN_OF),)
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
