"""Small random negotiations from a seed, for the oracles by definition."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator
from typing import Any

from winset.negotiation.model import Negotiation


def negotiation(**parts: Any) -> Negotiation:
    """Return a negotiation from the shape of its file."""
    return Negotiation.model_validate({"title": "Small", **parts})


def party(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "name": name.title(), "roles": ["signatory"], **more}


def issue(name: str, options: Iterable[str], **more: Any) -> dict[str, Any]:
    return {
        "id": name,
        "question": f"What of {name}?",
        "options": [{"id": o, "says": f"{name} is {o}"} for o in options],
        **more,
    }


def packages(n: Negotiation) -> Iterator[dict[str, str]]:
    """Yield every combination of options, constraints or not."""
    ids = [i.id for i in n.issues]
    for combination in itertools.product(*([o.id for o in i.options] for i in n.issues)):
        yield dict(zip(ids, combination, strict=True))


def allowed(n: Negotiation, package: dict[str, str]) -> bool:
    """Whether no constraint forbids a package."""
    return all(
        any(package[c.issue] != c.option for c in k.if_) or any(package[c.issue] == c.option for c in k.any_of)
        for k in n.constraints
    )


def random_negotiation(seed: int, *, reservation: bool = False, numbers: bool = False) -> Negotiation:
    """Return a small negotiation with red lines, needs, requirements, constraints, rankings, some of each."""
    r = random.Random(seed)
    parties = ["a", "b", "c"][: r.randint(1, 3)]
    issues = {f"i{k}": ["x", "y", "z"][: r.randint(1, 3)] for k in range(r.randint(1, 3))}

    def atom() -> dict[str, str]:
        name = r.choice(list(issues))
        return {"issue": name, "option": r.choice(issues[name])}

    positions = []
    for p in parties:
        for name, options in issues.items():
            if r.random() < 0.75:
                ranking: list[Any] = r.sample(options, r.randint(0, len(options)))
                if len(ranking) > 1 and r.random() < 0.3:
                    ranking = [ranking[:2], *ranking[2:]]
                red = [o for o in options if r.random() < 0.3]
                left = [o for o in options if o not in red]
                positions.append(
                    {
                        "holder": p,
                        "issue": name,
                        "basis": r.choice(["self", "ascribed", "inferred"]),
                        "ranking": ranking,
                        "red_lines": red,
                        "needs": r.sample(options, r.randint(1, len(options))) if r.random() < 0.3 else [],
                        "fallback": r.choice(left) if left and r.random() < 0.3 else None,
                        "firmness": r.choice([None, "red_line", "demand", "offer", "openness"]),
                    }
                )
    utilities = {}
    if reservation or numbers:
        for p in parties:
            if numbers or r.random() < 0.7:
                raw = [r.randint(0, 3) for _ in issues]
                total = sum(raw) or 1
                weights = {name: w / total for name, w in zip(issues, raw, strict=True)}
                if not sum(raw):
                    weights[next(iter(issues))] = 1.0
                utilities[p] = {
                    "weights": weights,
                    "values": {name: {o: r.randint(0, 4) / 4 for o in options} for name, options in issues.items()},
                    "reservation": r.choice([None, 0, 0.25, 0.5]) if numbers else r.randint(0, 4) / 4,
                }
    return negotiation(
        parties=[party(p) for p in parties],
        issues=[issue(name, o, status_quo=r.choice([None, *o])) for name, o in issues.items()],
        positions=positions,
        requirements=[
            {
                "holder": r.choice(parties),
                "if": [atom() for _ in range(r.randint(0, 2))],
                "any_of": [atom() for _ in range(r.randint(0, 2))],
                "firmness": r.choice([None, "red_line", "demand", "offer"]),
            }
            for _ in range(r.randint(0, 2))
        ],
        constraints=[
            {
                "id": f"k{k}",
                "if": [atom() for _ in range(r.randint(1, 2))],
                "any_of": [atom() for _ in range(r.randint(0, 2))],
            }
            for k in range(r.randint(0, 2) if r.random() < 0.6 else 0)
        ],
        utilities=utilities,
        no_deal=[
            {
                "id": "walk",
                "says": "They walk away",
                "package": {name: r.choice(o) for name, o in issues.items() if numbers or r.random() < 0.8},
            }
        ]
        if r.random() < 0.6
        else [],
    )
