"""Names without loaded words: what a text sneers at is listed under a plain name.

A party, its id and a speaker's name never carry a loaded word, a scare quote, an owner or a determiner of the text:
"his so-called coalition of the willing" is "coalition of the willing", "the Kyiv regime" is the state's government.
Names that the text writes with capitals ("Army of Resistance") are names and stay.
"""

from __future__ import annotations

import re
from typing import Any

from winset.reading.actors import vocabulary as v
from winset.reading.actors.mentions import Mention, Scan
from winset.reading.actors.phrases import noun_of
from winset.reading.framing import lexicon

_QUOTES = re.compile(r"[“”„«»\"]|(?<!\w)['‘’]|['’](?!\w)(?<!s['’])")
_SNEER = re.compile(
    r"\b(?:so[-‐‑ ]called|self[-‐‑ ](?:styled|proclaimed|declared|described|appointed)|would[-‐‑ ]be|alleged|purported|"
    r"supposed|infamous|notorious|precious|beloved|(?:un)?holy|brave|glorious|mighty)\b[ ,]*",
    re.IGNORECASE,
)
_HEAD_BEHIND = re.compile(r"\s*(?:$|[,;]|(?:in|of|from|at|around|behind|who|and)\b)")
_FIRST = re.compile(
    r"^(?:the|a|an|this|that|these|those|his|her|its|their|our|my|your|all|such|any|some|same|very|own|certain|[,;:.–—-])"
    r"(?:\s+|$)",
    re.IGNORECASE,
)


def neutral_name(name: str, otherwise: str = "") -> str:
    """Return a name without the loaded words and determiners of the text; `otherwise` where nothing is left.

    Examples
    --------
    >>> neutral_name("his so-called coalition of the willing")
    'coalition of the willing'
    >>> neutral_name("The “government” in exile")
    'government in exile'
    """
    text = _SNEER.sub("", _QUOTES.sub("", name))
    pattern, plain = lexicon()

    def replaced(match: re.Match[str]) -> str:
        words = match.group()
        if words[:1].isupper() and match.start() > 0:
            return words
        known = plain.get(re.sub(r"\s+", " ", words.replace("’", "'")).casefold())
        if known is None and words.endswith("s") and _HEAD_BEHIND.match(text, match.end()):
            return "people"
        return known or ""

    text = pattern.sub(replaced, text)
    text = " ".join(text.split()).strip(" ,.;:–—-")
    while (found := _FIRST.match(text)) is not None:
        text = text[found.end() :].lstrip(" ,")
    return text or otherwise


def tie_loaded_nouns(scan: Scan, home: str | None = None) -> None:
    """Read "the Kyiv regime", "the regime in Kyiv", "the junta": the government of the state named beside it.

    Without a state beside it, it is the one state so called in the text, else that of whose government the text speaks
    (`home`), else nobody: never a party of its own.
    """
    left: list[Any] = []
    called: dict[str, Mention] = {}
    for token in scan.tokens:
        if token.i in scan.by_token or token.pos_ not in ("NOUN", "PROPN") or noun_of(token) not in v.LOADED_RULE:
            continue
        beside = _state_beside(scan, token)
        if beside is None:
            left.append(token)
        else:
            called[str(_party(beside))] = beside
            _tie(scan, token, beside)
    for token in left:
        if not called and home is not None:
            own = next((m for m in scan.mentions if _party(m) == home), None)
            called = {home: own} if own is not None else called
        if len(called) == 1 and any(c.lower_ in ("the", "this", "that") for c in token.children):
            _tie(scan, token, next(iter(called.values())))


def _party(mention: Mention) -> str | None:
    if mention.card is not None:
        return mention.card.party
    return mention.parties[0] if len(mention.parties) == 1 else None


def _state_beside(scan: Scan, token: Any) -> Mention | None:
    near = [scan.by_token.get(token.i - 1)]
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod", "poss"):
            near.append(scan.by_token.get(child.i))
        if child.dep_ == "prep" and child.lower_ in ("in", "of", "at"):
            near += [scan.by_token.get(grand.i) for grand in child.children]
    for mention in near:
        if mention is None or mention.kind not in ("adjective", "capital", "name", "local"):
            continue
        if len(mention.parties) == 1 or (mention.card is not None and "(state)" in mention.card.types):
            return mention
    return None


def _tie(scan: Scan, token: Any, state: Mention) -> None:
    kind, end = ("local" if state.card is not None else "name"), token.idx + len(token)
    mention = Mention(token.idx, end, token.i, token.i + 1, kind, state.parties, state.label, card=state.card)
    if state.card is not None:
        state.card.mentions.append(mention)
    scan.add(mention)
