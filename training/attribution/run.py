"""Train the attribution tagger and write what winset ships.

    python training/attribution/run.py TRAIN.jsonl DEV.jsonl --work WORK --out OUT

Both files hold an article a line: ``{"id", "publisher", "text", "attributions": [{"source": [[s, e], …], "cue": …,
"content": …}]}``, offsets in code points. WORK keeps the parsed articles and a checkpoint after every epoch; the same
command goes on from there. OUT gets ``model.onnx``, ``heads.npz``, ``choice.json``, ``tokenizer.json``, ``SHA256SUMS``.

Every 21st article of TRAIN is held back to fit the confidence; DEV is only measured.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from dataclasses import asdict
from pathlib import Path

import torch
from calibrate import calibrate, report, write_choice
from export import export
from prepare import prepare
from tokenizers import Tokenizer
from train import Settings, train

from winset.reading.attribution.tagging.shipped import make_pieces, make_tagger, read_heads
from winset.reading.attribution.tagging.tagger import Tagger
from winset.reading.networks import open_session, write_sums

sys.path.append(str(Path(__file__).resolve().parents[1]))
from start import weights_folder

HELD = 21
FILES = ("model.onnx", "tokenizer.json", "heads.npz", "choice.json")


def shipped_tagger(folder: Path) -> Tagger:
    """Return the tagger of an exported folder as winset runs it."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    return make_tagger(open_session(folder / "model.onnx"), tokenizer, read_heads(folder / "heads.npz"))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--layers", type=int, help="keep only the first layers of the encoder")
    parser.add_argument("--blind", type=float, default=Settings.blind, help="share of windows without the rules")
    parser.add_argument("--every", type=int, default=1, help="train on every n-th article only, for quick comparisons")
    options = parser.parse_args()
    settings = Settings(seed=options.seed, epochs=options.epochs, layers=options.layers, blind=options.blind)
    weights = weights_folder()
    everything = prepare(options.train, options.work / "train.pickle")
    dev = prepare(options.dev, options.work / "dev.pickle")
    held = everything[::HELD]
    articles = [example for number, example in enumerate(everything) if number % HELD][:: options.every]
    print(f"{len(articles)} articles to train on, {len(held)} to fit the confidence, {len(dev)} to measure", flush=True)
    pieces = make_pieces(Tokenizer.from_file(str(weights / "tokenizer.json")))
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    run = options.work / f"run-{hashlib.sha256(json.dumps([asdict(settings), options.every]).encode()).hexdigest()[:8]}"
    model = train(articles, pieces, weights, run, settings, device)
    export(model.to("cpu"), options.out, weights / "tokenizer.json")
    tagger = shipped_tagger(options.out)
    choice, tried = calibrate(held, [tagger.tags(example.sheet) for example in held])
    print("combined F1 on the held articles:", {least: round(value, 4) for least, value in tried.items()}, flush=True)
    write_choice(choice, options.out / "choice.json")
    write_sums(options.out, FILES)
    tags = [tagger.tags(example.sheet) for example in dev]
    print("dev:", {name: round(value, 4) for name, value in report(dev, tags, choice).items()})


if __name__ == "__main__":
    main()
