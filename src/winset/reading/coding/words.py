"""Words brought to one form, so that a codebook need not list every inflection and spelling."""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.tokens import Token

# British and American spellings are one word here. Endings only, so that no word of another kind is touched.
_SPELLINGS = (
    (re.compile(r"is(e|es|ed|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"lour$"), "lor"),
    (re.compile(r"bour$"), "bor"),
    (re.compile(r"vour$"), "vor"),
    (re.compile(r"^defence$"), "defense"),
    (re.compile(r"^programme$"), "program"),
    (re.compile(r"^armour"), "armor"),
    (re.compile(r"^centre$"), "center"),
)
# Words that end so in every spelling.
_ALWAYS_S = re.compile(
    r"(?:rai|(?:^|a|up|sun)ri|prom|comprom|exerc|surpr|adv|dev|rev|superv|compr|enterpr|prem|disgu|pra|desp|dem|expert|"
    r"prec|conc|exc|improv|telev|no|po|cru|bru|franch|merchand|adverti|otherw|likew|w|tre|pari|chast|circumc|gu)"
    r"(?:is|s)(?:e|es|ed|ing|er|ers)$"
)
_IRREGULAR = {
    "raised": "raise", "cutting": "cut", "met": "meet", "withdrew": "withdraw", "withdrawn": "withdraw",
    "gave": "give", "given": "give", "kept": "keep", "held": "hold", "froze": "freeze", "frozen": "freeze",
    "ceded": "cede", "ceding": "cede", "vetoed": "veto", "vetoes": "veto", "vetoing": "veto", "lifting": "lift",
    "easing": "ease", "freezing": "freeze", "supplies": "supply", "talks": "talk", "hoped": "hope", "hopes": "hope",
}  # fmt: skip

# Words whose lemma the model gets wrong.
_LEMMAS = {"hopes": "hope", "hoped": "hope", "hoping": "hope", "threatens": "threaten"}


@lru_cache(maxsize=20_000)
def spelling(word: str) -> str:
    """Return `word` in lower case and in the one spelling that winset compares: ``recognise`` gives ``recognize``."""
    low = word.lower().replace("’", "'")
    if _ALWAYS_S.search(low):
        return low
    for pattern, replacement in _SPELLINGS:
        if pattern.search(low):
            return pattern.sub(replacement, low)
    return low


@lru_cache(maxsize=20_000)
def _stems(low: str) -> frozenset[str]:
    """Return what `low` may be an inflection of; too many rather than too few, since a codebook chooses the words."""
    if low in _IRREGULAR:
        return frozenset({low, _IRREGULAR[low]})
    found = {low}
    if low.endswith("ies") and len(low) > 4:
        found.add(low[:-3] + "y")
    for ending in ("ing", "ed", "es", "s"):
        if low.endswith(ending) and len(low) - len(ending) >= 3 and not low.endswith("ss"):
            stem = low[: -len(ending)]
            found |= {stem, stem + "e"} if ending != "s" else {stem}
            if len(stem) > 3 and stem[-1] == stem[-2]:
                found.add(stem[:-1])
    if low.endswith("ied") and len(low) > 4:
        found.add(low[:-3] + "y")
    return frozenset(found)


@lru_cache(maxsize=50_000)
def _forms(text: str, lemma: str) -> frozenset[str]:
    lows = {spelling(text), spelling(lemma)}
    found: set[str] = set()
    for low in lows:
        found |= _stems(low)
    bare = spelling(text).rstrip(".")
    found.add(bare)
    found.add(bare.replace(".", ""))
    return frozenset(spelling(word) for word in found)


@lru_cache(maxsize=2_000)
def _compared(low: str) -> frozenset[str]:
    """Return what "looser", "tightest" and "heavier" may be the comparison of."""
    stem = low[:-3] if low.endswith("est") else low[:-2] if low.endswith("er") else low
    found = {stem, stem + "e"}
    if stem.endswith("i"):
        found.add(stem[:-1] + "y")
    if len(stem) > 3 and stem[-1] == stem[-2]:
        found.add(stem[:-1])
    return frozenset(found)


@lru_cache(maxsize=20_000)
def _names(text: str, lemma: str) -> frozenset[str]:
    low = spelling(text)
    found = {low, spelling(lemma), low.rstrip("."), low.replace(".", "")}
    if low.endswith("s") and not low.endswith("ss") and len(low) > 3:
        found |= {low[:-1], *((low[:-3] + "y",) if low.endswith("ies") else ())}
    return frozenset(found)


def forms(token: Token) -> frozenset[str]:
    """Return the forms under which a token can be named: itself, its lemma, stems; lower case, one spelling."""
    if token.pos_ == "PROPN":
        return _names(token.text, token.lemma_)  # "United" is no form of "unit"
    if token.tag_ in ("JJR", "JJS", "RBR", "RBS"):
        return _forms(token.text, token.lemma_) | _compared(token.lower_)
    return _forms(token.text, token.lemma_)


def lemma(token: Token) -> str:
    """Return the token's lemma in lower case and one spelling; the model's lemma is wrong on British verbs."""
    low = _LEMMAS.get(spelling(token.text)) or spelling(token.lemma_)
    if token.pos_ in ("VERB", "AUX") and low == spelling(token.text):
        candidates = [stem for stem in _stems(low) if stem != low and stem.endswith(("ize", "or"))]
        if candidates:
            return min(candidates)
    return low
