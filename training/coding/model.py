"""The judge in torch: MiniLM over a statement and over propositions, then heads that look from the one at the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from lines import ACTS, FIRMNESS
from torch import Tensor, nn

from data import Batch

SIDES = 4
HEADS = 4


class Encoder(nn.Module):
    """From pieces and segments to states of pieces (B, T, d)."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        from transformers import AutoModel

        # Without dropout on the attention itself torch takes its fast path on the CPU.
        self.bert: Any = AutoModel.from_pretrained(weights, add_pooling_layer=False, attention_probs_dropout_prob=0.0)
        self.width = int(self.bert.config.hidden_size)

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        """Return states of pieces."""
        states: Tensor = self.bert(input_ids=ids, token_type_ids=types, attention_mask=mask.long()).last_hidden_state
        return states


class Look(nn.Module):
    """Several-headed attention from queries (P, Q, d) to states (P, T, d), without bias tricks, so that it exports."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(width, width) for _ in range(4))

    def forward(self, query: Tensor, states: Tensor, mask: Tensor) -> Tensor:
        """Return (P, Q, d); `mask` (P, T) True where there is something to look at."""
        q, k, v = (
            f(x).unflatten(2, (HEADS, -1)).transpose(1, 2)
            for f, x in ((self.q, query), (self.k, states), (self.v, states))
        )
        scores = q @ k.transpose(2, 3) * (q.shape[-1] ** -0.5)
        scores = scores.masked_fill(~mask[:, None, None, :], -1e4)
        seen = (scores.softmax(-1) @ v).transpose(1, 2).flatten(2)
        return self.o(seen)  # type: ignore[no-any-return]


class Layer(nn.Module):
    """One layer of the sides' head: a proposition with a party's mark looks at itself and at the statement."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.own, self.other = Look(width), Look(width)
        self.wide, self.narrow = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in range(3))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, own: Tensor, states: Tensor, mask: Tensor) -> Tensor:
        """Return `x` (P, Q, d) after a look at itself, where `own`, and at `states`, where `mask`."""
        y = self.norms[0](x)
        x = x + self.dropout(self.own(y, y, own))
        x = x + self.dropout(self.other(self.norms[1](x), states, mask))
        return x + self.dropout(self.narrow(nn.functional.gelu(self.wide(self.norms[2](x)))))  # type: ignore[no-any-return]


class First(nn.Module):
    """Act, firmness, hedge and what the statement is about."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        outputs = len(ACTS) + len(FIRMNESS) + 1
        self.ask = nn.Parameter(torch.randn(3, width) * 0.05)
        self.hidden = nn.Linear(width * 4, width)
        self.out = nn.Linear(width, outputs)
        self.query, self.key, self.value = nn.Linear(width, width), nn.Linear(width, width), nn.Linear(width, width)
        self.issue = nn.Linear(width, width)
        self.join = nn.Linear(width * 3, 128)
        self.score = nn.Linear(128, 1)
        self.dropout = nn.Dropout(dropout)
        # MiniLM was trained so that means of like texts lie near each other: begin with that.
        self.near = nn.Parameter(torch.tensor([10.0, -6.0]))

    def forward(self, states: Tensor, mask: Tensor, line: Tensor, issues: Tensor) -> tuple[Tensor, Tensor]:
        """Return (B, 20) and (B, N) logits of states (B, T, d) and pooled propositions (N, d)."""
        scores = torch.einsum("btd,kd->bkt", states, self.ask).masked_fill(~line[:, None, :], -1e4)
        pooled = torch.einsum("bkt,btd->bkd", scores.softmax(-1), states).flatten(1)
        pooled = torch.cat([pooled, states[:, 0]], 1)
        manner = self.out(self.dropout(nn.functional.gelu(self.hidden(self.dropout(pooled)))))
        q = self.query(issues).unflatten(1, (HEADS, -1))
        k, v = self.key(states).unflatten(2, (HEADS, -1)), self.value(states).unflatten(2, (HEADS, -1))
        near = torch.einsum("nhd,bthd->bnht", q, k) * (q.shape[-1] ** -0.5)
        near = near.masked_fill(~mask[:, None, None, :], -1e4).softmax(-1)
        seen = torch.einsum("bnht,bthd->bnhd", near, v).flatten(2)
        own = self.issue(issues)[None].expand(seen.shape[0], -1, -1)
        joined = torch.cat([seen, own, seen * own], 2)
        weight = line.to(states.dtype)[:, :, None]
        mean = nn.functional.normalize((states * weight).sum(1) / weight.sum(1), dim=1)
        like = mean @ nn.functional.normalize(issues, dim=1).T
        learned = self.score(self.dropout(nn.functional.gelu(self.join(joined)))).squeeze(2)
        return manner, learned + self.near[0] * like + self.near[1]


class Second(nn.Module):
    """On which side a party stands: pairs of an issue and a party's mark."""

    def __init__(self, width: int, dropout: float, *, narrow: int = 192, layers: int = 2) -> None:
        super().__init__()
        self.states, self.words, self.mark = (
            nn.Linear(width, narrow),
            nn.Linear(width, narrow),
            nn.Linear(width, narrow),
        )
        self.kinds = nn.Embedding(2, narrow)
        self.layers = nn.ModuleList(Layer(narrow, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(narrow)
        self.hidden = nn.Linear(narrow * 2, narrow)
        self.out = nn.Linear(narrow, SIDES + 1)
        self.dropout = nn.Dropout(dropout)
        nn.init.normal_(self.kinds.weight, std=0.05)

    def forward(
        self, states: Tensor, mask: Tensor, words: Tensor, word_mask: Tensor, mark: Tensor, source: Tensor
    ) -> Tensor:
        """Return logits (P, 5): four sides and whether the party would do it.

        `states` (P, T, d), `words` (P, Q, d) of propositions, `mark` (P, d), `source` (P,) whether it is the source's.
        """
        first = self.mark(mark) + self.kinds(source)
        x = torch.cat([first[:, None], self.words(words)], 1)
        own = torch.cat([torch.ones_like(word_mask[:, :1]), word_mask], 1)
        seen = self.states(states)
        for layer in self.layers:
            x = layer(x, own, seen, mask)
        x = self.norm(x)
        rest = own[:, 1:, None].to(x.dtype)
        mean = (x[:, 1:] * rest).sum(1) / rest.sum(1)
        return self.out(self.dropout(nn.functional.gelu(self.hidden(torch.cat([x[:, 0], mean], 1)))))  # type: ignore[no-any-return]


class Judge(nn.Module):
    """Encoder and heads."""

    def __init__(self, weights: Path, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(weights)
        self.first = First(self.encoder.width, dropout)
        self.second = Second(self.encoder.width, dropout)
        self.dropout = nn.Dropout(dropout)

    def begin(self, tokenizer: Any, marks: tuple[str, ...]) -> None:
        """Give the marks vectors like those of words for parties, a little apart."""
        table = self.encoder.bert.embeddings.word_embeddings.weight
        words = ["company", "government", "union", "country", "party", "germany", "delegation"]
        with torch.no_grad():
            mean = table[[tokenizer.token_to_id(word) for word in words]].mean(0)
            for number, mark in enumerate(marks):
                own = table[tokenizer.token_to_id("speaker" if number == 0 else f"{'abcd'[number - 1]}")]
                table[tokenizer.token_to_id(mark)] = 0.6 * mean + 0.4 * own

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Return logits: of the manner (B, 20), of issues (B, N), of pairs (P, 5)."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            states = self.encoder(batch.ids, batch.types, batch.mask)
            words = self.encoder(batch.issue_ids, torch.zeros_like(batch.issue_ids), batch.issue_mask)
        states, words = self.dropout(states.float()), self.dropout(words.float())
        weight = batch.issue_mask[:, :, None].float()
        pooled = (words * weight).sum(1) / weight.sum(1)
        manner, about = self.first(states, batch.mask, batch.types.bool(), pooled)
        if not len(batch.row):
            return manner, about, states.new_zeros((0, SIDES + 1))
        own = states[batch.row]
        mark = torch.einsum("pt,ptd->pd", batch.spot, own)
        pairs = self.second(
            own,
            batch.mask[batch.row],
            words[batch.issue],
            batch.issue_mask[batch.issue],
            mark,
            (batch.mark == 0).long(),
        )
        return manner, about, pairs


def loss(model: Judge, batch: Batch) -> dict[str, Tensor]:
    """Return the parts of the loss and their sum."""
    manner, about, pairs = model(batch)
    acts = len(ACTS)
    cross = nn.functional.cross_entropy
    binary = nn.functional.binary_cross_entropy_with_logits
    parts = {
        "act": cross(manner[:, :acts], batch.act, label_smoothing=0.05),
        "firm": 0.5 * cross(manner[:, acts : acts + len(FIRMNESS)], batch.firm, label_smoothing=0.05),
        "hedged": 0.3 * binary(manner[:, -1], batch.hedged),
        # Each line is about one or two issues of many: the sum over issues, not their mean.
        "about": 1.0 * binary(about, batch.about, reduction="none").sum(1).mean(),
    }
    if len(batch.side):
        parts["side"] = 1.0 * cross(pairs[:, :SIDES], batch.side, label_smoothing=0.05)
        parts["agent"] = 0.3 * binary(pairs[:, -1], batch.agent)
    parts["sum"] = torch.stack(list(parts.values())).sum()
    return parts
