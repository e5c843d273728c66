"""Train the judging network and write what winset ships.

    python training/coding/run.py --work WORK --out OUT

Statements come from ``written/`` (lines) and ``texts/`` (annotated texts), and more are made of ``examples.yaml`` and
``wordings.txt``. Every seventh file of lines and every eighth text of a writer are held back: on them the network is
measured after every epoch. Rules and network are weighed on these texts, and on half b of the gold with what the rules
made of it before anybody had opened it (``weighed_b.json``); so nobody writes rules on them. OUT gets ``model.onnx``,
``asked.onnx``, ``glance.onnx``, ``beside.onnx``, ``tokenizer.json``, ``choice.json``, ``SHA256SUMS``. With ``--weigh``
OUT's network stays as it is, and is only weighed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import lines
import texts
import wordings
from compose import composed
from export import FILES, export
from settle import case_of, load_cases, rows_of, write
from tokenizers import Tokenizer
from train import Settings, train

from data import Corpus, Item, articles, of_line, of_statement
from winset.reading.coding import Codebook
from winset.reading.coding.judging.judge import Judge
from winset.reading.coding.judging.opinion import names_a_party
from winset.reading.coding.judging.script import MARKS
from winset.reading.networks import write_sums
from winset.reading.pipeline import Pipeline

sys.path.append(str(Path(__file__).resolve().parents[1]))
from start import weights_folder

HERE = Path(__file__).resolve().parent
HELD_LINES, HELD_TEXTS, FIRST_HELD = 7, 8, 4
OLD = 4
"""How often each text of the gold's half b is weighed on: there are eight times as many of the others."""
COMPOSED = 12
"""One made from wordings for so many others, anew in every epoch."""


def line_is_held(line: lines.Line) -> bool:
    """Whether a line is only measured: every seventh file of a writer, from the fourth."""
    return int(Path(line.file).stem.rpartition("-")[2]) % HELD_LINES == FIRST_HELD


def text_is_held(text: texts.Text) -> bool:
    """Whether a text is only measured, and weighed on: every eighth of a writer, from the fourth."""
    return int(text.name.split("-")[1]) % HELD_TEXTS == FIRST_HELD


class Material:
    """All statements there are, ready to train on.

    Parameters
    ----------
    pipeline
        The reading, which tells what the parties of a text are.
    """

    def __init__(self, pipeline: Any) -> None:
        self.pipeline = pipeline
        written = HERE / "written"
        self.propositions = {n: s for n, s in lines.propositions(written).items() if "{" not in n}
        self.general = frozenset(issue.id for issue in Codebook.load().issues if not issue.has_object)
        everything = set(lines.propositions(written))
        self.texts = list(texts.load(HERE / "texts", everything))
        self.read = {text.name: texts.read(text, pipeline) for text in self.texts}
        self.names = {text.name: self._names(text) for text in self.texts}
        own = {issue: says for text in self.texts for issue, says in self._own(text).items()}
        self.wordings = wordings.of(self.propositions | own, wordings.load(HERE / "wordings.txt"))
        self._written = list(lines.load(written))
        self._writers = {
            path.name.removesuffix("-issues.txt"): frozenset(lines.propositions_in(path)) | self.general
            for path in written.glob("*-issues.txt")
        }

    def statements(self, *, held: bool) -> list[Item]:
        """Return the statements of the texts."""
        return [
            of_statement(read, self.names[text.name], self.general | frozenset(self.names[text.name].values()))
            for text in self.texts
            if text_is_held(text) is held
            for read in self.read[text.name]
        ]

    def lines(self, *, held: bool) -> list[Item]:
        """Return the labelled lines."""
        return self.items([line for line in self._written if line_is_held(line) is held])

    def items(self, some: Sequence[lines.Line]) -> list[Item]:
        """Return lines as items; those about issues that stand for one issue per object are left out."""
        some = [line for line in some if all("{" not in issue for _, _, issue, _ in line.positions)]
        places = articles([line.text for line in some], self.pipeline.model.nlp)
        return [
            of_line(line, article, self._writers.get(line.file.rpartition("-")[0], self.general))
            for line, article in zip(some, places, strict=True)
        ]

    def asked(self, text: texts.Text) -> Mapping[str, str]:
        """Return the propositions that a reading with a text's own issues asks the network, by the text's ids."""
        says = {issue.id: issue.says for issue in Codebook.load().issues if not issue.has_object} | text.issues
        return {name: words for name, words in says.items() if words and not names_a_party(words)}

    def _own(self, text: texts.Text) -> dict[str, str]:
        return {f"{text.name}/{issue}": says for issue, says in text.issues.items() if issue not in self.general}

    def _names(self, text: texts.Text) -> dict[str, str]:
        own = {issue: f"{text.name}/{issue}" for issue in text.issues if issue not in self.general}
        return {name: name for name in self.propositions if name in self.general} | own


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=Settings.seed)
    parser.add_argument("--epochs", type=int, default=Settings.epochs)
    parser.add_argument("--rate", type=float, default=Settings.rate, help="highest learning rate of the encoder")
    parser.add_argument("--lines", type=float, default=1.0, help="share of the lines that each epoch draws")
    parser.add_argument("--start", type=Path, help="checkpoint of another run (judge.pt) to go on from")
    parser.add_argument("--weigh", action="store_true", help="only weigh rules and network")
    options = parser.parse_args()
    material = Material(Pipeline())
    if not options.weigh:
        weights = weights_folder()
        tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        tokenizer.add_special_tokens(list(MARKS))
        known = lines.propositions(HERE / "written")
        frames = composed(HERE / "examples.yaml", known, material.pipeline.model.nlp, random.Random(7), 1)
        written = [*material.lines(held=False), *material.items(frames)]
        items = material.statements(held=False)
        held = {"texts": material.statements(held=True), "lines": material.lines(held=True)}
        corpora = {
            name: Corpus(some, material.wordings, material.general, tokenizer)
            for name, some in (("", items), *held.items())
        }
        corpus = corpora.pop("")
        print(
            f"{len(items)} statements and {len(written)} lines to train on; "
            + ", ".join(f"{len(s)} {n} held" for n, s in held.items()),
            flush=True,
        )
        settings = Settings(seed=options.seed, epochs=options.epochs, rate=options.rate)

        def more(chance: random.Random) -> list[Item]:
            made = wordings.lines(material.wordings, chance, len(items) // COMPOSED)
            return [*material.items(made), *chance.sample(written, int(len(written) * options.lines))]

        export(
            train(corpus, weights, options.work, settings, corpora, more=more, start=options.start),
            options.out,
            tokenizer,
        )
    held_texts = [text for text in material.texts if text_is_held(text)]
    old = load_cases(HERE / "weighed_b.json")
    general = {issue.id: issue.says for issue in Codebook.load().issues if not issue.has_object}
    rows, about = rows_of(
        [*([case_of(read) for read in material.read[text.name]] for text in held_texts), *old],
        [*(material.asked(text) for text in held_texts), *(general for _ in old)],
        Judge(options.out),
    )
    rows += rows[len(held_texts) :] * (OLD - 1)
    print(json.dumps(write(options.out / "choice.json", rows, about), indent=1))
    write_sums(options.out, sorted((*FILES, "choice.json")))


if __name__ == "__main__":
    main()
