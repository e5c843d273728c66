"""Stability: time and memory from 2^10 to 2^20 states (and 2^24), beside the dense matrix method in the same run.

    python benchmarks/stability.py            # prints; a minute
    python benchmarks/stability.py --write    # also rewrites its section of docs/benchmarks.md and the plot there

Synthetic conflicts come from `numpy.random.default_rng(1)`: four parties with k/4 options each, and 20 prioritised
statements of one to three options for each party. "hard" adds eight infeasible conditions of three options, makes the
first option of every party one-way and the second one of every second party one-way the other way round. Every size
runs in a process of its own, so that its peak of memory is its own. The dense method is the matrix form of Xu, Hipel,
Kilgour & Fang (2018) with n × n matrices in NumPy, written for this comparison; its answers are checked to be the same.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from winset._version import __version__
from winset.analysis.stability.api import memory_needed
from winset.analysis.stability.arena import Arena
from winset.analysis.stability.conflict import Conflict, DecisionMaker, Option, Statements
from winset.analysis.stability.engine import arena_of, stable_for
from winset.analysis.stability.simultaneous import sim_stable_for
from winset.negotiation.conditions import And, Condition, Name, Not, Or

DOCS = Path(__file__).parents[1] / "docs"
FOUR = ("nash", "gmr", "smr", "seq")
BEGIN, END = "<!-- stability: begin -->", "<!-- stability: end -->"


def conflict_of(options: int, hard: bool) -> Conflict:
    """Return the synthetic conflict with 2^options vectors."""
    rng = np.random.default_rng(1)
    each = options // 4
    names = [f"o{k}" for k in range(4 * each)]

    def literal(name: str) -> Condition:
        return Name(name) if rng.random() < 0.5 else Not(Name(name))

    def statement() -> Condition:
        chosen = rng.choice(len(names), size=int(rng.integers(1, 4)), replace=False)
        parts = tuple(literal(names[k]) for k in chosen)
        return parts[0] if len(parts) == 1 else And(parts) if rng.random() < 0.6 else Or(parts)

    def direction(k: int) -> Any:
        if hard and k % each == 0:
            return "only_on"
        return "only_off" if hard and k % each == 1 and k // each % 2 else "both"

    infeasible: tuple[Condition, ...] = ()
    if hard:
        infeasible = tuple(
            And(tuple(literal(names[k]) for k in rng.choice(len(names), size=3, replace=False))) for _ in range(8)
        )
    makers = tuple(
        DecisionMaker(
            f"d{i}",
            f"D{i}",
            tuple(Option(names[k], names[k], direction(k)) for k in range(i * each, (i + 1) * each)),
            Statements(tuple(statement() for _ in range(20))),
        )
        for i in range(4)
    )
    return Conflict(makers, infeasible)


def measure(options: int, hard: bool, sim: bool) -> dict[str, Any]:
    """Return times by concept and the peak of memory of this process."""
    import resource

    start = time.perf_counter()
    conflict = conflict_of(options, hard)
    arena = arena_of(conflict)
    found: dict[str, Any] = {"options": options, "states": conflict.size, "model": time.perf_counter() - start}
    for concept in (*FOUR, "sim") if sim else FOUR:
        begun = time.perf_counter()
        for party in range(4):
            if concept == "sim":
                sim_stable_for(arena, party)
            else:
                stable_for(arena, party, concept)
        found[concept] = time.perf_counter() - begun
    found["total"] = time.perf_counter() - start
    found["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found["estimate"] = memory_needed(conflict) / 2**20
    return found


def dense(arena: Arena, conflict: Conflict) -> tuple[float, dict[tuple[int, str], np.ndarray[Any, Any]]]:
    """Return the time of the dense matrix method for Nash, GMR, SMR and SEQ, and its answers."""
    start = time.perf_counter()
    n = len(arena.states)
    moves, better = [], []
    for party in range(4):
        matrix = np.zeros((n, n), dtype=np.float32)
        for row, place in enumerate(arena.states.tolist()):
            matrix[row, np.searchsorted(arena.states, arena.moves(party, place))] = 1
        moves.append(matrix)
        ranks = arena.ranks[party][arena.states]
        better.append((ranks[None, :] > ranks[:, None]).astype(np.float32))
    answers = {}
    for i in range(4):
        others = [j for j in range(4) if j != i]
        improve = moves[i] * better[i]
        no_better = 1 - better[i]
        answers[(i, "nash")] = ~improve.any(axis=1)
        reach = _closure([moves[j] for j in others])
        closed = _closure([moves[j] * better[j] for j in others])
        caught = no_better * ((moves[i] @ better[i].T) == 0).T
        for concept, way, sanction in (("gmr", reach, no_better), ("smr", reach, caught), ("seq", closed, no_better)):
            met = (sanction @ way.T) > 0
            answers[(i, concept)] = ~((improve > 0) & ~met).any(axis=1)
    return time.perf_counter() - start, answers


def _closure(matrices: list[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    step = np.minimum(sum(matrices), 1)  # type: ignore[call-overload]
    found = step
    while True:
        wider = np.minimum(found + found @ step, 1)
        if (wider == found).all():
            return found  # type: ignore[no-any-return]
        found = wider


def in_own_process(options: int, hard: bool, sim: bool = False) -> dict[str, Any]:
    """Return `measure` of another process."""
    done = subprocess.run(
        [sys.executable, __file__, "--one", json.dumps([options, hard, sim])],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"},
    )
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def report(largest: int) -> tuple[list[str], list[dict[str, Any]]]:
    """Return the lines of the report and the numbers of the plot."""
    lines = [
        f"Python {platform.python_version()}, NumPy {np.__version__}, winset {__version__}, "
        f"{os.cpu_count()} cores ({platform.machine()}), load {os.getloadavg()[0]:.1f} at the start.",
        "",
        "| conflict | states | model | Nash | GMR | SMR | SEQ | all | peak memory | estimated before |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    numbers = []
    for hard in (False, True):
        numbers += [in_own_process(options, hard) | {"hard": hard} for options in (12, 16, 20)]
    if largest > 20:
        numbers.append(in_own_process(largest, False) | {"hard": False})
    for row in numbers:
        kind = "infeasible states, one-way" if row["hard"] else "plain"
        cells = " | ".join(f"{row[c]:.2f} s" for c in ("model", *FOUR, "total"))
        lines.append(
            f"| {kind}, 2^{row['options']} vectors | {row['states']:,} | {cells} | {row['mb']:.0f} MB | "
            f"{row['estimate']:.0f} MB |"
        )
    five = in_own_process(12, False, True)
    lines += ["", f"All five concepts at 2^12 states: {five['total']:.2f} s (SIM {five['sim']:.2f} s).", ""]
    for options in (8, 12):
        conflict = conflict_of(options, True)
        arena = arena_of(conflict)
        seconds, answers = dense(arena, conflict)
        begun = time.perf_counter()
        own = {(i, c): stable_for(arena, i, c) for i in range(4) for c in FOUR}
        mine = time.perf_counter() - begun
        same = all((own[key] == answers[key]).all() for key in own)
        lines.append(
            f"Dense matrices at {conflict.size:,} states (same answers: {'yes' if same else 'NO'}): {seconds:.2f} s "
            f"against {mine:.3f} s, a ratio of {seconds / mine:,.0f}."
        )
    growth = [in_own_process(options, hard) | {"hard": hard} for hard in (False, True) for options in (8, 12, 16, 20)]
    return lines, growth


def plot(rows: list[dict[str, Any]], file: Path) -> None:
    """Write the growth of the time with the number of vectors, both on logarithmic scales."""
    import altair as alt
    import vl_convert

    data = [
        {
            "vectors": 2 ** row["options"],
            "seconds": row["total"],
            "conflict": "infeasible, one-way" if row["hard"] else "plain",
        }
        for row in rows
    ]
    chart = (
        alt.Chart(alt.Data(values=data))
        .mark_line(point=True)
        .encode(
            x=alt.X("vectors:Q", scale=alt.Scale(type="log", base=2), title="vectors (2^options)"),
            y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), title="seconds: Nash, GMR, SMR, SEQ for four parties"),
            strokeDash="conflict:N",
        )
        .properties(width=420, height=280)
    )
    file.write_text(str(vl_convert.vegalite_to_svg(chart.to_dict())) + "\n", encoding="utf-8")


def write_section(lines: list[str]) -> None:
    """Put the section between its marks in docs/benchmarks.md."""
    file = DOCS / "benchmarks.md"
    text = file.read_text(encoding="utf-8") if file.exists() else "# Benchmarks\n"
    section = "\n".join([BEGIN, "## Stability", "", "`python benchmarks/stability.py --write`", "", *lines, END])
    if BEGIN in text and END in text:
        text = text.split(BEGIN)[0] + section + text.split(END, 1)[1]
    else:
        text = text.rstrip("\n") + "\n\n" + section + "\n"
    file.write_text(text, encoding="utf-8")


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--write", action="store_true", help="rewrite the section of docs/benchmarks.md and the plot")
    parser.add_argument("--largest", type=int, default=24, help="options of the largest case, a multiple of 4")
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(measure(*json.loads(arguments.one))))
        return
    lines, growth = report(arguments.largest)
    if arguments.write:
        lines += ["", "![Growth of the time with the number of vectors](stability-growth.svg)"]
        write_section(lines)
        plot(growth, DOCS / "stability-growth.svg")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
