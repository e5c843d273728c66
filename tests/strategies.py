"""The one module of Hypothesis strategies. A new part of the model extends it; add your own below, clearly separated.

``negotiations()`` draws whole negotiations without errors: every reference is to something, every ranking names an
option once. Everything else varies: ties, gaps, empty parts, texts with quotation marks, colons and odd letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from winset.analysis.stability.conflict import (
    Conflict,
    DecisionMaker,
    Option,
    PartialRanking,
    Payoffs,
    Ranking,
    Statements,
)
from winset.core.dates import PartialDate
from winset.core.spans import Span
from winset.negotiation.conditions import And, Condition, If, Iff, Name, Not, Or
from winset.negotiation.model import Negotiation
from winset.reading.document import Document
from winset.reading.statement import (
    ACTS,
    Absence,
    Candidate,
    DeadlineReport,
    Flag,
    MeetingChange,
    MeetingReport,
    PartyFound,
    Reading,
    ReadingInfo,
    Review,
    Skipped,
    Stance,
    Statement,
)

# --- Ids, texts, dates

_IDS = st.one_of(
    st.sampled_from(["no", "on", "yes", "none", "null", "true", "1_000", "2026-03-02", "3.5", "n", "0x1f", "1e3"]),
    st.from_regex(r"[a-z0-9][a-z0-9_.-]{0,7}", fullmatch=True),
)


def ids(least: int = 0, most: int = 4, *, prefix: str = "") -> st.SearchStrategy[list[str]]:
    """Distinct ids, some of them words that careless readers take for something else."""
    return st.lists(_IDS.map(lambda s: prefix + s), min_size=least, max_size=most, unique=True)


def texts() -> st.SearchStrategy[str]:
    """Texts that are not empty, with what YAML, HTML and terminals trip over; every letter can be encoded."""
    odd = st.sampled_from(
        [": ", " #", "'", '"', "- ", "\n", "  ", "\t", "{", "[", "&a", "*b", "!t", "%", "@", "|", ">"]
    )
    letters = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
    return st.lists(st.one_of(odd, letters, st.just("word")), min_size=1, max_size=4).map("".join)


@st.composite
def dates(draw: st.DrawFn) -> PartialDate:
    """Dates to the day, the month or the year."""
    year, month, day = draw(st.integers(1900, 2100)), draw(st.integers(1, 12)), draw(st.integers(1, 28))
    fine = draw(st.integers(1, 3))
    return PartialDate(year, month if fine > 1 else None, day if fine > 2 else None)


# --- Parts of a negotiation, as the dictionaries that a file holds


def _some(draw: st.DrawFn, of: Sequence[str], least: int = 0) -> list[str]:
    return draw(st.lists(st.sampled_from(list(of)), min_size=least, unique=True)) if of else []


def _maybe(draw: st.DrawFn, strategy: st.SearchStrategy[Any]) -> Any:
    return draw(st.none() | strategy)


def _clean(part: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if value is not None}


@st.composite
def rankings(draw: st.DrawFn, options: Sequence[str]) -> list[str | list[str]]:
    """Rankings of some of the options, best first, with ties and gaps."""
    rest = draw(st.permutations(list(options)))
    rest = rest[: draw(st.integers(0, len(rest)))]
    ranking: list[str | list[str]] = []
    while rest:
        size = draw(st.integers(1, len(rest)))
        ranking.append(rest[0] if size == 1 else list(rest[:size]))
        rest = rest[size:]
    return ranking


@st.composite
def evidence(draw: st.DrawFn, documents: Sequence[str]) -> list[dict[str, str]]:
    """Quotes from the documents."""
    if not documents:
        return []
    one = st.fixed_dictionaries({"document": st.sampled_from(list(documents)), "quote": texts()})
    return draw(st.lists(one, max_size=2))


@st.composite
def positions(draw: st.DrawFn, holder: str, issue: str, options: Sequence[str], documents: Sequence[str] = ()) -> Any:
    """Positions of one holder on one issue; red lines apart from needs and fallback."""
    red = _some(draw, options)
    open_ = [option for option in options if option not in red]
    return _clean(
        {
            "holder": holder,
            "issue": issue,
            "basis": draw(st.sampled_from(["self", "ascribed", "inferred"])),
            "ranking": draw(rankings(options)),
            "red_lines": red,
            "needs": _some(draw, open_),
            "fallback": _maybe(draw, st.sampled_from(open_)) if open_ else None,
            "firmness": _maybe(draw, st.sampled_from(["red_line", "demand", "offer", "openness"])),
            "as_of": _maybe(draw, dates().map(str)),
            "evidence": draw(evidence(documents)),
            "note": _maybe(draw, texts()),
        }
    )


def conditions(moves: Sequence[str], *, depth: int = 3) -> st.SearchStrategy[Condition]:
    """Statements over moves, as trees; at most `depth` deep."""
    names = st.sampled_from(list(moves)).map(Name)
    part: st.SearchStrategy[Condition] = names
    for _ in range(depth):
        pair, several = st.tuples(part, part), st.lists(part, min_size=2, max_size=3).map(tuple)
        ways = [
            part.map(Not),
            several.map(And),
            several.map(Or),
            pair.map(lambda p: If(*p)),
            pair.map(lambda p: Iff(*p)),
        ]
        part = st.one_of(names, *ways)
    return part


@st.composite
def packages(draw: st.DrawFn, issues: dict[str, list[str]]) -> dict[str, str]:
    """One option for some of the issues."""
    return {issue: draw(st.sampled_from(issues[issue])) for issue in _some(draw, list(issues))}


@st.composite
def _choices(draw: st.DrawFn, issues: dict[str, list[str]], least: int) -> list[dict[str, str]]:
    chosen = _some(draw, list(issues), least)
    return [{"issue": issue, "option": draw(st.sampled_from(issues[issue]))} for issue in chosen]


@st.composite
def utilities(draw: st.DrawFn, issues: dict[str, list[str]]) -> dict[str, Any]:
    """Weights that sum to 1, and a value for every option."""
    raw = [draw(st.integers(1, 10)) for _ in issues]
    weights = dict(zip(issues, (number / sum(raw) for number in raw), strict=True))
    values = {i: {o: draw(st.floats(0, 1, allow_nan=False)) for o in options} for i, options in issues.items()}
    return _clean({"weights": weights, "values": values, "reservation": _maybe(draw, st.floats(0, 1))})


@st.composite
def negotiation_data(draw: st.DrawFn, *, parties: int = 4, issues: int = 3, options: int = 4) -> dict[str, Any]:
    """Whole negotiations in the shape of a file."""
    party_ids = draw(ids(1, parties))
    documents = draw(ids(0, 2))
    issue_options = {issue: draw(ids(2, options)) for issue in draw(ids(1, issues))}
    # Ids of moves with a prefix, so that none is a word of the statements, such as `if`.
    moves = draw(ids(0, 3, prefix="m"))
    quotes = evidence(documents)
    statement = conditions(moves).map(str) if moves else st.nothing()
    statements = st.lists(statement, max_size=3) if moves else st.just([])
    party = st.sampled_from(party_ids)
    choices, package = _choices(issue_options, 0), packages(issue_options)
    pairs = [(p, i) for p in party_ids for i in issue_options]
    number = 0

    def fresh() -> str:
        nonlocal number
        number += 1
        return f"x{number}"

    def several(strategy: st.SearchStrategy[Any], most: int = 2) -> list[dict[str, Any]]:
        return [_clean(part) for part in draw(st.lists(strategy, max_size=most))]

    def numbered(strategy: st.SearchStrategy[Any]) -> list[dict[str, Any]]:
        return [{"id": fresh(), **part} for part in several(strategy)]

    fixed = st.fixed_dictionaries
    term = st.one_of(
        _choices(issue_options, 1).map(lambda chosen: chosen[0]),
        *([fixed({"move": st.sampled_from(moves), "taken": st.booleans()})] if moves else []),
    )
    date = st.none() | dates().map(str)
    basis = st.sampled_from(["self", "ascribed", "inferred"])
    return {
        "winset": 1,
        "title": draw(texts()),
        "parties": [
            _clean(
                {
                    "id": one,
                    "name": draw(texts()),
                    "kind": draw(st.sampled_from(["state", "organisation", "group", "person"])),
                    "roles": _some(draw, ["signatory", "mediator", "ratifier", "affected"]),
                    "actors": several(fixed({"name": texts(), "role": st.none() | texts(), "from": date})),
                    "interests": several(fixed({"says": texts(), "basis": basis, "evidence": quotes})),
                }
            )
            for one in party_ids
        ],
        **({"consent": _some(draw, party_ids, 1)} if draw(st.booleans()) else {}),
        "issues": [
            _clean(
                {
                    "id": issue,
                    "question": draw(texts()),
                    "scale": draw(st.booleans()),
                    "status_quo": _maybe(draw, st.sampled_from(names)),
                    "options": [{"id": name, "says": draw(texts())} for name in names],
                }
            )
            for issue, names in issue_options.items()
        ],
        "positions": [
            draw(positions(p, i, issue_options[i], documents))
            for p, i in draw(st.lists(st.sampled_from(pairs), max_size=5, unique=True))
        ],
        "requirements": several(fixed({"holder": party, "if": choices, "any_of": _choices(issue_options, 1)})),
        "constraints": numbered(
            fixed({"if": _choices(issue_options, min(2, len(issue_options))), "any_of": _choices(issue_options, 1)})
        ),
        "proposals": numbered(
            fixed(
                {
                    "author": st.none() | party,
                    "date": date,
                    "package": package,
                    "steps": st.lists(texts(), max_size=2),
                    "exchanges": st.lists(
                        fixed({"give": st.lists(term, max_size=2), "for": st.lists(term, max_size=2)})
                    ),
                    "evidence": quotes,
                }
            )
        ),
        "moves": [
            {
                "id": move,
                "party": draw(party),
                "says": draw(texts()),
                "direction": draw(st.sampled_from(["both", "only_on", "only_off"])),
                "conditions": several(fixed({"if": statement, "evidence": quotes}), 1),
            }
            for move in moves
        ],
        "infeasible": draw(statements),
        "preferences": {one: draw(statements) for one in _some(draw, party_ids)},
        "no_deal": numbered(fixed({"says": texts(), "package": package, "from": date, "adopted": st.booleans()})),
        "outcomes": several(fixed({"when": statement, "package": package})) if moves else [],
        "utilities": {one: draw(utilities(issue_options)) for one in _some(draw, party_ids)},
        "meetings": numbered(
            fixed({"place": st.none() | texts(), "date": date, "present": st.lists(party, max_size=2, unique=True)})
        ),
        "claims": several(fixed({"by": texts(), "says": texts(), "about": st.none() | party, "evidence": quotes})),
        "assumptions": numbered(fixed({"says": texts()})),
        "documents": [{"id": one, "title": draw(texts())} for one in documents],
    }


def negotiations(*, parties: int = 4, issues: int = 3, options: int = 4) -> st.SearchStrategy[Negotiation]:
    """Whole negotiations without errors (see the module's docstring)."""
    return negotiation_data(parties=parties, issues=issues, options=options).map(Negotiation.model_validate)


# --- Readings: documents, and statements, meetings and flags at places in them


def document_texts() -> st.SearchStrategy[str]:
    """Texts with what offsets trip over: astral and combining characters, emoji, no-break, zero-width and bidi ones."""
    odd = st.sampled_from(
        [
            "\u00a0",
            "\u200b",
            "\u200d",
            "\u2066",
            "\u202e",
            "\u2028",
            "😀",
            "👩‍🚀",
            "𝔘",
            "e\u0301",
            "\ufeff",
            "\x1b[31m",
            "\x85",
            "\r\n",
        ]
    )
    letters = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=12)
    return st.lists(st.one_of(odd, letters, st.just("word ")), min_size=1, max_size=10).map("".join)


@st.composite
def _places(draw: st.DrawFn, text: str, least: int = 0) -> tuple[Span, ...]:
    places = []
    for _ in range(draw(st.integers(least, 2))):
        start = draw(st.integers(0, len(text) - 1))
        places.append(Span.of(text, start, draw(st.integers(start + 1, len(text)))))
    return tuple(places)


_MAYBE_TEXT = st.one_of(st.none(), document_texts())
_FEW_TEXTS = st.lists(document_texts(), max_size=2).map(tuple)
_MAYBE_DATE = st.one_of(
    st.none(),
    st.dates().map(PartialDate.parse),
    st.builds(PartialDate, st.integers(1, 9999), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1, 9999)),
)


@st.composite
def documents(draw: st.DrawFn, document_id: str = "d1") -> Document:
    """A document with a text of at least one character."""
    return Document(
        id=document_id,
        text=draw(document_texts()),
        path=draw(st.sampled_from(["a.txt", "b/ж.md", "-", ""])),
        title=draw(_MAYBE_TEXT),
        publisher=draw(_MAYBE_TEXT),
        author=draw(_MAYBE_TEXT),
        url=draw(_MAYBE_TEXT),
        published=draw(_MAYBE_DATE),
        encoding_guessed=draw(st.booleans()),
        notes=draw(_FEW_TEXTS),
    )


@st.composite
def statements(draw: st.DrawFn, document: Document, statement_id: str) -> Statement:
    """A statement with places in a document; every field that may be empty sometimes is."""
    text = document.text
    return Statement(
        id=statement_id,
        document=document.id,
        voice=draw(st.sampled_from(["attributed", "narrator"])),
        content=draw(_places(text, 1)),
        source=draw(_places(text)),
        cue=draw(_places(text)),
        condition=draw(_places(text)),
        speaker=draw(_MAYBE_TEXT),
        speaker_party=draw(st.one_of(st.none(), _IDS)),
        candidates=draw(
            st.lists(st.builds(Candidate, document_texts(), _MAYBE_TEXT, document_texts()), max_size=2).map(tuple)
        ),
        addressees=draw(_FEW_TEXTS),
        via=draw(_FEW_TEXTS),
        act=draw(st.sampled_from(ACTS)),
        hedged=draw(st.booleans()),
        negated=draw(st.booleans()),
        firmness=draw(st.sampled_from([None, "red_line", "demand", "offer", "openness"])),
        positions=draw(
            st.lists(
                st.builds(
                    Stance,
                    _IDS,
                    _IDS,
                    st.sampled_from(["for", "against", "unclear"]),
                    st.sampled_from(["self", "ascribed", "inferred"]),
                    st.one_of(st.none(), _IDS),
                ),
                max_size=2,
            ).map(tuple)
        ),
        quotation=draw(st.sampled_from([None, "direct", "mixed", "indirect"])),
        claim=draw(st.sampled_from([None, "explanation", "blame", "cost", "prediction"])),
        about=draw(st.one_of(st.none(), _IDS)),
        confidence=draw(st.one_of(st.none(), st.floats(0, 1))),
        reader=draw(st.sampled_from(["rules", "review"])),
        reason=draw(_MAYBE_TEXT),
        review=draw(
            st.one_of(
                st.none(),
                st.builds(
                    Review, st.sampled_from(["accept", "change", "add"]), document_texts(), _MAYBE_DATE, _MAYBE_TEXT
                ),
            )
        ),
    )


@st.composite
def readings(draw: st.DrawFn, most_documents: int = 2, least_documents: int = 0) -> Reading:
    """A reading of a few documents, every span true."""
    read = [draw(documents(f"d{i}")) for i in range(draw(st.integers(least_documents, most_documents)))]
    found: list[Statement] = []
    rejected: list[Statement] = []
    meetings: list[MeetingReport] = []
    deadlines: list[DeadlineReport] = []
    flags: dict[str, tuple[Flag, ...]] = {}
    for document in read:
        numbers = range(draw(st.integers(0, 2)))
        found += [draw(statements(document, f"{document.id}-s{number}")) for number in numbers]
        if draw(st.booleans()):
            rejected.append(draw(statements(document, f"{document.id}-x")))
        if draw(st.booleans()):
            meetings.append(
                MeetingReport(
                    id=f"{document.id}-m",
                    document=document.id,
                    place=draw(_MAYBE_TEXT),
                    date=draw(_MAYBE_DATE),
                    status=draw(st.sampled_from(["planned", "held", "cancelled", "downgraded"])),
                    level=draw(_MAYBE_TEXT),
                    participants=draw(_FEW_TEXTS),
                    absent=draw(st.lists(st.builds(Absence, document_texts(), _MAYBE_TEXT), max_size=1).map(tuple)),
                    evidence=draw(_places(document.text)),
                    changes=tuple(MeetingChange("postponed", span) for span in draw(_places(document.text))[:1]),
                    agreed=(document.span(0, 1),),
                )
            )
        if draw(st.booleans()):
            words = document.span(0, len(document.text))
            deadlines.append(
                DeadlineReport(
                    id=f"{document.id}-d",
                    document=document.id,
                    kind="ultimatum",
                    setter=draw(_MAYBE_TEXT),
                    addressees=("a", "b"),
                    date=draw(_MAYBE_DATE),
                    words=words,
                    demand=(words,),
                    consequence=(document.span(0, 1),),
                )
            )
        if draw(st.booleans()):
            kinds = st.sampled_from(["loaded", "scare_quotes"])
            flags[document.id] = tuple(
                Flag(span, draw(kinds), draw(_MAYBE_TEXT)) for span in draw(_places(document.text))
            )
    return Reading(
        documents=tuple(read),
        statements=tuple(found),
        parties=draw(
            st.lists(
                st.builds(PartyFound, _IDS, document_texts(), st.just("state"), st.integers(0, 9), _FEW_TEXTS),
                max_size=2,
            ).map(tuple)
        ),
        meetings=tuple(meetings),
        flags=flags,
        skipped=draw(
            st.lists(st.builds(Skipped, document_texts(), st.just("empty"), document_texts()), max_size=1).map(tuple)
        ),
        info=ReadingInfo(
            "0.1.0", "rules", "model", "", "general", "", draw(st.dictionaries(_IDS, document_texts(), max_size=1))
        ),
        rejected=tuple(rejected),
        deadlines=tuple(deadlines),
    )


# --- Conflicts: options, moves that cannot be, and every way in which preferences may be known


@st.composite
def conflicts(draw: st.DrawFn, *, parties: int = 3, options: int = 2) -> Conflict:
    """Conflicts in option form; preferences by statements (of known or open order), ranking, payoffs or comparisons."""
    sizes = draw(st.lists(st.integers(0, options), min_size=1, max_size=parties).filter(any))
    names = [f"o{k}" for k in range(sum(sizes))]
    about = conditions(names, depth=2)
    infeasible = tuple(draw(st.lists(about, max_size=2)))
    states = [{name: bool(v >> k & 1) for k, name in enumerate(names)} for v in range(1 << len(names))]
    size = sum(not any(c.evaluate(state) for c in infeasible) for state in states)
    if not size:
        infeasible, size = (), len(states)
    makers, at = [], 0
    for i, count in enumerate(sizes):
        own = tuple(
            Option(name, draw(texts()), draw(st.sampled_from(["both", "only_on", "only_off"])))
            for name in names[at : at + count]
        )
        at += count
        wrong = tuple(draw(st.lists(about, max_size=1)))
        makers.append(DecisionMaker(f"p{i}", draw(texts()), own, draw(_state_preferences(about, size)), wrong))
    today = draw(st.none() | st.integers(1, size))
    return Conflict(tuple(makers), infeasible, status_quo=today, title=draw(texts()))


@st.composite
def _state_preferences(draw: st.DrawFn, about: st.SearchStrategy[Condition], size: int) -> Any:
    kind = draw(st.sampled_from(["statements", "open", "ranking", "payoffs", "compared"]))
    line = draw(st.permutations(range(1, size + 1)))
    if kind in ("statements", "open"):
        statements = tuple(draw(st.lists(about, max_size=4)))
        places = range(len(statements))
        pairs = tuple((a, b) for a in places for b in places if a < b and draw(st.booleans()))
        return Statements(statements, None if kind == "statements" else pairs)
    if kind == "ranking":
        cuts = sorted(draw(st.sets(st.integers(1, size), max_size=size)) | {0, size})
        return Ranking(tuple(tuple(line[a:b]) for a, b in pairwise(cuts)))
    if kind == "payoffs":
        return Payoffs(tuple(draw(st.lists(st.integers(0, 4), min_size=size, max_size=size))))
    chosen = draw(st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=4))
    return PartialRanking(tuple((line[a], line[b]) for a, b in chosen if a < b))
