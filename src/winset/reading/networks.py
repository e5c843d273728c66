"""Small neural networks that winset ships: loaded from a folder, checked against their hashes, run on the CPU.

A network is a folder with ``model.onnx``, ``tokenizer.json`` and ``SHA256SUMS``, which names the hash of each in the
format of the ``sha256sum`` command. Nothing is ever fetched.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from winset.core.errors import InputError, MissingDependency

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
SUMS = "SHA256SUMS"
REPAIR = "install winset again (python -m pip install --force-reinstall --no-deps winset)"
_LINE = re.compile(r"([0-9a-f]{64}) [ *](\S.*)")


@dataclass(frozen=True)
class Network:
    """A network that is ready to run.

    Parameters
    ----------
    session
        Of onnxruntime: one thread, on the CPU.
    tokenizer
        From the folder's file; neither padding nor truncation is changed.
    sums
        The hash of each of the folder's files that was checked, by name.
    """

    session: InferenceSession
    tokenizer: Tokenizer
    sums: Mapping[str, str]

    @property
    def sha256(self) -> str:
        """One hash over the network's files, recorded where a result depends on them."""
        joint = "".join(f"{name} {value}\n" for name, value in sorted(self.sums.items()))
        return hashlib.sha256(joint.encode()).hexdigest()


@cache
def load_network(directory: Path) -> Network:
    """Return the network in a folder, loaded and checked once per process.

    Raises
    ------
    MissingDependency
        Where onnxruntime or tokenizers is not installed.
    InputError
        Where a file is missing, is not the known one, or is no network.
    """
    sums = checked_sums(directory)
    try:
        import onnxruntime  # noqa: F401  (`open_session` needs it)
        import tokenizers
    except ImportError as error:
        raise MissingDependency(
            f"{error.name or 'onnxruntime'} is not installed; run: python -m pip install onnxruntime tokenizers"
        ) from None
    try:
        session = open_session(directory / MODEL)
        tokenizer = tokenizers.Tokenizer.from_file(str(directory / TOKENIZER))
    except Exception as error:  # noqa: BLE001  (both libraries raise bare exceptions of their own)
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise InputError(f"{directory}: the network cannot be loaded: {reason}; {REPAIR}") from None
    return Network(session, tokenizer, sums)


def open_session(path: Path) -> InferenceSession:
    """Return a network ready to run, on the CPU; raises what onnxruntime raises."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # One thread: what is computed must not depend on the machine's cores, and a reading may run beside others.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # In small int8 networks this fusion costs more than it saves: without it they are an eighth faster.
    slow = ["SkipLayerNormFusion"]
    return onnxruntime.InferenceSession(
        str(path), sess_options=options, providers=["CPUExecutionProvider"], disabled_optimizers=slow
    )


def encodable(text: str) -> str:
    """Return text that every tokenizer takes: lone halves of surrogate pairs replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def one_thread() -> AbstractContextManager[Any]:
    """Return a context in which numpy's matrix products keep to one thread.

    On matrices as small as a sentence more threads cost more processor time than they save.
    """
    context: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return context


@cache
def _controller() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def write_sums(directory: Path, names: Iterable[str]) -> None:
    """Write the hashes of a network's files beside them, as `checked_sums` reads them."""
    sums = [f"{hashlib.sha256((directory / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (directory / SUMS).write_text("".join(sums), encoding="ascii")


def checked_sums(directory: Path) -> dict[str, str]:
    """Return the hashes of a network's files by name, after every file was found to have its own.

    Raises
    ------
    InputError
        Where a file is missing or is not the known one.
    """
    try:
        lines = (directory / SUMS).read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not ASCII"
        raise InputError(f"{directory / SUMS}: cannot be read: {reason}; {REPAIR}") from None
    known = {match[2]: match[1] for line in lines if (match := _LINE.fullmatch(line))}
    missing = [name for name in (MODEL, TOKENIZER) if name not in known]
    if missing:
        raise InputError(f"{directory / SUMS}: names no hash for {' and '.join(missing)}; {REPAIR}")
    for name, wanted in known.items():
        try:
            found = hashlib.sha256((directory / name).read_bytes()).hexdigest()
        except OSError as error:
            raise InputError(f"{directory / name}: cannot be read: {error.strerror}; {REPAIR}") from None
        if found != wanted:
            raise InputError(f"{directory / name}: is not the known file: sha256 {found}, known {wanted}; {REPAIR}")
    return known
