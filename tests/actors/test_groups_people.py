"""Parties that are no states, and their people: "we" of a circular, persons taken for firms and firms for persons."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from winset.reading.marks import Resolution

Resolve = Callable[[str, str], Resolution]

CIRCULAR = "NORVIK DOCKERS' UNION – CIRCULAR 7\n\nComrades, on Monday we met Norvik Lines. "
PRESENT = (
    "Present for the Port Authority: Mr. Tom Hale (chair of the employer side), Ms. Ada Vell (finance). Present for "
    "the Harbour Staff Association: Ms. Odile Thorn (president), Mr. Bo Aasen (adviser). Observer: Ms. Joan Lund, "
    "conciliation officer."
)
SPEAKERS = [
    # "we" of whoever issued the paper
    (CIRCULAR + "We asked for nine percent.", "We", "norvik_dockers_union"),
    (CIRCULAR + "Our chief negotiator, Ada Vell, said no.", "Our chief negotiator, Ada Vell", "norvik_dockers_union"),
    (CIRCULAR + "Your committee said no.", "Your committee", "norvik_dockers_union"),
    (
        "STATEMENT by Norvik Lines on the strike\n\nNorvik, 3 May. We regret the tone.",
        "We",
        "norvik_lines",
    ),
    ("Dear colleagues, on Monday your negotiators met Norvik Lines. We asked for nine percent.", "We", "union"),
    # not of whom a heading only names, nor in a text that is nobody's, nor inside quotations
    ("STATEMENT on Norvik Lines\n\nWe asked for nine percent.", "We", ""),
    ("Norvik Lines met the union. We asked both for an answer.", "We", ""),
    (CIRCULAR + "The manager was blunt. “We asked for nothing,” he said.", "We", ""),
    # a name of several words that "it" and "its" tell to be a thing's
    ("Tarka Sel said it would discuss the rest. The union waits. Tarka Sel said no.", "Tarka Sel", "tarka_sel"),
    ("Tarka Sel sits in the middle. Its director, Ada Vell, said no.", "Ada Vell", "tarka_sel"),
    ("Tarka Sel said it was late. The union waits. Tarka Sel said no.", "Tarka Sel", ""),
    ("Tarka Sel said she would pay for it. The union waits. Tarka Sel said no.", "Tarka Sel", ""),
    # by the words beside a name
    ("The Carriers’ Climate Pool, through which nine lines buy, wants less. The pool said no.", "The pool", "pool"),
    # a person's name, whole or in part, never becomes a party
    ("The Lake Movement's delegate, Ghali ag Attaher, said no. Attaher called it late.", "Attaher", "lake_movement"),
    ("Chilean minister Siriporn Vellakul said no. Siriporn said she would wait.", "Siriporn", "chile"),
    ("Chile's minister, Hossam el-Beltar, said no. El-Beltar said it was late.", "El-Beltar", "chile"),
    # offices that only a union or a company has
    (
        "Norvik Lines and the Dockers' Union met. The plant manager, Ada Vell, said no.",
        "The plant manager, Ada Vell",
        "norvik_lines",
    ),
    (
        "Norvik Lines and the Dockers' Union met. The organiser, Ada Vell, said no.",
        "The organiser, Ada Vell",
        "dockers_union",
    ),
    # who conducts the talks for somebody
    (
        "Norvik Lines waits. Ada Vell, who negotiates the rail chapters for the Amber League, said no.",
        "Ada Vell, who negotiates the rail chapters for the Amber League,",
        "amber_league",
    ),
    (
        "Norvik Lines and the Fares Board met. Ada Vell, who conducts the negotiations for the board, said no.",
        "Ada Vell, who conducts the negotiations for the board,",
        "fares_board",
    ),
    (
        "Dr. Ada Vell has taught at Norvik for years and leads the Lecturers' Union in its talks. Norvik Lines waits. "
        "Vell said no.",
        "Vell",
        "lecturers_union",
    ),
    (
        "Dr. Ada Vell has taught at Norvik for years and praises the Lecturers' Union in its talks. Norvik Lines "
        "waits. Vell said no.",
        "Vell",
        "",
    ),
    # lists of those present
    (PRESENT + "\n\n1. Pay. Mr. Hale said no.", "Mr. Hale", "port_authority"),
    (PRESENT + "\n\n1. Pay. Ms. Vell said no.", "Ms. Vell", "port_authority"),
    (PRESENT + "\n\n1. Pay. Mr. Aasen said no.", "Mr. Aasen", "harbour_staff_association"),
    (PRESENT + "\n\n1. Pay. Ms. Lund said no.", "Ms. Lund", ""),
    # departments are nobody's
    (
        "Norvik Lines met the union. Personnel director Ada Vell said no. Management waits.",
        "Management",
        "norvik_lines",
    ),
    # where a plant stands is no company
    ("A plant in Sessau stands idle, and another near Tedau. The company wants to sell.", "The company", "company"),
]


@pytest.mark.parametrize(("text", "words", "party"), SPEAKERS)
def test_people_of_groups(text: str, words: str, party: str, resolved: Resolve) -> None:
    found = resolved(text, words)
    assert (party in (found.party or "")) if party else found.party is None
