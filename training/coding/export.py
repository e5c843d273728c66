"""Write the trained judge: the encoder as an int8 ONNX network, its heads as two small ones."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import torch
from model import Judge
from torch import Tensor, nn

from winset.reading.coding.judging.script import MARKS
from winset.reading.networks import write_sums

OPSET = 17
FILES = ("first.onnx", "model.onnx", "second.onnx", "tokenizer.json")


class _Encoded(nn.Module):
    """One text at a time, so that nothing is padded: from pieces (T,) and segments (T,) to states (T, d)."""

    def __init__(self, model: Judge) -> None:
        super().__init__()
        self.encoder = model.encoder

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        states: Tensor = self.encoder(ids[None], types[None], torch.ones_like(ids)[None].bool())[0]
        return states


class _First(nn.Module):
    def __init__(self, model: Judge) -> None:
        super().__init__()
        self.first = model.first

    def forward(self, states: Tensor, types: Tensor, issues: Tensor) -> tuple[Tensor, Tensor]:
        manner, about = self.first(states[None], torch.ones_like(types)[None].bool(), types[None] > 0, issues)
        return manner[0], about[0]


class _Second(nn.Module):
    def __init__(self, model: Judge) -> None:
        super().__init__()
        self.second = model.second

    def forward(self, states: Tensor, words: Tensor, word_mask: Tensor, mark: Tensor, source: Tensor) -> Tensor:
        pairs = words.shape[0]
        own = states[None].expand(pairs, -1, -1)
        mask = torch.ones_like(own[:, :, 0]).bool()
        found: Tensor = self.second(own, mask, words, word_mask > 0, mark, source)
        return found


def _write(
    module: nn.Module, example: tuple[Any, ...], path: Path, names: list[str], free: dict[str, Any], out: list[str]
) -> None:
    torch.onnx.export(
        module.eval(), example, str(path), input_names=names, output_names=out, dynamic_axes=free,
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def export(model: Judge, out: Path, tokenizer: Any) -> None:
    """Write ``model.onnx``, ``first.onnx``, ``second.onnx``, ``tokenizer.json`` and ``SHA256SUMS`` into a folder."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    model.eval()
    model.encoder.bert.set_attn_implementation("eager")
    width = model.encoder.width
    ids, types = torch.randint(1000, 20000, (40,)), torch.tensor([0] * 10 + [1] * 30)
    states, issues = torch.randn(40, width), torch.randn(7, width)
    words, some = torch.randn(3, 9, width), torch.ones((3, 9), dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        _write(
            _Encoded(model), (ids, types), whole, ["ids", "types"],
            {"ids": {0: "pieces"}, "types": {0: "pieces"}, "states": {0: "pieces"}}, ["states"],
        )  # fmt: skip
        quantize_dynamic(
            whole, out / "model.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip
    _write(
        _First(model), (states, types, issues), out / "first.onnx", ["states", "types", "issues"],
        {"states": {0: "pieces"}, "types": {0: "pieces"}, "issues": {0: "issues"}, "about": {0: "issues"}},
        ["manner", "about"],
    )  # fmt: skip
    pair = {0: "pairs"}
    _write(
        _Second(model), (states, words, some, torch.randn(3, width), torch.tensor([1, 0, 0])), out / "second.onnx",
        ["states", "words", "mask", "mark", "source"],
        {"states": {0: "pieces"}, "words": {0: "pairs", 1: "words"}, "mask": {0: "pairs", 1: "words"}, "mark": pair,
         "source": pair, "sides": pair}, ["sides"],
    )  # fmt: skip
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.add_special_tokens(list(MARKS))
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    write_sums(out, FILES)
