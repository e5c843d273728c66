"""Meetings, their days and who stayed away, sentence by sentence; all cases invented, read on 6 May 2025, a Tuesday."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from winset.core.dates import PartialDate
from winset.reading.actors import Actors
from winset.reading.document import Document
from winset.reading.meetings import find_meetings
from winset.reading.statement import MeetingReport

PUBLISHED = PartialDate(2025, 5, 6)


def meetings(actors: Actors, parse: Callable[[str], Any], text: str) -> list[MeetingReport]:
    doc = parse(text)
    document = Document(id="d", text=text, published=PUBLISHED)
    return find_meetings(doc, document, actors.resolver(doc, PUBLISHED))


@pytest.mark.parametrize(
    ("text", "place", "date", "status"),
    [
        ("Delegations of both sides are expected in Oslo on May 30.", "Oslo", "2025-05-30", "planned"),
        ("Negotiators will meet again in Oslo next week.", "Oslo", "2025-05", "planned"),
        ("The union and the port meet again in Bergen this morning.", "Bergen", "2025-05-06", "planned"),
        ("They met in Bergen on Monday, for the first time since Friday.", "Bergen", "2025-05-05", "held"),
        ("The two sides will meet in Vienna at the end of the month.", "Vienna", "2025-05", "planned"),
        ("Negotiators will meet in Vienna on Friday, 9 May.", "Vienna", "2025-05-09", "planned"),
        ("The summit planned for 12 May in Lima was postponed to 20 May.", "Lima", "2025-05-20", "planned"),
        ("Talks in Geneva, due to begin on Friday, were put off until 14 May.", "Geneva", "2025-05-14", "planned"),
        ("The summit in Lima on 12 May was called off.", "Lima", "2025-05-12", "cancelled"),
        ("A meeting in Lima was postponed indefinitely.", "Lima", "None", "cancelled"),
        ("Greek negotiators sat down in Nicosia on Monday with Turkish ones.", "Nicosia", "2025-05-05", "held"),
        ("Iraq's minister flew to Amman on Thursday to see his Syrian counterpart.", "Amman", "2025-05-01", "held"),
        ("Hungary's foreign minister hosted his Slovak colleague in Győr on 3 May.", "Győr", "2025-05-03", "held"),
        ("The union and the ministry return to the negotiating table in Leuven on Wednesday.", "Leuven", "2025-05-07",
         "planned"),
        ("Peru's envoy put an offer on the table in Quito on 2 May.", "Quito", "2025-05-02", "held"),
        ("Delegations from Chad and Sudan arrived in Cairo on Sunday. Talks begin today.", "Cairo", "2025-05-06",
         "planned"),
        ("Chad came to Doha to talk. Its envoy said in Doha on May 2 that there was no deal.", "Doha", "2025-05-02",
         "held"),
        ("Peru and Chile reached an accord in Lima on 2 May.", "Lima", "2025-05-02", "held"),
        ("Peru and Chile scrapped Wednesday's summit in Lima.", "Lima", "2025-05-07", "cancelled"),
        ("Peru's and Chile's ministers are meeting in Lima today.", "Lima", "2025-05-06", "planned"),
        ("Planned as a summit, the talks in Lima on 2 May were held at ambassador level.", "Lima", "2025-05-02",
         "downgraded"),
        ("The talks were suspended on 25 April and resumed in Lima on 2 May.", "Lima", "2025-05-02", "held"),
        ("Egypt and Sudan were to have met in Kampala on 5 May.", "Kampala", "2025-05-05", "cancelled"),
        ("The carrier cancelled a meeting in Lima on 2 May.", "Lima", "2025-05-02", "cancelled"),
        ("Talks in Lima, due to start tomorrow, have been put back by a week.", "Lima", "2025-05-14", "planned"),
        ("The summit in Lima on 12 May was called off on Sunday.", "Lima", "2025-05-12", "cancelled"),
        ("The conference in Lima (7–9 May) will discuss quotas.", "Lima", "2025-05-07", "planned"),
        ("Good morning from Lima, where Peru and Chile meet for a last attempt.", "Lima", "2025-05-06", "planned"),
        ("The dinner that was to be given in Lima on 12 May has been called off.", "Lima", "2025-05-12", "cancelled"),
        ("A third sitting of the commission took place in Lima on 2 May.", "Lima", "2025-05-02", "held"),
        ("The talks, planned for Lima on 2 May, did not take place.", "Lima", "2025-05-02", "cancelled"),
        ("Peru and Chile were to have met in Lima on 2 May. The meeting fell through.", "Lima", "2025-05-02",
         "cancelled"),
        ("Peru has invited both sides to Lima for 12 May.", "Lima", "2025-05-12", "planned"),
        ("The ministers will see each other in Lima on 12 May.", "Lima", "2025-05-12", "planned"),
        ("Both will be back in Lima on 12 May.", "Lima", "2025-05-12", "planned"),
        ("The Baltic summit will be held in Riga on 12 May.", "Riga", "2025-05-12", "planned"),
        ("The hearing in The Hague opens on 12 May.", "The Hague", "2025-05-12", "planned"),
        ("Peru's envoy, who left on Monday, missed the session in Lima on 2 May.", "Lima", "2025-05-02", "held"),
        ("Trade conference, Nairobi: third day (2 May 2025)\n\nDelegates spoke.", "Nairobi", "2025-05-02", "held"),
    ],
)  # fmt: skip
def test_place_day_and_status(
    text: str, place: str, date: str, status: str, actors: Actors, parse: Callable[[str], Any]
) -> None:
    found = [(m.place, str(m.date), m.status) for m in meetings(actors, parse, text)]
    assert found == [(place, date, status)]


def test_the_day_before_counts_from_the_date_before_it(actors: Actors, parse: Callable[[str], Any]) -> None:
    text = "The talks in Doha ended on Sunday. The day before, Iranian officials had met in Muscat."
    found = {m.place: str(m.date) for m in meetings(actors, parse, text)}
    assert found == {"Doha": "2025-05-04", "Muscat": "2025-05-03"}


def test_a_loose_day_makes_no_meeting(actors: Actors, parse: Callable[[str], Any]) -> None:
    assert meetings(actors, parse, "The negotiations could fail next week, he said.") == []


TALKS = "Talks were held in Rome on 2 May. "


@pytest.mark.parametrize(
    ("sentence", "away"),
    [
        ("Peru's envoy, Ana Ruiz, did not attend.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, stayed away.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, renounced the trip.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, has excused herself.", {("Ana Ruiz", "peru")}),
        ("The two sides met without Peru's envoy, Ana Ruiz, who has cancelled her trip.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy Ana Ruiz was absent.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy Ana Ruiz did not show up.", {("Ana Ruiz", "peru")}),
        ("Chile sent no one.", {("Chile", "chile")}),
        ("The Bolivian minister skipped the session.", {("Bolivian minister", "bolivia")}),
        ("The Bolivian minister was not there.", {("Bolivian minister", "bolivia")}),
        ("The Finnish delegation called off its trip.", {("Finnish delegation", "finland")}),
        ("Colombia boycotted the talks.", {("Colombia", "colombia")}),
        ("Colombia's minister will not be at the evening session.", {("Colombia's minister", "colombia")}),
        ("Peru's envoy, Ana Ruiz, was not among those present.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, failed to appear.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, turned down the invitation.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, was unable to attend.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, stayed at home.", {("Ana Ruiz", "peru")}),
        ("They met in the absence of Peru's envoy, Ana Ruiz.", {("Ana Ruiz", "peru")}),
        ("No delegate from Bolivia appeared.", {("Bolivia", "bolivia")}),
        ("The chair of Peru stayed empty.", {("Peru", "peru")}),
        ("Peru's envoy, Ana Ruiz, let it be known that she would not attend.", {("Ana Ruiz", "peru")}),
        ("The Bolivian envoy stayed away from the second day.", {("Bolivian envoy", "bolivia")}),
        (
            "Neither the Bolivian envoy nor the Chilean minister came to the talks.",
            {("Bolivian envoy", "bolivia"), ("Chilean minister", "chile")},
        ),
        ("Bolivia boycotted the talks; Chile followed suit.", {("Bolivia", "bolivia"), ("Chile", "chile")}),
        ("Bolivia skipped the opening, and so did Chile.", {("Bolivia", "bolivia"), ("Chile", "chile")}),
        ("Bolivia withdrew its minister.", {("minister", "bolivia")}),
        ("Bolivia's prime minister has cancelled.", {("Bolivia's prime minister", "bolivia")}),
        ("Bolivia's envoy will no longer travel to Rome.", {("Bolivia's envoy", "bolivia")}),
        ("Bolivia, which had been invited, did not come.", {("Bolivia", "bolivia")}),
        ("Peru's envoy, Ana Ruiz, has let it be known that she will not be coming.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, took no part.", {("Ana Ruiz", "peru")}),
        (
            "Neither the Bolivian envoy nor the Chilean minister took part.",
            {("Bolivian envoy", "bolivia"), ("Chilean minister", "chile")},
        ),
        ("Peru's envoy, Ana Ruiz, gave the session a miss.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, sat out the evening session.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, dropped out.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, was not able to travel to Rome.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, was prevented from attending.", {("Ana Ruiz", "peru")}),
        ("Illness kept Peru's envoy, Ana Ruiz, from attending.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, gave up her journey to Rome.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, dropped plans to fly to Rome.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, announced her visit, then cancelled it.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, was represented by her deputy.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, let herself be excused.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, sent her apologies.", {("Ana Ruiz", "peru")}),
        ("Peru's envoy, Ana Ruiz, remained in Lima.", {("Ana Ruiz", "peru")}),
        ("Not present was Peru's envoy, Ana Ruiz.", {("Ana Ruiz", "peru")}),
        ("There was no sign of Peru's envoy, Ana Ruiz.", {("Ana Ruiz", "peru")}),
        ("Peru struck its minister, Ana Ruiz, from the list of participants.", {("Ana Ruiz", "peru")}),
        ("Instead of the Bolivian minister, a clerk attended the session.", {("Bolivian minister", "bolivia")}),
        ("The Bolivian side refused to send a delegation.", {("Bolivian side", "bolivia")}),
        ("Neither Bolivia nor Chile sent its minister to the talks.", {("Bolivia", "bolivia"), ("Chile", "chile")}),
        ("Bolivia had said that it would boycott the talks, but took its seat.", set()),
        ("Bolivia threatened to stay away.", set()),
        ("It would be absurd to meet without Bolivia.", set()),
        ("Bolivia denied that it had skipped the talks.", set()),
        ("Bolivia's minister did not attend to the matter.", set()),
        ("Bolivia's minister excused himself for the tone of his letter.", set()),
        ("Bolivia's minister missed the deadline.", set()),
        ("Bolivia was neither asked nor expected to attend.", set()),
        ("Bolivia was not invited.", set()),
        ("The port will send its lawyer instead.", set()),
        ("Ecuador's minister left early.", set()),
        ("Brazil was represented only by its ambassador.", set()),
        ("Brazil did not miss the talks.", set()),
        ("Some ministers stayed away.", set()),
        ("Brazil would not attend if the text were changed.", set()),
    ],
)
def test_who_stayed_away(
    sentence: str, away: set[tuple[str, str]], actors: Actors, parse: Callable[[str], Any]
) -> None:
    found = meetings(actors, parse, TALKS + sentence)
    assert {(a.who, a.party) for m in found for a in m.absent} == away


def test_past_absence_is_from_the_meeting_told_before_it(actors: Actors, parse: Callable[[str], Any]) -> None:
    text = TALKS + "Norway's minister, Tor Vik, cancelled his trip. The parties will reconvene in Bergen on 9 May."
    found = {m.place: [a.who for a in m.absent] for m in meetings(actors, parse, text)}
    assert found == {"Rome": ["Tor Vik"], "Bergen": []}


def test_steps_from_plan_to_end_and_who_called_it_off(actors: Actors, parse: Callable[[str], Any]) -> None:
    text = "Talks between Peru and Chile are planned in Lima on 12 May. On Friday Chile called off the talks."
    (found,) = meetings(actors, parse, text)
    assert found.status == "cancelled"
    assert [(change.step, change.by) for change in found.changes] == [("planned", None), ("cancelled", "chile")]


def test_a_new_date_is_a_step(actors: Actors, parse: Callable[[str], Any]) -> None:
    (found,) = meetings(actors, parse, "The summit planned for 12 May in Lima was postponed to 20 May.")
    assert [(change.step, str(change.date)) for change in found.changes][-1] == ("postponed", "2025-05-20")


def test_broken_off_is_a_step_of_a_meeting_that_was_held(actors: Actors, parse: Callable[[str], Any]) -> None:
    (found,) = meetings(actors, parse, "The talks in Lima on 2 May collapsed within an hour.")
    assert (found.status, [change.step for change in found.changes]) == ("held", ["broken_off"])


@pytest.mark.parametrize(
    ("sentence", "agreed"),
    [
        ("Both sides agreed to exchange prisoners.", ["to exchange prisoners"]),
        ("The two delegations agreed on a timetable.", ["on a timetable"]),
        ("Peru and Chile signed the protocol.", ["the protocol"]),
        ("Peru agreed to wait.", []),
        ("The two sides did not agree on a timetable.", []),
        ("Both sides would agree to a truce, he thinks.", []),
    ],
)
def test_what_was_agreed(sentence: str, agreed: list[str], actors: Actors, parse: Callable[[str], Any]) -> None:
    found = meetings(actors, parse, TALKS + sentence)
    assert [span.quote for m in found for span in m.agreed] == agreed


def test_a_party_that_took_part_is_a_participant(actors: Actors, parse: Callable[[str], Any]) -> None:
    (found,) = meetings(actors, parse, TALKS + "Peru and Chile took part. Bolivia did not take part.")
    assert found.participants == ("chile", "peru")


def test_meeting_the_press_is_no_meeting(actors: Actors, parse: Callable[[str], Any]) -> None:
    assert meetings(actors, parse, "The Irish minister met reporters in Dublin on 2 May.") == []


def test_words_that_only_sound_like_coming_make_no_meeting(actors: Actors, parse: Callable[[str], Any]) -> None:
    text = "Peru sent signals to Europe on the eve of the negotiations. Chile's minister flew to Lima on Monday."
    assert meetings(actors, parse, text) == []
