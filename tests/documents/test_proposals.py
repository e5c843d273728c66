"""Proposals out of statements: author, contents, exchange, answers; within a document and across documents."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

from tests import strategies
from winset.core.dates import PartialDate
from winset.core.spans import Span
from winset.reading.document import Document
from winset.reading.jsonio import from_json, to_json
from winset.reading.proposals import find_proposals
from winset.reading.statement import PartyFound, Reading, ReadingInfo, Stance, Statement

INFO = ReadingInfo("0", "rules", "none", "", "general", "")
PARTIES = (PartyFound("norland", "Norland", "state"), PartyFound("sorvia", "Sorvia", "state"))


def reading(*documents: tuple[str, str, list[dict[str, Any]]]) -> Reading:
    """Return a reading of texts with statements; content and condition are given by their words."""
    made, statements = [], []
    for name, date, rows in documents:
        text = "\n".join(row["content"] for row in rows)
        made.append(Document(name, text, published=PartialDate.parse(date)))
        at = 0
        for number, row in enumerate(rows, 1):
            content = Span.of(text, at, at + len(row["content"]))
            condition = ()
            if "condition" in row:
                start = text.index(row["condition"], at)
                condition = (Span.of(text, start, start + len(row["condition"])),)
            at = content.end + 1
            fields = {key: value for key, value in row.items() if key not in ("content", "condition")}
            statements.append(
                Statement(
                    id=f"{name}-s{number:02d}",
                    document=name,
                    voice="attributed",
                    content=(content,),
                    condition=condition,
                    **fields,
                )
            )
    return Reading(tuple(made), tuple(statements), PARTIES, (), {}, (), INFO)


OFFER = {
    "content": "to lift the levy if Sorvia opens the port",
    "condition": "if Sorvia opens the port",
    "act": "offer",
    "firmness": "offer",
    "speaker_party": "norland",
    "positions": (
        Stance("levy", "norland", "against", "self", "norland"),
        Stance("port_access", "norland", "for", "self", "sorvia"),
    ),
}


def test_an_offer_with_its_price() -> None:
    (proposal,) = find_proposals(reading(("one", "2026-03-02", [OFFER])))
    assert (proposal.author, proposal.date, proposal.untold) == ("norland", PartialDate(2026, 3, 2), False)
    assert [stance.issue for stance in proposal.contents] == ["levy", "port_access"]
    (exchange,) = proposal.exchanges
    assert [span.quote for span in exchange.given] == ["to lift the levy"]
    assert [span.quote for span in exchange.asked] == ["if Sorvia opens the port"]


def test_answers_in_the_same_and_in_a_later_document() -> None:
    read = reading(
        ("two", "2026-03-09", [{"content": "the Norland offer", "act": "accept", "speaker_party": "sorvia"}]),
        ("one", "2026-03-02", [OFFER, {"content": "the offer", "act": "reject", "speaker_party": "sorvia"}]),
    )
    (proposal,) = find_proposals(read)
    assert [(r.party, r.answer, r.statement) for r in proposal.responses] == [("sorvia", "accept", "two-s01")]


def test_an_answer_is_given_to_the_other_party() -> None:
    theirs = {"content": "a truce plan", "act": "offer", "firmness": "offer", "speaker_party": "sorvia"}
    read = reading(
        ("one", "2026-03", [OFFER, theirs, {"content": "the plan", "act": "reject", "speaker_party": "norland"}])
    )
    first, second = find_proposals(read)
    assert not first.responses
    assert (second.untold, second.name) == (True, "truce plan")
    assert [(r.party, r.answer) for r in second.responses] == [("norland", "reject")]


def test_openness_to_a_plan_is_an_answer_and_no_plan() -> None:
    answer = {"content": "to weigh the offer", "act": "offer", "firmness": "openness", "speaker_party": "sorvia"}
    (proposal,) = find_proposals(reading(("one", "2026-03", [OFFER, answer])))
    assert [(r.party, r.answer) for r in proposal.responses] == [("sorvia", "open")]


def test_no_answer_to_what_names_no_proposal() -> None:
    refusal = {"content": "to leave the coast", "act": "reject", "speaker_party": "sorvia"}
    (proposal,) = find_proposals(reading(("one", "2026-03", [OFFER, refusal])))
    assert proposal.responses == ()


def test_offers_of_one_party_that_follow_each_other_are_one() -> None:
    more = {"content": "to free the crews", "act": "offer", "firmness": "offer", "speaker_party": "norland"}
    (proposal,) = find_proposals(reading(("one", "2026-03", [OFFER, more])))
    assert proposal.statements == ("one-s01", "one-s02")


def test_swapping_the_parties_swaps_the_proposals() -> None:
    def swapped(row: dict[str, Any]) -> dict[str, Any]:
        names = {"norland": "sorvia", "sorvia": "norland"}
        positions = tuple(
            Stance(s.issue, names[s.holder], s.stance, s.basis, names.get(s.agent or ""))
            for s in row.get("positions", ())
        )
        return {**row, "speaker_party": names[row["speaker_party"]], "positions": positions}

    rows = [OFFER, {"content": "the offer", "act": "reject", "speaker_party": "sorvia"}]
    (one,) = find_proposals(reading(("one", "2026-03", rows)))
    (other,) = find_proposals(reading(("one", "2026-03", [swapped(row) for row in rows])))
    assert (one.author, one.responses[0].party) == (other.responses[0].party, other.author)
    assert one.responses[0].answer == other.responses[0].answer


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.readings())
def test_proposals_hold_in_their_documents_and_go_through_json(read: Reading) -> None:
    texts = {document.id: document.text for document in read.documents}
    by_id = {statement.id: statement for statement in read.statements}
    for proposal in read.proposals:
        spans = [span for name in proposal.statements for span in by_id[name].content]
        assert set(proposal.evidence) <= set(spans)
        for exchange in proposal.exchanges:
            for span in (*exchange.given, *exchange.asked):
                span.check(texts[by_id[exchange.statement].document])
        assert all(response.party != proposal.author for response in proposal.responses)
    assert from_json(to_json(read), texts=texts).proposals == read.proposals
