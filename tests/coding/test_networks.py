"""Networks in the package: checked against their hashes, run the same way every time."""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from winset.core.errors import InputError
from winset.reading.embedding import SIZE, embed, network
from winset.reading.networks import checked_sums, load_network

SHIPPED = Path(str(resources.files("winset.reading.embedding")))


def _folder(path: Path, model: bytes = b"no network", tokenizer: bytes = b"{}") -> Path:
    (path / "model.onnx").write_bytes(model)
    (path / "tokenizer.json").write_bytes(tokenizer)
    sums = [
        f"{hashlib.sha256(b).hexdigest()}  {n}\n" for n, b in (("model.onnx", model), ("tokenizer.json", tokenizer))
    ]
    (path / "SHA256SUMS").write_text("".join(sums))
    return path


def test_the_shipped_files_are_the_known_ones() -> None:
    assert set(checked_sums(SHIPPED)) == {"model.onnx", "tokenizer.json"}
    assert len(network().sha256) == 64


def test_a_changed_file_is_named_with_both_hashes(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    (folder / "tokenizer.json").write_bytes(b"[]")
    with pytest.raises(
        InputError, match=r"tokenizer\.json: is not the known file: sha256 [0-9a-f]{64}, known [0-9a-f]{64}"
    ):
        load_network(folder)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "SHA256SUMS"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    folder = _folder(tmp_path)
    (folder / name).unlink()
    with pytest.raises(InputError, match=name.replace(".", r"\.")):
        load_network(folder)


@pytest.mark.parametrize("sums", ["", "nonsense\n", f"{'0' * 64}  model.onnx\n", "\xff"])
def test_sums_that_do_not_name_both_files_are_refused(tmp_path: Path, sums: str) -> None:
    folder = _folder(tmp_path)
    (folder / "SHA256SUMS").write_bytes(sums.encode("latin-1"))
    with pytest.raises(InputError, match="SHA256SUMS"):
        load_network(folder)


def test_what_is_no_network_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be loaded"):
        load_network(_folder(tmp_path))


def test_vectors_have_unit_length_and_do_not_depend_on_their_neighbours() -> None:
    texts = ["Sanctions are lifted.", "", "a shorter week for the staff", "word " * 600]
    together = embed(texts)
    assert together.shape == (4, SIZE)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for row, text in zip(together, texts, strict=True):
        np.testing.assert_array_equal(row, embed([text])[0])


def test_nothing_gives_nothing() -> None:
    assert embed([]).shape == (0, SIZE)


def test_what_is_given_back_may_be_changed_without_harm() -> None:
    first = embed(["a truce"])
    first[:] = 0
    assert np.linalg.norm(embed(["a truce"])[0]) > 0.9


@settings(deadline=None, max_examples=25)
@given(st.text(max_size=60))
def test_any_text_gets_a_vector(text: str) -> None:
    vector = embed([text])[0]
    assert np.isfinite(vector).all()
    assert abs(float(np.linalg.norm(vector)) - 1) < 1e-4


def test_what_means_the_same_is_nearer_than_what_does_not() -> None:
    a, b, c = embed(["The army pulls back.", "Soldiers are withdrawn.", "The price of the shares is raised."])
    assert float(a @ b) > float(a @ c) + 0.2


def test_vectors_are_blind_to_the_side() -> None:
    """Why no vector may ever decide a side."""
    a, b = embed(["They agreed to cede the island.", "They refused to cede the island."])
    assert float(a @ b) > 0.6
