"""Write the trained judge: the encoder as an int8 ONNX network, its heads as three small ones."""

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
FILES = ("asked.onnx", "beside.onnx", "glance.onnx", "model.onnx", "tokenizer.json")


class _Encoded(nn.Module):
    """One text at a time, so that nothing is padded: from pieces (T,) and segments (T,) to states (T, d)."""

    def __init__(self, model: Judge) -> None:
        super().__init__()
        self.encoder = model.encoder

    def forward(self, ids: Tensor, types: Tensor) -> Tensor:
        states: Tensor = self.encoder(ids[None], types[None], torch.ones_like(ids)[None].bool())[0]
        return states


class _Asked(nn.Module):
    def __init__(self, model: Judge) -> None:
        super().__init__()
        self.first = model.first

    def forward(self, issues: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        found: tuple[Tensor, Tensor, Tensor] = self.first.prepared(issues)
        return found


class _Glance(nn.Module):
    def __init__(self, model: Judge) -> None:
        super().__init__()
        self.first = model.first

    def forward(self, states: Tensor, types: Tensor, query: Tensor, own: Tensor, unit: Tensor) -> tuple[Tensor, Tensor]:
        every = torch.ones_like(types)[None].bool()
        manner, about = self.first(states[None], every, types[None] > 0, query, own, unit)
        return manner[0], about[0]


class _Beside(nn.Module):
    def __init__(self, model: Judge) -> None:
        super().__init__()
        self.pair = model.pair

    def forward(self, states: Tensor, spots: Tensor) -> tuple[Tensor, Tensor]:
        found: tuple[Tensor, Tensor] = self.pair(states[None], torch.zeros(spots.shape[0], dtype=torch.long), spots)
        return found


def _write(
    module: nn.Module, example: tuple[Any, ...], path: Path, names: list[str], free: dict[str, Any], out: list[str]
) -> None:
    torch.onnx.export(
        module.eval(), example, str(path), input_names=names, output_names=out, dynamic_axes=free,
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip


def export(model: Judge, out: Path, tokenizer: Any) -> None:
    """Write `FILES` and ``SHA256SUMS`` into a folder."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    model.eval()
    model.encoder.bert.set_attn_implementation("eager")
    width = model.encoder.width
    ids, types = torch.randint(1000, 20000, (40,)), torch.tensor([0] * 10 + [1] * 30)
    states, issues = torch.randn(40, width), torch.randn(7, width)
    pieces, some, few = {0: "pieces"}, {0: "issues"}, {0: "marks"}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        _write(
            _Encoded(model), (ids, types), whole, ["ids", "types"],
            {"ids": pieces, "types": pieces, "states": pieces}, ["states"],
        )  # fmt: skip
        quantize_dynamic(
            whole, out / "model.onnx", per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
        )  # fmt: skip
    asked = ["query", "own", "unit"]
    _write(
        _Asked(model), (issues,), out / "asked.onnx", ["issues"], dict.fromkeys(("issues", *asked), some), asked
    )  # fmt: skip
    _write(
        _Glance(model), (states, types, issues, issues, issues), out / "glance.onnx", ["states", "types", *asked],
        {"states": pieces, "types": pieces, **dict.fromkeys((*asked, "about"), some)}, ["manner", "about"],
    )  # fmt: skip
    _write(
        _Beside(model), (states, torch.rand(3, 40)), out / "beside.onnx", ["states", "spots"],
        {"states": pieces, "spots": {0: "marks", 1: "pieces"}, "sides": few}, ["about", "sides"],
    )  # fmt: skip
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.add_special_tokens(list(MARKS))
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    write_sums(out, FILES)
