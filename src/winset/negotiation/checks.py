"""What the parts of a negotiation say of each other: references, rankings, coalitions, evidence.

`check` finds everything at once. Errors refuse a file; warnings are listed. References are in `references`, what one
part says of itself and of its neighbours in `consistency`; both report through one `Findings`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from winset.core.errors import Problem
from winset.negotiation.consistency import check_consistency
from winset.negotiation.findings import Findings
from winset.negotiation.model import Evidence, Negotiation
from winset.negotiation.nodes import Path, walk
from winset.negotiation.references import check_references
from winset.negotiation.tree import Tree


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, in the order of the file.

    Parameters
    ----------
    errors
        What refuses the file.
    warnings
        What is odd, or cannot be told.
    """

    errors: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not self.errors


def check(
    negotiation: Negotiation, *, tree: Tree | None = None, known: Mapping[str, Iterable[str]] | None = None
) -> Checked:
    """Check all that the parts say of each other.

    Parameters
    ----------
    negotiation
        What to check; never changed.
    tree
        The file it was read from, for lines and columns.
    known
        Ids that count as defined besides, by kind (``party``, ``issue``, ``move`` …): parts of the file that have
        problems of their own.
    """
    findings = Findings(negotiation, tree, known or {})
    check_references(findings)
    check_consistency(findings)
    check_evidence(findings)
    return Checked(tuple(sorted(set(findings.errors))), tuple(sorted(set(findings.warnings))))


def check_evidence(findings: Findings) -> None:
    """Every quote stands in its document, letter for letter; documents that were not read are named once."""
    n = findings.negotiation
    index = n.evidence_index
    used: dict[str, Path] = {}
    defined = {document.id for document in n.documents}
    for path, evidence in evidence_of(n):
        if evidence.document not in defined:
            continue  # reported as a reference to nothing
        used.setdefault(evidence.document, path)
        if n.evidence_state(evidence) == "missing":
            near = index.nearest(evidence.document, evidence.quote)
            hint = f"the nearest passage reads {near!r}" if near else "nothing like it stands there"
            findings.error(
                (*path, "quote"),
                f"{evidence.quote!r} does not stand in {evidence.document!r}, letter for letter",
                hint,
            )
    for number, document in enumerate(n.documents):
        reason = index.unread.get(document.id)
        if document.sha256 is not None and document.id in index.hashes:
            # The hash of the file, or of the text that `winset.reading` makes of it.
            if document.sha256 in (index.hashes[document.id], _sha256(index.texts[document.id])):
                continue
            message = f"the file of {document.id!r} is not the one whose hash stands here"
            findings.warning(("documents", number, "sha256"), message, "was the document changed? check its quotes")
        if document.id not in index.texts and document.id in used:
            where: Path = ("documents", number, "file") if document.file else ("documents", number)
            findings.warning(
                where,
                f"quotes from {document.id!r} are unverified: {reason or 'its text was not read'}",
                "until it is found its words are shown without quotation marks",
            )


def _sha256(text: str) -> str:
    """Return the hash that `winset.reading` gives a document: of its text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def evidence_of(negotiation: Negotiation) -> list[tuple[Path, Evidence]]:
    """Return every piece of evidence in a negotiation, with its path."""
    found: list[tuple[Path, Evidence]] = []
    for path, value in walk(_plain(negotiation)):
        if isinstance(value, _Leaf):
            found.append((path, value.evidence))
    return found


@dataclass(frozen=True, slots=True)
class _Leaf:
    evidence: Evidence


def _plain(value: object) -> object:
    """Return models as dictionaries under the keys of the file, evidence kept whole as leaves."""
    if isinstance(value, Evidence):
        return _Leaf(value)
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return {(info.alias or name): _plain(getattr(value, name)) for name, info in fields.items()}
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value
