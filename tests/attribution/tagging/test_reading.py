"""The reading of whole texts, rules and tagger: any text gives places in it, the same ones each time."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from winset.reading.attribution import Found, read_attributions

_SENTENCES = [
    "“We will wait for the offer,” said Eva Lind.",
    "The board said that it would not pay.",
    "“Not now,” the mayor told reporters, “and not for ever.”",
    "Riga insisted that the line was old; Oslo, it added, “knows that”.",
    "According to two envoys, the staff wants a shorter week.",
    "“This is not closed, he said and went on",
    'She warned: "no deal without a guarantee".',
    "Q: Who agreed?\nA: Nobody did, and we said so.",
    "- a shorter week\n- a written guarantee",
]
_ODD = [
    "\u00a0", "\u200b", "\u200f", "\u202e", "\u2066", "\u2069", "\u00ad", "\ufeff", "\ufffd", "\x00", "\x0b", "\u2028",
    "🤝", "👩\u200d⚖️", "e\u0301", "â€œ", "â€\u009d", "“", "”", '"', "'", "’", "(", "—", "\n", "\n\n", "\r\n", "\t",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from([*_SENTENCES, *_ODD]), max_size=14).flatmap(
    lambda parts: st.sampled_from([" ", "", "\n"]).map(lambda gap: gap.join(parts))
)


def check(text: str, found: Found) -> None:
    """What holds for every reading: places in the text, in order, apart, not empty; those of the tagger hold words."""
    assert found.failures == ()
    first = []
    for item in found.attributions:
        assert item.content
        for places in (item.content, item.source, item.cue, item.inner):
            assert list(places) == sorted(places)
            assert all(0 <= start < end <= len(text) for start, end in places)
            assert all(end <= start for (_, end), (start, _) in pairwise(places))
        for start, end in (*item.content, *item.source) if item.reader == "tagger" else ():
            assert any(char.isalnum() for char in text[start:end])
        for start, end in item.content if item.reader == "tagger" else ():
            assert "\n\n" not in text[start:end]
        assert item.confidence is None or 0 <= item.confidence <= 1
        assert item.reader in ("rules", "tagger", "tagger and rules")
        assert item.voice == "attributed" or (item.reader == "rules" and item.confidence is None)
        first.append(min(start for start, _ in (*item.content, *item.cue, *item.source)))
    assert first == sorted(first)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS)
def test_any_text_can_be_read(nlp: Any, text: str) -> None:
    doc = nlp(text)
    found = read_attributions(doc)
    assert doc.text == text
    check(text, found)
    assert read_attributions(doc) == found


@pytest.mark.parametrize(
    "odd", ["\u00a0", "\u200b", "\u202e", "\u2066", "\ufeff", "\ufffd", "🤝", "👩\u200d⚖️", "e\u0301", "â€œ", "Ã©"]
)
def test_odd_characters_move_nothing(nlp: Any, odd: str) -> None:
    """In front of each sentence they move its places by their own length, and no word is cut or gained."""
    sentences = [
        "“We will wait for the offer,” said Eva Lind.",
        "Riga said that the line was old.",
        "The owners told reporters that nobody would be dismissed.",
    ]
    text = "".join(f"{odd}\n\n{sentence}\n\n" for sentence in sentences) + odd
    found = read_attributions(nlp(text))
    check(text, found)
    said = [text[start:end] for item in found.attributions for start, end in item.content]
    wanted = ("“We will wait for the offer,”", "that the line was old", "that nobody would be dismissed")
    assert [words for words in said if words in wanted] == list(wanted)
    sources = [text[start:end] for item in found.attributions for start, end in item.source]
    assert sources == ["Eva Lind", "Riga", "The owners"]


@pytest.mark.parametrize("blanks", ["\n", "   ", "\n\n\n", "\u00a0\n"])
def test_blanks_at_the_end_say_nothing(nlp: Any, blanks: str) -> None:
    text = "\n\n".join([*_SENTENCES[:5], "Lima promised to pay the debt, provided that nobody is dismissed."])
    assert read_attributions(nlp(text + blanks)) == read_attributions(nlp(text))


HOSTILE = {
    "a word of 5,000 letters": "The board said that " + "x" * 5000 + " was " + "wrong" * 1000 + ".",
    "one word": "said" * 1250,
    "a cue after the other": "says " * 1500,
    "a sentence without end": "Riga said that " + "the line was old and that " * 400 + "so.",
    "300 quotations": " ".join(f"“Number {number} is ours,” said Eva Lind." for number in range(300)),
    "a quotation in each word": "“yes” " * 600,
    "never closed": "“We will wait, said Eva Lind. " * 80,
    "only closed": "We will wait,” said Eva Lind. " * 80,
    "marks": "“”‘’\"'«»„" * 300,
    "brackets": "((((" * 300 + "said" + "))))" * 300,
    "zero width": "\u200b" * 2000 + "said" + "\u200b" * 2000,
    "combining marks": "s" + "\u0301" * 3000 + "aid that e" + "\u0308" * 3000,
    "turned round": "\u202e" * 300 + "Riga said the map was wrong." + "\u202c" * 300,
    "line breaks": "Riga\nsaid\nthat\nthe\nmap\nwas\nwrong\n" * 40,
    "blank lines": "\n" * 3000 + "Riga said no." + "\n" * 3000,
    "NUL": "Riga\x00said\x00no. Riga said no.\x00",
    "emoji": "🤝👩\u200d⚖️🏳️‍🌈 " * 400 + "said Eva Lind",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_read(nlp: Any, name: str) -> None:
    text = HOSTILE[name]
    check(text, read_attributions(nlp(text)))


def test_each_of_many_quotations_is_read(nlp: Any) -> None:
    text = HOSTILE["300 quotations"]
    found = read_attributions(nlp(text)).attributions
    quoted = {text[start:end] for item in found for start, end in item.content}
    assert sum(f"“Number {number} is ours,”" in quoted for number in range(300)) >= 290
    sources = [text[start:end] for item in found for start, end in item.source]
    assert sources.count("Eva Lind") >= 290


NO_PROSE = {
    "a table": "Year\tSales\tCosts\n" + "".join(f"{y}\t{y * 3 % 977}.5\t{y * 7 % 883}\n" for y in range(1990, 2040)),
    "code": (
        "def total(rows):\n    return sum(row.price * row.count for row in rows)\n\nfor row in rows:\n"
        "    print(row.name, total([row]))\n    if row.price > 10:\n        raise ValueError('price')\n"
    )
    * 4,
    "German": "Der Minister sagte am Montag, die Brücke werde geschlossen. Die Gewerkschaft fordert Gespräche.\n" * 6,
    "Russian": "Министр заявил в понедельник, что мост закроют осенью. Профсоюз требует новых переговоров.\n" * 6,
    "Chinese": "部长星期一表示,大桥将于秋季关闭。工会反对这一计划,并要求重新谈判。\n" * 10,
    "links": "https://example.org/a/b?c=d&e=f\nhttps://example.org/x/y\n" * 20,
    "filler": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt.\n" * 6,
    "a recipe": "200 g flour\n2 eggs\n1 pinch of salt\nMix the flour and the eggs. Bake for 40 minutes.\n" * 4,
    "mojibake": "ÃƒÂ¢Ã¢â€šÂ¬Ã…â€œ ÃƒÂ©ÃƒÂ¨ â€œâ€\u009d Ã¼Ã¶Ã¤ ï¿½ï¿½ " * 40,
}


@pytest.mark.parametrize("name", NO_PROSE)
def test_what_is_no_prose_says_nothing(nlp: Any, name: str) -> None:
    text = NO_PROSE[name]
    found = read_attributions(nlp(text))
    check(text, found)
    attributed = [item for item in found.attributions if item.voice == "attributed"]
    assert len(attributed) <= len(text.split()) / 100
