"""No side is taken: names change names and nothing else, loaded words change nothing."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.coding.gold import GoldText, NameResolver, codings, model, positions_of, said, texts
from winset.reading.coding import Codebook, code
from winset.reading.marks import Attribution, Coding, Resolution
from winset.reading.statement import Candidate

ALL = [gold for part in ("develop", "unseen") for gold in texts(part)]


def _renamed(coding: Coding, names: dict[str, str]) -> Coding:
    def new(party: str | None) -> str | None:
        return None if party is None else names.get(party, party)

    return replace(
        coding,
        positions=tuple(replace(p, holder=names.get(p.holder, p.holder), agent=new(p.agent)) for p in coding.positions),
        addressees=tuple(names.get(party, party) for party in coding.addressees),
        about=new(coding.about),
    )


@pytest.mark.parametrize("gold", ALL, ids=lambda gold: gold.name)
def test_swapping_who_is_who_swaps_the_coding_exactly(gold: GoldText) -> None:
    first, second = list(gold.parties)[:2]
    names = {first: second, second: first}
    doc = model()(gold.text)
    book = Codebook.load()
    plain = codings(gold, doc, rules_only=False)
    resolver = NameResolver(gold.text, {names.get(party, party): words for party, words in gold.parties.items()})
    for statement, before in zip(gold.statements, plain, strict=True):
        speaker = statement.resolution.party
        resolution = replace(statement.resolution, party=None if speaker is None else names.get(speaker, speaker))
        after = code(doc, statement.attribution, resolution, resolver, book)
        assert after == _renamed(before, names), statement.words


def _swapped(text: str, one: str, two: str) -> str:
    return re.sub(rf"\b(?:{one}|{two})", lambda m: two if m.group() == one else one, text)


SENTENCES = [
    ("{A} refused to lift the sanctions.", "refused", "to lift the sanctions"),
    ("{A} said it would never recognise the annexation of the coast.", "said", "it would never recognise the annexation of the coast"),  # noqa: E501
    ("{A} accused {B} of violating the ceasefire.", "accused", "{B} of violating the ceasefire"),
    ("{A} warned {B} that it would resume the offensive if the talks failed.", "warned", "that it would resume the offensive if the talks failed"),  # noqa: E501
    ("{A} is prepared to exchange prisoners.", "prepared", "to exchange prisoners"),
    ("{A} rejected {B}'s demand for reparations.", "rejected", "{B}'s demand for reparations"),
    ("{A} fears that {B} may end the ceasefire.", "fears", "that {B} may end the ceasefire"),
    ("{A} urged {B} to withdraw its troops.", "urged", "{B} to withdraw its troops"),
    ("{A} said {B} refuses to disarm.", "said", "{B} refuses to disarm"),
    ("{A} is ready to accept a truce once {B} stops its attacks.", "ready", "to accept a truce once {B} stops its attacks"),  # noqa: E501
]  # fmt: skip
PAIRS = [("Norland", "Sorvia"), ("Russia", "Ukraine"), ("Israel", "Iran"), ("India", "Pakistan"), ("Japan", "China")]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda s: s[0])
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_the_same_words_by_either_side_are_coded_alike(sentence: tuple[str, str, str], pair: tuple[str, str]) -> None:
    text, cue, content = sentence
    found = []
    for one, two in (pair, pair[::-1]):
        parties = {"one": [one], "two": [two]}
        written = [part.format(A=one, B=two) for part in (text, cue, content)]
        found.append(said(written[0], source=one, cue=written[1], content=written[2], speaker="one", parties=parties))
    first, second = found
    assert (first.act, first.firmness, first.hedged, first.negated, first.claim) == (
        second.act, second.firmness, second.hedged, second.negated, second.claim,
    )  # fmt: skip
    assert positions_of(first) == positions_of(second)
    assert (first.addressees, first.about) == (second.addressees, second.about)


def test_swapping_names_in_the_text_changes_little_else() -> None:
    """The parser is not blind to names, so a few codings may change; all else must not."""
    changed, total = [], 0
    for gold in ALL:
        first, second = list(gold.parties)[:2]
        one, two = gold.parties[first][0], gold.parties[second][0]
        if " " in one or " " in two:
            continue
        text = _swapped(gold.text, one, two)
        if len(text) != len(gold.text) or len(one) != len(two):
            continue
        names = {first: second, second: first}
        resolver = NameResolver(text, {first: [one], second: [two]})
        plain = NameResolver(gold.text, {first: [one], second: [two]})
        docs = model()(gold.text), model()(text)
        for statement in gold.statements:
            speaker = statement.resolution.party
            swapped = replace(statement.resolution, party=None if speaker is None else names.get(speaker, speaker))
            before = code(docs[0], statement.attribution, statement.resolution, plain, Codebook.load())
            after = code(docs[1], statement.attribution, swapped, resolver, Codebook.load())
            total += 1
            if after != _renamed(before, names):
                changed.append((gold.name, statement.words))
    assert len(changed) <= 0.05 * total, changed


LOADED = [
    ("government", "regime"),
    ("military operation", "special military operation"),
    ("troops", "occupiers"),
    ("leaders", "bosses"),
    ("pressure", "blackmail"),
]
NEUTRAL = [
    ("The Norlandic government refused to lift the sanctions.", "refused", "to lift the sanctions"),
    ("The Norlandic government said it would never accept a ceasefire.", "said", "it would never accept a ceasefire"),
    ("Norland said the troops must withdraw from the coast.", "said", "the troops must withdraw from the coast"),
    ("Norland said its government wants security guarantees.", "said", "its government wants security guarantees"),
    ("Norlandic leaders are prepared to suspend the strike.", "prepared", "to suspend the strike"),
    ("Norland said it would not yield to pressure and rejected reparations.", "rejected", "reparations"),
]


@pytest.mark.parametrize(
    ("neutral", "words"), [(sentence, words) for sentence in NEUTRAL for words in LOADED if words[0] in sentence[0]]
)
def test_loaded_words_change_no_coding(neutral: tuple[str, str, str], words: tuple[str, str]) -> None:
    text, cue, content = neutral
    source = text.split(f" {cue}")[0].split(" said")[0].removesuffix(" are").removesuffix(" is")
    swap = {part: part.replace(*words) for part in (text, content, source)}
    before = said(text, source=source, cue=cue, content=content)
    after = said(swap[text], source=swap[source], cue=cue, content=swap[content])
    assert positions_of(before) == positions_of(after)
    assert before.positions
    assert (before.act, before.firmness, before.hedged) == (after.act, after.firmness, after.hedged)


def test_a_joint_source_holds_together_and_alike() -> None:
    parties = {"norland": ["Norland"], "sorvia": ["Sorvia"]}
    found = []
    for first, second in (("Norland", "Sorvia"), ("Sorvia", "Norland")):
        text = f"{first} and {second} refuse to lift the sanctions."
        content = "to lift the sanctions"
        places = ((text.index(content), text.index(content) + len(content)),)
        attribution = Attribution(
            "attributed", places, source=((0, text.index(" refuse")),), cue=((text.index("refuse"), text.index(" to")),)
        )
        candidates = tuple(Candidate(name, name.casefold(), "one of a joint source") for name in (first, second))
        resolution = Resolution(f"{first} and {second}", None, "group", candidates)
        coding = code(model()(text), attribution, resolution, NameResolver(text, parties), Codebook.load())
        found.append({(p.issue, p.holder, p.stance, p.agent, p.basis) for p in coding.positions})
    wanted = {("sanctions_relief", party, "against", party, "self") for party in ("norland", "sorvia")}
    assert found == [wanted, wanted]
