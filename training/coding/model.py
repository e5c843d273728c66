"""The judge in torch: MiniLM over a statement alone, over propositions, and over the two together, with small heads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from lines import ACTS, FIRMNESS
from torch import Tensor, nn

from data import Glances, Pairs
from winset.reading.coding.judging.judge import SIDES as _SIDES

SIDES = len(_SIDES)
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


class First(nn.Module):
    """At a glance: act, firmness, hedge and what the statement is about."""

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

    def prepared(self, issues: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return what a glance needs of pooled propositions (N, d): query, own and unit vectors."""
        return self.query(issues), self.issue(issues), nn.functional.normalize(issues, dim=1)

    def forward(
        self, states: Tensor, mask: Tensor, line: Tensor, query: Tensor, own: Tensor, unit: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return (B, 20) and (B, N) logits of states (B, T, d) and prepared propositions."""
        scores = torch.einsum("btd,kd->bkt", states, self.ask).masked_fill(~line[:, None, :], -1e4)
        pooled = torch.einsum("bkt,btd->bkd", scores.softmax(-1), states).flatten(1)
        pooled = torch.cat([pooled, states[:, 0]], 1)
        manner = self.out(self.dropout(nn.functional.gelu(self.hidden(self.dropout(pooled)))))
        q = query.unflatten(1, (HEADS, -1))
        k, v = self.key(states).unflatten(2, (HEADS, -1)), self.value(states).unflatten(2, (HEADS, -1))
        near = torch.einsum("nhd,bthd->bnht", q, k) * (q.shape[-1] ** -0.5)
        near = near.masked_fill(~mask[:, None, None, :], -1e4).softmax(-1)
        seen = torch.einsum("bnht,bthd->bnhd", near, v).flatten(2)
        joined = torch.cat([seen, own[None].expand(seen.shape[0], -1, -1), seen * own], 2)
        weight = line.to(states.dtype)[:, :, None]
        mean = nn.functional.normalize((states * weight).sum(1) / weight.sum(1), dim=1)
        learned = self.score(self.dropout(nn.functional.gelu(self.join(joined)))).squeeze(2)
        return manner, learned + self.near[0] * (mean @ unit.T) + self.near[1]


class Second(nn.Module):
    """Beside a proposition: whether the statement is about it, and on which side each party stands."""

    def __init__(self, width: int, dropout: float, *, hidden: int = 256) -> None:
        super().__init__()
        self.hidden = nn.Linear(2 * width, hidden)
        self.out = nn.Linear(hidden, SIDES + 1)
        self.about = nn.Linear(width, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, pair: Tensor, spot: Tensor) -> tuple[Tensor, Tensor]:
        """Return logits (C,) and (P, 5), four sides and whether the party would do it, of states (C, T, d).

        `pair` (P,) and `spot` (P, T) tell where the marks stand.
        """
        whole = states[:, 0]
        mark = torch.einsum("pt,ptd->pd", spot, states[pair])
        joined = self.dropout(torch.cat([mark, whole[pair]], 1))
        sides = self.out(self.dropout(nn.functional.gelu(self.hidden(joined))))
        return self.about(self.dropout(whole)).squeeze(1), sides


class Judge(nn.Module):
    """Encoder and heads."""

    def __init__(self, weights: Path, *, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(weights)
        self.first = First(self.encoder.width, dropout)
        self.pair = Second(self.encoder.width, dropout)
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

    def glance(self, batch: Glances) -> tuple[Tensor, Tensor]:
        """Return logits of the manner (B, 20) and of issues (B, N)."""
        states = self._states(batch.ids, batch.types, batch.mask)
        words = self._states(batch.issue_ids, torch.zeros_like(batch.issue_ids), batch.issue_mask)
        weight = batch.issue_mask[:, :, None].float()
        pooled = (words * weight).sum(1) / weight.sum(1)
        found: tuple[Tensor, Tensor] = self.first(states, batch.mask, batch.types.bool(), *self.first.prepared(pooled))
        return found

    def sides(self, batch: Pairs) -> tuple[Tensor, Tensor]:
        """Return logits of being about it (C,) and of sides and agent (P, 5)."""
        found: tuple[Tensor, Tensor] = self.pair(
            self._states(batch.ids, batch.types, batch.mask), batch.pair, batch.spot
        )
        return found

    def _states(self, ids: Tensor, types: Tensor, mask: Tensor) -> Tensor:
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            states = self.encoder(ids, types, mask)
        out: Tensor = self.dropout(states.float())
        return out


def glance_loss(found: tuple[Tensor, Tensor], batch: Glances) -> dict[str, Tensor]:
    """Return the parts of the loss of a glance."""
    manner, about = found
    acts = len(ACTS)
    cross = nn.functional.cross_entropy
    binary = nn.functional.binary_cross_entropy_with_logits
    return {
        "act": cross(manner[:, :acts], batch.act, label_smoothing=0.05),
        "firm": 0.5 * cross(manner[:, acts : acts + len(FIRMNESS)], batch.firm, label_smoothing=0.05),
        "hedged": 0.3 * binary(manner[:, -1], batch.hedged),
        # Each statement is about one or two issues of many: the sum over issues, not their mean.
        "about": (binary(about, batch.about, reduction="none") * batch.sure).sum(1).mean(),
    }


def sides_loss(found: tuple[Tensor, Tensor], batch: Pairs) -> dict[str, Tensor]:
    """Return the parts of the loss of statements beside propositions."""
    about, sides = found
    cross = nn.functional.cross_entropy
    binary = nn.functional.binary_cross_entropy_with_logits
    return {
        "beside": 0.5 * binary(about, batch.about),
        "side": 2.0 * cross(sides[:, :SIDES], batch.side, label_smoothing=0.05),
        "agent": 0.3 * binary(sides[:, SIDES], batch.agent),
    }
