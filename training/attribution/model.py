"""The tagger in torch: MiniLM with features of the parse at its input, cue heads, a chain for each role of a cue."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from winset.reading.attribution.tagging.heads import ROLES, SCORES
from winset.reading.attribution.tagging.pairs import KINDS
from winset.reading.attribution.tagging.sheet import FEATURES

PAIR = 64


@dataclass(frozen=True)
class Batch:
    """Windows side by side; shapes in windows B, pieces T, words W, anchors K.

    `ids`, `mask` (B, T); `features` (B, T, 6), numbers plus one at the first piece of a word, 0 elsewhere; `first`
    (B, W) the first piece of each word; `words` (B, W) which are words; `core` (B, W) which are answered for;
    `anchor` (B, W) which are heads of cues; `covered` (B, W, 2) which belong to any content, any source; `window` and
    `at` (K,) where each anchor stands; `between` (K, W, 5); `roles` (K, 3, W).
    """

    ids: Tensor
    mask: Tensor
    features: Tensor
    first: Tensor
    words: Tensor
    core: Tensor
    anchor: Tensor
    covered: Tensor
    window: Tensor
    at: Tensor
    between: Tensor
    roles: Tensor

    def to(self, device: torch.device) -> Batch:
        """Return the batch on a device."""
        return Batch(**{name: value.to(device) for name, value in self.__dict__.items()})


class Encoder(nn.Module):
    """The part that is exported: from pieces and features to states of pieces."""

    def __init__(self, weights: Path, layers: int | None = None) -> None:
        super().__init__()
        from transformers import AutoModel

        # Without dropout on the attention itself torch takes its fast path on the CPU.
        self.bert: Any = AutoModel.from_pretrained(weights, add_pooling_layer=False, attention_probs_dropout_prob=0.0)
        if layers is not None:
            self.bert.encoder.layer = self.bert.encoder.layer[:layers]
        self.width = int(self.bert.config.hidden_size)
        self.features = nn.ModuleList(nn.Embedding(size + 1, self.width, padding_idx=0) for size in FEATURES)
        for table in self.features:
            nn.init.zeros_(table.weight)

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """Return states of shape (B, T, d)."""
        vectors = self.bert.embeddings.word_embeddings(ids)
        for column, table in enumerate(self.features):
            vectors = vectors + table(features[:, :, column])
        states: Tensor = self.bert(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        return states


class Tagger(nn.Module):
    """Encoder and heads; see `winset.reading.attribution.tagging.heads.Heads` for what the weights mean."""

    def __init__(self, weights: Path, *, layers: int | None = None, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(weights, layers)
        width, outputs = self.encoder.width, len(ROLES) * SCORES
        self.dropout = nn.Dropout(dropout)
        self.anchor = nn.Linear(width, 1)
        self.covered = nn.Linear(width, 2)
        self.governor = nn.Linear(width, PAIR, bias=False)
        self.word = nn.Linear(width, PAIR, bias=False)
        self.kinds = nn.Embedding(sum(KINDS), PAIR)
        self.pair = nn.Linear(PAIR, outputs, bias=False)
        self.plain = nn.Linear(width, outputs)
        self.register_buffer("offsets", torch.tensor(np.concatenate([[0], np.cumsum(KINDS)[:-1]])), persistent=False)
        nn.init.normal_(self.kinds.weight, std=0.1)
        with torch.no_grad():
            self.anchor.bias.fill_(-3.0)
            self.plain.bias.copy_(torch.tensor([0.0, -2.0, -2.0] * len(ROLES)))

    def states(self, batch: Batch) -> Tensor:
        """Return states of the words, shape (B, W, d)."""
        with torch.autocast(batch.ids.device.type, torch.bfloat16, enabled=self.training):
            states = self.encoder(batch.ids, batch.mask, batch.features)
        states = states.float()
        return torch.gather(states, 1, batch.first[:, :, None].expand(-1, -1, states.shape[2]))

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Return logits of anchors (B, W), of covered words (B, W, 2), and chain scores (K, 3, 3, W)."""
        states = self.dropout(self.states(batch))
        pair = self.word(states)[batch.window] + self.governor(states[batch.window, batch.at])[:, None, :]
        pair = pair + self.kinds(batch.between + self.offsets).sum(2)
        scores = self.pair(torch.relu(self.dropout(pair))) + self.plain(states)[batch.window]
        scores = scores.unflatten(2, (len(ROLES), SCORES)).permute(0, 2, 3, 1)
        return self.anchor(states).squeeze(2), self.covered(states), scores

    def heads(self) -> dict[str, np.ndarray]:
        """Return the weights of the heads as `Heads` takes them."""
        found = {
            "anchor": self.anchor.weight[0],
            "anchor_bias": self.anchor.bias[0],
            "governor": self.governor.weight.T,
            "word": self.word.weight.T,
            "kinds": self.kinds.weight,
            "pair": self.pair.weight.T,
            "plain": self.plain.weight.T,
            "bias": self.plain.bias,
        }
        return {name: value.detach().cpu().float().numpy() for name, value in found.items()}


def chain_loss(scores: Tensor, labels: Tensor, words: Tensor) -> Tensor:
    """Return the negative log-likelihood of labelled chains, shape (chains,).

    Parameters
    ----------
    scores
        Shape (chains, 3, W): of words, of beginnings, of ends.
    labels, words
        Shape (chains, W): which belong to the role; which are words (the others hold no score and no label).
    """
    word, begin, end = (scores[:, kind].masked_fill(~words, 0.0) for kind in range(SCORES))
    # Behind the last word nothing belongs to a role; -1e4 keeps bf16 and gradients finite.
    word = word.masked_fill(~words, -1e4)
    labels = labels & words
    before, after = nn.functional.pad(labels, (1, 0))[:, :-1], nn.functional.pad(labels, (0, 1))[:, 1:]
    chosen = word.masked_fill(~labels, 0.0) + begin * (labels & ~before) + end * (labels & ~after)
    words_, begins, ends = word.unbind(1), begin.unbind(1), end.unbind(1)
    off, on = torch.zeros_like(words_[0]), words_[0] + begins[0]
    for t in range(1, len(words_)):
        off, on = (
            torch.logaddexp(off, on + ends[t - 1]),
            torch.logaddexp(on, off + begins[t]) + words_[t],
        )
    return torch.logaddexp(off, on + ends[-1]) - chosen.sum(1)


def loss(
    model: Tagger, batch: Batch, *, covered: float = 0.3, roles: tuple[float, ...] = (1.0, 0.6, 0.4)
) -> dict[str, Tensor]:
    """Return the parts of the loss and their sum."""
    anchor, any_role, scores = model(batch)
    binary = nn.functional.binary_cross_entropy_with_logits
    count = max(1, len(batch.at))
    core = batch.core
    parts = {
        "anchor": binary(anchor[core], batch.anchor[core].float(), reduction="sum") / count,
        "covered": covered * binary(any_role[batch.words], batch.covered[batch.words].float()) * 5,
    }
    if len(batch.at):
        words = batch.words[batch.window][:, None].expand(-1, len(ROLES), -1)
        chains = chain_loss(scores.flatten(0, 1), batch.roles.flatten(0, 1), words.flatten(0, 1)).unflatten(
            0, (-1, len(ROLES))
        )
        for role, weight, value in zip(ROLES, roles, chains.mean(0), strict=True):
            parts[role] = 0.4 * weight * value
    parts["sum"] = torch.stack(list(parts.values())).sum()
    return parts
