"""What the coding makes of general constructions: prices of offers, ends of things, promises, answers, topics."""

from __future__ import annotations

import pytest

from tests.coding.gold import PARTIES, NameResolver, model, said
from winset.core.errors import CodebookError
from winset.reading.coding import Codebook, code
from winset.reading.marks import Attribution, Coding, Resolution


def sides(coding: Coding) -> set[tuple[str, str, str]]:
    """Return issue, holder and side of a coding's positions."""
    return {(p.issue, p.holder, p.stance) for p in coding.positions}


SIDES = [
    # text after "Norland", cue, issue, side
    ("said it saw no point in a truce", "said", "ceasefire", "against"),
    ("asked for looser rules of origin", "asked for", "rules_of_origin", "against"),
    ("said that the guns must fall silent", "said", "suspension_of_operations", "for"),
    ("fears that Sorvia may stop its military assistance", "fears", "military_aid", "for"),
    ("fears that Sorvia may cut off its military assistance", "fears", "military_aid", "for"),
    ("fears that it may be left without military support", "fears", "military_aid", "for"),
    ("fears that the flow of weapons could dry up", "fears", "military_aid", "for"),
    ("hopes that the flow of weapons does not dry up", "hopes", "military_aid", "for"),
    ("is concerned about the restricted access of inspectors", "concerned", "inspections", "for"),
    ("demanded that Sorvia give up NATO membership", "demanded", "nato_membership", "against"),
    ("urged Sorvia to forgo NATO membership", "urged", "nato_membership", "against"),
    ("wants the sanctions gone", "wants", "sanctions_relief", "for"),
    ("said the tariffs must go", "said", "tariff_cuts", "for"),
    ("said the debt brake had to be reformed", "said", "debt_brake", "for"),
    ("said the debt brake would not be touched", "said", "debt_brake", "against"),
    ("said no inspector would set foot in the plant", "said", "inspections", "against"),
    ("said it would send no more weapons", "said", "military_aid", "against"),
    ("said there is no money for higher wages", "said", "wage_increase", "against"),
    ("said the head office stays", "said", "headquarters", "for"),
    ("said rosters are a matter for management", "said", "bargaining_scope", "against"),
    ("said the bid undervalued the company", "said", "higher_price", "for"),
    ("said the price did not reflect the value of the firm", "said", "higher_price", "for"),
    ("described its subsidies as non-negotiable", "described", "subsidies", "for"),
    ("regards a referendum on independence as out of the question", "regards", "independence", "against"),
    ("said that without a pay rise the talks would end", "said", "wage_increase", "for"),
    ("would vote down any deal without a wealth tax", "would vote down", "tax_increase", "for"),
]


@pytest.mark.parametrize(("rest", "cue", "issue", "side"), SIDES, ids=[row[0] for row in SIDES])
def test_sides(rest: str, cue: str, issue: str, side: str) -> None:
    text = f"Norland {rest}."
    content = rest.split(f"{cue} ", 1)[1]
    coding = said(text, source="Norland", cue=cue, content=content)
    assert (issue, "norland", side) in sides(coding)
    assert all(p.holder == "norland" for p in coding.positions)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (
            "it would halt the shelling if Sorvia withdraws its troops",
            {("suspension_of_operations", "norland", "for"), ("withdrawal", "norland", "for")},
        ),
        (
            "it would lift the tariffs once Sorvia opens its market",
            {("tariff_cuts", "norland", "for"), ("market_access", "norland", "for")},
        ),
        (
            "it would not lift the sanctions before the inspectors are back",
            {("sanctions_relief", "norland", "against"), ("inspections", "norland", "for")},
        ),
    ],
)
def test_an_offer_and_its_price_are_both_positions(content: str, wanted: set[tuple[str, str, str]]) -> None:
    text = f"Norland said {content}."
    assert sides(said(text, source="Norland", cue="said", content=content)) == wanted


def test_what_others_are_urged_to_do_is_not_their_position() -> None:
    text = "A former adviser argued that Sorvia should give up four regions."
    content = "that Sorvia should give up four regions"
    assert said(text, source="A former adviser", cue="argued", content=content, speaker=None).positions == ()


def test_a_consequence_is_no_demand() -> None:
    text = "If Norland leaves, Sorvia will have to pay for it."
    coding = said(text, source=None, cue=None, content=text)
    assert (coding.act, coding.firmness, coding.positions) == ("state", None, ())


ACTS = [
    # content, act, firmness, hedged
    ("it would halt the shelling if the truce holds", "offer", "offer", False),
    ("it could go higher", "offer", "openness", False),
    ("full access could be restored", "offer", "openness", False),
    ("it could live with the plan", "concede", "openness", False),
    ("the report is invented", "deny", None, False),
    ("no such clause exists", "deny", None, False),
    ("it will never discuss the status of the region", "reject", "red_line", False),
    ("six per cent is our floor", "demand", "red_line", False),
    ("not now, not in ten years", "reject", "red_line", False),
    ("Sorvia never wanted a settlement", "accuse", None, False),
]


@pytest.mark.parametrize(("content", "act", "firmness", "hedged"), ACTS, ids=[row[0] for row in ACTS])
def test_acts(content: str, act: str, firmness: str | None, hedged: bool) -> None:
    coding = said(f"Norland said {content}.", source="Norland", cue="said", content=content)
    assert (coding.act, coding.firmness, coding.hedged) == (act, firmness, hedged)


CONDITIONS = [
    ("it would lift nothing before the inspectors are back", "before the inspectors are back"),
    ("it will not sign while troops stay in the valley", "while troops stay in the valley"),
    ("it will leave the accord should Sorvia call a strike", "should Sorvia call a strike"),
    ("it would keep the duties until the end of next year", None),
    ("it met the envoy before the talks began", None),
]


@pytest.mark.parametrize(("content", "condition"), CONDITIONS)
def test_conditions(content: str, condition: str | None) -> None:
    text = f"Norland said {content}."
    coding = said(text, source="Norland", cue="said", content=content)
    assert [text[a:b] for a, b in coding.condition] == ([] if condition is None else [condition])


def test_an_answer_takes_its_issue_from_what_stands_before() -> None:
    text = "Would you pay a break fee? Out of the question."
    at = text.index("Out")
    attribution = Attribution("attributed", ((at, len(text)),), quotation="direct")
    resolver = NameResolver(text, PARTIES)
    coding = code(model()(text), attribution, Resolution("x", "norland", "person"), resolver, Codebook.load())
    assert sides(coding) == {("break_fee", "norland", "against")}
    assert (coding.act, coding.firmness) == ("reject", "red_line")


BOOK = """
codebook: 1
title: Wages
issues:
  - id: pay
    says: Pay rises
    for: [raise + pay/n]
    topic: [nurse|union]
    for_in_topic: [per cent]
"""


@pytest.mark.parametrize(
    ("before", "found"), [("The nurses met. Their union spoke.", {("pay", "norland", "for")}), ("They met.", set())]
)
def test_words_of_a_topic_count_only_where_a_text_speaks_of_it(before: str, found: set[tuple[str, str, str]]) -> None:
    book = Codebook.parse(BOOK, "pay.yaml")
    text = f"{before} Norland wants six per cent."
    assert sides(said(text, source="Norland", cue="wants", content="six per cent", codebook=book)) == found


def test_words_of_a_topic_need_a_topic() -> None:
    with pytest.raises(CodebookError, match="add topic"):
        Codebook.parse(BOOK.replace("    topic: [nurse|union]\n", ""), "pay.yaml")


FIELDS = """\
codebook: 1
title: Two fields
issues:
  - {id: strike, says: The strike ends, field: labour, for: [end + strike], against: [strike, walkout]}
  - {id: siege, says: The siege ends, field: peace, for: [end + siege], against: [siege]}
"""


@pytest.mark.parametrize(("walkouts", "found"), [(0, True), (25, False)])
def test_a_word_of_a_field_of_which_a_text_hardly_speaks_is_a_figure_of_speech(walkouts: int, found: bool) -> None:
    text = "There was a walkout. " * walkouts + "Norland demanded an end to the siege."
    start = text.index("Norland")
    content = text.index("an end"), len(text) - 1
    cue = text.index("demanded"), text.index("demanded") + len("demanded")
    doc = model()(text)
    attribution = Attribution("attributed", (content,), ((start, start + 7),), (cue,), "demand", "indirect")
    coding = code(
        doc,
        attribution,
        Resolution("Norland", "norland", "party"),
        NameResolver(text, {"norland": ["Norland"]}),
        Codebook.parse(FIELDS, "two.yaml"),
        # The judge knows the word for what it is, and not that nothing else in the text is like it.
        rules_only=True,
    )
    assert bool(coding.positions) == found


def test_what_a_narrator_tells_as_done_is_nobodys_position() -> None:
    for told, positions in (("Norland imposed tariffs.", 0), ("Norland plans to impose tariffs.", 1)):
        doc = model()(told)
        coding = code(
            doc,
            Attribution("narrator", ((0, len(told) - 1),), (), (), "", None),
            Resolution(None, None, "narrator"),
            NameResolver(told, {"norland": ["Norland"]}),
            Codebook.load(),
            rules_only=True,
        )
        assert len(coding.positions) == positions


@pytest.mark.parametrize("content", ["In exchange, the sanctions would be lifted", "the sanctions would be lifted"])
def test_the_price_is_the_authors_also_where_in_exchange_is_cut_off(content: str) -> None:
    text = "The Norland proposal includes a truce. In exchange, the sanctions would be lifted."
    coding = said(text, source=None, cue=None, content=content)
    assert ("sanctions_relief", "norland", "for") in sides(coding)
