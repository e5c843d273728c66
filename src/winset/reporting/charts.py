"""Charts as static SVG: drawn by Altair, made fit for one page with others.

Ids get a prefix of their own, colours become classes (so that dark mode and print work, and no style attribute is
needed, which the Content-Security-Policy forbids), and each chart has a title that says what it shows. Every chart
stands beside the table of its numbers. Altair is imported when a chart is drawn, not before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from winset.reporting import sentences
from winset.reporting.shown import plain

# Colours as Altair is given them, and the class that each becomes. They never reach the page.
_CLASSES = {
    "#100001": "c-own",
    "#100002": "c-through",
    "#100003": "c-other",
    "#100004": "c-unnamed",
    "#100005": "c-narrator",
    "#100006": "c-ink",
    "#100007": "c-rule",
    "#100008": "c-soft",
}
_KIND_COLOURS = {
    "own": "#100001",
    "through": "#100002",
    "other": "#100003",
    "unnamed": "#100004",
    "narrator": "#100005",
}
_INK, _RULE, _SOFT = "#100006", "#100007", "#100008"
_FONT = "system-ui, sans-serif"


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart: markup that is safe to insert, what it shows in one sentence, and its legend (class and words)."""

    svg: Markup
    title: str
    legend: tuple[tuple[str, str], ...] = ()


_MARKS = re.compile('[“”„‟«»"]')  # a cut quotation would not be letter for letter
LONGEST = 36
"""The most characters of a label in a chart; the table beside it has the whole."""


def chart_labels(names: Sequence[str]) -> list[str]:
    """Return labels short enough for a chart, one for each name, all different, without quotation marks.

    Vega would cut long labels itself, but by UTF-16 units, and vl-convert fails on half a character.
    """
    made: list[str] = []
    for name in names:
        text = " ".join(_MARKS.sub("", plain(name)).split())
        short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
        wanted, number = short, 2
        while wanted in made:
            wanted, number = f"{short} ({number})", number + 1
        made.append(wanted)
    return made


def provenance_bars(rows: Sequence[tuple[str, Mapping[str, int]]], *, prefix: str = "provenance") -> Chart:
    """Draw, for each party, how many statements concern it and on whose word they are.

    Parameters
    ----------
    rows
        Label of the party and its counts by kind (`winset.analysis.provenance.KINDS`), in the order of the page.
    """
    import altair as alt

    kinds = list(_KIND_COLOURS)
    names = chart_labels([party for party, _ in rows])
    data = [
        {"party": name, "kind": sentences.KINDS[kind], "order": k, "n": counts.get(kind, 0)}
        for name, (_, counts) in zip(names, rows, strict=True)
        for k, kind in enumerate(kinds)
        if counts.get(kind, 0)
    ]
    shown = [sentences.KINDS[k] for k in kinds if any(counts.get(k, 0) for _, counts in rows)]
    most = max(sum(counts.values()) for _, counts in rows)
    # vl-convert measures labels in a font of its own; leave them room.
    room = 8 * max(map(len, names))
    chart = (
        alt.Chart(alt.Data(values=data))
        .mark_bar(height=14)
        .encode(
            x=alt.X("n:Q", title="statements", axis=alt.Axis(tickCount=min(most, 8), format="d"), stack="zero"),
            y=alt.Y("party:N", title=None, sort=names, axis=alt.Axis(minExtent=room)),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(
                    domain=shown, range=[_KIND_COLOURS[k] for k in kinds if sentences.KINDS[k] in set(shown)]
                ),
                legend=None,
            ),
            order=alt.Order("order:Q"),
        )
        .properties(width=430, height=alt.Step(24))
    )
    used = [
        (f"fill-{_CLASSES[_KIND_COLOURS[k]]}", sentences.KINDS[k]) for k in kinds if sentences.KINDS[k] in set(shown)
    ]
    return _drawn(chart, prefix, sentences.CHART_PROVENANCE, tuple(used))


def scale(marks: Sequence[tuple[str, str, str]], letters: Sequence[str], *, prefix: str) -> Chart:
    """Draw where parties stand on the options of an issue that form a scale.

    Parameters
    ----------
    marks
        Label of the party, letter of the option, and ``first``, ``fallback`` or ``refused``.
    letters
        Of all options, in the order of the scale.
    """
    import altair as alt

    names = {"first": "put first", "fallback": "fallback", "refused": "refused (red line)"}
    shapes = {"first": "circle", "fallback": "diamond", "refused": "cross"}
    kinds = [kind for kind in names if any(k == kind for _, _, k in marks)]
    parties = list(dict.fromkeys(party for party, _, _ in marks))
    order = chart_labels(parties)
    label = dict(zip(parties, order, strict=True))
    data = [{"party": label[party], "option": letter, "kind": names[kind]} for party, letter, kind in marks]
    room = 8 * max(map(len, order))
    chart = (
        alt.Chart(alt.Data(values=data))
        .mark_point(size=90, filled=True, color=_INK, opacity=1)
        .encode(
            x=alt.X("option:N", title="option", sort=list(letters), scale=alt.Scale(domain=list(letters))),
            y=alt.Y("party:N", title=None, sort=order, axis=alt.Axis(minExtent=room, grid=True)),
            shape=alt.Shape(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=[names[k] for k in kinds], range=[shapes[k] for k in kinds]),
                legend=alt.Legend(orient="bottom", symbolFillColor=_INK, symbolStrokeColor=_INK),
            ),
        )
        .properties(width=max(160, 56 * len(letters)), height=alt.Step(26))
    )
    return _drawn(chart, prefix, sentences.CHART_SCALE)


def _drawn(chart: Any, prefix: str, title: str, legend: tuple[tuple[str, str], ...] = ()) -> Chart:
    import vl_convert

    quiet = {
        "labelColor": _INK,
        "titleColor": _INK,
        "tickColor": _RULE,
        "domainColor": _RULE,
        "gridColor": _SOFT,
        "labelFont": _FONT,
        "titleFont": _FONT,
        "labelFontSize": 12,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "labelLimit": 0,
    }
    chart = chart.configure(background="transparent").configure_axis(**quiet).configure_view(stroke=None)
    chart = chart.configure_legend(
        labelColor=_INK, labelFont=_FONT, labelFontSize=12, symbolStrokeWidth=0, labelLimit=0
    )
    spec = chart.to_dict()
    return Chart(clean(str(vl_convert.vegalite_to_svg(spec)), prefix, title), title, legend)


def clean(svg: str, prefix: str, title: str) -> Markup:
    """Return an SVG made by vl-convert fit for a page with others: own ids, colours by class, a title, no roles inside.

    The marks inside are hidden from screen readers, which read the title and the table beside it.
    """
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(svg.encode("utf-8"), parser)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in ("class", "style", "role", "aria-label", "aria-roledescription", "aria-hidden", "pointer-events"):
            element.attrib.pop(name, None)
        if "id" in element.attrib:
            element.set("id", f"{prefix}-{element.get('id')}")
        for name, value in list(element.attrib.items()):
            if "url(#" in value:
                element.set(name, re.sub(r"url\(#", f"url(#{prefix}-", value))
            elif name in ("fill", "stroke") and (known := _CLASSES.get(value)) is not None:
                del element.attrib[name]
                element.set("class", " ".join(filter(None, [element.get("class"), f"{name}-{known}"])))
            elif name.endswith("href"):
                del element.attrib[name]
    width, height = root.get("width", "400"), root.get("height", "200")
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.set("width", width)
    root.set("height", height)
    root.set("role", "img")
    root.set("aria-labelledby", f"{prefix}-chart-title")
    label = etree.Element("title", id=f"{prefix}-chart-title")
    label.text = title
    root.insert(0, label)
    body = etree.tostring(root, encoding="unicode")
    inner = re.sub(r'\sxmlns(:\w+)?="[^"]*"', "", body)
    return Markup(f'<div class="chart" data-chart="{escape(prefix)}">{inner}</div>')  # noqa: S704  (made by lxml)
