"""The shipped tagger: the known files or none, and an error that says what to do."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from winset.core.errors import InputError
from winset.reading.attribution.tagging.choice import EVIDENCE
from winset.reading.attribution.tagging.pairs import KINDS
from winset.reading.attribution.tagging.pieces import LONGEST
from winset.reading.attribution.tagging.sheet import FEATURES
from winset.reading.attribution.tagging.shipped import CHOICE, FOLDER, HEADS, load_tagger
from winset.reading.networks import MODEL, SUMS, TOKENIZER

FILES = (MODEL, TOKENIZER, HEADS, CHOICE)
NEXT = "install winset again"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped folder; the large network is only linked, until a test puts another file there."""
    for name in (*FILES, SUMS):
        if name == MODEL:
            (tmp_path / name).symlink_to(FOLDER / name)
        else:
            (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    return tmp_path


def put(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def sums_anew(folder: Path, names: tuple[str, ...] = FILES) -> None:
    """Hashes that fit, as where somebody ships another network."""
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    put(folder / SUMS, "".join(lines).encode())


def test_the_copy_is_the_shipped_one(folder: Path) -> None:
    assert load_tagger(folder).sha256 == load_tagger().sha256
    assert load_tagger() is load_tagger()
    assert len(load_tagger().sha256) == 64


def test_every_file_of_the_folder_has_a_known_hash() -> None:
    known = {line.split()[1] for line in (FOLDER / SUMS).read_text(encoding="ascii").splitlines()}
    assert known == set(FILES)
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 30_000_000


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_is_named(folder: Path, name: str) -> None:
    content = bytearray((FOLDER / name).read_bytes())
    content[len(content) // 2] ^= 1
    put(folder / name, bytes(content))
    with pytest.raises(InputError, match=f"{name}: is not the known file.*{NEXT}"):
        load_tagger(folder)


@pytest.mark.parametrize("name", [*FILES, SUMS])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(InputError, match=f"{name}: cannot be read.*{NEXT}"):
        load_tagger(folder)


@pytest.mark.parametrize("name", [HEADS, CHOICE])
def test_a_file_without_a_known_hash_is_not_trusted(folder: Path, name: str) -> None:
    sums_anew(folder, tuple(other for other in FILES if other != name))
    with pytest.raises(InputError, match=f"names no hash for {name}.*{NEXT}"):
        load_tagger(folder)


def _choice(**other: Any) -> bytes:
    return json.dumps({"evidence": EVIDENCE, "weights": [0.0] * len(EVIDENCE), "least": 0.5, **other}).encode()


def _heads(change: Callable[[dict[str, Any]], object]) -> bytes:
    import io

    with np.load(FOLDER / HEADS) as stored:
        weights = {name: stored[name] for name in stored.files}
    change(weights)
    out = io.BytesIO()
    np.savez(out, **weights)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        (CHOICE, lambda: _choice(evidence=["one", "two"]), "evidence"),
        (CHOICE, lambda: _choice(evidence=[*EVIDENCE[1:], EVIDENCE[0]]), "evidence"),
        (CHOICE, lambda: _choice(weights=[0.0] * 3), f"3 weights for {len(EVIDENCE)}"),
        (CHOICE, lambda: b'{"weights": [], "least": 0.5}', "holds no evidence"),
        (CHOICE, lambda: b"{", "cannot be loaded"),
        (CHOICE, lambda: b"[]", "holds no evidence"),
        (CHOICE, lambda: _choice(least=None), "cannot be loaded"),
        (CHOICE, lambda: b"\xff\xfe", "cannot be loaded"),
        (HEADS, lambda: _heads(lambda weights: weights.pop("plain")), "holds no plain"),
        (
            HEADS,
            lambda: _heads(lambda weights: weights.update(kinds=weights["kinds"][1:])),
            f"knows {sum(KINDS) - 1} kinds",
        ),
        (HEADS, lambda: b"", "cannot be loaded"),
        (HEADS, lambda: b"PK\x03\x04 no archive", "cannot be loaded"),
        (HEADS, lambda: b"no array", "cannot be loaded"),
        (MODEL, lambda: b"no network", "cannot be loaded"),
        (TOKENIZER, lambda: b"{}", "cannot be loaded"),
    ],
)
def test_what_does_not_fit_the_program_is_refused(
    folder: Path, name: str, content: Callable[[], bytes], why: str
) -> None:
    """With hashes that fit, as where a network of another version lies in the folder."""
    put(folder / name, content())
    sums_anew(folder)
    with pytest.raises(InputError, match=f"{why}.*{NEXT}"):
        load_tagger(folder)


def test_any_word_has_pieces() -> None:
    words = [
        "",
        "talks",
        "\ud83e",
        "\u200b",
        "\x00",
        "🤝",
        "e\u0301",
        "\u202e",
        "Ã©tat",
        "x" * 5000,
        "條約",
        "https://a.b/c",
    ]
    found = load_tagger().tagger._pieces.of(words)
    assert len(found) == len(words)
    assert all(1 <= len(pieces) <= LONGEST for pieces in found)


def test_the_network_takes_all_kinds_of_features() -> None:
    """The last kind of every feature, at a first piece, and none at the others."""
    encode = load_tagger().tagger._encode
    features = np.stack([np.array(FEATURES), np.zeros(len(FEATURES)), np.ones(len(FEATURES))]).astype(np.int64)
    states = encode(np.array([101, 2023, 102], dtype=np.int64), features)
    assert states.shape == (3, len(load_tagger().tagger._heads.anchor))
    assert states.dtype == np.float32
    assert np.isfinite(states).all()


ALONE = """
import socket, sys

def refused(*args, **more):
    raise AssertionError("the network was asked for")

for name in ("torch", "transformers", "tensorflow"):
    sys.modules[name] = None
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refused
from winset.reading.attribution import find_attributions
from winset.reading.model import load_model

text = "“We will wait,” said the mayor of Turku."
found = find_attributions(load_model().nlp(text))
print([text[start:end] for a in found for start, end in a.content], [a.reader for a in found])
"""


def test_reading_needs_neither_torch_nor_a_network_connection() -> None:
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "We will wait" in done.stdout
    assert "tagger" in done.stdout
