"""Tagger and rules together on real sentences, with the shipped network."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.tokens import Doc

from winset.reading.attribution import all_reports, read_attributions
from winset.reading.attribution.find import find_reports
from winset.reading.attribution.quotes import Quotes
from winset.reading.attribution.tagging import combine as module
from winset.reading.attribution.tagging.choice import Chosen
from winset.reading.attribution.tagging.combine import BOTH, TAGGER, combine
from winset.reading.attribution.tagging.sheet import make_sheet
from winset.reading.attribution.tagging.shipped import Shipped, load_tagger
from winset.reading.attribution.tagging.tagger import Tagger
from winset.reading.marks import Attribution

from .making import tag

EDGES = " .,;:"


def shown(text: str, item: Attribution) -> tuple[str, str, str]:
    """Source, inner source, content: the words, without punctuation at their edges."""
    return tuple(  # type: ignore[return-value]
        " … ".join(text[start:end].strip(EDGES) for start, end in places)
        for places in (item.source, item.inner, item.content)
    )


READ = {
    "direct": (
        "“We will not be rushed into a bad deal,” said Eva Lind, the minister.",
        [("Eva Lind, the minister", "", "“We will not be rushed into a bad deal,”")],
    ),
    "indirect": (
        "The ministers of Peru and Chile said that they would sign the treaty.",
        [("The ministers of Peru and Chile", "", "that they would sign the treaty")],
    ),
    "in two parts": (
        "“We will wait,” Eva Lind told reporters on Monday. “Not for ever.”",
        [("Eva Lind", "", "“We will wait,” … “Not for ever.”")],
    ),
    "no source": (
        "It was said that the bridge would be closed.",
        [("", "", "that the bridge would be closed")],
    ),
    "shared source": (
        "Lima said that the debt would be paid. It added that the banks had been told.",
        [("Lima", "", "that the debt would be paid"), ("It", "", "that the banks had been told")],
    ),
    "nested": (
        "The mayor said that the union believed the offer was unfair.",
        [("The mayor", "", "that the union believed the offer was unfair")],
    ),
    "passed on": (
        "The Harbour Post reported that dockers said the deal was unfair.",
        [("dockers", "The Harbour Post", "the deal was unfair")],
    ),
    "condition": (
        "Lima promised to pay the debt, provided that nobody is dismissed.",
        [("Lima", "", "to pay the debt, provided that nobody is dismissed")],
    ),
    "condition with if": (
        "The rebels said they would lay down their arms if the army left the valley.",
        [("The rebels", "", "they would lay down their arms if the army left the valley")],
    ),
}


@pytest.mark.parametrize("name", READ)
def test_who_said_what(nlp: Any, name: str) -> None:
    text, wanted = READ[name]
    found = [item for item in read_attributions(nlp(text)).attributions if item.voice == "attributed"]
    assert [shown(text, item) for item in found] == [
        (source, inner, content.strip(EDGES)) for source, inner, content in wanted
    ]
    for item in found:
        assert item.reader in ("rules", TAGGER, BOTH)
        assert item.confidence is not None
        assert 0 < item.confidence <= 1
        assert item.confidence == round(item.confidence, 3)
        assert item.cue


TRANSCRIPT = (
    "Q: Who asked for the talks to be put off until June?\n"
    "A: Nobody did, and we said so at the time.\n"
    "Q: Will you come back to the table before the vote?\n"
    "A: The board said that it would.\n"
)
LIST = (
    "The union set out its demands:\n- a shorter week for the night staff\n- a written guarantee from the owners\n\n"
    "The owners said the list was too long.\n"
)


@pytest.mark.parametrize("text", [TRANSCRIPT, LIST])
def test_what_the_structure_of_a_text_says_stays(nlp: Any, text: str) -> None:
    doc, quotes = nlp(text), Quotes(text)
    by_rule = [report for report in find_reports(doc, quotes).reports if report.frame in ("label", "list")]
    assert by_rule
    together = all_reports(nlp(text), quotes).reports
    for report in by_rule:
        (same,) = [r for r in together if r.frame == report.frame and r.content == report.content]
        assert (same.source, same.cue, same.reader, same.confidence) == (report.source, report.cue, "rules", None)
    starts = [report.start for report in together]
    assert starts == sorted(starts)


def test_rules_only_says_nothing_of_how_sure(nlp: Any) -> None:
    found = read_attributions(nlp(READ["direct"][0]), rules_only=True)
    assert [(item.reader, item.confidence) for item in found.attributions] == [("rules", None)]


def test_a_failing_tagger_leaves_the_rules(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(text for text, _ in READ.values())
    by_rule = read_attributions(nlp(text), rules_only=True)

    def broken(*args: Any, **more: Any) -> Any:
        raise LookupError("no such word")

    monkeypatch.setattr(Tagger, "tags", broken)
    found = read_attributions(nlp(text))
    assert found.attributions == by_rule.attributions
    (failure,) = found.failures
    assert (failure.start, failure.end) == (0, len(text))
    assert failure.reason == "LookupError: no such word"


def test_a_failure_half_way_leaves_the_rules_as_they_were(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(text for text, _ in READ.values())
    by_rule = read_attributions(nlp(text), rules_only=True)
    calls = []
    real = module._Builder.report

    def third(self: Any, chosen: Any, rule: Any) -> Any:
        calls.append(chosen)
        if len(calls) == 3:
            raise ValueError("three")
        return real(self, chosen, rule)

    monkeypatch.setattr(module._Builder, "report", third)
    found = read_attributions(nlp(text))
    assert len(found.failures) == 1
    assert found.attributions == by_rule.attributions


def test_a_bug_of_the_tagger_is_not_swallowed(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **more: Any) -> Any:
        raise TypeError("a bug")

    monkeypatch.setattr(Tagger, "tags", broken)
    with pytest.raises(TypeError, match="a bug"):
        read_attributions(nlp("Riga said the map was wrong."))


class _Only:
    """Stands in for the tagger, the choice or both: certain words, with a certain probability."""

    def __init__(self, *tags: Any, probability: float = 0.8) -> None:
        self.tagged = list(tags)
        self.probability = probability

    def tags(self, sheet: Any) -> Any:
        return self.tagged

    def choose(self, tags: Any, sheet: Any) -> Any:
        return [Chosen(one, self.probability) for one in tags]


def only(*tags: Any) -> Any:
    stand_in = _Only(*tags)
    return Shipped(stand_in, stand_in, "")  # type: ignore[arg-type]


def test_an_outlet_between_stays_whoever_reads_the_words(nlp: Any) -> None:
    """The tagger gives the words to the outlet; that dockers spoke and the outlet passed it on stays the rules'."""
    text = READ["passed on"][0]
    doc, quotes = nlp(text), Quotes(text)
    rules = find_reports(doc, quotes).reports
    assert [report.word.text for report in rules] == ["said"]
    words = [token.text for token in doc]
    for anchor, content in (("said", ["deal", "was", "unfair"]), ("reported", words[4:-1])):
        found = only(tag(words.index(anchor), [words.index(word) for word in content], [0, 1, 2]))
        (report,) = combine(doc, quotes, rules, found)
        assert text[slice(*report.source[0])] == "dockers"
        assert text[slice(*report.inner[0])] == "The Harbour Post"
        assert (report.reader, report.confidence) == (BOTH, 0.8)


def test_the_rules_own_words_are_marked_as_theirs(nlp: Any) -> None:
    for name in ("passed on", "nested"):
        text = READ[name][0]
        doc, quotes = nlp(text), Quotes(text)
        rules = find_reports(doc, quotes).reports
        (ruled,) = make_sheet(doc, quotes, rules).reports
        theirs = tag(ruled.anchor, ruled.content.tolist(), ruled.source.tolist(), ruled=True)
        (report,) = combine(doc, quotes, rules, only(theirs))
        assert (report.reader, report.confidence) == ("rules", 0.8)
        assert (report.content, report.source, report.inner) == (rules[0].content, rules[0].source, rules[0].inner)


def test_parts_with_only_marks_between_are_one_and_blanks_and_lines_are_no_part(nlp: Any) -> None:
    text = "Riga said yes , no ; maybe\n\nso ."
    doc, quotes = nlp(text), Quotes(text)
    words = [token.text for token in doc if token.text.strip()]
    at = {word: place for place, word in enumerate(words)}
    found = only(tag(at["said"], [at["yes"], at["no"], at["maybe"], at["so"], at["."]], [at["Riga"]]))
    (report,) = combine(doc, quotes, [], found)
    assert [text[start:end] for start, end in report.content] == ["yes , no ; maybe", "so"]
    assert [text[start:end] for start, end in report.source] == ["Riga"]
    assert report.reader == TAGGER
    assert report.lemma == "say"


def test_a_content_of_marks_alone_is_nothing(nlp: Any) -> None:
    text = "Riga said … !"
    doc = nlp(text)
    assert combine(doc, Quotes(text), [], only(tag(1, [2, 3], [0]))) == []


def test_a_word_under_a_blank_ends_the_search_for_a_speaker(nlp: Any) -> None:
    """A parse may hang a conjunct on a line break; the way up from it must end."""
    words = ["Riga", "said", "yes", "\n", "asked", "so"]
    doc = Doc(
        nlp.vocab,
        words=words,
        spaces=[True, True, True, False, True, False],
        heads=[1, 1, 1, 1, 3, 4],
        deps=["nsubj", "ROOT", "ccomp", "dep", "conj", "ccomp"],
        tags=["NNP", "VBD", "UH", "_SP", "VBD", "RB"],
        pos=["PROPN", "VERB", "INTJ", "SPACE", "VERB", "ADV"],
        lemmas=["Riga", "say", "yes", "\n", "ask", "so"],
    )
    text = doc.text
    quotes = Quotes(text)
    rules = [r for r in find_reports(doc, quotes).reports if r.word.text == "said"]
    asked = module.Report(
        word=doc[4], cue=((doc[4].idx, doc[4].idx + 5),), lemma="ask", category=frozenset({"say"}), frame="c",
        source=(), content=[(doc[5].idx, doc[5].idx + 2)],
    )  # fmt: skip
    found = combine(doc, quotes, [*rules, asked], only(tag(1, [2, 3, 4], [0])))
    assert [report.word.text for report in found] == ["said"]


def test_a_second_report_of_the_same_speaker_is_not_swallowed(nlp: Any) -> None:
    text = "The mayor promised to pay and called for calm in the streets."
    doc, quotes = nlp(text), Quotes(text)
    rules = find_reports(doc, quotes).reports
    assert [report.word.text for report in rules] == ["promised", "called"]
    at = {token.text: token.i for token in doc}
    greedy = tag(at["promised"], list(range(at["to"], at["streets"] + 1)), [0, 1])
    assert combine(doc, quotes, rules, only(greedy)) == []
    assert [report.word.text for report in combine(doc, quotes, rules, load_tagger())] == ["promised", "called"]


def test_the_rules_reports_are_not_changed(nlp: Any) -> None:
    text = " ".join(text for text, _ in READ.values())
    doc, quotes = nlp(text), Quotes(text)
    rules = find_reports(doc, quotes).reports

    def state(reports: Any) -> Any:
        return [(r.word.i, r.cue, r.source, list(r.content), r.inner, r.confidence, r.reader) for r in reports]

    before = state(rules)
    combine(doc, quotes, rules, load_tagger())
    assert state(rules) == before
