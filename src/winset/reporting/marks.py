"""Places in documents that the report marks and links: statements, and evidence that no statement covers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from winset.core.spans import Span, find_quote
from winset.negotiation.model import Evidence
from winset.reading.document import Document
from winset.reading.statement import Statement
from winset.reporting.parts import Use

MarkKind = Literal["attributed", "narrator", "evidence"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked place: the anchor of its element, the code that readers see, and where it lies."""

    anchor: str
    code: str
    number: int
    kind: MarkKind
    document: str
    spans: tuple[Span, ...]
    statement: Statement | None = None


class Marks:
    """All marks of a report, and which of its places cite them.

    Parameters
    ----------
    documents
        Texts at hand.
    statements
        Of the reading, in its order; each gets a mark.
    aliases
        Ids that evidence uses for documents, where they differ from the documents' own.
    """

    def __init__(
        self, documents: Sequence[Document], statements: Sequence[Statement], aliases: Mapping[str, str]
    ) -> None:
        self._documents = {document.id: document for document in documents}
        self._aliases = dict(aliases)
        self._statements = [
            Mark(f"st-{number}", f"S{number}", number, s.voice, s.document, s.content, s)
            for number, s in enumerate(statements, 1)
        ]
        self._evidence: dict[tuple[str, int, int], Mark] = {}
        self._uses: dict[str, dict[Use, None]] = {}

    def document(self, name: str) -> Document | None:
        """Return the document that evidence calls `name`; None where its text is not at hand."""
        return self._documents.get(self._aliases.get(name, name))

    def statement(self, index: int) -> Mark:
        """Return the mark of a statement by its index in the reading."""
        return self._statements[index]

    def evidence(self, evidence: Evidence) -> tuple[Mark, Span] | None:
        """Return the mark that holds the words of `evidence` and their place; None where they stand nowhere.

        Words that stand in several places are taken where a statement covers them, else at the first.
        """
        document = self.document(evidence.document)
        places = find_quote(document.text, evidence.quote) if document is not None else ()
        if document is None or not places:
            return None
        for place in places:
            covering = [
                (sum(min(c.end, place.end) - max(c.start, place.start) for c in m.spans if c.overlaps(place)), m)
                for m in self._statements
                if m.document == document.id and any(c.overlaps(place) for c in m.spans)
            ]
            if covering:
                return min(covering, key=lambda pair: (-pair[0], pair[1].number))[1], place
        place = places[0]
        key = (document.id, place.start, place.end)
        if key not in self._evidence:
            number = len(self._evidence) + 1
            self._evidence[key] = Mark(f"ev-{number}", f"E{number}", number, "evidence", document.id, (place,))
        return self._evidence[key], place

    def use(self, mark: Mark, use: Use) -> None:
        """Note that a place of the report cites a mark."""
        self._uses.setdefault(mark.anchor, {})[use] = None

    def uses(self, mark: Mark) -> list[Use]:
        """Return the places that cite a mark, in the order in which they did."""
        return list(self._uses.get(mark.anchor, ()))

    def of(self, document_id: str) -> list[Mark]:
        """Return the marks in a document in the order of its text."""
        every = [*self._statements, *self._evidence.values()]
        found = [m for m in every if m.document == document_id]
        return sorted(found, key=lambda m: (m.spans[0].start, m.kind == "evidence", m.number))
