"""Whose "the government" is, by which states only host or mediate; offices told by the other side; invented talks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from winset.reading.marks import Resolution

Resolve = Callable[[str, str], Resolution]

BLAME = "The Hill Front blamed Lima. Lima was silent.\n\n"
GOVERNMENTS = [
    # who chairs is not the government, the other state is
    (
        f"{BLAME}The government said no.\n\nChile, which has chaired the talks since 2012, said that it would stay.",
        "The government",
        "peru",
    ),
    (f"{BLAME}Undersecretary Rosa Ibarra left.\n\nChile’s envoy urged both sides to stay.", "Rosa Ibarra", "peru"),
    (f"{BLAME}Peace commissioner Rosa Ibarra left.\n\nChile has hosted two rounds.", "Rosa Ibarra", "peru"),
    # a state that a paper only tells of in its clause is not the one of which the sentence speaks
    (
        f"{BLAME}The Vale Courier reports that Ottawa has asked for two men. The justice minister, Rosa Ibarra, said "
        "that the treaties are in force.",
        "Rosa Ibarra",
        "peru",
    ),
    # two states act alike beside the movement: open
    (
        "The Hill Front blamed Lima and Quito. Quito and Lima denied it.\n\nThe interior ministry said no.",
        "The interior ministry",
        None,
    ),
    # a state named in passing behind the government
    (
        "The nurses walked out.\n\nThe government, for which State Secretary Ada Vell spoke, said no.\n\n"
        "Denmark confirmed that it had sent ten.",
        "Ada Vell",
        "government",
    ),
]


@pytest.mark.parametrize(("text", "words", "party"), GOVERNMENTS)
def test_the_government_is_of_the_state_that_does_not_mediate(
    text: str, words: str, party: str | None, resolved: Resolve
) -> None:
    assert resolved(text, words).party == party


def test_who_governs_and_who_chairs_swap(resolved: Resolve) -> None:
    for chair, city, state in (("Chile", "Lima", "peru"), ("Peru", "Santiago", "chile")):
        text = (
            f"The Hill Front blamed {city}. {city} was silent.\n\nThe interior ministry said no.\n\n"
            f"{chair}, which has chaired the talks since 2012, said that its team would stay."
        )
        assert resolved(text, "The interior ministry").party == state


OTHER_SIDES = [
    (
        "Peru and Chile have not agreed.\n\nTrade Minister Rosa Ibarra said that cod is cod. Her Chilean counterpart, "
        "Pedro Lagos, denied it.",
        "Rosa Ibarra",
        "peru",
    ),
    # of three states nobody knows which other one is meant
    (
        "Peru, Chile and Bolivia have not agreed.\n\nTrade Minister Rosa Ibarra said that cod is cod. Her Chilean "
        "counterpart, Pedro Lagos, denied it.",
        "Rosa Ibarra",
        None,
    ),
    # the state whose people are not named yet
    (
        "Peru wants forty boats. Chile wants ten. Peru will wait.\n\nChile’s chief negotiator, Pedro Lagos, left.\n\n"
        "“Forty is little,” Fisheries Minister Rosa Ibarra said.",
        "Rosa Ibarra",
        "peru",
    ),
    # a manager is no officer of a state, general or not
    ("The crews struck.\n\nPeru will not take sides.\n\nGeneral manager Ada Vell said no.", "Ada Vell", None),
]


@pytest.mark.parametrize(("text", "words", "party"), OTHER_SIDES)
def test_the_other_side_tells_the_state(text: str, words: str, party: str | None, resolved: Resolve) -> None:
    assert resolved(text, words).party == party


MEMBERS = [
    ("Peru and Chile met. In Peru, coalition MP Ada Vell called for more cod.", "Ada Vell", "peru"),
    (
        "Peru and Chile met. In Peru, Senator Ada Vell, who belongs to the governing coalition, said no.",
        "Ada Vell",
        "peru",
    ),
    ("Peru and Chile met. In Peru, opposition MP Ada Vell called for more cod.", "Ada Vell", None),
    ("Peru and Chile met. In Peru, Senator Ada Vell said that the government was wrong.", "Ada Vell", None),
]


@pytest.mark.parametrize(("text", "words", "party"), MEMBERS)
def test_members_of_the_majority_are_of_their_state(
    text: str, words: str, party: str | None, resolved: Resolve
) -> None:
    assert resolved(text, words).party == party


def test_who_talks_with_an_armed_movement_is_a_state(resolved: Resolve) -> None:
    text = "Talks between Alta Norva and the Hill Liberation Front failed.\n\nThe defence ministry said no."
    assert resolved(text, "The defence ministry").party == "alta_norva"


def test_a_general_staff_makes_no_company(resolved: Resolve) -> None:
    text = (
        "The soldiers of Ostria stayed. Ostria's general staff left. Ostria waits. Defence Minister Ada Vell said no."
    )
    assert resolved(text, "Ada Vell").party == "ostria"


def test_a_state_beside_one_of_two_words(resolved: Resolve) -> None:
    assert resolved("Negotiators from Qadra and the United States met. Qadra left.", "Qadra").party == "qadra"


def test_a_ministry_of_a_state_that_no_table_knows(resolved: Resolve) -> None:
    text = "The government of Norvia met. Norvia’s army left. The ministry said no. The movement left."
    assert resolved(text, "The ministry").party == "norvia"
