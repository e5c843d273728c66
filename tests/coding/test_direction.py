"""The side of a clause relative to a proposition, where only the word that both are about is known."""

from __future__ import annotations

import pytest

from tests.coding.gold import PARTIES, NameResolver, model
from winset.reading.coding import Codebook
from winset.reading.coding.direction import Proposition, directed, side_of
from winset.reading.coding.scene import Scene
from winset.reading.marks import Attribution, Resolution

SANCTIONS = "Sanctions are lifted"
PRICE = "The price is raised"
HOME = "The headquarters stays"
ARMS = "Arms are given up"
TRUCE = "A ceasefire holds"
CAPTIVES = "Prisoners are released"
WAGES = "Wages rise"
HOURS = "Working hours are cut"
PORT = "The way into the port is open"
SUBSIDY = "Subsidies are paid"
COAL = "Fossil fuels are phased out"
MIGRATION = "Immigration is limited"
FEE = "A break fee is agreed"
CLAIM = "The claim to the island is recognised"

# What Norland is said to say, the word that the issue is about, the proposition, the side.
ROWS = [
    # start and stop, impose and lift, give and take away
    ("the sanctions will be lifted", "sanctions", SANCTIONS, 1),
    ("the sanctions will be kept", "sanctions", SANCTIONS, -1),
    ("it will impose new sanctions", "sanctions", SANCTIONS, -1),
    ("it wants relief from the sanctions", "sanctions", SANCTIONS, 1),
    ("an easing of the penalties is near", "penalties", SANCTIONS, 1),
    ("the embargo must go on", "embargo", SANCTIONS, -1),
    ("it demands an end to the embargo", "embargo", SANCTIONS, 1),
    ("trade must be allowed", "trade", SANCTIONS, 1),
    ("it wants a higher price", "price", PRICE, 1),
    ("it wants a lower bid", "bid", PRICE, -1),
    ("the price will stay where it is", "price", PRICE, -1),
    ("the bid must be raised", "bid", PRICE, 1),
    ("the offer has to be improved", "offer", PRICE, 1),
    ("the seat will remain in the city", "seat", HOME, 1),
    ("it will move its seat abroad", "seat", HOME, -1),
    ("it will keep the head office here", "office", HOME, 1),
    ("the rifles will be handed over", "rifles", ARMS, 1),
    ("fighters will keep their rifles", "rifles", ARMS, -1),
    ("it demands that the militia lay down its arms", "arms", ARMS, 1),
    ("the guns must fall silent", "guns", TRUCE, 1),
    ("the shelling must stop", "shelling", TRUCE, 1),
    ("it will resume the offensive", "offensive", TRUCE, -1),
    ("it will halt its air strikes", "strikes", TRUCE, 1),
    ("it will free the captives", "captives", CAPTIVES, 1),
    ("it demands the hostages", "hostages", CAPTIVES, 1),
    ("the hostages will be held", "hostages", CAPTIVES, -1),
    ("salaries must go up", "salaries", WAGES, 1),
    ("it wants salaries frozen", "salaries", WAGES, -1),
    ("pay will be cut", "pay", WAGES, -1),
    ("it demands a shorter week", "week", HOURS, 1),
    ("the week has to be shortened", "week", HOURS, 1),
    ("the week must stay as it is", "week", HOURS, -1),
    ("it will keep the door closed", "door", PORT, -1),
    ("the door stays open", "door", PORT, 1),
    ("the border will be reopened", "border", PORT, 1),
    ("the port will be shut", "port", PORT, -1),
    ("support for farmers must be cut", "support", SUBSIDY, -1),
    ("it will go on supporting its farmers and pay the aid", "aid", SUBSIDY, 1),
    ("coal must be abandoned", "coal", COAL, 1),
    ("the mines will be kept open", "mines", COAL, -1),
    ("it will cap arrivals", "arrivals", MIGRATION, 1),
    ("it wants a limit on arrivals", "limit", MIGRATION, 1),
    ("families must be allowed to join them", "families", MIGRATION, -1),
    ("it demands a fee of ninety million", "fee", FEE, 1),
    ("it will recognise the claim", "claim", CLAIM, 1),
    ("400 jobs will go", "jobs", "Jobs are guaranteed", -1),
    ("300 people will be laid off", "people", "Jobs are guaranteed", -1),
    ("it wants zero tariffs", "tariffs", "Tariffs are cut", 1),
    # negation and what stands for it
    ("it will not lift the sanctions", "sanctions", SANCTIONS, -1),
    ("no sanctions will be lifted", "sanctions", SANCTIONS, -1),
    ("it would never recognise the claim", "claim", CLAIM, -1),
    ("it refuses to lift the sanctions", "sanctions", SANCTIONS, -1),
    ("it refused to raise the bid", "bid", PRICE, -1),
    ("it rejects any lifting of the sanctions", "sanctions", SANCTIONS, -1),
    ("it demanded the lifting of the sanctions", "sanctions", SANCTIONS, 1),
    ("it opposes keeping the sanctions", "sanctions", SANCTIONS, 1),
    ("it wants a deal without recognition of the claim", "claim", CLAIM, -1),
    ("it would close the mine instead of raising wages", "wages", WAGES, -1),
    ("it would close the mine rather than raise wages", "wages", WAGES, -1),
    ("lifting the sanctions would be a mistake", "sanctions", SANCTIONS, -1),
    ("it is time to lift the sanctions", "sanctions", SANCTIONS, 1),
    ("there can be no lifting of sanctions", "sanctions", SANCTIONS, -1),
    ("no truce will be signed until the captives are freed", "captives", CAPTIVES, 1),
    ("it will not sign unless the sanctions are lifted", "sanctions", SANCTIONS, 1),
    ("it would sign if the sanctions were lifted", "sanctions", SANCTIONS, 1),
    ("any new sanctions would lead to war", "sanctions", SANCTIONS, 1),
    # nothing told
    ("the price was discussed", "price", PRICE, 0),
]  # fmt: skip


def _scene(text: str, content: str, speech: str = "indirect") -> Scene:
    at = text.index(content)
    attribution = Attribution(
        "attributed",
        ((at, at + len(content)),),
        source=((0, 7),),
        cue=((8, 12),),
        quotation=speech,  # type: ignore[arg-type]
    )
    return Scene(model()(text), attribution, Resolution("Norland", "norland", "party"), NameResolver(text, PARTIES))


@pytest.mark.parametrize(("content", "word", "says", "side"), ROWS, ids=[row[0] for row in ROWS])
def test_side_of(content: str, word: str, says: str, side: int) -> None:
    scene = _scene(f"Norland said {content}.", content)
    head = next(t for t in scene.tokens if t.text == word)
    assert side_of(scene, head, says) == side


QUESTIONS = [
    ("“Why should we lift the sanctions?”", "sanctions", SANCTIONS, -1),
    ("“Who would raise a bid like that?”", "bid", PRICE, -1),
    ("“Why should the hostages not be freed?”", "hostages", CAPTIVES, 1),
    ("“How could we recognise such a claim?”", "claim", CLAIM, -1),
]


@pytest.mark.parametrize(("content", "word", "says", "side"), QUESTIONS, ids=[row[0] for row in QUESTIONS])
def test_a_rhetorical_question_means_the_contrary(content: str, word: str, says: str, side: int) -> None:
    scene = _scene(f"Norland said: {content}", content, "direct")
    head = next(t for t in scene.tokens if t.text == word)
    assert side_of(scene, head, says) == side


def test_the_options_of_the_general_codebook_stand_on_their_sides() -> None:
    """An oracle without a parser: what an option says must have the side that the codebook gives it."""
    right = wrong = 0
    for issue in Codebook.load().issues:
        proposition = Proposition.of(issue.says)
        for option in issue.options:
            if option.stance is None:
                continue
            other = Proposition.of(option.says)
            side = proposition.direction * other.direction
            right += side == (1 if option.stance == "for" else -1)
            wrong += side != (1 if option.stance == "for" else -1)
    assert right / (right + wrong) >= 0.85


def test_what_was_counted_is_told() -> None:
    scene = _scene("Norland said it will not lift the sanctions.", "it will not lift the sanctions")
    head = next(t for t in scene.tokens if t.text == "sanctions")
    found = directed(scene, head, SANCTIONS)
    assert (found.side, found.head.text) == (1, "lift")
    assert {scene.doc[i].text for i in found.tokens} == {"lift", "sanctions"}
