"""Names of organisations found again: whole, by their initials, their first or last word, their adjective."""

from __future__ import annotations

import re
from typing import Any

from winset.reading.actors import vocabulary as v
from winset.reading.actors.cards import Card
from winset.reading.actors.lexicon import plain
from winset.reading.actors.mentions import Mention, Scan
from winset.reading.actors.org_words import (
    CALLED_BY_LAST,
    COMMON_FIRST,
    adjective_of,
    hints,
    initials,
    of_another,
    party_id,
)
from winset.reading.actors.phrases import noun_of

STATE = "(state)"
"""Among the types of a card: a state that no table knows."""
_COUNSEL = frozenset(("counsel", "lawyer", "spokesman", "spokeswoman", "spokesperson", "ceo", "officer"))


class Again:
    """What finds the names of one document's organisations again; `winset.reading.actors.organisations` finds them."""

    scan: Scan
    surnames: frozenset[str]
    orgs: list[Card]

    def _whole_names(self) -> None:
        """Find names of several words again wherever they stand, whatever the tagger made of them."""
        for card in self.orgs:
            for name in [name for name in card.names if " " in name]:
                for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", self.scan.text):
                    first, last = self.scan.tokens_of(*match.span())
                    if first < last and not any(i in self.scan.by_token for i in range(first, last)):
                        mention = Mention(*match.span(), first, last, "local", (), name, card=card)
                        card.mentions.append(mention)
                        self.scan.add(mention)

    def _only_last(self, word: str) -> bool:
        """Whether a word ends the name of one organisation only, and may stand for it."""
        ending = [card for card in self.orgs if any(name.split()[-1] == word and " " in name for name in card.names)]
        return len(ending) == 1 and (word.casefold() in CALLED_BY_LAST or not hints([word]))

    def same(self, name: str) -> Card | None:
        """Return the organisation that has a name already, or a longer or shorter form of it."""
        words = name.split()
        for card in self.orgs:
            for known in card.names:
                if known == name or plain(known).casefold() == plain(name).casefold() or initials(name, known):
                    return card
                if " " not in name and " " in known and known.split()[-1] == name and self._only_last(name):
                    return card  # "the Society" of the Track Staff Society
                if " " not in known and known + "s" == name:
                    # "a Liberal", then "the Liberals": the plural is the name.
                    card.names.insert(0, name)
                    card.party, card.plural = party_id(name), True
                    return card
                if " " not in name and name + "s" == known:
                    return card
                longer, shorter = (known.split(), words) if len(known.split()) > len(words) else (words, known.split())
                if (
                    len(longer) > len(shorter)
                    and not of_another(longer[len(shorter) :])
                    and longer[: len(shorter)] == shorter
                    and (len(shorter) > 1 or (len(shorter[0]) > 3 and shorter[0].casefold() not in COMMON_FIRST))
                ):
                    return card
        return None

    def _aliases(self) -> None:
        """Find acronyms and short names again wherever they stand, whatever the tagger made of them."""
        scan = self.scan
        short: dict[str, Card] = {}
        for card in self.orgs:
            for name in list(card.names):
                words = [w for w in re.split(r"[\s-]+", name) if w[:1].isupper()]
                if len(words) >= 2:
                    short.setdefault("".join(w[0] for w in words), card)
                if len(words) == 1 or name.isupper():
                    short.setdefault(name, card)
                    if card.plural and len(name) > 5:
                        short.setdefault(name[:-1], card)
                elif (
                    not of_another(words[1:])
                    and words[0].casefold() not in COMMON_FIRST
                    and words[0] not in self.surnames
                    and len(words[0]) > 3
                ):
                    short.setdefault(words[0], card)
                if words[0] in ("Labour", "Labor") and card.types & {"party", "movement"}:
                    short.setdefault(words[0], card)
                if len(words) == 2 and words[1] == "Party":
                    short.setdefault(words[0], card)
                if (
                    len(words) > 1
                    and len(words[-1]) > 4
                    and words[-1].casefold() not in COMMON_FIRST
                    and words[-1] not in self.surnames
                    and not hints(words[-1:])
                    and STATE not in card.types
                ):
                    short.setdefault(words[-1], card)
        for token in scan.tokens:
            card_here = short.get(token.text) or self._named_after(token)
            if card_here is None or token.i in scan.by_token or len(token.text) < 2:
                continue
            following = scan.tokens[token.i + 1] if token.i + 1 < len(scan.tokens) else None
            if (
                following is not None
                and following.pos_ == "PROPN"
                and following.dep_ != "appos"
                and token.dep_ == "compound"
                and not scan.roles.get(noun_of(following))
            ):
                continue
            mention = Mention(
                token.idx, token.idx + len(token), token.i, token.i + 1, "local", (), token.text, card=card_here
            )
            card_here.mentions.append(mention)
            scan.add(mention)
        capital = {t.text for t in scan.tokens if t.text[:1].isupper() and t.dep_ in ("amod", "compound", "nmod")}
        for card in list(self.orgs):
            if not card.types and " " not in card.names[0] and any(adjective_of(t, card.names[0]) for t in capital):
                card.types.add(STATE)
            if STATE in card.types and card in self.orgs:
                self._adjectives(card)

    def _named_after(self, token: Any) -> Card | None:
        """Return the company of a family's name: "Kallas's supervisory board" beside Kallas AG and Ada Kallas."""
        if token.text not in self.surnames:
            return None
        behind = self.scan.tokens[token.i + 1 : token.i + 5]
        if not behind or behind[0].text not in ("'s", "’s"):
            return None
        ahead = [noun_of(t) for t in behind[1:]]
        if not any(noun in v.CORPORATE or noun in _COUNSEL for noun in ahead):
            return None
        cards = [c for c in self.orgs if any(n.split()[0] == token.text and " " in n for n in c.names)]
        return cards[0] if len(cards) == 1 and "company" in cards[0].types else None

    def _adjectives(self, card: Card) -> None:
        """Find name and adjectives of a state that no table knows: "Teravian" beside "Teravia"."""
        name = card.names[0]
        bases = {t.text for t in self.scan.tokens if t.text != name and t.text[:1].isupper() and t.text[:3] == name[:3]}
        # The longest: "Torranian" is of Torrania, whatever else begins so.
        base = max((b for b in bases if adjective_of(name, b)), key=lambda b: (len(b), b), default=None)
        if base is not None:
            name = base
            known = next((c for c in self.orgs if name in c.names and c is not card), None)
            if known is not None:
                known.names += card.names
                known.mentions += card.mentions
                known.types.add(STATE)
                for mention in card.mentions:
                    mention.card = known
                self.orgs.remove(card)
                card = known
            else:
                card.names.insert(0, name)
                card.party = party_id(name)
        for token in self.scan.tokens:
            here = self.scan.by_token.get(token.i)
            if here is not None and (here.card is not None or here.kind == "outlet"):
                continue
            if token.text == name or adjective_of(token.text, name):
                mention = Mention(
                    token.idx, token.idx + len(token), token.i, token.i + 1, "local", (), token.text, card=card
                )
                card.mentions.append(mention)
                self.scan.add(mention)
