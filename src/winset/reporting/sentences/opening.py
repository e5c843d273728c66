"""What was read, on whose word it rests, what is contested; what is assumed and what was left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from winset.reporting.sentences.words import capital, count, labels, listed


def was_read(documents: int, characters: int, first: str | None, last: str | None, undated: int) -> str:
    """Say what was read."""
    if not documents:
        return "No document was read."
    when = ""
    if first is not None:
        when = f", published {first}" if first == last else f", published from {first} to {last}"
    open_ = f"; {undated} of them without a date of publication" if undated else ""
    if documents == 1 and undated:
        open_ = ", without a date of publication"
    verb = "was" if documents == 1 else "were"
    return f"{capital(count(documents, 'document'))} {verb} read, {characters:,} characters in all{when}{open_}."


def not_read(documents: int, missing: int) -> str:
    """Say that the negotiation was entered by hand and nothing was searched for statements."""
    all_ = documents + missing
    if not all_:
        cited = "It cites no document"
    elif not missing:
        cited = (
            "The one document that it cites is at hand"
            if all_ == 1
            else f"All {all_} documents that it cites are at hand"
        )
    elif not documents:
        cited = (
            "The one document that it cites is not at hand"
            if all_ == 1
            else f"None of the {all_} documents that it cites is at hand"
        )
    else:
        cited = f"Of the {all_} documents that it cites {documents} {'is' if documents == 1 else 'are'} at hand"
    return (
        "The negotiation comes from a file that a person wrote or edited; no document was searched for statements. "
        f"{cited}."
    )


def no_statement(parties: Sequence[str]) -> str:
    """Say which parties no statement concerns."""
    return f"No statement concerns {listed(parties, 'or')}." if parties else ""


def quotations(found: int, absent: int) -> str:
    """Say how many of the cited passages stand in the documents."""
    if not found and not absent:
        return "No passage is cited."
    all_ = found + absent
    if not absent:
        return (
            f"All {all_:,} passages cited stand in the documents, letter for letter."
            if all_ > 1
            else ("The one passage cited stands in its document, letter for letter.")
        )
    if not found:
        return (
            (f"None of the {all_:,} passages" if all_ > 1 else "The one passage")
            + f" cited {'could' if all_ > 1 else 'could not'} be checked against a document: "
            + f"{'all are' if all_ > 1 else 'it is'} shown as unverified, without quotation marks."
        )
    return (
        f"Of the {all_:,} passages cited {found:,} {'stands' if found == 1 else 'stand'} in the documents, "
        f"letter for letter; "
        f"{absent:,} could not be checked and are shown as unverified, without quotation marks."
    )


def statements(by_kind: Mapping[str, int]) -> str:
    """Say on whose word the statements are, kind by kind."""
    total = sum(by_kind.values())
    if not total:
        return "No statement was found."
    verbs = {
        "own": ("is a party’s own words", "are parties’ own words"),
        "through": ("comes through an outlet or another speaker", "come through an outlet or another speaker"),
        "other": ("is by somebody who speaks for no party", "are by somebody who speaks for no party"),
        "unnamed": ("names nobody as speaker", "name nobody as speaker"),
        "narrator": ("is the narrator’s word only", "are the narrator’s word only"),
    }
    parts = [
        f"{by_kind.get(kind, 0) or 'none'} {verbs[kind][by_kind.get(kind, 0) > 1]}"
        for kind in ("own", "through", "other", "unnamed", "narrator")
        if by_kind.get(kind, 0) or kind in ("own", "through", "narrator")
    ]
    return f"Of {count(total, 'statement')}, {listed(parts)}."


def quoted(own: int, quoted_: int) -> str:
    """Say how many of the parties' own words are quoted, and how many are told by the document."""
    if not own:
        return ""
    told = own - quoted_
    whose = "The party’s own words are" if own == 1 else "The parties’ own words are"
    if not told:
        return f"{whose} quoted{' each time' if own > 1 else ''}."
    if not quoted_:
        return f"{whose} told in the documents’ wording{' each time' if own > 1 else ''}, never quoted."
    return f"{whose} quoted, wholly or in part, {_times(quoted_)}, and told in the documents’ wording {_times(told)}."


def _times(number: int) -> str:
    return "once" if number == 1 else "twice" if number == 2 else f"{number:,} times"


def reviews(total: int, reviewed: int, rejected: int) -> str:
    """Say how much a person has looked at."""
    if not total and not rejected:
        return ""
    if not reviewed:
        first = "No person has reviewed any of them." if total > 1 else "No person has reviewed it."
    elif reviewed == total:
        first = "A person has reviewed all of them."
    else:
        first = f"A person has reviewed {reviewed:,} of them; the other {total - reviewed:,} are the program’s reading."
    if not rejected:
        return first
    many = "statement was" if rejected == 1 else "statements were"
    return (
        f"{first} {rejected:,} more {many} rejected by a person and {'counts' if rejected == 1 else 'count'} nowhere."
    )


def bases(by_basis: Mapping[str, int], unsupported: int) -> str:
    """Say on which basis the positions rest."""
    total = sum(by_basis.values())
    if not total:
        return "No position is recorded."
    verbs = {
        "self": ("is said by the party that holds it", "are said by the party that holds them"),
        "ascribed": ("is ascribed to its holder by somebody else", "are ascribed to their holders by somebody else"),
        "inferred": ("is inferred", "are inferred"),
    }
    parts = [
        f"{by_basis.get(b, 0) or 'none'} {verbs[b][by_basis.get(b, 0) > 1]}" for b in ("self", "ascribed", "inferred")
    ]
    bare = ""
    if unsupported:
        bare = f" {capital(count(unsupported, 'position'))} {'cites' if unsupported == 1 else 'cite'} no passage."
    whole = next((b for b in verbs if by_basis.get(b, 0) == total), None)
    if whole is not None:
        which = "The one position" if total == 1 else f"All {total:,} positions"
        return f"{which} {verbs[whole][total > 1]}.{bare}"
    return f"Of {count(total, 'position')}, {listed(parts)}.{bare}"


def consent(parties: Sequence[str], assumed: bool) -> str:
    """Say whose yes makes an agreement."""
    if not parties:
        return "Whose yes makes an agreement is not stated."
    why = " This is winset’s own assumption; no source says it." if assumed else ""
    return f"An agreement is taken to need the yes of {listed(parties)}.{why}"


def contested(issues: Sequence[str], total: int, agreed: int, unheard: int) -> str:
    """Say which issues are contested; first of the four sentences."""
    if not total:
        return "No issue is recorded."
    rest = []
    if agreed:
        rest.append(f"{'one is' if agreed == 1 else f'{agreed} are'} agreed as far as positions are stated")
    if unheard:
        others = "" if not issues or total == 1 else " other" if unheard == 1 else " others"
        rest.append(f"on {unheard}{others} at most one party is heard")
    tail = f" ({'; '.join(rest)})" if rest else ""
    if not issues:
        which = f"None of the {total} issues is" if total > 1 else "The one issue is not"
        return f"{which} contested by stated positions{tail}."
    names = labels(issues)
    some = listed(names) if len(names) <= 4 else f"{', '.join(names[:4])} and {len(names) - 4} more"
    verb = "is" if len(issues) == 1 else "are"
    which = f"{len(issues)} of {total} issues"
    if len(issues) == total:
        which = "Both issues" if total == 2 else f"All {total} issues"
    return f"{which} {verb} contested{tail}: {some}." if total > 1 else f"The one issue is contested: {some}."


def by_hand() -> str:
    """Say that positions come from a file and statements from the reader."""
    return (
        "Parties, issues and positions come from a file that a person wrote or edited; the statements are "
        "the program’s reading of the documents."
    )


def loaded(flags: Mapping[str, int]) -> str:
    """Introduce the loaded words of a document; the words themselves are shown as quotations."""
    total = sum(flags.values())
    return f"{capital(count(total, 'loaded expression'))} flagged in this document" if total else ""


def default_assumptions(consent_assumed: bool, parties: Sequence[str], status_quo_missing: Sequence[str]) -> list[str]:
    """Say what winset itself assumes where the input leaves it open."""
    said = []
    if consent_assumed:
        said.append(
            f"The yes of {listed(parties)} makes an agreement: all signatories and those who ratify for them, "
            "or all parties that are no coalition where no party has a role. No source says so."
        )
    if status_quo_missing:
        said.append(f"What holds today is not recorded for {listed(labels(status_quo_missing))}; nothing is assumed.")
    said.append("A coalition’s position is not taken for its members’.")
    said.append("An option that a position does not rank is neither wanted nor refused.")
    return said


def skipped_statement(number: int) -> str:
    """Say how many statements a person rejected."""
    return f"{capital(count(number, 'statement'))} rejected by a person; shown here, counted nowhere."


def left_out(characters: int) -> str:
    """Say that parts of a long document are not shown."""
    return f"{characters:,} characters in which nothing is marked are left out here."


def numbers_given(parties: Sequence[str]) -> str:
    """Say for whom an analyst gave numbers."""
    return f"The file gives utilities in numbers for {listed(parties)}; they are the analyst’s, no source states them."


def reviewed_by(by: str, date: str) -> str:
    """Say who reviewed a statement."""
    return f"reviewed by {by}" + (f", {date}" if date else "")


def standing(read: bool, drafted: bool) -> str:
    """Say under the title what kind of text this is."""
    if drafted:
        return "Drafted by a program from published reports, for a person to check; every entry names what it rests on."
    if read:
        return "A negotiation entered by a person, beside what a program read in published reports."
    return "A negotiation entered by a person; the passages that it cites were looked up."


def closing(version: str) -> str:
    """Close the page."""
    return (
        f"Made by winset {version}. Winset takes no side: what a source says is the source’s, and parties stand in "
        "alphabetical order."
    )


def opens(passages: int) -> str:
    """Say what opens with a cell."""
    return count(passages, "passage") if passages else "note"


def written(path: str, size: int) -> str:
    """Say where the report was written."""
    return f"The report is in {path} ({max(1, round(size / 1024)):,} kB)."
