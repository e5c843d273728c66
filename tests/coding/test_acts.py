"""Acts, firmness, hedges, conditions and addressees, construction by construction."""

from __future__ import annotations

import pytest

from tests.coding.gold import said

ACTS = [
    # text, cue, content, act, firmness
    ("Norland declined to meet the envoy.", "declined", "to meet the envoy", "reject", None),
    ("Norland refused to sign.", "refused", "to sign", "reject", None),
    ("Norland did not rule out a truce.", "did not rule out", "a truce", "offer", "openness"),
    ("Norland denied having agreed to a truce.", "denied", "having agreed to a truce", "deny", None),
    ("Norland demands the release of all prisoners.", "demands", "the release of all prisoners", "demand", "demand"),
    ("Norland urged Sorvia to disarm.", "urged", "Sorvia to disarm", "urge", None),
    ("Norland offered to free the prisoners.", "offered", "to free the prisoners", "offer", "offer"),
    ("Norland is prepared to talk.", "prepared", "to talk", "offer", "openness"),
    ("Norland is not prepared to talk.", "prepared", "to talk", "reject", None),
    ("Norland agreed to a truce.", "agreed", "to a truce", "accept", None),
    ("Norland admitted that its army had fired first.", "admitted", "that its army had fired first", "concede", None),
    ("Norland endorsed the plan.", "endorsed", "the plan", "support", None),
    ("Norland accused Sorvia of lying.", "accused", "Sorvia of lying", "accuse", None),
    ("Norland warned that the winter would be hard.", "warned", "that the winter would be hard", "warn", None),
    ("Norland warned that it would resume the strikes.", "warned", "that it would resume the strikes", "threaten", None),  # noqa: E501
    ("Norland expressed apprehension that talks may fail.", "expressed apprehension", "that talks may fail", "fear", None),  # noqa: E501
    ("Norland announced that the talks would resume on Friday.", "announced", "that the talks would resume on Friday", "announce", None),  # noqa: E501
    ("Norland cancelled its visit to the capital.", "cancelled", "its visit to the capital", "reject", None),
    ("Norland said the snow was deep.", "said", "the snow was deep", "state", None),
    ("Norland said Sorvia must leave the valley.", "said", "Sorvia must leave the valley", "demand", "demand"),
    ("Norland said the terms were unacceptable.", "said", "the terms were unacceptable", "reject", "red_line"),
    ("Norland said it would never accept the terms.", "said", "it would never accept the terms", "reject", "red_line"),
    ("Norland said it cannot cede land under its constitution.", "said", "it cannot cede land under its constitution", "reject", "red_line"),  # noqa: E501
    ("Norland said it would not accept the terms.", "said", "it would not accept the terms", "reject", None),
    ("Norland described the terms as reasonable.", "described", "the terms as reasonable", "support", None),
    ("Norland said it could consider the terms.", "said", "it could consider the terms", "offer", "openness"),
    ("Norland said independence was not for sale.", "said", "independence was not for sale", "reject", "red_line"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "content", "act", "firmness"), ACTS, ids=[row[0] for row in ACTS])
def test_acts(text: str, cue: str, content: str, act: str, firmness: str | None) -> None:
    coding = said(text, source="Norland", cue=cue, content=content)
    assert (coding.act, coding.firmness) == (act, firmness)


@pytest.mark.parametrize(
    ("content", "final"),
    [
        ("the straits were not up for discussion", True),
        ("enrichment was non-negotiable", True),
        ("its name is not a bargaining chip", True),
        ("there can be no question of a withdrawal", True),
        ("a truce is out of the question", True),
        ("the archive would not be handed over at any price", True),
        ("for its army a truce is a red line", True),
        ("there was nothing to discuss", True),
        ("not one square metre would be given up", True),
        ("a truce was excluded, today and in the future", True),
        ("this is a line we cannot cross", True),
        ("foreign command was taboo", True),
        ("nobody had crossed the red line on the map", False),
        ("Sorvia had called the tax a red line", False),
        ("a truce was not out of the question", False),
        ("the report was unacceptably late", False),
        ("the border would not be moved this year", False),
    ],
)
def test_words_of_finality(content: str, final: bool) -> None:
    coding = said(f"Norland said {content}.", source="Norland", cue="said", content=content)
    assert (coding.firmness == "red_line") is final


def test_finality_beside_the_cue() -> None:
    coding = said("Norland categorically excluded a truce.", source="Norland", cue="excluded", content="a truce")
    assert coding.firmness == "red_line"


def test_never_in_the_past_is_no_red_line() -> None:
    coding = said(
        "Norland said it had never seen the plan.", source="Norland", cue="said", content="it had never seen the plan"
    )
    assert coding.firmness is None


def test_no_red_line_is_nobodys() -> None:
    text = "The paper said the food in the camps was unacceptable."
    coding = said(text, source="The paper", cue="said", content="the food in the camps was unacceptable", speaker=None)
    assert coding.firmness is None


HEDGES = [
    ("Sorvia could agree to a truce", True),
    ("Sorvia may not agree to a truce", True),
    ("Sorvia reportedly agreed to a truce", True),
    ("Sorvia appears to accept the truce", True),
    ("Sorvia agreed to a truce", False),
    ("the truce could not be broken by anybody", False),
    ("no village may be shelled", False),
]


@pytest.mark.parametrize(("content", "hedged"), HEDGES)
def test_hedges(content: str, hedged: bool) -> None:
    text = f"The Courier reported that {content}."
    assert said(text, source="The Courier", cue="reported", content=content, speaker=None).hedged is hedged


CONDITIONS = [
    ("it would sign if the army withdraws", "if the army withdraws"),
    ("it would sign once the shooting stops", "once the shooting stops"),
    ("it will not sign unless prisoners are freed", "unless prisoners are freed"),
    ("it will not sign until prisoners are freed", "until prisoners are freed"),
    ("it would sign provided that prisoners are freed", "provided that prisoners are freed"),
    ("it would free prisoners in exchange for a truce", "in exchange for a truce"),
    ("it would sign as long as the borders stay open", "as long as the borders stay open"),
    ("any breach of the truce would lead to war", "any breach of the truce"),
    ("should the talks fail, the army would return", "should the talks fail"),
    ("it would ask if the army withdraws", None),
    ("the talks would result in peace", None),
]


@pytest.mark.parametrize(("content", "condition"), CONDITIONS)
def test_conditions_are_places(content: str, condition: str | None) -> None:
    text = f"Norland said {content}."
    coding = said(text, source="Norland", cue="said", content=content)
    words = [text[start:end] for start, end in coding.condition]
    if content.startswith("it would ask"):
        assert words in ([], ["if the army withdraws"])
    else:
        assert words == ([] if condition is None else [condition])


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("Norland told Sorvia that the talks were over.", "told", "that the talks were over"),
        ("Norland warned Sorvia that the talks were over.", "warned", "that the talks were over"),
        ("Norland called on Sorvia to free the prisoners.", "called on", "to free the prisoners"),
    ],
)
def test_addressees(text: str, cue: str, content: str) -> None:
    assert said(text, source="Norland", cue=cue, content=content).addressees == ("sorvia",)


STANCES = [
    # text, source, cue, content, speaker, positions
    ("The Post reported that Norland refuses to lift sanctions.", "The Post", "reported", "that Norland refuses to lift sanctions", None,  # noqa: E501
     {("sanctions_relief", "norland", "against", "norland", "ascribed")}),
    ("Sorvia said that Norland refuses to lift sanctions.", "Sorvia", "said", "that Norland refuses to lift sanctions", "sorvia",  # noqa: E501
     {("sanctions_relief", "norland", "against", "norland", "ascribed")}),
    ("Norland refused to lift sanctions.", "Norland", "refused", "to lift sanctions", "norland",
     {("sanctions_relief", "norland", "against", "norland", "self")}),
    ("Norland ruled out lifting sanctions.", "Norland", "ruled out", "lifting sanctions", "norland",
     {("sanctions_relief", "norland", "against", "norland", "self")}),
    ("Norland opposes the extension of sanctions.", "Norland", "opposes", "the extension of sanctions", "norland",
     {("sanctions_relief", "norland", "for", None, "self")}),
    ("Norland said sanctions would never be lifted.", "Norland", "said", "sanctions would never be lifted", "norland",
     {("sanctions_relief", "norland", "against", None, "self")}),
    ("Norland demanded that Sorvia accept a ceasefire.", "Norland", "demanded", "that Sorvia accept a ceasefire", "norland",  # noqa: E501
     {("ceasefire", "norland", "for", None, "self")}),
    ("Norland rejected Sorvia's demand to withdraw its troops.", "Norland", "rejected", "Sorvia's demand to withdraw its troops", "norland",  # noqa: E501
     {("withdrawal", "norland", "against", "sorvia", "self"), ("withdrawal", "sorvia", "for", "sorvia", "ascribed")}),
    ("Norland fears that Sorvia may end the ceasefire.", "Norland", "fears", "that Sorvia may end the ceasefire", "norland",  # noqa: E501
     {("ceasefire", "norland", "for", None, "inferred")}),
    ("The Post wrote that Norland will not lift sanctions unless Sorvia withdraws its troops.", "The Post", "wrote",
     "that Norland will not lift sanctions unless Sorvia withdraws its troops", None,
     {("sanctions_relief", "norland", "against", "norland", "ascribed"), ("withdrawal", "norland", "for", "sorvia", "ascribed")}),  # noqa: E501
    ("The Post wrote that Norland is expected to accept a ceasefire.", "The Post", "wrote",
     "that Norland is expected to accept a ceasefire", None, set()),
    ("Norland discussed sanctions relief.", "Norland", "discussed", "sanctions relief", "norland", set()),
    ("Experts said that sanctions would be lifted.", "Experts", "said", "that sanctions would be lifted", None, set()),
    ("Norland said it would never recognise Marovia.", "Norland", "said", "it would never recognise Marovia", "norland",
     {("marovia_recognition", "norland", "against", "norland", "self")}),
    ("Norland supports Sorvia's membership in NATO.", "Norland", "supports", "Sorvia's membership in NATO", "norland",
     {("nato_membership", "norland", "for", None, "self")}),
    ("Norland demanded the rejection of NATO membership and the recognition of Marovia.", "Norland", "demanded",
     "the rejection of NATO membership and the recognition of Marovia", "norland",
     {("nato_membership", "norland", "against", None, "self"), ("marovia_recognition", "norland", "for", None, "self")}),  # noqa: E501
]  # fmt: skip


@pytest.mark.parametrize("row", [row for row in STANCES if row[5] is not None], ids=lambda row: row[0])
def test_stances(row: tuple[str, str, str, str, str | None, set[tuple[str, str, str, str | None, str]]]) -> None:
    text, source, cue, content, speaker, positions = row
    coding = said(text, source=source, cue=cue, content=content, speaker=speaker)
    assert {(p.issue, p.holder, p.stance, p.agent, p.basis) for p in coding.positions} == positions


def test_the_narrator_is_no_holder() -> None:
    text = "Lifting sanctions would be a mistake."
    assert said(text, source=None, cue=None, content=text).positions == ()
