"""How this was made: versions, hashes, codebook, model, and how each answer was computed."""

from __future__ import annotations

from typing import Any

from winset._version import __version__
from winset.reporting import sentences
from winset.reporting.context import Context
from winset.reporting.parts import Section


def section(context: Context) -> Section:
    """Return how the report was made."""
    made = [("winset", __version__), ("Negotiation, SHA-256", context.negotiation.sha256)]
    if context.reading is not None:
        info = context.reading.info
        made += [
            ("Reader", f"{info.reader} (winset {info.version})"),
            ("Language model", info.model),
            ("Language model, SHA-256", info.model_sha256),
            ("Codebook", info.codebook),
            ("Codebook, SHA-256", info.codebook_sha256),
        ]
        made += [(f"Option {key}", value) for key, value in sorted(info.options.items())]
    context.runs[:0] = [
        ("Provenance", context.provenance.run),
        ("Positions", context.positions.run),
    ]
    runs = [
        {
            "name": name,
            "method": run.method,
            "exact": sentences.EXACT[run.exact],
            "parameters": [
                (name, _told(value)) for name, value in run.parameters.items() if value not in (None, [], ())
            ],
            "seed": run.seed,
            "draws": run.draws,
        }
        for name, run in context.runs
    ]
    documents = [
        {
            "label": context.document_label(d.id),
            "path": context.label(d.path),
            "sha256": d.sha256,
            "source": d.source_sha256,
            "characters": len(d.text),
        }
        for d in context.documents
    ]
    return Section(
        id="method",
        title="How this was made",
        template="method.html",
        data={
            "made": [(context.label(k), context.label(v)) for k, v in made if v],
            "runs": runs,
            "documents": documents,
        },
    )


def _told(value: Any) -> str:
    """Return a parameter without quotation marks, which in a report are for documents."""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value)
