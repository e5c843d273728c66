"""Documents to a report, with the real reader: one run, since the model takes seconds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reporting import harbour
from tests.reporting.page import check, check_quotes
from winset.reporting.report import report


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harbour.folder(tmp_path_factory.mktemp("marle"))


def test_documents_are_read_and_drafted(folder: Path) -> None:
    made = report(folder / "reports", published="2026-03-01")
    assert isinstance(made, str)
    root = check(made)
    assert check_quotes(root, harbour.TEXTS.values()) > 0
    text = root.words()
    assert "3 documents were read" in text
    assert "No person has reviewed any of them." in text
    assert "Drafted by a program" in text
    assert "This is winset’s own assumption; no source says it." in text


def test_a_folder_with_reports_and_a_negotiation_gives_both(folder: Path) -> None:
    made = report(folder)
    assert isinstance(made, str)
    root = check(made)
    check_quotes(root, harbour.TEXTS.values())
    text = root.words()
    assert "Harbour dispute at Marle (invented)" in text
    assert "All 10 passages cited stand in the documents, letter for letter." in text
    assert text.count("Talks on the port of Marle broke off late") == 1  # one document under two names is shown once
