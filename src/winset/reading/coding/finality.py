"""Words that close a matter for good, whatever the verb of saying: nothing to discuss, at no time, at no price.

Each pattern is a construction of English, read on lower-case words with one blank between them.
"""

from __future__ import annotations

import re

_NOT = r"(?:not|n['’]?t|never|nor|no|nothing)"
_TOPIC = (
    r"(?:up for|open (?:to|for)|subject to|for|a matter (?:of|for)) (?:any )?"
    r"(?:debate|discussion|negotiations?|bargaining|compromise|grabs|sale|barter|trade)"
)
_CANNOT = r"(?:can ?not|could not|will not|would not|wo n['’]t|ca n['’]t|never)"
_WHO = r"(?:we|i|he|she|it|they|our|no)"
_NOW, _LATER = r"(?:today|now|this year)", r"(?:tomorrow|later|ever|next year|the future)"
_SHUT = tuple(
    re.compile(pattern)
    for pattern in (
        # A line: "is our red line", "a line we cannot cross", "a line in the sand".
        r"\b(?:is|are|was|were|be|been|remains?|remained|stays?) (?:\w+ )?(?:a|our|its|his|her|their|the) "
        r"(?:\w+ )?red line\b",
        rf"\bline (?:that |which )?{_WHO} (?:\w+ )?{_CANNOT}\b",
        r"\bline in the sand\b",
        # Judgements that leave no degree.
        r"\bout of the question\b|\bnon-?negotiable\b|\btaboo\b|\bunthinkable\b|\buntouchable\b",
        r"\bsacrosanct\b|\binviolable\b|\babsolutely (?:impossible|excluded|not)\b|\bover (?:my|our) dead bod",
        # Nothing to talk about.
        rf"\b{_NOT} (?:\w+ )?{_TOPIC}\b",
        r"\b(?:not|n['’]?t|never) (?:a|any) bargaining (?:chip|counter)\b",
        r"\bno (?:question|talk) of\b|\bnothing (?:left )?to (?:discuss|negotiate|talk about|bargain (?:over|about))\b",
        # In no case, at no price, at no time.
        r"\b(?:under|in|on) no (?:circumstances?|conditions?|case|event|form)\b|\bat no (?:time|price|point)\b",
        rf"\b{_NOT}\b[^.;:]*\b(?:at any (?:price|time|cost)|in any (?:event|case|form|circumstances?)|"
        r"under any (?:circumstances?|conditions?|pretext))\b",
        rf"\b(?:{_NOT}|excluded|impossible)\b[^.;]*?\b{_NOW}\b[ ,]*(?:(?:and|or|nor|not|in) )*{_LATER}\b",
        r"\bwhatever (?:the (?:price|cost|pressure)|they (?:pay|offer|say|do)|the other side)\b",
        r"\bno matter (?:what|how much)\b",
        # Not the least bit, and for good.
        r"\bnot (?:one|a single|an) (?:\w+ )?(?:inch|metre|meter|cent|penny|dollar|euro|step|millimetre|person|man|"
        r"soldier|refugee)\b",
        r"\bfull stop\b|\bonce and for all\b|\bnever, (?:and i repeat|ever|i repeat)\b",
        r"\b(?:flatly|definitively|irrevocably|categorically) (?:and \w+ )?(?:reject|exclud|rul|refus|oppos)",
    )
)
# What is "not out of the question", and a line of others or one that was crossed: nobody draws it here.
_NOT_SHUT = re.compile(
    r"\b(?:not|n['’]?t|no longer|hardly|never) (?:be |been )?"
    r"(?:out of the question|non-?negotiable|unthinkable|a red line)\b|"
    r"\b(?:cross|call)(?:ed|es|s|ing)\b[^.;]*\bred lines?\b"
)


def without_open_words(text: str) -> str:
    """Return lower-case words without those that only sound final: "not out of the question"."""
    return _NOT_SHUT.sub(" ", text)


def shuts(text: str) -> bool:
    """Whether lower-case words, one blank between them, close a matter for good."""
    open_ = without_open_words(text)
    return any(pattern.search(open_) for pattern in _SHUT)
