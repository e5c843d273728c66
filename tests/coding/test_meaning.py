"""What a phrase is about in other words; what "it" stands for; never a side from likeness."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from tests.coding.gold import NameResolver, model
from winset.core.errors import CodebookError, MissingDependency
from winset.reading.coding import Codebook, code, meaning
from winset.reading.coding.hits import find_hits
from winset.reading.coding.meaning import phrases_of, plain, prototypes_of
from winset.reading.coding.pronouns import left_out, stand_ins
from winset.reading.coding.scene import Scene
from winset.reading.coding.spoken import spoken_of
from winset.reading.marks import Attribution, Coding, Resolution

BOOK = """\
codebook: 1
title: A ferry line
issues:
  - id: night_service
    says: Ferries run at night
    for: [night + ferry|boat|service + run|keep]
    against: [night + ferry|service + stop|end]
    examples:
      for: [sailings after midnight are kept, boats cross in the dark hours]
      against: [the last crossing is at dusk]
    options:
      - {id: runs, says: Ferries run at night, stance: for}
      - {id: none, says: They do not, stance: against}
  - id: fare_rise
    says: Fares are raised
    for: [raise|increase + fare]
    against: [cut|reduce + fare]
    examples:
      for: [tickets become more expensive, passengers pay more for the crossing]
      against: [tickets become cheaper]
"""
PARTIES = {"norland": ["Norland"], "sudland": ["Sudland"]}


def book() -> Codebook:
    return Codebook.parse(BOOK, "test")


def scene(text: str, content: str, names: dict[str, list[str]] | None = None) -> Scene:
    doc = model()(text)
    start = text.index(content)
    source = next(((text.index(n), text.index(n) + len(n)) for n in ("Norland", "Sudland") if n in text[:start]), None)
    attribution = Attribution(
        voice="attributed", content=((start, start + len(content)),), source=(source,) if source else ()
    )
    return Scene(doc, attribution, Resolution("Norland", "norland", "party"), NameResolver(text, names or PARTIES))


def coded(text: str, content: str, cue: str) -> Coding:
    doc: Doc = model()(text)
    at, said = text.index(content), text.index(cue)
    attribution = Attribution(
        voice="attributed",
        content=((at, at + len(content)),),
        source=((0, text.index(" ")),),
        cue=((said, said + len(cue)),),
        cue_lemma=doc.char_span(said, said + len(cue), alignment_mode="expand")[0].lemma_,
    )
    party = text.split()[0].lower()
    return code(doc, attribution, Resolution(party, party, "party"), NameResolver(text, PARTIES), book())


def test_other_words_for_an_issue_are_found_where_a_position_is_taken() -> None:
    wanted = scene("Norland demands dearer tickets for the crossing.", "dearer tickets for the crossing")
    assert {hit.issue_id for hit in find_hits(wanted, book(), "demand")} == {"fare_rise"}
    assert all(hit.by_meaning for hit in find_hits(wanted, book(), "demand"))


def test_where_no_position_is_taken_only_words_count() -> None:
    told = scene("Norland says passengers pay little for a crossing.", "passengers pay little for a crossing")
    assert find_hits(told, book(), "state") == []


def test_words_of_an_issue_come_before_meaning() -> None:
    wanted = scene("Norland demands that fares be raised.", "that fares be raised")
    hits = find_hits(wanted, book(), "demand")
    assert [hit.issue_id for hit in hits] == ["fare_rise"]
    assert not any(hit.by_meaning for hit in hits)


@pytest.mark.parametrize(
    ("first", "second"),
    [("demands", "rejects"), ("supports", "opposes"), ("wants", "refuses"), ("welcomes", "rejects")],
)
def test_the_side_comes_from_the_words_and_not_from_likeness(first: str, second: str) -> None:
    """The same phrase under opposite attitudes: the same issue, opposite sides or none, never the same side."""
    content = "sailings after midnight"
    one = coded(f"Norland {first} {content}.", content, first)
    two = coded(f"Norland {second} {content}.", content, second)
    assert one.issues == two.issues == ("night_service",)
    sides = [{p.stance for p in coding.positions} for coding in (one, two)]
    assert sides[0].isdisjoint(sides[1])


def test_names_are_taken_out_before_anything_is_compared() -> None:
    one = scene("Norland demands that Sudland pay for its boats.", "that Sudland pay for its boats")
    two = scene("Sudland demands that Norland pay for its boats.", "that Norland pay for its boats")
    texts = [[phrase.text for phrase in phrases_of(s, frozenset())] for s in (one, two)]
    assert texts[0] == texts[1]
    assert texts[0]
    assert "land" not in " ".join(texts[0])


@pytest.mark.parametrize(
    "content", ["dearer tickets for the crossing", "that boats cross in the dark", "cheap tickets for pensioners"]
)
def test_swapping_names_swaps_nothing_but_names(content: str) -> None:
    one = coded(f"Norland demands {content}.", content, "demands")
    two = coded(f"Sudland demands {content}.", content, "demands")
    assert one.issues == two.issues
    assert [p.stance for p in one.positions] == [p.stance for p in two.positions]
    assert {p.holder for p in one.positions} <= {"norland"}
    assert {p.holder for p in two.positions} <= {"sudland"}


def test_the_same_text_is_read_the_same_way_twice() -> None:
    text, content = "Norland demands dearer tickets for the crossing.", "dearer tickets for the crossing"
    assert coded(text, content, "demands") == coded(text, content, "demands")


def test_without_the_network_the_words_alone_count(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise MissingDependency("onnxruntime is not installed")

    monkeypatch.setattr(meaning, "embed", missing)
    monkeypatch.setattr(meaning, "prototypes_of", missing)
    wanted = scene("Norland demands dearer tickets and that fares be cut.", "dearer tickets and that fares be cut")
    assert {hit.issue_id for hit in find_hits(wanted, book(), "demand")} == {"fare_rise"}


@pytest.mark.parametrize("content", ["…", "it", "“”", "no", "1,000", "Norland", "so"])
def test_odd_contents_are_about_nothing(content: str) -> None:
    odd = scene(f"Sudland demands {content} .", content)
    assert find_hits(odd, book(), "demand") == []


def test_what_a_prototype_cannot_name_is_none() -> None:
    texts = prototypes_of(book()).texts
    assert "Ferries run at night" in texts
    assert "They do not" not in texts
    assert texts.count("Ferries run at night") == 1


def test_plain_words_keep_neither_quotation_marks_nor_leading_words() -> None:
    quoted = scene("Norland says “that the Sudland boats stay”.", "that the Sudland boats stay")
    names = {token.i: (token.idx, token.idx + len(token)) for token in quoted.tokens if token.text == "Sudland"}
    assert plain(quoted.tokens, names) == "their boats stay"


@pytest.mark.parametrize(
    ("text", "pronoun", "meant"),
    [
        ("Norland spoke of keeping the night service. Sudland will end it.", "end it", "service"),
        ("Norland wants night ferries to run. Sudland called it a mistake.", "called it a mistake", "ferries"),
        ("Norland raised the fares. It is time to leave.", "It is time to leave", None),
        ("Norland keeps the night service. Sudland rejects such a step.", "such a step", "service"),
    ],
)
def test_what_pronouns_stand_for(text: str, pronoun: str, meant: str | None) -> None:
    here = scene(text, pronoun)
    found = stand_ins(here, spoken_of(here.doc, book()))
    words = {token.text for meaning_ in found.values() for token in meaning_.words}
    assert (meant in words) if meant else not words


def test_what_is_left_out_is_what_was_spoken_of_last() -> None:
    text = "Norland wants to raise the fares. It asks for ten per cent."
    here = scene(text, "for ten per cent")
    found = left_out(here, spoken_of(here.doc, book()))
    assert found is not None
    assert found[1].issue.id == "fare_rise"
    named = scene("Norland wants to raise the fares. It asks for a new pier.", "for a new pier")
    assert left_out(named, spoken_of(named.doc, book())) is None


def test_examples_are_part_of_what_a_codebook_is() -> None:
    other = Codebook.parse(BOOK.replace("at dusk", "at dawn"), "test")
    assert other.sha256 != book().sha256
    with pytest.raises(CodebookError, match="examples"):
        Codebook.parse(BOOK.replace("examples:\n      for: [tickets", "examples:\n      maybe: [tickets"), "test")


def test_the_general_codebook_says_its_issues_in_other_words_on_both_sides() -> None:
    for issue in Codebook.load().issues:
        if issue.has_object or not (issue.for_ or issue.against or issue.about):
            continue
        told = (*issue.examples.for_, *issue.examples.against)
        assert len(told) >= 3, issue.id
        assert issue.examples.for_, issue.id
        assert issue.examples.against, issue.id
        assert len(set(told)) == len(told), issue.id
