"""What every analysis returns: a frozen result that knows how it was made."""

from __future__ import annotations

import dataclasses
import hashlib
import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from winset._version import __version__

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Run:
    """How a result was made, so that it can be quoted without losing its context.

    Parameters
    ----------
    method
        The published method, with its source: ``"MARCO (Liffiton et al. 2016)"``.
    parameters
        What it was called with.
    exact
        Whether the answer is exact; False where it rests on draws or a limit cut it short.
    seed, draws
        Of the random generator; None where nothing was drawn.
    input_sha256
        Hash of the input in canonical form.
    version
        Of winset.
    """

    method: str
    parameters: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    exact: bool = True
    seed: int | None = None
    draws: int | None = None
    input_sha256: str = ""
    version: str = __version__

    def to_dict(self) -> dict[str, Any]:
        """Return the run as JSON-ready values."""
        return {
            "method": self.method,
            "parameters": dict(self.parameters),
            "exact": self.exact,
            "seed": self.seed,
            "draws": self.draws,
            "input_sha256": self.input_sha256,
            "version": self.version,
        }


@dataclass(frozen=True, kw_only=True)
class Result:
    """Base of all results. Subclasses add fields and say what their rows are."""

    run: Run

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """Return the result as flat rows with the same keys, the form of a table."""
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """Return the result as JSON-ready values, with how it was made."""
        raise NotImplementedError

    def to_frame(self) -> Any:
        """Return the rows as a pandas data frame, or a polars one where only polars is installed."""
        rows = [dict(row) for row in self.rows()]
        try:
            import pandas
        except ImportError:
            try:
                import polars
            except ImportError:
                from winset.core.errors import MissingDependency

                raise MissingDependency(
                    "to_frame() needs pandas or polars, and neither is installed; "
                    "run `pip install pandas`, or use .rows(), which needs nothing"
                ) from None
            return polars.DataFrame(rows)
        return pandas.DataFrame(rows)

    def _repr_html_(self) -> str:
        """Return the rows as an HTML table, everything escaped (the notebook view)."""
        return html_table(self.rows())


def html_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return flat rows as an HTML table, everything escaped."""
    if not rows:
        return "<p>(no rows)</p>"
    heads = "".join(f"<th>{html.escape(str(key))}</th>" for key in rows[0])
    lines = ["<table>", f"<thead><tr>{heads}</tr></thead>", "<tbody>"]
    for row in rows:
        cells = "".join(f"<td>{html.escape(_shown(value))}</td>" for value in row.values())
        lines.append(f"<tr>{cells}</tr>")
    return "\n".join([*lines, "</tbody>", "</table>"])


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(_shown(item) for item in value)
    return str(value)


def canonical_json(value: Any) -> str:
    """Return JSON that is the same bytes for the same value: sorted keys, no spaces, no ASCII escapes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def sha256_of(value: Any) -> str:
    """Return the SHA-256 of a value in canonical JSON, as hexadecimal digits."""
    return hashlib.sha256(canonical_json(value).encode("utf-8")).hexdigest()


def _plain(value: object) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dataclasses.asdict(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, Mapping):
        return dict(value)
    return str(value)
