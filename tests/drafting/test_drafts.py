"""What a draft says, and what it leaves unsaid."""

from __future__ import annotations

import pytest

from tests.drafting.making import AGENCY, CODEBOOK, LATER, reading, stance, statement
from winset.analysis.blockers import blockers
from winset.drafting.drafts import draft
from winset.negotiation.files import dumps, loads
from winset.negotiation.model import Negotiation, Position
from winset.reading.coding import Codebook

BOOK = Codebook.parse(CODEBOOK, "own")


def made(*args: object, **kwargs: object) -> Negotiation:
    return draft(reading(*args, **kwargs), codebook=BOOK)  # type: ignore[arg-type]


def only(n: Negotiation, holder: str, issue: str) -> Position:
    (position,) = n.positions_of(holder, issue)
    return position


def test_every_entry_cites_words_that_stand_in_a_document() -> None:
    n = made()
    cited = [
        e
        for parts in (n.positions, n.proposals, n.moves, n.meetings, n.claims)
        for part in parts
        for e in part.evidence
    ]
    assert len(cited) >= 8
    assert all(n.evidence_state(e) == "verified" for e in cited)
    assert all(position.evidence for position in n.positions)


def test_an_act_by_a_named_agent_is_an_option_of_its_own() -> None:
    n = made()
    assert {o.id for o in n.issue("nights").options} == {"worked_by_union", "worked", "free", "deferred"}
    # One agent only: nothing to tell apart, and the label names it.
    assert [o.id for o in n.issue("raise").options] == ["raised", "kept"]
    assert "Ministry" in n.issue("raise").option("raised").says


def test_a_refusal_ranks_today_above_it_and_a_red_line_needs_words_of_finality() -> None:
    n = made()
    union = only(n, "union", "nights")
    assert union.ranking == (("free",), ("worked_by_union",))
    assert union.red_lines == ("worked_by_union",)
    plan = only(n, "port", "ministry_plan")
    assert plan.red_lines == ()
    assert plan.needs == ()


def test_a_demand_that_names_no_agent_is_met_by_anybody() -> None:
    port = only(made(), "port", "nights")
    assert port.ranking == (("worked",), ("free",))
    assert set(port.needs) == {"worked", "worked_by_union"}


def test_an_agentless_demand_and_a_refusal_to_do_it_oneself_do_not_clash() -> None:
    n = made()
    assert blockers(n, tier="needs").conflicts == ()


def test_a_hedge_takes_the_finality_from_a_red_line() -> None:
    hedged = statement(
        7,
        "a free hand at night",
        speaker_party="bloc",
        firmness="red_line",
        hedged=True,
        positions=(stance("nights", "bloc", "against"),),
    )
    position = only(made(hedged), "bloc", "nights")
    assert position.red_lines == ()
    assert position.firmness is None
    assert position.note is not None
    assert "Hedged" in position.note


def test_statements_on_both_sides_rank_nothing_and_say_so() -> None:
    turn = statement(
        1, "The union may work nights", document=LATER, speaker_party="union",
        positions=(stance("nights", "union", "for", "union"),),
    )  # fmt: skip
    n = made(turn, documents=(AGENCY, LATER))
    position = only(n, "union", "nights")
    assert position.ranking == ()
    assert position.red_lines == ()
    assert "both sides" in (position.note or "")
    assert {e.document for e in position.evidence} == {"agency", "later"}
    assert str(position.as_of) == "2026-03-04"


def test_a_position_said_and_one_ascribed_stay_two() -> None:
    ascribed = statement(
        7,
        "An analyst blamed the port",
        voice="narrator",
        positions=(stance("nights", "port", "for", None, "ascribed"),),
    )
    assert {p.basis for p in made(ascribed).positions_of("port", "nights")} == {"self", "ascribed"}


def test_a_proposal_has_its_author_its_exchange_and_the_answers_to_it() -> None:
    (proposal,) = made().proposals
    assert proposal.author == "ministry"
    assert proposal.basis == "ascribed"
    assert proposal.package == {"raise": "raised", "nights": "worked_by_union"}
    (exchange,) = proposal.exchanges
    assert [t.issue for t in exchange.give] == ["raise"]
    assert [t.issue for t in exchange.for_] == ["nights"]
    assert [(r.party, r.answer) for r in proposal.responses] == [("port", "rejected")]


def test_a_threat_is_a_move_with_its_condition_and_no_preference() -> None:
    n = made()
    (move,) = n.moves
    assert move.party == "union"
    assert move.conditions[0].evidence[0].quote == "if crews were hired"
    assert n.preferences == {}


def test_labels_are_in_neutral_words_of_winset() -> None:
    n = made()
    (claim,) = n.claims
    assert (claim.by, claim.kind, claim.about) == ("An analyst", "blame", "port")
    assert "blamed the port" not in claim.says
    assert "strike" not in n.moves[0].says


def test_the_latest_report_tells_what_became_of_a_meeting() -> None:
    (first,) = made().meetings
    assert first.status == "cancelled"
    assert [(a.who, a.party) for a in first.absent] == [("director", "port")]
    (later,) = made(documents=(AGENCY, LATER)).meetings
    assert later.status == "held"
    assert {e.document for e in later.evidence} == {"agency", "later"}


def test_what_is_taken_for_granted_is_listed() -> None:
    assumptions = {a.id: a.says for a in made().assumptions}
    assert {"consent", "status_quo", "agents", "unreviewed"} <= set(assumptions)
    assert "6 of 6 statements" in assumptions["unreviewed"]


def test_parties_of_which_a_position_was_found_are_taken_to_sign() -> None:
    n = made()
    assert n.consent_set == ("ministry", "port", "union")
    assert n.party("bloc").roles == (), "a coalition's yes is not its members'"
    assert "taken to be signatories" in {a.id: a.says for a in n.assumptions}["consent"]


def test_parties_are_in_the_order_of_their_labels_and_members_are_known_ones() -> None:
    n = made()
    assert [p.name for p in n.parties] == sorted((p.name for p in n.parties), key=str.casefold)
    assert n.party("bloc").members == ("port",)


def test_a_draft_is_a_valid_file_that_says_the_same() -> None:
    n = made()
    assert loads(dumps(n)).to_dict() == n.to_dict()


def test_the_same_reading_gives_the_same_bytes() -> None:
    assert dumps(made()) == dumps(made())


@pytest.mark.parametrize(
    ("side", "firm"), [("for", "red_line"), ("against", "red_line"), ("for", None), ("against", None)]
)
def test_renaming_parties_renames_and_changes_nothing_else(side: str, firm: str | None) -> None:
    def position(holder: str) -> dict[str, object]:
        said = statement(
            7, "a free hand at night", speaker_party=holder, firmness=firm,
            positions=(stance("raise", holder, side),),
        )  # fmt: skip
        return {k: v for k, v in only(made(said), holder, "raise").model_dump().items() if k != "holder"}

    assert position("union") == position("bloc")
