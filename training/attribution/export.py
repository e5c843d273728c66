"""Write the trained encoder as an int8 ONNX network and the heads beside it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from model import Tagger
from torch import Tensor, nn

from winset.reading.attribution.tagging.sheet import FEATURES


class _Exported(nn.Module):
    """One window at a time, so that nothing is padded: from pieces (T,) and features (T, 6) to states (T, d)."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.encoder = model.encoder

    def forward(self, ids: Tensor, features: Tensor) -> Tensor:
        mask = torch.ones_like(ids)[None]
        states: Tensor = self.encoder(ids[None], mask, features[None])[0]
        return states


def export(model: Tagger, out: Path, tokenizer: Path) -> None:
    """Write ``model.onnx`` (int8, per channel), ``heads.npz`` and ``tokenizer.json`` into a folder.

    Weights of matrix products and tables become 8-bit integers with a scale for each channel, seven bits of them used,
    which is exact on processors without 8-bit dot products too.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    model.eval()
    model.encoder.bert.set_attn_implementation("eager")
    ids = torch.randint(1000, 20000, (40,))
    features = torch.zeros((40, len(FEATURES)), dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "float.onnx"
        torch.onnx.export(
            _Exported(model).eval(),
            (ids, features),
            str(whole),
            input_names=["ids", "features"],
            output_names=["states"],
            dynamic_axes={"ids": {0: "pieces"}, "features": {0: "pieces"}, "states": {0: "pieces"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            whole,
            out / "model.onnx",
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gather"],
        )
    np.savez(out / "heads.npz", **{name: value.astype(np.float32) for name, value in model.heads().items()})
    shutil.copyfile(tokenizer, out / "tokenizer.json")
