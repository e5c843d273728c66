"""How persons and organisations are introduced, and for whom they then speak: own sentences of invented talks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from winset.core.dates import PartialDate
from winset.reading.actors import Actors
from winset.reading.marks import Resolution

DAY = PartialDate.parse("2025-05-07")

HEARING = (
    "Record of the hearing\n\n"
    "Present: for Fjordgate Water, Ms Ines Holt (finance director) and Mr Per Saal (counsel); for the Tariff "
    "Commission (TC), Ms Greta Maas (head of reviews).\n\n"
    "Ms Holt (Fjordgate Water): We need five per cent.\n\n"
    "Ms Maas: The company has paid dividends.\n\n"
    "Mr Saal: That is not so.\n\n"
    "THE COMPANY (in writing): Fjordgate stands by its figures."
)
INTERVIEW = (
    "Marta Brandvold leads the Union of Harbour Cooks, whose members have refused night work. She spoke about the "
    "Port Authority of Senja.\n\nQ: Will you go back?\n\nA: We would not go back.\n\nQ: Hugo Lien says no."
    "\n\nA: He has money for a new office."
)
COUNCIL = (
    "Ostmere city council will miss a payment to Kestrel Bank, its finance chief, Amara Diop, said. City Hall rejects "
    "the lien. Anne Roper of the Ostmere Bondholders' Committee said no. Rating agency Corvel warned of default."
)

SPEAKERS = [
    # labels, casts and brackets
    (HEARING, "Ms Holt (Fjordgate Water)", "fjordgate_water"),
    (HEARING, "Mr Saal", "fjordgate_water"),
    (HEARING, "Ms Maas", "tariff_commission"),
    (HEARING, "THE COMPANY", "fjordgate_water"),
    (INTERVIEW, "A", "union_of_harbour_cooks"),
    (
        "The Seamen's Federation met Norvik Lines. Norvik Lines said no.\n\n• Unions: no work.\n\n• Operator: three.",
        "Unions",
        "seamens_federation",
    ),
    (
        "The Seamen's Federation met Norvik Lines. Norvik Lines said no.\n\n• Unions: no work.\n\n• Operator: three.",
        "Operator",
        "norvik_lines",
    ),
    (
        "- Drivers (Transport Union West, TUW): 35 hours.\n- Company (Citylink): 36. Director Olga Bru says so.",
        "Olga Bru",
        "citylink",
    ),
    (
        "The cooks met Citylink.\n\n• Ministry of Transport: the minister, Ada Rud, ruled out a law.",
        "the minister, Ada Rud",
        "ministry_of_transport",
    ),
    # words that lead to a name
    ("The Cooks' Guild walked out. For the budget carrier Zappa, Dan Osk said refunds had begun.", "Dan Osk", "zappa"),
    ("The Cooks' Guild met the firm Citylink. The firm was represented by Ms Tora Lind.", "Tora Lind", "citylink"),
    ("The Cooks' Guild met Citylink. Tora Lind, who appears for the guild, said no.", "Tora Lind", "cooks_guild"),
    # ties to others
    (
        "The Liberals met the Greens. The Greens were led by the mayor, Elke Thoms. An adviser of the mayor said no.",
        "An adviser of the mayor",
        "greens",
    ),
    (
        "The Greens want a tram. Their negotiator, the lawyer Peter Sandel, said that it could wait.",
        "Peter Sandel",
        "greens",
    ),
    (
        "In the Green camp not all agree. The Greens met. Nora Beil, who heads their left wing, said no.",
        "Nora Beil",
        "greens",
    ),
    (
        "Kenya and Tanzania quarrel. Kenya's trade minister, Miriam Chebe, wants it. Her opposite number, Juma Mri, "
        "said no.",
        "Juma Mri",
        "tanzania",
    ),
    ("The senator Lucia Andra, of the opposition Civic Pole, asked for a vote.", "Lucia Andra", "civic_pole"),
    (
        "The opposition leader Joan Tull spoke. Tull's Residents' Alliance wants an audit.",
        "Joan Tull",
        "residents_alliance",
    ),
    (
        "The Armed Front left. The spokeswoman of the insurgent delegation, known as Commander Alba, said so.",
        "Alba",
        "armed_front",
    ),
    (
        "Attending: Jette Kragh and Omar Said (Skagen Port Company); Birgit Fossum, Shipowners' Association; chair: "
        "Else Holm.\n\nThey met.",
        "Jette Kragh",
        "skagen_port_company",
    ),
    (
        "Attending: Jette Kragh and Omar Said (Skagen Port Company); Birgit Fossum, Shipowners' Association; chair: "
        "Else Holm.\n\nThey met.",
        "Birgit Fossum",
        "shipowners_association",
    ),
    (
        "The applicant, Nordvind Energi, seeks leave to build. Ms Berg, counsel for the applicant, said no.",
        "Ms Berg",
        "nordvind_energi",
    ),
    # offices whose owner the text tells elsewhere
    (
        "Halden Tools refused the offer of Castor Partners. Halden Tools would not open up. Chairwoman Ruth Amel "
        "said no.",
        "Ruth Amel",
        "halden_tools",
    ),
    (
        "Ada Vell, chief executive of the airport, came out. The airport says that it will load planes.",
        "The airport",
        "airport",
    ),
    (
        "The Government met the Armed Front. The Government offered a truce. Sources of the Presidency said no.",
        "Sources of the Presidency",
        "government",
    ),
    # organisations that no table knows
    (COUNCIL, "Amara Diop", "ostmere_city_council"),
    (COUNCIL, "City Hall", "ostmere_city_council"),
    (COUNCIL, "Anne Roper", "ostmere_bondholders_committee"),
    (COUNCIL, "Rating agency Corvel", None),
    ("IF Metallan, the union, met Citylink. IF Metallan said no.", "IF Metallan", "if_metallan"),
    ("The Guild of Ship's Cooks has not joined. Its secretary said no.", "Its secretary", "guild_of_ships_cooks"),
    (
        "The Government of Unity and the Revolutionary Council of the North (CRN) met. The CRN said no.",
        "The CRN",
        "revolutionary_council_of_the_north",
    ),
    (
        "The Vell family trust holds 14 per cent of Norline Glass. Its trustee Eleanor Vell said no.",
        "Eleanor Vell",
        "vell_family_trust",
    ),
    (
        "The founder's heirs fell out over Kallas AG. Kallas's chief counsel said no. Hilde Kallas wept.",
        "Kallas's chief counsel",
        "kallas_ag",
    ),
]


@pytest.mark.parametrize(("text", "words", "party"), SPEAKERS)
def test_introductions_tell_the_party(
    text: str, words: str, party: str | None, actors: Actors, parse: Callable[[str], Any]
) -> None:
    at = text.index("\nA: ") + 1 if words == "A" else text.rindex(words)
    found = actors.resolver(parse(text), DAY).resolve(((at, at + len(words)),))
    assert found.party == party


def test_the_answers_of_an_interview_have_a_name(actors: Actors, parse: Callable[[str], Any]) -> None:
    at = INTERVIEW.index("\nA: ") + 1
    assert actors.resolver(parse(INTERVIEW), DAY).resolve(((at, at + 1),)).name == "Marta Brandvold"


OUTLETS = [
    ("Ada Vell told the Brunner Anzeiger that the tram was dead.", "Ada Vell", ("Brunner Anzeiger",)),
    ("The union met. Ada Vell told Dagens Handling that the tram was dead.", "Ada Vell", ("Dagens Handling",)),
    ("Ada Vell told reporters that the tram was dead.", "Ada Vell", ()),
    ("He dropped the tax and, The Citizen reported, will not try again.", "The Citizen", ("The Citizen",)),
    (
        "OSTBY (Coastpress) – The union Seafarers United walked out. Ada Vell told Coastpress that it was over.",
        "Ada Vell",
        ("Coastpress",),
    ),
]


@pytest.mark.parametrize(("text", "words", "via"), OUTLETS)
def test_outlets_that_no_table_knows(
    text: str, words: str, via: tuple[str, ...], resolved: Callable[[str, str], Resolution]
) -> None:
    assert resolved(text, words).via == via


def test_the_line_of_an_agency_is_no_part_of_a_source(actors: Actors, parse: Callable[[str], Any]) -> None:
    text = "OSTBY (Coastpress) - Pump maker Lund AG said on Friday that it was not for sale."
    words = "OSTBY (Coastpress) - Pump maker Lund AG"
    assert actors.resolver(parse(text), DAY).resolve(((0, len(words)),)).party == "lund_ag"


def test_the_language_of_an_original_is_no_party(actors: Actors, parse: Callable[[str], Any]) -> None:
    text = "(Translated from the Spanish)\n\nThe Government met the Armed Front. The Government offered a truce."
    assert "spain" not in {party.id for party in actors.resolver(parse(text), DAY).parties()}
