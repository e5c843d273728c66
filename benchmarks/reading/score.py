"""Score a reading against a gold reading of the same text, as counts that can be added up over texts.

A gold statement is found where a predicted one covers it: Jaccard of the word tokens of the two contents at least 0.5,
best pairs first, one to one. What follows "found" is measured on those pairs, except where a name says ``all``. Nothing
is earned by an empty field. Every measure is a `Share` or a `Sets`; both add up, which gives micro-averages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
Measures = dict[str, "Share | Sets"]

TOKEN = re.compile(r"\w+")
FIRM = ("red_line", "demand", "offer", "openness")
STANCE = ("issue", "holder", "stance")
LOWER_IS_BETTER = ("party_given_to_nobody",)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.hits + other.hits, self.of + other.of)

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.hits / self.of if self.of else None

    def to_dict(self) -> Row:
        """Return the counts and the share."""
        return {"hits": self.hits, "of": self.of, "share": _rounded(self.value)}


@dataclass(frozen=True, slots=True)
class Sets:
    """How far a predicted set is the gold set."""

    both: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: Sets) -> Sets:
        return Sets(self.both + other.both, self.gold + other.gold, self.predicted + other.predicted)

    @property
    def precision(self) -> float | None:
        """Share of the predicted that is gold; None where nothing was predicted."""
        return self.both / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Share of the gold that was predicted; None where there is none."""
        return self.both / self.gold if self.gold else None

    @property
    def value(self) -> float | None:
        """F1; None where both sets are empty."""
        return 2 * self.both / (self.gold + self.predicted) if self.gold + self.predicted else None

    def to_dict(self) -> Row:
        """Return the counts, precision, recall and F1."""
        return {
            "both": self.both,
            "gold": self.gold,
            "predicted": self.predicted,
            "precision": _rounded(self.precision),
            "recall": _rounded(self.recall),
            "f1": _rounded(self.value),
        }


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that went wrong in a text."""

    kind: str
    statement: str
    words: str
    gold: Any
    predicted: Any


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def tokens(text: str, spans: list[list[int]] | None) -> set[int]:
    """Return the start offsets of the word tokens that the spans touch.

    Raises
    ------
    ValueError
        Where a span lies outside the text.
    """
    found: set[int] = set()
    for start, end in spans or []:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"span [{start}, {end}] lies outside the text, which has {len(text)} characters")
        found.update(m.start() for m in TOKEN.finditer(text) if m.start() < end and m.end() > start)
    return found


def jaccard(a: set[int], b: set[int]) -> float:
    """Return the share of the two sets' union that is in both; 0 for two empty sets."""
    return len(a & b) / len(a | b) if a | b else 0.0


def covers(text: str, gold: Row, pred: Row, field: str) -> bool:
    """Tell whether a predicted place is the gold one, by and large."""
    return jaccard(tokens(text, gold[field]), tokens(text, pred.get(field))) >= 0.5


def same_name(gold: str | None, pred: str | None) -> bool:
    """Tell whether one name contains the other or both end in the same word."""
    if not gold or not pred:
        return False
    g, p = gold.casefold(), pred.casefold()
    return g in p or p in g or g.split()[-1] == p.split()[-1]


def slug(name: str) -> str:
    """Return a name as a party id: lower case, words joined by underscores, no article, no apostrophe."""
    words = re.findall(r"\w+", re.sub(r"[’']", "", name.casefold()))
    return "_".join(words[1:] if words[:1] == ["the"] else words)


def with_gold_ids(gold: Row, pred: Row) -> Row:
    """Return the prediction with the gold's party ids where the text has more than one name for a party."""
    known = {slug(name): party for party, names in gold.get("party_names", {}).items() for name in names}

    def canonical(party: str | None) -> str | None:
        return None if party is None else known.get(slug(party.replace("_", " ")), party)

    def statement(s: Row) -> Row:
        positions = [
            {**x, "holder": canonical(x["holder"]), "agent": canonical(x.get("agent"))} for x in s.get("positions", [])
        ]
        return {**s, "speaker_party": canonical(s.get("speaker_party")), "positions": positions}

    def meeting(m: Row) -> Row:
        return {**m, "absent": [{**a, "party": canonical(a.get("party"))} for a in m.get("absent", [])]}

    return {
        **pred,
        "statements": [statement(s) for s in pred["statements"]],
        "parties": [{**p, "id": canonical(p["id"])} for p in pred.get("parties", [])],
        "meetings": [meeting(m) for m in pred.get("meetings", [])],
    }


def match(gold: list[Row], pred: list[Row], text: str) -> list[tuple[Row, Row]]:
    """Pair gold and predicted statements, best first, one to one."""
    gold_tokens = [tokens(text, g["content"]) for g in gold]
    pred_tokens = [tokens(text, p["content"]) for p in pred]
    ranked = sorted(
        (-jaccard(gt, pt), gi, pi) for gi, gt in enumerate(gold_tokens) for pi, pt in enumerate(pred_tokens)
    )
    pairs: dict[int, int] = {}
    for minus, gi, pi in ranked:
        if minus > -0.5:
            break
        if gi not in pairs and pi not in pairs.values():
            pairs[gi] = pi
    return [(gold[gi], pred[pi]) for gi, pi in sorted(pairs.items())]


def score(gold: Row, pred: Row, text: str) -> Measures:
    """Return all measures of one text.

    Parameters
    ----------
    gold
        A gold reading, as the ``.gold.json`` files hold it.
    pred
        What ``winset read --json`` says of the text alone.
    text
        The text; offsets count its code points.
    """
    pred = with_gold_ids(gold, pred)
    pairs = match(gold["statements"], pred["statements"], text)
    attributed = [(g, p) for g, p in pairs if g["voice"] == "attributed"]
    of_voice = {v: sum(g["voice"] == v for g in gold["statements"]) for v in ("attributed", "narrator")}
    gold_id = {id(p): g["id"] for g, p in pairs}

    def key(p: Row) -> str:
        return gold_id.get(id(p)) or f"unmatched {p['id']}"

    def share(rows: list[tuple[Row, Row]], test: Any) -> Share:
        return Share(sum(bool(test(g, p)) for g, p in rows), len(rows))

    issues = [(g, p, issue) for g, p in pairs for issue in sorted({x["issue"] for x in g["positions"]})]
    wanted = set(gold["parties"])
    parties = {p["id"] for p in pred["parties"] if p.get("kind") != "coalition"}
    meetings = [e for e in gold["events"] if e["kind"] == "meeting"]
    absences = [e for e in gold["events"] if e["kind"] == "absence"]
    away = [((a.get("who") or "").casefold(), a["party"]) for m in pred["meetings"] for a in m["absent"]]
    return {
        "found": Share(len(pairs), len(gold["statements"])),
        "found_attributed": Share(len(attributed), of_voice["attributed"]),
        "found_narrator": Share(len(pairs) - len(attributed), of_voice["narrator"]),
        "precision": Share(len(pairs), len(pred["statements"])),
        "voice": share(pairs, lambda g, p: g["voice"] == p["voice"]),
        "source": share(attributed, lambda g, p: covers(text, g, p, "source")),
        "speaker": share(attributed, lambda g, p: same_name(g["speaker"], p.get("speaker"))),
        "speaker_party": share(
            [(g, p) for g, p in attributed if g["speaker_party"]],
            lambda g, p: g["speaker_party"] == p["speaker_party"],
        ),
        "party_given_to_nobody": share(
            [(g, p) for g, p in pairs if not g["speaker_party"]], lambda _, p: p["speaker_party"] is not None
        ),
        "via": share(
            [(g, p) for g, p in pairs if g["via"]],
            lambda g, p: any(same_name(v, w) for v in g["via"] for w in p.get("via", [])),
        ),
        "act": share(pairs, lambda g, p: p["act"] in g["act"]),
        "condition": share([(g, p) for g, p in pairs if g["condition"]], lambda g, p: covers(text, g, p, "condition")),
        "hedged": share(pairs, lambda g, p: g["hedged"] == p.get("hedged", False)),
        "firmness": share(pairs, lambda g, p: g["firmness"] == p.get("firmness")),
        "issue": Share(sum(i in {x["issue"] for x in p["positions"]} for _, p, i in issues), len(issues)),
        "stances_all": _sets(
            (row for g in gold["statements"] for row in _stances(g["id"], g, STANCE)),
            (row for p in pred["statements"] for row in _stances(key(p), p, STANCE)),
        ),
        "stances": _sets(
            (row for g, _ in pairs for row in _stances(g["id"], g, STANCE)),
            (row for g, p in pairs for row in _stances(g["id"], p, STANCE)),
        ),
        "stances_with_agent": _sets(
            (row for g, _ in pairs for row in _stances(g["id"], g, (*STANCE, "agent"))),
            (row for g, p in pairs for row in _stances(g["id"], p, (*STANCE, "agent"))),
        ),
        "red_lines_all": _sets(
            (g["id"] for g in gold["statements"] if g["firmness"] == "red_line"),
            (key(p) for p in pred["statements"] if p.get("firmness") == "red_line"),
        ),
        "parties_found": Share(len(parties & wanted), len(wanted)),
        "parties_precision": Share(len(parties & (wanted | set(gold["parties_allowed"]))), len(parties)),
        "meetings_all": _sets(
            ((e["place"].casefold(), e["date"]) for e in meetings),
            ((m["place"].casefold() if m.get("place") else "", m.get("date")) for m in pred["meetings"]),
        ),
        "absences": Share(
            sum(any(e["who"].casefold() in who and e["party"] == party for who, party in away) for e in absences),
            len(absences),
        ),
    }


def _sets(gold: Iterable[Any], pred: Iterable[Any]) -> Sets:
    wanted, made = set(gold), set(pred)
    return Sets(len(wanted & made), len(wanted), len(made))


def _stances(name: str, statement: Row, fields: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    for x in statement["positions"]:
        if x["stance"] in ("for", "against"):
            yield (name, *(x.get(f) for f in fields))


def total(scores: Iterable[Measures]) -> Measures:
    """Add up the counts of several texts: micro-averages."""
    added: Measures = {}
    for measures in scores:
        for name, measure in measures.items():
            added[name] = added[name] + measure if name in added else measure  # type: ignore[operator]
    return added


def errors(gold: Row, pred: Row, text: str) -> list[Error]:
    """Return everything that went wrong in one text, in the order of the text, statement by statement."""
    pred = with_gold_ids(gold, pred)
    pairs = match(gold["statements"], pred["statements"], text)
    found, used = {g["id"] for g, _ in pairs}, {id(p) for _, p in pairs}
    listed = [
        *((s["content"][0], _missed(s, text)) for s in gold["statements"] if s["id"] not in found),
        *((s["content"][0], _extra(s, text)) for s in pred["statements"] if id(s) not in used),
        *((g["content"][0], e) for g, p in pairs for e in _wrong(g, p, text)),
    ]
    return [error for _, error in sorted(listed, key=lambda row: row[0])] + list(_wrong_events(gold, pred))


def words(text: str, spans: list[list[int]]) -> str:
    """Return the words at some places."""
    return " … ".join(text[start:end] for start, end in spans)


def _missed(s: Row, text: str) -> Error:
    return Error("missed", s["id"], words(text, s["content"]), s["voice"], None)


def _extra(s: Row, text: str) -> Error:
    said = f"{s['voice']}, {s.get('speaker')}, {s['act']}"
    return Error("not in the gold", s["id"], words(text, s["content"]), None, said)


def _wrong(g: Row, p: Row, text: str) -> Iterator[Error]:
    def error(kind: str, wanted: Any, made: Any) -> Error:
        return Error(kind, g["id"], words(text, g["content"]), wanted, made)

    if g["voice"] != p["voice"]:
        yield error("voice", g["voice"], p["voice"])
    if g["voice"] == "attributed":
        if not covers(text, g, p, "source"):
            yield error("source", words(text, g["source"]), words(text, p.get("source", [])))
        if not same_name(g["speaker"], p.get("speaker")):
            yield error("speaker", g["speaker"], p.get("speaker"))
    if g["speaker_party"] != p["speaker_party"]:
        yield error("speaker_party", g["speaker_party"], p["speaker_party"])
    if g["via"] and not any(same_name(v, w) for v in g["via"] for w in p.get("via", [])):
        yield error("via", g["via"], p.get("via", []))
    if p["act"] not in g["act"]:
        yield error("act", g["act"], p["act"])
    if g["condition"] and not covers(text, g, p, "condition"):
        yield error("condition", words(text, g["condition"]), words(text, p.get("condition", [])))
    if not g["condition"] and p.get("condition"):
        yield error("condition", "", words(text, p["condition"]))
    for field in ("hedged", "firmness"):
        if g[field] != p.get(field):
            yield error(field, g[field], p.get(field))
    fields = (*STANCE, "agent")
    wanted, made = set(_stances(g["id"], g, fields)), set(_stances(g["id"], p, fields))
    if wanted != made:
        yield error("stance", sorted(wanted - made, key=str), sorted(made - wanted, key=str))


def _wrong_events(gold: Row, pred: Row) -> Iterator[Error]:
    wanted = set(gold["parties"])
    parties = {p["id"] for p in pred["parties"] if p.get("kind") != "coalition"}
    for party in sorted(wanted - parties):
        yield Error("party missed", "", "", party, None)
    for party in sorted(parties - wanted - set(gold["parties_allowed"])):
        yield Error("party not in the gold", "", "", None, party)
    meetings = {(e["place"].casefold(), e["date"]): e for e in gold["events"] if e["kind"] == "meeting"}
    made = {((m.get("place") or "").casefold(), m.get("date")) for m in pred["meetings"]}
    for place_date, event in meetings.items():
        if place_date not in made:
            yield Error("meeting missed", event["id"], event["evidence"], place_date, None)
    for place_date in sorted(made - set(meetings), key=str):
        yield Error("meeting not in the gold", "", "", None, place_date)
    away = [((a.get("who") or "").casefold(), a["party"]) for m in pred["meetings"] for a in m["absent"]]
    for event in gold["events"]:
        if event["kind"] == "absence" and not any(
            event["who"].casefold() in who and event["party"] == party for who, party in away
        ):
            yield Error("absence missed", event["id"], event["evidence"], (event["who"], event["party"]), None)
