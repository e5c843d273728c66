"""Which of an author's own sentences assert what an analyst keeps.

A sentence counts where it names a party or the negotiation itself and says something of a stance, a move, an effect or
blame, says what a party's demand or aim is, advises, or judges. In opinion pieces less is needed: there the author
judges in plain words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from winset.reading.attribution.keeping import is_nominal
from winset.reading.attribution.quotes import Quotes
from winset.reading.attribution.report import Report, lemma_of
from winset.reading.attribution.sources import own_subject
from winset.reading.attribution.words import group

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_ACTORS = frozenset({"GPE", "NORP", "ORG", "PERSON", "LOC", "FAC"})
_OUGHT = frozenset({"should", "must", "ought"})
_FUTURE = frozenset({"would", "will", "could", "may", "might", "'d", "’d", "’ll", "'ll"})
_MANY = 2
_CHANCES = frozenset(
    {"likely", "unlikely", "possible", "impossible", "doubtful", "inevitable", "improbable", "unavoidable", "remote"}
)
_DOER = re.compile(r"\w{3}(?:er|or|ist|ian|man|woman|eer)$")


def asserts(tokens: list[Token], quotes: Quotes, opinion: bool = False) -> bool:
    """Whether a sentence, or a clause, says of a party or of the negotiation what an analyst would keep.

    Parameters
    ----------
    tokens
        Of the sentence, blanks left out.
    quotes
        Of the text: verbs inside quotation marks do not count.
    opinion
        Whether the text is the author's argument, see `is_opinion`.
    """
    if tokens[-1].text in ("?", ":") or not any(token.pos_ in ("VERB", "AUX") for token in tokens):
        return False
    root = next((t for t in tokens if t.dep_ == "ROOT" or t.head not in tokens), tokens[0])
    if root.tag_ == "VB" and not any(child.dep_ in ("nsubj", "nsubjpass", "aux") for child in root.children):
        return False  # "Let us be honest"
    if is_nominal(root):
        return True
    if _is_timetable(root):
        return False
    lemmas = {lemma_of(token) for token in tokens}
    party = any(_is_party(token) for token in tokens)
    verbs = {lemma_of(t) for t in tokens if t.pos_ in ("VERB", "AUX") and quotes.at(t.idx) is None}
    nouns = {lemma_of(t) for t in tokens if t.pos_ in ("NOUN", "PROPN", "ADJ")}
    if _judges(root, tokens, party, nouns, opinion) or _denies(root, tokens, nouns) or _foresees(root):
        return True
    strong = bool(verbs & (group("stance") | group("effect") | group("move") | group("blame")))
    named = bool(nouns & group("noun"))
    if not (strong or named):
        return False
    talks = bool(lemmas & group("meeting"))
    if not party and not (talks and strong) and not (named and strong):
        return False
    lemma = lemma_of(root)
    going = lemma in group("logistics") or (lemma == "leave" and not any(c.tag_ == "MD" for c in root.children))
    return named or not going


def is_opinion(doc: Doc, reports: list[Report], quotes: Quotes) -> bool:
    """Whether a text is its author's argument: it advises, asks and answers, addresses the reader, in its own voice.

    Two such signs outside what is quoted or reported are enough.
    """
    taken = [place for report in reports for place in (*report.content, *report.cue, *report.source)]
    signs = 0
    for sent in doc.sents:
        if any(start < sent.end_char and sent.start_char < end for start, end in taken):
            continue
        words = [token for token in sent if not (token.is_space or token.is_punct)]
        if not words or quotes.at(words[0].idx) is not None:
            continue
        last = sent.text.rstrip()[-1:]
        ought = any(token.lower_ in _OUGHT and token.tag_ == "MD" for token in words) and last == "."
        asks = last == "?" and ":" not in sent.text[:20]
        urges = words[0].lower_ == "let" and len(words) > 1 and words[1].lower_ in ("us", "’s", "'s")
        verdict = _is_verdict(sent.root)
        aside = len(words) <= 3 and last == "." and words[0].text.istitle() and words[0].pos_ in ("ADV", "PRON", "INTJ")
        signs += sum((ought, asks, urges, verdict, aside))
    return signs >= _MANY


def _is_party(token: Token) -> bool:
    if token.ent_type_ in _ACTORS or (token.pos_ in ("NOUN", "PROPN") and lemma_of(token) in group("group")):
        return True
    # People by what they do ("the growers", "the tenants' lawyers"), where they are the subject.
    doing = token.tag_ == "NNS" and token.dep_ in ("nsubj", "nsubjpass") and _DOER.search(lemma_of(token)) is not None
    return doing and not token.ent_type_ and lemma_of(token) not in group("no-doer")


def _is_timetable(root: Token) -> bool:
    """Whether a sentence only says what is planned for when ("A third round is planned for June")."""
    passive = any(child.dep_ == "auxpass" for child in root.children)
    what = any(child.dep_ in ("xcomp", "ccomp") for child in root.children)
    return passive and not what and root.lemma_ in group("timetable")


def _judges(root: Token, tokens: list[Token], party: bool, nouns: set[str], opinion: bool) -> bool:
    """Whether an author advises, judges or predicts."""
    noun = own_subject(root)
    modals = {child.lower_ for child in root.children if child.tag_ == "MD"}
    whose = noun is not None and (_is_party(noun) or lemma_of(noun) in group("noun") or lemma_of(noun) == "claim")
    if modals & _OUGHT and (party or whose or nouns & group("meeting")):
        return True
    if party and opinion and any(token.lower_ in _OUGHT and token.tag_ == "MD" for token in tokens):
        return True  # "That is the line on which Europe must stand"
    if _is_verdict(root):
        return True
    predicate = next((c for c in root.children if c.dep_ in ("acomp", "attr") and c.i > root.i), None)
    if root.lemma_ in ("be", "remain", "seem") and predicate is not None and noun is not None:
        below = [*predicate.children, *root.children]
        clefted = noun.lower_ == "it" and any(child.dep_ in ("relcl", "ccomp", "advcl") for child in below)
        if clefted and any(_is_party(t) for t in predicate.subtree):
            return True  # "It is the company that has dug in"
        if predicate.dep_ == "acomp" and predicate.tag_ in ("JJ", "JJR", "JJS", "RB") and whose:
            return opinion or lemma_of(noun) in group("noun")
    if (party or whose) and _idioms().search(" ".join(lemma_of(token) for token in tokens)):
        return True
    words = set(tokens[0].doc[tokens[0].i : tokens[-1].i + 1].text.lower().split())
    if words & group("slant") and (party or whose or opinion):
        return True
    if not opinion:
        return bool(_FUTURE & modals) and bool(nouns & group("noun")) and whose
    if lemma_of(root) in group("logistics") or lemma_of(root) == "know":
        return False
    return whose or bool(_FUTURE & modals and (party or nouns & group("noun")))


def _denies(root: Token, tokens: list[Token], nouns: set[str]) -> bool:
    """Whether an author says what a party does not do or have, or what will not be: nobody reports that as a scene.

    In the present, the perfect or the future, without figures: "has no intention of stopping", "Neither camp has kept
    its word", "Peace will not come from abroad".
    """
    noun = own_subject(root)
    helpers = {child.lower_ for child in root.children if child.dep_ in ("aux", "auxpass")}
    past = root.tag_ == "VBD" and root.lemma_ != "be" and not helpers
    if noun is None or past or helpers & {"did", "was", "were", "had"} or any(t.like_num for t in tokens):
        return False
    if root.lemma_ == "be" and root.tag_ == "VBD":
        return False
    own = [
        *root.children,
        *noun.children,
        *(g for c in root.children if c.dep_ in ("dobj", "attr") for g in c.children),
    ]
    denied = any(c.dep_ == "neg" or c.lower_ in ("no", "neither", "nobody", "none", "nor", "nothing") for c in own)
    if not denied:
        return False
    future = bool(helpers & {"will", "wo", "can", "ca", "must", "should"})
    return _is_party(noun) or (future and bool(nouns & (group("noun") | group("meeting") | {"peace", "war", "paper"})))


def _foresees(root: Token) -> bool:
    """Whether an author says how likely an outcome is, or how a paper was taken: "was coolly received in Paris"."""
    noun = own_subject(root)
    if noun is None or noun.pos_ != "NOUN" or noun.ent_type_:
        return False
    chance = any(c.dep_ == "acomp" and c.lower_ in _CHANCES for c in root.children)
    if root.lemma_ in ("be", "remain", "seem", "look", "become") and chance:
        return lemma_of(noun) not in ("rain", "snow", "weather", "delay")
    passive = any(c.dep_ == "auxpass" for c in root.children)
    manner = any(c.dep_ == "advmod" and (c.lower_ == "well" or c.lower_.endswith("ly")) for c in root.children)
    return passive and manner and root.lemma_ in ("receive", "greet", "welcome") and not _is_party(noun)


@cache
def _idioms() -> re.Pattern[str]:
    forms = (re.escape(form).replace(r"\*", r"\S+").replace("\\~", " ").replace("~", " ") for form in group("idiom"))
    return re.compile(rf"(?:^| )(?:{'|'.join(sorted(forms))})(?: |$)")


def _is_verdict(root: Token) -> bool:
    """Whether a sentence calls something a name ("It is blackmail", "Some of this is theatre")."""
    noun = own_subject(root)
    if root.lemma_ != "be" or noun is None:
        return False
    return any(c.dep_ in ("attr", "acomp") and c.i > root.i and lemma_of(c) in group("verdict") for c in root.children)
