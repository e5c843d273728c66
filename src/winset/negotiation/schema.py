"""The JSON Schema (draft 2020-12) of a negotiation file, for editors and other programs."""

from __future__ import annotations

from typing import Any

from winset.negotiation.model import Negotiation

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a negotiation file.

    It says what a file may look like; what its parts say of each other (ids that exist, coalitions, sums) only
    `winset.negotiation.checks.check` knows.
    """
    made = Negotiation.model_json_schema(by_alias=True)
    made["required"] = sorted({"winset", *made.get("required", ())})
    made["title"] = "Negotiation"
    made["description"] = "A negotiation as winset reads and writes it: who wants what, and on whose word."
    return {"$schema": DRAFT, **made}
