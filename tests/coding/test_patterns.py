"""What a pattern finds and what not."""

from __future__ import annotations

import pytest

from tests.coding.gold import model
from winset.reading.coding.patterns import Index, find, parse
from winset.reading.coding.words import spelling

CASES = [
    ("lift + sanction", "They lifted the sanctions.", True),
    ("lift + sanction", "The sanctions were finally lifted.", True),
    ("lift + sanction", "The lifting of all sanctions against the country.", True),
    ("lift + sanction", "They lifted the blockade; sanctions stay.", False),
    ("recognise + region", "They recognized the regions.", True),
    ("recognize + region", "They recognised the regions.", True),
    ("unconditional* + truce", "An unconditional truce.", True),
    ("strike/n + end", "They ended the strike.", True),
    ("strike/v", "They ended the strike.", False),
    ("give up + land", "They would give it up, the land.", True),
    ("trade embargo + end", "They want to end the trade embargo.", True),
    ("phase-out + coal", "They want a phase-out of coal.", True),
    ("attack + talk", "The attack would end the talks.", False),
    ("join + @object", "They want to join NATO.", True),
    ("join + @object", "They want to join the talks.", False),
    ("recognise + @object", "They recognised the annexation of the Vale district.", True),
    ("recognise + @object", "They recognised a lack of Vale money.", False),
]


@pytest.mark.parametrize(("pattern", "text", "found"), CASES)
def test_patterns(pattern: str, text: str, found: bool) -> None:
    doc = model()(text)
    assert bool(find(parse(pattern, {}), Index(list(doc)))) is found


@pytest.mark.parametrize(
    ("word", "same"),
    [("recognise", "recognize"), ("organisation", "organization"), ("labour", "labor"), ("defence", "defense"),
     ("promise", "promise"), ("rise", "rise"), ("compromised", "compromised"), ("raised", "raised")],
)  # fmt: skip
def test_spellings(word: str, same: str) -> None:
    assert spelling(word) == same
