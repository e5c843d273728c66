"""Where a codebook's words stand in a content, the more specific words winning over the more general."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from winset.core.ids import snake
from winset.reading.coding.codebook import Codebook
from winset.reading.coding.hit import Hit
from winset.reading.coding.patterns import Index, Match, Pattern, find
from winset.reading.coding.phrases import takes_position
from winset.reading.coding.pronouns import Meant, left_out, stand_ins
from winset.reading.coding.scene import Scene
from winset.reading.coding.spoken import Spoken, index_of, spoken_of
from winset.reading.coding.tree import has_to, phrase
from winset.reading.statement import Act

__all__ = ["Hit", "find_hits", "object_id"]


def find_hits(scene: Scene, codebook: Codebook, act: Act = "state") -> list[Hit]:
    """Return the places in a content that are about an issue, in the order of the text.

    Words of the issue, or pronouns for them; where `act` takes a position, also what is left out because it has just
    been spoken of.
    """
    spoken = spoken_of(scene.doc, codebook)
    positional = takes_position(scene, act)
    pronouns = stand_ins(scene, spoken)
    hits = _worded(scene, codebook, spoken, pronouns)
    if not positional:
        hits = [hit for hit in hits if not hit.match.tokens <= pronouns.keys()]
    if positional and not hits and (meaning := left_out(scene, spoken)) is not None:
        token, place = meaning
        hits.append(Hit(place.issue, place.issue.id, place.side, Match(frozenset({token.i}), token)))
    return sorted(hits, key=lambda hit: (hit.head.i, hit.issue_id))


def _worded(scene: Scene, codebook: Codebook, spoken: Spoken, pronouns: Mapping[int, Meant]) -> list[Hit]:
    """Return the places where the words of issues stand, or pronouns for them."""
    found: list[Hit] = []
    index = Index(scene.tokens, _mentions(scene), {i: meant.words for i, meant in pronouns.items()})
    foreign = spoken.foreign
    for issue, compiled in codebook.compiled():
        if issue.field in foreign or index.lacks(compiled.needed):
            continue
        hits: list[Hit] = []
        topical = compiled.topic and _speaks_of(scene.doc, issue.id, compiled.topic, codebook)
        for side, patterns, answered in (
            (1, compiled.for_, False),
            (-1, compiled.against, False),
            (1, compiled.answer_to, True),
            (0, compiled.about, False),
            (1, compiled.for_in_topic if topical else (), False),
            (-1, compiled.against_in_topic if topical else (), False),
        ):
            for pattern in patterns:
                for match in find(pattern, index):
                    issue_id = issue.id
                    if match.object is not None:
                        issue_id = issue.of(object_id(scene, match.object)).id
                    hits.append(Hit(issue, issue_id, side, match, answered))
        if not hits:
            continue
        hits = [hit for hit in hits if not (hit.answered and _indefinite(hit.head))]
        barred = [match for pattern in compiled.not_ for match in find(pattern, index)]
        found += [hit for hit in hits if not any(hit.match.tokens & match.tokens for match in barred)]
    found += _pronominal(scene, pronouns, found)
    kept = _specific(found)
    return [hit for hit in kept if not _outdone(hit, kept, spoken.fields)]


def _pronominal(scene: Scene, pronouns: Mapping[int, Meant], found: Sequence[Hit]) -> Iterator[Hit]:
    """Yield pronouns that stand for words of an issue, where they make up no words of an issue in their own clause."""
    used = {i for hit in found for i in hit.match.tokens}
    for i, meaning in pronouns.items():
        if i not in used:
            place = meaning.place
            yield Hit(place.issue, place.issue.id, place.side, Match(frozenset({i}), scene.doc[i]))


def _outdone(hit: Hit, hits: Sequence[Hit], spoken_of: Mapping[str, int]) -> bool:
    """Whether the same words point at an issue of another field, of which the text speaks far more."""
    mine = hit.issue.field
    if mine is None:
        return False
    return any(
        other.issue.field not in (None, mine)
        and other.head.i == hit.head.i
        and spoken_of.get(other.issue.field or "", 0) > 3 * spoken_of.get(mine, 0)
        for other in hits
    )


def _speaks_of(doc: Doc, issue_id: str, topic: Sequence[Pattern], codebook: Codebook) -> bool:
    """Whether the words of a topic stand in a document twice or more."""
    known: dict[tuple[int, str], bool] = doc.user_data.setdefault("winset_topics", {})
    key = (id(codebook), issue_id)
    if key not in known:
        known[key] = len({match.head.i for pattern in topic for match in find(pattern, index_of(doc))}) > 1
    return known[key]


def _mentions(scene: Scene) -> dict[int, str]:
    """Return which party is mentioned by the words that end at a token, by the token's index."""
    ends = {token.idx + len(token): token.i for token in scene.tokens}
    found: dict[int, str] = {}
    for place in scene.attribution.content:
        for _, end, party in scene.resolver.parties_in(*place):
            if end in ends:
                found[ends[end]] = party
    return found


def _indefinite(noun: Token) -> bool:
    """Whether a noun names any such thing and not the one on the table: "a text", "any plan"."""
    return any(c.dep_ == "det" and c.lower_ in ("a", "an", "any", "no", "another", "every") for c in noun.children)


def object_id(scene: Scene, token: Token) -> str:
    """Return the id of an object: of the party that it names, else its words in snake_case."""
    start, end = phrase(token)
    party = scene.resolver.party_at(start, end) or scene.resolver.party_at(token.idx, token.idx + len(token))
    if party is not None:
        return party
    words = [child for child in token.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"] + [token]
    return snake(" ".join(word.text for word in words))


def _specific(hits: Sequence[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in hits:
        if any(_covers(other, hit) and not _prevails(hit, other) for other in hits if other is not hit):
            continue
        twin = next((k for k in kept if k.issue_id == hit.issue_id and k.match.tokens == hit.match.tokens), None)
        if twin is None:
            kept.append(hit)
    return kept


def _prevails(hit: Hit, other: Hit) -> bool:
    """Whether of two hits that cover each other this one says more; else both would be lost."""
    if not _covers(hit, other):
        return False
    mine, its = (bool(hit.side), len(hit.match.tokens)), (bool(other.side), len(other.match.tokens))
    return mine > its or (mine == its and (hit.head.i, hit.side) < (other.head.i, other.side))


def _covers(other: Hit, hit: Hit) -> bool:
    """Whether another hit says the same and more: all of its words, or a side where this one has none."""
    if hit.match.tokens < other.match.tokens:
        return True
    # "The sanctions imposed in May would be lifted": which sanctions, and what becomes of them.
    same = other.issue_id == hit.issue_id and bool(hit.match.tokens & other.match.tokens)
    if same and _describes(hit) and not _describes(other):
        return True
    if hit.side == 0 != other.side and hit.match.tokens & other.match.tokens:
        return True
    if hit.answered and not other.answered:
        # "The plan to lift the tariffs" is about the tariffs.
        return hit.head in list(other.head.ancestors) or bool(hit.match.tokens & other.match.tokens)
    if (
        other.issue_id == hit.issue_id
        and other.head in list(hit.head.ancestors)
        and hit.match.tokens & other.match.tokens
    ):
        return True
    # The same issue under the same head: the words that reach further say it better.
    return (
        other.issue_id == hit.issue_id
        and other.head.i == hit.head.i
        and len(hit.match.tokens) < len(other.match.tokens)
    )


def _describes(hit: Hit) -> bool:
    """Whether the action in the words is only a participle that says which thing is meant."""
    doc = hit.head.doc
    return any(
        doc[i].tag_ == "VBN"
        and doc[i].dep_ in ("acl", "relcl")
        and doc[i].head.i in hit.match.tokens
        and not has_to(doc[i])
        for i in hit.match.tokens
    )
