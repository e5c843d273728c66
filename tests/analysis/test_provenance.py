"""Provenance: every statement counts once, by whose word it is."""

from __future__ import annotations

import dataclasses

from hypothesis import given, settings

from tests.reporting import harbour
from tests.strategies import readings
from winset.analysis.provenance import KINDS, kind_of, provenance
from winset.reading.statement import Reading


def test_the_example() -> None:
    found = provenance(harbour.negotiation(), reading=harbour.reading())
    assert found.statements == {"own": 4, "through": 1, "other": 1, "unnamed": 1, "narrator": 2}
    assert (found.documents, found.total, found.reviewed, found.rejected) == (3, 9, 1, 1)
    assert found.quoted == 2
    assert found.positions == {"self": 1, "ascribed": 2}
    assert found.unsupported == 0
    union = next(p for p in found.parties if p.party == "union")
    assert union.statements == {"own": 3}
    members = next(p for p in found.parties if p.party == "members")
    assert members.statements == {"other": 1}  # the union's officials about the members


def test_without_a_reading_only_positions_are_counted() -> None:
    found = provenance(harbour.negotiation())
    assert found.statements == {}
    assert found.documents == 0
    assert found.positions == {"self": 1, "ascribed": 2}


@settings(max_examples=40, deadline=None)
@given(readings())
def test_kinds_are_a_partition(reading: Reading) -> None:
    found = provenance(harbour.negotiation(), reading=reading)
    assert found.total == len(reading.statements)
    for kind in KINDS:
        assert found.statements.get(kind, 0) == sum(kind_of(s) == kind for s in reading.statements)
    assert found.to_dict()["run"]["exact"] is True
    assert len(found.rows()) == len(found.parties)


def test_the_narrators_word_is_the_narrators_whatever_else_is_said_of_it() -> None:
    statement = harbour.reading().statements[3]
    assert kind_of(statement) == "narrator"
    assert kind_of(dataclasses.replace(statement, via=("The Paper",))) == "narrator"
