"""Changes to a negotiation, written ``PATH=VALUE``, for `winset.whatif`.

=================================  ==============================================================================
``position:PARTY:ISSUE=a>b~c``     the party ranks the options so (``>`` better, ``~`` tied) and holds no lines there
``position:PARTY:ISSUE={…}``       the same with all that a position may say, in the words of the file
``position:PARTY:ISSUE=``          the party has no position on the issue
``red_lines:PARTY:ISSUE=a,b``      its red lines on the issue are these (none where nothing follows)
``needs:PARTY:ISSUE=a,b``          the same for its needs
``fallback:PARTY:ISSUE=a``         the same for its fallback
``no_deal:SCENARIO:ISSUE=a``       no deal brings this
``adopted:SCENARIO=yes``           the analyst adopts the scenario, or not (``no``)
``constraint:ID=lifted``           the constraint is lifted
``consent=PARTY,PARTY``            these are the parties whose yes makes an agreement
``reservation:PARTY=0.4``          no deal is worth this to a party with given utilities
=================================  ==============================================================================

What is changed in this way is an assumption of the person who asks; positions set so are held as ``inferred`` and cite
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from winset.core.errors import InputError
from winset.core.ids import unknown
from winset.negotiation.model import Negotiation, Position

FORMS = (
    "position:PARTY:ISSUE",
    "red_lines:PARTY:ISSUE",
    "needs:PARTY:ISSUE",
    "fallback:PARTY:ISSUE",
    "no_deal:SCENARIO:ISSUE",
    "adopted:SCENARIO",
    "constraint:ID",
    "consent",
    "reservation:PARTY",
)


def forms() -> str:
    """Return the forms a change may have, for messages."""
    return f"forms: {', '.join(FORMS)}"


def apply(negotiation: Negotiation, text: str) -> Negotiation:
    """Return the negotiation with one change, checked as a file would be."""
    path, equals, value = text.partition("=")
    parts = [part.strip() for part in path.split(":")]
    if not equals:
        raise InputError(f"{text!r} is not a change; write PATH=VALUE ({forms()})")
    kinds = {form.split(":")[0]: (form.count(":") + 1, form) for form in FORMS}
    if parts[0] not in kinds:
        raise InputError(f"{unknown('change', parts[0], kinds)} ({forms()})")
    count, form = kinds[parts[0]]
    if len(parts) != count:
        raise InputError(f"{text!r} should read {form}=VALUE")
    changed = _CHANGES[parts[0]](negotiation, parts[1:], value.strip())
    return checked(negotiation, changed)


def checked(negotiation: Negotiation, update: Mapping[str, Any]) -> Negotiation:
    """Return the negotiation with some of its parts replaced, refused where a file would be; evidence stays placed."""
    from winset.negotiation.files import loads
    from winset.negotiation.writing import dumps

    changed = negotiation.model_copy(update=dict(update))
    made = loads(dumps(changed), name="--set")
    return made.with_evidence(negotiation.evidence_index)


def _known(what: str, name: str, valid: Iterable[str]) -> str:
    names = list(valid)
    if name not in names:
        raise InputError(unknown(what, name, names))
    return name


def _holder_and_issue(negotiation: Negotiation, parts: Sequence[str]) -> tuple[str, str]:
    holder = _known("party", parts[0], [p.id for p in negotiation.parties])
    return holder, _known("issue", parts[1], [i.id for i in negotiation.issues])


def _options(negotiation: Negotiation, issue: str, text: str) -> list[str]:
    valid = [option.id for option in negotiation.issue(issue).options]
    return [_known(f"option of {issue!r}", o.strip(), valid) for o in text.strip("[]").split(",") if o.strip()]


def _position(negotiation: Negotiation, parts: Sequence[str], value: str) -> dict[str, Any]:
    holder, issue = _holder_and_issue(negotiation, parts)
    others = [p for p in negotiation.positions if (p.holder, p.issue) != (holder, issue)]
    if not value:
        return {"positions": tuple(others)}
    said: dict[str, Any]
    if value.startswith("{"):
        said = _flow(value)
    else:
        said = {"ranking": [_options(negotiation, issue, tier.replace("~", ",")) for tier in value.split(">")]}
    new = _validated({"holder": holder, "issue": issue, "basis": "inferred", **said}, value)
    return {"positions": (*others, new)}


def _flow(value: str) -> dict[str, Any]:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    try:
        said = YAML(typ="safe", pure=True).load(value)
    except (YAMLError, RecursionError, ValueError) as error:
        raise InputError(f"{value!r} cannot be read; write {{ranking: [a, b], red_lines: [c]}}, say") from error
    if not isinstance(said, dict) or not all(isinstance(key, str) for key in said):
        raise InputError(f"{value!r} says nothing of a position; write {{ranking: [a, b], red_lines: [c]}}, say")
    return said


def _validated(said: Mapping[str, Any], value: str) -> Position:
    from pydantic import ValidationError

    try:
        return Position.model_validate(said)
    except ValidationError as error:
        places = ", ".join(".".join(map(str, e["loc"])) or "it" for e in error.errors())
        keys = ", ".join(Position.model_fields)
        raise InputError(f"{value!r} is not a position: {places} cannot be used; a position may say {keys}") from error


def _lines(key: str) -> Callable[[Negotiation, Sequence[str], str], dict[str, Any]]:
    def change(negotiation: Negotiation, parts: Sequence[str], value: str) -> dict[str, Any]:
        holder, issue = _holder_and_issue(negotiation, parts)
        options = _options(negotiation, issue, value)
        if key == "fallback" and len(options) > 1:
            raise InputError(f"{value!r} is more than one option; a fallback is one")
        new: Any = (options[0] if options else None) if key == "fallback" else tuple(options)
        mine = [p for p in negotiation.positions if (p.holder, p.issue) == (holder, issue)]
        if not mine:
            made = Position(holder=holder, issue=issue, basis="inferred").model_copy(update={key: new})
            return {"positions": (*negotiation.positions, made)}
        return {"positions": tuple(p.model_copy(update={key: new}) if p in mine else p for p in negotiation.positions)}

    return change


def _no_deal(negotiation: Negotiation, parts: Sequence[str], value: str) -> dict[str, Any]:
    scenario = _known("no-deal scenario", parts[0], [s.id for s in negotiation.no_deal])
    issue = _known("issue", parts[1], [i.id for i in negotiation.issues])
    options = _options(negotiation, issue, value)
    if len(options) > 1:
        raise InputError(f"{value!r} is more than one option; no deal brings one, or it is not known")
    changed = []
    for known in negotiation.no_deal:
        if known.id == scenario:
            package = {i: o for i, o in known.package.items() if i != issue}
            if options:
                package[issue] = options[0]
            changed.append(known.model_copy(update={"package": package}))
        else:
            changed.append(known)
    return {"no_deal": tuple(changed)}


def _adopted(negotiation: Negotiation, parts: Sequence[str], value: str) -> dict[str, Any]:
    scenario = _known("no-deal scenario", parts[0], [s.id for s in negotiation.no_deal])
    answer = {"yes": True, "true": True, "no": False, "false": False}.get(value.lower())
    if answer is None:
        raise InputError(f"{value!r} is neither yes nor no")
    return {
        "no_deal": tuple(
            s.model_copy(update={"adopted": answer}) if s.id == scenario else s for s in negotiation.no_deal
        )
    }


def _constraint(negotiation: Negotiation, parts: Sequence[str], value: str) -> dict[str, Any]:
    name = _known("constraint", parts[0], [c.id for c in negotiation.constraints])
    if value != "lifted":
        raise InputError(f"{value!r} cannot be done to a constraint; valid: lifted")
    return {"constraints": tuple(c for c in negotiation.constraints if c.id != name)}


def _consent(negotiation: Negotiation, parts: Sequence[str], value: str) -> dict[str, Any]:
    valid = [p.id for p in negotiation.parties]
    asked = [p.strip() for p in value.strip("[]").split(",") if p.strip()]
    return {"consent": tuple(_known("party", party, valid) for party in asked)}


def _reservation(negotiation: Negotiation, parts: Sequence[str], value: str) -> dict[str, Any]:
    party = _known("party with given utilities", parts[0], negotiation.utilities)
    try:
        number = float(value) if value else None
    except ValueError as error:
        raise InputError(f"{value!r} is not a number; write 0.4, say") from error
    utility = negotiation.utilities[party].model_copy(update={"reservation": number})
    return {"utilities": {**negotiation.utilities, party: utility}}


_CHANGES: dict[str, Callable[[Negotiation, Sequence[str], str], dict[str, Any]]] = {
    "position": _position,
    "red_lines": _lines("red_lines"),
    "needs": _lines("needs"),
    "fallback": _lines("fallback"),
    "no_deal": _no_deal,
    "adopted": _adopted,
    "constraint": _constraint,
    "consent": _consent,
    "reservation": _reservation,
}
