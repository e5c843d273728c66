"""The page: well formed, safe, complete, the same bytes for the same input."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import winset as ws
from tests.reporting import harbour
from tests.reporting.page import Node, above, check, check_quotes, parse
from tests.strategies import negotiations, readings
from winset.core.dates import PartialDate
from winset.core.errors import InputError
from winset.negotiation.files import loads
from winset.negotiation.model import Negotiation
from winset.reading.statement import Reading
from winset.reporting.report import environment, report


def page(n: Negotiation | None = None, reading: Reading | None = None, **options: object) -> str:
    made = report(n or harbour.negotiation(), reading=reading, **options)  # type: ignore[arg-type]
    assert isinstance(made, str)
    return made


BOTH = page(reading=harbour.reading(), since="2026-02-28")
ALONE = page()
PAGES = {"both": BOTH, "alone": ALONE}


def by_id(root: Node, name: str) -> Node:
    return next(n for n in root.walk() if n.attributes.get("id") == name)


@pytest.mark.parametrize("name", PAGES)
def test_it_is_well_formed_safe_and_has_an_outline(name: str) -> None:
    root = check(PAGES[name])
    assert check_quotes(root, harbour.TEXTS.values()) > 10


@pytest.mark.parametrize("name", PAGES)
def test_it_is_small_and_holds_no_script(name: str) -> None:
    assert len(PAGES[name].encode()) < 200_000
    assert "<script" not in PAGES[name].casefold()


def test_every_section_says_something_of_the_example() -> None:
    root = parse(BOTH)
    sections = [n.attributes["id"] for n in root.walk() if n.tag == "section"]
    own = [
        "opening", "matrix", "issues", "proposals", "blockers", "meetings", "moves", "no-deal", "coherence", "claims",
        "parties", "documents", "assumptions", "skipped", "method",
    ]  # fmt: skip
    assert [s for s in sections if s in own] == own
    contents = next(n for n in root.walk() if n.tag == "nav")
    listed = [n.attributes["href"][1:] for n in contents.walk() if n.tag == "a"]
    assert listed == sections


def test_the_documents_stand_there_letter_for_letter() -> None:
    texts = [n for n in parse(BOTH).walk() if n.has("text") and n.tag == "div"]
    shown = [n.words(without=["no", "flag-sign"]) for n in texts]
    assert [s.strip("\n") for s in shown] == [d.text.strip("\n") for d in harbour.documents()]


def test_links_lead_both_ways() -> None:
    root = parse(BOTH)
    for number, statement in enumerate(harbour.reading().statements, 1):
        anchor = by_id(root, f"st-{number}")
        assert anchor.attributes["href"] == f"#n-st-{number}"
        note = by_id(root, f"n-st-{number}")
        assert any(n.attributes.get("href") == f"#st-{number}" for n in note.walk())
        marked = [n for n in root.walk() if n.has(f"st{number}x")]
        assert "".join(n.words(without=["no", "flag-sign"]) for n in marked) == statement.content[0].quote
        assert all(n.has(statement.voice) for n in marked)
    cell = next(n for n in root.walk() if n.has("cell") and any(a.attributes.get("href") == "#st-5" for a in n.walk()))
    entry = by_id(root, cell.attributes["id"].replace("matrix", "issues"))
    uses = by_id(root, "n-st-5")
    assert f"#{entry.attributes['id']}" in {n.attributes.get("href") for n in uses.walk()}


def test_basis_voice_review_and_loaded_words_are_visible_as_words() -> None:
    root = parse(BOTH)
    note = by_id(root, "n-st-7").words()
    assert "the narrator" in note
    assert "not reviewed" in note
    assert "reviewed by Ina Holm, 2026-03-02" in by_id(root, "n-st-3").words()
    assert "not reviewed" not in by_id(root, "n-st-3").words()
    assert "quotation inside a quotation" in by_id(root, "n-st-8").words()
    assert "no speaker named" in by_id(root, "n-st-9").words()
    flagged = [n for n in root.walk() if n.has("flag") and n.inside("text")]
    assert {n.words() for n in flagged} == {"so-called", "regime"}
    for cell in (n for n in root.walk() if n.has("cell")):
        assert ("own words" in cell.words()) == any(n.has("b-self") for n in cell.walk())


def test_loaded_words_never_get_into_a_label() -> None:
    before = harbour.reading()
    names = {"port": "Brink Regime", "union": "so-called Dockers' Union"}
    reading = dataclasses.replace(
        before,
        parties=tuple(dataclasses.replace(p, name=names.get(p.id, p.name)) for p in before.parties),
        statements=tuple(dataclasses.replace(s, speaker="a man of the regime") for s in before.statements),
    )
    root = check(page(reading=reading))
    drafted = check(str(report(reading)))
    for tree in (root, drafted):
        for node in tree.walk():
            if node.tag != "q" and not node.inside("text") and not any(a.tag in ("q", "style") for a in above(node)):
                own = "".join(c for c in node.children if isinstance(c, str)).casefold()
                assert "regime" not in own
                assert "so-called" not in own
    assert "Brink management" in drafted.words()


def test_three_kinds_of_not_knowing_differ() -> None:
    source = """
winset: 1
title: Three kinds
parties: [{id: a, name: Alpha}, {id: b, name: Beta}, {id: c, name: Gamma}, {id: d, name: Delta}]
consent: [a, b, c, d]
issues:
  - {id: i, question: Which?, options: [{id: x, says: This}, {id: y, says: That}]}
positions:
  - {holder: a, issue: i, basis: self, ranking: [[x, y]]}
  - {holder: b, issue: i, basis: self, note: Spoke of it}
  - {holder: c, issue: i, basis: self, ranking: [x, y]}
"""
    root = check(page(loads(source)))
    cells = {n.children[1].words(): n.words() for n in root.walk() if n.has("cell")}  # type: ignore[union-attr]
    assert "has no position" in cells["Alpha"]
    assert "not known" in cells["Beta"]
    assert "A, then B" in cells["Gamma"]
    assert "not in file" in cells["Delta"]


def test_words_that_cannot_be_checked_stand_without_quotation_marks() -> None:
    root = check(report(loads(harbour.EXAMPLE.read_text(encoding="utf-8"))))  # type: ignore[arg-type]
    assert check_quotes(root, []) == 0
    unverified = [n for n in root.walk() if n.has("un")]
    assert len(unverified) >= 10
    assert all("unverified words" in n.parent.words() for n in unverified if n.parent)


def test_a_statement_that_was_rejected_counts_nowhere_and_is_shown() -> None:
    root = parse(BOTH)
    assert "The mask is off." in by_id(root, "skipped").words()
    assert not any(n.attributes.get("id") == "st-10" for n in root.walk())
    assert "1 more statement was rejected by a person" in by_id(root, "opening").words()


def test_what_was_skipped_is_said() -> None:
    assert "reports/scan.pdf" in by_id(parse(BOTH), "skipped").words()


def test_parties_stand_in_alphabetical_order_of_their_labels() -> None:
    root = parse(BOTH)
    names = [n.words() for n in by_id(root, "parties").walk() if n.tag == "h3"]
    assert names == sorted(names, key=str.casefold)


def test_the_same_input_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; from tests.reporting import harbour; from winset.reporting.report import report;"
        "sys.stdout.buffer.write(report(harbour.negotiation(), reading=harbour.reading(), since='2026-02-28').encode())"
    )
    for seed in ("1", "77"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[2],
        )
        assert done.stdout == BOTH.encode()


def test_it_writes_whole_files_and_makes_folders(tmp_path: Path) -> None:
    written = report(harbour.negotiation(), tmp_path / "a" / "b.html")
    assert written == tmp_path / "a" / "b.html"
    assert written.read_text(encoding="utf-8") == ALONE
    assert [p.name for p in written.parent.iterdir()] == ["b.html"]


def test_from_a_folder_of_a_negotiation_without_its_reports_read(tmp_path: Path) -> None:
    folder = harbour.folder(tmp_path)
    made = report(folder / "negotiation.yaml")
    assert isinstance(made, str)
    root = check(made)
    assert check_quotes(root, harbour.TEXTS.values()) > 10
    assert str(tmp_path) not in made


@pytest.mark.parametrize("since", ["yesterday", "2026-13", ""])
def test_a_date_that_is_none_is_refused(since: str) -> None:
    with pytest.raises(InputError, match="is not a date"):
        report(harbour.negotiation(), since=since)


def test_two_negotiations_are_refused(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(harbour.EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(InputError, match="two negotiations"):
        report([tmp_path / "a.yaml", tmp_path / "b.yaml"], tmp_path / "out.html")
    assert not (tmp_path / "out.html").exists()


def test_autoescape_is_on_and_unknown_names_are_errors() -> None:
    env = environment()
    assert env.autoescape is True
    assert env.from_string("{{ x }}").render(x="<b>\u202e\x00") == "&lt;b&gt;⟨U+202E⟩␀"
    with pytest.raises(Exception, match="undefined"):
        env.from_string("{{ nothing }}").render()


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(negotiations(), st.one_of(st.none(), readings()), st.booleans())
def test_any_negotiation_and_any_reading_give_a_sound_page(
    n: Negotiation, reading: Reading | None, since: bool
) -> None:
    made = report(n, reading=reading, since=PartialDate(2026, 1) if since else None)
    assert isinstance(made, str)
    root = check(made)
    check_quotes(root, [d.text for d in reading.documents] if reading is not None else [])


LIGHT = re.compile(r":root\{\s*color-scheme:light dark;(.*?)\}", re.S)
DARK = re.compile(r"prefers-color-scheme:dark\)\{:root\{(.*?)\}\}", re.S)


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(c * 2 for c in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    lin = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * lin[0] + 0.7152 * lin[1] + 0.0722 * lin[2]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back"),
    [(f, b) for f in ("ink", "soft", "link", "att", "nar", "evi", "warn") for b in ("paper", "sheet", "faint")]
    + [("ink", b) for b in ("att-bg", "nar-bg", "evi-bg", "target")]
    + [("paper", b) for b in ("ink", "att", "nar", "evi")],
)
def test_contrast_is_4_5_to_1_in_both_schemes(scheme: str, front: str, back: str) -> None:
    style = (Path(ws.__file__).parent / "reporting/templates/style.css").read_text(encoding="utf-8")
    match = (LIGHT if scheme == "light" else DARK).search(style)
    assert match
    colours = dict(re.findall(r"--([\w-]+):(#[0-9a-f]+)", match[1]))
    high, low = sorted((luminance(colours[front]), luminance(colours[back])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5
