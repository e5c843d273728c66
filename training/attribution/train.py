"""Train the tagger on prepared examples: seeded, with a checkpoint after every epoch from which it goes on."""

from __future__ import annotations

import json
import math
import random
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from model import Tagger, loss
from prepare import Example
from torch import nn

from data import Corpus, batches, stream
from winset.reading.attribution.tagging.pieces import Pieces


@dataclass(frozen=True)
class Settings:
    """What a run is made with; written beside its weights.

    Parameters
    ----------
    seed
        Of the order, the dropout, the heads' first weights.
    epochs, pieces
        Passes over the articles, and pieces of words in a step.
    rate, head_rate
        Highest learning rate of the encoder, and of the heads and feature tables.
    blind
        Share of the windows that are seen without what the rules found.
    layers
        Of the encoder that are kept.
    """

    seed: int = 1
    epochs: int = 4
    pieces: int = 3000
    rate: float = 2e-4
    head_rate: float = 2e-3
    decay: float = 0.01
    warmup: float = 0.06
    blind: float = 0.2
    layers: int | None = None
    dropout: float = 0.1


def train(
    examples: list[Example], pieces: Pieces, weights: Path, out: Path, settings: Settings, device: torch.device
) -> Tagger:
    """Return the trained tagger; where `out` holds a checkpoint of the same settings it goes on from there."""
    torch.manual_seed(settings.seed)
    np.random.seed(settings.seed)
    model = Tagger(weights, layers=settings.layers, dropout=settings.dropout).to(device)
    slow = list(model.encoder.bert.parameters())
    known = {id(p) for p in slow}
    fast = [p for p in model.parameters() if id(p) not in known]
    # Moments of rare words fade into denormal numbers, on which processors are slow.
    torch.set_flush_denormal(True)
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": settings.rate}, {"params": fast, "lr": settings.head_rate}],
        weight_decay=settings.decay,
        fused=True,
    )
    corpus = Corpus(examples, pieces)
    per_epoch = len(batches(corpus.items(chance=random.Random(0)), settings.pieces, random.Random(0)))
    total = per_epoch * settings.epochs
    rising = max(1, int(total * settings.warmup))
    rates = [group["lr"] for group in optimizer.param_groups]
    out.mkdir(parents=True, exist_ok=True)
    saved = out / "checkpoint.pt"
    done = 0
    if saved.exists():
        state = torch.load(saved, map_location=device, weights_only=True)
        if state["settings"] == json.dumps(asdict(settings), sort_keys=True):
            model.load_state_dict(state["model"])
            optimizer.load_state_dict(state["optimizer"])
            done = int(state["epoch"])
            print(f"going on after epoch {done}", flush=True)
    for epoch in range(done, settings.epochs):
        # Seeds depend on the epoch alone, so that a run that was stopped ends as one that was not.
        chance = random.Random(settings.seed * 1000 + epoch)
        torch.manual_seed(settings.seed * 1000 + epoch)
        model.train()
        started, sums, steps = time.time(), dict[str, float](), 0
        for batch in stream(corpus.items(chance=chance), settings.pieces, chance, blind=settings.blind):
            step = epoch * per_epoch + steps
            share = (
                step / rising
                if step < rising
                else 0.5 * (1 + math.cos(math.pi * min(1.0, (step - rising) / (total - rising))))
            )
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * max(share, 0.01)
            parts = loss(model, batch.to(device))
            parts["sum"].backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            steps += 1
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
            if steps % 25 == 0:
                _say(epoch, steps, per_epoch, sums, started)
        _say(epoch, steps, per_epoch, sums, started)
        unfinished = saved.with_suffix(".part")
        state_: dict[str, Any] = {
            "settings": json.dumps(asdict(settings), sort_keys=True),
            "epoch": epoch + 1,
            "model": model.state_dict(),
            "optimizer": optimizer.state_dict(),
        }
        torch.save(state_, unfinished)
        unfinished.replace(saved)
        torch.save(model.state_dict(), out / f"epoch-{epoch + 1}.pt")
    model.eval()
    return model


def _say(epoch: int, steps: int, of: int, sums: dict[str, float], started: float) -> None:
    parts = "  ".join(f"{name} {value / steps:.3f}" for name, value in sums.items())
    print(f"epoch {epoch + 1}  step {steps} of {of}  {time.time() - started:.0f} s  {parts}", flush=True)
