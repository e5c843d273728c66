"""Train the judge: seeded, with a checkpoint after every epoch."""

from __future__ import annotations

import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from lines import ACTS, FIRMNESS
from model import SIDES, Judge, loss
from torch import nn

from data import Corpus
from winset.reading.coding.judging.script import MARKS


@dataclass(frozen=True)
class Settings:
    """What a run is made with.

    Parameters
    ----------
    seed
        Of the order, the dropout, the heads' first weights.
    epochs, size
        Passes over the lines, and lines in a step.
    rate, head_rate
        Highest learning rate of the encoder, and of the heads.
    issues
        Propositions in a step.
    distract
        Share of the lines without context that are shown another line as context.
    """

    seed: int = 1
    epochs: int = 5
    size: int = 32
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warmup: float = 0.06
    issues: int = 40
    distract: float = 0.6
    dropout: float = 0.1


def train(corpus: Corpus, weights: Path, out: Path, settings: Settings, held: Corpus | None = None) -> Judge:
    """Return the trained judge; what it does on held lines is printed after every epoch."""
    torch.manual_seed(settings.seed)
    model = Judge(weights, dropout=settings.dropout)
    model.begin(corpus.tokenizer, MARKS)
    slow = list(model.encoder.parameters())
    known = {id(p) for p in slow}
    fast = [p for p in model.parameters() if id(p) not in known]
    torch.set_flush_denormal(True)
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": settings.rate}, {"params": fast, "lr": settings.head_rate}],
        weight_decay=settings.decay,
        fused=True,
    )
    per_epoch = math.ceil(len(corpus.items) / settings.size)
    total, rates = per_epoch * settings.epochs, [group["lr"] for group in optimizer.param_groups]
    rising = max(1, int(total * settings.warmup))
    out.mkdir(parents=True, exist_ok=True)
    step = 0
    for epoch in range(settings.epochs):
        chance = random.Random(settings.seed * 1000 + epoch)
        torch.manual_seed(settings.seed * 1000 + epoch)
        model.train()
        started, sums, steps = time.time(), dict[str, float](), 0
        for batch in corpus.batches(settings.size, chance, issues=settings.issues, distract=settings.distract):
            share = (
                step / rising
                if step < rising
                else 0.5 * (1 + math.cos(math.pi * min(1.0, (step - rising) / (total - rising))))
            )
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * max(share, 0.01)
            parts = loss(model, batch)
            parts["sum"].backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step, steps = step + 1, steps + 1
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
        said = "  ".join(f"{name} {value / steps:.3f}" for name, value in sums.items())
        print(f"epoch {epoch + 1}  {time.time() - started:.0f} s  {said}", flush=True)
        torch.save(model.state_dict(), out / "judge.pt")
        if held is not None:
            print("   held:", measured(model, held), flush=True)
    model.eval()
    return model


def measured(model: Judge, corpus: Corpus) -> dict[str, float]:
    """Return shares of right answers on lines shown as they are, all issues asked."""
    model.eval()
    right: dict[str, list[float]] = {name: [] for name in ("act", "firm", "hedged", "issue", "side")}
    found = given = agreed = 0
    with torch.no_grad():
        for at in range(0, len(corpus.items), 64):
            items = corpus.items[at : at + 64]
            batch = corpus.batch(items, None, issues=None)
            manner, about, pairs = model(batch)
            acts = manner[:, : len(ACTS)].argmax(1)
            right["act"] += [float(batch.act[i, a] > 0) for i, a in enumerate(acts)]
            right["firm"] += (manner[:, len(ACTS) : len(ACTS) + len(FIRMNESS)].argmax(1) == batch.firm).float().tolist()
            right["hedged"] += ((manner[:, -1] > 0) == batch.hedged.bool()).float().tolist()
            on = about > 0
            found += int((on & batch.about.bool()).sum())
            given += int(on.sum())
            agreed += int(batch.about.sum())
            for row in range(len(items)):
                top = int(about[row].argmax())
                if batch.about[row].any():
                    right["issue"].append(float(batch.about[row, top]))
            some = batch.side > 0
            right["side"] += (pairs[some][:, :SIDES].argmax(1) == batch.side[some]).float().tolist()
            right.setdefault("none", []).extend((pairs[~some][:, :SIDES].argmax(1) == 0).float().tolist())
    out = {name: round(sum(v) / max(1, len(v)), 3) for name, v in right.items()}
    return out | {"issue P": round(found / max(1, given), 3), "issue R": round(found / max(1, agreed), 3)}
