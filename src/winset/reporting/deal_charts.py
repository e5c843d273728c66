"""Charts of the deals: who accepts which package, and the efficient frontier of two parties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from winset.analysis.deals import Answer
from winset.analysis.deals.words import shown_rows
from winset.reporting.charts import _INK, Chart, _drawn, chart_labels

SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
ACCEPTANCE = "Share of the admissible preferences in which each party, and all together, accept each package"
CONFLICTS = "Which lines clash: a mark stands where two lines are in an irreducible conflict together"
FRONTIER = "What the efficient packages are worth to two parties, from 0 (worst) to 1 (best)"


def acceptance(answer: Answer, parties: Mapping[str, str], *, most: int, everybody: str, prefix: str) -> Chart | None:
    """Draw the shares of the first packages; None where shares are all 0 or 1, or parties are too many to tell apart.

    Parameters
    ----------
    parties
        Party → label.
    everybody
        Label of all together.
    """
    import altair as alt

    rows = shown_rows(answer, most)
    order_of = sorted(rows[0].by_party, key=lambda p: (parties[p].casefold(), p)) if rows else []
    names = chart_labels([parties[p] for p in order_of])
    if answer.method == "exact" or not rows or len(names) + 1 > len(SHAPES):
        return None
    by_label = dict(zip(names, order_of, strict=True))
    data = [
        {"package": str(number), "who": name, "share": round(100 * share, 2)}
        for number, row in enumerate(rows, 1)
        for name, share in (
            *((name, row.by_party[by_label[name]].share) for name in names),
            (everybody, row.joint.share),
        )
    ]
    order = [everybody, *names]
    chart = (
        alt.Chart(alt.Data(values=data))
        .mark_point(size=80, filled=True, color=_INK, opacity=0.85)
        .encode(
            x=alt.X("share:Q", title="share, %", scale=alt.Scale(domain=[0, 100])),
            y=alt.Y("package:N", title="package", sort=[str(k) for k in range(1, len(rows) + 1)]),
            shape=alt.Shape(
                "who:N",
                title=None,
                scale=alt.Scale(domain=order, range=list(SHAPES[: len(order)])),
                legend=alt.Legend(
                    orient="bottom", symbolFillColor=_INK, symbolStrokeColor=_INK, columns=2, columnPadding=48
                ),
            ),
        )
        .properties(width=420, height=alt.Step(26))
    )
    return _drawn(chart, prefix, ACCEPTANCE)


def frontier(
    rows: Sequence[Mapping[str, object]], pair: tuple[str, str], labels: tuple[str, str], *, prefix: str
) -> Chart:
    """Draw what efficient packages are worth to two parties.

    Parameters
    ----------
    rows
        Of `Deals.frontier_rows`.
    pair, labels
        Ids and labels of the parties.
    """
    import altair as alt

    across, up = chart_labels(labels)
    data = [{"x": row[pair[0]], "y": row[pair[1]]} for row in rows]
    limits = alt.Scale(domain=[0, 1])
    chart = (
        alt.Chart(alt.Data(values=data))
        .mark_point(size=50, filled=True, color=_INK, opacity=0.85)
        .encode(
            x=alt.X("x:Q", title=across, scale=limits),
            y=alt.Y("y:Q", title=up, scale=limits),
        )
        .properties(width=300, height=300)
    )
    return _drawn(chart, prefix, FRONTIER)


def conflict_map(pairs: Sequence[tuple[str, str]], lines: Sequence[str], *, prefix: str) -> Chart:
    """Draw which lines clash with which.

    Parameters
    ----------
    pairs
        Codes of lines that are in a conflict together.
    lines
        Codes of all lines that are in one, in the order of their table.
    """
    import altair as alt

    data = [{"a": a, "b": b} for one, other in pairs for a, b in ((one, other), (other, one))]
    side = max(120, 22 * len(lines))
    chart = (
        alt.Chart(alt.Data(values=data))
        .mark_point(size=90, filled=True, shape="square", color=_INK, opacity=1)
        .encode(
            x=alt.X("a:N", title=None, sort=list(lines), scale=alt.Scale(domain=list(lines)), axis=alt.Axis(grid=True)),
            y=alt.Y("b:N", title=None, sort=list(lines), scale=alt.Scale(domain=list(lines)), axis=alt.Axis(grid=True)),
        )
        .properties(width=side, height=side)
    )
    return _drawn(chart, prefix, CONFLICTS)
