"""States by a seat of government, names that the tagger takes for others, and who speaks for none; invented talks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from winset.reading.marks import Resolution

Resolve = Callable[[str, str], Resolution]

SEATS = [
    # the dateline, where its state acts first
    ("LIMA — Peru and Chile have not agreed on cod.\n\nWater Minister Rosa Ibarra said no.", "Rosa Ibarra", "peru"),
    ("LIMA — Chile and Bolivia have not agreed on cod.\n\nWater Minister Rosa Ibarra said no.", "Rosa Ibarra", None),
    ("ROUND IN LIMA — Chile left. Bolivia left.\n\nDeputy minister Rosa Ibarra said no.", "Rosa Ibarra", None),
    # where it is said
    (
        "Chile and Peru have not agreed.\n\nTrade Minister Rosa Ibarra told reporters in Lima that cod is cod.",
        "Rosa Ibarra",
        "peru",
    ),
    # but not where the round is held
    (
        "Chile and Bolivia met for talks in Lima.\n\nTrade Minister Rosa Ibarra said in Lima that it is over.",
        "Rosa Ibarra",
        None,
    ),
    # where the paragraph is set
    (
        "Chile and Peru have not agreed.\n\nIn Lima the offer meets with anger. Nobody wants it. Nobody took it. "
        "Nobody read it. Justice minister Rosa Ibarra said no.",
        "Rosa Ibarra",
        "peru",
    ),
    # a ministry and its seat
    ("Chile left. Peru left. The finance ministry in Lima said no.", "The finance ministry in Lima", "peru"),
    (
        "Chile left. Peru left. In Lima a spokeswoman for the finance ministry said no.",
        "a spokeswoman for the finance ministry",
        "peru",
    ),
]


@pytest.mark.parametrize(("text", "words", "party"), SEATS)
def test_a_seat_of_government_tells_the_state(text: str, words: str, party: str | None, resolved: Resolve) -> None:
    assert resolved(text, words).party == party


def test_seats_swap(resolved: Resolve) -> None:
    for state, city in (("peru", "Lima"), ("chile", "Santiago")):
        text = f"Chile and Peru have not agreed.\n\nMinister Rosa Ibarra told reporters in {city} that cod is cod."
        assert resolved(text, "Rosa Ibarra").party == state


STATES = [
    ("The soldiers of Ostria stayed. Ostria links this to money. Its envoy Ada Vell said no.", "Ada Vell", "ostria"),
    ("The foreign ministers of Palanan and Dorsay met. Palanan left.", "Palanan", "palanan"),
    ("The foreign ministers of Palanan and Dorsay met. Dorsay left.", "Dorsay", "dorsay"),
    ("Negotiators from Qarzan and Chile met. Qarzan left. Its envoy Ada Vell said no.", "Ada Vell", "qarzan"),
    ("Negotiators from Chile and Qarzan met. Qarzan left. Its envoy Ada Vell said no.", "Ada Vell", "qarzan"),
    # a person's government is no state
    ("Prime minister Orbek left. Orbek's government fell. Orbek said no.", "Orbek", None),
]


@pytest.mark.parametrize(("text", "words", "party"), STATES)
def test_invented_states_are_told_by_the_words_beside_them(
    text: str, words: str, party: str | None, resolved: Resolve
) -> None:
    assert resolved(text, words).party == party


NAMES = [
    ("The Chemical and Paper Union said no.", "The Chemical and Paper Union", "chemical_and_paper_union"),
    ("The Chamber of Cod and Tourism accepts it.", "The Chamber of Cod and Tourism", "chamber_of_cod_and_tourism"),
    ("They met. The Harbour Board and the Paper Union said no.", "the Paper Union", "paper_union"),
    ("They met. Belarra Potash, which sold the seed, said no.", "Belarra Potash", "belarra_potash"),
    ("Helvar Bank offers 3 billion francs for Cassa Alpina. Cassa Alpina said no.", "Cassa Alpina", "cassa_alpina"),
    ("Oresund Cables has bid 22 euros a share. Oresund Cables said no.", "Oresund Cables", "oresund_cables"),
    ("Ada Vell, chief negotiator of South Senna, on the talks.\n\nVell said no.", "Vell", "south_senna"),
]


@pytest.mark.parametrize(("text", "words", "party"), NAMES)
def test_whole_names_of_bodies(text: str, words: str, party: str, resolved: Resolve) -> None:
    assert resolved(text, words).party == party


NOBODY = [
    # surnames of those whose first name the tables do not know
    ("Helvi Aaltovirta came late. Nobody waited. Aaltovirta said no.", "Aaltovirta"),
    ("Analyst Yevheniya Stasiuk said no.", "Analyst Yevheniya Stasiuk"),
    ("Marine biologist Sunniva Krog said no. Nobody listened. Krog said it again.", "Krog"),
    ("Peru left. Otieno Rading of the Institute for Lake Studies said no.", "Otieno Rading"),
    ("Peru left. The newspaper Folha do Lago reported a plan.", "The newspaper Folha do Lago"),
    (
        "Peru left. A Peruvian official with knowledge of the drafts said no.",
        "A Peruvian official with knowledge of the drafts",
    ),
    ("Peru wants a pause. Governor Rosa Ibarra said no.", "Governor Rosa Ibarra"),
]


@pytest.mark.parametrize(("text", "words"), NOBODY)
def test_who_speaks_for_none(text: str, words: str, resolved: Resolve) -> None:
    assert resolved(text, words).party is None


def test_an_answering_surname_is_a_person(resolved: Resolve) -> None:
    text = (
        "Charity Kabwe, company secretary of Lumwana North Copper.\n\nHost: Mrs Kabwe, is it over?\n\n"
        "Kabwe: No, it is not.\n\nHost: Is it not?\n\nKabwe: It has begun.\n"
    )
    found = resolved(text, "Kabwe")
    assert (found.name, found.party) == ("Charity Kabwe", "lumwana_north_copper")


STAFF = [
    ("Peru left. Chile's envoy Rosa Ibarra stayed. A member of Ibarra's team said no.", "A member of Ibarra's team"),
    ("Peru left. Chile's envoy Rosa Ibarra said yes. A member of her team said no.", "A member of her team"),
    ("Peru left. Mr Paz, Peru's chief negotiator Rosa Ibarra was wrong. Mr Paz, for Chile, said no.", "Mr Paz"),
    ("The government of Chile met Peru's. Cabinet affairs minister Rosa Ibarra said no.", "Rosa Ibarra"),
    ("Present: for Peru Mr Luis Paz; for Chile Ms Rosa Ibarra and Mr Juan Soto. Mr Soto said no.", "Mr Soto"),
]


@pytest.mark.parametrize(("text", "words"), STAFF)
@pytest.mark.parametrize(("one", "other"), [("Chile", "Peru"), ("Peru", "Chile")])
def test_people_of_somebody_speak_for_that_party(
    text: str, words: str, one: str, other: str, resolved: Resolve
) -> None:
    told = text.replace("Peru", "{b}").replace("Chile", "{a}").format(a=one, b=other)
    found = resolved(told, words)
    assert found.party == one.lower()
