"""Smallest concessions in a large negotiation: 50 parties × 40 issues × 4 options.

    python benchmarks/blockers.py

300 red lines and 250 requirements of two literals (``if a then b``), drawn by `random.Random(seed)`.
"""

from __future__ import annotations

import random
import time

from winset.analysis.blockers import blockers
from winset.negotiation.model import Negotiation


def case(seed: int, parties: int = 50, issues: int = 40, red_lines: int = 300, requirements: int = 250) -> Negotiation:
    """Return the synthetic case."""
    r = random.Random(seed)
    names = [f"i{k}" for k in range(issues)]
    options = ["a", "b", "c", "d"]
    lines: dict[tuple[str, str], set[str]] = {}
    while sum(map(len, lines.values())) < red_lines:
        key = (f"p{r.randrange(parties)}", r.choice(names))
        lines.setdefault(key, set()).add(r.choice(options))
    return Negotiation.model_validate(
        {
            "title": "Synthetic",
            "parties": [{"id": f"p{k}", "name": f"P{k}", "roles": ["signatory"]} for k in range(parties)],
            "issues": [
                {"id": name, "question": name, "options": [{"id": o, "says": o} for o in options]} for name in names
            ],
            "positions": [
                {"holder": party, "issue": issue, "basis": "self", "red_lines": sorted(refused)}
                for (party, issue), refused in lines.items()
            ],
            "requirements": [
                {
                    "holder": f"p{r.randrange(parties)}",
                    "if": [{"issue": a, "option": r.choice(options)}],
                    "any_of": [{"issue": b, "option": r.choice(options)}],
                    "firmness": "red_line",
                }
                for a, b in (r.sample(names, 2) for _ in range(requirements))
            ],
        }
    )


def main() -> None:
    """Print the times, in seconds of one core."""
    for seed in range(3):
        n = case(seed)
        for limit in (1, 100):
            start = time.process_time()
            result = blockers(n, limit=limit, packages=1)
            seconds = time.process_time() - start
            print(
                f"50 parties, 40 × 4, 300 red lines, 250 requirements, random.Random({seed}), limit {limit}: "
                f"{len(result.concessions)} concessions (smallest {len(result.concessions[0])} lines), "
                f"{len(result.conflicts)} conflicts; {seconds:.2f} s"
            )


if __name__ == "__main__":
    main()
