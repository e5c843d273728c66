"""Train the judge: seeded, with a checkpoint after every epoch."""

from __future__ import annotations

import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from lines import ACTS, FIRMNESS
from model import SIDES, Judge, glance_loss, sides_loss
from torch import Tensor, nn

from data import Corpus, Item
from winset.reading.coding.judging.script import MARKS


@dataclass(frozen=True)
class Settings:
    """What a run is made with.

    Parameters
    ----------
    seed
        Of the order, the dropout, the heads' first weights.
    epochs, size
        Passes over the items, and items in a step.
    rate, head_rate
        Highest learning rate of the encoder, and of the heads.
    issues
        Propositions in a step besides those that it needs.
    """

    seed: int = 1
    epochs: int = 7
    size: int = 32
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warmup: float = 0.06
    issues: int = 40
    dropout: float = 0.1


def train(
    corpus: Corpus,
    weights: Path,
    out: Path,
    settings: Settings,
    held: Mapping[str, Corpus],
    *,
    more: Callable[[random.Random], list[Item]],
    start: Path | None = None,
) -> Judge:
    """Return the trained judge; what it does on held items is printed after every epoch.

    `more` gives the items that are made anew for every epoch; `start` is the checkpoint of another run to go on from,
    with a new course of the rates.
    """
    torch.manual_seed(settings.seed)
    model = Judge(weights, dropout=settings.dropout)
    model.begin(corpus.tokenizer, MARKS)
    if start is not None:
        model.load_state_dict(torch.load(start))
    slow = list(model.encoder.parameters())
    known = {id(p) for p in slow}
    fast = [p for p in model.parameters() if id(p) not in known]
    torch.set_flush_denormal(True)
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": settings.rate}, {"params": fast, "lr": settings.head_rate}],
        weight_decay=settings.decay,
        fused=True,
    )
    written = corpus.items
    out.mkdir(parents=True, exist_ok=True)
    step = 0
    for epoch in range(settings.epochs):
        chance = random.Random(settings.seed * 1000 + epoch)
        torch.manual_seed(settings.seed * 1000 + epoch)
        corpus.items = written + more(chance)
        total = math.ceil(len(corpus.items) / settings.size) * settings.epochs
        model.train()
        started, sums, steps = time.time(), defaultdict[str, float](float), 0
        for items in corpus.groups(settings.size, chance):
            share = _share(step, total, settings.warmup)
            for group, rate in zip(optimizer.param_groups, (settings.rate, settings.head_rate), strict=True):
                group["lr"] = rate * share
            shown, orders = corpus.shown(items, chance)
            batch = corpus.glances(items, shown, chance, issues=settings.issues)
            found = model.glance(batch)
            parts = glance_loss(found, batch)
            torch.stack(list(parts.values())).sum().backward()
            asked = questions(items, batch.names, found[1].detach(), chance)
            pairs = corpus.pairs(items, shown, orders, asked, chance)
            others = sides_loss(model.sides(pairs), pairs)
            torch.stack(list(others.values())).sum().backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            step, steps = step + 1, steps + 1
            for name, value in (parts | others).items():
                sums[name] += float(value.detach())
        said = "  ".join(f"{name} {value / steps:.3f}" for name, value in sums.items())
        print(f"epoch {epoch + 1}  {time.time() - started:.0f} s  {said}", flush=True)
        torch.save(model.state_dict(), out / "judge.pt")
        for name, some in held.items():
            print(f"   {name}:", measured(model, some), flush=True)
    model.eval()
    return model


def _share(step: int, total: int, warmup: float) -> float:
    """Return the share of the highest rate: rising in a line, then falling as half a cosine."""
    rising = max(1, int(total * warmup))
    if step < rising:
        return max(step / rising, 0.01)
    return max(0.5 * (1 + math.cos(math.pi * min(1.0, (step - rising) / (total - rising)))), 0.01)


def questions(items: list[Item], names: tuple[str, ...], about: Tensor, chance: random.Random) -> list[tuple[int, str]]:
    """Return what the items are asked beside: their own issues, and for each item one that it is not about.

    Of these three in four are among the two likeliest by the glance that their writer had in view.
    """
    found = []
    for row, item in enumerate(items):
        own = list(dict.fromkeys(i for _, _, i, _ in item.positions))
        found += [(row, i) for i in own]
        likeliest = torch.argsort(about[row], descending=True).tolist()
        hard = [names[n] for n in likeliest if names[n] not in own and names[n] in item.known][:2]
        if hard and chance.random() < 0.75:
            found.append((row, chance.choice(hard)))
        else:
            found.append((row, chance.choice([name for name in names if name not in own])))
    return found


def measured(model: Judge, corpus: Corpus, *, least: float = 0.1, most: int = 4, side: float = 0.4) -> dict[str, float]:
    """Return shares of right answers on items shown as they are, asked about the issues that their writers knew.

    "issue": the likeliest is one of the item's; "found": its issues are among the `most` of at least `least`; "side":
    of three, where there is one; P, R, F1: of positions with their holders, by the network alone.
    """
    model.eval()
    right: dict[str, list[float]] = defaultdict(list)
    agreed = given = true = 0
    with torch.no_grad():
        for at in range(0, len(corpus.items), 64):
            items = corpus.items[at : at + 64]
            shown, orders = corpus.shown(items, None)
            batch = corpus.glances(items, shown, None)
            manner, logits = model.glance(batch)
            right["act"] += [float(batch.act[i, a] > 0) for i, a in enumerate(manner[:, : len(ACTS)].argmax(1))]
            firm = manner[:, len(ACTS) : len(ACTS) + len(FIRMNESS)].argmax(1)
            right["firm"] += (firm == batch.firm).float().tolist()
            asked: list[tuple[int, str]] = []
            seen: list[bool] = []
            for row, item in enumerate(items):
                own = {i for _, _, i, _ in item.positions}
                order = [
                    n for n in torch.argsort(logits[row], descending=True).tolist() if batch.names[n] in item.known
                ]
                near = {batch.names[n] for n in order[:most] if logits[row, n].sigmoid() >= least}
                if own:
                    right["issue"].append(float(batch.names[order[0]] in own))
                    right["found"] += [float(i in near) for i in own]
                asked += [(row, i) for i in sorted(own | near)]
                seen += [i in near for i in sorted(own | near)]
                true += sum(s != "~" for _, s, _, _ in item.positions)
            if not asked:
                continue
            pairs = corpus.pairs(items, shown, orders, asked, None)
            sides = model.sides(pairs)[1][:, :SIDES].softmax(1)
            best = sides[:, 1:].argmax(1) + 1
            for number in range(len(best)):
                is_side, near_ = int(pairs.side[number]), seen[int(pairs.pair[number])]
                if is_side:
                    right["side"].append(float(best[number] == is_side))
                if near_ and sides[number, best[number]] >= side:
                    given += 1
                    agreed += int(best[number] == is_side)
    p, r = agreed / max(1, given), agreed / max(1, true)
    shares = {name: round(sum(v) / max(1, len(v)), 3) for name, v in right.items()}
    return shares | {"P": round(p, 3), "R": round(r, 3), "F1": round(2 * p * r / max(1e-9, p + r), 3)}
