"""PLOVER rows: one for each statement, no act lost, places that hold, cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from tests import strategies

from winset.core.dates import PartialDate
from winset.core.spans import Span
from winset.formats.plover import COLUMNS, EVENT_TYPES, event_type, plover_csv, plover_rows, write_plover
from winset.reading.document import Document
from winset.reading.statement import Act, Reading, ReadingInfo, Statement

TEXT = "Norland accused Sorvia of breaking the truce.\n=SUM(A1) said the clerk."
INFO = ReadingInfo("0", "rules", "none", "", "general", "")


def _statement(act: Act = "accuse", **fields: object) -> Statement:
    return Statement(
        id="doc-s01",
        document="doc",
        voice="attributed",
        content=(Span.of(TEXT, 16, 44),),
        act=act,
        **fields,  # type: ignore[arg-type]
    )


def _reading(*statements: Statement) -> Reading:
    document = Document("doc", TEXT, published=PartialDate(2026, 3))
    return Reading((document,), statements, (), (), {}, (), INFO)


def test_a_row_says_who_to_whom_what_and_where() -> None:
    said = _statement(speaker_party="norland", addressees=("sorvia",))
    (row,) = plover_rows(_reading(said))
    assert (row.source, row.target, row.event_type, row.mode) == ("norland", "sorvia", "ACCUSE", "disapprove")
    assert (row.date, row.hypothetical, row.document) == ("2026-03", "no", "doc")
    assert TEXT[row.start : row.end] == row.words == "Sorvia of breaking the truce"


@pytest.mark.parametrize("act", get_args(Act))
def test_every_act_has_a_type_or_is_known_to_have_none(act: Act) -> None:
    assert (event_type(_statement(act)) == "") is (act in ("state", "deny", "fear", "announce"))
    assert (act in EVENT_TYPES) is (act not in ("state", "deny", "fear", "announce"))


def test_an_announced_offer_is_an_agreement() -> None:
    assert event_type(_statement("announce", firmness="offer")) == "AGREE"


def test_what_is_conditional_or_hedged_is_hypothetical() -> None:
    for fields in ({"hedged": True}, {"condition": (Span.of(TEXT, 0, 7),)}):
        (row,) = plover_rows(_reading(_statement("threaten", **fields)))
        assert row.hypothetical == "yes"


def test_no_cell_is_taken_for_a_formula() -> None:
    said = replace(_statement("state"), content=(Span.of(TEXT, 46, 54),))
    rows = list(csv.DictReader(io.StringIO(plover_csv(_reading(said)))))
    assert rows[0]["words"] == "'=SUM(A1)"


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    write_plover(_reading(_statement()), path)
    assert path.read_bytes().decode("utf-8") == plover_csv(_reading(_statement()))
    assert [p.name for p in tmp_path.iterdir()] == ["events.csv"]
    with pytest.raises(OSError, match="missing"):
        write_plover(_reading(), tmp_path / "missing" / "events.csv")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.readings())
def test_one_row_for_each_statement(reading: Reading) -> None:
    rows = list(csv.reader(io.StringIO(plover_csv(reading), newline="")))
    assert tuple(rows[0]) == COLUMNS
    assert [row[0].removeprefix("'") for row in rows[1:]] == [s.id for s in reading.statements]
