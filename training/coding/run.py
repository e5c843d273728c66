"""Train the judging network and write what winset ships.

    python training/coding/run.py --work WORK --out OUT

Lines are read from ``written/``, and more are composed from ``examples.yaml``. Rules and network are weighed on the
statements of ``benchmarks/reading/gold/b`` with what the rules made of them before they were opened
(``weighed_b.json``).
Every seventh file of lines is held back and only measured. OUT gets ``model.onnx``, ``first.onnx``, ``second.onnx``,
``tokenizer.json``, ``choice.json``, ``SHA256SUMS``.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

from compose import composed
from export import FILES, export
from lines import Line, load, propositions
from settle import rows_of, write
from tokenizers import Tokenizer
from train import Settings, train

from data import Corpus, Item, articles
from winset.reading.coding import Codebook
from winset.reading.coding.judging.judge import Judge
from winset.reading.coding.judging.script import MARKS
from winset.reading.model import load_model
from winset.reading.networks import write_sums

sys.path.append(str(Path(__file__).resolve().parents[1]))
from start import weights_folder

HERE = Path(__file__).resolve().parent
HELD, FIRST_HELD = 7, 4


def is_held(line: Line) -> bool:
    """Whether a line is only measured: every seventh file of a writer, from the fourth."""
    number = int(Path(line.file).stem.rpartition("-")[2])
    return number % HELD == FIRST_HELD


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--each", type=int, default=2, help="lines made of every example of the codebook")
    options = parser.parse_args()
    weights, nlp = weights_folder(), load_model().nlp
    tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    tokenizer.add_special_tokens(list(MARKS))
    written = list(load(HERE / "written"))
    known = propositions(HERE / "written")
    made = composed(HERE / "examples.yaml", known, nlp, random.Random(7), options.each)
    held = [line for line in written if is_held(line)]
    lines = [line for line in written if not is_held(line)] + made
    corpora = []
    for some in (lines, held):
        places = articles([line.text for line in some], nlp)
        items = [Item(line, article) for line, article in zip(some, places, strict=True)]
        corpora.append(Corpus(items, known, tokenizer))
    print(f"{len(lines)} lines to train on, {len(made)} of them composed; {len(held)} to measure", flush=True)
    settings = Settings(seed=options.seed, epochs=options.epochs)
    export(train(corpora[0], weights, options.work, settings, corpora[1]), options.out, tokenizer)
    asked = {issue.id: issue.says for issue in Codebook.load().issues if not issue.has_object}
    rows = rows_of(json.loads((HERE / "weighed_b.json").read_text(encoding="utf-8")), Judge(options.out), asked)
    print(json.dumps(write(options.out / "choice.json", rows), indent=1))
    write_sums(options.out, sorted((*FILES, "choice.json")))


if __name__ == "__main__":
    main()
