"""What the resolver makes of single phrases, and that it stands firm whatever the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.actors import gold
from winset.core.dates import PartialDate
from winset.reading.actors import Actors
from winset.reading.marks import Resolution

DATE = PartialDate(2025, 6, 1)


def at(actors: Actors, doc: Any, words: str, occurrence: int = 1, date: PartialDate | None = DATE) -> Resolution:
    place = gold.place_of(doc.text, words, occurrence)
    return actors.resolver(doc, date).resolve((place,))


@pytest.mark.parametrize(
    ("text", "words", "name", "party"),
    [
        ("The French rejected the text.", "The French", "France", "france"),
        ("A Briton said it was over, Ankara replied.", "Ankara", "Turkey", "turkey"),
        ("The Pentagon said that it would wait.", "The Pentagon", "Pentagon", "united_states"),
        ("The Quai d'Orsay denied the report.", "The Quai d'Orsay", "Quai d'Orsay", "france"),
        ("Two EU diplomats said that talks went on.", "Two EU diplomats", "EU diplomats", "european_union"),
        ("Officials in Ankara said that talks went on.", "Officials in Ankara", "Officials in Ankara", "turkey"),
        (
            "A spokesman for the Russian foreign ministry said no.",
            "A spokesman for the Russian foreign ministry",
            "spokesman for the Russian foreign ministry",
            "russia",
        ),
        (
            "The US ambassador to Israel said no.",
            "The US ambassador to Israel",
            "US ambassador to Israel",
            "united_states",
        ),
        (
            "The Israeli ambassador to the US said no.",
            "The Israeli ambassador to the US",
            "Israeli ambassador to the US",
            "israel",
        ),
        ("Mara Linde, Norway's envoy to Sudan, said no.", "Mara Linde", "Mara Linde", "norway"),
        ("Secretary of State Rubio said no.", "Secretary of State Rubio", "Marco Rubio", "united_states"),
        ("Iran's response was that nothing had changed.", "Iran's response", "Iran", "iran"),
        ("NATO Secretary General Mark Rutte said yes.", "NATO Secretary General Mark Rutte", "Mark Rutte", "nato"),
        (
            "The head of the IAEA, Rafael Grossi, said yes.",
            "The head of the IAEA, Rafael Grossi,",
            "Rafael Grossi",
            "iaea",
        ),
        (
            "The Ukrainian president's adviser said yes.",
            "The Ukrainian president's adviser",
            "Ukrainian president's adviser",
            "ukraine",
        ),
    ],
)
def test_phrases(text: str, words: str, name: str, party: str, actors: Actors, parse: Callable[[str], Any]) -> None:
    found = at(actors, parse(text), words)
    assert (found.name, found.party) == (name, party)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A former Iranian minister said no.", "A former Iranian minister"),
        ("Russian analysts said no.", "Russian analysts"),
        ("Critics said no.", "Critics"),
        ("Leo Varn, an ex-adviser to the Ukrainian president, said no.", "Leo Varn"),
        ("European leaders said no.", "European leaders"),
        ("The West said no.", "The West"),
        ("Congo said no.", "Congo"),
        ("Georgia said no.", "Georgia"),
        ("An opposition leader in Serbia said no.", "An opposition leader in Serbia"),
        ("Both sides said no.", "Both sides"),
        ("The minister said no.", "The minister"),
    ],
)
def test_who_speaks_for_no_party_or_stays_open(
    text: str, words: str, actors: Actors, parse: Callable[[str], Any]
) -> None:
    found = at(actors, parse(text), words)
    assert found.party is None
    assert found.candidates or found.reason


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("Congo said no. Kinshasa would wait.", "democratic_republic_of_the_congo"),
        ("Congo said no. Brazzaville would wait.", "republic_of_the_congo"),
    ],
)
def test_context_decides_a_shared_name(text: str, party: str, actors: Actors, parse: Callable[[str], Any]) -> None:
    assert at(actors, parse(text), "Congo").party == party


def test_a_seat_of_government_is_a_place_where_people_meet(actors: Actors, parse: Callable[[str], Any]) -> None:
    text = "The ministers met in Paris. Paris rejected the plan that Moscow sent. They went to Vienna."
    resolver = actors.resolver(parse(text), DATE)
    found = [(text[a:b], party) for a, b, party in resolver.parties_in(0, len(text))]
    assert ("Paris", "france") in found
    assert ("Moscow", "russia") in found
    assert sum(words == "Paris" for words, _ in found) == 1
    assert all(words != "Vienna" for words, _ in found)


def test_spellings_of_one_name_are_one_person(actors: Actors, parse: Callable[[str], Any]) -> None:
    doc = parse("Andrii Kovalchuk, the Ukrainian envoy, spoke first. Later Kovalchuck said that he was satisfied.")
    assert at(actors, doc, "Kovalchuck").party == "ukraine"
    assert at(actors, doc, "he").party == "ukraine"


def test_gender_keeps_pronouns_apart(actors: Actors, parse: Callable[[str], Any]) -> None:
    doc = parse(
        "Norway's minister, Ingrid Dahl, met Brazil's minister, Carlos Prado. "
        "She said it was useful. He said it was long."
    )
    assert at(actors, doc, "She").party == "norway"
    assert at(actors, doc, "He").party == "brazil"


def test_an_office_is_held_at_a_date(actors: Actors, parse: Callable[[str], Any]) -> None:
    doc = parse("Kallas said that the text was weak.")
    assert at(actors, doc, "Kallas", date=PartialDate(2023, 5, 1)).party == "estonia"
    assert at(actors, doc, "Kallas", date=PartialDate(2025, 5, 1)).party == "european_union"
    open_ = at(actors, doc, "Kallas", date=None)
    assert open_.party is None


def test_the_text_wins_over_the_table(actors: Actors, parse: Callable[[str], Any]) -> None:
    doc = parse("Mark Rutte, the Dutch prime minister, said that he would leave.")
    assert at(actors, doc, "Mark Rutte", date=PartialDate(2025, 5, 1)).party == "netherlands"


def test_an_outlet_has_no_party_and_is_kept(actors: Actors, parse: Callable[[str], Any]) -> None:
    doc = parse("The Norland Gazette reported a deal. The newspaper said that Oslo had agreed.")
    for words in ("The Norland Gazette", "The newspaper"):
        found = at(actors, doc, words)
        assert (found.party, found.kind, found.via) == (None, "outlet", ("The Norland Gazette",))


def test_a_joint_source_of_an_outlet_and_a_person(actors: Actors, parse: Callable[[str], Any]) -> None:
    doc = parse(
        "Pavel Orlik, the Czech envoy, praised a column in Le Monde. The column and Orlik's reply warned of a failure."
    )
    found = at(actors, doc, "The column and Orlik's reply")
    assert (found.name, found.party, found.via) == ("Pavel Orlik", "czechia", ("Le Monde",))


def test_a_coalition_has_its_members(actors: Actors, parse: Callable[[str], Any]) -> None:
    doc = parse("The Franco-British coalition met in Rome. The coalition warned that time was short.")
    resolver = actors.resolver(doc, DATE)
    start = doc.text.index("The coalition warned")
    found = resolver.resolve(((start, start + len("The coalition")),))
    (coalition,) = [party for party in resolver.parties() if party.kind == "coalition"]
    assert found.party == coalition.id == "coalition"
    assert coalition.members == ("france", "united_kingdom")


def test_who_is_named_in_passing_is_no_party(actors: Actors, parse: Callable[[str], Any]) -> None:
    doc = parse(
        "Chad demanded a corridor through Niger. Niger refused. Both want a status like that of Andorra or Monaco, "
        "and a road such as there is in Peru."
    )
    assert {party.id for party in actors.resolver(doc, DATE).parties()} == {"chad", "niger"}


def test_nothing_of_the_tables_is_changed_by_reading(actors: Actors, parse: Callable[[str], Any]) -> None:
    text = "The Harbour Workers (HW) rejected it. The union said so."
    first = actors.resolver(parse(text), DATE).parties()
    actors.resolver(parse("Iran refused. Oman mediated."), DATE).parties()
    assert actors.resolver(parse(text), DATE).parties() == first


WORDS = (
    "the The Iran 's ’s Kyiv officials , . “ ” ( ) said that Rubio former minister of and he She they It The article "
    "New York Post union (UDW) coalition Franco - British both sides 7 April 23 in London met told U.S. é 𝕏"
)
PIECES = st.sampled_from([*dict.fromkeys(WORDS.split(" ")), "\n", "\n\n", "\u200b", "\u00a0"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(PIECES, max_size=30), data=st.data())
def test_any_text_and_place_give_an_answer(
    pieces: list[str], data: st.DataObject, actors: Actors, parse: Callable[[str], Any]
) -> None:
    from winset.reading.document import Document
    from winset.reading.meetings import find_meetings

    text = " ".join(pieces)
    doc = parse(text)
    resolver = actors.resolver(doc, DATE)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = resolver.resolve(((start, end),))
    assert found.name is None or found.name
    for a, b, party in resolver.parties_in(start, end):
        assert start <= a < b <= end
        assert party
    resolver.party_at(start, end)
    assert len({party.id for party in resolver.parties()}) == len(resolver.parties())
    for meeting in find_meetings(doc, Document(id="d", text=text, published=DATE), resolver):
        for span in meeting.evidence:
            span.check(text)
