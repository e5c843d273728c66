"""The shipped tables hang together."""

from __future__ import annotations

import unicodedata

import pytest

from winset.core.ids import is_id, snake
from winset.reading.actors import Actors
from winset.reading.actors.lexicon import Form, Lexicon
from winset.reading.actors.tables import rows, shipped

TABLES = shipped()


def test_all_members_of_the_united_nations_are_there() -> None:
    codes = {row["code"] for row in rows("countries.tsv")}
    assert len(codes) >= 193 + 2
    assert {
        "US",
        "RU",
        "UA",
        "GB",
        "FR",
        "DE",
        "CN",
        "IR",
        "IL",
        "PS",
        "XK",
        "TW",
        "VA",
        "KP",
        "KR",
        "CD",
        "CG",
    } <= codes


def test_every_state_has_a_name_an_adjective_and_an_id() -> None:
    for row in rows("countries.tsv"):
        assert is_id(row["id"])
        assert row["id"] == snake(row["name"])
        assert row["adjectives"] or row["id"] == "central_african_republic"


@pytest.mark.parametrize(
    ("table", "column"),
    [("leaders.tsv", "party"), ("titles.tsv", "parties"), ("ambiguous.tsv", "parties"), ("bodies.tsv", "party")],
)
def test_every_party_that_a_table_names_exists(table: str, column: str) -> None:
    for row in rows(table):
        for party in row[column].split(";"):
            assert party in ("", "-") or party in TABLES.parties, row


def test_office_holders_have_dates_in_order_and_come_from_many_places() -> None:
    held = [actor for actor in TABLES.actors if actor.kind == "person"]
    for actor in held:
        assert actor.since is not None, actor
        assert actor.until is None or actor.since.first <= actor.until.last, actor
        assert actor.office
    assert len({actor.party for actor in held}) >= 100


def test_tables_are_composed_unicode_without_stray_spaces() -> None:
    for name in ("countries", "organisations", "bodies", "outlets", "leaders", "titles", "ambiguous", "roles", "names"):
        for row in rows(f"{name}.tsv"):
            for cell in row.values():
                assert cell == unicodedata.normalize("NFC", cell).strip()


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("U.S.", "united_states"),
        ("USA", "united_states"),
        ("Great Britain", "united_kingdom"),
        ("Kiev", "ukraine"),
        ("Kyiv", "ukraine"),
        ("Côte d’Ivoire", "cote_d_ivoire"),
        ("Frenchwoman", "france"),
        ("Swedes", "sweden"),
        ("Türkiye", "turkey"),
        ("DPRK", "north_korea"),
        ("Holy See", "holy_see"),
        ("the Kremlin", "russia"),
        ("IAEA", "iaea"),
        ("Astana", "kazakhstan"),
        ("Gitega", "burundi"),
        ("UKRAINE", "ukraine"),
    ],
)
def test_names_are_found(text: str, party: str, actors: Actors) -> None:
    (hit,) = actors.lexicon.find(text)
    assert hit.form.parties == (party,)
    assert text[hit.start : hit.end] in text


@pytest.mark.parametrize("text", ["Congo", "Dominican", "Congolese", "Brussels", "Korea"])
def test_names_of_several_stay_open(text: str, actors: Actors) -> None:
    (hit,) = actors.lexicon.find(text)
    assert len(hit.form.parties) > 1


@pytest.mark.parametrize(
    "text", ["it told us nothing", "polish the text", "turkey for dinner", "a china cup", "who said so"]
)
def test_common_words_are_no_names(text: str, actors: Actors) -> None:
    assert not list(actors.lexicon.find(text))


def test_the_longest_name_wins() -> None:
    lexicon = Lexicon()
    lexicon.add("New York", Form("name", ("a",), "a"))
    lexicon.add("New York Post", Form("outlet", (None,), "b"))
    assert [(hit.start, hit.end) for hit in lexicon.find("in the New York Post of New York")] == [(7, 20), (24, 32)]
