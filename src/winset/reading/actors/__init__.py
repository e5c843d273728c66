"""From a mention to an actor to a party: who a source is, and for whom it speaks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from winset.core.dates import PartialDate
from winset.reading.actors import people
from winset.reading.actors.lexicon import Form, Lexicon
from winset.reading.actors.resolver import Resolver
from winset.reading.actors.tables import Actor, Party, Tables, shipped
from winset.reading.actors.vocabulary import PREFIXES

__all__ = ["Actor", "Actors", "Party", "Resolver"]


class Actors:
    """All parties and actors that are known before a text is read; built once per process.

    Parameters
    ----------
    tables
        The shipped tables.
    parties, actors
        Of a user's file; they override what the tables say of the same id or name.
    """

    def __init__(self, tables: Tables, parties: tuple[Party, ...] = (), actors: tuple[Actor, ...] = ()) -> None:
        known = {**tables.parties, **{party.id: party for party in parties}}
        self.tables = Tables(
            known,
            (*tables.actors, *actors),
            tables.ambiguous,
            tables.titles,
            tables.roles,
            tables.role_gender,
            tables.given,
        )
        self.lexicon = Lexicon()
        self._by_name: dict[str, list[Actor]] = {}
        for party in tables.parties.values():
            if known[party.id] is party:
                self._add_party(party)
        for prefix, ident in PREFIXES.items():
            if ident in known:
                self.lexicon.add(prefix, Form("prefix", (ident,), known[ident].name))
        for actor in tables.actors:
            self._add_actor(actor)
        for entry in tables.ambiguous:
            form = Form("ambiguous", entry.parties, entry.form, entry.decided, entry.note)
            self.lexicon.replace(entry.form, form)
        for party in parties:
            self._add_party(party, override=True)
        for actor in actors:
            self._add_actor(actor, override=True)

    @classmethod
    def load(cls, path: Path | None = None) -> Actors:
        """Return the shipped actors, with those of a user's file over them.

        Raises
        ------
        InputError
            Where the file has problems; all are given, with their places.
        """
        tables = shipped()
        if path is None:
            return cls(tables)
        from winset.reading.actors.userfile import load

        parties, actors = load(Path(path), frozenset(tables.parties))
        return cls(tables, parties, actors)

    def resolver(self, doc: Any, published: PartialDate | None = None) -> Resolver:
        """Return what resolves the mentions of one parsed document.

        Parameters
        ----------
        doc
            A `spacy.tokens.Doc` with tags, lemmas, a parse and entities.
        published
            The document's date, which decides who held an office; None where it is not known.
        """
        return Resolver(doc, self.lexicon, self.tables, self._by_name, published)

    def _add_party(self, party: Party, *, override: bool = False) -> None:
        add = self.lexicon.replace if override else self.lexicon.add
        groups: tuple[tuple[Any, tuple[str, ...]], ...] = (
            ("name", (party.name, *party.names)),
            ("capital", party.capitals),
            ("adjective", party.adjectives),
            ("people", party.people),
            ("body", party.bodies),
        )
        for kind, forms in groups:
            for form in forms:
                add(form, Form(kind, (party.id,), form if kind == "body" else party.name))

    def _add_actor(self, actor: Actor, *, override: bool = False) -> None:
        add = self.lexicon.replace if override else self.lexicon.add
        names = (actor.name, *actor.names)
        if actor.kind == "outlet":
            for name in names:
                bare = name.removeprefix("The ")
                for form in {name, bare} if len(bare) > 5 or " " in bare else {name}:
                    add(form, Form("outlet", (None,), actor.name))
            return
        if actor.kind in ("office", "body"):
            for name in names:
                add(name, Form("body", (actor.party,), name))
            return
        if override:
            actor = Actor(
                actor.name, actor.party, actor.names, "user", actor.office, actor.since, actor.until, actor.gender
            )
        for name in names:
            words = people.parts(name)
            if len(words) > 1:
                self.lexicon.replace(name, Form("leader", (actor.party,), actor.name))
            for word in {words[-1], name}:
                self._by_name.setdefault(people.skeleton(word), []).append(actor)
