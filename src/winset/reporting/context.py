"""What every section sees: the negotiation, the reading, labels, quotations, and the answers computed once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from winset.analysis.coherence import Coherence, coherence
from winset.analysis.positions import Positions, positions
from winset.analysis.provenance import Provenance, kind_of, provenance
from winset.core.dates import PartialDate
from winset.core.results import Run
from winset.core.spans import Span
from winset.negotiation.checks import evidence_of
from winset.negotiation.model import Choice, Evidence, Issue, Negotiation, Party, Position
from winset.reading.document import Document
from winset.reading.statement import Reading, Skipped, Statement
from winset.reporting import sentences
from winset.reporting.marks import Mark, Marks
from winset.reporting.neutral import loaded_words, neutral
from winset.reporting.parts import Use
from winset.reporting.quotations import Quoted
from winset.reporting.shown import unquoted

if TYPE_CHECKING:
    from winset.reporting.blocking import TierAnswer


class Context:
    """The input of a report and what is known of it. Sections read it; the documents' back links are collected in it.

    Parameters
    ----------
    negotiation
        What the report is about.
    reading
        Statements; None where nothing was read.
    documents
        Texts at hand, in the order in which they are shown.
    aliases
        Ids that the negotiation uses for documents, where they differ.
    unread
        Documents that the negotiation names and that are not at hand, with the reason.
    drafted
        Whether the negotiation is the program's draft, and not a file that a person wrote.
    since
        The date at which shifts are looked for.

    Attributes
    ----------
    runs
        Names and runs of results, for "How this was made"; sections that compute something append theirs.
    tiers
        The blockers of each tier, once `blocking.by_tier` has been asked for them.
    """

    def __init__(
        self,
        negotiation: Negotiation,
        *,
        reading: Reading | None = None,
        documents: Sequence[Document] = (),
        aliases: Mapping[str, str] | None = None,
        unread: Sequence[Skipped] = (),
        drafted: bool = False,
        since: PartialDate | None = None,
    ) -> None:
        self.negotiation = negotiation
        self.reading = reading
        self.documents = tuple(documents)
        self.unread = tuple(unread)
        self.drafted = drafted
        self.since = since
        self.runs: list[tuple[str, Run]] = []
        self.tiers: tuple[TierAnswer, ...] | None = None
        self._aliases = dict(aliases or {})
        self._texts = [document.text for document in self.documents]
        self._numbers = {document.id: number for number, document in enumerate(self.documents, 1)}
        self.marks = Marks(self.documents, self.statements, self._aliases)
        self._loaded = loaded_words(reading)
        self._names = self._party_names()

    # -- what it is about ------------------------------------------------------------------------------------------

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of the reading; none where nothing was read."""
        return () if self.reading is None else self.reading.statements

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """The parties of the negotiation in alphabetical order of their labels."""
        return tuple(sorted(self.negotiation.parties, key=lambda p: (self.party(p.id).casefold(), p.id)))

    @cached_property
    def provenance(self) -> Provenance:
        """On whose word everything rests."""
        return provenance(self.negotiation, reading=self.reading)

    @cached_property
    def positions(self) -> Positions:
        """The matrix."""
        return positions(self.negotiation)

    @cached_property
    def coherence(self) -> Coherence:
        """What does not fit together."""
        return coherence(self.negotiation, reading=self.reading, since=self.since)

    # -- labels ----------------------------------------------------------------------------------------------------

    def label(self, text: str) -> str:
        """Return a label without quotation marks around words that stand in no document."""
        return unquoted(text.replace(sentences.OPEN, "").replace(sentences.CLOSE, ""), self._texts)

    def neutral(self, text: str) -> str:
        """Return a name taken from a text without words that the reading flagged as loaded.

        A neutral word takes their place where one is known. Documents and quotations show them as they stand.
        """
        return neutral(text, self._loaded)

    def party(self, party_id: str | None) -> str:
        """Return the label of a party; ``the narrator`` for the narrator; an unknown id made readable."""
        if party_id is None:
            return ""
        if party_id == "narrator":
            return sentences.NARRATOR
        return self._names.get(party_id) or self.neutral(self.label(party_id.replace("_", " ")))

    def party_list(self, ids: Iterable[str]) -> list[str]:
        """Return labels of parties in alphabetical order."""
        return sorted({self.party(i) for i in ids}, key=lambda name: (name.casefold(), name))

    def issue(self, issue_id: str) -> str:
        """Return the question of an issue, or its id made readable where the negotiation has no such issue."""
        for issue in self.negotiation.issues:
            if issue.id == issue_id:
                return self.label(issue.question)
        return self.label(issue_id.replace("_", " "))

    def option(self, issue_id: str, option_id: str) -> str:
        """Return what an option says."""
        for issue in self.negotiation.issues:
            if issue.id == issue_id:
                for option in issue.options:
                    if option.id == option_id:
                        return self.label(option.says)
        return option_id.replace("_", " ")

    def choice(self, choice: Choice) -> str:
        """Return what a choice says."""
        return self.option(choice.issue, choice.option)

    def letter(self, issue: Issue, option_id: str) -> str:
        """Return the letter under which the report shows an option of an issue."""
        number = next((k for k, o in enumerate(issue.options) if o.id == option_id), 0)
        return chr(ord("A") + number) if number < 26 else f"A{number - 25}"

    def letters(self, issue: Issue, options: Iterable[str]) -> list[str]:
        """Return the letters of several options."""
        return [self.letter(issue, option) for option in options]

    def issue_anchor(self, issue_id: str) -> str | None:
        """Return the anchor of an issue's own entry."""
        for number, issue in enumerate(self.negotiation.issues, 1):
            if issue.id == issue_id:
                return f"issues-{number}"
        return None

    def document_label(self, name: str) -> str:
        """Return what to call the document that evidence names."""
        document = self.marks.document(name)
        ref = next((d for d in self.negotiation.documents if d.id == name), None)
        title = (ref.title if ref is not None else None) or (document.title if document is not None else None)
        return self.label(title) if title else name

    # -- quotations ------------------------------------------------------------------------------------------------

    def cite(self, evidence: Iterable[Evidence], use: Use, *, holder: str | None = None) -> tuple[Quoted, ...]:
        """Return quotations for evidence of the model, and note that `use` cites them.

        Parameters
        ----------
        evidence
            Documents and exact words.
        use
            The place of the report that shows them.
        holder
            The party whose position they are shown for; words of others about it are tagged so.
        """
        return tuple(self._cited(item, use, holder) for item in evidence)

    def quote(self, index: int, use: Use, *, holder: str | None = None) -> Quoted:
        """Return the quotation of a statement, by its index in the reading, and note that `use` cites it."""
        mark = self.marks.statement(index)
        self.marks.use(mark, use)
        statement = self.statements[index]
        return self._quoted(mark, statement, tuple(s.quote for s in statement.content), statement.document, holder)

    def cite_spans(self, document: str, spans: Iterable[Span], use: Use) -> tuple[Quoted, ...]:
        """Return quotations for places of a document that was read, and note that `use` cites them."""
        return self.cite([Evidence(document=document, quote=span.quote) for span in spans], use)

    def evidence_checked(self) -> tuple[int, int]:
        """Return how many of the negotiation's passages stand in the documents, and how many could not be found."""
        found = absent = 0
        for _, item in evidence_of(self.negotiation):
            document = self.marks.document(item.document)
            if document is not None and item.quote in document.text:
                found += 1
            else:
                absent += 1
        return found, absent

    def reviewed(self, position: Position) -> bool | None:
        """Return whether a person has reviewed what a drafted position rests on; None where a person wrote it."""
        if not self.drafted:
            return None
        held = [self.marks.evidence(item) for item in position.evidence]
        under = [pair[0].statement for pair in held if pair is not None and pair[0].statement is not None]
        return bool(under) and all(s.review is not None for s in under)

    def speaker(self, statement: Statement) -> str:
        """Return in one line whose words a statement is said to be."""
        if statement.voice == "narrator":
            return sentences.NARRATOR
        name = None if statement.speaker is None else self.neutral(self.label(statement.speaker))
        if statement.speaker_party is not None:
            party = self.party(statement.speaker_party)
            name = party if name is None or name.casefold() == party.casefold() else f"{name} ({party})"
        elif name is None and statement.source:
            name = self.neutral(self.label(" … ".join(span.quote for span in statement.source)))
        if name is None:
            name = sentences.NO_SPEAKER
        others = [self.neutral(self.party(v)) for v in statement.via]
        through = [v for v in others if v.casefold() != name.casefold()]
        return f"{name}, through {sentences.listed(through)}" if through else name

    def _cited(self, item: Evidence, use: Use, holder: str | None) -> Quoted:
        found = self.marks.evidence(item)
        if found is None:
            at_hand = self.marks.document(item.document) is not None
            return Quoted(
                words=(self.label(item.quote),),
                verified=False,
                document=self.document_label(item.document),
                why=sentences.NOT_THERE if at_hand else sentences.NO_DOCUMENT,
            )
        mark, _ = found
        self.marks.use(mark, use)
        return self._quoted(mark, mark.statement, (item.quote,), item.document, holder)

    def _quoted(
        self, mark: Mark, statement: Statement | None, words: tuple[str, ...], document: str, holder: str | None
    ) -> Quoted:
        speaker = "" if statement is None else self.speaker(statement)
        tags = () if statement is None else self.tags(statement, holder)
        return Quoted(words, True, self.document_label(document), mark, speaker, tags)

    def tags(self, statement: Statement, holder: str | None = None) -> tuple[str, ...]:
        """Return what a reader has to know of a statement's words."""
        kind = kind_of(statement)
        found = []
        if kind == "narrator":
            found.append(sentences.NARRATED)
        elif statement.quotation == "indirect":
            found.append(sentences.INDIRECT)
        if kind == "through":
            found.append(sentences.NESTED)
        if statement.voice == "attributed" and statement.speaker is None and statement.speaker_party is None:
            found.append(sentences.NO_SPEAKER)
        if holder is not None and kind != "narrator" and statement.speaker_party not in (None, holder):
            found.append(sentences.ABOUT_OTHER)
        if statement.hedged:
            found.append(sentences.HEDGED)
        if statement.review is None:
            found.append(sentences.NOT_REVIEWED)
        return tuple(found)

    def _party_names(self) -> dict[str, str]:
        found = () if self.reading is None else self.reading.parties
        names = {p.id: self.neutral(self.label(p.name)) for p in found}
        return names | {p.id: self.label(p.name) for p in self.negotiation.parties}
