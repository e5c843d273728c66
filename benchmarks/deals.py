"""Deals: the efficient frontier with given utilities, and shares under ordinal knowledge.

    python benchmarks/deals.py
    NEGMAS_PYTHON=/path/to/venv/bin/python python benchmarks/deals.py

Synthetic cases come from `numpy.random.default_rng(seed)`: weights uniform on the simplex, values uniform in [0, 1],
every reservation value 0.4. With ``NEGMAS_PYTHON`` set to the interpreter of an environment that has NegMAS 0.16
(AGPL, so never a dependency), the same case is also solved by NegMAS, in its own process, and the ratio is printed.
Times are CPU time, so that other work on the machine matters less; both programs run on one core here.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from winset.analysis.deals import deals
from winset.negotiation.model import Negotiation


def numeric(seed: int, parties: int, issues: int, options: int, reservation: float = 0.4) -> dict[str, Any]:
    """Return a synthetic negotiation with given utilities, in the shape of its file."""
    rng = np.random.default_rng(seed)
    names = [f"i{k}" for k in range(issues)]
    letters = [f"o{k}" for k in range(options)]
    utilities = {}
    for p in range(parties):
        weights = rng.dirichlet(np.ones(issues)).tolist()
        values = rng.random((issues, options)).tolist()
        utilities[f"p{p}"] = {
            "weights": dict(zip(names, weights, strict=True)),
            "values": {i: dict(zip(letters, row, strict=True)) for i, row in zip(names, values, strict=True)},
            "reservation": reservation,
        }
    return {**_frame(parties, names, letters), "utilities": utilities}


def ordinal(seed: int, parties: int, issues: int, options: int) -> dict[str, Any]:
    """Return a synthetic negotiation with rankings only; a third of them leave an option out."""
    rng = np.random.default_rng(seed)
    names = [f"i{k}" for k in range(issues)]
    letters = [f"o{k}" for k in range(options)]
    positions = []
    for p in range(parties):
        for i in names:
            ranking = rng.permutation(letters).tolist()
            if rng.random() < 1 / 3:
                ranking = ranking[:-1]
            red = [ranking[-1]] if rng.random() < 0.1 else []
            positions.append({"holder": f"p{p}", "issue": i, "basis": "self", "ranking": ranking, "red_lines": red})
    walk = {i: str(rng.choice(letters)) for i in names}
    return {
        **_frame(parties, names, letters),
        "positions": positions,
        "no_deal": [{"id": "walk", "says": "No deal", "package": walk}],
    }


def _frame(parties: int, names: list[str], letters: list[str]) -> dict[str, Any]:
    return {
        "title": "Synthetic",
        "parties": [{"id": f"p{p}", "name": f"P{p}", "roles": ["signatory"]} for p in range(parties)],
        "issues": [{"id": i, "question": i, "options": [{"id": o, "says": o} for o in letters]} for i in names],
    }


# Runs in NegMAS's own environment: reads the case, finds the frontier and the bargaining solutions as NegMAS does.
NEGMAS = """
import json, sys, time
from negmas import make_issue
from negmas.outcomes import make_os
from negmas.preferences import LinearAdditiveUtilityFunction as U
from negmas.preferences.value_fun import TableFun
from negmas.preferences.ops import pareto_frontier, nash_points, kalai_points, max_welfare_points, ks_points
import negmas
case = json.load(open(sys.argv[1]))
names = [i["id"] for i in case["issues"]]
issues = [make_issue([o["id"] for o in i["options"]], name=i["id"]) for i in case["issues"]]
space = make_os(issues)
ufuns = [
    U(values=[TableFun(u["values"][n]) for n in names], weights=[u["weights"][n] for n in names], outcome_space=space,
      reserved_value=u["reservation"])
    for u in case["utilities"].values()
]
best = float("inf")
for _ in range(3):
    start = time.process_time()
    outcomes = list(space.enumerate_or_sample())
    frontier, indices = pareto_frontier(ufuns, outcomes=outcomes, sort_by_welfare=True)
    for points in (nash_points, kalai_points, max_welfare_points, ks_points):
        points(ufuns, frontier, outcome_space=space)
    best = min(best, time.process_time() - start)
print(json.dumps({"seconds": best, "frontier": len(frontier), "version": negmas.__version__}))
"""


def negmas(case: dict[str, Any], python: str) -> dict[str, Any]:
    """Return what NegMAS needs for a case, in its own process."""
    with tempfile.TemporaryDirectory() as folder:
        file, script = Path(folder) / "case.json", Path(folder) / "solve.py"
        file.write_text(json.dumps(case), encoding="utf-8")
        script.write_text(NEGMAS, encoding="utf-8")
        done = subprocess.run([python, str(script), str(file)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"NegMAS failed:\n{done.stderr[-3000:]}")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def timed(case: dict[str, Any], repeat: int = 5, **options: Any) -> tuple[float, Any]:
    """Return the best of some times, in seconds of one core, and the answer."""
    n = Negotiation.model_validate(case)
    best, result = float("inf"), None
    for _ in range(repeat):
        start = time.process_time()
        result = deals(n, top=10, **options)
        best = min(best, time.process_time() - start)
    return best, result


def peak() -> float:
    """Return the most memory this process has used, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the times."""
    for parties, issues, options in ((4, 8, 5), (4, 10, 5), (4, 12, 5)):
        for seed in range(2):
            case = numeric(seed, parties, issues, options)
            seconds, result = timed(case)
            answer = result.answer
            print(
                f"frontier and choices, {parties} parties, {issues} × {options}, default_rng({seed}): "
                f"{answer.combinations:,} packages, {answer.rational:,} rational, "
                f"{answer.efficient_count:,} efficient; "
                f"{seconds:.3f} s, peak {peak():.0f} MB"
            )
            python = os.environ.get("NEGMAS_PYTHON")
            if python and issues == 8:
                other = negmas(case, python)
                print(
                    f"  NegMAS {other['version']}: {other['seconds']:.1f} s, frontier {other['frontier']:,}; "
                    f"ratio {other['seconds'] / seconds:,.0f}"
                )
    for seed in range(2):
        case = ordinal(seed, 6, 7, 4)
        seconds, result = timed(case, repeat=1, draws=10_000, choice_draws=1, efficiency_draws=1)
        answer = result.answer
        print(
            f"shares, 6 parties, 7 × 4, default_rng({seed}), 10,000 draws: {answer.combinations:,} packages, "
            f"{answer.admissible:,} admissible; {seconds:.2f} s, peak {peak():.0f} MB"
        )
        seconds, result = timed(case, repeat=1)
        answer = result.answer
        print(
            f"  with choices from {answer.choice_draws} draws, efficiency from {answer.efficiency_draws}, dependence: "
            f"{seconds:.2f} s"
        )


if __name__ == "__main__":
    main()
